// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/air/plenum_network.h"
#include "twin/air/site_air.h"

#include <cmath>
#include <utility>
#include <vector>

namespace twin::air {

/// Pressures of a room's zones and what they drive.
struct RoomPressures {
    double plenum_Pa = std::nan("");                            ///< floor void over the hall; NaN without one
    double floorSupply_m3_s = 0, floorLeak_m3_s = 0;            ///< into the void; of it through seams and cut-outs
    std::vector<std::pair<const Item*, double>> tileFlow_m3_s;  ///< up through each perforated tile outline
    std::vector<std::pair<const Item*, double>> aisle_Pa;       ///< contained aisles whose leakage is given, over the hall
    double leakThroughContainment_m3_s = 0;                     ///< Σ |flow| over containments and gaps of racks
    SolveReport report;                                         ///< NothingToSolve: no pressure matters here
    Issues issues;
};

/// The pressure balance of one room: hall, floor void, ceiling void and contained aisles as zones; perforated tiles, floor
/// seams, cable cut-outs, containment gaps and gaps of racks as openings; units and racks as fans, by their curve or held.
///
/// Needs   a room of roomsOf() that lives as long; apply() after the flows of its devices are set.
/// Model   an aisle without a leakage area has the hall's pressure; a unit or rack without a fan curve moves its flow
///         whatever the pressure; the void has one pressure (its own flow field is left out).
/// Errors  in RoomPressures::issues; the room then keeps shares by open area. air.tileAspirates (note): a tile would draw
///         air down, which the hall's model does not carry; air.pressureHigh (warning): no fan would hold that flow.
/// Cost    O(openings) a Newton step.  Checked: tests/unit/twin/engine/hall_air_test.cpp.
class RoomPressureModel {
  public:
    RoomPressureModel(const Site& site, const RoomAir& room);

    /// Solves for the present flows of the room's devices and writes the result into its case: flows by fan curves, shares
    /// of tiles, leaks of the floor as outlets, leaks of aisles as devices without heat behind the room's own.
    RoomPressures apply(RoomAir& room) const;

  private:
    struct Tile {
        const Item* item;
        double area_m2, loss;
        int zone;
    };
    struct Aisle {
        const Item* item;
        double leak_m2;
        bool hot;
    };
    int zoneAt(Vec2 point) const;  ///< site metres
    void addOpenings(const RoomAir& room, PressureNetwork& net) const;

    const Site& m_site;
    std::size_t m_devices = 0;           ///< the room's own
    std::vector<double> m_coolerFlow_m3_s;
    std::vector<std::vector<Opening>> m_outlets;
    std::vector<Tile> m_tiles;
    std::vector<Aisle> m_aisles;
    std::vector<int> m_front, m_rear;    ///< zones of the devices
    std::vector<char> m_underfloor;
    double m_seams_m2 = 0, m_ceiling_m2 = 0;
    bool m_needed = false;
    int m_void = -1, m_ceiling = -1;     ///< zones; −1 none
};

}  // namespace twin::air
