// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/liquid/hydraulic_laws.h"
#include "twin/liquid/hydraulic_network.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace twin::liquid {

/// What of a network needs no unknown of its own, taken out once before Newton's steps:
///
///   still   parts without demand that hang on the rest by one node: nothing flows
///   trees   what is left of them when leaves are taken off again and again: each pipe carries the demand behind it
///   chains  pipes in series through nodes of no third pipe: one unknown flow Q, pipe i carries Q + c_i, where −c_i is what the
///           nodes on the way took; the chain is one arc of loss Σ f_i(Q + c_i) and slope Σ f_i'
///
/// The demand of a tree goes to the node it hangs on, that of a chain to its end, so that the rest is an ordinary network.
/// Its steps are those of the whole network: once a step has balanced the nodes of a chain its pipes change by the same flow.
///
/// Shapes  chains in the order of arrange(): by length, so that the i-th pipes of all chains of one length lie together.
/// Needs   open pipes without check valve or control between junctions without emitter, leak or pressure-driven demand.
/// Cost    find: one pass over the network; evaluate: 3 ns a pipe.  Thread-safe: one object a thread.  Deterministic.
/// Checked hydraulic_chains_test.cpp, against the network solved without.
class HydraulicChains {
  public:
    /// `single`: links (n_links, or empty) that have to stay.
    void find(const HydraulicNetwork& network, const std::vector<char>& single);
    /// Whether other numbers of the same network leave the chains as they are.
    bool fits(const HydraulicNetwork& network) const;
    void clear() { *this = {}; }

    bool empty() const { return m_place.empty(); }
    bool holdsNode(std::size_t node) const { return !m_holdsNode.empty() && m_holdsNode[node]; }
    bool holdsLink(std::size_t link) const { return !m_place.empty() && m_place[link] != kNowhere; }
    static bool isPlain(const HydraulicLink& link, const HydraulicNetwork& network);

    std::size_t count() const { return m_chains.size(); }
    int from(std::size_t chain) const { return m_chains[chain].from; }
    int to(std::size_t chain) const { return m_chains[chain].to; }
    int lastLink(std::size_t chain) const { return m_member[member(chain, m_chains[chain].length - 1)].link; }
    /// Orders the chains by length, then by `rank` (one a chain as found); the places they had.
    std::vector<std::size_t> arrange(const std::vector<int>& rank);

    void takeNumbers(const HydraulicNetwork& network);
    void setLink(std::size_t link, const HydraulicLink& values);
    /// n_nodes: of a node that stays, with all that was moved to it.
    const std::vector<double>& demand() const { return m_demand; }
    /// Flow along the chain with which its first pipe starts.
    double startFlow(std::size_t chain) const { return m_start[member(chain, 0)]; }

    /// Flows and losses of trees; with `fresh` the next evaluate() is the tangent at the pipes' start flows.
    void start(bool fresh);
    /// Loss and slope of each chain at its flow; `rough`: to some five digits.
    void evaluate(const double* flow, double* loss, double* slope, bool rough);
    /// Chords in place of the slopes of chains far from the flow their fall of heads asks for, see powerChords().
    void takeChords(const double* flow, const double* loss, const double* fall, double* slope);
    /// After a step: the next evaluate() is at the chains' flows.
    void advance() { m_fresh = false; }
    /// Σ |dq| of the pipes when chains change by these flows.
    double moved(const double* change) const;
    double total() const { return m_total; }      ///< Σ |q| at the last evaluate()
    double largest() const { return m_largest; }  ///< max |q| at the last evaluate()
    /// Widens a range of heads by those on the way, given the heads where chains begin; after evaluate().
    void widen(const double* beginHead, double& low, double& high) const;
    /// Flows and heads, given the heads of the nodes that stay.
    void collect(double* flow, double* head) const;

  private:
    static constexpr std::int32_t kNowhere = -1, kStill = -2;
    struct Chain {
        int from = -1, to = -1;            // nodes
        std::int32_t length = 0, path = 0;  // pipes; where it begins in m_path
    };
    struct Pipe {
        std::int32_t link = -1;
        double sign = 1;                   // of the link's flow along the chain, or away from the root
        int node = -1;                     // at its far end; −1 at the end of a chain
    };
    struct Branch {
        int node = -1, parent = -1;        // of a tree, leaves first
    };
    struct Finder;
    struct Group {
        std::size_t first = 0, chains = 0, length = 0, member = 0;
    };

    std::size_t member(std::size_t chain, std::int32_t pipe) const {
        const Group& group = m_groups[m_groupOf[chain]];
        return group.member + static_cast<std::size_t>(pipe) * group.chains + (chain - group.first);
    }
    void takeLaw(std::size_t pipe, const HydraulicLink& link);
    void losses(std::size_t first, std::size_t count, const double* flow, double* loss, double* slope, bool rough) const;

    std::vector<char> m_holdsNode;          // n_nodes
    std::vector<std::int32_t> m_place;      // n_links: its pipe in m_member, kStill or kNowhere
    std::vector<Chain> m_chains;
    std::vector<Pipe> m_path;               // of chains as found
    std::vector<Group> m_groups;            // chains of one length
    std::vector<std::size_t> m_groupOf;     // n_chains
    std::vector<Pipe> m_member;             // pipes of chains by group, then of trees
    std::vector<Branch> m_branches;         // of trees, as the last of m_member
    std::vector<std::pair<int, int>> m_still;  // node, node whose head it has
    std::vector<int> m_stillLinks;
    // by pipe of m_member
    std::vector<double> m_offset, m_start, m_flow, m_loss, m_slope;
    std::vector<double> m_last;             // n_chains: c of the last pipe
    std::vector<double> m_trial;            // workspace of takeChords()
    std::vector<double> m_demand;           // n_nodes
    PowerPipes m_power;
    DarcyPipes m_darcy;
    bool m_isDarcy = false, m_fresh = true;
    double m_powerLaw = 1.852, m_leastSlope = 0, m_total = 0, m_largest = 0, m_treeTotal = 0, m_treeLargest = 0;
};

}  // namespace twin::liquid
