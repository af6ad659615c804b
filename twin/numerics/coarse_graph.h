// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/numerics/face_grid.h"
#include "twin/numerics/parallel.h"

#include <vector>

namespace twin::numerics {

/// A coarse level of the multigrid: nodes that stand for connected sets of cells, joined by conductances.
struct CoarseGraph {
    int bx = 1, by = 1, bz = 1;         ///< the blocks of this level span a grid of this size
    std::vector<int> block;             ///< a node: the block it lies in (several where a wall cuts a block)
    std::vector<int> rowStart, column;  ///< edges of node n: rowStart[n] … rowStart[n + 1] − 1
    std::vector<float> weight;
    std::vector<float> held;  ///< a node: conductance to the border whose value is 0
    std::vector<int> childStart, child;  ///< what the level below merged into node n
    int nodes() const { return static_cast<int>(block.size()); }
    int edges() const { return static_cast<int>(column.size()); }
};

/// Merges the cells of each 2 × 2 × 2 block that are joined inside the block (a direction with one cell stays as it
/// is). parent: shape.size(), the node of each cell; closed cells and ghosts get the number nodes(). O(n).
CoarseGraph coarsen(const FaceGrid& fine, std::vector<int>& parent, WorkerPool& pool);

/// The same from one graph to the next; isolated nodes stay nodes.
CoarseGraph coarsen(const CoarseGraph& fine, std::vector<int>& parent);

}  // namespace twin::numerics
