// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/engine/power_issues.h"

#include "twin/power/short_circuit.h"

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
        if (normal > 1)
            add(frame, Severity::Error, "power.overload", *node.item, {TWIN_TR("{0} carries {1} of its usable {2} in the normal state."), {node.item->name, percent(normal), rating}},
                percent(normal), allowed, {TWIN_TR("Move {0} of load to another feed, or raise the rating."), {formatQuantity((normal - 1) * node.rating_W, Unit::Power)}});
        else if (after > 1)
            add(frame, Severity::Warning, "power.overloadAfterLoss", *node.item, {TWIN_TR("{0} would carry {1} of its usable {2} after loss of the other side."), {node.item->name, percent(after), rating}},
                percent(after), allowed, {TWIN_TR("Move {0} of load to another pair of feeds, or raise the rating."), {formatQuantity((after - 1) * node.rating_W, Unit::Power)}});
        if (c.normal.nodes[i].drop > 0.05)
            add(frame, Severity::Warning, "power.voltageDrop", *node.item, {TWIN_TR("{0} loses {1} of its voltage."), {node.item->name, percent(c.normal.nodes[i].drop)}},
                percent(c.normal.nodes[i].drop), percent(0.05), {TWIN_TR("Shorten the run or take a larger section."), {}});
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
    faultIssues(coupling, frame);
}

}  // namespace twin::engine
