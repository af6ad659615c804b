// SPDX-License-Identifier: GPL-3.0-or-later
//
// From connections to stacks.
//
// Items that hang alike are one stack. "Alike" is a bisimulation: the coarsest partition of the items, finer than a
// first colouring, in which items of a class have the same set of (port, class) neighbours. It is found by refining
// hashes until the number of classes stands still. The first colouring decides how much may fall together: what is
// told apart there has a colour of its own. It is coarsened step by step until the drawing is small enough:
//     0  racks and what else only takes            1  also rows: busways, pipes, manifolds, panels
//     2  everything with the same type and side    3  everything with the same kind, side and surroundings two links wide
// Each step works on the classes of the one before, so the large tables are read once.
#include "twin/scene/schematic_graph.h"

#include <algorithm>
#include <array>

namespace twin::scene {

namespace {

using Hash = std::uint64_t;
constexpr int kSteps = 4;

Hash mix(Hash a, Hash b) {
    Hash h = (a ^ (b + 0x9E3779B97F4A7C15ull + (a << 6) + (a >> 2))) * 0xBF58476D1CE4E5B9ull;
    return h ^ (h >> 29);
}

bool belongs(Medium medium, Diagram diagram) {
    return diagram == Diagram::Power ? medium == Medium::Power : medium == Medium::Technology || medium == Medium::Facility;
}

bool isRun(Kind kind, Diagram diagram) { return kind == (diagram == Diagram::Power ? Kind::Cable : Kind::Pipe); }

/// The first step at which items of a kind may fall together.
int stepOf(Kind kind, Diagram diagram) {
    if (isCompute(kind) || isAirUnit(kind)) return 0;
    if (diagram == Diagram::Power && spec(kind).group == KindGroup::Liquid) return 0;
    switch (kind) {
        case Kind::Busway: case Kind::Cable: case Kind::Pdu: case Kind::Rpp: case Kind::Pipe: case Kind::Manifold: case Kind::Valve: case Kind::Filter: case Kind::Tank:
            return 1;
        default: return 2;
    }
}

struct End {
    int from, to;  // vertices
    unsigned char fromPort, toPort;
    auto operator<=>(const End&) const = default;
};

/// Items of a diagram and their connections, each the way it runs.
struct Web {
    std::vector<const Item*> items;
    std::vector<End> ends;
};

Web webOf(const Site& site, Diagram diagram) {
    Web web;
    std::unordered_map<Id, int> vertexOf;
    for (const KindSpec& kind : allKinds())
        if (std::any_of(kind.ports.begin(), kind.ports.end(), [&](const PortSpec& port) { return belongs(port.medium, diagram); }))
            site.items(kind.kind).forEach([&](const Item& item) {
                vertexOf.emplace(item.id, static_cast<int>(web.items.size()));
                web.items.push_back(&item);
            });
    std::vector<char> joined(web.items.size(), 0);
    site.connections().forEach([&](const Connection& connection) {
        const auto a = vertexOf.find(connection.from), b = vertexOf.find(connection.to);
        if (a == vertexOf.end() || b == vertexOf.end() || a == b) return;
        const auto from = spec(web.items[a->second]->kind).ports, to = spec(web.items[b->second]->kind).ports;
        if (connection.fromPort >= from.size() || connection.toPort >= to.size()) return;
        const PortSpec &out = from[connection.fromPort], &in = to[connection.toPort];
        if (!belongs(out.medium, diagram) || !belongs(in.medium, diagram)) return;
        joined[a->second] = joined[b->second] = 1;
        if (out.flow == Flow::In || in.flow == Flow::Out) web.ends.push_back({b->second, a->second, connection.toPort, connection.fromPort});
        else web.ends.push_back({a->second, b->second, connection.fromPort, connection.toPort});
    });
    // What hangs on nothing is left out, but for racks without a feed: those the drawing has to show.
    std::vector<int> kept(web.items.size(), -1);
    std::vector<const Item*> items;
    for (std::size_t v = 0; v < web.items.size(); ++v)
        if (joined[v] || (diagram == Diagram::Power && isCompute(web.items[v]->kind))) {
            kept[v] = static_cast<int>(items.size());
            items.push_back(web.items[v]);
        }
    for (End& end : web.ends) end.from = kept[end.from], end.to = kept[end.to];
    web.items = std::move(items);
    return web;
}

/// Classes of vertices and the links between them.
struct Quotient {
    std::vector<int> classOf;    // n_items
    std::vector<int> firstItem;  // n_classes
    std::vector<End> ends;       // between classes, sorted, each once
    std::size_t size() const { return firstItem.size(); }
};

/// Refines colours of vertices until the classes stand still, at most `rounds` times; gives the class of each vertex, numbered by first seen.
std::vector<int> refine(std::vector<Hash> colour, const std::vector<End>& ends, std::size_t rounds, std::size_t& count) {
    const std::size_t n = colour.size();
    std::vector<unsigned> start(n + 1, 0);
    for (const End& end : ends) ++start[end.from + 1], ++start[end.to + 1];
    for (std::size_t v = 0; v < n; ++v) start[v + 1] += start[v];
    std::vector<std::pair<int, Hash>> neighbour(start[n]);
    std::vector<unsigned> fill(start.begin(), start.end() - 1);
    for (const End& end : ends) {
        const Hash code = Hash(end.fromPort) << 8 | end.toPort;
        neighbour[fill[end.from]++] = {end.to, code << 1};
        neighbour[fill[end.to]++] = {end.from, code << 1 | 1};
    }
    const auto classes = [&](std::vector<int>& out) {
        std::unordered_map<Hash, int> number;
        number.reserve(n);
        out.resize(n);
        for (std::size_t v = 0; v < n; ++v) out[v] = number.emplace(colour[v], static_cast<int>(number.size())).first->second;
        return number.size();
    };
    std::vector<int> result;
    count = classes(result);
    std::vector<Hash> next(n), around;
    for (std::size_t round = 0; round < std::min(rounds, n); ++round) {
        for (std::size_t v = 0; v < n; ++v) {
            around.clear();
            for (unsigned i = start[v]; i < start[v + 1]; ++i) around.push_back(mix(neighbour[i].second, colour[neighbour[i].first]));
            std::sort(around.begin(), around.end());
            around.erase(std::unique(around.begin(), around.end()), around.end());
            Hash h = colour[v];
            for (const Hash one : around) h = mix(h, one);
            next[v] = h;
        }
        colour.swap(next);
        const std::size_t now = classes(result);
        if (now == count) break;
        count = now;
    }
    return result;
}

Hash detailOf(const Site& site, const Item& item, const SchematicOptions& options) {
    const auto found = options.detail.find(item.id);
    if (found == options.detail.end() || found->second == kDetailTogether) return 0;
    if (found->second >= kDetailAlone) return item.id.value;
    if (found->second == kDetailRow) return item.parent.value;
    const Item* room = roomOf(site, item);
    return room != nullptr ? room->id.value : 1;
}

class Folding {
  public:
    Folding(const Site& site, Diagram diagram, const SchematicOptions& options, const Web& web) : m_site(site), m_diagram(diagram), m_options(options), m_web(web) {
        const int n = static_cast<int>(web.items.size());
        m_now.classOf.resize(n);
        m_now.firstItem.resize(n);
        for (int v = 0; v < n; ++v) m_now.classOf[v] = m_now.firstItem[v] = v;
        m_now.ends = web.ends;
        for (int step = 0; step < kSteps; ++step) {
            fold(step);
            if (shown() <= options.mostNodes) break;
        }
    }
    const Quotient& quotient() const { return m_now; }

