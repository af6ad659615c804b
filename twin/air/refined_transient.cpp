// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/air/refined_transient.h"

#include "twin/air/air_coupling.h"
#include "twin/air/air_grid.h"
#include "twin/air/bands.h"
#include "twin/air/refined_result.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace twin::air {

namespace {

constexpr int kStartIterations = 150;  // towards the steady state before the first event
constexpr double kStepCost = 3;        // of a step in time, in such iterations

void apply(const AirEvent& event, Device& device) {
    if (event.flow_m3_s) device.flow_m3_s = *event.flow_m3_s;
    if (event.heat_W) device.heat_W = *event.heat_W;
    if (event.supply_C) device.supply_C = *event.supply_C;
    if (event.capacity_W) device.capacity_W = *event.capacity_W;
}

double meanAir(const RefinedGrid& grid, const std::vector<float>& T) {
    double sum = 0, volume = 0;
    const numerics::GridShape& s = grid.shape;
    for (int k = 0; k < s.nz; ++k)
        for (int j = 0; j < s.ny; ++j)
            for (int i = 0; i < s.nx; ++i) {
                const auto c = std::size_t(s.index(i, j, k));
                if (!grid.open[c]) continue;
                sum += double(T[c]) * grid.volume(i, j, k);
                volume += grid.volume(i, j, k);
            }
    return volume > 0 ? sum / volume : 0;
}

}  // namespace

TransientResult solveTransient(const AirCase& airCase, const TransientOptions& options, std::stop_token stop) {
    if (hasBands(airCase)) {
        const SplitCase split = splitBands(airCase);
        TransientOptions ours = options;
        ours.heatCapacity_J_K = splitCapacities(options.heatCapacity_J_K, split);
        ours.events = splitEvents(options.events, split);
        return joinBands(solveTransient(split.airCase, ours, stop), airCase, split);
    }
    const auto started = std::chrono::steady_clock::now();
    TransientResult out;
    const auto finish = [&](SolveStatus status) {
        out.last.report.status = status;
        out.last.report.time_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
        return std::move(out);
    };
    AirCase now = airCase;
    now.cell_m = now.cellZ_m = 1;  // the refined grid has its own sizes
    if (Issues bad = checkCase(now); !bad.empty()) {
        out.last.issues = std::move(bad);
        return finish(SolveStatus::NotConverged);
    }
    GridFaces faces = options.solve.faces;
    if (faces[0].empty()) faces = options.solve.aligned ? alignedFaces(airCase, options.solve.cell_m, options.solve.cellZ_m) : evenFaces(airCase, options.solve.cell_m, options.solve.cellZ_m);
    numerics::WorkerPool pool(options.solve.threads);
    Issues issues;
    auto grid = std::make_unique<RefinedGrid>(makeRefinedGrid(now, faces, issues));
    auto core = std::make_unique<RefinedCore>(now, *grid, pool);
    const double still = stillAir_C(airCase);
    core->rest(airCase.supplies.empty() ? (still > -100 ? still : airCase.reference_C) : airCase.supplies[0].temperature_C);
    CoreOptions step;
    step.turbulence = options.solve.turbulence;
    step.velocityRelaxation = 0.9, step.temperatureRelaxation = 1, step.turbulenceRelaxation = 0.9;
    const double steps = std::ceil(options.end_s / options.step_s - 1e-9), all = kStartIterations + steps * kStepCost;
    const auto report = [&](double done) {
        if (options.progress) options.progress(std::min(1.0, done / all));
    };
    for (int n = 0; n < kStartIterations && !stop.stop_requested(); ++n) {
        core->iterate(step);
        report(n + 1);
    }
    step.timeStep_s = options.step_s;
    step.sweeps = 6;
    step.pressureCycles = 6;
    ThermalMass mass{options.heatCapacity_J_K, options.wallCapacity_J_m2K, options.wallFilm_W_m2K};
    mass.device_J_K.resize(airCase.devices.size(), 0.0);
    core->setThermalMass(mass);
    out.limit_s.resize(airCase.devices.size());
    auto events = options.events;
    std::stable_sort(events.begin(), events.end(), [](const AirEvent& a, const AirEvent& b) { return a.time_s < b.time_s; });
    std::size_t next = 0;
    for (double time = 0; time < options.end_s - 1e-9 && !stop.stop_requested(); time += options.step_s) {
        bool flowsChanged = false;
        for (; next < events.size() && events[next].time_s <= time + 1e-9; ++next) {
            if (events[next].device >= now.devices.size()) continue;
            flowsChanged = flowsChanged || events[next].flow_m3_s.has_value();
            apply(events[next], now.devices[events[next].device]);
        }
        if (flowsChanged) {
            auto changed = std::make_unique<RefinedGrid>(makeRefinedGrid(now, faces, issues));
            auto following = std::make_unique<RefinedCore>(now, *changed, pool);
            following->startFrom(*core);
            following->setThermalMass(mass);
            following->takeWalls(*core);
            core = std::move(following);
            grid = std::move(changed);
        }
        core->iterate(step);
        report(kStartIterations + kStepCost * double(out.time_s.size() + 1));
        out.time_s.push_back(time + options.step_s);
        out.intake_C.push_back(core->boundary().deviceIntake_C);
        out.meanAir_C.push_back(meanAir(*grid, core->fields().T));
        for (std::size_t d = 0; d < out.limit_s.size(); ++d) {
            if (out.limit_s[d] || core->boundary().deviceIntake_C[d] < options.limit_C) continue;
            const std::size_t n = out.intake_C.size();
            const double b = out.intake_C[n - 1][d], a = n > 1 ? out.intake_C[n - 2][d] : b;
            out.limit_s[d] = out.time_s.back() - (b > a ? (b - options.limit_C) / (b - a) : 0.0) * options.step_s;
        }
    }
    if (stop.stop_requested()) return finish(SolveStatus::Cancelled);
    core->refreshDiffusion();
    const ExactFlow flow = core->exactFlow(1e-11, 60);
    HeatField heat;  // the state, not the steady solution of its flow
    heat.temperature_C.assign(core->fields().T.begin(), core->fields().T.end());
    heat.deviceIntake_C = core->boundary().deviceIntake_C;
    heat.deviceOutlet_C = core->boundary().deviceOutlet_C;
    out.last = resultOf(now, *grid, *core, flow, heat);
    out.last.issues = std::move(issues);
    return finish(SolveStatus::Converged);
}

}  // namespace twin::air
