// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/engine/power_facts.h"

#include "twin/power/fault_zone.h"

#include <cmath>

namespace twin::engine {

namespace {

/// Currents by phase, where the site has single-phase objects.
void addPhases(const PowerView& view, std::size_t at, std::vector<PowerFact>& facts) {
    const power::PowerPaths::Node& node = view.paths->nodes()[at];
    if (view.normal.phases.empty() || node.dc || node.load) return;
    const power::PhaseState& phases = view.normal.phases[at];
    const char* labels[] = {TWIN_TR("Current, L1"), TWIN_TR("Current, L2"), TWIN_TR("Current, L3")};
    for (std::size_t k = 0; k < 3; ++k) facts.push_back({labels[k], phases.current_A[k], Unit::Current, power::label(node.phases)});
    facts.push_back({TWIN_TR("Current, neutral"), phases.neutral_A, Unit::Current, "without third harmonics"});
    facts.push_back({TWIN_TR("Unbalance of the phases"), phases.unbalance(), Unit::Fraction, "NEMA MG 1"});
}

/// What a utility feed costs at this load by its tariff.
void addTariff(const PowerView& view, std::size_t at, std::vector<PowerFact>& facts) {
    constexpr double kJoule_kWh = 3.6e6, kHours_month = 730;
    const power::PowerPaths::Node& node = view.paths->nodes()[at];
    const double power_W = view.normal.nodes[at].out_W;
    if (node.energyPrice > 0) facts.push_back({TWIN_TR("Energy, an hour"), power_W * 3600 / kJoule_kWh * node.energyPrice, Unit::None, "tariff"});
    if (node.energyPrice > 0 || node.demandPrice > 0) facts.push_back({TWIN_TR("Energy and demand, a month at this load"), power_W / 1000 * (kHours_month * node.energyPrice + node.demandPrice), Unit::None, "tariff, 730 h"});
}

}  // namespace

std::vector<PowerFact> powerFacts(const PowerView& view, const power::ShortCircuitReport& report, Id item) {
    std::vector<PowerFact> facts;
    const int at = view.paths ? view.paths->indexOf(item) : -1;
    if (at < 0) return facts;
    const power::PowerPaths::Node& node = view.paths->nodes()[static_cast<std::size_t>(at)];
    const std::string rule = node.usableBy;
    if (node.ratingCurrent_A > 0) facts.push_back({TWIN_TR("Usable current"), node.ratingCurrent_A, Unit::Current, rule});
    if (node.rating_W > 0) facts.push_back({TWIN_TR("Usable power"), node.rating_W, Unit::Power, rule});
    if (const auto i = static_cast<std::size_t>(at); i < view.voltage_V.size()) {
        if (std::isfinite(view.voltage_V[i])) facts.push_back({TWIN_TR("Voltage at its output"), view.voltage_V[i], Unit::Voltage, {}});
        addPhases(view, i, facts);
        addTariff(view, i, facts);
    }
    for (const power::BoardFault& fault : report.boards) {
        if (fault.node != at) continue;
        const char* method = fault.method == power::FaultMethod::Iec60909 ? "IEC 60909-0, simplified" : "converters, current-limited";
        facts.push_back({TWIN_TR("Short-circuit current"), fault.ik_A, Unit::Current, method});
        facts.push_back({TWIN_TR("Short-circuit current, peak"), fault.ip_A, Unit::Current, method});
        if (fault.rating_A > 0) facts.push_back({TWIN_TR("Short-circuit current over fault rating"), fault.ik_A / fault.rating_A, Unit::Fraction, {}});
    }
    for (const power::Selectivity& pair : report.selectivity)
        if (pair.downstream == at) facts.push_back({TWIN_TR("Rated current of the device above, over this one's"), pair.ratio, Unit::None, view.paths->nodes()[static_cast<std::size_t>(pair.upstream)].item->name});
    for (const power::Inrush& inrush : report.inrush) {
        if (inrush.transformer != at) continue;
        facts.push_back({TWIN_TR("Inrush, peak at most"), inrush.high_A, Unit::Current, "8 to 12 times the rated current"});
        facts.push_back({TWIN_TR("Instantaneous trip above it"), inrush.trip_A, Unit::Current, view.paths->nodes()[static_cast<std::size_t>(inrush.upstream)].item->name});
    }
    return facts;
}

std::unordered_map<Id, PowerFact> zoneFacts(const PowerView& view) {
    std::unordered_map<Id, PowerFact> facts;
    const auto& nodes = view.paths->nodes();
    for (const power::FaultZone& zone : power::faultZones(*view.paths, view.demand_W)) {
        std::string openers;
        for (const int node : zone.isolators)
            if (const Item* item = nodes[std::size_t(node)].item) openers += (openers.empty() ? "" : ", ") + item->name;
        for (const int node : zone.members)
            if (const Item* item = nodes[std::size_t(node)].item) facts.emplace(item->id, PowerFact{TWIN_TR("Lost to a DC fault here, opened by"), zone.unserved_W, Unit::Power, openers});
    }
    return facts;
}

}  // namespace twin::engine
