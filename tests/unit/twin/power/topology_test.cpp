// SPDX-License-Identifier: GPL-3.0-or-later
// The topologies by name, on sites so small that every failure is counted by hand: converters of 100 kW without losses,
// boards and tap-offs without a rating.
#include "tests/support/registry.h"
#include "tests/unit/twin/power/power_site.h"
#include "twin/power/headroom.h"
#include "twin/power/redundancy.h"
#include "twin/power/stranded.h"

#include <algorithm>
#include <cmath>
#include <memory>

using namespace twin;
using namespace twin::power;
using plenum::test::PowerSite;

namespace {

struct Judged {
    PowerSite site;
    std::unique_ptr<PowerPaths> paths;
    std::vector<double> demand_W;
    RedundancyReport report;

    static PowerSite::Values lossless(double rated_W) { return {{Param::RatedPower, rated_W}, {Param::Efficiency25, 1}, {Param::Efficiency50, 1}, {Param::Efficiency75, 1}, {Param::Efficiency100, 1}}; }
    static PowerSite::Values on(PowerSite::Values values, Side side) {
        values.emplace_back(Param::Side, static_cast<double>(side));
        return values;
    }
    Id utility(const std::string& name, Side side = Side::None) { return site.add(Kind::UtilityFeed, name, on({{Param::RatedPower, 0}}, side)); }
    Id ups(const std::string& name, double rated_W = 100e3, Side side = Side::None) { return site.add(Kind::Ups, name, on(lossless(rated_W), side)); }
    Id board(const std::string& name, Side side = Side::None) { return site.add(Kind::Switchgear, name, on({{Param::Current, 0}}, side)); }
    Id tap(const std::string& name, Side side = Side::None, double current_A = 0) { return site.add(Kind::Pdu, name, on({{Param::Current, current_A}, {Param::Voltage, 400}, {Param::PowerFactor, 1}, {Param::UsableShare, 1}}, side)); }
    void chain(const std::vector<Id>& ids) {
        for (std::size_t i = 1; i < ids.size(); ++i) site.join(ids[i - 1], "out", ids[i], "in");
    }
    Id rack(const std::string& name, double power_W, const std::vector<Id>& feeds, const PowerSite::Values& values = {}) {
        const Id id = site.add(Kind::Rack, name, values);
        for (std::size_t i = 0; i < feeds.size(); ++i) site.join(feeds[i], "out", id, ("feed" + std::to_string(i + 1)).c_str());
        m_loads.emplace_back(id, power_W);
        return id;
    }
    void judge() {
        paths = std::make_unique<PowerPaths>(site.site, std::unordered_set<Id>{});
        demand_W.assign(paths->nodes().size(), 0.0);
        for (const auto& [id, power_W] : m_loads) demand_W[static_cast<std::size_t>(paths->indexOf(id))] = power_W;
        report = judgeRedundancy(*paths, demand_W, {.pairs = true});
    }
    const FailureCase& loss(Id id) const {
        return *std::find_if(report.singles.begin(), report.singles.end(), [&](const FailureCase& each) { return each.first == paths->indexOf(id); });
    }
    const FeedJudgement& feed(Id id) const {
        return *std::find_if(report.feeds.begin(), report.feeds.end(), [&](const FeedJudgement& each) { return each.node == paths->indexOf(id); });
    }
    Headroom room(const std::vector<Id>& taps) const {
        std::vector<int> nodes;
        for (const Id id : taps) nodes.push_back(paths->indexOf(id));
        return headroomAt(*paths, demand_W, nodes);
    }
    LevelCapacity level(Kind kind) const {
        const auto levels = strandedCapacity(*paths, demand_W);
        return *std::find_if(levels.begin(), levels.end(), [&](const LevelCapacity& each) { return each.kind == kind; });
    }
    std::size_t survivors() const { return static_cast<std::size_t>(std::count_if(report.singles.begin(), report.singles.end(), [](const FailureCase& each) { return each.survived(); })); }

