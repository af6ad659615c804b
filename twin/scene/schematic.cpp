// SPDX-License-Identifier: GPL-3.0-or-later
//
// From a graph of stacks to a drawing: directions, layers, nets; order, coordinates and routes are in files of their own.
#include "twin/scene/schematic.h"

#include "twin/scene/schematic_graph.h"
#include "twin/scene/schematic_layout.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

namespace twin::scene {

namespace {

/// Extents of a symbol with its labels, across the layers: power has them to the right, coolant below.
constexpr double kPowerBefore = 26, kPowerAfter = 146, kCoolantBefore = 32, kCoolantAfter = 74, kLineHalf = 5;
constexpr double kFeedPitch = 14;  // between the feeds of a load

/// A link the way the layers run: returns turned round, rings cut open.
struct Arc {
    int top, bottom;
    bool turned = false;  ///< the link's `to` is on top
};

std::vector<Arc> arcsOf(const SchematicGraph& graph) {
    const int n = static_cast<int>(graph.nodes.size());
    std::vector<Arc> arcs;
    std::vector<std::vector<int>> out(n);
    std::vector<int> inDegree(n, 0);
    for (const auto& link : graph.links) {
        // A vessel has no flow: it stands before what it is connected to.
        const bool turned = link.role == LineRole::Return && graph.nodes[link.from].kind != Kind::Tank && graph.nodes[link.to].kind != Kind::Tank;
        out[turned ? link.to : link.from].push_back(static_cast<int>(arcs.size()));
        arcs.push_back({turned ? link.to : link.from, turned ? link.from : link.to, turned});
        ++inDegree[arcs.back().bottom];
    }
    // Depth first from the sources; an arc back to an open node closes a ring and is turned.
    std::vector<char> state(n, 0);  // 1 open, 2 done
    std::vector<std::pair<int, std::size_t>> stack;
    const auto visit = [&](int root) {
        if (state[root] != 0) return;
        state[root] = 1;
        stack.push_back({root, 0});
        while (!stack.empty()) {
            const int node = stack.back().first;
            if (stack.back().second == out[node].size()) {
                state[node] = 2;
                stack.pop_back();
                continue;
            }
            Arc& arc = arcs[out[node][stack.back().second++]];
            if (state[arc.bottom] == 1) {
                std::swap(arc.top, arc.bottom);
                arc.turned = !arc.turned;
            } else if (state[arc.bottom] == 0) {
                state[arc.bottom] = 1;
                stack.push_back({arc.bottom, 0});
            }
        }
    };
    for (int v = 0; v < n; ++v)
        if (inDegree[v] == 0) visit(v);
    for (int v = 0; v < n; ++v) visit(v);
    return arcs;
}

std::vector<int> layersOf(const SchematicGraph& graph, const std::vector<Arc>& arcs) {
    const int n = static_cast<int>(graph.nodes.size());
    std::vector<std::vector<int>> below(n), above(n);
    std::vector<int> waiting(n, 0), order, layer(n, 0);
    for (const Arc& arc : arcs) {
        below[arc.top].push_back(arc.bottom);
        above[arc.bottom].push_back(arc.top);
        ++waiting[arc.bottom];
    }
    for (int v = 0; v < n; ++v)
        if (waiting[v] == 0) order.push_back(v);
    for (std::size_t at = 0; at < order.size(); ++at)
        for (const int next : below[order[at]]) {
            layer[next] = std::max(layer[next], layer[order[at]] + 1);
            if (--waiting[next] == 0) order.push_back(next);
        }
    // Sources and what stands in a return move to what they serve.
    for (std::size_t back = order.size(); back-- > 0;) {
        const int v = order[back];
        if (below[v].empty() || !(above[v].empty() || graph.nodes[v].returned)) continue;
        int least = layer[below[v].front()];
        for (const int next : below[v]) least = std::min(least, layer[next]);
        layer[v] = least - 1;
    }
    return layer;
}

bool passes(Kind kind) { return kind == Kind::Pump || kind == Kind::Valve || kind == Kind::Filter || kind == Kind::Pipe || kind == Kind::Manifold || kind == Kind::Tank; }

/// The net of each link: coolant that meets is one net; power is one net where one output feeds many or many feed one.
std::vector<int> netsOf(const SchematicGraph& graph, Diagram diagram) {
    using Port = std::tuple<int, int, int>;  // node, port, outgoing
    std::map<Port, std::vector<int>> at;
    const auto& links = graph.links;
    for (std::size_t l = 0; l < links.size(); ++l) {
        at[{links[l].from, links[l].fromPort, 1}].push_back(static_cast<int>(l));
        at[{links[l].to, links[l].toPort, 0}].push_back(static_cast<int>(l));
    }
    std::vector<int> parent(links.size());
    std::iota(parent.begin(), parent.end(), 0);
    const auto find = [&](int a) {
        while (parent[a] != a) a = parent[a] = parent[parent[a]];
        return a;
    };
    for (const auto& [port, ends] : at) {
        const auto alone = [&](int l) { return at.at({links[l].from, links[l].fromPort, 1}).size() == 1; };
        if (diagram == Diagram::Power && std::get<2>(port) == 0 && !std::all_of(ends.begin(), ends.end(), alone)) continue;
        for (const int l : ends) {
            if (diagram == Diagram::Coolant && links[l].role != links[ends.front()].role) continue;
            const int a = find(l), b = find(ends.front());
            if (a != b) parent[std::max(a, b)] = std::min(a, b);
        }
    }
    std::vector<int> net(links.size()), number(links.size(), -1);
    int count = 0;
    for (std::size_t l = 0; l < links.size(); ++l) {
        int& known = number[find(static_cast<int>(l))];
        if (known < 0) known = count++;
        net[l] = known;
    }
    return net;
}

class Builder {
  public:
    Builder(const SchematicGraph& graph, Diagram diagram, Schematic& drawing) : m_graph(graph), m_diagram(diagram), m_drawing(drawing) {
        m_arcs = arcsOf(graph);
        m_layer = layersOf(graph, m_arcs);
        takeNodes();
        takeLinks();
        addElements();
        addJoins();
        startOrder();
    }
    SchematicLayout layout;

