// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/liquid/loop_figures.h"

#include "twin/base/units.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <utility>

namespace twin::liquid {

namespace {

constexpr double kFill_C = 10;             ///< °C, of the water a loop is filled with (EN 12828)
constexpr double kTestOverRelief = 1.5;
constexpr double kReserveShare = 0.005, kLeastReserve_m3 = 3e-3;  ///< EN 12828
constexpr double kReliefBand = 0.1;        ///< a safety valve closes a tenth below what it opens at
constexpr double kBar_Pa = 1e5;
constexpr double kMoves_m3_s = 1e-9;

std::size_t at(int index) { return static_cast<std::size_t>(index); }

double held_m3(const Site& site, const SiteLink& place, const Link& link) {
    if (link.kind == LinkKind::Pipe) return std::numbers::pi / 4 * link.diameter_m * link.diameter_m * link.length_m;
    const double volume = hasParam(place.item->kind, Param::Volume) ? site.value(*place.item, Param::Volume) : 0;
    const bool half = place.role == Role::CduPrimary || place.role == Role::CduSecondary || place.role == Role::HotSide || place.role == Role::ColdSide;
    return std::isfinite(volume) ? std::max(0.0, volume) * (half ? 0.5 : 1) : 0;
}

/// Sums that become temperatures once all links are seen.
struct Mixing {
    double flow = 0, flowTemperature = 0;
    void add(double flow_m3_s, double temperature_C) {
        if (!std::isfinite(temperature_C)) return;
        flow += flow_m3_s;
        flowTemperature += flow_m3_s * temperature_C;
    }
    double mean() const { return flow > 0 ? flowTemperature / flow : LoopFigures::kUnknown; }
};

struct Draft {
    LoopFigures figures;
    Mixing back;
    double driverFlow_m3_s = 0;
};

void readLink(const Site& site, const SiteLink& place, const Link& link, const LinkResult& result, Draft& draft) {
    LoopFigures& figures = draft.figures;
    ++figures.objects;
    figures.volume_m3 += held_m3(site, place, link);
    figures.open = figures.open || place.item->kind == Kind::CoolingTower;
    const double flow = std::abs(result.flow_m3_s);
    if (!(flow > kMoves_m3_s)) return;
    if (result.heat_W > 0) figures.heat_W += result.heat_W;
    const bool takes = place.role == Role::ColdPlates || place.role == Role::CduPrimary || place.role == Role::AirCoil || place.role == Role::ColdSide;
    const bool givesOff = place.role == Role::CduSecondary || place.role == Role::Rejection || place.role == Role::HotSide;
    if (takes && std::isfinite(result.inlet_C) && !(result.inlet_C <= figures.supply_C)) figures.supply_C = result.inlet_C;
    if (givesOff) draft.back.add(flow, result.inlet_C);
    if (link.kind == LinkKind::Pump) {
        figures.flow_m3_s += flow;
        if (flow > draft.driverFlow_m3_s) draft.driverFlow_m3_s = flow, figures.driver = place.item->id;
    }
    if (link.kind != LinkKind::Pipe) return;
    const double velocity = std::abs(result.velocity_m_s);
    if (!(velocity <= figures.fastest_m_s)) figures.fastest_m_s = velocity, figures.fastestPipe = place.item->id;
    if (!(velocity >= figures.slowest_m_s)) figures.slowest_m_s = velocity, figures.slowestPipe = place.item->id;
}

void fill(LoopFigures& figures) {
    const double cold_kg_m3 = density_kg_m3(figures.fluid, kFill_C);
    figures.glycol_kg = figures.volume_m3 * cold_kg_m3 * glycolShare(figures.fluid);
    if (std::isfinite(figures.return_C)) figures.expansion_m3 = figures.volume_m3 * std::max(0.0, cold_kg_m3 / density_kg_m3(figures.fluid, figures.return_C) - 1);
}

}  // namespace

double glycolShare(Fluid fluid) {
    switch (fluid) {
        case Fluid::Water: return 0;
        case Fluid::PG20: return 0.20;
        case Fluid::PG25: return 0.25;
        case Fluid::PG30: case Fluid::EG30: return 0.30;
        case Fluid::EG50: return 0.50;
        case Fluid::PG55: return 0.55;
    }
    return 0;
}

std::vector<LoopFigures> loopFigures(const Site& site, const SiteLoops& loops, std::span<const NetworkResult> results) {
    std::map<std::pair<int, int>, Draft> drafts;
    for (const SiteLink& place : loops.links) {
        if (!place.connected || at(place.part) >= results.size()) continue;
        const Network& network = loops.parts[place.part];
        const NetworkResult& result = results[at(place.part)];
        if (result.nodes.size() != network.nodes.size()) continue;
        const Link& link = network.links[at(place.link)];
        const int loop = result.nodes[at(link.from)].loop;
        if (loop < 0) continue;
        Draft& draft = drafts[{place.part, loop}];
        draft.figures.part = place.part;
        draft.figures.loop = loop;
        draft.figures.fluid = network.fluid;
        readLink(site, place, link, result.links[at(place.link)], draft);
    }
    const auto draftOf = [&](int part, int node) -> Draft* {
        const auto found = drafts.find({part, results[at(part)].nodes[at(node)].loop});
        return found == drafts.end() ? nullptr : &found->second;
    };
    std::map<std::pair<int, int>, double> fills_Pa;
    for (int part = 0; part < SiteLoops::kParts && at(part) < results.size(); ++part) {
        const Network& network = loops.parts[part];
        const NetworkResult& result = results[at(part)];
        if (result.nodes.size() != network.nodes.size()) continue;
        for (std::size_t i = 0; i < network.nodes.size(); ++i) {
            Draft* const draft = draftOf(part, static_cast<int>(i));
            if (draft == nullptr) continue;
            LoopFigures& figures = draft->figures;
            figures.volume_m3 += network.nodes[i].volume_m3;
            const double pressure = result.nodes[i].pressure_Pa;
            if (!(pressure >= figures.lowest_Pa)) figures.lowest_Pa = pressure, figures.lowestAt = network.nodes[i].item;
            if (!(pressure <= figures.highest_Pa)) figures.highest_Pa = pressure, figures.highestAt = network.nodes[i].item;
        }
        for (const Vessel& vessel : network.vessels) {
            Draft* const draft = draftOf(part, vessel.node);
            const Item* item = vessel.item ? site.find(vessel.item) : nullptr;
            if (draft == nullptr || item == nullptr) continue;
            LoopFigures& figures = draft->figures;
            figures.vessel_m3 += std::max(0.0, site.value(*item, Param::Volume));
            fills_Pa[{figures.part, figures.loop}] = vessel.pressure_Pa;
            const double relief = site.value(*item, Param::ReliefPressure);
            if (relief > 0 && !(relief >= figures.relief_Pa)) figures.relief_Pa = relief;
        }
    }
    for (auto& [key, draft] : drafts) {
        LoopFigures& figures = draft.figures;
        figures.return_C = draft.back.mean();
        fill(figures);
        figures.test_Pa = kTestOverRelief * figures.relief_Pa;
        const auto fill_Pa = fills_Pa.find(key);
        const double end_Pa = (1 - kReliefBand) * figures.relief_Pa;
        if (fill_Pa != fills_Pa.end() && end_Pa > fill_Pa->second && !figures.open)
            figures.vesselNeeded_m3 = (figures.expansion_m3 + std::max(kReserveShare * figures.volume_m3, kLeastReserve_m3)) * (end_Pa + kBar_Pa) / (end_Pa - fill_Pa->second);
    }
    std::vector<LoopFigures> all;
    for (auto& [key, draft] : drafts) all.push_back(std::move(draft.figures));
    std::stable_sort(all.begin(), all.end(), [](const LoopFigures& a, const LoopFigures& b) { return a.flow_m3_s > b.flow_m3_s; });
    return all;
}

Issues loopIssues(const Site& site, const std::vector<LoopFigures>& figures) {
    Issues issues;
    const auto pressure = [](double value) { return formatQuantity(value, Unit::Pressure); };
    const auto volume = [](double value) { return formatQuantity(value, Unit::Volume); };
    for (const LoopFigures& loop : figures) {
        const Item* driver = loop.driver ? site.find(loop.driver) : nullptr;
        if (driver == nullptr) continue;  // stands still
        const Item* highest = site.find(loop.highestAt);
        if (highest != nullptr && loop.highest_Pa > loop.relief_Pa)
            issues.push_back({Severity::Error, "liquid.pressureHigh", highest->id, highest->name, {},
                              {TWIN_TR("The loop of {0} has {1} at {2}; its safety valve opens at {3}."), {driver->name, pressure(loop.highest_Pa), highest->name, pressure(loop.relief_Pa)}},
                              pressure(loop.highest_Pa), pressure(loop.relief_Pa), {TWIN_TR("Lower the fill pressure or the pump's head, or choose a higher relief pressure that all parts are made for."), {}}});
        if (std::isfinite(loop.relief_Pa)) {
            if (loop.lowest_Pa < kLeastPressure_Pa)
                if (const Item* lowest = site.find(loop.lowestAt))
                    issues.push_back({Severity::Warning, "liquid.pressureLow", lowest->id, lowest->name, {},
                                      {TWIN_TR("The loop of {0} has {1} at {2}: air may be drawn in."), {driver->name, pressure(loop.lowest_Pa), lowest->name}}, pressure(loop.lowest_Pa),
                                      pressure(kLeastPressure_Pa), {TWIN_TR("Raise the fill pressure of the expansion vessel."), {}}});
            if (loop.vessel_m3 < loop.vesselNeeded_m3)
                issues.push_back({Severity::Warning, "liquid.vesselSmall", driver->id, driver->name, {},
                                  {TWIN_TR("The loop of {0} holds {1} and needs an expansion vessel of {2}; it has {3}."), {driver->name, volume(loop.volume_m3), volume(loop.vesselNeeded_m3), volume(loop.vessel_m3)}},
                                  volume(loop.vessel_m3), volume(loop.vesselNeeded_m3), {TWIN_TR("Add a vessel, lower the fill pressure, or choose a higher relief pressure."), {}}});
        } else if (driver->kind == Kind::Pump) {  // CDUs have vessels of their own
            issues.push_back({Severity::Note, "liquid.noVessel", driver->id, driver->name, {}, {TWIN_TR("The loop of {0} has no expansion vessel: its pressures are over that of its pump's suction."), {driver->name}}, {}, {},
                              {TWIN_TR("Connect an expansion vessel at the suction of its pumps."), {}}});
        }
    }
    return issues;
}

}  // namespace twin::liquid
