// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>
#include <thread>
#include <type_traits>
#include <vector>

namespace twin::numerics {

/// Threads that wait between short loops (a loop costs a few microseconds, not a thread start).
///
/// Needs   one caller at a time; the function of a loop does not throw and starts no loop on the same pool.
/// Gives   the same numbers for any thread count, as long as block b writes only what belongs to block b.
class WorkerPool {
  public:
    /// threads counts the caller: 1 starts no thread at all.
    explicit WorkerPool(int threads = 1);
    ~WorkerPool();
    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;

    int threads() const { return static_cast<int>(m_workers.size()) + 1; }

    /// Calls f(b) once for each b in 0 … blocks − 1 (at most 2²⁰), on any thread, in any order; returns when all are
    /// done.
    template <class F>
    void parallelFor(int blocks, F&& f) {
        if (m_workers.empty() || blocks < 2) {
            for (int b = 0; b < blocks; ++b) f(b);
            return;
        }
        using Function = std::remove_reference_t<F>;
        run(
            blocks, [](const void* context, int b) { (*static_cast<const Function*>(context))(b); }, &f);
    }

  private:
    using Call = void (*)(const void*, int);
    void run(int blocks, Call call, const void* context);
    void takeBlocks();
    void work();

    std::atomic<Call> m_call{nullptr};
    std::atomic<const void*> m_context{nullptr};
    std::atomic<std::uint64_t> m_ticket{0};  // round, number of blocks, next block
    std::atomic<int> m_done{0};              // blocks finished in this round
    std::atomic<unsigned> m_round{0};        // what sleeping workers watch
    std::atomic<bool> m_stop{false};
    std::vector<std::jthread> m_workers;  // last: joined before what they use is gone
};

}  // namespace twin::numerics
