// SPDX-License-Identifier: GPL-3.0-or-later
// Σ_f max(inflow, 0)(T_c − T_n) + D (T_c − T_n) = Σ openings inflow (T_opening − T_c): Gauss–Seidel back and forth, the
// openings' temperatures renewed after every sweep. With no divergence left the bounded form conserves heat, so the
// balance of the openings is a check of the solution, not of its bookkeeping.
#include "twin/air/refined_heat.h"

#include "twin/air/air_coupling.h"
#include "twin/air/refined_rows.h"

#include <algorithm>
#include <cmath>

namespace twin::air {

namespace {

struct Coefficients {
    std::vector<double> west, east, south, north, below, above, inflow, brought, inverse;
};

Coefficients coefficients(const RefinedGrid& grid, const RefinedCore& core, const ExactFlow& flow, bool diffusion, double spread, numerics::WorkerPool& pool) {
    const numerics::GridShape& s = grid.shape;
    const auto size = std::size_t(s.size());
    Coefficients a;
    for (auto* v : {&a.west, &a.east, &a.south, &a.north, &a.below, &a.above, &a.inflow, &a.brought, &a.inverse}) v->assign(size, 0.0);
    const int sy = s.strideY(), sz = s.strideZ();
    const float *dx = core.diffusionX().data(), *dy = core.diffusionY().data(), *dz = core.diffusionZ().data();
    const double factor = diffusion ? spread : 0;
    forRowsOf(s, pool, [&](int, int, int first) {
        for (int c = first; c < first + s.nx; ++c) {
            const auto q = std::size_t(c);
            if (!grid.open[q]) continue;
            a.west[q] = std::max(flow.x[q], 0.0) + factor * double(dx[c]);
            a.east[q] = std::max(-flow.x[q + 1], 0.0) + factor * double(dx[c + 1]);
            a.south[q] = std::max(flow.y[q], 0.0) + factor * double(dy[c]);
            a.north[q] = std::max(-flow.y[q + std::size_t(sy)], 0.0) + factor * double(dy[c + sy]);
            a.below[q] = std::max(flow.z[q], 0.0) + factor * double(dz[c]);
            a.above[q] = std::max(-flow.z[q + std::size_t(sz)], 0.0) + factor * double(dz[c + sz]);
        }
    });
    return a;
}

}  // namespace

HeatField solveHeat(const AirCase& airCase, const RefinedGrid& grid, RefinedCore& core, const ExactFlow& flow, const HeatOptions& options, std::stop_token stop) {
    const numerics::GridShape& s = grid.shape;
    numerics::WorkerPool& pool = core.pool();
    HeatField out;
    out.temperature_C.assign(core.fields().T.begin(), core.fields().T.end());
    out.deviceIntake_C = core.boundary().deviceIntake_C;
    out.deviceOutlet_C = core.boundary().deviceOutlet_C;
    Coefficients a = coefficients(grid, core, flow, options.diffusion, 1 / airCase.turbulentPrandtl, pool);
    std::vector<double>& T = out.temperature_C;
    struct Face {
        std::size_t cell;
        double flux;
    };
    const auto inflowOf = [&](const Patch& patch) {
        const auto owner = std::size_t(patch.owner);
        return patch.kind == Patch::Kind::Supply ? airCase.supplies[owner].temperature_C : patch.kind == Patch::Kind::Return ? airCase.returns[owner].inflow_C : out.deviceOutlet_C[owner];
    };
    for (std::size_t q = 0; q < grid.patches.size(); ++q)
        for (std::size_t n = 0; n < flow.patch[q].size(); ++n) a.inflow[std::size_t(grid.patches[q].faces[n].cell)] += std::max(flow.patch[q][n], 0.0);
    // Leaks: air that enters a closed space comes from the hall and the other way round, with the mean temperature there.
    std::vector<double> leakFrom(grid.regionVolume_m3.size(), 0.0), regionMean(leakFrom.size(), 0.0);
    const auto leakInto = [&](int region) { return region >= 0 ? std::max(0.0, flow.leakPerVolume[std::size_t(region)]) : 0.0; };
    const bool leaking = !grid.leaks.empty();
    const auto forCells = [&](auto&& f) {
        for (int k = 0; k < s.nz; ++k)
            for (int j = 0; j < s.ny; ++j)
                for (int i = 0; i < s.nx; ++i) f(std::size_t(s.index(i, j, k)), grid.volume(i, j, k));
    };
    if (leaking) forCells([&](std::size_t c, double volume) { a.inflow[c] += leakInto(grid.region[c]) * volume; });
    const int sy = s.strideY(), sz = s.strideZ();
    for (std::size_t c = 0; c < T.size(); ++c) {
        const double sum = a.west[c] + a.east[c] + a.south[c] + a.north[c] + a.below[c] + a.above[c] + a.inflow[c];
        a.inverse[c] = sum > 1e-14 ? 1 / sum : 0;
    }
    const auto renewOpenings = [&] {
        std::vector<double> heat(airCase.devices.size(), 0.0), drawn(heat.size(), 0.0);
        for (std::size_t q = 0; q < grid.patches.size(); ++q) {
            if (grid.patches[q].kind != Patch::Kind::Intake) continue;
            const auto d = std::size_t(grid.patches[q].owner);
            for (std::size_t n = 0; n < flow.patch[q].size(); ++n) {
                heat[d] -= flow.patch[q][n] * T[std::size_t(grid.patches[q].faces[n].cell)];
                drawn[d] -= flow.patch[q][n];
            }
        }
        double change = 0;
        for (std::size_t d = 0; d < heat.size(); ++d) {
            if (!grid.deviceRuns[d] || drawn[d] <= 0) continue;
            out.deviceIntake_C[d] = heat[d] / drawn[d];
            const double outlet = outletTemperature(airCase, airCase.devices[d], out.deviceIntake_C[d], 0);
            change = std::max(change, std::abs(outlet - out.deviceOutlet_C[d]));
            out.deviceOutlet_C[d] = outlet;
        }
        if (leaking) {
            std::fill(regionMean.begin(), regionMean.end(), 0.0);
            forCells([&](std::size_t c, double volume) {
                if (grid.region[c] >= 0) regionMean[std::size_t(grid.region[c])] += T[c] * volume / grid.regionVolume_m3[std::size_t(grid.region[c])];
            });
            double given = 0, carried = 0;
            for (const RegionLeak& leak : grid.leaks)
                if (leak.inflow_m3_s < 0) given -= leak.inflow_m3_s, carried -= leak.inflow_m3_s * regionMean[std::size_t(leak.region)];
            for (std::size_t r = 0; r < leakFrom.size(); ++r) leakFrom[r] = int(r) == grid.mainRegion ? (given > 0 ? carried / given : regionMean[r]) : regionMean[std::size_t(grid.mainRegion)];
        }
        for (const Patch& patch : grid.patches)
            for (const PatchFace& face : patch.faces) a.brought[std::size_t(face.cell)] = 0;
        if (leaking) forCells([&](std::size_t c, double volume) { a.brought[c] = grid.region[c] < 0 ? 0 : leakInto(grid.region[c]) * volume * leakFrom[std::size_t(grid.region[c])]; });
        for (std::size_t q = 0; q < grid.patches.size(); ++q) {
            const double inflow_C = inflowOf(grid.patches[q]);
            for (std::size_t n = 0; n < flow.patch[q].size(); ++n) a.brought[std::size_t(grid.patches[q].faces[n].cell)] += std::max(flow.patch[q][n], 0.0) * inflow_C;
        }
        return change;
    };
    std::vector<double> rowChange(std::size_t(s.ny) * std::size_t(s.nz), 0.0);
    renewOpenings();
    while (out.sweeps < options.maxSweeps && !stop.stop_requested()) {
        const bool forward = out.sweeps % 2 == 0;
        sweepRows(s, pool, forward, [&](int j, int k, int first) {
            double largest = 0;
            for (int n = 0; n < s.nx; ++n) {
                const auto c = std::size_t(first + (forward ? n : s.nx - 1 - n));
                if (a.inverse[c] == 0) continue;
                const double value = a.inverse[c] * (a.west[c] * T[c - 1] + a.east[c] * T[c + 1] + a.south[c] * T[c - std::size_t(sy)] + a.north[c] * T[c + std::size_t(sy)] +
                                                     a.below[c] * T[c - std::size_t(sz)] + a.above[c] * T[c + std::size_t(sz)] + a.brought[c]);
                largest = std::max(largest, std::abs(value - T[c]));
                T[c] = value;
            }
            rowChange[std::size_t(k) * std::size_t(s.ny) + std::size_t(j)] = largest;
        });
        ++out.sweeps;
        out.change_K = std::max(*std::max_element(rowChange.begin(), rowChange.end()), renewOpenings());
        if (out.change_K <= options.tolerance_K) {
            out.converged = true;
            break;
        }
    }
    const double perKelvin = airCase.rho_kg_m3 * airCase.cp_J_kgK;
    out.returns.assign(airCase.returns.size(), {});
    std::vector<double> leaving(airCase.returns.size(), 0.0);
    double net = 0;
    for (std::size_t q = 0; q < grid.patches.size(); ++q) {
        const Patch& patch = grid.patches[q];
        const double inflow_C = inflowOf(patch);
        for (std::size_t n = 0; n < flow.patch[q].size(); ++n) {
            const double flux = flow.patch[q][n], value = flux > 0 ? inflow_C : T[std::size_t(patch.faces[n].cell)];
            if (patch.kind == Patch::Kind::Supply || patch.kind == Patch::Kind::Return) net -= perKelvin * flux * (value - airCase.reference_C);
            if (patch.kind != Patch::Kind::Return) continue;
            out.returns[std::size_t(patch.owner)].flow_m3_s -= flux;
            if (flux < 0) {
                out.returns[std::size_t(patch.owner)].temperature_C -= flux * value;
                leaving[std::size_t(patch.owner)] -= flux;
            }
        }
    }
    for (std::size_t r = 0; r < leaving.size(); ++r)
        if (leaving[r] > 0) out.returns[r].temperature_C /= leaving[r];
    out.heatOut_W = net;
    for (std::size_t d = 0; d < airCase.devices.size(); ++d) {
        if (!grid.deviceRuns[d]) continue;
        const double heat = perKelvin * airCase.devices[d].flow_m3_s * (out.deviceOutlet_C[d] - out.deviceIntake_C[d]);
        (heat > 0 ? out.heatIn_W : out.heatOut_W) += std::abs(heat);
    }
    const double scale = std::max({out.heatIn_W, std::abs(out.heatOut_W), 1e-9});
    out.energyResidual = std::abs(out.heatIn_W - out.heatOut_W) / scale;
    return out;
}

}  // namespace twin::air
