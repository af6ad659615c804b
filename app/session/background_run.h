// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <functional>
#include <thread>

namespace plenum::app {

/// One long calculation beside the window; a new one cancels the old, whose result is dropped.
class BackgroundRun : public QObject {
    Q_OBJECT
  public:
    using QObject::QObject;
    ~BackgroundRun() override;

    /// Runs on the GUI thread when the work is done.
    using Deliver = std::function<void()>;
    /// Runs beside the window, on values of its own; tells how far it is (0 … 1).
    using Work = std::function<Deliver(std::stop_token stop, const std::function<void(double share)>& progress)>;
    void start(Work work);
    void stop();
    bool running() const { return m_running; }

  signals:
    void progressed(int percent);
    void finished();  ///< delivered, or stopped

  private:
    unsigned m_ticket = 0;
    bool m_running = false;
    std::jthread m_thread;  // last: joined before the rest goes
};

}  // namespace plenum::app
