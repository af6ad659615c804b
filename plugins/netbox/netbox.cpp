// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/netbox/device_library.h"

namespace plenum::netbox {

class NetboxPlugin final : public twin::extend::Plugin {
  public:
    std::unique_ptr<twin::extend::Importer> makeImporter() override { return std::make_unique<DeviceLibrary>(); }
};

}  // namespace plenum::netbox

PLENUM_PLUGIN("netbox", plenum::netbox::NetboxPlugin)
