// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/liquid/hydraulic_network.h"

namespace twin::liquid {

/// The gradient method as a textbook has it, kept plain as the fixed reference of timings and as a second opinion in tests:
/// one pass of libm functions over the links, one SimplicialLDLT of Eigen a step, heads solved for directly.
///
/// Needs   pipes and pumps of a power law only, all open, and a source for every junction.
/// Errors  none thrown; report.status.
/// Cost    O(links) and one general factorisation a step; the pattern is analysed once (not in report.time_s).
/// Source  Todini and Pilati 1988; EPANET 2.2 Users Manual, section 12.1.
HydraulicResult solveByTextbook(const HydraulicNetwork& network, double tolerance, int maxIterations = 100);

}  // namespace twin::liquid
