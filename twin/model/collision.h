// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/issue.h"
#include "twin/model/site.h"

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace twin {

/// Axis-aligned rectangle in site metres.
struct Bounds {
    double x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    bool touches(const Bounds& other) const {
        return x0 <= other.x1 && other.x0 <= x1 && y0 <= other.y1 && other.y0 <= y1;
    }
    bool contains(Vec2 p) const { return p.x >= x0 && p.x <= x1 && p.y >= y0 && p.y <= y1; }
    Bounds grown(double by_m) const { return {x0 - by_m, y0 - by_m, x1 + by_m, y1 + by_m}; }
    bool operator==(const Bounds&) const = default;
};

Bounds boundsOf(const Footprint& footprint);
Bounds boundsOf(const std::vector<Vec3>& points);  ///< zero when empty

/// Grid hash over rectangles: keys in the cells that their rectangle touches; very large ones in one list.
/// Cost  insert, remove O(cells touched); find O(cells + hits log hits).  Thread-safe to read.
class BoundsGrid {
  public:
    explicit BoundsGrid(double cell_m = 2.4) : m_cell_m(cell_m) {}
    void reserve(std::size_t cells) { m_cells.reserve(cells); }
    void insert(std::uint32_t key, const Bounds& bounds);
    void remove(std::uint32_t key, const Bounds& bounds);  ///< bounds as they were inserted
    /// Keys whose cells the rectangle touches, rising, each once: a superset of those whose rectangles touch it.
    void find(const Bounds& bounds, std::vector<std::uint32_t>& out) const;
    void clear();

  private:
    template <class F>
    bool forEachCell(const Bounds& bounds, F&& visit) const;
    double m_cell_m;
    std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> m_cells;
    std::vector<std::uint32_t> m_large;
};

/// A box item as a solid: an upright prism on a turned rectangle.
struct Body {
    const Item* item = nullptr;  ///< of the site it was read from
    Id room;                     ///< by its parent chain; none outdoors
    Footprint footprint;
    Bounds bounds;
    Vec2 centre, along, front;   ///< unit vectors: along the width, out of the front
    double halfWidth_m = 0, halfDepth_m = 0;
    double low_m = 0, high_m = 0;
    double clearFront_m = 0, clearRear_m = 0;
};

/// Takes room on the floor: every box kind but parts that sit in a pipe.
bool isBody(Kind kind);
Body bodyOf(const Site& site, const Item& item);
/// The room an item belongs to by its parents; null outdoors. O(kinds) a level.
const Item* assignedRoom(const Site& site, const Item& item);
/// Rectangle that holds the footprint and both clearance zones.
Bounds reachOf(const Body& body);

/// One thing wrong with where an item stands.
struct Collision {
    enum class What {
        Overlap,         ///< two bodies in one place
        Reserved,        ///< stands in a place held for something else
        OutsideRoom,
        ClearanceFront,  ///< `other` stands in the zone that `item` needs free
        ClearanceRear
    };
    What what = What::Overlap;
    Id item, other;      ///< other: none for OutsideRoom
    double amount_m = 0; ///< penetration, or the clearance that is missing
    bool operator==(const Collision&) const = default;
};

/// Penetration of two bodies seen from above, m (separating axes of two turned rectangles); 0 when apart.
double overlap_m(const Body& a, const Body& b);
/// Free depth before the front (or behind the rear) of a body up to another one; infinite when it is not in the way.
double freeDepth_m(const Body& body, const Body& other, bool front);
/// The whole footprint lies in the polygon; 5 mm across the line are allowed. Exact for concave polygons.
bool isInside(const Body& body, const std::vector<Vec3>& outline);
/// Appends the overlap of two bodies, and each one's clearance that the other takes.
/// A rear door and its rack, and parts of the structure among themselves, are never in each other's way.
void collide(const Body& a, const Body& b, std::vector<Collision>& out);

/// Everything that is wrong with places on the site, in table order.
/// Needs   finite positions.  Cost O(n) with a grid; 10 000 racks in about 15 ms.  Thread-safe: yes (no state).
std::vector<Collision> collisions(const Site& site);

/// The same as issues: space.collision, space.outsideRoom (errors), space.reserved, space.clearance (warnings).
/// Clearances are grouped by row; what exceeds the list (200 at most) is counted in a last issue of its code.
Issues collisionIssues(const Site& site);

}  // namespace twin
