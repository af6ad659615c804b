// SPDX-License-Identifier: GPL-3.0-or-later
//
// Bus i is the output of object i; the branch from each of its inputs carries the object's own series impedance, per
// unit of S_b and its own voltage, so that ideal ratios vanish. Z_k of bus i is the diagonal element of the inverse of
// the admittance matrix, and I″k = c S_b / (√3 U_n |z_k|). With one source this is c U_n / (√3 |Z_Q + Z_T + Z_L|).
// A bus that only converters reach has their limited currents instead.
#include "twin/power/short_circuit.h"

#include "twin/power/ups_mode.h"

#include <Eigen/Sparse>
#include <Eigen/SparseLU>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>

namespace twin::power {

namespace {

using Complex = std::complex<double>;
constexpr double kBase_VA = 1e6;
constexpr double kJoint_pu = 1e-9;
const double kRoot3 = std::sqrt(3.0);

bool isConverter(Kind kind) { return kind == Kind::Ups || kind == Kind::Rectifier || kind == Kind::Sst; }
bool isBoard(Kind kind) { return kind == Kind::Switchgear || kind == Kind::Pdu || kind == Kind::Rpp || kind == Kind::TransferSwitch || kind == Kind::Busway; }

double stated(const Site& site, const Item& item, Param param) {
    const double value = hasParam(item.kind, param) ? site.value(item, param) : 0;
    return value > 0 ? value : 0;
}

class Estimate {
  public:
    Estimate(const Site& site, const PowerPaths& paths, const ShortCircuitOptions& options) : m_site(site), m_nodes(paths.nodes()), m_options(options), m_voltage_V(m_nodes.size(), 0), m_reached(m_nodes.size(), 0), m_limited_A(m_nodes.size(), 0) {
        for (std::size_t i = 0; i < m_nodes.size(); ++i) m_voltage_V[i] = m_nodes[i].voltage_V;
    }

    std::vector<BoardFault> boards();

  private:
    /// A UPS in eco mode feeds through its static bypass: what lies behind sees the fault current of the mains.
    bool converts(int at) const {
        const Item& item = *m_nodes[at].item;
        return isConverter(item.kind) && !(item.kind == Kind::Ups && m_site.choice<UpsMode>(item, Param::UpsMode) == UpsMode::Eco);
    }
    bool passes(int at) const { return m_nodes[at].inService && !m_nodes[at].load && !converts(at); }
    Complex sourceImpedance(int at) const;
    Complex seriesImpedance(int at) const;
    void reach();
    void limit();
    double rated_W(int at) const { return m_nodes[at].curveRating_W > 0 ? m_nodes[at].curveRating_W : m_nodes[at].rating_W; }

