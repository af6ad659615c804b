// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "tests/unit/twin/power/power_site.h"
#include "twin/power/headroom.h"
#include "twin/power/redundancy.h"
#include "twin/power/stranded.h"

#include <algorithm>
#include <cmath>

using namespace twin;
using namespace twin::power;
using plenum::test::PowerSite;

/// Two sides, each utility → switchgear → PDU; rack 1 on both, rack 2 on A only, rack 3 twice on the same PDU A.
class RedundancyTest : public QObject {
    Q_OBJECT
  private slots:
    void tellsWhatEachSingleFailureTakes();
    void tellsFeedsWithACommonAncestor();
    void judgesPairsOnlyWhereSinglesSurvive();
    void findsTheOverloadAfterTransfer();
    void findsTheBindingLimit();
    void findsStrandedCapacity();
};

namespace {

constexpr double kRoot3 = 1.7320508075688772;

struct TwoSides {
    PowerSite site;
    Id utility[2], gear[2], pdu[2], rack[3];
    explicit TwoSides(double amperes = 100, bool all = true) {
        for (int s : {0, 1}) {
            const std::string letter = s == 0 ? "A" : "B";
            utility[s] = site.add(Kind::UtilityFeed, "U" + letter, {{Param::Side, s + 1.0}});
            gear[s] = site.add(Kind::Switchgear, "S" + letter, {{Param::Side, s + 1.0}});
            pdu[s] = site.add(Kind::Pdu, "P" + letter, {{Param::Side, s + 1.0}, {Param::Current, amperes}, {Param::Voltage, 400}, {Param::PowerFactor, 1}, {Param::UsableShare, 1}});
            site.join(utility[s], "out", gear[s], "in");
            site.join(gear[s], "out", pdu[s], "in");
        }
        rack[0] = site.add(Kind::Rack, "R1");
        site.join(pdu[0], "out", rack[0], "feed1");
        site.join(pdu[1], "out", rack[0], "feed2");
        if (!all) return;
        rack[1] = site.add(Kind::Rack, "R2");
        rack[2] = site.add(Kind::Rack, "R3");
        site.join(pdu[0], "out", rack[1], "feed1");
        site.join(pdu[0], "out", rack[2], "feed1");
        site.join(pdu[0], "out", rack[2], "feed2");
    }
    std::vector<double> demand(const PowerPaths& paths, const std::vector<std::pair<Id, double>>& loads) const {
        std::vector<double> demand_W(paths.nodes().size(), 0.0);
        for (const auto& [id, power] : loads) demand_W[static_cast<std::size_t>(paths.indexOf(id))] = power;
        return demand_W;
    }
};

const FailureCase& failureOf(const RedundancyReport& report, int node) {
    return *std::find_if(report.singles.begin(), report.singles.end(), [&](const FailureCase& c) { return c.first == node; });
}

}  // namespace

void RedundancyTest::tellsWhatEachSingleFailureTakes() {
    const TwoSides two;
    const PowerPaths paths(two.site.site, {});
    const auto report = judgeRedundancy(paths, two.demand(paths, {{two.rack[0], 10e3}, {two.rack[1], 8e3}, {two.rack[2], 6e3}}));
    // By hand: anything of side A takes racks 2 and 3 (14 kW); nothing of side B takes a rack.
    QCOMPARE(report.singles.size(), std::size_t{6});
    for (const Id id : {two.utility[0], two.gear[0], two.pdu[0]}) {
        const FailureCase& failure = failureOf(report, paths.indexOf(id));
        QCOMPARE(failure.lost.size(), std::size_t{2});
        QCOMPARE(failure.unserved_W, 14e3);
    }
    for (const Id id : {two.utility[1], two.gear[1], two.pdu[1]}) QVERIFY(failureOf(report, paths.indexOf(id)).survived());
    QVERIFY(!report.concurrentlyMaintainable);
}

void RedundancyTest::tellsFeedsWithACommonAncestor() {
    const TwoSides two;
    const PowerPaths paths(two.site.site, {});
    const auto report = judgeRedundancy(paths, two.demand(paths, {{two.rack[0], 10e3}, {two.rack[1], 8e3}, {two.rack[2], 6e3}}));
    const auto of = [&](Id id) { return *std::find_if(report.loads.begin(), report.loads.end(), [&](const LoadRedundancy& l) { return l.node == paths.indexOf(id); }); };
    QVERIFY(of(two.rack[0]).diverse());
    QCOMPARE(of(two.rack[1]).feeds, 1);
    QCOMPARE(of(two.rack[2]).feeds, 2);
    QVERIFY(!of(two.rack[2]).diverse());
    QCOMPARE(of(two.rack[2]).singlePoints.size(), std::size_t{3});
    const Issues issues = redundancyIssues(paths, report);
    QVERIFY(std::any_of(issues.begin(), issues.end(), [](const Issue& issue) { return issue.code == "power.noDiversePower" && issue.itemName == "R3"; }));
    QVERIFY(std::none_of(issues.begin(), issues.end(), [](const Issue& issue) { return issue.code == "power.noDiversePower" && issue.itemName == "R1"; }));
}