  private:
    void takeNodes() {
        for (std::size_t v = 0; v < m_graph.nodes.size(); ++v) {
            const auto& node = m_graph.nodes[v];
            SchematicNode drawn;
            drawn.kind = node.kind;
            drawn.side = node.side;
            drawn.mirrored = node.returned;
            drawn.layer = m_layer[v];
            drawn.first = static_cast<unsigned>(m_drawing.members.size());
            drawn.count = static_cast<unsigned>(node.members.size());
            for (const Id id : node.members) {
                m_drawing.members.push_back(id);
                m_drawing.placeOf.emplace(id, static_cast<int>(v));
            }
            m_drawing.nodes.push_back(drawn);
            m_drawing.layers = std::max(m_drawing.layers, drawn.layer + 1);
        }
    }
    void takeLinks() {
        const std::vector<int> nets = netsOf(m_graph, m_diagram);
        m_drawing.linksOfNet.resize(nets.empty() ? 0 : static_cast<std::size_t>(*std::max_element(nets.begin(), nets.end())) + 1);
        for (std::size_t l = 0; l < m_graph.links.size(); ++l) {
            const auto& link = m_graph.links[l];
            SchematicLink drawn{link.from, link.to, link.fromPort, link.toPort, link.role, m_graph.nodes[link.from].side, static_cast<unsigned>(m_drawing.members.size()),
                                static_cast<unsigned>(link.members.size()), nets[l]};
            for (const Id id : link.members) {
                m_drawing.members.push_back(id);
                m_drawing.placeOf.emplace(id, -1 - static_cast<int>(l));
            }
            m_drawing.linksOfNet[nets[l]].push_back(static_cast<int>(l));
            m_drawing.links.push_back(drawn);
            if (m_diagram == Diagram::Power) m_feeds[link.to].push_back(link.toPort);
        }
        for (auto& [node, ports] : m_feeds) {
            std::sort(ports.begin(), ports.end());
            ports.erase(std::unique(ports.begin(), ports.end()), ports.end());
        }
    }
    void addElements() {
        const bool power = m_diagram == Diagram::Power;
        layout.layers.resize(static_cast<std::size_t>(m_drawing.layers));
        layout.gaps.resize(m_drawing.layers > 0 ? static_cast<std::size_t>(m_drawing.layers) - 1 : 0);
        for (std::size_t v = 0; v < m_graph.nodes.size(); ++v)
            layout.elements.push_back({static_cast<int>(v), m_layer[v], power ? kPowerBefore : kCoolantBefore, power ? kPowerAfter : kCoolantAfter, 1, 0});
    }
    /// How far from the middle of a symbol a link ends.
    double offsetOf(int node, int port, bool incoming, LineRole role) const {
        if (m_diagram == Diagram::Coolant) return passes(m_graph.nodes[node].kind) ? 0 : role == LineRole::Return ? kSupplyOffset : -kSupplyOffset;
        if (!incoming) return 0;
        const auto& ports = m_feeds.at(node);
        const auto at = std::find(ports.begin(), ports.end(), static_cast<unsigned char>(port)) - ports.begin();
        const double pitch = std::min(kFeedPitch, 36.0 / static_cast<double>(std::max<std::size_t>(ports.size() - 1, 1)));
        return (static_cast<double>(at) - 0.5 * static_cast<double>(ports.size() - 1)) * pitch;
    }
    void addJoins() {
        struct End {
            int node;
            double offset;
            auto operator<=>(const End&) const = default;
        };
        for (std::size_t net = 0; net < m_drawing.linksOfNet.size(); ++net) {
            std::map<End, std::vector<int>> tops, bottoms;
            int first = m_drawing.layers, last = 0;
            for (const int l : m_drawing.linksOfNet[net]) {
                const auto& link = m_drawing.links[l];
                const Arc& arc = m_arcs[l];
                tops[{arc.top, offsetOf(arc.top, arc.turned ? link.toPort : link.fromPort, arc.turned, link.role)}].push_back(l);
                bottoms[{arc.bottom, offsetOf(arc.bottom, arc.turned ? link.fromPort : link.toPort, !arc.turned, link.role)}].push_back(l);
                first = std::min(first, m_layer[arc.top]);
                last = std::max(last, m_layer[arc.bottom]);
            }
            std::vector<int> spine(static_cast<std::size_t>(m_drawing.layers), -1);
            for (int layer = first + 1; layer < last; ++layer) {
                spine[layer] = static_cast<int>(layout.elements.size());
                layout.elements.push_back({-1, layer, kLineHalf, kLineHalf, 4, 0});
            }
            std::vector<SchematicLayout::Join> joins(static_cast<std::size_t>(m_drawing.layers), {static_cast<int>(net), {}, {}});
            const auto linkOf = [](const std::vector<int>& links) { return links.size() == 1 ? links.front() : -1; };
            for (const auto& [end, links] : tops) joins[m_layer[end.node]].tops.push_back({end.node, end.offset, linkOf(links)});
            for (const auto& [end, links] : bottoms) joins[m_layer[end.node] - 1].bottoms.push_back({end.node, end.offset, linkOf(links)});
            for (int gap = first; gap < last; ++gap) {
                if (spine[gap] >= 0) joins[gap].tops.push_back({spine[gap], 0, -1});
                if (gap + 1 < last && spine[gap + 1] >= 0) joins[gap].bottoms.push_back({spine[gap + 1], 0, -1});
                layout.gaps[gap].push_back(std::move(joins[gap]));
            }
        }
    }
    /// Depth first from the sources, side A first, so that what belongs together starts together.
    void startOrder() {
        std::vector<int> roots(m_graph.nodes.size());
        std::iota(roots.begin(), roots.end(), 0);
        const auto rank = [&](int v) { return std::tuple(m_layer[v], m_graph.nodes[v].side == Side::B ? 2 : m_graph.nodes[v].side == Side::A ? 0 : 1, v); };
        std::sort(roots.begin(), roots.end(), [&](int a, int b) { return rank(a) < rank(b); });
        std::vector<std::vector<std::pair<int, int>>> joined(layout.elements.size());  // gap, join
        for (std::size_t g = 0; g < layout.gaps.size(); ++g)
            for (std::size_t j = 0; j < layout.gaps[g].size(); ++j)
                for (const auto& top : layout.gaps[g][j].tops) joined[top.element].emplace_back(static_cast<int>(g), static_cast<int>(j));
        std::vector<char> placed(layout.elements.size(), 0);
        std::vector<int> stack;
        for (const int root : roots) {
            stack.push_back(root);
            while (!stack.empty()) {
                const int element = stack.back();
                stack.pop_back();
                if (placed[element]) continue;
                placed[element] = 1;
                layout.layers[layout.elements[element].layer].push_back(element);
                std::vector<int> next;
                for (const auto& [g, j] : joined[element])
                    for (const auto& bottom : layout.gaps[g][j].bottoms) next.push_back(bottom.element);
                stack.insert(stack.end(), next.rbegin(), next.rend());
            }
        }
        for (std::size_t e = 0; e < layout.elements.size(); ++e)
            if (!placed[e]) layout.layers[layout.elements[e].layer].push_back(static_cast<int>(e));
    }

