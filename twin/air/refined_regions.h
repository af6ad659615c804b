// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/air/refined_grid.h"

namespace twin::air {

/// Connected spaces of the grid, and the leaks of those whose openings do not balance.
void findRegions(const AirCase& airCase, RefinedGrid& grid, Issues& issues);

}  // namespace twin::air
