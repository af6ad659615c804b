// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/extend/plugin.h"

namespace tinygltf {
class Model;
}

namespace plenum::gltf {

struct ModelOptions {
    bool instancing = false, rooms = true, routes = true;
};

/// The scene of a request as a glTF model in memory. Stops early (with what it has) when told to.
std::shared_ptr<const tinygltf::Model> sceneModel(const twin::extend::ExportRequest& request, const ModelOptions& options, const twin::extend::Progress& progress, std::stop_token stop, twin::Issues& issues);

/// Corners of the triangles that fill an outline, by ear clipping; empty for an outline that crosses itself. O(n²).
std::vector<std::uint32_t> fill(const std::vector<twin::Vec3>& outline);

}  // namespace plenum::gltf
