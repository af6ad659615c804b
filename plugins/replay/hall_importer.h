// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/extend/plugin.h"

#include <memory>
#include <string>
#include <vector>

namespace plenum::plugins {

/// One series of a recording, as the hall needs it.
struct NamedSeries {
    std::string node, sensor, unit;
};

/// A hall from the names of its nodes: rows, racks at the places their numbers count, one sensor for each series of a
/// rack's nodes, called "{node}/{sensor}" as the replay calls the point. Geometry that names cannot tell is assumed
/// and said in the note of the hall and in the issues.
twin::extend::Imported hallFromNames(const std::vector<NamedSeries>& series, std::stop_token stop);

/// Reads the names from a recording (any table the replay reads) or from a list with one name a line.
std::unique_ptr<twin::extend::Importer> makeHallImporter();

}  // namespace plenum::plugins