  private:
    PowerSite::Demand m_loads;
};

void compare(double value, double expected, double tolerance = 1e-9) {
    QVERIFY2(std::abs(value - expected) <= tolerance, qPrintable(QString("%1, expected %2").arg(value, 0, 'g', 12).arg(expected, 0, 'g', 12)));
}

}  // namespace

class TopologyTest : public QObject {
    Q_OBJECT
  private slots:
    // Utility – UPS – PDU – rack of 60 kW: each of the three takes it; 40 kW more fill the UPS.
    void n() {
        Judged j;
        const Id u = j.utility("U"), ups = j.ups("UPS"), pdu = j.tap("PDU");
        j.chain({u, ups, pdu});
        j.rack("R", 60e3, {pdu});
        j.judge();
        QCOMPARE(j.report.singles.size(), std::size_t{3});
        for (const FailureCase& each : j.report.singles) QCOMPARE(each.unserved_W, 60e3);
        QVERIFY(!j.report.concurrentlyMaintainable);
        QVERIFY(j.report.feeds.empty());
        QVERIFY(!j.report.loads.front().diverse());
        const Headroom room = j.room({pdu});
        compare(room.power_W, 40e3, 1);
        QCOMPARE(room.binding, j.paths->indexOf(ups));
        QCOMPARE(room.lost, -1);
    }

    // Three UPS in parallel: a third each, half after one is lost; what is left of two is room for one more rack.
    void nPlusOne_data() {
        QTest::addColumn<double>("load_kW");
        QTest::addColumn<double>("room_kW");
        QTest::newRow("180 kW") << 180.0 << 20.0;
        QTest::newRow("200 kW, as much as two carry") << 200.0 << 0.0;
        QTest::newRow("210 kW, overloaded after a loss") << 210.0 << 0.0;
    }
    void nPlusOne() {
        QFETCH(double, load_kW);
        QFETCH(double, room_kW);
        Judged j;
        const Id u = j.utility("U"), out = j.board("S"), pdu = j.tap("PDU");
        std::vector<Id> ups;
        for (const char* name : {"UPS 1", "UPS 2", "UPS 3"}) {
            ups.push_back(j.ups(name));
            j.chain({u, ups.back(), out});
        }
        j.chain({out, pdu});
        j.rack("R", load_kW * 1e3, {pdu});
        j.judge();
        const bool kept = load_kW <= 200;
        for (const Id id : ups) {
            QCOMPARE(j.loss(id).overloaded.size(), std::size_t{kept ? 0U : 2U});
            compare(j.loss(id).worstLoad, load_kW / 200);
            QVERIFY(j.feed(id).rule == FeedRule::AnyOne);
            compare(j.feed(id).normal, load_kW / 300);
            compare(j.feed(id).afterLoss, load_kW / 200);
            QCOMPARE(j.feed(id).kept(), kept);
        }
        for (const Id id : {u, out, pdu}) QCOMPARE(j.loss(id).unserved_W, load_kW * 1e3);
        QVERIFY(!j.report.concurrentlyMaintainable);
        // Two UPS at once: all of it on the third. Only those pairs whose two survive alone are listed.
        QCOMPARE(j.report.pairs.size(), std::size_t{kept ? 3U : 0U});
        const Headroom room = j.room({pdu});
        compare(room.power_W, room_kW * 1e3, 1);
        QVERIFY(room.lost == j.paths->indexOf(ups[0]) || room.lost == j.paths->indexOf(ups[1]) || room.lost == j.paths->indexOf(ups[2]));
        compare(j.level(Kind::Ups).spare_W, 3 * std::max(0.0, 100e3 - load_kW * 500), 1e-3);
    }

