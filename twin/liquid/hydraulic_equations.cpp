// SPDX-License-Identifier: GPL-3.0-or-later
// What the equations are made of before the first step: points and arcs in the order of elimination, numbers, start.
#include "twin/liquid/hydraulic_state.h"

#include <algorithm>

namespace twin::liquid {

namespace {

constexpr double kCubicFoot_m3 = 0.3048 * 0.3048 * 0.3048;

constexpr std::size_t kWorthChains = 500;  // nodes

std::size_t at(int index) { return static_cast<std::size_t>(index); }

/// A small network with pumps and valves gains nothing: there, which of several states is found may hang on the last bits.
bool chainsPay(const HydraulicNetwork& network) {
    const auto acts = [&](const HydraulicLink& link) {
        return link.kind != HydraulicKind::Pipe || link.checkValve || network.nodes[at(link.from)].tank || network.nodes[at(link.to)].tank;
    };
    return network.nodes.size() >= kWorthChains || (network.controls.empty() && std::none_of(network.links.begin(), network.links.end(), acts));
}

}  // namespace

HydraulicSolver::State::State(const HydraulicNetwork& network) : m_network(network) { build(true); }

void HydraulicSolver::State::setNetwork(const HydraulicNetwork& network) {
    m_network = network;
    if (m_blocks.fits(m_network) && m_chains.fits(m_network)) takeNumbers();
    else build(true);
}

void HydraulicSolver::State::build(bool reduced) {
    m_started = false;
    m_wholeResult = true;
    m_arcsAt.clear();
    m_blocks.clear();
    m_chains.clear();
    if (reduced) m_blocks.find(m_network);
    if (reduced && m_blocks.empty() && chainsPay(m_network)) m_chains.find(m_network, m_single);
    buildEquations();
    takeNumbers();
}

void HydraulicSolver::State::setLink(std::size_t link, const HydraulicLink& values) {
    m_network.links[link] = values;
    if (m_blocks.holdsLink(link)) {
        if (HydraulicBlocks::isPlain(values)) {
            m_blocks.setLink(link, values);
            m_status[link] = m_startStatus[link] = values.status;
        } else {
            build(true);
        }
        return;
    }
    if (m_chains.holdsLink(link)) {
        if (HydraulicChains::isPlain(values, m_network)) {
            m_chains.setLink(link, values);
        } else {
            m_single.resize(m_network.links.size(), 0);
            m_single[link] = 1;
            build(true);
        }
        return;
    }
    m_status[link] = m_startStatus[link] = values.status;
    m_startFlow[arcOf(link)] = values.status <= LinkStatus::Closed ? 0 : values.startFlow_m3_s;
    m_setting[link] = values.setting;
    m_controlled[link] = values.controlled;
    if (arcOf(link) < m_pipes) m_laws.setPipe(arcOf(link), values, m_network.darcy);
}

/// Which junctions are joined: by links, chains, blocks, in this order.
std::vector<numerics::SparseLdlt::Edge> HydraulicSolver::State::coreEdges(const std::vector<int>& junctionOf) {
    std::vector<numerics::SparseLdlt::Edge> edges;
    m_coreLinks.clear();
    for (std::size_t k = 0; k < m_network.links.size(); ++k)
        if (!m_blocks.holdsLink(k) && !m_chains.holdsLink(k)) m_coreLinks.push_back(static_cast<int>(k));
    const auto join = [&](int a, int b) { edges.emplace_back(junctionOf[at(a)], junctionOf[at(b)]); };
    for (const int k : m_coreLinks) join(m_network.links[at(k)].from, m_network.links[at(k)].to);
    for (std::size_t c = 0; c < m_chains.count(); ++c) join(m_chains.from(c), m_chains.to(c));
    for (const auto& block : m_blocks.blocks()) join(block.node[0], block.node[1]);
    return edges;
}

/// Points, arcs and the pattern of the matrix; arcs of one stretch of elimination lie together.
void HydraulicSolver::State::buildEquations() {
    const auto& nodes = m_network.nodes;
    std::vector<int> junctionOf(nodes.size(), -1);
    std::vector<int> nodeOfJunction;
    for (std::size_t i = 0; i < nodes.size(); ++i)
        if (!nodes[i].fixed && !m_blocks.holdsNode(i) && !m_chains.holdsNode(i)) {
            junctionOf[i] = static_cast<int>(nodeOfJunction.size());
            nodeOfJunction.push_back(static_cast<int>(i));
        }
    m_junctions = static_cast<int>(nodeOfJunction.size());
    const std::vector<numerics::SparseLdlt::Edge> edges = coreEdges(junctionOf);
    m_ldlt.analyse(m_junctions, edges);
    m_blockSlot.clear();
    const std::size_t firstChain = m_coreLinks.size(), firstBlock = firstChain + m_chains.count();
    for (std::size_t b = firstBlock; b < edges.size(); ++b) m_blockSlot.push_back(m_ldlt.slot(b));
    m_pointOfNode.assign(nodes.size(), -1);
    m_nodeOfPoint.assign(at(m_junctions), -1);
    for (int j = 0; j < m_junctions; ++j) {
        m_pointOfNode[at(nodeOfJunction[at(j)])] = m_ldlt.position(j);
        m_nodeOfPoint[at(m_ldlt.position(j))] = nodeOfJunction[at(j)];
    }
    for (std::size_t i = 0; i < nodes.size(); ++i)
        if (nodes[i].fixed) {
            m_pointOfNode[i] = static_cast<int>(m_nodeOfPoint.size());
            m_nodeOfPoint.push_back(static_cast<int>(i));
        }
    for (auto& block : m_blocks.blocks()) block.point = {m_pointOfNode[at(block.node[0])], m_pointOfNode[at(block.node[1])]};
    std::vector<std::pair<int, int>> keys;  // (elimination, index in m_coreLinks): pipes first
    keys.reserve(m_coreLinks.size());
    const int big = static_cast<int>(m_nodeOfPoint.size());
    m_pipes = 0;
    for (std::size_t k = 0; k < m_coreLinks.size(); ++k) {
        const HydraulicLink& link = m_network.links[at(m_coreLinks[k])];
        const int first = std::min(m_pointOfNode[at(link.from)], m_pointOfNode[at(link.to)]);
        const bool pipe = link.kind == HydraulicKind::Pipe;
        m_pipes += pipe;
        keys.emplace_back(pipe ? first : first + big, static_cast<int>(k));
    }
    std::sort(keys.begin(), keys.end());
    m_arcOfLink.assign(m_network.links.size(), -1);
    m_arcs.clear();
    m_from.clear();
    m_to.clear();
    m_slot.clear();
    const auto addChains = [&] {
        std::vector<int> rank;
        for (std::size_t c = 0; c < m_chains.count(); ++c) rank.push_back(std::min(m_pointOfNode[at(m_chains.from(c))], m_pointOfNode[at(m_chains.to(c))]));
        const std::vector<std::size_t> before = m_chains.arrange(rank);
        for (std::size_t c = 0; c < m_chains.count(); ++c) {
            m_arcs.push_back({ArcKind::Chain, static_cast<int>(c)});
            m_from.push_back(m_pointOfNode[at(m_chains.from(c))]);
            m_to.push_back(m_pointOfNode[at(m_chains.to(c))]);
            m_slot.push_back(m_ldlt.slot(firstChain + before[c]));
        }
        m_chainHead.assign(m_chains.count(), 0);
    };
    for (const auto& key : keys) {
        if (m_arcs.size() == m_pipes) addChains();
        const int index = m_coreLinks[at(key.second)];
        const HydraulicLink& link = m_network.links[at(index)];
        m_arcOfLink[at(index)] = static_cast<int>(m_arcs.size());
        m_arcs.push_back({ArcKind::Link, index});
        m_from.push_back(m_pointOfNode[at(link.from)]);
        m_to.push_back(m_pointOfNode[at(link.to)]);
        m_slot.push_back(m_ldlt.slot(at(key.second)));
    }
    if (m_arcs.size() == m_pipes) addChains();
    m_otherLinks = m_pipes + m_chains.count();
    m_outflows = m_arcs.size();
    const std::int32_t noSlot = static_cast<std::int32_t>(m_ldlt.factorEntries());
    const auto addOutflow = [&](ArcKind kind, std::size_t node) {
        m_arcs.push_back({kind, static_cast<int>(node)});
        m_from.push_back(m_pointOfNode[node]);
        m_to.push_back(static_cast<int>(m_nodeOfPoint.size()));
        m_slot.push_back(noSlot);
        m_nodeOfPoint.push_back(static_cast<int>(node));
    };
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (nodes[i].fixed) continue;
        if (nodes[i].emitter > 0) addOutflow(ArcKind::Emitter, i);
        if (m_network.pressureDriven && nodes[i].demand_m3_s > 0) addOutflow(ArcKind::Demand, i);
        if (nodes[i].leakFixed > 0) addOutflow(ArcKind::LeakFixed, i);
        if (nodes[i].leakGrowing > 0) addOutflow(ArcKind::LeakGrowing, i);
    }
    const std::size_t points = m_nodeOfPoint.size(), arcs = m_arcs.size();
    m_pins.clear();
    for (auto* vector : {&m_head, &m_demand, &m_net, &m_right, &m_change, &m_pinChange}) vector->assign(points, 0);
    for (auto* vector : {&m_flow, &m_loss, &m_slope, &m_push, &m_flowChange, &m_conductance, &m_error}) vector->assign(arcs, 0);
    m_sums.assign(4 * points, 0);
    m_pinned.assign(points, 0);
    m_dead.assign(points, 0);
    m_off.assign(arcs, 0);
    findIslands();
}

