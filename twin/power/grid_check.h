// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/power/grid_data.h"

namespace twin::power {

struct GridCheckOptions {
    bool perPhase = false;         ///< zero-sequence values are needed
    bool updatesFollow = false;    ///< values that an update may give are allowed to be missing
};

/// What is wrong with a grid's values and structure, all at once, by component, attribute and value.
///
/// Errors (it cannot be solved): missing and impossible values, unknown or doubled ids, zero impedances, a line between
/// two voltages, clock numbers that the windings do not allow, no source at all. Warnings (solved as stated): islands
/// without a source and the loads on them, sources and loops out of step, missing ratings, taps outside their range,
/// values outside their documented range. Notes: loops (meshed grids are legal).
/// Cost    O(n).
Issues checkGrid(const GridData& grid, const GridCheckOptions& options);

}  // namespace twin::power
