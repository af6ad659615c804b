// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/engine/contingency.h"

#include "twin/engine/coupling.h"
#include "twin/power/redundancy.h"

#include <algorithm>
#include <cmath>

namespace twin::engine {

namespace {

constexpr double kTolerance = 1e-5;   ///< of the coupled states: racks are judged against limits, not against each other
constexpr double kNoMargin = -1e-3;   ///< of the flow needed

struct Limits {
    bool shortOfCoolant = false, hot = false, dark = false;
};

Limits limitsOf(const Frame& frame, Kind kind, std::size_t index, double asked_W) {
    const double flow = frame.value(kind, index, Quantity::FlowMargin), air = frame.value(kind, index, Quantity::AirMargin);
    const double power = frame.value(kind, index, Quantity::ItPower), liquid = frame.value(kind, index, Quantity::HeatToLiquid);
    Limits limits;
    limits.dark = asked_W > 0 && !(power > 0);
    limits.shortOfCoolant = !limits.dark && (flow < kNoMargin || (asked_W > 0 && !(liquid > 0)));
    limits.hot = !limits.dark && air < 0;
    return limits;
}

}  // namespace

std::vector<Id> coolingUnits(const Site& site) {
    std::vector<Id> ids;
    for (const KindSpec& kind : allKinds()) {
        const bool liquid = kind.kind == Kind::Pump || kind.kind == Kind::Cdu || kind.kind == Kind::HeatExchanger || kind.kind == Kind::DryCooler ||
                            kind.kind == Kind::CoolingTower || kind.kind == Kind::Chiller;
        if (liquid || isAirUnit(kind.kind)) site.items(kind.kind).forEach([&](const Item& item) { ids.push_back(item.id); });
    }
    return ids;
}

std::vector<Contingency> contingencies(std::shared_ptr<const Site> site, const Conditions& conditions, const std::vector<Id>& items, std::stop_token stop,
                                       std::function<void(double share)> progress) {
    SolveOptions options;
    options.fidelity = Fidelity::Coarse;
    options.couplingTolerance = kTolerance;
    const auto before = solve(site, conditions, options, stop);
    options.warmStart = before;
    std::vector<Contingency> rows;
    for (Id id : items) {
        if (stop.stop_requested()) break;
        Conditions without = conditions;
        without.outOfService.push_back(id);
        const auto after = solve(site, without, options, stop);
        if (after->report.status == SolveStatus::Cancelled) break;
        Contingency row;
        row.item = id;
        row.solved = after->report.usable();
        double hottest = 0;
        for (Kind kind : {Kind::Rack, Kind::ImmersionTank, Kind::ComputeCabin}) {
            std::size_t index = 0;
            site->items(kind).forEach([&](const Item& item) {
                const std::size_t i = index++;
                const double asked_W = before->value(kind, i, Quantity::ItPower);
                const Limits was = limitsOf(*before, kind, i, asked_W), is = limitsOf(*after, kind, i, asked_W);
                if (is.dark && !was.dark) row.dark.push_back(item.id);
                if (is.hot && !was.hot) {
                    row.hot.push_back(item.id);
                    const double margin = after->value(kind, i, Quantity::AirMargin);
                    if (row.shortOfCoolant.empty() && margin < hottest) hottest = margin, row.worst = item.id;
                }
                if (is.shortOfCoolant && !was.shortOfCoolant) {
                    row.shortOfCoolant.push_back(item.id);
                    const double margin = std::isfinite(after->value(kind, i, Quantity::FlowMargin)) ? after->value(kind, i, Quantity::FlowMargin) : -1;
                    if (!(row.worstFlowMargin <= margin)) row.worstFlowMargin = margin, row.worst = item.id;
                }
            });
        }
        rows.push_back(std::move(row));
        if (progress) progress(static_cast<double>(rows.size()) / static_cast<double>(items.size()));
    }
    return rows;
}

std::vector<Contingency> powerContingencies(const Site& site, const Conditions& conditions, std::stop_token stop) {
    SolveOptions options;
    options.fidelity = Fidelity::Coarse;
    Coupling coupling(site, conditions, options, stop);
    for (int pass = 0; pass < options.maxPasses && !coupling.cancelled(); ++pass)
        if (coupling.pass() <= kTolerance) break;
    const auto& nodes = coupling.paths->nodes();
    const power::RedundancyReport report = power::judgeRedundancy(*coupling.paths, coupling.demand_W, {}, stop);
    std::vector<Contingency> rows;
    for (const power::FailureCase& failure : report.singles) {
        Contingency row;
        row.item = nodes[static_cast<std::size_t>(failure.first)].item->id;
        row.solved = true;
        for (int load : failure.lost) row.dark.push_back(nodes[static_cast<std::size_t>(load)].item->id);
        for (int node : failure.overloaded) row.overloaded.push_back(nodes[static_cast<std::size_t>(node)].item->id);
        row.worstLoad = failure.worstLoad;
        if (failure.worstNode >= 0) row.worst = nodes[static_cast<std::size_t>(failure.worstNode)].item->id;
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace twin::engine
