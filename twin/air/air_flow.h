// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/air/air_case.h"
#include "twin/air/air_grid.h"
#include "twin/air/air_transport.h"
#include "twin/numerics/multigrid.h"

#include <memory>
#include <stop_token>
#include <vector>

namespace twin::air {

/// The flow half of a solution: it does not depend on heats, so that it is solved once and used for many of them.
struct AirFlow {
    AirCase airCase;  ///< that it was solved for
    AirGrid grid;
    numerics::BigArray<double> potential;  ///< padded; m²/s, velocity = −gradient; each region has a constant of its own
    std::shared_ptr<const numerics::MultigridLevels> levels;  ///< of this grid; null without links
    std::unique_ptr<const AirTransport> transport;
    double largestFlow_m3_s = 0;
    double massResidual = 0;
    SolveReport report;
    Issues issues;
};

/// The cases pose the same flow problem: geometry, grid and device flows are equal; heats and set points may differ.
bool sameFlow(const AirCase& a, const AirCase& b);

/// Solves the flow, from that of options.warmStart where the grids have one shape; report.status is Cancelled when stopped (the rest is then not filled).
std::shared_ptr<const AirFlow> solveFlow(const AirCase& airCase, const AirOptions& options, numerics::WorkerPool& pool, std::stop_token stop);

}  // namespace twin::air