    // A UPS of 100 kW a side: half of it at most in the normal state.
    void twoN_data() {
        QTest::addColumn<double>("load_kW");
        QTest::addColumn<bool>("kept");
        QTest::newRow("80 kW") << 80.0 << true;
        QTest::newRow("100 kW, half each") << 100.0 << true;
        QTest::newRow("110 kW") << 110.0 << false;
    }
    void twoN() {
        QFETCH(double, load_kW);
        QFETCH(bool, kept);
        Judged j;
        Id ups[2], pdu[2];
        for (const int s : {0, 1}) {
            const Side side = s == 0 ? Side::A : Side::B;
            const std::string letter = s == 0 ? "A" : "B";
            j.chain({j.utility("U" + letter, side), ups[s] = j.ups("UPS " + letter, 100e3, side), pdu[s] = j.tap("PDU " + letter, side)});
        }
        j.rack("R", load_kW * 1e3, {pdu[0], pdu[1]});
        j.judge();
        QCOMPARE(j.report.concurrentlyMaintainable, kept);
        QCOMPARE(j.survivors(), std::size_t{kept ? 6U : 0U});
        for (const Id id : ups) {
            QVERIFY(j.feed(id).rule == FeedRule::SharedPair);
            compare(j.feed(id).normal, load_kW / 200);
            compare(j.feed(id).afterLoss, load_kW / 100);
            QCOMPARE(j.feed(id).kept(), kept);
        }
        compare(j.room({pdu[0], pdu[1]}).power_W, std::max(0.0, 100 - load_kW) * 1e3, 1);
        compare(j.level(Kind::Ups).spare_W, 2 * std::max(0.0, 100 - load_kW) * 1e3, 1e-3);
    }

    // Three UPS a side, 200 kW: 33 % each, 50 % without one, 67 % without the other side, and the other side may lose one more:
    // of 66 pairs only the 3 · 3 of utility, board and PDU of both sides take power. With 210 kW a side without a UPS cannot carry all
    // (3 · 3 · 2 pairs), nor can the last UPS of a side half of it (3 · 2).
    void twoNPlusOne_data() {
        QTest::addColumn<double>("load_kW");
        QTest::addColumn<int>("lostPairs");
        QTest::newRow("200 kW") << 200.0 << 9;
        QTest::newRow("210 kW") << 210.0 << 9 + 18 + 6;
    }
    void twoNPlusOne() {
        QFETCH(double, load_kW);
        QFETCH(int, lostPairs);
        Judged j;
        Id ups[2][3], pdu[2];
        for (const int s : {0, 1}) {
            const Side side = s == 0 ? Side::A : Side::B;
            const std::string letter = s == 0 ? "A" : "B";
            const Id u = j.utility("U" + letter, side), out = j.board("S" + letter, side);
            for (int n = 0; n < 3; ++n) j.chain({u, ups[s][n] = j.ups("UPS " + letter + std::to_string(n), 100e3, side), out});
            j.chain({out, pdu[s] = j.tap("PDU " + letter, side)});
        }
        j.rack("R", load_kW * 1e3, {pdu[0], pdu[1]});
        j.judge();
        QCOMPARE(j.survivors(), std::size_t{12});
        QVERIFY(j.report.concurrentlyMaintainable);
        QVERIFY(j.report.loads.front().diverse());
        compare(j.loss(ups[0][1]).worstLoad, load_kW / 400);
        compare(j.feed(ups[1][2]).normal, load_kW / 600);
        compare(j.feed(ups[1][2]).afterLoss, load_kW / 300);
        QCOMPARE(j.report.pairCount, 66LL);
        QCOMPARE(static_cast<int>(j.report.pairs.size()), lostPairs);
        compare(j.room({pdu[0], pdu[1]}).power_W, (300 - load_kW) * 1e3, 1);
    }

