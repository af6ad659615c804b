// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/report.h"
#include "twin/plant/chiller.h"
#include "twin/plant/cooling_tower.h"
#include "twin/plant/dry_cooler.h"

#include <optional>
#include <variant>

namespace twin::plant {

/// A cold source: one rejector (tower or dry cooler), a plate exchanger for free cooling, and perhaps a chiller.
/// Source water leaves the rejector, passes the plate exchanger, then the chiller's condenser, and returns.
struct PlantDesign {
    std::variant<CoolingTower, DryCooler> rejector;
    double sourceCapacity_W_K = 0;     ///< capacity rate of the source water, all of it through plate and condenser
    double plateEffectiveness = 0.85;  ///< of the plate exchanger; 0.7–0.95, assumption; 0: there is none
    std::optional<Chiller> chiller;
    double sourcePump_W = 0;  ///< its power ends in the source water
};

struct PlantPoint {
    double heat_W = 0;            ///< of the load loop, its own pumps included
    double loadCapacity_W_K = 0;  ///< capacity rate of the load loop
    double setPoint_C = 0;        ///< of its supply
    double dryBulb_C = 0;
    double wetBulb_C = 0;  ///< read for towers only
};

enum class CoolingMode { Idle, Free, Partial, Mechanical, Invalid };

/// Balance  heatToAmbient_W = heatTaken_W + chillerPower_W + fanPower_W + pumpPower_W;
///          heatTaken_W + shortfall_W = heat asked for;  heatTaken_W = freeHeat_W + chillerHeat_W.
struct PlantState {
    CoolingMode mode = CoolingMode::Invalid;
    bool setPointMet = false;
    double supply_C = 0;  ///< the set point when met; with a shortfall the least it rises to
    double return_C = 0;
    double freeHeat_W = 0;
    double chillerHeat_W = 0;
    double heatTaken_W = 0;
    double shortfall_W = 0;
    double chillerPower_W = 0;
    double fanPower_W = 0;
    double pumpPower_W = 0;
    double heatToAmbient_W = 0;
    Rejection rejection;
    ChillerState chiller;
    SolveReport report;  ///< residual: source temperature, K, of the last iterate
    Issues issues;
    double electricPower_W() const { return chillerPower_W + fanPower_W + pumpPower_W; }
};

/// Chooses the mode: free cooling where the source water can be cold enough (the fan then follows), otherwise the plate
/// exchanger pre-cools and the chiller does the rest at full fan; without a chiller the supply runs warmer.
///
/// Needs   heat ≥ 0, capacity rates > 0; the tower's flow is sourceCapacity_W_K / kTowerWaterHeat_J_kgK.
/// Errors  none thrown; refused inputs, missed set points and overloads are statuses and issues.
/// Cost    4 to 5 µs: a fan search when free, 7–9 rejector evaluations with a chiller.  Thread-safe: yes.
/// Source  integrated water-side economiser, ASHRAE Handbook HVAC Applications 2019, chapter 20 (data centres).
PlantState operate(const PlantDesign& design, const PlantPoint& point);

}  // namespace twin::plant