void HydraulicSolver::State::takeNumbers() {
    m_blocks.takeNumbers(m_network);
    m_chains.takeNumbers(m_network);
    m_laws.build(m_network, m_arcs, m_pipes, m_otherLinks);
    const auto& nodes = m_network.nodes;
    m_ownDemand.resize(nodes.size());
    for (std::size_t i = 0; i < nodes.size(); ++i)
        m_ownDemand[i] = nodes[i].fixed || (m_network.pressureDriven && nodes[i].demand_m3_s > 0) ? 0 : nodes[i].demand_m3_s;
    const std::vector<double>& demand = m_chains.empty() ? m_ownDemand : m_chains.demand();
    const std::size_t known = m_nodeOfPoint.size() - (m_arcs.size() - m_outflows);
    for (std::size_t p = 0; p < m_nodeOfPoint.size(); ++p) {
        const HydraulicNode& node = m_network.nodes[at(m_nodeOfPoint[p])];
        m_demand[p] = p < known ? demand[at(m_nodeOfPoint[p])] : 0;
        if (node.fixed) m_head[p] = node.head_m;
    }
    for (std::size_t a = m_outflows; a < m_arcs.size(); ++a) {
        const HydraulicNode& node = m_network.nodes[at(m_arcs[a].item)];
        m_head[at(m_to[a])] = node.elevation_m + (m_arcs[a].kind == ArcKind::Demand ? m_network.minimumPressure_m : 0);
    }
    m_asking.clear();
    m_ground_m.clear();
    m_largestAsked = 0;
    for (std::size_t i = 0; i < m_network.nodes.size(); ++i) {
        const HydraulicNode& node = m_network.nodes[i];
        if (node.fixed || node.demand_m3_s <= 0) continue;
        m_asking.push_back(static_cast<int>(i));
        m_ground_m.push_back(node.elevation_m);
        if (m_network.pressureDriven) m_largestAsked = std::max(m_largestAsked, node.demand_m3_s);
    }
    const std::size_t links = m_network.links.size();
    m_startStatus.resize(links);
    m_setting.assign(links, 0);
    m_controlled.assign(links, 0);
    m_pressureValves.clear();
    m_watched.clear();
    for (std::size_t k = 0; k < links; ++k) {
        const HydraulicLink& link = m_network.links[k];
        m_startStatus[k] = link.status;
        m_setting[k] = link.setting;
        m_controlled[k] = link.controlled;
        const bool endsAtTank = m_network.nodes[at(link.from)].tank || m_network.nodes[at(link.to)].tank;
        if (link.kind == HydraulicKind::Prv || link.kind == HydraulicKind::Psv) m_pressureValves.push_back(static_cast<int>(k));
        if (link.kind != HydraulicKind::Pipe || link.checkValve || endsAtTank) m_watched.push_back(static_cast<int>(k));
    }
    for (const HydraulicControl& control : m_network.controls) m_watched.push_back(control.link);
    std::sort(m_watched.begin(), m_watched.end());
    m_watched.erase(std::unique(m_watched.begin(), m_watched.end()), m_watched.end());
    m_smooth = m_watched.empty() && m_pressureValves.empty();
    m_startFlow.resize(m_arcs.size());
    for (std::size_t a = 0; a < m_arcs.size(); ++a) {
        const ArcLaws::Arc& arc = m_arcs[a];
        switch (arc.kind) {
            case ArcKind::Link: {
                const HydraulicLink& link = m_network.links[at(arc.item)];
                m_startFlow[a] = link.status <= LinkStatus::Closed ? 0 : link.startFlow_m3_s;
                break;
            }
            case ArcKind::Chain: m_startFlow[a] = m_chains.startFlow(at(arc.item)); break;
            case ArcKind::Emitter: m_startFlow[a] = kCubicFoot_m3; break;
            case ArcKind::Demand: m_startFlow[a] = m_network.nodes[at(arc.item)].demand_m3_s; break;
            default: m_startFlow[a] = 1e-3 * kCubicFoot_m3; break;
        }
    }
    resetStatus();
}

void HydraulicSolver::State::resetStatus() {
    m_status = m_startStatus;
    for (const auto* list : {&m_pressureValves, &m_watched})
        for (const int k : *list) {
            m_setting[at(k)] = m_network.links[at(k)].setting;
            m_controlled[at(k)] = m_network.links[at(k)].controlled;
        }
}

void HydraulicSolver::State::start() {
    resetStatus();
    m_flow = m_startFlow;
    std::fill_n(m_head.begin(), m_junctions, 0.0);
    m_blocks.start(m_head.data(), true);
    m_chains.start(true);
    m_started = true;
}

}  // namespace twin::liquid
