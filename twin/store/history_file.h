// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/issue.h"
#include "twin/store/history_reader.h"
#include "twin/telemetry/alarm.h"
#include "twin/telemetry/binding.h"

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace twin {

/// Where the history of a project lies: beside it, "<project>.history".
std::filesystem::path historyPathOf(const std::filesystem::path& project);

struct HistoryOptions {
    telemetry::Time_ms keep_ms = 0;            ///< older samples are removed; 0 = kept for ever
    std::chrono::milliseconds interval{500};   ///< between commits: what kill −9 can cost, with the commit itself
    std::size_t queueSamples = 2'000'000;      ///< that may wait for the writer; what comes beyond is dropped and counted
};

struct HistoryStatus {
    std::uint64_t appended = 0;   ///< samples taken over
    std::uint64_t committed = 0;  ///< of these, on the disk's side of a kill
    std::uint64_t dropped = 0;    ///< queue full
    std::uint64_t skipped = 0;    ///< inside a point's deadband
    std::uint64_t commits = 0, chunks = 0, journalRows = 0;
    double worstCommit_ms = 0, worstCheckpoint_ms = 0;
    Issues issues;                ///< what is wrong now: damaged journal rows, a full disk, dropped samples
};

/// The recorded values of a project: one SQLite file (WAL) with one writer thread.
///
/// New samples go into memory and, twice a second, as one row into a journal; a point's samples become a chunk of
/// about 256 when they are that many, spread so that no commit grows long, and their journal rows go. Opening replays
/// the journal, so a killed process loses at most its last second. (Power loss: WAL with synchronous=NORMAL keeps the
/// file sound and may cost what came since the last checkpoint, some seconds.)
///
/// Errors  open() throws twin::Error "history.notHistory", "history.newer", "history.damaged", "history.inUse",
///         "history.open"; the project opens without it. Later troubles are in status().issues; samples wait in
///         memory until the disk takes them or the queue is full.
/// Threads append(), status() and reader() from any thread; a reader belongs to one thread at a time.
/// Cost    append: O(samples), never waits for the disk.
class HistoryFile {
  public:
    static std::unique_ptr<HistoryFile> open(const std::filesystem::path& path, const HistoryOptions& options = {});
    ~HistoryFile();  ///< commits what is left
    HistoryFile(const HistoryFile&) = delete;
    HistoryFile& operator=(const HistoryFile&) = delete;

    /// The table whose positions the samples of append() use. Points keep their history by name.
    void setPoints(const telemetry::PointTable& points);
    /// False when the queue is full: none of these samples is taken, all are counted.
    bool append(std::span<const telemetry::PointSample> samples);
    void append(std::span<const telemetry::AlarmEvent> events);
    /// Waits until everything appended before is committed, or the disk refuses (false).
    bool flush();

    /// The binding kept in the file; read when it was opened, or as set since.
    telemetry::Binding binding() const;
    void setBinding(const telemetry::Binding& binding);

    std::unique_ptr<HistoryReader> reader() const;
    HistoryStatus status() const;

  private:
    class Writer;
    explicit HistoryFile(std::unique_ptr<Writer> writer);
    std::unique_ptr<Writer> m_writer;
};

}  // namespace twin
