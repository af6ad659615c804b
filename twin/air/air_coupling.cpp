// SPDX-License-Identifier: GPL-3.0-or-later
// Rack     T_out = T_in + heat / (rho cp flow)
// Cooler   T_out = T_in − min(max(T_in − set point, 0), capacity / (rho cp flow))
// Leak     T_out = T_in
// T_in = M T_out, where one upwind pass applies M (rows are shares of air: ≥ 0, sum 1). The slope of every T_out is 0
// or 1, so the iteration contracts as soon as all air meets a cooler that holds its set point now and then.
#include "twin/air/air_coupling.h"

#include "twin/air/outer_walls.h"

#include "twin/numerics/anderson.h"

#include <algorithm>
#include <cmath>

namespace twin::air {
namespace {

constexpr int kDepth = 16;           // remembered changes of the acceleration
constexpr int kCirculations = 20;    // rounds of the air shown where there is no steady state
constexpr double kRunaway_K = 2000;  // an iterate beyond has no steady state to go to

constexpr double kShare = 1e-6;  // change of a leak's share that is none
constexpr int kMostSharePasses = 100;

/// Of what each link draws, the part that last left a rack. Only leaks hand on what they draw. cells: to work in.
std::vector<double> rackShares(const AirCase& airCase, const AirGrid& grid, const AirTransport& transport, AirTransport::Cells& cells, numerics::WorkerPool& pool) {
    std::vector<double> given(grid.links.size(), 0.0), drawn;
    for (std::size_t l = 0; l < given.size(); ++l) given[l] = grid.links[l].device >= 0 && airCase.devices[std::size_t(grid.links[l].device)].kind == Device::Kind::Rack ? 1 : 0;
    for (int passes = 0; passes < kMostSharePasses; ++passes) {
        transport.pass(given, {}, drawn, cells, pool);
        double change = 0;
        for (std::size_t l = 0; l < given.size(); ++l) {
            if (grid.links[l].device >= 0) continue;
            change = std::max(change, std::abs(drawn[l] - given[l]));
            given[l] = drawn[l];
        }
        if (change <= kShare) break;
    }
    return drawn;
}

}  // namespace

double stillAir_C(const AirCase& airCase) {
    double sum = 0;
    int coolers = 0;
    for (const Device& device : airCase.devices) {
        if (device.kind != Device::Kind::Cooler) continue;
        sum += device.supply_C;
        ++coolers;
    }
    return coolers > 0 ? sum / coolers : 20.0;
}

double outletTemperature(const AirCase& airCase, const Device& device, double intake, double offset_C) {
    const double perKelvin_W = airCase.rho_kg_m3 * airCase.cp_J_kgK * device.flow_m3_s;
    if (device.kind == Device::Kind::Rack) return intake + device.heat_W / perKelvin_W;
    return intake - std::clamp(intake + offset_C - device.supply_C, 0.0, device.capacity_W / perKelvin_W);
}

Coupling coupleLinks(const AirCase& airCase, const AirGrid& grid, const AirTransport& transport, const AirOptions& options,
                     numerics::WorkerPool& pool, std::stop_token stop) {
    Coupling c;
    c.offset_C = stillAir_C(airCase);
    const std::size_t n = grid.links.size();
    const auto deviceOf = [&](std::size_t l) -> const Device* {
        return grid.links[l].device < 0 ? nullptr : &airCase.devices[std::size_t(grid.links[l].device)];
    };
    double heat_W = 0, capacity_W = 0;
    std::vector<double> start(n, 0.0);
    const AirResult* warm = options.warmStart;
    const bool useWarm = warm != nullptr && warm->devices.size() == airCase.devices.size() && warm->report.usable();
    for (std::size_t l = 0; l < n; ++l) {
        const Device* device = deviceOf(l);
        if (device == nullptr) continue;
        const bool isRack = device->kind == Device::Kind::Rack;
        (isRack ? heat_W : capacity_W) += isRack ? device->heat_W : device->capacity_W;
        start[l] = outletTemperature(airCase, *device, std::max(0.0, device->supply_C - c.offset_C) * (isRack ? 0 : 1),
                                     c.offset_C);
        if (!useWarm) continue;
        const DeviceResult& before = warm->devices[std::size_t(grid.links[l].device)];
        if (before.flow_m3_s > 0 && std::isfinite(before.outlet_C)) start[l] = before.outlet_C - c.offset_C;
    }
    const std::vector<OuterWall> walls = outerWalls(airCase, grid);
    std::vector<AirTransport::Stored> stored(walls.empty() ? 0 : std::size_t(grid.shape.size()));
    for (const OuterWall& wall : walls) stored[std::size_t(wall.cell)] = {wallRate_m3_s(airCase, wall.area_m2), airCase.beyond_C - c.offset_C};
    c.rackShare = rackShares(airCase, grid, transport, c.cells, pool);
    std::vector<double> x = start, gOfX(n);
    const auto round = [&] {
        c.given = x;
        transport.pass(c.given, stored, c.drawn, c.cells, pool);
        ++c.passes;
        c.change_K = 0;
        for (std::size_t l = 0; l < n; ++l) {
            const Device* device = deviceOf(l);
            const double intake = c.drawn[l];
            gOfX[l] = device ? outletTemperature(airCase, *device, intake, c.offset_C) : intake;
            const double change = std::abs(gOfX[l] - x[l]);
            if (change > c.change_K) {
                c.change_K = change;
                c.worst = l;
            }
        }
        c.converged = c.change_K <= options.couplingTolerance_K;
        c.cancelled = stop.stop_requested();
    };
    const auto finish = [&] {
        if (!walls.empty()) {
            const numerics::BigArray<double> cells = transport.onGrid(c.cells, pool);
            for (const OuterWall& wall : walls) {
                const AirTransport::Stored& behind = stored[std::size_t(wall.cell)];
                c.throughWalls_m3_sK += behind.rate_m3_s * (behind.temperature - cells[std::size_t(wall.cell)]);
            }
        }
        return std::move(c);
    };
    numerics::Anderson anderson(kDepth);
    bool runaway = walls.empty() && heat_W > capacity_W * (1 + 1e-12);
    while (!runaway && c.passes < options.maxCouplingPasses) {
        round();
        if (c.converged || c.cancelled) return finish();
        x = anderson.next(x, gOfX);
        for (const double value : x) runaway = runaway || !(std::abs(value) < kRunaway_K);
    }
    for (std::size_t l = 0; l < n; ++l) {
        const Device* device = deviceOf(l);
        x[l] = device ? outletTemperature(airCase, *device, 0.0, c.offset_C) : 0.0;
    }
    for (int i = 0; i < kCirculations; ++i) {
        if (i > 0) x = gOfX;
        round();
        if (c.converged || c.cancelled) return finish();
    }
    return finish();
}

}  // namespace twin::air
