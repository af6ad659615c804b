// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/power/grid_data.h"

#include <string>

namespace twin::power {

/// A distribution grid made up by rule: source 150 kV, one transformer, medium-voltage feeders of 10.5 kV with loads
/// and stations, low-voltage feeders of joints and houses behind the stations. Loads of all three laws.
struct FeederGridOptions {
    int nodes = 1804;          ///< the grid has exactly this many
    int feederNodes = 10;      ///< of a medium-voltage feeder
    int lowFeeders = 10;       ///< of a station
    int lowHouses = 8;         ///< of a low-voltage feeder; each is a joint and a house
    double lowShare = 0.9;     ///< share of the nodes at low voltage
    bool ring = false;         ///< the far ends of the feeders joined to a ring
    unsigned seed = 1;
};
GridData makeFeederGrid(const FeederGridOptions& options);

/// A grid as an input dataset in Power Grid Model's JSON format 1.0.
std::string writeGrid(const GridData& grid);

}  // namespace twin::power
