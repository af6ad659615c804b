// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/power/stranded.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace twin::power {

namespace {

constexpr std::array kScenarios{Scenario::Normal, Scenario::LossOfA, Scenario::LossOfB};

}  // namespace

std::vector<LevelCapacity> strandedCapacity(const PowerPaths& paths, const std::vector<double>& demand_W) {
    constexpr double kEndless = std::numeric_limits<double>::infinity();
    const auto& nodes = paths.nodes();
    const auto n = nodes.size();
    std::vector<double> worst(n, 0), spare(n, kEndless), fromAbove(n, 0), fromBelow(n, 0);
    const PowerState normal = paths.solve(demand_W, Scenario::Normal);
    PowerState state;
    const auto carry = [&](Scenario scenario, std::span<const int> lost) {
        paths.solve(demand_W, scenario, lost, state);
        for (std::size_t i = 0; i < n; ++i) worst[i] = std::max(worst[i], state.nodes[i].out_W);
    };
    for (const Scenario scenario : kScenarios) carry(scenario, {});
    for (int i = 0; i < static_cast<int>(n); ++i)
        if (!nodes[i].load && normal.nodes[i].alive) carry(Scenario::Normal, {&i, 1});
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
