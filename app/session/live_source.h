// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/extend/loader.h"
#include "twin/store/history_file.h"
#include "twin/telemetry/decoder.h"
#include "twin/telemetry/live_state.h"
#include "twin/telemetry/setup.h"

#include <atomic>
#include <memory>
#include <mutex>
#include <vector>

namespace plenum::app {

/// Where the samples of all sources come together, on the threads of the sources: decoded, latest values kept, history
/// written; what the alarms have to see waits for the GUI thread, bounded.
class LiveIntake {
  public:
    explicit LiveIntake(std::shared_ptr<const twin::telemetry::PointTable> points);
    void put(const std::vector<twin::telemetry::RawSample>& raw);
    /// Samples that waited for their points are taken now. The table that is set already only ends their waiting.
    void setPoints(std::shared_ptr<const twin::telemetry::PointTable> points);
    void setHistory(std::shared_ptr<twin::HistoryFile> history);  ///< none: not recorded
    /// Samples are kept until the history is there (bounded: the oldest go); setHistory() ends it.
    void expectHistory();
    /// Samples since the last call, for the alarms. When nobody looked for long, the oldest are left out.
    std::vector<twin::telemetry::PointSample> takeForAlarms();
    twin::telemetry::LiveSnapshot snapshot(twin::telemetry::Time_ms now) const { return m_state.snapshot(now); }
    std::uint64_t samples() const { return m_samples; }
    twin::Issues takeIssues();
    std::vector<std::pair<std::string, std::string>> unbound();
    std::size_t unboundCount() const;

  private:
    void take(const std::vector<twin::telemetry::PointSample>& samples);
    void keep(const std::vector<twin::telemetry::PointSample>& samples);

    mutable std::mutex m_mutex;
    twin::telemetry::Decoder m_decoder;
    std::shared_ptr<twin::HistoryFile> m_history;
    /// Of samples that wait for the history: their positions belong to the table of their time.
    struct Waiting {
        std::shared_ptr<const twin::telemetry::PointTable> points;
        std::vector<twin::telemetry::PointSample> samples;
    };
    std::vector<Waiting> m_waiting;
    std::size_t m_waitingSamples = 0;
    bool m_expected = false;
    std::vector<twin::telemetry::PointSample> m_forAlarms;
    twin::telemetry::LiveState m_state;
    std::atomic<std::uint64_t> m_samples{0};
};

/// One running source and the sink it feeds.
class LiveSource : public twin::extend::SampleSink {
  public:
    LiveSource(std::unique_ptr<twin::extend::TelemetrySource> source, std::shared_ptr<LiveIntake> intake);
    ~LiveSource() override;
    /// Errors  twin::Error for settings that can never work.
    void start(const twin::extend::Settings& settings);
    /// Waits until the source has stopped, as long as its guard does. Errors  twin::Error when it hangs.
    void stop();

    void put(std::vector<twin::telemetry::RawSample> samples) override;
    void report(twin::extend::SourceState state, const twin::Issue& problem) override;

    struct Status {
        twin::extend::SourceState state = twin::extend::SourceState::Stopped;
        twin::Issue problem;
        std::uint64_t samples = 0, changes = 0;
    };
    Status status() const;

  private:
    mutable std::mutex m_mutex;
    Status m_status;
    std::shared_ptr<LiveIntake> m_intake;
    std::unique_ptr<twin::extend::TelemetrySource> m_source;  // last: stopped before the rest goes
};

}  // namespace plenum::app
