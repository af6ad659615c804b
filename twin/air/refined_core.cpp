// SPDX-License-Identifier: GPL-3.0-or-later
// Model          incompressible Navier–Stokes with Boussinesq buoyancy, u = (u, v, w):
//                  div u = 0
//                  div(u u) = −grad p + div((ν + ν_t)(grad u + grad uᵀ)) + g β (T − T0) z
//                  div(u T) = div((ν/Pr + ν_t/Pr_t) grad T)
//                standard k–ε: ν_t = 0.09 k²/ε (refined_turbulence.cpp). p is the pressure over ρ without the
//                hydrostatic part at T0.
// Cells          rectilinear, all unknowns at centres; volume flows F on faces. Convection first-order upwind in the
//                bounded form Σ max(inflow, 0) (φ_c − φ_n), diffusion by differences of neighbours.
// Forces         pressure gradient and buoyancy live on faces (0 on walls and on openings with a given flow); a cell
//                gets the mean of its two faces in each direction, so that still air stays still.
// Face flow      F = A [ū + rA_f f_f − mean(rA f)] (Rhie and Chow), f the force on the face, then corrected by
//                F ← F − g_f (p'_c − p'_n) with Σ g_f (p'_c − p'_n) = −div F.
// Relaxation     SIMPLEC: the momentum diagonal is a/α; the response of velocity to a pressure correction is
//                τ = V / (a/α − Σ a_n) (Van Doormaal and Raithby, Numer. Heat Transfer 7 (1984) 147–163). Steps in time
//                use α = 1 and V/Δt.
// Openings       what is given is the velocity on the face, normal to it, for air that leaves as well: through a face of
//                an intake the flow carries F × (face velocity), so what a stream runs along the face stays in the hall.
// Returns        p = g β (T − T0) z on the opening: the pressure of surroundings at T0 (p_rgh = 0 in OpenFOAM's terms).
// Sweeps         newest values along y and z, old ones along x (so that rows are vector loops), back and forth.
// Source         Ferziger, Perić, Computational Methods for Fluid Dynamics, 3rd ed. (2002), ch. 7–9.
#include "twin/air/refined_core.h"
#include "twin/air/air_coupling.h"
#include "twin/air/outer_walls.h"
#include "twin/air/refined_rows.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace twin::air {

namespace {

float positive(float v) { return v > 0.f ? v : 0.f; }

}  // namespace

InflowTurbulence inflowTurbulence(const AirCase& airCase, const Patch& patch, double speed_m_s) {
    const auto owner = std::size_t(patch.owner);
    double k = 0, e = 0, length = 0.02;
    if (patch.kind == Patch::Kind::Outlet) k = airCase.devices[owner].outletK_m2_s2, e = airCase.devices[owner].outletEpsilon_m2_s3;
    if (patch.kind == Patch::Kind::Supply) k = airCase.supplies[owner].k_m2_s2, e = airCase.supplies[owner].epsilon_m2_s3, length = 0.04;
    if (patch.kind == Patch::Kind::Return) k = airCase.returns[owner].inflowK_m2_s2, e = airCase.returns[owner].inflowEpsilon_m2_s3, speed_m_s = 0;
    if (k <= 0) k = std::max(0.003, 0.015 * speed_m_s * speed_m_s);
    if (e <= 0) e = std::pow(0.09, 0.75) * std::pow(k, 1.5) / length;
    return {k, e};
}

