// SPDX-License-Identifier: GPL-3.0-or-later
// A lattice cell is solid when its centre lies in a solid, a body, or outside the outline. An opening owns the faces
// in its nearest lattice plane whose centres lie in its rectangle, on the side its normal points to. What no opening
// owns between an open cell and a solid, the border or a panel is wall.
#include "twin/air/openfoam_case.h"

#include "twin/air/bands.h"
#include "twin/air/outer_walls.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace twin::air {
namespace {

constexpr double kSlack_m = 1e-6;
constexpr std::size_t kMaxCells = 50'000'000;

std::size_t nearestLine(const std::vector<double>& lines, double at) {
    const auto up = std::lower_bound(lines.begin(), lines.end(), at);
    if (up == lines.begin()) return 0;
    if (up == lines.end()) return lines.size() - 1;
    return std::size_t(up - lines.begin()) - (at - *(up - 1) < *up - at ? 1 : 0);
}

double middle(const std::vector<double>& lines, int cell) { return (lines[std::size_t(cell)] + lines[std::size_t(cell) + 1]) / 2; }

struct Ends {
    std::array<double, 3> lo, hi;
    explicit Ends(const Box& b)
        : lo{std::min(b.x0, b.x1), std::min(b.y0, b.y1), std::min(b.z0, b.z1)}, hi{std::max(b.x0, b.x1), std::max(b.y0, b.y1), std::max(b.z0, b.z1)} {}
};

class Builder {
  public:
    explicit Builder(FoamCase& foam)
        : m(foam), n{foam.nx(), foam.ny(), foam.nz()}, stride{1, n[0], n[0] * n[1]}, total(n[0] * n[1] * n[2]) {}

    void cells() {
        std::vector<char> solid(std::size_t(total), 0);
        for (int j = 0; j < n[1]; ++j)
            for (int i = 0; i < n[0]; ++i)
                if (!insideOutline(m.hall.outline, middle(m.lines[0], i), middle(m.lines[1], j)))
                    for (int k = 0; k < n[2]; ++k) solid[std::size_t(at(i, j, k))] = 1;
        for (const auto* boxes : {&m.hall.solids, &m.hall.deviceBodies})
            for (const Box& box : *boxes) {
                const Ends e(box);
                std::array<std::array<int, 2>, 3> span{};
                for (std::size_t a = 0; a < 3; ++a) {
                    span[a] = {n[a], 0};
                    for (int c = 0; c < n[a]; ++c) {
                        const double x = middle(m.lines[a], c);
                        if (x > e.lo[a] && x < e.hi[a]) span[a] = {std::min(span[a][0], c), c + 1};
                    }
                }
                for (int k = span[2][0]; k < span[2][1]; ++k)
                    for (int j = span[1][0]; j < span[1][1]; ++j)
                        for (int i = span[0][0]; i < span[0][1]; ++i) solid[std::size_t(at(i, j, k))] = 1;
            }
        m.cellAt.assign(std::size_t(total), -1);
        for (int c = 0; c < total; ++c) {
            if (solid[std::size_t(c)]) continue;
            m.cellAt[std::size_t(c)] = int(m.latticeOf.size());
            m.latticeOf.push_back(c);
        }
        m.closed.assign(3 * std::size_t(total), 0);
        for (const Box& panel : m.hall.panels) closePanel(panel);
        owner.assign(6 * m.cells(), 0);
    }

    void walls() {
        m.patches.push_back({"walls", FoamPatch::Kind::Wall, -1, {}, 0, 0, {}});
        if (m.hall.wallU_W_m2K > 0) m.patches.push_back({"outerWalls", FoamPatch::Kind::Wall, -1, {}, 0, 0, {}, true});
    }