    // Three systems, each pair of them feeding a third of the racks: two thirds at most in the normal state.
    void threeNOverTwo_data() {
        QTest::addColumn<double>("rack_kW");
        QTest::addColumn<double>("room_kW");
        QTest::newRow("60 % each") << 60.0 << 10.0;
        QTest::newRow("two thirds each") << 200.0 / 3 << 0.0;
        QTest::newRow("70 % each") << 70.0 << 0.0;
    }
    void threeNOverTwo() {
        QFETCH(double, rack_kW);
        QFETCH(double, room_kW);
        Judged j;
        Id ups[3], pdu[3];
        for (int n = 0; n < 3; ++n) {
            const std::string number = std::to_string(n + 1);
            j.chain({j.utility("U" + number), ups[n] = j.ups("UPS " + number), pdu[n] = j.tap("PDU " + number)});
        }
        const char* racks[] = {"R12", "R23", "R31"};
        for (int n = 0; n < 3; ++n) j.rack(racks[n], rack_kW * 1e3, {pdu[n], pdu[(n + 1) % 3]});
        j.judge();
        const bool kept = rack_kW < 70;
        // The two others take half a rack more each: 1.5 racks.
        for (const Id id : ups) {
            QVERIFY(j.feed(id).rule == FeedRule::AnyOne);
            compare(j.feed(id).normal, rack_kW / 100);
            compare(j.feed(id).afterLoss, 1.5 * rack_kW / 100);
            QCOMPARE(j.feed(id).kept(), kept);
            QCOMPARE(j.loss(id).overloaded.size(), std::size_t{kept ? 0U : 2U});
        }
        QCOMPARE(j.report.concurrentlyMaintainable, kept);
        for (const LoadRedundancy& load : j.report.loads) QVERIFY(load.diverse());
        // Of 36 pairs the 27 of two systems leave the rack between them dark and the third system with two racks.
        QCOMPARE(j.report.pairCount, 36LL);
        if (kept) {
            QCOMPARE(j.report.pairs.size(), std::size_t{27});
            for (const FailureCase& pair : j.report.pairs) {
                compare(pair.unserved_W, rack_kW * 1e3, 1e-6);
                compare(pair.worstLoad, 2 * rack_kW / 100);
            }
        }
        // On systems 1 and 2: all of it comes to one of them, which has one and a half racks then.
        const Headroom room = j.room({pdu[0], pdu[1]});
        compare(room.power_W, room_kW * 1e3, 1);
        QVERIFY(room.lost >= 0);
        compare(j.level(Kind::Ups).spare_W, 3 * std::max(0.0, 100 - 1.5 * rack_kW) * 1e3, 1e-3);
    }

