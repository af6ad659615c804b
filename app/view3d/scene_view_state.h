// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/view3d/scene_actors.h"
#include "app/view3d/scene_drag.h"
#include "app/view3d/scene_labels.h"
#include "app/view3d/scene_mouse.h"
#include "app/view3d/scene_view.h"
#include "app/widgets/legend_widget.h"

#include <QTimer>

namespace plenum::app {

/// What a SceneView holds. Included by its sources only.
struct SceneView::State {
    VtkWidget* canvas = nullptr;
    LegendWidget* legend = nullptr;
    SceneLabels* labels = nullptr;
    SceneDrag* drag = nullptr;
    const twin::scene::Scene& scene() const { return actors->scene(); }
    std::unique_ptr<SceneMouse> mouse;

    SceneTexts texts;
    Theme theme;
    QTimer* follow = nullptr;  ///< draws what another view drags when no frame of the engine does
    bool live = false;  ///< measured values are shown
    twin::scene::KnownCounts known;
    std::unique_ptr<SceneActors> actors;

    qint64 shownGeneration = -1, paintedGeneration = -1;
    std::function<const twin::EquipmentType*(twin::Id)> resolver;
    twin::Item ghost;  ///< of a dragged type
    std::shared_ptr<const twin::Site> ghostSite;
    twin::scene::SpatialIndex ghostIndex;
};

}  // namespace plenum::app
