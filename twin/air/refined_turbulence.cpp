// SPDX-License-Identifier: GPL-3.0-or-later
// Scalars        Σ max(inflow, 0)(φ_c − φ_n) + diffusion = sources, swept as the momentum is; what enters through
//                openings carries their values, what leaves carries the cell's.
// k–ε            C_μ 0.09, C_1 1.44, C_2 1.92, σ_k 1, σ_ε 1.3, no buoyancy production:
//                  div(u k) − div((ν + ν_t) grad k) = G − ε,  div(u ε) − div((ν + ν_t/1.3) grad ε) = (C_1 G − C_2 ε) ε/k
//                  G = 2 ν_t S:S. Sinks are implicit, so k and ε stay positive.
// Walls          y+ = C_μ^¼ √k y/ν; ν_w = ν (κ y+/ln(E y+) − 1) above 11.53, 0 below; wall cells: ε = C_μ^¾ k^1.5/(κ y),
//                G = (ν + ν_w) |u|/y C_μ^¼ √k/(κ y), each the mean over the cell's walls; no flux of k.
// Source         Launder, Spalding, Comput. Methods Appl. Mech. Eng. 3 (1974) 269–289.
#include "twin/air/air_coupling.h"
#include "twin/air/refined_core.h"
#include "twin/air/refined_rows.h"

#include <algorithm>
#include <cmath>
#include <type_traits>

