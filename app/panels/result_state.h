// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/panels/panel_support.h"
#include "twin/model/site.h"

namespace plenum::app {

/// How a result stands against the limit that applies to the item; Mark::None where there is no limit.
///
/// Source  ASHRAE TC 9.9, Thermal Guidelines, 5th edition: recommended and allowable inlet by class; load against the
///         usable rating; flow, pressure and return against the item's own needs; floor load against the room's.
Mark resultMark(const twin::Site& site, const twin::Item& item, twin::Quantity quantity, double value);

/// Recommended highest inlet of the item's class, °C.
double recommendedInlet_C(const twin::Site& site, const twin::Item& item);

}  // namespace plenum::app
