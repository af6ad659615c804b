// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/power/power_paths.h"

namespace twin::power {

/// Share of what each node draws that comes from side B (0: all from A, 1: all from B) in a state: the stated side of an
/// object, else that of its feeds by what is drawn from each; NaN where neither says or nothing is alive.
/// Cost  O(nodes + edges).  Thread-safe: yes (no state).
std::vector<double> shareFromB(const PowerPaths& paths, const PowerState& state);

}  // namespace twin::power
