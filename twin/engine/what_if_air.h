// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/engine/coupling.h"
#include "twin/engine/what_if.h"
#include "twin/liquid/loop_transient.h"

#include <functional>
#include <stop_token>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace twin::engine {

/// What the air of the halls meets in an incident.
struct AirIncident {
    const Incident& incident;
    const std::unordered_set<Id>& stoppedBefore;
    const std::unordered_set<Id>& stoppedAfter;
    std::unordered_set<Id> dark;                                ///< computers without power after it
    std::vector<std::pair<int, liquid::LinkHistory>> coils;     ///< index into SiteLoops::links, its water in WhatIf::time_s
    std::vector<std::pair<Id, std::vector<float>>> cdus;        ///< liquid to air: heat given to the air, W, in WhatIf::time_s
};

/// What liquid-to-air CDUs draw, in WhatIf::airTime_s.
using DrawnAir = std::unordered_map<Id, std::vector<double>>;

/// Fills inlets, halls and airTime_s of the result from the coupled state before. Stopped: report.status says so.
DrawnAir airAfter(const Coupling& before, const AirIncident& what, WhatIf& result, std::stop_token stop, const std::function<void(double share)>& progress);

}  // namespace twin::engine
