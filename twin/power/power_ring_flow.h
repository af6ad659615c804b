// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/power/power_paths.h"

#include <functional>

namespace twin::power {

/// Finds what has to be solved as a network, and names what cannot be right.
///
/// A ring is a set of conductors and boards that is joined in a circle, or is fed at two of its members. Rings of
/// converters or transfer switches are opened at these (the inputs that come back are taken out of `nodes`).
/// Issues   power.converterRing, power.ring (no feed), power.zeroImpedance, power.outOfStep (voltages or kinds of current
///          that cannot be paralleled), power.parallelSources (independent sources on one board).
/// Cost     O(nodes + edges).
std::vector<PowerRing> findRings(std::vector<PowerPaths::Node>& nodes, Issues& issues);

/// Which members are alive: those that work and hang on a live feeder through working ones, in either direction.
void energiseRing(const PowerRing& ring, const std::function<bool(int)>& works, PowerState& state);

/// Shares what hangs on the ring among its live feeders, in `state`: every member's flow, loss, current and load, and
/// what each feeder gives (added to its out_W).
///
/// Needs    out_W of the members: what hangs on them outside the ring; the feeders' liveness.
/// Model    power divides by resistance (see power_ring_flow.cpp); exact for direct current and for equal X/R.
/// Cost     one sparse factorisation and some ten substitutions.  Thread-safe: yes (no state).
void solveRing(const PowerRing& ring, const std::vector<PowerPaths::Node>& nodes, const std::vector<double>& demand_W, PowerState& state);

}  // namespace twin::power