    // Three blocks of 90, 60 and 30 kW, each behind a static switch whose other input is a catcher.
    void blockRedundant_data() {
        QTest::addColumn<double>("catcher_kW");
        QTest::addColumn<double>("room_kW");  // on block 3
        QTest::newRow("catcher as large as a block") << 100.0 << 70.0;
        QTest::newRow("smaller than the fullest block") << 80.0 << 50.0;
    }
    void blockRedundant() {
        QFETCH(double, catcher_kW);
        QFETCH(double, room_kW);
        Judged j;
        const Id catcher = j.ups("Catcher", catcher_kW * 1e3), catcherBoard = j.board("SC"), catcherUtility = j.utility("UC");
        j.chain({catcherUtility, catcher, catcherBoard});
        Id u[3], ups[3], out[3], sts[3], pdu[3];
        const double load_kW[] = {90, 60, 30};
        for (int n = 0; n < 3; ++n) {
            const std::string number = std::to_string(n + 1);
            j.chain({u[n] = j.utility("U" + number), ups[n] = j.ups("UPS " + number), out[n] = j.board("S" + number)});
            sts[n] = j.site.add(Kind::TransferSwitch, "STS " + number, {{Param::Current, 0}});
            j.site.join(out[n], "out", sts[n], "preferred");
            j.site.join(catcherBoard, "out", sts[n], "alternate");
            j.chain({sts[n], pdu[n] = j.tap("PDU " + number)});
            j.rack("R" + number, load_kW[n] * 1e3, {pdu[n]});
        }
        j.judge();
        QCOMPARE(j.report.singles.size(), std::size_t{18});
        for (int n = 0; n < 3; ++n) {
            const bool carried = load_kW[n] <= catcher_kW;
            for (const Id id : {u[n], ups[n], out[n]}) {  // to the catcher
                QCOMPARE(j.loss(id).unserved_W, 0.0);
                QCOMPARE(j.loss(id).survived(), carried);
                PowerState after;
                const int gone[] = {j.paths->indexOf(id)};
                j.paths->solve(j.demand_W, Scenario::Normal, gone, after);
                compare(after.nodes[static_cast<std::size_t>(j.paths->indexOf(catcher))].load, load_kW[n] / catcher_kW);
            }
            for (const Id id : {sts[n], pdu[n]}) QCOMPARE(j.loss(id).unserved_W, load_kW[n] * 1e3);  // one cord: a single point
        }
        for (const Id id : {catcherUtility, catcher, catcherBoard}) QVERIFY(j.loss(id).survived());
        QVERIFY(j.feed(catcher).rule == FeedRule::AnyOne);
        compare(j.feed(catcher).normal, 0);
        compare(j.feed(catcher).afterLoss, 90 / catcher_kW);
        QCOMPARE(j.feed(catcher).kept(), catcher_kW >= 90);
        // Of the pairs whose two survive alone, with three objects a block: two blocks put 150, 120 or 90 kW on the catcher (9 pairs
        // each; 90 fit into 100), a block and the catcher leave its rack dark (27); within one of them all survive. Block 1 is not
        // among those that a catcher of 80 kW saves: 9 with 90 kW, and 18.
        QCOMPARE(j.report.pairCount, 153LL);
        const auto dark = std::count_if(j.report.pairs.begin(), j.report.pairs.end(), [](const FailureCase& pair) { return pair.unserved_W > 0; });
        const auto overloaded = std::count_if(j.report.pairs.begin(), j.report.pairs.end(), [](const FailureCase& pair) { return !pair.overloaded.empty(); });
        QCOMPARE(static_cast<int>(dark), catcher_kW >= 90 ? 27 : 18);
        QCOMPARE(static_cast<int>(overloaded), catcher_kW >= 90 ? 18 : 9);
        compare(j.room({pdu[2]}).power_W, room_kW * 1e3, 1);
    }

    // UPS on side A, a transformer of the mains on side B: the UPS takes all when the mains are lost.
    void mainsAndUps_data() {
        QTest::addColumn<double>("load_kW");
        QTest::newRow("90 kW") << 90.0;
        QTest::newRow("110 kW, though the UPS is at 55 %") << 110.0;
    }
    void mainsAndUps() {
        QFETCH(double, load_kW);
        Judged j;
        const Id ups = j.ups("UPS", 100e3, Side::A), pduA = j.tap("PDU A", Side::A), pduB = j.tap("PDU B", Side::B);
        const Id mains = j.site.add(Kind::Transformer, "Mains", {{Param::RatedApparent, 200e3}, {Param::PowerFactor, 1}, {Param::Efficiency25, 1}, {Param::Efficiency50, 1}, {Param::Efficiency75, 1}, {Param::Efficiency100, 1}, {Param::Side, 2}});
        j.chain({j.utility("UA", Side::A), ups, pduA});
        j.chain({j.utility("UB", Side::B), mains, pduB});
        j.rack("R", load_kW * 1e3, {pduA, pduB});
        j.judge();
        const bool kept = load_kW <= 100;
        QVERIFY(j.feed(ups).rule == FeedRule::AllOnUps);
        compare(j.feed(ups).normal, load_kW / 200);
        compare(j.feed(ups).afterLoss, load_kW / 100);
        QCOMPARE(j.feed(ups).kept(), kept);
        QVERIFY(j.feed(mains).rule == FeedRule::Single && j.feed(mains).kept());
        QCOMPARE(j.loss(mains).overloaded.size(), std::size_t{kept ? 0U : 1U});
        QVERIFY(j.loss(ups).survived());
        QCOMPARE(j.survivors(), std::size_t{kept ? 6U : 3U});
        const Headroom room = j.room({pduA, pduB});
        compare(room.power_W, std::max(0.0, 100 - load_kW) * 1e3, 1);
        QCOMPARE(room.binding, j.paths->indexOf(ups));
        QVERIFY(room.scenario == Scenario::LossOfB);
        const auto issues = redundancyIssues(*j.paths, j.report);
        QCOMPARE(std::any_of(issues.begin(), issues.end(), [](const Issue& issue) { return issue.code == "power.feedOverloadAfterLoss" && issue.itemName == "UPS"; }), !kept);
    }

