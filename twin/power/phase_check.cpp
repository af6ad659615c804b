// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/power/phase_check.h"

#include <algorithm>

namespace twin::power {

namespace {

using Node = PowerPaths::Node;

void tell(Issues& issues, Severity severity, const char* code, const Node& node, Text text, const char* value, Text hint) {
    issues.push_back({severity, code, node.item->id, node.item->name, {}, std::move(text), value, {}, std::move(hint)});
}

/// The phases that the feeds of a node have in common; three-phase when they differ or there is none.
Phases commonOf(const std::vector<Node>& nodes, const Node& node, bool& differ) {
    Phases common = Phases::AsFed;
    for (const int input : node.inputs) {
        const Phases given = nodes[static_cast<std::size_t>(input)].phases;
        if (common == Phases::AsFed) common = given;
        else if (common != given) differ = true;
    }
    return common == Phases::AsFed || differ ? Phases::Three : common;
}

void contradictions(const std::vector<Node>& nodes, const Node& node, Issues& issues) {
    if (node.ownPhases == Phases::AsFed) return;
    for (const int input : node.inputs) {
        const Node& feed = nodes[static_cast<std::size_t>(input)];
        if (feed.dc && singlePhase(node.ownPhases))
            tell(issues, Severity::Warning, "power.phaseOnDc", node, {TWIN_TR("{0} asks for {1}, but {2} gives direct current."), {node.item->name, label(node.ownPhases), feed.item->name}}, label(node.ownPhases),
                 {TWIN_TR("Set its phases to \"as fed\"."), {}});
        else if (!holds(feed.phases, node.ownPhases))
            tell(issues, Severity::Error, "power.phaseContradiction", node, {TWIN_TR("{0} asks for {1}, but {2} has {3} only."), {node.item->name, label(node.ownPhases), feed.item->name, label(feed.phases)}}, label(node.ownPhases),
                 {TWIN_TR("Correct its phases, or feed it from somewhere else."), {}});
    }
}

/// Loads without a setting on a board that has single-phase ones.
void missing(const std::vector<Node>& nodes, const Node& board, Issues& issues) {
    if (board.dc || singlePhase(board.phases) || board.outputs.empty()) return;
    int stated = 0, silent = 0;
    const Node* first = nullptr;
    for (const int output : board.outputs) {
        const Node& load = nodes[static_cast<std::size_t>(output)];
        if (!isCompute(load.item->kind)) continue;
        if (singlePhase(load.ownPhases)) ++stated;
        if (load.ownPhases == Phases::AsFed && ++silent == 1) first = &load;
    }
    if (stated > 0 && silent > 0)
        tell(issues, Severity::Warning, "power.phaseMissing", board, {TWIN_TR("{0} feeds {1} computers by single phases; {2} others state none ({3} first) and are taken as balanced."), {board.item->name, std::to_string(stated), std::to_string(silent), first->item->name}},
             label(first->ownPhases), {TWIN_TR("State the phases of each of them."), {}});
}

}  // namespace

bool resolvePhases(std::vector<Node>& nodes, const std::vector<int>& order, const std::vector<int>& ringOf, Issues& issues) {
    bool any = false;
    for (const Node& node : nodes) any = any || singlePhase(node.ownPhases);
    if (!any) return false;
    for (const int at : order) {
        Node& node = nodes[static_cast<std::size_t>(at)];
        bool differ = false;
        const Phases fed = commonOf(nodes, node, differ);
        contradictions(nodes, node, issues);
        const bool inRing = !ringOf.empty() && ringOf[static_cast<std::size_t>(at)] >= 0;
        if (inRing && singlePhase(node.ownPhases))
            tell(issues, Severity::Warning, "power.phaseInRing", node, {TWIN_TR("{0} stands in a ring, which is solved as balanced; its single phase is not followed."), {node.item->name}}, label(node.ownPhases), {TWIN_TR("Open the ring to see its phases."), {}});
        node.phases = node.dc || inRing || node.item->kind == Kind::Transformer || node.source ? Phases::Three : node.ownPhases != Phases::AsFed ? node.ownPhases : fed;
        if (differ && node.ownPhases == Phases::AsFed && !node.load)
            tell(issues, Severity::Error, "power.phaseMixed", node, {TWIN_TR("The feeds of {0} have different phases; it is taken as three-phase."), {node.item->name}}, label(node.ownPhases), {TWIN_TR("State its phases, or feed it alike."), {}});
        if (singlePhase(node.phases)) node.rating_W *= node.ratedByCurrent ? powerPerAmpere(node.phases) / powerPerAmpere(Phases::Three) : 1;
    }
    for (const Node& node : nodes) missing(nodes, node, issues);
    return true;
}

}  // namespace twin::power
