// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/plan2d/plan_camera.h"
#include "app/plan2d/plan_scene.h"
#include "twin/model/difference.h"

#include <QPainter>

namespace plenum::app {

/// What a variant has changed against its parent, as outlines on the plan.
struct PlanPending {
    std::vector<twin::LayoutDifference> differences;
    twin::Site parent;  ///< what was removed or moved is drawn with the parent's types

    /// Empty when the variant has no parent in the project. Cost of twin::differences().
    static PlanPending of(const twin::Project& project, twin::Id variant);
};

/// Added: outline and +. Removed: ghost and × where it stood. Moved: outline with an arrow from the old place.
/// Changed or wired otherwise: dashed. Only what can be seen.
void paintPending(QPainter& painter, const PlanScene& scene, const PlanCamera& camera, const PlanPending& pending);

}  // namespace plenum::app
