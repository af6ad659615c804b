// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>

namespace twin {

/// Figures of one run on one disk.
struct HistoryBench {
    std::size_t sensors = 0, seconds = 0;
    double ingest_per_s = 0;     ///< samples from the first append to all committed
    double rowid_per_s = 0;      ///< the same samples by a prepared INSERT into a rowid table, one transaction a second of data
    double ratio = 0;
    double worstCommit_ms = 0, worstCheckpoint_ms = 0;
    double bytesPerSample = 0;   ///< file after closing, journal and indexes counted
    double range_ms = 0;         ///< median of an hour of one sensor (or all there is)
    double snapshot_ms = 0;      ///< median of all sensors at a random moment
    double play_ms = 0;          ///< median of all sensors at the next second of playing
    double reopen_ms = 0;        ///< opening with the journal to replay
    double paced_worstCommit_ms = 0;  ///< of ten seconds at the real rate
    std::uint64_t dropped = 0;
};

/// Records `seconds` of `sensors` at 1 Hz as fast as it goes, and a fifth of them into a plain table beside it, in a
/// new folder below `folder` that is removed again. Half of the values are readings with two decimals, half such
/// readings converted from °F (full mantissas).
HistoryBench benchHistory(const std::filesystem::path& folder, std::size_t sensors, std::size_t seconds);

}  // namespace twin
