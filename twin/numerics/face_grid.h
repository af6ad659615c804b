// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/numerics/big_array.h"

#include <cstddef>
#include <vector>

namespace twin::numerics {

/// Index arithmetic of a cell grid with one layer of ghost cells, x fastest. A row has one ghost only: it closes its
/// row and opens the next. Every loop over cells is one flat loop begin() … end(); ghosts in between hold zeros.
struct GridShape {
    int nx = 0, ny = 0, nz = 0;

    int strideY() const { return nx + 1; }
    int strideZ() const { return (nx + 1) * (ny + 1); }
    int index(int i, int j, int k) const { return (k + 1) * strideZ() + (j + 1) * strideY() + i + 1; }
    int begin() const { return index(0, 0, 0); }
    int end() const { return index(nx - 1, ny - 1, nz - 1) + 1; }
    int size() const { return (nz + 2) * strideZ(); }
    std::size_t cells() const { return std::size_t(nx) * std::size_t(ny) * std::size_t(nz); }
    bool operator==(const GridShape&) const = default;
};

/// Conductance of every cell face: x[c] between c and its neighbour at −1, y[c] at −strideY, z[c] at −strideZ.
/// 0 = closed. Arrays of shape.size(), zero on the border and around solid cells.
struct FaceGrid {
    GridShape shape;
    BigArray<float> x, y, z;
    BigArray<float> held;  ///< conductance from a cell to a border whose value is 0; empty = none

    FaceGrid() = default;
    explicit FaceGrid(GridShape s)
        : shape(s), x(std::size_t(s.size()), 0.f), y(std::size_t(s.size()), 0.f), z(std::size_t(s.size()), 0.f) {}
    bool operator==(const FaceGrid&) const = default;
};

}  // namespace twin::numerics
