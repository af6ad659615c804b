// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/power/grid_data.h"

#include <string>
#include <vector>

namespace plenum::cli {

struct PgmTimes {
    double create_ms = 0;  ///< model from its input buffers, best of some
    double first_ms = 0;   ///< first calculation of a new model
    double again_ms = 0;   ///< the same calculation once more
    double batch_ms = 0;   ///< all failure cases, one thread
    std::vector<double> u_pu;  ///< of the single case, by node row
};

/// Times Power Grid Model's C library, opened at run time, on the grid and on as many failures of one branch.
///
/// Errors  throws twin::Error when the library cannot be opened or reports an error.
PgmTimes timePgm(const std::string& library, const twin::power::GridData& grid, int cases, double tolerance);

}  // namespace plenum::cli
