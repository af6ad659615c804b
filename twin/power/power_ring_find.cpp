// SPDX-License-Identifier: GPL-3.0-or-later
//
// Conductors and boards pass power either way, converters and switches one way only. A zone is a connected part of the
// former. It is solved as a network when it holds a circle or is entered at two members; when one of its feeders is fed
// by the zone itself (a UPS with its bypass beside it) only the directed circles inside it are, and the rest shares by
// rating as everywhere. Directed circles are the strongly connected parts (Tarjan 1972, without recursion).
#include "twin/power/power_ring_flow.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace twin::power {

namespace {

using Node = PowerPaths::Node;
using Nodes = std::vector<Node>;
constexpr std::size_t kNamed = 6;             // objects named in one sentence
constexpr double kVoltageTolerance = 0.06;    // 400 and 415 V are one level, 400 and 480 V are not

bool passive(const Node& node) {
    const Kind kind = node.item->kind;
    return kind == Kind::Switchgear || kind == Kind::Busway || kind == Kind::Cable || kind == Kind::Pdu || kind == Kind::Rpp;
}

/// Makes its own wave in step with what it feeds.
bool keepsStep(const Node& node) {
    const Kind kind = node.item->kind;
    return kind == Kind::Ups || kind == Kind::Rectifier || kind == Kind::Sst || kind == Kind::PvArray;
}

std::string names(const Nodes& nodes, const std::vector<int>& list) {
    std::string text;
    for (std::size_t i = 0; i < list.size() && i < kNamed; ++i) text += (i ? ", " : "") + nodes[list[i]].item->name;
    return list.size() > kNamed ? text + ", …" : text;
}

/// Strongly connected parts of more than one node (or of one that feeds itself).
std::vector<std::vector<int>> circles(const Nodes& nodes) {
    const int n = static_cast<int>(nodes.size());
    std::vector<int> number(n, -1), low(n, 0), stack;
    std::vector<char> stacked(n, 0);
    std::vector<std::pair<int, std::size_t>> calls;
    std::vector<std::vector<int>> found;
    int count = 0;
    const auto enter = [&](int at) {
        number[at] = low[at] = count++;
        stack.push_back(at);
        stacked[at] = 1;
        calls.emplace_back(at, 0);
    };
    for (int root = 0; root < n; ++root) {
        if (number[root] >= 0) continue;
        enter(root);
        while (!calls.empty()) {
            auto& [at, next] = calls.back();
            if (next < nodes[at].outputs.size()) {
                const int below = nodes[at].outputs[next++];
                if (number[below] < 0) enter(below);
                else if (stacked[below]) low[at] = std::min(low[at], number[below]);
                continue;
            }
            const int done = at;
            calls.pop_back();
            if (!calls.empty()) low[calls.back().first] = std::min(low[calls.back().first], low[done]);
            if (low[done] != number[done]) continue;
            std::vector<int> part;
            for (int member = -1; member != done;) {
                member = stack.back();
                stack.pop_back();
                stacked[member] = 0;
                part.push_back(member);
            }
            const auto& out = nodes[done].outputs;
            if (part.size() < 2 && std::find(out.begin(), out.end(), done) == out.end()) continue;
            std::sort(part.begin(), part.end());
            found.push_back(std::move(part));
        }
    }
    return found;
}

/// Opens circles at their converters and switches, until circles are passive.
std::vector<std::vector<int>> openConverterRings(Nodes& nodes, Issues& issues) {
    for (;;) {
        auto found = circles(nodes);
        bool opened = false;
        for (const std::vector<int>& circle : found) {
            for (const int at : circle) {
                Node& node = nodes[at];
                const bool itself = circle.size() == 1;
                if (passive(node) && !itself) continue;
                opened = true;
                const auto comesBack = [&](int input) { return std::binary_search(circle.begin(), circle.end(), input); };
                for (const int input : node.inputs)
                    if (comesBack(input)) std::erase(nodes[input].outputs, at);
                std::erase_if(node.inputs, comesBack);
                issues.push_back({Severity::Error, "power.converterRing", node.item->id, node.item->name, {},
                                  {TWIN_TR("{0} feeds itself in a ring through {1}; the input that comes back is taken as open."), {node.item->name, names(nodes, circle)}}, {}, {},
                                  {TWIN_TR("Open the ring at one point, or feed it through a transfer switch."), {}}});
            }
        }
        if (!opened) return found;
    }
}

struct Zones {
    std::vector<int> of;                    ///< n nodes: −1 for what is not passive
    std::vector<std::vector<int>> members;
    std::vector<char> network;              ///< has a circle, or two entries
};

Zones findZones(const Nodes& nodes) {
    Zones zones{std::vector<int>(nodes.size(), -1), {}, {}};
    for (int start = 0; start < static_cast<int>(nodes.size()); ++start) {
        if (zones.of[start] >= 0 || !passive(nodes[start])) continue;
        const int zone = static_cast<int>(zones.members.size());
        std::vector<int> members{start};
        zones.of[start] = zone;
        std::size_t joints = 0, entries = 0;
        for (std::size_t i = 0; i < members.size(); ++i) {
            bool entered = nodes[members[i]].source;
            for (const int input : nodes[members[i]].inputs) {
                if (passive(nodes[input])) ++joints;
                else entered = true;
            }
            entries += entered;
            for (const auto* list : {&nodes[members[i]].inputs, &nodes[members[i]].outputs})
                for (const int other : *list)
                    if (passive(nodes[other]) && zones.of[other] < 0) {
                        zones.of[other] = zone;
                        members.push_back(other);
                    }
        }
        zones.network.push_back(members.size() > 1 && (joints >= members.size() || entries > 1));
        std::sort(members.begin(), members.end());
        zones.members.push_back(std::move(members));
    }
    return zones;
}

/// Whether power that leaves a zone comes back into it.
bool feedsItself(const Nodes& nodes, const Zones& zones, int zone) {
    std::vector<char> seen(nodes.size(), 0), entered(zones.members.size(), 0);
    std::vector<int> waiting;
    const auto visit = [&](int at) {
        if (seen[at] || nodes[at].load) return;
        seen[at] = 1;
        waiting.push_back(at);
    };
    for (const int member : zones.members[zone])
        for (const int below : nodes[member].outputs)
            if (zones.of[below] != zone) visit(below);
    while (!waiting.empty()) {
        const int at = waiting.back();
        waiting.pop_back();
        const int in = zones.of[at];
        if (in == zone) return true;
        if (in >= 0 && zones.network[in] && !entered[in]) {
            entered[in] = 1;
            for (const int member : zones.members[in]) visit(member);
        }
        for (const int below : nodes[at].outputs) visit(below);
    }
    return false;
}

PowerRing makeRing(const Nodes& nodes, const std::vector<int>& members) {
    PowerRing ring{members, {}, std::vector<std::vector<int>>(members.size()), {}};
    for (int at = 0; at < static_cast<int>(members.size()); ++at)
        for (const int input : nodes[members[at]].inputs) {
            const auto found = std::lower_bound(members.begin(), members.end(), input);
            if (found != members.end() && *found == input) ring.joints.push_back({static_cast<int>(found - members.begin()), at});
            else ring.feeders.push_back({input, at});
        }
    for (const auto& joint : ring.joints) {
        ring.neighbours[joint.upper].push_back(joint.lower);
        ring.neighbours[joint.lower].push_back(joint.upper);
    }
    return ring;
}

/// The sources above a node as far as its wave is theirs.
std::vector<int> sourcesOf(const Nodes& nodes, int start, std::vector<int>& mark, int stamp) {
    std::vector<int> sources, waiting{start};
    mark[start] = stamp;
    while (!waiting.empty()) {
        const int at = waiting.back();
        waiting.pop_back();
        if (nodes[at].source || keepsStep(nodes[at])) sources.push_back(at);
        if (keepsStep(nodes[at])) continue;
        for (const int input : nodes[at].inputs)
            if (mark[input] != stamp) {
                mark[input] = stamp;
                waiting.push_back(input);
            }
    }
    std::sort(sources.begin(), sources.end());
    return sources;
}

/// Feeders that meet on one board or ring: voltages and kinds of current have to agree, independent sources are named.
void judgeStep(const Nodes& nodes, const std::vector<int>& feeders, int where, std::vector<int>& mark, int& stamp, Issues& issues) {
    const Item& place = *nodes[where].item;
    const auto level = [&](const Node& node) { return fmt::format("{:.0f} V {}", node.voltage_V, node.dc ? "DC" : "AC"); };
    std::vector<std::vector<int>> sources;
    for (const int feeder : feeders) sources.push_back(sourcesOf(nodes, feeder, mark, ++stamp));
    bool told = false, toldLevels = false;
    for (std::size_t a = 0; a < feeders.size(); ++a)
        for (std::size_t b = a + 1; b < feeders.size(); ++b) {
            const Node &one = nodes[feeders[a]], &two = nodes[feeders[b]];
            const bool known = one.voltage_V > 0 && two.voltage_V > 0;
            if (one.dc != two.dc || (known && std::abs(one.voltage_V - two.voltage_V) > kVoltageTolerance * std::max(one.voltage_V, two.voltage_V))) {
                if (std::exchange(toldLevels, true)) continue;
                issues.push_back({Severity::Error, "power.outOfStep", place.id, place.name, {},
                                  {TWIN_TR("{0} ({1}) and {2} ({3}) are joined at {4}: they cannot run in parallel."), {one.item->name, level(one), two.item->name, level(two), place.name}},
                                  level(two), level(one), {TWIN_TR("Put a transformer or a converter between them, or feed through a transfer switch."), {}}});
                continue;
            }
            const auto generators = [&](const std::vector<int>& list) { return std::all_of(list.begin(), list.end(), [&](int at) { return nodes[at].item->kind == Kind::Generator; }); };
            if (generators(sources[a]) && generators(sources[b])) continue;  // sets on one board are started in step
            if (told || one.dc || keepsStep(one) || keepsStep(two) || sources[a].empty() || sources[b].empty()) continue;
            std::vector<int> both;
            std::set_intersection(sources[a].begin(), sources[a].end(), sources[b].begin(), sources[b].end(), std::back_inserter(both));
            if (!both.empty()) continue;
            told = true;
            issues.push_back({Severity::Warning, "power.parallelSources", place.id, place.name, {},
                              {TWIN_TR("{0} and {1} meet at {2} without a transfer switch; the flows suppose that they run in step."),
                               {nodes[sources[a].front()].item->name, nodes[sources[b].front()].item->name, place.name}}, {}, {},
                              {TWIN_TR("Take one of them out of service, open the tie, or feed through a transfer switch."), {}}});
        }
}

void explain(const Nodes& nodes, const PowerRing& ring, Issues& issues) {
    const Item& first = *nodes[ring.members.front()].item;
    const std::string all = names(nodes, ring.members);
    if (ring.feeders.empty())
        issues.push_back({Severity::Error, "power.ring", first.id, first.name, {}, {TWIN_TR("The power ring of {0} has no feed."), {all}}, {}, {}, {TWIN_TR("Connect a source, a transformer or a UPS to one of its boards."), {}}});
    else if (std::none_of(ring.members.begin(), ring.members.end(), [&](int at) { return nodes[at].resistance_ohm > 0; }) && ring.joints.size() >= ring.members.size())
        issues.push_back({Severity::Warning, "power.zeroImpedance", first.id, first.name, {}, {TWIN_TR("The power ring of {0} has no resistance: its joints are taken as equal."), {all}}, {}, {},
                          {TWIN_TR("Put the cables or busways of the ring with their lengths."), {}}});
}

}  // namespace

