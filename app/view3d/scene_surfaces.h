// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRgb>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "app/view3d/scene_colours.h"

class vtkRenderer;

namespace plenum::app {

/// Pipes, manifolds, busways and cables as one mesh.
class SceneTubes {
  public:
    explicit SceneTubes(vtkRenderer& renderer);
    ~SceneTubes();
    void rebuild(const twin::scene::Scene& scene);
    void recolour(const std::vector<QRgb>& colours);

  private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

/// Floors with their tile grid and the air's temperature on them, aisles and perforated tiles, walls, and the section
/// plane through the air.
class SceneSurfaces {
  public:
    explicit SceneSurfaces(vtkRenderer& renderer);
    ~SceneSurfaces();
    /// To be called after boxes and tubes were rebuilt: see-through surfaces must be drawn last.
    void rebuild(const twin::scene::Scene& scene, const Theme& theme);
    /// Pictures of the fields; null frame or an overlay without field: bare floors. Fields that the frame shares with
    /// the one shown before are not drawn again.
    void showFields(const twin::Frame* frame, const ViewState& view, const ColourScale& scale);
    /// Puts the see-through surfaces behind what was added to the renderer since.
    void drawLast();

  private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace plenum::app
