// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/gltf/gltf_exporter.h"

namespace plenum::gltf {

class GltfPlugin final : public twin::extend::Plugin {
  public:
    std::unique_ptr<twin::extend::Exporter> makeExporter() override { return std::make_unique<GltfExporter>(); }
};

}  // namespace plenum::gltf

PLENUM_PLUGIN("gltf", plenum::gltf::GltfPlugin)
