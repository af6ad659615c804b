// SPDX-License-Identifier: GPL-3.0-or-later
// Which parts of a network are blocks. Unknowns of at most two neighbours are eliminated as SparseLdlt does it, leaves,
// series and ladders from their ends; the subtrees of the elimination tree that stay below a size are candidates, and those
// of which there are enough of one shape become blocks. Two have one shape when their columns and links agree in local
// numbers, so nothing depends on names or on the order of the file.
#include "twin/liquid/hydraulic_blocks.h"

#include <algorithm>
#include <map>

namespace twin::liquid {

namespace {

constexpr int kMostNodes = 128;        // of a block: 8 of them stay in the first-level cache
constexpr std::size_t kFewest = 4;     // blocks of one shape

std::size_t at(int index) { return static_cast<std::size_t>(index); }

bool isIdle(const HydraulicNode& node) {
    return !node.fixed && node.demand_m3_s == 0 && node.emitter <= 0 && node.leakFixed <= 0 && node.leakGrowing <= 0;
}

}  // namespace

bool HydraulicBlocks::isPlain(const HydraulicLink& link) {
    return link.kind == HydraulicKind::Pipe && !link.checkValve && link.viscousScale > 0;
}

void HydraulicBlocks::clear() { *this = {}; }

bool HydraulicBlocks::fits(const HydraulicNetwork& network) const {
    if (empty()) return true;
    for (std::size_t i = 0; i < network.nodes.size(); ++i)
        if (holdsNode(i) && !isIdle(network.nodes[i])) return false;
    for (std::size_t k = 0; k < network.links.size(); ++k)
        if (holdsLink(k) && !isPlain(network.links[k])) return false;
    return std::none_of(network.controls.begin(), network.controls.end(), [&](const HydraulicControl& control) {
        return holdsNode(at(control.node)) || holdsLink(at(control.link));
    });
}

void HydraulicBlocks::find(const HydraulicNetwork& network) {
    clear();
    if (!network.darcy) return;
    const std::size_t count = network.nodes.size();
    // Nodes that a block may hold, and that it may end at.
    std::vector<char> inside(count), end(count);
    for (std::size_t i = 0; i < count; ++i) {
        const HydraulicNode& node = network.nodes[i];
        end[i] = !node.fixed;
        inside[i] = isIdle(node);
    }
    std::vector<int> degree(count, 0);
    for (const HydraulicLink& link : network.links) {
        if (isPlain(link) && link.from != link.to) {
            ++degree[at(link.from)];
            ++degree[at(link.to)];
            continue;
        }
        inside[at(link.from)] = inside[at(link.to)] = 0;
        if (link.kind == HydraulicKind::Prv || link.kind == HydraulicKind::Psv) end[at(link.from)] = end[at(link.to)] = 0;
    }
    for (const HydraulicControl& control : network.controls) {
        const HydraulicLink& link = network.links[at(control.link)];
        inside[at(control.node)] = inside[at(link.from)] = inside[at(link.to)] = 0;
    }
    std::vector<std::vector<int>> neighbours(count);
    for (std::size_t i = 0; i < count; ++i) neighbours[i].reserve(at(degree[i]));
    for (const HydraulicLink& link : network.links) {
        if (link.from == link.to) continue;
        neighbours[at(link.from)].push_back(link.to);
        neighbours[at(link.to)].push_back(link.from);
    }
    for (auto& list : neighbours) {
        std::sort(list.begin(), list.end());
        list.erase(std::unique(list.begin(), list.end()), list.end());
    }
    // Elimination, depth first.
    struct Column {
        int node, row0, row1;
    };
    std::vector<Column> order;
    std::vector<int> position(count, -1), stack;
    for (std::size_t i = 0; i < count; ++i) degree[i] = static_cast<int>(neighbours[i].size());
    for (std::size_t start = 0; start < count; ++start) {
        stack.push_back(static_cast<int>(start));
        while (!stack.empty()) {
            const int i = stack.back();
            stack.pop_back();
            if (position[at(i)] >= 0 || degree[at(i)] > 2 || !inside[at(i)]) continue;
            auto& list = neighbours[at(i)];
            std::erase_if(list, [&](int other) { return position[at(other)] >= 0; });
            position[at(i)] = static_cast<int>(order.size());
            order.push_back({i, list.empty() ? -1 : list[0], list.size() > 1 ? list[1] : -1});
            if (list.size() == 2) {
                const int a = list[0], b = list[1];
                auto &atA = neighbours[at(a)], &atB = neighbours[at(b)];
                if (std::find(atA.begin(), atA.end(), b) != atA.end()) {
                    --degree[at(a)];
                    --degree[at(b)];
                } else {
                    *std::find(atA.begin(), atA.end(), i) = b;
                    *std::find(atB.begin(), atB.end(), i) = a;
                }
            } else if (list.size() == 1) {
                --degree[at(list[0])];
            }
            for (const int other : list)
                if (degree[at(other)] <= 2) stack.push_back(other);
        }
    }
    // Subtrees of the elimination tree: the parent is the row eliminated first.
    const std::size_t columns = order.size();
    std::vector<int> parent(columns, -1), size(columns, 1), root(columns, -1);
    const auto place = [&](int node) { return node < 0 || position[at(node)] < 0 ? static_cast<int>(columns) : position[at(node)]; };
    for (std::size_t k = 0; k < columns; ++k) {
        const int above = std::min(place(order[k].row0), place(order[k].row1));
        if (above == static_cast<int>(columns)) continue;
        parent[k] = above;
        size[at(above)] += size[k];
    }
    for (std::size_t k = columns; k-- > 0;) {
        if (size[k] > kMostNodes) continue;
        const int above = parent[k] >= 0 ? root[at(parent[k])] : -1;
        const bool ends = order[k].row0 >= 0 && order[k].row1 >= 0 && end[at(order[k].row0)] && end[at(order[k].row1)];
        root[k] = above >= 0 ? above : ends ? static_cast<int>(k) : -1;
    }
    std::vector<std::vector<int>> members(columns);  // of each root, in elimination order
    for (std::size_t k = 0; k < columns; ++k)
        if (root[k] >= 0) members[at(root[k])].push_back(static_cast<int>(k));
    std::vector<std::vector<int>> linksOf(columns);
    for (std::size_t k = 0; k < network.links.size(); ++k) {
        const HydraulicLink& link = network.links[k];
        const int first = std::min(place(link.from), place(link.to));
        if (first < static_cast<int>(columns) && root[at(first)] >= 0 && link.from != link.to) linksOf[at(first)].push_back(static_cast<int>(k));
    }
    // Shapes: columns and links in local numbers.
    std::map<std::vector<std::int32_t>, std::vector<int>> alike;
    std::vector<std::int32_t> local(count, -1);
    for (std::size_t r = 0; r < columns; ++r) {
        if (members[r].empty() || members[r].size() < 3) continue;
        std::int32_t n = 0;
        for (const int k : members[r]) local[at(order[at(k)].node)] = n++;
        local[at(order[r].row0)] = n;
        local[at(order[r].row1)] = n + 1;
        std::vector<std::int32_t> key{n};
        for (const int k : members[r]) {
            key.push_back(order[at(k)].row0 < 0 ? -1 : local[at(order[at(k)].row0)]);
            key.push_back(order[at(k)].row1 < 0 ? -1 : local[at(order[at(k)].row1)]);
        }
        for (const int k : members[r])
            for (const int link : linksOf[at(k)]) {
                key.push_back(local[at(network.links[at(link)].from)]);
                key.push_back(local[at(network.links[at(link)].to)]);
            }
        alike[std::move(key)].push_back(static_cast<int>(r));
    }
    m_holdsNode.assign(count, 0);
    m_placeOfLink.assign(network.links.size(), {});
    for (const auto& [key, roots] : alike) {
        if (roots.size() < kFewest) continue;
        Shape shape;
        shape.nodes = at(key[0]);
        for (std::size_t k = 0; k < shape.nodes; ++k) {
            std::int32_t a = key[1 + 2 * k], b = key[2 + 2 * k];
            if (a < 0 || (b >= 0 && b < a)) std::swap(a, b);
            shape.row0.push_back(a);
            shape.row1.push_back(b);
        }
        const auto entry = [&](std::int32_t a, std::int32_t b) {
            const auto low = std::min(a, b), high = std::max(a, b);
            if (at(low) >= shape.nodes) return static_cast<std::int32_t>(2 * shape.nodes);
            return 2 * low + (shape.row0[at(low)] == high ? 0 : 1);
        };
        for (std::size_t k = 0; k < shape.nodes; ++k)
            shape.pair.push_back(shape.row1[k] < 0 ? -1 : entry(shape.row0[k], shape.row1[k]));
        for (std::size_t k = 1 + 2 * shape.nodes; k < key.size(); k += 2) {
            shape.from.push_back(key[k]);
            shape.to.push_back(key[k + 1]);
            shape.slot.push_back(entry(key[k], key[k + 1]));
        }
        shape.links = shape.from.size();
        for (std::size_t first = 0; first < roots.size(); first += kLanes) {
            Batch batch;
            batch.shape = static_cast<std::int32_t>(m_shapes.size());
            batch.count = static_cast<std::int32_t>(std::min(kLanes, roots.size() - first));
            batch.firstBlock = static_cast<std::int32_t>(m_blocks.size());
            batch.node.resize(shape.nodes * kLanes);
            batch.link.resize(shape.links * kLanes);
            for (std::size_t lane = 0; lane < kLanes; ++lane) {
                // Lanes left over repeat the first block; nothing is taken from them.
                const bool spare = at(batch.count) <= lane;
                const std::size_t r = at(roots[spare ? first : first + lane]);
                std::size_t n = 0, m = 0;
                for (const int k : members[r]) batch.node[n++ * kLanes + lane] = order[at(k)].node;
                for (const int k : members[r])
                    for (const int link : linksOf[at(k)]) batch.link[m++ * kLanes + lane] = link;
                if (spare) continue;
                for (std::size_t i = 0; i < n; ++i) m_holdsNode[at(batch.node[i * kLanes + lane])] = 1;
                for (std::size_t i = 0; i < m; ++i)
                    m_placeOfLink[at(batch.link[i * kLanes + lane])] = {static_cast<std::int32_t>(m_batches.size()), static_cast<std::int32_t>(i * kLanes + lane)};
                Ends ends;
                ends.node = {order[r].row0, order[r].row1};
                m_blocks.push_back(ends);
            }
            m_batches.push_back(std::move(batch));
        }
        m_shapes.push_back(std::move(shape));
    }
}

}  // namespace twin::liquid
