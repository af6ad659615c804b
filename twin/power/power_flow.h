// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/report.h"
#include "twin/power/grid_network.h"

#include <stop_token>

namespace twin::power {

enum class FlowMethod : std::uint8_t {
    Newton,
    Linear,  ///< every load as a constant impedance: one linear solve
    Sweep    ///< backward/forward sweep; meshed or regulated grids fall back to Newton
};

struct FlowOptions {
    FlowMethod method = FlowMethod::Newton;
    double tolerance = 1e-11;  ///< of the last voltage step, per unit
    int maxIterations = 40;
};

/// What a power flow gives, all per unit, generator reference for injections.
template <int P>
struct FlowResult {
    using Vector = typename GridNetwork<P>::Vector;
    SolveReport report;            ///< residual: largest voltage step of the last iteration, pu; worst is left to the caller
    int worstBus = -1;             ///< bus of the residual
    bool swept = false;            ///< solved by the sweep
    double imbalance = 0;          ///< largest |Σ current| at a bus without a source, pu of 1 MVA
    std::vector<Vector> u;         ///< n_buses
    std::vector<Vector> iFrom, iTo;///< n_branches, into the branch
    std::vector<Vector> source;    ///< n_sources, current into the bus
    std::vector<Vector> load;      ///< n_loads, power into the bus
    std::vector<int> limit;        ///< n_regulators: 0 holds its voltage, 1 at its lower, 2 at its upper limit
};

/// Steady power flow of a network by Newton's method on bus currents (or linear, or the sweep).
///
/// Needs   a network from makeNetwork; every bus is fed.
/// Errors  not converging is report.status = NotConverged with worstBus; u is then the last iterate.
/// Cost    O(n) a step for trees, the fill of a minimum-degree order for meshed grids.  Thread-safe: yes (no state).
/// Checked against published cases of Power Grid Model (symmetric and per phase); closed forms in tests.
template <int P>
FlowResult<P> solveFlow(const GridNetwork<P>& network, const FlowOptions& options = {}, std::stop_token stop = {});

extern template FlowResult<1> solveFlow<1>(const GridNetwork<1>&, const FlowOptions&, std::stop_token);
extern template FlowResult<3> solveFlow<3>(const GridNetwork<3>&, const FlowOptions&, std::stop_token);

}  // namespace twin::power
