// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <thread>
#include <vector>

namespace twin::liquid {

/// Threads that wait for short pieces of work (tenths of a millisecond), which thread pools with queues are too slow for.
///
/// Needs   one caller at a time.  Cost  some 5 µs a call while the helpers are awake.
class WorkTeam {
  public:
    /// [begin, end) of the pieces, and which worker (0 … workers − 1) does them.
    using Work = std::function<void(std::size_t begin, std::size_t end, std::size_t worker)>;

    explicit WorkTeam(std::size_t workers);
    ~WorkTeam();
    WorkTeam(const WorkTeam&) = delete;
    WorkTeam& operator=(const WorkTeam&) = delete;

    std::size_t workers() const { return m_helpers.size() + 1; }

    /// Calls `work` until all pieces are done, on the caller's thread too. Who does which piece is left to chance: pieces
    /// must not depend on each other.
    void run(std::size_t pieces, const Work& work);

    /// As many as are useful here: the processor's, at most 4.
    static std::size_t usefulWorkers();

  private:
    void help(std::size_t worker);
    void take(std::size_t worker);

    const Work* m_work = nullptr;
    std::size_t m_pieces = 0, m_chunk = 1;
    std::atomic<std::size_t> m_next{0};
    std::atomic<unsigned> m_call{0};
    std::atomic<unsigned> m_busy{0};
    std::atomic<bool> m_ends{false};
    std::vector<std::jthread> m_helpers;
};

}  // namespace twin::liquid
