// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/power/power_paths.h"

#include <span>
#include <stop_token>
#include <vector>

namespace twin::power {

/// How much more may be connected, and what ends it.
struct Headroom {
    double power_W = 0;                     ///< one more load, at the tap-offs; infinite when nothing on the way is rated
    int binding = -1;                       ///< node that is full first; −1 when nothing is rated or nothing is fed
    Scenario scenario = Scenario::Normal;   ///< in which it is full
    int lost = -1;                          ///< node whose single failure fills it; −1: none, see scenario
};

/// Headroom for one more load fed from some tap-offs (nodes): shared equally by the live ones, all of it by those that
/// are left. Every rated node of the site keeps its usable rating in the normal state, after the loss of either side and
/// after every single failure.
///
/// Cost    some tens of sweeps, and one or two for each failure that changes the way to the tap-offs or fills it beyond what
///         another case does.  Accuracy  1 W or 1e-6 of the result.  Thread-safe: yes (no state).
Headroom headroomAt(const PowerPaths& paths, const std::vector<double>& demand_W, std::span<const int> taps);

/// The same for many places, one load at a time; the sweeps of the failures themselves are shared.
std::vector<Headroom> headroomAtEach(const PowerPaths& paths, const std::vector<double>& demand_W, std::span<const std::vector<int>> places, std::stop_token stop = {});

/// An object that racks hang on, or could: a PDU, a panel or a busway.
struct TapRoom {
    int node = -1;
    Headroom room;           ///< for one more rack on it alone
    std::vector<int> with;   ///< the tap-offs that racks on it hang on too, as most of them do; empty for none
    Headroom shared;         ///< for one more rack on all of these; as room without any
};
/// All of a site, in the order of the paths.
std::vector<TapRoom> tapRooms(const PowerPaths& paths, const std::vector<double>& demand_W, std::stop_token stop = {});

}  // namespace twin::power
