// SPDX-License-Identifier: GPL-3.0-or-later
// Flow            v = −grad p with div v = q, where q is what openings give (+) and draw (−); no flow through solids.
//                 On cells: Σ faces (area / distance) (p_c − p_n) = q_c, one singular system for all regions. Each
//                 region's sources sum to zero (leaks see to it), its constant is fixed by a zero mean.
// Heat            rho cp v·grad T = 0 between sources, first-order upwind in the order of the flow (air_transport.cpp).
// Coupling        fixed point of the outlet temperatures (air_coupling.cpp).
// What a device gives or draws passes a face that is closed for the potential; the cell velocity counts half of it.
#include "twin/air/air_solver.h"

#include "twin/air/air_coupling.h"
#include "twin/air/air_grid.h"
#include "twin/air/air_transport.h"
#include "twin/numerics/multigrid.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <limits>

namespace twin::air {
namespace {

constexpr double kStagnant = 1e-7;  // of the largest device flow: below, a cell has no wind of its own
constexpr float kColdest_C = -50.f, kHottest_C = 150;  // shown where there is no steady state

/// f(padded index, index in results)
template <class F>
void forCells(const numerics::GridShape& s, F&& f) {
    std::size_t at = 0;
    for (int k = 0; k < s.nz; ++k)
        for (int j = 0; j < s.ny; ++j)
            for (int i = 0, c = s.index(0, j, k); i < s.nx; ++i, ++c, ++at) f(static_cast<std::size_t>(c), at);
}

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

void storeFlow(const AirGrid& grid, const std::vector<double>& p, AirResult& result) {
    const numerics::GridShape& s = grid.shape;
    const auto sy = static_cast<std::size_t>(s.strideY()), sz = static_cast<std::size_t>(s.strideZ());
    const std::size_t cells = s.cells();
    result.potential.resize(cells);
    for (auto* v : {&result.u, &result.v, &result.w}) v->resize(cells);
    const auto& f = grid.faces;
    const double ax = 0.5 / (grid.dy * grid.dz), ay = 0.5 / (grid.dx * grid.dz), az = 0.5 / (grid.dx * grid.dy);
    forCells(s, [&](std::size_t c, std::size_t at) {
        result.potential[at] = p[c];
        result.u[at] = float(ax * (double(f.x[c]) * (p[c - 1] - p[c]) + double(f.x[c + 1]) * (p[c] - p[c + 1])));
        result.v[at] = float(ay * (double(f.y[c]) * (p[c - sy] - p[c]) + double(f.y[c + sy]) * (p[c] - p[c + sy])));
        result.w[at] = float(az * (double(f.z[c]) * (p[c - sz] - p[c]) + double(f.z[c + sz]) * (p[c] - p[c + sz])));
    });
    const std::array<std::vector<float>*, 3> velocity{&result.u, &result.v, &result.w};
    const std::array<double, 3> perFlow{ax, ay, az};
    for (const Link& link : grid.links)
        for (const auto* taps : {&link.intakes, &link.outlets})
            for (const Tap& tap : *taps) {
                const int i = tap.cell % s.strideY() - 1, j = tap.cell % s.strideZ() / s.strideY() - 1;
                const std::size_t at = result.index(i, j, tap.cell / s.strideZ() - 1);
                const auto axis = static_cast<std::size_t>(tap.axis);
                const int sign = taps == &link.outlets ? tap.sign : -tap.sign;
                (*velocity[axis])[at] += float(sign * tap.flow_m3_s * perFlow[axis]);
            }
}

void storeDevices(const AirCase& airCase, const AirGrid& grid, const AirTransport& transport, const Coupling& coupling,
                  AirResult& result) {
    for (std::size_t l = 0; l < grid.links.size(); ++l) {
        if (grid.links[l].device < 0) continue;
        const Device& device = airCase.devices[std::size_t(grid.links[l].device)];
        DeviceResult& out = result.devices[std::size_t(grid.links[l].device)];
        const double intake = coupling.drawn[l].temperature, outlet = coupling.given[l].temperature;
        const double perKelvin_W = airCase.rho_kg_m3 * airCase.cp_J_kgK * device.flow_m3_s;
        out.flow_m3_s = device.flow_m3_s;
        out.intake_C = intake + coupling.offset_C;
        const auto part = [&](double Tap::*which) {
            const double value = transport.drawnTemperature(l, which);
            return (std::isnan(value) ? intake : value) + coupling.offset_C;
        };
        out.intakeLow_C = part(&Tap::low);
        out.intakeMid_C = part(&Tap::mid);
        out.intakeHigh_C = part(&Tap::high);
        out.outlet_C = outlet + coupling.offset_C;
        out.heat_W = perKelvin_W * (outlet - intake);
        out.recirculation = std::clamp(coupling.drawn[l].rackShare, 0.0, 1.0);
        out.overloaded = device.kind == Device::Kind::Cooler && device.capacity_W > 0 &&
                         (intake + coupling.offset_C - device.supply_C) * perKelvin_W > device.capacity_W * (1 + 1e-9);
        if (out.heat_W > 0) result.heatIn_W += out.heat_W;
        if (out.heat_W < 0) result.heatOut_W -= out.heat_W;
    }
    if (result.heatIn_W > 0) result.energyResidual = std::abs(result.heatIn_W - result.heatOut_W) / result.heatIn_W;
}

void reportNoSteadyState(const AirCase& airCase, const AirGrid& grid, const Coupling& coupling, AirResult& result) {
    double heat_W = 0, capacity_W = 0;
    for (const Link& link : grid.links) {
        if (link.device < 0) continue;
        const Device& device = airCase.devices[std::size_t(link.device)];
        (device.kind == Device::Kind::Rack ? heat_W : capacity_W) +=
            device.kind == Device::Kind::Rack ? device.heat_W : device.capacity_W;
    }
    const int worst = grid.links[coupling.worst].device;
    if (worst >= 0) result.report.worst = airCase.devices[std::size_t(worst)].name;
    Issue issue;
    issue.severity = Severity::Error;
    issue.itemName = result.report.worst;
    if (heat_W > capacity_W) {
        issue.code = "air.coolingShort";
        issue.text = {TWIN_TR("The hall has no steady state: {0} kW of heat, but its coolers remove {1} kW at most."),
                      {fmt::format("{:.1f}", heat_W / 1000), fmt::format("{:.1f}", capacity_W / 1000)}};
        issue.value = fmt::format("{:.1f} kW", heat_W / 1000);
        issue.allowed = fmt::format("≤ {:.1f} kW", capacity_W / 1000);
        issue.hint = {TWIN_TR("Add coolers, raise their capacity or lower the load."), {}};
    } else {
        issue.code = "air.closedRecirculation";
        issue.text = {TWIN_TR("The air at {0} finds no steady temperature: too little of it reaches a cooler with "
                              "capacity to spare."),
                      {result.report.worst}};
        issue.value = fmt::format("{:.3g} K", coupling.change_K);
        issue.hint = {TWIN_TR("Give the exhaust a way to a cooler and the intake a way from one."), {}};
    }
    result.issues.push_back(std::move(issue));
}

AirResult emptyResult(const AirCase& airCase, const AirGrid& grid) {
    AirResult result;
    result.nx = grid.shape.nx;
    result.ny = grid.shape.ny;
    result.nz = grid.shape.nz;
    result.dx = grid.dx;
    result.dy = grid.dy;
    result.dz = grid.dz;
    DeviceResult still;
    still.intake_C = still.intakeLow_C = still.intakeMid_C = still.intakeHigh_C = still.outlet_C = stillAir_C(airCase);
    result.devices.assign(airCase.devices.size(), still);
    std::vector<char> inFlow(airCase.devices.size(), 0);
    for (const Link& link : grid.links)
        if (link.device >= 0) inFlow[std::size_t(link.device)] = 1;
    for (std::size_t d = 0; d < inFlow.size(); ++d)
        if (!inFlow[d] && airCase.devices[d].kind == Device::Kind::Rack)
            result.heatNotRemoved_W += airCase.devices[d].heat_W;
    return result;
}

}  // namespace

AirResult solveAir(const AirCase& airCase, const AirOptions& options, std::stop_token stop) {
    const auto started = std::chrono::steady_clock::now();
    AirResult result;
    const auto finish = [&](SolveStatus status) {
        result.report.status = status;
        result.report.time_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
        return std::move(result);
    };
    Issues issues = checkCase(airCase);
    if (!issues.empty()) {
        result.report.worst = issues.front().itemName;
        result.issues = std::move(issues);
        return finish(SolveStatus::NotConverged);
    }
    AirGrid grid = makeGrid(airCase);
    linkDevices(airCase, grid, issues);
    addLeaks(airCase, grid, issues);
    result = emptyResult(airCase, grid);
    result.issues = std::move(issues);
    if (stop.stop_requested()) return finish(SolveStatus::Cancelled);

    double largestFlow = 0, totalFlow = 0;
    for (const Link& link : grid.links) {
        largestFlow = std::max(largestFlow, link.flow_m3_s);
        totalFlow += link.flow_m3_s;
    }
    std::vector<double> q = sources(grid);
    centreRegions(grid, q);
    std::vector<double> p = firstGuess(grid, options.warmStart);
    SolveStatus status = SolveStatus::NothingToSolve;
    if (!grid.links.empty()) {
        numerics::WorkerPool pool(options.threads);
        numerics::Multigrid multigrid(grid.faces, pool);
        result.report = multigrid.solve(q, p, {options.tolerance, largestFlow, options.maxIterations}, stop);
        if (result.report.status == SolveStatus::Cancelled) return finish(SolveStatus::Cancelled);
        centreRegions(grid, p);
        status = result.report.status;
        const auto [largest, sum] = divergence(grid, p, q);
        result.report.residual = largest / largestFlow;
        result.massResidual = sum / totalFlow;
        if (status == SolveStatus::NotConverged) {
            Issue issue;
            issue.severity = Severity::Error;
            issue.code = "air.flowNotConverged";
            issue.text = {TWIN_TR("The air flow was not solved to the accuracy asked for."), {}};
            issue.value = fmt::format("{:.2g}", result.report.residual);
            issue.allowed = fmt::format("≤ {:.2g}", options.tolerance);
            result.issues.push_back(std::move(issue));
        }
    } else {
        std::fill(p.begin(), p.end(), 0.0);
    }
    AirTransport transport(grid, p);
    if (stop.stop_requested()) return finish(SolveStatus::Cancelled);
    const Coupling coupling = coupleLinks(airCase, grid, transport, options, stop);
    if (coupling.cancelled) return finish(SolveStatus::Cancelled);
    result.couplingPasses = coupling.passes;
    result.couplingChange_K = coupling.change_K;
    storeFlow(grid, p, result);
    storeDevices(airCase, grid, transport, coupling, result);
    const std::vector<float> temperature = transport.temperatures(kStagnant * largestFlow, coupling.offset_C);
    result.temperature_C.resize(grid.shape.cells());
    forCells(grid.shape, [&](std::size_t c, std::size_t at) { result.temperature_C[at] = temperature[c]; });
    if (!grid.links.empty() && !coupling.converged) {
        for (float& t : result.temperature_C)
            if (!std::isnan(t)) t = std::clamp(t, kColdest_C, kHottest_C);
        reportNoSteadyState(airCase, grid, coupling, result);
        status = SolveStatus::NotConverged;
    }
    return finish(status);
}

}  // namespace twin::air
