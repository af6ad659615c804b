// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/units.h"
#include "twin/energy/energy_rules.h"

#include <variant>

namespace twin::energy {

// One energy rule applied to a load, as command line and window ask for it and show it.

/// The storage gives what the load exceeds the threshold by.
struct PeakShaving {
    double threshold_W = 0;  ///< 0 = the lowest that is held throughout
    double reserveSoc = 0;   ///< kept for ride-through
};
/// The storage smooths a photovoltaic array by its own controller (tau_s, ramp_W_s).
struct PvSmoothing {
    Series pv;
};
/// The storage answers the grid's frequency.
struct FrequencyResponse {
    FrequencyRule rule;      ///< offered_W 0 = as much as the storage can hold
    std::vector<double> frequency_Hz;
    double step_s = 1;
    double hold_s = 900;     ///< what the market asks to be held at full power
    double reserveSoc = 0;
};
/// The storage follows a regulation signal of the grid's operator.
struct Regulation {
    std::vector<double> signal;  ///< n_cells, −1 … 1 of what is offered, positive: to the grid
    double offered_W = 0;        ///< 0 = as much as the storage can hold
    double step_s = 4;
    double hold_s = 900;
    double reserveSoc = 0;
};
/// Without a grid: PV, storage and diesel sets.
struct Islanding {
    Series pv;               ///< empty = none; else of the load's length and step
    DieselSet diesel;
    double reserveSoc = 0, stopSoc = 0.9;
};
using EnergyRule = std::variant<PeakShaving, PvSmoothing, FrequencyResponse, Regulation, Islanding>;

struct RuleFigure {
    const char* name;        ///< TWIN_TR
    double value;
    Unit unit;
};

struct RuleResult {
    Text title;
    const char *beforeName, *afterName;  ///< TWIN_TR: what the two are
    Series before, after;    ///< at the connection without and with the storage; asked and given; on an island the load and the set
    Series storage;          ///< what the storage gives (negative: takes), on its own connection
    std::vector<double> soc; ///< n_cells, at the end of each
    std::vector<RuleFigure> figures;
    Issues issues;           ///< what does not hold: empty cells, reserve out of reach, unserved load
};

/// Everything that is wrong with the inputs of a rule, at once.
Issues check(const EnergyRule& rule, const Series& load, const Storage& storage);
/// Needs check() without errors.  Cost O(cells), peak shaving without a threshold some 25 times that.  Thread-safe: yes.
RuleResult runRule(const EnergyRule& rule, const Series& load, const Storage& storage);

/// A clear day's power of an array in cells: a half sine from sunrise to sunset, with passing clouds that halve it.
Series clearDayPv(double peak_W, double step_s, std::size_t cells, double start_h, double cloudEvery_s, double cloud_s);

}  // namespace twin::energy
