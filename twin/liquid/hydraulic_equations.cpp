// SPDX-License-Identifier: GPL-3.0-or-later
// What the equations are made of before the first step: points and arcs in the order of elimination, numbers, start.
#include "twin/liquid/hydraulic_state.h"

#include <algorithm>

namespace twin::liquid {

namespace {

constexpr double kCubicFoot_m3 = 0.3048 * 0.3048 * 0.3048;

std::size_t at(int index) { return static_cast<std::size_t>(index); }

}  // namespace

HydraulicSolver::State::State(const HydraulicNetwork& network) : m_network(network) { build(true); }

void HydraulicSolver::State::setNetwork(const HydraulicNetwork& network) {
    m_network = network;
    if (m_blocks.fits(m_network)) takeNumbers();
    else build(true);
}

void HydraulicSolver::State::build(bool blocks) {
    m_started = false;
    m_wholeResult = true;
    m_arcsAt.clear();
    if (blocks) m_blocks.find(m_network);
    else m_blocks.clear();
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
    m_status[link] = m_startStatus[link] = values.status;
    m_startFlow[arcOf(link)] = values.status <= LinkStatus::Closed ? 0 : values.startFlow_m3_s;
    m_setting[link] = values.setting;
    m_controlled[link] = values.controlled;
    if (arcOf(link) < m_pipes) m_laws.setPipe(arcOf(link), values, m_network.darcy);
}

/// Points, arcs and the pattern of the matrix; arcs of one stretch of elimination lie together.
void HydraulicSolver::State::buildEquations() {
    const auto& nodes = m_network.nodes;
    std::vector<int> junctionOf(nodes.size(), -1);
    std::vector<int> nodeOfJunction;
    for (std::size_t i = 0; i < nodes.size(); ++i)
        if (!nodes[i].fixed && !m_blocks.holdsNode(i)) {
            junctionOf[i] = static_cast<int>(nodeOfJunction.size());
            nodeOfJunction.push_back(static_cast<int>(i));
        }
    m_junctions = static_cast<int>(nodeOfJunction.size());
    std::vector<numerics::SparseLdlt::Edge> edges;
    m_coreLinks.clear();
    for (std::size_t k = 0; k < m_network.links.size(); ++k)
        if (!m_blocks.holdsLink(k)) m_coreLinks.push_back(static_cast<int>(k));
    for (const int k : m_coreLinks) edges.emplace_back(junctionOf[at(m_network.links[at(k)].from)], junctionOf[at(m_network.links[at(k)].to)]);
    for (const auto& block : m_blocks.blocks()) edges.emplace_back(junctionOf[at(block.node[0])], junctionOf[at(block.node[1])]);
    m_ldlt.analyse(m_junctions, edges);
    m_blockSlot.clear();
    for (std::size_t b = m_coreLinks.size(); b < edges.size(); ++b) m_blockSlot.push_back(m_ldlt.slot(b));
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
    for (const auto& key : keys) {
        const int index = m_coreLinks[at(key.second)];
        const HydraulicLink& link = m_network.links[at(index)];
        m_arcOfLink[at(index)] = static_cast<int>(m_arcs.size());
        m_arcs.push_back({ArcKind::Link, index});
        m_from.push_back(m_pointOfNode[at(link.from)]);
        m_to.push_back(m_pointOfNode[at(link.to)]);
        m_slot.push_back(m_ldlt.slot(at(key.second)));
    }
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
    for (auto* vector : {&m_flow, &m_loss, &m_slope, &m_push, &m_flowChange, &m_conductance}) vector->assign(arcs, 0);
    m_pinned.assign(points, 0);
    m_dead.assign(points, 0);
    m_off.assign(arcs, 0);
    findIslands();
}

void HydraulicSolver::State::takeNumbers() {
    m_blocks.takeNumbers(m_network);
    m_laws.build(m_network, m_arcs, m_pipes);
    for (std::size_t p = 0; p < m_nodeOfPoint.size(); ++p) {
        const HydraulicNode& node = m_network.nodes[at(m_nodeOfPoint[p])];
        const bool junction = static_cast<int>(p) < m_junctions;
        const bool driven = m_network.pressureDriven && node.demand_m3_s > 0;
        m_demand[p] = junction && !driven ? node.demand_m3_s : 0;
        if (node.fixed) m_head[p] = node.head_m;
    }
    for (std::size_t a = m_coreLinks.size(); a < m_arcs.size(); ++a) {
        const HydraulicNode& node = m_network.nodes[at(m_arcs[a].item)];
        m_head[at(m_to[a])] = node.elevation_m + (m_arcs[a].kind == ArcKind::Demand ? m_network.minimumPressure_m : 0);
    }
    m_asking.clear();
    m_largestAsked = 0;
    for (std::size_t i = 0; i < m_network.nodes.size(); ++i) {
        const HydraulicNode& node = m_network.nodes[i];
        if (node.fixed || node.demand_m3_s <= 0) continue;
        m_asking.push_back(static_cast<int>(i));
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
    m_startFlow.resize(m_arcs.size());
    for (std::size_t a = 0; a < m_arcs.size(); ++a) {
        const ArcLaws::Arc& arc = m_arcs[a];
        switch (arc.kind) {
            case ArcKind::Link: {
                const HydraulicLink& link = m_network.links[at(arc.item)];
                m_startFlow[a] = link.status <= LinkStatus::Closed ? 0 : link.startFlow_m3_s;
                break;
            }
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
    m_started = true;
}

}  // namespace twin::liquid
