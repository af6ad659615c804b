// SPDX-License-Identifier: GPL-3.0-or-later
// [JUNCTIONS], [RESERVOIRS], [TANKS], [DEMANDS], [EMITTERS], [COORDINATES].
#include "twin/liquid/inp_text.h"

#include <fmt/format.h>

namespace twin::liquid {

namespace {

constexpr const char* kJunctions = "[JUNCTIONS]";
constexpr const char* kReservoirs = "[RESERVOIRS]";
constexpr const char* kTanks = "[TANKS]";
constexpr const char* kDemands = "[DEMANDS]";
constexpr const char* kEmitters = "[EMITTERS]";

class NodeReader {
  public:
    NodeReader(const InpSections& sections, InpContext& context) : m_sections(sections), m_context(context) {}

    void read() {
        for (const InpLine& line : linesOf(m_sections, kJunctions)) readJunction(line);
        for (const InpLine& line : linesOf(m_sections, kReservoirs)) readReservoir(line);
        for (const InpLine& line : linesOf(m_sections, kTanks)) readTank(line);
        for (const InpLine& line : linesOf(m_sections, kDemands)) readDemand(line);
        for (const InpLine& line : linesOf(m_sections, kEmitters)) readEmitter(line);
        for (const InpLine& line : linesOf(m_sections, "[COORDINATES]")) readPlace(line);
    }

  private:
    InpNode* add(const InpLine& line, const char* section, InpNodeKind kind) {
        auto& nodes = m_context.network.nodes;
        if (!m_context.nodes.emplace(line.words[0], static_cast<int>(nodes.size())).second) {
            m_context.report(line, section, "inp.duplicate", {TWIN_TR("Line {0}, {1}: there is already a node {2}."),
                             {line.words[0]}}, line.words[0]);
            return nullptr;
        }
        nodes.emplace_back();
        nodes.back().id = line.words[0];
        nodes.back().comment = line.comment;
        nodes.back().kind = kind;
        return &nodes.back();
    }

    bool number(const InpLine& line, const char* section, std::size_t word, double& target, bool notNegative = false) {
        if (line.words.size() <= word) return false;
        double value = 0;
        if (!parseNumber(line.words[word], value)) {
            m_context.report(line, section, "inp.number", {TWIN_TR("Line {0}, {1}: {2} is not a number."),
                             {line.words[word]}}, line.words[word]);
            return false;
        }
        if (notNegative && value < 0) {
            m_context.report(line, section, "inp.value", {TWIN_TR("Line {0}, {1}: node {2} cannot have {3}."),
                             {line.words[0], line.words[word]}}, line.words[word], ">= 0");
            return false;
        }
        target = value;
        return true;
    }

    int pattern(const InpLine& line, const char* section, std::size_t word) {
        if (line.words.size() <= word || line.words[word] == "*") return -1;
        const auto found = m_context.patterns.find(line.words[word]);
        if (found != m_context.patterns.end()) return found->second;
        m_context.report(line, section, "inp.undefinedPattern",
                         {TWIN_TR("Line {0}, {1}: {2} names pattern {3}, which does not exist."),
                          {line.words[0], line.words[word]}}, line.words[word]);
        return -1;
    }

    void readJunction(const InpLine& line) {
        InpNode* node = add(line, kJunctions, InpNodeKind::Junction);
        if (!node) return;
        number(line, kJunctions, 1, node->elevation);
        InpDemand demand;
        number(line, kJunctions, 2, demand.base);
        demand.pattern = pattern(line, kJunctions, 3);
        node->demands.push_back(demand);
    }

    void readReservoir(const InpLine& line) {
        InpNode* node = add(line, kReservoirs, InpNodeKind::Reservoir);
        if (!node) return;
        if (line.words.size() < 2) return missing(line, kReservoirs);
        number(line, kReservoirs, 1, node->elevation);
        node->headPattern = pattern(line, kReservoirs, 2);
    }

