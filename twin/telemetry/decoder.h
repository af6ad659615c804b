// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/issue.h"
#include "twin/telemetry/point.h"

#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <utility>

namespace twin::telemetry {

/// True for the numbers with which devices say "no value": NaN, infinities, ±9.2e18 and beyond, ±2³¹ limits, 2³²−1,
/// 65535, −32768, −999, −9999.
bool isSentinel(double raw);

/// Turns what sources send into SI samples of bound points: unit, scale, sentinels, impossible values, wrong clocks.
///
/// Every number that is not kept has its quality say so: NoValue (sentinel), Bad (impossible or outside the point's
/// range, number not kept), Uncertain (source says so, or its clock runs over five minutes ahead: the time of arrival
/// is taken). A source time of 0 or less is "not stated": the time of arrival is taken.
/// Errors  none thrown; each kind of trouble of a point is told once (takeIssues()).
/// Cost    one hash look-up a sample.  Thread-safe: yes (one lock a batch).
class Decoder {
  public:
    explicit Decoder(std::shared_ptr<const PointTable> points);

    /// Samples of points that are not bound are left out; their names are kept (up to 10 000) for binding them.
    std::vector<PointSample> decode(std::span<const RawSample> raw, Time_ms now);

    /// Issues found since the last call.
    Issues takeIssues();
    /// Unbound names seen so far with the unit they came in.
    std::vector<std::pair<std::string, std::string>> unbound() const;
    const std::shared_ptr<const PointTable>& points() const { return m_points; }

    static constexpr Time_ms kClockAhead_ms = 5 * 60 * 1000;

  private:
    enum class Trouble : unsigned char { Unit, Range, Clock };
    Sample convert(const Point& point, const RawSample& raw, Time_ms now);
    bool isNew(Trouble trouble, const Point& point) { return m_told.insert({trouble, point.id}).second; }

    std::shared_ptr<const PointTable> m_points;
    mutable std::mutex m_mutex;
    std::map<std::pair<std::string, Unit>, std::optional<LinearUnit>, std::less<>> m_units;
    std::map<std::string, std::string, std::less<>> m_unbound;
    std::set<std::pair<Trouble, Id>> m_told;
    Issues m_issues;
};

}  // namespace twin::telemetry
