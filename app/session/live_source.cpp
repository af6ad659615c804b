// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/live_source.h"

#include <algorithm>
#include <chrono>

namespace plenum::app {

namespace {

constexpr std::size_t kMostWaiting = 2'000'000;  ///< samples, as the queue of the history itself
constexpr std::size_t kMostForAlarms = 500'000;  ///< samples; 100 s of 5 000 points

twin::telemetry::Time_ms now_ms() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

}  // namespace

LiveIntake::LiveIntake(std::shared_ptr<const twin::telemetry::PointTable> points)
    : m_decoder(points), m_state(points) {}

void LiveIntake::put(const std::vector<twin::telemetry::RawSample>& raw) {
    // One lock over the whole batch: positions belong to the table, and the table may be exchanged between batches.
    std::lock_guard lock(m_mutex);
    take(m_decoder.decode(raw, now_ms()));
    m_samples += raw.size();
}

void LiveIntake::take(const std::vector<twin::telemetry::PointSample>& samples) {
    m_state.put(samples);
    if (m_history != nullptr) m_history->append(samples);
    else if (m_expected) keep(samples);
    if (m_forAlarms.size() + samples.size() > kMostForAlarms) m_forAlarms.clear();
    m_forAlarms.insert(m_forAlarms.end(), samples.begin(), samples.end());
}

void LiveIntake::setPoints(std::shared_ptr<const twin::telemetry::PointTable> points) {
    std::lock_guard lock(m_mutex);
    if (points != m_decoder.points()) {
        m_forAlarms.clear();
        m_state.setPoints(points);
        if (m_history != nullptr) m_history->setPoints(*points);
    }
    take(m_decoder.setPoints(std::move(points)));
}

void LiveIntake::keep(const std::vector<twin::telemetry::PointSample>& samples) {
    if (m_waiting.empty() || m_waiting.back().points != m_decoder.points()) m_waiting.push_back({m_decoder.points(), {}});
    m_waiting.back().samples.insert(m_waiting.back().samples.end(), samples.begin(), samples.end());
    m_waitingSamples += samples.size();
    while (m_waitingSamples > kMostWaiting) {
        auto& oldest = m_waiting.front().samples;
        const std::size_t gone = std::min(oldest.size(), m_waitingSamples - kMostWaiting);
        oldest.erase(oldest.begin(), oldest.begin() + static_cast<std::ptrdiff_t>(gone));
        m_waitingSamples -= gone;
        if (oldest.empty()) m_waiting.erase(m_waiting.begin());
    }
}

void LiveIntake::expectHistory() {
    std::lock_guard lock(m_mutex);
    m_expected = m_history == nullptr;
}

void LiveIntake::setHistory(std::shared_ptr<twin::HistoryFile> history) {
    std::lock_guard lock(m_mutex);
    m_history = std::move(history);
    m_expected = false;
    if (m_history != nullptr) {
        for (const Waiting& each : m_waiting) {
            m_history->setPoints(*each.points);
            m_history->append(each.samples);
        }
        m_history->setPoints(*m_decoder.points());
    }
    m_waiting.clear();
    m_waitingSamples = 0;
}

std::vector<twin::telemetry::PointSample> LiveIntake::takeForAlarms() {
    std::lock_guard lock(m_mutex);
    return std::exchange(m_forAlarms, {});
}

twin::Issues LiveIntake::takeIssues() {
    std::lock_guard lock(m_mutex);
    return m_decoder.takeIssues();
}

std::vector<std::pair<std::string, std::string>> LiveIntake::unbound() {
    std::lock_guard lock(m_mutex);
    return m_decoder.unbound();
}

std::size_t LiveIntake::unboundCount() const {
    std::lock_guard lock(m_mutex);
    return m_decoder.unboundCount();
}

LiveSource::LiveSource(std::unique_ptr<twin::extend::TelemetrySource> source, std::shared_ptr<LiveIntake> intake)
    : m_intake(std::move(intake)), m_source(std::move(source)) {}

LiveSource::~LiveSource() {
    try {
        m_source->stop();
    } catch (...) {  // the guard named it already; a source that cannot stop must not end the program
    }
}

void LiveSource::stop() { m_source->stop(); }

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
