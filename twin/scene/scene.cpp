// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/scene/scene.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace twin::scene {

namespace {

constexpr double kSensor_m = 0.12;
constexpr double kCabinetTop_m = 2.2;  // of an aisle's enclosure where no rack tells

bool isDrawnBox(Kind kind) { return spec(kind).shape == Shape::Box || kind == Kind::Sensor; }

BoxInstance boxOf(const Site& site, const Item& item, std::size_t index) {
    BoxInstance box;
    box.id = item.id;
    box.kind = item.kind;
    box.index = static_cast<std::uint32_t>(index);
    if (item.kind == Kind::Sensor)
        box.size = {kSensor_m, kSensor_m, kSensor_m};
    else
        box.size = {site.value(item, Param::Width), site.value(item, Param::Depth), site.value(item, Param::Height)};
    box.centre = {item.position.x, item.position.y, item.position.z + box.size.z / 2};
    box.rotation_deg = item.rotation_deg;
    return box;
}

double radiusOf(const Site& site, const Item& item) {
    switch (item.kind) {
        case Kind::Busway: return 0.09;
        case Kind::Cable: return 0.04;
        default: return std::clamp(site.value(item, Param::Diameter) / 2 + 0.015, 0.03, 0.4);
    }
}

Tube tubeOf(const Site& site, const Item& item, std::size_t index) {
    return {item.id, item.kind, static_cast<std::uint32_t>(index), TubeRole::Neutral, radiusOf(site, item), item.points};
}

Bounds segmentBounds(const Vec3& a, const Vec3& b, double radius) {
    return Bounds{std::min(a.x, b.x), std::min(a.y, b.y), std::max(a.x, b.x), std::max(a.y, b.y)}.grown(radius);
}

void insertTube(BoundsGrid& grid, const Tube& tube, std::uint32_t slot) {
    for (std::size_t i = 1; i < tube.points.size(); ++i) grid.insert(slot, segmentBounds(tube.points[i - 1], tube.points[i], tube.radius_m));
}

void removeTube(BoundsGrid& grid, const Tube& tube, std::uint32_t slot) {
    for (std::size_t i = 1; i < tube.points.size(); ++i) grid.remove(slot, segmentBounds(tube.points[i - 1], tube.points[i], tube.radius_m));
}

}  // namespace

Bounds boundsOf(const BoxInstance& box) {
    const double angle = box.rotation_deg * std::numbers::pi / 180;
    const double c = std::abs(std::cos(angle)), s = std::abs(std::sin(angle));
    const double hx = (c * box.size.x + s * box.size.y) / 2, hy = (s * box.size.x + c * box.size.y) / 2;
    return {box.centre.x - hx, box.centre.y - hy, box.centre.x + hx, box.centre.y + hy};
}

std::vector<Vec3> cornersOf(const BoxInstance& box, double grow_m) {
    const double angle = box.rotation_deg * std::numbers::pi / 180, c = std::cos(angle), s = std::sin(angle);
    const double w = box.size.x / 2 + grow_m, d = box.size.y / 2 + grow_m, h = box.size.z / 2 + grow_m;
    std::vector<Vec3> corners;
    corners.reserve(8);
    for (const double z : {-h, h})
        for (const Vec2 p : {Vec2{-w, -d}, Vec2{w, -d}, Vec2{w, d}, Vec2{-w, d}})
            corners.push_back({box.centre.x + c * p.x - s * p.y, box.centre.y + s * p.x + c * p.y, box.centre.z + z});
    return corners;
}

void Scene::build(const Site& site) {
    m_boxes.clear();
    m_tubes.clear();
    m_slots.clear();
    m_grid.clear();
    m_tubeGrid.clear();
    std::size_t boxes = 0;
    for (const KindSpec& kind : allKinds())
        if (isDrawnBox(kind.kind)) boxes += site.items(kind.kind).size();
    m_boxes.reserve(boxes);
    m_slots.reserve(boxes + boxes / 4);
    m_grid.reserve(boxes);
    for (const KindSpec& kind : allKinds()) {
        std::size_t index = 0;
        if (isDrawnBox(kind.kind)) {
            site.items(kind.kind).forEach([&](const Item& item) {
                const auto slot = static_cast<std::uint32_t>(m_boxes.size());
                m_boxes.push_back(boxOf(site, item, index++));
                m_slots.emplace(item.id, Slot{false, slot});
                m_grid.insert(slot, boundsOf(m_boxes.back()));
            });
        } else if (kind.shape == Shape::Route) {
            site.items(kind.kind).forEach([&](const Item& item) {
                const auto slot = static_cast<std::uint32_t>(m_tubes.size());
                m_tubes.push_back(tubeOf(site, item, index++));
                m_slots.emplace(item.id, Slot{true, slot});
                insertTube(m_tubeGrid, m_tubes.back(), slot);
            });
        }
    }
    findRoles(site, m_tubes);
    buildAreas(site);
    findExtent();
}

