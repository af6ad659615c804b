// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/liquid/loop_network.h"

#include <vector>

namespace twin::liquid {

/// Carries heat with known flows: fills temperatures and heats of links and nodes and the sums of the loops.
///
/// Shapes  results.links, results.nodes and results.loops as in NetworkResult, flows and loop indices filled in,
///         density and heat capacity of each loop too.
/// Needs   flows that balance at the nodes; largest flow of each loop.
/// Errors  adds issues "liquid.noFlow" (heat asked of a link without flow) and "liquid.noHeatSink" (nothing fixes the
///         temperature); those temperatures are NaN.
/// Cost    O(links) without recirculation past every set outlet, else one sparse LU of the nodes on the cycles.
void carryHeat(const Network& network, NetworkResult& result);

/// Below this part of its loop's largest flow a link counts as standing still for heat asked of it.
inline constexpr double kStillFlow = 1e-7;

}  // namespace twin::liquid
