// SPDX-License-Identifier: GPL-3.0-or-later
// Flow            potential flow (air_flow.cpp), solved once for all heats.
// Heat            rho cp v·grad T = 0 between sources, first-order upwind in the order of the flow (air_transport.cpp).
// Coupling        fixed point of the outlet temperatures (air_coupling.cpp).
#include "twin/air/air_solver.h"

#include "twin/air/air_coupling.h"
#include "twin/air/air_flow.h"
#include "twin/air/bands.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>

namespace twin::air {
namespace {

constexpr double kStagnant = 1e-7;  // of the largest device flow: below, a cell has no wind of its own
constexpr float kColdest_C = -50.f, kHottest_C = 150;  // shown where there is no steady state

void storeDevices(const AirCase& airCase, const AirGrid& grid, const AirTransport& transport, const Coupling& coupling,
                  AirResult& result) {
    for (std::size_t l = 0; l < grid.links.size(); ++l) {
        if (grid.links[l].device < 0) continue;
        const Device& device = airCase.devices[std::size_t(grid.links[l].device)];
        DeviceResult& out = result.devices[std::size_t(grid.links[l].device)];
        const double intake = coupling.drawn[l], outlet = coupling.given[l];
        const double perKelvin_W = airCase.rho_kg_m3 * airCase.cp_J_kgK * device.flow_m3_s;
        out.flow_m3_s = device.flow_m3_s;
        out.intake_C = intake + coupling.offset_C;
        const auto part = [&](double Tap::*which) {
            const double value = transport.drawnTemperature(l, which, coupling.cells);
            return (std::isnan(value) ? intake : value) + coupling.offset_C;
        };
        out.intakeLow_C = part(&Tap::low);
        out.intakeMid_C = part(&Tap::mid);
        out.intakeHigh_C = part(&Tap::high);
        out.outlet_C = outlet + coupling.offset_C;
        out.heat_W = perKelvin_W * (outlet - intake);
        out.recirculation = std::clamp(coupling.rackShare[l], 0.0, 1.0);
        out.overloaded = device.kind == Device::Kind::Cooler && device.capacity_W > 0 &&
                         (intake + coupling.offset_C - device.supply_C) * perKelvin_W > device.capacity_W * (1 + 1e-9);
        if (out.heat_W > 0) result.heatIn_W += out.heat_W;
        if (out.heat_W < 0) result.heatOut_W -= out.heat_W;
    }
    result.heatThroughWalls_W = airCase.rho_kg_m3 * airCase.cp_J_kgK * coupling.throughWalls_m3_sK;
    const double brought_W = result.heatIn_W + std::max(result.heatThroughWalls_W, 0.0);
    if (brought_W > 0) result.energyResidual = std::abs(result.heatIn_W + result.heatThroughWalls_W - result.heatOut_W) / brought_W;
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
    if (hasBands(airCase)) return solveAirInBands(airCase, options, stop);
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
    const bool known = options.warmStart != nullptr && options.warmStart->flow && sameFlow(options.warmStart->flow->airCase, airCase);
    numerics::WorkerPool pool(options.threads);
    const std::shared_ptr<const AirFlow> flow = known ? options.warmStart->flow : solveFlow(airCase, options, pool, stop);
    const AirGrid& grid = flow->grid;
    result = emptyResult(airCase, grid);
    result.issues = flow->issues;
    result.report = flow->report;
    result.massResidual = flow->massResidual;
    if (stop.stop_requested() || !flow->transport) return finish(SolveStatus::Cancelled);
    result.flow = flow;
    SolveStatus status = grid.links.empty() ? SolveStatus::NothingToSolve : flow->report.status;
    const Coupling coupling = coupleLinks(airCase, grid, *flow->transport, options, pool, stop);
    if (coupling.cancelled) return finish(SolveStatus::Cancelled);
    result.couplingPasses = coupling.passes;
    result.couplingChange_K = coupling.change_K;
    auto velocity = flow->transport->velocity(pool);
    result.u = std::move(velocity[0]), result.v = std::move(velocity[1]), result.w = std::move(velocity[2]);
    storeDevices(airCase, grid, *flow->transport, coupling, result);
    result.temperature_C = flow->transport->temperatures(kStagnant * flow->largestFlow_m3_s, coupling.offset_C, coupling.cells, pool);
    if (!grid.links.empty() && !coupling.converged) {
        for (float& t : result.temperature_C)
            if (!std::isnan(t)) t = std::clamp(t, kColdest_C, kHottest_C);
        reportNoSteadyState(airCase, grid, coupling, result);
        status = SolveStatus::NotConverged;
    }
    return finish(status);
}

}  // namespace twin::air
