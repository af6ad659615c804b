// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/issue.h"
#include "twin/telemetry/point.h"

#include <deque>
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

    /// Samples of new names wait for setPoints(): a source may send a whole day before its points are bound.
    /// Up to 50 000 names, 500 000 samples; the oldest go first, and an issue says so.
    std::vector<PointSample> decode(std::span<const RawSample> raw, Time_ms now);
    /// Exchanges the table. Returns the waiting samples of points that are bound now, oldest first; those of names that
    /// were asked about before (unbound()) and stay unbound are let go, and do not wait again.
    std::vector<PointSample> setPoints(std::shared_ptr<const PointTable> points);

    /// Issues found since the last call.
    Issues takeIssues();
    /// Unbound names seen so far with the unit they came in. They count as asked about.
    std::vector<std::pair<std::string, std::string>> unbound();
    std::size_t unboundCount() const;
    const std::shared_ptr<const PointTable>& points() const { return m_points; }

    static constexpr Time_ms kClockAhead_ms = 5 * 60 * 1000;

  private:
    enum class Trouble : unsigned char { Unit, Range, Clock };
    Sample convert(const Point& point, const RawSample& raw, Time_ms now);
    void keep(const RawSample& raw, Time_ms now);
    bool isNew(Trouble trouble, const Point& point) { return m_told.insert({trouble, point.id}).second; }

    std::shared_ptr<const PointTable> m_points;
    mutable std::mutex m_mutex;
    std::map<std::pair<std::string, Unit>, std::optional<LinearUnit>, std::less<>> m_units;
    struct Name {
        std::string unit;
        bool asked = false;    ///< somebody looked
        bool nobodys = false;  ///< and did not bind it: its samples do not wait
    };
    std::map<std::string, Name, std::less<>> m_unbound;
    struct Waiting {
        RawSample raw;
        Time_ms arrived = 0;
    };
    std::deque<Waiting> m_waiting;
    std::size_t m_letGo = 0;  ///< waiting samples that found no room
    std::set<std::pair<Trouble, Id>> m_told;
    Issues m_issues;
};

}  // namespace twin::telemetry
