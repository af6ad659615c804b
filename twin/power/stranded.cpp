// SPDX-License-Identifier: GPL-3.0-or-later
//
// Loads of nodes rise with the added power (a load never falls when more hangs below), so the headroom is the root of
// max(load) = 1, found by doubling and bisection.
#include "twin/power/stranded.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace twin::power {

namespace {

constexpr std::array kScenarios{Scenario::Normal, Scenario::LossOfA, Scenario::LossOfB};

struct Worst {
    double load = 0;
    int node = -1;
};

class Probe {
  public:
    Probe(const PowerPaths& paths, const std::vector<double>& demand_W, std::span<const int> taps) : m_paths(paths), m_demand_W(demand_W), m_taps(taps) {}

    /// Highest load among the nodes that the added power reaches.
    Worst at(Scenario scenario, double power_W) {
        m_paths.solve(m_demand_W, scenario, {}, m_before);
        std::vector<PowerPaths::Extra> extra;
        for (const int tap : m_taps)
            if (m_before.nodes[tap].alive) extra.push_back({tap, power_W});
        for (auto& share : extra) share.power_W /= static_cast<double>(extra.size());
        m_paths.solve(m_demand_W, scenario, {}, m_after, extra);
        Worst worst;
        for (int i = 0; i < static_cast<int>(m_after.nodes.size()); ++i) {
            const NodeState& now = m_after.nodes[i];
            if (m_paths.nodes()[i].load || std::isnan(now.load) || !(now.out_W > m_before.nodes[i].out_W)) continue;
            if (worst.node < 0 || now.load > worst.load) worst = {now.load, i};
        }
        return worst;
    }

  private:
    const PowerPaths& m_paths;
    const std::vector<double>& m_demand_W;
    std::span<const int> m_taps;
    PowerState m_before, m_after;
};

}  // namespace

Headroom headroomAt(const PowerPaths& paths, const std::vector<double>& demand_W, std::span<const int> taps) {
    Headroom best{std::numeric_limits<double>::infinity(), -1, Scenario::Normal};
    Probe probe(paths, demand_W, taps);
    bool fed = false;
    const PowerState normal = paths.solve(demand_W, Scenario::Normal);
    for (const int tap : taps) fed = fed || normal.nodes[tap].alive;
    if (!fed) return {0, -1, Scenario::Normal};
    for (const Scenario scenario : kScenarios) {
        Worst worst = probe.at(scenario, 1);
        if (worst.node < 0) continue;  // nothing rated on the way, or no tap-off alive
        if (worst.load >= 1) return {0, worst.node, scenario};
        double low = 0, high = 1e3;
        while (probe.at(scenario, high).load < 1 && high < 1e12) {
            low = high;
            high *= 2;
        }
        while (high - low > std::max(1.0, 1e-6 * high)) {
            const double middle = 0.5 * (low + high);
            (probe.at(scenario, middle).load < 1 ? low : high) = middle;
        }
        if (low < best.power_W) best = {low, probe.at(scenario, high).node, scenario};
    }
    return best;
}

std::vector<LevelCapacity> strandedCapacity(const PowerPaths& paths, const std::vector<double>& demand_W) {
    constexpr double kEndless = std::numeric_limits<double>::infinity();
    const auto& nodes = paths.nodes();
    const auto n = nodes.size();
    std::vector<double> worst(n, 0), spare(n, kEndless), fromAbove(n, 0), fromBelow(n, 0);
    const PowerState normal = paths.solve(demand_W, Scenario::Normal);
    for (const Scenario scenario : kScenarios) {
        const PowerState state = paths.solve(demand_W, scenario);
        for (std::size_t i = 0; i < n; ++i) worst[i] = std::max(worst[i], state.nodes[i].out_W);
    }
    for (std::size_t i = 0; i < n; ++i)
        if (nodes[i].rating_W > 0) spare[i] = std::max(0.0, nodes[i].rating_W - worst[i]);
    for (const int at : paths.order()) {
        double above = nodes[at].source ? kEndless : 0;
        if (const int ring = paths.ringOf(at); ring >= 0)
            for (const auto& feeder : paths.rings()[ring].feeders) above += fromAbove[feeder.node];
        else
            for (const int input : nodes[at].inputs) above += fromAbove[input];
        fromAbove[at] = std::min(spare[at], above);
    }
    for (auto back = paths.order().rbegin(); back != paths.order().rend(); ++back) {
        bool feedsOnlyLoads = true;
        double below = 0;
        const int ring = paths.ringOf(*back);
        const auto take = [&](int from) {
            for (const int output : nodes[from].outputs)
                if (!nodes[output].load && (ring < 0 || paths.ringOf(output) != ring)) {
                    feedsOnlyLoads = false;
                    below += fromBelow[output];
                }
        };
        if (ring < 0) take(*back);
        else
            for (const int member : paths.rings()[ring].members) take(member);
        fromBelow[*back] = feedsOnlyLoads ? spare[*back] : std::min(spare[*back], below);
    }
    std::vector<LevelCapacity> levels;
    for (const int at : paths.order()) {
        if (!(nodes[at].rating_W > 0) || nodes[at].load || !normal.nodes[at].alive) continue;
        const Kind kind = nodes[at].item->kind;
        auto level = std::find_if(levels.begin(), levels.end(), [&](const LevelCapacity& l) { return l.kind == kind; });
        if (level == levels.end()) level = levels.insert(levels.end(), LevelCapacity{kind});
        level->usable_W += nodes[at].rating_W;
        level->carried_W += worst[at];
        level->spare_W += spare[at];
        level->stranded_W += spare[at] - std::min({spare[at], fromAbove[at], fromBelow[at]});
    }
    return levels;
}

}  // namespace twin::power
