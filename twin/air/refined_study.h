// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/air/refined_solver.h"

#include <stop_token>
#include <vector>

namespace twin::air {

/// One hall on cells of twice, once and half the size: how far its inlets still move with the grid.
struct GridStudy {
    struct Level {
        double cell_m = 0;  ///< cube root of the mean cell
        std::size_t cells = 0;
        AirResult result;
    };
    std::vector<Level> levels;               ///< coarsest first; shorter when a solve failed or was stopped
    double coarseRms_K = 0, fineRms_K = 0;   ///< rms change of the racks' mean inlets: 2h → h, h → h/2
    double fineWorst_K = 0;                  ///< largest change h → h/2
    double order = 0;                        ///< log2(coarseRms / fineRms); 0 where it means nothing
    bool usable = false;                     ///< all three solved
};

/// Cells split in two along every axis.
GridFaces halvedFaces(const GridFaces& faces);

/// Needs   as solveRefined; options.faces (else cell_m) are those of the middle grid. Cost  some nine solves of the middle grid.
/// Source  observed order: Roache, J. Fluids Eng. 116 (1994) 405–413.
GridStudy studyGrids(const AirCase& airCase, const RefinedOptions& options, std::stop_token stop = {});

}  // namespace twin::air
