// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/air/air_case.h"
#include "twin/model/site.h"

#include <unordered_set>
#include <vector>

namespace twin::air {

/// The air of one room, read from the site: geometry once, heats set at every coupling pass.
struct RoomAir {
    const Item* room = nullptr;
    Vec3 origin;  ///< site metres of the case's origin
    AirCase airCase;
    /// Devices in the case's order; the racks' heat and the coolers' capacity and set point are the caller's to set.
    struct Source {
        const Item* item = nullptr;
        std::size_t index = 0;  ///< in its kind's table
    };
    std::vector<Source> devices;
    std::vector<Source> doors;  ///< rear doors of racks of this room
    double perforated_m2 = 0;   ///< open area of the floor tiles
    Issues issues;
};

struct RoomAirOptions {
    double cell_m = 0.3;
    std::size_t maxCells = 2'000'000;  ///< larger rooms take larger cells
    double density_kg_m3 = 1.2;
    double outdoor_C = 20;  ///< beyond walls that pass heat
};

/// One case for every IT room with a device in it.
///
/// Model   racks, and CDUs with fans, draw over their whole front and give over their whole rear, or over the units in
///         which their equipment is mounted (Item::mounted); turned items snap to the nearest quarter
///         turn on the grid. Underfloor units supply the perforated tiles by open area. Units in the room draw at the
///         top (below a low ceiling at the rear) and give at the front; in-row units draw at the rear. Overhead
///         units draw at the rear and give downwards through their base. With a ceiling void and contained hot aisles, units draw through the ceiling above those aisles.
/// Cost    O(items).  Thread-safe: yes. Points into the site.
std::vector<RoomAir> roomsOf(const Site& site, const std::unordered_set<Id>& outOfService, const RoomAirOptions& options);

}  // namespace twin::air
