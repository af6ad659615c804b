// SPDX-License-Identifier: GPL-3.0-or-later
//
// The coupled steady state before the incident gives networks, heats, set outlets and exchangers. The power paths with and
// without the failed objects say what stands still and which racks go dark. Both become events of the loops in time.
#include "twin/engine/what_if.h"

#include "twin/engine/coupling.h"
#include "twin/engine/what_if_air.h"
#include "twin/liquid/loop_transient.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <iterator>
#include <limits>

namespace twin::engine {

namespace {

using liquid::Role;
using liquid::SiteLoops;
using What = liquid::TransientEvent::What;

constexpr double kInfinite = std::numeric_limits<double>::infinity();
constexpr double kSettleTolerance = 1e-5;  ///< of the steady state before: far below what seconds depend on
constexpr double kLoopShare = 0.4;         ///< of the whole run, for its progress
constexpr double kStartSpeedUp_s = 5;      ///< s, soft start of a standby pump; typical

/// Everything that stops with `failed`: itself and cooling equipment left without feed.
std::unordered_set<Id> standing(const Site& site, const Conditions& conditions, const std::vector<Id>& failed) {
    Conditions after = conditions;
    after.outOfService.insert(after.outOfService.end(), failed.begin(), failed.end());
    return Coupling::standingStill(site, after).out;
}

liquid::LinkStore storeOf(const Site& site, const Item& item, Role role) {
    const auto get = [&](Param param) {
        const double value = hasParam(item.kind, param) ? site.value(item, param) : 0;
        return std::isfinite(value) ? std::max(0.0, value) : 0.0;
    };
    liquid::LinkStore store;
    store.volume_m3 = get(Param::Volume);
    if (role == Role::CduPrimary || role == Role::CduSecondary || role == Role::HotSide || role == Role::ColdSide) store.volume_m3 *= 0.5;  // two sides
    if (role != Role::ColdPlates) return store;
    store.solid_J_K = get(Param::PlateHeatCapacity);
    const double rise_K = get(Param::ChipRise), rated_W = get(Param::PowerAllocated) * std::clamp(get(Param::LiquidShare), 0.0, 1.0);
    if (rise_K > 0 && rated_W > 0 && store.solid_J_K > 0) {
        store.conductance_W_K = rated_W / rise_K;
        store.chipLimit_C = get(Param::ChipLimit);
    }
    return store;
}

}  // namespace

WhatIf whatIf(const Site& site, const Conditions& conditions, const Incident& incident, std::stop_token stop, std::function<void(double share)> progress) {
    const auto start = std::chrono::steady_clock::now();
    WhatIf result;
    SolveOptions options;
    options.fidelity = Fidelity::Coarse;
    Coupling before(site, conditions, options, stop);
    for (int pass = 0; pass < options.maxPasses && !before.cancelled(); ++pass)
        if (before.pass() <= kSettleTolerance) break;
    if (before.cancelled()) {
        result.report.status = SolveStatus::Cancelled;
        return result;
    }

    std::vector<liquid::TransientNetwork> networks(SiteLoops::kParts);
    for (int part = 0; part < SiteLoops::kParts; ++part) {
        networks[part].network = before.loops.parts[part];
        networks[part].stores.resize(before.loops.parts[part].links.size());
    }
    for (const liquid::SiteLink& link : before.loops.links) networks[link.part].stores[link.link] = storeOf(site, *link.item, link.role);

    std::vector<liquid::Exchanger> exchangers;
    for (const Cooling& unit : before.cooling) {
        if ((unit.item->kind != Kind::Cdu && unit.item->kind != Kind::HeatExchanger) || unit.primary < 0 || unit.secondary < 0) continue;
        const liquid::SiteLink &cold = before.loops.links[unit.primary], &hot = before.loops.links[unit.secondary];
        if (!cold.connected || !hot.connected || !unit.running) continue;
        const double set_C = unit.item->kind == Kind::Cdu ? site.value(*unit.item, Param::SupplyTemperature) : -273.15;
        exchangers.push_back({hot.part, hot.link, cold.part, cold.link, before.exchangerUa_W_K(unit), set_C});
    }

    for (const auto& valves : before.loops.valves)
        for (const liquid::ControlledValve& valve : valves)
            if (valve.controlled)
                result.issues.push_back({Severity::Note, "liquid.valveRests", valve.item, valve.name, {}, {TWIN_TR("{0} stays where its controller had it before the incident."), {valve.name}}, {}, {}, {}});

    // What stands still after the incident and did not before; what starts.
    std::vector<liquid::TransientEvent> events;
    const auto stoppedBefore = standing(site, conditions, {}), stoppedAfter = standing(site, conditions, incident.fails);
    for (const liquid::SiteLink& link : before.loops.links) {
        const Item& item = *link.item;
        const bool started = std::find(incident.starts.begin(), incident.starts.end(), item.id) != incident.starts.end();
        const bool pump = link.role == Role::Pump || link.role == Role::CduSecondary;
        if (started && pump) {
            events.push_back({What::PumpStart, incident.startDelay_s, link.part, link.link, 0, kStartSpeedUp_s});
            continue;
        }
        if (!stoppedAfter.contains(item.id) || stoppedBefore.contains(item.id)) continue;
        if (result.stopped.empty() || result.stopped.back() != item.id) result.stopped.push_back(item.id);
        switch (link.role) {
            case Role::Pump: case Role::CduSecondary:
                events.push_back({What::PumpTrip, 0, link.part, link.link, 0, std::max(0.0, site.value(item, Param::CoastDown))});
                break;
            case Role::Rejection: events.push_back({What::LoseSink, 0, link.part, link.link, 0, 0}); break;
            case Role::Line: case Role::Bypass: events.push_back({What::Close, 0, link.part, link.link, 0, 2}); break;
            case Role::AirCoil: events.push_back({What::Heat, 0, link.part, link.link, 0, 0}); break;
            case Role::ColdPlates: case Role::CduPrimary: case Role::HotSide: case Role::ColdSide: break;
        }
    }
    Conditions after = conditions;
    after.outOfService.insert(after.outOfService.end(), incident.fails.begin(), incident.fails.end());
    const power::PowerPaths paths(site, std::unordered_set<Id>(after.outOfService.begin(), after.outOfService.end()));
    const power::PowerState dark = paths.solve(before.demand_W, power::Scenario::Normal);
    std::vector<std::pair<int, int>> watched;
    for (const Compute& one : before.compute) {
        if (one.coldPlates < 0 || !before.loops.links[one.coldPlates].connected) continue;
        const liquid::SiteLink& link = before.loops.links[one.coldPlates];
        RackAfter rack;
        rack.item = one.item->id;
        rack.unpowered = one.power_W > 0 && (one.node < 0 || !dark.nodes[one.node].alive);
        const double load = rack.unpowered ? 0 : incident.load;
        if (load != 1) events.push_back({What::Heat, 0, link.part, link.link, load, 0});
        watched.push_back({link.part, link.link});
        result.racks.push_back(std::move(rack));
    }

    std::vector<int> coils;  // site links of air coils, after the racks in what is watched
    for (std::size_t i = 0; i < before.loops.links.size(); ++i)
        if (before.loops.links[i].role == Role::AirCoil && before.loops.links[i].connected) {
            coils.push_back(static_cast<int>(i));
            watched.push_back({before.loops.links[i].part, before.loops.links[i].link});
        }

    liquid::TransientOptions timeOptions;
    timeOptions.end_s = incident.end_s;
    if (progress) timeOptions.progress = [&progress](double share) { progress(kLoopShare * share); };
    liquid::TransientResult solved = liquid::solveTransient(networks, exchangers, events, watched, timeOptions, stop);
    result.time_s = std::move(solved.time_s);
    result.report = std::move(solved.report);
    std::move(solved.issues.begin(), solved.issues.end(), std::back_inserter(result.issues));
    for (std::size_t i = 0; i < result.racks.size(); ++i) {
        liquid::LinkHistory& history = solved.links[i];
        RackAfter& rack = result.racks[i];
        rack.secondsToThrottle = networks[history.network].stores[history.link].chipLimit_C > 0 ? history.secondsToLimit : std::nan("");
        rack.hottest_C = history.hottest_C;
        rack.chip_C = std::move(history.chip_C);
        rack.return_C = std::move(history.outlet_C);
        rack.flow_m3_s = std::move(history.flow_m3_s);
    }
    std::stable_sort(result.racks.begin(), result.racks.end(), [](const RackAfter& a, const RackAfter& b) {
        const double x = std::isnan(a.secondsToThrottle) ? kInfinite : a.secondsToThrottle, y = std::isnan(b.secondsToThrottle) ? kInfinite : b.secondsToThrottle;
        return x != y ? x < y : a.hottest_C > b.hottest_C;
    });
    AirIncident air{incident, stoppedBefore, stoppedAfter, {}, {}};
    for (const Compute& one : before.compute)
        if (one.power_W > 0 && (one.node < 0 || !dark.nodes[one.node].alive)) air.dark.insert(one.item->id);
    for (std::size_t i = 0; i < coils.size(); ++i) air.coils.push_back({coils[i], std::move(solved.links[result.racks.size() + i])});
    airAfter(before, air, result, stop, [&](double share) {
        if (progress) progress(kLoopShare + (1 - kLoopShare) * share);
    });
    result.report.time_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return result;
}

}  // namespace twin::engine
