// SPDX-License-Identifier: GPL-3.0-or-later
//
// Face flow between neighbours a, b of the fine grid: F = A (w_a u_a + w_b u_b), linear in the distance. Block flows are
// sums of these; with taps s they miss balance by r = Σ F_in + s. The correction F' = F − g (φ_to − φ_from) with
// Σ g (φ_c − φ_n) = r is the smallest in Σ δF²/g. g is the sum of area over distance, so φ is a potential and the
// correction a potential flow: it adds no eddies.
#include "twin/air/tracer_refined.h"

#include "twin/air/bands.h"
#include "twin/air/refined_grid.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace twin::air {

namespace {

constexpr double kBalance = 1e-10;  // of the largest tap
constexpr int kMostSteps = 4000;

/// Fine cells to blocks: the connected parts of every block of n × n × n cells.
struct Blocks {
    std::vector<int> of;  ///< padded fine cell → block; −1 solid
    int count = 0;
};

Blocks mergeCells(const RefinedGrid& grid, int n) {
    const numerics::GridShape& s = grid.shape;
    Blocks blocks;
    blocks.of.assign(std::size_t(s.size()), -1);
    std::vector<int> stack;
    const int step[3] = {1, s.strideY(), s.strideZ()};
    const numerics::BigArray<float>* face[3] = {&grid.conductance.x, &grid.conductance.y, &grid.conductance.z};
    std::vector<int> blockOf(std::size_t(s.size()), -1);
    for (int k = 0; k < s.nz; ++k)
        for (int j = 0; j < s.ny; ++j)
            for (int i = 0; i < s.nx; ++i)
                if (const auto c = std::size_t(s.index(i, j, k)); grid.open[c]) blockOf[c] = ((k / n) * (s.ny / n + 1) + j / n) * (s.nx / n + 1) + i / n;
    for (int c = s.begin(); c < s.end(); ++c) {
        if (blockOf[std::size_t(c)] < 0 || blocks.of[std::size_t(c)] >= 0) continue;
        const int id = blocks.count++;
        blocks.of[std::size_t(c)] = id;
        stack.assign(1, c);
        while (!stack.empty()) {
            const int at = stack.back();
            stack.pop_back();
            const auto visit = [&](int to, float g) {
                if (!(g > 0.f) || blocks.of[std::size_t(to)] >= 0 || blockOf[std::size_t(to)] != blockOf[std::size_t(at)]) return;
                blocks.of[std::size_t(to)] = id;
                stack.push_back(to);
            };
            for (int axis = 0; axis < 3; ++axis) {
                visit(at - step[axis], (*face[axis])[std::size_t(at)]);
                visit(at + step[axis], (*face[axis])[std::size_t(at + step[axis])]);
            }
        }
    }
    return blocks;
}

struct BlockFace {
    double flow = 0, conductance = 0, mixing = 0;
};

/// φ of Σ g (φ_c − φ_n) = r by conjugate gradients with the diagonal. False: not reached.
bool balance(const std::vector<std::pair<std::pair<int, int>, BlockFace>>& faces, const std::vector<double>& r, double tolerance, std::vector<double>& phi) {
    const std::size_t n = r.size();
    std::vector<double> diagonal(n, 0.0), residual = r, z(n), d(n), ad(n);
    for (const auto& [ends, face] : faces) diagonal[std::size_t(ends.first)] += face.conductance, diagonal[std::size_t(ends.second)] += face.conductance;
    phi.assign(n, 0.0);
    const auto largest = [&] { return std::accumulate(residual.begin(), residual.end(), 0.0, [](double a, double b) { return std::max(a, std::abs(b)); }); };
    const auto precondition = [&] {
        for (std::size_t c = 0; c < n; ++c) z[c] = diagonal[c] > 0 ? residual[c] / diagonal[c] : 0;
    };
    precondition();
    d = z;
    double rz = std::inner_product(residual.begin(), residual.end(), z.begin(), 0.0);
    for (int step = 0; step < kMostSteps; ++step) {
        if (largest() <= tolerance) return true;
        std::fill(ad.begin(), ad.end(), 0.0);
        for (const auto& [ends, face] : faces) {
            const double flow = face.conductance * (d[std::size_t(ends.first)] - d[std::size_t(ends.second)]);
            ad[std::size_t(ends.first)] += flow;
            ad[std::size_t(ends.second)] -= flow;
        }
        const double slope = std::inner_product(d.begin(), d.end(), ad.begin(), 0.0);
        if (!(slope > 0)) return largest() <= tolerance;
        const double alpha = rz / slope;
        for (std::size_t c = 0; c < n; ++c) phi[c] += alpha * d[c], residual[c] -= alpha * ad[c];
        precondition();
        const double next = std::inner_product(residual.begin(), residual.end(), z.begin(), 0.0);
        for (std::size_t c = 0; c < n; ++c) d[c] = z[c] + next / rz * d[c];
        rz = next;
    }
    return false;
}

/// Of a case without bands.
FlowGraph graphOf(const AirCase& airCase, const AirResult& refined, std::size_t mostCells) {
    FlowGraph none, graph;
    GridFaces planes{refined.xFaces, refined.yFaces, refined.zFaces};
    if (planes[0].size() != std::size_t(refined.nx) + 1 || planes[1].size() != std::size_t(refined.ny) + 1 || planes[2].size() != std::size_t(refined.nz) + 1) return none;
    AirCase posed = airCase;
    posed.cell_m = posed.cellZ_m = 1;  // the planes are given
    Issues issues;
    const RefinedGrid grid = makeRefinedGrid(posed, planes, issues);
    const numerics::GridShape& s = grid.shape;
    if (s.nx != refined.nx || s.ny != refined.ny || s.nz != refined.nz) return none;
    int n = 1;
    while (grid.openCells / (std::size_t(n) * std::size_t(n) * std::size_t(n)) > mostCells) ++n;
    const Blocks blocks = mergeCells(grid, n);
    graph.cells = blocks.count;

    const std::vector<float>* speed[3] = {&refined.u, &refined.v, &refined.w};
    const numerics::BigArray<float>* conductance[3] = {&grid.conductance.x, &grid.conductance.y, &grid.conductance.z};
    const int step[3] = {1, s.strideY(), s.strideZ()};
    const double molecular_m2_s = airCase.nu_m2_s / airCase.prandtl;
    std::map<std::pair<int, int>, BlockFace> found;  // ordered: the same list always
    for (int k = 0; k < s.nz; ++k)
        for (int j = 0; j < s.ny; ++j)
            for (int i = 0; i < s.nx; ++i) {
                const int c = s.index(i, j, k), at[3] = {i, j, k};
                if (!grid.open[std::size_t(c)]) continue;
                const std::size_t cell = refined.index(i, j, k), before[3] = {cell - 1, cell - std::size_t(refined.nx), cell - std::size_t(refined.nx) * std::size_t(refined.ny)};
                for (std::size_t axis = 0; axis < 3; ++axis) {
                    const auto g = double((*conductance[axis])[std::size_t(c)]);
                    if (!(g > 0) || at[axis] == 0) continue;
                    const int from = blocks.of[std::size_t(c - step[axis])], to = blocks.of[std::size_t(c)];
                    if (from == to) continue;
                    const auto here = std::size_t(at[axis]);
                    const double weight = double(grid.weight[axis][here]), area_m2 = g * double(grid.distance[axis][here]);
                    const double velocity = weight * double((*speed[axis])[cell]) + (1 - weight) * double((*speed[axis])[before[axis]]);
                    const double eddy = refined.nut_m2_s.empty() ? 0 : 0.5 * double(refined.nut_m2_s[cell] + refined.nut_m2_s[before[axis]]) / airCase.turbulentPrandtl;
                    const bool ordered = from < to;
                    BlockFace& face = found[ordered ? std::pair{from, to} : std::pair{to, from}];
                    face.flow += (ordered ? 1 : -1) * velocity * area_m2;
                    face.conductance += g;
                    face.mixing += (molecular_m2_s + eddy) * g / n;
                }
            }
    std::vector<std::pair<std::pair<int, int>, BlockFace>> faces(found.begin(), found.end());

    for (const Device& device : airCase.devices) graph.ports.push_back({device.name, device.kind == Device::Kind::Rack ? AirPort::Kind::Rack : AirPort::Kind::Supply, 0, 0});
    std::vector<double> net(std::size_t(blocks.count), 0.0);
    double largest = 0;
    const auto tap = [&](bool given, int block, int port, double flow) {
        if (!(flow > 0) || block < 0) return;
        (given ? graph.given : graph.drawn).push_back({block, port, flow});
        (given ? graph.ports[std::size_t(port)].flow_m3_s : graph.ports[std::size_t(port)].drawn_m3_s) += flow;
        net[std::size_t(block)] += given ? flow : -flow;
        largest = std::max(largest, flow);
    };
    std::vector<double> drawn(airCase.devices.size(), 0.0), given(airCase.devices.size(), 0.0);
    for (const bool summing : {true, false})
        for (const Patch& patch : grid.patches) {
            const bool gives = patch.kind == Patch::Kind::Outlet;
            if ((!gives && patch.kind != Patch::Kind::Intake) || !grid.deviceRuns[std::size_t(patch.owner)]) continue;
            const auto owner = std::size_t(patch.owner);
            double& whole = (gives ? given : drawn)[owner];
            for (const PatchFace& face : patch.faces) {
                const double flow = std::abs(double(face.flux_m3_s));
                if (summing) whole += flow;
                else if (whole > 0) tap(gives, blocks.of[std::size_t(face.cell)], patch.owner, airCase.devices[owner].flow_m3_s * flow / whole);
            }
        }
    // What a closed space receives too much leaves it evenly; the hall gives it back.
    std::vector<int> regionOf(std::size_t(blocks.count), -1);
    std::vector<double> volume(std::size_t(blocks.count), 0.0), regionNet(grid.regionVolume_m3.size(), 0.0);
    for (int k = 0; k < s.nz; ++k)
        for (int j = 0; j < s.ny; ++j)
            for (int i = 0; i < s.nx; ++i) {
                const auto c = std::size_t(s.index(i, j, k));
                if (blocks.of[c] < 0) continue;
                regionOf[std::size_t(blocks.of[c])] = grid.region[c];
                volume[std::size_t(blocks.of[c])] += grid.volume(i, j, k);
            }
    for (std::size_t b = 0; b < net.size(); ++b)
        if (regionOf[b] >= 0) regionNet[std::size_t(regionOf[b])] += net[b];
    for (std::size_t region = 0; region < regionNet.size(); ++region) {
        if (std::abs(regionNet[region]) <= 1e-12 * largest) continue;
        if (graph.ports.size() == airCase.devices.size()) graph.ports.push_back({"leaks", AirPort::Kind::Outside, 0, 0});
        const double surplus = regionNet[region];
        for (std::size_t b = 0; b < net.size(); ++b)
            if (regionOf[b] == int(region)) tap(surplus < 0, int(b), int(airCase.devices.size()), std::abs(surplus) * volume[b] / grid.regionVolume_m3[region]);
    }

    std::vector<double> r = net, phi;
    for (const auto& [ends, face] : faces) r[std::size_t(ends.first)] -= face.flow, r[std::size_t(ends.second)] += face.flow;
    if (!(largest > 0) || !balance(faces, r, kBalance * largest, phi)) return none;
    for (const auto& [ends, face] : faces)
        graph.faces.push_back({ends.first, ends.second, face.flow + face.conductance * (phi[std::size_t(ends.first)] - phi[std::size_t(ends.second)]), face.mixing});
    return graph;
}

}  // namespace

FlowGraph refinedFlowGraph(const AirCase& airCase, const AirResult& refined, std::size_t mostCells) {
    if (!airCase.supplies.empty() || !airCase.returns.empty() || refined.u.empty() || refined.devices.size() != airCase.devices.size()) return {};
    if (!hasBands(airCase)) return graphOf(airCase, refined, mostCells);
    const SplitCase split = splitBands(airCase);
    return joinBands(graphOf(split.airCase, refined, mostCells), airCase, split);
}

}  // namespace twin::air
