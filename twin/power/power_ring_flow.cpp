// SPDX-License-Identifier: GPL-3.0-or-later
//
// A ring as a linear network with its losses.
//
// Every board is one node. A conductor is a resistance with an end at either neighbour and its loads in the middle (at
// the far end when it is a spur). The end of a conductor is one with the board it is joined to; a joint of two boards is
// a resistance that is nothing beside any other. Feeders are equal sources behind their own resistance: transformers by their load
// loss P_k = (L(1) − L(½)) / (1 − ½²), R = P_k V²/S²; others as droop of 1 % at the rating, so that units on one board
// share by rating. With θ the drop times the voltage (W Ω) and draws d,
//     G θ = −d,   P_e = (θ_i − θ_j) / R_e,   R_e = R (AC, a phase) or 2 R (DC, both conductors),
// power divides by resistance alone: exact for DC and for equal X/R, since a site states no reactances. The loss of a
// branch, 3 I² R or 2 I² R at the power it delivers (as in power_paths.cpp), is drawn at its sending end; what is
// missing at the terminals is solved for and added to the flows until nothing is (contraction: about twice the share of
// losses, a few per cent); adding to flows, not to θ, keeps short joints beside long cables exact. So
// Σ feeders = Σ draws + Σ losses to rounding, and a chain without a circle gives what the sweep gives.
#include "twin/power/power_ring_flow.h"

#include "twin/numerics/sparse_ldlt.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace twin::power {

namespace {

using Node = PowerPaths::Node;
constexpr double kDroop = 0.01;        // of the voltage at the rating: of units without a load loss
constexpr double kJoint = 1e-6;        // resistance of a joint of two boards over the least of the rest
constexpr double kStill = 1e-13;       // of the whole power, what is missing at a terminal
constexpr double kCollapse = 0.5;      // loss over delivered power at which a branch is held: the voltage would be gone
constexpr int kMaxPasses = 100;
const double kRoot3 = std::sqrt(3.0);

struct Member {
    bool alive = false;
    int middle = -1;                   ///< terminal where its loads hang
    std::array<int, 2> end{-1, -1};    ///< terminals of a conductor's ends; −1 = nothing there
    std::array<int, 2> half{-1, -1};   ///< branches from the ends to the middle; without loads one from end to end
    int asked = 0;                     ///< attachments so far
    int feeds = 0, links = 0;          ///< live attachments where it is the lower side, and all
};

struct Attachment {
    int terminal = -1;
    int end = -1;                      ///< of a conductor that has nothing else there; −1 otherwise
};

/// Power through a joint: that of a branch, or what enters the end of a conductor.
struct Through {
    int branch = -1;
    int member = -1, end = -1;
    double sign = 1;
};

struct Branch {
    int from, to;                      ///< terminals; from −1: a feeder
    double resistance_ohm;             ///< effective
    int member = -1;                   ///< whose loss it has
    double share = 0;                  ///< of the member's resistance
    double power_W = 0, loss_W = 0;
};

class Network {
  public:
    Network(const PowerRing& ring, const std::vector<Node>& nodes, const std::vector<double>& demand_W, PowerState& state)
        : m_ring(ring), m_nodes(nodes), m_demand_W(demand_W), m_state(state), m_members(ring.members.size()) {
        countLinks();
        for (std::size_t i = 0; i < m_members.size(); ++i)
            if (m_members[i].alive) addMember(static_cast<int>(i));
        addJoints();
        addFeeders();
        double least_ohm = std::numeric_limits<double>::max();
        for (const Branch& branch : m_branches)
            if (branch.resistance_ohm > 0) least_ohm = std::min(least_ohm, branch.resistance_ohm);
        for (Branch& branch : m_branches) {
            if (!(branch.resistance_ohm > 0)) branch.resistance_ohm = least_ohm * kJoint;
            if (branch.from >= 0) branch.from = rootOf(branch.from);
            branch.to = rootOf(branch.to);
        }
        for (Member& member : m_members)
            if (member.alive) member.middle = rootOf(member.middle);
    }

    void solve();