RefinedCore::RefinedCore(const AirCase& airCase, const RefinedGrid& grid, numerics::WorkerPool& pool) : m_case(airCase), m_grid(grid), m_pool(pool) {
    const auto n = std::size_t(grid.shape.size());
    for (auto* v : {&m.u, &m.v, &m.w, &m.p, &m.T, &m.k, &m.e, &m.nut, &m.fx, &m.fy, &m.fz, &m_dx, &m_dy, &m_dz, &m_su, &m_sv, &m_sw, &m_sp, &m_ru, &m_rv, &m_rw, &m_diag,
                    &m_tau, &m_rA, &m_tu, &m_tv, &m_tw, &m_sa, &m_spa, &m_sb, &m_spb, &m_gen, &m_wallFriction, &m_wallProduction, &m_epsilonHeld, &m_openOne, &m_tauOperator})
        v->assign(n, 0.f);
    m_epsilonFree.assign(n, 1.f);
    for (const WallCell& wall : grid.wallCells) m_epsilonFree[std::size_t(wall.cell)] = 0.f;
    for (std::size_t c = 0; c < n; ++c) (grid.open[c] ? m_openOne : m_wallFriction)[c] = 1.f;
    m_leakPerVolume.assign(grid.regionVolume_m3.size(), 0.0);
    m_rhs.assign(n, 0.0);
    m_correction.assign(n, 0.0);
    m_boundary.deviceOutlet_C.assign(airCase.devices.size(), 20.0);
    m_boundary.deviceIntake_C.assign(airCase.devices.size(), 20.0);
    for (const Patch& patch : grid.patches) {
        std::vector<float> flux;
        for (const PatchFace& face : patch.faces) {
            flux.push_back(face.flux_m3_s);
            m_inflow += std::max(0.0, double(face.flux_m3_s));
        }
        m_patchTurbulence.push_back(inflowTurbulence(airCase, patch, patch.faces.empty() ? 0 : std::abs(double(patch.faces.front().speed_m_s))));
        m_patchFlux.push_back(std::move(flux));
    }
    for (const OuterWall& wall : outerWalls(airCase, grid)) m_wallExchange.push_back({wall.cell, wallRate_m3_s(airCase, wall.area_m2)});
    findOpeningCells();
}

void RefinedCore::findOpeningCells() {
    std::vector<char> hasWall(std::size_t(m_grid.shape.size()), 0);
    for (const WallCell& wall : m_grid.wallCells) hasWall[std::size_t(wall.cell)] = 1;
    std::map<int, OpeningCell> cells;
    for (std::size_t q = 0; q < m_grid.patches.size(); ++q)
        for (std::size_t n = 0; n < m_grid.patches[q].faces.size(); ++n) {
            const PatchFace& face = m_grid.patches[q].faces[n];
            if (hasWall[std::size_t(face.cell)]) continue;
            OpeningCell& cell = cells.try_emplace(face.cell, OpeningCell{face.cell, {-1, -1, -1}, {-1, -1, -1}}).first->second;
            cell.patch[face.axis] = int(q);
            cell.face[face.axis] = int(n);
        }
    for (const auto& [c, cell] : cells) m_openingCells.push_back(cell);
}

void RefinedCore::rest(double temperature_C) {
    for (std::size_t c = 0; c < m.T.size(); ++c) {
        m.T[c] = float(temperature_C);
        m.k[c] = 0.01f;
        m.e[c] = 0.005f;
        m.nut[c] = m_grid.open[c] ? 0.09f * 0.01f * 0.01f / 0.005f : 0.f;
    }
    for (std::size_t d = 0; d < m_case.devices.size(); ++d) {
        m_boundary.deviceIntake_C[d] = temperature_C;
        m_boundary.deviceOutlet_C[d] = m_grid.deviceRuns[d] ? outletTemperature(m_case, m_case.devices[d], 0, temperature_C) + temperature_C : temperature_C;
    }
    m_boundary.leak_C = temperature_C;
}

