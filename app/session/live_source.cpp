// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/live_source.h"

#include <chrono>

namespace plenum::app {

namespace {

constexpr std::size_t kMostForAlarms = 500'000;  ///< samples; 100 s of 5 000 points

twin::telemetry::Time_ms now_ms() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

}  // namespace

LiveIntake::LiveIntake(std::shared_ptr<const twin::telemetry::PointTable> points)
    : m_decoder(std::make_shared<twin::telemetry::Decoder>(points)), m_state(points) {}

void LiveIntake::put(const std::vector<twin::telemetry::RawSample>& raw) {
    // One lock over the whole batch: positions belong to the table, and the table may be exchanged between batches.
    std::lock_guard lock(m_mutex);
    const auto samples = m_decoder->decode(raw, now_ms());
    m_state.put(samples);
    if (m_history != nullptr) m_history->append(samples);
    if (m_forAlarms.size() + samples.size() > kMostForAlarms) m_forAlarms.clear();
    m_forAlarms.insert(m_forAlarms.end(), samples.begin(), samples.end());
    m_samples += raw.size();
}

void LiveIntake::setPoints(std::shared_ptr<const twin::telemetry::PointTable> points) {
    std::lock_guard lock(m_mutex);
    m_decoder = std::make_shared<twin::telemetry::Decoder>(points);
    m_forAlarms.clear();
    m_state.setPoints(points);
    if (m_history != nullptr) m_history->setPoints(*points);
}

void LiveIntake::setHistory(twin::HistoryFile* history) {
    std::lock_guard lock(m_mutex);
    m_history = history;
    if (m_history != nullptr) m_history->setPoints(*m_decoder->points());
}

std::vector<twin::telemetry::PointSample> LiveIntake::takeForAlarms() {
    std::lock_guard lock(m_mutex);
    return std::exchange(m_forAlarms, {});
}

twin::Issues LiveIntake::takeIssues() {
    std::lock_guard lock(m_mutex);
    return m_decoder->takeIssues();
}

std::vector<std::pair<std::string, std::string>> LiveIntake::unbound() const {
    std::lock_guard lock(m_mutex);
    return m_decoder->unbound();
}

LiveSource::LiveSource(std::unique_ptr<twin::extend::TelemetrySource> source, std::shared_ptr<LiveIntake> intake)
    : m_intake(std::move(intake)), m_source(std::move(source)) {}

LiveSource::~LiveSource() {
    try {
        m_source->stop();
    } catch (...) {  // the guard named it already; a source that cannot stop must not end the program
    }
}

void LiveSource::start(const twin::extend::Settings& settings) { m_source->start(settings, *this); }

void LiveSource::put(std::vector<twin::telemetry::RawSample> samples) {
    m_intake->put(samples);
    std::lock_guard lock(m_mutex);
    m_status.samples += samples.size();
}

void LiveSource::report(twin::extend::SourceState state, const twin::Issue& problem) {
    std::lock_guard lock(m_mutex);
    m_status.state = state;
    m_status.problem = problem;
    ++m_status.changes;
}

LiveSource::Status LiveSource::status() const {
    std::lock_guard lock(m_mutex);
    return m_status;
}

}  // namespace plenum::app
