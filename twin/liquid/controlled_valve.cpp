// SPDX-License-Identifier: GPL-3.0-or-later
// The temperature at a sensed node is a continuous, and for a mixing circuit monotone, function of the position: the share
// of straight water rises with it. Each controller looks for the root of its own error with the other valves at rest. A
// secant step with the slope of the last move comes first; when it does not bring a change of sign, the ends do.
#include "twin/liquid/controlled_valve.h"

#include "twin/liquid/loop_law.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace twin::liquid {

namespace {

constexpr double kTolerance_K = 1e-5;
constexpr double kStep_K = 5e-3;       // what one way opening from shut to its seat leakage may change: held is held
constexpr double kResolution = 1e-10;  // of the travel
constexpr double kAjar = 0.01;         // an end without a temperature is left by this much
constexpr int kMostSteps = 60;         // of one search
constexpr int kMostRounds = 12;        // over all valves
constexpr double kEndSlack_K = 1e-3;
constexpr double kStandardGravity_m_s2 = 9.80665;

std::size_t at(int index) { return static_cast<std::size_t>(index); }

/// Moves one valve with the others at rest.
class Search {
  public:
    Search(Network& network, ControlledValve& valve, const SolveOptions& options, const std::stop_token& stop, NetworkResult& result)
        : m_network(network), m_valve(valve), m_options(options), m_stop(stop), m_result(result) {}

    void run() {
        const double lowEnd = m_valve.bypass < 0 ? kLeastOpening : 0;
        double start = m_valve.position, atStart = sensed();
        if (std::isfinite(atStart) && m_valve.slope_K != 0) {
            const double next = std::clamp(start - 1.2 * atStart / m_valve.slope_K, lowEnd, 1.0);  // a little past the root
            if (next != start) {
                const double atNext = errorAt(next);
                if (done(atNext)) return;
                if (atNext * atStart < 0) return between(start, atStart, next, atNext);
            }
        }
        double low = lowEnd, high = 1, atLow = errorAt(low), atHigh = errorAt(high);
        if (std::isnan(atLow)) atLow = errorAt(low = lowEnd + kAjar);
        if (std::isnan(atHigh)) atHigh = errorAt(high = 1 - kAjar);
        if (atLow * atHigh < 0) return between(low, atLow, high, atHigh);
        const bool lowIsBetter = std::isnan(atHigh) || std::abs(atLow) < std::abs(atHigh);
        m_valve.slope_K = 0;
        (void)errorAt(lowIsBetter ? low : high);
    }

  private:
    double sensed() {
        m_valve.temperature_C = m_result.nodes[at(m_valve.sensed)].temperature_C;
        return m_valve.temperature_C - m_valve.set_C;
    }
    double errorAt(double position) {
        setPosition(m_network, m_valve, position);
        SolveOptions warm = m_options;
        warm.warmStart = &m_result;
        NetworkResult next = solveNetwork(m_network, warm, m_stop);
        m_result = std::move(next);
        return sensed();
    }
    bool done(double error) const { return std::abs(error) <= kTolerance_K || m_stop.stop_requested(); }

    void between(double low, double atLow, double high, double atHigh) {
        for (int step = 0; step < kMostSteps && std::abs(high - low) > kResolution; ++step) {
            const double position = step % 8 == 7 ? 0.5 * (low + high) : (low * atHigh - high * atLow) / (atHigh - atLow);
            const double error = errorAt(position);
            if (std::isnan(error)) return;
            if (position != high) m_valve.slope_K = (error - atHigh) / (position - high);
            if (done(error)) return;
            if (error * atHigh < 0) {
                low = high;
                atLow = atHigh;
            } else {
                atLow /= 2;
            }
            high = position;  // the last point; the two need not be in order
            atHigh = error;
        }
    }

    Network& m_network;
    ControlledValve& m_valve;
    const SolveOptions& m_options;
    const std::stop_token& m_stop;
    NetworkResult& m_result;
};

/// Where the controller rests: at its set point, or at the end of its travel that comes nearest to it.
struct Rest {
    bool settled = false;
    double position = -1, error_K = 0;  ///< of the end it rests at; −1: not at an end
};

void report(const ControlledValve& valve, bool atEnd, NetworkResult& result) {
    const std::string reached = std::isfinite(valve.temperature_C) ? fmt::format("{:.1f} °C", valve.temperature_C) : std::string("–");
    const std::string wanted = fmt::format("{:.1f} °C", valve.set_C);
    if (atEnd)
        result.issues.push_back({Severity::Warning, "liquid.valveLimit", valve.item, valve.name, {},
                                 {TWIN_TR("{0} is at the end of its travel: it reaches {1}, not {2}."), {valve.name, reached, wanted}}, reached, wanted,
                                 {TWIN_TR("Choose a set point between the temperatures of the two waters that it mixes."), {}}});
    else
        result.issues.push_back({Severity::Warning, "liquid.valveHunts", valve.item, valve.name, {},
                                 {TWIN_TR("{0} does not come to rest: it is at {1} and should hold {2}."), {valve.name, reached, wanted}}, reached, wanted,
                                 {TWIN_TR("Do not let two valves hold the same temperature, or fix the position of one."), {}}});
}

double openDrop_Pa(const Link& way, const ControlledValve& valve, double flow_m3_s) {
    const double share = flow_m3_s / way.refFlow_m3_s;
    return valve.refDrop_Pa * share * share;
}

}  // namespace