    /// inward: the normal points from the opening into the room.
    bool opening(FoamPatch& patch, const Opening& o, const std::string& name) {
        const Ends e(o.rect);
        const std::array<double, 3> normal{o.normal.x, o.normal.y, o.normal.z};
        std::size_t axis = 0;
        for (std::size_t a = 1; a < 3; ++a)
            if (std::abs(normal[a]) > std::abs(normal[axis])) axis = a;
        const int sign = normal[axis] > 0 ? 1 : -1;
        const int plane = int(nearestLine(m.lines[axis], (e.lo[axis] + e.hi[axis]) / 2));
        const std::size_t u = (axis + 1) % 3, v = (axis + 2) % 3;
        std::array<int, 3> c{};
        c[axis] = sign > 0 ? plane : plane - 1;
        if (c[axis] < 0 || c[axis] >= n[axis]) return false;
        std::size_t inAir = 0, before = patch.faces.size();
        for (c[v] = 0; c[v] < n[v]; ++c[v]) {
            const double y = middle(m.lines[v], c[v]);
            if (y < e.lo[v] - kSlack_m || y > e.hi[v] + kSlack_m) continue;
            for (c[u] = 0; c[u] < n[u]; ++c[u]) {
                const double x = middle(m.lines[u], c[u]);
                if (x < e.lo[u] - kSlack_m || x > e.hi[u] + kSlack_m) continue;
                const int cell = m.cellAt[std::size_t(at(c[0], c[1], c[2]))];
                if (cell < 0) continue;
                if (neighbour(cell, int(axis), -sign) >= 0) {
                    ++inAir;
                    continue;
                }
                char& taken = owner[6 * std::size_t(cell) + 2 * axis + (sign > 0 ? 0 : 1)];
                if (taken) continue;
                taken = 1;
                patch.faces.push_back({cell, int(axis), -sign, 0});
                patch.area_m2 += m.faceArea(patch.faces.back());
            }
        }
        if (inAir > 0 && patch.faces.size() == before) {
            Issue issue;
            issue.severity = Severity::Error;
            issue.code = "foam.openingInAir";
            issue.itemName = name;
            issue.text = {TWIN_TR("{0}: an opening hangs in free air; OpenFOAM needs it on a wall, the floor, the ceiling or a body."), {name}};
            issue.hint = {TWIN_TR("Give the device a body behind the opening."), {}};
            m.issues.push_back(std::move(issue));
        }
        return patch.faces.size() > before;
    }

    /// Adds a patch; false and an issue when none of its openings finds a face.
    void add(FoamPatch patch, const std::vector<const Opening*>& openings, const std::string& name) {
        double shares = 0;
        for (const Opening* o : openings) {
            const std::size_t first = patch.faces.size();
            const double before = patch.area_m2;
            if (!opening(patch, *o, name)) continue;
            shares += o->share;
            for (std::size_t f = first; f < patch.faces.size(); ++f)
                patch.faces[f].flow_m3_s = o->share * m.faceArea(patch.faces[f]) / (patch.area_m2 - before);
        }
        for (auto& face : patch.faces) face.flow_m3_s *= patch.flow_m3_s / shares;
        if (patch.faces.empty()) {
            Issue issue;
            issue.severity = Severity::Error;
            issue.code = "foam.openingBlocked";
            issue.itemName = name;
            issue.text = {TWIN_TR("{0}: no cell face lies on its opening: it is blocked, outside the hall, or smaller than a cell."), {name}};
            issue.hint = {TWIN_TR("Leave free space in front of the opening, or take smaller cells."), {}};
            m.issues.push_back(std::move(issue));
        }
        m.patches.push_back(std::move(patch));
    }

    /// A device on openings that another one already has: its flow is added. False when there is none.
    bool share(FoamPatch::Kind kind, int device, const std::vector<Opening> Device::*side) {
        const auto& openings = m.hall.devices[std::size_t(device)].*side;
        for (FoamPatch& p : m.patches) {
            if (p.kind != kind || m.hall.devices[std::size_t(p.index)].*side != openings) continue;
            p.members.push_back(device);
            p.flow_m3_s += m.hall.devices[std::size_t(device)].flow_m3_s;
            return true;
        }
        return false;
    }

    void scaleShared() {
        for (FoamPatch& p : m.patches) {
            if (p.members.size() < 2) continue;
            const double factor = p.flow_m3_s / m.hall.devices[std::size_t(p.index)].flow_m3_s;
            for (auto& face : p.faces) face.flow_m3_s *= factor;
        }
    }

