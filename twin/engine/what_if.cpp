// SPDX-License-Identifier: GPL-3.0-or-later
//
// The coupled steady state before the incident gives networks, heats, set outlets and exchangers. The power paths with and
// without the failed objects say what stands still and which racks go dark. Both become events of the loops in time.
#include "twin/engine/what_if.h"

#include "twin/engine/coupling.h"
#include "twin/engine/what_if_air.h"
#include "twin/liquid/loop_transient.h"
#include "twin/numerics/anderson.h"

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
constexpr double kLoopShare = 0.4;         ///< of the whole run, for its progress …
constexpr double kLoopShareRefined = 0.02; ///< … and beside refined air
constexpr double kStartSpeedUp_s = 5;      ///< s, soft start of a standby pump; typical
constexpr double kHandMove_s = 2;          ///< s, a valve shut or moved by hand or spring
constexpr double kShutFree = 0.01;         ///< of the full area: below it a valve or filter counts as shut, as in SiteLoops
constexpr int kMostAirRounds = 8;          ///< of loops and air with liquid-to-air CDUs
constexpr double kAirSettled_K = 0.2;      ///< between the air that they were given and what they then draw

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

/// The networks with what they store and what moves in them.
std::vector<liquid::TransientNetwork> networksOf(const Coupling& before) {
    std::vector<liquid::TransientNetwork> networks(SiteLoops::kParts);
    for (int part = 0; part < SiteLoops::kParts; ++part) {
        networks[part].network = before.loops.parts[part];
        networks[part].stores.resize(before.loops.parts[part].links.size());
        for (const liquid::ControlledValve& valve : before.loops.valves[part])
            if (valve.controlled && valve.sensed >= 0) networks[part].valves.push_back(valve);
    }
    for (const liquid::SiteLink& link : before.loops.links) networks[link.part].stores[link.link] = storeOf(before.site, *link.item, link.role);
    return networks;
}

/// A liquid-to-air CDU in a hall: its exchanger, and where its water is among what is watched.
struct AirCdu {
    Id item;
    std::size_t exchanger, watched;
};

std::vector<liquid::Exchanger> exchangersOf(const Coupling& before, std::vector<std::pair<int, int>>& watched, std::vector<AirCdu>& airCdus) {
    std::vector<liquid::Exchanger> exchangers;
    for (const Cooling& unit : before.cooling) {
        if ((unit.item->kind != Kind::Cdu && unit.item->kind != Kind::HeatExchanger) || unit.secondary < 0 || !unit.running) continue;
        const liquid::SiteLink& hot = before.loops.links[unit.secondary];
        if (!hot.connected) continue;
        const double set_C = unit.item->kind == Kind::Cdu ? before.site.value(*unit.item, Param::SupplyTemperature) : -273.15;
        if (before.liquidToAir(unit)) {
            if (unit.warmsAir) airCdus.push_back({unit.item->id, exchangers.size(), watched.size()});
            watched.push_back({hot.part, hot.link});
            exchangers.push_back({hot.part, hot.link, -1, -1, before.exchangerUa_W_K(unit), set_C, before.airCapacity_W_K(unit), {0}, {before.airAround_C(*unit.item)}});
        } else if (unit.primary >= 0 && before.loops.links[unit.primary].connected) {
            const liquid::SiteLink& cold = before.loops.links[unit.primary];
            exchangers.push_back({hot.part, hot.link, cold.part, cold.link, before.exchangerUa_W_K(unit), set_C});
        }
    }
    return exchangers;
}

/// A valve or filter that is moved by hand.
std::vector<liquid::TransientEvent> movesOf(const Site& site, const Incident& incident, const liquid::SiteLink& link) {
    const auto found = std::find_if(incident.moves.begin(), incident.moves.end(), [&](const auto& move) { return move.first == link.item->id; });
    if (found == incident.moves.end() || link.role != Role::Line) return {};
    const bool valve = link.item->kind == Kind::Valve;
    const double now = site.value(*link.item, valve ? Param::Opening : Param::Clogging);
    const double before = valve ? now : 1 - now, after = valve ? found->second : 1 - found->second;  // free area, of all of it
    if (after < kShutFree) return {{What::Close, 0, link.part, link.link, 0, kHandMove_s}};
    const double least = std::max(before, kShutFree);
    std::vector<liquid::TransientEvent> events{{What::Drop, 0, link.part, link.link, least * least / (after * after), kHandMove_s}};
    if (before < kShutFree) events.insert(events.begin(), {What::Open, 0, link.part, link.link, 0, kHandMove_s});
    return events;
}

