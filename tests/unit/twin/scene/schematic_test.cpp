// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "twin/model/generate.h"
#include "twin/scene/schematic.h"
#include "twin/scene/schematic_state.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <set>

using namespace twin;
using namespace twin::scene;

namespace {

/// Builds small sites by name.
struct Plant {
    IdSequence ids{5};
    Site site;
    Id parent = ids.next();

    Id add(Kind kind, const char* name, Side side = Side::None) {
        Item item;
        item.id = ids.next();
        item.kind = kind;
        item.name = name;
        if (side != Side::None) item.values.set(Param::Side, static_cast<double>(side));
        if (spec(kind).shape == Shape::Route) item.points = {{0, 0, 0}, {5, 0, 0}};
        site.items(kind).add({item});
        return item.id;
    }
    void join(Id from, const char* fromPort, Id to, const char* toPort) {
        const auto port = [&](Id id, const char* key) { return static_cast<unsigned char>(portFromKey(site.find(id)->kind, key)); };
        site.connections().add({Connection{ids.next(), from, to, port(from, fromPort), port(to, toPort)}});
    }
    /// Two sides, each utility → transformer → board → busway; `racks` racks on both busways.
    std::vector<Id> twoSides(int racks) {
        std::vector<Id> boards;
        Id busways[2];
        for (int s = 0; s < 2; ++s) {
            const Side side = s == 0 ? Side::A : Side::B;
            const Id utility = add(Kind::UtilityFeed, s ? "Utility B" : "Utility A", side), transformer = add(Kind::Transformer, s ? "TB" : "TA", side),
                     board = add(Kind::Switchgear, s ? "Board B" : "Board A", side), cable = add(Kind::Cable, s ? "Cable B" : "Cable A", side);
            busways[s] = add(Kind::Busway, s ? "Busway B" : "Busway A", side);
            join(utility, "out", transformer, "in");
            join(transformer, "out", board, "in");
            join(board, "out", cable, "in");
            join(cable, "out", busways[s], "in");
            boards.push_back(board);
        }
        for (int i = 0; i < racks; ++i) {
            const Id rack = add(Kind::Rack, "Rack");
            join(busways[0], "out", rack, "feed1");
            join(busways[1], "out", rack, "feed2");
            boards.push_back(rack);
        }
        return boards;
    }
    /// One chiller → pump → pipe → header → `coolers` in-row units → header → pipe → chiller.
    void chilledWater(int coolers) {
        const Id chiller = add(Kind::Chiller, "Chiller"), pump = add(Kind::Pump, "Pump"), out = add(Kind::Pipe, "Supply"), back = add(Kind::Pipe, "Return"),
                 supply = add(Kind::Manifold, "Supply header"), ret = add(Kind::Manifold, "Return header"), tank = add(Kind::Tank, "Vessel");
        join(chiller, "out", pump, "in");
        join(pump, "out", out, "in");
        join(out, "out", supply, "main");
        join(ret, "main", back, "in");
        join(back, "out", chiller, "in");
        join(tank, "main", ret, "main");
        for (int i = 0; i < coolers; ++i) {
            const Id unit = add(Kind::InRow, "Cooler");
            join(supply, "branch", unit, "fws_in");
            join(unit, "fws_out", ret, "branch");
        }
    }
};

const SchematicNode& nodeNamed(const Schematic& drawing, const Site& site, std::string_view name) {
    for (const auto& node : drawing.nodes)
        if (site.find(drawing.members[node.first])->name == name) return node;
    throw std::runtime_error("no such node");
}

/// Everything that must hold of any drawing.
std::string faultOf(const Schematic& d) {
    for (std::size_t i = 0; i < d.nodes.size(); ++i) {
        const auto& a = d.nodes[i];
        if (!(a.x0 >= 0 && a.y0 >= 0 && a.x1 <= d.width && a.y1 <= d.height)) return "a box lies outside";
        if (!(a.x0 < a.x && a.x < a.x1 && a.y0 < a.y && a.y < a.y1)) return "a symbol lies outside its box";
    }
    std::vector<int> byLayer(d.nodes.size());
    for (std::size_t i = 0; i < byLayer.size(); ++i) byLayer[i] = static_cast<int>(i);
    const bool power = d.diagram == Diagram::Power;
    std::sort(byLayer.begin(), byLayer.end(), [&](int a, int b) {
        const auto &p = d.nodes[a], &q = d.nodes[b];
        return std::pair(p.layer, power ? p.x0 : p.y0) < std::pair(q.layer, power ? q.x0 : q.y0);
    });
    for (std::size_t i = 1; i < byLayer.size(); ++i) {
        const auto &p = d.nodes[byLayer[i - 1]], &q = d.nodes[byLayer[i]];
        if (p.layer == q.layer && (power ? p.x1 > q.x0 : p.y1 > q.y0)) return "boxes of a layer overlap";
        if (p.layer != q.layer && (power ? p.y1 > q.y0 : p.x1 > q.x0)) return "layers overlap";
    }
    std::set<Id> seen;
    for (const Id id : d.members)
        if (!seen.insert(id).second) return "an item is drawn twice";
    for (const auto& segment : d.segments)
        if (segment.x0 != segment.x1 && segment.y0 != segment.y1) return "a line is neither horizontal nor vertical";
    return {};
}

/// Every link's ends are joined by pieces of its net: each piece touches the net's others, and the symbols.
bool joined(const Schematic& d) {
    for (const auto& link : d.links)
        for (const int v : {link.from, link.to}) {
            const auto& node = d.nodes[v];
            const bool found = std::any_of(d.segments.begin(), d.segments.end(), [&](const SchematicSegment& s) {
                const auto at = [&](float x, float y) { return std::abs(x - node.x) <= kSymbolHalf + 1 && std::abs(y - node.y) <= kSymbolHalf + 1; };
                return s.net == link.net && (at(s.x0, s.y0) || at(s.x1, s.y1));
            });
            if (!found) return false;
        }
    return true;
}

}  // namespace

