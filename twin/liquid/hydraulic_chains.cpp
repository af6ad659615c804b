// SPDX-License-Identifier: GPL-3.0-or-later
// Which parts of a network are still, trees and chains. Still: a subtree of the depth-first tree from the sources that no
// other link joins to what lies above its root (Hopcroft and Tarjan 1973), and that holds neither demand nor anything but
// plain pipes. Then leaves are taken off until there are none, and what has two pipes left is the inside of a chain. A chain
// that would close on itself is cut at a node on the way, which stays.
#include "twin/liquid/hydraulic_chains.h"

#include <algorithm>
#include <numeric>

namespace twin::liquid {

namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

}  // namespace

bool HydraulicChains::isPlain(const HydraulicLink& link, const HydraulicNetwork& network) {
    return link.kind == HydraulicKind::Pipe && !link.checkValve && link.status == LinkStatus::Open && link.from != link.to &&
           !network.nodes[at(link.from)].tank && !network.nodes[at(link.to)].tank &&
           (network.darcy ? link.viscousScale > 0 : link.resistance > 0);
}

struct HydraulicChains::Finder {
    Finder(HydraulicChains& chains, const HydraulicNetwork& net, const std::vector<char>& single) : result(chains), network(net) {
        const std::size_t nodes = net.nodes.size(), links = net.links.size();
        plain.resize(links);
        stays.assign(nodes, 0);
        begin.assign(nodes + 1, 0);
        for (std::size_t k = 0; k < links; ++k) {
            const HydraulicLink& link = net.links[k];
            plain[k] = isPlain(link, net) && (single.empty() || !single[k]);
            if (!plain[k]) stays[at(link.from)] = stays[at(link.to)] = 1;
            ++begin[at(link.from) + 1];
            ++begin[at(link.to) + 1];
        }
        for (const HydraulicControl& control : net.controls) {
            const HydraulicLink& link = net.links[at(control.link)];
            plain[at(control.link)] = 0;
            stays[at(control.node)] = stays[at(link.from)] = stays[at(link.to)] = 1;
        }
        for (std::size_t i = 0; i < nodes; ++i)
            if (!mayGo(net.nodes[i], net.pressureDriven)) stays[i] = 1;
        std::partial_sum(begin.begin(), begin.end(), begin.begin());
        joined.resize(2 * links);
        std::vector<std::int32_t> next(begin.begin(), begin.end() - 1);
        for (std::size_t k = 0; k < links; ++k)
            for (const int end : {net.links[k].from, net.links[k].to}) joined[at(next[at(end)]++)] = static_cast<int>(k);
        taken.assign(nodes, 0);
        used.assign(links, 0);
    }

    static bool mayGo(const HydraulicNode& node, bool pressureDriven) {
        return !node.fixed && node.emitter <= 0 && node.leakFixed <= 0 && node.leakGrowing <= 0 && !(pressureDriven && node.demand_m3_s > 0);
    }
    int otherEnd(int link, int node) const {
        const HydraulicLink& which = network.links[at(link)];
        return which.from == node ? which.to : which.from;
    }
    double signFrom(int link, int node) const { return network.links[at(link)].from == node ? 1 : -1; }

