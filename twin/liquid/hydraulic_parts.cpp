// SPDX-License-Identifier: GPL-3.0-or-later
// Parts of the network that no open way joins to a known head. One without demand is still: its heads keep the level that
// the leaks of its closed links gave it. One with demand has no solution, and what cuts it off is named.
#include "twin/liquid/hydraulic_state.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace twin::liquid {

namespace {

constexpr double kBalanced = 1e-9;  // of the largest flow: a part without source that asks for less is still
constexpr std::size_t kNamesShown = 12;

std::size_t at(int index) { return static_cast<std::size_t>(index); }

/// Points joined to parts (union-find).
class Parts {
  public:
    explicit Parts(std::size_t count) : m_part(count) { std::iota(m_part.begin(), m_part.end(), 0); }
    int root(int p) {
        while (m_part[at(p)] != p) p = m_part[at(p)] = m_part[at(m_part[at(p)])];
        return p;
    }
    void join(int a, int b) { m_part[at(root(a))] = root(b); }

  private:
    std::vector<int> m_part;
};

/// The first names of `count`.
std::string listed(const std::vector<std::string>& names, std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < std::min(names.size(), kNamesShown); ++i) text += (i ? ", " : "") + names[i];
    if (count > kNamesShown) text += fmt::format(" … ({})", count);
    return text;
}

}  // namespace

void HydraulicSolver::State::closeExactly() {
    m_exact = true;
    bool anyOff = false;
    for (const int index : m_coreLinks) {
        const std::size_t k = at(index), a = arcOf(k);
        const bool closed = m_status[k] <= LinkStatus::Closed;
        if (!closed && !holdsFlow(k)) continue;
        m_off[a] = 1;
        m_flow[a] = closed ? 0 : m_setting[k];
        anyOff = true;
    }
    if (!anyOff && m_pins.empty() && !m_blocks.anyShut()) return;  // every part holds a known head, or run() would not be here
    // Parts, joined over conducting arcs.
    Parts parts(m_nodeOfPoint.size());
    const auto root = [&](int p) { return parts.root(p); };
    for (std::size_t a = 0; a < m_arcs.size(); ++a)
        if (!m_off[a]) parts.join(m_from[a], m_to[a]);
    for (const auto& block : m_blocks.blocks())
        if (block.conducts) parts.join(block.point[0], block.point[1]);
    std::vector<char> known(m_nodeOfPoint.size(), 0);
    for (int p = 0; p < static_cast<int>(m_nodeOfPoint.size()); ++p)
        if (p >= m_junctions || m_pinned[at(p)]) known[at(root(p))] = 1;
    std::vector<double> asked(m_nodeOfPoint.size(), 0);
    double largest = 0;
    for (int p = 0; p < m_junctions; ++p) asked[at(root(p))] += m_demand[at(p)];
    for (std::size_t a = 0; a < m_arcs.size(); ++a) {
        largest = std::max(largest, std::abs(m_flow[a]));
        if (!m_off[a]) continue;
        asked[at(root(m_from[a]))] += m_flow[a];
        asked[at(root(m_to[a]))] -= m_flow[a];
    }
    bool dead = false;
    for (int p = 0; p < m_junctions; ++p) {
        const int r = root(p);
        if (known[at(r)]) continue;
        if (std::abs(asked[at(r)]) <= kBalanced * largest) {
            known[at(r)] = 1;  // one known head is enough
            m_pinned[at(p)] = 1;
            m_pins.push_back({p, -1, -1, 0});
            continue;
        }
        m_dead[at(p)] = 1;
        m_pinned[at(p)] = 1;
        m_pins.push_back({p, -1, -1, 0});
        m_head[at(p)] = 0;
        dead = true;
    }
    if (dead) giveUpDeadArcs();
    if (std::find(m_dead.begin(), m_dead.end(), char{1}) != m_dead.end()) explainDeadParts();
}

void HydraulicSolver::State::findIslands() {
    Parts parts(m_nodeOfPoint.size());
    for (std::size_t a = 0; a < m_arcs.size(); ++a) parts.join(m_from[a], m_to[a]);
    for (const auto& block : m_blocks.blocks()) parts.join(block.point[0], block.point[1]);
    std::vector<char> known(m_nodeOfPoint.size(), 0);
    for (int p = m_junctions; p < static_cast<int>(m_nodeOfPoint.size()); ++p) known[at(parts.root(p))] = 1;
    std::map<int, std::vector<int>> islands;
    for (int p = 0; p < m_junctions; ++p)
        if (!known[at(parts.root(p))]) islands[parts.root(p)].push_back(p);
    m_islands.clear();
    for (auto& [root, points] : islands) m_islands.push_back(std::move(points));
}

