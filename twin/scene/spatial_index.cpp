// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/scene/spatial_index.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace twin::scene {

namespace {

/// Items without a place on the plan: rows and the site itself.
bool isDrawn(const Item& item) {
    switch (spec(item.kind).shape) {
        case Shape::Box: return true;
        case Shape::Outline:
        case Shape::Route: return !item.points.empty();
        case Shape::None: return item.kind == Kind::Sensor;
    }
    return false;
}

bool inFootprint(const Footprint& f, Vec2 p) {
    for (int i = 0; i < 4; ++i) {
        const Vec2 a = f.corner[i], b = f.corner[(i + 1) % 4];
        if ((b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x) < 0) return false;
    }
    return true;
}

Bounds merged(const Bounds& a, const Bounds& b) {
    return {std::min(a.x0, b.x0), std::min(a.y0, b.y0), std::max(a.x1, b.x1), std::max(a.y1, b.y1)};
}

}  // namespace

double distance_m(const std::vector<Vec3>& points, Vec2 p, bool closed) {
    double least = std::numeric_limits<double>::infinity();
    if (points.size() == 1) return std::hypot(points[0].x - p.x, points[0].y - p.y);
    for (std::size_t i = closed ? 0 : 1, j = closed ? points.size() - 1 : 0; i < points.size(); j = i++) {
        const double dx = points[i].x - points[j].x, dy = points[i].y - points[j].y;
        const double length2 = dx * dx + dy * dy;
        const double t = length2 > 0 ? std::clamp(((p.x - points[j].x) * dx + (p.y - points[j].y) * dy) / length2, 0.0, 1.0) : 0;
        least = std::min(least, std::hypot(points[j].x + t * dx - p.x, points[j].y + t * dy - p.y));
    }
    return least;
}

void SpatialIndex::put(const Site& site, const Item& item) {
    if (!isDrawn(item)) return;
    Entry entry;
    entry.id = item.id;
    entry.kind = item.kind;
    if (spec(item.kind).shape == Shape::Box) {
        entry.footprint = footprint(site, item);
        entry.bounds = boundsOf(entry.footprint);
        entry.front = frontNormal(item);
        entry.top_m = item.position.z + site.value(item, Param::Height);
    } else if (item.kind == Kind::Sensor) {
        entry.bounds = {item.position.x, item.position.y, item.position.x, item.position.y};
        entry.top_m = item.position.z;
    } else {
        entry.bounds = boundsOf(item.points);
        entry.top_m = item.points.front().z;
    }
    std::uint32_t slot = 0;
    if (m_free.empty()) {
        slot = static_cast<std::uint32_t>(m_entries.size());
        m_entries.push_back(entry);
    } else {
        slot = m_free.back();
        m_free.pop_back();
        m_entries[slot] = entry;
    }
    m_slots[item.id] = slot;
    m_grid.insert(slot, entry.bounds);
}

void SpatialIndex::take(Id id) {
    const auto found = m_slots.find(id);
    if (found == m_slots.end()) return;
    m_grid.remove(found->second, m_entries[found->second].bounds);
    m_entries[found->second] = {};
    m_entries[found->second].id = {};
    m_free.push_back(found->second);
    m_slots.erase(found);
}

void SpatialIndex::rebuild(const Site& site) {
    m_entries.clear();
    m_free.clear();
    m_slots.clear();
    m_grid.clear();
    const std::size_t count = site.itemCount();
    m_entries.reserve(count);
    m_slots.reserve(count);
    m_grid.reserve(2 * count);
    site.forEachItem([&](const Item& item) { put(site, item); });
    m_extent = {};
    for (std::size_t i = 0; i < m_entries.size(); ++i) m_extent = i == 0 ? m_entries[0].bounds : merged(m_extent, m_entries[i].bounds);
}

void SpatialIndex::update(const Site& site, const SiteChanges& changes) {
    for (Id id : changes.removed) take(id);
    // A changed item goes back into the slot it had: the last one freed is the first one given out.
    for (Id id : changes.changed) {
        take(id);
        if (const Item* item = site.find(id)) put(site, *item);
    }
    for (Id id : changes.added)
        if (const Item* item = site.find(id)) put(site, *item);
    for (const auto* ids : {&changes.changed, &changes.added})
        for (Id id : *ids)
            if (const int slot = slotOf(id); slot >= 0) m_extent = merged(m_extent, m_entries[static_cast<std::size_t>(slot)].bounds);
}

int SpatialIndex::slotOf(Id id) const {
    const auto found = m_slots.find(id);
    return found == m_slots.end() ? -1 : static_cast<int>(found->second);
}

std::vector<std::uint32_t> SpatialIndex::touching(const Bounds& bounds) const {
    std::vector<std::uint32_t> out;
    m_grid.find(bounds, out);
    std::erase_if(out, [&](std::uint32_t slot) { return !m_entries[slot].bounds.touches(bounds); });
    return out;
}

Id SpatialIndex::at(const Site& site, Vec2 point, double reach_m) const {
    // Lower rank wins; among equals the higher one, then the one with the smaller footprint.
    struct Hit {
        int rank = 9;
        double top_m = 0, area_m2 = 0;
        Id id;
    } best;
    for (const std::uint32_t slot : touching(Bounds{point.x, point.y, point.x, point.y}.grown(reach_m))) {
        const Entry& entry = m_entries[slot];
        Hit hit{9, entry.top_m, (entry.bounds.x1 - entry.bounds.x0) * (entry.bounds.y1 - entry.bounds.y0), entry.id};
        const Item* item = nullptr;
        switch (spec(entry.kind).shape) {
            case Shape::None: hit.rank = 0; break;
            case Shape::Box:
                if (inFootprint(entry.footprint, point)) hit.rank = entry.kind == Kind::ReservedPlace ? 3 : 1;
                break;
            case Shape::Route:
                item = site.find(entry.id);
                if (item != nullptr && distance_m(item->points, point, false) <= reach_m) hit.rank = 2;
                break;
            case Shape::Outline:
                item = site.find(entry.id);
                if (item == nullptr) break;
                if (entry.kind == Kind::Aisle || entry.kind == Kind::TileGrid) {
                    if (contains(item->points, point)) hit.rank = entry.kind == Kind::Aisle ? 5 : 6;
                } else if (distance_m(item->points, point, true) <= reach_m) {
                    hit.rank = entry.kind == Kind::Room ? 4 : 7;
                }
                break;
        }
        if (hit.rank == 9) continue;
        const bool better = hit.rank != best.rank    ? hit.rank < best.rank
                            : hit.top_m != best.top_m ? hit.top_m > best.top_m
                                                      : hit.area_m2 < best.area_m2;
        if (better) best = hit;
    }
    return best.id;
}

std::vector<Id> SpatialIndex::enclosed(const Bounds& bounds) const {
    std::vector<Id> out;
    for (const std::uint32_t slot : touching(bounds)) {
        const Entry& entry = m_entries[slot];
        if (spec(entry.kind).shape == Shape::Outline) continue;
        if (bounds.contains({entry.bounds.x0, entry.bounds.y0}) && bounds.contains({entry.bounds.x1, entry.bounds.y1})) out.push_back(entry.id);
    }
    return out;
}

}  // namespace twin::scene
