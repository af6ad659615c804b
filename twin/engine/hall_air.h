// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/air/capture.h"
#include "twin/frame/frame.h"

#include <cmath>
#include <memory>
#include <stop_token>
#include <vector>

namespace twin::engine {

class Coupling;

/// Where the air of one hall comes from, traced on a refined flow. Entries as the devices of the room's case.
struct HallTracing {
    std::vector<air::CaptureIndex> capture;
    std::vector<air::StrayFlow> stray;
    std::shared_ptr<const AirInfluence> influence;
};

/// Tracers of a hall whose air is refined; null when its flow gives none (or stopped).
/// Cost    some seconds for 40 racks; blocks grow with the number of devices so that it stays there.
std::shared_ptr<const HallTracing> traceHall(const Coupling& coupling, std::size_t room, int threads, std::stop_token stop);

/// Dew point and its moisture balance, for a hall whose outdoor air is given.
struct HallMoisture {
    double dewPoint_C = std::nan("");  ///< NaN: not given, or nothing sets it
    double condensate_kg_s = 0, humidifier_kg_s = 0;
    Issues issues;
};

/// Moisture of a hall: outdoor air of the conditions, condensate at coils, humidifiers.
///
/// Model   a coil's surface is as cold as the mean of its water (10 K below the supply where it has its own compressor);
///         indirect evaporative units take no moisture out. Nobody and nothing in the hall gives moisture.
HallMoisture hallMoisture(const Coupling& coupling, std::size_t room);

/// Writes what belongs to halls into a frame: pressures, tile flows, dew points, class margins, tracers, with their issues.
void reportHalls(const Coupling& coupling, Frame& frame);

/// Key figures of halls: ASHRAE classes and hot spots, floor void, capture.
void addHallFigures(const Coupling& coupling, Frame& frame);

}  // namespace twin::engine
