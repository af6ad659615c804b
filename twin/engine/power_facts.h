// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/units.h"
#include "twin/engine/power_view.h"
#include "twin/power/short_circuit.h"

#include <unordered_map>

namespace twin::engine {

/// One line of what is derived for an object, with where it comes from: for inspector, card and command line.
struct PowerFact {
    const char* label;   ///< TWIN_TR
    double value;
    Unit unit;
    std::string source;  ///< standard, rule or assumption; empty = from the solution
};

/// Derived figures of an object of the power paths: usable rating and its rule, short-circuit level and method, fault
/// rating, ratio to the next rated device above (selectivity), inrush of a transformer and the trip above it.
///
/// Needs   a view of this site and a report made from its paths (power::shortCircuit); both are made once for many items.
/// Cost    O(boards + pairs).
std::vector<PowerFact> powerFacts(const PowerView& view, const power::ShortCircuitReport& report, Id item);

/// What a fault on direct current at an object costs until its isolation zone is opened (power::faultZones): lost power, with
/// what opens it as the source. By item.  Cost  one sweep a zone.
std::unordered_map<Id, PowerFact> zoneFacts(const PowerView& view);

}  // namespace twin::engine