    /// Depth first from what stays, sources first: discovery, the least discovery reached, and whether anything needs flow.
    void findStill() {
        const std::size_t nodes = network.nodes.size();
        std::vector<int> found(nodes, -1), low(nodes, 0), parent(nodes, -1), order, stack;
        std::vector<std::int32_t> edge(begin.begin(), begin.end() - 1);
        std::vector<char> busy(nodes, 0);
        order.reserve(nodes);
        const auto visit = [&](int start) {
            if (found[at(start)] >= 0) return;
            stack.push_back(start);
            found[at(start)] = low[at(start)] = static_cast<int>(order.size());
            order.push_back(start);
            while (!stack.empty()) {
                const int i = stack.back();
                if (edge[at(i)] == begin[at(i) + 1]) {
                    stack.pop_back();
                    busy[at(i)] |= static_cast<char>(stays[at(i)] || network.nodes[at(i)].demand_m3_s != 0);
                    if (const int p = parent[at(i)]; p >= 0) {
                        low[at(p)] = std::min(low[at(p)], low[at(i)]);
                        busy[at(p)] |= busy[at(i)];
                    }
                    continue;
                }
                const int j = otherEnd(joined[at(edge[at(i)]++)], i);
                if (found[at(j)] < 0) {
                    found[at(j)] = low[at(j)] = static_cast<int>(order.size());
                    order.push_back(j);
                    parent[at(j)] = i;
                    stack.push_back(j);
                } else {
                    low[at(i)] = std::min(low[at(i)], found[at(j)]);
                }
            }
        };
        for (std::size_t i = 0; i < nodes; ++i)
            if (network.nodes[i].fixed) visit(static_cast<int>(i));
        for (std::size_t i = 0; i < nodes; ++i)
            if (stays[i]) visit(static_cast<int>(i));
        for (std::size_t i = 0; i < nodes; ++i) visit(static_cast<int>(i));
        std::vector<int> root(nodes, -1);
        for (const int i : order) {
            const int p = parent[at(i)];
            if (p < 0) continue;
            if (root[at(p)] >= 0) root[at(i)] = root[at(p)];
            else if (low[at(i)] >= found[at(p)] && !busy[at(i)]) root[at(i)] = p;
            if (root[at(i)] < 0) continue;
            taken[at(i)] = 1;
            result.m_still.emplace_back(i, root[at(i)]);
        }
        for (std::size_t k = 0; k < used.size(); ++k) {
            if (!taken[at(network.links[k].from)] && !taken[at(network.links[k].to)]) continue;
            used[k] = 1;
            result.m_place[k] = kStill;
            result.m_stillLinks.push_back(static_cast<int>(k));
        }
    }

    void takeTrees(std::vector<Pipe>& pipes) {
        const std::size_t nodes = network.nodes.size();
        degree.assign(nodes, 0);
        for (std::size_t k = 0; k < used.size(); ++k) {
            if (used[k]) continue;
            ++degree[at(network.links[k].from)];
            ++degree[at(network.links[k].to)];
        }
        for (std::size_t start = 0; start < nodes; ++start) {
            int i = static_cast<int>(start);
            while (!taken[at(i)] && !stays[at(i)] && degree[at(i)] == 1) {
                std::int32_t e = begin[at(i)];
                while (used[at(joined[at(e)])]) ++e;
                const int link = joined[at(e)], parent = otherEnd(link, i);
                used[at(link)] = taken[at(i)] = 1;
                --degree[at(parent)];
                result.m_branches.push_back({i, parent});
                pipes.push_back({link, signFrom(link, parent), i});
                i = parent;
            }
        }
    }

    bool isInside(int node) const { return !taken[at(node)] && !stays[at(node)] && degree[at(node)] == 2; }

    /// The chain from a node that stays through this unused link, cut where it comes back to its beginning.
    void follow(int start, int link) {
        std::vector<Pipe> path;
        int i = start;
        while (true) {
            used[at(link)] = 1;
            const int j = otherEnd(link, i);
            path.push_back({link, signFrom(link, i), j});
            i = j;
            if (!isInside(i) || i == start) break;
            std::int32_t e = begin[at(i)];
            while (used[at(joined[at(e)])]) ++e;
            link = joined[at(e)];
        }
        const std::size_t middle = i == start ? path.size() / 2 : path.size();
        addChain(start, path.data(), middle);
        if (middle < path.size()) addChain(path[middle - 1].node, path.data() + middle, path.size() - middle);
    }

    void addChain(int start, const Pipe* path, std::size_t length) {
        if (length < 2) return;  // an ordinary link
        Chain chain;
        chain.from = start;
        chain.to = path[length - 1].node;
        chain.length = static_cast<std::int32_t>(length);
        chain.path = static_cast<std::int32_t>(result.m_path.size());
        for (std::size_t i = 0; i < length; ++i) {
            result.m_path.push_back(path[i]);
            if (i + 1 == length) result.m_path.back().node = -1;
            else taken[at(path[i].node)] = 1;
        }
        result.m_chains.push_back(chain);
    }

