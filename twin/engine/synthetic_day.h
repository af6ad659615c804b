// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/frame/frame.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace twin::engine {

/// What a day is made of. The conditions are the hottest hour and the fullest load; the rest of the day lies below.
struct DayOptions {
    std::int64_t start_ms = 1'784'073'600'000;  ///< milliseconds since 1970 UTC; 2026-07-15T00:00Z; local midnight of the profiles
    int length_s = 24 * 3600;
    int step_s = 60;          ///< between samples
    int solveEvery_s = 1800;  ///< between operating points; corners of the load have their own
    std::uint64_t seed = 1;
    int threads = 2;          ///< the day is the same with any number
    std::vector<Id> failing;  ///< out of service from failure_s on; see firstToFail()
    int failure_s = 14 * 3600 + 120;
    int failureLength_s = 25 * 60;
    std::function<void(double share)> progress;  ///< may come from any thread, one at a time
};

/// The raw number that a faulty sensor sends for "no value".
inline constexpr double kDayNoValue = -999;

/// One sensor of the day.
struct DayPoint {
    Id item;
    Quantity quantity = Quantity::Count_;
    std::string name;  ///< "W01-03/inlet": the item's name (its id where the name is not its own, or holds '/') and daySuffix()
};

/// A fault of a sensor, in samples.
struct DayFault {
    enum class What { Drift, Stuck, NoValue, Silent } what = What::Silent;
    std::size_t point = 0;
    std::size_t from = 0, to = 0;  ///< from ≤ sample < to
    double size = 0;               ///< of a drift, at its end
};

/// One state that the engine has solved.
struct DayState {
    int time_s = 0;
    bool failed = false;  ///< with the failing items out of service
    Conditions conditions;
    SolveReport report;
    double worstBalance = 0;
};

/// A recorded day that never was. Values of point p: values[p · steps … (p + 1) · steps), SI, as the source sends them:
/// NaN = nothing was sent, kDayNoValue = "no value".
struct SyntheticDay {
    std::int64_t start_ms = 0, step_ms = 0;
    std::size_t steps = 0;
    std::vector<DayPoint> points;
    std::vector<double> values;  // n_points · n_steps
    std::vector<DayFault> faults;
    std::vector<DayState> states;  ///< in the order of their time, the failed ones last
    SolveReport report;            ///< Cancelled or NotConverged: there are no values
    double at(std::size_t point, std::size_t step) const { return values[point * steps + step]; }
};

/// The end of the names of all points of a quantity ("inlet" of inlet_C); null for those that the day has no sensors of.
const char* daySuffix(Quantity quantity);

/// The CDU, else the pump that fails unless something else is asked for; none in a site without both.
Id firstToFail(const Site& site);

/// Conditions at a time of the day: load by class (training in blocks with dips at checkpoints, inference and general
/// use with their humps) and the weather of a hot day.
Conditions conditionsAt(const Conditions& design, int time_s);

/// A day of a site as its sensors would have recorded it: states solved by the engine, joined by straight lines, with
/// the lag, noise and resolution of sensors and their faults (drift, stuck values, "no value", silence).
///
/// Racks run at their own share of the power they were allocated, so that measured and computed differ. While the
/// failing items are out, states are solved without them. Temperatures follow with a lag; what the engine gives no
/// number for (water that stands still) keeps its last one.
///
/// Needs   a site with a usable solution; length_s ≥ step_s ≥ 1.
/// Errors  none thrown; see report. States that do not converge are left out as long as two of each kind remain.
/// Cost    one coarse solve a state (49 and six for a day; some 110 with training racks), then O(points · steps).
/// Thread-safe: yes (no state).
/// Checked tests/unit/twin/engine/synthetic_day_test.cpp.
SyntheticDay synthesizeDay(const Site& site, const Conditions& design, const DayOptions& options, std::stop_token stop = {});

}  // namespace twin::engine
