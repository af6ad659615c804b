// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/report.h"
#include "twin/frame/frame.h"

#include <functional>
#include <memory>
#include <stop_token>
#include <vector>

namespace twin::engine {

/// What happens to a site that was in its steady state.
struct Incident {
    std::vector<Id> fails;   ///< trips, shuts or loses its feed at once; what hangs on it electrically follows
    std::vector<Id> starts;  ///< out of service before, started `startDelay_s` after the incident
    std::vector<std::pair<Id, double>> moves{};  ///< valves and their new opening, filters and their new clogging (0 … 1)
    double load = 1;         ///< of every computer that stays alive, over what it drew
    double startDelay_s = 10;
    double end_s = 900;
    std::vector<std::pair<Id, double>> setPoints_C;  ///< air units whose supply set point moves at once, and where to
    bool refinedAir = false;                         ///< halls by momentum, buoyancy and turbulence: minutes a hall
};

/// One computer after an incident.
struct RackAfter {
    Id item;
    double secondsToThrottle = 0;  ///< chips reach their limit; +∞ when they never do before the end; NaN without cold plates
    double hottest_C = 0;          ///< of its chips
    bool unpowered = false;
    std::vector<float> chip_C, return_C, flow_m3_s;  ///< n_times
};

/// The air that one computer draws after an incident.
struct InletAfter {
    Id item;
    double limit_C = 0;          ///< allowable inlet of its ASHRAE class
    double secondsToLimit = 0;   ///< its warmest third reaches the limit; +∞ when never before the end
    double hottest_C = 0;
    bool unpowered = false;
    std::vector<float> inlet_C;  ///< n_airTimes, warmest third of its intake
};

/// The air of one hall after an incident.
struct HallAfter {
    Id room;
    std::vector<float> meanAir_C;  ///< n_airTimes
    double energyResidual = 0;     ///< |stored − (given − taken)| over given; NaN for refined air
    SolveReport report;
};

/// One valve under control after an incident.
struct ValveAfter {
    Id item;
    double set_C = 0;
    std::vector<float> position, temperature_C;  ///< n_times
};

struct WhatIf {
    std::vector<double> time_s;    ///< from the incident
    std::vector<RackAfter> racks;  ///< first to throttle first, then the hottest
    std::vector<ValveAfter> valves;
    std::vector<Id> stopped;       ///< cooling equipment that stands still after it
    std::vector<double> airTime_s;     ///< from the incident; 0 is the state before
    std::vector<InletAfter> inlets;    ///< computers that draw hall air: first to reach their limit first, then the hottest
    std::vector<HallAfter> halls;
    SolveReport report;            ///< residual: of the energy balance
    Issues issues;
};

/// How long every rack has after an incident: coolant loops in time (twin/liquid/loop_transient.h) from the coupled
/// steady state, with heat stored in coolant, pipes' water, vessels and cold plates; hall air in time
/// (twin/air/hall_transient.h) with heat stored in air, racks, floor void and walls.
///
/// Needs   a site whose coupled solution converges; conditions.outOfService as before the incident.
/// Errors  none thrown; report.status tells. Issues name what the model leaves out.
/// Model   chips: one resistance from the coolant (chip rise at allocated power) and one heat capacity a rack. Pumps
///         coast down or hold their Δp, controlled valves follow their controllers within their stroke time
///         (twin/liquid/valve_motion.h), sinks stop at once (no free convection). CDU exchangers by ε-NTU follow both loops;
///         liquid-to-air CDUs follow the air that they draw and give their heat to it (loops and air in turn until that air moves
///         less than 0.2 K, else "liquid.airUnsettled"). Hall air:
///         fans that stop stop at once; a coil whose water fails loses capacity with the water's flow and with the
///         difference of return air and water; heat of stopped cold plates is not moved to the air.
/// Cost    one coarse coupled solution, some 500 steps of the loops and 250 of the air (some 10 ms each for a large hall); up to
///         eight times that with liquid-to-air CDUs.  Thread-safe: yes (no state).
/// Checked tests/unit/twin/engine/what_if_test.cpp against Q / Σ(ρ c V + C) of the site's objects.
WhatIf whatIf(const Site& site, const Conditions& conditions, const Incident& incident, std::stop_token stop = {},
              std::function<void(double share)> progress = {});

}  // namespace twin::engine