    void wallFaces() {
        const auto scale = outlineScales(m.hall, m.lines);
        for (int cell = 0; cell < int(m.cells()); ++cell)
            for (int axis = 0; axis < 3; ++axis)
                for (int side : {-1, 1}) {
                    if (neighbour(cell, axis, side) >= 0 || owner[6 * std::size_t(cell) + 2 * std::size_t(axis) + (side < 0 ? 0 : 1)]) continue;
                    const bool outer = m.hall.wallU_W_m2K > 0 && isOuter(cell, axis, side);
                    FoamPatch& walls = m.patches[outer ? 1 : 0];
                    walls.faces.push_back({cell, axis, side, 0});
                    walls.area_m2 += m.faceArea(walls.faces.back());
                    if (outer) walls.faces.back().flow_m3_s = wallRate_m3_s(m.hall, m.faceArea(walls.faces.back()) * scale[axis == 2 ? 1 : 0]);
                }
    }

    /// On the outline or the ceiling, whatever stands inside.
    bool isOuter(int cell, int axis, int side) const {
        std::array<int, 3> c = m.place(cell);
        c[std::size_t(axis)] += side;
        if (axis == 2) return c[2] == n[2];
        return c[0] < 0 || c[0] >= n[0] || c[1] < 0 || c[1] >= n[1] || !insideOutline(m.hall.outline, middle(m.lines[0], c[0]), middle(m.lines[1], c[1]));
    }

    int neighbour(int cell, int axis, int side) const {
        const auto a = std::size_t(axis);
        const std::array<int, 3> c = m.place(cell);
        if (c[a] + side < 0 || c[a] + side >= n[a]) return -1;
        const int here = m.latticeOf[std::size_t(cell)], there = here + side * stride[a];
        if (m.closed[a * std::size_t(total) + std::size_t(side < 0 ? here : there)]) return -1;
        return m.cellAt[std::size_t(there)];
    }

    /// Regions must balance, or have a return.
    void balance() {
        std::vector<int> root(m.cells());
        std::iota(root.begin(), root.end(), 0);
        const auto find = [&](int c) {
            while (root[std::size_t(c)] != c) c = root[std::size_t(c)] = root[std::size_t(root[std::size_t(c)])];
            return c;
        };
        for (int c = 0; c < int(m.cells()); ++c)
            for (int axis = 0; axis < 3; ++axis) {
                const int other = neighbour(c, axis, -1);
                if (other < 0) continue;
                const int a = find(c), b = find(other);
                root[std::size_t(std::max(a, b))] = std::min(a, b);
            }
        struct Sum {
            double given = 0, drawn = 0;
            bool free = false;
        };
        std::vector<std::pair<int, Sum>> regions;
        const auto region = [&](int c) -> Sum& {
            const int r = find(c);
            for (auto& [key, sum] : regions)
                if (key == r) return sum;
            return regions.emplace_back(r, Sum{}).second;
        };
        for (const FoamPatch& p : m.patches) {
            if (p.kind == FoamPatch::Kind::Wall) continue;
            for (const auto& face : p.faces) {
                Sum& sum = region(face.cell);
                if (p.kind == FoamPatch::Kind::Return) sum.free = true;
                else (p.kind == FoamPatch::Kind::Intake ? sum.drawn : sum.given) += face.flow_m3_s;
            }
        }
        bool anyFree = false;
        double left = 0, all = 0;
        for (const auto& [r, sum] : regions) {
            anyFree |= sum.free;
            if (!sum.free) left += sum.given - sum.drawn, all += sum.given;
        }
        if (std::abs(left) <= 1e-6 * all) {  // what one closed space has too much another lacks: it leaks through the containment
            std::vector<std::pair<int, double>> surplus;
            for (const auto& [r, sum] : regions)
                if (!sum.free && std::abs(sum.given - sum.drawn) > 1e-6 * std::max(sum.given, sum.drawn)) surplus.push_back({r, sum.given - sum.drawn});
            if (leak(surplus, find)) regions.clear();
        }
        for (const auto& [r, sum] : regions) {
            if (sum.free || std::abs(sum.given - sum.drawn) <= 1e-6 * std::max(sum.given, sum.drawn)) continue;
            const Vec3 at = m.centre(r);
            Issue issue;
            issue.severity = Severity::Error;
            issue.code = "foam.regionUnbalanced";
            issue.itemName = m.hall.devices.empty() ? std::string() : m.hall.devices.front().name;
            issue.text = {TWIN_TR("The closed space around ({0}, {1}, {2}) m is given {3} m³/s and {4} m³/s are drawn from it: without a return or a gap it has no steady flow."),
                          {fmt::format("{:.1f}", at.x), fmt::format("{:.1f}", at.y), fmt::format("{:.1f}", at.z), fmt::format("{:.3f}", sum.given), fmt::format("{:.3f}", sum.drawn)}};
            issue.value = fmt::format("{:+.3f} m³/s", sum.given - sum.drawn);
            issue.allowed = "0 m³/s";
            issue.hint = {TWIN_TR("Make the flows equal, open a return, or leave a gap in the containment."), {}};
            m.issues.push_back(std::move(issue));
        }
        m.needsReference = !anyFree;
    }

