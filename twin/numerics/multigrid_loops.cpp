// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/numerics/multigrid_loops.h"

#include "twin/numerics/wide_loops.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace twin::numerics {

PLENUM_WIDE_LOOPS void chebyshevStep(const FaceGrid& f, const float* dinv, const float* rhs, const float* __restrict x, float* __restrict y, ChebyshevParts parts,
                                     int lo, int hi) {
    const int sy = f.shape.strideY(), sz = f.shape.strideZ();
    const float *gx = f.x.data(), *gy = f.y.data(), *gz = f.z.data();
    const float own = parts.own, before = parts.before, add = parts.add;
    const float* held = f.held.empty() ? nullptr : f.held.data();
    if (held != nullptr) {
        for (int c = lo; c < hi; ++c) {
            const float xc = x[c];
            const float r = rhs[c] - held[c] * xc + gx[c] * (x[c - 1] - xc) + gx[c + 1] * (x[c + 1] - xc) + gy[c] * (x[c - sy] - xc) +
                            gy[c + sy] * (x[c + sy] - xc) + gz[c] * (x[c - sz] - xc) + gz[c + sz] * (x[c + sz] - xc);
            y[c] = own * xc - before * y[c] + add * dinv[c] * r;
        }
        return;
    }
    for (int c = lo; c < hi; ++c) {
        const float xc = x[c];
        const float r = rhs[c] + gx[c] * (x[c - 1] - xc) + gx[c + 1] * (x[c + 1] - xc) + gy[c] * (x[c - sy] - xc) +
                        gy[c + sy] * (x[c + sy] - xc) + gz[c] * (x[c - sz] - xc) + gz[c + sz] * (x[c + sz] - xc);
        y[c] = own * xc - before * y[c] + add * dinv[c] * r;
    }
}

PLENUM_WIDE_LOOPS void residual(const FaceGrid& f, const float* rhs, const float* __restrict x, float* __restrict out, int lo, int hi) {
    const int sy = f.shape.strideY(), sz = f.shape.strideZ();
    const float *gx = f.x.data(), *gy = f.y.data(), *gz = f.z.data();
    for (int c = lo; c < hi; ++c) {
        const float xc = x[c];
        out[c] = rhs[c] + gx[c] * (x[c - 1] - xc) + gx[c + 1] * (x[c + 1] - xc) + gy[c] * (x[c - sy] - xc) +
                 gy[c + sy] * (x[c + sy] - xc) + gz[c] * (x[c - sz] - xc) + gz[c + sz] * (x[c + sz] - xc);
    }
    if (!f.held.empty())
        for (int c = lo; c < hi; ++c) out[c] -= f.held[std::size_t(c)] * x[c];
}

namespace {

float residualAt(const CoarseGraph& g, const float* rhs, const float* x, int n) {
    const int *column = g.column.data(), *start = g.rowStart.data();
    const float* weight = g.weight.data();
    const float xn = x[n];
    float r = rhs[n] - g.held[std::size_t(n)] * xn;
    for (int e = start[n]; e < start[n + 1]; ++e) r += weight[e] * (x[column[e]] - xn);
    return r;
}

}  // namespace

void chebyshevStep(const CoarseGraph& g, const float* dinv, const float* rhs, const float* __restrict x, float* __restrict y, ChebyshevParts parts, int lo,
                   int hi) {
    for (int n = lo; n < hi; ++n) y[n] = parts.own * x[n] - parts.before * y[n] + parts.add * dinv[n] * residualAt(g, rhs, x, n);
}

void residual(const CoarseGraph& g, const float* rhs, const float* __restrict x, float* __restrict out, int lo,
              int hi) {
    for (int n = lo; n < hi; ++n) out[n] = residualAt(g, rhs, x, n);
}

