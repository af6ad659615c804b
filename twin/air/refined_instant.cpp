// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/air/refined_run.h"

#include "twin/air/refined_average.h"
#include "twin/air/refined_result.h"

#include <algorithm>
#include <cmath>

namespace twin::air {

namespace {

constexpr int kInstantIterations = 140;
constexpr double kInstantPlan_m = 0.2, kInstantLayer_m = 0.15;  // wider cells blunt the jets of tiles

GridFaces instantFaces(const AirCase& airCase, const GridFaces& fine, bool aligned) {
    const double plan = std::max(kInstantPlan_m, std::sqrt(meanWidth(fine, 0) * meanWidth(fine, 1))), layer = std::max(kInstantLayer_m, meanWidth(fine, 2));
    return facesOf(airCase, plan, layer, aligned);
}

}  // namespace

AirResult solvePotential(const AirCase& airCase, const RefinedOptions& options, std::stop_token stop) {
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
