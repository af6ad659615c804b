// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/energy/storage.h"

namespace twin::energy {

// Rules by which a storage is run hour by hour; the losses, window of charge and PCS are those of Storage, its
// smoothing controller is not used. The optimum of a year is another discipline's.

/// How long the storage carries a load alone, s; 0 when its PCS cannot; kUnlimited for no load.
double rideThrough_s(const Storage& storage, double load_W, double soc);

/// State of charge that must be kept for that time, share of the cells; above socHigh it cannot be kept.
double reserveFor(const Storage& storage, double load_W, double time_s);

struct DispatchRun {
    Series grid;              ///< what the connection gives
    std::vector<double> soc;  ///< n_cells, at the end of each
    double discharged_J = 0, charged_J = 0, loss_J = 0, cellChange_J = 0;
    double missed_J = 0;      ///< asked of the storage and not given
};

/// Gives what the load exceeds threshold_W by, recharges below it (own draw included); keeps the charge above reserveSoc.
/// Needs check(storage) without errors.  Cost O(n).
DispatchRun shavePeaks(const Series& load, const Storage& storage, double threshold_W, double reserveSoc = 0);

/// The lowest threshold that is held throughout, by bisection to 1e-6 of the peak; the peak itself when none is.
double leastThreshold_W(const Series& load, const Storage& storage, double reserveSoc = 0);

/// Photovoltaic power beside a load: the storage smooths the PV by its own controller (tau_s, ramp_W_s).
struct PvRun {
    Series smoothed;     ///< PV and storage together
    StorageRun storage;
    double rampBefore_W_s = 0, rampAfter_W_s = 0;  ///< largest change between cells over the step
};
PvRun smoothPv(const Series& pv, const Storage& storage);

/// Frequency response offered to the grid.
struct FrequencyRule {
    double nominal_Hz = 50;
    double deadBand_Hz = 0.02;
    double droop = 0.02;      ///< full offered power at this share of nominal away
    double offered_W = 0;
};
Issues check(const FrequencyRule& rule);
/// Power to the grid (negative: taken) at a frequency: 0 in the dead band, then in proportion, at most offered_W.
double droopPower_W(const FrequencyRule& rule, double frequency_Hz);

/// The most that can be offered to both sides for the time a market asks, with the reserve kept: the least of the PCS and
/// what the cells give and take in that time from the charge at hand.
double offerable_W(const Storage& storage, double soc, double reserveSoc, double hold_s);

struct RegulationRun {
    Series given;             ///< to the grid
    std::vector<double> soc;
    double loss_J = 0, cellChange_J = 0;
    double discharged_J = 0, charged_J = 0;
    double score = 1;         ///< 1 − Σ|asked − given| / Σ|asked|
};
/// Follows a signal in −1 … 1 (share of offered_W, positive: to the grid), or a course of frequencies by the droop rule.
RegulationRun followSignal(const std::vector<double>& signal, double step_s, const Storage& storage, double offered_W, double reserveSoc = 0);
RegulationRun followFrequency(const std::vector<double>& frequency_Hz, double step_s, const Storage& storage, const FrequencyRule& rule, double reserveSoc = 0);

/// An island of diesel sets, PV and storage. Fuel of a running set: noLoad_l_h + slope_l_kWh · power.
struct DieselSet {
    double rating_W = 0;
    double leastShare = 0.3;         ///< a running set is loaded at least so far (the rest charges or is lost)
    double noLoad_l_h = 0;           ///< litres an hour, running
    double slope_l_kWh = 0.25;       ///< and a kilowatt-hour; a usual figure for mid-size sets
};
Issues check(const DieselSet& diesel);
struct IslandRun {
    double fuelAlone_l = 0;  ///< diesel without PV and storage
    double fuel_l = 0;
    double saving() const { return fuelAlone_l > 0 ? 1 - fuel_l / fuelAlone_l : 0; }
    double running_s = 0, unserved_J = 0, unservedAlone_J = 0, curtailed_J = 0, dumped_J = 0;
    double discharged_J = 0, charged_J = 0, loss_J = 0, cellChange_J = 0;
    std::vector<double> soc;
    Series set, storage;     ///< what the diesel set and the storage give (negative: take)
};
/// Cycle charging: PV first, then storage; the set starts when both fail or the charge falls to the reserve, then runs at
/// its rating, charging, until the charge is at stopSoc.
/// Needs  pv empty or of the load's length and step.
IslandRun runIsland(const Series& load, const Series& pv, const Storage& storage, const DieselSet& diesel, double reserveSoc = 0, double stopSoc = 0.9);

}  // namespace twin::energy
