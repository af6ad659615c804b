// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "tests/unit/twin/power/power_site.h"
#include "twin/power/redundancy.h"

#include <algorithm>
#include <cmath>
#include <random>

using namespace twin;
using namespace twin::power;
using plenum::test::PowerSite;

class PowerRingTest : public QObject {
    Q_OBJECT
  private slots:
    void sharesARingByResistance_data();
    void sharesARingByResistance();
    void feedsBothWaysWhenACableIsLost();
    void sharesTwoTransformersOverATie();
    void sharesALoopOfBusways();
    void equalsTheSweepWithoutACircle();
    void judgesBothSidesOfARing();
    void leavesUpsAndBypassToTheSweep();
    void namesWhatCannotBeRight();
    void closesWattByWattInAMesh();
    void closesOnRandomSites();
};

namespace {

void compare(double value, double expected, double relative) {
    QVERIFY2(std::abs(value - expected) <= relative * std::max(1.0, std::abs(expected)), qPrintable(QString("%1, expected %2").arg(value, 0, 'g', 15).arg(expected, 0, 'g', 15)));
}

Id cable(PowerSite& site, const char* name, double length_m, double volts = 10e3, bool dc = true, double amperes = 400) {
    const Id id = site.add(Kind::Cable, name, {{Param::Voltage, volts}, {Param::Current, amperes}, {Param::PowerFactor, 1}, {Param::ResistancePerMetre, 1e-4}, {Param::Distribution, dc ? 1.0 : 0.0}});
    site.route(id, {{0, 0, 0}, {length_m, 0, 0}});
    return id;
}

/// Utility on board 1; cables 1–2, 2–3, 3–1 of 300, 500 and 700 m; racks on boards 2 and 3.
struct RingMain {
    PowerSite site;
    Id utility, board[3], run[3], rack[2];
    explicit RingMain(bool circle = true) {
        utility = site.add(Kind::UtilityFeed, "U", {{Param::VoltageOut, 10e3}});
        for (int i = 0; i < 3; ++i) board[i] = site.add(Kind::Switchgear, "S" + std::to_string(i + 1), {{Param::Voltage, 10e3}, {Param::PowerFactor, 1}, {Param::Distribution, 1}});
        run[0] = cable(site, "C12", 300), run[1] = cable(site, "C23", 500), run[2] = cable(site, "C31", 700);
        site.join(utility, "out", board[0], "in");
        site.join(board[0], "out", run[0], "in");
        site.join(run[0], "out", board[1], "in");
        site.join(board[1], "out", run[1], "in");
        site.join(run[1], "out", board[2], "in");
        if (circle) {
            site.join(board[2], "out", run[2], "in");
            site.join(run[2], "out", board[0], "in");
        } else {  // the same ring, drawn from the feed to both sides
            site.join(board[0], "out", run[2], "in");
            site.join(run[2], "out", board[2], "in");
        }
        for (int i : {0, 1}) {
            rack[i] = site.add(Kind::Rack, "R" + std::to_string(i + 2));
            site.join(board[i + 1], "out", rack[i], "feed1");
        }
    }
};

bool has(const Issues& issues, const std::string& code, const std::string& text) {
    return std::any_of(issues.begin(), issues.end(), [&](const Issue& issue) { return issue.code == code && english(issue.text).find(text) != std::string::npos; });
}

}  // namespace

void PowerRingTest::sharesARingByResistance_data() {
    QTest::addColumn<bool>("circle");
    QTest::newRow("drawn in a circle") << true;
    QTest::newRow("drawn from the feed") << false;
}

