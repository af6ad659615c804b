// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/scene_bench.h"

#include "app/view3d/bare_scene.h"
#include "app/view3d/scene_view.h"
#include "app/view3d/vtk_widget.h"
#include "twin/scene/scene.h"

#include <nlohmann/json.hpp>

namespace plenum::app {

namespace {
constexpr int kFrames = 20;
}

void benchScene(SceneView& scene, const twin::Site& site, nlohmann::ordered_json& figures) {
    const twin::scene::Scene drawn(site);
    const auto ours_ms = orbitFrame_ms(scene.canvas(), kFrames);
    const auto bare_ms = bareFrame_ms(drawn.boxes(), scene.canvas().size(), scene.canvas().camera().pose(), kFrames);
    const auto value = [](const std::optional<double>& time_ms) { return time_ms ? nlohmann::ordered_json(*time_ms) : nlohmann::ordered_json(); };
    figures["boxes"] = drawn.boxes().size();
    figures["scene_frame_ms"] = value(ours_ms);
    figures["bare_frame_ms"] = value(bare_ms);
    figures["scene_over_bare"] = ours_ms && bare_ms && *bare_ms > 0 ? nlohmann::ordered_json(*ours_ms / *bare_ms) : nlohmann::ordered_json();
}

}  // namespace plenum::app
