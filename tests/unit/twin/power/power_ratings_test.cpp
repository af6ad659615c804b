// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "tests/unit/twin/power/power_site.h"
#include "twin/power/short_circuit.h"

#include <algorithm>
#include <cmath>

using namespace twin;
using namespace twin::power;
using plenum::test::PowerSite;

/// What a site's own parameters say about modes, derating and faults.
class PowerRatingsTest : public QObject {
    Q_OBJECT
  private slots:
    void deratesByTheNamedRule_data();
    void deratesByTheNamedRule();
    void warnsOutsideTheTable();
    void losesByTheModeOfTheUps();
    void sleepsModulesAtLowLoad();
    void takesTheStatedShortCircuitFigures();
    void namesBoardsThatAFaultWouldDestroy();
};

namespace {

const PowerPaths::Node& nodeOf(const PowerPaths& paths, Id id) { return paths.nodes()[static_cast<std::size_t>(paths.indexOf(id))]; }

/// Of these; that the object hangs on nothing is another matter.
Issues deratingIssues(const PowerPaths& paths) {
    Issues found;
    for (const Issue& issue : paths.issues())
        if (issue.code == "power.derating") found.push_back(issue);
    return found;
}

}  // namespace

void PowerRatingsTest::deratesByTheNamedRule_data() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("rule");
    QTest::addColumn<double>("usable");
    const int cable = static_cast<int>(Kind::Cable), pdu = static_cast<int>(Kind::Pdu);
    QTest::newRow("cable, as stated") << cable << static_cast<int>(DeratingBy::Stated) << 0.9;
    QTest::newRow("cable, NEC") << cable << static_cast<int>(DeratingBy::Nec) << 0.8;
    QTest::newRow("cable, IEC") << cable << static_cast<int>(DeratingBy::Iec) << 0.91 * 0.82;  // XLPE at 40 °C, three on a tray
    QTest::newRow("PDU, NEC") << pdu << static_cast<int>(DeratingBy::Nec) << 0.8;
    QTest::newRow("PDU, IEC") << pdu << static_cast<int>(DeratingBy::Iec) << 1.0;
}

void PowerRatingsTest::deratesByTheNamedRule() {
    QFETCH(int, kind);
    QFETCH(int, rule);
    QFETCH(double, usable);
    PowerSite site;
    PowerSite::Values values{{Param::Current, 100}, {Param::UsableShare, 0.9}, {Param::Derating, rule}};
    if (static_cast<Kind>(kind) == Kind::Cable) values.insert(values.end(), {{Param::ConductorAmbient, 40}, {Param::GroupedCircuits, 3}});
    const Id id = site.add(static_cast<Kind>(kind), "X", values);
    const PowerPaths paths(site.site, {});
    const PowerPaths::Node& node = nodeOf(paths, id);
    QVERIFY(std::abs(node.usable - usable) < 1e-12);
    QVERIFY(std::abs(node.ratingCurrent_A - 100 * usable) < 1e-9);
    QCOMPARE(*node.usableBy != 0, rule != static_cast<int>(DeratingBy::Stated));
    QCOMPARE(deratingIssues(paths).size(), std::size_t{0});
}

void PowerRatingsTest::warnsOutsideTheTable() {
    PowerSite site;
    const Id id = site.add(Kind::Cable, "Hot", {{Param::Derating, static_cast<int>(DeratingBy::Iec)}, {Param::Insulation, 0}, {Param::ConductorAmbient, 70}});
    const PowerPaths paths(site.site, {});
    const Issues found = deratingIssues(paths);
    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(found.front().itemName, std::string("Hot"));
    QVERIFY(std::abs(nodeOf(paths, id).usable - 0.5) < 1e-12);  // the table's end, 60 °C
}

