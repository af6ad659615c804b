// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <functional>

class QWidget;

namespace plenum::app {

/// Brings a panel up to date, but only while somebody sees it. A dock behind another one counts as visible to Qt; what it
/// would show is worked out when it comes to the front.
class WhenSeen : public QObject {
  public:
    WhenSeen(QWidget* panel, std::function<void()> refresh);
    /// What the panel shows has changed: refreshes now, or when it is seen next.
    void changed();

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    QWidget* m_panel;
    std::function<void()> m_refresh;
    bool m_due = false;
};

}  // namespace plenum::app
