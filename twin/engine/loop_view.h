// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/liquid/site_loops.h"
#include "twin/model/project.h"

#include <memory>
#include <stop_token>
#include <vector>

namespace twin::engine {

/// The coolant loops of a site in the coupled steady state.
struct LoopView {
    std::shared_ptr<const liquid::SiteLoops> loops;  ///< refers to items of the site: keep the site
    std::vector<liquid::NetworkResult> results;      ///< a network of `loops` each
    bool settled = false;                            ///< the coupled state is a solution
};

/// Cost  one coarse coupled solution.  Thread-safe: yes.
LoopView loopView(const Site& site, const Conditions& conditions, std::stop_token stop = {});

/// Where a path to an item starts when nobody says: the pump or CDU that drives its loop, the nearest in numbers; none when
/// the item is on no loop.
Id driverOf(const liquid::SiteLoops& loops, Id item);

}  // namespace twin::engine
