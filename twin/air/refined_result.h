// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/air/refined_heat.h"

namespace twin::air {

/// Fields and devices of a core with a heat solution on its grid.
AirResult resultOf(const AirCase& airCase, const RefinedGrid& grid, const RefinedCore& core, const ExactFlow& flow, const HeatField& heat);

/// Width averages at 1/6, 1/2 and 5/6 of the height of a device's intakes, linear between the rows of cells.
std::array<double, 3> intakeAtThirds(const RefinedGrid& grid, int device, const std::vector<double>& temperature_C);

}  // namespace twin::air