void Scene::buildAreas(const Site& site) {
    m_rooms.clear();
    m_areas.clear();
    site.items(Kind::Room).forEach([&](const Item& room) {
        if (room.points.size() >= 3)
            m_rooms.push_back({room.id, room.points, site.value(room, Param::RoomHeight), site.value(room, Param::TilePitch)});
    });
    for (const Kind kind : {Kind::Building, Kind::TileGrid, Kind::Aisle})
        site.items(kind).forEach([&](const Item& item) {
            if (item.points.size() < 3) return;
            FloorArea area{item.id, kind, item.points};
            const Item* room = site.items(Kind::Room).find(item.parent);
            if (room != nullptr) area.pitch_m = site.value(*room, Param::TilePitch);
            if (kind == Kind::TileGrid) area.openFraction = site.value(item, Param::OpenFraction);
            if (kind == Kind::Aisle) {
                area.containment = site.choice<Containment>(item, Param::Containment);
                if (area.containment == Containment::ColdAisle) area.height_m = kCabinetTop_m;
                if (area.containment == Containment::HotAisle) area.height_m = room != nullptr ? site.value(*room, Param::RoomHeight) : kCabinetTop_m;
            }
            m_areas.push_back(std::move(area));
        });
}

void Scene::findExtent() {
    bool first = true;
    m_top_m = 0;
    const auto take = [&](double x, double y, double z) {
        if (first) m_low = m_high = {x, y, z};
        first = false;
        m_low = {std::min(m_low.x, x), std::min(m_low.y, y), std::min(m_low.z, z)};
        m_high = {std::max(m_high.x, x), std::max(m_high.y, y), std::max(m_high.z, z)};
    };
    for (const BoxInstance& box : m_boxes) {
        const Bounds b = boundsOf(box);
        take(b.x0, b.y0, box.centre.z - box.size.z / 2);
        take(b.x1, b.y1, box.centre.z + box.size.z / 2);
        m_top_m = std::max(m_top_m, box.centre.z + box.size.z / 2);
    }
    for (const Tube& tube : m_tubes)
        for (const Vec3& p : tube.points) {
            take(p.x, p.y, p.z);
            m_top_m = std::max(m_top_m, p.z + tube.radius_m);
        }
    for (const RoomShell& room : m_rooms)
        for (const Vec3& p : room.floor) {
            take(p.x, p.y, 0);
            take(p.x, p.y, room.height_m);
        }
    for (const FloorArea& area : m_areas)
        for (const Vec3& p : area.outline) take(p.x, p.y, 0);
    if (first) m_low = m_high = {};
}

SceneUpdate Scene::update(const Site& before, const Site& after) {
    SceneUpdate update;
    const SiteChanges difference = changes(before, after);
    if (!difference.added.empty() || !difference.removed.empty() || difference.connections) {
        build(after);
        update.rebuilt = true;
        return update;
    }
    for (const Id id : difference.changed) {
        const auto found = m_slots.find(id);
        if (found == m_slots.end()) {
            update.areas = true;
            continue;
        }
        const std::uint32_t slot = found->second.at;
        if (found->second.tube) {
            Tube& tube = m_tubes[slot];
            const Item* item = after.items(tube.kind).find(id);
            removeTube(m_tubeGrid, tube, slot);
            tube.points = item->points;
            tube.radius_m = radiusOf(after, *item);
            insertTube(m_tubeGrid, tube, slot);
            update.tubes.push_back(slot);
        } else {
            BoxInstance& box = m_boxes[slot];
            const BoxInstance now = boxOf(after, *after.items(box.kind).find(id), box.index);
            if (now == box) continue;
            m_grid.remove(slot, boundsOf(box));
            box = now;
            m_grid.insert(slot, boundsOf(box));
            update.boxes.push_back(slot);
            m_top_m = std::max(m_top_m, box.centre.z + box.size.z / 2);
        }
    }
    if (update.areas) {
        buildAreas(after);
        findExtent();
    }
    return update;
}

int Scene::boxSlot(Id id) const {
    const auto found = m_slots.find(id);
    return found == m_slots.end() || found->second.tube ? -1 : static_cast<int>(found->second.at);
}

int Scene::tubeSlot(Id id) const {
    const auto found = m_slots.find(id);
    return found == m_slots.end() || !found->second.tube ? -1 : static_cast<int>(found->second.at);
}

const BoxInstance* Scene::box(Id id) const {
    const int slot = boxSlot(id);
    return slot < 0 ? nullptr : &m_boxes[static_cast<std::size_t>(slot)];
}

const Tube* Scene::tube(Id id) const {
    const int slot = tubeSlot(id);
    return slot < 0 ? nullptr : &m_tubes[static_cast<std::size_t>(slot)];
}

}  // namespace twin::scene
