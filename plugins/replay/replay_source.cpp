// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/replay/replay_source.h"

#include "plugins/support/threaded_source.h"

#include <cmath>
#include <limits>
#include <optional>

namespace plenum::plugins {

namespace {

using twin::Error;
using twin::Severity;
using twin::extend::Settings;
using twin::extend::SourceState;
using twin::telemetry::Quality;
using twin::telemetry::RawSample;
using twin::telemetry::Time_ms;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kBatch = 1000;

struct Options {
    explicit Options(const Settings& settings)
        : file(settingText(settings, "file")),
          reading(recordingOptions(settings)),
          speed(settingNumber(settings, "speed", 60, 0, 1e6)),
          offset_ms(static_cast<Time_ms>(settingNumber(settings, "start_offset_h", 0, 0, 1e6) * 3.6e6)),
          loop(settingFlag(settings, "loop", false)),
          toNow(settingText(settings, "times", "keep") == "now"),
          fastest_per_s(settingNumber(settings, "fastest_per_s", 50000, 1, 1e9)) {
        if (file.empty()) throw Error("replay.file", {TWIN_TR("The replay has no file: choose a CSV or TSV table."), {}});
    }
    std::filesystem::path file;
    RecordingOptions reading;
    double speed;  ///< 0: as fast as possible
    Time_ms offset_ms;
    bool loop, toNow;
    double fastest_per_s;
};

/// What the first reading found.
struct Span {
    Time_ms first = std::numeric_limits<Time_ms>::max();
    Time_ms last = std::numeric_limits<Time_ms>::min();
    std::size_t values = 0, times = 0;
    bool inOrder = true;
    Time_ms length_ms() const {  ///< one round: the span and a mean step
        return last - first + std::max<Time_ms>(1, times > 1 ? (last - first) / static_cast<Time_ms>(times - 1) : 1000);
    }
};

/// Values in the order of time, from the file itself or from sorted runs; can begin again.
class Player {
  public:
    Player(const Options& options, bool inOrder, std::stop_token stop) : m_options(options), m_recording(open()), m_isStream(inOrder) {
        if (m_isStream) return;
        while (!stop.stop_requested() && m_recording->next(m_row))
            for (const RecordedValue& value : m_row) m_runs.add(value);
        m_row.clear();
        m_runs.rewind();
    }
    bool next(RecordedValue& value) {
        if (!m_isStream) return m_runs.next(value);
        while (m_at >= m_row.size()) {
            m_at = 0;
            if (!m_recording->next(m_row)) {
                m_row.clear();
                return false;
            }
        }
        value = m_row[m_at++];
        return true;
    }
    void rewind() {
        if (!m_isStream) return m_runs.rewind();
        m_recording = open();
        m_row.clear();
        m_at = 0;
    }
    const RecordedPoint& point(std::size_t index) const { return m_recording->point(index); }

  private:
    std::unique_ptr<Recording> open() const { return std::make_unique<Recording>(m_options.file, m_options.reading, nullptr); }
    const Options& m_options;
    std::unique_ptr<Recording> m_recording;
    bool m_isStream;
    SortedRuns m_runs;
    std::vector<RecordedValue> m_row;
    std::size_t m_at = 0;
};

class Session {
  public:
    Session(Options options, std::shared_ptr<Reporter> reporter) : m_options(std::move(options)), m_reporter(std::move(reporter)) {}

    void run(std::stop_token stop) {
        m_reporter->state(SourceState::Connecting);
        const std::optional<Span> span = scan(stop);
        if (!span) return;
        m_span = *span;
        if (m_span.values == 0)
            throw Error("replay.noValues", {TWIN_TR("{0} holds no value that can be read."), {m_options.file.filename().string()}});
        m_begin = m_span.first + m_options.offset_ms;
        if (m_begin > m_span.last)
            throw Error("replay.offset", {TWIN_TR("{0} ends {1} h after its first value; the start lies beyond."),
                                          {m_options.file.filename().string(), shortText(static_cast<double>(m_span.last - m_span.first) / 3.6e6)}});
        Player player(m_options, m_span.inOrder, stop);
        m_start = Clock::now();
        m_start_ms = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
        m_reporter->state(SourceState::Connected);
        for (m_round = 0; !stop.stop_requested(); ++m_round) {
            if (!play(player, stop)) return;
            if (!m_options.loop) break;
            player.rewind();
        }
        if (stop.stop_requested()) return;
        const std::string name = m_options.file.filename().string();
        if (m_bad.empty())
            m_reporter->state(SourceState::Stopped, inputIssue("replay.ended", {TWIN_TR("{0} has been played to its end."), {name}}, {}, {}, Severity::Note));
        else
            m_reporter->state(SourceState::Stopped, inputIssue("replay.endedBad", m_bad));
    }