void RedundancyTest::judgesPairsOnlyWhereSinglesSurvive() {
    const TwoSides two(100, false);
    const PowerPaths paths(two.site.site, {});
    const auto report = judgeRedundancy(paths, two.demand(paths, {{two.rack[0], 10e3}}), {.pairs = true});
    QVERIFY(report.concurrentlyMaintainable);
    QCOMPARE(report.pairCount, 15LL);      // of 6 nodes
    QCOMPARE(report.pairs.size(), std::size_t{9});  // one of each side
    QCOMPARE(report.pairsSurvived, 6LL);   // both on the same side
    for (const FailureCase& pair : report.pairs) QCOMPARE(pair.unserved_W, 10e3);
}

void RedundancyTest::findsTheOverloadAfterTransfer() {
    const TwoSides two(100, false);  // 69.3 kW a side
    const PowerPaths paths(two.site.site, {});
    const double rating = kRoot3 * 400 * 100;
    const auto report = judgeRedundancy(paths, two.demand(paths, {{two.rack[0], 90e3}}));
    const FailureCase& failure = failureOf(report, paths.indexOf(two.gear[0]));
    QVERIFY(failure.lost.empty());
    QCOMPARE(failure.overloaded, std::vector<int>{paths.indexOf(two.pdu[1])});
    QVERIFY(std::abs(failure.worstLoad - 90e3 / rating) < 1e-12);
    int judged = 0;
    for (const FeedJudgement& feed : report.feeds) {
        if (feed.node != paths.indexOf(two.pdu[0]) && feed.node != paths.indexOf(two.pdu[1])) continue;
        ++judged;
        QCOMPARE(feed.rule, FeedRule::SharedPair);
        QVERIFY(std::abs(feed.normal - 45e3 / rating) < 1e-12);  // more than half
        QVERIFY(!feed.kept());
    }
    QCOMPARE(judged, 2);
}

void RedundancyTest::findsTheBindingLimit() {
    const TwoSides two;
    const PowerPaths paths(two.site.site, {});
    const double rating = kRoot3 * 400 * 100;
    const auto demand = two.demand(paths, {{two.rack[0], 10e3}, {two.rack[1], 8e3}, {two.rack[2], 6e3}});
    const int a = paths.indexOf(two.pdu[0]), b = paths.indexOf(two.pdu[1]);
    // On A alone: all 24 kW may come to A, so the rest of its rating is left.
    Headroom room = headroomAt(paths, demand, std::vector<int>{a});
    QVERIFY(std::abs(room.power_W - (rating - 24e3)) < 2);
    QCOMPARE(room.binding, a);
    QCOMPARE(room.scenario, Scenario::LossOfB);
    room = headroomAt(paths, demand, std::vector<int>{b});
    QVERIFY(std::abs(room.power_W - (rating - 10e3)) < 2);
    QCOMPARE(room.binding, b);
    room = headroomAt(paths, demand, std::vector<int>{a, b});
    QVERIFY(std::abs(room.power_W - (rating - 24e3)) < 2);
}

void RedundancyTest::findsStrandedCapacity() {
    // A transformer of 100 kVA above one PDU of 69.3 kW: 30.7 kW can never be used.
    PowerSite site;
    const Id utility = site.add(Kind::UtilityFeed, "U");
    const Id transformer = site.add(Kind::Transformer, "T", {{Param::RatedApparent, 100e3}, {Param::PowerFactor, 1}, {Param::UsableShare, 1}});
    const Id pdu = site.add(Kind::Pdu, "P", {{Param::Current, 100}, {Param::Voltage, 400}, {Param::PowerFactor, 1}, {Param::UsableShare, 1}});
    const Id rack = site.add(Kind::Rack, "R");
    site.join(utility, "out", transformer, "in");
    site.join(transformer, "out", pdu, "in");
    site.join(pdu, "out", rack, "feed1");
    const PowerPaths paths(site.site, {});
    std::vector<double> demand(paths.nodes().size(), 0.0);
    demand[static_cast<std::size_t>(paths.indexOf(rack))] = 20e3;
    const auto levels = strandedCapacity(paths, demand);
    const auto of = [&](Kind kind) { return *std::find_if(levels.begin(), levels.end(), [&](const LevelCapacity& l) { return l.kind == kind; }); };
    const double rating = kRoot3 * 400 * 100;
    QVERIFY(std::abs(of(Kind::Pdu).spare_W - (rating - 20e3)) < 1);
    QVERIFY(std::abs(of(Kind::Pdu).stranded_W) < 1);
    const auto carried = of(Kind::Transformer).carried_W;
    QVERIFY(carried >= 20e3);
    QVERIFY(std::abs(of(Kind::Transformer).stranded_W - (of(Kind::Transformer).usable_W - carried - (rating - 20e3))) < 1);
}

PLENUM_TEST(RedundancyTest)
#include "redundancy_test.moc"
