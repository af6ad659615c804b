// SPDX-License-Identifier: GPL-3.0-or-later
//
// One step Δt, implicit Euler, ' = its end. Cell of volume V with inflows F_n from upstream cells and s_l from outlets,
// wall area A, film h, wall capacity c_w a square metre:
//     V/Δt (T' − T) = Σ F_n (T'_n − T') + Σ s_l (T'_l − T') + κ (T_w − T'),   κ = A/(ρ c_p) · h (c_w/Δt)/(c_w/Δt + h),
//     T_w' = (c_w/Δt T_w + h T') / (c_w/Δt + h)                               (the wall's own step, eliminated above),
// Outer walls that pass heat, U = 1/(1/h + 1/u) to beyond, T_b: u (T_b − T_w') joins the wall's step, which gives
//     κ = A/(ρ c_p) · h (c_w/Δt + u)/(c_w/Δt + u + h) towards (c_w/Δt T_w + u T_b)/(c_w/Δt + u), and U as Δt → ∞;
// where U is more than half the film allows, h = u = 2 U there.
// So a cell takes (V/Δt + κ) of "stored" air at (V/Δt T + κ T_w)/(V/Δt + κ) beside its inflows, and the order of the flow
// still solves all cells in one pass. Device with flow G = ρ c_p V̇, law T_law(T_in) (air_coupling.h), metal C:
//     C/Δt (T_o' − T_o) = G (T_law − T_o');   then a plenum C_p with a slab (C_s, k), κ_s = k (C_s/Δt)/(C_s/Δt + k):
//     C_p/Δt (T_p' − T_p) = G (T_o' − T_p') + κ_s (T_s − T_p').
// T_in' follows from all T_p' by the pass, T_p' from T_in': a fixed point whose slope is the share of what a device gives
// that it draws again within the step, well below 1.
#include "twin/air/hall_transient.h"

#include "twin/air/air_coupling.h"
#include "twin/air/air_flow.h"
#include "twin/air/air_transport.h"
#include "twin/air/bands.h"
#include "twin/air/outer_walls.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>

