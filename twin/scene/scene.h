// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/model/collision.h"

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

namespace twin::scene {

/// A box item (or a sensor) as drawn: an upright block turned about z.
struct BoxInstance {
    Id id;
    Kind kind = Kind::Rack;
    std::uint32_t index = 0;  ///< in the site's table of its kind
    Vec3 centre;              ///< of the block, metres
    Vec3 size;                ///< width, depth, height, metres
    double rotation_deg = 0;
    bool operator==(const BoxInstance&) const = default;
};

/// What a route carries; Neutral where the connections do not tell.
enum class TubeRole : unsigned char { Neutral, Supply, Return, Power };

/// A pipe, manifold, busway or cable as drawn.
struct Tube {
    Id id;
    Kind kind = Kind::Pipe;
    std::uint32_t index = 0;
    TubeRole role = TubeRole::Neutral;
    double radius_m = 0.05;
    std::vector<Vec3> points;
};

struct RoomShell {
    Id id;
    std::vector<Vec3> floor;  ///< outline, counter-clockwise, z = 0
    double height_m = 3;
    double pitch_m = 0.6;     ///< of the tile grid; 0: none
};

/// An aisle, a field of perforated tiles or a building's outline, on the floor.
struct FloorArea {
    Id id;
    Kind kind = Kind::Aisle;
    std::vector<Vec3> outline;
    Containment containment = Containment::None;
    double height_m = 0;       ///< of an aisle's enclosure; 0: none
    double openFraction = 0;
    double pitch_m = 0.6;
};

struct PickRay {
    Vec3 origin;
    Vec3 direction;  ///< length 1
};

struct Hit {
    Id id;
    Kind kind = Kind::Rack;
    double distance_m = 0;
    Vec3 point;
};

/// What an update touched.
struct SceneUpdate {
    bool rebuilt = false;                ///< slots are new: draw everything again
    bool areas = false;                  ///< rooms, aisles, tiles
    std::vector<std::uint32_t> boxes;    ///< slots of changed boxes
    std::vector<std::uint32_t> tubes;    ///< slots of changed tubes
    bool empty() const { return !rebuilt && !areas && boxes.empty() && tubes.empty(); }
};

/// What a 3D picture of a site is made of, as plain arrays. Slots (positions in boxes, tubes) keep until `rebuilt`.
///
/// Cost  build O(items + connections): 10 000 racks in about 10 ms; update O(changed items) when nothing was added,
///       removed or reconnected; pick O(boxes near the ray).  Thread-safe to read.
class Scene {
  public:
    Scene() = default;
    explicit Scene(const Site& site) { build(site); }

    void build(const Site& site);
    /// Brings a scene of `before` to `after`.
    SceneUpdate update(const Site& before, const Site& after);

    const std::vector<BoxInstance>& boxes() const { return m_boxes; }
    const std::vector<Tube>& tubes() const { return m_tubes; }
    const std::vector<RoomShell>& rooms() const { return m_rooms; }
    const std::vector<FloorArea>& areas() const { return m_areas; }
    /// Of everything drawn, {0, 0, 0} … {0, 0, 0} when empty.
    Vec3 low() const { return m_low; }
    Vec3 high() const { return m_high; }

    const BoxInstance* box(Id id) const;
    const Tube* tube(Id id) const;
    int boxSlot(Id id) const;  ///< −1 when absent
    int tubeSlot(Id id) const;

    /// The nearest box, tube (within its radius and a little more) on the ray.
    std::optional<Hit> pick(const PickRay& ray) const;
    /// Where the ray meets the floor, if it does.
    static std::optional<Vec3> floorPoint(const PickRay& ray, double height_m = 0);

  private:
    void buildAreas(const Site& site);
    void findExtent();

    struct Slot {
        bool tube = false;
        std::uint32_t at = 0;
    };
    std::vector<BoxInstance> m_boxes;
    std::vector<Tube> m_tubes;
    std::vector<RoomShell> m_rooms;
    std::vector<FloorArea> m_areas;
    std::unordered_map<Id, Slot> m_slots;
    BoundsGrid m_grid{2.4};      ///< box slots
    BoundsGrid m_tubeGrid{4.8};  ///< tube slots, by segment
    Vec3 m_low, m_high;
    double m_top_m = 0;          ///< highest box or tube
};

/// Bounds of a turned box seen from above.
Bounds boundsOf(const BoxInstance& box);
/// The eight corners: bottom counter-clockwise from front left, then top.
std::vector<Vec3> cornersOf(const BoxInstance& box, double grow_m = 0);
/// Entry distance of a ray into a box; nothing when it misses or the box lies behind.
std::optional<double> hitDistance(const PickRay& ray, const BoxInstance& box);

/// Supply or return of each tube, followed along the connections from coolers and from loads; power for busways and
/// cables. Writes Tube::role. O(connections).
void findRoles(const Site& site, std::vector<Tube>& tubes);

}  // namespace twin::scene