  private:
    /// Joins spaces with too much air to those with too little by devices without heat, spread over the faces of the
    /// panels around each space. False when a space has no panel.
    template <class Find>
    bool leak(std::vector<std::pair<int, double>> surplus, Find&& find) {
        if (surplus.empty()) return false;
        std::vector<FoamPatch> leaks;
        std::vector<FoamPatch::Face> kept;
        for (const auto& [region, flow] : surplus)
            leaks.push_back({fmt::format("leak{}", leaks.size()), flow > 0 ? FoamPatch::Kind::Intake : FoamPatch::Kind::Outlet, -1, {}, 0, std::abs(flow), {}});
        for (const auto& face : m.patches.front().faces) {
            const auto a = std::size_t(face.axis);
            const int here = m.latticeOf[std::size_t(face.cell)], low = face.side < 0 ? here : here + stride[a];
            const int plane = m.place(face.cell)[a] + (face.side > 0);
            std::size_t q = 0;
            while (q < surplus.size() && find(face.cell) != surplus[q].first) ++q;
            const bool panel = plane > 0 && plane < n[a] && m.closed[a * std::size_t(total) + std::size_t(low)];
            (panel && q < surplus.size() ? leaks[q].faces : kept).push_back(face);
        }
        for (FoamPatch& p : leaks) {
            if (p.faces.empty()) return false;
            for (const auto& face : p.faces) p.area_m2 += m.faceArea(face);
            for (auto& face : p.faces) face.flow_m3_s = p.flow_m3_s * m.faceArea(face) / p.area_m2;
        }
        for (std::size_t from = 0; from < leaks.size(); ++from)
            for (std::size_t to = 0; to < leaks.size(); ++to) {
                const double flow = std::min(surplus[from].second, -surplus[to].second);
                if (!(flow > 1e-9)) continue;
                Device device;
                device.name = "leak";
                device.kind = Device::Kind::Cooler;
                device.supply_C = -300;  // without capacity: passes air as it is
                device.flow_m3_s = flow;
                surplus[from].second -= flow;
                surplus[to].second += flow;
                for (std::size_t q : {from, to}) leaks[q].members.push_back(int(m.hall.devices.size()));
                m.hall.devices.push_back(std::move(device));
            }
        for (FoamPatch& p : leaks) {
            if (p.members.empty()) return false;
            p.index = p.members.front();
            m.patches.push_back(std::move(p));
        }
        m.patches.front().faces = std::move(kept);
        m.patches.front().area_m2 = 0;
        for (const auto& face : m.patches.front().faces) m.patches.front().area_m2 += m.faceArea(face);
        Issue issue;
        issue.severity = Severity::Note;
        issue.code = "foam.leak";
        issue.text = {TWIN_TR("Closed spaces do not balance by themselves; what is missing is taken to leak evenly through their panels."), {}};
        m.issues.push_back(std::move(issue));
        return true;
    }

    void closePanel(const Box& box) {
        const Ends e(box);
        std::size_t thin = 0;
        for (std::size_t a = 1; a < 3; ++a)
            if (e.hi[a] - e.lo[a] < e.hi[thin] - e.lo[thin]) thin = a;
        const int plane = int(nearestLine(m.lines[thin], (e.lo[thin] + e.hi[thin]) / 2));
        if (plane <= 0 || plane >= n[thin]) return;
        const std::size_t u = (thin + 1) % 3, v = (thin + 2) % 3;
        std::array<int, 3> c{};
        c[thin] = plane;
        for (c[v] = 0; c[v] < n[v]; ++c[v])
            for (c[u] = 0; c[u] < n[u]; ++c[u]) {
                const double x = middle(m.lines[u], c[u]), y = middle(m.lines[v], c[v]);
                if (x > e.lo[u] && x < e.hi[u] && y > e.lo[v] && y < e.hi[v])
                    m.closed[thin * std::size_t(total) + std::size_t(at(c[0], c[1], c[2]))] = 1;
            }
    }
    int at(int i, int j, int k) const { return (k * n[1] + j) * n[0] + i; }

