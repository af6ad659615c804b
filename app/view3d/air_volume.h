// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include "app/view3d/scene_colours.h"

class vtkRenderer;

namespace plenum::app {

/// The warm air of the halls as a see-through body: sections of the field one behind the other, blended from the back.
///
/// Of three stacks, one along each axis, the one is shown that the camera looks along most. A length d of air lets
/// exp(−κ t² d) of the light through, with t from 0 at the cold end of the colour scale to 1 at its warm end.
///
/// Cost  show: O(cells) for new fields or colours; a frame: as many blended layers as a stack has sections (some
///       kMostSections), cheap on a graphics card, tens of ms without one.
class AirVolume {
  public:
    explicit AirVolume(vtkRenderer& renderer);
    ~AirVolume();
    /// No fields: nothing.
    void show(const std::vector<std::shared_ptr<const twin::AirField>>& fields, const ColourScale& scale);
    void setVisible(bool visible);
    /// Puts it behind what was added to the renderer since.
    void draw();

  private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace plenum::app
