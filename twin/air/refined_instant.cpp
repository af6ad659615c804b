// SPDX-License-Identifier: GPL-3.0-or-later
// Instant        the momentum model from rest on cells of 0.15 m. What takes long there is the heat: it fills a hall at the
//                pace of the air. So every few iterations the steady temperatures of the flow of the moment replace those
//                that travelled (refined_heat.cpp), and buoyancy drives the flow from them; later the swings of a flow
//                that wanders are left alone. It ends when the racks' inlets rest from one window to the next. Fields are
//                averaged from the last window of the fewest iterations on; where more follow, over those alone.
#include "twin/air/refined_run.h"

#include "twin/air/bands.h"
#include "twin/air/refined_average.h"
#include "twin/air/refined_result.h"

#include <algorithm>
#include <cmath>

namespace twin::air {

namespace {

constexpr int kMostIterations = 200, kFewestIterations = 60;
constexpr int kHeatEvery = 10, kHeatUntil = 120;  // iterations between steady temperatures; the last of them
constexpr int kInstantWindow = 20;               // iterations whose inlets are averaged
constexpr double kResting_K = 0.1;               // rms of the racks' inlets between two windows
constexpr double kHeat_K = 0.03;                 // of the steady temperatures on the way
constexpr double kInstantPlan_m = 0.15, kInstantLayer_m = 0.15;  // wider cells blunt the jets of tiles and of in-row units

GridFaces instantFaces(const AirCase& airCase, const GridFaces& fine, bool aligned) {
    const double plan = std::max(kInstantPlan_m, std::sqrt(meanWidth(fine, 0) * meanWidth(fine, 1))), layer = std::max(kInstantLayer_m, meanWidth(fine, 2));
    return facesOf(airCase, plan, layer, aligned);
}

/// The core's temperatures become the steady ones of its flow; they stay where there are none.
void takeSteadyHeat(const AirCase& airCase, Level& level, std::stop_token stop) {
    RefinedCore& core = *level.core;
    core.refreshDiffusion();
    const ExactFlow flow = core.exactFlow(1e-3, 4);
    const HeatField heat = solveHeat(airCase, level.grid, core, flow, {.diffusion = true, .tolerance_K = kHeat_K, .maxIterations = 60}, stop);
    if (heat.converged) std::transform(heat.temperature_C.begin(), heat.temperature_C.end(), core.fields().T.begin(), [](double t) { return float(t); });
}

/// rms over the racks that run.
double movement(const AirCase& airCase, const RefinedGrid& grid, const std::vector<double>& before, const std::vector<double>& now) {
    double sum = 0, racks = 0;
    for (std::size_t d = 0; d < now.size(); ++d)
        if (airCase.devices[d].kind == Device::Kind::Rack && grid.deviceRuns[d]) sum += (now[d] - before[d]) * (now[d] - before[d]), ++racks;
    return racks > 0 ? std::sqrt(sum / racks) : 0;
}

}  // namespace

AirResult solvePotential(const AirCase& airCase, const RefinedOptions& options, std::stop_token stop) {
    if (hasBands(airCase)) {
        const SplitCase split = splitBands(airCase);
        return joinBands(solvePotential(split.airCase, options, stop), airCase, split);
    }
    Run run{airCase, {}};
    GridFaces faces;
    if (Issues bad = checked(airCase, options, faces); !bad.empty()) {
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
    if (hasBands(airCase)) {
        const SplitCase split = splitBands(airCase);
        return joinBands(solveInstant(split.airCase, options, stop), airCase, split);
    }
    Run run{airCase, {}};
    GridFaces finest;
    if (Issues bad = checked(airCase, options, finest); !bad.empty()) {
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
    std::vector<double> window(airCase.devices.size(), 0.0), before = window;
    int done = 0;
    for (bool resting = false; done < kMostIterations && !resting;) {
        core.iterate(step);
        ++done;
        if (done % kHeatEvery == 0 && done <= kHeatUntil) takeSteadyHeat(airCase, *level, stop);
        if (stop.stop_requested()) return run.finish(SolveStatus::Cancelled);
        if (!(core.massError() < kDiverged)) {
            diverged(run.result);
            return run.finish(SolveStatus::NotConverged);
        }
        if (done > kFewestIterations - kInstantWindow) average.add(core);
        for (std::size_t d = 0; d < window.size(); ++d) window[d] += core.boundary().deviceIntake_C[d] / kInstantWindow;
        if (done % kInstantWindow != 0) continue;
        resting = done >= kFewestIterations && movement(airCase, level->grid, before, window) < kResting_K;
        before.swap(window);
        std::fill(window.begin(), window.end(), 0.0);
        if (done == kFewestIterations && !resting) average = {};
    }
    average.into(core);
    run.result = solved(airCase, *level, true, 1e-5, stop);
    run.result.issues = std::move(issues);
    run.result.report.iterations = done;
    run.result.stage = AirStage::Coarse;
    return run.finish(stop.stop_requested() ? SolveStatus::Cancelled : SolveStatus::Converged);
}

}  // namespace twin::air
