// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/power/power_flow.h"

#include <vector>

namespace twin::power {

/// A radial grid as arrays, level by level from its sources, compiled once and swept for many states.
///
/// Shapes  n_nodes = buses + sources (each source's inner voltage is a root). A parent stands before its children, and
///         neighbours in the arrays hang on different parents, so that the additions of a sweep overlap.
/// Frames  each node's voltage is divided by the ratios on its way (m), so that all branches are plain impedances:
///         v = u/m, j = i·conj(m), y → y|m|², z → z/|m|².
/// Thread-safe: no (outages change the arrays); copy the forest for another thread.
class RadialForest {
  public:
    /// False when the network has a loop, two sources on one island, or regulated voltages. Cost O(n).
    bool compile(const GridNetwork<1>& network);

    int size() const { return static_cast<int>(m_parent.size()); }

    /// Voltages and currents in the frames of the nodes.
    struct State {
        std::vector<double> vr, vi, jr, ji;
        int iterations = 0;
        double step = 0;  ///< largest change of a voltage in the last sweep
    };
    State flat() const;
    /// Backward/forward sweeps from the given state until the error left is below the tolerance (step × rate/(1 − rate),
    /// the rate being that of the last two steps). False when it does not converge; the state is then not a solution.
    bool solve(State& state, double tolerance, int maxSweeps) const;

    /// Takes a branch (index in network.branches) and all that hangs on it out of service: what draws nothing behind a
    /// branch leaves the rest as if the branch were open. Returns the number of nodes without voltage.
    int lose(int branch);
    /// Puts back what was lost.
    void restore();
    bool isLost(int bus) const { return m_lost[static_cast<std::size_t>(m_nodeOfBus[static_cast<std::size_t>(bus)])]; }

    Complex busVoltage(const State& state, int bus) const;
    /// What all sources give in a solved state, pu.
    Complex sourcePower(const State& state) const;

  private:
    struct Draw {  ///< what a node draws: shunt admittance, constant power, constant current (both as injection)
        double yr, yi, sr, si, cr, ci;
    };
    struct Saved {
        int node;
        Draw draw;
    };
    void append(int bus, int parent, Complex z, Complex ratio, int branch);
    Draw draw(int node) const { return {m_yr[node], m_yi[node], m_sr[node], m_si[node], m_cr[node], m_ci[node]}; }
    void setDraw(int node, const Draw& draw);

    std::vector<int> m_parent, m_nodeOfBranch, m_nodeOfBus, m_roots;
    std::vector<double> m_zr, m_zi, m_yr, m_yi, m_sr, m_si, m_cr, m_ci;
    std::vector<double> m_rootR, m_rootI;
    std::vector<Complex> m_ratio;
    std::vector<Complex> m_half;         ///< half shunt of the branch above a node, in the frames
    std::vector<int> m_walk, m_first, m_last;  ///< nodes in the order of a depth-first walk; a subtree is [first, last) of it
    std::vector<char> m_lost;
    std::vector<Saved> m_saved;
    bool m_currents = false;
};

/// The sweep as a method of solveFlow: fills u and the report; false when the grid is not radial or does not converge.
bool sweepNetwork(const GridNetwork<1>& network, const FlowOptions& options, FlowResult<1>& result);

}  // namespace twin::power
