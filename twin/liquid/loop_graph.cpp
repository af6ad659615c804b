// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/liquid/loop_graph.h"

#include <algorithm>
#include <utility>

namespace twin::liquid {

namespace {

/// Links at each node, as one array with offsets.
struct Incidence {
    std::vector<int> start;  // n_nodes + 1
    std::vector<int> link;   // 2 · open links
    std::vector<int> degree; // n_nodes; falls while dead ends are cut off

    Incidence(const Network& network, const std::vector<char>& open)
        : start(network.nodes.size() + 1, 0), degree(network.nodes.size(), 0) {
        for (std::size_t k = 0; k < network.links.size(); ++k) {
            if (!open[k]) continue;
            ++degree[static_cast<std::size_t>(network.links[k].from)];
            ++degree[static_cast<std::size_t>(network.links[k].to)];
        }
        for (std::size_t i = 0; i < degree.size(); ++i) start[i + 1] = start[i] + degree[i];
        link.resize(static_cast<std::size_t>(start.back()));
        std::vector<int> next(start.begin(), start.end() - 1);
        for (std::size_t k = 0; k < network.links.size(); ++k) {
            if (!open[k]) continue;
            for (const int node : {network.links[k].from, network.links[k].to})
                link[static_cast<std::size_t>(next[static_cast<std::size_t>(node)]++)] = static_cast<int>(k);
        }
    }

    template <typename Visit>
    void forEach(int node, Visit&& visit) const {
        const auto i = static_cast<std::size_t>(node);
        for (int p = start[i]; p < start[i + 1]; ++p) visit(link[static_cast<std::size_t>(p)]);
    }
};

int otherEnd(const Link& link, int node) { return link.from == node ? link.to : link.from; }

/// Works on one network; the vectors are scratch shared by its parts.
class Reducer {
  public:
    Reducer(const Network& network, const std::vector<char>& open, LoopGraph& graph)
        : m_network(network), m_graph(graph), m_incidence(network, open), m_used(network.links.size(), 0),
          m_junction(network.nodes.size(), -1) {}

    void run() {
        m_graph.partOfNode.assign(m_network.nodes.size(), -1);
        for (std::size_t i = 0; i < m_network.nodes.size(); ++i)
            if (m_graph.partOfNode[i] < 0) collect(static_cast<int>(i));
        for (LoopPart& part : m_graph.parts) {
            cutDeadEnds(part);
            buildChains(part);
        }
    }

  private:
    void collect(int seed) {
        const int index = static_cast<int>(m_graph.parts.size());
        LoopPart& part = m_graph.parts.emplace_back();
        part.nodes.push_back(seed);
        m_graph.partOfNode[static_cast<std::size_t>(seed)] = index;
        for (std::size_t head = 0; head < part.nodes.size(); ++head) {
            const int node = part.nodes[head];
            m_incidence.forEach(node, [&](int k) {
                const Link& link = m_network.links[static_cast<std::size_t>(k)];
                if (link.from == node) part.links.push_back(k);
                const int other = otherEnd(link, node);
                int& mark = m_graph.partOfNode[static_cast<std::size_t>(other)];
                if (mark >= 0) return;
                mark = index;
                part.nodes.push_back(other);
            });
        }
    }

    void cutDeadEnds(LoopPart& part) {
        auto& degree = m_incidence.degree;
        std::vector<int> ends;
        for (const int node : part.nodes)
            if (degree[static_cast<std::size_t>(node)] == 1) ends.push_back(node);
        for (std::size_t head = 0; head < ends.size(); ++head) {
            const int node = ends[head];
            if (degree[static_cast<std::size_t>(node)] != 1) continue;  // the last node of a tree
            m_incidence.forEach(node, [&](int k) {
                if (m_used[static_cast<std::size_t>(k)]) return;
                m_used[static_cast<std::size_t>(k)] = 1;
                const int other = otherEnd(m_network.links[static_cast<std::size_t>(k)], node);
                part.leaves.push_back({node, other, k});
                if (--degree[static_cast<std::size_t>(other)] == 1) ends.push_back(other);
            });
            degree[static_cast<std::size_t>(node)] = -1;
        }
        std::reverse(part.leaves.begin(), part.leaves.end());
    }

