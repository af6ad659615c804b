// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/engine/power_view.h"

#include "twin/engine/coupling.h"
#include "twin/power/voltage_profile.h"

namespace twin::engine {

PowerView powerView(const Site& site, const Conditions& conditions, std::stop_token stop) {
    constexpr double kTolerance = 1e-5;  // of the coupled state: far below what a rating is known to
    SolveOptions options;
    options.fidelity = Fidelity::Coarse;
    Coupling coupling(site, conditions, options, stop);
    PowerView view;
    for (int pass = 0; pass < options.maxPasses && !coupling.cancelled() && !view.settled; ++pass) view.settled = coupling.pass() <= kTolerance;
    view.paths = coupling.paths;
    view.demand_W = coupling.demand_W;
    view.normal = coupling.paths->solve(view.demand_W, power::Scenario::Normal);
    view.voltage_V = power::voltageProfile(*coupling.paths, view.normal);
    view.issues = coupling.paths->issues();
    return view;
}

}  // namespace twin::engine
