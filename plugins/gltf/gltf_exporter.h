// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/extend/plugin.h"

namespace plenum::gltf {

/// Writes what twin/scene draws as glTF 2.0: *.glb as one binary file, *.gltf as JSON with its buffer inside.
///
/// One root node turns z up into y up; below it one node a kind, below that one node an object with its name and, in
/// extras, its id, kind, type and the overlay's value. Boxes share one cube; a colour is a mesh and a material. Metres.
/// Needs   a site; a frame and an overlay for colours by value (objects without a value are grey).
/// Errors  twin::Error when the file cannot be written; objects without a drawable shape become issues.
/// Cost    O(objects): 10 000 racks in well under a second.
class GltfExporter final : public twin::extend::Exporter {
  public:
    twin::Issues write(const twin::extend::ExportRequest& request, const std::filesystem::path& path, const twin::extend::Progress& progress, std::stop_token stop) override;
};

}  // namespace plenum::gltf