    void addJunction(LoopPart& part, int node) {
        m_junction[static_cast<std::size_t>(node)] = static_cast<int>(part.junctions.size());
        part.junctions.push_back(node);
    }

    void buildChains(LoopPart& part) {
        for (const int node : part.nodes) {
            const int degree = m_incidence.degree[static_cast<std::size_t>(node)];
            if (degree == 0 || degree > 2) addJunction(part, node);
        }
        if (part.junctions.empty())  // a single ring
            for (const int node : part.nodes)
                if (m_incidence.degree[static_cast<std::size_t>(node)] == 2) {
                    addJunction(part, node);
                    break;
                }
        for (std::size_t j = 0; j < part.junctions.size(); ++j)
            m_incidence.forEach(part.junctions[j], [&](int k) {
                if (!m_used[static_cast<std::size_t>(k)]) walk(part, part.junctions[j], k);
            });
    }

    void walk(LoopPart& part, int start, int firstLink) {
        Chain chain;
        chain.from = m_junction[static_cast<std::size_t>(start)];
        chain.first = static_cast<int>(part.steps.size());
        int node = start, k = firstLink;
        while (true) {
            const Link& link = m_network.links[static_cast<std::size_t>(k)];
            m_used[static_cast<std::size_t>(k)] = 1;
            part.steps.push_back({k, link.from == node ? 1.0 : -1.0});
            node = otherEnd(link, node);
            if (m_junction[static_cast<std::size_t>(node)] >= 0) break;
            m_incidence.forEach(node, [&](int next) {
                if (!m_used[static_cast<std::size_t>(next)]) k = next;
            });
        }
        chain.to = m_junction[static_cast<std::size_t>(node)];
        chain.count = static_cast<int>(part.steps.size()) - chain.first;
        part.chains.push_back(chain);
    }

    const Network& m_network;
    LoopGraph& m_graph;
    Incidence m_incidence;
    std::vector<char> m_used;      // n_links: cut off or in a chain
    std::vector<int> m_junction;   // n_nodes: index in its part, −1 for others
};

void placeReferences(const Network& network, LoopGraph& graph) {
    for (const Vessel& vessel : network.vessels) {
        if (vessel.node < 0 || vessel.node >= static_cast<int>(network.nodes.size())) continue;
        LoopPart& part = graph.parts[static_cast<std::size_t>(graph.partOfNode[static_cast<std::size_t>(vessel.node)])];
        if (part.referenceNode < 0) {
            part.referenceNode = vessel.node;
            part.referencePressure_Pa = vessel.pressure_Pa;
            continue;
        }
        const Node& node = network.nodes[static_cast<std::size_t>(vessel.node)];
        const Node& kept = network.nodes[static_cast<std::size_t>(part.referenceNode)];
        graph.issues.push_back({Severity::Warning, "liquid.secondVessel", node.item, node.name, {},
                                {TWIN_TR("Two pressure vessels, {0} and {1}, are on one loop; the pressure of {0} is used."),
                                 {kept.name, node.name}},
                                {}, {},
                                {TWIN_TR("Keep one of them, or close the connection between them."), {}}});
    }
    for (LoopPart& part : graph.parts) {
        if (part.referenceNode >= 0) continue;
        int firstPump = static_cast<int>(network.links.size());
        for (const int k : part.links)
            if (network.links[static_cast<std::size_t>(k)].kind == LinkKind::Pump) firstPump = std::min(firstPump, k);
        part.referenceNode = firstPump < static_cast<int>(network.links.size())
                                 ? network.links[static_cast<std::size_t>(firstPump)].from
                                 : part.nodes.front();
        part.referencePressure_Pa = network.referencePressure_Pa;
    }
}

}  // namespace

LoopGraph::LoopGraph(const Network& network, const std::vector<char>& open) {
    Reducer(network, open, *this).run();
    placeReferences(network, *this);
}

}  // namespace twin::liquid
