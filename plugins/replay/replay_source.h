// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plugins/replay/recording.h"
#include "twin/extend/plugin.h"

#include <memory>

namespace plenum::plugins {

/// Plays a recorded table back, in the order of time, at its own pace or faster. Settings: plugin.json. The file is
/// read twice: once for its order, its span and its problems, then to play it; a file in order is streamed, any other
/// is sorted (SortedRuns). Memory does not grow with the file.
///
/// Times: "keep" gives those of the file; "now" lets the first one be the moment of the start and runs with the clock
/// (as fast as possible: the last one is the moment of the start). Each round of a loop follows on the one before.
std::unique_ptr<twin::extend::TelemetrySource> makeReplaySource();

/// The settings that concern reading; shared with the importer.
/// Errors  twin::Error when one cannot be read.
RecordingOptions recordingOptions(const twin::extend::Settings& settings);

}  // namespace plenum::plugins