PLENUM_WIDE_LOOPS void trueResidual(const FaceGrid& f, const double* rhs, const double* x, float* __restrict out, double unit, int lo, int hi, double& most,
                                    double& total) {
    const int sy = f.shape.strideY(), sz = f.shape.strideZ();
    const float *gx = f.x.data(), *gy = f.y.data(), *gz = f.z.data();
    const float* held = f.held.empty() ? nullptr : f.held.data();
    std::array<double, 8> m{}, t{};
    std::array<double, 8> r{};
    for (int first = lo; first < hi; first += 8) {
        const int n = std::min(8, hi - first);
        for (int q = 0; q < n; ++q) {
            const int c = first + q;
            const double xc = x[c];
            r[std::size_t(q)] = rhs[c] + double(gx[c]) * (x[c - 1] - xc) + double(gx[c + 1]) * (x[c + 1] - xc) + double(gy[c]) * (x[c - sy] - xc) +
                                double(gy[c + sy]) * (x[c + sy] - xc) + double(gz[c]) * (x[c - sz] - xc) + double(gz[c + sz]) * (x[c + sz] - xc);
        }
        if (held != nullptr)
            for (int q = 0; q < n; ++q) r[std::size_t(q)] -= double(held[first + q]) * x[first + q];
        for (int q = 0; q < n; ++q) {
            const double size = std::abs(r[std::size_t(q)]);
            m[std::size_t(q)] = size > m[std::size_t(q)] ? size : m[std::size_t(q)];
            t[std::size_t(q)] += size;
            out[first + q] = float(r[std::size_t(q)] * unit);
        }
    }
    most = *std::max_element(m.begin(), m.end());
    total = ((t[0] + t[1]) + (t[2] + t[3])) + ((t[4] + t[5]) + (t[6] + t[7]));
}

PLENUM_WIDE_LOOPS void apply(const FaceGrid& f, const float* __restrict x, float* __restrict out, int lo, int hi) {
    const int sy = f.shape.strideY(), sz = f.shape.strideZ();
    const float *gx = f.x.data(), *gy = f.y.data(), *gz = f.z.data();
    for (int c = lo; c < hi; ++c) {
        const float xc = x[c];
        out[c] = gx[c] * (xc - x[c - 1]) + gx[c + 1] * (xc - x[c + 1]) + gy[c] * (xc - x[c - sy]) + gy[c + sy] * (xc - x[c + sy]) +
                 gz[c] * (xc - x[c - sz]) + gz[c + sz] * (xc - x[c + sz]);
    }
    if (!f.held.empty())
        for (int c = lo; c < hi; ++c) out[c] += f.held[std::size_t(c)] * x[c];
}

// Eight running sums let the compiler use vectors without reordering (the order is part of the result).
PLENUM_WIDE_LOOPS double dot(const float* a, const float* b, int lo, int hi) {
    std::array<double, 8> s{};
    int c = lo;
    for (; c + 8 <= hi; c += 8)
        for (int q = 0; q < 8; ++q) s[std::size_t(q)] += double(a[c + q]) * double(b[c + q]);
    for (; c < hi; ++c) s[0] += double(a[c]) * double(b[c]);
    return ((s[0] + s[1]) + (s[2] + s[3])) + ((s[4] + s[5]) + (s[6] + s[7]));
}

PLENUM_WIDE_LOOPS float advance(const float* p, const float* ap, const float* dinv, float* __restrict e, float* __restrict r, float* __restrict x, float alpha, float first,
                                int lo, int hi) {
    std::array<float, 16> m{};
    int c = lo;
    const auto one = [&](int at) {
        e[at] += alpha * p[at];
        r[at] -= alpha * ap[at];
        x[at] = first * dinv[at] * r[at];
        return std::abs(r[at]);
    };
    for (; c + 16 <= hi; c += 16)
        for (int q = 0; q < 16; ++q) {
            const float size = one(c + q);
            m[std::size_t(q)] = size > m[std::size_t(q)] ? size : m[std::size_t(q)];
        }
    for (; c < hi; ++c) m[0] = std::max(m[0], one(c));
    return *std::max_element(m.begin(), m.end());
}

}  // namespace twin::numerics
