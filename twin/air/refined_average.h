// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/air/refined_core.h"

#include <utility>
#include <vector>

namespace twin::air {

/// Sums of a core's fields over iterations.
struct Average {
    CoreFields sum;
    std::vector<std::vector<float>> patch;
    int count = 0;

    template <class F>
    static void pairs(CoreFields& a, const CoreFields& b, F&& f) {
        f(a.u, b.u), f(a.v, b.v), f(a.w, b.w), f(a.p, b.p), f(a.T, b.T), f(a.k, b.k), f(a.e, b.e), f(a.nut, b.nut), f(a.fx, b.fx), f(a.fy, b.fy), f(a.fz, b.fz);
    }
    void add(const RefinedCore& core) {
        if (count++ == 0) {
            sum = core.fields();
            patch = core.patchFlux();
            return;
        }
        pairs(sum, core.fields(), [](std::vector<float>& a, const std::vector<float>& b) {
            for (std::size_t c = 0; c < a.size(); ++c) a[c] += b[c];
        });
        for (std::size_t q = 0; q < patch.size(); ++q)
            for (std::size_t n = 0; n < patch[q].size(); ++n) patch[q][n] += core.patchFlux()[q][n];
    }
    void add(const Average& other) {
        if (count == 0) {
            *this = other;
            return;
        }
        pairs(sum, other.sum, [](std::vector<float>& a, const std::vector<float>& b) {
            for (std::size_t c = 0; c < a.size(); ++c) a[c] += b[c];
        });
        for (std::size_t q = 0; q < patch.size(); ++q)
            for (std::size_t n = 0; n < patch[q].size(); ++n) patch[q][n] += other.patch[q][n];
        count += other.count;
    }
    void into(RefinedCore& core) const {
        if (count == 0) return;
        const float share = 1.f / float(count);
        CoreFields& f = core.fields();
        pairs(f, sum, [&](std::vector<float>& a, const std::vector<float>& b) {
            for (std::size_t c = 0; c < a.size(); ++c) a[c] = share * b[c];
        });
        auto mean = patch;
        for (auto& faces : mean)
            for (float& flux : faces) flux *= share;
        core.setPatchFlux(std::move(mean));
    }
};

}  // namespace twin::air
