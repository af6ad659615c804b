// SPDX-License-Identifier: GPL-3.0-or-later
// Drop of a link, q in m³/s, A = π D² / 4:
//
//   pipe        f(Re, ε/D) · L/D · ρ/(2A²) · q|q| + K · ρ/(2A²) · q|q|,  Re = ρ |q| D / (A µ)
//   resistance  a q + b q|q|,  a = s Δ₀/q₀ · µ/µ₀,  b = (1 − s) Δ₀/q₀² · ρ/ρ₀
//   pump        −(h₀ s² − c (q/n)²), c = (h₀ − h_r)/q_r²;  with a set difference d: −min(d, that)
//
// In laminar flow the pipe's drop is 128 µ L q / (π D⁴), written as the linear term so that it needs no Re.
// Dunlop's cubic in R = Re/2000 (EPANET 2.2): f = X1 + R (X2 + R (X3 + R X4')), joined with value and slope to 64/Re
// at 2 000 and to Swamee–Jain at 4 000; f·Re² rises throughout, so the drop does too.
#include "twin/liquid/loop_law.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace twin::liquid {

namespace {

constexpr double kLaminarEnd = 2000;     // Re, EPANET 2.2
constexpr double kTurbulentStart = 4000;  // Re, EPANET 2.2

}  // namespace

Friction darcyFriction(double reynolds, double relativeRoughness) {
    if (reynolds <= kLaminarEnd) return {64 / reynolds, -64 / (reynolds * reynolds)};
    // f = 0.25 / log10(y)² = 1 / (kLog ln y)², kLog = 2 / ln 10
    constexpr double kLog = 2 / std::numbers::ln10;
    const double re = std::max(reynolds, kTurbulentStart);
    const double power = 5.74 * std::exp(-0.9 * std::log(re));
    const double y = relativeRoughness / 3.7 + power;
    const double root = -kLog * std::log(y);
    const double factor = 1 / (root * root);
    const double slope = factor * (-2 / root) * (kLog * 0.9 * power / (y * re));
    if (reynolds >= kTurbulentStart) return {factor, slope};
    // The cubic of Hermite through both ends: the same curve as Dunlop's.
    constexpr double kSpan = kTurbulentStart - kLaminarEnd;
    constexpr double kLow = 64 / kLaminarEnd, kLowSlope = -64 / (kLaminarEnd * kLaminarEnd) * kSpan;
    const double u = (reynolds - kLaminarEnd) / kSpan;
    const double highSlope = slope * kSpan, rise = factor - kLow;
    const double c2 = 3 * rise - 2 * kLowSlope - highSlope, c3 = kLowSlope + highSlope - 2 * rise;
    return {kLow + u * (kLowSlope + u * (c2 + u * c3)), (kLowSlope + u * (2 * c2 + 3 * u * c3)) / kSpan};
}

bool isShut(const Link& link) {
    return link.closed || (link.kind == LinkKind::Pump && (link.units <= 0 || link.speed <= 0));
}

LinkLaw::LinkLaw(const Link& link, double density_kg_m3, double viscosity_Pa_s)
    : m_kind(link.kind), m_oneWay(link.checkValve || link.kind == LinkKind::Pump) {
    if (link.kind != LinkKind::Pipe) m_limit = link.maxFlow_m3_s;
    switch (link.kind) {
        case LinkKind::Pipe: {
            const double area = 0.25 * std::numbers::pi * link.diameter_m * link.diameter_m;
            const double dynamic = 0.5 * density_kg_m3 / (area * area);
            m_quadratic = link.minorLoss * dynamic;
            m_linear = 128 * viscosity_Pa_s * link.length_m / (std::numbers::pi * std::pow(link.diameter_m, 4));
            m_friction = dynamic * link.length_m / link.diameter_m;
            m_reynoldsOfFlow = density_kg_m3 * link.diameter_m / (area * viscosity_Pa_s);
            m_roughness = link.roughness_m / link.diameter_m;
            m_typicalFlow = area;  // 1 m/s
            m_typicalDrop = std::max(body(m_typicalFlow).drop_Pa, 1e-3);
            break;
        }
        case LinkKind::Resistance: {
            const double ratedSlope = link.refDrop_Pa / link.refFlow_m3_s;
            m_linear = link.laminarShare * ratedSlope * viscosity_Pa_s / link.refViscosity_Pa_s;
            m_quadratic =
                (1 - link.laminarShare) * ratedSlope / link.refFlow_m3_s * density_kg_m3 / link.refDensity_kg_m3;
            m_typicalFlow = link.refFlow_m3_s;
            m_typicalDrop = std::max(link.refDrop_Pa, 1e-3);
            break;
        }
        case LinkKind::Pump:
            m_head = link.shutoffHead_Pa * link.speed * link.speed;
            m_quadratic = (link.shutoffHead_Pa - link.ratedHead_Pa) /
                          std::pow(link.ratedFlow_m3_s * std::max(link.units, 1), 2);
            if (link.control == PumpControl::DifferentialPressure) m_setHead = link.setDifference_Pa;
            m_typicalFlow = link.ratedFlow_m3_s * std::max(link.units, 1);
            m_typicalDrop = std::max(link.shutoffHead_Pa, 1e-3);
            break;
    }
    m_wallDrop = m_typicalDrop;
}

Drop LinkLaw::body(double flow_m3_s) const {
    const double size = std::abs(flow_m3_s);
    const double reynolds = m_reynoldsOfFlow * size;
    if (m_kind == LinkKind::Pipe && reynolds > kLaminarEnd) {
        const Friction friction = darcyFriction(reynolds, m_roughness);
        const double scale = m_friction * friction.factor + m_quadratic;
        return {scale * flow_m3_s * size, 2 * scale * size + m_friction * friction.slope * m_reynoldsOfFlow * size * size};
    }
    Drop drop{flow_m3_s * (m_linear + m_quadratic * size), m_linear + 2 * m_quadratic * size};
    if (m_kind == LinkKind::Pump) {
        drop.drop_Pa -= m_head;
        if (m_setHead >= 0 && -drop.drop_Pa > m_setHead) drop = {-m_setHead, 0};
    }
    return drop;
}

Drop LinkLaw::at(double flow_m3_s, double wall) const {
    if (!pressesWall(flow_m3_s)) return body(flow_m3_s);
    const double edge = flow_m3_s < 0 && m_oneWay ? 0 : m_limit;
    const double steepest = edge == 0 ? kOneWayWall : kLimitWall;
    const double slope = std::min(wall, steepest) * m_wallDrop / m_typicalFlow;
    Drop drop = body(edge);
    drop.drop_Pa += slope * (flow_m3_s - edge);
    drop.slope_Pa_s_m3 = slope;
    return drop;
}

double pumpSpeed(const Link& pump, double flow_m3_s, double head_Pa) {
    if (isShut(pump) || !(pump.shutoffHead_Pa > 0)) return 0;
    const double unitFlow = flow_m3_s / (pump.ratedFlow_m3_s * pump.units);
    const double noFlowHead = head_Pa + (pump.shutoffHead_Pa - pump.ratedHead_Pa) * unitFlow * unitFlow;
    return std::sqrt(std::max(noFlowHead, 0.0) / pump.shutoffHead_Pa);
}

}  // namespace twin::liquid