    FoamCase& m;
    std::array<int, 3> n, stride;
    int total;
    std::vector<char> owner;  // 6 a cell: low and high side along x, y, z belong to an opening
};

std::vector<const Opening*> pointers(const std::vector<Opening>& list) {
    std::vector<const Opening*> out;
    for (const Opening& o : list)
        if (o.share > 0) out.push_back(&o);
    return out;
}

}  // namespace

double FoamCase::faceArea(const FoamPatch::Face& face) const {
    const auto c = place(face.cell);
    double area = 1;
    for (std::size_t a = 0; a < 3; ++a)
        if (int(a) != face.axis) area *= lines[a][std::size_t(c[a]) + 1] - lines[a][std::size_t(c[a])];
    return area;
}

Vec3 FoamCase::centre(int cell) const {
    const auto c = place(cell);
    return {middle(lines[0], c[0]), middle(lines[1], c[1]), middle(lines[2], c[2])};
}

FoamCase makeFoamCase(const AirCase& hall, const GridLines& lines, const FoamOptions& options) {
    if (hasBands(hall)) return makeFoamCase(splitBands(hall).airCase, lines, options);
    FoamCase foam;
    foam.hall = hall;
    const bool given = !lines[0].empty() && !lines[1].empty() && !lines[2].empty() && !(options.cell_m > 0);
    foam.lines = given ? lines : gridLines(hall, options.cell_m > 0 ? options.cell_m : hall.cell_m, options.cell_m > 0 ? options.cell_m : hall.cellZ_m);
    const double lattice = double(foam.nx()) * double(foam.ny()) * double(foam.nz());
    if (lattice > double(kMaxCells)) {
        foam.issues.push_back({Severity::Error, "foam.tooManyCells", {}, {}, {}, {TWIN_TR("The mesh would have {0} million cells."), {fmt::format("{:.0f}", lattice / 1e6)}},
                               fmt::format("{:.0f}", lattice), fmt::format("≤ {}", kMaxCells), {TWIN_TR("Take larger cells."), {}}});
        return foam;
    }
    Builder builder(foam);
    builder.cells();
    builder.walls();
    for (std::size_t d = 0; d < hall.devices.size(); ++d) {
        const Device& device = hall.devices[d];
        if (!(device.flow_m3_s > 0)) continue;
        const char* kind = device.kind == Device::Kind::Rack ? "rack" : "cooler";
        if (!builder.share(FoamPatch::Kind::Intake, int(d), &Device::intakes))
            builder.add({fmt::format("{}{}_in", kind, d), FoamPatch::Kind::Intake, int(d), {int(d)}, 0, device.flow_m3_s, {}}, pointers(device.intakes), device.name);
        if (!builder.share(FoamPatch::Kind::Outlet, int(d), &Device::outlets))
            builder.add({fmt::format("{}{}_out", kind, d), FoamPatch::Kind::Outlet, int(d), {int(d)}, 0, device.flow_m3_s, {}}, pointers(device.outlets), device.name);
    }
    for (std::size_t s = 0; s < hall.supplies.size(); ++s)
        if (hall.supplies[s].flow_m3_s > 0)
            builder.add({fmt::format("supply{}", s), FoamPatch::Kind::Supply, int(s), {}, 0, hall.supplies[s].flow_m3_s, {}}, {&hall.supplies[s].opening}, hall.supplies[s].name);
    for (std::size_t r = 0; r < hall.returns.size(); ++r)
        builder.add({fmt::format("return{}", r), FoamPatch::Kind::Return, int(r), {}, 0, 0, {}}, {&hall.returns[r].opening}, hall.returns[r].name);
    builder.scaleShared();
    builder.wallFaces();
    if (std::all_of(foam.patches.begin(), foam.patches.end(), [](const FoamPatch& p) { return p.kind == FoamPatch::Kind::Wall; }))
        foam.issues.push_back({Severity::Error, "foam.empty", {}, {}, {}, {TWIN_TR("Nothing moves air in this hall."), {}}, {}, {}, {TWIN_TR("Add racks and cooling with a flow."), {}}});
    if (!hasErrors(foam.issues)) builder.balance();
    return foam;
}

}  // namespace twin::air
