// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/liquid/hydraulic_arcs.h"
#include "twin/liquid/hydraulic_blocks.h"
#include "twin/liquid/hydraulic_chains.h"
#include "twin/liquid/hydraulic_solver.h"
#include "twin/numerics/sparse_ldlt.h"

#include <algorithm>
#include <vector>

namespace twin::liquid {

/// The equations of one network and their state; the derivation is at the head of hydraulic_solver.cpp.
///
/// Points (where heads live): junctions in elimination order, then fixed nodes, then the outside of each outflow.
class HydraulicSolver::State {
  public:
    explicit State(const HydraulicNetwork& network);
    void setNetwork(const HydraulicNetwork& network);
    void setLink(std::size_t link, const HydraulicLink& values);
    const HydraulicResult& solve(const HydraulicOptions& options, bool again, const std::stop_token& stop);

  private:
    /// A junction whose head an active PRV or PSV holds (valve ≥ 0), or that is the reference of a still part.
    struct Pin {
        int point = -1, target = -1;  ///< target: the valve's other end, which carries the flow
        int link = -1;
        double head_m = 0;
    };

    void run(const HydraulicOptions& options, bool again, const std::stop_token& stop);

    // hydraulic_equations.cpp
    void build(bool reduced);
    void buildEquations();
    std::vector<numerics::SparseLdlt::Edge> coreEdges(const std::vector<int>& junctionOf);
    void takeNumbers();
    void resetStatus();
    void start();
    // hydraulic_measure.cpp
    void evaluateLaws(const double* flow, double* loss, double* slope);
    void takeChords();
    std::string worstName() const;
    void measure();                      ///< losses, residuals and right-hand side at the present state
    // hydraulic_step.cpp
    bool step();                         ///< one Newton step; false when it leads to no number
    void pinRows();
    void solveCoupled();
    void moveFlows(double length);
    void setValveFlows();
    /// Whether an active valve's flow is an unknown of the step; before, while statuses are sought, it follows one step behind.
    bool coupled() const { return m_exact || m_sinceChange >= kLag; }
    double lineSlope(double length);
    static constexpr int kPatience = 25;      ///< full steps without a status change before the steps are searched
    static constexpr double kStill_m3_s = 1e-6;  ///< a network that carries less stands still; residuals are measured against this
    static constexpr double kLevel_m = 1e-5;  ///< heads that differ by less are one level
    /// What blocks that only follow their ends may err.
    double blockTolerance_m() const { return 0.5 * m_tolerance * std::max(m_range, kLevel_m); }

    // hydraulic_solver.cpp
    /// Whether blocks or chains stand for parts of the network.
    bool reduced() const { return !m_blocks.empty() || !m_chains.empty(); }
    bool balanced(double tolerance) const { return m_mass <= tolerance && m_energy <= tolerance; }
    void collect();
    void report(bool settled, const HydraulicOptions& options, const std::stop_token& stop);
    bool undecided() const;
    bool stillParts() const;             ///< known heads that no valve holds: blocks cannot end there
    const std::vector<int>& arcsAt(int point);

    // hydraulic_status.cpp
    bool valveStatus();
    bool linkStatus();
    bool switchByPressure();
    void setStatus(std::size_t link, LinkStatus status);
    void refreshPins();
    LinkStatus checkValveStatus(std::size_t link, LinkStatus now) const;
    LinkStatus flowValveStatus(std::size_t link, LinkStatus now, double fall) const;
    LinkStatus tankStatus(std::size_t link, LinkStatus now) const;

    // hydraulic_held.cpp
    LinkStatus baseStatus(std::size_t link) const;
    void settleByHeads(const std::stop_token& stop);
    bool repairStatus();
    bool runHeld(const HydraulicOptions& options, const std::stop_token& stop);

    // hydraulic_parts.cpp
    void closeExactly();                 ///< shut links carry nothing: find parts without a source, pin or give up each
    void findIslands();                  ///< parts that no link at all joins to a known head
    void pinIslands();
    void giveUpDeadArcs();
    void explainDeadParts();
    void warn(HydraulicResult& result) const;

