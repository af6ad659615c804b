// SPDX-License-Identifier: GPL-3.0-or-later
// Grids         one with cells twice as wide (each with its faces on the planes of the geometry), from air at rest, then
//               the finest. Halls can have two steady flows: cold aisles that stay closed by their jets, or that spill
//               over the floor; much coarser grids and thicker layers blunt the jets and start the finest in the second.
// Settled       inlets' means over two windows of iterations against the two before; averages are taken over these four.
//               The averaged flow is made free of divergence and its heat solved to the last digit (refined_heat.cpp).
//               Where the flow wanders, temperatures are the averages themselves: the mean flow alone lacks what its
//               swings carry. Returns and balance always belong to the mean flow.
// Error bar     √(grid² + wander²). grid: rms difference of the inlets between the two finest grids (first order: the
//               error of the finer one is about that difference times h/(H − h)); wander: rms standard error of the
//               inlets' window means.
#include "twin/air/refined_solver.h"

#include "twin/air/air_coupling.h"
#include "twin/air/air_grid.h"
#include "twin/air/refined_result.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <deque>

namespace twin::air {

namespace {

constexpr int kWindow = 30;              // iterations whose inlets are averaged
constexpr std::size_t kKeptWindows = 4;
constexpr double kWanders_K = 0.02;      // rms of the inlets' swings from which averages are shown
constexpr int kCoarseIterations = 160;   // on the grid below the finest
constexpr double kDiverged = 1e3;        // mass error over inflow; a solution that forms stays below 10
constexpr std::size_t kFewestCells = 1500;
constexpr std::size_t kMostCells = 60'000'000;
constexpr int kInstantIterations = 140;
constexpr double kInstantPlan_m = 0.2, kInstantLayer_m = 0.15;  // wider cells blunt the jets of tiles

CoreOptions coreOptions(const RefinedOptions& options) {
    CoreOptions o;
    o.turbulence = options.turbulence;
    o.velocityRelaxation = 0.9;
    o.temperatureRelaxation = 1.0;
    o.turbulenceRelaxation = 0.9;
    return o;
}

/// A grid with its core; both stay where they are.
struct Level {
    RefinedGrid grid;
    std::unique_ptr<RefinedCore> core;
};

std::unique_ptr<Level> makeLevel(const AirCase& airCase, const GridFaces& faces, numerics::WorkerPool& pool, Issues& issues) {
    auto level = std::make_unique<Level>();
    level->grid = makeRefinedGrid(airCase, faces, issues);
    level->core = std::make_unique<RefinedCore>(airCase, level->grid, pool);
    return level;
}

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

struct Run {
    const AirCase& airCase;
    const RefinedOptions& options;
    const RefinedProgress& progress;
    std::stop_token stop;
    AirResult result;
    std::chrono::steady_clock::time_point started = std::chrono::steady_clock::now();

