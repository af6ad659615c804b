// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/store/history_file.h"

#include <QObject>

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace plenum::app {

/// Reads a history off the GUI thread. Of the moments asked for only the newest is answered; every chart is.
class HistoryWorker : public QObject {
    Q_OBJECT
  public:
    using Time_ms = twin::telemetry::Time_ms;
    explicit HistoryWorker(std::unique_ptr<twin::HistoryReader> reader, QObject* parent = nullptr);
    ~HistoryWorker() override;

    /// Asks for the latest sample of each point at a moment, and for the alarm events before it.
    void requestMoment(std::vector<twin::Id> points, Time_ms at);
    /// Asks for a chart; the answer carries the ticket.
    void requestChart(quint64 ticket, twin::Id point, Time_ms from, Time_ms to, std::size_t buckets);
    void requestExtent();
    /// Ends the thread and lets the reader go; waits for the request at work. From any thread.
    void finish();

  signals:
    void momentRead(qint64 at, const std::vector<twin::telemetry::Sample>& latest, const std::vector<twin::telemetry::AlarmEvent>& events);
    void chartRead(quint64 ticket, const std::vector<twin::HistoryBucket>& buckets);
    void extentRead(qint64 first, qint64 last);
    void failed(const QString& why);

  private:
    struct Moment {
        std::vector<twin::Id> points;
        Time_ms at = 0;
    };
    struct Chart {
        quint64 ticket = 0;
        twin::Id point;
        Time_ms from = 0, to = 0;
        std::size_t buckets = 0;
    };
    void run(std::stop_token stop);

    std::unique_ptr<twin::HistoryReader> m_reader;
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::optional<Moment> m_moment;
    std::deque<Chart> m_charts;
    bool m_extent = false;
    std::jthread m_thread;  // last: joined before the rest goes
};

}  // namespace plenum::app