namespace twin::air {

namespace {

constexpr float kCmu = 0.09f, kC1 = 1.44f, kC2 = 1.92f, kSigmaEpsilon = 1.3f;
constexpr float kKappa = 0.41f, kWallE = 9.8f, kLaminarPlus = 11.53f;
constexpr float kLeastK = 1e-7f, kLeastEpsilon = 1e-8f;

float positive(float v) { return v > 0.f ? v : 0.f; }

// Without errno the root is one instruction, and the loop runs in vectors.
#pragma GCC push_options
#pragma GCC optimize("no-math-errno")
/// k and epsilon of a row, not below their least values.
PLENUM_WIDE_LOOPS void limitRow(int n, float perLength, float* __restrict k, float* __restrict e) {
    for (int i = 0; i < n; ++i) {
        const float inRange = k[i] > kLeastK ? k[i] : kLeastK, least = perLength * inRange * __builtin_sqrtf(inRange) + kLeastEpsilon;
        k[i] = inRange;
        e[i] = e[i] > least ? e[i] : least;
    }
}
#pragma GCC pop_options

}  // namespace

void RefinedCore::wallFunctions() {
    const float nu = float(m_case.nu_m2_s), cmu25 = std::pow(kCmu, 0.25f), cmu75 = std::pow(kCmu, 0.75f);
    const int cells = int(m_grid.wallCells.size());
    constexpr int kBlock = 2048;
    m_pool.parallelFor((cells + kBlock - 1) / kBlock, [&](int block) {
        for (int n = block * kBlock; n < std::min(cells, (block + 1) * kBlock); ++n) {
            const WallCell& wall = m_grid.wallCells[std::size_t(n)];
            const auto c = std::size_t(wall.cell);
            float friction = 0, epsilon = 0, production = 0;
            if (m_laminar) {
                for (int f = wall.first; f < wall.first + wall.count; ++f) friction += nu * m_grid.wallFaces[std::size_t(f)].area_m2 / m_grid.wallFaces[std::size_t(f)].half_m;
                m_wallFriction[c] = friction;
                continue;
            }
            const float k = m.k[c], root = cmu25 * std::sqrt(k), k15 = cmu75 * k * std::sqrt(k);
            const float speed = std::sqrt(m.u[c] * m.u[c] + m.v[c] * m.v[c] + m.w[c] * m.w[c]);
            float lastHalf = -1, lastNu = 0;
            for (int f = wall.first; f < wall.first + wall.count; ++f) {
                const WallFace& face = m_grid.wallFaces[std::size_t(f)];
                const float y = face.half_m;
                if (y != lastHalf) {
                    const float plus = root * y / nu;
                    lastNu = plus > kLaminarPlus ? nu * plus * kKappa / std::log(kWallE * plus) : nu;
                    lastHalf = y;
                }
                friction += lastNu * face.area_m2 / y;
                epsilon += k15 / (kKappa * y);
                production += lastNu * speed / y * root / (kKappa * y);
            }
            m_wallFriction[c] = friction;
            m_epsilonHeld[c] = epsilon / float(wall.count);
            m_wallProduction[c] = production / float(wall.count);
        }
    });
}

void RefinedCore::production() {
    const numerics::GridShape& s = m_grid.shape;
    const int sy = s.strideY(), sz = s.strideZ();
    const float *u = m.u.data(), *v = m.v.data(), *w = m.w.data(), *nut = m.nut.data(), *free = m_epsilonFree.data(), *wall = m_wallProduction.data();
    float *__restrict gen = m_gen.data(), *__restrict tu = m_tu.data(), *__restrict tv = m_tv.data(), *__restrict tw = m_tw.data();
    const auto inverse = [](const std::vector<float>& d, int n, int last) { return 1 / (d[std::size_t(n)] + d[std::size_t(std::min(n + 1, last))]); };
    std::vector<float> ix(std::size_t(s.nx));
    for (int i = 0; i < s.nx; ++i) ix[std::size_t(i)] = inverse(m_grid.distance[0], i, s.nx - 1);
    forRowsOf(s, m_pool, [&](int j, int k, int first) {
        const float iy = inverse(m_grid.distance[1], j, s.ny - 1), iz = inverse(m_grid.distance[2], k, s.nz - 1);
#pragma GCC ivdep
        for (int i = 0; i < s.nx; ++i) {
            const int c = first + i;
            const float x = ix[std::size_t(i)];
            const float ux = (u[c + 1] - u[c - 1]) * x, vx = (v[c + 1] - v[c - 1]) * x, wx = (w[c + 1] - w[c - 1]) * x;
            const float uy = (u[c + sy] - u[c - sy]) * iy, vy = (v[c + sy] - v[c - sy]) * iy, wy = (w[c + sy] - w[c - sy]) * iy;
            const float uz = (u[c + sz] - u[c - sz]) * iz, vz = (v[c + sz] - v[c - sz]) * iz, wz = (w[c + sz] - w[c - sz]) * iz;
            const float strain = 2 * (ux * ux + vy * vy + wz * wz) + (uy + vx) * (uy + vx) + (uz + wx) * (uz + wx) + (vz + wy) * (vz + wy);
            const float nx = (nut[c + 1] - nut[c - 1]) * x, ny = (nut[c + sy] - nut[c - sy]) * iy, nz = (nut[c + sz] - nut[c - sz]) * iz;
            const float inside = free[c];
            gen[c] = inside * nut[c] * strain + wall[c];
            tu[c] = inside * (nx * ux + ny * vx + nz * wx);
            tv[c] = inside * (nx * uy + ny * vy + nz * wy);
            tw[c] = inside * (nx * uz + ny * vz + nz * wz);
        }
    });
    openCellProduction();
}

/// Cells at openings without a wall: the gradient across an opening uses the opening's velocity.
void RefinedCore::openCellProduction() {
    const numerics::GridShape& s = m_grid.shape;
    const int strides[3] = {1, s.strideY(), s.strideZ()};
    const std::array<const float*, 3> velocity{m.u.data(), m.v.data(), m.w.data()};
    for (const OpeningCell& opening : m_openingCells) {
        const int c = opening.cell;
        float gradient[3][3];  // [component][direction]
        for (int a = 0; a < 3; ++a) {
            const auto& d = m_grid.distance[std::size_t(a)];
            const int at = a == 0 ? c % strides[1] - 1 : a == 1 ? c % strides[2] / strides[1] - 1 : c / strides[2] - 1;
            const float width = m_grid.width[std::size_t(a)][std::size_t(at)];
            const float across = d[std::size_t(at)] + d[std::size_t(std::min(at + 1, int(d.size()) - 1))];
            for (int component = 0; component < 3; ++component) {
                const float* value = velocity[std::size_t(component)];
                if (opening.patch[a] < 0) {
                    gradient[component][a] = (value[c + strides[a]] - value[c - strides[a]]) / across;
                    continue;
                }
                const Patch& patch = m_grid.patches[std::size_t(opening.patch[a])];
                const PatchFace& face = patch.faces[std::size_t(opening.face[a])];
                const float border = patch.kind == Patch::Kind::Return ? value[c] : component == a ? face.speed_m_s : 0.f;
                gradient[component][a] = float(face.inward) * ((value[c] + value[c + face.inward * strides[a]]) / 2 - border) / width;
            }
        }
        float strain = 0;
        for (int a = 0; a < 3; ++a)
            for (int b = 0; b < 3; ++b) strain += gradient[a][b] * (gradient[a][b] + gradient[b][a]);
        m_gen[std::size_t(c)] = m.nut[std::size_t(c)] * strain;
        m_tu[std::size_t(c)] = m_tv[std::size_t(c)] = m_tw[std::size_t(c)] = 0;
    }
}

void RefinedCore::temperature(const CoreOptions& o) {
    const bool timed = o.timeStep_s > 0;
    // In time the devices' intakes are those at the end of the step, or each step would lose what they carry.
    constexpr int kRounds = 5;
    m_oldOutlet_C = m_boundary.deviceOutlet_C;
    for (int round = 0; round < (timed ? kRounds : 1); ++round) sweepTemperature(o);
    if (timed && !m_wall_C.empty()) wallHeat(o.timeStep_s, true);
    if (!m_grid.leaks.empty() || (timed && !m_wall_C.empty()) || !m_wallExchange.empty()) std::fill(m_sa.begin(), m_sa.end(), 0.f);
}

void RefinedCore::sweepTemperature(const CoreOptions& o) {
    couple(o.timeStep_s);
    const bool walls = o.timeStep_s > 0 && !m_wall_C.empty();
    const numerics::GridShape& s = m_grid.shape;
    // m_spa the flow that openings bring, m_sa flow × temperature.
    if (!m_grid.leaks.empty() || walls || !m_wallExchange.empty()) {
        std::fill(m_sa.begin(), m_sa.end(), 0.f);
        std::fill(m_spa.begin(), m_spa.end(), 0.f);
    }
    for (const Patch& patch : m_grid.patches)
        for (const PatchFace& face : patch.faces) m_sa[std::size_t(face.cell)] = m_spa[std::size_t(face.cell)] = 0;
    for (std::size_t q = 0; q < m_grid.patches.size(); ++q) {
        const float inflow_C = float(patchInflow_C(m_grid.patches[q]));
        for (std::size_t n = 0; n < m_patchFlux[q].size(); ++n) {
            const float flux = m_patchFlux[q][n];
            if (flux <= 0) continue;
            const auto c = std::size_t(m_grid.patches[q].faces[n].cell);
            m_spa[c] += flux;
            m_sa[c] += flux * inflow_C;
        }
    }
    if (!m_grid.leaks.empty()) leakSources();
    if (walls) wallHeat(o.timeStep_s, false);
    for (const WallExchange& wall : m_wallExchange) {
        m_spa[std::size_t(wall.cell)] += float(wall.rate_m3_s);
        m_sa[std::size_t(wall.cell)] += float(wall.rate_m3_s * m_case.beyond_C);
    }
    for (const HeldFace& face : m_heldFaces) {
        m_spa[std::size_t(face.cell)] = face.conductance_m3_s;
        m_sa[std::size_t(face.cell)] = face.conductance_m3_s * face.value_C;
    }
    const float spread = m_laminar ? float(1 / m_case.prandtl) : float(1 / m_case.turbulentPrandtl);
    const bool timed = o.timeStep_s > 0;
    const float relax = timed ? 1.f : float(o.temperatureRelaxation), perStep = float(1 / (timed ? o.timeStep_s : o.longestStep_s));
    const int sy = s.strideY(), sz = s.strideZ();
    const float *fx = m.fx.data(), *fy = m.fy.data(), *fz = m.fz.data(), *dx = m_dx.data(), *dy = m_dy.data(), *dz = m_dz.data();
    const float *open = m_openOne.data(), *sa = m_sa.data(), *spa = m_spa.data(), *old = timed ? m_oldT.data() : m.T.data();
    float* T = m.T.data();
    for (int sweep = 0; sweep < o.sweeps; ++sweep)
        sweepRows(s, m_pool, sweep % 2 == 0, 2, [&](int j, int k, int first, float* scratch) {
            float *__restrict rest = scratch, *__restrict next = rest + s.nx;
            const float area = perStep * m_grid.width[1][std::size_t(j)] * m_grid.width[2][std::size_t(k)];
            const float* widthX = m_grid.width[0].data();
            const bool forward = sweep % 2 == 0;
            const int ahead = forward ? 1 : -1;
#pragma GCC ivdep
            for (int i = 0; i < s.nx; ++i) {
                const int c = first + i;
                const float aw = positive(fx[c]) + spread * dx[c], ae = positive(-fx[c + 1]) + spread * dx[c + 1], as = positive(fy[c]) + spread * dy[c], an = positive(-fy[c + sy]) + spread * dy[c + sy],
                            ab = positive(fz[c]) + spread * dz[c], at = positive(-fz[c + sz]) + spread * dz[c + sz];
                const float inertia = area * widthX[i];
                const float share = open[c] * relax / (aw + ae + as + an + ab + at + spa[c] + inertia + 1e-12f);
                const float aOld = forward ? ae : aw, aNew = forward ? aw : ae;
                next[i] = share * aNew;
                rest[i] = share * (aOld * T[c + ahead] + as * T[c - sy] + an * T[c + sy] + ab * T[c - sz] + at * T[c + sz] + sa[c] + inertia * old[c] + 1e-12f * T[c]) + (1 - open[c] * relax) * T[c];
            }
            recurRow<1>(s.nx, forward, {rest}, {next}, {T + first});
        });
}

void RefinedCore::setThermalMass(ThermalMass mass) {
    m_mass = std::move(mass);
    m_wall_C.clear();
    if (m_mass.wall_J_m2K <= 0) return;
    for (const WallCell& wall : m_grid.wallCells) m_wall_C.push_back(m.T[std::size_t(wall.cell)]);
}

/// Before the sweeps the walls' pull on the air, after them what the walls have taken: the same product twice.
void RefinedCore::wallHeat(double timeStep_s, bool after) {
    const double perKelvin = m_case.rho_kg_m3 * m_case.cp_J_kgK;
    const float share = float(timeStep_s * m_mass.film_W_m2K / m_mass.wall_J_m2K);
    for (std::size_t n = 0; n < m_grid.wallCells.size(); ++n) {
        const WallCell& wall = m_grid.wallCells[n];
        const auto c = std::size_t(wall.cell);
        if (after) {
            m_wall_C[n] += share * (m.T[c] - m_wall_C[n]);
            continue;
        }
        float area = 0;
        for (int f = wall.first; f < wall.first + wall.count; ++f) area += m_grid.wallFaces[std::size_t(f)].area_m2;
        const float pull = area * float(m_mass.film_W_m2K / perKelvin);
        m_spa[c] += pull;
        m_sa[c] += pull * m_wall_C[n];
    }
}

void RefinedCore::turbulence(const CoreOptions& o) {
    const numerics::GridShape& s = m_grid.shape;
    production();
    for (const Patch& patch : m_grid.patches)
        for (const PatchFace& face : patch.faces) m_sa[std::size_t(face.cell)] = m_sb[std::size_t(face.cell)] = m_spb[std::size_t(face.cell)] = 0;
    for (std::size_t q = 0; q < m_grid.patches.size(); ++q) {
        const Patch& patch = m_grid.patches[q];
        for (std::size_t n = 0; n < patch.faces.size(); ++n) {
            const float flux = m_patchFlux[q][n];
            if (flux <= 0) continue;
            const InflowTurbulence& in = m_patchTurbulence[q];
            const PatchFace& face = patch.faces[n];
            const auto c = std::size_t(face.cell);
            const float spread = patch.kind == Patch::Kind::Return ? 0.f : kCmu * float(in.k_m2_s2 * in.k_m2_s2 / in.epsilon_m2_s3) * face.part * face.area_m2 / face.half_m;
            m_spb[c] += flux + spread;
            m_sa[c] += (flux + spread) * float(in.k_m2_s2);
            m_sb[c] += (flux + spread) * float(in.epsilon_m2_s3);
        }
    }
    const bool timed = o.timeStep_s > 0;
    const float relax = timed ? 1.f : float(o.turbulenceRelaxation), perStep = timed ? float(1 / o.timeStep_s) : 0.f, spread = 1 / kSigmaEpsilon;
    const int sy = s.strideY(), sz = s.strideZ();
    const float *fx = m.fx.data(), *fy = m.fy.data(), *fz = m.fz.data(), *dx = m_dx.data(), *dy = m_dy.data(), *dz = m_dz.data();
    const float *open = m_openOne.data(), *sa = m_sa.data(), *sb = m_sb.data(), *spb = m_spb.data(), *gen = m_gen.data(), *held = m_epsilonHeld.data(), *free = m_epsilonFree.data();
    const float *oldK = timed ? m_oldK.data() : m.k.data(), *oldE = timed ? m_oldE.data() : m.e.data();
    float *k = m.k.data(), *e = m.e.data(), *nut = m.nut.data();
    // No eddy is larger than the hall lets it be: ε ≥ Cμ^¾ k^1.5 / (κ H/2), H its least size. Where a corner starts with
    // much k and little ε, ν_t = Cμ k²/ε would otherwise stop the air there and the pressure with it.
    const float perLength = float(std::pow(double(kCmu), 0.75) / (double(kKappa) * 0.5 * std::min({m_case.sizeX_m, m_case.sizeY_m, m_case.sizeZ_m})));
    for (int sweep = 0; sweep < o.sweeps; ++sweep) {
        const bool last = sweep + 1 == o.sweeps, forward = sweep % 2 == 0;
        sweepRows(s, m_pool, forward, 4, [&](int j, int kk, int first, float* scratch) {
            float *__restrict restK = scratch, *__restrict restE = restK + s.nx, *__restrict nextK = restE + s.nx, *__restrict nextE = nextK + s.nx;
            const float area = m_grid.width[1][std::size_t(j)] * m_grid.width[2][std::size_t(kk)];
            const float* widthX = m_grid.width[0].data();
            const auto fill = [&](auto isForward) {
                constexpr bool kForward = decltype(isForward)::value;
                constexpr int kAhead = kForward ? 1 : -1;
#pragma GCC ivdep
                for (int i = 0; i < s.nx; ++i) {
                    const int c = first + i;
                    const float cw = positive(fx[c]), ce = positive(-fx[c + 1]), cs = positive(fy[c]), cn = positive(-fy[c + sy]), cb = positive(fz[c]), ct = positive(-fz[c + sz]);
                    const float dw = dx[c], de = dx[c + 1], ds = dy[c], dn = dy[c + sy], db = dz[c], dt = dz[c + sz];
                    const float volume = area * widthX[i], rate = e[c] / k[c], inertia = perStep * volume + spb[c] + 1e-12f;
                    const float convective = cw + ce + cs + cn + cb + ct, diffusive = dw + de + ds + dn + db + dt;
                    const float cOld = kForward ? ce : cw, cNew = kForward ? cw : ce, dOld = kForward ? de : dw, dNew = kForward ? dw : de;
                    const float keep = 1 - open[c] * relax;
                    const float shareK = open[c] * relax / (convective + diffusive + inertia + volume * rate);
                    const float shareE = open[c] * relax / (convective + spread * diffusive + inertia + volume * kC2 * rate);
                    nextK[i] = shareK * (cNew + dNew);
                    restK[i] = shareK * ((cOld + dOld) * k[c + kAhead] + (cs + ds) * k[c - sy] + (cn + dn) * k[c + sy] + (cb + db) * k[c - sz] + (ct + dt) * k[c + sz] + sa[c] + volume * gen[c] +
                                         perStep * volume * oldK[c]) +
                               keep * k[c];
                    nextE[i] = free[c] * shareE * (cNew + spread * dNew);
                    restE[i] = free[c] * (shareE * ((cOld + spread * dOld) * e[c + kAhead] + (cs + spread * ds) * e[c - sy] + (cn + spread * dn) * e[c + sy] + (cb + spread * db) * e[c - sz] +
                                                 (ct + spread * dt) * e[c + sz] + sb[c] + volume * kC1 * gen[c] * rate + perStep * volume * oldE[c]) +
                                       keep * e[c]) +
                               held[c];  // wall cells have their value
                }
            };
            if (forward) fill(std::true_type{});
            else fill(std::false_type{});
            recurRow<2>(s.nx, forward, {restK, restE}, {nextK, nextE}, {k + first, e + first});
            limitRow(s.nx, perLength, k + first, e + first);
            if (last)
#pragma GCC ivdep
                for (int i = 0; i < s.nx; ++i) {
                    const int c = first + i;
                    nut[c] = open[c] * kCmu * k[c] * k[c] / e[c];
                }
        });
    }
}

double RefinedCore::patchInflow_C(const Patch& patch) const {
    const auto owner = std::size_t(patch.owner);
    switch (patch.kind) {
        case Patch::Kind::Supply: return m_case.supplies[owner].temperature_C;
        case Patch::Kind::Return: return m_case.returns[owner].inflow_C;
        default: return m_boundary.deviceOutlet_C[owner];
    }
}

double RefinedCore::couple(double timeStep_s) {
    std::vector<double> heat(m_case.devices.size(), 0.0), flow(heat.size(), 0.0);
    for (std::size_t q = 0; q < m_grid.patches.size(); ++q) {
        const Patch& patch = m_grid.patches[q];
        if (patch.kind != Patch::Kind::Intake) continue;
        for (const PatchFace& face : patch.faces) {
            heat[std::size_t(patch.owner)] -= double(face.flux_m3_s) * double(m.T[std::size_t(face.cell)]);
            flow[std::size_t(patch.owner)] -= double(face.flux_m3_s);
        }
    }
    double change = 0;
    for (std::size_t d = 0; d < heat.size(); ++d) {
        if (!m_grid.deviceRuns[d] || flow[d] <= 0) continue;
        const double intake = heat[d] / flow[d];
        double outlet = outletTemperature(m_case, m_case.devices[d], intake, 0);
        if (timeStep_s > 0 && d < m_mass.device_J_K.size()) {
            const double through = m_case.rho_kg_m3 * m_case.cp_J_kgK * flow[d], kept = m_mass.device_J_K[d] / timeStep_s;
            outlet = (kept * m_oldOutlet_C[d] + through * outlet) / (kept + through);
        }
        change = std::max(change, std::abs(outlet - m_boundary.deviceOutlet_C[d]));
        m_boundary.deviceIntake_C[d] = intake;
        m_boundary.deviceOutlet_C[d] = outlet;
    }
    return change;
}

/// Air that leaks into a closed space comes with the mean temperature of the hall, and the other way round.
void RefinedCore::leakSources() {
    const numerics::GridShape& s = m_grid.shape;
    std::vector<double> mean(m_grid.regionVolume_m3.size(), 0.0);
    for (int k = 0; k < s.nz; ++k)
        for (int j = 0; j < s.ny; ++j)
#pragma GCC ivdep
            for (int i = 0; i < s.nx; ++i) {
                const auto c = std::size_t(s.index(i, j, k));
                if (m_grid.region[c] >= 0) mean[std::size_t(m_grid.region[c])] += double(m.T[c]) * m_grid.volume(i, j, k);
            }
    for (std::size_t r = 0; r < mean.size(); ++r) mean[r] /= m_grid.regionVolume_m3[r];
    double given = 0, heat = 0;  // what closed spaces give to the hall
    for (const RegionLeak& leak : m_grid.leaks)
        if (leak.inflow_m3_s < 0) given -= leak.inflow_m3_s, heat -= leak.inflow_m3_s * mean[std::size_t(leak.region)];
    const double hall = mean[std::size_t(m_grid.mainRegion)], back = given > 0 ? heat / given : hall;
    for (int k = 0; k < s.nz; ++k)
        for (int j = 0; j < s.ny; ++j)
#pragma GCC ivdep
            for (int i = 0; i < s.nx; ++i) {
                const auto c = std::size_t(s.index(i, j, k));
                const int r = m_grid.region[c];
                if (r < 0) continue;
                double perVolume = 0, from = hall;
                for (const RegionLeak& leak : m_grid.leaks)
                    if (leak.region == r) perVolume = leak.inflow_m3_s / m_grid.regionVolume_m3[std::size_t(r)];
                if (r == m_grid.mainRegion) perVolume = given / m_grid.regionVolume_m3[std::size_t(r)], from = back;
                if (perVolume <= 0) continue;
                const double q = perVolume * m_grid.volume(i, j, k);
                m_spa[c] += float(q), m_sa[c] += float(q * from);
            }
}

}  // namespace twin::air
