// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/model/project.h"

namespace twin {

/// Adds an item as a planner means it: it belongs to the row or room it is put in, and each of its ports is joined to
/// what feeds the same port of the nearest like item of the room, where that takes any number of connections.
/// Power follows an example of the same voltage only, and a utility feed none: two grids on one board are a decision.
/// Ports without an example stay open; the engine's issues name them. Cost O(items of the kind + connections).
Edit placeAndWire(const Variant& variant, Item item, const EquipmentType* type);

/// A name that no item of the kind has: "Rack 12". O(items of the kind).
std::string freshName(const Site& site, Kind kind, const std::string& stem);

}  // namespace twin
