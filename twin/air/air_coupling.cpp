// SPDX-License-Identifier: GPL-3.0-or-later
// Rack     T_out = T_in + heat / (rho cp flow)
// Cooler   T_out = T_in − min(max(T_in − set point, 0), capacity / (rho cp flow))
// Leak     T_out = T_in
// T_in = M T_out, where one upwind pass applies M (rows are shares of air: ≥ 0, sum 1). The slope of every T_out is 0
// or 1, so the iteration contracts as soon as all air meets a cooler that holds its set point now and then.
#include "twin/air/air_coupling.h"

#include "twin/numerics/anderson.h"

#include <algorithm>
#include <cmath>

namespace twin::air {
namespace {

constexpr int kDepth = 16;           // remembered changes of the acceleration
constexpr int kCirculations = 20;    // rounds of the air shown where there is no steady state
constexpr double kRunaway_K = 2000;  // an iterate beyond has no steady state to go to

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
                     std::stop_token stop) {
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
    c.walls = transport.walls(airCase, c.offset_C);
    c.given.assign(n, {});
    std::vector<double> x = start, gOfX(n);
    const auto round = [&] {
        for (std::size_t l = 0; l < n; ++l) c.given[l].temperature = x[l];
        for (std::size_t l = 0; l < n; ++l)
            if (const Device* device = deviceOf(l)) c.given[l].rackShare = device->kind == Device::Kind::Rack ? 1 : 0;
        transport.pass(c.given, c.walls, c.drawn, c.cells);
        ++c.passes;
        double shareChange = 0;
        c.change_K = 0;
        for (std::size_t l = 0; l < n; ++l) {
            const Device* device = deviceOf(l);
            const double intake = c.drawn[l].temperature;
            gOfX[l] = device ? outletTemperature(airCase, *device, intake, c.offset_C) : intake;
            const double change = std::abs(gOfX[l] - x[l]);
            if (change > c.change_K) {
                c.change_K = change;
                c.worst = l;
            }
            if (device) continue;
            shareChange = std::max(shareChange, std::abs(c.drawn[l].rackShare - c.given[l].rackShare));
            c.given[l].rackShare = c.drawn[l].rackShare;
        }
        c.converged = c.change_K <= options.couplingTolerance_K && shareChange <= 1e-6;
        c.cancelled = stop.stop_requested();
    };
    numerics::Anderson anderson(kDepth);
    bool runaway = c.walls.empty() && heat_W > capacity_W * (1 + 1e-12);
    while (!runaway && c.passes < options.maxCouplingPasses) {
        round();
        if (c.converged || c.cancelled) return c;
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
        if (c.converged || c.cancelled) return c;
    }
    return c;
}

}  // namespace twin::air
