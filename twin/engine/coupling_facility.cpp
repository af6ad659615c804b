// SPDX-License-Identifier: GPL-3.0-or-later
// The facility side of the coupling: facility loop, exchangers, dry coolers, towers, chillers.
//
// Supply temperature of an exchanger in a loop, in closed form. With heat Q over it, hot stream capacity C_h and
// effectiveness ε from UA (ε-NTU, counterflow): Q = ε C_min (T_h,in − T_c,in), hence the coldest it can give is
//     T_h,out = T_c,in + Q / (ε C_min) − Q / C_h,
// and its control holds max(set point, T_h,out). Iterating on Q alone contracts at once; iterating on T_h,out would at
// rate 1 − ε. CDUs on one loop share its heat by their supplies, and there Q alone diverges where ε C_min is below half of C_h:
// they get the return temperature T at which all of them take the heat of now,
//     Σ C_h,i (T + d_i − max(set_i, T + d_i − ε_i C_min,i / C_h,i (T + d_i − T_c,i))) = Σ Q_i,
// with d_i how far the return of each is from their mean. The left side rises with T. One without cold stream lets its water
// through; a loop that has no other has no steady state, and its racks no coolant that helps.
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

/// Heat per kelvin between the hot and the cold stream's inlets; NaN without a cold stream or rating.
double exchanged_W_K(double ua_W_K, double hot_W_K, double cold_W_K) {
    if (!(hot_W_K > 0 && cold_W_K > 0 && ua_W_K > 0)) return std::numeric_limits<double>::quiet_NaN();
    const double least = std::min(hot_W_K, cold_W_K), most = std::max(hot_W_K, cold_W_K);
    return counterflowEffectiveness(ua_W_K / least, least / most) * least;
}

/// One CDU among those of a loop.
struct SharingCdu {
    Cooling* unit = nullptr;
    int part = 0, loop = 0;
    double hot_W_K = 0, exchanged_W_K = 0, hotIn_C = 0, coldIn_C = 0, set_C = 0;

    double outlet_C(double entering_C) const { return std::max(set_C, entering_C - exchanged_W_K / hot_W_K * (entering_C - coldIn_C)); }
};

/// The mean return temperature at which the CDUs of a loop take their heat of now.
double sharedReturn_C(const std::vector<const SharingCdu*>& cdus, double mean_C) {
    double heat_W = 0, low = mean_C, high = mean_C;
    for (const SharingCdu* one : cdus) {
        heat_W += one->unit->now.heat_W;
        low = std::min({low, one->set_C, one->coldIn_C});
        high = std::max({high, one->set_C, one->coldIn_C});
    }
    const auto taken_W = [&](double return_C) {
        double sum = 0;
        for (const SharingCdu* one : cdus) {
            const double entering_C = return_C + one->hotIn_C - mean_C;
            sum += one->hot_W_K * (entering_C - one->outlet_C(entering_C));
        }
        return sum;
    };
    double step_K = 1 + high - low;
    low -= step_K;
    for (int n = 0; n < 60 && taken_W(high) < heat_W; ++n) high += step_K, step_K *= 2;
    for (int n = 0; n < 60 && taken_W(low) > heat_W; ++n) low -= step_K, step_K *= 2;
    for (int n = 0; n < 200; ++n) {
        const double middle = 0.5 * (low + high);
        if (middle <= low || middle >= high) break;
        (taken_W(middle) < heat_W ? low : high) = middle;
    }
    return 0.5 * (low + high);
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
                                    liquidToAir(unit) ? airCapacity_W_K(unit) : rated_W_K);
}

bool Coupling::liquidToAir(const Cooling& unit) const {
    return unit.item->kind == Kind::Cdu && site.value(*unit.item, Param::AirFlow) > 0 && (unit.primary < 0 || !loops.links[static_cast<std::size_t>(unit.primary)].connected);
}

double Coupling::airCapacity_W_K(const Cooling& unit) const { return site.value(*unit.item, Param::AirFlow) * kAir_J_m3K; }

