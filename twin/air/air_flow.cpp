// SPDX-License-Identifier: GPL-3.0-or-later
// Flow            v = −grad p with div v = q, where q is what openings give (+) and draw (−); no flow through solids.
//                 On cells: Σ faces (area / distance) (p_c − p_n) = q_c, one singular system for all regions. Each
//                 region's sources sum to zero (leaks see to it); its constant is free.
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

/// What the openings give less what they draw; each region's sum is made exactly zero.
numerics::BigArray<double> sources(const AirGrid& grid) {
    numerics::BigArray<double> q(static_cast<std::size_t>(grid.shape.size()), 0.0);
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
numerics::BigArray<double> firstGuess(const AirGrid& grid, const AirFlow& before) {
    const int sy = grid.shape.strideY(), sz = grid.shape.strideZ();
    numerics::BigArray<double> p = before.potential;
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
    flow->grid = makeGrid(airCase, pool);
    linkDevices(airCase, flow->grid, flow->issues);
    addLeaks(airCase, flow->grid, flow->issues);
    const AirGrid& grid = flow->grid;
    SolveReport& report = flow->report;
    double totalFlow = 0;
    for (const Link& link : grid.links) {
        flow->largestFlow_m3_s = std::max(flow->largestFlow_m3_s, link.flow_m3_s);
        totalFlow += link.flow_m3_s;
    }
    flow->potential = numerics::BigArray<double>(static_cast<std::size_t>(grid.shape.size()), 0.0);
    if (!grid.links.empty()) {
        const AirFlow* before = options.warmStart ? options.warmStart->flow.get() : nullptr;
        std::shared_ptr<const numerics::MultigridLevels> levels;
        if (before != nullptr && before->grid.shape == grid.shape) {
            flow->potential = firstGuess(grid, *before);
            if (before->grid.faces == grid.faces) levels = before->levels;
        }
        const numerics::BigArray<double> q = sources(grid);
        numerics::Multigrid multigrid(grid.faces, pool, std::move(levels));
        flow->levels = multigrid.levels();
        report = multigrid.solve(q, flow->potential, {options.tolerance, flow->largestFlow_m3_s, options.maxIterations}, stop);
        if (report.status == SolveStatus::Cancelled) return flow;
        flow->massResidual = multigrid.residualSum() / totalFlow;
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
    return flow;
}

}  // namespace twin::air
