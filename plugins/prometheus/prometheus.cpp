// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/prometheus/prometheus_source.h"

namespace plenum::plugins {

namespace {

class PrometheusPlugin : public twin::extend::Plugin {
  public:
    std::unique_ptr<twin::extend::TelemetrySource> makeSource() override { return makePrometheusSource(); }
};

}  // namespace

}  // namespace plenum::plugins

PLENUM_PLUGIN("prometheus", plenum::plugins::PrometheusPlugin)
