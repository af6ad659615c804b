// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/id.h"
#include "twin/telemetry/alarm.h"
#include "twin/telemetry/sample.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace twin {

struct HistoryBuffers;

/// A span of time of a chart.
struct HistoryBucket {
    telemetry::Time_ms start_ms = 0;
    double low = 0, high = 0, mean = 0;  ///< of the numbers; NaN when there are none
    std::uint64_t count = 0;
};

/// Reads a history while it is being written, over a connection of its own. What the writer has not committed yet is
/// read too, from the milliseconds on in which the writer has taken it over. A chunk that cannot be read is left out and counted.
/// Errors  twin::Error "history.read" when the file refuses.  Threads: one at a time.
class HistoryReader {
  public:
    using Time_ms = telemetry::Time_ms;
    HistoryReader(const std::filesystem::path& path, std::shared_ptr<const HistoryBuffers> buffers);
    ~HistoryReader();

    /// Samples with from ≤ time ≤ to, by time, one a time (the last that came). O(samples in the range).
    std::vector<telemetry::Sample> range(Id point, Time_ms from, Time_ms to);
    /// The newest sample at or before a moment of each point, in the order of the ids; time 0 where there is none.
    std::vector<telemetry::Sample> snapshot(const std::vector<Id>& points, Time_ms at);
    /// Low, high and mean over equal spans of [from, to); chunks inside one span are not even decoded.
    std::vector<HistoryBucket> chart(Id point, Time_ms from, Time_ms to, std::size_t buckets);
    /// First and last time of all samples; nothing in an empty history.
    std::optional<std::pair<Time_ms, Time_ms>> extent();
    std::vector<telemetry::AlarmEvent> events(Time_ms from, Time_ms to);
    /// Ids and names of all points that were ever recorded.
    std::vector<std::pair<Id, std::string>> points();
    std::uint64_t damagedChunks() const;

  private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace twin
