// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/energy/swing_chain.h"

namespace twin::energy {

/// A storage cabin as a thing that is bought and placed. Starting values: a common 2.5 MW, 5 MWh cabin.
struct CabinType {
    double pcs_W = 2.5e6, energy_J = 1.8e10;
    double width_m = 6.1, depth_m = 2.5, clearanceFront_m = 3, clearanceRear_m = 3;
    double mass_kg = 42000;
    double rackPlace_m2 = 1.98;  ///< 0.6 m × (1.2 m + 1.2 m before + 0.9 m behind)
};
Issues check(const CabinType& type);

/// What one cabin is worth beside racks.
struct CabinWorth {
    double rackPlaces = 0;  ///< places its ground with clearances takes
    double swing_W = 0;     ///< peak-to-trough it takes off a square wave of the period given
    double mass_t = 0;
};
CabinWorth worthOf(const CabinType& type, double period_s, double socLow = 0.05, double socHigh = 0.95);

struct SizingOptions {
    LimitSet limits;
    MeasureOptions measures;
    CabinType cabin;
    bool chooseController = false;  ///< try time constants and ramp set points, keep what takes the fewest cabins
    double tolerance = 1e-5;        ///< of the found power and energy, relative
};

/// The least storage at one place of a chain that brings the point of connection inside the limits.
///
/// "Least": for the controller stated (with chooseController: the best of a ladder of them) the fewest cabins, counted by
/// the larger of power and energy; with their energy the smallest PCS power, with that the smallest energy. Neither can
/// then be lowered alone. Found by bisection below a coarse scan, so that a smaller one that passes is seldom overlooked
/// where the measure is not monotone; then shown: a thousandth less of either fails.
struct SizingResult {
    bool needed = true;    ///< false: the limits hold without any storage there
    bool feasible = false; ///< some storage there does it
    bool stopped = false;
    Storage storage;       ///< as found, with its controller
    double cabins = 0;     ///< the larger of power and energy in cabins, not rounded
    double lowerBound_W = 0;  ///< half of what the range exceeds its limit by: no controller does with less power
    double shareAt = 0, shareWithLessPower = 0, shareWithLessEnergy = 0;  ///< worst measured/limit
    bool minimal() const { return shareAt <= 1 && shareWithLessPower > 1 && shareWithLessEnergy > 1; }
    std::vector<LimitResult> limits;  ///< at the point of connection, as found (infeasible: with unlimited storage)
    int trials = 0;
    Issues issues;
};

/// Needs   check() of all inputs without errors; stages[place] a Storage (its power and energy are replaced).
/// Cost    some 100 runs of the chain above the place (200 with chooseController).  Thread-safe: yes.
SizingResult sizeStorage(const Series& load, const std::vector<Stage>& stages, std::size_t place, const SizingOptions& options, std::stop_token stop = {});

}  // namespace twin::energy