    void takeChains() {
        const std::size_t nodes = network.nodes.size();
        for (const bool rings : {false, true})  // rings without a node that stays come last
            for (std::size_t i = 0; i < nodes; ++i) {
                const int node = static_cast<int>(i);
                if (taken[i] || (!rings && isInside(node))) continue;
                for (std::int32_t e = begin[i]; e < begin[i + 1]; ++e) {
                    const int link = joined[at(e)];
                    if (used[at(link)] || (!rings && !isInside(otherEnd(link, node)))) continue;
                    if (!plain[at(link)]) continue;
                    follow(node, link);
                }
            }
    }

    HydraulicChains& result;
    const HydraulicNetwork& network;
    std::vector<char> plain, stays, taken, used;  // links; nodes; nodes, links that are part of something
    std::vector<std::int32_t> begin;
    std::vector<int> joined, degree;              // links at each node; links left
};

void HydraulicChains::find(const HydraulicNetwork& network, const std::vector<char>& single) {
    clear();
    m_place.assign(network.links.size(), kNowhere);
    m_isDarcy = network.darcy;
    Finder finder(*this, network, single);
    finder.findStill();
    std::vector<Pipe> trees;
    finder.takeTrees(trees);
    finder.takeChains();
    m_holdsNode = finder.taken;
    std::vector<int> rank(m_chains.size(), 0);
    m_member = std::move(trees);  // arrange() puts the chains before them
    arrange(rank);
}

std::vector<std::size_t> HydraulicChains::arrange(const std::vector<int>& rank) {
    std::vector<std::size_t> order(m_chains.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return std::pair(m_chains[a].length, rank[a]) < std::pair(m_chains[b].length, rank[b]) ||
               (std::pair(m_chains[a].length, rank[a]) == std::pair(m_chains[b].length, rank[b]) && a < b);
    });
    std::vector<Chain> sorted;
    for (const std::size_t c : order) sorted.push_back(m_chains[c]);
    m_chains = std::move(sorted);
    const std::vector<Pipe> trees(m_member.end() - static_cast<std::ptrdiff_t>(m_branches.size()), m_member.end());
    m_member.clear();
    m_groups.clear();
    m_groupOf.clear();
    for (std::size_t c = 0; c < m_chains.size();) {
        Group group{c, 0, at(m_chains[c].length), m_member.size()};
        while (c < m_chains.size() && at(m_chains[c].length) == group.length) ++c, ++group.chains, m_groupOf.push_back(m_groups.size());
        for (std::size_t i = 0; i < group.length; ++i)
            for (std::size_t j = 0; j < group.chains; ++j) m_member.push_back(m_path[at(m_chains[group.first + j].path) + i]);
        m_groups.push_back(group);
    }
    m_member.insert(m_member.end(), trees.begin(), trees.end());
    for (std::size_t m = 0; m < m_member.size(); ++m) m_place[at(m_member[m].link)] = static_cast<std::int32_t>(m);
    return order;
}

bool HydraulicChains::fits(const HydraulicNetwork& network) const {
    if (empty()) return true;
    if (network.darcy != m_isDarcy) return false;
    for (std::size_t k = 0; k < network.links.size(); ++k)
        if (holdsLink(k) && !isPlain(network.links[k], network)) return false;
    for (std::size_t i = 0; i < network.nodes.size(); ++i)
        if (holdsNode(i) && !Finder::mayGo(network.nodes[i], network.pressureDriven)) return false;
    const auto asks = [&](const auto& still) { return network.nodes[at(still.first)].demand_m3_s != 0; };
    if (std::any_of(m_still.begin(), m_still.end(), asks)) return false;
    return std::none_of(network.controls.begin(), network.controls.end(), [&](const HydraulicControl& control) {
        return holdsNode(at(control.node)) || holdsLink(at(control.link));
    });
}

}  // namespace twin::liquid
