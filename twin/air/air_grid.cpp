// SPDX-License-Identifier: GPL-3.0-or-later
// A cell is solid when its centre lies in a solid, a device body or outside the outline. With planes snapped by one
// rule, a box covers the cells snap(x0) … snap(x1) − 1: exactly those with the centre inside. A solid thinner than a
// cell that covers none is kept as a closed face.
#include "twin/air/air_grid.h"

#include "twin/numerics/wide_loops.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace twin::air {
namespace {

using numerics::GridShape;

struct Range {
    int lo, hi;  // cells lo … hi − 1
};

Range cellsOf(double a, double b, double cell, int count) {
    return {std::clamp(snapToPlane(std::min(a, b), cell), 0, count),
            std::clamp(snapToPlane(std::max(a, b), cell), 0, count)};
}

int cellCount(double size, double cell) {
    return std::max(1, static_cast<int>(std::lround(size / cell)));
}

void closeOutside(const AirCase& airCase, AirGrid& grid) {
    if (airCase.outline.size() < 3) return;
    const auto& polygon = airCase.outline;
    const GridShape& s = grid.shape;
    for (int j = 0; j < s.ny; ++j)
        for (int i = 0; i < s.nx; ++i) {
            const double x = (i + 0.5) * grid.dx, y = (j + 0.5) * grid.dy;
            bool inside = false;
            for (std::size_t a = 0, b = polygon.size() - 1; a < polygon.size(); b = a++) {
                const Vec2 &p = polygon[a], &q = polygon[b];
                if ((p.y > y) != (q.y > y) && x < (q.x - p.x) * (y - p.y) / (q.y - p.y) + p.x) inside = !inside;
            }
            if (inside) continue;
            for (int k = 0; k < s.nz; ++k) grid.open[std::size_t(s.index(i, j, k))] = 0;
        }
}

void closePanel(const Box& box, AirGrid& grid) {
    const GridShape& s = grid.shape;
    const std::array<double, 3> lo{box.x0, box.y0, box.z0}, hi{box.x1, box.y1, box.z1}, d{grid.dx, grid.dy, grid.dz};
    const std::array<int, 3> n{s.nx, s.ny, s.nz};
    std::size_t thin = 0;
    for (std::size_t axis = 1; axis < 3; ++axis)
        if (std::abs(hi[axis] - lo[axis]) < std::abs(hi[thin] - lo[thin])) thin = axis;
    std::array<Range, 3> range{};
    for (std::size_t axis = 0; axis < 3; ++axis) range[axis] = cellsOf(lo[axis], hi[axis], d[axis], n[axis]);
    const int plane = snapToPlane((lo[thin] + hi[thin]) / 2, d[thin]);
    if (plane <= 0 || plane >= n[thin]) return;
    range[thin] = {plane, plane + 1};
    auto& faces = thin == 0 ? grid.faces.x : thin == 1 ? grid.faces.y : grid.faces.z;
    for (int k = range[2].lo; k < range[2].hi; ++k)
        for (int j = range[1].lo; j < range[1].hi; ++j)
            for (int i = range[0].lo; i < range[0].hi; ++i) faces[std::size_t(s.index(i, j, k))] = 0.f;
}

/// True when the box covers at least one cell.
bool closeBox(const Box& box, AirGrid& grid) {
    const GridShape& s = grid.shape;
    const Range x = cellsOf(box.x0, box.x1, grid.dx, s.nx), y = cellsOf(box.y0, box.y1, grid.dy, s.ny),
                z = cellsOf(box.z0, box.z1, grid.dz, s.nz);
    for (int k = z.lo; k < z.hi; ++k)
        for (int j = y.lo; j < y.hi; ++j) {
            const auto row = static_cast<std::size_t>(s.index(0, j, k));
            for (int i = x.lo; i < x.hi; ++i) grid.open[row + std::size_t(i)] = 0;
        }
    return x.lo < x.hi && y.lo < y.hi && z.lo < z.hi;
}

PLENUM_WIDE_LOOPS void openFaces(const char* open, float* __restrict faces, int stride, float conductance, int lo, int hi) {
    for (int c = lo; c < hi; ++c) faces[c] = float(open[c] & open[c - stride]) * conductance;
}

/// Makes the arrays and opens every face between open cells.
void openFaces(AirGrid& grid, numerics::WorkerPool& pool) {
    const GridShape& s = grid.shape;
    const auto size = static_cast<std::size_t>(s.size());
    grid.faces.shape = s;
    const std::array<numerics::BigArray<float>*, 3> faces{&grid.faces.x, &grid.faces.y, &grid.faces.z};
    const std::array<int, 3> stride{1, s.strideY(), s.strideZ()};
    const std::array<float, 3> conductance{float(grid.dy * grid.dz / grid.dx), float(grid.dx * grid.dz / grid.dy), float(grid.dx * grid.dy / grid.dz)};
    for (auto* f : faces) *f = numerics::BigArray<float>(size);
    pool.parallelFor(s.nz + 2, [&](int plane) {  // the first and the last hold ghosts alone
        const int lo = plane * s.strideZ(), hi = lo + s.strideZ();
        for (std::size_t a = 0; a < 3; ++a) {
            if (plane == 0 || plane > s.nz) {
                std::fill(faces[a]->begin() + lo, faces[a]->begin() + hi, 0.f);
            } else {
                openFaces(grid.open.data(), faces[a]->data(), stride[a], conductance[a], lo, hi);
            }
        }
    });
}

/// Runs of open cells along x are joined, not cells: a hall has some fifty times fewer of them.
void labelRegions(AirGrid& grid) {
    const GridShape& s = grid.shape;
    struct Run {
        int first, last;  // cells
    };
    std::vector<Run> runs;
    std::vector<int> link, rowStart;  // a run: one it is joined with; a row (ghost rows too): its first run
    const auto root = [&](int n) {
        while (link[std::size_t(n)] != n) {
            link[std::size_t(n)] = link[std::size_t(link[std::size_t(n)])];
            n = link[std::size_t(n)];
        }
        return n;
    };
    const int rows = s.size() / s.strideY();
    const float *gx = grid.faces.x.data(), *gy = grid.faces.y.data(), *gz = grid.faces.z.data();
    /// Joins the runs of two rows wherever a face between them is open.
    const auto joinRows = [&](int row, int before, const float* face) {
        const int shift = (row - before) * s.strideY();
        int b = rowStart[std::size_t(before)];
        for (int a = rowStart[std::size_t(row)]; a < static_cast<int>(runs.size()); ++a)
            for (int c = runs[std::size_t(a)].first; c <= runs[std::size_t(a)].last; ++c) {
                if (!(face[c] > 0.f)) continue;
                while (runs[std::size_t(b)].last + shift < c) ++b;
                const int p = root(a), q = root(b);
                link[std::size_t(std::max(p, q))] = std::min(p, q);
                c = std::min(runs[std::size_t(a)].last, runs[std::size_t(b)].last + shift);  // the rest of both is joined now
            }
    };
    for (int row = 0; row < rows; ++row) {
        rowStart.push_back(static_cast<int>(runs.size()));
        const int end = (row + 1) * s.strideY();
        for (int c = row * s.strideY(); c < end; ++c) {
            if (!grid.open[std::size_t(c)]) continue;
            Run run{c, c};
            while (run.last + 1 < end && grid.open[std::size_t(run.last) + 1] && gx[run.last + 1] > 0.f) ++run.last;
            link.push_back(static_cast<int>(runs.size()));
            runs.push_back(run);
            c = run.last;
        }
        if (rowStart.back() == static_cast<int>(runs.size())) continue;
        joinRows(row, row - 1, gy);
        joinRows(row, row - (s.ny + 1), gz);
    }
    grid.region.assign(static_cast<std::size_t>(s.size()), -1);
    grid.regions = 0;
    for (int n = 0; n < static_cast<int>(runs.size()); ++n) {
        const Run& run = runs[std::size_t(n)];
        const int r = root(n);
        if (r == n) grid.regionCells.push_back(0);
        const int region = r == n ? grid.regions++ : grid.region[std::size_t(runs[std::size_t(r)].first)];
        std::fill(grid.region.begin() + run.first, grid.region.begin() + run.last + 1, region);
        grid.regionCells[std::size_t(region)] += run.last - run.first + 1;
    }
    grid.mainRegion =
        static_cast<int>(std::max_element(grid.regionCells.begin(), grid.regionCells.end()) - grid.regionCells.begin());
}

}  // namespace

