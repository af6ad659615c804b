// SPDX-License-Identifier: GPL-3.0-or-later
// Dijkstra over nodes; the length of a link is a pair (steps against the flow, metres), compared in that order.
#include "twin/liquid/loop_profile.h"

#include "twin/liquid/loop_law.h"

#include <algorithm>
#include <limits>
#include <queue>
#include <set>

namespace twin::liquid {

namespace {

constexpr double kFewMetres = 0.01;  // m, an item without length: of two ways the one with fewer items

std::size_t at(int index) { return static_cast<std::size_t>(index); }

struct Length {
    int against = 0;
    double metres = 0;
    auto operator<=>(const Length&) const = default;
};

struct Way {
    Length length;
    int link = -1;  ///< that leads here
};

double lengthOf(const Link& link) { return link.kind == LinkKind::Pipe ? link.length_m : 0; }

bool isOpen(const Network& network, std::size_t link) {
    const Link& it = network.links[link];
    const int nodes = static_cast<int>(network.nodes.size());
    return it.from >= 0 && it.to >= 0 && it.from < nodes && it.to < nodes && it.from != it.to && !isShut(it);
}

/// The best way to every node from the sources.
std::vector<Way> waysFrom(const Network& network, const NetworkResult& result, const std::vector<int>& sources) {
    const Length far{std::numeric_limits<int>::max(), 0};
    std::vector<Way> ways(network.nodes.size(), {far, -1});
    std::vector<std::vector<int>> linksAt(network.nodes.size());
    for (std::size_t k = 0; k < network.links.size(); ++k)
        if (isOpen(network, k))
            for (const int end : {network.links[k].from, network.links[k].to}) linksAt[at(end)].push_back(static_cast<int>(k));
    using Entry = std::pair<Length, int>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> next;
    for (const int source : sources) {
        ways[at(source)].length = {};
        next.push({{}, source});
    }
    while (!next.empty()) {
        const auto [length, node] = next.top();
        next.pop();
        if (length > ways[at(node)].length) continue;
        for (const int k : linksAt[at(node)]) {
            const Link& link = network.links[at(k)];
            const bool forward = link.from == node;
            const int other = forward ? link.to : link.from;
            const double flow = forward ? result.links[at(k)].flow_m3_s : -result.links[at(k)].flow_m3_s;
            const Length longer{length.against + (flow < 0 ? 1 : 0), length.metres + lengthOf(link) + kFewMetres};
            if (!(longer < ways[at(other)].length)) continue;
            ways[at(other)] = {longer, k};
            next.push({longer, other});
        }
    }
    return ways;
}

/// Links in order from `start`, which is an end of the first, as points.
LoopProfile pointsOf(const Network& network, const NetworkResult& result, const std::vector<int>& links, int start) {
    LoopProfile profile;
    int node = start;
    double distance = 0;
    for (const int k : links) {
        const Link& link = network.links[at(k)];
        const LinkResult& now = result.links[at(k)];
        const bool forward = link.from == node;
        const int other = forward ? link.to : link.from;
        const bool along = forward ? now.flow_m3_s >= 0 : now.flow_m3_s <= 0;
        const auto point = [&](int where, bool first) {
            profile.points.push_back({distance, result.nodes[at(where)].pressure_Pa, first == along ? now.inlet_C : now.outlet_C,
                                      network.nodes[at(where)].elevation_m, where, k, along});
        };
        point(node, true);
        distance += lengthOf(link);
        point(other, false);
        node = other;
    }
    return profile;
}

std::vector<int> linksTo(const Network& network, const std::vector<Way>& ways, int to, int& start) {
    std::vector<int> links;
    for (start = to; ways[at(start)].link >= 0;) {
        const Link& link = network.links[at(ways[at(start)].link)];
        links.push_back(ways[at(start)].link);
        start = link.from == start ? link.to : link.from;
    }
    std::reverse(links.begin(), links.end());
    return links;
}

}  // namespace

LoopProfile profileAlong(const Network& network, const NetworkResult& result, int from, int to) {
    const int nodes = static_cast<int>(network.nodes.size());
    if (from < 0 || to < 0 || from >= nodes || to >= nodes || result.links.size() != network.links.size()) return {};
    int start = -1;
    const std::vector<int> links = linksTo(network, waysFrom(network, result, {from}), to, start);
    if (start != from) return {};
    return pointsOf(network, result, links, start);
}

LoopProfile profileBetween(const SiteLoops& loops, std::span<const NetworkResult> results, Id from, Id to) {
    for (std::size_t part = 0; part < results.size() && part < SiteLoops::kParts; ++part) {
        const Network& network = loops.parts[part];
        const NetworkResult& result = results[part];
        if (result.links.size() != network.links.size() || result.nodes.size() != network.nodes.size()) continue;
        const auto endsOf = [&](Id item) {
            std::set<int> ends;
            for (std::size_t k = 0; k < network.links.size(); ++k)
                if (network.links[k].item == item && isOpen(network, k)) ends.insert({network.links[k].from, network.links[k].to});
            if (ends.empty())
                for (std::size_t i = 0; i < network.nodes.size(); ++i)
                    if (network.nodes[i].item == item) ends.insert(static_cast<int>(i));
            return std::vector<int>(ends.begin(), ends.end());
        };
        const std::vector<int> starts = endsOf(from), goals = endsOf(to);
        if (starts.empty() || goals.empty()) continue;
        // From the end of the first item where its flow leaves to the end of the last where its flow leaves; other ends
        // when that is no way.
        LoopProfile best;
        Length shortest{std::numeric_limits<int>::max(), 0};
        for (const int start : starts) {
            const std::vector<Way> ways = waysFrom(network, result, {start});
            for (const int goal : goals) {
                if (!(ways[at(goal)].length < shortest)) continue;
                int begin = -1;
                std::vector<int> links = linksTo(network, ways, goal, begin);
                const auto holds = [&](Id item) {
                    const bool passes = std::any_of(network.links.begin(), network.links.end(), [&](const Link& link) { return link.item == item; });
                    return !passes || std::any_of(links.begin(), links.end(), [&](int k) { return network.links[at(k)].item == item; });
                };
                if (!holds(from) || !holds(to)) continue;
                shortest = ways[at(goal)].length;
                best = pointsOf(network, result, links, begin);
            }
        }
        return best;
    }
    return {};
}

}  // namespace twin::liquid
