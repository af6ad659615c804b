// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/power/power_paths.h"

#include <vector>

namespace twin::power {

/// Capacity of a level (all objects of a kind) that is paid for and cannot be used.
struct LevelCapacity {
    Kind kind;
    double usable_W = 0;    ///< Σ usable ratings
    double carried_W = 0;   ///< Σ of what each carries in its worst case: normal state, loss of either side, any single failure
    double spare_W = 0;     ///< Σ usable less carried
    double stranded_W = 0;  ///< part of the spare that levels above cannot feed or levels below cannot take
};
/// Levels from the sources down, kinds without a rating left out. Per node: reachable = min(own spare, Σ reachable of
/// what feeds it, Σ reachable of what it feeds); stranded = spare − reachable. A ring takes what feeds and hangs on it whole.
///
/// Cost    a sweep for each object that may fail.  Thread-safe: yes (no state).
std::vector<LevelCapacity> strandedCapacity(const PowerPaths& paths, const std::vector<double>& demand_W);

}  // namespace twin::power
