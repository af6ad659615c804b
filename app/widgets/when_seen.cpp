// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/widgets/when_seen.h"

#include <QEvent>
#include <QWidget>

namespace plenum::app {

WhenSeen::WhenSeen(QWidget* panel, std::function<void()> refresh) : QObject(panel), m_panel(panel), m_refresh(std::move(refresh)) {
    panel->installEventFilter(this);
}

void WhenSeen::changed() {
    m_due = m_panel->visibleRegion().isEmpty();
    if (!m_due) m_refresh();
}

bool WhenSeen::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Paint && m_due) {
        m_due = false;
        QMetaObject::invokeMethod(this, [this] { m_refresh(); }, Qt::QueuedConnection);  // not while it is painted
    }
    return QObject::eventFilter(watched, event);
}

}  // namespace plenum::app
