// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/power/power_flow.h"

namespace twin::power {

/// The power flow as textbooks have it: polar coordinates, power mismatch, flat start, general sparse LU. Shares no
/// formula and no linear algebra with solveFlow; tests compare the two, benchmarks print the ratio.
///
/// Shapes  start_rad: n_buses, angles to start from (the clocks of the transformers).
/// Needs   a balanced network without regulators.  Errors  NotConverged as in solveFlow.
/// Source  Tinney and Hart, IEEE Trans. PAS-86, 1967; Zimmerman, MATPOWER Technical Note 2, 2010 (matrix derivatives).
FlowResult<1> solveTextbook(const GridNetwork<1>& network, const std::vector<double>& start_rad, double tolerance = 1e-10, int maxIterations = 30);

}  // namespace twin::power
