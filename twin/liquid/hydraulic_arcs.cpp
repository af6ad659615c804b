// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/liquid/hydraulic_arcs.h"

#include <algorithm>
#include <cmath>

namespace twin::liquid {

namespace {

constexpr double kFoot_m = 0.3048;
constexpr double kCubicFoot_m3 = kFoot_m * kFoot_m * kFoot_m;
constexpr double kTinyFlow = 1e-6 * kCubicFoot_m3;
constexpr double kLeastCurveSlope = 1e-6 * kFoot_m / kCubicFoot_m3;
constexpr double kBreakerRamp = 1e-3;  // of the flow at which an open valve loses as much as the breaker's setting
constexpr double kBarrierSlope = 1e9 * kFoot_m / kCubicFoot_m3;

std::size_t at(int index) { return static_cast<std::size_t>(index); }

/// A wall against flow below zero (sign −1) or above (sign +1), smooth over some 1e-12 of a cubic foot a second.
void addBarrier(double beyond, double sign, double& loss, double& slope) {
    const double a = kBarrierSlope * beyond, b = std::sqrt(a * a + 1e-6 * kFoot_m * kFoot_m);
    loss += 0.5 * (a + sign * b);
    slope += 0.5 * kBarrierSlope * (1 + sign * a / b);
}

/// Line through the segment of the curve that holds q: its value at zero flow and its slope.
void curveSegment(const HydraulicLink& link, double q, double& atZero, double& slope) {
    const auto& x = link.curveFlow_m3_s;
    const auto& y = link.curveHead_m;
    if (x.size() < 2) {
        atZero = y.empty() ? 0 : y[0];
        slope = 0;
        return;
    }
    std::size_t i = static_cast<std::size_t>(std::lower_bound(x.begin(), x.end(), q) - x.begin());
    i = std::clamp<std::size_t>(i, 1, x.size() - 1);
    slope = (y[i] - y[i - 1]) / (x[i] - x[i - 1]);
    atZero = y[i - 1] - slope * x[i - 1];
}

void pumpLoss(const HydraulicLink& pump, double speed, double leastSlope, double flow, double& loss, double& slope) {
    const double q = std::abs(flow);
    switch (pump.law) {
        case PumpLaw::Curve: {
            double head = 0, fall = 0;
            curveSegment(pump, q / speed, head, fall);
            slope = std::max(-fall * speed, leastSlope);
            loss = -head * speed * speed + slope * flow;
            return;
        }
        case PumpLaw::Linear:
            slope = pump.pumpFactor * speed;
            loss = -pump.shutoff_m * speed * speed + slope * flow;
            return;
        case PumpLaw::Power: {
            const double n = pump.pumpPower;
            slope = n * pump.pumpFactor * std::pow(speed, 2 - n) * std::pow(q, n - 1);
            if (slope < leastSlope) {
                slope = leastSlope;
                loss = -pump.shutoff_m * speed * speed + slope * flow;
            } else {
                loss = -pump.shutoff_m * speed * speed + slope * flow / n;
            }
            return;
        }
        case PumpLaw::ConstantPower: {
            const double r = pump.pumpFactor * speed * speed * speed;
            slope = r / (q * q);
            if (!(slope < kClosedSlope)) {
                slope = kClosedSlope;
                loss = -slope * flow;
            } else if (slope < kOpenSlope) {
                slope = kOpenSlope;
                loss = -slope * flow;
            } else {
                loss = -r / flow;
            }
            return;
        }
    }
}

}  // namespace

void valveLoss(double minorLoss, double leastSlope, double flow, double& loss, double& slope) {
    if (minorLoss <= 0) {
        slope = kOpenSlope;
        loss = slope * flow;
        return;
    }
    slope = 2 * minorLoss * std::abs(flow);
    if (slope < leastSlope) {
        slope = leastSlope / 2;
        loss = slope * flow;
    } else {
        loss = slope * flow / 2;
    }
}

void ArcLaws::build(const HydraulicNetwork& network, const std::vector<Arc>& arcs, std::size_t pipeCount, std::size_t others) {
    m_arcs = arcs;
    m_pipeCount = pipeCount;
    m_others = others;
    m_darcy = {};
    m_power = {};
    for (auto* column : network.darcy ? std::vector{&m_darcy.resistance, &m_darcy.roughness, &m_darcy.viscousScale, &m_darcy.minorLoss}
                                      : std::vector{&m_power.resistance, &m_power.minorLoss})
        column->resize(pipeCount);
    for (std::size_t a = 0; a < pipeCount; ++a) setPipe(a, network.links[at(arcs[a].item)], network.darcy);
}

void ArcLaws::setPipe(std::size_t arc, const HydraulicLink& pipe, bool darcy) {
    if (darcy) m_darcy.set(arc, pipe);
    else m_power.set(arc, pipe);
}

void ArcLaws::noteStatus(const std::vector<LinkStatus>& status) {
    m_closedPipes.clear();
    for (std::size_t a = 0; a < m_pipeCount; ++a)
        if (status[at(m_arcs[a].item)] <= LinkStatus::Closed) m_closedPipes.push_back(a);
}

void ArcLaws::evaluate(const HydraulicNetwork& network, const std::vector<LinkStatus>& status, const std::vector<double>& setting,
                       const double* flow, double* loss, double* slope, bool rough) const {
    if (network.darcy)
        (rough ? roughDarcyLosses : darcyLosses)(m_darcy.columns(), m_pipeCount, flow, loss, slope);
    else
        (rough ? roughPowerLosses : powerLosses)(m_power.columns(), network.pipePower, network.leastSlope, m_pipeCount, flow, loss, slope);
    for (const std::size_t a : m_closedPipes) {
        slope[a] = kClosedSlope;
        loss[a] = kClosedSlope * flow[a];
    }
    for (std::size_t a = m_others; a < m_arcs.size(); ++a) {
        const Arc& arc = m_arcs[a];
        if (arc.kind != ArcKind::Link)
            evaluateOutflow(network, arc, flow[a], loss[a], slope[a]);
        else
            evaluateLink(network, network.links[at(arc.item)], status[at(arc.item)], setting[at(arc.item)], flow[a], loss[a], slope[a]);
    }
}

void ArcLaws::takeChords(const HydraulicNetwork& network, const double* flow, const double* loss, const double* fall, double* slope) const {
    if (!network.darcy) powerChords(m_power.columns(), network.pipePower, m_pipeCount, flow, loss, fall, slope);
    for (const std::size_t a : m_closedPipes) slope[a] = kClosedSlope;
}

void ArcLaws::evaluateLink(const HydraulicNetwork& network, const HydraulicLink& link, LinkStatus status, double setting, double flow,
                           double& loss, double& slope) const {
    if (status <= LinkStatus::Closed || (link.kind == HydraulicKind::Pump && setting == 0)) {
        slope = kClosedSlope;
        loss = kClosedSlope * flow;
        return;
    }
    switch (link.kind) {
        case HydraulicKind::Pump: return pumpLoss(link, setting, network.leastSlope, flow, loss, slope);
        case HydraulicKind::Gpv: {
            double atZero = 0;
            curveSegment(link, std::max(std::abs(flow), kTinyFlow), atZero, slope);
            slope = std::max(slope, kLeastCurveSlope);
            loss = slope * flow + (flow < 0 ? -atZero : atZero);
            return;
        }
        case HydraulicKind::Pbv:
            if (link.controlled && setting != 0 && link.minorLoss * flow * flow <= setting) {
                slope = 1e-2 * kOpenSlope;  // EPANET's 1 / CBIG
                loss = setting;
                return;
            }
            if (const double limit = std::sqrt(setting / std::max(link.minorLoss, 1e-300)), ramp = kBreakerRamp * limit;
                link.controlled && setting > 0 && flow < 0 && flow > -limit - ramp) {
                // Backwards, from its drop to the loss of an open valve: in one jump there would be flows without a state.
                slope = (setting + link.minorLoss * (limit + ramp) * (limit + ramp)) / ramp;
                loss = setting + slope * (flow + limit);
                return;
            }
            return valveLoss(link.minorLoss, network.leastSlope, flow, loss, slope);
        case HydraulicKind::Fcv:
            if (status == LinkStatus::Active) {
                slope = kClosedSlope;
                loss = kClosedSlope * (flow - setting);
                return;
            }
            return valveLoss(link.minorLoss, network.leastSlope, flow, loss, slope);
        default: return valveLoss(link.minorLoss, network.leastSlope, flow, loss, slope);
    }
}

void ArcLaws::evaluateOutflow(const HydraulicNetwork& network, const Arc& arc, double flow, double& loss, double& slope) const {
    const HydraulicNode& node = network.nodes[at(arc.item)];
    const double q = std::abs(flow);
    switch (arc.kind) {
        case ArcKind::Emitter: {
            const double n = network.emitterPower;
            slope = n * node.emitter * std::pow(q, n - 1);
            if (slope < network.leastSlope) {
                slope = network.leastSlope / n;
                loss = slope * flow;
            } else {
                loss = slope * flow / n;
            }
            if (!network.emitterBackflow) addBarrier(flow, -1, loss, slope);
            return;
        }
        case ArcKind::Demand: {
            const double n = network.pressurePower, range = network.requiredPressure_m - network.minimumPressure_m;
            slope = n * range * std::pow(q / node.demand_m3_s, n - 1) / node.demand_m3_s;
            loss = slope * flow / n;
            slope = std::max(slope, network.leastSlope);
            addBarrier(flow, -1, loss, slope);
            addBarrier(flow - node.demand_m3_s, 1, loss, slope);
            return;
        }
        default: {
            const bool fixed = arc.kind == ArcKind::LeakFixed;
            const double n = fixed ? 2.0 : 2.0 / 3, factor = fixed ? node.leakFixed : node.leakGrowing;
            slope = n * factor * std::pow(std::max(q, kTinyFlow * 1e-6), n - 1);
            loss = slope * flow / n;
            slope = std::max(slope, network.leastSlope);
            addBarrier(flow, -1, loss, slope);
            return;
        }
    }
}

}  // namespace twin::liquid
