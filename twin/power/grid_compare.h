// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/power/grid_result.h"

#include <string>
#include <string_view>
#include <vector>

namespace twin::power {

/// How far results lie from an output dataset of the same case.
struct GridDifference {
    double voltage_pu = 0;          ///< largest difference of u_pu
    double angle_rad = 0;           ///< largest difference of u_angle, whole turns and a shift common to all nodes left out
    double loss = 0;                ///< |Σ losses − Σ losses published| over the published sum
    double lossPublished_W = 0;
    int taps = 0;                   ///< tap positions that differ
    int values = 0;                 ///< voltages compared
    std::string voltageAt, angleAt; ///< by name, with the scenario of a batch
    std::vector<std::string> missing;  ///< published nodes and branches that the results do not have
};

/// Compares results with an output dataset (sym_output or asym_output, single or batch, objects or rows by "attributes").
///
/// Losses are summed over the branches that the output lists with the power at all their ends. Errors of form go to issues.
/// Cost  O(values).
GridDifference compareResults(const GridData& grid, const std::vector<GridResult>& results, std::string_view json, Issues& issues);

}  // namespace twin::power
