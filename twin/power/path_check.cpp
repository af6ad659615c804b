// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/power/path_check.h"

namespace twin::power {

namespace {

using Node = PowerPaths::Node;

constexpr std::size_t kNamed = 6;  ///< of an island, before "…"

void tell(Issues& issues, Severity severity, const char* code, const Node& node, Text text, std::string value, std::string allowed, Text hint) {
    issues.push_back({severity, code, node.item->id, node.item->name, {}, std::move(text), std::move(value), std::move(allowed), std::move(hint)});
}

class Walk {
  public:
    Walk(const std::vector<Node>& nodes, const std::vector<PowerRing>& rings, const std::vector<int>& ringOf) : m_nodes(nodes), m_rings(rings), m_ringOf(ringOf), m_seen(nodes.size(), 0) {}

    bool seen(std::size_t at) const { return m_seen[at] != 0; }
    const PowerRing* ring(int at) const { return m_ringOf.empty() || m_ringOf[static_cast<std::size_t>(at)] < 0 ? nullptr : &m_rings[static_cast<std::size_t>(m_ringOf[static_cast<std::size_t>(at)])]; }

    /// Everything new that hangs below a node, itself included; above it too when asked.
    std::vector<int> from(int start, bool upwards) {
        std::vector<int> found;
        visit(start, found);
        for (std::size_t i = 0; i < found.size(); ++i) {
            const Node& node = m_nodes[static_cast<std::size_t>(found[i])];
            if (const PowerRing* around = ring(found[i]))
                for (const int member : around->members) visit(member, found);
            for (const int below : node.outputs) visit(below, found);
            if (upwards && !node.load)
                for (const int above : node.inputs) visit(above, found);
        }
        return found;
    }

  private:
    void visit(int at, std::vector<int>& found) {
        if (m_seen[static_cast<std::size_t>(at)]) return;
        m_seen[static_cast<std::size_t>(at)] = 1;
        found.push_back(at);
    }

    const std::vector<Node>& m_nodes;
    const std::vector<PowerRing>& m_rings;
    const std::vector<int>& m_ringOf;
    std::vector<char> m_seen;
};

void findIslands(const std::vector<Node>& nodes, const std::vector<PowerRing>& rings, const std::vector<int>& ringOf, Issues& issues) {
    Walk walk(nodes, rings, ringOf);
    for (std::size_t i = 0; i < nodes.size(); ++i)
        if (nodes[i].source) walk.from(static_cast<int>(i), false);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (nodes[i].load || walk.seen(i)) continue;
        std::string names;
        std::size_t count = 0;
        bool told = false;  // a ring without a feed is named where rings are found
        for (const int at : walk.from(static_cast<int>(i), true)) {
            const Node& node = nodes[static_cast<std::size_t>(at)];
            const PowerRing* ring = walk.ring(at);
            told = told || (ring != nullptr && ring->feeders.empty());
            if (node.load) continue;
            if (++count > kNamed) continue;
            if (count > 1) names += ", ";
            names += node.item->name;
        }
        if (told) continue;
        if (count > kNamed) names += ", …";
        tell(issues, Severity::Warning, "power.island", nodes[i], {TWIN_TR("No source feeds {0}: an island without power."), {names}}, std::to_string(count), {},
             {TWIN_TR("Connect it to a utility feed, a generator or a board that has one above it."), {}});
    }
}

}  // namespace

void checkPaths(const std::vector<Node>& nodes, const std::vector<PowerRing>& rings, const std::vector<int>& ringOf, Issues& issues) {
    findIslands(nodes, rings, ringOf, issues);
    for (const Node& node : nodes) {
        if (node.load) continue;
        if (node.source && node.outputs.empty())
            tell(issues, Severity::Note, "power.idleSource", node, {TWIN_TR("{0} feeds nothing."), {node.item->name}}, "0", {}, {TWIN_TR("Connect its output to a switchgear, a transformer or a transfer switch."), {}});
        if (node.outputs.empty()) continue;
        if (node.rating_W <= 0)
            tell(issues, Severity::Warning, "power.noRating", node,
                 {hasParam(node.item->kind, Param::Efficiency50) ? TWIN_TR("{0} states no rating: neither its load nor its losses can be told.") : TWIN_TR("{0} states no rating: its load is not judged."), {node.item->name}}, "0", "> 0",
                 {TWIN_TR("State its rating from the name plate."), {}});
        if ((node.item->kind == Kind::Busway || node.item->kind == Kind::Cable) && node.resistance_ohm <= 0)
            tell(issues, Severity::Warning, "power.zeroImpedance", node, {TWIN_TR("{0} has no resistance: it loses nothing and drops no voltage."), {node.item->name}}, "0", "> 0",
                 {TWIN_TR("State its resistance per metre and draw its route."), {}});
    }
}

}  // namespace twin::power