int snapToPlane(double position_m, double cell_m) {
    return static_cast<int>(std::floor(position_m / cell_m + 0.5));
}

AirGrid makeGrid(const AirCase& airCase, numerics::WorkerPool& pool) {
    AirGrid grid;
    GridShape& s = grid.shape;
    s = {cellCount(airCase.sizeX_m, airCase.cell_m), cellCount(airCase.sizeY_m, airCase.cell_m),
         cellCount(airCase.sizeZ_m, airCase.cellZ_m)};
    grid.dx = airCase.sizeX_m / s.nx;
    grid.dy = airCase.sizeY_m / s.ny;
    grid.dz = airCase.sizeZ_m / s.nz;
    grid.open.assign(static_cast<std::size_t>(s.size()), 0);
    for (int k = 0; k < s.nz; ++k)
        for (int j = 0; j < s.ny; ++j) std::fill_n(grid.open.begin() + s.index(0, j, k), s.nx, char(1));
    closeOutside(airCase, grid);
    std::vector<const Box*> thin;
    for (const auto* boxes : {&airCase.solids, &airCase.deviceBodies})
        for (const Box& box : *boxes)
            if (!closeBox(box, grid)) thin.push_back(&box);
    openFaces(grid, pool);
    for (const Box* box : thin) closePanel(*box, grid);
    for (const Box& panel : airCase.panels) closePanel(panel, grid);
    labelRegions(grid);
    return grid;
}

}  // namespace twin::air
