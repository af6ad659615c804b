// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/air/refined_solver.h"
#include "twin/engine/coupling.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace twin::engine {

namespace {

constexpr double kFinest_m = 0.12;      ///< cells of small halls: where the accuracy cases were held
constexpr double kMostCells = 200'000;  ///< of a hall; larger halls take larger cells

air::RefinedOptions optionsFor(const air::AirCase& hall, int threads) {
    air::RefinedOptions options;
    options.threads = threads;
    options.aligned = false;  // even cells: what fields and pictures are made of
    options.cell_m = std::max(kFinest_m, std::cbrt(hall.sizeX_m * hall.sizeY_m * hall.sizeZ_m / kMostCells));
    options.cellZ_m = options.cell_m;
    return options;
}

}  // namespace

std::shared_ptr<const Frame> refine(const std::shared_ptr<const Frame>& frame, int threads, const std::function<void(std::shared_ptr<const Frame>)>& improved,
                                    std::stop_token stop) {
    if (!frame || !frame->site || !frame->report.usable()) return nullptr;
    const auto start = std::chrono::steady_clock::now();
    SolveOptions options;
    options.fidelity = Fidelity::Fine;
    options.threads = threads;
    options.warmStart = frame;
    Coupling coupling(*frame->site, frame->conditions, options, stop);
    for (int pass = 0; pass < options.maxPasses && !stop.stop_requested(); ++pass)  // the state of the frame again: little moves
        if (coupling.pass() <= options.couplingTolerance) break;
    coupling.loseSides();
    coupling.findMoisture();
    coupling.showCarried(frame->memory ? frame->memory->carried : nullptr);  // halls that are not refined yet stay as they were shown
    Issues refused;
    const auto publish = [&](bool done) {
        auto next = std::make_shared<Frame>();
        next->site = frame->site;
        next->conditions = frame->conditions;
        next->variant = frame->variant;
        next->generation = frame->generation;
        next->fidelity = frame->fidelity;
        next->report = frame->report;
        engine::report(coupling, *next);
        next->issues.insert(next->issues.end(), refused.begin(), refused.end());
        next->memory = frame->memory;
        next->solveTime_s = frame->solveTime_s + std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        if (!done && improved) improved(next);
        return std::shared_ptr<const Frame>(std::move(next));
    };
    for (std::size_t r = 0; r < coupling.rooms.size() && !stop.stop_requested(); ++r) {
        if (!coupling.air[r] || !coupling.air[r]->report.usable()) continue;
        const air::AirCase& hall = coupling.posed(r);
        const auto progress = [&](const air::AirResult& result) {
            if (!result.report.usable()) return;
            coupling.air[r] = std::make_shared<const air::AirResult>(result);
            publish(false);
        };
        const auto before = coupling.air[r];
        air::AirResult result = air::solveRefined(hall, optionsFor(hall, threads), progress, stop);
        if (stop.stop_requested()) return nullptr;
        if (hasErrors(result.issues) || result.temperature_C.empty() || !result.report.usable()) {
            refused.push_back({Severity::Note, "air.notRefined", coupling.rooms[r].room->id, coupling.rooms[r].room->name, {},
                               {TWIN_TR("The refined air of {0} did not settle; the instant solution is shown."), {coupling.rooms[r].room->name}}, {}, {}, {}});
            coupling.air[r] = before;
        } else {
            result.stage = air::AirStage::Settled;  // averaged where the flow does not come to rest: the error bar says so
            coupling.air[r] = std::make_shared<const air::AirResult>(std::move(result));
            publish(false);  // tracers take some seconds more
            coupling.traced[r] = traceHall(coupling, r, threads, stop);
        }
    }
    return stop.stop_requested() ? nullptr : publish(true);
}

}  // namespace twin::engine