void setPosition(Network& network, ControlledValve& valve, double position) {
    valve.position = std::clamp(position, 0.0, 1.0);
    const auto set = [&](int link, double opening) {
        if (link < 0) return;
        const double least = valve.bypass < 0 ? kLeastOpening : kShutWay;
        network.links[at(link)].closed = opening < least;
        network.links[at(link)].refDrop_Pa = valve.refDrop_Pa / std::pow(std::max(opening, least), 2);
    };
    set(valve.straight, valve.position);
    set(valve.bypass, 1 - valve.position);
}

NetworkResult solveControlled(Network& network, std::vector<ControlledValve>& valves, const SolveOptions& options, std::stop_token stop) {
    NetworkResult result = solveNetwork(network, options, stop);
    std::vector<Rest> rests(valves.size());
    for (int round = 0; round < kMostRounds && !stop.stop_requested(); ++round) {
        bool moved = false;
        for (std::size_t v = 0; v < valves.size(); ++v) {
            ControlledValve& valve = valves[v];
            Rest& rest = rests[v];
            if (!valve.controlled || valve.sensed < 0) continue;
            valve.temperature_C = result.nodes[at(valve.sensed)].temperature_C;
            const double error = valve.temperature_C - valve.set_C;
            valve.holds = std::abs(error) <= kTolerance_K;
            rest.settled = valve.holds || (rest.position == valve.position && !(std::abs(error - rest.error_K) > kEndSlack_K));
            if (rest.settled) continue;
            moved = true;
            Search(network, valve, options, stop, result).run();
            const double found = valve.temperature_C - valve.set_C;
            valve.holds = std::abs(found) <= kStep_K;
            rest = std::abs(found) <= kTolerance_K ? Rest{true, -1, 0} : Rest{true, valve.position, std::isfinite(found) ? found : 0};
        }
        if (!moved) break;
    }
    for (std::size_t v = 0; v < valves.size(); ++v)
        if (valves[v].controlled && valves[v].sensed >= 0 && !valves[v].holds) report(valves[v], rests[v].settled, result);
    return result;
}

ValveAuthorities::ValveAuthorities(const Network& network, const NetworkResult& result) : m_network(network), m_result(result), m_ends(network.nodes.size()) {
    for (std::size_t k = 0; k < network.links.size(); ++k) {
        if (isShut(network.links[k])) continue;
        m_ends[at(network.links[k].from)].push_back(static_cast<int>(k));
        m_ends[at(network.links[k].to)].push_back(static_cast<int>(k));
    }
}

/// Drops of what is in series with a link, up to the next junctions and pumps.
double ValveAuthorities::seriesDrop_Pa(int link) const {
    double sum = 0;
    for (int node : {m_network.links[at(link)].from, m_network.links[at(link)].to}) {
        int last = link;
        for (std::size_t steps = 0; steps < m_network.links.size() && m_ends[at(node)].size() == 2; ++steps) {
            const int next = m_ends[at(node)][0] == last ? m_ends[at(node)][1] : m_ends[at(node)][0];
            const Link& passed = m_network.links[at(next)];
            if (next == link || passed.kind == LinkKind::Pump) break;
            sum += std::abs(m_result.links[at(next)].drop_Pa);
            node = passed.from == node ? passed.to : passed.from;
            last = next;
        }
    }
    return sum;
}

/// Between the straight port of a three-way valve and where its bypass leaves or joins the circuit: all that the straight way's
/// flow passes besides the valve.
double ValveAuthorities::circuitDrop_Pa(const ControlledValve& valve) const {
    const Link &straight = m_network.links[at(valve.straight)], &bypass = m_network.links[at(valve.bypass)];
    const bool mixes = straight.to == bypass.to;
    const int port = mixes ? straight.from : straight.to, joint = joiningNode(m_network, valve, mixes ? bypass.from : bypass.to);
    const int loop = m_result.nodes[at(port)].loop;
    if (joint < 0 || loop < 0 || m_result.nodes[at(joint)].loop != loop) return 0;
    const double weight = m_result.loops[at(loop)].density_kg_m3 * kStandardGravity_m_s2;
    return std::abs(m_result.nodes[at(joint)].pressure_Pa - m_result.nodes[at(port)].pressure_Pa + weight * (m_network.nodes[at(joint)].elevation_m - m_network.nodes[at(port)].elevation_m));
}

double ValveAuthorities::of(const ControlledValve& valve) const {
    if (valve.straight < 0 || m_result.links.size() != m_network.links.size()) return std::nan("");
    const Link& way = m_network.links[at(valve.straight)];
    const double flow = std::abs(m_result.links[at(valve.straight)].flow_m3_s);
    if (!(flow > 0) || !(way.refFlow_m3_s > 0)) return std::nan("");
    const double open_Pa = openDrop_Pa(way, valve, flow), circuit_Pa = valve.bypass < 0 ? seriesDrop_Pa(valve.straight) : circuitDrop_Pa(valve);
    return open_Pa + circuit_Pa > 0 ? open_Pa / (open_Pa + circuit_Pa) : std::nan("");
}

int joiningNode(const Network& network, const ControlledValve& valve, int node, int* through) {
    int last = valve.bypass;
    for (std::size_t steps = 0; steps <= network.links.size(); ++steps) {
        int next = -1, count = 0;
        for (std::size_t k = 0; k < network.links.size(); ++k) {
            const Link& link = network.links[k];
            const int id = static_cast<int>(k);
            if ((link.from != node && link.to != node) || id == last) continue;
            if (id == valve.straight || id == valve.bypass) return -1;
            next = id;
            ++count;
        }
        if (count == 0) return -1;
        if (count > 1) {
            if (through != nullptr) *through = last;
            return node;
        }
        node = network.links[at(next)].from == node ? network.links[at(next)].to : network.links[at(next)].from;
        last = next;
    }
    return -1;
}

}  // namespace twin::liquid
