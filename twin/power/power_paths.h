// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/frame/frame.h"
#include "twin/power/phases.h"
#include "twin/power/power_ring.h"

#include <span>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace twin::power {

enum class Scenario { Normal, LossOfA, LossOfB };

/// What one object carries in one scenario.
struct NodeState {
    bool alive = false;   ///< in service with a path to a source
    double out_W = 0;     ///< given to what hangs on it
    double in_W = 0;      ///< drawn from above
    double loss_W = 0;    ///< in − out − own demand
    double current_A = 0; ///< at its output; of the phase that carries most
    double drop = 0;      ///< voltage drop along it, share of nominal
    double load = 0;      ///< of the usable rating; NaN when it has no rating
    double feedA_W = 0, feedB_W = 0;  ///< loads: drawn from each side (by the side of the feeding object)
};

struct PowerState {
    std::vector<NodeState> nodes;  ///< in the order of PowerPaths
    std::vector<PhaseState> phases;  ///< n_nodes where a site has single-phase objects, else empty; AC only
    double utility_W = 0;          ///< sum of what sources give
    double unserved_W = 0;         ///< demand of loads without a live feed
};

/// The electrical paths of a site, compiled once from its connections, solved per scenario.
///
/// Model   a directed graph from sources to loads. A load shares its demand equally among its live feeds; any other node
///         shares by the ratings of its live inputs; a transfer switch takes the preferred input while it is alive.
///         Converters: loss by the four-point efficiency curve at the real load; conductors: k·I²·R·L with the whole
///         current over the whole route (an upper bound for tapped busways), k = 3 (AC) or 2 (DC).
///         Where any object takes single phases, currents are kept by phase: ratings, drops and losses are those of the
///         phases and the neutral (phases.cpp); elsewhere a third each.
///         Rings of boards, cables and busways, and such as are fed at two points, are solved as networks in which power
///         goes either way and divides by resistance (twin/power/power_ring_flow.h).
/// Needs   nothing; rings of converters, rings without a feed and sources that cannot be paralleled are reported (issues).
/// Cost    O(nodes + edges) per solve, some 30 ns each; rings about ten substitutions more.  Thread-safe: yes after construction.
class PowerPaths {
  public:
    PowerPaths(const Site& site, const std::unordered_set<Id>& outOfService);

    struct Node {
        const Item* item = nullptr;
        Side side = Side::None;
        bool inService = true, source = false, load = false, transferSwitch = false;
        double rating_W = 0;        ///< usable share included; 0 = none stated
        double ratingCurrent_A = 0; ///< usable share included; 0 = none stated
        double usable = 1;          ///< of the bare rating, by the derating rule that the item names
        const char* usableBy = "";  ///< source of that rule; empty = the usable share as stated
        double voltage_V = 0, powerFactor = 1;
        bool dc = false;
        double lossPoints_W[5] = {0, 0, 0, 0, 0};  ///< at 0, 25, 50, 75, 100 % of the bare rating
        double curveRating_W = 0;   ///< 0 = no curve
        double voltageIn_V = 0, tap = 0, shortCircuitVoltage = 0;  ///< of transformers; 0 = not stated
        double resistance_ohm = 0;  ///< of one conductor, whole route
        double own_W = 0;
        double energyPrice = 0, demandPrice = 0;  ///< of a utility feed, per kWh and per kW and month; 0 = not stated
        Phases ownPhases = Phases::AsFed;  ///< as stated
        Phases phases = Phases::Three;     ///< what it gives to others
        bool ratedByCurrent = false;       ///< rating_W follows from the current
        std::vector<int> inputs;    ///< feeding nodes, in port order
        std::vector<int> outputs;
    };
    const std::vector<Node>& nodes() const { return m_nodes; }
    int indexOf(Id item) const;
    /// Nodes, sources first: every node stands after what feeds it; the members of a ring stand together.
    const std::vector<int>& order() const { return m_order; }
    const std::vector<PowerRing>& rings() const { return m_rings; }
    /// Which ring a node belongs to; −1 for none.
    int ringOf(int node) const { return m_ringOf.empty() ? -1 : m_ringOf[static_cast<std::size_t>(node)]; }
    const Issues& issues() const { return m_issues; }
    /// Any single-phase object: states hold currents by phase.
    bool perPhase() const { return m_perPhase; }

    /// demand_W: n_nodes, what each load node draws itself (racks, cooling equipment).
    PowerState solve(const std::vector<double>& demand_W, Scenario scenario) const;
    /// A load put on the output of a node, beside what the site has there.
    struct Extra {
        int node;
        double power_W;
    };
    /// Calls give(input, share) for each live input that feeds a node outside rings; the shares add up to 1.
    template <class F>
    void eachShare(int at, const PowerState& state, F&& give) const;
    /// The same with nodes lost on top (indices) and loads added, into a state whose buffers are used again.
    void solve(const std::vector<double>& demand_W, Scenario scenario, std::span<const int> lost, PowerState& state, std::span<const Extra> extra = {}) const;

  private:
    void connect(const Site& site);
    void conduct(const Node& node, NodeState& now, const PhaseState& phases) const;
    Lines drawn(int at, int input, double share, const PowerState& state) const;
    void putInOrder();
    std::vector<Node> m_nodes;
    std::vector<int> m_order;  ///< sources first
    std::vector<PowerRing> m_rings;
    std::vector<int> m_ringOf; ///< n_nodes; empty without rings
    std::unordered_map<Id, int> m_index;
    Issues m_issues;
    bool m_perPhase = false;
};

template <class F>
void PowerPaths::eachShare(int at, const PowerState& state, F&& give) const {
    const Node& node = m_nodes[static_cast<std::size_t>(at)];
    double ratings = 0;
    int live = 0;
    bool allRated = true;
    for (const int input : node.inputs) {
        if (!state.nodes[static_cast<std::size_t>(input)].alive) continue;
        if (node.transferSwitch) return give(input, 1.0);
        const double rating = m_nodes[static_cast<std::size_t>(input)].rating_W;
        ++live;
        ratings += rating;
        allRated = allRated && rating > 0;
    }
    for (const int input : node.inputs)
        if (state.nodes[static_cast<std::size_t>(input)].alive)
            give(input, !node.load && allRated ? m_nodes[static_cast<std::size_t>(input)].rating_W / ratings : 1.0 / live);
}

}  // namespace twin::power