  private:
    const Node& nodeOf(int member) const { return m_nodes[m_ring.members[member]]; }
    bool fed(const PowerRing::Feeder& feeder) const { return m_members[feeder.member].alive && m_state.nodes[feeder.node].alive; }
    bool joined(const PowerRing::Joint& joint) const { return m_members[joint.upper].alive && m_members[joint.lower].alive; }
    void countLinks();
    void addMember(int index);
    int newTerminal() { return m_root.push_back(static_cast<int>(m_root.size())), m_root.back(); }
    int rootOf(int terminal) const {
        while (m_root[terminal] != terminal) terminal = m_root[terminal];
        return terminal;
    }
    Attachment attach(int member, bool lower);
    double entering_W(int member, int end) const;
    double through_W(const Through& through) const { return through.sign * (through.branch >= 0 ? m_branches[through.branch].power_W : entering_W(through.member, through.end)); }
    void addJoints();
    void addFeeders();
    double feederResistance_ohm(const PowerRing::Feeder& feeder) const;
    double current_A(const Node& node, double power_W) const { return node.voltage_V > 0 ? std::abs(power_W) / (node.voltage_V * (node.dc ? 1 : kRoot3 * std::max(node.powerFactor, 0.1))) : std::numeric_limits<double>::quiet_NaN(); }
    double lossOf(const Branch& branch) const;
    void report();

