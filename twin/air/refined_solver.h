// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/air/air_case.h"
#include "twin/air/refined_core.h"

#include <functional>
#include <stop_token>

namespace twin::air {

struct RefinedOptions {
    int threads = 1;
    GridFaces faces;         ///< the finest grid; empty = from cell_m
    double cell_m = 0.1;     ///< wished, where no faces are given
    double cellZ_m = 0.15;
    bool aligned = true;     ///< faces lie on the planes of the geometry; false = evenly spaced
    int maxIterations = 600;  ///< on the finest grid
    double settled_K = 0.1;   ///< rms change of the racks' mean inlets between two spans of iterations (or a tenth of the error bar)
    Turbulence turbulence = Turbulence::KEpsilon;
};

/// Gets results as they improve (stage Coarse, Refining); called on the solver's thread.
using RefinedProgress = std::function<void(const AirResult&)>;

/// Momentum, buoyancy and k–ε turbulence of a hall, from a coarser grid to the finest; averaged over the late iterations.
/// Result stage Settled, or Refining where the inlets still moved when the iterations ended.
///
/// Shapes  fields nx·ny·nz, x fastest; xFaces, yFaces, zFaces hold the grid.
/// Needs   as solveAir; open halls have supplies and returns, closed ones devices only.
/// Errors  issues as solveAir. No steady temperature is report.status NotConverged; Cancelled when stopped.
/// Cost    some 75 ns a cell and iteration on one thread, 120 … 600 iterations. The same bits with any thread count.
/// Source  refined_core.cpp. Checked: tests/validation/air, tests/unit/twin/air.
AirResult solveRefined(const AirCase& airCase, const RefinedOptions& options, const RefinedProgress& progress = {}, std::stop_token stop = {});

/// Potential flow and upwind temperature on the same grid: the baseline that the others are held against.
AirResult solvePotential(const AirCase& airCase, const RefinedOptions& options, std::stop_token stop = {});

/// The refined model from rest on cells of 0.15 m (larger where the finest grid's are), with steady temperatures on the
/// way: 60 iterations, the last 20 averaged, or up to 200 where the inlets still move, those after the 60th averaged. The
/// result holds that grid.
AirResult solveInstant(const AirCase& airCase, const RefinedOptions& options, std::stop_token stop = {});

}  // namespace twin::air
