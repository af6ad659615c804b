// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/air/air_grid.h"
#include "twin/numerics/big_array.h"
#include "twin/numerics/parallel.h"

#include <array>
#include <vector>

namespace twin::air {

/// m³/s through FaceGrid's faces, towards +; arrays of shape.size().
using FaceFluxes = std::array<numerics::BigArray<float>, 3>;

/// Open cells in an order in which each comes after all that it gets air from.
///
/// The floor is cut into tiles, the order into rounds: what a tile does in one round (a segment) needs nothing that the
/// others do in the same round, so that all segments of a round may run at once. Segments of a tile follow each other in
/// cell.
struct FlowOrder {
    struct Segment {
        int begin = 0, end = 0;     ///< of cell
        std::size_t firstEdge = 0;  ///< faces that air comes in through, counted in the order of the cells
    };
    numerics::BigArray<int> cell;              ///< padded index
    numerics::BigArray<unsigned char> inflows; ///< of a cell: faces that air comes in through
    std::vector<Segment> segments;             ///< round by round
    std::vector<int> roundStart;               ///< a round: its first segment; one more for the end
    std::size_t edges = 0;
};

/// Needs   fluxes whose directions have no cycles (a potential flow).
/// Cost    O(cells), in parallel; some twenty rounds, nearly all cells in the first few. The same with any thread count.
FlowOrder orderFlow(const AirGrid& grid, const FaceFluxes& flux, numerics::WorkerPool& pool);

}  // namespace twin::air
