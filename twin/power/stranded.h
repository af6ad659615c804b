// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/power/power_paths.h"

#include <span>
#include <vector>

namespace twin::power {

/// How much more may be connected, and what ends it.
struct Headroom {
    double power_W = 0;                     ///< one more load, at the tap-offs; infinite when nothing on the way is rated
    int binding = -1;                       ///< node that is full first; −1 when nothing is rated or nothing is fed
    Scenario scenario = Scenario::Normal;   ///< in which it is full
};

/// Headroom for one more load fed from some tap-offs (nodes): shared equally by the live ones, all of it by those that
/// are left after the loss of a side. Every rated node of the site keeps its usable rating in the normal state and
/// after the loss of either side.
///
/// Cost    some tens of sweeps.  Accuracy  1 W or 1e-6 of the result.
Headroom headroomAt(const PowerPaths& paths, const std::vector<double>& demand_W, std::span<const int> taps);

/// Capacity of a level (all objects of a kind) that is paid for and cannot be used.
struct LevelCapacity {
    Kind kind;
    double usable_W = 0;    ///< Σ usable ratings
    double carried_W = 0;   ///< Σ in the worst of normal state and loss of either side
    double spare_W = 0;     ///< Σ usable less carried
    double stranded_W = 0;  ///< part of the spare that levels above cannot feed or levels below cannot take
};
/// Levels from the sources down, kinds without a rating left out. Per node: reachable = min(own spare, Σ reachable of
/// what feeds it, Σ reachable of what it feeds); stranded = spare − reachable. A ring takes what feeds and hangs on it whole.
std::vector<LevelCapacity> strandedCapacity(const PowerPaths& paths, const std::vector<double>& demand_W);

}  // namespace twin::power