/// What happens to the loops; fills what stands still because of it.
std::vector<liquid::TransientEvent> eventsOf(const Coupling& before, const Incident& incident, const std::unordered_set<Id>& stoppedBefore,
                                             const std::unordered_set<Id>& stoppedAfter, std::vector<Id>& stopped) {
    std::vector<liquid::TransientEvent> events;
    for (const liquid::SiteLink& link : before.loops.links) {
        const Item& item = *link.item;
        const bool started = std::find(incident.starts.begin(), incident.starts.end(), item.id) != incident.starts.end();
        const bool pump = link.role == Role::Pump || link.role == Role::CduSecondary;
        if (started && pump) {
            events.push_back({What::PumpStart, incident.startDelay_s, link.part, link.link, 0, kStartSpeedUp_s});
            continue;
        }
        for (const liquid::TransientEvent& move : movesOf(before.site, incident, link)) events.push_back(move);
        if (!stoppedAfter.contains(item.id) || stoppedBefore.contains(item.id)) continue;
        if (stopped.empty() || stopped.back() != item.id) stopped.push_back(item.id);
        switch (link.role) {
            case Role::Pump: case Role::CduSecondary:
                events.push_back({What::PumpTrip, 0, link.part, link.link, 0, std::max(0.0, before.site.value(item, Param::CoastDown))});
                break;
            case Role::Rejection: events.push_back({What::LoseSink, 0, link.part, link.link, 0, 0}); break;
            case Role::Line: case Role::Bypass: events.push_back({What::Close, 0, link.part, link.link, 0, kHandMove_s}); break;
            case Role::AirCoil: events.push_back({What::Heat, 0, link.part, link.link, 0, 0}); break;
            case Role::ColdPlates: case Role::CduPrimary: case Role::HotSide: case Role::ColdSide: break;
        }
    }
    return events;
}