    /// Flow of the valve of a pin towards the node it holds (PRV) or away from it (PSV).
    double heldFlow(const Pin& pin) const { return pin.link < 0 ? 0 : m_flow[arcOf(static_cast<std::size_t>(pin.link))]; }
    double headFall(std::size_t link) const { return m_head[static_cast<std::size_t>(m_from[arcOf(link)])] - m_head[static_cast<std::size_t>(m_to[arcOf(link)])]; }
    std::size_t arcOf(std::size_t link) const { return static_cast<std::size_t>(m_arcOfLink[link]); }
    /// Ends in a part that was given up: there are no heads to judge by.
    bool deadEnded(std::size_t link) const { return m_dead[static_cast<std::size_t>(m_from[arcOf(link)])] || m_dead[static_cast<std::size_t>(m_to[arcOf(link)])]; }
    bool holdsPressure(std::size_t link) const {
        const HydraulicKind kind = m_network.links[link].kind;
        return m_status[link] == LinkStatus::Active && (kind == HydraulicKind::Prv || kind == HydraulicKind::Psv);
    }
    bool holdsFlow(std::size_t link) const {
        return m_status[link] == LinkStatus::Active && m_network.links[link].kind == HydraulicKind::Fcv;
    }
    /// Flow of a link, or what would flow through a closed one: its sign counts.
    double tendency(std::size_t link) const;

    HydraulicNetwork m_network;
    HydraulicResult m_result;
    HydraulicBlocks m_blocks;
    std::vector<std::int32_t> m_blockSlot;       // n_blocks
    HydraulicBlocks::Totals m_blockTotals;
    HydraulicChains m_chains;
    std::vector<char> m_single;                  // n_links or empty: pipes that have been shut stay out of chains
    bool m_wholeResult = true;                   // nothing of the result stands from before
    double m_tolerance = 0;
    std::vector<int> m_coreLinks, m_asking;      // links of no block or chain; nodes with demand
    std::vector<double> m_ground_m;              // of these nodes
    numerics::SparseLdlt m_ldlt;
    ArcLaws m_laws;
    std::vector<ArcLaws::Arc> m_arcs;
    // Arcs: pipes, chains, other links, outflows.
    std::size_t m_pipes = 0, m_otherLinks = 0, m_outflows = 0;  // first of each after the pipes' end, where chains begin
    int m_junctions = 0;
    std::vector<int> m_from, m_to;               // n_arcs: points
    std::vector<std::int32_t> m_slot;            // n_arcs
    std::vector<int> m_pointOfNode, m_nodeOfPoint, m_arcOfLink;
    std::vector<double> m_head, m_demand;        // n_points; demand with what chains moved there
    std::vector<double> m_ownDemand;             // n_nodes
    std::vector<double> m_chainHead;             // n_chains, of where they begin
    std::vector<double> m_net, m_right, m_change;  // n_points: Σq − demand; right-hand side; change of heads
    std::vector<double> m_flow, m_loss, m_slope, m_push, m_flowChange, m_conductance, m_error;  // n_arcs
    std::vector<double> m_sums;                  // 4 n_points
    std::vector<char> m_off;                     // n_arcs: carries nothing and joins nothing (closed, in the exact stage)
    std::vector<LinkStatus> m_status;            // n_links
    std::vector<double> m_setting;               // n_links
    std::vector<char> m_controlled;              // n_links
    std::vector<int> m_pressureValves, m_watched;  // links: PRV and PSV; others whose status can change
    std::vector<LinkStatus> m_startStatus;       // n_links
    std::vector<double> m_startFlow;             // n_arcs
    std::vector<Pin> m_pins;
    std::vector<double> m_pinChange;             // n_points: change of a pinned head; only where m_pinned
    std::vector<char> m_pinned, m_dead;          // n_points
    std::vector<std::vector<int>> m_arcsAt;      // n_points, made when first needed
    std::vector<int> m_changes;                  // n_links: times the status changed
    std::vector<char> m_frozen;                  // n_links: its status went to and fro and stays now
    std::vector<std::vector<int>> m_islands;     // points
    Issues m_issues;
    bool m_exact = false;                        // closed links carry nothing
    bool m_started = false;
    bool m_rough = false;                        // residuals to five digits only, far from the solution
    bool m_smooth = false;                       // nothing can open, close or hold
    bool m_unsettled = false;                    // the last run found no steady state
    static constexpr int kLag = 20;
    double m_mass = 0, m_energy = 0, m_relativeChange = 1, m_largestFlow = 0, m_range = 0;
    double m_largestAsked = 0;                   // demand that depends on pressure
    int m_iterations = 0, m_sinceChange = 0;
};

}  // namespace twin::liquid
