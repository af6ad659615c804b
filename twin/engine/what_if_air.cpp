// SPDX-License-Identifier: GPL-3.0-or-later
//
// Hall air after an incident. What changes for a device of a hall:
//   unit stopped            flow 0
//   set point moved         its supply
//   coil's water fails      capacity(t) = capacity · min(1, V̇(t)/V̇₀) · (T_return₀ − T_w(t)) / (T_return₀ − T_w,0)
//                           (counterflow with the rated effectiveness; the return air of the start: on the short side once
//                           it warms), T_w = outlet − heat / (ρ c V̇) of the loop in time
//   computer dark           heat 0, flow 0;   load moved: heat, and flow where no fixed flow is stated
//   rear door               its rack's heat gets back what the door no longer takes
//   liquid-to-air CDU       its heat, by what the loop in time gives it more or less than before
#include "twin/engine/what_if_air.h"

#include "twin/air/hall_transient.h"
#include "twin/air/measures.h"
#include "twin/media/fluid.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace twin::engine {

namespace {

constexpr double kSteel_J_kgK = 440;       // specific heat of steel at 20 °C, EN 1993-1-2:2005, 3.4.1.2
constexpr double kPlenumFilm_W_m2K = 5.0;  // heat flow upward at a horizontal surface, EN ISO 6946:2017 table A.1
constexpr double kSampled_s = 5;           // between changes of a coil's capacity or a computer's heat
constexpr double kLeastDifference_K = 0.5; // of return air and water, below which only the flow is counted
constexpr double kFirstStep_s = 0.5, kLongestStep_s = 5, kStepGrowth = 0.03;
constexpr double kRefinedStep_s = 1, kRefinedCell_m = 0.15, kRefinedCells = 100'000;

double allowable_C(const Site& site, const Item& item) {
    const auto at = static_cast<std::size_t>(site.value(item, Param::AirClass));
    const air::AirClass* found = air::findAirClass(spec(Param::AirClass).choices[at]);
    return found == nullptr ? std::nan("") : found->allowableHigh_C;
}

double metal_J_K(const Site& site, const Item& item, bool coldPlates) {
    if (const double stated = site.value(item, Param::AirHeatCapacity); stated > 0) return stated;
    return std::max(0.0, site.value(item, Param::Weight) * kSteel_J_kgK - (coldPlates ? site.value(item, Param::PlateHeatCapacity) : 0.0));
}

/// Where a hall's air keeps heat: racks' metal; floor void and slab behind underfloor units, shared by flow.
std::vector<air::HallStore> storesOf(const Coupling& c, std::size_t r) {
    const air::AirCase& hall = c.posed(r);
    const air::RoomAir& room = c.rooms[r];
    std::vector<air::HallStore> stores(hall.devices.size());
    const double raised_m = c.site.value(*room.room, Param::RaisedFloor), area_m2 = outlineArea_m2(room.room->points);
    const auto underfloor = [](const air::Device& device) { return device.kind == air::Device::Kind::Cooler && !device.outlets.empty() && device.outlets[0].normal.z > 0 && device.outlets[0].rect.z0 <= 0; };
    double flow_m3_s = 0;
    for (const air::Device& device : hall.devices)
        if (underfloor(device)) flow_m3_s += device.flow_m3_s;
    for (std::size_t d = 0; d < room.devices.size(); ++d) {
        const Item& item = *room.devices[d].item;
        if (isCompute(item.kind) && hasParam(item.kind, Param::AirHeatCapacity)) {
            const auto found = std::find_if(c.compute.begin(), c.compute.end(), [&](const Compute& one) { return one.item == &item; });
            stores[d].own_J_K = metal_J_K(c.site, item, found != c.compute.end() && found->onLoop);
        }
        if (!underfloor(hall.devices[d]) || !(raised_m > 0) || !(flow_m3_s > 0)) continue;
        const double share = hall.devices[d].flow_m3_s / flow_m3_s;
        stores[d].plenum_J_K = share * area_m2 * raised_m * hall.rho_kg_m3 * hall.cp_J_kgK;
        stores[d].slab_J_K = share * area_m2 * std::max(0.0, c.site.value(*room.room, Param::WallHeatCapacity));
        stores[d].slab_W_K = share * area_m2 * kPlenumFilm_W_m2K;
    }
    return stores;
}

/// Share of its capacity that a coil has at the times of the loops.
std::vector<double> coilShare(const Coupling& c, const liquid::SiteLink& place, const liquid::LinkHistory& water, double return_C) {
    const auto& network = c.loops.parts[place.part];
    const double heat_W = network.links[place.link].heat_W, flow_m3_s = water.flow_m3_s.empty() ? 0.0 : std::abs(double(water.flow_m3_s.front()));
    const auto fluid = properties(network.fluid, 20);
    const double perFlow_J_m3K = fluid.density_kg_m3 * fluid.heatCapacity_J_kgK;
    std::vector<double> share(water.flow_m3_s.size(), 1.0);
    if (!(flow_m3_s > 0)) return share;
    const auto enters_C = [&](std::size_t n) { return double(water.outlet_C[n]) - heat_W / (perFlow_J_m3K * std::max(std::abs(double(water.flow_m3_s[n])), 1e-3 * flow_m3_s)); };
    const double start_K = return_C - enters_C(0);
    for (std::size_t n = 0; n < share.size() && n < water.outlet_C.size(); ++n) {
        share[n] = std::min(1.0, std::abs(double(water.flow_m3_s[n])) / flow_m3_s);
        if (start_K > kLeastDifference_K && share[n] > 1e-2) share[n] *= std::clamp((return_C - enters_C(n)) / start_K, 0.0, 1.0);
    }
    return share;
}

/// Visits the moments at which a share of something has moved, no closer together than kSampled_s.
template <class Visit>
void sample(const std::vector<double>& time_s, const std::vector<double>& share, double begin, Visit&& visit) {
    double before = begin, sampled_s = -kSampled_s;
    for (std::size_t n = 0; n < share.size() && n < time_s.size(); ++n) {
        if (time_s[n] - sampled_s < kSampled_s || std::abs(share[n] - before) < 1e-3) continue;
        visit(n);
        before = share[n], sampled_s = time_s[n];
    }
}

/// Everything that happens to the devices of one hall.
std::vector<air::AirEvent> eventsOf(const Coupling& c, std::size_t r, const AirIncident& what, const std::vector<double>& time_s) {
    std::vector<air::AirEvent> events;
    const air::RoomAir& room = c.rooms[r];
    const air::AirCase& hall = c.posed(r);
    const auto stops = [&](Id id) { return what.stoppedAfter.contains(id) && !what.stoppedBefore.contains(id); };
    const auto doorHeat_W = [&](const Item& door) {
        for (std::size_t i = 0; i < c.cooling.size(); ++i)
            if (c.cooling[i].item == &door) return c.doorHeat_W[i];
        return 0.0;
    };
    std::vector<double> begins_W;
    for (std::size_t d = 0; d < room.devices.size(); ++d) {
        const Item& item = *room.devices[d].item;
        const air::Device& device = hall.devices[d];
        air::AirEvent event{0, d, {}, {}, {}, {}};
        if (!isCompute(item.kind)) {
            if (stops(item.id)) event.flow_m3_s = 0.0;
            if (stops(item.id) && item.kind == Kind::Cdu) event.heat_W = 0.0;
            for (const auto& [id, set_C] : what.incident.setPoints_C)
                if (id == item.id) event.supply_C = set_C;
        } else if (what.dark.contains(item.id) || stops(item.id)) {
            event.flow_m3_s = 0.0, event.heat_W = 0.0;
        } else {
            const double load = what.incident.load;
            double door_W = 0;
            for (const auto& door : room.doors)
                if (door.item->target == item.id && stops(door.item->id)) door_W += doorHeat_W(*door.item);
            if (load != 1 || door_W > 0) event.heat_W = (device.heat_W + door_W) * load;
            if (load != 1 && load > 0 && !(c.site.value(item, Param::AirFlow) > 0)) event.flow_m3_s = device.flow_m3_s * load;
        }
        if (event.flow_m3_s || event.heat_W || event.supply_C) events.push_back(event);
        begins_W.push_back(event.heat_W.value_or(device.heat_W));
    }
    const bool unitStops = std::any_of(room.devices.begin(), room.devices.end(), [&](const auto& source) { return isAirUnit(source.item->kind) && stops(source.item->id); });
    for (std::size_t d = room.devices.size(); unitStops && d < hall.devices.size(); ++d) events.push_back({0, d, 0.0, {}, {}, {}});  // leaks: their pressures are gone
    std::vector<std::vector<double>> more(room.devices.size());  // [device][time], W: beyond what it begins with; empty where nothing changes
    for (const auto& [item, given_W] : what.cdus)
        for (std::size_t d = 0; d < room.devices.size(); ++d)
            if (room.devices[d].item->id == item && !stops(item))
                for (float now_W : given_W) more[d].push_back(now_W - given_W.front());
    for (const auto& [site, water] : what.coils) {
        const liquid::SiteLink& place = c.loops.links[site];
        if (stops(place.item->id)) continue;
        const bool door = place.item->kind == Kind::RearDoor;
        for (std::size_t d = 0; d < room.devices.size(); ++d) {
            const Item& item = *room.devices[d].item;
            if (door ? item.id != place.item->target : item.id != place.item->id) continue;
            const double return_C = door ? c.air[r]->devices[d].outlet_C : c.air[r]->devices[d].intake_C;
            const auto share = coilShare(c, place, water, return_C);
            if (door) {
                const double full_W = what.dark.contains(item.id) ? 0 : doorHeat_W(*place.item) * what.incident.load;
                more[d].resize(share.size());
                for (std::size_t n = 0; n < share.size(); ++n) more[d][n] += (1 - share[n]) * full_W;
                continue;
            }
            sample(time_s, share, 1, [&](std::size_t n) { events.push_back({time_s[n], d, {}, {}, {}, hall.devices[d].capacity_W * share[n]}); });
        }
    }
    for (std::size_t d = 0; d < more.size(); ++d) {
        const double scale_W = std::max(std::abs(begins_W[d]), 1.0);
        std::vector<double> share;
        for (double change_W : more[d]) share.push_back(change_W / scale_W);
        sample(time_s, share, 0, [&](std::size_t n) { events.push_back({time_s[n], d, {}, begins_W[d] + more[d][n], {}, {}}); });
    }
    return events;
}

air::HallHistory refinedHistory(const air::AirCase& hall, const air::HallTransientOptions& options, std::stop_token stop) {
    air::TransientOptions refined;
    refined.solve.threads = 2;
    refined.solve.aligned = false;
    refined.solve.cell_m = refined.solve.cellZ_m = std::max(kRefinedCell_m, std::cbrt(hall.sizeX_m * hall.sizeY_m * hall.sizeZ_m / kRefinedCells));
    refined.end_s = options.times_s.back();
    refined.step_s = kRefinedStep_s;
    for (const air::HallStore& store : options.stores) refined.heatCapacity_J_K.push_back(store.own_J_K);
    refined.wallCapacity_J_m2K = options.wall_J_m2K;
    refined.wallFilm_W_m2K = options.wallFilm_W_m2K;
    refined.events = options.events;
    refined.progress = options.progress;
    const air::TransientResult solved = air::solveTransient(hall, refined, stop);
    air::HallHistory out;
    out.report = solved.last.report;
    out.issues = solved.last.issues;
    out.energyResidual = std::nan("");
    out.time_s = options.times_s;  // onto the times of the other halls
    out.intake_C.assign(hall.devices.size(), {});
    for (double time_s : options.times_s) {
        const auto next = std::lower_bound(solved.time_s.begin(), solved.time_s.end(), time_s);
        if (next == solved.time_s.end()) break;
        const auto n = static_cast<std::size_t>(next - solved.time_s.begin());
        for (std::size_t d = 0; d < hall.devices.size(); ++d) out.intake_C[d].push_back(static_cast<float>(solved.intake_C[n][d]));
        out.meanAir_C.push_back(static_cast<float>(solved.meanAir_C[n]));
    }
    out.warmest_C = out.intake_C;
    return out;
}

/// Ends of the steps: fine at first, then 5 s.
std::vector<double> airTimes(double end_s) {
    std::vector<double> times;
    for (double t = 0; t < end_s - 1e-9;) {
        t = std::min(end_s, t + std::clamp(kStepGrowth * t, kFirstStep_s, kLongestStep_s));
        times.push_back(t);
    }
    return times;
}

}  // namespace

