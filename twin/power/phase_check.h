// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/power/power_paths.h"

namespace twin::power {

/// Resolves what each object takes from its feeds into what it gives to others, and names settings that contradict
/// their feed or are missing beside others that have them. order: sources first. True when any object is single-phase.
bool resolvePhases(std::vector<PowerPaths::Node>& nodes, const std::vector<int>& order, const std::vector<int>& ringOf, Issues& issues);

}  // namespace twin::power
