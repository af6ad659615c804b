// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/history_worker.h"

#include "twin/base/error.h"

namespace plenum::app {

namespace {

constexpr HistoryWorker::Time_ms kEventsBefore_ms = 24LL * 3600 * 1000;  ///< an alarm older than a day is another day's

}  // namespace

HistoryWorker::HistoryWorker(std::unique_ptr<twin::HistoryReader> reader, QObject* parent)
    : QObject(parent), m_reader(std::move(reader)), m_thread([this](std::stop_token stop) { run(stop); }) {}

HistoryWorker::~HistoryWorker() = default;

void HistoryWorker::finish() {
    m_thread.request_stop();
    if (m_thread.joinable()) m_thread.join();
    m_reader.reset();
}

void HistoryWorker::requestMoment(std::vector<twin::Id> points, Time_ms at) {
    {
        std::lock_guard lock(m_mutex);
        m_moment = Moment{std::move(points), at};
    }
    m_wake.notify_one();
}

void HistoryWorker::requestChart(quint64 ticket, twin::Id point, Time_ms from, Time_ms to, std::size_t buckets) {
    {
        std::lock_guard lock(m_mutex);
        m_charts.push_back({ticket, point, from, to, buckets});
    }
    m_wake.notify_one();
}

void HistoryWorker::requestExtent() {
    {
        std::lock_guard lock(m_mutex);
        m_extent = true;
    }
    m_wake.notify_one();
}

void HistoryWorker::run(std::stop_token stop) {
    // Queued: the receiver lives on the GUI thread, and a signal of a dying worker is dropped with it.
    const auto say = [this](auto&& call) { QMetaObject::invokeMethod(this, std::forward<decltype(call)>(call), Qt::QueuedConnection); };
    while (!stop.stop_requested()) {
        std::optional<Moment> moment;
        std::optional<Chart> chart;
        bool extent = false;
        {
            std::unique_lock lock(m_mutex);
            if (!m_wake.wait(lock, stop, [this] { return m_moment || !m_charts.empty() || m_extent; })) return;
            extent = std::exchange(m_extent, false);
            moment = std::exchange(m_moment, std::nullopt);
            if (!moment && !extent) {
                chart = m_charts.front();
                m_charts.pop_front();
            }
        }
        try {
            if (extent)
                if (const auto span = m_reader->extent()) say([this, span] { emit extentRead(span->first, span->second); });
            if (moment) {
                auto latest = m_reader->snapshot(moment->points, moment->at);
                auto events = m_reader->events(moment->at - kEventsBefore_ms, moment->at);
                say([this, at = moment->at, latest = std::move(latest), events = std::move(events)] { emit momentRead(at, latest, events); });
            }
            if (chart) {
                auto buckets = m_reader->chart(chart->point, chart->from, chart->to, chart->buckets);
                say([this, ticket = chart->ticket, buckets = std::move(buckets)] { emit chartRead(ticket, buckets); });
            }
        } catch (const twin::Error& error) {
            say([this, why = QString::fromUtf8(error.what())] { emit failed(why); });
        }
    }
}

}  // namespace plenum::app
