// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/air/refined_core.h"

#include <stop_token>
#include <vector>

namespace twin::air {

/// The linear equations of what a frozen flow carries: A x = Σ_f (max(inflow, 0) + D)(x_c − x_n) + inflow of openings · x_c.
/// Outer walls that pass heat count as openings. Openings are the caller's: what they bring stands on the right-hand side, or in `extra` of solve().
///
/// Shapes  all vectors: shape.size(). Needs  core, grid and flow outlive it. The same bits with any number of threads.
class RefinedTransport {
  public:
    /// spread: diffusivity over (ν + ν_t); 0 = none.
    RefinedTransport(const RefinedGrid& grid, RefinedCore& core, const ExactFlow& flow, double spread);

    void apply(const std::vector<double>& x, std::vector<double>& y) const;

    /// (A + extra) x = rhs by stabilised bi-conjugate gradients, preconditioned by one sweep there and one back; x: in and
    /// out. extra(x, y) adds to y. Ends when max |residual / diagonal| ≤ tolerance; gives what it reached.
    /// Source  van der Vorst, SIAM J. Sci. Stat. Comput. 13 (1992) 631–644.
    template <class Extra>
    double solve(const std::vector<double>& rhs, std::vector<double>& x, double tolerance, int maxIterations, Extra&& extra, std::stop_token stop);

    double largest(const std::vector<double>& residual) const;  ///< max |residual / diagonal|
    int iterations() const { return m_iterations; }

  private:
    void precondition(const std::vector<double>& r, std::vector<double>& z);
    double dot(const std::vector<double>& a, const std::vector<double>& b) const;
    template <class F>
    void forRows(F&& f) const;

    const RefinedGrid& m_grid;
    RefinedCore& m_core;
    const ExactFlow& m_flow;
    double m_spread;
    std::vector<double> m_inflow, m_inverse;
    std::vector<float> m_west, m_east, m_south, m_north, m_below, m_above, m_z;  // over the diagonal
    mutable std::vector<double> m_rowSum;
    int m_iterations = 0;
};

template <class Extra>
double RefinedTransport::solve(const std::vector<double>& rhs, std::vector<double>& x, double tolerance, int maxIterations, Extra&& extra, std::stop_token stop) {
    const std::size_t n = x.size();
    std::vector<double> r(n, 0.0), shadow, p(n, 0.0), v(n, 0.0), t(n, 0.0), y(n, 0.0), z(n, 0.0);
    const auto residual = [&] {
        apply(x, r);
        extra(x, r);
        forRows([&](std::size_t first, std::size_t end) {
            for (std::size_t c = first; c < end; ++c) r[c] = rhs[c] - r[c];
        });
    };
    residual();
    double norm = largest(r), rho = 1, alpha = 1, omega = 1;
    shadow = r;
    for (int done = 0; done < maxIterations && norm > tolerance && !stop.stop_requested(); ++done) {
        ++m_iterations;
        const double next = dot(shadow, r), beta = next / rho * alpha / omega;
        rho = next;
        forRows([&](std::size_t first, std::size_t end) {
            for (std::size_t c = first; c < end; ++c) p[c] = r[c] + beta * (p[c] - omega * v[c]);
        });
        precondition(p, y);
        apply(y, v);
        extra(y, v);
        const double through = dot(shadow, v);
        if (!(std::abs(through) > 0)) break;
        alpha = rho / through;
        forRows([&](std::size_t first, std::size_t end) {
            for (std::size_t c = first; c < end; ++c) r[c] -= alpha * v[c], x[c] += alpha * y[c];
        });
        precondition(r, z);
        apply(z, t);
        extra(z, t);
        const double tt = dot(t, t);
        omega = tt > 0 ? dot(t, r) / tt : 0;
        forRows([&](std::size_t first, std::size_t end) {
            for (std::size_t c = first; c < end; ++c) r[c] -= omega * t[c], x[c] += omega * z[c];
        });
        norm = largest(r);
        if (!(omega != 0) || !(std::abs(rho) > 0)) break;
    }
    return norm;
}

template <class F>
void RefinedTransport::forRows(F&& f) const {
    const numerics::GridShape& s = m_grid.shape;
    const int rows = s.ny * s.nz, perBlock = std::max(1, 4096 / std::max(1, s.nx));
    m_core.pool().parallelFor((rows + perBlock - 1) / perBlock, [&](int block) {
        for (int q = block * perBlock; q < std::min(rows, (block + 1) * perBlock); ++q) {
            const auto first = std::size_t(s.index(0, q % s.ny, q / s.ny));
            f(first, first + std::size_t(s.nx));
        }
    });
}

}  // namespace twin::air
