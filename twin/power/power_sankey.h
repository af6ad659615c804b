// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/power/power_paths.h"

#include <string>
#include <vector>

namespace twin::power {

/// What happens to a rack's power inside it, which sites do not state. 1 leaves a stage out.
struct SankeyOptions {
    double powerSupply = 0.97;  ///< efficiency of the power supplies; assumption: shelf of the 97.5 % class at part load
    double board = 0.965;       ///< of the converters on the boards; assumption
    double gap = 0.02;          ///< between blocks of one column, of the height
};

/// Objects of one kind that stand at the same place of the path, drawn as one bar.
struct SankeyBlock {
    Text name;
    Kind kind = Kind::UtilityFeed;
    Side side = Side::None;
    int items = 0;
    std::vector<Id> members;    ///< for selection; empty for what is inside racks
    int column = 0;
    double in_W = 0;            ///< of a source: what it gives
    double loss_W = 0;          ///< leaves as heat here
    double used_W = 0;          ///< ends here: chips, cooling equipment, own consumption
    // in a drawing of width and height 1, y downwards
    double x = 0, top = 0, height = 0;
};

/// Power from one block to the next (to ≥ 0), or a loss that branches off (to = −1).
struct SankeyBand {
    int from = 0, to = -1;
    double power_W = 0;
    double fromTop = 0, toTop = 0, width = 0;  ///< of a loss only fromTop
};

struct Sankey {
    std::vector<SankeyBlock> blocks;  ///< from the sources to the chips
    std::vector<SankeyBand> bands;
    int columns = 0;
    double source_W = 0, chip_W = 0, loss_W = 0, other_W = 0;  ///< source = chip + loss + other
    double perWatt = 0;               ///< height of the drawing that one watt takes
    std::vector<Text> notes;          ///< what is assumed
};

/// Where the power goes, from the utility to the chips: objects gathered by kind, place in the path and supply side.
///
/// In every block  in = loss + used + Σ bands onwards, and what goes in is Σ bands into it (relative 1e-9). A ring is one
/// block. Widths and heights share one scale, so areas can be compared.
/// Needs   a state that these paths gave.  Cost O(nodes + edges).  Thread-safe: yes.
Sankey sankeyOf(const PowerPaths& paths, const PowerState& state, const std::vector<double>& demand_W, const SankeyOptions& options = {});

}  // namespace twin::power
