// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/frame/frame.h"

#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace twin::liquid {

/// A recorded value.
struct TrendSample {
    double time_s = 0;
    double value = 0;
};

/// A straight line through recorded values, and when it leaves its limits.
struct Trend {
    std::size_t samples = 0;
    double now = std::numeric_limits<double>::quiet_NaN();          ///< the line at the last sample
    double perDay = std::numeric_limits<double>::quiet_NaN();       ///< its slope
    double perDayError = std::numeric_limits<double>::quiet_NaN();  ///< standard error of the slope; NaN below three samples
    double days = std::numeric_limits<double>::infinity();          ///< from the last sample to the limit; 0: beyond it; ∞: never
    double daysEarliest = std::numeric_limits<double>::infinity();  ///< the same with the slope two standard errors towards it
    bool beyond = false;                                            ///< the line is past a limit now
};

/// Least squares over the samples; samples that are not numbers are left out.
///
/// Needs   two samples at different times for a slope; low ≤ high, infinite for no limit.  Cost  O(samples).
Trend trendOf(std::span<const TrendSample> samples, double low, double high);

/// Drop of a filter at its rated flow, from recorded drop and flow: Δp · (q_rated / q)², so that the trend shows dirt and not
/// load. Each drop takes the flow before it that is nearest in time; flows below a quarter of the rated one say too little and
/// are left out.
///
/// Needs   both by rising time.
std::vector<TrendSample> filterDrops(std::span<const TrendSample> drops_Pa, std::span<const TrendSample> flows_m3_s, double ratedFlow_m3_s);

/// pH of facility water: 7 … 9 (ASHRAE TC 9.9, Liquid Cooling Guidelines for Datacom Equipment Centers, facility water quality).
inline constexpr double kPhLow = 7, kPhHigh = 9;

/// Limits that a site does not state.
struct QualityLimits {
    double phLow = kPhLow, phHigh = kPhHigh;
    double conductivity_S_m = std::numeric_limits<double>::infinity();
};

/// What a recorded quantity of an object is watched for.
struct TrendRule {
    double low = -std::numeric_limits<double>::infinity(), high = std::numeric_limits<double>::infinity();
    double ratedFlow_m3_s = 0;  ///< > 0: a filter's drop, judged at this flow where its flow is recorded too
};

/// The drop of a filter, conductivity and pH; nothing for other quantities.
std::optional<TrendRule> trendRule(const Site& site, const Item& item, Quantity quantity, const QualityLimits& limits = {});

}  // namespace twin::liquid
