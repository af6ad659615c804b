// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>

namespace plenum::app {

/// Work that may wait for a disk or a plug-in, done beside the GUI thread, one after the other.
///
/// Ends by waiting for what is left, at most `limit_ms`; what takes longer is left alone. So a task keeps alive all that it
/// touches. Nothing may leave a task but by its own queued calls.
class Chores {
  public:
    explicit Chores(int limit_ms);
    ~Chores();
    Chores(const Chores&) = delete;
    Chores& operator=(const Chores&) = delete;
    void add(std::function<void()> task);

  private:
    struct State;
    std::shared_ptr<State> m_state;
    int m_limit_ms;
};

}  // namespace plenum::app
