// SPDX-License-Identifier: GPL-3.0-or-later
// The facility side of the coupling: facility loop, exchangers, dry coolers, towers, chillers.
//
// Supply temperature of an exchanger in a loop, in closed form. With heat Q over it, hot stream capacity C_h and
// effectiveness ε from UA (ε-NTU, counterflow): Q = ε C_min (T_h,in − T_c,in), hence the coldest it can give is
//     T_h,out = T_c,in + Q / (ε C_min) − Q / C_h,
// and its control holds max(set point, T_h,out). Iterating on Q alone contracts at once; iterating on T_h,out would at
// rate 1 − ε.
#include "twin/engine/coupling.h"
#include "twin/liquid/heat_exchanger.h"
#include "twin/media/effectiveness.h"
#include "twin/media/fluid.h"
#include "twin/media/moist_air.h"
#include "twin/plant/chiller.h"
#include "twin/plant/cooling_tower.h"
#include "twin/plant/dry_cooler.h"

#include <algorithm>
#include <cmath>

namespace twin::engine {

namespace {

constexpr double kAirRiseShare = 0.7;  ///< air rise of a rated dry cooler over entering water minus ambient; typical
constexpr double kTowerWaterOverAir = 1.0;  ///< L/G of a rated tower; 0.75–1.5 in practice

/// The coldest leaving temperature of the hot stream that an exchanger of this rating can give at this heat.
double coldestOutlet_C(double ua_W_K, double hot_W_K, double cold_W_K, double coldIn_C, double heat_W) {
    if (heat_W <= 0 || hot_W_K <= 0) return coldIn_C;
    if (cold_W_K <= 0 || !(ua_W_K > 0)) return std::numeric_limits<double>::quiet_NaN();
    const double least = std::min(hot_W_K, cold_W_K), most = std::max(hot_W_K, cold_W_K);
    const double effectiveness = counterflowEffectiveness(ua_W_K / least, least / most);
    return coldIn_C + heat_W / (effectiveness * least) - heat_W / hot_W_K;
}

double capacityRate_W_K(const liquid::NetworkResult& result, int node, double flow_m3_s) {
    const int loop = node >= 0 && node < static_cast<int>(result.nodes.size()) ? result.nodes[node].loop : -1;
    if (loop < 0) return 0;
    return std::abs(flow_m3_s) * result.loops[loop].density_kg_m3 * result.loops[loop].heatCapacity_J_kgK;
}

constexpr double kWater_J_m3K = 992.2 * 4180;  ///< J/m³K, water at 40 °C, IAPWS
constexpr double kAir_J_m3K = 1.19 * 1006;     ///< J/m³K, air at 24 °C

}  // namespace

double Coupling::exchangerUa_W_K(const Cooling& unit) const {
    const auto get = [&](Param param) { return site.value(*unit.item, param); };
    const double rated_W_K = get(Param::LiquidRefFlow) * kWater_J_m3K, approach_K = std::max(get(Param::Approach), 0.1);
    if (unit.item->kind == Kind::HeatExchanger) return liquid::uaFromRating_W_K(get(Param::CoolingCapacity), approach_K, rated_W_K, rated_W_K * 1.001);
    const auto fluid = properties(loops.parts[loops.links[unit.secondary].part].fluid, 40);
    return liquid::uaFromRating_W_K(get(Param::CoolingCapacity), approach_K, get(Param::PumpFlow) * fluid.density_kg_m3 * fluid.heatCapacity_J_kgK,
                                    liquidToAir(unit) ? get(Param::AirFlow) * kAir_J_m3K : rated_W_K);
}

bool Coupling::liquidToAir(const Cooling& unit) const {
    return unit.item->kind == Kind::Cdu && site.value(*unit.item, Param::AirFlow) > 0 && (unit.primary < 0 || !loops.links[static_cast<std::size_t>(unit.primary)].connected);
}

/// Of the air that the computers of its hall draw, mixed; outdoors that of the conditions.
double Coupling::airAround_C(const Item& item) const {
    const Item* room = roomOf(site, item);
    for (std::size_t r = 0; r < rooms.size() && room != nullptr; ++r) {
        if (rooms[r].room != room || !air[r]) continue;
        double flow = 0, sum = 0;
        for (std::size_t d = 0; d < air[r]->devices.size() && d < m_airDevice[r].size(); ++d) {
            const auto& device = air[r]->devices[d];
            if (m_airDevice[r][d] < 0 || !(device.flow_m3_s > 0)) continue;
            flow += device.flow_m3_s;
            sum += device.flow_m3_s * device.intake_C;
        }
        if (flow > 0) return sum / flow;
    }
    return conditions.dryBulb_C;
}

void Coupling::solveFacility(double& change) {
    using liquid::SiteLoops;
    auto& network = loops.parts[SiteLoops::kFacility];
    if (network.links.empty()) return;
    const auto facility = [&](int siteLink) -> liquid::Link* {
        return siteLink >= 0 && loops.links[siteLink].part == SiteLoops::kFacility ? &network.links[loops.links[siteLink].link] : nullptr;
    };
    for (Cooling& unit : cooling) {
        liquid::Link* primary = facility(unit.primary);
        const Kind kind = unit.item->kind;
        if (kind == Kind::Cdu || isAirUnit(kind)) {
            const double fan_W = isAirUnit(kind) && unit.running ? std::max(0.0, site.value(*unit.item, Param::FanPower)) + std::max(0.0, site.value(*unit.item, Param::OwnPower)) : 0;
            if (primary != nullptr) primary->heat_W = unit.running ? unit.now.heat_W + fan_W : 0;
        } else if (kind == Kind::HeatExchanger) {
            if (primary != nullptr) primary->heat_W = unit.now.heat_W;
            if (liquid::Link* hot = facility(unit.secondary)) {
                hot->setOutlet = true;
                hot->outlet_C = unit.now.outlet_C;
            }
        } else if (kind == Kind::Pump) {
            if (primary != nullptr) primary->heat_W = unit.hydraulic_W;
        } else if (primary != nullptr) {
            primary->setOutlet = true;
            primary->outlet_C = unit.now.outlet_C;
        }
    }
    liquid::SolveOptions options;
    auto& solved = liquid[SiteLoops::kFacility];
    if (solved.links.size() == network.links.size()) options.warmStart = &solved;
    auto next = liquid::solveControlled(network, loops.valves[SiteLoops::kFacility], options, m_stop);
    solved = std::move(next);
    for (Cooling& unit : cooling) rejectHeat(unit, change);
}

void Coupling::rejectHeat(Cooling& unit, double& change) {
    using liquid::SiteLoops;
    const Item& item = *unit.item;
    const auto get = [&](Param param) { return site.value(item, param); };
    const auto& solved = liquid[SiteLoops::kFacility];
    if (unit.primary < 0 || solved.links.size() != loops.parts[SiteLoops::kFacility].links.size()) return;
    const auto& place = loops.links[unit.primary];
    if (place.part != SiteLoops::kFacility) return;
    const auto& primary = solved.links[place.link];
    const double capacity_W_K = capacityRate_W_K(solved, loops.parts[place.part].links[place.link].from, primary.flow_m3_s);
    const double before_C = unit.now.outlet_C;
    const double rated_W_K = get(Param::LiquidRefFlow) * kWater_J_m3K;
    switch (item.kind) {
        case Kind::Cdu: {
            if (unit.secondary < 0) return;
            const auto& hotPlace = loops.links[unit.secondary];
            const auto& hot = liquid[hotPlace.part].links[hotPlace.link];
            const double hot_W_K = capacityRate_W_K(liquid[hotPlace.part], loops.parts[hotPlace.part].links[hotPlace.link].from, hot.flow_m3_s);
            const bool toAir = liquidToAir(unit);
            const double coldest = toAir ? coldestOutlet_C(exchangerUa_W_K(unit), hot_W_K, unit.running ? get(Param::AirFlow) * kAir_J_m3K : 0, airAround_C(item), unit.now.heat_W)
                                         : coldestOutlet_C(exchangerUa_W_K(unit), hot_W_K, capacity_W_K, primary.inlet_C, unit.now.heat_W);
            unit.now.outlet_C = std::isfinite(coldest) ? std::max(get(Param::SupplyTemperature), coldest) : get(Param::SupplyTemperature);
            break;
        }
        case Kind::HeatExchanger: {
            if (unit.secondary < 0) return;
            const auto& hotPlace = loops.links[unit.secondary];
            if (hotPlace.part != SiteLoops::kFacility) return;
            const auto& hot = solved.links[hotPlace.link];
            const double heat = std::isfinite(hot.heat_W) ? -hot.heat_W : 0;
            const double hot_W_K = capacityRate_W_K(solved, loops.parts[hotPlace.part].links[hotPlace.link].from, hot.flow_m3_s);
            change = std::max(change, relativeChange(unit.now.heat_W, heat, normal.utility_W));
            unit.now.heat_W = heat;
            const double coldest = coldestOutlet_C(exchangerUa_W_K(unit), hot_W_K, capacity_W_K, primary.inlet_C, heat);
            if (std::isfinite(coldest)) unit.now.outlet_C = coldest;
            break;
        }
        case Kind::Pump: unit.hydraulic_W = primary.hydraulicPower_W; return;
        case Kind::DryCooler: case Kind::CoolingTower: case Kind::Chiller: {
            const double heat = std::isfinite(primary.heat_W) ? std::max(0.0, -primary.heat_W) : 0;
            change = std::max(change, relativeChange(unit.now.heat_W, heat, normal.utility_W));
            unit.now.heat_W = heat;
            const double capacity = get(Param::CoolingCapacity), set_C = get(Param::SupplyTemperature);
            if (heat <= 0 || capacity_W_K <= 0 || !unit.running) {
                unit.now.electric_W = 0;
                break;
            }
            if (item.kind == Kind::Chiller) {
                plant::ChillerRating rating;
                rating.capacity_W = capacity;
                rating.cop = get(Param::RatedCop);
                rating.leaving_C = set_C;
                rating.sinkEntering_C = get(Param::RatedAmbient);
                const auto state = plant::run(plant::makeChiller(rating), heat, set_C, conditions.dryBulb_C);
                unit.now.electric_W = state.power_W;
                unit.now.outlet_C = set_C + state.shortfall_W / capacity_W_K;
            } else if (item.kind == Kind::DryCooler) {
                plant::DryCoolerRating rating;
                rating.heat_W = capacity;
                rating.waterCapacity_W_K = rated_W_K;
                rating.ambient_C = get(Param::RatedAmbient);
                rating.entering_C = rating.ambient_C + get(Param::RatedApproach) + capacity / rated_W_K;
                rating.airCapacity_W_K = capacity / (kAirRiseShare * (rating.entering_C - rating.ambient_C));
                rating.fanPower_W = get(Param::FanPower);
                const auto state = plant::reject(plant::makeDryCooler(rating), {heat, capacity_W_K, conditions.dryBulb_C, set_C});
                if (state.status != plant::RejectionStatus::Invalid) {
                    unit.now.electric_W = state.fanPower_W;
                    unit.now.outlet_C = state.leaving_C;
                }
            } else {
                plant::CoolingTowerRating rating;
                rating.water_kg_s = get(Param::LiquidRefFlow) * 992.2;
                rating.air_kg_s = rating.water_kg_s / kTowerWaterOverAir;
                rating.range_K = capacity / rated_W_K;
                rating.approach_K = get(Param::RatedApproach);
                rating.wetBulb_C = get(Param::RatedAmbient);
                rating.fanPower_W = get(Param::FanPower);
                rating.pressure_Pa = pressureAtAltitude_Pa(conditions.altitude_m);
                const auto state = plant::reject(plant::makeCoolingTower(rating), {heat, capacity_W_K / plant::kTowerWaterHeat_J_kgK, conditions.dryBulb_C, std::min(conditions.wetBulb_C, conditions.dryBulb_C), set_C});
                if (state.status != plant::RejectionStatus::Invalid) {
                    unit.now.electric_W = state.fanPower_W;
                    unit.now.outlet_C = state.leaving_C;
                }
            }
            break;
        }
        default: return;
    }
    change = std::max(change, std::abs(unit.now.outlet_C - before_C) * 1e-2);
}

}  // namespace twin::engine
