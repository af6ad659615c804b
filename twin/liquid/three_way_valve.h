// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/liquid/loop_network.h"
#include "twin/liquid/loop_solver.h"

#include <string>

namespace twin::liquid {

/// A valve of three ports: mixing (A and B flow into the common port) or diverting (the common port splits to A and B).
struct ThreeWayValve {
    std::string name;
    Id item;
    int portA = -1, portB = -1, common = -1;  ///< nodes
    bool diverting = false;
    double refFlow_m3_s = 0, refDrop_Pa = 0;  ///< of either way, fully open
    double position = 0.5;                    ///< 1: only A, 0: only B
};

/// Its two ways as links of a network.
struct ThreeWayLinks {
    int a = -1, b = -1;
};

/// Adds the valve. The ways' free areas are position and 1 − position of the full one, so the drop at equal flow grows with
/// their inverse square; a way open by less than 1 % is shut.
ThreeWayLinks addThreeWayValve(Network& network, const ThreeWayValve& valve);
void setThreeWayPosition(Network& network, const ThreeWayLinks& links, const ThreeWayValve& valve, double position);

struct ThreeWayResult {
    double position = 0;
    double temperature_C = 0;  ///< at the sensed node
    bool holds = false;        ///< the set temperature is met
    NetworkResult network;
    Issues issues;             ///< "liquid.threeWayLimit": at the end of its travel
};

/// The position at which the temperature of a node is `set_C`, found by false position (Illinois) between the ends.
///
/// Needs   a network that the valve was added to; it is left at the position found.
/// Errors  none thrown; out of reach: the nearer end, an issue, holds = false.
/// Cost    some 10 warm solutions.
ThreeWayResult holdTemperature(Network& network, const ThreeWayLinks& links, const ThreeWayValve& valve, int sensedNode, double set_C,
                               const SolveOptions& options = {});

}  // namespace twin::liquid