std::vector<PowerRing> findRings(Nodes& nodes, Issues& issues) {
    std::vector<PowerRing> rings;
    const auto directed = openConverterRings(nodes, issues);
    Zones zones = findZones(nodes);
    for (int zone = 0; zone < static_cast<int>(zones.members.size()); ++zone) {
        if (!zones.network[zone]) continue;
        if (!feedsItself(nodes, zones, zone)) {
            rings.push_back(makeRing(nodes, zones.members[zone]));
            continue;
        }
        zones.network[zone] = 0;
        for (const auto& circle : directed)
            if (zones.of[circle.front()] == zone) rings.push_back(makeRing(nodes, circle));
    }
    std::vector<int> mark(nodes.size(), 0);
    std::vector<char> inRing(nodes.size(), 0);
    int stamp = 0;
    for (const PowerRing& ring : rings) {
        explain(nodes, ring, issues);
        std::vector<int> feeders;
        for (const auto& feeder : ring.feeders)
            if (nodes[feeder.node].inService) feeders.push_back(feeder.node);
        for (const int member : ring.members) inRing[member] = 1;
        if (feeders.size() > 1) judgeStep(nodes, feeders, ring.members[ring.feeders.front().member], mark, stamp, issues);
    }
    for (int at = 0; at < static_cast<int>(nodes.size()); ++at) {
        if (inRing[at] || !passive(nodes[at]) || nodes[at].inputs.size() < 2) continue;
        std::vector<int> feeders;
        for (const int input : nodes[at].inputs)
            if (nodes[input].inService) feeders.push_back(input);
        if (feeders.size() > 1) judgeStep(nodes, feeders, at, mark, stamp, issues);
    }
    return rings;
}

}  // namespace twin::power
