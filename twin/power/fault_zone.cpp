// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/power/fault_zone.h"

#include <algorithm>

namespace twin::power {

namespace {

bool isRun(const PowerPaths::Node& node) { return node.item->kind == Kind::Busway || node.item->kind == Kind::Cable; }
bool isConverter(const PowerPaths::Node& node) { return node.item->kind == Kind::Rectifier || node.item->kind == Kind::Sst || node.item->kind == Kind::Ups; }

/// The members of a zone that starts at a node: itself, and for runs all that hang on it through runs.
std::vector<int> membersOf(const std::vector<PowerPaths::Node>& nodes, int start, std::vector<char>& taken) {
    std::vector<int> members{start};
    taken[static_cast<std::size_t>(start)] = 1;
    if (!isRun(nodes[static_cast<std::size_t>(start)])) return members;
    for (std::size_t k = 0; k < members.size(); ++k) {
        const PowerPaths::Node& run = nodes[static_cast<std::size_t>(members[k])];
        for (const auto* neighbours : {&run.inputs, &run.outputs})
            for (const int next : *neighbours)
                if (const auto n = static_cast<std::size_t>(next); !taken[n] && nodes[n].dc && isRun(nodes[n])) {
                    taken[n] = 1;
                    members.push_back(next);
                }
    }
    std::sort(members.begin(), members.end());
    return members;
}

}  // namespace

std::vector<FaultZone> faultZones(const PowerPaths& paths, const std::vector<double>& demand_W) {
    const auto& nodes = paths.nodes();
    const PowerState normal = paths.solve(demand_W, Scenario::Normal);
    std::vector<char> taken(nodes.size(), 0);
    std::vector<FaultZone> zones;
    PowerState after;
    for (int at = 0; at < static_cast<int>(nodes.size()); ++at) {
        const auto i = static_cast<std::size_t>(at);
        if (taken[i] || !nodes[i].dc || nodes[i].load || isConverter(nodes[i])) continue;
        FaultZone zone;
        zone.members = membersOf(nodes, at, taken);
        for (const int member : zone.members)
            for (const auto* neighbours : {&nodes[static_cast<std::size_t>(member)].inputs, &nodes[static_cast<std::size_t>(member)].outputs})
                for (const int next : *neighbours)
                    if (!nodes[static_cast<std::size_t>(next)].load && !std::binary_search(zone.members.begin(), zone.members.end(), next)) zone.isolators.push_back(next);
        std::sort(zone.isolators.begin(), zone.isolators.end());
        zone.isolators.erase(std::unique(zone.isolators.begin(), zone.isolators.end()), zone.isolators.end());
        paths.solve(demand_W, Scenario::Normal, zone.members, after);
        for (int load = 0; load < static_cast<int>(nodes.size()); ++load) {
            const auto l = static_cast<std::size_t>(load);
            if (!nodes[l].load || !normal.nodes[l].alive || after.nodes[l].alive || !(demand_W[l] > 0)) continue;
            zone.lost.push_back(load);
            zone.unserved_W += demand_W[l];
        }
        zones.push_back(std::move(zone));
    }
    return zones;
}

}  // namespace twin::power
