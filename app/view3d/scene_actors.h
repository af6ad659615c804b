// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <map>
#include <memory>
#include <optional>

#include "app/view3d/air_pictures.h"
#include "app/view3d/scene_boxes.h"
#include "app/view3d/scene_colours.h"
#include "app/view3d/scene_marks.h"
#include "app/view3d/scene_surfaces.h"

class vtkRenderWindow;

namespace plenum::app {

/// One site in one renderer: its scene, boxes, tubes, floors with the air, and the outlines over them.
///
/// Cost  showSite: what changed (see Scene::update); everything when items came or went. recolour: O(items).
class SceneActors {
  public:
    SceneActors(vtkRenderer& renderer, vtkRenderWindow& window);

    /// Ground, floors and lines take the theme; what is shown is drawn again.
    void setTheme(const Theme& theme);
    /// What changed against the site shown before. Colours of what is new, and the fields of changed floors, are shown by
    /// the next recolour and showFields.
    twin::scene::SceneUpdate showSite(std::shared_ptr<const twin::Site> site);
    /// `tints` are laid over the colours of items that the values leave plain.
    void recolour(const twin::scene::SceneValues& values, const ColourScale& scale, const std::map<twin::Id, QColor>& tints = {});
    /// See SceneSurfaces::showFields.
    void showFields(const twin::Frame* frame, const ViewState& view, const ColourScale& scale);

    /// See AirPictures::show; to be called after showFields.
    void showAir(const twin::Frame* frame, const ViewState& view, const ColourScale& scale, const std::vector<twin::Id>& chosen);
    AirPictures& air() { return m_air; }

    const std::shared_ptr<const twin::Site>& site() const { return m_site; }
    const twin::scene::Scene& scene() const { return m_scene; }
    SceneMarks& marks() { return m_marks; }
    /// {xMin, xMax, yMin, yMax, zMin, zMax}, metres, at least 1 m each way; nothing for an empty site.
    std::optional<std::array<double, 6>> bounds() const;
    /// What is to be seen around an item: boxes, tubes, floor areas, rooms; nothing when it is not drawn.
    std::optional<std::array<double, 6>> boundsAround(twin::Id id) const;

    /// Where the name of a box or tube stands.
    std::optional<twin::Vec3> labelPlace(twin::Id id) const;

  private:
    void rebuild();

    vtkRenderer& m_renderer;
    Theme m_theme;
    std::shared_ptr<const twin::Site> m_site;
    twin::scene::Scene m_scene;
    SceneBoxes m_boxes;
    SceneTubes m_tubes;
    AirPictures m_air;
    SceneSurfaces m_surfaces;
    SceneMarks m_marks;
};

}  // namespace plenum::app
