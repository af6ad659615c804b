// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/liquid/hydraulic_network.h"

#include <memory>
#include <stop_token>

namespace twin::liquid {

/// Steady flows and heads of a pressurised network, demand- or pressure-driven; status of pumps, valves and tank links part
/// of the solution. An object keeps what does not change (order and pattern of the equations) and its last state, so
/// that a second solve after an edit starts from the first.
///
/// Shapes  results in the network's order.
/// Needs   link ends that exist (readInp checks a file).
/// Errors  none thrown. Parts without a source are named in the issues ("hydraulics.noSource"), their heads and flows
///         are not a number, report.status is NotConverged; the rest of the network is solved all the same.
///         No steady state found: "hydraulics.notSettled" names the worst link.
///         Statuses that go to and fro are decided all at once (hydraulic_heads.h). Heads below the ground: warning "hydraulics.negative".
/// Cost    solve: some 3 to 15 Newton steps, each O(links) plus one LDLᵀ of the junctions of three ways or more (linear on
///         trees and ladders). A pipe first shut inside a chain costs one new analysis.
///         Thread-safe: one object a thread.  Deterministic.
/// Source  Todini and Pilati 1988; EPANET 2.2 Users Manual, chapter 12; derivation in the .cpp.
///         Checked: tests/validation/liquid/epanet_networks_test.cpp.
class HydraulicSolver {
  public:
    explicit HydraulicSolver(const HydraulicNetwork& network);
    ~HydraulicSolver();
    HydraulicSolver(HydraulicSolver&&) noexcept;
    HydraulicSolver& operator=(HydraulicSolver&&) noexcept;

    /// Takes over changed numbers (laws, demands, statuses) of a network with the same nodes and links.
    void setNetwork(const HydraulicNetwork& network);

    /// Takes over the numbers of one link (laws, setting, status) between the same nodes. Cost O(1).
    void setLink(std::size_t link, const HydraulicLink& values);

    /// From the start flows. The result is the solver's own and holds until the next call.
    const HydraulicResult& solve(const HydraulicOptions& options = {}, std::stop_token stop = {});
    /// From the last solution.
    const HydraulicResult& solveAgain(const HydraulicOptions& options = {}, std::stop_token stop = {});

  private:
    class State;
    std::unique_ptr<State> m_state;
};

/// One solve from the start.
HydraulicResult solveHydraulics(const HydraulicNetwork& network, const HydraulicOptions& options = {}, std::stop_token stop = {});

}  // namespace twin::liquid