void RefinedCore::startFrom(const RefinedCore& other) {
    const RefinedGrid &to = m_grid, &from = other.m_grid;
    const numerics::GridShape &s = to.shape, &q = from.shape;
    struct Place {
        int low;
        float share;  // of low + 1
    };
    std::array<std::vector<Place>, 3> places;
    for (std::size_t a = 0; a < 3; ++a) {
        const auto& f = from.faces[a];
        const int n = int(f.size()) - 1;
        const auto centre = [&](int i) { return (f[std::size_t(i)] + f[std::size_t(i) + 1]) / 2; };
        int low = 0;
        for (std::size_t i = 0; i + 1 < to.faces[a].size(); ++i) {
            const double x = (to.faces[a][i] + to.faces[a][i + 1]) / 2;
            while (low + 2 < n && centre(low + 1) <= x) ++low;
            if (n == 1) {
                places[a].push_back({0, 0.f});
                continue;
            }
            places[a].push_back({low, float(std::clamp((x - centre(low)) / (centre(low + 1) - centre(low)), 0.0, 1.0))});
        }
    }
    const std::array<std::vector<float>*, 8> mine{&m.u, &m.v, &m.w, &m.p, &m.T, &m.k, &m.e, &m.nut};
    const std::array<const std::vector<float>*, 8> theirs{&other.m.u, &other.m.v, &other.m.w, &other.m.p, &other.m.T, &other.m.k, &other.m.e, &other.m.nut};
    const int ny = q.ny > 1 ? q.strideY() : 0, nz = q.nz > 1 ? q.strideZ() : 0, nx = q.nx > 1 ? 1 : 0;
    forRowsOf(s, m_pool, [&](int j, int k, int first) {
        const Place y = places[1][std::size_t(j)], z = places[2][std::size_t(k)];
#pragma GCC ivdep
        for (int i = 0; i < s.nx; ++i) {
            const auto c = std::size_t(first + i);
            if (!to.open[c]) continue;
            const Place x = places[0][std::size_t(i)];
            const int base = q.index(x.low, y.low, z.low);
            std::array<float, 8> sum{};
            float total = 0;
            for (int corner = 0; corner < 8; ++corner) {
                const auto n = std::size_t(base + (corner & 1) * nx + (corner >> 1 & 1) * ny + (corner >> 2) * nz);
                if (!from.open[n]) continue;
                const float part = ((corner & 1) ? x.share : 1 - x.share) * ((corner & 2) ? y.share : 1 - y.share) * ((corner & 4) ? z.share : 1 - z.share);
                total += part;
                for (std::size_t v = 0; v < 8; ++v) sum[v] += part * (*theirs[v])[n];
            }
            if (total < 1e-4f) continue;
            for (std::size_t v = 0; v < 8; ++v) (*mine[v])[c] = sum[v] / total;
        }
    });
    m_boundary = other.m_boundary;
    // Flows of the new faces: means of the cells'.
    const float *u = m.u.data(), *v = m.v.data(), *w = m.w.data();
    const float *gx = to.conductance.x.data(), *gy = to.conductance.y.data(), *gz = to.conductance.z.data();
    const int sy = s.strideY(), sz = s.strideZ();
    forRowsOf(s, m_pool, [&](int j, int k, int first) {
#pragma GCC ivdep
        for (int i = 0; i < s.nx; ++i) {
            const int c = first + i;
            const float wx = to.weight[0][std::size_t(i)], wy = to.weight[1][std::size_t(j)], wz = to.weight[2][std::size_t(k)];
            m.fx[std::size_t(c)] = gx[c] * to.distance[0][std::size_t(i)] * (wx * u[c] + (1 - wx) * u[c - 1]);
            m.fy[std::size_t(c)] = gy[c] * to.distance[1][std::size_t(j)] * (wy * v[c] + (1 - wy) * v[c - sy]);
            m.fz[std::size_t(c)] = gz[c] * to.distance[2][std::size_t(k)] * (wz * w[c] + (1 - wz) * w[c - sz]);
        }
    });
}

