// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/power/power_paths.h"

namespace twin::power {

/// Voltage at the output of every node in a state, V between lines or conductors (loads: at their feeds); NaN where nothing is alive.
///
/// Model   from the sources down: a source and a converter hold their nominal voltage; a transformer gives its nominal
///         ratio, raised by the tap and lowered by β (u_r cos φ + u_x sin φ) at its load β; conductors lose what the sweep
///         says; boards and switches nothing. Several live feeds: their mean, weighted by what is drawn from each.
/// Cost    O(nodes + edges).  Thread-safe: yes (no state).
std::vector<double> voltageProfile(const PowerPaths& paths, const PowerState& state);

}  // namespace twin::power
