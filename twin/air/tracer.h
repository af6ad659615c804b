// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/air/air_flow.h"
#include "twin/base/report.h"

#include <stop_token>
#include <string>
#include <vector>

namespace twin::air {

/// Who gives air to the hall or draws it: a rack, a cooler, a group of tiles, a return, a gap.
struct AirPort {
    enum class Kind { Rack, Supply, Outside };
    std::string name;
    Kind kind = Kind::Supply;  ///< Rack: passes what it draws on; Supply: coolers, tiles, returns; Outside: doors, leaks
    double flow_m3_s = 0;      ///< given to the hall (0 for a pure return)
    double drawn_m3_s = 0;     ///< drawn from the hall (0 for a pure supply)
};

/// A solved flow on cells, as plain lists: what the measures need of it, whatever solver it comes from.
struct FlowGraph {
    struct Face {
        int from = 0, to = 0;   ///< cells
        double flow_m3_s = 0;   ///< positive from → to; any sign
        double mixing_m3_s = 0; ///< turbulent exchange D·A/d, ≥ 0: passes both ways
    };
    struct Tap {
        int cell = 0, port = 0;
        double flow_m3_s = 0;  ///< ≥ 0
    };
    int cells = 0;
    std::vector<Face> faces;
    std::vector<Tap> given, drawn;
    std::vector<AirPort> ports;
};

/// The flow of an instant solution: ports are its devices, in their order, then one port "leaks" if there are any.
FlowGraph flowGraph(const AirFlow& flow);

struct InfluenceOptions {
    double tolerance = 1e-8;  ///< on the largest residual of a cell's share
    int maxIterations = 400;  ///< a tracer
    int threads = 1;
};

/// Where the air of each port last came from.
struct Influence {
    std::size_t ports = 0;
    std::vector<double> share;  ///< ports × ports, row-major: share(i, j) = part of what i draws that last left j
    SolveReport report;         ///< residual: the largest over all tracers; worst: its port
    double at(std::size_t drawing, std::size_t giving) const { return share[drawing * ports + giving]; }
};

/// Passive tracers on the discrete flow: one a giving port, c = 1 at its outlets, 0 at all others. Each row of the
/// influence of a drawing port sums to 1.
///
/// Shapes  graph as above; Influence ports × ports. Rows of ports that draw nothing are zero.
/// Needs   flows that balance in each cell to about the tolerance; taps and faces within the cells and ports.
/// Errors  none thrown; report.status NotConverged (shares are the last iterate), Cancelled.
/// Cost    one linear system a giving port: some 20–100 passes over the cells (BiCGStab preconditioned by a
///         Gauss–Seidel sweep in the order of the flow; one sweep where the flow has no cycles and nothing mixes).
///         Thread-safe: yes; the same bits with any thread count (a tracer is solved by one thread).
/// Source  VanGilder, Shrivastava, ASHRAE Transactions 113(1) (2007) 126–136 (tracers for capture index); van der
///         Vorst, SIAM J. Sci. Stat. Comput. 13 (1992) 631–644. Checked: tests/unit/twin/air/tracer_influence_test.cpp.
Influence influence(const FlowGraph& graph, const InfluenceOptions& options = {}, std::stop_token stop = {});

/// One tracer as a field: the share of port's air in each cell. Cells that no air reaches are 0.
std::vector<double> tracerField(const FlowGraph& graph, std::size_t port, const InfluenceOptions& options = {}, std::stop_token stop = {});

}  // namespace twin::air
