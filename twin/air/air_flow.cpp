// SPDX-License-Identifier: GPL-3.0-or-later
// Flow            v = −grad p with div v = q, where q is what openings give (+) and draw (−); no flow through solids.
//                 On cells: Σ faces (area / distance) (p_c − p_n) = q_c, one singular system for all regions. Each
//                 region's sources sum to zero (leaks see to it), its constant is fixed by a zero mean.
// What a device gives or draws passes a face that is closed for the potential; the cell velocity counts half of it.
#include "twin/air/air_flow.h"

#include "twin/air/air_cells.h"
#include "twin/numerics/multigrid.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace twin::air {
namespace {

/// Takes the mean of each region off (only values of open cells are touched).
void centreRegions(const AirGrid& grid, std::vector<double>& values) {
    std::vector<double> sum(static_cast<std::size_t>(grid.regions), 0.0);
    for (std::size_t c = 0; c < values.size(); ++c)
        if (grid.region[c] >= 0) sum[std::size_t(grid.region[c])] += values[c];
    for (std::size_t r = 0; r < sum.size(); ++r) sum[r] /= grid.regionCells[r];
    for (std::size_t c = 0; c < values.size(); ++c)
        if (grid.region[c] >= 0) values[c] -= sum[std::size_t(grid.region[c])];
}

std::vector<double> sources(const AirGrid& grid) {
    std::vector<double> q(static_cast<std::size_t>(grid.shape.size()), 0.0);
    for (const Link& link : grid.links) {
        for (const Tap& tap : link.intakes) q[std::size_t(tap.cell)] -= tap.flow_m3_s;
        for (const Tap& tap : link.outlets) q[std::size_t(tap.cell)] += tap.flow_m3_s;
    }
    return q;
}

std::vector<double> firstGuess(const AirGrid& grid, const AirResult* warm) {
    const numerics::GridShape& s = grid.shape;
    std::vector<double> p(static_cast<std::size_t>(s.size()), 0.0);
    if (warm == nullptr || warm->nx != s.nx || warm->ny != s.ny || warm->nz != s.nz ||
        warm->potential.size() != s.cells() || warm->temperature_C.size() != s.cells())
        return p;
    std::vector<std::size_t> freed;
    forCells(s, [&](std::size_t c, std::size_t at) {
        if (!grid.open[c]) return;
        p[c] = warm->potential[at];
        if (std::isnan(warm->temperature_C[at])) freed.push_back(c);
    });
    const auto sy = static_cast<std::size_t>(s.strideY()), sz = static_cast<std::size_t>(s.strideZ());
    for (const std::size_t c : freed) {
        double sum = 0;
        int count = 0;
        for (const std::size_t n : {c - 1, c + 1, c - sy, c + sy, c - sz, c + sz}) {
            if (p[n] == 0) continue;
            sum += p[n];
            ++count;
        }
        if (count > 0) p[c] = sum / count;
    }
    return p;
}

/// max and Σ |divergence|, m³/s
std::array<double, 2> divergence(const AirGrid& grid, const std::vector<double>& p, const std::vector<double>& q) {
    const auto sy = static_cast<std::size_t>(grid.shape.strideY()), sz = static_cast<std::size_t>(grid.shape.strideZ());
    const auto& f = grid.faces;
    double largest = 0, sum = 0;
    for (auto c = std::size_t(grid.shape.begin()); c < std::size_t(grid.shape.end()); ++c) {
        const double out = double(f.x[c]) * (p[c] - p[c - 1]) + double(f.x[c + 1]) * (p[c] - p[c + 1]) +
                           double(f.y[c]) * (p[c] - p[c - sy]) + double(f.y[c + sy]) * (p[c] - p[c + sy]) +
                           double(f.z[c]) * (p[c] - p[c - sz]) + double(f.z[c + sz]) * (p[c] - p[c + sz]);
        const double left = std::abs(q[c] - out);
        largest = std::max(largest, left);
        sum += left;
    }
    return {largest, sum};
}

void storeFlow(AirFlow& flow) {
    const AirGrid& grid = flow.grid;
    const std::vector<double>& p = flow.potential;
    const numerics::GridShape& s = grid.shape;
    const auto sy = static_cast<std::size_t>(s.strideY()), sz = static_cast<std::size_t>(s.strideZ());
    const std::size_t cells = s.cells();
    flow.resultPotential.resize(cells);
    for (auto* v : {&flow.u, &flow.v, &flow.w}) v->resize(cells);
    const auto& f = grid.faces;
    const double ax = 0.5 / (grid.dy * grid.dz), ay = 0.5 / (grid.dx * grid.dz), az = 0.5 / (grid.dx * grid.dy);
    forCells(s, [&](std::size_t c, std::size_t at) {
        flow.resultPotential[at] = p[c];
        flow.u[at] = float(ax * (double(f.x[c]) * (p[c - 1] - p[c]) + double(f.x[c + 1]) * (p[c] - p[c + 1])));
        flow.v[at] = float(ay * (double(f.y[c]) * (p[c - sy] - p[c]) + double(f.y[c + sy]) * (p[c] - p[c + sy])));
        flow.w[at] = float(az * (double(f.z[c]) * (p[c - sz] - p[c]) + double(f.z[c + sz]) * (p[c] - p[c + sz])));
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

std::shared_ptr<const AirFlow> solveFlow(const AirCase& airCase, const AirOptions& options, std::stop_token stop) {
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
    std::vector<double> q = sources(grid);
    centreRegions(grid, q);
    flow->potential = firstGuess(grid, options.warmStart);
    if (!grid.links.empty()) {
        numerics::WorkerPool pool(options.threads);
        numerics::Multigrid multigrid(grid.faces, pool);
        report = multigrid.solve(q, flow->potential, {options.tolerance, flow->largestFlow_m3_s, options.maxIterations}, stop);
        if (report.status == SolveStatus::Cancelled) return flow;
        centreRegions(grid, flow->potential);
        const auto [largest, sum] = divergence(grid, flow->potential, q);
        report.residual = largest / flow->largestFlow_m3_s;
        flow->massResidual = sum / totalFlow;
        if (report.status == SolveStatus::NotConverged) {
            Issue issue;
            issue.severity = Severity::Error;
            issue.code = "air.flowNotConverged";
            issue.text = {TWIN_TR("The air flow was not solved to the accuracy asked for."), {}};
            issue.value = fmt::format("{:.2g}", report.residual);
            issue.allowed = fmt::format("≤ {:.2g}", options.tolerance);
            flow->issues.push_back(std::move(issue));
        }
    } else {
        std::fill(flow->potential.begin(), flow->potential.end(), 0.0);
    }
    flow->transport = std::make_unique<const AirTransport>(grid, flow->potential);
    storeFlow(*flow);
    return flow;
}

}  // namespace twin::air
