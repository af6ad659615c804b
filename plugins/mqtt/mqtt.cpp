// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/mqtt/mqtt_source.h"

namespace plenum::plugins {

namespace {

class MqttPlugin : public twin::extend::Plugin {
  public:
    std::unique_ptr<twin::extend::TelemetrySource> makeSource() override { return makeMqttSource(); }
};

}  // namespace

}  // namespace plenum::plugins

PLENUM_PLUGIN("mqtt", plenum::plugins::MqttPlugin)