void PowerRingTest::sharesARingByResistance() {
    QFETCH(bool, circle);
    const RingMain ring(circle);
    QVERIFY(PowerPaths(ring.site.site, {}).issues().empty());
    // Resistances 30, 50, 70 mΩ; loads 1 MW on board 2, 2 MW on board 3. Without losses the first cable carries
    // (1 (50 + 70) + 2 · 70) / 150 = 1.7333 MW, the third 1.2667, and 0.7333 go from board 2 to board 3.
    const auto state = ring.site.solve({{ring.rack[0], 1e6}, {ring.rack[1], 2e6}});
    const auto out = [&](Id id) { return ring.site.node(state, id).out_W; };
    compare(out(ring.run[0]), 260e6 / 150, 1e-3);
    compare(out(ring.run[2]), 190e6 / 150, 1e-3);
    compare(out(ring.run[1]), 110e6 / 150, 2e-3);
    // Both laws, exactly: drops around the ring, powers at the boards.
    const auto drop = [&](int i, double ohm) { return ring.site.node(state, ring.run[i]).current_A * ohm; };
    compare(drop(0, 0.03) + drop(1, 0.05), drop(2, 0.07), 1e-6);
    double losses = 0;
    const double ohms[] = {0.03, 0.05, 0.07};
    for (int i = 0; i < 3; ++i) {
        const auto& now = ring.site.node(state, ring.run[i]);
        QVERIFY(now.alive);
        compare(now.current_A, now.out_W / 10e3, 1e-9);
        compare(now.loss_W, 2 * now.current_A * now.current_A * ohms[i], 1e-9);
        compare(now.in_W, now.out_W + now.loss_W, 1e-9);
        losses += now.loss_W;
    }
    compare(out(ring.run[0]), 1e6 + ring.site.node(state, ring.run[1]).in_W, 1e-9);
    compare(out(ring.run[1]) + out(ring.run[2]), 2e6, 1e-9);
    compare(state.utility_W, 3e6 + losses, 1e-9);
    compare(state.unserved_W, 0, 0);
}

void PowerRingTest::feedsBothWaysWhenACableIsLost() {
    const RingMain ring;
    const auto state = ring.site.solve({{ring.rack[0], 1e6}, {ring.rack[1], 2e6}}, Scenario::Normal, {ring.run[0]});
    // All 3 MW over the third cable, 1 MW back over the second: by hand as a chain.
    const double second = 1e6, loss2 = 2 * std::pow(second / 10e3, 2) * 0.05, third = 3e6 + loss2, loss3 = 2 * std::pow(third / 10e3, 2) * 0.07;
    compare(ring.site.node(state, ring.run[1]).loss_W, loss2, 1e-9);
    compare(ring.site.node(state, ring.run[2]).out_W, third, 1e-9);
    compare(ring.site.node(state, ring.run[2]).loss_W, loss3, 1e-9);
    compare(state.utility_W, third + loss3, 1e-9);
    QVERIFY(!ring.site.node(state, ring.run[0]).alive);
    const PowerPaths paths(ring.site.site, {});
    std::vector<double> demand(paths.nodes().size(), 0.0);
    demand[paths.indexOf(ring.rack[0])] = 1e6;
    demand[paths.indexOf(ring.rack[1])] = 2e6;
    const auto report = judgeRedundancy(paths, demand);
    for (const auto& failure : report.singles) {
        const Id id = paths.nodes()[failure.first].item->id;
        const bool cableLost = std::find(std::begin(ring.run), std::end(ring.run), id) != std::end(ring.run);
        QCOMPARE(failure.lost.empty(), cableLost);  // any cable may go, a board takes its own rack
    }
}

