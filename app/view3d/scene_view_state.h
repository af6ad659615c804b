// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>

#include "app/view3d/scene_boxes.h"
#include "app/view3d/scene_drag.h"
#include "app/view3d/scene_labels.h"
#include "app/view3d/scene_marks.h"
#include "app/view3d/scene_mouse.h"
#include "app/view3d/scene_surfaces.h"
#include "app/view3d/scene_view.h"
#include "app/widgets/legend_widget.h"

namespace plenum::app {

/// What a SceneView holds. Included by its sources only.
struct SceneView::State {
    VtkWidget* canvas = nullptr;
    LegendWidget* legend = nullptr;
    SceneLabels* labels = nullptr;
    SceneDrag* drag = nullptr;
    std::unique_ptr<SceneMouse> mouse;

    std::shared_ptr<const twin::Site> site;  ///< that `scene` shows
    twin::scene::Scene scene;
    SceneTexts texts;
    Theme theme;
    std::unique_ptr<SceneBoxes> boxes;
    std::unique_ptr<SceneTubes> tubes;
    std::unique_ptr<SceneSurfaces> surfaces;
    std::unique_ptr<SceneMarks> marks;

    QTimer polish;
    qint64 shownGeneration = -1, paintedGeneration = -1;
    std::function<const twin::EquipmentType*(twin::Id)> resolver;
    twin::Item ghost;  ///< of a dragged type
    std::shared_ptr<const twin::Site> ghostSite;
    twin::scene::SpatialIndex ghostIndex;
};

}  // namespace plenum::app