class SchematicTest : public QObject {
    Q_OBJECT
  private slots:
    void drawsPowerFromSourceToLoad() {
        Plant plant;
        plant.twoSides(12);
        const Schematic d = layOut(plant.site, Diagram::Power);
        QVERIFY2(faultOf(d).empty(), faultOf(d).c_str());
        QVERIFY(joined(d));
        QCOMPARE(d.nodes.size(), std::size_t(9));
        for (const auto& link : d.links) {
            QVERIFY(d.nodes[link.from].layer < d.nodes[link.to].layer);
            QVERIFY(d.nodes[link.from].y < d.nodes[link.to].y);
        }
        const auto& racks = nodeNamed(d, plant.site, "Rack");
        QCOMPARE(racks.count, 12u);
        const auto &a = nodeNamed(d, plant.site, "Busway A"), &b = nodeNamed(d, plant.site, "Busway B");
        QVERIFY2(a.x < racks.x && racks.x < b.x, "loads stand between their sides");
        for (const char* cable : {"Cable A", "Cable B"}) {
            Id id;
            plant.site.items(Kind::Cable).forEach([&](const Item& item) { if (item.name == cable) id = item.id; });
            QVERIFY2(d.linkOf(id) >= 0, "a cable is the line itself");
        }
    }

    void drawsALoopWithItsReturnBelow() {
        Plant plant;
        plant.chilledWater(6);
        const Schematic d = layOut(plant.site, Diagram::Coolant);
        QVERIFY2(faultOf(d).empty(), faultOf(d).c_str());
        QVERIFY(joined(d));
        const auto &chiller = nodeNamed(d, plant.site, "Chiller"), &pump = nodeNamed(d, plant.site, "Pump"), &supply = nodeNamed(d, plant.site, "Supply header"),
                   &ret = nodeNamed(d, plant.site, "Return header"), &coolers = nodeNamed(d, plant.site, "Cooler");
        QCOMPARE(coolers.count, 6u);
        QVERIFY(chiller.x < pump.x && pump.x < supply.x && supply.x < coolers.x);
        QVERIFY2(chiller.x < ret.x && ret.x < coolers.x, "the return lies between what it joins");
        QVERIFY2(supply.y < ret.y, "supply above, return below");
        QVERIFY(ret.mirrored && !supply.mirrored);
        for (const auto& link : d.links) {
            const bool right = d.nodes[link.from].layer < d.nodes[link.to].layer;
            if (isVessel(d, link)) continue;
            QCOMPARE(right, link.role == LineRole::Supply);
        }
    }

    void cutsRings() {
        Plant plant;
        const Id a = plant.add(Kind::Switchgear, "A"), b = plant.add(Kind::Switchgear, "B"), c = plant.add(Kind::Switchgear, "C"), u = plant.add(Kind::UtilityFeed, "U");
        plant.join(u, "out", a, "in");
        plant.join(a, "out", b, "in");
        plant.join(b, "out", c, "in");
        plant.join(c, "out", a, "in");
        const Schematic d = layOut(plant.site, Diagram::Power);
        QVERIFY2(faultOf(d).empty(), faultOf(d).c_str());
        QCOMPARE(d.nodes.size(), std::size_t(4));
        QCOMPARE(d.links.size(), std::size_t(4));
        QVERIFY(joined(d));
    }

    void opensAStack() {
        Plant plant;
        const auto ids = plant.twoSides(7);
        SchematicOptions options;
        options.detail[ids[2]] = kDetailAlone;
        options.detail[ids[3]] = kDetailAlone;
        const Schematic d = layOut(plant.site, Diagram::Power, options);
        QVERIFY2(faultOf(d).empty(), faultOf(d).c_str());
        std::vector<unsigned> counts;
        for (const auto& node : d.nodes)
            if (node.kind == Kind::Rack) counts.push_back(node.count);
        std::sort(counts.begin(), counts.end());
        QVERIFY(counts == (std::vector<unsigned>{1, 1, 5}));
    }