void PowerRingTest::sharesTwoTransformersOverATie() {
    // 2 MVA each, load loss 0.8 % of the rating: R = 0.008 · 400²/2e6 = 0.64 mΩ; tie of 10 m: 1 mΩ. 1 MW on board 1:
    // through T1 behind 0.64, through T2 behind 0.64 + 1: 1.64/2.28 and 0.64/2.28.
    PowerSite site;
    const Id utility = site.add(Kind::UtilityFeed, "U");
    const auto efficiency = [](double x, double loss) { return x / (x + loss); };
    Id transformer[2], board[2];
    for (int i : {0, 1}) {
        transformer[i] = site.add(Kind::Transformer, "T" + std::to_string(i), {{Param::RatedApparent, 2e6}, {Param::PowerFactor, 1}, {Param::VoltageOut, 400},
            {Param::Efficiency25, efficiency(0.25, 0.0015)}, {Param::Efficiency50, efficiency(0.5, 0.003)}, {Param::Efficiency75, efficiency(0.75, 0.0055)}, {Param::Efficiency100, efficiency(1, 0.009)}});
        board[i] = site.add(Kind::Switchgear, "S" + std::to_string(i), {{Param::Voltage, 400}, {Param::PowerFactor, 1}});
        site.join(utility, "out", transformer[i], "in");
        site.join(transformer[i], "out", board[i], "in");
    }
    const Id tie = cable(site, "tie", 10, 400, false, 4000), rack = site.add(Kind::Rack, "R");
    site.join(board[1], "out", tie, "in");
    site.join(tie, "out", board[0], "in");
    site.join(board[0], "out", rack, "feed1");
    auto state = site.solve({{rack, 1e6}});
    compare(site.node(state, transformer[0]).out_W, 1e6 * 1.64 / 2.28, 2e-3);
    compare(site.node(state, tie).out_W, 1e6 * 0.64 / 2.28, 2e-3);
    const auto& now = site.node(state, tie);
    compare(now.loss_W, 3 * std::pow(now.out_W / (std::sqrt(3.0) * 400), 2) * 1e-3, 1e-9);
    compare(site.node(state, transformer[0]).out_W + site.node(state, transformer[1]).out_W, 1e6 + now.loss_W, 1e-9);
    // T1 lost: all over the tie, which is overloaded at 1 000 A.
    state = site.solve({{rack, 1e6}}, Scenario::Normal, {transformer[0]});
    QVERIFY(site.node(state, board[0]).alive);
    compare(site.node(state, tie).out_W, 1e6, 1e-9);
    compare(site.node(state, tie).load, 1e6 / (std::sqrt(3.0) * 400) / 4000, 1e-9);
}

void PowerRingTest::sharesALoopOfBusways() {
    // Board – busway 1 – busway 2 – board, 20 m each, racks of 60 and 30 kW in their middles: half resistances a = b = 1 mΩ
    // a – 2a – a around: busway 1's head carries (60 · 3 + 30 · 1)/4 = 52.5 kW, busway 2's head 37.5 kW.
    PowerSite site;
    const Id utility = site.add(Kind::UtilityFeed, "U", {{Param::VoltageOut, 400}}), board = site.add(Kind::Switchgear, "S");
    Id busway[2];
    const Id rack[] = {site.add(Kind::Rack, "R1"), site.add(Kind::Rack, "R2")};
    site.join(utility, "out", board, "in");
    for (int i : {0, 1}) {
        busway[i] = site.add(Kind::Busway, "B" + std::to_string(i + 1), {{Param::Current, 100}, {Param::Voltage, 400}, {Param::PowerFactor, 1}, {Param::ResistancePerMetre, 1e-4}});
        site.route(busway[i], {{0, 0, 3}, {20, 0, 3}});
        site.join(board, "out", busway[i], "in");
        site.join(busway[i], "out", rack[i], "feed1");
    }
    site.join(busway[0], "out", busway[1], "in");
    const auto state = site.solve({{rack[0], 60e3}, {rack[1], 30e3}});
    const double root3 = std::sqrt(3.0);
    compare(site.node(state, busway[0]).current_A, 52.5e3 / (root3 * 400), 2e-3);
    compare(site.node(state, busway[1]).current_A, 37.5e3 / (root3 * 400), 2e-3);
    compare(site.node(state, busway[0]).load, site.node(state, busway[0]).current_A / 100, 1e-9);
    compare(state.utility_W, 90e3 + site.node(state, busway[0]).loss_W + site.node(state, busway[1]).loss_W, 1e-9);
}

