// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/air/refined_heat.h"
#include "twin/air/refined_solver.h"

#include <chrono>
#include <memory>

namespace twin::air {

// What the fidelities of the refined model share; not for other folders.

inline constexpr double kDiverged = 1e3;        // mass error over inflow; a solution that forms stays below 10

/// A grid with its core; both stay where they are.
struct Level {
    RefinedGrid grid;
    std::unique_ptr<RefinedCore> core;
};

std::unique_ptr<Level> makeLevel(const AirCase& airCase, const GridFaces& faces, numerics::WorkerPool& pool, Issues& issues);

/// A result with its clock.
struct Run {
    const AirCase& airCase;
    AirResult result;
    std::chrono::steady_clock::time_point started = std::chrono::steady_clock::now();

    AirResult finish(SolveStatus status);
};

CoreOptions coreOptions(const RefinedOptions& options);
double meanWidth(const GridFaces& faces, std::size_t axis);
std::size_t cellsOf(const GridFaces& faces);
GridFaces facesOf(const AirCase& airCase, double plan_m, double layer_m, bool aligned);

/// The core's flow made free of divergence, and its heat.
AirResult solved(const AirCase& airCase, Level& level, bool diffusion, double tolerance_K, std::stop_token stop);

double restTemperature(const AirCase& airCase);  ///< of air nobody has touched
/// What is wrong with a case, at once; nothing wrong: faces are those of its finest grid.
Issues checked(const AirCase& airCase, const RefinedOptions& options, GridFaces& faces);
void noSteadyState(AirResult& result);  ///< adds the issue
void diverged(AirResult& result);       ///< adds the issue

}  // namespace twin::air
