// SPDX-License-Identifier: GPL-3.0-or-later
// One round = one loop. The caller publishes the loop, then a ticket (round, number of blocks, next block), wakes the
// workers and takes blocks itself; a block belongs to whoever moves the ticket on. The loop ends when all blocks are
// done: a worker that the system has not woken yet holds nobody up, and when it comes, the ticket tells it that its
// round is over. Call and context may be read while the next round replaces them, but then the ticket has changed and
// what was read is not used. Waiting spins for some tens of microseconds (the pause between two loops), then sleeps.
#include "twin/numerics/parallel.h"

#include <algorithm>
#include <cassert>

namespace twin::numerics {
namespace {

constexpr int kSpins = 4000;
constexpr int kBlockBits = 20;
constexpr std::uint64_t kBlockMask = (std::uint64_t{1} << kBlockBits) - 1;

inline void pause() {
#if defined(__x86_64__) || defined(__i386__)
    __builtin_ia32_pause();
#endif
}

template <class T>
void waitWhile(const std::atomic<T>& value, T old) {
    for (int i = 0; i < kSpins; ++i) {
        if (value.load(std::memory_order_acquire) != old) return;
        pause();
    }
    value.wait(old, std::memory_order_acquire);
}

}  // namespace

WorkerPool::WorkerPool(int threads) {
    const int extra = std::clamp(threads, 1, 256) - 1;
    m_workers.reserve(static_cast<std::size_t>(extra));
    for (int i = 0; i < extra; ++i) m_workers.emplace_back([this] { work(); });
}

WorkerPool::~WorkerPool() {
    m_stop.store(true, std::memory_order_release);
    m_round.fetch_add(1, std::memory_order_release);
    m_round.notify_all();
}

void WorkerPool::takeBlocks() {
    std::uint64_t ticket = m_ticket.load(std::memory_order_acquire);
    for (;;) {
        const std::uint64_t next = ticket & kBlockMask, blocks = (ticket >> kBlockBits) & kBlockMask;
        if (next >= blocks) return;
        const Call call = m_call.load(std::memory_order_acquire);
        const void* context = m_context.load(std::memory_order_acquire);
        if (!m_ticket.compare_exchange_weak(ticket, ticket + 1, std::memory_order_acq_rel, std::memory_order_acquire))
            continue;
        call(context, static_cast<int>(next));
        if (m_done.fetch_add(1, std::memory_order_acq_rel) + 1 == static_cast<int>(blocks)) m_done.notify_all();
        ticket = m_ticket.load(std::memory_order_acquire);
    }
}

void WorkerPool::run(int blocks, Call call, const void* context) {
    assert(static_cast<std::uint64_t>(blocks) < kBlockMask);
    m_call.store(call, std::memory_order_release);
    m_context.store(context, std::memory_order_release);
    m_done.store(0, std::memory_order_release);
    const std::uint64_t round = m_round.load(std::memory_order_relaxed) + 1;
    m_ticket.store(round << (2 * kBlockBits) | static_cast<std::uint64_t>(blocks) << kBlockBits,
                   std::memory_order_release);
    m_round.fetch_add(1, std::memory_order_release);
    m_round.notify_all();
    takeBlocks();
    for (int done = m_done.load(std::memory_order_acquire); done != blocks;
         done = m_done.load(std::memory_order_acquire))
        waitWhile(m_done, done);
}

void WorkerPool::work() {
    unsigned seen = 0;
    for (;;) {
        waitWhile(m_round, seen);
        const unsigned round = m_round.load(std::memory_order_acquire);
        if (round == seen) continue;
        seen = round;
        if (m_stop.load(std::memory_order_acquire)) return;
        takeBlocks();
    }
}

}  // namespace twin::numerics
