// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/air/refined_run.h"

#include "twin/air/air_coupling.h"
#include "twin/air/air_grid.h"
#include "twin/air/refined_result.h"

#include <fmt/format.h>

#include <cmath>

namespace twin::air {

namespace {
constexpr std::size_t kMostCells = 60'000'000;

GridFaces finestFaces(const AirCase& airCase, const RefinedOptions& options) {
    if (!options.faces[0].empty()) return options.faces;
    return options.aligned ? alignedFaces(airCase, options.cell_m, options.cellZ_m) : evenFaces(airCase, options.cell_m, options.cellZ_m);
}

}  // namespace

AirResult Run::finish(SolveStatus status) {
    result.report.status = status;
    result.report.time_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    return std::move(result);
}

CoreOptions coreOptions(const RefinedOptions& options) {
    CoreOptions o;
    o.turbulence = options.turbulence;
    o.velocityRelaxation = 0.9;
    o.temperatureRelaxation = 1.0;
    o.turbulenceRelaxation = 0.9;
    return o;
}

std::unique_ptr<Level> makeLevel(const AirCase& airCase, const GridFaces& faces, numerics::WorkerPool& pool, Issues& issues) {
    auto level = std::make_unique<Level>();
    level->grid = makeRefinedGrid(airCase, faces, issues);
    level->core = std::make_unique<RefinedCore>(airCase, level->grid, pool);
    return level;
}

std::size_t cellsOf(const GridFaces& faces) { return (faces[0].size() - 1) * (faces[1].size() - 1) * (faces[2].size() - 1); }

double meanWidth(const GridFaces& faces, std::size_t axis) { return (faces[axis].back() - faces[axis].front()) / double(faces[axis].size() - 1); }

GridFaces facesOf(const AirCase& airCase, double plan_m, double layer_m, bool aligned) { return aligned ? alignedFaces(airCase, plan_m, layer_m) : evenFaces(airCase, plan_m, layer_m); }

AirResult solved(const AirCase& airCase, Level& level, bool diffusion, double tolerance_K, std::stop_token stop) {
    level.core->refreshDiffusion();
    const ExactFlow flow = level.core->exactFlow(1e-11, 60);
    HeatOptions heat;
    heat.diffusion = diffusion;
    heat.tolerance_K = tolerance_K;
    return resultOf(airCase, level.grid, *level.core, flow, solveHeat(airCase, level.grid, *level.core, flow, heat, stop));
}

double restTemperature(const AirCase& airCase) {
    double sum = 0, flow = 0;
    for (const Supply& s : airCase.supplies) sum += s.temperature_C * s.flow_m3_s, flow += s.flow_m3_s;
    if (flow > 0) return sum / flow;
    const double still = stillAir_C(airCase);
    return still > -100 ? still : airCase.reference_C;
}

Issues checked(const AirCase& airCase, const RefinedOptions& options, GridFaces& faces) {
    AirCase probe = airCase;
    probe.cell_m = probe.cellZ_m = 1;  // the refined grid has its own sizes
    Issues issues = checkCase(probe);
    if (!issues.empty()) return issues;
    faces = finestFaces(airCase, options);
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

}  // namespace twin::air
