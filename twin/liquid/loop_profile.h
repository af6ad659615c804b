// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/liquid/loop_network.h"
#include "twin/liquid/site_loops.h"

#include <span>
#include <vector>

namespace twin::liquid {

/// One end of a link on a path.
struct ProfilePoint {
    double distance_m = 0;     ///< from the start of the path, along pipes; other items have no length
    double pressure_Pa = 0;
    double temperature_C = 0;  ///< where flow enters or leaves this link; NaN where nothing flows
    double elevation_m = 0;
    int node = -1;
    int link = -1;
    bool along = true;         ///< the flow runs with the path here
};

struct LoopProfile {
    std::vector<ProfilePoint> points;  ///< two a link, in the order of the path: where it begins and where it ends
    bool found() const { return !points.empty(); }
};

/// Pressure and temperature along the path from one node to another: with the flow when that leads there, by the least
/// number of links against it otherwise, and among these the shortest. Shut links are no way.
///
/// Needs   a result of this network.  Errors  none: an empty profile when no open way joins the nodes.
/// Cost    O(links log links).  Thread-safe: yes.
LoopProfile profileAlong(const Network& network, const NetworkResult& result, int from, int to);

/// The same from one item of a site to another, both included; they have to lie in one network. Items that coolant passes
/// through, manifolds and tanks.
/// Shapes  results: one a network of `loops`.
LoopProfile profileBetween(const SiteLoops& loops, std::span<const NetworkResult> results, Id from, Id to);

}  // namespace twin::liquid
