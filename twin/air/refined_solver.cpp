// SPDX-License-Identifier: GPL-3.0-or-later
// Grids         one with cells twice as wide (each with its faces on the planes of the geometry), from air at rest, then
//               the finest. Halls can have two steady flows: cold aisles that stay closed by their jets, or that spill
//               over the floor; much coarser grids and thicker layers blunt the jets and start the finest in the second.
//               Narrow cells (kNarrow_m, kThin_m) carry air less far in an iteration: a grid of half as many each way
//               settles first, and windows are longer by as much as the cells are narrower.
// Settled       inlets' means over two windows of iterations against the two before move less than settled_K, or than
//               a tenth of the error bar where that is more (at most 1.5 settled_K); averages are taken over these four windows.
//               The averaged flow is made free of divergence and its heat solved to the last digit (refined_heat.cpp).
//               Where the flow wanders, temperatures are the averages themselves: the mean flow alone lacks what its
//               swings carry. Returns and balance always belong to the mean flow.
// Error bar     √(grid² + wander²). grid: rms difference of the inlets between the two finest grids (first order: the
//               error of the finer one is about that difference times h/(H − h)); wander: rms standard error of the
//               inlets' window means.
#include "twin/air/refined_run.h"

#include "twin/air/air_coupling.h"
#include "twin/air/bands.h"
#include "twin/air/refined_average.h"
#include "twin/air/refined_result.h"

#include <algorithm>
#include <cmath>
#include <deque>

namespace twin::air {

namespace {

constexpr int kWindow = 30;              // iterations whose inlets are averaged
constexpr std::size_t kKeptWindows = 4;
constexpr double kSettledShare = 0.1;    // of the error bar: less movement than this tells nothing
constexpr double kWanders_K = 0.02;      // rms of the inlets' swings from which averages are shown
constexpr int kCoarseIterations = 160;   // on the grid below the finest
constexpr std::size_t kFewestCells = 1500;
constexpr double kNarrow_m = 0.15, kThin_m = 0.11;  // cells below both are narrow
constexpr double kUsual_m = 0.2;         // width for which kWindow stands
constexpr double kLongest = 4;           // windows

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

/// First order: what inlets differ by between two grids, scaled to the error of the finer.
double gridError(double difference_K, double size, double coarserSize) { return difference_K * size / std::max(coarserSize - size, 0.3 * size); }

double meanSize(const GridFaces& faces) {
    double size = 1;
    for (const auto& f : faces) size *= (f.back() - f.front()) / double(f.size() - 1);
    return std::cbrt(size);
}

double planWidth(const GridFaces& faces) { return std::sqrt(meanWidth(faces, 0) * meanWidth(faces, 1)); }

/// Twice the size in plan, the same layers: what rises and spreads in layers must find the same way as on the finest.
GridFaces coarserFaces(const AirCase& airCase, const GridFaces& fine, bool aligned) {
    return facesOf(airCase, 2 * planWidth(fine), meanWidth(fine, 2), aligned);
}

bool isNarrow(const GridFaces& faces) { return planWidth(faces) < kNarrow_m && meanWidth(faces, 2) < kThin_m; }

/// From the coarsest.
std::vector<GridFaces> sequenceOf(const AirCase& airCase, const GridFaces& finest, bool aligned) {
    std::vector<GridFaces> grids{finest};
    const auto add = [&](GridFaces faces) {
        const bool fits = cellsOf(faces) >= kFewestCells && 2 * cellsOf(faces) < cellsOf(grids.front());
        if (fits) grids.insert(grids.begin(), std::move(faces));
        return fits;
    };
    while (isNarrow(grids.front()))
        if (!add(facesOf(airCase, 2 * planWidth(grids.front()), 2 * meanWidth(grids.front(), 2), aligned))) break;
    add(coarserFaces(airCase, grids.front(), aligned));
    return grids;
}

}  // namespace

AirResult solveRefined(const AirCase& airCase, const RefinedOptions& options, const RefinedProgress& progress, std::stop_token stop) {
    if (hasBands(airCase)) {
        const SplitCase split = splitBands(airCase);
        const RefinedProgress whole = [&](const AirResult& result) { progress(joinBands(result, airCase, split)); };
        return joinBands(solveRefined(split.airCase, options, progress ? whole : RefinedProgress{}, stop), airCase, split);
    }
    Run run{airCase, {}};
    GridFaces finest;
    if (Issues bad = checked(airCase, options, finest); !bad.empty()) {
        run.result.issues = std::move(bad);
        return run.finish(SolveStatus::NotConverged);
    }
    const double size = meanSize(finest);
    const std::vector<GridFaces> grids = sequenceOf(airCase, finest, options.aligned);

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
        const bool start = !last && g == 0;  // only to find the flow
        const double longer = isNarrow(grids[g]) ? std::clamp(kUsual_m / planWidth(grids[g]), 1.0, kLongest) : 1.0;
        const int window = start ? kWindow : static_cast<int>(kWindow * longer), most = start ? kCoarseIterations : static_cast<int>(options.maxIterations * longer);
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
            if (done % window != 0) continue;
            for (double& value : sum) value /= window;
            windows.push_back(sum);
            std::fill(sum.begin(), sum.end(), 0.0);
            if (start) continue;
            const std::size_t n = windows.size();
            if (n >= kKeptWindows) {
                const auto now = meanOf(windows, n - 2, n);
                const double bar = coarserInlets.empty() ? 0 : gridError(rmsDifference(racks, now, coarserInlets), meanSize(grids[g]), coarserSize);
                settled = rmsDifference(racks, now, meanOf(windows, n - 4, n - 2)) < std::clamp(kSettledShare * bar, options.settled_K, 1.5 * options.settled_K);
            }
            if (!last || settled || done + window > most) continue;
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
        const ExactFlow flow = core.exactFlow(1e-11, 60);
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
        const double grid = coarserInlets.empty() ? 0 : gridError(rmsDifference(racks, inlets, coarserInlets), size, coarserSize);
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

}  // namespace twin::air
