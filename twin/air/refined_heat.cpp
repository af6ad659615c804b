// SPDX-License-Identifier: GPL-3.0-or-later
// Σ_f max(inflow, 0)(T_c − T_n) + D (T_c − T_n) = Σ openings inflow (T_opening − T_c). A device's outlet is a piecewise
// linear law of its intake with slope 0 or 1 (air_coupling.cpp): Newton's steps take the slopes of the moment into the
// operator, so that air that goes round through racks costs no passes, and end when slopes and residual stand. With no
// divergence left the bounded form conserves heat, so the balance of the openings is a check of the solution, not of its
// bookkeeping.
#include "twin/air/refined_heat.h"

#include "twin/air/air_coupling.h"
#include "twin/air/refined_transport.h"

#include <algorithm>
#include <cmath>

namespace twin::air {

namespace {

constexpr int kSteps = 12;          // of Newton
constexpr double kRunaway_K = 1e5;  // a hall without a steady state leads nowhere

/// What devices, supplies, returns and leaks bring into cells for given temperatures.
class Openings {
  public:
    Openings(const AirCase& airCase, const RefinedGrid& grid, const ExactFlow& flow) : m_case(airCase), m_grid(grid), m_flow(flow), m_drawn(airCase.devices.size(), 0.0) {
        for (std::size_t q = 0; q < grid.patches.size(); ++q)
            if (grid.patches[q].kind == Patch::Kind::Intake)
                for (const double flux : flow.patch[q]) m_drawn[std::size_t(grid.patches[q].owner)] -= flux;
    }
    bool runs(std::size_t device) const { return m_grid.deviceRuns[device] && m_drawn[device] > 0; }

    /// Flow averages over the intakes.
    std::vector<double> intakes(const std::vector<double>& T) const {
        std::vector<double> out(m_drawn.size(), 0.0);
        for (std::size_t q = 0; q < m_grid.patches.size(); ++q) {
            if (m_grid.patches[q].kind != Patch::Kind::Intake) continue;
            double heat = 0;
            for (std::size_t n = 0; n < m_flow.patch[q].size(); ++n) heat -= m_flow.patch[q][n] * T[std::size_t(m_grid.patches[q].faces[n].cell)];
            const auto d = std::size_t(m_grid.patches[q].owner);
            if (m_drawn[d] > 0) out[d] += heat / m_drawn[d];
        }
        return out;
    }

    /// y += share × what is brought; given: supplies and returns at their temperatures, else at 0.
    void bring(const std::vector<double>& T, const std::vector<double>& outlets, bool given, double share, std::vector<double>& y) const {
        for (std::size_t q = 0; q < m_grid.patches.size(); ++q) {
            const Patch& patch = m_grid.patches[q];
            const auto owner = std::size_t(patch.owner);
            double inflow_C = 0;
            if (patch.kind == Patch::Kind::Intake || patch.kind == Patch::Kind::Outlet) inflow_C = outlets[owner];
            else if (given) inflow_C = patch.kind == Patch::Kind::Supply ? m_case.supplies[owner].temperature_C : m_case.returns[owner].inflow_C;
            if (inflow_C == 0) continue;
            for (std::size_t n = 0; n < m_flow.patch[q].size(); ++n) y[std::size_t(patch.faces[n].cell)] += share * std::max(m_flow.patch[q][n], 0.0) * inflow_C;
        }
        if (!m_grid.leaks.empty()) leak(T, share, y);
    }

  private:
    /// Air that enters a closed space comes from the hall and the other way round, with the mean temperature there.
    void leak(const std::vector<double>& T, double share, std::vector<double>& y) const {
        std::vector<double> mean(m_grid.regionVolume_m3.size(), 0.0);
        const auto forCells = [&](auto&& f) {
            const numerics::GridShape& s = m_grid.shape;
            for (int k = 0; k < s.nz; ++k)
                for (int j = 0; j < s.ny; ++j)
                    for (int i = 0; i < s.nx; ++i)
                        if (const auto c = std::size_t(s.index(i, j, k)); m_grid.region[c] >= 0) f(c, std::size_t(m_grid.region[c]), m_grid.volume(i, j, k));
        };
        forCells([&](std::size_t c, std::size_t r, double volume) { mean[r] += T[c] * volume / m_grid.regionVolume_m3[r]; });
        double given = 0, carried = 0;
        for (const RegionLeak& l : m_grid.leaks)
            if (l.inflow_m3_s < 0) given -= l.inflow_m3_s, carried -= l.inflow_m3_s * mean[std::size_t(l.region)];
        const auto hall = std::size_t(m_grid.mainRegion);
        const double back = given > 0 ? carried / given : mean[hall];
        forCells([&](std::size_t c, std::size_t r, double volume) { y[c] += share * std::max(0.0, m_flow.leakPerVolume[r]) * volume * (r == hall ? back : mean[hall]); });
    }

