// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/air/tracer.h"

#include <optional>
#include <vector>

namespace twin::air {

/// A rack's share of air that stays where it was meant to be, 0 … 1.
///
/// Cold aisle: part of the rack's intake that last left a local supply. Hot aisle: part of its exhaust that a local
/// extract is first to draw. Empty for a rack that moves no air, or without any local supply (extract) to count.
/// Source  VanGilder, Shrivastava, ASHRAE Transactions 113(1) (2007) 126–136.
struct CaptureIndex {
    std::optional<double> coldAisle, hotAisle;
};

/// Which supplies and extracts count as local to a rack; an empty list = all ports of kind Supply.
struct LocalPorts {
    std::vector<std::size_t> supplies, extracts;
};

/// One entry a port; empty entries for ports that are not racks. local: empty, or one entry a port.
std::vector<CaptureIndex> captureIndices(const FlowGraph& graph, const Influence& influence,
                                         const std::vector<LocalPorts>& local = {});

/// How the air of one rack or cooler goes astray.
struct StrayFlow {
    double recirculation_m3_s = 0;  ///< Rack: drawn air that last left a rack
    double bypass_m3_s = 0;         ///< Supply: given air that an extract draws before any rack
    double outside_m3_s = 0;        ///< drawn air that last came through a gap or from outside
    double recirculation = 0;       ///< share of what the rack draws
    double bypass = 0;              ///< share of what the unit gives
};
/// One entry a port.
std::vector<StrayFlow> strayFlows(const FlowGraph& graph, const Influence& influence);

/// Which cooler serves which rack in the end: racks pass on what they draw, so hot air is counted with the supply it
/// started from. ports × ports, row-major; columns of racks are zero, rows of racks sum to 1 as far as their air comes
/// from supplies at all. Empty when racks breathe only their own air (no supply reaches them).
///
/// Cost    dense LU in the number of racks: 1 000 racks some 0.2 s.
std::vector<double> servedBy(const FlowGraph& graph, const Influence& influence);

}  // namespace twin::air
