// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/liquid/hydraulic_network.h"
#include "twin/liquid/inp_network.h"

namespace twin::liquid {

/// The file's network at time 0: demands, heads and speeds of the first pattern step, tanks at their initial levels,
/// controls that act at the start applied (rules are first looked at one rule step later, so none acts).
///
/// Needs   a network without errors (InpFile::issues).
/// Cost    O(nodes + links). Thread-safe: yes.
/// Source  EPANET 2.2 Users Manual, chapters 3 and 12; its US-unit constants, converted exactly: 4.727 (Hazen–Williams),
///         g = 32.2 ft/s², 0.02517 (minor losses), 1.1e-5 ft²/s (water), 8.814 (power).
HydraulicNetwork hydraulicsAtStart(const InpNetwork& inp);

}  // namespace twin::liquid
