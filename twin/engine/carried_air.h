// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/air/site_air.h"
#include "twin/frame/frame.h"

#include <array>
#include <unordered_map>
#include <vector>

namespace twin::engine {

/// What refining changed of an instant solution: added to the instant solutions of like sites, until the next refining.
///
/// Model   T(new) ≈ T_instant(new) + T_refined(old) − T_instant(old), at each rack's inlets and in each cell: the error of
///         potential flow (no jets, no buoyancy) is taken to stay where it was while something moves. Heats and what coolers
///         draw are left alone, so that balances close as before; racks give off the shift of what they draw.
/// Checked tests/validation/engine/carried_air_test.cpp: its error against the refined solution after an edit, beside the
///         instant one's.
struct CarriedAir {
    /// Kelvin to add at a rack: mean, low, mid, high.
    std::unordered_map<Id, std::array<double, 4>> inlets;
    struct Field {
        Id room;
        int nx = 0, ny = 0, nz = 0;
        std::vector<float> kelvin;  ///< n_cells; 0 where either has no air
    };
    std::vector<Field> fields;
};

/// From an instant frame and the refined one of the same site; `before` is what the instant frame already carried, or null.
/// Null where nothing was refined.  Cost  O(cells).
std::shared_ptr<const CarriedAir> carriedAir(const Frame& instant, const Frame& refined, const CarriedAir* before);

/// The result as it is shown with what is carried: racks' intakes and outlets, and the temperatures of a grid of the same
/// shape, not below the coldest supply. Null where nothing applies.  Cost  O(cells).
std::shared_ptr<const air::AirResult> withCarried(const air::AirResult& instant, const air::RoomAir& room, const CarriedAir& carried);

}  // namespace twin::engine
