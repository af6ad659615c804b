// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/background_run.h"

#include <QMetaObject>

namespace plenum::app {

BackgroundRun::~BackgroundRun() { m_thread.request_stop(); }

void BackgroundRun::stop() {
    m_thread.request_stop();
    if (!m_running) return;
    m_running = false;
    ++m_ticket;
    emit finished();
}

void BackgroundRun::start(Work work) {
    m_thread.request_stop();
    const unsigned ticket = ++m_ticket;
    m_running = true;
    emit progressed(0);
    // What is still stopping is waited for beside the window.
    m_thread = std::jthread([this, ticket, work = std::move(work), before = std::move(m_thread)](std::stop_token stop) mutable {
        if (before.joinable()) before.join();
        if (stop.stop_requested()) return;
        Deliver deliver = work(stop, [this, ticket, last = 0](double share) mutable {
            const int percent = static_cast<int>(share * 100);
            if (percent == last) return;
            last = percent;
            QMetaObject::invokeMethod(this, [this, ticket, percent] { if (ticket == m_ticket) emit progressed(percent); }, Qt::QueuedConnection);
        });
        if (stop.stop_requested()) return;
        QMetaObject::invokeMethod(this, [this, ticket, deliver = std::move(deliver)] {
            if (ticket != m_ticket) return;
            m_running = false;
            deliver();
            emit finished();
        }, Qt::QueuedConnection);
    });
}

}  // namespace plenum::app