void RefinedCore::updateCoefficients(const CoreOptions&) {
    const numerics::GridShape& s = m_grid.shape;
    const float *gx = m_grid.conductance.x.data(), *gy = m_grid.conductance.y.data(), *gz = m_grid.conductance.z.data();
    const float* nut = m.nut.data();
    const float nu = float(m_case.nu_m2_s);
    const int sy = s.strideY(), sz = s.strideZ();
    float *__restrict dx = m_dx.data(), *__restrict dy = m_dy.data(), *__restrict dz = m_dz.data();
    const float* wxs = m_grid.weight[0].data();
    forRowsOf(s, m_pool, [&](int j, int k, int first) {
        const float wy = m_grid.weight[1][std::size_t(j)], wz = m_grid.weight[2][std::size_t(k)];
#pragma GCC ivdep
        for (int i = 0; i < s.nx; ++i) {
            const int c = first + i;
            const float wx = wxs[i];
            dx[c] = gx[c] * (nu + wx * nut[c] + (1 - wx) * nut[c - 1]);
            dy[c] = gy[c] * (nu + wy * nut[c] + (1 - wy) * nut[c - sy]);
            dz[c] = gz[c] * (nu + wz * nut[c] + (1 - wz) * nut[c - sz]);
        }
    });
}

void RefinedCore::forces(const CoreOptions&) {
    const numerics::GridShape& s = m_grid.shape;
    const float *gx = m_grid.conductance.x.data(), *gy = m_grid.conductance.y.data(), *gz = m_grid.conductance.z.data();
    const float *p = m.p.data(), *T = m.T.data();
    float *__restrict su = m_su.data(), *__restrict sv = m_sv.data(), *__restrict sw = m_sw.data();
    const int sy = s.strideY(), sz = s.strideZ();
    const float lift = float(m_case.gravity_m_s2 * m_case.beta_per_K), t0 = float(m_case.reference_C);
    const float* widthX = m_grid.width[0].data();
    const auto& dzs = m_grid.distance[2];
    forRowsOf(s, m_pool, [&](int j, int k, int first) {
        const float hy = m_grid.width[1][std::size_t(j)] / 2, hz = m_grid.width[2][std::size_t(k)] / 2;
        const float wLow = m_grid.weight[2][std::size_t(k)], wHigh = k + 1 < s.nz ? m_grid.weight[2][std::size_t(k) + 1] : 0.f;
        const float dLow = lift * dzs[std::size_t(k)], dHigh = k + 1 < s.nz ? lift * dzs[std::size_t(k) + 1] : 0.f;
#pragma GCC ivdep
        for (int i = 0; i < s.nx; ++i) {
            const int c = first + i;
            su[c] = widthX[i] * 0.5f * (gx[c] * (p[c - 1] - p[c]) + gx[c + 1] * (p[c] - p[c + 1]));
            sv[c] = hy * (gy[c] * (p[c - sy] - p[c]) + gy[c + sy] * (p[c] - p[c + sy]));
            const float low = p[c - sz] - p[c] + dLow * (wLow * T[c] + (1 - wLow) * T[c - sz] - t0);
            const float high = p[c] - p[c + sz] + dHigh * (wHigh * T[c + sz] + (1 - wHigh) * T[c] - t0);
            sw[c] = hz * (gz[c] * low + gz[c + sz] * high);
        }
    });
    for (std::size_t q = 0; q < m_grid.patches.size(); ++q) {
        const Patch& patch = m_grid.patches[q];
        if (patch.kind != Patch::Kind::Return) continue;
        for (std::size_t n = 0; n < patch.faces.size(); ++n) {
            const PatchFace& face = patch.faces[n];
            const float force = returnForce(patch, face, m_patchFlux[q][n]);
            (face.axis == 0 ? su : face.axis == 1 ? sv : sw)[face.cell] += face.area_m2 * face.half_m * force;
        }
    }
}

float RefinedCore::returnForce(const Patch& patch, const PatchFace& face, float flux) const {
    const float T = flux > 0 ? float(m_case.returns[std::size_t(patch.owner)].inflow_C) : m.T[std::size_t(face.cell)];
    const float lift = float(m_case.gravity_m_s2 * m_case.beta_per_K) * (T - float(m_case.reference_C));
    const float outside = lift * face.level_m;
    return float(face.inward) * (outside - m.p[std::size_t(face.cell)]) / face.half_m + (face.axis == 2 ? lift : 0.f);
}

