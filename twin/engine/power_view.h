// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/frame/frame.h"
#include "twin/power/power_paths.h"

#include <memory>
#include <stop_token>
#include <vector>

namespace twin::engine {

/// The electrical paths of a site and what hangs on them in the coupled steady state.
struct PowerView {
    std::shared_ptr<const power::PowerPaths> paths;  ///< refers to items of the site: keep the site
    std::vector<double> demand_W;                    ///< n_nodes: computers, cooling equipment, pumps
    Issues issues;                                   ///< of the paths
    power::PowerState normal;                        ///< both sides alive
    std::vector<double> voltage_V;                   ///< n_nodes, see power::voltageProfile
    bool settled = false;                            ///< the coupled state is a solution
};

/// Cost  one coarse coupled solution.  Thread-safe: yes.
PowerView powerView(const Site& site, const Conditions& conditions, std::stop_token stop = {});

}  // namespace twin::engine
