// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/issue.h"

#include <string>
#include <vector>

namespace twin::power {

enum class StageKind : std::uint8_t { Converter, Conductor };
enum class HeatTo : std::uint8_t { PlantRoom, Hall, Outdoors };

/// One step of a supply chain, from the grid towards the chip.
struct ChainStage {
    std::string name;
    StageKind kind = StageKind::Converter;
    HeatTo heatTo = HeatTo::PlantRoom;
    // converter
    double efficiency[4] = {1, 1, 1, 1};  ///< at 25, 50, 75, 100 % of the rating
    double load = 0.5;                    ///< of the rating, at which the chain uses it (2N: at most one half)
    double redundancy = 1;                ///< installed rating over the rating that is needed without it
    // conductor
    bool dc = false;
    double voltage_V = 0, powerFactor = 1;
    double length_m = 0;
    double feeder_W = 0;                  ///< power of one run; the stage has as many in parallel as it takes
    double density_A_mm2 = 2;             ///< current over copper area that sizes the conductor
    double sideCar_W = 0;                 ///< power of one cabinet beside the racks that this stage stands in; 0 = takes no place in the row
    std::string source;                   ///< where the figures are from, or "assumption"
};

struct Chain {
    std::string name;
    std::vector<ChainStage> stages;
};

struct ChainInputs {
    double it_W = 1e6;                  ///< at the end of the chain
    double copperPrice_kg = 70;         ///< money per kg; assumption, to be stated
    double coolingCop = 4;              ///< electric power for the heat of the losses that stays indoors, 1/COP
    double gridLimit_W = 0;             ///< locked connection; 0 = what the first chain draws
    double pflopsPerIt_W = 0;           ///< 0 = not known
    double resistivity_ohm_m = 1.75e-8; ///< copper at 20 °C: 1.724e-8 (IEC 60028) with 0.393 %/K, here 24 °C
    double copperDensity_kg_m3 = 8960;
};

struct StageFigures {
    std::string name;
    double in_W = 0, out_W = 0, loss_W = 0;
    double efficiency = 1;
    double current_A = 0;               ///< of one run
    int runs = 0;
    double area_mm2 = 0;                ///< of one conductor
    double copper_kg = 0, copperCost = 0;
    double drop = 0;                    ///< of the nominal voltage
    double installed_W = 0;             ///< converters: rating to be bought, redundancy included
    int sideCars = 0;                   ///< places in the row, redundancy included
    HeatTo heatTo = HeatTo::PlantRoom;
};

struct ChainFigures {
    std::string name;
    std::vector<StageFigures> stages;   ///< from the grid to the chip: the ladder of losses
    double grid_W = 0, loss_W = 0, efficiency = 1;
    double heatHall_W = 0, heatPlant_W = 0, heatOutdoors_W = 0;
    double cooling_W = 0;               ///< electric power for the heat of the losses indoors
    double copper_kg = 0, copperCost = 0, worstDrop = 0;
    double highestCurrent_A = 0;        ///< of one run
    int sideCars = 0;                   ///< places in the row
    double alpha = 1;                   ///< installed rating of the stage with the most over the power it passes
    double itAtLimit_W = 0;             ///< IT that the locked connection carries through this chain, losses' cooling included
    double pflopsGained = 0;            ///< over the first chain at the same connection; NaN without pflopsPerIt_W
};

/// Checks figures: efficiencies in (0, 1], loads and redundancy positive, conductors with voltage, power and density.
Issues checkChain(const Chain& chain, const ChainInputs& inputs);

/// The chains at the same IT load and at the same connection.
///
/// Converters  η linear in the loss between 25, 50, 75, 100 % (below 25 % the loss of the lowest two goes on).
/// Conductors  runs = ⌈P/feeder⌉; I = P/(√3 V cos φ) or P/V; area = I/density; loss 3 I²R or 2 I²R; copper of 4 (three
///             phases and neutral) or 2 conductors; drop √3 I R cos φ/V or 2 I R/V.
/// Needs       chains without issues.  Cost O(stages).
std::vector<ChainFigures> compareChains(const std::vector<Chain>& chains, const ChainInputs& inputs);

/// 415 V AC, 240 V DC, 54 V in the rack from AC, 800 V DC from a solid-state transformer, and 800 V DC from rectifiers in
/// side-cars beside the racks; typical component figures of the catalogue, each stage names its source.
std::vector<Chain> usualChains();

/// A built system beside what it is said to carry: share of its IT covered by the installed apparent power, and the
/// power factor at which that holds.
struct Coverage {
    double covered = 0;      ///< of the IT load, at most 1
    double missing_W = 0;    ///< IT power without supply
    double neededApparent_VA = 0;
};
Coverage coverageOf(double it_W, double apparent_VA, double powerFactor, double efficiency);

}  // namespace twin::power
