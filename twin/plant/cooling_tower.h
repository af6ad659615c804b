// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/media/moist_air.h"
#include "twin/plant/rejection.h"

namespace twin::plant {

/// A tower's data sheet: it cools `water_kg_s` by `range_K` to `approach_K` above the wet bulb.
struct CoolingTowerRating {
    double water_kg_s = 0;
    double air_kg_s = 0;  ///< dry air at full fan; water over air is 0.75–1.5 in practice
    double range_K = 5.5;
    double approach_K = 3.9;
    double wetBulb_C = 25.6;  ///< 78 °F: common rating point (CTI STD-201)
    double fanPower_W = 0;
    double minimumFanRatio = 0.2;      ///< 0.1–0.3, assumption (drive limit)
    double maxEntering_C = 50;         ///< of PVC fill, assumption
    double transferExponent = -0.6;    ///< n of Braun 1989; −1.1 … −0.35 fitted there
    double driftFraction = 2e-5;       ///< of circulated water; 5e-6 … 1e-4, assumption (modern eliminators)
    double cyclesOfConcentration = 4;  ///< 2–8, assumption (water quality)
    double pressure_Pa = kStandardPressure_Pa;
};

struct CoolingTower {
    CoolingTowerRating rating;
    double ua_W_K = 0;  ///< of the equivalent exchanger at rated flows, sensible basis
    bool valid = false;
    Issues issues;
};

CoolingTower makeCoolingTower(const CoolingTowerRating& rating);

struct CoolingTowerPoint {
    double heat_W = 0;
    double water_kg_s = 0;
    double dryBulb_C = 0;
    double wetBulb_C = 0;
    double setPoint_C = kNoSetPoint_C;  ///< of the leaving water
};

inline constexpr double kTowerWaterHeat_J_kgK = 4186;  // J/kgK, liquid water near 25 °C, IAPWS

/// Steady state at given heat and water flow: water temperatures, fan and water use follow.
///
/// Needs   heat ≥ 0, flow > 0, wet bulb ≤ dry bulb.  Errors  none thrown; see Rejection::status and issues.
/// Limits  Merkel: Lewis number 1, air leaves saturated, evaporated water left out of the water's own balance (1–2 %).
///         No ice, no plume, no free draught with the fan off.  Balance  as Rejection says.
/// Cost    about 0.4 µs at full fan, 4 µs with a set point.  Thread-safe: yes.
/// Source  Merkel 1925 as ε-NTU: EnergyPlus Engineering Reference, "Cooling Towers and Evaporative Fluid Coolers";
///         Braun, Klein, Mitchell, ASHRAE Transactions 95(2), 1989.  Range  wet bulb −20 … 40 °C.
Rejection reject(const CoolingTower& tower, const CoolingTowerPoint& point);

}  // namespace twin::plant
