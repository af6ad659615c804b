// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/liquid/controlled_valve.h"
#include "twin/liquid/loop_network.h"
#include "twin/model/site.h"

#include <cstdint>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace twin::liquid {

/// What a link stands for. A three-way valve is two: its straight way is a Line, the other a Bypass.
enum class Role { ColdPlates, CduPrimary, CduSecondary, Pump, Rejection, HotSide, ColdSide, AirCoil, Line, Bypass };

struct SiteLink {
    const Item* item = nullptr;
    std::size_t index = 0;  ///< of the item in its kind's table
    Role role = Role::Line;
    int part = 0;           ///< index into SiteLoops::parts
    int link = 0;           ///< index into the part's network
    bool connected = true;  ///< both ends lead somewhere
};

/// The loops of a site as networks, one for each coolant and duty, read from the connections.
///
/// Every (item, port) is a terminal; a liquid connection joins two; manifolds and vessels join all of theirs.
/// Links that lead nowhere stay in the network (they carry nothing) and are marked not connected.
/// Cost  O(items + connections).  Thread-safe: yes (a value). Points into the site, which must live as long.
struct SiteLoops {
    SiteLoops(const Site& site, const std::unordered_set<Id>& outOfService);

    /// The facility loop, and one technology network for each coolant.
    enum Part { kTechnologyWater, kTechnologyPg25, kFacility, kTechnologyPg20, kTechnologyPg30, kTechnologyPg55, kTechnologyEg30, kTechnologyEg50, kParts };
    static Part technologyPart(Fluid fluid);
    static const char* name(int part);  ///< for reports
    Network parts[kParts];
    std::vector<SiteLink> links;
    std::vector<ControlledValve> valves[kParts];  ///< three-way valves and those that a controller moves
    /// Controlled valves start where these positions (by item) have them.
    void startValves(const std::unordered_map<Id, double>& positions);

  private:
    void findValves(const Site& site, const std::unordered_set<Id>& outOfService);
};

inline constexpr double kShutoffOverRated = 1.25;  ///< head at no flow over rated head, radial pumps; typical

}  // namespace twin::liquid
