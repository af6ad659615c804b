// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/id.h"
#include "twin/telemetry/sample.h"

#include <cstdint>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

namespace twin {

/// Samples of one point that are not in a finished chunk.
struct HistoryBuffer {
    std::vector<telemetry::Sample> samples;  // as they came
    telemetry::Time_ms first_ms = INT64_MAX;  ///< least time of them
    std::int64_t openRow = 0;      ///< chunk row that holds the first `stored` of them, to be written again; 0 = none
    std::size_t stored = 0;
    std::int64_t firstSeq = 0;     ///< journal row of the oldest sample that no chunk holds; 0 = none
    telemetry::Time_ms closedEnd_ms = INT64_MIN;  ///< end of the finished chunks; what is not after it is late
    std::size_t wanted = 0;        ///< samples that make a chunk; the first ones differ, so that not all fill at once
    double kept = 0;               ///< last value that passed the deadband
    telemetry::Time_ms kept_ms = INT64_MIN;
    double deadband = 0;
    telemetry::Time_ms keptFor_ms = 0;  ///< after so long a value is kept however little it changed
};

/// What writer and readers share: the tail of the history that is still in memory. The writer changes it under the
/// mutex, after the commit that made the change true on the disk.
struct HistoryBuffers {
    mutable std::mutex mutex;
    std::vector<HistoryBuffer> points;             // by key − 1
    std::unordered_map<Id, std::uint32_t> keys;    // 1 …
};

/// By time; of equal times the one that came last stays.
void sortByTime(std::vector<telemetry::Sample>& samples);

}  // namespace twin