    // 2N by phase: PDUs of 30 A, 6.928 kW a phase; racks on L1 of 2 kW and of 4 or 6 kW, one on L2 of 6 kW. After the loss of a side L1 has
    // 6 kW (86.6 %) or 8 kW (115.5 %), though 12 or 14 kW are far below the 20.8 kW of three phases.
    void phasesAfterALoss_data() {
        QTest::addColumn<double>("rack_kW");
        QTest::addColumn<bool>("kept");
        QTest::newRow("4 kW") << 4.0 << true;
        QTest::newRow("6 kW") << 6.0 << false;
    }
    void phasesAfterALoss() {
        QFETCH(double, rack_kW);
        QFETCH(bool, kept);
        Judged j;
        const double phase_kW = 0.03 * 400 / std::sqrt(3.0);
        Id pdu[2];
        for (const int s : {0, 1}) {
            const Side side = s == 0 ? Side::A : Side::B;
            j.chain({j.utility(s == 0 ? "UA" : "UB", side), pdu[s] = j.tap(s == 0 ? "PDU A" : "PDU B", side, 30)});
        }
        const auto on = [](Phases phases) { return PowerSite::Values{{Param::Phases, static_cast<double>(phases)}, {Param::PowerFactor, 1}}; };
        j.rack("R1", rack_kW * 1e3, {pdu[0], pdu[1]}, on(Phases::L1N));
        j.rack("R2", 2e3, {pdu[0], pdu[1]}, on(Phases::L1N));
        j.rack("R3", 6e3, {pdu[0], pdu[1]}, on(Phases::L2N));
        j.judge();
        for (const Id id : pdu) {
            compare(j.feed(id).normal, std::max(rack_kW / 2 + 1, 3.0) / phase_kW);
            compare(j.feed(id).afterLoss, (rack_kW + 2) / phase_kW);
            QCOMPARE(j.feed(id).kept(), kept);
        }
        QCOMPARE(j.report.concurrentlyMaintainable, kept);
        compare(j.room({pdu[0], pdu[1]}).power_W, kept ? 3e3 * (phase_kW - 6) : 0, 1);  // of three phases
    }

    // Six feeds of 20 kW, 90 kW: 15 each, 18 after one is lost, 22.5 after two (all pairs of the six).
    void sixFeeds() {
        Judged j;
        const Id u = j.utility("U");
        std::vector<Id> taps;
        for (int n = 1; n <= 6; ++n) {
            taps.push_back(j.tap("PDU " + std::to_string(n), Side::None, 20e3 / (400 * std::sqrt(3.0))));
            j.chain({u, taps.back()});
        }
        j.rack("R", 90e3, taps);
        j.judge();
        QCOMPARE(j.report.loads.front().feeds, 6);
        QCOMPARE(j.report.loads.front().singlePoints, std::vector<int>{j.paths->indexOf(u)});  // no diverse power
        for (const Id id : taps) {
            compare(j.feed(id).normal, 0.75);
            compare(j.feed(id).afterLoss, 0.9);
        }
        QCOMPARE(j.report.pairs.size(), std::size_t{15});
        for (const FailureCase& pair : j.report.pairs) QCOMPARE(pair.overloaded.size(), std::size_t{4});
        compare(j.room(taps).power_W, 10e3, 1);  // five of 20 kW are left
    }
};

PLENUM_TEST(TopologyTest)
#include "topology_test.moc"
