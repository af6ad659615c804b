// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/chores.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace plenum::app {

struct Chores::State {
    std::mutex mutex;
    std::condition_variable changed;
    std::deque<std::function<void()>> tasks;
    bool working = false;
};

Chores::Chores(int limit_ms) : m_state(std::make_shared<State>()), m_limit_ms(limit_ms) {}

Chores::~Chores() {
    std::unique_lock lock(m_state->mutex);
    m_state->changed.wait_for(lock, std::chrono::milliseconds(m_limit_ms), [&] { return !m_state->working; });
}

/// The thread ends when nothing is left, so that none waits for ever when a task hangs at the end of the program.
void Chores::add(std::function<void()> task) {
    const std::lock_guard lock(m_state->mutex);
    m_state->tasks.push_back(std::move(task));
    if (m_state->working) return;
    m_state->working = true;
    std::thread([state = m_state] {
        std::unique_lock held(state->mutex);
        while (!state->tasks.empty()) {
            std::function<void()> next = std::move(state->tasks.front());
            state->tasks.pop_front();
            held.unlock();
            next();
            next = nullptr;  // what it held goes before the end is told
            held.lock();
        }
        state->working = false;
        state->changed.notify_all();
    }).detach();
}

}  // namespace plenum::app