double Coupling::airAround_C(const Item& item) const {
    const Item* room = roomOf(site, item);
    for (std::size_t r = 0; r < rooms.size() && room != nullptr; ++r) {
        if (rooms[r].room != room || !air[r]) continue;
        double flow = 0, sum = 0;
        for (std::size_t d = 0; d < air[r]->devices.size() && d < m_airDevice[r].size(); ++d) {
            const auto& device = air[r]->devices[d];
            if (rooms[r].devices[d].item == &item && device.flow_m3_s > 0) return device.intake_C;
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
    if (network.links.empty()) return holdSupplies(change);
    const auto facility = [&](int siteLink) -> liquid::Link* {
        return siteLink >= 0 && loops.links[siteLink].part == SiteLoops::kFacility ? &network.links[loops.links[siteLink].link] : nullptr;
    };
    for (Cooling& unit : cooling) {
        liquid::Link* primary = facility(unit.primary);
        const Kind kind = unit.item->kind;
        if (kind == Kind::Cdu || isAirUnit(kind)) {
            const double fan_W = isAirUnit(kind) && unit.running ? std::max(0.0, site.value(*unit.item, Param::FanPower)) + std::max(0.0, site.value(*unit.item, Param::OwnPower)) : 0;
            if (primary != nullptr) primary->heat_W = unit.running && !liquidToAir(unit) ? unit.now.heat_W + fan_W : 0;
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
    holdSupplies(change);
}

void Coupling::holdSupplies(double& change) {
    using liquid::SiteLoops;
    std::vector<SharingCdu> cdus;
    for (Cooling& unit : cooling) {
        if (unit.item->kind != Kind::Cdu || unit.secondary < 0) continue;
        const double before_C = unit.now.outlet_C, set_C = site.value(*unit.item, Param::SupplyTemperature);
        const auto& hotPlace = loops.links[unit.secondary];
        if (liquid[hotPlace.part].links.size() != loops.parts[hotPlace.part].links.size()) continue;
        const liquid::LinkResult& hot = liquid[hotPlace.part].links[hotPlace.link];
        const int node = loops.parts[hotPlace.part].links[hotPlace.link].from;
        SharingCdu one{&unit, hotPlace.part, liquid[hotPlace.part].nodes[node].loop, capacityRate_W_K(liquid[hotPlace.part], node, hot.flow_m3_s), 0, hot.inlet_C, 0, set_C};
        double cold_W_K = 0;
        if (liquidToAir(unit)) {
            cold_W_K = unit.running ? airCapacity_W_K(unit) : 0;
            one.coldIn_C = airAround_C(*unit.item);
        } else if (unit.primary >= 0 && loops.links[unit.primary].part == SiteLoops::kFacility && liquid[SiteLoops::kFacility].links.size() == loops.parts[SiteLoops::kFacility].links.size()) {
            const auto& place = loops.links[unit.primary];
            const liquid::LinkResult& cold = liquid[SiteLoops::kFacility].links[place.link];
            cold_W_K = capacityRate_W_K(liquid[SiteLoops::kFacility], loops.parts[place.part].links[place.link].from, cold.flow_m3_s);
            one.coldIn_C = cold.inlet_C;
        }
        one.exchanged_W_K = exchanged_W_K(exchangerUa_W_K(unit), one.hot_W_K, cold_W_K);
        if (!std::isfinite(one.exchanged_W_K) || !std::isfinite(one.coldIn_C)) one.exchanged_W_K = one.coldIn_C = 0;  // lets its water through
        if (one.hot_W_K > 0 && std::isfinite(one.hotIn_C)) {
            cdus.push_back(one);
            continue;
        }
        unit.now.outlet_C = cold_W_K > 0 ? std::max(set_C, one.coldIn_C) : set_C;
        change = std::max(change, std::abs(unit.now.outlet_C - before_C) * 1e-2);
    }
    loopsWithoutSink.clear();
    std::vector<char> done(cdus.size(), 0);
    for (std::size_t i = 0; i < cdus.size(); ++i) {
        if (done[i]) continue;
        std::vector<const SharingCdu*> sharing;
        double weight = 0, sum = 0, heat_W = 0, exchanged_W_K = 0;
        for (std::size_t k = i; k < cdus.size(); ++k) {
            if (cdus[k].part != cdus[i].part || cdus[k].loop != cdus[i].loop) continue;
            done[k] = 1;
            sharing.push_back(&cdus[k]);
            weight += cdus[k].hot_W_K;
            sum += cdus[k].hot_W_K * cdus[k].hotIn_C;
            heat_W += cdus[k].unit->now.heat_W;
            exchanged_W_K += cdus[k].exchanged_W_K;
        }
        const bool balanced = heat_W > 0 && exchanged_W_K > 0;
        if (heat_W > 0 && !balanced) loopsWithoutSink.insert({cdus[i].part, cdus[i].loop});
        const double mean_C = sum / weight, return_C = balanced ? sharedReturn_C(sharing, mean_C) : mean_C;
        for (const SharingCdu* one : sharing) {
            const double next_C = balanced ? one->outlet_C(return_C + one->hotIn_C - mean_C) : one->exchanged_W_K > 0 ? std::max(one->set_C, one->coldIn_C) : one->set_C;
            change = std::max(change, std::abs(next_C - one->unit->now.outlet_C) * 1e-2);
            one->unit->now.outlet_C = next_C;
        }
    }
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
