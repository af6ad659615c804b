// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/power/grid_result.h"
#include "twin/power/grid_topology.h"

#include <vector>

namespace twin::power {

/// What the tap changers under automatic control look for, within the band of their regulators.
enum class TapStrategy : std::uint8_t {
    Off,         ///< taps stay as stated
    AnyValid,    ///< step by step from the stated tap: the nearest one
    FastAny,     ///< the first that halving the range finds
    MaxVoltage,  ///< the one of the highest voltage
    MinVoltage   ///< the one of the lowest voltage
};

/// A transformer under control of a tap regulator that is switched on.
struct RegulatedTransformer {
    int regulator = 0;                      ///< row
    GridKind kind = GridKind::Transformer;  ///< or ThreeWindingTransformer
    int row = 0;
    int controlSide = 0, tapSide = 0;       ///< 0 from/first, 1 to/second, 2 third
    int node = -1;                          ///< row of the controlled node
    int rank = 0;                           ///< regulated transformers between the nearest source and the controlled node, itself included
    bool connected = false;                 ///< closed at the tap's and the controlled side, and fed
};

/// The regulated transformers, those nearer to a source first: what happens upstream is settled before what hangs on it.
///
/// Needs   a grid without errors in its ids.  Errors go to issues when given: a transformer that is controlled from the
///         load's side towards the source, two regulators of one transformer, a control side that it does not have.
/// Cost    O(n).
std::vector<RegulatedTransformer> regulatedTransformers(const GridData& grid, const GridTopology& topology, Issues* issues = nullptr);

struct TapResult {
    GridResult result;                    ///< with tap_pos of the regulators; NotConverged when taps keep hunting
    std::vector<int> outOfBand;           ///< regulators (rows) at their last tap, outside their band
    std::vector<int> hunting;             ///< regulators (rows) for which no tap lies within the band
    int solves = 0;
};

/// Power flow with automatic tap changers: taps are moved until the voltage at each controlled side, less the drop over
/// the stated compensation impedance, lies within the regulator's band.
///
/// Errors  a band narrower than a step: hunting names the regulators and the report says NotConverged.
/// Cost    a power flow for each step of taps; at most twice the widest range of taps for each rank.
/// Checked against the published cases of Power Grid Model (automatic-tap-regulator).
TapResult solveRegulated(const GridData& grid, bool perPhase, const FlowOptions& options, TapStrategy strategy, std::stop_token stop = {});

}  // namespace twin::power