void PowerRingTest::equalsTheSweepWithoutACircle() {
    // A second feed on the last board makes a network of the chain; out of service it leaves the same as the chain alone.
    const auto build = [](PowerSite& site, bool second, std::vector<Id>& ids) {
        const Id utility = site.add(Kind::UtilityFeed, "U", {{Param::VoltageOut, 400}});
        const Id one = site.add(Kind::Switchgear, "S1"), run = cable(site, "C", 40, 400, false), two = site.add(Kind::Switchgear, "S2");
        const Id busway = site.add(Kind::Busway, "B"), rack = site.add(Kind::Rack, "R");
        site.route(busway, {{0, 0, 3}, {25, 0, 3}});
        site.join(utility, "out", one, "in");
        site.join(one, "out", run, "in");
        site.join(run, "out", two, "in");
        site.join(two, "out", busway, "in");
        site.join(busway, "out", rack, "feed1");
        ids = {one, run, two, busway, rack};
        if (second) {
            ids.push_back(site.add(Kind::Generator, "G"));
            site.join(ids.back(), "out", two, "in");
        }
    };
    PowerSite chain, network;
    std::vector<Id> a, b;
    build(chain, false, a);
    build(network, true, b);
    QCOMPARE(PowerPaths(chain.site, {}).rings().size(), std::size_t{0});
    QCOMPARE(PowerPaths(network.site, {}).rings().size(), std::size_t{1});
    const auto swept = chain.solve({{a[4], 150e3}}), solved = network.solve({{b[4], 150e3}}, Scenario::Normal, {b[5]});
    compare(solved.utility_W, swept.utility_W, 1e-9);
    for (std::size_t i = 0; i < 4; ++i) {
        const auto &x = chain.node(swept, a[i]), &y = network.node(solved, b[i]);
        compare(y.in_W, x.in_W, 1e-9);
        compare(y.out_W, x.out_W, 1e-9);
        compare(y.loss_W, x.loss_W, 1e-9);
        compare(y.current_A, x.current_A, 1e-9);
        compare(y.load, x.load, 1e-9);
        compare(y.drop, x.drop, 1e-9);
    }
}

void PowerRingTest::judgesBothSidesOfARing() {
    PowerSite site;
    const Id a = site.add(Kind::UtilityFeed, "UA", {{Param::Side, 1}}), b = site.add(Kind::UtilityFeed, "UB", {{Param::Side, 2}});
    const Id one = site.add(Kind::Switchgear, "S1"), tie = cable(site, "tie", 100), two = site.add(Kind::Switchgear, "S2"), rack = site.add(Kind::Rack, "R");
    site.join(a, "out", one, "in");
    site.join(one, "out", tie, "in");
    site.join(tie, "out", two, "in");
    site.join(b, "out", two, "in");
    site.join(one, "out", rack, "feed1");
    const auto normal = site.solve({{rack, 1e6}}), lossOfA = site.solve({{rack, 1e6}}, Scenario::LossOfA), lossOfB = site.solve({{rack, 1e6}}, Scenario::LossOfB);
    QVERIFY(site.node(normal, a).out_W > site.node(normal, b).out_W && site.node(normal, b).out_W > 0);
    QVERIFY(site.node(lossOfA, rack).alive);
    QVERIFY(site.node(lossOfA, b).out_W > 1e6);
    compare(site.node(lossOfB, a).out_W, 1e6, 1e-12);
    compare(site.node(lossOfB, tie).loss_W, 0, 1e-9);
    QVERIFY(has(PowerPaths(site.site, {}).issues(), "power.parallelSources", "UA and UB"));
}

