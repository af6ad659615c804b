// SPDX-License-Identifier: GPL-3.0-or-later
// [PIPES], [PUMPS], [VALVES], [STATUS], [LEAKAGE].
#include "twin/liquid/inp_text.h"

#include <array>
#include <cstdlib>

namespace twin::liquid {

namespace {

constexpr const char* kPipes = "[PIPES]";
constexpr const char* kPumps = "[PUMPS]";
constexpr const char* kValves = "[VALVES]";
constexpr const char* kStatus = "[STATUS]";
constexpr const char* kLeakage = "[LEAKAGE]";

enum class Range { Any, NotNegative, Positive };

class LinkReader {
  public:
    LinkReader(const InpSections& sections, InpContext& context) : m_sections(sections), m_context(context) {}

    void read() {
        for (const InpLine& line : linesOf(m_sections, kPipes)) readPipe(line);
        for (const InpLine& line : linesOf(m_sections, kPumps)) readPump(line);
        for (const InpLine& line : linesOf(m_sections, kValves)) readValve(line);
        for (const InpLine& line : linesOf(m_sections, kLeakage)) readLeakage(line);
        for (const InpLine& line : linesOf(m_sections, kStatus)) readStatus(line);
    }

  private:
    bool number(const InpLine& line, const char* section, std::size_t word, double& target, Range range) {
        if (line.words.size() <= word) return false;
        double value = 0;
        const std::string& text = line.words[word];
        if (!parseNumber(text, value)) {
            m_context.report(line, section, "inp.number", {TWIN_TR("Line {0}, {1}: {2} is not a number."), {text}}, text);
            return false;
        }
        if ((range != Range::Any && value < 0) || (range == Range::Positive && value == 0)) {
            m_context.report(line, section, "inp.value", {TWIN_TR("Line {0}, {1}: link {2} cannot have {3}."),
                             {line.words[0], text}}, text, range == Range::Positive ? "> 0" : ">= 0");
            return false;
        }
        target = value;
        return true;
    }

    int lookUp(const InpLine& line, const char* section, std::size_t word, const std::unordered_map<std::string, int>& in,
               const char* code, const char* sentence) {
        const auto found = in.find(line.words[word]);
        if (found != in.end()) return found->second;
        m_context.report(line, section, code, {sentence, {line.words[0], line.words[word]}}, line.words[word]);
        return -1;
    }

    int node(const InpLine& line, const char* section, std::size_t word) {
        return lookUp(line, section, word, m_context.nodes, "inp.undefinedNode",
                      TWIN_TR("Line {0}, {1}: {2} names node {3}, which does not exist."));
    }
    int curve(const InpLine& line, const char* section, std::size_t word) {
        return lookUp(line, section, word, m_context.curves, "inp.undefinedCurve",
                      TWIN_TR("Line {0}, {1}: {2} names curve {3}, which does not exist."));
    }

    /// Adds a link between two nodes; it is in the network even when an end is wrong, so that later sections find it.
    InpLink* add(const InpLine& line, const char* section, InpLinkKind kind, std::size_t least) {
        if (line.words.size() < least) {
            m_context.report(line, section, "inp.missingData", {TWIN_TR("Line {0}, {1}: {2} has too few values."),
                             {line.words[0]}});
            if (line.words.size() < 3) return nullptr;
        }
        auto& links = m_context.network.links;
        if (!m_context.links.emplace(line.words[0], static_cast<int>(links.size())).second) {
            m_context.report(line, section, "inp.duplicate", {TWIN_TR("Line {0}, {1}: there is already a link {2}."),
                             {line.words[0]}}, line.words[0]);
            return nullptr;
        }
        links.emplace_back();
        InpLink& link = links.back();
        link.id = line.words[0];
        link.comment = line.comment;
        link.kind = kind;
        link.from = node(line, section, 1);
        link.to = node(line, section, 2);
        if (link.from >= 0 && link.from == link.to)
            m_context.report(line, section, "inp.sameEnds",
                             {TWIN_TR("Line {0}, {1}: {2} begins and ends at node {3}."), {link.id, line.words[1]}});
        return line.words.size() < least ? nullptr : &link;
    }

    void readPipe(const InpLine& line) {
        InpLink* pipe = add(line, kPipes, InpLinkKind::Pipe, 3);
        if (!pipe) return;
        const InpOptions& options = m_context.network.options;
        pipe->length = m_context.network.metric() ? 100 : 330;
        pipe->diameter = m_context.network.metric() ? 254 : 10;
        pipe->roughness = options.headLoss == HeadLoss::HazenWilliams ? 130
                          : options.headLoss == HeadLoss::DarcyWeisbach ? 0.0005 : 0.01;
        number(line, kPipes, 3, pipe->length, Range::Positive);
        number(line, kPipes, 4, pipe->diameter, Range::Positive);
        number(line, kPipes, 5, pipe->roughness, Range::Positive);
        if (line.words.size() == 7 && pipeStatus(line.words[6], *pipe)) return;
        number(line, kPipes, 6, pipe->minorLoss, Range::NotNegative);
        if (line.words.size() > 7 && !pipeStatus(line.words[7], *pipe))
            m_context.report(line, kPipes, "inp.keyword", {TWIN_TR("Line {0}, {1}: {2} is none of OPEN, CLOSED and CV."),
                             {line.words[7]}}, line.words[7], "OPEN, CLOSED, CV");
    }

