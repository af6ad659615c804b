// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>
#include <optional>

#include "app/view3d/vtk_widget.h"
#include "twin/scene/scene.h"

namespace plenum::app {

class SceneView;

/// What the mouse does on a SceneView before the camera gets it. Part of SceneView.
class SceneMouse : public MouseHandler {
  public:
    explicit SceneMouse(SceneView& view) : m_view(view) {}

    bool press(QMouseEvent& event) override;
    bool move(QMouseEvent& event) override;
    bool release(QMouseEvent& event) override;
    bool doubleClick(QMouseEvent& event) override;
    void leave() override;
    /// A button that the camera had is up again.
    void cameraReleased(const QMouseEvent& event);

    std::optional<twin::scene::Hit> hitAt(QPointF pixel) const;

  private:
    void hoverAt(QPointF pixel);
    SceneView& m_view;
    QPointF m_pressed;
    std::optional<twin::scene::Hit> m_grabbed;
    Qt::MouseButton m_button = Qt::NoButton;
    bool m_toggles = false;
};

}  // namespace plenum::app
