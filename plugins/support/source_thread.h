// SPDX-License-Identifier: GPL-3.0-or-later
// What every telemetry source needs of threads: one worker that stops in time, and pauses that a stop cuts short.
#pragma once

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>
#include <utility>

namespace plenum::plugins {

using Seconds = std::chrono::duration<double>;

/// Waits, but not longer than until a stop. Returns false when stopped.
inline bool waitFor(std::stop_token stop, Seconds time) {
    std::mutex mutex;
    std::condition_variable_any wake;
    std::unique_lock lock(mutex);
    wake.wait_for(lock, stop, time, [] { return false; });
    return !stop.stop_requested();
}

/// Growing pauses between attempts: first, twice that, … up to the longest.
class Pauses {
  public:
    Pauses(Seconds first, Seconds longest) : m_first(first), m_longest(std::max(first, longest)), m_next(first) {}
    Seconds next() { return std::exchange(m_next, std::min(m_next * 2, m_longest)); }
    void reset() { m_next = m_first; }

  private:
    Seconds m_first, m_longest, m_next;
};

/// One worker thread. The body gets a stop token and must own (by shared_ptr) all it uses: a body that hangs in a
/// call of a foreign library (a name look-up has no time limit of ours) is left behind after the limit, not waited for (plug-ins are never unloaded).
class SourceThread {
  public:
    SourceThread() = default;
    SourceThread(const SourceThread&) = delete;
    SourceThread& operator=(const SourceThread&) = delete;
    ~SourceThread() { stop(); }

    template <class Body>
    void start(Body body) {
        stop();
        m_end = std::make_shared<End>();
        m_thread = std::jthread([end = m_end, body = std::move(body)](std::stop_token stop) mutable {
            {
                Body mine = std::move(body);
                mine(stop);
            }
            std::lock_guard lock(end->mutex);
            end->reached = true;
            end->wake.notify_all();
        });
    }
    bool running() const { return m_thread.joinable(); }
    void requestStop() { m_thread.request_stop(); }

    /// Returns within about the limit. True when the body has ended.
    bool stop(Seconds limit = Seconds(1.5)) {
        if (!m_thread.joinable()) return true;
        m_thread.request_stop();
        bool ended = false;
        {
            std::unique_lock lock(m_end->mutex);
            ended = m_end->wake.wait_for(lock, limit, [this] { return m_end->reached; });
        }
        if (ended) {
            m_thread.join();
        } else {
            m_thread.detach();
        }
        return ended;
    }

  private:
    struct End {
        std::mutex mutex;
        std::condition_variable wake;
        bool reached = false;
    };
    std::shared_ptr<End> m_end;
    std::jthread m_thread;
};

}  // namespace plenum::plugins