void PowerRingTest::leavesUpsAndBypassToTheSweep() {
    PowerSite site;
    const Id utility = site.add(Kind::UtilityFeed, "U"), board = site.add(Kind::Switchgear, "S", {{Param::Current, 1000}});
    const Id ups = site.add(Kind::Ups, "UPS"), bypass = cable(site, "bypass", 10, 400, false), out = site.add(Kind::Switchgear, "O"), rack = site.add(Kind::Rack, "R");
    site.join(utility, "out", board, "in");
    site.join(board, "out", ups, "in");
    site.join(board, "out", bypass, "in");
    site.join(ups, "out", out, "in");
    site.join(bypass, "out", out, "in");
    site.join(out, "out", rack, "feed1");
    const PowerPaths paths(site.site, {});
    QVERIFY(paths.rings().empty());
    const auto state = site.solve({{rack, 100e3}});
    compare(site.node(state, ups).out_W + site.node(state, bypass).out_W, 100e3, 1e-12);
    QVERIFY(site.node(state, ups).out_W > 0);
    compare(site.solve({{rack, 100e3}}, Scenario::Normal, {bypass}).unserved_W, 0, 0);
}

void PowerRingTest::namesWhatCannotBeRight() {
    PowerSite converters;
    const Id board = converters.add(Kind::Switchgear, "S"), ups = converters.add(Kind::Ups, "UPS 7"), source = converters.add(Kind::UtilityFeed, "U", {{Param::VoltageOut, 400}}), rack = converters.add(Kind::Rack, "R");
    converters.join(source, "out", board, "in");
    converters.join(board, "out", ups, "in");
    converters.join(ups, "out", board, "in");
    converters.join(board, "out", rack, "feed1");
    QVERIFY(has(PowerPaths(converters.site, {}).issues(), "power.converterRing", "UPS 7"));
    compare(converters.solve({{rack, 5e3}}).utility_W, 5e3, 1e-12);  // what is not in the ring goes on

    PowerSite levels;
    const Id bars = levels.add(Kind::Switchgear, "bars"), transformer = levels.add(Kind::Transformer, "T"), rectifier = levels.add(Kind::Rectifier, "REC");
    levels.join(transformer, "out", bars, "in");
    levels.join(rectifier, "out", bars, "in");
    const Issues issues = PowerPaths(levels.site, {}).issues();
    QVERIFY(has(issues, "power.outOfStep", "400 V AC") && has(issues, "power.outOfStep", "240 V DC"));

    PowerSite plain;
    Id boards[3];
    for (int i = 0; i < 3; ++i) boards[i] = plain.add(Kind::Switchgear, "P" + std::to_string(i));
    for (int i = 0; i < 3; ++i) plain.join(boards[i], "out", boards[(i + 1) % 3], "in");
    const Id utility = plain.add(Kind::UtilityFeed, "U"), load = plain.add(Kind::Rack, "R");
    plain.join(utility, "out", boards[0], "in");
    plain.join(boards[1], "out", load, "feed1");
    QVERIFY(has(PowerPaths(plain.site, {}).issues(), "power.zeroImpedance", "P0, P1, P2"));
    const auto state = plain.solve({{load, 9e3}});
    compare(state.utility_W, 9e3, 1e-9);
    compare(plain.node(state, boards[2]).out_W, 3e3, 1e-6);  // one joint against two
}

void PowerRingTest::closesWattByWattInAMesh() {
    // A grid of 6 × 6 boards, cables along both directions, three feeds, a rack and a standing loss on every board.
    PowerSite site;
    std::vector<Id> boards;
    PowerSite::Demand demand;
    double asked = 0;
    const Id utility = site.add(Kind::UtilityFeed, "U", {{Param::VoltageOut, 400}});
    for (int i = 0; i < 36; ++i) {
        boards.push_back(site.add(Kind::Pdu, "P" + std::to_string(i), {{Param::StandbyLoss, 20.0 + i}}));
        const Id rack = site.add(Kind::Rack, "R" + std::to_string(i));
        site.join(boards.back(), "out", rack, "feed1");
        demand.emplace_back(rack, 1e3 * (1 + i % 7));
        asked += demand.back().second;
    }
    const auto link = [&](int from, int to) {
        const Id run = cable(site, "C", 5.0 + (from * 7 + to) % 11, 400, false);
        site.join(boards[from], "out", run, "in");
        site.join(run, "out", boards[to], "in");
    };
    for (int i = 0; i < 36; ++i) {
        if (i % 6 < 5) link(i, i + 1);
        if (i < 30) link(i + 6, i);
    }
    for (int i : {0, 14, 35}) site.join(utility, "out", boards[i], "in");
    const PowerPaths paths(site.site, {});
    QCOMPARE(paths.rings().size(), std::size_t{1});
    const auto state = site.solve(demand);
    double losses = 0;
    for (std::size_t i = 0; i < state.nodes.size(); ++i) {
        const auto& now = state.nodes[i];
        QVERIFY(now.alive && now.loss_W >= 0);
        losses += now.loss_W;
        if (!paths.nodes()[i].source && !paths.nodes()[i].load) compare(now.in_W, now.out_W + now.loss_W, 1e-9);
    }
    QVERIFY(losses > 36 * 20);
    compare(state.utility_W, asked + losses, 1e-9);
}