void RefinedCore::momentum(const CoreOptions& o) {
    const numerics::GridShape& s = m_grid.shape;
    const int sy = s.strideY(), sz = s.strideZ();
    const float *fx = m.fx.data(), *fy = m.fy.data(), *fz = m.fz.data(), *dx = m_dx.data(), *dy = m_dy.data(), *dz = m_dz.data();
    float *u = m.u.data(), *v = m.v.data(), *w = m.w.data();
    const bool timed = o.timeStep_s > 0;
    const float overRelaxation = timed ? 1.f : float(1 / o.velocityRelaxation), perStep = float(1 / (timed ? o.timeStep_s : o.longestStep_s));
    constexpr float rhieChow = 0.3f;  // share of the unrelaxed response: the result must not depend on the relaxation
    const float *oldU = timed ? m_oldU.data() : u, *oldV = timed ? m_oldV.data() : v, *oldW = timed ? m_oldW.data() : w;
    for (int sweep = 0; sweep < o.sweeps; ++sweep) {
        sweepRows(s, m_pool, sweep % 2 == 0, 4, [&](int j, int k, int first, float* scratch) {
            float *__restrict nu = scratch, *__restrict nv = nu + s.nx, *__restrict nw = nv + s.nx, *__restrict next = nw + s.nx;
            const float area = m_grid.width[1][std::size_t(j)] * m_grid.width[2][std::size_t(k)];
            const float* widthX = m_grid.width[0].data();
            float *__restrict diag = m_diag.data() + first, *__restrict tau = m_tau.data() + first, *__restrict rA = m_rA.data() + first;
            float *__restrict ru = m_ru.data() + first, *__restrict rv = m_rv.data() + first, *__restrict rw = m_rw.data() + first;
            if (sweep == 0) {
                const float *su = m_su.data() + first, *sv = m_sv.data() + first, *sw = m_sw.data() + first, *sp = m_sp.data() + first;
                const float *tu = m_tu.data() + first, *tv = m_tv.data() + first, *tw = m_tw.data() + first;
                const float *ou = oldU + first, *ov = oldV + first, *ow = oldW + first;
#pragma GCC ivdep
                for (int i = 0; i < s.nx; ++i) {
                    const int c = first + i;
                    const float sum = positive(fx[c]) + dx[c] + positive(-fx[c + 1]) + dx[c + 1] + positive(fy[c]) + dy[c] + positive(-fy[c + sy]) + dy[c + sy] + positive(fz[c]) + dz[c] +
                                      positive(-fz[c + sz]) + dz[c + sz];
                    const float a = sum + sp[i], volume = area * widthX[i];
                    const float d = a * overRelaxation + perStep * volume, keep = d - a;
                    diag[i] = 1.f / d;
                    rA[i] = rhieChow / a;
                    tau[i] = volume / (d - sum);
                    ru[i] = su[i] + volume * tu[i] + keep * ou[i];
                    rv[i] = sv[i] + volume * tv[i] + keep * ov[i];
                    rw[i] = sw[i] + volume * tw[i] + keep * ow[i];
                }
            }
            const bool forward = sweep % 2 == 0;
            const int ahead = forward ? 1 : -1;  // the neighbour along x whose value is still old
#pragma GCC ivdep
            for (int i = 0; i < s.nx; ++i) {
                const int c = first + i;
                const float aw = positive(fx[c]) + dx[c], ae = positive(-fx[c + 1]) + dx[c + 1], as = positive(fy[c]) + dy[c], an = positive(-fy[c + sy]) + dy[c + sy],
                            ab = positive(fz[c]) + dz[c], at = positive(-fz[c + sz]) + dz[c + sz];
                const float aOld = forward ? ae : aw;
                next[i] = diag[i] * (forward ? aw : ae);
                nu[i] = diag[i] * (ru[i] + aOld * u[c + ahead] + as * u[c - sy] + an * u[c + sy] + ab * u[c - sz] + at * u[c + sz]);
                nv[i] = diag[i] * (rv[i] + aOld * v[c + ahead] + as * v[c - sy] + an * v[c + sy] + ab * v[c - sz] + at * v[c + sz]);
                nw[i] = diag[i] * (rw[i] + aOld * w[c + ahead] + as * w[c - sy] + an * w[c + sy] + ab * w[c - sz] + at * w[c + sz]);
            }
            recurRow<3>(s.nx, forward, {nu, nv, nw}, {next, next, next}, {u + first, v + first, w + first});
        });
    }
}

