// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include "app/widgets/theme.h"
#include "twin/scene/placement.h"
#include "twin/scene/scene.h"

class vtkRenderWindow;
class vtkRenderer;

namespace plenum::app {

/// Outlines over the scene: selection, hover, the box a drop would place, and the lines something snaps to. What other
/// objects hide shines through faintly (a second layer that shares the camera).
class SceneMarks {
  public:
    SceneMarks(vtkRenderer& renderer, vtkRenderWindow& window);
    ~SceneMarks();

    void setTheme(const Theme& theme);
    void showSelection(const twin::scene::Scene& scene, const std::vector<twin::Id>& ids);
    struct Outline {
        twin::Id id;
        QColor colour;
    };
    /// What differs from another site.
    void showChanges(const twin::scene::Scene& scene, const std::vector<Outline>& outlines);
    /// Thins them out where a metre has few pixels: from afar they would cover the colours of small boxes.
    void fadeChanges(double pixelsPerMetre);
    void showHover(const twin::scene::Scene& scene, twin::Id id);
    /// Null: none.
    void showGhost(const twin::scene::BoxInstance* box);
    void showGuides(const std::vector<twin::scene::Guide>& guides, const twin::Vec3& around);

  private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace plenum::app
