// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/air/tracer.h"

#include <cstddef>

namespace twin::air {

/// The flow of a refined result as a graph for tracers: ports are the devices, in their order, then one port "leaks".
///
/// Cells are merged in blocks (within a block only what is joined: panels keep their sides apart) until at most mostCells
/// are left; flows through the blocks' faces are sums of velocity times area, made free of divergence by the smallest
/// change (weighed by face conductance). Mixing is ν_t/Pr_t and conduction over the blocks' distance.
///
/// Needs   a settled result of solveRefined on this case; a hall whose devices close the circuit (supplies and returns:
///         an empty graph).
/// Gives   graph.cells 0 when the result does not fit the case or the flow could not be balanced.
/// Cost    O(cells) and one conjugate-gradient solution on the blocks.  Thread-safe: yes; the same bits always.
/// Checked tests/unit/twin/air/tracer_refined_test.cpp (against the case's own balance and a plug flow).
FlowGraph refinedFlowGraph(const AirCase& airCase, const AirResult& refined, std::size_t mostCells = 40'000);

}  // namespace twin::air
