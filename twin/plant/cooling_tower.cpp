// SPDX-License-Identifier: GPL-3.0-or-later
// Cooling tower: Merkel's theory (1925) as an equivalent counterflow exchanger between water and a fluid whose
// "temperature" is the air's wet bulb (EnergyPlus Engineering Reference, "Cooling Towers and Evaporative Fluid
// Coolers"). h_s(T): enthalpy of saturated air a kg of dry air; m_a, m_w air and water flow; C_w = m_w·c_w.
//
//   Q      = m_a · (h_s(T_wb,out) − h_s(T_wb))                     air leaves saturated → T_wb,out
//   c_e    = (h_s(T_wb,out) − h_s(T_wb)) / (T_wb,out − T_wb)       heat capacity of the equivalent fluid
//   UA_e   = UA · c_e / c_p
//   C_a    = m_a · c_e,  ε = ε_counterflow(UA_e / C_min, C_min / C_max)
//   Q      = ε · C_min · (T_in − T_wb)  →  T_in,   T_out = T_in − Q/C_w
//
// Q being given, nothing is iterated but the inverse of h_s (rising and convex: Newton from above).
// Transfer over the flows: NTU = c·(m_w/m_a)^(1+n) on the air side (Braun, Klein, Mitchell 1989), that is
//   UA = UA_rated · (m_w/m_w,rated)^(1+n) · (m_a/m_a,rated)^(−n)
// Water: evaporation is what the air carries away, m_a·(w_s(T_wb,out) − w_in), with w_in from dry and wet bulb (ASHRAE
// Fundamentals 2017 ch. 1 eq. 33); drift a share of m_w; blowdown keeps the concentration: B = E/(cycles − 1) − D ≥ 0.
#include "twin/plant/cooling_tower.h"

