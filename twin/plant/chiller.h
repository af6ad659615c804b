// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/issue.h"

#include <array>

namespace twin::plant {

/// A chiller's data sheet. The sink is what enters the condenser: water, or air of an air-cooled machine.
struct ChillerRating {
    double capacity_W = 0;
    double cop = 0;                   ///< at rating; 2.8–3.5 air-cooled, 5–7 water-cooled
    double leaving_C = 7;             ///< chilled water
    double sinkEntering_C = 30;       ///< 35 for air-cooled machines
    double evaporatorApproach_K = 2;  ///< leaving water above evaporation; 1–5, assumption
    double condenserApproach_K = 7;   ///< condensation above entering sink; 5–9 water (range included), 10–15 air
    double capacityPerLeaving_1_K = 0.026;  ///< more capacity a kelvin of warmer chilled water; slope of DOE-2's
                                            ///< centrifugal CAP-FT at 6.7/29.4 °C; 0.01–0.04
    double capacityPerSink_1_K = 0.011;     ///< less capacity a kelvin of warmer sink; same curve; 0.005–0.02
    std::array<double, 3> partLoad{0.222903, 0.313387, 0.463710};  ///< power over full-load power = a + b·x + c·x²,
                                                                   ///< DOE-2.1E centrifugal EIR-FPLR
    double minimumLoad = 0.2;                                      ///< below it the compressor cycles; 0.1–0.3
    double minimumLift_K = 10;  ///< least condensation above evaporation; 8–15, assumption
};

struct Chiller {
    ChillerRating rating;
    double carnotFraction = 0;  ///< rated COP over Carnot's at the rated lift; 0.4–0.7 for real machines
    bool valid = false;
    Issues issues;
};

/// Not valid when the rated COP is above Carnot's, or the part-load curve is not 1 at full load or not positive.
Chiller makeChiller(const ChillerRating& rating);

enum class ChillerStatus { Idle, Running, Cycling, Overloaded, Invalid };

/// Balance  heatToAmbient_W = heatTaken_W + power_W;  heatTaken_W + shortfall_W = the heat asked for.
struct ChillerState {
    ChillerStatus status = ChillerStatus::Invalid;
    double available_W = 0;  ///< capacity at these temperatures
    double loadRatio = 0;    ///< asked heat over available; above 1 when overloaded, infinite with none available
    double heatTaken_W = 0;
    double shortfall_W = 0;  ///< what it cannot take: the water leaves warmer than the set point
    double power_W = 0;
    double cop = 0;  ///< at this operating point; 0 when idle. Not GCOP, which is a rating
    double heatToAmbient_W = 0;
    bool atMinimumLift = false;  ///< condensing pressure is held up: colder sinks save nothing more
    Issues issues;
};

/// Power of a chiller that holds its leaving set point.
///
/// Needs   heat ≥ 0.  Errors  none thrown; overload is a status with shortfall and a warning, never clipped silently.
/// Limits  steady; refrigerant and approaches as at rating; auxiliary pumps and fans not included.
/// Cost    about 30 ns.  Thread-safe: yes.
/// Source  constant Carnot fraction: Modelica Buildings library, Buildings.Fluid.Chillers.BaseClasses.Carnot;
///         part load and capacity slopes: DOE-2.1E centrifugal curves (EIR-FPLR, CAP-FT).
///         Range  leaving −10 … 40 °C, sink −20 … 60 °C.
ChillerState run(const Chiller& chiller, double heat_W, double leavingSetPoint_C, double sinkEntering_C);

}  // namespace twin::plant