/// Gives liquid-to-air CDUs the air that they draw: towards what the halls now have, by the history of the rounds before; the largest
/// difference between the two, K.
double followAir(const std::vector<double>& time_s, const DrawnAir& drawn_C, const std::vector<AirCdu>& airCdus, numerics::Anderson& rounds, std::vector<liquid::Exchanger>& exchangers) {
    std::vector<double> given, found;
    for (const AirCdu& one : airCdus) {
        liquid::Exchanger& exchanger = exchangers[one.exchanger];
        exchanger.air_C.resize(time_s.size(), exchanger.air_C.back());
        exchanger.airTime_s = time_s;
        const auto drawn = drawn_C.find(one.item);
        const bool known = drawn != drawn_C.end() && drawn->second.size() == time_s.size();
        given.insert(given.end(), exchanger.air_C.begin(), exchanger.air_C.end());
        found.insert(found.end(), (known ? drawn->second : exchanger.air_C).begin(), (known ? drawn->second : exchanger.air_C).end());
    }
    double apart_K = 0;
    for (std::size_t n = 0; n < given.size(); ++n) apart_K = std::max(apart_K, std::abs(found[n] - given[n]));
    const std::vector<double> next = rounds.next(given, found);
    for (std::size_t i = 0; i < airCdus.size(); ++i)
        std::copy_n(next.begin() + static_cast<std::ptrdiff_t>(i * time_s.size()), time_s.size(), exchangers[airCdus[i].exchanger].air_C.begin());
    return apart_K;
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

    std::vector<liquid::TransientNetwork> networks = networksOf(before);
    std::vector<std::pair<int, int>> watched;
    std::vector<AirCdu> airCdus;
    std::vector<liquid::Exchanger> exchangers = exchangersOf(before, watched, airCdus);
    const auto stoppedBefore = standing(site, conditions, {}), stoppedAfter = standing(site, conditions, incident.fails);
    std::vector<liquid::TransientEvent> events = eventsOf(before, incident, stoppedBefore, stoppedAfter, result.stopped);

    Conditions after = conditions;
    after.outOfService.insert(after.outOfService.end(), incident.fails.begin(), incident.fails.end());
    const power::PowerPaths paths(site, std::unordered_set<Id>(after.outOfService.begin(), after.outOfService.end()));
    const power::PowerState dark = paths.solve(before.demand_W, power::Scenario::Normal);
    const std::size_t firstRack = watched.size();
    for (const Compute& one : before.compute) {
        if (one.coldPlates < 0 || !before.loops.links[one.coldPlates].connected) continue;
        const liquid::SiteLink& link = before.loops.links[one.coldPlates];
        const bool starts = std::any_of(events.begin(), events.end(), [&](const auto& event) { return event.what == What::PumpStart && event.network == link.part; });
        if (starts && !one.onLoop) networks[link.part].network.links[link.link].heat_W = one.power_W * one.liquidShare;  // its plates wait for flow
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

    // Loops, then air; again while the air takes the supply of a liquid-to-air CDU along.
    AirIncident air{incident, stoppedBefore, stoppedAfter, {}, {}, {}};
    for (const Compute& one : before.compute)
        if (one.power_W > 0 && (one.node < 0 || !dark.nodes[one.node].alive)) air.dark.insert(one.item->id);
    const int rounds = airCdus.empty() ? 1 : kMostAirRounds;
    liquid::TransientOptions timeOptions;
    timeOptions.end_s = incident.end_s;
    liquid::TransientResult solved;
    numerics::Anderson air_C(kMostAirRounds);
    double apart_K = 0;
    for (int round = 0; round < rounds; ++round) {
        const auto at = [&](double share) {
            if (progress) progress((round + share) / rounds);
        };
        const double loops = incident.refinedAir ? kLoopShareRefined : kLoopShare;
        timeOptions.progress = [&at, loops](double share) { at(loops * share); };
        solved = liquid::solveTransient(networks, exchangers, events, watched, timeOptions, stop);
        result.time_s = solved.time_s;
        result.report = solved.report;
        air.coils.clear();
        air.cdus.clear();
        for (std::size_t i = 0; i < coils.size(); ++i) air.coils.push_back({coils[i], solved.links[firstRack + result.racks.size() + i]});
        for (const AirCdu& one : airCdus) air.cdus.push_back({one.item, solved.links[one.watched].taken_W});
        result.airTime_s.clear();
        result.inlets.clear();
        result.halls.clear();
        result.issues.clear();
        const DrawnAir drawn_C = airAfter(before, air, result, stop, [&](double share) { at(loops + (1 - loops) * share); });
        apart_K = stop.stop_requested() ? 0 : followAir(result.airTime_s, drawn_C, airCdus, air_C, exchangers);
        if (apart_K < kAirSettled_K) break;
    }
    if (apart_K >= kAirSettled_K)
        result.issues.push_back({Severity::Warning, "liquid.airUnsettled", airCdus.front().item, site.find(airCdus.front().item)->name, {},
                                 {TWIN_TR("Coolant and hall air do not agree yet: what liquid-to-air CDUs draw is {0} off."), {formatQuantity(apart_K, Unit::TemperatureDifference)}},
                                 formatQuantity(apart_K, Unit::TemperatureDifference), formatQuantity(kAirSettled_K, Unit::TemperatureDifference), {TWIN_TR("Look ahead for a shorter time."), {}}});
    std::move(solved.issues.begin(), solved.issues.end(), std::back_inserter(result.issues));
    for (std::size_t i = 0; i < result.racks.size(); ++i) {
        liquid::LinkHistory& history = solved.links[firstRack + i];
        RackAfter& rack = result.racks[i];
        rack.secondsToThrottle = networks[history.network].stores[history.link].chipLimit_C > 0 ? history.secondsToLimit : std::nan("");
        rack.hottest_C = history.hottest_C;
        rack.chip_C = std::move(history.chip_C);
        rack.return_C = std::move(history.outlet_C);
        rack.flow_m3_s = std::move(history.flow_m3_s);
    }
    for (liquid::ValveHistory& history : solved.valves) {
        const liquid::ControlledValve& valve = networks[history.network].valves[history.valve];
        result.valves.push_back({valve.item, valve.set_C, std::move(history.position), std::move(history.temperature_C)});
    }
    std::stable_sort(result.racks.begin(), result.racks.end(), [](const RackAfter& a, const RackAfter& b) {
        const double x = std::isnan(a.secondsToThrottle) ? kInfinite : a.secondsToThrottle, y = std::isnan(b.secondsToThrottle) ? kInfinite : b.secondsToThrottle;
        return x != y ? x < y : a.hottest_C > b.hottest_C;
    });
    result.report.time_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return result;
}

}  // namespace twin::engine
