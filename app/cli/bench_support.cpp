// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/bench_support.h"

#include <algorithm>
#include <thread>
#include <vector>

namespace plenum::cli {

double since_s(BenchClock::time_point start) { return std::chrono::duration<double>(BenchClock::now() - start).count(); }

double since_ms(BenchClock::time_point start) { return 1e3 * since_s(start); }

double triad_GB_s(int threads) {
    constexpr std::size_t kCount = 8'000'000;
    const auto parts = std::size_t(std::max(1, threads));
    std::vector<double> a(kCount), b(kCount, 1.0), c(kCount, 2.0);
    double best = 0;
    for (int repeat = 0; repeat < 5; ++repeat) {
        const auto start = BenchClock::now();
        std::vector<std::jthread> workers;
        for (std::size_t t = 0; t < parts; ++t)
            workers.emplace_back([&, t] {
                for (std::size_t i = kCount * t / parts; i < kCount * (t + 1) / parts; ++i) a[i] = b[i] + 3.0 * c[i];
            });
        workers.clear();
        best = std::max(best, 3.0 * sizeof(double) * kCount / since_s(start) / 1e9);
        b[0] = a[kCount - 1];
    }
    return best;
}

}  // namespace plenum::cli
