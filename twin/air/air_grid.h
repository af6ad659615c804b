// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/air/air_case.h"
#include "twin/numerics/face_grid.h"
#include "twin/numerics/parallel.h"

#include <vector>

namespace twin::air {

/// Where a device meets the grid: it draws (gives) `flow` from (into) one cell.
struct Tap {
    int cell = 0;                       ///< padded index
    double flow_m3_s = 0;               ///< positive
    int axis = 0, sign = 1;             ///< of the opening's normal
    double low = 0, mid = 0, high = 0;  ///< the tap's flow split over the thirds of the opening's height
};

/// A device on the grid, or a leak between two regions (a device of kind Leak adds no heat).
struct Link {
    int device = -1;  ///< index in AirCase::devices; −1 = leak
    double flow_m3_s = 0;
    std::vector<Tap> intakes, outlets;
};

/// The case on cells.
struct AirGrid {
    numerics::GridShape shape;
    double dx = 0, dy = 0, dz = 0;
    std::vector<char> open;    ///< shape.size(); 0 in solid cells and ghosts
    numerics::FaceGrid faces;  ///< area / distance of open faces, m
    std::vector<int> region;   ///< shape.size(): connected region of open cells, from 0; −1 in solid
    int regions = 0;
    int mainRegion = 0;  ///< the one with the most cells
    std::vector<int> regionCells;
    std::vector<Link> links;  ///< devices in the flow, then leaks
};

/// Nearest cell plane; one rule for bodies, panels and openings, so that what touches in the case touches on the grid.
int snapToPlane(double position_m, double cell_m);

/// Sizes, solids, panels, faces and regions. links stays empty.
AirGrid makeGrid(const AirCase& airCase, numerics::WorkerPool& pool);

/// Maps the openings; a device whose intakes or outlets are all blocked stays out and raises an issue.
void linkDevices(const AirCase& airCase, AirGrid& grid, Issues& issues);

/// Adds leaks where a region receives more (or less) air than is drawn from it.
void addLeaks(const AirCase& airCase, AirGrid& grid, Issues& issues);

/// Numbers and geometry that cannot be solved; empty = fine.
Issues checkCase(const AirCase& airCase);

}  // namespace twin::air
