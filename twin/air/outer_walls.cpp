// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/air/outer_walls.h"

#include <array>
#include <cmath>

namespace twin::air {

namespace {

using numerics::GridShape;

/// Length and area of the case's outline.
struct Plan {
    double around_m = 0, area_m2 = 0;
};

Plan planOf(const AirCase& airCase) {
    if (airCase.outline.size() < 3) return {2 * (airCase.sizeX_m + airCase.sizeY_m), airCase.sizeX_m * airCase.sizeY_m};
    Plan plan;
    for (std::size_t a = 0, b = airCase.outline.size() - 1; a < airCase.outline.size(); b = a++) {
        const Vec2 &p = airCase.outline[a], &q = airCase.outline[b];
        plan.around_m += std::hypot(q.x - p.x, q.y - p.y);
        plan.area_m2 += (q.x * p.y - p.x * q.y) / 2;
    }
    plan.area_m2 = std::abs(plan.area_m2);
    return plan;
}

/// Columns of cells on the plan.
struct Columns {
    std::vector<double> side;             ///< nx·ny: m of wall beside one
    std::array<double, 2> scale{1, 1};    ///< of walls and ceiling to those of the case
};

/// width(axis, n) of cells; centre(axis, n) as the grid has it where it looks what lies inside the outline.
template <class Width, class Centre>
Columns columnsOf(const AirCase& airCase, int nx, int ny, Width&& width, Centre&& centre) {
    Columns out;
    std::vector<char> inside(std::size_t(nx) * std::size_t(ny));
    const auto isIn = [&](int i, int j) { return i >= 0 && i < nx && j >= 0 && j < ny && inside[std::size_t(j) * std::size_t(nx) + std::size_t(i)] != 0; };
    for (int j = 0; j < ny; ++j)
        for (int i = 0; i < nx; ++i) inside[std::size_t(j) * std::size_t(nx) + std::size_t(i)] = insideOutline(airCase.outline, centre(0, i), centre(1, j));
    Plan onCells;
    out.side.assign(inside.size(), 0.0);
    for (int j = 0; j < ny; ++j)
        for (int i = 0; i < nx; ++i) {
            if (!isIn(i, j)) continue;
            const double dx = width(0, i), dy = width(1, j);
            double& length = out.side[std::size_t(j) * std::size_t(nx) + std::size_t(i)];
            length = dy * (int(!isIn(i - 1, j)) + int(!isIn(i + 1, j))) + dx * (int(!isIn(i, j - 1)) + int(!isIn(i, j + 1)));
            onCells.around_m += length;
            onCells.area_m2 += dx * dy;
        }
    if (!(onCells.area_m2 > 0)) return out;
    const Plan plan = planOf(airCase);
    out.scale = {plan.around_m / onCells.around_m, plan.area_m2 / onCells.area_m2};
    return out;
}

template <class Width, class Centre>
std::vector<OuterWall> find(const AirCase& airCase, const GridShape& s, const std::vector<char>& open, Width&& width, Centre&& centre) {
    std::vector<OuterWall> walls;
    if (!(airCase.wallU_W_m2K > 0)) return walls;
    const Columns columns = columnsOf(airCase, s.nx, s.ny, width, centre);
    const auto [sideScale, topScale] = columns.scale;
    for (int k = 0; k < s.nz; ++k)
        for (int j = 0; j < s.ny; ++j)
            for (int i = 0; i < s.nx; ++i) {
                const double length = columns.side[std::size_t(j) * std::size_t(s.nx) + std::size_t(i)];
                const bool top = k + 1 == s.nz;
                if (!(length > 0) && !top) continue;
                const int c = s.index(i, j, k);
                if (!open[std::size_t(c)]) continue;
                walls.push_back({c, sideScale * length * width(2, k) + (top ? topScale * width(0, i) * width(1, j) : 0)});
            }
    return walls;
}

}  // namespace

bool insideOutline(const std::vector<Vec2>& outline, double x, double y) {
    bool inside = outline.size() < 3;
    for (std::size_t a = 0, b = outline.size() - 1; outline.size() >= 3 && a < outline.size(); b = a++) {
        const Vec2 &p = outline[a], &q = outline[b];
        if ((p.y > y) != (q.y > y) && x < (q.x - p.x) * (y - p.y) / (q.y - p.y) + p.x) inside = !inside;
    }
    return inside;
}

std::array<double, 2> outlineScales(const AirCase& airCase, const std::array<std::vector<double>, 3>& lines) {
    const auto line = [&](std::size_t axis, int n) { return lines[axis][std::size_t(n)]; };
    return columnsOf(airCase, int(lines[0].size()) - 1, int(lines[1].size()) - 1, [&](std::size_t axis, int n) { return line(axis, n + 1) - line(axis, n); },
                     [&](std::size_t axis, int n) { return (line(axis, n) + line(axis, n + 1)) / 2; }).scale;
}

std::vector<OuterWall> outerWalls(const AirCase& airCase, const AirGrid& grid) {
    const std::array<double, 3> cell{grid.dx, grid.dy, grid.dz};
    return find(airCase, grid.shape, grid.open, [&](std::size_t axis, int) { return cell[axis]; }, [&](std::size_t axis, int n) { return (n + 0.5) * cell[axis]; });
}

std::vector<OuterWall> outerWalls(const AirCase& airCase, const RefinedGrid& grid) {
    const auto face = [&](std::size_t axis, int n) { return grid.faces[axis][std::size_t(n)]; };
    return find(airCase, grid.shape, grid.open, [&](std::size_t axis, int n) { return face(axis, n + 1) - face(axis, n); }, [&](std::size_t axis, int n) { return (face(axis, n) + face(axis, n + 1)) / 2; });
}

}  // namespace twin::air
