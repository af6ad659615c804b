// SPDX-License-Identifier: GPL-3.0-or-later
// Heat on given flows. With C = ρ c |q|, a link that takes up Q and loses to the ambient by UA (Q spread evenly) gives
//
//   T_out = T_in + Q / C                                              UA = 0
//   T_out = T* + (T_in − T*) e^(−UA/C),  T* = T_ambient + Q / UA      else
//
// and a node the mean of what flows in. Taken in the order of flow each temperature is known when it is read. Flow falls
// with the head, so cycles close only over pumps: those are cut, begin with a guess and are swept until they agree.
#include "twin/liquid/hydraulic_heat.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>

namespace twin::liquid {

namespace {

constexpr double kStill = 1e-12;       // of the largest flow: less carries no heat
constexpr double kAgreed_K = 1e-10;
constexpr int kMostSweeps = 500;
constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();

std::size_t at(int index) { return static_cast<std::size_t>(index); }

int signOf(double flow, double still) { return (flow > still) - (flow < -still); }

double valueOr(const std::vector<double>& values, std::size_t index, double otherwise) {
    return index < values.size() ? values[index] : otherwise;
}

}  // namespace

HydraulicHeat::HydraulicHeat(const HydraulicNetwork& network) {
    for (const HydraulicNode& node : network.nodes) m_fixed.push_back(node.fixed);
    for (const HydraulicLink& link : network.links) {
        m_from.push_back(link.from);
        m_to.push_back(link.to);
        m_pump.push_back(link.kind == HydraulicKind::Pump);
        m_names.push_back(link.name);
    }
}

bool HydraulicHeat::turned(const std::vector<double>& flow) const {
    if (m_sign.size() != flow.size()) return true;
    bool different = false;
    for (std::size_t k = 0; k < flow.size(); ++k) different |= signOf(flow[k], m_still_m3_s) != m_sign[k];
    return different;
}

/// Nodes after all that feed them (Kahn); sources are known beforehand and wait for nothing.
void HydraulicHeat::order(const std::vector<double>& flow) {
    const std::size_t nodes = m_fixed.size(), links = m_from.size();
    m_sign.resize(links);
    std::vector<std::int32_t> begin(nodes + 1, 0), leaving, waits(nodes, 0);
    const auto up = [&](std::size_t k) { return at(m_sign[k] > 0 ? m_from[k] : m_to[k]); };
    const auto down = [&](std::size_t k) { return at(m_sign[k] > 0 ? m_to[k] : m_from[k]); };
    for (std::size_t k = 0; k < links; ++k) {
        m_sign[k] = static_cast<signed char>(signOf(flow[k], m_still_m3_s));
        if (m_sign[k] == 0) continue;
        ++begin[up(k) + 1];
        if (!m_fixed[down(k)]) ++waits[down(k)];
    }
    for (std::size_t i = 0; i < nodes; ++i) begin[i + 1] += begin[i];
    leaving.resize(at(begin[nodes]));
    std::vector<std::int32_t> next(begin.begin(), begin.end() - 1);
    for (std::size_t k = 0; k < links; ++k)
        if (m_sign[k] != 0) leaving[at(next[up(k)]++)] = static_cast<std::int32_t>(k);
    m_steps.clear();
    m_cut.clear();
    m_place.assign(nodes, -1);
    std::vector<char> cut(links, 0);
    std::vector<std::size_t> ready;
    std::int32_t placed = 0;
    for (std::size_t i = nodes; i-- > 0;)
        if (waits[i] == 0) ready.push_back(i);
    std::size_t pump = 0, any = 0;
    while (at(placed) < nodes) {
        while (!ready.empty()) {  // depth first: what follows in flow follows in memory
            const std::size_t i = ready.back();
            ready.pop_back();
            m_place[i] = placed++;
            for (std::int32_t e = begin[i]; e < begin[i + 1]; ++e) {
                const auto k = at(leaving[at(e)]);
                m_steps.push_back({static_cast<std::int32_t>(k), static_cast<std::int32_t>(i), static_cast<std::int32_t>(down(k))});
                if (!cut[k] && !m_fixed[down(k)] && --waits[down(k)] == 0) ready.push_back(down(k));
            }
        }
        if (at(placed) == nodes) break;
        const auto closes = [&](std::size_t k) { return m_sign[k] != 0 && !cut[k] && m_place[up(k)] < 0 && m_place[down(k)] < 0; };
        while (pump < links && !(m_pump[pump] && closes(pump))) ++pump;
        std::size_t k = pump;
        if (pump == links) {
            while (!closes(any)) ++any;
            k = any;
        }
        cut[k] = 1;
        m_cut.push_back(static_cast<std::int32_t>(k));
        if (--waits[down(k)] == 0) ready.push_back(down(k));
    }
    for (Step& step : m_steps) {
        step.up = m_place[at(step.up)];
        step.down = m_place[at(step.down)];
    }
}

/// One pass; the most that a cut link's outlet changed.
double HydraulicHeat::sweep(const HydraulicHeatInput& input, const std::vector<double>& flow, const std::vector<double>& outflow) {
    const double volumetric = input.density_kg_m3 * input.heatCapacity_J_kgK;
    std::fill(m_inflow.begin(), m_inflow.end(), 0.0);
    std::fill(m_carried.begin(), m_carried.end(), 0.0);
    for (std::size_t i = 0; i < m_fixed.size(); ++i) {
        const double enters = m_fixed[i] ? 1 : std::max(-outflow[i], 0.0);  // a source is what it is, whatever returns to it
        if (enters == 0) continue;
        m_inflow[at(m_place[i])] = enters;
        m_carried[at(m_place[i])] = enters * valueOr(input.inflow_C, i, input.ambient_C);
    }
    std::vector<double> guess;
    for (const std::int32_t k : m_cut) {
        guess.push_back(m_result.outlet_C[at(k)]);
        const auto down = at(m_place[at(m_sign[at(k)] > 0 ? m_to[at(k)] : m_from[at(k)])]);
        m_inflow[down] += std::abs(flow[at(k)]);
        m_carried[down] += std::abs(flow[at(k)]) * guess.back();
    }
    const bool heated = !input.heat_W.empty(), held = !input.outlet_C.empty(), loses = !input.loss_W_K.empty();
    std::vector<char> cut(m_cut.empty() ? 0 : flow.size(), 0);
    for (const std::int32_t k : m_cut) cut[at(k)] = 1;
    for (const Step& step : m_steps) {
        const auto k = at(step.link);
        const double q = std::abs(flow[k]), capacity = volumetric * q, heat = heated ? input.heat_W[k] : 0;
        const double inlet = m_carried[at(step.up)] / m_inflow[at(step.up)];
        double outlet = inlet;
        if (held && !std::isnan(input.outlet_C[k])) {
            outlet = input.outlet_C[k];
        } else if (loses && input.loss_W_K[k] > 0) {
            const double level = input.ambient_C + heat / input.loss_W_K[k];
            outlet = level + (inlet - level) * std::exp(-input.loss_W_K[k] / capacity);
        } else if (heat != 0) {
            outlet = inlet + heat / capacity;
        }
        m_result.outlet_C[k] = outlet;
        if ((!cut.empty() && cut[k]) || m_fixed[at(m_sign[k] > 0 ? m_to[k] : m_from[k])]) continue;
        m_inflow[at(step.down)] += q;
        m_carried[at(step.down)] += q * outlet;
    }
    double change = 0;
    for (std::size_t c = 0; c < m_cut.size(); ++c) change = std::max(change, std::abs(m_result.outlet_C[at(m_cut[c])] - guess[c]));
    return change;
}

/// Balances from the temperatures found, and heat where nothing flows.
void HydraulicHeat::check(const HydraulicHeatInput& input, const std::vector<double>& flow, const std::vector<double>& outflow) {
    const double volumetric = input.density_kg_m3 * input.heatCapacity_J_kgK;
    std::vector<double>& net = m_inflow;  // by place
    std::fill(net.begin(), net.end(), 0.0);
    double taken = 0, size = 0, largest = 0, enters = 0, carried = 0;
    for (const Step& step : m_steps) {
        const auto k = at(step.link);
        const double q = std::abs(flow[k]);
        const double inlet = m_carried[at(step.up)], duty = volumetric * q * (m_result.outlet_C[k] - inlet);
        taken += duty;
        size += std::abs(duty);
        net[at(step.up)] -= q;
        net[at(step.down)] += q;
        largest = std::max(largest, q);
        if (const auto down = at(m_sign[k] > 0 ? m_to[k] : m_from[k]); m_fixed[down]) carried += volumetric * q * m_result.outlet_C[k];
        if (m_fixed[at(m_sign[k] > 0 ? m_from[k] : m_to[k])]) {
            carried -= volumetric * q * inlet;
            enters += volumetric * q;
        }
    }
    double worst = 0;
    for (std::size_t i = 0; i < m_fixed.size(); ++i) {
        if (m_fixed[i]) continue;
        worst = std::max(worst, std::abs(net[at(m_place[i])] - outflow[i]));
        if (outflow[i] > 0 && !std::isnan(m_result.node_C[i])) carried += volumetric * outflow[i] * m_result.node_C[i];
        if (outflow[i] < 0) {
            carried += volumetric * outflow[i] * valueOr(input.inflow_C, i, input.ambient_C);
            enters -= volumetric * outflow[i];
        }
    }
    m_result.massResidual = largest > 0 ? worst / largest : 0;
    m_result.energyResidual = std::abs(carried - taken) / std::max({size, enters, 1e-300});
    for (std::size_t k = 0; k < std::min(m_sign.size(), input.heat_W.size()); ++k)
        if (m_sign[k] == 0 && input.heat_W[k] != 0)
            m_result.issues.push_back({Severity::Warning, "hydraulics.heatStands", {}, m_names[k], {},
                                       {TWIN_TR("{0} is heated but nothing flows in it: its temperature is not known."), {m_names[k]}}, {}, {}, {}});
}

const HydraulicHeatResult& HydraulicHeat::solve(const HydraulicHeatInput& input, const std::vector<double>& flow_m3_s,
                                                const std::vector<double>& outflow_m3_s) {
    const auto start = std::chrono::steady_clock::now();
    double largest = 0;
    for (const double q : flow_m3_s) largest = std::max(largest, std::abs(q));
    m_still_m3_s = kStill * largest;
    m_inflow.resize(m_fixed.size());
    m_carried.resize(m_fixed.size());
    if (turned(flow_m3_s)) {
        order(flow_m3_s);
        m_result.outlet_C.assign(m_from.size(), kNothing);
        m_result.node_C.resize(m_fixed.size());
        for (const std::int32_t k : m_cut) m_result.outlet_C[at(k)] = input.ambient_C;
    }
    m_result.issues.clear();
    m_result.report = {};
    double change = 0;
    do {
        change = sweep(input, flow_m3_s, outflow_m3_s);
        ++m_result.report.iterations;
    } while (change > kAgreed_K && m_result.report.iterations < kMostSweeps);
    for (std::size_t i = 0; i < m_fixed.size(); ++i) {
        const auto place = at(m_place[i]);
        m_carried[place] = m_inflow[place] > 0 ? m_carried[place] / m_inflow[place] : kNothing;
        m_result.node_C[i] = m_carried[place];
    }
    check(input, flow_m3_s, outflow_m3_s);
    m_result.report.residual = m_result.energyResidual;
    m_result.report.status = change <= kAgreed_K ? SolveStatus::Converged : SolveStatus::NotConverged;
    m_result.report.time_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return m_result;
}

}  // namespace twin::liquid
