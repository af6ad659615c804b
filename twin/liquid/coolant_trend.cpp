// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/liquid/coolant_trend.h"

#include <algorithm>
#include <cmath>

namespace twin::liquid {

namespace {

constexpr double kDay_s = 86400;
constexpr double kLeastFlow = 0.25;     ///< of the rated flow: below it the drop is lost in the sensors' error
constexpr double kErrors = 2;           ///< standard errors of the early date
constexpr double kFlowAge_s = 600;      ///< an older flow says nothing about a drop

/// Days until a line that stands at `now` meets a limit.
double daysTo(double now, double perDay, double low, double high) {
    if (now > high || now < low) return 0;
    if (perDay > 0 && std::isfinite(high)) return (high - now) / perDay;
    if (perDay < 0 && std::isfinite(low)) return (low - now) / perDay;
    return std::numeric_limits<double>::infinity();
}

}  // namespace

Trend trendOf(std::span<const TrendSample> samples, double low, double high) {
    Trend trend;
    double last_s = -std::numeric_limits<double>::infinity(), time = 0, value = 0;
    for (const TrendSample& sample : samples) {
        if (!std::isfinite(sample.value)) continue;
        ++trend.samples;
        last_s = std::max(last_s, sample.time_s);
        time += sample.time_s;
        value += sample.value;
    }
    if (trend.samples == 0) return trend;
    const auto n = static_cast<double>(trend.samples);
    time /= n;
    value /= n;
    double tt = 0, tv = 0, vv = 0;
    for (const TrendSample& sample : samples) {
        if (!std::isfinite(sample.value)) continue;
        const double t = (sample.time_s - time) / kDay_s, v = sample.value - value;
        tt += t * t;
        tv += t * v;
        vv += v * v;
    }
    trend.now = value;
    if (tt > 0) {
        trend.perDay = tv / tt;
        trend.now = value + trend.perDay * (last_s - time) / kDay_s;
        if (trend.samples > 2) trend.perDayError = std::sqrt(std::max(0.0, vv - trend.perDay * tv) / (n - 2) / tt);
    }
    trend.beyond = trend.now > high || trend.now < low;
    const double slope = std::isfinite(trend.perDay) ? trend.perDay : 0, error = std::isfinite(trend.perDayError) ? kErrors * trend.perDayError : 0;
    trend.days = daysTo(trend.now, slope, low, high);
    trend.daysEarliest = std::min({trend.days, daysTo(trend.now, slope + error, low, high), daysTo(trend.now, slope - error, low, high)});
    return trend;
}

std::vector<TrendSample> filterDrops(std::span<const TrendSample> drops_Pa, std::span<const TrendSample> flows_m3_s, double ratedFlow_m3_s) {
    std::vector<TrendSample> out;
    std::size_t next = 0;
    for (const TrendSample& drop : drops_Pa) {
        while (next < flows_m3_s.size() && flows_m3_s[next].time_s <= drop.time_s) ++next;
        if (next == 0 || drop.time_s - flows_m3_s[next - 1].time_s > kFlowAge_s) continue;
        const double flow = std::abs(flows_m3_s[next - 1].value);
        if (!(flow >= kLeastFlow * ratedFlow_m3_s) || !std::isfinite(drop.value)) continue;
        out.push_back({drop.time_s, drop.value * (ratedFlow_m3_s / flow) * (ratedFlow_m3_s / flow)});
    }
    return out;
}

std::optional<TrendRule> trendRule(const Site& site, const Item& item, Quantity quantity, const QualityLimits& limits) {
    TrendRule rule;
    if (item.kind == Kind::Filter && quantity == Quantity::PressureDrop) {
        rule.high = site.value(item, Param::ChangeDrop);
        rule.ratedFlow_m3_s = site.value(item, Param::LiquidRefFlow);
    } else if (quantity == Quantity::Ph) {
        rule.low = limits.phLow;
        rule.high = limits.phHigh;
    } else if (quantity == Quantity::Conductivity) {
        rule.high = limits.conductivity_S_m;
    } else {
        return std::nullopt;
    }
    return rule;
}

}  // namespace twin::liquid