#include "twin/media/effectiveness.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace twin::plant {
namespace {

constexpr double kMassRatio = 0.621945;  // kg/kg, water to dry air, ASHRAE Fundamentals 2017 ch. 1 (20)
constexpr double kAirHeat_J_kgK = 1006;  // J/kgK, dry air, ASHRAE Fundamentals 2017 ch. 1
constexpr double kHottestAir_C = 85;     // leaving air; beyond, saturated air holds more water than dry air
constexpr double kSmallRise_K = 1e-3;    // below: the slope of h_s instead of its difference

/// Enthalpy of saturated air and its slope, both from one evaluation of the vapour pressure.
struct Saturated {
    double enthalpy_J_kg;
    double slope_J_kgK;  // with the Magnus slope of vapour pressure, within 1 %: a Newton step needs no more
};

Saturated saturatedAir(double temperature_C, double pressure_Pa) {
    const double vapour_Pa = saturationPressure_Pa(temperature_C);
    const double rest_Pa = pressure_Pa - vapour_Pa;
    const double humidity = kMassRatio * vapour_Pa / rest_Pa;
    const double t = 243.12 + temperature_C;
    const double humiditySlope = humidity * pressure_Pa / rest_Pa * 17.62 * 243.12 / (t * t);
    return {enthalpy_J_kg(temperature_C, humidity),
            kAirHeat_J_kgK + 1860 * humidity + humiditySlope * (2.501e6 + 1860 * temperature_C)};
}

/// The wet bulb at which saturated air has gained `gain_J_kg`; infinite beyond kHottestAir_C.
double wetBulbAfter_C(double wetBulb_C, double gain_J_kg, double pressure_Pa) {
    const Saturated in = saturatedAir(wetBulb_C, pressure_Pa);
    const double target = in.enthalpy_J_kg + gain_J_kg;
    double t = wetBulb_C + gain_J_kg / in.slope_J_kgK;
    if (t > kHottestAir_C) {  // the tangent overshoots; only here may the air be unable to take the heat
        t = kHottestAir_C;
        if (target > saturatedAir(t, pressure_Pa).enthalpy_J_kg) return INFINITY;
    }
    for (int i = 0; i < 50; ++i) {
        const Saturated at = saturatedAir(t, pressure_Pa);
        const double step = (at.enthalpy_J_kg - target) / at.slope_J_kgK;
        t -= step;
        if (std::abs(step) < 1e-9) break;
    }
    return t;
}

double humidityFromWetBulb(double dryBulb_C, double wetBulb_C, double pressure_Pa) {
    const double saturated = humidityRatio(wetBulb_C, 1, pressure_Pa);
    if (wetBulb_C >= 0)
        return ((2501 - 2.326 * wetBulb_C) * saturated - 1.006 * (dryBulb_C - wetBulb_C)) /
               (2501 + 1.86 * dryBulb_C - 4.186 * wetBulb_C);
    return ((2830 - 0.24 * wetBulb_C) * saturated - 1.006 * (dryBulb_C - wetBulb_C)) /
           (2830 + 1.86 * dryBulb_C - 2.1 * wetBulb_C);
}

struct TowerState {
    double entering_C = INFINITY;
    double leaving_C = INFINITY;
    double wetBulbOut_C = INFINITY;
};

/// C_a = m_a·c_e for a gain of enthalpy.
double equivalentHeat_J_kgK(double wetBulb_C, double wetBulbOut_C, double gain_J_kg, double pressure_Pa) {
    const double rise_K = wetBulbOut_C - wetBulb_C;
    return rise_K > kSmallRise_K ? gain_J_kg / rise_K : saturatedAir(wetBulb_C, pressure_Pa).slope_J_kgK;
}

TowerState stateAt(const CoolingTower& tower, const CoolingTowerPoint& point, double ratio) {
    const CoolingTowerRating& rating = tower.rating;
    const double air_kg_s = rating.air_kg_s * ratio;
    const double gain_J_kg = point.heat_W / air_kg_s;
    TowerState state;
    state.wetBulbOut_C = wetBulbAfter_C(point.wetBulb_C, gain_J_kg, rating.pressure_Pa);
    if (!std::isfinite(state.wetBulbOut_C)) return state;
    const double c_e = equivalentHeat_J_kgK(point.wetBulb_C, state.wetBulbOut_C, gain_J_kg, rating.pressure_Pa);
    const double n = rating.transferExponent;
    const double ua = tower.ua_W_K * std::pow(point.water_kg_s / rating.water_kg_s, 1 + n) * std::pow(ratio, -n);
    const double airCapacity = air_kg_s * c_e;
    const double waterCapacity = point.water_kg_s * kTowerWaterHeat_J_kgK;
    const double least = std::min(airCapacity, waterCapacity), most = std::max(airCapacity, waterCapacity);
    const double effectiveness = counterflowEffectiveness(ua * c_e / kAirHeat_J_kgK / least, least / most);
    state.entering_C = point.wetBulb_C + point.heat_W / (effectiveness * least);
    state.leaving_C = state.entering_C - point.heat_W / waterCapacity;
    return state;
}

bool checkRating(const CoolingTowerRating& r, Issues& issues) {
    bool fine = checkNumber(r.water_kg_s, "ratedWater", TWIN_TR("Rated water flow"), 1e-3, 1e6, "kg/s", issues);
    fine &= checkNumber(r.air_kg_s, "ratedAir", TWIN_TR("Rated air flow"), 1e-3, 1e6, "kg/s", issues);
    fine &= checkNumber(r.range_K, "ratedRange", TWIN_TR("Rated range"), 0.1, 40, "K", issues);
    fine &= checkNumber(r.approach_K, "ratedApproach", TWIN_TR("Rated approach"), 0.5, 40, "K", issues);
    fine &= checkNumber(r.wetBulb_C, "ratedWetBulb", TWIN_TR("Rated wet bulb"), -20, 40, "°C", issues);
    fine &= checkNumber(r.fanPower_W, "ratedFan", TWIN_TR("Rated fan power"), 0, 1e8, "W", issues);
    fine &= checkNumber(r.minimumFanRatio, "minimumFan", TWIN_TR("Slowest fan"), 0.01, 1, "", issues);
    fine &= checkNumber(r.maxEntering_C, "maxEntering", TWIN_TR("Hottest entering water"), 10, 95, "°C", issues);
    fine &=
        checkNumber(r.transferExponent, "transferExponent", TWIN_TR("Exponent of transfer"), -1.2, -0.1, "", issues);
    fine &= checkNumber(r.driftFraction, "drift", TWIN_TR("Drift"), 0, 0.01, "", issues);
    fine &= checkNumber(r.cyclesOfConcentration, "cycles", TWIN_TR("Cycles of concentration"), 1.1, 50, "", issues);
    fine &= checkNumber(r.pressure_Pa, "pressure", TWIN_TR("Air pressure"), 60e3, 110e3, "Pa", issues);
    return fine;
}

bool checkPoint(const CoolingTowerPoint& p, Issues& issues) {
    bool fine = checkNumber(p.heat_W, "heat", TWIN_TR("Heat to reject"), 0, 1e11, "W", issues);
    fine &= checkNumber(p.water_kg_s, "water", TWIN_TR("Water flow"), 1e-6, 1e7, "kg/s", issues);
    const bool wet = checkNumber(p.wetBulb_C, "wetBulb", TWIN_TR("Wet bulb"), -20, 40, "°C", issues);
    fine &= wet;
    fine &= checkNumber(p.dryBulb_C, "dryBulb", TWIN_TR("Dry bulb"), wet ? p.wetBulb_C : -20, 60, "°C", issues);
    if (p.setPoint_C != kNoSetPoint_C)
        fine &= checkNumber(p.setPoint_C, "setPoint", TWIN_TR("Set point"), -20, 95, "°C", issues);
    return fine;
}

void addWater(const CoolingTower& tower, const CoolingTowerPoint& point, double wetBulbOut_C, Rejection& out) {
    const CoolingTowerRating& rating = tower.rating;
    const double in = std::max(0.0, humidityFromWetBulb(point.dryBulb_C, point.wetBulb_C, rating.pressure_Pa));
    const double gained = humidityRatio(wetBulbOut_C, 1, rating.pressure_Pa) - in;
    out.evaporated_kg_s = std::max(0.0, rating.air_kg_s * out.fanRatio * gained);
    out.drift_kg_s = rating.driftFraction * point.water_kg_s;
    out.blowdown_kg_s = std::max(0.0, out.evaporated_kg_s / (rating.cyclesOfConcentration - 1) - out.drift_kg_s);
    out.makeup_kg_s = out.evaporated_kg_s + out.drift_kg_s + out.blowdown_kg_s;
}

}  // namespace

