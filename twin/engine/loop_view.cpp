// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/engine/loop_view.h"

#include "twin/engine/coupling.h"

#include <iterator>

namespace twin::engine {

LoopView loopView(const Site& site, const Conditions& conditions, std::stop_token stop) {
    constexpr double kTolerance = 1e-5;  // of the coupled state
    SolveOptions options;
    options.fidelity = Fidelity::Coarse;
    Coupling coupling(site, conditions, options, stop);
    LoopView view;
    for (int pass = 0; pass < options.maxPasses && !coupling.cancelled() && !view.settled; ++pass) view.settled = coupling.pass() <= kTolerance;
    view.results.assign(std::begin(coupling.liquid), std::end(coupling.liquid));
    view.loops = std::make_shared<const liquid::SiteLoops>(std::move(coupling.loops));
    return view;
}

Id driverOf(const liquid::SiteLoops& loops, Id item) {
    int part = -1;
    for (const liquid::SiteLink& link : loops.links)
        if (link.item->id == item && link.connected) part = link.part;
    for (const liquid::SiteLink& link : loops.links) {
        if (link.part != part || !link.connected || link.item->id == item) continue;
        if (link.role == liquid::Role::Pump || link.role == liquid::Role::CduSecondary) return link.item->id;
    }
    return {};
}

}  // namespace twin::engine