    const AirCase& m_case;
    const RefinedGrid& m_grid;
    const ExactFlow& m_flow;
    std::vector<double> m_drawn;
};

}  // namespace

HeatField solveHeat(const AirCase& airCase, const RefinedGrid& grid, RefinedCore& core, const ExactFlow& flow, const HeatOptions& options, std::stop_token stop) {
    HeatField out;
    out.temperature_C.assign(core.fields().T.begin(), core.fields().T.end());
    out.deviceIntake_C = core.boundary().deviceIntake_C;
    out.deviceOutlet_C = core.boundary().deviceOutlet_C;
    std::vector<double>& T = out.temperature_C;
    const Openings openings(airCase, grid, flow);
    RefinedTransport transport(grid, core, flow, options.diffusion ? 1 / airCase.turbulentPrandtl : 0);
    const std::size_t devices = airCase.devices.size();
    const auto renew = [&] {
        const std::vector<double> intake = openings.intakes(T);
        for (std::size_t d = 0; d < devices; ++d) {
            if (!openings.runs(d)) continue;
            out.deviceIntake_C[d] = intake[d];
            out.deviceOutlet_C[d] = outletTemperature(airCase, airCase.devices[d], intake[d], 0);
        }
    };
    std::vector<double> residual(T.size(), 0.0), change(T.size(), 0.0), slope(devices, 0.0);
    for (int step = 0; step < kSteps && !stop.stop_requested(); ++step) {
        renew();
        transport.apply(T, residual);
        for (double& r : residual) r = -r;
        openings.bring(T, out.deviceOutlet_C, true, 1, residual);
        for (const RefinedCore::WallExchange& wall : core.wallExchange()) residual[std::size_t(wall.cell)] += wall.rate_m3_s * airCase.beyond_C;
        out.change_K = transport.largest(residual);
        out.converged = out.change_K <= options.tolerance_K;
        if (out.converged || !(std::abs(out.change_K) < kRunaway_K) || out.iterations >= options.maxIterations) break;
        constexpr double kProbe_K = 1e-3;
        for (std::size_t d = 0; d < devices; ++d)
            slope[d] = openings.runs(d) ? (outletTemperature(airCase, airCase.devices[d], out.deviceIntake_C[d] + kProbe_K, 0) - out.deviceOutlet_C[d]) / kProbe_K : 0;
        std::fill(change.begin(), change.end(), 0.0);
        const auto brought = [&](const std::vector<double>& x, std::vector<double>& y) {
            std::vector<double> outlet = openings.intakes(x);
            for (std::size_t d = 0; d < devices; ++d) outlet[d] *= slope[d];
            openings.bring(x, outlet, false, -1, y);
        };
        transport.solve(residual, change, 0.3 * options.tolerance_K, options.maxIterations - out.iterations, brought, stop);
        out.iterations = transport.iterations();
        for (std::size_t c = 0; c < T.size(); ++c) T[c] += change[c];
    }
    renew();
    const auto inflowOf = [&](const Patch& patch) {
        const auto owner = std::size_t(patch.owner);
        return patch.kind == Patch::Kind::Supply ? airCase.supplies[owner].temperature_C : patch.kind == Patch::Kind::Return ? airCase.returns[owner].inflow_C : out.deviceOutlet_C[owner];
    };
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
    for (const RefinedCore::WallExchange& wall : core.wallExchange()) out.heatThroughWalls_W += perKelvin * wall.rate_m3_s * (airCase.beyond_C - T[std::size_t(wall.cell)]);
    const double scale = std::max({out.heatIn_W, std::abs(out.heatOut_W), std::abs(out.heatThroughWalls_W), 1e-9});
    out.energyResidual = std::abs(out.heatIn_W + out.heatThroughWalls_W - out.heatOut_W) / scale;
    return out;
}

}  // namespace twin::air
