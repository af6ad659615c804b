// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/air/refined_core.h"

#include <stop_token>
#include <vector>

namespace twin::air {

/// The heat that a frozen flow carries, to the last digit: what is reported and balanced.
struct HeatField {
    std::vector<double> temperature_C;                 ///< shape.size()
    std::vector<double> deviceIntake_C, deviceOutlet_C;  ///< as the devices
    std::vector<ReturnResult> returns;
    double heatIn_W = 0, heatOut_W = 0, heatThroughWalls_W = 0, energyResidual = 0;  ///< as in AirResult
    double change_K = 0;  ///< largest residual over its diagonal
    int iterations = 0;
    bool converged = false;
};

struct HeatOptions {
    bool diffusion = true;
    double tolerance_K = 1e-7;  ///< of change_K
    int maxIterations = 600;
};

/// Upwind convection and diffusion of temperature with racks and coolers coupled, in double precision.
///
/// Needs   a flow made free of divergence (RefinedCore::exactFlow). Starts from the core's temperature.
/// Cost    O(cells) an iteration (six sweeps), some 20 … 60 iterations. The same bits with any number of threads.
HeatField solveHeat(const AirCase& airCase, const RefinedGrid& grid, RefinedCore& core, const ExactFlow& flow, const HeatOptions& options, std::stop_token stop);

}  // namespace twin::air
