// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/scene/spatial_index.h"

#include <optional>
#include <unordered_set>

namespace twin::scene {

using IdSet = std::unordered_set<Id>;

/// What is wrong with the place of one item, its neighbours' clearances included. O(items near it).
std::vector<Collision> collisions(const Site& site, const SpatialIndex& index, const Item& item, const IdSet& ignored = {});

/// A line that something snapped to.
struct Guide {
    enum class To { Tile, Line, Edge } to = To::Tile;
    bool vertical = true;  ///< x = at_m, else y = at_m
    double at_m = 0;
    Id neighbour;          ///< none for Tile
};

struct SnapOptions {
    double reach_m = 0.15;      ///< how far it pulls
    double neighbours_m = 8;    ///< how far away a row line is still looked at
    bool tiles = true, lines = true, edges = true;
};

struct Snap {
    Vec2 by;                    ///< to add to the wanted position
    std::vector<Guide> guides;  ///< at most one an axis
};

/// Pulls a box to its neighbours' edges (side against side), to their line (same front, rear or centre) or to the tile
/// grid of the room under it; each axis by itself, the nearest wins and neighbours win over tiles.
/// Needs   `item` at the wanted place; `ignored` move with it.  Cost O(items within neighbours_m).
Snap snap(const Site& site, const SpatialIndex& index, const Item& item, const IdSet& ignored, const SnapOptions& options = {});

/// The room whose outline holds the point; null on open ground. O(rooms).
const Item* roomAt(const Site& site, Vec2 point);
/// Lower left corner of the room's outline: where its tile grid starts.
Vec2 tileOrigin(const Item& room);

/// Places on the rows of a room where one more item like this one fits.
struct FreePlaces {
    enum class State { Good, Warning, Bad };  ///< by space: clearances kept; some missing; over half of one missing
    struct Place {
        Vec2 position;
        double rotation_deg = 0;
        State state = State::Good;
    };
    std::vector<Place> places;
    double largestGap_m = 0;  ///< the longest stretch without a body on these rows
    int rows = 0;
};

/// Row lines of the room within `near_m` of the item (its own line where the room has none), with four places past
/// either end, cut into widths of the item. Collisions are tested exactly; clearances both ways.
/// Cost    O(bodies of the room + places · neighbours); at most 400 places.
FreePlaces freePlaces(const Site& site, const SpatialIndex& index, const Item& item, const IdSet& ignored, double near_m = 3);

}  // namespace twin::scene
