// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>

namespace twin {
class Site;
}

namespace plenum::app {

class SceneView;

/// Adds what a turned frame of the 3D view costs, beside a bare VTK scene of the same boxes, size and camera in the
/// same run: "boxes", "scene_frame_ms", "bare_frame_ms", "scene_over_bare"; null where nothing could be drawn.
void benchScene(SceneView& scene, const twin::Site& site, nlohmann::ordered_json& figures);

}  // namespace plenum::app