    AirResult finish(SolveStatus status) {
        result.report.status = status;
        result.report.time_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
        return std::move(result);
    }
};

std::vector<std::size_t> racksIn(const AirCase& airCase, const RefinedGrid& grid) {
    std::vector<std::size_t> racks;
    for (std::size_t d = 0; d < airCase.devices.size(); ++d)
        if (airCase.devices[d].kind == Device::Kind::Rack && grid.deviceRuns[d]) racks.push_back(d);
    return racks;
}

double rmsDifference(const std::vector<std::size_t>& which, const std::vector<double>& a, const std::vector<double>& b) {
    double sum = 0;
    for (const std::size_t d : which) sum += (a[d] - b[d]) * (a[d] - b[d]);
    return which.empty() ? 0 : std::sqrt(sum / double(which.size()));
}

/// Mean of windows from … to − 1.
std::vector<double> meanOf(const std::vector<std::vector<double>>& windows, std::size_t from, std::size_t to) {
    std::vector<double> mean(windows[from].size(), 0.0);
    for (std::size_t w = from; w < to; ++w)
        for (std::size_t d = 0; d < mean.size(); ++d) mean[d] += windows[w][d] / double(to - from);
    return mean;
}

GridFaces finestFaces(const AirCase& airCase, const RefinedOptions& options) {
    if (!options.faces[0].empty()) return options.faces;
    return options.aligned ? alignedFaces(airCase, options.cell_m, options.cellZ_m) : evenFaces(airCase, options.cell_m, options.cellZ_m);
}

double meanSize(const GridFaces& faces) {
    double size = 1;
    for (const auto& f : faces) size *= (f.back() - f.front()) / double(f.size() - 1);
    return std::cbrt(size);
}

std::size_t cellsOf(const GridFaces& faces) { return (faces[0].size() - 1) * (faces[1].size() - 1) * (faces[2].size() - 1); }

double meanWidth(const GridFaces& faces, std::size_t axis) { return (faces[axis].back() - faces[axis].front()) / double(faces[axis].size() - 1); }

GridFaces facesOf(const AirCase& airCase, double plan_m, double layer_m, bool aligned) { return aligned ? alignedFaces(airCase, plan_m, layer_m) : evenFaces(airCase, plan_m, layer_m); }

/// Twice the size in plan, the same layers: what rises and spreads in layers must find the same way as on the finest.
GridFaces coarserFaces(const AirCase& airCase, const GridFaces& fine, bool aligned) {
    return facesOf(airCase, 2 * std::sqrt(meanWidth(fine, 0) * meanWidth(fine, 1)), meanWidth(fine, 2), aligned);
}

GridFaces instantFaces(const AirCase& airCase, const GridFaces& fine, bool aligned) {
    const double plan = std::max(kInstantPlan_m, std::sqrt(meanWidth(fine, 0) * meanWidth(fine, 1))), layer = std::max(kInstantLayer_m, meanWidth(fine, 2));
    return facesOf(airCase, plan, layer, aligned);
}

AirResult solved(const AirCase& airCase, Level& level, bool diffusion, double tolerance_K, std::stop_token stop) {
    level.core->refreshDiffusion();
    const ExactFlow flow = level.core->exactFlow(1e-10, 60);
    HeatOptions heat;
    heat.diffusion = diffusion;
    heat.tolerance_K = tolerance_K;
    return resultOf(airCase, level.grid, *level.core, flow, solveHeat(airCase, level.grid, *level.core, flow, heat, stop));
}

/// Start temperature of air nobody has touched.
double restTemperature(const AirCase& airCase) {
    double sum = 0, flow = 0;
    for (const Supply& s : airCase.supplies) sum += s.temperature_C * s.flow_m3_s, flow += s.flow_m3_s;
    if (flow > 0) return sum / flow;
    const double still = stillAir_C(airCase);
    return still > -100 ? still : airCase.reference_C;
}

Issues checked(const AirCase& airCase, const GridFaces& faces) {
    AirCase probe = airCase;
    probe.cell_m = probe.cellZ_m = 1;  // the refined grid has its own sizes
    Issues issues = checkCase(probe);
    if (cellsOf(faces) > kMostCells) {
        Issue issue;
        issue.severity = Severity::Error;
        issue.code = "air.tooManyCells";
        issue.text = {TWIN_TR("The grid would have {0} cells."), {std::to_string(cellsOf(faces))}};
        issue.value = std::to_string(cellsOf(faces));
        issue.allowed = fmt::format("≤ {}", kMostCells);
        issue.hint = {TWIN_TR("Choose larger cells."), {}};
        issues.push_back(std::move(issue));
    }
    return issues;
}

void noSteadyState(AirResult& result) {
    Issue issue;
    issue.severity = Severity::Error;
    issue.code = "air.closedRecirculation";
    issue.text = {TWIN_TR("The air finds no steady temperature: too little of it reaches a cooler or a return."), {}};
    issue.value = fmt::format("{:.3g} K", result.couplingChange_K);
    issue.hint = {TWIN_TR("Give the exhaust a way to a cooler and the intake a way from one."), {}};
    result.issues.push_back(std::move(issue));
}

void diverged(AirResult& result) {
    Issue issue;
    issue.severity = Severity::Error;
    issue.code = "air.diverged";
    issue.text = {TWIN_TR("The refined air diverges in this hall."), {}};
    issue.hint = {TWIN_TR("Use other cells, or the potential fidelity."), {}};
    result.issues.push_back(std::move(issue));
}

}  // namespace

AirResult solveRefined(const AirCase& airCase, const RefinedOptions& options, const RefinedProgress& progress, std::stop_token stop) {
    Run run{airCase, options, progress, stop, {}};
    if (Issues bad = checkCase([&] { AirCase c = airCase; c.cell_m = c.cellZ_m = 1; return c; }()); !bad.empty()) {
        run.result.issues = std::move(bad);
        return run.finish(SolveStatus::NotConverged);
    }
    const GridFaces finest = finestFaces(airCase, options);
    if (Issues bad = checked(airCase, finest); !bad.empty()) {
        run.result.issues = std::move(bad);
        return run.finish(SolveStatus::NotConverged);
    }
    const double size = meanSize(finest);
    std::vector<GridFaces> grids;
    if (GridFaces faces = coarserFaces(airCase, finest, options.aligned); cellsOf(faces) >= kFewestCells && 2 * cellsOf(faces) < cellsOf(finest)) grids.push_back(std::move(faces));
    grids.push_back(finest);

    numerics::WorkerPool pool(options.threads);
    const CoreOptions step = coreOptions(options);
    std::unique_ptr<Level> level;
    std::vector<double> coarserInlets;
    double coarserSize = 0;
    int iterations = 0;
    for (std::size_t g = 0; g < grids.size(); ++g) {
        const bool last = g + 1 == grids.size();
        Issues issues;
        auto next = makeLevel(airCase, grids[g], pool, issues);
        next->core->rest(restTemperature(airCase));  // also what has no counterpart on the coarser grid
        if (level) next->core->startFrom(*level->core);
        level = std::move(next);
        RefinedCore& core = *level->core;
        const auto racks = racksIn(airCase, level->grid);
        const std::size_t devices = airCase.devices.size();
        std::vector<std::vector<double>> windows;
        std::vector<double> sum(devices, 0.0);
        std::deque<Average> averages(1);
        bool settled = false;
        const int most = last ? options.maxIterations : kCoarseIterations;
        int done = 0;
        while (done < most && !settled) {
            core.iterate(step);
            ++done;
            if (stop.stop_requested()) return run.finish(SolveStatus::Cancelled);
            if (!(core.massError() < kDiverged)) {
                diverged(run.result);
                return run.finish(SolveStatus::NotConverged);
            }
            for (std::size_t d = 0; d < devices; ++d) sum[d] += core.boundary().deviceIntake_C[d];
            if (last && done % 5 == 0) averages.back().add(core);
            if (done % kWindow != 0) continue;
            for (double& value : sum) value /= kWindow;
            windows.push_back(sum);
            std::fill(sum.begin(), sum.end(), 0.0);
            if (!last) continue;
            const std::size_t n = windows.size();
            if (n >= kKeptWindows) settled = rmsDifference(racks, meanOf(windows, n - 2, n), meanOf(windows, n - 4, n - 2)) < options.settled_K;
            if (settled || done + kWindow > most) continue;
            averages.emplace_back();
            if (averages.size() > kKeptWindows) averages.pop_front();
        }
        iterations += done;
        if (!last) {
            coarserInlets = windows.empty() ? core.boundary().deviceIntake_C : windows.back();
            coarserSize = meanSize(grids[g]);
            if (progress) {
                AirResult coarse = solved(airCase, *level, true, 1e-3, stop);
                coarse.stage = g + 2 == grids.size() ? AirStage::Refining : AirStage::Coarse;
                coarse.report.status = SolveStatus::Converged;
                progress(coarse);
            }
            continue;
        }
        Average average;
        for (const Average& part : averages) average.add(part);
        average.into(core);
        core.refreshDiffusion();
        const ExactFlow flow = core.exactFlow(1e-10, 60);
        const HeatField heat = solveHeat(airCase, level->grid, core, flow, {}, stop);
        if (stop.stop_requested()) return run.finish(SolveStatus::Cancelled);
        const std::size_t kept = std::min(windows.size(), kKeptWindows), from = windows.size() - kept;
        std::vector<double> swing(devices, 0.0);
        double wander = 0, square = 0;
        if (kept > 1) {
            const auto mean = meanOf(windows, from, windows.size());
            for (std::size_t d = 0; d < devices; ++d)
                for (std::size_t w = from; w < windows.size(); ++w) swing[d] += (windows[w][d] - mean[d]) * (windows[w][d] - mean[d]) / double(kept - 1);
            for (const std::size_t d : racks) square += swing[d] / double(racks.size());
            wander = square / double(kept);
        }
        HeatField shown = heat;
        if (std::sqrt(square) > kWanders_K) {
            shown.temperature_C.assign(core.fields().T.begin(), core.fields().T.end());
            shown.deviceIntake_C = meanOf(windows, from, windows.size());
            for (std::size_t d = 0; d < devices; ++d)
                if (level->grid.deviceRuns[d]) shown.deviceOutlet_C[d] = outletTemperature(airCase, airCase.devices[d], shown.deviceIntake_C[d], 0);
        }
        run.result = resultOf(airCase, level->grid, core, flow, shown);
        run.result.issues = std::move(issues);
        for (const std::size_t d : racks) run.result.devices[d].wander_K = std::sqrt(swing[d]);
        std::vector<double> inlets;
        for (const DeviceResult& d : run.result.devices) inlets.push_back(d.intake_C);
        const double grid = coarserInlets.empty() ? 0 : rmsDifference(racks, inlets, coarserInlets) * size / std::max(coarserSize - size, 0.3 * size);
        run.result.errorBar_K = std::sqrt(grid * grid + wander);
        run.result.report.iterations = iterations;
        run.result.report.residual = core.massError();
        run.result.stage = settled ? AirStage::Settled : AirStage::Refining;
        if (run.result.energyResidual > 1e-3 && run.result.heatIn_W > 0) {
            noSteadyState(run.result);
            return run.finish(SolveStatus::NotConverged);
        }
        return run.finish(racks.empty() && airCase.supplies.empty() ? SolveStatus::NothingToSolve : SolveStatus::Converged);
    }
    return run.finish(SolveStatus::NothingToSolve);
}

AirResult solvePotential(const AirCase& airCase, const RefinedOptions& options, std::stop_token stop) {
    Run run{airCase, options, {}, stop, {}};
    const GridFaces faces = finestFaces(airCase, options);
    if (Issues bad = checked(airCase, faces); !bad.empty()) {
        run.result.issues = std::move(bad);
        return run.finish(SolveStatus::NotConverged);
    }
    numerics::WorkerPool pool(options.threads);
    Issues issues;
    auto level = makeLevel(airCase, faces, pool, issues);
    level->core->rest(restTemperature(airCase));
    level->core->potential(30);
    if (stop.stop_requested()) return run.finish(SolveStatus::Cancelled);
    run.result = solved(airCase, *level, false, 1e-7, stop);
    run.result.issues = std::move(issues);
    if (stop.stop_requested()) return run.finish(SolveStatus::Cancelled);
    if (run.result.energyResidual > 1e-3 && run.result.heatIn_W > 0) {
        noSteadyState(run.result);
        return run.finish(SolveStatus::NotConverged);
    }
    return run.finish(SolveStatus::Converged);
}

AirResult solveInstant(const AirCase& airCase, const RefinedOptions& options, std::stop_token stop) {
    Run run{airCase, options, {}, stop, {}};
    const GridFaces finest = finestFaces(airCase, options);
    if (Issues bad = checked(airCase, finest); !bad.empty()) {
        run.result.issues = std::move(bad);
        return run.finish(SolveStatus::NotConverged);
    }
    numerics::WorkerPool pool(options.threads);
    Issues issues;
    auto level = makeLevel(airCase, instantFaces(airCase, finest, options.aligned), pool, issues);
    RefinedCore& core = *level->core;
    core.rest(restTemperature(airCase));
    const CoreOptions step = coreOptions(options);
    Average average;
    for (int n = 0; n < kInstantIterations; ++n) {
        core.iterate(step);
        if (stop.stop_requested()) return run.finish(SolveStatus::Cancelled);
        if (!(core.massError() < kDiverged)) {
            diverged(run.result);
            return run.finish(SolveStatus::NotConverged);
        }
        if (n >= kInstantIterations / 2) average.add(core);
    }
    average.into(core);
    run.result = solved(airCase, *level, true, 1e-5, stop);
    run.result.issues = std::move(issues);
    run.result.report.iterations = kInstantIterations;
    run.result.stage = AirStage::Coarse;
    return run.finish(stop.stop_requested() ? SolveStatus::Cancelled : SolveStatus::Converged);
}

}  // namespace twin::air
