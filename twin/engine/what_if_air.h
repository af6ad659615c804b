// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/engine/coupling.h"
#include "twin/engine/what_if.h"
#include "twin/liquid/loop_transient.h"

#include <functional>
#include <stop_token>
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
};

/// Fills inlets, halls and airTime_s of the result from the coupled state before. Stopped: report.status says so.
void airAfter(const Coupling& before, const AirIncident& what, WhatIf& result, std::stop_token stop, const std::function<void(double share)>& progress);

}  // namespace twin::engine
