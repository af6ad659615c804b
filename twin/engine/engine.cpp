// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/engine/engine.h"

#include "twin/engine/coupling.h"

#include <chrono>
#include <cmath>

namespace twin::engine {

namespace {
constexpr double kOpenBalance = 1e-5;  ///< relative; a solved state closes a hundred times better
}

std::shared_ptr<const Frame> solve(std::shared_ptr<const Site> site, const Conditions& conditions, const SolveOptions& options,
                                   std::stop_token stop) {
    const auto start = std::chrono::steady_clock::now();
    auto frame = std::make_shared<Frame>();
    frame->site = site;
    frame->conditions = conditions;
    frame->fidelity = options.fidelity;
    frame->variant = options.variant;
    frame->generation = options.generation;

    Coupling coupling(*site, conditions, options, stop);
    SolveReport& report = frame->report;
    report.status = SolveStatus::NotConverged;
    for (report.iterations = 0; report.iterations < options.maxPasses; ++report.iterations) {
        report.residual = coupling.pass();
        if (options.progress) options.progress(static_cast<double>(report.iterations + 1) / options.maxPasses);
        if (coupling.cancelled()) {
            report.status = SolveStatus::Cancelled;
            return frame;
        }
        if (report.residual <= options.couplingTolerance) {
            report.status = SolveStatus::Converged;
            ++report.iterations;
            break;
        }
    }
    coupling.loseSides();
    coupling.findMoisture();
    const auto solved = coupling.showCarried(options.carried);
    engine::report(coupling, *frame);
    for (const auto& [name, part] : frame->reports)
        if (part.status == SolveStatus::NotConverged && report.status == SolveStatus::Converged) {
            report.status = SolveStatus::NotConverged;
            report.worst = name + (part.worst.empty() ? "" : ": " + part.worst);
        }

    for (const Balance& balance : frame->balances)  // heat without a way out: its issue names the object
        if (report.usable() && balance.relative() > kOpenBalance) {
            report.status = SolveStatus::NotConverged;
            report.worst = std::string(balance.label) + " is open by " + formatQuantity(std::abs(balance.in - balance.out), Unit::Power);
        }

    auto memory = std::make_shared<EngineMemory>();
    for (const Cooling& unit : coupling.cooling) memory->plant.emplace(unit.item->id, unit.now);
    for (const auto& valves : coupling.loops.valves)
        for (const liquid::ControlledValve& valve : valves) memory->valves.emplace(valve.item, valve.position);
    for (std::size_t r = 0; r < coupling.rooms.size(); ++r) {
        const Id room = coupling.rooms[r].room->id;
        std::shared_ptr<const AirField> field;
        for (const auto& known : frame->fields)
            if (known->room == room) field = known;
        memory->rooms.push_back({room, coupling.posed(r), solved[r], coupling.air[r], std::move(field)});
    }
    memory->carried = options.carried;
    memory->paths = coupling.paths;
    memory->normal = std::move(coupling.normal);
    memory->lossOfA = std::move(coupling.lossOfA);
    memory->lossOfB = std::move(coupling.lossOfB);
    frame->memory = std::move(memory);
    frame->solveTime_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    report.time_s = frame->solveTime_s;
    return frame;
}

}  // namespace twin::engine
