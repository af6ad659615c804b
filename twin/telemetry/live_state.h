// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/telemetry/point.h"

#include <memory>
#include <mutex>

namespace twin::telemetry {

/// What is known of a point at a moment.
enum class PointState : unsigned char {
    Measured,   ///< good and fresh
    Estimated,  ///< fresh, but the source or its clock is uncertain
    Stale,      ///< the last value is older than the point allows
    Missing     ///< no value yet, or the last word was "no value"
};

/// The latest sample of every point at one moment: the present, or a moment of the history while scrubbing.
struct LiveSnapshot {
    Time_ms at_ms = 0;
    std::shared_ptr<const PointTable> points;
    std::vector<Sample> latest;  // n_points; time 0 = nothing yet
    PointState state(std::size_t point) const;
};

/// Keeps the newest sample of every point. Samples may come in any order and from any thread.
class LiveState {
  public:
    explicit LiveState(std::shared_ptr<const PointTable> points);

    struct Counts {
        std::uint64_t taken = 0;      ///< became the latest
        std::uint64_t late = 0;       ///< older than the latest: only the history wants them
        std::uint64_t duplicate = 0;  ///< same time, value and quality
    };
    /// The newest time wins; at the same time the last that came.
    void put(std::span<const PointSample> samples);
    LiveSnapshot snapshot(Time_ms now) const;
    Counts counts() const;
    /// Points of another binding; points of the same name keep their latest sample.
    void setPoints(std::shared_ptr<const PointTable> points);

  private:
    mutable std::mutex m_mutex;
    std::shared_ptr<const PointTable> m_points;
    std::vector<Sample> m_latest;
    Counts m_counts;
};

/// The switch of the picture.
enum class Mode : unsigned char { Computed, Live, LiveElseComputed };

/// A frame that shows measured values, each with its state.
///
/// Computed: the frame itself. Live: measured values only, the rest missing (NaN, without air fields, balances and key
/// figures). LiveElseComputed: measured where there is a value, computed elsewhere; a point without any value leaves
/// the computed one. Uncertain samples are ValueState::Estimated, old ones Stale with their last number. An inlet that
/// has only sensors at three heights gets their mean, as an estimate. Points with an aggregate give the mean, least or
/// greatest of those that are fresh: measured when all are, else an estimate; of the old ones, stale, when none is.
/// Cost  a copy of the frame's columns.  Thread-safe: yes (no state).
std::shared_ptr<const Frame> merged(const std::shared_ptr<const Frame>& computed, const LiveSnapshot& live, Mode mode);

}  // namespace twin::telemetry
