// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRgb>
#include <cstdint>
#include <memory>
#include <vector>

#include "twin/scene/scene.h"

class vtkRenderer;

namespace plenum::app {

/// The boxes of a scene as instances of one block, in groups (racks, coolers, liquid, power, structure) of at most
/// kChunk instances: what moves or changes its colour costs its own chunk only. Edges, shade of the faces, the mark of
/// the front side and the hatches of missing and stale values come from the fragment shader, so they cost no geometry.
class SceneBoxes {
  public:
    static constexpr std::size_t kChunk = 1024;

    explicit SceneBoxes(vtkRenderer& renderer);
    ~SceneBoxes();

    void rebuild(const twin::scene::Scene& scene);
    /// New places of some slots.
    void move(const twin::scene::Scene& scene, const std::vector<std::uint32_t>& changed);
    /// Colours of all slots, with the alphas of scene_colours.h; chunks whose colours stay are not touched.
    void recolour(const std::vector<QRgb>& colours);

  private:
    struct Chunk;
    vtkRenderer& m_renderer;
    std::vector<std::unique_ptr<Chunk>> m_chunks;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> m_places;  ///< slot → chunk, position
};

}  // namespace plenum::app