  private:
    std::optional<Span> scan(std::stop_token stop) {
        Recording recording(m_options.file, m_options.reading, [this](const twin::Issue& issue) { m_reporter->problem(issue); });
        Span span;
        std::vector<RecordedValue> row;
        while (recording.next(row)) {
            if (stop.stop_requested()) return std::nullopt;
            const Time_ms time = row.front().time_ms;
            if (span.values > 0 && time < m_previous) span.inOrder = false;
            if (span.values == 0 || time != m_previous) ++span.times;
            m_previous = time;
            span.first = std::min(span.first, time);
            span.last = std::max(span.last, time);
            span.values += row.size();
        }
        if (recording.badRows() + recording.badCells() > 0)
            m_bad = {TWIN_TR("{0}: {1} of {2} rows and {3} cells cannot be read; the others are played."),
                     {m_options.file.filename().string(), std::to_string(recording.badRows()), std::to_string(recording.rows()), std::to_string(recording.badCells())}};
        if (!m_bad.empty()) m_reporter->problem(inputIssue("replay.summary", m_bad));
        return span;
    }

    bool play(Player& player, std::stop_token stop) {
        std::vector<RawSample> batch;
        RecordedValue value;
        while (player.next(value)) {
            if (value.time_ms < m_begin) continue;
            const Time_ms elapsed = value.time_ms - m_begin + static_cast<Time_ms>(m_round) * (m_span.length_ms() - m_options.offset_ms);
            if (m_options.speed > 0) {
                const auto due = m_start + std::chrono::duration_cast<Clock::duration>(Seconds(static_cast<double>(elapsed) / 1000 / m_options.speed));
                if (due > Clock::now()) {
                    m_reporter->put(std::exchange(batch, {}));
                    m_reporter->tick();
                    while (due > Clock::now())
                        if (!waitFor(stop, std::min<Seconds>(Seconds(5), due - Clock::now()))) return false;
                }
            }
            const RecordedPoint& point = player.point(value.point);
            batch.push_back({point.name, timeOf(value.time_ms, elapsed), value.none ? std::numeric_limits<double>::quiet_NaN() : value.value, point.unit,
                             value.none ? Quality::NoValue : Quality::Good});
            if (batch.size() < kBatch) continue;
            m_reporter->put(std::exchange(batch, {}));
            if (m_options.speed > 0 ? stop.stop_requested() : !waitFor(stop, Seconds(kBatch / m_options.fastest_per_s))) return false;
        }
        m_reporter->put(std::move(batch));
        // A loop over one moment would turn without a pause.
        return !m_options.loop || waitFor(stop, m_options.speed > 0 ? Seconds(0.01) : Seconds(0.1));
    }

    Time_ms timeOf(Time_ms recorded, Time_ms elapsed) const {
        if (!m_options.toNow) return m_begin + elapsed;
        if (m_options.speed > 0) return m_start_ms + static_cast<Time_ms>(static_cast<double>(elapsed) / m_options.speed);
        return m_start_ms - (m_span.last - recorded) + (m_begin + elapsed - recorded);
    }

    Options m_options;
    std::shared_ptr<Reporter> m_reporter;
    Span m_span;
    twin::Text m_bad;  ///< empty: all could be read
    Time_ms m_previous = 0, m_begin = 0, m_start_ms = 0;
    Clock::time_point m_start;
    std::size_t m_round = 0;
};

}  // namespace

RecordingOptions recordingOptions(const Settings& settings) {
    RecordingOptions options;
    options.timeColumn = settingText(settings, "time_column");
    const std::string zone = settingText(settings, "zone", "UTC");
    const auto minutes = readZone(zone);
    if (!minutes) throw Error("replay.zone", {TWIN_TR("The time zone “{0}” cannot be read; write UTC or an offset such as +08:00."), {zone}});
    options.zone_min = *minutes;
    const std::string dates = settingText(settings, "dates", "year");
    options.dates = dates == "day" ? DateOrder::DayFirst : dates == "month" ? DateOrder::MonthFirst : DateOrder::YearFirst;
    const std::string delimiter = settingText(settings, "delimiter", "auto");
    options.delimiter = delimiter == "comma" ? ',' : delimiter == "semicolon" ? ';' : delimiter == "tab" ? '\t' : delimiter == "bar" ? '|' : 0;
    return options;
}

std::unique_ptr<twin::extend::TelemetrySource> makeReplaySource() {
    return std::make_unique<ThreadedSource<Options, Session>>("replay.failed", TWIN_TR("The replay has ended: {0}"));
}

}  // namespace plenum::plugins
