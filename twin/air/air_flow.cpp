// SPDX-License-Identifier: GPL-3.0-or-later
// Flow            v = −grad p with div v = q, where q is what openings give (+) and draw (−); no flow through solids.
//                 On cells: Σ faces (area / distance) (p_c − p_n) = q_c, one singular system for all regions. Each
//                 region's sources sum to zero (leaks see to it); its constant is free.
// What a device gives or draws passes a face that is closed for the potential; the cell velocity counts half of it.
#include "twin/air/air_flow.h"

#include "twin/numerics/multigrid.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <utility>

namespace twin::air {
namespace {

constexpr int kBlock = 8192;  // cells a thread takes at once

/// What the openings give less what they draw; each region's sum is made exactly zero.
std::vector<double> sources(const AirGrid& grid) {
    std::vector<double> q(static_cast<std::size_t>(grid.shape.size()), 0.0);
    std::vector<double> net(static_cast<std::size_t>(grid.regions), 0.0);
    std::vector<const Tap*> largest(net.size(), nullptr);
    for (const Link& link : grid.links)
        for (const auto* taps : {&link.intakes, &link.outlets})
            for (const Tap& tap : *taps) {
                const auto cell = static_cast<std::size_t>(tap.cell), region = static_cast<std::size_t>(grid.region[cell]);
                const double given = taps == &link.outlets ? tap.flow_m3_s : -tap.flow_m3_s;
                q[cell] += given;
                net[region] += given;
                if (largest[region] == nullptr || tap.flow_m3_s > largest[region]->flow_m3_s) largest[region] = &tap;
            }
    for (std::size_t r = 0; r < net.size(); ++r)
        if (largest[r] != nullptr) q[std::size_t(largest[r]->cell)] -= net[r];
    return q;
}

/// The potential of an earlier flow on a grid of the same shape; cells that were closed take the mean of their
/// neighbours.
std::vector<double> firstGuess(const AirGrid& grid, const AirFlow& before) {
    const int sy = grid.shape.strideY(), sz = grid.shape.strideZ();
    std::vector<double> p = before.potential;
    std::vector<int> freed;
    for (int c = grid.shape.begin(); c < grid.shape.end(); ++c) {
        const auto q = static_cast<std::size_t>(c);
        if (grid.open[q] == before.grid.open[q]) continue;
        p[q] = 0;
        if (grid.open[q]) freed.push_back(c);
    }
    for (const int c : freed) {
        double sum = 0;
        int count = 0;
        for (const int n : {c - 1, c + 1, c - sy, c + sy, c - sz, c + sz}) {
            if (p[std::size_t(n)] == 0) continue;
            sum += p[std::size_t(n)];
            ++count;
        }
        if (count > 0) p[std::size_t(c)] = sum / count;
    }
    return p;
}

/// Σ |divergence|, m³/s
double divergence(const AirGrid& grid, const std::vector<double>& p, const std::vector<double>& q, numerics::WorkerPool& pool) {
    const int sy = grid.shape.strideY(), sz = grid.shape.strideZ(), begin = grid.shape.begin(), end = grid.shape.end();
    const float *gx = grid.faces.x.data(), *gy = grid.faces.y.data(), *gz = grid.faces.z.data();
    const double *x = p.data(), *given = q.data();
    std::vector<double> parts(static_cast<std::size_t>((end - begin + kBlock - 1) / kBlock), 0.0);
    pool.parallelFor(static_cast<int>(parts.size()), [&](int b) {
        double sum = 0;
        for (int c = begin + b * kBlock; c < std::min(begin + (b + 1) * kBlock, end); ++c) {
            const double out = double(gx[c]) * (x[c] - x[c - 1]) + double(gx[c + 1]) * (x[c] - x[c + 1]) +
                               double(gy[c]) * (x[c] - x[c - sy]) + double(gy[c + sy]) * (x[c] - x[c + sy]) +
                               double(gz[c]) * (x[c] - x[c - sz]) + double(gz[c + sz]) * (x[c] - x[c + sz]);
            sum += std::abs(given[c] - out);
        }
        parts[std::size_t(b)] = sum;
    });
    return std::accumulate(parts.begin(), parts.end(), 0.0);
}

void storeFlow(AirFlow& flow, numerics::WorkerPool& pool) {
    const AirGrid& grid = flow.grid;
    const double* p = flow.potential.data();
    const numerics::GridShape& s = grid.shape;
    const int sy = s.strideY(), sz = s.strideZ();
    for (auto* v : {&flow.u, &flow.v, &flow.w}) v->resize(s.cells());
    const float *gx = grid.faces.x.data(), *gy = grid.faces.y.data(), *gz = grid.faces.z.data();
    const double ax = 0.5 / (grid.dy * grid.dz), ay = 0.5 / (grid.dx * grid.dz), az = 0.5 / (grid.dx * grid.dy);
    pool.parallelFor(s.nz, [&](int k) {
        for (int j = 0; j < s.ny; ++j) {
            const int row = s.index(0, j, k);
            const std::size_t at = (std::size_t(k) * std::size_t(s.ny) + std::size_t(j)) * std::size_t(s.nx);
            float *u = flow.u.data() + at, *v = flow.v.data() + at, *w = flow.w.data() + at;
            for (int i = 0; i < s.nx; ++i) {
                const int c = row + i;
                u[i] = float(ax * (double(gx[c]) * (p[c - 1] - p[c]) + double(gx[c + 1]) * (p[c] - p[c + 1])));
                v[i] = float(ay * (double(gy[c]) * (p[c - sy] - p[c]) + double(gy[c + sy]) * (p[c] - p[c + sy])));
                w[i] = float(az * (double(gz[c]) * (p[c - sz] - p[c]) + double(gz[c + sz]) * (p[c] - p[c + sz])));
            }
        }
    });
    const std::array<std::vector<float>*, 3> velocity{&flow.u, &flow.v, &flow.w};
    const std::array<double, 3> perFlow{ax, ay, az};
    for (const Link& link : grid.links)
        for (const auto* taps : {&link.intakes, &link.outlets})
            for (const Tap& tap : *taps) {
                const int i = tap.cell % s.strideY() - 1, j = tap.cell % s.strideZ() / s.strideY() - 1;
                const std::size_t at = (std::size_t(tap.cell / s.strideZ() - 1) * std::size_t(s.ny) + std::size_t(j)) * std::size_t(s.nx) + std::size_t(i);
                const auto axis = static_cast<std::size_t>(tap.axis);
                const int sign = taps == &link.outlets ? tap.sign : -tap.sign;
                (*velocity[axis])[at] += float(sign * tap.flow_m3_s * perFlow[axis]);
            }
}

}  // namespace

bool sameFlow(const AirCase& a, const AirCase& b) {
    if (a.sizeX_m != b.sizeX_m || a.sizeY_m != b.sizeY_m || a.sizeZ_m != b.sizeZ_m || a.outline != b.outline || a.cell_m != b.cell_m ||
        a.cellZ_m != b.cellZ_m || a.solids != b.solids || a.panels != b.panels || a.deviceBodies != b.deviceBodies ||
        a.devices.size() != b.devices.size())
        return false;
    for (std::size_t d = 0; d < a.devices.size(); ++d) {
        const Device &x = a.devices[d], &y = b.devices[d];
        if (x.kind != y.kind || x.flow_m3_s != y.flow_m3_s || x.intakes != y.intakes || x.outlets != y.outlets) return false;
    }
    return true;
}

std::shared_ptr<const AirFlow> solveFlow(const AirCase& airCase, const AirOptions& options, numerics::WorkerPool& pool, std::stop_token stop) {
    auto flow = std::make_shared<AirFlow>();
    flow->airCase = airCase;
    flow->grid = makeGrid(airCase);
    linkDevices(airCase, flow->grid, flow->issues);
    addLeaks(airCase, flow->grid, flow->issues);
    const AirGrid& grid = flow->grid;
    SolveReport& report = flow->report;
    double totalFlow = 0;
    for (const Link& link : grid.links) {
        flow->largestFlow_m3_s = std::max(flow->largestFlow_m3_s, link.flow_m3_s);
        totalFlow += link.flow_m3_s;
    }
    flow->potential.assign(static_cast<std::size_t>(grid.shape.size()), 0.0);
    if (!grid.links.empty()) {
        const AirFlow* before = options.warmStart ? options.warmStart->flow.get() : nullptr;
        std::shared_ptr<const numerics::MultigridLevels> levels;
        if (before != nullptr && before->grid.shape == grid.shape) {
            flow->potential = firstGuess(grid, *before);
            if (before->grid.faces == grid.faces) levels = before->levels;
        }
        const std::vector<double> q = sources(grid);
        numerics::Multigrid multigrid(grid.faces, pool, std::move(levels));
        flow->levels = multigrid.levels();
        report = multigrid.solve(q, flow->potential, {options.tolerance, flow->largestFlow_m3_s, options.maxIterations}, stop);
        if (report.status == SolveStatus::Cancelled) return flow;
        flow->massResidual = divergence(grid, flow->potential, q, pool) / totalFlow;
        if (report.status == SolveStatus::NotConverged) {
            Issue issue;
            issue.severity = Severity::Error;
            issue.code = "air.flowNotConverged";
            issue.text = {TWIN_TR("The air flow was not solved to the accuracy asked for."), {}};
            issue.value = fmt::format("{:.2g}", report.residual);
            issue.allowed = fmt::format("≤ {:.2g}", options.tolerance);
            flow->issues.push_back(std::move(issue));
        }
    }
    flow->transport = std::make_unique<const AirTransport>(grid, flow->potential, pool);
    storeFlow(*flow, pool);
    return flow;
}

}  // namespace twin::air
