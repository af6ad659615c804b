// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/air/refined_solver.h"

#include <functional>
#include <optional>
#include <vector>

namespace twin::air {

/// Something that changes at a moment: cooling lost (capacity 0, or flow 0), a set point moved, a load step.
struct AirEvent {
    double time_s = 0;
    std::size_t device = 0;
    std::optional<double> flow_m3_s, heat_W, supply_C, capacity_W;
};

struct TransientOptions {
    RefinedOptions solve;  ///< grid, threads, turbulence
    double end_s = 300, step_s = 0.5;
    std::vector<double> heatCapacity_J_K;  ///< a device: of its metal, at the temperature of the air it gives; empty = none
    double wallCapacity_J_m2K = 0;         ///< of the walls, floor and ceiling that take part, a square metre
    double wallFilm_W_m2K = 4;             ///< between air and wall
    double limit_C = 32;                   ///< inlet limit whose crossing is reported
    std::vector<AirEvent> events;
    std::function<void(double share)> progress;  ///< called on the solver's thread
};

struct TransientResult {
    std::vector<double> time_s;
    std::vector<std::vector<double>> intake_C;  ///< [step][device]
    std::vector<double> meanAir_C;              ///< [step]
    std::vector<std::optional<double>> limit_s;  ///< a device: when its inlet passed the limit
    AirResult last;                             ///< the fields at the end
};

/// The refined model in time (implicit Euler, local CFL of any size), from the steady state before the first event or
/// from `start`. Devices keep heat C dT_out/dt = G (T_law − T_out), G = rho cp flow; walls C dT_w/dt = h (T − T_w).
/// Heat that walls pass (AirCase::wallU_W_m2K) goes straight between air and beyond, beside what they store.
///
/// Needs   as solveRefined. Errors  in last.issues; last.report says Cancelled when stopped.
/// Cost    as three refined iterations a step.  The same bits with any thread count.
TransientResult solveTransient(const AirCase& airCase, const TransientOptions& options, std::stop_token stop = {});

}  // namespace twin::air
