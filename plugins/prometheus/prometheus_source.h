// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/extend/plugin.h"

#include <memory>

namespace plenum::plugins {

/// Values from the HTTP API of Prometheus (or what speaks it). A plain selector is asked for its raw samples, so their
/// times are those of the scrapes and a gap of ours is filled from the server; any other expression is evaluated at
/// each poll, and in steps of the interval for a gap. Settings: plugin.json; queries: readQueries().
std::unique_ptr<twin::extend::TelemetrySource> makePrometheusSource();

}  // namespace plenum::plugins
