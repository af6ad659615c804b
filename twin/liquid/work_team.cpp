// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/liquid/work_team.h"

#include <algorithm>

namespace twin::liquid {

namespace {

constexpr std::size_t kMostWorkers = 4;
constexpr std::size_t kChunks = 8;   // a worker: small enough to even out, large enough to share little
constexpr int kSpins = 4000;         // looks before sleeping: some 20 µs

}  // namespace

std::size_t WorkTeam::usefulWorkers() { return std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, kMostWorkers); }

WorkTeam::WorkTeam(std::size_t workers) {
    for (std::size_t w = 1; w < workers; ++w) m_helpers.emplace_back([this, w] { help(w); });
}

WorkTeam::~WorkTeam() {
    m_ends = true;
    ++m_call;
    m_call.notify_all();
}

void WorkTeam::run(std::size_t pieces, const Work& work) {
    m_work = &work;
    m_pieces = pieces;
    m_chunk = std::max<std::size_t>(1, pieces / (kChunks * workers()));
    m_next.store(0, std::memory_order_relaxed);
    m_busy.store(static_cast<unsigned>(m_helpers.size()), std::memory_order_relaxed);
    m_call.fetch_add(1, std::memory_order_release);
    m_call.notify_all();
    take(0);
    for (int spin = 0; m_busy.load(std::memory_order_acquire) != 0;)
        if (++spin > kSpins) std::this_thread::yield();
}

void WorkTeam::take(std::size_t worker) {
    for (;;) {
        const std::size_t begin = m_next.fetch_add(m_chunk, std::memory_order_relaxed);
        if (begin >= m_pieces) return;
        (*m_work)(begin, std::min(begin + m_chunk, m_pieces), worker);
    }
}

void WorkTeam::help(std::size_t worker) {
    unsigned seen = 0;
    for (;;) {
        for (int spin = 0; spin < kSpins && m_call.load(std::memory_order_acquire) == seen;) ++spin;
        m_call.wait(seen, std::memory_order_acquire);
        ++seen;
        if (m_ends) return;
        take(worker);
        m_busy.fetch_sub(1, std::memory_order_release);
    }
}

}  // namespace twin::liquid
