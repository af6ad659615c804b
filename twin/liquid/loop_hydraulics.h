// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/liquid/loop_graph.h"
#include "twin/liquid/loop_law.h"
#include "twin/numerics/sparse_ldlt.h"

#include <Eigen/Core>

#include <stop_token>
#include <vector>

namespace twin::liquid {

/// Flows and heads of one connected part; derivation at the head of the .cpp.
///
/// Shapes  flows: n_chains, m³/s.  heads: n_junctions, Pa, total head (pressure + ρ g z) above an arbitrary level.
/// Needs   a part of a LoopGraph and laws for its steps (setLaws) before solve().
/// Errors  none thrown; not converging is the return value, flows are the last iterate.
/// Cost    one sparse LDLᵀ a Newton step, analysed once; O(links) besides.  Not thread-safe; one object a thread.
class LoopHydraulics {
  public:
    LoopHydraulics(const Network& network, const LoopPart& part);

    /// Laws from the loop's density and the viscosity of each link (n_links, network order).
    void setLaws(double density_kg_m3, const std::vector<double>& viscosity_Pa_s);

    /// Starts from known flows (n_links) and node heads (n_nodes) instead of the laws' own size.
    void startFrom(const std::vector<double>& linkFlow_m3_s, const std::vector<double>& nodeHead_Pa);

    /// Solves to both residuals ≤ tolerance. A second call goes on from the state of the first.
    bool solve(double tolerance, int maxIterations, const std::stop_token& stop);

    int iterations() const { return m_iterations; }

    /// Flows are measured against the largest one, but no finer than against this: 1e-6 of what the links are made for.
    double flowFloor_m3_s() const { return 1e-6 * m_typicalFlow; }

    /// Writes the flow of every link and the head of every node of the part (network order); what leaks against a
    /// one-way link is set to zero, and so is everything in a part that stands still.
    void store(std::vector<double>& linkFlow_m3_s, std::vector<double>& nodeHead_Pa) const;

    /// The law's drop of every link of the part at the given flows (network order), Pa of total head.
    void storeDrops(const std::vector<double>& linkFlow_m3_s, std::vector<double>& linkDrop_Pa) const;

  private:
    void analyse();
    void evaluate(const Eigen::VectorXd& flow, Eigen::VectorXd& drop);
    void startLinear();
    bool newton(double tolerance, int maxIterations, const std::stop_token& stop);
    bool balanced(double tolerance);
    bool step(bool search);
    bool pressesWall() const;

    const Network& m_network;
    const LoopPart& m_part;
    std::vector<LinkLaw> m_laws;      // n_steps, in the order of the chains
    std::vector<LinkLaw> m_leafLaws;  // n_leaves
    Eigen::VectorXd m_flow, m_drop, m_slope, m_trialFlow, m_trialDrop, m_change;  // n_chains
    Eigen::VectorXd m_head, m_mass, m_rhs;                                        // n_junctions
    numerics::SparseLdlt m_equations;      // n_junctions − 1: junction 0 is the reference
    Eigen::VectorXd m_solution;            // n_junctions − 1, in the order of elimination
    double m_wall = 0;
    double m_dropSize = 0, m_typicalFlow = 0;
    double m_massNow = 0, m_energyNow = 0;
    bool m_started = false, m_feasible = false;
    int m_iterations = 0;
};

}  // namespace twin::liquid