void PowerRingTest::closesOnRandomSites() {
    // Any connections of any kinds, rings and all: what the sources give is what is served, consumed and lost.
    const Kind kinds[] = {Kind::Switchgear, Kind::Cable, Kind::Busway, Kind::Pdu, Kind::Transformer, Kind::Ups, Kind::TransferSwitch, Kind::Rectifier};
    for (unsigned seed = 0; seed < 400; ++seed) {
        std::mt19937 random(seed);
        const auto pick = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
        PowerSite site;
        std::vector<Id> through, racks;
        for (int i = 0, n = 3 + pick(14); i < n; ++i) {
            const Kind kind = kinds[pick(seed % 2 ? 4 : 8)];
            through.push_back(site.add(kind, "N" + std::to_string(i), {{Param::StandbyLoss, 100.0 * pick(3)}, {Param::Side, 1.0 * pick(3)}}));
            if (kind == Kind::Cable || kind == Kind::Busway) site.route(through.back(), {{0, 0, 0}, {1.0 + pick(60), 0, 0}});
        }
        const auto enter = [&](Id from, Id to) {
            const bool transfer = site.site.find(to)->kind == Kind::TransferSwitch;
            site.join(from, "out", to, transfer ? (pick(2) ? "preferred" : "alternate") : "in");
        };
        for (int i = 0, n = 2 + pick(20); i < n; ++i) enter(through[pick(static_cast<int>(through.size()))], through[pick(static_cast<int>(through.size()))]);
        for (int i = 0, n = 1 + pick(3); i < n; ++i) enter(site.add(pick(2) ? Kind::UtilityFeed : Kind::Generator, "source"), through[pick(static_cast<int>(through.size()))]);
        PowerSite::Demand demand;
        for (int i = 0, n = 1 + pick(4); i < n; ++i) {
            racks.push_back(site.add(Kind::Rack, "R"));
            site.join(through[pick(static_cast<int>(through.size()))], "out", racks.back(), "feed1");
            if (pick(2)) site.join(through[pick(static_cast<int>(through.size()))], "out", racks.back(), "feed2");
            demand.emplace_back(racks.back(), (seed % 5 ? 1e3 : 1e6) * pick(20));  // every fifth far beyond any rating
        }
        const PowerPaths paths(site.site, {});
        QCOMPARE(paths.order().size(), paths.nodes().size());
        for (const Scenario scenario : {Scenario::Normal, Scenario::LossOfA, Scenario::LossOfB}) {
            const auto state = site.solve(demand, scenario);
            double used = 0, unserved = 0;
            for (std::size_t i = 0; i < state.nodes.size(); ++i) used += state.nodes[i].loss_W;
            for (const auto& [rack, power_W] : demand) (site.node(state, rack).alive ? used : unserved) += power_W;
            compare(state.utility_W, used, 1e-8);
            compare(state.unserved_W, unserved, 1e-12);
        }
    }
}

PLENUM_TEST(PowerRingTest)
#include "power_ring_test.moc"