  private:
    void fold(int step) {
        const std::size_t n = m_now.size();
        std::vector<Hash> colour(n);
        for (std::size_t c = 0; c < n; ++c) {
            const Item& item = *m_web.items[m_now.firstItem[c]];
            Hash h = mix(static_cast<Hash>(item.kind), static_cast<Hash>(m_site.choice<Side>(item, Param::Side)) + 7);
            if (stepOf(item.kind, m_diagram) > step) h = mix(h, item.id.value);
            else if (step < kSteps - 1) h = mix(h, item.type.value);
            colour[c] = mix(h, m_options.detail.empty() ? 0 : detailOf(m_site, item, m_options));
        }
        std::size_t count = 0;
        const std::vector<int> classes = refine(std::move(colour), m_now.ends, step < kSteps - 1 ? n : 2, count);
        Quotient next;
        next.firstItem.assign(count, -1);
        for (std::size_t c = 0; c < n; ++c)
            if (next.firstItem[classes[c]] < 0) next.firstItem[classes[c]] = m_now.firstItem[c];
        next.classOf.resize(m_now.classOf.size());
        for (std::size_t v = 0; v < m_now.classOf.size(); ++v) next.classOf[v] = classes[m_now.classOf[v]];
        next.ends.reserve(m_now.ends.size());
        for (const End& end : m_now.ends) {
            const End folded{classes[end.from], classes[end.to], end.fromPort, end.toPort};
            if (folded.from != folded.to) next.ends.push_back(folded);
        }
        std::sort(next.ends.begin(), next.ends.end());
        next.ends.erase(std::unique(next.ends.begin(), next.ends.end()), next.ends.end());
        m_now = std::move(next);
    }
    /// Symbols that the options did not ask for.
    std::size_t shown() const {
        std::size_t count = 0;
        for (const int first : m_now.firstItem)
            count += !isRun(m_web.items[first]->kind, m_diagram) && !m_options.detail.contains(m_web.items[first]->id);
        return count;
    }

