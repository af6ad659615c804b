// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/view3d/camera_control.h"
#include "twin/scene/scene.h"

#include <optional>
#include <vector>

class QSize;

namespace plenum::app {

class VtkWidget;

/// Turns the camera once round in `frames` steps and draws each at full resolution: the median time of a frame in ms.
/// Nothing without OpenGL or when frames do not come. The camera is as before afterwards.
///
/// Counted  VTK's drawing with the graphics card's or the software renderer's share; not what Qt paints over it.
std::optional<double> orbitFrame_ms(VtkWidget& canvas, int frames);

/// The same for a plain VTK scene in a window of its own of `size`: the boxes as instances of one vtkCubeSource under
/// one vtkGlyph3DMapper with VTK's default shading, one colour for each, seen from `pose`. What a frame costs at least.
std::optional<double> bareFrame_ms(const std::vector<twin::scene::BoxInstance>& boxes, QSize size, const CameraPose& pose, int frames);

}  // namespace plenum::app
