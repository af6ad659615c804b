// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/engine/engine.h"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace twin::engine {

/// Solves the newest site in the background: a coarse frame at once, a fine one after it, refined air when asked. What
/// refining changed is carried on (CarriedAir): inlets do not jump back to the instant model while the mouse moves.
///
/// A running coarse solve is finished, then the newest site is taken; a fine or refining solve is cancelled by a newer site. Frames
/// come in rising order of generation; after each, `wake` is called on the engine thread.
class Runner {
  public:
    explicit Runner(std::function<void()> wake, int threads = 2);
    ~Runner();

    struct Job {
        std::shared_ptr<const Site> site;
        Conditions conditions;
        Id variant;
        bool interactive = false;  ///< while the mouse moves: coarse only
        bool refined = false;      ///< after the fine frame the air of the halls is refined, frame by frame
    };
    /// Newest wins. Returns the job's generation. Never blocks on a solve.
    unsigned long long post(Job job);
    /// The newest frame not yet taken; null when none.
    std::shared_ptr<const Frame> takeFrame();
    /// True while something is being solved or waits.
    bool busy() const;

  private:
    void run(std::stop_token stop);
    std::function<void()> m_wake;
    int m_threads;
    mutable std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::unique_ptr<Job> m_next;
    unsigned long long m_generation = 0;
    std::shared_ptr<const Frame> m_frame;
    std::shared_ptr<const Frame> m_coarse, m_fine;  // engine thread only: where the next solve starts
    std::shared_ptr<const CarriedAir> m_coarseCarried, m_fineCarried;  // likewise: what the last refining changed of them
    Id m_carriedVariant;
    std::stop_source m_fineStop;
    bool m_working = false;
    std::jthread m_thread;  // last: joined before the rest goes
};

}  // namespace twin::engine