    const SchematicGraph& m_graph;
    Diagram m_diagram;
    Schematic& m_drawing;
    std::vector<Arc> m_arcs;
    std::vector<int> m_layer;
    std::unordered_map<int, std::vector<unsigned char>> m_feeds;  // ports in use
};

}  // namespace

int Schematic::nodeOf(Id id) const {
    const auto found = placeOf.find(id);
    return found == placeOf.end() || found->second < 0 ? -1 : found->second;
}

int Schematic::linkOf(Id id) const {
    const auto found = placeOf.find(id);
    return found == placeOf.end() || found->second >= 0 ? -1 : -1 - found->second;
}

Schematic layOut(const Site& site, Diagram diagram, const SchematicOptions& options) {
    const SchematicGraph graph = schematicGraph(site, diagram, options);
    Schematic drawing;
    drawing.diagram = diagram;
    if (graph.nodes.empty()) return drawing;
    Builder builder(graph, diagram, drawing);
    orderLayers(builder.layout);
    assignCoordinates(builder.layout);
    route(builder.layout, drawing);
    return drawing;
}

bool changesSchematic(const Site& before, const Site& after) {
    const SiteChanges changed = changes(before, after);
    if (changed.connections || !changed.added.empty() || !changed.removed.empty()) return true;
    return std::any_of(changed.changed.begin(), changed.changed.end(), [&](Id id) {
        const Item *a = before.find(id), *b = after.find(id);
        return a == nullptr || b == nullptr || a->type != b->type || a->parent != b->parent || before.choice<Side>(*a, Param::Side) != after.choice<Side>(*b, Param::Side);
    });
}

}  // namespace twin::scene
