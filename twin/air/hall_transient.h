// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/air/air_case.h"
#include "twin/air/refined_transient.h"

#include <functional>
#include <stop_token>
#include <vector>

namespace twin::air {

/// What keeps heat between a device and the hall, besides the air of the hall.
struct HallStore {
    double own_J_K = 0;     ///< metal at the temperature of the air that leaves it
    double plenum_J_K = 0;  ///< mixed space that its air passes next (floor void): the air in it
    double slab_J_K = 0;    ///< solid beside that space …
    double slab_W_K = 0;    ///< … and the conductance between them
};

struct HallTransientOptions {
    std::vector<double> times_s;     ///< ends of the steps, rising, all above 0
    std::vector<HallStore> stores;   ///< as the devices; empty = none
    double wall_J_m2K = 0;           ///< of floor, ceiling and side walls that take part
    double wallFilm_W_m2K = 2.5;     ///< convection at inner surfaces, horizontal heat flow, EN ISO 6946:2017 table A.1
    std::vector<AirEvent> events;    ///< at 0 s or later; one that changes a flow changes the flow of the hall
    std::function<void(double share)> progress;
};

/// Series of one hall; entry 0 is the steady state before the first event.
struct HallHistory {
    std::vector<double> time_s;
    std::vector<std::vector<float>> intake_C;   ///< [device][time], flow average
    std::vector<std::vector<float>> warmest_C;  ///< [device][time], warmest third of the intake's height
    std::vector<float> meanAir_C;               ///< by volume
    double given_J = 0, taken_J = 0, stored_J = 0;
    double throughWalls_J = 0;                  ///< into the hall, through outer walls and ceiling
    double energyResidual = 0;                  ///< |stored − (given + through walls − taken)| over what is brought
    SolveReport report;                         ///< residual: energyResidual
    Issues issues;
};

/// When a series first passes a limit, s (linear between its times); infinite when it never does.
double secondsTo(double limit, const std::vector<double>& time_s, const std::vector<float>& series);

/// Temperatures of a hall in time, carried by its potential flow (air_solver.h) before and after each event.
///
/// Needs   a hall whose steady state before the first event exists (solveAir converges).
/// Errors  in issues and report.status: no steady state at the start is NotConverged, stopped is Cancelled (the times
///         reached are kept).
/// Model   fans follow events at once; air that stands still warms only by what flows through it; no buoyancy, so that
///         hot air is not held under the ceiling. Side walls inside the grid of an outline are not counted as walls,
///         but where heat passes (AirCase::wallU_W_m2K): then walls and ceiling are those of outer_walls.h, their
///         capacity lies between the film and the rest of U, and the floor alone keeps its heat.
/// Cost    steps × some 6 upwind passes (5 ns a cell) + one flow solution a flow change.  Thread-safe: yes (no state).
/// Source  derivation at the head of the .cpp. Checked: tests/unit/twin/air/hall_transient_test.cpp (Q / Σ(m c)).
HallHistory solveHallTransient(const AirCase& airCase, const HallTransientOptions& options, std::stop_token stop = {});

}  // namespace twin::air
