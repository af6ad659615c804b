// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/frame/frame.h"

#include <functional>
#include <limits>
#include <memory>
#include <stop_token>
#include <vector>

namespace twin::engine {

/// What the loss of one object does to the steady state: the racks that were within their limits and no longer are.
struct Contingency {
    Id item;
    std::vector<Id> shortOfCoolant;  ///< flow below what their return limit needs
    std::vector<Id> hot;             ///< warmest inlet above the recommended range of their class
    std::vector<Id> dark;            ///< without power
    std::vector<Id> overloaded;      ///< power equipment above its usable rating after transfer and load sharing
    double worstLoad = 0;            ///< of its usable rating, highest after the loss; 0 for cooling equipment
    Id worst;                        ///< the rack with the smallest flow margin among those short of coolant, else the hottest
    double worstFlowMargin = std::numeric_limits<double>::quiet_NaN();
    bool solved = false;             ///< the state after the loss is a solution
    bool survives() const { return solved && shortOfCoolant.empty() && hot.empty() && dark.empty() && overloaded.empty(); }
};

/// Every object whose single loss a loop or hall has to survive: pumps, CDUs, exchangers, rejection, air units.
std::vector<Id> coolingUnits(const Site& site);

/// The N+1 check: each of `items` out of service, one at a time, everything else as in `conditions`.
///
/// Needs   ids of the site.  Errors  none thrown; cancelled: the rows finished so far.
/// Cost    one coarse coupled solution an object, warm.  Thread-safe: yes.
std::vector<Contingency> contingencies(std::shared_ptr<const Site> site, const Conditions& conditions, const std::vector<Id>& items,
                                       std::stop_token stop = {}, std::function<void(double share)> progress = {});

/// The same for every object of the power paths, by sweeps of the paths alone (twin/power/redundancy.h) at the demand of
/// the coupled steady state.
///
/// Cost    one coarse coupled solution and one sweep an object.  Thread-safe: yes.
std::vector<Contingency> powerContingencies(const Site& site, const Conditions& conditions, std::stop_token stop = {});

}  // namespace twin::engine
