// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/air/air_grid.h"
#include "twin/air/refined_grid.h"

#include <array>
#include <vector>

namespace twin::air {

/// A cell of air beside an outer wall or under the ceiling.
struct OuterWall {
    int cell = 0;  ///< padded index
    double area_m2 = 0;
};

/// Where a hall loses heat to what is beyond it (AirCase::wallU_W_m2K): sides of open cells on the outline and on the
/// ceiling, not the floor. Rising cells; empty where nothing is lost.
///
/// Model   each side passes U·A (T_beyond − T) into its cell: a wall without capacity, films in its U. Openings in walls
///         count as wall; what stands before a wall closes it. On cells the outline is a staircase: areas are scaled so
///         that the whole wall and ceiling have those of the case.
/// Cost    O(columns + walls) where heat is lost, else none.
std::vector<OuterWall> outerWalls(const AirCase& airCase, const AirGrid& grid);
std::vector<OuterWall> outerWalls(const AirCase& airCase, const RefinedGrid& grid);

/// On the floor of a hall with this outline; an empty one has no outside.
bool insideOutline(const std::vector<Vec2>& outline, double x, double y);

/// What areas of walls and of the ceiling on cells between these lines are multiplied with to be those of the case.
std::array<double, 2> outlineScales(const AirCase& airCase, const std::array<std::vector<double>, 3>& lines);

/// Air that would carry the same heat: m³/s for a side of this area.
inline double wallRate_m3_s(const AirCase& airCase, double area_m2) { return airCase.wallU_W_m2K * area_m2 / (airCase.rho_kg_m3 * airCase.cp_J_kgK); }

}  // namespace twin::air
