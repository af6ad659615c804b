// SPDX-License-Identifier: GPL-3.0-or-later
// Three-way. With x the share of straight water, the sensed mixture is x T_s + (1 − x) T_b, so x* = (T_b − T_set) / (T_b − T_s).
// The free areas of the ways are p and 1 − p; at equal drops over both, x / (1 − x) = k p / (1 − p) with k of the circuit.
// k is that of the moment: logit p* = logit p + logit x* − logit x. As drops change with p, this closes in from one side.
//
// Throttling. T − T_in = Q / (ρ c q), so q* = q (T − T_in) / (T_set − T_in). With N the valve's share of the drop of its
// branch, q ~ p^N: p* = p (q* / q)^(1/N). T lags q by θ = Σ (V + C_solid / ρc) / q; dp/dt = (p* − p) / 2θ.
#include "twin/liquid/valve_motion.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace twin::liquid {

namespace {

constexpr double kSameWater_K = 0.01;   // two waters closer than this do not mix to anything else
constexpr double kAjar = 0.02;          // of the travel: opens a way to learn what comes through it
constexpr double kLeastShare = 0.1;     // of the branch's drop that a throttling valve is taken to have
constexpr double kMostRatio = 10;       // of wanted over present flow in one judgement
constexpr double kLeastMove = 1e-7;     // of the travel

std::size_t at(int index) { return static_cast<std::size_t>(index); }

double logit(double share) { return std::log(share / (1 - share)); }

/// What arrives at a node: by one link, and by all others.
struct Arrivals {
    double one_W_K = 0, rest_W_K = 0, one_C = 0, rest_C = 0;
    double mixed_C() const { return (one_W_K * one_C + rest_W_K * rest_C) / (one_W_K + rest_W_K); }
};

Arrivals arrivals(const TransientPart& part, int node, int one) {
    Arrivals sum;
    for (std::size_t k = 0; k < part.flow.size(); ++k) {
        if (part.flow[k] == 0 || !part.valid(k) || part.exit(k) != node) continue;
        const double carried = part.capacity_W_K(k);
        (static_cast<int>(k) == one ? sum.one_W_K : sum.rest_W_K) += carried;
        (static_cast<int>(k) == one ? sum.one_C : sum.rest_C) += carried * part.outlet_C[k];
    }
    if (sum.one_W_K > 0) sum.one_C /= sum.one_W_K;
    if (sum.rest_W_K > 0) sum.rest_C /= sum.rest_W_K;
    return sum;
}

/// Where the controller of a three-way valve wants it; none within its dead band or where nothing flows.
std::optional<double> wantedThreeWay(const TransientPart& part, const ControlledValve& valve) {
    const Link &straight = part.network.links[at(valve.straight)], &bypass = part.network.links[at(valve.bypass)];
    const bool mixes = straight.to == bypass.to;
    int last = valve.bypass;
    if (!mixes) (void)joiningNode(part.network, valve, bypass.to, &last);
    Arrivals now = arrivals(part, valve.sensed, last);
    if (now.one_W_K + now.rest_W_K <= 0) return {};
    const double error_K = now.mixed_C() - valve.set_C;
    if (std::abs(error_K) <= kDeadBand_K) return {};
    if (now.one_W_K <= 0) now.one_C = part.node_C[at(bypass.from)];
    if (now.rest_W_K <= 0) {
        if (!mixes) return std::min(1.0, valve.position + kAjar);
        now.rest_C = part.node_C[at(straight.from)];
    }
    const double apart_K = now.one_C - now.rest_C;  // the straight way brings the colder water
    if (apart_K < kSameWater_K) return error_K > 0 ? 1.0 : 0.0;
    const double share = (now.one_C - valve.set_C) / apart_K;
    if (share <= 0 || share >= 1) return share <= 0 ? 0.0 : 1.0;
    const double present = now.rest_W_K / (now.one_W_K + now.rest_W_K), p = valve.position;
    if (present <= 0 || present >= 1 || p <= 0 || p >= 1) return share;
    return 1 / (1 + std::exp(-(logit(p) + logit(share) - logit(present))));
}

/// What the water of a throttling valve passed: heated links up the largest flow.
struct Heated {
    double in_C = std::nan("");  ///< before the first of them
    double lag_s = 0;
};

Heated heatedBefore(const TransientPart& part, int node) {
    Heated found;
    double lag_s = 0;
    for (std::size_t steps = 0; steps < part.flow.size(); ++steps) {
        int main = -1;
        for (std::size_t k = 0; k < part.flow.size(); ++k)
            if (part.flow[k] != 0 && part.valid(k) && part.exit(k) == node && (main < 0 || std::abs(part.flow[k]) > std::abs(part.flow[at(main)]))) main = static_cast<int>(k);
        if (main < 0) break;
        const std::size_t k = at(main);
        if (part.network.links[k].kind == LinkKind::Pump || part.sink[k] || part.taken_W[k] > 0) break;
        lag_s += (part.stores[k].volume_m3 + part.stores[k].solid_J_K / part.rhoC) / std::abs(part.flow[k]);
        node = part.entry(k);
        if (part.heat_W[k] > 0 || part.taken_W[k] < 0) found = {part.node_C[at(node)], lag_s};
    }
    return found;
}

std::optional<double> wantedThrottle(const TransientPart& part, const ControlledValve& valve, double step_s) {
    if (part.flow[at(valve.straight)] == 0) return {};
    const double now_C = arrivals(part, valve.sensed, -1).rest_C;
    if (std::abs(now_C - valve.set_C) <= kDeadBand_K) return {};
    const Heated before = heatedBefore(part, valve.sensed);
    if (std::isnan(before.in_C)) return {};
    const double rise_K = std::max(now_C - before.in_C, 0.0), wanted_K = valve.set_C - before.in_C;
    const double ratio = std::clamp(wanted_K > rise_K / kMostRatio ? rise_K / wanted_K : kMostRatio, 1 / kMostRatio, kMostRatio);
    const double authority = ValveAuthorities(part.network, part.steady).of(valve), p = valve.position;
    const double share = std::isnan(authority) || authority <= 0 ? 1 : std::max(kLeastShare, 1 / (1 + p * p * (1 / authority - 1)));
    const double goal = std::clamp(p * std::pow(ratio, 1 / share), kLeastOpening, 1.0);
    return p + (goal - p) * -std::expm1(-step_s / std::max(2 * before.lag_s, 1e-9));
}

}  // namespace

bool moveValves(TransientPart& part, double step_s) {
    bool moved = false;
    for (ControlledValve& valve : part.valves) {
        if (!valve.controlled || valve.sensed < 0) continue;
        const auto wanted = valve.bypass < 0 ? wantedThrottle(part, valve, step_s) : wantedThreeWay(part, valve);
        if (!wanted) continue;
        const double most = step_s / std::max(valve.stroke_s, 1e-9), change = std::clamp(*wanted - valve.position, -most, most);
        if (std::abs(change) < kLeastMove) continue;
        setPosition(part.network, valve, valve.position + change);
        moved = true;
    }
    return moved;
}

}  // namespace twin::liquid
