// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/what_if_run.h"

#include <QMetaObject>

namespace plenum::app {

WhatIfRun::~WhatIfRun() { m_thread.request_stop(); }

void WhatIfRun::stop() {
    m_thread.request_stop();
    if (!m_running) return;
    m_running = false;
    ++m_ticket;
    emit finished();
}

void WhatIfRun::start(std::shared_ptr<const twin::Site> site, twin::Conditions conditions, twin::engine::Incident incident) {
    m_thread.request_stop();
    const unsigned ticket = ++m_ticket;
    m_running = true;
    emit progressed(0);
    m_thread = std::jthread([this, ticket, site = std::move(site), conditions = std::move(conditions), incident = std::move(incident)](std::stop_token stop) {
        int last = 0;
        auto result = std::make_shared<const twin::engine::WhatIf>(twin::engine::whatIf(*site, conditions, incident, stop, [&](double share) {
            const int percent = static_cast<int>(share * 100);
            if (percent == last) return;
            last = percent;
            QMetaObject::invokeMethod(this, [this, ticket, percent] { if (ticket == m_ticket) emit progressed(percent); }, Qt::QueuedConnection);
        }));
        if (stop.stop_requested()) return;
        QMetaObject::invokeMethod(this, [this, ticket, site, result] {
            if (ticket != m_ticket) return;
            m_running = false;
            m_result = result;
            m_site = site;
            emit finished();
        }, Qt::QueuedConnection);
    });
}

}  // namespace plenum::app
