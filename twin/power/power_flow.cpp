// SPDX-License-Identifier: GPL-3.0-or-later
//
// Newton (flow_newton.h) or, for radial grids, the sweep (radial_sweep.h); then what flows in branches, sources and
// loads at the voltages found.
#include "twin/power/power_flow.h"

#include "twin/power/flow_newton.h"
#include "twin/power/radial_sweep.h"

#include <chrono>
#include <cmath>

namespace twin::power {

namespace {

/// Sequence values of three phases: zero, positive, negative.
Eigen::Vector3cd sequences(const Eigen::Vector3cd& abc) {
    const Complex a(-0.5, std::sqrt(3.0) / 2), a2 = std::conj(a);
    return Eigen::Vector3cd(abc[0] + abc[1] + abc[2], abc[0] + a * abc[1] + a2 * abc[2], abc[0] + a2 * abc[1] + a * abc[2]) / 3.0;
}
Eigen::Vector3cd phases(const Eigen::Vector3cd& s) {
    const Complex a(-0.5, std::sqrt(3.0) / 2), a2 = std::conj(a);
    return Eigen::Vector3cd(s[0] + s[1] + s[2], s[0] + a2 * s[1] + a * s[2], s[0] + a * s[1] + a2 * s[2]);
}

/// Flows of all components from the voltages. Sources of one bus share its current by their admittances, each shifted by
/// its own reference: i = (y/Σy) (u_ref Σy − Σ y u_ref) + (y/Σy) i_bus, which does not cancel for stiff sources.
template <int P>
void flows(const GridNetwork<P>& net, const std::vector<typename GridNetwork<P>::Load>& loads, bool linear, FlowResult<P>& result) {
    using Vector = typename GridNetwork<P>::Vector;
    const auto& u = result.u;
    std::vector<Vector> into(static_cast<std::size_t>(net.buses), Vector::Zero());
    result.iFrom.clear();
    result.iTo.clear();
    result.iFrom.reserve(net.branches.size());
    result.iTo.reserve(net.branches.size());
    result.load.reserve(loads.size());
    for (const auto& branch : net.branches) {
        Vector from = Vector::Zero(), to = Vector::Zero();
        if (branch.from >= 0) from += branch.ff * u[branch.from];
        if (branch.to >= 0) to += branch.tt * u[branch.to];
        if (branch.from >= 0 && branch.to >= 0) {
            from += branch.ft * u[branch.to];
            to += branch.tf * u[branch.from];
        }
        if (branch.from >= 0) into[branch.from] += from;
        if (branch.to >= 0) into[branch.to] += to;
        result.iFrom.push_back(from);
        result.iTo.push_back(to);
    }
    for (const auto& shunt : net.shunts) into[shunt.bus] += shunt.y * u[shunt.bus];
    result.load.clear();
    for (const auto& load : loads) {
        Vector s = load.s;
        const LoadLaw law = linear ? LoadLaw::ConstantImpedance : load.law;
        for (int p = 0; p < P; ++p) {
            const Complex v = u[load.bus][p];
            const double square = std::norm(v);
            s[p] *= law == LoadLaw::ConstantPower ? 1 : law == LoadLaw::ConstantCurrent ? std::sqrt(square) : square;
            into[load.bus][p] -= std::conj(s[p]) * v / square;  // conj(s/u) without a complex division
        }
        result.load.push_back(s);
    }
    std::vector<char> fed(static_cast<std::size_t>(net.buses), 0);
    std::vector<Complex> sum1(static_cast<std::size_t>(net.buses), 0), sum0 = sum1, reference = sum1;
    for (const auto& source : net.sources) {
        fed[source.bus] = 1;
        sum1[source.bus] += source.y1;
        sum0[source.bus] += source.y0;
        reference[source.bus] += source.y1 * source.uRef1;
    }
    result.source.clear();
    for (const auto& source : net.sources) {
        const Complex share = source.y1 / sum1[source.bus], own = share * (source.uRef1 * sum1[source.bus] - reference[source.bus]);
        if constexpr (P == 1) {
            result.source.push_back(Vector(own + share * into[source.bus][0]));
        } else {
            Eigen::Vector3cd i = sequences(into[source.bus]);
            i = Eigen::Vector3cd(source.y0 / sum0[source.bus] * i[0], own + share * i[1], share * i[2]);
            result.source.push_back(phases(i));
        }
    }
    double worst = 0;
    for (int bus = 0; bus < net.buses; ++bus)
        if (!fed[bus]) worst = std::max(worst, into[bus].cwiseAbs2().maxCoeff());
    result.imbalance = std::sqrt(worst);
}

}  // namespace

template <int P>
FlowResult<P> solveFlow(const GridNetwork<P>& network, const FlowOptions& options, std::stop_token stop) {
    const auto start = std::chrono::steady_clock::now();
    FlowResult<P> result;
    if (network.buses == 0) return result;
    std::vector<typename GridNetwork<P>::Load> regulated;  // loads with the reactive power that holds their voltage
    const auto* loads = &network.loads;
    bool done = false;
    if constexpr (P == 1) {
        if (options.method == FlowMethod::Sweep) done = result.swept = sweepNetwork(network, options, result);
    }
    if (!done) {
        result = {};
        FlowNewton<P> newton(network, options, std::move(stop), result);
        newton.run();
        if (!network.regulators.empty()) {
            regulated = newton.loads();
            loads = &regulated;
        }
    }
    if (result.report.usable()) flows(network, *loads, options.method == FlowMethod::Linear, result);
    result.report.time_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return result;
}

template FlowResult<1> solveFlow<1>(const GridNetwork<1>&, const FlowOptions&, std::stop_token);
template FlowResult<3> solveFlow<3>(const GridNetwork<3>&, const FlowOptions&, std::stop_token);

}  // namespace twin::power
