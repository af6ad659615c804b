// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/liquid/loop_network.h"

#include <stop_token>
#include <vector>

namespace twin::liquid {

/// A branch that is to carry a given flow.
struct BalancedBranch {
    int link = -1;
    double flow_m3_s = 0;         ///< wanted
    double valveDrop_Pa = 0;      ///< to be taken by a balancing valve in it, at the wanted flow
    double kv_m3_h = 0;           ///< of that valve (flow in m³/h at 1 bar); 0 where none is needed
    double balancedFlow_m3_s = 0; ///< with all valves set, no control
};

struct Balancing {
    std::vector<BalancedBranch> branches;
    int governing = -1;    ///< index of the branch that needs no throttling: the one the pump is sized by
    double worstError = 0; ///< |balanced − wanted| / wanted
    SolveReport report;
    Issues issues;         ///< "liquid.branchShort": branches whose flow the pumps cannot give at all
};

/// Settings of the balancing valves that give every branch its flow.
///
/// Needs   branches of kind Resistance with a flow above zero.
/// Model   every branch is first held at its flow by a pressure-independent valve; what such a valve takes beyond the
///         branch's own drop is what a fixed valve has to take. Then the network is solved with fixed valves: the check.
/// Cost    two solutions.  Thread-safe: yes.
/// Source  proportional balancing in one step, since the network is known; Kv after IEC 60534-2-1 for water.
Balancing balance(const Network& network, const std::vector<std::pair<int, double>>& linkFlow_m3_s, std::stop_token stop = {});

}  // namespace twin::liquid
