// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/store/history_buffers.h"
#include "twin/store/history_codec.h"
#include "twin/store/history_database.h"
#include "twin/store/history_file.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <thread>

namespace SQLite {
class Statement;
}

namespace twin {

/// The writer thread of a history and what it owns. Callers only touch the queue; the buffers of the points belong to
/// the thread, which changes them under their mutex because readers look at them.
class HistoryFile::Writer {
  public:
    Writer(const std::filesystem::path& path, const HistoryOptions& options);
    ~Writer();

    void setPoints(const telemetry::PointTable& points);
    bool append(std::span<const telemetry::PointSample> samples);
    void append(std::span<const telemetry::AlarmEvent> events);
    bool flush();
    telemetry::Binding binding() const;
    void setBinding(const telemetry::Binding& binding);
    HistoryStatus status() const;
    const std::filesystem::path& path() const { return m_path; }
    std::shared_ptr<const HistoryBuffers> buffers() const { return m_buffers; }

  private:
    using Time = std::chrono::steady_clock::time_point;
    struct PointSetting {
        std::uint32_t key = 0;
        Id id;
        std::string name;
        bool isNew = false;
        double deadband = 0;
        telemetry::Time_ms keptFor_ms = 0;
    };
    struct Work {  // all but samples, handed from the callers to the thread
        std::vector<telemetry::AlarmEvent> events;
        std::vector<PointSetting> points;
        std::optional<telemetry::Binding> binding;
        bool empty() const { return events.empty() && points.empty() && !binding; }
    };
    using Batches = std::deque<std::vector<JournalSample>>;
    struct Written {  // a chunk that waits for its commit
        std::uint32_t key = 0;
        std::int64_t row = 0;  ///< that holds what stays in the buffer; 0 = nothing stays
        telemetry::Time_ms closedEnd_ms = 0;
        std::vector<telemetry::Sample> rest;
    };

    void load();
    void replayJournal();
    void loadBinding();
    void run(std::stop_token stop);
    void take(Work&& work, const Batches& batches);
    void keep(const JournalSample& sample);
    bool commitAll();
    void commit(Time start);
    void insertWork();
    void writeChunks(Time start);
    void writeOldest(Time start);
    void writeChunk(std::uint32_t key, bool close);
    std::int64_t putRow(std::uint32_t key, std::span<const telemetry::Sample> samples, bool late, bool closed, std::int64_t row);
    void removeOld(Time start);
    void settle();
    void checkpoint();
    void report(Severity severity, const char* code, Text text, Text hint = {});

    std::filesystem::path m_path;
    HistoryOptions m_options;
    HistoryLock m_lock;
    std::unique_ptr<SQLite::Database> m_database;
    struct Statements;
    std::unique_ptr<Statements> m_sql;
    std::shared_ptr<HistoryBuffers> m_buffers = std::make_shared<HistoryBuffers>();

    // The thread's own.
    Work m_open;                        // taken over, not committed
    std::vector<JournalSample> m_openSamples;
    std::uint64_t m_skipped = 0;
    std::vector<std::uint32_t> m_full;  // keys whose chunk is due
    std::vector<Written> m_written;
    std::int64_t m_seq = 1;             // of the next journal row
    std::int64_t m_firstSeq = 1;        // of the oldest journal row
    std::uint64_t m_sinceCheckpoint = 0;  // bytes
    std::string m_bytes;
    std::vector<telemetry::Sample> m_sorted, m_late;

    // Between the callers and the thread.
    mutable std::mutex m_mutex;
    std::condition_variable_any m_wake, m_idle;
    Work m_queue;
    Batches m_batches;
    std::size_t m_waiting = 0;           // samples in the batches
    std::uint32_t m_keys = 0;            // given out
    std::vector<std::uint32_t> m_keyOf;  // by position in the point table
    telemetry::Binding m_binding;
    HistoryStatus m_status;
    std::uint64_t m_flushWanted = 0, m_flushDone = 0;
    bool m_refused = false;  // the last commit failed
    std::jthread m_thread;   // last: joined before the rest goes
};

}  // namespace twin
