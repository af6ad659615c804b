// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/plan2d/plan_scene.h"
#include "twin/engine/engine.h"

namespace plenum::app {

/// A move of items under the mouse: where they are wanted, where they snap to, and what that means.
struct PlanDrag {
    std::vector<twin::Id> ids;   ///< what moves; doors and sensors of moved racks with it
    twin::scene::IdSet moving;
    twin::Id grabbed;            ///< what the mouse holds: it snaps, the others follow
    twin::Vec2 start, pointer;   ///< site metres
    double turn_deg = 0;         ///< R while dragging
    bool snapping = true;
    twin::Vec2 by;               ///< the move, snapped
    std::vector<twin::scene::Guide> guides;
    twin::scene::FreePlaces free;
    std::vector<twin::Collision> collisions;
    twin::engine::Binding binding;

    static PlanDrag begin(const twin::Site& site, const std::vector<twin::Id>& ids, twin::Id grabbed, twin::Vec2 at);
    /// Recomputes the snapped move from the pointer. `base` is the site without the preview.
    void snapTo(const twin::Site& base, const twin::scene::SpatialIndex& index, double reach_m);
    /// The move (and turn) as one edit of the variant without the preview.
    twin::Edit edit(const twin::Variant& base) const;
    /// Collisions and free places with the preview in the site.
    void judge(const twin::Site& site, const twin::scene::SpatialIndex& index);
};

/// A type that is dragged over the plan from the catalogue.
struct PlanGhost {
    twin::Id type;
    twin::Item item;  ///< at the snapped place; carries the type's figures as its own
    std::vector<twin::scene::Guide> guides;
    twin::scene::FreePlaces free;
    std::vector<twin::Collision> collisions;

    /// Turned like the nearest row, then snapped.
    void moveTo(const twin::Site& site, const twin::scene::SpatialIndex& index, twin::Vec2 at, bool snapping, double reach_m);
};

/// May be moved with the mouse.
bool isMovable(twin::Kind kind);

}  // namespace plenum::app
