// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/document/document.h"
#include "app/session/history_worker.h"
#include "app/session/live.h"
#include "app/session/live_source.h"
#include "twin/base/error.h"

#include <QCoreApplication>
#include <QPointer>

namespace plenum::app {

using namespace twin::telemetry;

/// What opening gives; made beside the GUI thread.
struct Live::OpenedHistory {
    quint64 opening = 0;
    std::filesystem::path path;
    std::shared_ptr<twin::HistoryFile> file;
    std::shared_ptr<std::unique_ptr<twin::HistoryReader>> reader;
    std::vector<SeenPoint> points;
    twin::Issues issues;
};

/// Replaying a journal takes its time; so does the disk.
void Live::openHistory(bool create) {
    if (m_history != nullptr || m_opening != 0 || m_document.path().isEmpty()) return;
    const auto path = twin::historyPathOf(m_document.path().toStdString());
    if (!create && !std::filesystem::exists(path)) return;
    m_opening = ++m_openings;
    m_intake->expectHistory();
    m_historyChores.add([self = QPointer(this), opening = m_opening, path] {
        OpenedHistory opened{opening, path, {}, std::make_shared<std::unique_ptr<twin::HistoryReader>>(), {}, {}};
        try {
            opened.file = twin::HistoryFile::open(path);
            *opened.reader = opened.file->reader();
            for (auto& [id, name] : (*opened.reader)->points()) opened.points.push_back({std::move(name), {}});
        } catch (const twin::Error& error) {
            opened.issues = {twin::Issue{twin::Severity::Error, error.code(), {}, {}, {}, error.text(), {}, {}, {}}};
            opened.reader.reset();
            opened.file.reset();
        }
        // The application is the context: it outlives this window, and what nobody takes is closed on its way.
        QMetaObject::invokeMethod(QCoreApplication::instance(), [self, opened = std::move(opened)] {
            if (self) self->takeHistory(opened);
        }, Qt::QueuedConnection);
    });
}

void Live::takeHistory(const OpenedHistory& opened) {
    if (opened.opening != m_opening) {  // another project since
        m_historyChores.add([file = opened.file, reader = opened.reader] {});
        return;
    }
    m_opening = 0;
    m_historyIssues = opened.issues;
    if (!opened.file) {
        m_intake->setHistory(nullptr);
        m_unwritten.clear();
        emit issuesChanged();
        return;
    }
    m_history = opened.file;
    m_historyPath = QString::fromStdString(opened.path.string());
    m_recorded = opened.points;
    m_worker = std::make_unique<HistoryWorker>(std::move(*opened.reader));
    connect(m_worker.get(), &HistoryWorker::momentRead, this, &Live::takeMoment);
    connect(m_worker.get(), &HistoryWorker::chartRead, this, &Live::chartReady);
    connect(m_worker.get(), &HistoryWorker::extentRead, this, [this](qint64 first, qint64 last) {
        const std::pair<Time_ms, Time_ms> extent{first, last};
        if (m_extent == extent) return;
        m_extent = extent;
        emit extentChanged();
    });
    connect(m_worker.get(), &HistoryWorker::failed, this, [this](const QString& why) {
        m_historyIssues = {{twin::Severity::Warning, "history.read", {}, {}, {}, {TWIN_TR("The history cannot be read: {0}"), {why.toStdString()}}, {}, {}, {}}};
        emit issuesChanged();
    });
    m_worker->requestExtent();
    m_intake->setHistory(m_history);
    if (!m_unwritten.empty()) m_history->append(m_unwritten);
    m_unwritten.clear();
    rebind();
}

void Live::closeHistory() {
    m_intake->setHistory(nullptr);
    m_opening = 0;
    // The last commit and the read at work are waited for beside the window.
    if (HistoryWorker* worker = m_worker.release()) {
        worker->disconnect();
        m_historyChores.add([worker] {
            worker->finish();
            worker->deleteLater();
        });
    }
    m_historyChores.add([history = std::exchange(m_history, nullptr)] {});
    m_recorded.clear();
    m_unwritten.clear();
    m_historyIssues.clear();
    m_extent.reset();
    m_alarms.clear();
    m_events.clear();
    emit extentChanged();
    emit alarmsChanged();
}

std::optional<twin::HistoryStatus> Live::historyStatus() const {
    if (m_history == nullptr) return std::nullopt;
    return m_history->status();
}

quint64 Live::requestChart(std::uint32_t point, Time_ms from, Time_ms to, std::size_t buckets) {
    if (m_worker == nullptr || point >= m_bound.points->size() || to <= from) return 0;
    m_worker->requestChart(++m_tickets, (*m_bound.points)[point].id, from, to, buckets);
    return m_tickets;
}

}  // namespace plenum::app