void RefinedCore::patchSources() {
    constexpr float kMostKept = 0.8f;  // of what flows through a cell, so that its momentum stays bounded
    const auto sy = std::size_t(m_grid.shape.strideY()), sz = std::size_t(m_grid.shape.strideZ());
    m_patchPush.clear();
    for (std::size_t q = 0; q < m_grid.patches.size(); ++q) {
        const Patch& patch = m_grid.patches[q];
        for (std::size_t n = 0; n < patch.faces.size(); ++n) {
            const PatchFace& face = patch.faces[n];
            const auto c = std::size_t(face.cell);
            const float flux = m_patchFlux[q][n];
            const bool isReturn = patch.kind == Patch::Kind::Return;
            if (isReturn && flux <= 0) continue;
            const float speed = isReturn ? float(face.inward) * flux / face.area_m2 : face.speed_m_s;
            const InflowTurbulence& in = m_patchTurbulence[q];
            const float brought = m_laminar ? 0.f : float(0.09 * in.k_m2_s2 * in.k_m2_s2 / in.epsilon_m2_s3), nut = flux > 0 ? brought : m.nut[c];
            const float spread = isReturn ? 0.f : (float(m_case.nu_m2_s) + nut) * face.part * face.area_m2 / face.half_m;
            const float a = positive(flux) + spread;
            const float through = positive(m.fx[c]) + positive(-m.fx[c + 1]) + positive(m.fy[c]) + positive(-m.fy[c + sy]) + positive(m.fz[c]) + positive(-m.fz[c + sz]);
            const float out = std::min(positive(-flux), kMostKept * through);
            std::array<float, 3> push{out * m.u[c], out * m.v[c], out * m.w[c]};
            push[std::size_t(face.axis)] += (a - out) * speed;
            m_su[c] += push[0], m_sv[c] += push[1], m_sw[c] += push[2];
            m_sp[c] += a;
            m_patchPush.push_back({face.cell, push});
        }
    }
}

void RefinedCore::takeBackPatchSources() {
    for (const auto& [cell, push] : m_patchPush) {
        const auto c = std::size_t(cell);
        m_su[c] -= push[0], m_sv[c] -= push[1], m_sw[c] -= push[2];
    }
}

