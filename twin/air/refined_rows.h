// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/numerics/face_grid.h"
#include "twin/numerics/parallel.h"
#include "twin/numerics/wide_loops.h"

#include <algorithm>
#include <vector>

namespace twin::air {

template <class F>
PLENUM_WIDE_CALLS void someRows(const numerics::GridShape& s, int from, int to, const F& f) {
    for (int r = from; r < to; ++r) f(r % s.ny, r / s.ny, s.index(0, r % s.ny, r / s.ny));
}

/// f(j, k, first cell) for every row of the grid; each row is one thread's.
template <class F>
void forRowsOf(const numerics::GridShape& s, numerics::WorkerPool& pool, const F& f) {
    const int rows = s.ny * s.nz, perBlock = std::max(1, 4096 / std::max(1, s.nx));
    pool.parallelFor((rows + perBlock - 1) / perBlock, [&](int block) { someRows(s, block * perBlock, std::min(rows, (block + 1) * perBlock), f); });
}

template <class F>
PLENUM_WIDE_CALLS void sweepSlab(const numerics::GridShape& s, int lo, int hi, bool forward, float* scratch, const F& f) {
    for (int kk = 0; kk < s.nz; ++kk)
        for (int jj = lo; jj < hi; ++jj) {
            const int k = forward ? kk : s.nz - 1 - kk, j = forward ? jj : hi - 1 - (jj - lo);
            f(j, k, s.index(0, j, k), scratch);
        }
}

/// One Gauss–Seidel sweep over the rows: it uses the newest values along y and z: slabs of y, the even ones first, then the odd, so
/// that the result does not depend on the number of threads. f(j, k, first cell, room for perCell floats a cell of a row).
template <class F>
void sweepRows(const numerics::GridShape& s, numerics::WorkerPool& pool, bool forward, int perCell, const F& f) {
    const int thick = std::max(4, (s.ny + 7) / 8);  // rows; a slab's border rows see the other colour's older values
    const int slabs = (s.ny + thick - 1) / thick;
    for (int colour = 0; colour < 2; ++colour) {
        const int count = (slabs + 1 - colour) / 2;
        pool.parallelFor(count, [&](int n) {
            thread_local std::vector<float> scratch;
            scratch.resize(std::size_t(s.nx) * std::size_t(perCell));
            const int slab = 2 * n + colour, lo = slab * thick;
            sweepSlab(s, lo, std::min(s.ny, lo + thick), forward, scratch.data(), f);
        });
    }
}

/// x[i] = r[i] + q[i] x[i − 1] along a row (forward), or from its end.
template <int N>
void recurRow(int n, bool forward, const float* const (&r)[N], const float* const (&q)[N], float* const (&x)[N]) {
    float last[N];
    for (int v = 0; v < N; ++v) last[v] = x[v][forward ? -1 : n];
    if (forward) {
        for (int i = 0; i < n; ++i)
            for (int v = 0; v < N; ++v) x[v][i] = last[v] = r[v][i] + q[v][i] * last[v];
    } else {
        for (int i = n - 1; i >= 0; --i)
            for (int v = 0; v < N; ++v) x[v][i] = last[v] = r[v][i] + q[v][i] * last[v];
    }
}

}  // namespace twin::air
