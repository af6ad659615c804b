// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/telemetry/sample.h"

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <vector>

namespace plenum::plugins {

/// One value of a recording; the point is an index of its names.
struct RecordedValue {
    twin::telemetry::Time_ms time_ms = 0;
    double value = 0;
    std::uint32_t point = 0;
    std::uint32_t none = 0;  ///< 1: there is no value
};

/// Brings values into the order of time (equal times keep theirs) in bounded memory: runs of at most `runLength` are
/// sorted and written to a nameless file, then merged. One run stays in memory.
/// Errors  twin::Error when the temporary file cannot be written.  Cost  O(n log n), 24 bytes a value on disk.
class SortedRuns {
  public:
    explicit SortedRuns(std::size_t runLength = 1u << 20) : m_runLength(runLength) {}
    void add(const RecordedValue& value);
    void rewind();                    ///< to the first value; also ends adding
    bool next(RecordedValue& value);

  private:
    struct Run {
        std::uint64_t begin = 0, end = 0;  ///< records in the file
        std::uint64_t at = 0;
        std::vector<RecordedValue> buffer;
        std::size_t used = 0;
    };
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    void sortOpen();
    void spill();
    bool refill(Run& run);
    bool isLater(std::size_t a, std::size_t b) const;  ///< of two runs, by their next values

    std::size_t m_runLength;
    std::vector<RecordedValue> m_open;
    std::size_t m_openAt = 0;
    bool m_sorted = false;
    std::unique_ptr<std::FILE, Close> m_file;
    std::vector<Run> m_runs;
    std::vector<std::size_t> m_heap;  ///< runs that have a next value, earliest first
};

}  // namespace plenum::plugins
