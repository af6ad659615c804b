// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/issue.h"
#include "twin/energy/series.h"

#include <string_view>

namespace twin::energy {

struct PowerTrace {
    Series series;
    Issues issues;      ///< errors: the series is empty
    bool hasErrors() const { return twin::hasErrors(issues); }
};

/// A measured trace: a column of time (seconds or date and time) and one of power; the unit is read from the header
/// ("power_kW", "P (MW)"), watts without one, and said in a note. Uneven times are laid on cells of the median interval
/// (or step_s when > 0), each sample held until the next; gaps beyond five intervals, repeated and backward times are
/// named. Cost O(n log n).
PowerTrace readPowerTrace(std::string_view csv, double step_s = 0);

}  // namespace twin::energy