void RefinedCore::faceFluxes() {
    const numerics::GridShape& s = m_grid.shape;
    const int sy = s.strideY(), sz = s.strideZ();
    const float *gx = m_grid.conductance.x.data(), *gy = m_grid.conductance.y.data(), *gz = m_grid.conductance.z.data();
    const float *u = m.u.data(), *v = m.v.data(), *w = m.w.data(), *p = m.p.data(), *T = m.T.data(), *rA = m_rA.data();
    const float *su = m_su.data(), *sv = m_sv.data(), *sw = m_sw.data();
    float *__restrict fx = m.fx.data(), *__restrict fy = m.fy.data(), *__restrict fz = m.fz.data();
    const float lift = float(m_case.gravity_m_s2 * m_case.beta_per_K), t0 = float(m_case.reference_C);
    const float *wxs = m_grid.weight[0].data(), *dxs = m_grid.distance[0].data(), *widthX = m_grid.width[0].data();
    std::vector<float> widthBefore(m_grid.width[0]);
    std::rotate(widthBefore.begin(), widthBefore.end() - 1, widthBefore.end());  // the first has no weight
    const float* lowX = widthBefore.data();
    forRowsOf(s, m_pool, [&](int j, int k, int first) {
        const float wy = m_grid.weight[1][std::size_t(j)], wz = m_grid.weight[2][std::size_t(k)], hy = m_grid.width[1][std::size_t(j)], hz = m_grid.width[2][std::size_t(k)];
        const float dy = m_grid.distance[1][std::size_t(j)], dz = m_grid.distance[2][std::size_t(k)];
        const float plan = hy * hz, hyLow = j > 0 ? m_grid.width[1][std::size_t(j) - 1] : hy, hzLow = k > 0 ? m_grid.width[2][std::size_t(k) - 1] : hz;
        const float oy = 1 - wy, oz = 1 - wz, planY = hyLow * hz, planZ = hy * hzLow;
#pragma GCC ivdep
        for (int i = 0; i < s.nx; ++i) {
            const int c = first + i;
            const float wx = wxs[i], ox = 1 - wx, hx = widthX[i];
            // rA f of the cells, from force × volume; then rA itself.
            const float own = rA[c], low = ox * rA[c - 1], south = oy * rA[c - sy], below = oz * rA[c - sz];
            const float ax = wx * own * su[c] + low * su[c - 1], ay = wy * own * sv[c] + south * sv[c - sy], az = wz * own * sw[c] + below * sw[c - sz];
            const float rx = plan * (wx * own * hx + low * lowX[i]), ry = hx * (wy * own * plan + south * planY), rz = hx * (wz * own * plan + below * planZ);
            fx[c] = gx[c] * (dxs[i] * (wx * u[c] + ox * u[c - 1] - ax) + rx * (p[c - 1] - p[c]));
            fy[c] = gy[c] * (dy * (wy * v[c] + oy * v[c - sy] - ay) + ry * (p[c - sy] - p[c]));
            fz[c] = gz[c] * (dz * (wz * w[c] + oz * w[c - sz] - az) + rz * (p[c - sz] - p[c] + dz * lift * (wz * T[c] + oz * T[c - sz] - t0)));
        }
    });
    for (std::size_t q = 0; q < m_grid.patches.size(); ++q) {
        const Patch& patch = m_grid.patches[q];
        if (patch.kind != Patch::Kind::Return) continue;
        for (std::size_t n = 0; n < patch.faces.size(); ++n) {
            const PatchFace& face = patch.faces[n];
            const auto c = std::size_t(face.cell);
            const float volume = face.area_m2 * 2 * face.half_m;
            const float own = (face.axis == 0 ? m_su : face.axis == 1 ? m_sv : m_sw)[c];
            const float speed = (face.axis == 0 ? m.u : face.axis == 1 ? m.v : m.w)[c];
            m_patchFlux[q][n] = float(face.inward) * face.area_m2 * (speed + m_rA[c] * (volume * returnForce(patch, face, m_patchFlux[q][n]) - own));
        }
    }
}

void RefinedCore::iterate(const CoreOptions& o) {
    m_laminar = o.turbulence == Turbulence::Laminar;
    if (m_laminar) std::fill(m.nut.begin(), m.nut.end(), 0.f);
    if (o.timeStep_s > 0) m_oldU = m.u, m_oldV = m.v, m_oldW = m.w, m_oldT = m.T, m_oldK = m.k, m_oldE = m.e;
    updateCoefficients(o);
    wallFunctions();
    for (std::size_t c = 0; c < m_sp.size(); ++c) m_sp[c] = m_wallFriction[c];
    forces(o);
    patchSources();
    momentum(o);
    takeBackPatchSources();
    faceFluxes();
    pressure(o);
    temperature(o);
    if (!m_laminar) turbulence(o);
    ++m_iteration;
}

}  // namespace twin::air
