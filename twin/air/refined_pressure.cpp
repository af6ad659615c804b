// SPDX-License-Identifier: GPL-3.0-or-later
// Pressure correction: Σ g_f (p'_c − p'_n) = −div F with g_f = τ_f A / d; returns hold p' = 0. The response τ is renewed
// now and then only (the multigrid's levels are built from it): flows and velocities are corrected with the one that
// the multigrid holds, so that the flows close whatever its age.
#include "twin/air/refined_core.h"
#include "twin/air/refined_rows.h"

#include <algorithm>
#include <cmath>

namespace twin::air {

namespace {
constexpr int kResponseAge = 25;  // iterations a response is kept once the flow has formed
}

void RefinedCore::refreshPressureOperator() {
    const numerics::GridShape& s = m_grid.shape;
    const int sy = s.strideY(), sz = s.strideZ();
    m_tauOperator = m_tau;
    numerics::FaceGrid response(s);
    response.held.assign(std::size_t(s.size()), 0.f);
    const float* tau = m_tauOperator.data();
    const auto& g = m_grid.conductance;
    forRowsOf(s, m_pool, [&](int j, int k, int first) {
        const float wy = m_grid.weight[1][std::size_t(j)], wz = m_grid.weight[2][std::size_t(k)];
#pragma GCC ivdep
        for (int i = 0; i < s.nx; ++i) {
            const auto c = std::size_t(first + i);
            const float wx = m_grid.weight[0][std::size_t(i)];
            response.x[c] = g.x[c] * (wx * tau[c] + (1 - wx) * tau[c - 1]);
            response.y[c] = g.y[c] * (wy * tau[c] + (1 - wy) * tau[c - std::size_t(sy)]);
            response.z[c] = g.z[c] * (wz * tau[c] + (1 - wz) * tau[c - std::size_t(sz)]);
        }
    });
    for (const Patch& patch : m_grid.patches)
        if (patch.kind == Patch::Kind::Return)
            for (const PatchFace& face : patch.faces) response.held[std::size_t(face.cell)] += m_tauOperator[std::size_t(face.cell)] * face.area_m2 / face.half_m;
    m_response = std::move(response);
    m_multigrid = std::make_unique<numerics::Multigrid>(m_response, m_pool);
    m_operatorAge = 0;
}

void RefinedCore::divergence() {
    const numerics::GridShape& s = m_grid.shape;
    const int sy = s.strideY(), sz = s.strideZ();
    const float *fx = m.fx.data(), *fy = m.fy.data(), *fz = m.fz.data();
    double* rhs = m_rhs.data();
    forRowsOf(s, m_pool, [&](int, int, int first) {
#pragma GCC ivdep
        for (int i = 0; i < s.nx; ++i) {
            const int c = first + i;
            rhs[c] = double(fx[c]) - double(fx[c + 1]) + double(fy[c]) - double(fy[c + sy]) + double(fz[c]) - double(fz[c + sz]);
        }
    });
    std::vector<double> net(m_grid.regionVolume_m3.size(), 0.0);
    std::vector<char> vented(net.size(), 0);
    for (std::size_t q = 0; q < m_grid.patches.size(); ++q)
        for (std::size_t n = 0; n < m_patchFlux[q].size(); ++n) {
            const auto c = std::size_t(m_grid.patches[q].faces[n].cell), r = std::size_t(m_grid.region[c]);
            rhs[c] += double(m_patchFlux[q][n]);
            net[r] += double(m_patchFlux[q][n]);
            if (m_grid.patches[q].kind == Patch::Kind::Return) vented[r] = 1;
        }
    // What a closed space's openings leave over leaks evenly through its walls (leaks, and the rounding of flows).
    bool even = true;
    for (std::size_t r = 0; r < net.size(); ++r) {
        m_leakPerVolume[r] = vented[r] ? 0 : -net[r] / m_grid.regionVolume_m3[r];
        even = even && m_leakPerVolume[r] == 0;
    }
    if (even) return;
    forRowsOf(s, m_pool, [&](int j, int k, int first) {
#pragma GCC ivdep
        for (int i = 0; i < s.nx; ++i) {
            const auto c = std::size_t(first + i);
            if (m_grid.region[c] >= 0) rhs[c] += m_leakPerVolume[std::size_t(m_grid.region[c])] * m_grid.volume(i, j, k);
        }
    });
}

void RefinedCore::pressure(const CoreOptions& o) {
    const bool young = m_iteration < 3 || (m_iteration < 20 && m_iteration % 5 == 0);
    if (!m_multigrid || young || ++m_operatorAge >= kResponseAge) refreshPressureOperator();
    divergence();
    std::fill(m_correction.begin(), m_correction.end(), 0.0);
    numerics::PoissonOptions options;
    options.tolerance = 1e-7;
    options.scale = m_inflow > 0 ? m_inflow : 0;
    options.maxIterations = o.pressureCycles;
    double error = 0;
    for (const double r : m_rhs) error += std::abs(r);
    m_massError = m_inflow > 0 ? error / m_inflow : error;
    m_multigrid->solve(m_rhs, m_correction, options);
    correct(float(o.pressureRelaxation), true);
}

void RefinedCore::correct(float pressureShare, bool velocities) {
    const numerics::GridShape& s = m_grid.shape;
    const int sy = s.strideY(), sz = s.strideZ();
    const double* q = m_correction.data();
    const float *rx = m_response.x.data(), *ry = m_response.y.data(), *rz = m_response.z.data();
    const float *gx = m_grid.conductance.x.data(), *gy = m_grid.conductance.y.data(), *gz = m_grid.conductance.z.data();
    float *__restrict fx = m.fx.data(), *__restrict fy = m.fy.data(), *__restrict fz = m.fz.data();
    float *__restrict u = m.u.data(), *__restrict v = m.v.data(), *__restrict w = m.w.data(), *__restrict p = m.p.data();
    const float* tau = m_tauOperator.data();
    forRowsOf(s, m_pool, [&](int, int, int first) {
#pragma GCC ivdep
        for (int i = 0; i < s.nx; ++i) {
            const int c = first + i;
            fx[c] += rx[c] * float(q[c - 1] - q[c]);
            fy[c] += ry[c] * float(q[c - sy] - q[c]);
            fz[c] += rz[c] * float(q[c - sz] - q[c]);
        }
    });
    if (velocities)
        forRowsOf(s, m_pool, [&](int j, int k, int first) {
            const float hy = m_grid.width[1][std::size_t(j)], hz = m_grid.width[2][std::size_t(k)];
            const float* widthX = m_grid.width[0].data();
#pragma GCC ivdep
            for (int i = 0; i < s.nx; ++i) {
                const int c = first + i;
                const float hx = widthX[i], t = 0.5f * tau[c] / (hx * hy * hz);
                u[c] += t * hx * (gx[c] * float(q[c - 1] - q[c]) + gx[c + 1] * float(q[c] - q[c + 1]));
                v[c] += t * hy * (gy[c] * float(q[c - sy] - q[c]) + gy[c + sy] * float(q[c] - q[c + sy]));
                w[c] += t * hz * (gz[c] * float(q[c - sz] - q[c]) + gz[c + sz] * float(q[c] - q[c + sz]));
                p[c] += pressureShare * float(q[c]);
            }
        });
    for (std::size_t n = 0; n < m_grid.patches.size(); ++n) {
        const Patch& patch = m_grid.patches[n];
        if (patch.kind != Patch::Kind::Return) continue;
        for (std::size_t f = 0; f < patch.faces.size(); ++f) {
            const PatchFace& face = patch.faces[f];
            const auto c = std::size_t(face.cell);
            m_patchFlux[n][f] -= tau[c] * face.area_m2 / face.half_m * float(q[c]);
            if (velocities) (face.axis == 0 ? u : face.axis == 1 ? v : w)[c] -= 0.5f * tau[c] * float(face.inward) * float(q[c]) / face.half_m;
        }
    }
}

ExactFlow RefinedCore::exactFlow(double tolerance, int maxCycles) {
    if (!m_multigrid) {  // no iteration yet: every cell responds alike
        std::copy(m_openOne.begin(), m_openOne.end(), m_tau.begin());
        refreshPressureOperator();
    }
    const numerics::GridShape& s = m_grid.shape;
    const auto sy = std::size_t(s.strideY()), sz = std::size_t(s.strideZ());
    divergence();
    std::fill(m_correction.begin(), m_correction.end(), 0.0);
    constexpr double kManyCells = 2e5;  // from which the sum over all cells, not the worst of them, sets the limit
    m_multigrid->solve(m_rhs, m_correction, {tolerance * std::min(1.0, kManyCells / double(std::max<std::size_t>(1, m_grid.openCells))), m_inflow, maxCycles});
    ExactFlow out;
    out.x.assign(m.fx.begin(), m.fx.end());
    out.y.assign(m.fy.begin(), m.fy.end());
    out.z.assign(m.fz.begin(), m.fz.end());
    const std::vector<double>& q = m_correction;
    forRowsOf(s, m_pool, [&](int, int, int first) {
        for (auto c = std::size_t(first); c < std::size_t(first + s.nx); ++c) {
            out.x[c] += double(m_response.x[c]) * (q[c - 1] - q[c]);
            out.y[c] += double(m_response.y[c]) * (q[c - sy] - q[c]);
            out.z[c] += double(m_response.z[c]) * (q[c - sz] - q[c]);
        }
    });
    for (std::size_t n = 0; n < m_grid.patches.size(); ++n) {
        const Patch& patch = m_grid.patches[n];
        out.patch.emplace_back(m_patchFlux[n].begin(), m_patchFlux[n].end());
        if (patch.kind != Patch::Kind::Return) continue;
        for (std::size_t f = 0; f < patch.faces.size(); ++f) {
            const auto c = std::size_t(patch.faces[f].cell);
            out.patch[n][f] -= double(m_tauOperator[c] * patch.faces[f].area_m2 / patch.faces[f].half_m) * q[c];
        }
    }
    out.leakPerVolume = m_leakPerVolume;
    std::vector<double> left(m_rhs.size(), 0.0);
    for (int k = 0; k < s.nz; ++k)
        for (int j = 0; j < s.ny; ++j)
            for (int i = 0; i < s.nx; ++i) {
                const auto c = std::size_t(s.index(i, j, k));
                if (m_grid.region[c] < 0) continue;
                left[c] = out.x[c] - out.x[c + 1] + out.y[c] - out.y[c + sy] + out.z[c] - out.z[c + sz] + m_leakPerVolume[std::size_t(m_grid.region[c])] * m_grid.volume(i, j, k);
            }
    for (std::size_t n = 0; n < m_grid.patches.size(); ++n)
        for (std::size_t f = 0; f < out.patch[n].size(); ++f) left[std::size_t(m_grid.patches[n].faces[f].cell)] += out.patch[n][f];
    for (const double r : left) out.massResidual += std::abs(r);
    if (m_inflow > 0) out.massResidual /= m_inflow;
    return out;
}

void RefinedCore::potential(int cycles) {
    for (auto* v : {&m.u, &m.v, &m.w, &m.p, &m.fx, &m.fy, &m.fz, &m.nut}) std::fill(v->begin(), v->end(), 0.f);
    for (std::size_t n = 0; n < m_grid.patches.size(); ++n)
        if (m_grid.patches[n].kind == Patch::Kind::Return) std::fill(m_patchFlux[n].begin(), m_patchFlux[n].end(), 0.f);
    std::copy(m_openOne.begin(), m_openOne.end(), m_tau.begin());
    refreshPressureOperator();
    divergence();
    std::fill(m_correction.begin(), m_correction.end(), 0.0);
    m_multigrid->solve(m_rhs, m_correction, {1e-6, m_inflow, cycles});
    correct(0, true);
    m_multigrid.reset();
}

}  // namespace twin::air