CoolingTower makeCoolingTower(const CoolingTowerRating& rating) {
    CoolingTower tower;
    tower.rating = rating;
    if (!checkRating(rating, tower.issues)) return tower;
    const double waterCapacity = rating.water_kg_s * kTowerWaterHeat_J_kgK;
    const double heat_W = waterCapacity * rating.range_K;
    const double gain_J_kg = heat_W / rating.air_kg_s;
    const double out_C = wetBulbAfter_C(rating.wetBulb_C, gain_J_kg, rating.pressure_Pa);
    double ntu = INFINITY, least = 0, c_e = kAirHeat_J_kgK;
    if (std::isfinite(out_C)) {
        c_e = equivalentHeat_J_kgK(rating.wetBulb_C, out_C, gain_J_kg, rating.pressure_Pa);
        const double airCapacity = rating.air_kg_s * c_e;
        least = std::min(airCapacity, waterCapacity);
        const double effectiveness = heat_W / (least * (rating.range_K + rating.approach_K));
        ntu = counterflowNtu(effectiveness, least / std::max(airCapacity, waterCapacity));
    }
    tower.valid = std::isfinite(ntu);
    if (tower.valid) {
        tower.ua_W_K = ntu * least * kAirHeat_J_kgK / c_e;
        return tower;
    }
    Issue issue;
    issue.severity = Severity::Error;
    issue.code = "plant.towerRatingImpossible";
    issue.text = {
        TWIN_TR("No tower cools by {0} K to {1} K above the wet bulb with {2} kg/s of air for {3} kg/s of water."),
        {fmt::format("{:.4g}", rating.range_K), fmt::format("{:.4g}", rating.approach_K),
         fmt::format("{:.4g}", rating.air_kg_s), fmt::format("{:.4g}", rating.water_kg_s)}};
    issue.hint = {TWIN_TR("Raise the air flow or the approach."), {}};
    tower.issues.push_back(std::move(issue));
    return tower;
}

