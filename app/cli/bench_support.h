// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace plenum::cli {

using BenchClock = std::chrono::steady_clock;

double since_s(BenchClock::time_point start);
double since_ms(BenchClock::time_point start);

/// The memory triad a[i] = b[i] + s·c[i] over 3 × 64 MB, GB/s, best of five: what every time is held against.
double triad_GB_s(int threads);

}  // namespace plenum::cli
