// SPDX-License-Identifier: GPL-3.0-or-later
// Coefficients are taken from the flows where they are needed (three flows and three diffusivities a cell are less memory
// than six neighbours). The preconditioner is float: it only steers, the residual is double.
#include "twin/air/refined_transport.h"

#include "twin/air/refined_rows.h"

#include <algorithm>
#include <cmath>

namespace twin::air {

namespace {

double positive(double v) { return v > 0 ? v : 0; }

/// Four running sums let the loop run in vectors; their order is part of the result.
double rowDot(const double* a, const double* b, int n) {
    double s[4] = {0, 0, 0, 0};
    int i = 0;
    for (; i + 4 <= n; i += 4)
        for (int q = 0; q < 4; ++q) s[q] += a[i + q] * b[i + q];
    for (; i < n; ++i) s[0] += a[i] * b[i];
    return (s[0] + s[1]) + (s[2] + s[3]);
}

}  // namespace

RefinedTransport::RefinedTransport(const RefinedGrid& grid, RefinedCore& core, const ExactFlow& flow, double spread) : m_grid(grid), m_core(core), m_flow(flow), m_spread(spread) {
    const numerics::GridShape& s = grid.shape;
    const auto size = std::size_t(s.size());
    m_inflow.assign(size, 0.0);
    m_inverse.assign(size, 0.0);
    for (auto* v : {&m_west, &m_east, &m_south, &m_north, &m_below, &m_above, &m_z}) v->assign(size, 0.f);
    m_rowSum.assign(std::size_t(s.ny) * std::size_t(s.nz), 0.0);
    for (std::size_t q = 0; q < grid.patches.size(); ++q)
        for (std::size_t n = 0; n < flow.patch[q].size(); ++n) m_inflow[std::size_t(grid.patches[q].faces[n].cell)] += positive(flow.patch[q][n]);
    for (const RefinedCore::WallExchange& wall : core.wallExchange()) m_inflow[std::size_t(wall.cell)] += wall.rate_m3_s;
    const auto sy = std::size_t(s.strideY()), sz = std::size_t(s.strideZ());
    const std::vector<float>&dx = core.diffusionX(), &dy = core.diffusionY(), &dz = core.diffusionZ();
    forRowsOf(s, core.pool(), [&](int j, int k, int first) {
        for (int i = 0; i < s.nx; ++i) {
            const auto c = std::size_t(first + i);
            if (!grid.open[c]) continue;
            if (const int r = grid.region[c]; r >= 0) m_inflow[c] += positive(flow.leakPerVolume[std::size_t(r)]) * grid.volume(i, j, k);
            const double a[6] = {positive(flow.x[c]) + spread * double(dx[c]),       positive(-flow.x[c + 1]) + spread * double(dx[c + 1]),
                                 positive(flow.y[c]) + spread * double(dy[c]),       positive(-flow.y[c + sy]) + spread * double(dy[c + sy]),
                                 positive(flow.z[c]) + spread * double(dz[c]),       positive(-flow.z[c + sz]) + spread * double(dz[c + sz])};
            const double sum = a[0] + a[1] + a[2] + a[3] + a[4] + a[5] + m_inflow[c];
            if (!(sum > 1e-14)) continue;
            m_inverse[c] = 1 / sum;
            m_west[c] = float(a[0] / sum), m_east[c] = float(a[1] / sum), m_south[c] = float(a[2] / sum);
            m_north[c] = float(a[3] / sum), m_below[c] = float(a[4] / sum), m_above[c] = float(a[5] / sum);
        }
    });
}

void RefinedTransport::apply(const std::vector<double>& values, std::vector<double>& result) const {
    const int sy = m_grid.shape.strideY(), sz = m_grid.shape.strideZ(), nx = m_grid.shape.nx;
    const double *fx = m_flow.x.data(), *fy = m_flow.y.data(), *fz = m_flow.z.data(), *x = values.data(), *inflow = m_inflow.data();
    const float *dx = m_core.diffusionX().data(), *dy = m_core.diffusionY().data(), *dz = m_core.diffusionZ().data();
    double* __restrict y = result.data();
    const double spread = m_spread;
    forRows([&](std::size_t begin, std::size_t) {
        const int first = int(begin);
#pragma GCC ivdep
        for (int c = first; c < first + nx; ++c) {
            const double xc = x[c];
            y[c] = (positive(fx[c]) + spread * double(dx[c])) * (xc - x[c - 1]) + (positive(-fx[c + 1]) + spread * double(dx[c + 1])) * (xc - x[c + 1]) +
                   (positive(fy[c]) + spread * double(dy[c])) * (xc - x[c - sy]) + (positive(-fy[c + sy]) + spread * double(dy[c + sy])) * (xc - x[c + sy]) +
                   (positive(fz[c]) + spread * double(dz[c])) * (xc - x[c - sz]) + (positive(-fz[c + sz]) + spread * double(dz[c + sz])) * (xc - x[c + sz]) + inflow[c] * xc;
        }
    });
}

void RefinedTransport::precondition(const std::vector<double>& r, std::vector<double>& out) {
    const numerics::GridShape& s = m_grid.shape;
    const int sy = s.strideY(), sz = s.strideZ();
    const float *west = m_west.data(), *east = m_east.data(), *south = m_south.data(), *north = m_north.data(), *below = m_below.data(), *above = m_above.data();
    const double *inverse = m_inverse.data(), *from = r.data();
    float* z = m_z.data();
    std::fill(m_z.begin(), m_z.end(), 0.f);
    const double scale = std::max(largest(r), 1e-300), unit = 1 / scale;  // far from the ends of float
    for (const bool forward : {true, false})
        sweepRows(s, m_core.pool(), forward, 1, [&](int, int, int first, float* scratch) {
            float* __restrict rest = scratch;
            const float *across = (forward ? east : west) + first, *along = (forward ? west : east) + first;
            const int ahead = forward ? 1 : -1;
#pragma GCC ivdep
            for (int i = 0; i < s.nx; ++i) {
                const int c = first + i;
                rest[i] = float(from[c] * inverse[c] * unit) + across[i] * z[c + ahead] + south[c] * z[c - sy] + north[c] * z[c + sy] + below[c] * z[c - sz] + above[c] * z[c + sz];
            }
            recurRow<1>(s.nx, forward, {rest}, {along}, {z + first});
        });
    forRows([&](std::size_t first, std::size_t end) {
        for (std::size_t c = first; c < end; ++c) out[c] = scale * double(z[c]);
    });
}

double RefinedTransport::dot(const std::vector<double>& a, const std::vector<double>& b) const {
    const numerics::GridShape& s = m_grid.shape;
    forRowsOf(s, m_core.pool(), [&](int j, int k, int first) { m_rowSum[std::size_t(k) * std::size_t(s.ny) + std::size_t(j)] = rowDot(a.data() + first, b.data() + first, s.nx); });
    double sum = 0;
    for (const double part : m_rowSum) sum += part;
    return sum;
}

double RefinedTransport::largest(const std::vector<double>& residual) const {
    const numerics::GridShape& s = m_grid.shape;
    forRowsOf(s, m_core.pool(), [&](int j, int k, int first) {
        double most = 0;
        for (int c = first; c < first + s.nx; ++c) {
            const double v = std::abs(residual[std::size_t(c)] * m_inverse[std::size_t(c)]);
            most = v > most ? v : most;
        }
        m_rowSum[std::size_t(k) * std::size_t(s.ny) + std::size_t(j)] = most;
    });
    return *std::max_element(m_rowSum.begin(), m_rowSum.end());
}

}  // namespace twin::air