    void showsRacksWithoutAFeed() {
        Plant plant;
        plant.twoSides(2);
        plant.add(Kind::Rack, "Loose");
        const Schematic d = layOut(plant.site, Diagram::Power);
        const int v = d.nodeOf(plant.site.items(Kind::Rack)[2].id);
        QVERIFY(v >= 0);
        const auto state = stateOf(d, plant.site, {}, nullptr);
        QCOMPARE(state.nodes[v].dead, 1u);
    }

    void followsASwitch() {
        Plant plant;
        const auto ids = plant.twoSides(4);
        const Schematic d = layOut(plant.site, Diagram::Power);
        const int racks = d.nodeOf(ids[2]);
        QCOMPARE(stateOf(d, plant.site, {}, nullptr).nodes[racks].dead, 0u);
        QCOMPARE(stateOf(d, plant.site, {}, nullptr).nodes[racks].reduced, 0u);
        const auto one = stateOf(d, plant.site, {ids[0]}, nullptr);
        QCOMPARE(one.nodes[racks].dead, 0u);
        QCOMPARE(one.nodes[racks].reduced, 4u);
        QCOMPARE(one.nodes[d.nodeOf(ids[0])].out, 1u);
        QCOMPARE(stateOf(d, plant.site, {ids[0], ids[1]}, nullptr).nodes[racks].dead, 4u);
    }

    void drawsAnEmptySite() {
        for (const Diagram diagram : {Diagram::Power, Diagram::Coolant}) {
            const Schematic d = layOut(Site(), diagram);
            QVERIFY(d.nodes.empty() && d.segments.empty());
        }
    }

    void holdsForSitesOfAnySize_data() {
        QTest::addColumn<int>("racks");
        QTest::addColumn<bool>("power");
        for (const int racks : {1, 20, 50, 400, 1000, 10000})
            for (const bool power : {false, true}) QTest::addRow("%d %s", racks, power ? "power" : "coolant") << racks << power;
    }
    void holdsForSitesOfAnySize() {
        QFETCH(int, racks);
        QFETCH(bool, power);
        const Project project = generateSite(racks, 7);
        const Site& site = project.variants.front().site;
        const Diagram diagram = power ? Diagram::Power : Diagram::Coolant;
        const auto start = std::chrono::steady_clock::now();
        const Schematic d = layOut(site, diagram);
        const double ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
        const auto then = std::chrono::steady_clock::now();
        const auto state = stateOf(d, site, {}, nullptr);
        const double state_ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - then).count();
        qInfo("%d racks: %zu symbols, %zu links, %zu pieces, %d layers, %.0f x %.0f, layout %.1f ms, state %.1f ms", racks, d.nodes.size(), d.links.size(), d.segments.size(), d.layers,
              double(d.width), double(d.height), ms, state_ms);
        QVERIFY2(faultOf(d).empty(), faultOf(d).c_str());
        QVERIFY(joined(d));
        QVERIFY(d.nodes.size() < 300);
        unsigned shown = 0;
        for (const auto& node : d.nodes)
            if (node.kind == Kind::Rack) shown += node.count;
        if (power) QCOMPARE(shown, unsigned(site.items(Kind::Rack).size()));
        for (const auto& node : state.nodes)
            if (power) QCOMPARE(node.dead, 0u);
        const Schematic again = layOut(site, diagram);
        QVERIFY2(std::equal(d.nodes.begin(), d.nodes.end(), again.nodes.begin(), again.nodes.end(),
                            [](const SchematicNode& a, const SchematicNode& b) { return a.x == b.x && a.y == b.y && a.first == b.first && a.count == b.count; }),
                 "the same site gives the same drawing");
    }

    void drawsEveryRackApart() {
        const Project project = generateSite(1000, 7);
        const Site& site = project.variants.front().site;
        SchematicOptions options;
        site.items(Kind::Rack).forEach([&](const Item& item) { options.detail[item.id] = kDetailAlone; });
        const auto start = std::chrono::steady_clock::now();
        const Schematic d = layOut(site, Diagram::Power, options);
        qInfo("1000 racks apart: %.1f ms", std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
        QVERIFY2(faultOf(d).empty(), faultOf(d).c_str());
        QVERIFY(joined(d));
    }

  private:
    static bool isVessel(const Schematic& d, const SchematicLink& link) { return d.nodes[link.from].kind == Kind::Tank || d.nodes[link.to].kind == Kind::Tank; }
};

PLENUM_TEST(SchematicTest)
#include "schematic_test.moc"