Rejection reject(const CoolingTower& tower, const CoolingTowerPoint& point) {
    Rejection out;
    const bool fine = checkPoint(point, out.issues);
    if (!tower.valid) out.issues.insert(out.issues.end(), tower.issues.begin(), tower.issues.end());
    if (!fine || !tower.valid) return out;
    const bool controlled = point.setPoint_C != kNoSetPoint_C;
    if (point.heat_W == 0) {
        out.status = RejectionStatus::Idle;
        out.entering_C = out.leaving_C = controlled ? point.setPoint_C : point.wetBulb_C;
        out.approach_K = out.leaving_C - point.wetBulb_C;
        return out;
    }
    TowerState at = stateAt(tower, point, 1);
    out.fanRatio = 1;
    out.status = controlled ? RejectionStatus::SetPointMissed : RejectionStatus::FullFan;
    if (controlled && at.leaving_C <= point.setPoint_C) {
        const double slowest = tower.rating.minimumFanRatio;
        const TowerState slow = stateAt(tower, point, slowest);
        if (slow.leaving_C <= point.setPoint_C) {
            out.status = RejectionStatus::Bypassing;
            out.fanRatio = slowest;
        } else {
            out.status = RejectionStatus::Controlled;
            out.fanRatio = fanRatioFor(point.setPoint_C, slowest, slow.leaving_C, 1, at.leaving_C,
                                       [&](double ratio) { return stateAt(tower, point, ratio).leaving_C; });
        }
        at = stateAt(tower, point, out.fanRatio);
        at.leaving_C = point.setPoint_C;
        at.entering_C = point.setPoint_C + point.heat_W / (point.water_kg_s * kTowerWaterHeat_J_kgK);
    }
    out.heat_W = point.heat_W;
    out.entering_C = at.entering_C;
    out.leaving_C = at.leaving_C;
    out.approach_K = at.leaving_C - point.wetBulb_C;
    out.fanPower_W = fanPower_W(tower.rating.fanPower_W, out.fanRatio);
    out.heatToAmbient_W = out.heat_W + out.fanPower_W;
    if (out.status == RejectionStatus::SetPointMissed) out.missed_K = at.leaving_C - point.setPoint_C;
    if (std::isfinite(at.wetBulbOut_C)) addWater(tower, point, at.wetBulbOut_C, out);
    if (!(at.entering_C <= tower.rating.maxEntering_C)) {
        out.status = RejectionStatus::Overloaded;
        addWarning(out.issues, "plant.towerOverloaded",
                   {TWIN_TR("The tower would need water entering at {0} °C to reject {1} kW; it may get {2} °C."),
                    {fmt::format("{:.1f}", at.entering_C), fmt::format("{:.6g}", point.heat_W / 1e3),
                     fmt::format("{:.1f}", tower.rating.maxEntering_C)}},
                   {TWIN_TR("Add towers or flow, or reduce the heat."), {}});
    }
    return out;
}

}  // namespace twin::plant
