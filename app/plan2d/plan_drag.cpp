// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plan2d/plan_drag.h"

#include <algorithm>
#include <cmath>

namespace plenum::app {

using twin::Kind;

bool isMovable(Kind kind) { return twin::spec(kind).shape == twin::Shape::Box || twin::spec(kind).shape == twin::Shape::Route || kind == Kind::Sensor; }

PlanDrag PlanDrag::begin(const twin::Site& site, const std::vector<twin::Id>& ids, twin::Id grabbed, twin::Vec2 at) {
    PlanDrag drag;
    drag.grabbed = grabbed;
    drag.start = drag.pointer = at;
    for (twin::Id id : ids)
        if (const twin::Item* item = site.find(id); item && isMovable(item->kind) && drag.moving.insert(id).second) drag.ids.push_back(id);
    for (const Kind kind : {Kind::RearDoor, Kind::Sensor})
        site.items(kind).forEach([&](const twin::Item& item) {
            if (item.target && drag.moving.contains(item.target) && drag.moving.insert(item.id).second) drag.ids.push_back(item.id);
        });
    return drag;
}

void PlanDrag::snapTo(const twin::Site& base, const twin::scene::SpatialIndex& index, double reach_m) {
    by = {pointer.x - start.x, pointer.y - start.y};
    guides.clear();
    const twin::Item* held = base.find(grabbed);
    if (held == nullptr || !snapping || twin::spec(held->kind).shape != twin::Shape::Box) return;
    twin::Item wanted = *held;
    wanted.position.x += by.x;
    wanted.position.y += by.y;
    wanted.rotation_deg += turn_deg;
    auto snapped = twin::scene::snap(base, index, wanted, moving, {.reach_m = reach_m});
    by = {by.x + snapped.by.x, by.y + snapped.by.y};
    guides = std::move(snapped.guides);
}

twin::Edit PlanDrag::edit(const twin::Variant& base) const {
    twin::Edit edit = twin::moveItems(base, ids, {by.x, by.y, 0});
    if (turn_deg == 0) return edit;
    if (edit.empty()) return twin::rotateItems(base, ids, turn_deg);
    for (auto& change : edit.items)
        if (twin::spec(change.after->kind).shape == twin::Shape::Box)
            change.after->rotation_deg = std::fmod(change.after->rotation_deg + turn_deg + 720.0, 360.0);
    return edit;
}

void PlanDrag::judge(const twin::Site& site, const twin::scene::SpatialIndex& index) {
    constexpr std::size_t kTested = 200;  // of a large selection, the first ones tell enough while it moves
    collisions.clear();
    for (std::size_t i = 0; i < std::min(ids.size(), kTested); ++i)
        if (const twin::Item* item = site.find(ids[i])) {
            auto found = twin::scene::collisions(site, index, *item);
            // Among themselves they stand as they stood before.
            std::erase_if(found, [&](const twin::Collision& c) { return moving.contains(c.item) && moving.contains(c.other); });
            collisions.insert(collisions.end(), found.begin(), found.end());
        }
    free = {};
    if (const twin::Item* held = site.find(grabbed); held != nullptr && twin::isCompute(held->kind)) free = twin::scene::freePlaces(site, index, *held, moving);
}

void PlanGhost::moveTo(const twin::Site& site, const twin::scene::SpatialIndex& index, twin::Vec2 at, bool snapping, double reach_m) {
    constexpr double kNear_m = 3;
    item.position = {at.x, at.y, 0};
    double nearest = kNear_m;
    for (const std::uint32_t slot : index.touching(twin::Bounds{at.x, at.y, at.x, at.y}.grown(kNear_m))) {
        const auto& entry = index.entries()[slot];
        const twin::Item* other = twin::isCompute(entry.kind) || entry.kind == item.kind ? site.find(entry.id) : nullptr;
        if (other == nullptr || twin::spec(other->kind).shape != twin::Shape::Box) continue;
        const double distance = std::hypot(other->position.x - at.x, other->position.y - at.y);
        if (distance >= nearest) continue;
        nearest = distance;
        item.rotation_deg = other->rotation_deg;
        item.position.z = other->kind == item.kind ? other->position.z : 0;
    }
    guides.clear();
    if (snapping && twin::spec(item.kind).shape == twin::Shape::Box) {
        auto snapped = twin::scene::snap(site, index, item, {}, {.reach_m = reach_m});
        item.position.x += snapped.by.x;
        item.position.y += snapped.by.y;
        guides = std::move(snapped.guides);
    }
    const twin::Item* room = twin::scene::roomAt(site, {item.position.x, item.position.y});
    item.parent = room == nullptr ? twin::Id{} : room->id;
    collisions = twin::scene::collisions(site, index, item);
    free = twin::isCompute(item.kind) ? twin::scene::freePlaces(site, index, item, {}) : twin::scene::FreePlaces{};
}

}  // namespace plenum::app