    static bool pipeStatus(const std::string& word, InpLink& pipe) {
        if (matches(word, "CV")) {
            pipe.checkValve = true;
        } else if (matches(word, "CLOSED")) {
            pipe.status = InpStatus::Closed;
        } else if (!matches(word, "OPEN")) {
            return false;
        }
        return true;
    }

    void readPump(const InpLine& line) {
        InpLink* pump = add(line, kPumps, InpLinkKind::Pump, 3);
        if (!pump) return;
        pump->setting = 1;
        bool bad = false;
        double value = 0;
        if (line.words.size() == 5 && parseNumber(line.words[3], value)) return oldPump(line, *pump);
        for (std::size_t m = 3; m + 1 < line.words.size(); m += 2) {
            const std::string& key = line.words[m];
            if (matches(key, "POWER")) {
                bad |= !number(line, kPumps, m + 1, pump->power, Range::Positive);
            } else if (matches(key, "HEAD")) {
                pump->curve = curve(line, kPumps, m + 1);
                bad |= pump->curve < 0;
            } else if (matches(key, "PATT")) {
                pump->speedPattern = lookUp(line, kPumps, m + 1, m_context.patterns, "inp.undefinedPattern",
                                            TWIN_TR("Line {0}, {1}: {2} names pattern {3}, which does not exist."));
            } else if (matches(key, "SPEE")) {
                number(line, kPumps, m + 1, pump->setting, Range::NotNegative);
            } else {
                m_context.report(line, kPumps, "inp.keyword", {TWIN_TR("Line {0}, {1}: {2} is not a property of a pump."),
                                 {key}}, key, "HEAD, POWER, SPEED, PATTERN");
                bad = true;
            }
        }
        if (!bad && pump->curve < 0 && pump->power == 0)
            m_context.report(line, kPumps, "inp.pumpCurve",
                             {TWIN_TR("Line {0}, {1}: pump {2} has neither a head curve nor a power."), {pump->id}});
    }

    /// Release 1 wrote the rated point (or, for a pump of constant power, the power) without keywords.
    void oldPump(const InpLine& line, InpLink& pump) {
        double head = 0, flow = 0;
        if (!number(line, kPumps, 3, head, Range::Positive) || !number(line, kPumps, 4, flow, Range::Positive)) return;
        pump.curve = static_cast<int>(m_context.network.curves.size());
        m_context.network.curves.push_back({"pump-" + pump.id, {flow}, {head}});
    }

    void readValve(const InpLine& line) {
        InpLink* valve = add(line, kValves, InpLinkKind::Tcv, 5);
        if (!valve) return;
        constexpr std::array kKinds{"PRV", "PSV", "PBV", "FCV", "TCV", "GPV", "PCV"};
        std::size_t kind = 0;
        while (kind < kKinds.size() && !matches(line.words[4], kKinds[kind])) ++kind;
        if (kind == kKinds.size()) {
            m_context.report(line, kValves, "inp.keyword", {TWIN_TR("Line {0}, {1}: {2} is not a kind of valve."),
                             {line.words[4]}}, line.words[4], "PRV, PSV, PBV, FCV, TCV, GPV, PCV");
            return;
        }
        valve->kind = static_cast<InpLinkKind>(static_cast<int>(InpLinkKind::Prv) + static_cast<int>(kind));
        valve->status = valve->kind == InpLinkKind::Gpv ? InpStatus::Open : InpStatus::Active;
        number(line, kValves, 3, valve->diameter, Range::Positive);
        if (line.words.size() > 5) {
            if (valve->kind == InpLinkKind::Gpv)
                valve->curve = curve(line, kValves, 5);
            else
                number(line, kValves, 5, valve->setting, Range::Any);
        } else if (valve->kind == InpLinkKind::Gpv) {
            m_context.report(line, kValves, "inp.missingData",
                             {TWIN_TR("Line {0}, {1}: valve {2} needs a head loss curve."), {valve->id}});
        }
        number(line, kValves, 6, valve->minorLoss, Range::NotNegative);
        if (line.words.size() > 7 && valve->kind == InpLinkKind::Pcv) {
            valve->curve = curve(line, kValves, 7);
            if (valve->setting > 100) valve->setting = 100;
        }
        checkPlace(line, *valve);
    }