/// An island that asks for water has no solution, another one is given a level.
void HydraulicSolver::State::pinIslands() {
    bool dead = false;
    for (const std::vector<int>& island : m_islands) {
        double asked = 0;
        for (const int p : island) asked += m_demand[at(p)];
        if (asked == 0 && std::any_of(island.begin(), island.end(), [&](int p) { return m_pinned[at(p)]; })) continue;  // a valve gives it one
        for (const int p : island) {
            if (!m_pinned[at(p)]) m_pins.push_back({p, -1, -1, 0});
            m_pinned[at(p)] = 1;
            if (asked == 0) break;
            m_dead[at(p)] = 1;
            m_head[at(p)] = 0;
            dead = true;
        }
    }
    if (dead) giveUpDeadArcs();
}

void HydraulicSolver::State::giveUpDeadArcs() {
    for (std::size_t a = 0; a < m_arcs.size(); ++a) {
        if (!m_dead[at(m_from[a])] && !m_dead[at(m_to[a])]) continue;
        m_off[a] = 1;
        m_flow[a] = 0;
    }
}

void HydraulicSolver::State::explainDeadParts() {
    std::vector<std::string> asking, still, barriers;
    double demand = 0;
    for (int p = 0; p < m_junctions; ++p) {
        if (!m_dead[at(p)]) continue;
        const HydraulicNode& node = m_network.nodes[at(m_nodeOfPoint[at(p)])];
        (m_demand[at(p)] != 0 ? asking : still).push_back(node.name);
        demand += m_demand[at(p)];
    }
    for (const int index : m_coreLinks) {
        const std::size_t k = at(index);
        const bool from = m_dead[at(m_from[arcOf(k)])], to = m_dead[at(m_to[arcOf(k)])];
        if (from == to && !(from && m_status[k] <= LinkStatus::Closed)) continue;
        const HydraulicLink& link = m_network.links[k];
        std::string why = toString(m_status[k]);
        if (link.kind == HydraulicKind::Pump && m_setting[k] == 0) why = "pump off, speed 0";
        else if (m_status[k] == LinkStatus::TempClosed) {
            for (const int end : {link.from, link.to}) {
                const HydraulicNode& node = m_network.nodes[at(end)];
                if (node.tank) why = fmt::format("tank {} {}", node.name, node.head_m <= node.lowest_m ? "empty" : "full");
            }
        } else if (holdsFlow(k)) why = "flow held by its valve";
        barriers.push_back(fmt::format("{} ({})", link.name, why));
    }
    Text text{TWIN_TR("No solution: {0} junctions with a demand of {1} L/s in all have no open way to a source: {2}. "
                      "What cuts them off: {3}."),
              {std::to_string(asking.size()), fmt::format("{:.3f}", demand * 1000), listed(asking, asking.size()), listed(barriers, barriers.size())}};
    if (barriers.empty()) {
        text.pattern = TWIN_TR("No solution: {0} junctions with a demand of {1} L/s in all belong to a part without any source: {2}.");
        text.arguments.pop_back();
    }
    Issue issue{Severity::Error, "hydraulics.noSource", {}, asking.empty() ? std::string() : asking.front(), {}, std::move(text), {}, {},
                {TWIN_TR("Open one of these links, start a pump or fill a tank; or set the demands to zero."), {}}};
    m_issues.push_back(std::move(issue));
}

void HydraulicSolver::State::warn(HydraulicResult& result) const {
    std::vector<std::string> negative, beyond, off;  // as many names as are shown
    std::size_t negatives = 0;
    for (std::size_t i = 0; i < m_asking.size(); ++i)
        if (const std::size_t node = at(m_asking[i]); result.head_m[node] < m_ground_m[i] && negatives++ < kNamesShown)
            negative.push_back(m_network.nodes[node].name);
    for (const int watched : m_watched) {
        const std::size_t k = at(watched);
        if (result.status[k] == LinkStatus::XFlow) beyond.push_back(m_network.links[k].name);
        if (result.status[k] == LinkStatus::XHead) off.push_back(m_network.links[k].name);
    }
    const auto add = [&](const char* code, const char* sentence, const std::vector<std::string>& names, std::size_t count = 0) {
        count = std::max(count, names.size());
        if (!names.empty()) result.issues.push_back({Severity::Warning, code, {}, names.front(), {}, {sentence, {std::to_string(count), listed(names, count)}}, {}, {}, {}});
    };
    add("hydraulics.negative", TWIN_TR("{0} junctions with demand have less than no pressure: {1}."), negative, negatives);
    add("hydraulics.pumpBeyond", TWIN_TR("{0} pumps run beyond the end of their curve: {1}."), beyond);
    add("hydraulics.pumpOff", TWIN_TR("{0} pumps cannot reach the head they work against and stand still: {1}."), off);
}

}  // namespace twin::liquid