namespace twin::air {

namespace {

constexpr double kStepTolerance_K = 1e-8;  // change of an outlet between two rounds of a step
constexpr int kMostRounds = 60;

struct DeviceState {
    double outlet_C = 0, plenum_C = 0, slab_C = 0;
};

/// A wall that passes heat, beside one cell.
struct LossyWall {
    std::size_t cell;
    double area_m2, wall_C;
};

/// The state of a hall between steps.
struct Hall {
    AirCase now;
    std::shared_ptr<const AirFlow> flow;
    std::vector<double> cell_C, wall_C;      // padded cells
    std::vector<float> wallArea_m2;          // padded cells; of walls that keep their heat
    std::vector<LossyWall> lossy;
    double film_W_m2K = 0, beyond_W_m2K = 0;  // of lossy walls: h and u
    std::vector<DeviceState> devices;
    double cellVolume_m3 = 0;
};

void apply(const AirEvent& event, Device& device) {
    if (event.flow_m3_s) device.flow_m3_s = *event.flow_m3_s;
    if (event.heat_W) device.heat_W = *event.heat_W;
    if (event.supply_C) device.supply_C = *event.supply_C;
    if (event.capacity_W) device.capacity_W = *event.capacity_W;
}

/// floorOnly: walls and ceiling pass heat and are counted apart.
std::vector<float> wallAreas(const AirGrid& grid, bool floorOnly) {
    const numerics::GridShape& s = grid.shape;
    std::vector<float> area(std::size_t(s.size()), 0.f);
    for (int k = 0; k < s.nz; ++k)
        for (int j = 0; j < s.ny; ++j)
            for (int i = 0; i < s.nx; ++i) {
                const auto c = std::size_t(s.index(i, j, k));
                if (!grid.open[c]) continue;
                area[c] = floorOnly ? float(k == 0 ? grid.dx * grid.dy : 0) : float((i == 0 ? grid.dy * grid.dz : 0) + (i + 1 == s.nx ? grid.dy * grid.dz : 0) + (j == 0 ? grid.dx * grid.dz : 0) +
                                (j + 1 == s.ny ? grid.dx * grid.dz : 0) + (k == 0 ? grid.dx * grid.dy : 0) + (k + 1 == s.nz ? grid.dx * grid.dy : 0));
            }
    return area;
}

/// One step of a device: what it gives the hall when it draws air of intake_C.
DeviceState stepped(const AirCase& airCase, const Device& device, const HallStore& store, const DeviceState& old, double intake_C, double step_s) {
    DeviceState next;
    const double conductance_W_K = airCase.rho_kg_m3 * airCase.cp_J_kgK * device.flow_m3_s;
    const double law_C = outletTemperature(airCase, device, intake_C, 0);
    next.outlet_C = (store.own_J_K / step_s * old.outlet_C + conductance_W_K * law_C) / (store.own_J_K / step_s + conductance_W_K);
    const double rate_W_K = store.slab_J_K / step_s;
    const double slab_W_K = rate_W_K + store.slab_W_K > 0 ? store.slab_W_K * rate_W_K / (rate_W_K + store.slab_W_K) : 0;
    const double plenum_W_K = store.plenum_J_K / step_s;
    next.plenum_C = (plenum_W_K * old.plenum_C + conductance_W_K * next.outlet_C + slab_W_K * old.slab_C) / (plenum_W_K + conductance_W_K + slab_W_K);
    next.slab_C = rate_W_K + store.slab_W_K > 0 ? (rate_W_K * old.slab_C + store.slab_W_K * next.plenum_C) / (rate_W_K + store.slab_W_K) : old.slab_C;
    return next;
}

double stored_J(const Hall& hall, const HallTransientOptions& options) {
    double sum = 0;
    const double air_J_K = hall.now.rho_kg_m3 * hall.now.cp_J_kgK * hall.cellVolume_m3;
    for (std::size_t c = 0; c < hall.cell_C.size(); ++c)
        if (hall.flow->grid.open[c]) sum += air_J_K * hall.cell_C[c] + options.wall_J_m2K * double(hall.wallArea_m2[c]) * hall.wall_C[c];
    for (const LossyWall& wall : hall.lossy) sum += options.wall_J_m2K * wall.area_m2 * wall.wall_C;
    for (std::size_t d = 0; d < options.stores.size() && d < hall.devices.size(); ++d)
        sum += options.stores[d].own_J_K * hall.devices[d].outlet_C + options.stores[d].plenum_J_K * hall.devices[d].plenum_C + options.stores[d].slab_J_K * hall.devices[d].slab_C;
    return sum;
}

double meanAir_C(const Hall& hall) {
    double sum = 0, count = 0;
    for (std::size_t c = 0; c < hall.cell_C.size(); ++c)
        if (hall.flow->grid.open[c]) sum += hall.cell_C[c], count += 1;
    return count > 0 ? sum / count : std::nan("");
}

/// Writes what every device draws; those out of the flow keep their last value.
void record(const Hall& hall, const std::vector<double>& drawn, const AirTransport::Cells& cells, HallHistory& out) {
    const std::size_t n = hall.now.devices.size();
    const float missing = std::numeric_limits<float>::quiet_NaN();
    for (std::size_t d = 0; d < n; ++d) {
        out.intake_C[d].push_back(out.intake_C[d].empty() ? missing : out.intake_C[d].back());
        out.warmest_C[d].push_back(out.warmest_C[d].empty() ? missing : out.warmest_C[d].back());
    }
    const auto& links = hall.flow->grid.links;
    for (std::size_t l = 0; l < links.size(); ++l) {
        if (links[l].device < 0) continue;
        const auto d = std::size_t(links[l].device);
        double warmest = drawn[l];
        for (double Tap::*part : {&Tap::low, &Tap::mid, &Tap::high}) warmest = std::fmax(warmest, hall.flow->transport->drawnTemperature(l, part, cells));
        out.intake_C[d].back() = float(drawn[l]);
        out.warmest_C[d].back() = float(warmest);
    }
    out.meanAir_C.push_back(float(meanAir_C(hall)));
}

/// The steady state that the run starts from. False: there is none.
bool start(Hall& hall, const HallTransientOptions& options, HallHistory& out, numerics::WorkerPool& pool, std::stop_token stop) {
    AirOptions steady;
    const Coupling found = coupleLinks(hall.now, hall.flow->grid, *hall.flow->transport, steady, pool, stop);
    if (!found.converged && !hall.flow->grid.links.empty()) return false;
    const std::vector<float> cells = hall.flow->transport->temperatures(0, found.offset_C, found.cells, pool);
    const numerics::GridShape& shape = hall.flow->grid.shape;
    hall.cell_C.assign(std::size_t(shape.size()), std::nan(""));
    auto next = cells.begin();
    for (int k = 0; k < shape.nz; ++k)
        for (int j = 0; j < shape.ny; ++j, next += shape.nx) std::copy_n(next, shape.nx, hall.cell_C.begin() + shape.index(0, j, k));
    const double passes_W_m2K = hall.now.wallU_W_m2K;
    hall.wallArea_m2 = wallAreas(hall.flow->grid, passes_W_m2K > 0);
    hall.wall_C = hall.cell_C;
    if (passes_W_m2K > 0) {
        hall.film_W_m2K = std::max(options.wallFilm_W_m2K, 2 * passes_W_m2K);
        hall.beyond_W_m2K = 1 / (1 / passes_W_m2K - 1 / hall.film_W_m2K);
        for (const OuterWall& wall : outerWalls(hall.now, hall.flow->grid)) {
            const auto c = std::size_t(wall.cell);
            hall.lossy.push_back({c, wall.area_m2, (hall.film_W_m2K * hall.cell_C[c] + hall.beyond_W_m2K * hall.now.beyond_C) / (hall.film_W_m2K + hall.beyond_W_m2K)});
        }
    }
    hall.cellVolume_m3 = hall.flow->grid.dx * hall.flow->grid.dy * hall.flow->grid.dz;
    hall.devices.assign(hall.now.devices.size(), {});
    const double mean_C = meanAir_C(hall);
    for (DeviceState& device : hall.devices) device = {mean_C, mean_C, mean_C};
    std::vector<double> drawn = found.drawn;
    AirTransport::Cells values = found.cells;
    for (double& one : drawn) one += found.offset_C;
    for (double& one : values) one += found.offset_C;
    for (std::size_t l = 0; l < hall.flow->grid.links.size(); ++l) {
        const int d = hall.flow->grid.links[l].device;
        const double given_C = found.given[l] + found.offset_C;
        if (d >= 0) hall.devices[std::size_t(d)] = {given_C, given_C, given_C};
    }
    out.intake_C.assign(hall.now.devices.size(), {});
    out.warmest_C.assign(hall.now.devices.size(), {});
    out.time_s.push_back(0);
    record(hall, drawn, values, out);
    return true;
}

/// One step; adds to given and taken heat.
void step(Hall& hall, const HallTransientOptions& options, double step_s, HallHistory& out, numerics::WorkerPool& pool) {
    const AirGrid& grid = hall.flow->grid;
    const std::size_t links = grid.links.size();
    const double wallRate = options.wall_J_m2K / step_s;
    const double film = wallRate + options.wallFilm_W_m2K > 0 ? options.wallFilm_W_m2K * wallRate / (wallRate + options.wallFilm_W_m2K) : 0;
    const double perWall_m_s = film / (hall.now.rho_kg_m3 * hall.now.cp_J_kgK), own_m3_s = hall.cellVolume_m3 / step_s;
    std::vector<AirTransport::Stored> stored(hall.cell_C.size());
    for (std::size_t c = 0; c < stored.size(); ++c) {
        if (!grid.open[c]) continue;
        const double wall_m3_s = perWall_m_s * double(hall.wallArea_m2[c]);
        stored[c] = {own_m3_s + wall_m3_s, (own_m3_s * hall.cell_C[c] + wall_m3_s * hall.wall_C[c]) / (own_m3_s + wall_m3_s)};
    }
    const double h = hall.film_W_m2K, u = hall.beyond_W_m2K, rhoCp = hall.now.rho_kg_m3 * hall.now.cp_J_kgK;
    for (const LossyWall& wall : hall.lossy) {
        AirTransport::Stored& at = stored[wall.cell];
        const double rate_m3_s = wall.area_m2 / rhoCp * h * (wallRate + u) / (wallRate + u + h), to_C = (wallRate * wall.wall_C + u * hall.now.beyond_C) / (wallRate + u);
        at.temperature = (at.rate_m3_s * at.temperature + rate_m3_s * to_C) / (at.rate_m3_s + rate_m3_s);
        at.rate_m3_s += rate_m3_s;
    }
    static const HallStore kNone;
    std::vector<double> given(links), drawn(links);
    AirTransport::Cells cells;
    std::vector<DeviceState> next = hall.devices;
    for (std::size_t l = 0; l < links; ++l) given[l] = grid.links[l].device >= 0 ? hall.devices[std::size_t(grid.links[l].device)].plenum_C : meanAir_C(hall);
    for (int round = 0; round < kMostRounds; ++round) {
        hall.flow->transport->pass(given, stored, drawn, cells, pool);
        double change = 0;
        for (std::size_t l = 0; l < links; ++l) {
            const int d = grid.links[l].device;
            double to = drawn[l];
            if (d >= 0) {
                const auto at = std::size_t(d);
                next[at] = stepped(hall.now, hall.now.devices[at], at < options.stores.size() ? options.stores[at] : kNone, hall.devices[at], drawn[l], step_s);
                to = next[at].plenum_C;
            }
            change = std::max(change, std::abs(to - given[l]));
            given[l] = to;
        }
        if (change <= kStepTolerance_K) break;
    }
    for (std::size_t l = 0; l < links; ++l) {
        if (grid.links[l].device < 0) continue;
        const Device& device = hall.now.devices[std::size_t(grid.links[l].device)];
        const double conductance_W_K = hall.now.rho_kg_m3 * hall.now.cp_J_kgK * device.flow_m3_s;
        const double heat_W = conductance_W_K * (outletTemperature(hall.now, device, drawn[l], 0) - drawn[l]);
        (heat_W > 0 ? out.given_J : out.taken_J) += std::abs(heat_W) * step_s;
    }
    hall.devices = next;
    const numerics::BigArray<double> now_C = hall.flow->transport->onGrid(cells, pool);
    for (std::size_t c = 0; c < now_C.size(); ++c) {
        if (!grid.open[c]) continue;
        hall.cell_C[c] = now_C[c];
        if (hall.wallArea_m2[c] > 0) hall.wall_C[c] = wallRate + options.wallFilm_W_m2K > 0 ? (wallRate * hall.wall_C[c] + options.wallFilm_W_m2K * hall.cell_C[c]) / (wallRate + options.wallFilm_W_m2K) : hall.cell_C[c];
    }
    for (LossyWall& wall : hall.lossy) {
        wall.wall_C = (wallRate * wall.wall_C + h * hall.cell_C[wall.cell] + u * hall.now.beyond_C) / (wallRate + h + u);
        out.throughWalls_J += u * wall.area_m2 * (hall.now.beyond_C - wall.wall_C) * step_s;
    }
    record(hall, drawn, cells, out);
}

}  // namespace

double secondsTo(double limit, const std::vector<double>& time_s, const std::vector<float>& series) {
    for (std::size_t n = 0; n < series.size() && n < time_s.size(); ++n) {
        if (!(double(series[n]) >= limit)) continue;
        if (n == 0) return 0;
        const double a = double(series[n - 1]), b = double(series[n]);
        return time_s[n - 1] + (b > a ? (limit - a) / (b - a) : 1.0) * (time_s[n] - time_s[n - 1]);
    }
    return std::numeric_limits<double>::infinity();
}

HallHistory solveHallTransient(const AirCase& airCase, const HallTransientOptions& options, std::stop_token stop) {
    if (hasBands(airCase)) {
        const SplitCase split = splitBands(airCase);
        HallTransientOptions ours = options;
        ours.stores = splitStores(options.stores, split);
        ours.events = splitEvents(options.events, split);
        return joinBands(solveHallTransient(split.airCase, ours, stop), airCase, split);
    }
    const auto started = std::chrono::steady_clock::now();
    HallHistory out;
    const auto finish = [&](SolveStatus status) {
        out.report.status = status;
        out.report.iterations = int(out.time_s.size()) - 1;
        out.report.residual = out.energyResidual;
        out.report.time_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
        return std::move(out);
    };
    Hall hall;
    hall.now = airCase;
    if (Issues bad = checkCase(airCase); !bad.empty()) {
        out.report.worst = bad.front().itemName;
        out.issues = std::move(bad);
        return finish(SolveStatus::NotConverged);
    }
    const AirOptions flowOptions;
    numerics::WorkerPool pool(flowOptions.threads);
    hall.flow = solveFlow(hall.now, flowOptions, pool, stop);
    if (stop.stop_requested() || !hall.flow->transport) return finish(SolveStatus::Cancelled);
    if (!start(hall, options, out, pool, stop)) return finish(stop.stop_requested() ? SolveStatus::Cancelled : SolveStatus::NotConverged);
    const double before_J = stored_J(hall, options);
    std::vector<AirEvent> events = options.events;
    std::stable_sort(events.begin(), events.end(), [](const AirEvent& a, const AirEvent& b) { return a.time_s < b.time_s; });
    std::size_t next = 0;
    double time_s = 0;
    for (double end_s : options.times_s) {
        if (!(end_s > time_s)) continue;
        bool flows = false;
        for (; next < events.size() && events[next].time_s <= time_s + 1e-9; ++next) {
            if (events[next].device >= hall.now.devices.size()) continue;
            flows = flows || (events[next].flow_m3_s && *events[next].flow_m3_s != hall.now.devices[events[next].device].flow_m3_s);
            apply(events[next], hall.now.devices[events[next].device]);
        }
        if (flows) {
            hall.flow = solveFlow(hall.now, flowOptions, pool, stop);
            for (const Issue& issue : hall.flow->issues) out.issues.push_back(issue);
        }
        if (stop.stop_requested() || !hall.flow->transport) return finish(SolveStatus::Cancelled);
        step(hall, options, end_s - time_s, out, pool);
        time_s = end_s;
        out.time_s.push_back(time_s);
        if (options.progress) options.progress(time_s / options.times_s.back());
    }
    out.stored_J = stored_J(hall, options) - before_J;
    out.energyResidual = std::abs(out.stored_J - (out.given_J + out.throughWalls_J - out.taken_J)) / std::max(out.given_J + std::max(out.throughWalls_J, 0.0), 1.0);
    return finish(SolveStatus::Converged);
}

}  // namespace twin::air
