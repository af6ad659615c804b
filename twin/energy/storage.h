// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/issue.h"
#include "twin/energy/checks.h"
#include "twin/energy/series.h"

namespace twin::energy {

/// Where the smoothed power of a controller stands before the first cell: as if the load had gone on like this for ever
/// (the trace repeated), at the mean of the trace, or at the first cell (a job that starts from rest).
enum class StartAt { Periodic, Mean, FirstCell };

/// A store of energy with its converter (PCS) and controller: capacitors of power supplies, a BBU, a storage cabin.
/// Powers are on the AC (or bus) side, energies in the cells; several alike are one with their sums.
struct Storage {
    std::string name = "storage";
    double pcs_W = 0;     ///< both directions
    double energy_J = 0;  ///< of the cells, new; kUnlimited to learn what would be used
    // controller
    double tau_s = 0;             ///< first-order filter of the load; 0 = none
    double ramp_W_s = kUnlimited; ///< most the smoothed power may change
    StartAt start = StartAt::Periodic;
    double socStart = 0.5, socTarget = 0.5, socLow = 0.05, socHigh = 0.95;
    double restore_s = 600;     ///< beyond the dead band the charge is led back over this time; 0 = never
    double restoreShare = 0.1;  ///< of the PCS, at most
    double restoreBand = 0.05;  ///< of the cells' energy, to either side of the target
    // losses and own draw
    double chargeEfficiency = 0.97, dischargeEfficiency = 0.97;
    double own_W = 0;         ///< control, pumps, standby
    double coolingCop = 3;    ///< the losses are carried off by a chiller of this COP; 0 = not on this supply
    double thermal_s = 1800;  ///< the cooling follows the losses over this time
    // ageing
    double cycleLife = 6000;       ///< full cycles to the end of life
    double depthExponent = 1.3;    ///< cycles to the end of life grow as depth^-exponent
};

Issues check(const Storage& storage);

struct StorageRun {
    Series out;            ///< what the level above sees
    Extremes outExtremes;  ///< within cells too: exact for a held input
    std::vector<double> soc;  ///< n_cells, at the end of each cell; empty unless kept
    double discharged_J = 0, charged_J = 0;  ///< on the AC side
    double loss_J = 0, own_J = 0;            ///< own: standby and cooling
    double cellChange_J = 0;                 ///< charged − discharged − loss
    double highestDischarge_W = 0, highestCharge_W = 0;
    double lowestExcursion_J = 0, highestExcursion_J = 0;  ///< of the cells, from the start
    double saturated_s = 0;      ///< in cells where the controller asked for more than the PCS gives
    double exhausted_s = 0;      ///< in cells where the cells were empty or full
    double fullCycles = 0;       ///< throughput over twice the energy; 0 for unlimited energy
    double wear = 0;             ///< share of life used, by rainflow; needs the SoC kept
    double wearCycles = 0;       ///< cycles found by rainflow (half ones count half)
};

/// Runs a load through a storage (derivation: storage.cpp).
///
/// Needs   check() without errors; load with step_s > 0.
/// Errors  none thrown; an exhausted storage lets the load through and says for how long.
/// Cost    O(cells), 5 to 30 ns each.  Thread-safe: yes (no state).
/// Checked tests/validation/energy (square wave, closed form).
StorageRun runStorage(const Series& load, const Storage& storage, bool keepSoc = true);

/// Share of life used and cycles counted by rainflow (ASTM E1049-85, 5.4.4) over a course of state of charge.
struct Wear {
    double share = 0, cycles = 0;
};
Wear wearOf(const std::vector<double>& soc, double cycleLife, double depthExponent);

}  // namespace twin::energy
