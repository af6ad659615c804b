// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/air/air_case.h"
#include "twin/air/hall_transient.h"
#include "twin/air/openfoam_import.h"
#include "twin/air/refined_transient.h"
#include "twin/air/tracer.h"

#include <vector>

namespace twin::air {

/// A case whose racks' bands are devices of their own: the first in the rack's place, further ones behind all devices.
/// So every solver knows devices only; a rack's results are put together again afterwards.
struct SplitCase {
    AirCase airCase;
    std::vector<std::size_t> owner;    ///< a device of the split case: which one of the whole case it is part of
    std::vector<double> heat, flow;    ///< likewise: its share of it
    std::vector<double> height;        ///< likewise: its share of what the bands take up of the height
};

bool hasBands(const AirCase& airCase);
SplitCase splitBands(const AirCase& airCase);

/// solveAir of the split case, warm from an earlier whole result.
AirResult solveAirInBands(const AirCase& airCase, const AirOptions& options, std::stop_token stop);

/// The parts of upright openings at heights that no band takes; all of them where there are no bands or no such height.
std::vector<Opening> besideBands(const std::vector<Band>& bands, const std::vector<Opening>& openings);

/// Results of the split case as the whole case's: flows and heats are sums, temperatures flow means. Thirds and heights of
/// the intake are those of the whole intake; where nothing is drawn at a height, the nearest where something is.
AirResult joinBands(AirResult result, const AirCase& whole, const SplitCase& split);
HallHistory joinBands(HallHistory history, const AirCase& whole, const SplitCase& split);
TransientResult joinBands(TransientResult result, const AirCase& whole, const SplitCase& split);
/// Ports of bands become one; what they drew and gave is added.
FlowGraph joinBands(const FlowGraph& graph, const AirCase& whole, const SplitCase& split);
/// Openings of one rack and side become one.
std::vector<FoamOpening> joinBands(const FoamCase& mesh, std::vector<FoamOpening> openings);

/// What the whole case's devices keep and undergo, for the split case's.
std::vector<HallStore> splitStores(const std::vector<HallStore>& stores, const SplitCase& split);
std::vector<double> splitCapacities(const std::vector<double>& capacity_J_K, const SplitCase& split);
std::vector<AirEvent> splitEvents(const std::vector<AirEvent>& events, const SplitCase& split);

}  // namespace twin::air