    /// PRV, PSV and FCV hold something at a junction: not at a tank, and not two at the node they hold.
    void checkPlace(const InpLine& line, const InpLink& valve) {
        const InpLinkKind kind = valve.kind;
        if ((kind != InpLinkKind::Prv && kind != InpLinkKind::Psv && kind != InpLinkKind::Fcv) || valve.from < 0 || valve.to < 0)
            return;
        for (const int end : {valve.from, valve.to})
            if (m_context.network.nodes[static_cast<std::size_t>(end)].kind != InpNodeKind::Junction)
                m_context.report(line, kValves, "inp.valvePlace",
                                 {TWIN_TR("Line {0}, {1}: valve {2} cannot be at {3}, a tank or reservoir; put a pipe between."),
                                  {valve.id, m_context.network.nodes[static_cast<std::size_t>(end)].id}});
        for (const InpLink& other : m_context.network.links) {
            if (&other == &valve || other.from < 0) continue;
            const bool prv = other.kind == InpLinkKind::Prv, psv = other.kind == InpLinkKind::Psv, fcv = other.kind == InpLinkKind::Fcv;
            const bool clash = (kind == InpLinkKind::Prv && ((prv && (valve.to == other.to || valve.to == other.from || valve.from == other.to)) ||
                                                             (psv && valve.to == other.from) || (fcv && valve.from == other.to))) ||
                               (kind == InpLinkKind::Psv && ((psv && (valve.from == other.from || valve.from == other.to || valve.to == other.from)) ||
                                                             (prv && valve.from == other.to) || (fcv && valve.to == other.from))) ||
                               (kind == InpLinkKind::Fcv && ((prv && valve.to == other.from) || (psv && valve.from == other.to)));
            if (clash)
                m_context.report(line, kValves, "inp.valvePlace",
                                 {TWIN_TR("Line {0}, {1}: valves {2} and {3} hold the same node; put a pipe between."),
                                  {valve.id, other.id}});
        }
    }

    void readLeakage(const InpLine& line) {
        if (line.words.size() < 3) return;
        const int found = lookUp(line, kLeakage, 0, m_context.links, "inp.undefinedLink",
                                 TWIN_TR("Line {0}, {1}: link {2} does not exist."));
        if (found < 0) return;
        InpLink& link = m_context.network.links[static_cast<std::size_t>(found)];
        number(line, kLeakage, 1, link.leakArea, Range::NotNegative);
        number(line, kLeakage, 2, link.leakExpansion, Range::NotNegative);
    }

    void readStatus(const InpLine& line) {
        if (line.words.size() < 2) {
            m_context.report(line, kStatus, "inp.missingData", {TWIN_TR("Line {0}, {1}: {2} has too few values."), {line.words[0]}});
            return;
        }
        const std::string& last = line.words.back();
        InpStatus status = InpStatus::Active;
        double setting = 0;
        if (matches(last, "OPEN")) {
            status = InpStatus::Open;
        } else if (matches(last, "CLOSED")) {
            status = InpStatus::Closed;
        } else if (!number(line, kStatus, line.words.size() - 1, setting, Range::NotNegative)) {
            return;
        }
        if (line.words.size() == 2) {
            const int found = lookUp(line, kStatus, 0, m_context.links, "inp.undefinedLink",
                                     TWIN_TR("Line {0}, {1}: link {2} does not exist."));
            if (found < 0) return;
            InpLink& link = m_context.network.links[static_cast<std::size_t>(found)];
            if (link.checkValve || (link.kind == InpLinkKind::Gpv && status == InpStatus::Active)) {
                m_context.report(line, kStatus, "inp.control",
                                 {TWIN_TR("Line {0}, {1}: the status of {2} cannot be set; it follows its flow or its curve."), {link.id}});
                return;
            }
            return setStatus(link, status, setting);
        }
        // Two names: all links from the first to the second, as numbers if both are, else in the order of letters.
        const long low = std::atol(line.words[0].c_str()), high = std::atol(line.words[1].c_str());
        for (InpLink& link : m_context.network.links) {
            const long number = std::atol(link.id.c_str());
            if (low > 0 && high > 0 ? number >= low && number <= high : link.id >= line.words[0] && link.id <= line.words[1])
                if (!link.checkValve) setStatus(link, status, setting);
        }
    }

    static void setStatus(InpLink& link, InpStatus status, double setting) {
        if (link.kind == InpLinkKind::Pipe || link.kind == InpLinkKind::Gpv) {
            if (status != InpStatus::Active) link.status = status;
        } else if (link.kind == InpLinkKind::Pump) {
            link.setting = status == InpStatus::Active ? setting : status == InpStatus::Open ? 1 : 0;
            link.status = link.setting > 0 ? InpStatus::Open : InpStatus::Closed;
        } else {
            link.status = status;
            if (status == InpStatus::Active) link.setting = setting;
        }
    }

    const InpSections& m_sections;
    InpContext& m_context;
};

}  // namespace

void readLinks(const InpSections& sections, InpContext& context) { LinkReader(sections, context).read(); }

}  // namespace twin::liquid
