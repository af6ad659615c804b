// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/liquid/three_way_valve.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace twin::liquid {

namespace {

constexpr double kShut = 0.01;             // of full opening
constexpr double kAjar = 0.02;
constexpr double kTolerance_K = 1e-4;
constexpr double kResolution = 1e-9;       // of the travel
constexpr int kMostSteps = 60;

std::size_t at(int index) { return static_cast<std::size_t>(index); }

void setOpening(Link& link, const ThreeWayValve& valve, double opening) {
    link.closed = opening < kShut;
    link.refDrop_Pa = valve.refDrop_Pa / std::pow(std::max(opening, kShut), 2);
}

}  // namespace

ThreeWayLinks addThreeWayValve(Network& network, const ThreeWayValve& valve) {
    const auto add = [&](int port, const char* suffix) {
        Link way;
        way.name = valve.name + suffix;
        way.item = valve.item;
        way.kind = LinkKind::Resistance;
        way.from = valve.diverting ? valve.common : port;
        way.to = valve.diverting ? port : valve.common;
        way.refFlow_m3_s = valve.refFlow_m3_s;
        network.links.push_back(std::move(way));
        return static_cast<int>(network.links.size()) - 1;
    };
    ThreeWayLinks links;
    links.a = add(valve.portA, " A");
    links.b = add(valve.portB, " B");
    setThreeWayPosition(network, links, valve, valve.position);
    return links;
}

void setThreeWayPosition(Network& network, const ThreeWayLinks& links, const ThreeWayValve& valve, double position) {
    const double share = std::clamp(position, 0.0, 1.0);
    setOpening(network.links[at(links.a)], valve, share);
    setOpening(network.links[at(links.b)], valve, 1 - share);
}

ThreeWayResult holdTemperature(Network& network, const ThreeWayLinks& links, const ThreeWayValve& valve, int sensedNode, double set_C,
                               const SolveOptions& options) {
    ThreeWayResult result;
    const auto errorAt = [&](double position) {
        setThreeWayPosition(network, links, valve, position);
        SolveOptions warm = options;
        if (!result.network.links.empty()) warm.warmStart = &result.network;
        NetworkResult next = solveNetwork(network, warm);
        result.network = std::move(next);
        result.position = position;
        result.temperature_C = result.network.nodes[at(sensedNode)].temperature_C;
        return result.temperature_C - set_C;
    };
    // An end without a temperature (the loop has no sink there, or stands still) is left by as much as opens the other way.
    double low = 0, high = 1, atLow = errorAt(low), atHigh = errorAt(high);
    if (std::isnan(atLow)) atLow = errorAt(low = kAjar);
    if (std::isnan(atHigh)) atHigh = errorAt(high = 1 - kAjar);
    if (!(atLow * atHigh < 0)) {  // both on one side
        const double end = std::isnan(atHigh) || std::abs(atLow) < std::abs(atHigh) ? low : high;
        const double error = errorAt(end);
        result.holds = std::abs(error) <= kTolerance_K;
        if (!result.holds) {
            const std::string reached = fmt::format("{:.1f} °C", result.temperature_C);
            result.issues.push_back({Severity::Warning, "liquid.threeWayLimit", valve.item, valve.name, {},
                                     {TWIN_TR("{0} is at the end of its travel: it reaches {1}, not {2}."),
                                      {valve.name, reached, fmt::format("{:.1f} °C", set_C)}},
                                     reached, fmt::format("{:.1f} °C", set_C), {}});
        }
        return result;
    }
    for (int step = 0; step < kMostSteps && std::abs(high - low) > kResolution; ++step) {
        const double position = step % 8 == 7 ? 0.5 * (low + high) : (low * atHigh - high * atLow) / (atHigh - atLow);
        const double error = errorAt(position);
        if (std::abs(error) <= kTolerance_K) break;
        if (error * atHigh < 0) {
            low = high;
            atLow = atHigh;
        } else {
            atLow /= 2;
        }
        high = position;  // the last point; the two need not be in order
        atHigh = error;
    }
    result.holds = std::abs(result.temperature_C - set_C) <= kTolerance_K;
    return result;
}

}  // namespace twin::liquid
