// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/replay/hall_importer.h"
#include "plugins/replay/replay_source.h"

namespace plenum::plugins {

namespace {

class ReplayPlugin : public twin::extend::Plugin {
  public:
    std::unique_ptr<twin::extend::TelemetrySource> makeSource() override { return makeReplaySource(); }
    std::unique_ptr<twin::extend::Importer> makeImporter() override { return makeHallImporter(); }
};

}  // namespace

}  // namespace plenum::plugins

PLENUM_PLUGIN("replay", plenum::plugins::ReplayPlugin)