    const PowerRing& m_ring;
    const std::vector<Node>& m_nodes;
    const std::vector<double>& m_demand_W;
    PowerState& m_state;
    std::vector<Member> m_members;
    std::vector<Branch> m_branches;
    std::vector<Through> m_through;     ///< joints of the ring; empty = not live
    std::vector<int> m_feederBranch;    ///< feeders of the ring; −1 = not live
    std::vector<int> m_root;            ///< terminals: those that are one have one root
};

void Network::countLinks() {
    for (std::size_t i = 0; i < m_members.size(); ++i) m_members[i].alive = m_state.nodes[m_ring.members[i]].alive;
    for (const auto& joint : m_ring.joints) {
        if (!joined(joint)) continue;
        ++m_members[joint.upper].links;
        ++m_members[joint.lower].links;
        ++m_members[joint.lower].feeds;
    }
    for (const auto& feeder : m_ring.feeders)
        if (fed(feeder)) {
            ++m_members[feeder.member].links;
            ++m_members[feeder.member].feeds;
        }
}

void Network::addMember(int index) {
    Member& member = m_members[index];
    const Node& node = nodeOf(index);
    const int at = m_ring.members[index];
    member.middle = newTerminal();
    if (!(node.resistance_ohm > 0)) return;
    const bool through = member.links == 2 || (member.feeds > 0 && member.feeds < member.links);
    const double whole_ohm = node.resistance_ohm * (node.dc ? 2 : 1);
    member.end[0] = newTerminal();
    member.half[0] = static_cast<int>(m_branches.size());
    if (through && !(m_state.nodes[at].out_W + m_demand_W[at] + node.own_W + node.lossPoints_W[0] > 0)) member.end[1] = member.middle;
    const bool halves = through && member.end[1] < 0;
    m_branches.push_back({member.end[0], member.middle, halves ? whole_ohm / 2 : whole_ohm, index, halves ? 0.5 : 1});
    if (!halves) return;
    member.end[1] = newTerminal();
    member.half[1] = static_cast<int>(m_branches.size());
    m_branches.push_back({member.end[1], member.middle, whole_ohm / 2, index, 0.5});
}

/// Where the next attachment of a member goes.
Attachment Network::attach(int index, bool lower) {
    Member& member = m_members[index];
    const bool first = member.end[1] < 0 || (member.links == 2 ? member.asked == 0 : lower);
    ++member.asked;
    if (member.end[0] < 0) return {member.middle, -1};
    const int here = member.end[1] < 0 ? member.links : member.links == 2 ? 1 : first ? member.feeds : member.links - member.feeds;
    const int end = first ? 0 : 1;
    return {member.end[end], here == 1 ? end : -1};
}

/// Power into a conductor at one of its ends, its loss included where it is sent.
double Network::entering_W(int index, int end) const {
    const Member& member = m_members[index];
    const bool endToEnd = end == 1 && member.half[1] < 0;
    const Branch& branch = m_branches[member.half[endToEnd ? 0 : end]];
    if (endToEnd) return branch.power_W > 0 ? -branch.power_W : branch.loss_W - branch.power_W;
    return branch.power_W > 0 ? branch.power_W + branch.loss_W : branch.power_W;
}

void Network::addJoints() {
    for (const auto& joint : m_ring.joints) {
        m_through.emplace_back();
        if (!joined(joint)) continue;
        Through& through = m_through.back();
        const Attachment upper = attach(joint.upper, false), lower = attach(joint.lower, true);
        if (upper.end >= 0 || lower.end >= 0) {
            const bool atUpper = upper.end >= 0;
            through = {-1, atUpper ? joint.upper : joint.lower, atUpper ? upper.end : lower.end, atUpper ? -1.0 : 1.0};
            m_root[rootOf(upper.terminal)] = rootOf(lower.terminal);
        } else {
            through.branch = static_cast<int>(m_branches.size());
            m_branches.push_back({upper.terminal, lower.terminal, 0});
        }
    }
}

double Network::feederResistance_ohm(const PowerRing::Feeder& feeder) const {
    const Node& node = m_nodes[feeder.node];
    if (node.resistance_ohm > 0) return node.resistance_ohm * (node.dc ? 2 : 1);
    const double voltage = node.voltage_V > 0 ? node.voltage_V : nodeOf(feeder.member).voltage_V;
    if (!(node.rating_W > 0) || !(voltage > 0)) return 0;
    double share = kDroop;
    if (node.item->kind == Kind::Transformer && node.curveRating_W > 0) {
        const double loadLoss = (node.lossPoints_W[4] - node.lossPoints_W[2]) / 0.75 / node.curveRating_W;
        if (loadLoss > 0) share = loadLoss;
    }
    return share * voltage * voltage / node.rating_W;
}

void Network::addFeeders() {
    double sum = 0;
    int rated = 0;
    for (const auto& feeder : m_ring.feeders)
        if (const double ohm = feederResistance_ohm(feeder); ohm > 0) sum += ohm, ++rated;
    for (const auto& feeder : m_ring.feeders) {
        m_feederBranch.push_back(-1);
        if (!fed(feeder)) continue;
        double ohm = feederResistance_ohm(feeder);
        if (!(ohm > 0)) ohm = rated > 0 ? sum / rated : kDroop;
        m_feederBranch.back() = static_cast<int>(m_branches.size());
        m_branches.push_back({-1, attach(feeder.member, true).terminal, ohm});
    }
}

double Network::lossOf(const Branch& branch) const {
    if (branch.member < 0) return 0;
    const Node& node = nodeOf(branch.member);
    const double current = current_A(node, branch.power_W);
    if (!std::isfinite(current)) return 0;
    return std::min((node.dc ? 2 : 3) * current * current * node.resistance_ohm * branch.share, kCollapse * std::abs(branch.power_W));
}

void Network::solve() {
    const int terminals = static_cast<int>(m_root.size());
    if (terminals == 0) return;
    std::vector<numerics::SparseLdlt::Edge> edges;
    for (const Branch& branch : m_branches) edges.emplace_back(branch.from == branch.to ? -1 : branch.from, branch.to);
    numerics::SparseLdlt matrix;
    matrix.analyse(terminals, edges);
    matrix.clear();
    for (std::size_t e = 0; e < m_branches.size(); ++e) {
        const Branch& branch = m_branches[e];
        if (branch.from == branch.to) continue;  // shorted by a joint
        const double g = 1 / branch.resistance_ohm;
        matrix.diagonal()[matrix.position(branch.to)] += g;
        if (branch.from < 0) continue;
        matrix.diagonal()[matrix.position(branch.from)] += g;
        matrix.offDiagonal()[matrix.slot(e)] -= g;
    }
    for (int i = 0; i < terminals; ++i)
        if (rootOf(i) != i) matrix.diagonal()[matrix.position(i)] = 1;  // stands for nothing
    matrix.factorise();
    std::vector<double> draw_W(static_cast<std::size_t>(terminals), 0.0), theta(draw_W.size());
    double whole_W = 0;
    for (std::size_t i = 0; i < m_members.size(); ++i) {
        if (!m_members[i].alive) continue;
        const int at = m_ring.members[i];
        const double own_W = m_state.nodes[at].out_W + m_demand_W[at] + m_nodes[at].own_W + m_nodes[at].lossPoints_W[0];
        draw_W[m_members[i].middle] += own_W;
        whole_W += own_W;
    }
    for (int pass = 0; pass < kMaxPasses; ++pass) {
        double missing_W = 0;
        for (int i = 0; i < terminals; ++i) theta[matrix.position(i)] = -draw_W[i];
        for (const Branch& branch : m_branches) {
            if (branch.from >= 0) theta[matrix.position(branch.from)] -= branch.power_W;
            theta[matrix.position(branch.to)] += branch.power_W;
            if (branch.loss_W > 0) theta[matrix.position(branch.power_W > 0 ? branch.from : branch.to)] -= branch.loss_W;
        }
        for (const double residual_W : theta) missing_W = std::max(missing_W, std::abs(residual_W));
        if (missing_W <= kStill * whole_W || !std::isfinite(missing_W)) break;
        matrix.solve(theta.data());
        for (Branch& branch : m_branches) {
            branch.power_W += ((branch.from < 0 ? 0 : theta[matrix.position(branch.from)]) - theta[matrix.position(branch.to)]) / branch.resistance_ohm;
            branch.loss_W = lossOf(branch);
        }
    }
    report();
}

void Network::report() {
    std::vector<double> in(m_members.size(), 0), out(m_members.size(), 0);
    for (std::size_t j = 0; j < m_ring.joints.size(); ++j) {
        if (!joined(m_ring.joints[j])) continue;
        const double power = through_W(m_through[j]);
        const auto& joint = m_ring.joints[j];
        (power > 0 ? out : in)[joint.upper] += std::abs(power);
        (power > 0 ? in : out)[joint.lower] += std::abs(power);
    }
    for (std::size_t f = 0; f < m_ring.feeders.size(); ++f) {
        if (m_feederBranch[f] < 0) continue;
        const auto& feeder = m_ring.feeders[f];
        const double power = m_branches[m_feederBranch[f]].power_W;
        in[feeder.member] += power;
        m_state.nodes[feeder.node].out_W += power;
        if (!m_state.phases.empty()) m_state.phases[feeder.node].lines += linesOf(Phases::Three, power);
        NodeState& entry = m_state.nodes[m_ring.members[feeder.member]];
        (m_nodes[feeder.node].side == Side::B ? entry.feedB_W : entry.feedA_W) += power;
    }
    for (std::size_t i = 0; i < m_members.size(); ++i) {
        const Member& member = m_members[i];
        if (!member.alive) continue;
        const int at = m_ring.members[i];
        const Node& node = m_nodes[at];
        NodeState& now = m_state.nodes[at];
        now.out_W += out[i];
        now.loss_W = node.lossPoints_W[0];
        double carried_W = now.out_W;
        if (member.end[0] >= 0) {
            carried_W = 0;
            double drop = 0, sum = 0;
            for (std::size_t end = 0; end < 2; ++end) {
                if (member.half[end] < 0) continue;
                const Branch& half = m_branches[member.half[end]];
                now.loss_W += half.loss_W;
                carried_W = std::max(carried_W, std::abs(half.power_W));
                const double here = (node.dc ? 2 : kRoot3 * node.powerFactor) * current_A(node, half.power_W) * node.resistance_ohm * half.share / node.voltage_V;
                drop = std::max(drop, here);
                sum += (half.power_W > 0) == (end == 0) ? here : -here;
            }
            if (std::isfinite(drop)) now.drop = std::max(drop, std::abs(sum));
        }
        now.in_W = in[i];
        now.current_A = current_A(node, carried_W);
        now.load = node.rating_W > 0 ? carried_W / node.rating_W : std::numeric_limits<double>::quiet_NaN();
        if (node.ratingCurrent_A > 0 && std::isfinite(now.current_A)) now.load = std::fmax(now.load, now.current_A / node.ratingCurrent_A);
    }
}

}  // namespace

void energiseRing(const PowerRing& ring, const std::function<bool(int)>& works, PowerState& state) {
    std::vector<int> waiting;
    const auto reach = [&](int member) {
        NodeState& now = state.nodes[ring.members[member]];
        if (now.alive || !works(ring.members[member])) return;
        now.alive = true;
        waiting.push_back(member);
    };
    for (const auto& feeder : ring.feeders)
        if (state.nodes[feeder.node].alive) reach(feeder.member);
    while (!waiting.empty()) {
        const int at = waiting.back();
        waiting.pop_back();
        for (const int other : ring.neighbours[at]) reach(other);
    }
}

void solveRing(const PowerRing& ring, const std::vector<Node>& nodes, const std::vector<double>& demand_W, PowerState& state) {
    for (const int member : ring.members)
        if (!state.nodes[member].alive) state.unserved_W += demand_W[member];
    Network(ring, nodes, demand_W, state).solve();
}

}  // namespace twin::power
