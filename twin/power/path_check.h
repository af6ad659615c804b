// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/power/power_paths.h"

namespace twin::power {

/// Names what the paths lack: islands that no source reaches, whatever is switched off (power.island), sources that feed
/// nothing (power.idleSource), connected objects without a rating (power.noRating) and conductors without resistance
/// (power.zeroImpedance).
///
/// Needs   nodes with their inputs and outputs; rings and ringOf as of PowerPaths.
/// Cost    O(nodes + edges).
void checkPaths(const std::vector<PowerPaths::Node>& nodes, const std::vector<PowerRing>& rings, const std::vector<int>& ringOf, Issues& issues);

}  // namespace twin::power
