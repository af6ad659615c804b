// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/frame/frame.h"
#include "twin/scene/schematic.h"

#include <cmath>

namespace twin::scene {

inline constexpr double kNoValue = std::numeric_limits<double>::quiet_NaN();
inline constexpr double kLeastFlow_m3_s = 1e-9;  ///< below it coolant stands

/// What a symbol shows. Numbers of a stack: sums of flows and powers, the worst of the rest; NaN where nobody has one.
struct SchematicNodeState {
    unsigned out = 0;      ///< taken out of service
    unsigned dead = 0;     ///< power: without a path to a source (those out of service among them); coolant: without flow
    unsigned reduced = 0;  ///< power: live, but one of its feeds is dead
    double power_W = kNoValue;    ///< drawn by loads, given by the rest
    double load = kNoValue;       ///< of the usable rating
    double afterLoss = kNoValue;  ///< of the usable rating after loss of the other side
    double current_A = kNoValue, voltage_V = kNoValue;
    double flow_m3_s = kNoValue, supply_C = kNoValue, return_C = kNoValue, drop_Pa = kNoValue;
    double flowMargin = kNoValue;
    Id worst;  ///< the member with the tightest load or flow
};

struct SchematicLinkState {
    bool live = false;  ///< fed (power) or flowing (coolant)
    double flow_m3_s = kNoValue, temperature_C = kNoValue, drop_Pa = kNoValue;  ///< of the pipes
    double load = kNoValue, current_A = kNoValue;                               ///< of the cables
};

struct SchematicState {
    std::vector<SchematicNodeState> nodes;
    std::vector<SchematicLinkState> links;
};

/// What a drawing shows for a frame and for what stands out of service now. The frame may be null or of an older site;
/// whether something is fed is read from the connections, so that a switch answers before the engine does.
/// Cost  O(items + connections).  Thread-safe: yes (no state).
SchematicState stateOf(const Schematic& drawing, const Site& site, const std::vector<Id>& outOfService, const Frame* frame);

}  // namespace twin::scene
