// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/engine/runner.h"

#include "twin/engine/carried_air.h"

namespace twin::engine {

namespace {
constexpr double kCoarseTolerance = 1e-6;  ///< of a frame shown while the mouse moves: balances still close to it
}

Runner::Runner(std::function<void()> wake, int threads)
    : m_wake(std::move(wake)), m_threads(threads), m_thread([this](std::stop_token stop) { run(stop); }) {}

Runner::~Runner() {
    m_thread.request_stop();
    const std::scoped_lock lock(m_mutex);
    m_fineStop.request_stop();
    m_changed.notify_all();
}

unsigned long long Runner::post(Job job) {
    const std::scoped_lock lock(m_mutex);
    m_next = std::make_unique<Job>(std::move(job));
    m_fineStop.request_stop();
    m_changed.notify_all();
    return ++m_generation;
}

std::shared_ptr<const Frame> Runner::takeFrame() {
    const std::scoped_lock lock(m_mutex);
    return std::exchange(m_frame, nullptr);
}

bool Runner::busy() const {
    const std::scoped_lock lock(m_mutex);
    return m_working || m_next != nullptr;
}

void Runner::run(std::stop_token stop) {
    const auto publish = [this](std::shared_ptr<const Frame> frame) {
        {
            const std::scoped_lock lock(m_mutex);
            m_frame = std::move(frame);
        }
        m_wake();
    };
    while (!stop.stop_requested()) {
        Job job;
        unsigned long long generation = 0;
        std::stop_source fineStop;
        {
            std::unique_lock lock(m_mutex);
            m_working = false;
            if (!m_changed.wait(lock, stop, [this] { return m_next != nullptr; })) return;
            job = std::move(*m_next);
            m_next.reset();
            generation = m_generation;
            m_fineStop = fineStop;
            m_working = true;
        }
        SolveOptions options;
        options.threads = m_threads;
        options.fidelity = Fidelity::Coarse;
        options.couplingTolerance = kCoarseTolerance;
        options.variant = job.variant;
        options.generation = generation;
        // A frame of another variant is a poor start: its rooms differ.
        if (m_coarse && m_coarse->variant == job.variant) options.warmStart = m_coarse;
        if (!job.refined || m_carriedVariant != job.variant) m_coarseCarried = m_fineCarried = nullptr;
        options.carried = m_coarseCarried;
        m_coarse = solve(job.site, job.conditions, options, stop);
        if (stop.stop_requested()) return;
        publish(m_coarse);
        if (job.interactive || fineStop.stop_requested()) continue;
        options.fidelity = Fidelity::Fine;
        options.couplingTolerance = SolveOptions().couplingTolerance;
        options.carried = m_fineCarried;
        options.warmStart = m_fine && m_fine->variant == job.variant ? m_fine : nullptr;
        const std::stop_callback both(stop, [&] { fineStop.request_stop(); });
        auto fine = solve(job.site, job.conditions, options, fineStop.get_token());
        if (fineStop.stop_requested()) continue;
        m_fine = fine;
        {
            const std::scoped_lock lock(m_mutex);
            m_working = false;
        }
        publish(fine);
        if (!job.refined) continue;
        auto refined = refine(fine, m_threads, publish, fineStop.get_token());
        if (!refined || fineStop.stop_requested()) continue;
        m_coarseCarried = carriedAir(*m_coarse, *refined, m_coarseCarried.get());
        m_fineCarried = carriedAir(*fine, *refined, m_fineCarried.get());
        m_carriedVariant = job.variant;
        publish(std::move(refined));
    }
}

}  // namespace twin::engine
