// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/liquid/inp_network.h"

namespace twin::liquid {

/// Cooling loop of a hall: one pump, supply and return headers, `rows` with `racks` each, a manifold of `trays` cold-plate
/// branches in every rack. rows · (2 + racks · (2 + 3 trays)) + 2 links; LPS, Darcy–Weisbach. Tray widths vary with the seed.
InpNetwork hallLoop(int rows, int racks, int trays, unsigned seed);

/// Street network of two reservoirs: a spanning tree of a square grid plus loops, the proportions of a large town
/// (1.18 links a junction, few loops). LPS, Hazen–Williams.
InpNetwork townNetwork(int side, unsigned seed);

}  // namespace twin::liquid
