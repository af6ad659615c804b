// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/air/air_case.h"

#include <stop_token>

namespace twin::air {

/// The instant air field of a hall: potential flow, upwind transport of heat, racks and coolers coupled through the
/// air.
///
/// Shapes  fields nx·ny·nz, x fastest.
/// Needs   a hall whose devices close the circuit (supplies and returns: refined_solver.h); a box with positive sizes; every rule broken is in AirResult::issues, nothing is thrown.
/// Errors  issues air.badCase, air.openingBlocked, air.deviceOutOfFlow, air.regionUnbalanced, air.closedRecirculation,
///         air.coolingShort, air.flowNotConverged. Not converging is report.status; worst names the device. Without a
///         steady state the fields show 20 rounds of the air from the start, cut to −50 … 150 °C.
/// Cost    O(cells): one multigrid solve and some 10 upwind passes. Thread-safe: yes (no state); the same bits with any
///         thread count.
/// Source  Toulouse et al., HVAC&R Research 15 (2009) 1021–1039; Hamann, López, Stepanchuk, IEEE ITherm (2010)
///         (potential flow in data centres). No buoyancy, no jets: air follows sources and sinks. Checked:
///         tests/unit/twin/air.
AirResult solveAir(const AirCase& airCase, const AirOptions& options, std::stop_token stop = {});

}  // namespace twin::air
