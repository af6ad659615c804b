// SPDX-License-Identifier: GPL-3.0-or-later
// One rule snaps everything: a plane goes to the nearest face of the grid. A box covers the cells between its snapped
// planes; one that covers none is a closed face. An opening keeps its whole flow, whatever area its faces have.
#include "twin/air/refined_grid.h"

#include "twin/air/refined_regions.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <unordered_set>

namespace twin::air {

namespace {

using numerics::GridShape;

struct Span {
    int lo = 0, hi = 0;  // cells lo … hi − 1
};

int nearestPlane(const std::vector<double>& faces, double at) {
    const auto up = std::lower_bound(faces.begin(), faces.end(), at);
    if (up == faces.begin()) return 0;
    if (up == faces.end()) return int(faces.size()) - 1;
    const int n = int(up - faces.begin());
    return at - faces[std::size_t(n) - 1] < *up - at - 1e-9 ? n - 1 : n;
}

std::array<std::array<double, 2>, 3> ends(const Box& b) {
    return {{{std::min(b.x0, b.x1), std::max(b.x0, b.x1)}, {std::min(b.y0, b.y1), std::max(b.y0, b.y1)}, {std::min(b.z0, b.z1), std::max(b.z0, b.z1)}}};
}

std::array<Span, 3> spans(const RefinedGrid& grid, const Box& box) {
    std::array<Span, 3> out;
    const auto e = ends(box);
    for (std::size_t a = 0; a < 3; ++a) out[a] = {nearestPlane(grid.faces[a], e[a][0]), nearestPlane(grid.faces[a], e[a][1])};
    return out;
}

template <class F>
void forSpan(const std::array<Span, 3>& s, F&& f) {
    for (int k = s[2].lo; k < s[2].hi; ++k)
        for (int j = s[1].lo; j < s[1].hi; ++j)
            for (int i = s[0].lo; i < s[0].hi; ++i) f(i, j, k);
}

bool closeBox(const Box& box, RefinedGrid& grid) {
    const auto s = spans(grid, box);
    forSpan(s, [&](int i, int j, int k) { grid.open[std::size_t(grid.shape.index(i, j, k))] = 0; });
    return s[0].lo < s[0].hi && s[1].lo < s[1].hi && s[2].lo < s[2].hi;
}

void closePanel(const Box& box, RefinedGrid& grid) {
    const auto e = ends(box);
    std::size_t thin = 0;
    for (std::size_t a = 1; a < 3; ++a)
        if (e[a][1] - e[a][0] < e[thin][1] - e[thin][0]) thin = a;
    auto s = spans(grid, box);
    const int plane = nearestPlane(grid.faces[thin], (e[thin][0] + e[thin][1]) / 2);
    if (plane <= 0 || plane + 1 >= int(grid.faces[thin].size())) return;
    s[thin] = {plane, plane + 1};
    auto& closed = thin == 0 ? grid.conductance.x : thin == 1 ? grid.conductance.y : grid.conductance.z;
    forSpan(s, [&](int i, int j, int k) { closed[std::size_t(grid.shape.index(i, j, k))] = 0.f; });
}

void closeOutside(const AirCase& airCase, RefinedGrid& grid) {
    const auto& polygon = airCase.outline;
    if (polygon.size() < 3) return;
    const GridShape& s = grid.shape;
    for (int j = 0; j < s.ny; ++j)
        for (int i = 0; i < s.nx; ++i) {
            const double x = (grid.faces[0][std::size_t(i)] + grid.faces[0][std::size_t(i) + 1]) / 2, y = (grid.faces[1][std::size_t(j)] + grid.faces[1][std::size_t(j) + 1]) / 2;
            bool inside = false;
            for (std::size_t a = 0, b = polygon.size() - 1; a < polygon.size(); b = a++) {
                const Vec2 &p = polygon[a], &q = polygon[b];
                if ((p.y > y) != (q.y > y) && x < (q.x - p.x) * (y - p.y) / (q.y - p.y) + p.x) inside = !inside;
            }
            if (inside) continue;
            for (int k = 0; k < s.nz; ++k) grid.open[std::size_t(s.index(i, j, k))] = 0;
        }
}

void openFaces(RefinedGrid& grid) {
    const GridShape& s = grid.shape;
    const std::size_t sy = std::size_t(s.strideY()), sz = std::size_t(s.strideZ());
    forSpan({Span{0, s.nx}, Span{0, s.ny}, Span{0, s.nz}}, [&](int i, int j, int k) {
        const auto c = std::size_t(s.index(i, j, k));
        if (!grid.open[c]) return;
        ++grid.openCells;
        const float dx = grid.width[0][std::size_t(i)], dy = grid.width[1][std::size_t(j)], dz = grid.width[2][std::size_t(k)];
        if (grid.open[c - 1]) grid.conductance.x[c] = dy * dz / grid.distance[0][std::size_t(i)];
        if (grid.open[c - sy]) grid.conductance.y[c] = dx * dz / grid.distance[1][std::size_t(j)];
        if (grid.open[c - sz]) grid.conductance.z[c] = dx * dy / grid.distance[2][std::size_t(k)];
    });
}

/// The free cells behind an opening. kMaxShift: cells it may move away from what blocks it.
Patch mapOpening(const RefinedGrid& grid, const Opening& o, std::unordered_set<std::size_t>& taken) {
    constexpr int kMaxShift = 3;
    const std::array<double, 3> n{o.normal.x, o.normal.y, o.normal.z};
    std::size_t axis = 0;
    for (std::size_t a = 1; a < 3; ++a)
        if (std::abs(n[a]) > std::abs(n[axis])) axis = a;
    auto s = spans(grid, o.rect);
    const auto e = ends(o.rect);
    for (std::size_t a = 0; a < 3; ++a)
        if (a != axis && s[a].hi <= s[a].lo) {
            const auto& f = grid.faces[a];
            const int cell = std::clamp(int(std::upper_bound(f.begin(), f.end(), (e[a][0] + e[a][1]) / 2) - f.begin()) - 1, 0, int(f.size()) - 2);
            s[a] = {cell, cell + 1};
        }
    const int plane = nearestPlane(grid.faces[axis], (e[axis][0] + e[axis][1]) / 2);
    const int count = int(grid.faces[axis].size()) - 1;
    const bool up = n[axis] > 0;
    Patch patch;
    for (int shift = 0; shift <= kMaxShift && patch.faces.empty(); ++shift) {
        const int layer = up ? plane + shift : plane - 1 - shift;
        if (layer < 0 || layer >= count) break;
        auto cells = s;
        cells[axis] = {layer, layer + 1};
        forSpan(cells, [&](int i, int j, int k) {
            const std::array<int, 3> at{i, j, k};
            const auto c = std::size_t(grid.shape.index(i, j, k));
            const std::size_t side = c * 6 + axis * 2 + (up ? 0 : 1);
            if (!grid.open[c] || !taken.insert(side).second) return;
            PatchFace face;
            face.cell = int(c);
            face.axis = int(axis);
            face.inward = up ? 1 : -1;
            face.area_m2 = 1;
            for (std::size_t a = 0; a < 3; ++a)
                if (a != axis) face.area_m2 *= grid.width[a][std::size_t(at[a])];
            face.half_m = grid.width[axis][std::size_t(layer)] / 2;
            face.level_m = float(axis == 2 ? grid.faces[2][std::size_t(up ? k : k + 1)] : (grid.faces[2][std::size_t(k)] + grid.faces[2][std::size_t(k) + 1]) / 2);
            patch.area_m2 += double(face.area_m2);
            patch.faces.push_back(face);
        });
    }
    return patch;
}

void closeBehind(RefinedGrid& grid, const PatchFace& face) {
    const int strides[3] = {1, grid.shape.strideY(), grid.shape.strideZ()};
    auto& g = face.axis == 0 ? grid.conductance.x : face.axis == 1 ? grid.conductance.y : grid.conductance.z;
    g[std::size_t(face.inward > 0 ? face.cell : face.cell + strides[face.axis])] = 0.f;
}

/// Openings of one side of a device: its flow goes by share (then by area) over what is free.
bool mapSide(RefinedGrid& grid, const std::vector<Opening>& openings, Patch::Kind kind, int owner, double flow_m3_s, std::unordered_set<std::size_t>& taken, std::vector<Patch>& out) {
    std::vector<Patch> patches;
    std::vector<double> shares;
    double total = 0;
    for (const Opening& o : openings) {
        Patch patch = mapOpening(grid, o, taken);
        if (patch.faces.empty() || o.share <= 0) continue;
        total += o.share;
        shares.push_back(o.share);
        patches.push_back(std::move(patch));
    }
    for (std::size_t p = 0; p < patches.size(); ++p) {
        Patch& patch = patches[p];
        patch.kind = kind;
        patch.owner = owner;
        const double sign = kind == Patch::Kind::Intake ? -1 : kind == Patch::Kind::Return ? 0 : 1;
        for (PatchFace& face : patch.faces) face.flux_m3_s = float(sign * flow_m3_s * shares[p] / total * double(face.area_m2) / patch.area_m2);
        out.push_back(std::move(patch));
    }
    return !patches.empty();
}

void report(Issues& issues, const char* code, const std::string& name, Text text) {
    Issue issue;
    issue.severity = Severity::Error;
    issue.code = code;
    issue.itemName = name;
    issue.text = std::move(text);
    issue.hint = {TWIN_TR("Leave at least one cell of free space in front of the opening."), {}};
    issues.push_back(std::move(issue));
}

void mapPatches(const AirCase& airCase, RefinedGrid& grid, Issues& issues) {
    // Several devices may feed the same tiles: a face then carries the sum, so faces are taken by kind, not once.
    grid.deviceRuns.assign(airCase.devices.size(), 0);
    for (std::size_t d = 0; d < airCase.devices.size(); ++d) {
        const Device& device = airCase.devices[d];
        if (device.flow_m3_s <= 0) {
            if (device.kind == Device::Kind::Rack && device.heat_W > 0)
                report(issues, "air.deviceOutOfFlow", device.name, {TWIN_TR("{0} gives {1} kW to the air but moves no air."), {device.name, fmt::format("{:.2f}", device.heat_W / 1000)}});
            continue;
        }
        std::vector<Patch> both;
        std::unordered_set<std::size_t> taken;
        const bool draws = mapSide(grid, device.intakes, Patch::Kind::Intake, int(d), device.flow_m3_s, taken, both);
        const bool gives = mapSide(grid, device.outlets, Patch::Kind::Outlet, int(d), device.flow_m3_s, taken, both);
        if (!draws) report(issues, "air.openingBlocked", device.name, {TWIN_TR("{0} cannot draw air: all its intakes are blocked."), {device.name}});
        if (!gives) report(issues, "air.openingBlocked", device.name, {TWIN_TR("{0} cannot give air: all its outlets are blocked."), {device.name}});
        if (!draws || !gives) continue;
        grid.deviceRuns[d] = 1;
        for (Patch& patch : both) grid.patches.push_back(std::move(patch));
    }
    std::unordered_set<std::size_t> taken;
    for (std::size_t s = 0; s < airCase.supplies.size(); ++s)
        if (!mapSide(grid, {airCase.supplies[s].opening}, Patch::Kind::Supply, int(s), airCase.supplies[s].flow_m3_s, taken, grid.patches))
            report(issues, "air.openingBlocked", airCase.supplies[s].name, {TWIN_TR("{0} cannot give air: all its outlets are blocked."), {airCase.supplies[s].name}});
    for (std::size_t r = 0; r < airCase.returns.size(); ++r)
        if (!mapSide(grid, {airCase.returns[r].opening}, Patch::Kind::Return, int(r), 0, taken, grid.patches))
            report(issues, "air.openingBlocked", airCase.returns[r].name, {TWIN_TR("{0} cannot draw air: all its intakes are blocked."), {airCase.returns[r].name}});
    for (const Patch& patch : grid.patches)
        for (const PatchFace& face : patch.faces) closeBehind(grid, face);
}

/// A jet's momentum is that of the whole flow through a face, however many owners bring it: ρ (ΣF)²/A, not Σ ρ F²/A.
void shareFaces(RefinedGrid& grid) {
    struct Whole {
        float flux = 0, size = 0;
    };
    std::unordered_map<std::size_t, Whole> faces;
    const auto side = [](const PatchFace& f) { return std::size_t(f.cell) * 6 + std::size_t(f.axis) * 2 + (f.inward > 0 ? 0 : 1); };
    for (const Patch& patch : grid.patches)
        for (const PatchFace& f : patch.faces) {
            Whole& whole = faces[side(f)];
            whole.flux += f.flux_m3_s, whole.size += std::abs(f.flux_m3_s);
        }
    for (Patch& patch : grid.patches)
        for (PatchFace& f : patch.faces) {
            const Whole& whole = faces[side(f)];
            f.speed_m_s = float(f.inward) * whole.flux / f.area_m2;
            if (whole.size > 0) f.part = std::abs(f.flux_m3_s) / whole.size;
        }
}

void findWalls(RefinedGrid& grid) {
    const GridShape& s = grid.shape;
    const int strides[3] = {1, s.strideY(), s.strideZ()};
    std::vector<char> patched(std::size_t(s.size()), 0);
    for (const Patch& patch : grid.patches)
        for (const PatchFace& f : patch.faces) patched[std::size_t(f.cell)] |= char(1 << (f.axis * 2 + (f.inward > 0 ? 0 : 1)));
    forSpan({Span{0, s.nx}, Span{0, s.ny}, Span{0, s.nz}}, [&](int i, int j, int k) {
        const int c = s.index(i, j, k);
        if (!grid.open[std::size_t(c)]) return;
        WallCell wall{c, int(grid.wallFaces.size()), 0};
        const std::array<float, 3> w{grid.width[0][std::size_t(i)], grid.width[1][std::size_t(j)], grid.width[2][std::size_t(k)]};
        for (int side = 0; side < 6; ++side) {
            const int axis = side / 2;
            const auto& g = axis == 0 ? grid.conductance.x : axis == 1 ? grid.conductance.y : grid.conductance.z;
            if (g[std::size_t(side % 2 == 0 ? c : c + strides[axis])] > 0.f || (patched[std::size_t(c)] >> side & 1)) continue;
            grid.wallFaces.push_back({w[0] * w[1] * w[2] / w[std::size_t(axis)], w[std::size_t(axis)] / 2});
            ++wall.count;
        }
        if (wall.count > 0) grid.wallCells.push_back(wall);
    });
}

}  // namespace

GridFaces evenFaces(const AirCase& airCase, double cell_m, double cellZ_m) {
    GridFaces out;
    const std::array<double, 3> size{airCase.sizeX_m, airCase.sizeY_m, airCase.sizeZ_m}, wish{cell_m, cell_m, cellZ_m};
    for (std::size_t a = 0; a < 3; ++a) {
        const int n = std::max(1, int(std::lround(size[a] / wish[a])));
        for (int q = 0; q <= n; ++q) out[a].push_back(size[a] * q / n);
    }
    return out;
}

GridFaces alignedFaces(const AirCase& airCase, double cell_m, double cellZ_m) {
    const std::array<double, 3> size{airCase.sizeX_m, airCase.sizeY_m, airCase.sizeZ_m}, wish{cell_m, cell_m, cellZ_m};
    std::array<std::vector<double>, 3> planes;
    const auto addBox = [&](const Box& b) {
        const auto e = ends(b);
        for (std::size_t a = 0; a < 3; ++a)
            for (const double at : e[a]) planes[a].push_back(at);
    };
    for (const auto* boxes : {&airCase.solids, &airCase.panels, &airCase.deviceBodies})
        for (const Box& b : *boxes) addBox(b);
    for (const Device& d : airCase.devices)
        for (const auto* side : {&d.intakes, &d.outlets})
            for (const Opening& o : *side) addBox(o.rect);
    for (const Supply& s : airCase.supplies) addBox(s.opening.rect);
    for (const Return& r : airCase.returns) addBox(r.opening.rect);
    for (const Vec2& p : airCase.outline) planes[0].push_back(p.x), planes[1].push_back(p.y);
    GridFaces out;
    for (std::size_t a = 0; a < 3; ++a) {
        auto& p = planes[a];
        std::erase_if(p, [&](double at) { return !(at > 0 && at < size[a]); });
        std::sort(p.begin(), p.end());
        // Planes closer than a good part of a cell become one: thinner cells would cost more than they tell.
        const double least = 0.45 * wish[a];
        std::vector<double> kept{0};
        for (const double at : p)
            if (at - kept.back() >= least && size[a] - at >= least) kept.push_back(at);
        kept.push_back(size[a]);
        for (std::size_t n = 0; n + 1 < kept.size(); ++n) {
            const int cells = std::max(1, int(std::lround((kept[n + 1] - kept[n]) / wish[a])));
            for (int q = 0; q < cells; ++q) out[a].push_back(kept[n] + (kept[n + 1] - kept[n]) * q / cells);
        }
        out[a].push_back(size[a]);
    }
    return out;
}

RefinedGrid makeRefinedGrid(const AirCase& airCase, const GridFaces& faces, Issues& issues) {
    RefinedGrid grid;
    grid.faces = faces;
    GridShape& s = grid.shape;
    s = {int(faces[0].size()) - 1, int(faces[1].size()) - 1, int(faces[2].size()) - 1};
    for (std::size_t a = 0; a < 3; ++a) {
        const auto& f = faces[a];
        for (std::size_t n = 0; n + 1 < f.size(); ++n) {
            grid.width[a].push_back(float(f[n + 1] - f[n]));
            const bool first = n == 0;
            grid.distance[a].push_back(first ? grid.width[a][0] : (grid.width[a][n] + grid.width[a][n - 1]) / 2);
            grid.weight[a].push_back(first ? 1.f : grid.width[a][n - 1] / (grid.width[a][n] + grid.width[a][n - 1]));
        }
    }
    grid.open.assign(std::size_t(s.size()), 0);
    grid.conductance = numerics::FaceGrid(s);
    for (int k = 0; k < s.nz; ++k)
        for (int j = 0; j < s.ny; ++j) std::fill_n(grid.open.begin() + s.index(0, j, k), s.nx, char(1));
    closeOutside(airCase, grid);
    std::vector<const Box*> thin;
    for (const auto* boxes : {&airCase.solids, &airCase.deviceBodies})
        for (const Box& box : *boxes)
            if (!closeBox(box, grid)) thin.push_back(&box);
    openFaces(grid);
    for (const Box* box : thin) closePanel(*box, grid);
    for (const Box& panel : airCase.panels) closePanel(panel, grid);
    mapPatches(airCase, grid, issues);
    shareFaces(grid);
    findWalls(grid);
    findRegions(airCase, grid, issues);
    return grid;
}

}  // namespace twin::air
