// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/power/voltage_profile.h"

#include "twin/power/short_circuit.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace twin::power {

namespace {

/// Voltage drop of a loaded transformer, share of nominal (Kapp's diagram without its quadratic term).
double transformerDrop(const PowerPaths::Node& node, double out_W) {
    if (!(node.curveRating_W > 0)) return 0;
    const double cosine = std::clamp(node.powerFactor, 0.1, 1.0), sine = std::sqrt(1 - cosine * cosine);
    const double apparent_VA = node.curveRating_W / cosine;
    const double impedance = node.shortCircuitVoltage > 0 ? node.shortCircuitVoltage : usualImpedance(apparent_VA);
    const double resistive = std::clamp((node.lossPoints_W[4] - node.lossPoints_W[2]) / 0.75 / apparent_VA, 0.0, impedance);
    const double reactive = std::sqrt(impedance * impedance - resistive * resistive);
    return out_W / node.curveRating_W * (resistive * cosine + reactive * sine);
}

}  // namespace

std::vector<double> voltageProfile(const PowerPaths& paths, const PowerState& state) {
    const auto& nodes = paths.nodes();
    std::vector<double> voltage_V(nodes.size(), std::numeric_limits<double>::quiet_NaN());
    for (const int at : paths.order()) {
        const auto i = static_cast<std::size_t>(at);
        const PowerPaths::Node& node = nodes[i];
        const NodeState& now = state.nodes[i];
        if (!now.alive) continue;
        const bool transformer = node.item->kind == Kind::Transformer;
        const bool holdsItsOwn = node.source || node.item->kind == Kind::Ups || node.item->kind == Kind::Rectifier || node.item->kind == Kind::Sst;
        if (holdsItsOwn) {
            voltage_V[i] = node.voltage_V;
            continue;
        }
        double sum = 0, shares = 0;
        const auto add = [&](int input, double share) {
            const double fed = voltage_V[static_cast<std::size_t>(input)];
            if (std::isfinite(fed)) sum += share * fed, shares += share;
        };
        if (paths.ringOf(at) < 0) paths.eachShare(at, state, add);
        else for (const int input : node.inputs) add(input, 1);
        if (!(shares > 0)) continue;
        const double fed_V = sum / shares;
        if (transformer) voltage_V[i] = node.voltage_V * ((node.voltageIn_V > 0 ? fed_V / node.voltageIn_V : 1) * (1 + node.tap) - transformerDrop(node, now.out_W));
        else voltage_V[i] = fed_V - now.drop * node.voltage_V;
        if (!node.load && !(node.voltage_V > 0)) voltage_V[i] = fed_V;
    }
    return voltage_V;
}

}  // namespace twin::power