DrawnAir airAfter(const Coupling& before, const AirIncident& what, WhatIf& result, std::stop_token stop, const std::function<void(double share)>& progress) {
    DrawnAir drawn_C;
    air::HallTransientOptions options;
    options.times_s = airTimes(what.incident.end_s);
    if (options.times_s.empty()) return drawn_C;
    result.airTime_s = options.times_s;
    if (!what.incident.refinedAir) result.airTime_s.insert(result.airTime_s.begin(), 0.0);
    for (std::size_t r = 0; r < before.rooms.size() && !stop.stop_requested(); ++r) {
        const air::RoomAir& room = before.rooms[r];
        const auto refuse = [&] {
            result.issues.push_back({Severity::Note, "air.noSteadyStart", room.room->id, room.room->name, {},
                                     {TWIN_TR("The air of {0} has no steady state before the incident: no times to inlet limits are given."), {room.room->name}}, {}, {},
                                     {TWIN_TR("Solve its errors first: coolers short of capacity, blocked openings."), {}}});
        };
        if (!before.air[r] || !before.air[r]->report.usable()) {
            refuse();
            continue;
        }
        options.stores = storesOf(before, r);
        options.wall_J_m2K = std::max(0.0, before.site.value(*room.room, Param::WallHeatCapacity));
        options.events = eventsOf(before, r, what, result.time_s);
        options.progress = [&](double share) { progress((static_cast<double>(r) + share) / static_cast<double>(before.rooms.size())); };
        const air::AirCase& hall = before.posed(r);
        air::HallHistory history = what.incident.refinedAir ? refinedHistory(hall, options, stop) : air::solveHallTransient(hall, options, stop);
        if (stop.stop_requested()) break;
        if (!history.report.usable() || hasErrors(history.issues)) {
            refuse();
            continue;
        }
        for (std::size_t d = 0; d < room.devices.size(); ++d) {
            const Item& item = *room.devices[d].item;
            const auto& series = history.warmest_C[d];
            if (item.kind == Kind::Cdu && !what.stoppedAfter.contains(item.id)) drawn_C.emplace(item.id, std::vector<double>(history.intake_C[d].begin(), history.intake_C[d].end()));
            if (!isCompute(item.kind) || series.empty() || std::isnan(series.front())) continue;
            InletAfter inlet;
            inlet.item = item.id;
            inlet.limit_C = allowable_C(before.site, item);
            inlet.unpowered = what.dark.contains(item.id);
            inlet.secondsToLimit = inlet.unpowered ? std::numeric_limits<double>::infinity() : air::secondsTo(inlet.limit_C, result.airTime_s, series);
            inlet.hottest_C = *std::max_element(series.begin(), series.end());
            inlet.inlet_C = series;
            result.inlets.push_back(std::move(inlet));
        }
        result.halls.push_back({room.room->id, std::move(history.meanAir_C), history.energyResidual, history.report});
    }
    if (stop.stop_requested()) result.report.status = SolveStatus::Cancelled;
    std::stable_sort(result.inlets.begin(), result.inlets.end(), [](const InletAfter& a, const InletAfter& b) {
        return a.secondsToLimit != b.secondsToLimit ? a.secondsToLimit < b.secondsToLimit : a.hottest_C > b.hottest_C;
    });
    return drawn_C;
}

}  // namespace twin::engine
