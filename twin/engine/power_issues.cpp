// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/engine/power_issues.h"

#include "twin/power/short_circuit.h"
#include "twin/power/voltage_profile.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace twin::engine {

namespace {

std::string percent(double share) { return formatQuantity(share, Unit::Fraction, UnitSystem::SI, 0); }

void add(Frame& frame, Severity severity, const char* code, const Item& item, Text text, std::string value, std::string allowed, Text hint) {
    frame.issues.push_back({severity, code, item.id, item.name, {}, std::move(text), std::move(value), std::move(allowed), std::move(hint)});
}

void feedIssues(const Coupling& c, Frame& frame) {
    for (const Compute& one : c.compute) {
        if (one.asked_W <= 0 || one.node < 0) continue;
        const auto& node = c.paths->nodes()[one.node];
        if (!c.normal.nodes[one.node].alive) {
            add(frame, Severity::Error, "power.unpowered", *one.item, {TWIN_TR("{0} has no live feed; it draws nothing and computes nothing."), {one.item->name}},
                formatQuantity(0, Unit::Power), formatQuantity(one.asked_W, Unit::Power), {TWIN_TR("Connect feed1 and feed2 to busways or PDUs of both sides."), {}});
            continue;
        }
        const bool survives = c.lossOfA.nodes[one.node].alive && c.lossOfB.nodes[one.node].alive;
        if (!survives)
            add(frame, Severity::Warning, "power.singleSide", *one.item, {TWIN_TR("{0} goes down with one supply side."), {one.item->name}},
                std::to_string(node.inputs.size()), {}, {TWIN_TR("Give it a feed from the other side."), {}});
    }
}

void ratingIssues(const Coupling& c, Frame& frame) {
    const auto& nodes = c.paths->nodes();
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const auto& node = nodes[i];
        if (node.load || node.rating_W <= 0) continue;
        const double normal = c.normal.nodes[i].load, after = std::fmax(c.lossOfA.nodes[i].load, c.lossOfB.nodes[i].load);
        const auto rating = formatQuantity(node.rating_W, Unit::Power);
        const std::string allowed = *node.usableBy == 0 ? percent(1) : fmt::format("{} ({}: {} of the bare rating)", percent(1), node.usableBy, percent(node.usable));
        const bool phaseOnly = !c.normal.phases.empty() && !node.dc && normal > 1 && c.normal.nodes[i].out_W <= node.rating_W;
        if (phaseOnly) {
            const auto& phases = c.normal.phases[i];
            const auto fullest = static_cast<std::size_t>(std::max_element(phases.current_A.begin(), phases.current_A.end()) - phases.current_A.begin());
            add(frame, Severity::Error, "power.phaseOverload", *node.item,
                {TWIN_TR("L{0} of {1} carries {2} of what it may; the three together only {3} of the usable {4}."), {std::to_string(fullest + 1), node.item->name, percent(normal), percent(c.normal.nodes[i].out_W / node.rating_W), rating}},
                formatQuantity(phases.current_A[fullest], Unit::Current), node.ratingCurrent_A > 0 ? formatQuantity(node.ratingCurrent_A, Unit::Current) : allowed, {TWIN_TR("Move single-phase loads to the other phases."), {}});
        } else if (normal > 1)
            add(frame, Severity::Error, "power.overload", *node.item, {TWIN_TR("{0} carries {1} of its usable {2} in the normal state."), {node.item->name, percent(normal), rating}},
                percent(normal), allowed, {TWIN_TR("Move {0} of load to another feed, or raise the rating."), {formatQuantity((normal - 1) * node.rating_W, Unit::Power)}});
        else if (after > 1 && !c.normal.phases.empty() && !node.dc && std::fmax(c.lossOfA.nodes[i].out_W, c.lossOfB.nodes[i].out_W) <= node.rating_W)
            add(frame, Severity::Warning, "power.phaseOverloadAfterLoss", *node.item, {TWIN_TR("One phase of {0} would carry {1} of what it may after loss of the other side; the three together fit into the usable {2}."), {node.item->name, percent(after), rating}},
                percent(after), allowed, {TWIN_TR("Move single-phase loads to the other phases."), {}});
        else if (after > 1)
            add(frame, Severity::Warning, "power.overloadAfterLoss", *node.item, {TWIN_TR("{0} would carry {1} of its usable {2} after loss of the other side."), {node.item->name, percent(after), rating}},
                percent(after), allowed, {TWIN_TR("Move {0} of load to another pair of feeds, or raise the rating."), {formatQuantity((after - 1) * node.rating_W, Unit::Power)}});
        if (c.normal.nodes[i].drop > 0.05)
            add(frame, Severity::Warning, "power.voltageDrop", *node.item, {TWIN_TR("{0} loses {1} of its voltage."), {node.item->name, percent(c.normal.nodes[i].drop)}},
                percent(c.normal.nodes[i].drop), percent(0.05), {TWIN_TR("Shorten the run or take a larger section."), {}});
    }
}

/// Boards and conductors that computers hang on.
void voltageIssues(const Coupling& c, Frame& frame) {
    constexpr double kBand = 0.1;      // IEC 60038, table 1
    constexpr double kOtherLevel = 0.5;  // beyond it the nominal voltages are of different levels: a transformer was left out, nothing sags so far
    const auto& nodes = c.paths->nodes();
    const auto voltage_V = power::voltageProfile(*c.paths, c.normal);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const auto& node = nodes[i];
        const double share = voltage_V[i] / node.voltage_V - 1;
        if (node.load || node.source || node.voltage_V <= 0 || !(std::abs(share) > kBand && std::abs(share) < kOtherLevel)) continue;
        if (std::none_of(node.outputs.begin(), node.outputs.end(), [&](int below) { return isCompute(nodes[static_cast<std::size_t>(below)].item->kind); })) continue;
        add(frame, Severity::Warning, "power.voltage", *node.item, {TWIN_TR("{0} gives {1} where its nominal voltage is {2}."), {node.item->name, formatQuantity(voltage_V[i], Unit::Voltage), formatQuantity(node.voltage_V, Unit::Voltage)}},
            formatQuantity(voltage_V[i], Unit::Voltage), "±" + percent(kBand), {TWIN_TR("Check the nominal voltages on the way, the taps of the transformers and the lengths of the runs."), {}});
    }
}

/// Only where a board states what it withstands: the estimate costs a factorisation, and without a rating there is
/// nothing to compare.
void faultIssues(const Coupling& c, Frame& frame) {
    const auto& nodes = c.paths->nodes();
    const bool any = std::any_of(nodes.begin(), nodes.end(), [&](const power::PowerPaths::Node& node) {
        return hasParam(node.item->kind, Param::FaultRating) && c.site.value(*node.item, Param::FaultRating) > 0;
    });
    if (!any) return;
    power::ShortCircuitReport report = power::shortCircuit(c.site, *c.paths);
    report.selectivity.clear();
    report.inrush.clear();
    for (Issue& issue : power::shortCircuitIssues(*c.paths, report)) frame.issues.push_back(std::move(issue));
}

}  // namespace

void addPowerIssues(const Coupling& coupling, Frame& frame) {
    feedIssues(coupling, frame);
    ratingIssues(coupling, frame);
    voltageIssues(coupling, frame);
    faultIssues(coupling, frame);
}

}  // namespace twin::engine
