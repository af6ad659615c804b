// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/plan2d/plan_camera.h"
#include "app/plan2d/plan_drag.h"
#include "app/plan2d/plan_pending.h"
#include "app/plan2d/plan_scene.h"
#include "app/plan2d/plan_view.h"
#include "app/plan2d/point_handles.h"

#include <QPixmap>
#include <QTimer>

#include <optional>

namespace plenum::app {

struct PlanView::State {
    PlanScene scene;
    PlanCamera camera;
    bool fitted = false;   ///< false until the first site with a size was fitted
    QPixmap ground, items; ///< cached layers
    bool groundValid = false, itemsValid = false;
    std::vector<twin::Collision> collisions;  ///< of the whole site, a moment after it came to rest
    QTimer collisionTimer;
    std::optional<PlanPending> pending;  ///< while pending changes are shown

    enum class Mode { Idle, Pressed, Panning, Band, Dragging, Shaping } mode = Mode::Idle;
    QPointF pressedAt, lastAt;
    twin::Id pressedItem;
    bool toggles = false;          ///< Ctrl was down at the press
    std::optional<PlanDrag> drag;
    bool previewQueued = false;
    std::optional<PlanGhost> ghost;

    PointHandle hotHandle, pressedHandle;
    std::optional<std::pair<twin::Id, std::size_t>> focus;  ///< a point of an item, for the keyboard
    std::optional<PointDrag> shaping;

    std::function<const twin::EquipmentType*(twin::Id)> resolver;
    twin::scene::IdSet hidden;     ///< what the cached layer of items leaves out
};

}  // namespace plenum::app