    const Site& m_site;
    const std::vector<PowerPaths::Node>& m_nodes;
    const ShortCircuitOptions& m_options;
    std::vector<double> m_voltage_V;
    std::vector<char> m_reached;        ///< by a source without a converter between
    std::vector<double> m_limited_A;    ///< of converters that reach it
    bool m_utility = false;
};

/// Per unit; 0 for what gives no fault current of its own.
Complex Estimate::sourceImpedance(int at) const {
    const auto& node = m_nodes[at];
    if (!node.inService) return 0;
    if (node.item->kind == Kind::UtilityFeed) {
        const double given = stated(m_site, *node.item, Param::ShortCircuitPower), size = m_options.cFactor * kBase_VA / (given > 0 ? given : m_options.utility_VA), x = size / std::hypot(1.0, m_options.utilityROverX);
        return {x * m_options.utilityROverX, x};
    }
    if (node.item->kind != Kind::Generator || (m_utility && !m_options.withGenerators) || !(node.rating_W > 0)) return 0;
    const double x = m_options.generatorReactance * kBase_VA / node.rating_W;
    return {x * m_options.generatorROverX, x};
}

Complex Estimate::seriesImpedance(int at) const {
    const auto& node = m_nodes[at];
    const Kind kind = node.item->kind;
    if (kind == Kind::Transformer) {
        const double rated_VA = stated(m_site, *node.item, Param::RatedApparent);
        if (!(rated_VA > 0)) return kJoint_pu;
        const double given = stated(m_site, *node.item, Param::ShortCircuitVoltage), uk = given > 0 ? given : usualImpedance(rated_VA), rated = node.curveRating_W;
        const double loss = rated > 0 ? std::max(0.0, (node.lossPoints_W[4] - node.lossPoints_W[2]) / 0.75) / rated_VA : 0;
        const double r = std::min(loss, uk), x = std::sqrt(uk * uk - r * r);
        const double correction = 0.95 * m_options.cFactor / (1 + 0.6 * x);
        return Complex(r, x) * (correction * kBase_VA / rated_VA);
    }
    if ((kind == Kind::Cable || kind == Kind::Busway) && node.voltage_V > 0) {
        const double perMetre = kind == Kind::Cable ? m_options.cableReactance_ohm_m : m_options.buswayReactance_ohm_m;
        const Complex ohm(node.resistance_ohm, perMetre * routeLength_m(*node.item));
        if (std::abs(ohm) > 0) return ohm * (kBase_VA / (node.voltage_V * node.voltage_V));
    }
    return kJoint_pu;
}

void Estimate::reach() {
    std::vector<int> waiting;
    for (int i = 0; i < static_cast<int>(m_nodes.size()); ++i)
        if (m_nodes[i].source && std::abs(sourceImpedance(i)) > 0) m_reached[i] = 1, waiting.push_back(i);
    while (!waiting.empty()) {
        const int at = waiting.back();
        waiting.pop_back();
        for (const int below : m_nodes[at].outputs)
            if (passes(below) && !m_reached[below] && !m_nodes[below].dc) m_reached[below] = 1, waiting.push_back(below);
    }
}

/// Currents of converters, each spread over all it feeds without another converter between.
void Estimate::limit() {
    std::vector<int> seen(m_nodes.size(), -1), waiting;
    for (int i = 0; i < static_cast<int>(m_nodes.size()); ++i) {
        const auto& node = m_nodes[i];
        if (!converts(i) || !node.inService || !(node.voltage_V > 0)) continue;
        const double current = m_options.converterFault * rated_W(i) / (node.voltage_V * (node.dc ? 1 : kRoot3));
        waiting.assign(1, i);
        while (!waiting.empty()) {
            const int at = waiting.back();
            waiting.pop_back();
            for (const int below : m_nodes[at].outputs)
                if (passes(below) && seen[below] != i) {
                    seen[below] = i;
                    m_limited_A[below] += current;
                    waiting.push_back(below);
                }
        }
    }
}

std::vector<BoardFault> Estimate::boards() {
    const int n = static_cast<int>(m_nodes.size());
    for (const auto& node : m_nodes) m_utility = m_utility || (node.item->kind == Kind::UtilityFeed && node.inService);
    reach();
    limit();
    std::vector<int> bus(m_nodes.size(), -1);
    int buses = 0;
    for (int i = 0; i < n; ++i)
        if (m_reached[i]) bus[i] = buses++;
    std::vector<Eigen::Triplet<Complex>> entries;
    for (int i = 0; i < n; ++i) {
        if (bus[i] < 0) continue;
        if (const Complex z = sourceImpedance(i); m_nodes[i].source && std::abs(z) > 0) entries.emplace_back(bus[i], bus[i], 1.0 / z);
        for (const int input : m_nodes[i].inputs) {
            if (bus[input] < 0) continue;
            const Complex y = 1.0 / seriesImpedance(i);
            entries.emplace_back(bus[i], bus[i], y);
            entries.emplace_back(bus[input], bus[input], y);
            entries.emplace_back(bus[i], bus[input], -y);
            entries.emplace_back(bus[input], bus[i], -y);
            if (m_nodes[i].transferSwitch) break;  // one input at a time
        }
    }
    Eigen::SparseLU<Eigen::SparseMatrix<Complex>> solver;
    bool solved = false;
    if (buses > 0) {
        Eigen::SparseMatrix<Complex> admittance(buses, buses);
        admittance.setFromTriplets(entries.begin(), entries.end());
        solver.compute(admittance);
        solved = solver.info() == Eigen::Success;
    }
    std::vector<BoardFault> faults;
    const auto rating = [&](int at) { return stated(m_site, *m_nodes[at].item, Param::FaultRating); };
    Eigen::VectorXcd unit = Eigen::VectorXcd::Zero(buses), z;
    for (int i = 0; i < n; ++i) {
        if (!isBoard(m_nodes[i].item->kind)) continue;
        if (solved && bus[i] >= 0 && m_voltage_V[i] > 0) {
            unit[bus[i]] = 1;
            z = solver.solve(unit);
            unit[bus[i]] = 0;
            const Complex zk = z[bus[i]];
            const double ik = m_options.cFactor * kBase_VA / (kRoot3 * m_voltage_V[i] * std::abs(zk)), ratio = zk.real() / zk.imag();
            faults.push_back({i, FaultMethod::Iec60909, ik, (1.02 + 0.98 * std::exp(-3 * ratio)) * std::numbers::sqrt2 * ik, ratio, rating(i)});
        } else if (m_limited_A[i] > 0) {
            faults.push_back({i, FaultMethod::ConverterLimited, m_limited_A[i], m_limited_A[i] * (m_nodes[i].dc ? 1 : std::numbers::sqrt2), 0, rating(i)});
        }
    }
    return faults;
}

double bareCurrent_A(const Site& site, const PowerPaths::Node& node) { return isBoard(node.item->kind) ? stated(site, *node.item, Param::Current) : 0; }

/// Rated devices next above a node; conductors without one are passed.
std::vector<int> devicesAbove(const Site& site, const std::vector<PowerPaths::Node>& nodes, int start) {
    std::vector<int> found, waiting{start}, seen{start};
    while (!waiting.empty()) {
        const int at = waiting.back();
        waiting.pop_back();
        for (const int input : nodes[at].inputs) {
            if (std::find(seen.begin(), seen.end(), input) != seen.end()) continue;
            seen.push_back(input);
            if (bareCurrent_A(site, nodes[input]) > 0) found.push_back(input);
            else if (nodes[input].item->kind == Kind::Cable) waiting.push_back(input);
        }
    }
    return found;
}

}  // namespace

double usualImpedance(double rated_VA) {
    struct Step {
        double upTo_VA, uk;
    };
    constexpr Step kSteps[] = {{630e3, 0.04}, {1250e3, 0.05}, {2500e3, 0.06}, {6300e3, 0.07}, {25e6, 0.08}, {40e6, 0.10}, {63e6, 0.11}, {100e6, 0.125}};
    for (const Step& step : kSteps)
        if (rated_VA <= step.upTo_VA) return step.uk;
    return 0.125;
}

ShortCircuitReport shortCircuit(const Site& site, const PowerPaths& paths, const ShortCircuitOptions& options) {
    ShortCircuitReport report;
    report.boards = Estimate(site, paths, options).boards();
    const auto& nodes = paths.nodes();
    for (int i = 0; i < static_cast<int>(nodes.size()); ++i) {
        if (!nodes[i].inService) continue;
        if (const double own_A = bareCurrent_A(site, nodes[i]); own_A > 0)
            for (const int above : devicesAbove(site, nodes, i)) {
                const double ratio = bareCurrent_A(site, nodes[above]) / own_A;
                report.selectivity.push_back({above, i, ratio, ratio >= options.selectiveRatio * (1 - 1e-9)});
            }
        const double rated_VA = nodes[i].item->kind == Kind::Transformer ? stated(site, *nodes[i].item, Param::RatedApparent) : 0;
        const double primary_V = rated_VA > 0 ? stated(site, *nodes[i].item, Param::Voltage) : 0;
        if (!(primary_V > 0)) continue;
        const double rated_A = rated_VA / (kRoot3 * primary_V);
        for (const int above : devicesAbove(site, nodes, i))
            report.inrush.push_back({i, above, options.inrushLow * rated_A, options.inrushHigh * rated_A, options.instantaneousTrip * bareCurrent_A(site, nodes[above])});
    }
    report.assumptions = {{TWIN_TR("IEC 60909-0 simplified: three-phase, far from generators, c = {0}, motors left out; an estimate for orientation, no protection study."), {fmt::format("{:.2f}", options.cFactor)}},
                          {TWIN_TR("Where not stated: utility {0} MVA, uk of transformers by rating (IEC 60076-5); reactance of cables {1} and busways {2} mΩ/m; converters give {3} times their rated current."),
                           {fmt::format("{:.0f}", options.utility_VA / 1e6), fmt::format("{:.2f}", options.cableReactance_ohm_m * 1e3), fmt::format("{:.2f}", options.buswayReactance_ohm_m * 1e3), fmt::format("{:.1f}", options.converterFault)}}};
    return report;
}

Issues shortCircuitIssues(const PowerPaths& paths, const ShortCircuitReport& report) {
    Issues issues;
    const auto& nodes = paths.nodes();
    for (const BoardFault& fault : report.boards) {
        if (!(fault.rating_A > 0) || fault.ik_A <= fault.rating_A) continue;
        const Item& item = *nodes[fault.node].item;
        issues.push_back({Severity::Error, "power.faultRating", item.id, item.name, {}, {TWIN_TR("A fault at {0} draws {1} kA; it is rated for {2} kA."), {item.name, fmt::format("{:.1f}", fault.ik_A / 1e3), fmt::format("{:.1f}", fault.rating_A / 1e3)}},
                          fmt::format("{:.1f} kA", fault.ik_A / 1e3), fmt::format("≤ {:.1f} kA", fault.rating_A / 1e3), {TWIN_TR("Take a board of a higher fault rating, a transformer of a higher u_k, or open the tie of parallel feeds."), {}}});
    }
    for (const Selectivity& pair : report.selectivity) {
        if (pair.kept) continue;
        const Item &below = *nodes[pair.downstream].item, &above = *nodes[pair.upstream].item;
        issues.push_back({Severity::Note, "power.selectivity", below.id, below.name, {}, {TWIN_TR("{0} is rated {1} times {2}: a fault below may open both."), {above.name, fmt::format("{:.2f}", pair.ratio), below.name}},
                          fmt::format("{:.2f}", pair.ratio), {}, {TWIN_TR("Check the breakers' selectivity tables or delay the upper one."), {}}});
    }
    for (const Inrush& inrush : report.inrush) {
        if (!inrush.mayTrip()) continue;
        const Item &item = *nodes[inrush.transformer].item, &above = *nodes[inrush.upstream].item;
        issues.push_back({inrush.trips() ? Severity::Warning : Severity::Note, "power.inrush", item.id, item.name, {},
                          {TWIN_TR("Switching on {0} draws {1} to {2} A peak; {3} trips at {4} A."), {item.name, fmt::format("{:.0f}", inrush.low_A), fmt::format("{:.0f}", inrush.high_A), above.name, fmt::format("{:.0f}", inrush.trip_A)}},
                          {}, {}, {TWIN_TR("Raise the instantaneous trip or switch on with the voltage ramped."), {}}});
    }
    return issues;
}

Issues checkShortCircuit(const ShortCircuitOptions& options) {
    Issues issues;
    const auto positive = [&](const char* field, double value) {
        if (value > 0 && std::isfinite(value)) return;
        const std::string text = fmt::format("{:.6g}", value);
        issues.push_back({Severity::Error, "power.shortCircuit", {}, {}, field, {TWIN_TR("{0} = {1} is not allowed."), {field, text}}, text, "> 0", {}});
    };
    positive("cFactor", options.cFactor);
    positive("utility_VA", options.utility_VA);
    positive("utilityROverX", options.utilityROverX);
    positive("generatorReactance", options.generatorReactance);
    positive("generatorROverX", options.generatorROverX);
    positive("cableReactance_ohm_m", options.cableReactance_ohm_m);
    positive("buswayReactance_ohm_m", options.buswayReactance_ohm_m);
    positive("converterFault", options.converterFault);
    positive("instantaneousTrip", options.instantaneousTrip);
    positive("inrushLow", options.inrushLow);
    positive("inrushHigh", options.inrushHigh - options.inrushLow);
    positive("selectiveRatio", options.selectiveRatio);
    return issues;
}

}  // namespace twin::power