void PowerRatingsTest::losesByTheModeOfTheUps() {
    // Eco: 0.4 % of the rating and 0.6 % of what passes.
    for (const int mode : {0, 1}) {
        PowerSite site;
        const Id utility = site.add(Kind::UtilityFeed, "U", {{Param::VoltageOut, 400}}), ups = site.add(Kind::Ups, "UPS", {{Param::RatedPower, 1e6}, {Param::UpsMode, mode}}), rack = site.add(Kind::Rack, "R");
        site.join(utility, "out", ups, "in");
        site.join(ups, "out", rack, "feed1");
        const PowerState state = site.solve({{rack, 500e3}});
        const double loss_W = site.node(state, ups).loss_W;
        if (mode == 1) QVERIFY(std::abs(loss_W - (4e3 + 3e3)) < 1e-6);
        else QVERIFY(loss_W > 15e3);
    }
}

void PowerRatingsTest::sleepsModulesAtLowLoad() {
    double loss_W[2];
    for (const int sleeps : {0, 1}) {
        PowerSite site;
        const Id utility = site.add(Kind::UtilityFeed, "U", {{Param::VoltageOut, 400}});
        const Id ups = site.add(Kind::Ups, "UPS", {{Param::RatedPower, 1e6}, {Param::UpsMode, sleeps ? 2 : 0}, {Param::Modules, 10}, {Param::SpareModules, 1}, {Param::StandbyLoss, 10e3}}), rack = site.add(Kind::Rack, "R");
        site.join(utility, "out", ups, "in");
        site.join(ups, "out", rack, "feed1");
        loss_W[sleeps] = site.node(site.solve({{rack, 200e3}}), ups).loss_W;
    }
    QVERIFY(loss_W[1] < loss_W[0]);
}

void PowerRatingsTest::takesTheStatedShortCircuitFigures() {
    // 10 kV, 200 MVA: I″k = S″k/(√3 U) at the switchgear behind it (c cancels).
    PowerSite site;
    const Id utility = site.add(Kind::UtilityFeed, "U", {{Param::ShortCircuitPower, 200e6}, {Param::VoltageOut, 10e3}}), board = site.add(Kind::Switchgear, "MV", {{Param::Voltage, 10e3}});
    const Id unit = site.add(Kind::Transformer, "T", {{Param::RatedApparent, 2e6}, {Param::ShortCircuitVoltage, 0.12}}), low = site.add(Kind::Switchgear, "LV");
    site.join(utility, "out", board, "in");
    site.join(board, "out", unit, "in");
    site.join(unit, "out", low, "in");
    const PowerPaths paths(site.site, {});
    const auto level = [&](Id id) {
        const auto report = shortCircuit(site.site, paths);
        return std::find_if(report.boards.begin(), report.boards.end(), [&](const BoardFault& fault) { return fault.node == paths.indexOf(id); })->ik_A;
    };
    const double expected = 200e6 / (std::sqrt(3.0) * 10e3);
    QVERIFY(std::abs(level(board) - expected) < 1e-5 * expected);
    QVERIFY(level(low) < 2e6 / (std::sqrt(3.0) * 400 * 0.12) * 1.1);  // 12 % instead of the usual 6 %
}

void PowerRatingsTest::namesBoardsThatAFaultWouldDestroy() {
    PowerSite site;
    const Id utility = site.add(Kind::UtilityFeed, "U"), unit = site.add(Kind::Transformer, "T"), weak = site.add(Kind::Switchgear, "Weak", {{Param::FaultRating, 25e3}}), strong = site.add(Kind::Switchgear, "Strong", {{Param::FaultRating, 65e3}});
    site.join(utility, "out", unit, "in");
    site.join(unit, "out", weak, "in");
    site.join(unit, "out", strong, "in");
    const PowerPaths paths(site.site, {});
    const Issues issues = shortCircuitIssues(paths, shortCircuit(site.site, paths));
    std::vector<std::string> found;
    for (const Issue& issue : issues)
        if (issue.code == "power.faultRating") found.push_back(issue.itemName);
    QCOMPARE(found, std::vector<std::string>{"Weak"});
}

PLENUM_TEST(PowerRatingsTest)
#include "power_ratings_test.moc"
