// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/extend/plugin.h"

#include <memory>

namespace plenum::plugins {

/// Values from an MQTT broker. libmosquitto is run from one thread of ours, so that connecting, reconnecting and
/// parsing share no state with anything else; a persistent session with QoS 1 keeps what is published meanwhile.
/// Settings: plugin.json; rules: MqttMapping. `issue_gap_s` (not shown) is the least time between equal problems.
std::unique_ptr<twin::extend::TelemetrySource> makeMqttSource();

}  // namespace plenum::plugins