    const Site& m_site;
    Diagram m_diagram;
    const SchematicOptions& m_options;
    const Web& m_web;
    Quotient m_now;
};

/// Where coolant begins its way to a consumer, and where it leaves one.
bool beginsSupply(Kind kind, std::string_view port) {
    return port == "tcs_supply" || port == "hot_out" || (port == "out" && kind >= Kind::DryCooler && kind <= Kind::Chiller);
}
bool beginsReturn(std::string_view port) { return port == "tcs_out" || port == "fws_out" || port == "cold_out"; }
/// What coolant of one loop only passes.
bool passes(Kind kind) {
    return kind == Kind::Pump || kind == Kind::Valve || kind == Kind::Filter || kind == Kind::Pipe || kind == Kind::Manifold || kind == Kind::Tank;
}

/// Supply or return: by which kind of device is met first against the flow.
void markReturns(SchematicGraph& graph) {
    const int n = static_cast<int>(graph.nodes.size());
    std::vector<std::vector<int>> out(n);
    for (std::size_t l = 0; l < graph.links.size(); ++l) out[graph.links[l].from].push_back(static_cast<int>(l));
    constexpr int kFar = 1 << 30;
    std::array<std::vector<int>, 2> distance{std::vector<int>(n, kFar), std::vector<int>(n, kFar)};  // from supply, from return
    for (int way = 0; way < 2; ++way) {
        std::vector<int> queue;
        const auto reach = [&](int node, int steps) {
            if (!passes(graph.nodes[node].kind) || distance[way][node] <= steps) return;
            distance[way][node] = steps;
            queue.push_back(node);
        };
        for (const auto& link : graph.links) {
            const Kind kind = graph.nodes[link.from].kind;
            const char* port = spec(kind).ports[link.fromPort].key;
            if (way == 0 ? beginsSupply(kind, port) : beginsReturn(port)) reach(link.to, 1);
        }
        for (std::size_t at = 0; at < queue.size(); ++at)
            for (const int l : out[queue[at]]) reach(graph.links[l].to, distance[way][queue[at]] + 1);
    }
    for (int v = 0; v < n; ++v) graph.nodes[v].returned = passes(graph.nodes[v].kind) && distance[1][v] < distance[0][v];
    for (auto& link : graph.links) {
        const Kind kind = graph.nodes[link.from].kind;
        const bool begins = beginsReturn(spec(kind).ports[link.fromPort].key);
        const auto& end = graph.nodes[kind == Kind::Tank ? link.to : link.from];  // a vessel takes the side of its header
        link.role = begins || (passes(end.kind) && end.returned) ? LineRole::Return : LineRole::Supply;
    }
}

/// Turns pipes and cables with one link in and one out into members of one line.
void drawRunsAsLines(SchematicGraph& graph, Diagram diagram) {
    const std::size_t n = graph.nodes.size();
    std::vector<int> in(n, 0), out(n, 0), inLink(n, -1), outLink(n, -1);
    for (std::size_t l = 0; l < graph.links.size(); ++l) {
        ++out[graph.links[l].from], ++in[graph.links[l].to];
        outLink[graph.links[l].from] = inLink[graph.links[l].to] = static_cast<int>(l);
    }
    std::vector<char> goneNode(n, 0), goneLink(graph.links.size(), 0);
    for (std::size_t v = 0; v < n; ++v) {
        if (!isRun(graph.nodes[v].kind, diagram) || in[v] != 1 || out[v] != 1) continue;
        auto &before = graph.links[inLink[v]], &after = graph.links[outLink[v]];
        if (before.from == after.to) continue;
        before.members.insert(before.members.end(), graph.nodes[v].members.begin(), graph.nodes[v].members.end());
        before.members.insert(before.members.end(), after.members.begin(), after.members.end());
        before.to = after.to;
        before.toPort = after.toPort;
        if (inLink[after.to] == outLink[v]) inLink[after.to] = inLink[v];
        goneNode[v] = goneLink[outLink[v]] = 1;
    }
    std::vector<int> kept(n, -1);
    SchematicGraph result;
    for (std::size_t v = 0; v < n; ++v)
        if (!goneNode[v]) {
            kept[v] = static_cast<int>(result.nodes.size());
            result.nodes.push_back(std::move(graph.nodes[v]));
        }
    for (std::size_t l = 0; l < graph.links.size(); ++l)
        if (!goneLink[l]) {
            result.links.push_back(std::move(graph.links[l]));
            result.links.back().from = kept[result.links.back().from];
            result.links.back().to = kept[result.links.back().to];
        }
    graph = std::move(result);
}

}  // namespace

SchematicGraph schematicGraph(const Site& site, Diagram diagram, const SchematicOptions& options) {
    const Web web = webOf(site, diagram);
    const Folding folding(site, diagram, options, web);
    const Quotient& quotient = folding.quotient();
    SchematicGraph graph;
    for (const int first : quotient.firstItem)
        graph.nodes.push_back({web.items[first]->kind, site.choice<Side>(*web.items[first], Param::Side), {}, false});
    for (std::size_t v = 0; v < web.items.size(); ++v) graph.nodes[quotient.classOf[v]].members.push_back(web.items[v]->id);
    for (const End& end : quotient.ends) graph.links.push_back({end.from, end.to, end.fromPort, end.toPort, LineRole::Power, {}});
    if (diagram == Diagram::Coolant) markReturns(graph);
    drawRunsAsLines(graph, diagram);
    return graph;
}

}  // namespace twin::scene