    void readTank(const InpLine& line) {
        // As EPANET reads it: a line of two or three words in [TANKS] is a reservoir.
        if (line.words.size() <= 3) return readReservoir(line);
        InpNode* node = add(line, kTanks, InpNodeKind::Tank);
        if (!node) return;
        number(line, kTanks, 1, node->elevation);
        if (line.words.size() < 6) return missing(line, kTanks);
        number(line, kTanks, 2, node->initialLevel, true);
        number(line, kTanks, 3, node->minimumLevel, true);
        number(line, kTanks, 4, node->maximumLevel, true);
        number(line, kTanks, 5, node->diameter, true);
        number(line, kTanks, 6, node->minimumVolume, true);
        if (line.words.size() > 7 && !line.words[7].empty() && line.words[7] != "*") {
            const auto found = m_context.curves.find(line.words[7]);
            if (found != m_context.curves.end())
                node->volumeCurve = found->second;
            else
                m_context.report(line, kTanks, "inp.undefinedCurve",
                                 {TWIN_TR("Line {0}, {1}: {2} names curve {3}, which does not exist."),
                                  {line.words[0], line.words[7]}}, line.words[7]);
        }
        if (line.words.size() > 8) {
            node->overflows = matches(line.words[8], "YES");
            if (!node->overflows && !matches(line.words[8], "NO"))
                m_context.report(line, kTanks, "inp.keyword", {TWIN_TR("Line {0}, {1}: {2} is neither YES nor NO."),
                                 {line.words[8]}}, line.words[8]);
        }
        checkLevels(line, *node);
        // A tank without width is a reservoir at its first level.
        if (node->diameter == 0) {
            node->kind = InpNodeKind::Reservoir;
        }
    }

    void checkLevels(const InpLine& line, const InpNode& node) {
        bool wrong = node.initialLevel > node.maximumLevel || node.initialLevel < node.minimumLevel ||
                     node.minimumLevel > node.maximumLevel;
        if (node.volumeCurve >= 0 && !wrong) {
            const InpCurve& curve = m_context.network.curves[static_cast<std::size_t>(node.volumeCurve)];
            wrong = curve.x.empty() || node.minimumLevel < curve.x.front() - 1e-6 ||
                    node.maximumLevel > curve.x.back() + 1e-6;
        }
        if (!wrong || node.diameter == 0) return;
        m_context.report(line, kTanks, "inp.tankLevels",
                         {TWIN_TR("Line {0}, {1}: tank {2} starts at {3}; its levels run from {4} to {5}."),
                          {node.id, fmt::format("{}", node.initialLevel), fmt::format("{}", node.minimumLevel),
                           fmt::format("{}", node.maximumLevel)}},
                         fmt::format("{}", node.initialLevel),
                         fmt::format("{} … {}", node.minimumLevel, node.maximumLevel));
    }

    InpNode* find(const InpLine& line, const char* section) {
        const auto found = m_context.nodes.find(line.words[0]);
        if (found != m_context.nodes.end()) return &m_context.network.nodes[static_cast<std::size_t>(found->second)];
        m_context.report(line, section, "inp.undefinedNode", {TWIN_TR("Line {0}, {1}: node {2} does not exist."),
                         {line.words[0]}}, line.words[0]);
        return nullptr;
    }

    void readDemand(const InpLine& line) {
        if (line.words.size() < 2) return missing(line, kDemands);
        InpDemand demand;
        if (!number(line, kDemands, 1, demand.base)) return;
        if (matches(line.words[0], "MULT")) {
            if (demand.base > 0) m_context.network.options.demandMultiplier = demand.base;
            return;
        }
        InpNode* node = find(line, kDemands);
        if (!node || node->kind != InpNodeKind::Junction) return;
        demand.pattern = pattern(line, kDemands, 2);
        demand.category = line.comment;
        // The first line of a junction replaces what [JUNCTIONS] said, the next ones add to it.
        if (m_replaced.emplace(line.words[0], 0).second) node->demands.clear();
        node->demands.push_back(demand);
    }

    void readEmitter(const InpLine& line) {
        if (line.words.size() < 2) return missing(line, kEmitters);
        InpNode* node = find(line, kEmitters);
        if (!node) return;
        double value = 0;
        if (number(line, kEmitters, 1, value, true) && node->kind == InpNodeKind::Junction) node->emitter = value;
    }

    void readPlace(const InpLine& line) {
        const auto found = m_context.nodes.find(line.words[0]);
        if (found == m_context.nodes.end() || line.words.size() < 3) return;
        InpNode& node = m_context.network.nodes[static_cast<std::size_t>(found->second)];
        node.placed = parseNumber(line.words[1], node.x) && parseNumber(line.words[2], node.y);
    }

    void missing(const InpLine& line, const char* section) {
        m_context.report(line, section, "inp.missingData", {TWIN_TR("Line {0}, {1}: {2} has too few values."),
                         {line.words[0]}});
    }

    const InpSections& m_sections;
    InpContext& m_context;
    std::unordered_map<std::string, int> m_replaced;
};

}  // namespace

void readNodes(const InpSections& sections, InpContext& context) { NodeReader(sections, context).read(); }

}  // namespace twin::liquid
