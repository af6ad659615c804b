// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/engine/what_if.h"

#include <QObject>

#include <memory>
#include <thread>

namespace plenum::app {

/// One incident calculated beside the window; a new one cancels the old.
class WhatIfRun : public QObject {
    Q_OBJECT
  public:
    using QObject::QObject;
    ~WhatIfRun() override;

    void start(std::shared_ptr<const twin::Site> site, twin::Conditions conditions, twin::engine::Incident incident);
    void stop();
    bool running() const { return m_running; }
    /// Of the last run that ended; null before. The site it is of comes with it.
    const std::shared_ptr<const twin::engine::WhatIf>& result() const { return m_result; }
    const std::shared_ptr<const twin::Site>& site() const { return m_site; }

  signals:
    void progressed(int percent);
    void finished();  ///< result() is new, or the run was stopped

  private:
    std::shared_ptr<const twin::engine::WhatIf> m_result;
    std::shared_ptr<const twin::Site> m_site;
    unsigned m_ticket = 0;
    bool m_running = false;
    std::jthread m_thread;  // last: joined before the rest goes
};

}  // namespace plenum::app
