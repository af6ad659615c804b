// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/power/power_paths.h"

namespace twin::power {

/// What a fault on direct current takes with it until it is isolated: runs that are joined without a protective device
/// between them, or one board.
struct FaultZone {
    std::vector<int> members;   ///< nodes of the paths
    std::vector<int> isolators; ///< boards and converters around it that have to open
    std::vector<int> lost;      ///< loads that are dark when they have opened
    double unserved_W = 0;
};

/// The isolation zones of everything on direct current, in the order of the paths.
///
/// Model   boards, panels and transfer switches protect each of their ways, converters block: zones end there. Busways and
///         cables that hang on each other without one are one zone; a board is a zone of its own (a fault of its bars).
///         Converters are no zones: what follows from their loss is a single failure (judgeRedundancy).
/// Cost    one sweep a zone.  Thread-safe: yes (no state).
std::vector<FaultZone> faultZones(const PowerPaths& paths, const std::vector<double>& demand_W);

}  // namespace twin::power
