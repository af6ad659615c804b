// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/power/power_paths.h"

#include "tests/support/registry.h"
#include "tests/unit/twin/power/power_site.h"

#include <cmath>

using namespace twin;
using power::PowerPaths;
using power::Scenario;
using plenum::test::PowerSite;

namespace {

void compare(double value, double expected, double relative = 1e-12) {
    QVERIFY2(std::abs(value - expected) <= relative * std::max(1.0, std::abs(expected)), qPrintable(QString("%1, expected %2").arg(value, 0, 'g', 17).arg(expected, 0, 'g', 17)));
}

}  // namespace

class PowerPathsTest : public QObject {
    Q_OBJECT
  private slots:
    void losesAsTheCurveOfAConverterSays();
    void interpolatesBetweenPointsOfTheCurve();
    void chainsEfficiencies();
    void heatsAConductorByItsCurrent_data();
    void heatsAConductorByItsCurrent();
    void splitsByRating();
    void splitsARackEquallyOverLiveFeeds();
    void transferSwitchPrefersItsFirstInput();
    void twoSidesCarryEachOthersLoad();
    void reportsARingAndGoesOn();
    void servesNothingWithoutASource();
    void closesWattByWatt();
};

void PowerPathsTest::losesAsTheCurveOfAConverterSays() {
    PowerSite site;
    const Id utility = site.add(Kind::UtilityFeed, "U");
    const Id ups = site.add(Kind::Ups, "UPS", {{Param::RatedPower, 400e3}, {Param::Efficiency25, 0.90}, {Param::Efficiency50, 0.94}, {Param::Efficiency75, 0.95}, {Param::Efficiency100, 0.96}});
    const Id rack = site.add(Kind::Rack, "R");
    site.join(utility, "out", ups, "in");
    site.join(ups, "out", rack, "feed1");
    for (const auto& [load_W, efficiency] : {std::pair{100e3, 0.90}, {200e3, 0.94}, {300e3, 0.95}, {400e3, 0.96}}) {
        const auto state = site.solve({{rack, load_W}});
        compare(site.node(state, ups).in_W, load_W / efficiency);
        compare(site.node(state, ups).loss_W, load_W / efficiency - load_W);
        compare(site.node(state, ups).load, load_W / 400e3);
        compare(state.utility_W, load_W / efficiency);
    }
}

void PowerPathsTest::interpolatesBetweenPointsOfTheCurve() {
    PowerSite site;
    const Id utility = site.add(Kind::UtilityFeed, "U");
    const Id ups = site.add(Kind::Ups, "UPS", {{Param::RatedPower, 400e3}, {Param::Efficiency25, 0.90}, {Param::Efficiency50, 0.94}, {Param::Efficiency75, 0.95}, {Param::Efficiency100, 0.96}, {Param::StandbyLoss, 2000}});
    const Id rack = site.add(Kind::Rack, "R");
    site.join(utility, "out", ups, "in");
    site.join(ups, "out", rack, "feed1");
    const double at25 = 100e3 * (1 / 0.90 - 1), at50 = 200e3 * (1 / 0.94 - 1), at75 = 300e3 * (1 / 0.95 - 1), at100 = 400e3 * (1 / 0.96 - 1);
    compare(site.node(site.solve({{rack, 0.0}}), ups).loss_W, 2000);
    compare(site.node(site.solve({{rack, 50e3}}), ups).loss_W, 0.5 * (2000 + at25));
    compare(site.node(site.solve({{rack, 150e3}}), ups).loss_W, 0.5 * (at25 + at50));
    compare(site.node(site.solve({{rack, 480e3}}), ups).loss_W, at100 + 0.8 * (at100 - at75));
}

void PowerPathsTest::chainsEfficiencies() {
    PowerSite site;
    const Id utility = site.add(Kind::UtilityFeed, "U");
    const auto flat = [](double rated_W, double efficiency) {
        return PowerSite::Values{{Param::RatedPower, rated_W}, {Param::Efficiency25, efficiency}, {Param::Efficiency50, efficiency}, {Param::Efficiency75, efficiency}, {Param::Efficiency100, efficiency}};
    };
    const Id transformer = site.add(Kind::Transformer, "T", {{Param::RatedApparent, 2e6}, {Param::PowerFactor, 0.97}, {Param::Efficiency25, 0.99}, {Param::Efficiency50, 0.99}, {Param::Efficiency75, 0.99}, {Param::Efficiency100, 0.99}});
    const Id ups = site.add(Kind::Ups, "UPS", flat(600e3, 0.96)), rectifier = site.add(Kind::Rectifier, "REC", flat(600e3, 0.97));
    const Id rack = site.add(Kind::Rack, "R");
    site.join(utility, "out", transformer, "in");
    site.join(transformer, "out", ups, "in");
    site.join(ups, "out", rectifier, "in");
    site.join(rectifier, "out", rack, "feed1");
    const auto state = site.solve({{rack, 240e3}});
    compare(state.utility_W, 240e3 / 0.97 / 0.96 / 0.99);
    compare(site.node(state, transformer).load, 240e3 / 0.97 / 0.96 / (2e6 * 0.97));  // kVA by the stated power factor
}

void PowerPathsTest::heatsAConductorByItsCurrent_data() {
    QTest::addColumn<bool>("dc");
    QTest::newRow("three-phase AC") << false;
    QTest::newRow("DC") << true;
}

void PowerPathsTest::heatsAConductorByItsCurrent() {
    QFETCH(bool, dc);
    PowerSite site;
    const Id utility = site.add(Kind::UtilityFeed, "U");
    const Id busway = site.add(Kind::Busway, "B", {{Param::Current, 1000}, {Param::Voltage, 400}, {Param::PowerFactor, 0.9}, {Param::ResistancePerMetre, 5e-5}, {Param::Distribution, dc ? 1.0 : 0.0}});
    site.route(busway, {{0, 0, 3}, {30, 0, 3}, {30, 10, 3}});
    const Id rack = site.add(Kind::Rack, "R");
    site.join(utility, "out", busway, "in");
    site.join(busway, "out", rack, "feed1");
    const auto state = site.solve({{rack, 200e3}});
    const double resistance = 5e-5 * 40, current = dc ? 200e3 / 400 : 200e3 / (std::sqrt(3.0) * 400 * 0.9);
    const auto& now = site.node(state, busway);
    compare(now.current_A, current);
    compare(now.loss_W, (dc ? 2 : 3) * current * current * resistance);
    compare(now.drop, (dc ? 2 * current * resistance : std::sqrt(3.0) * current * resistance * 0.9) / 400);
    compare(now.load, current / 1000);
    compare(state.utility_W, 200e3 + now.loss_W);
}

void PowerPathsTest::splitsByRating() {
    PowerSite site;
    const Id utility = site.add(Kind::UtilityFeed, "U");
    const auto bare = [](double rated_W) {
        return PowerSite::Values{{Param::RatedPower, rated_W}, {Param::Efficiency25, 1}, {Param::Efficiency50, 1}, {Param::Efficiency75, 1}, {Param::Efficiency100, 1}};
    };
    const Id small = site.add(Kind::Ups, "small", bare(200e3)), large = site.add(Kind::Ups, "large", bare(600e3));
    const Id bus = site.add(Kind::Switchgear, "S"), rack = site.add(Kind::Rack, "R");
    for (const Id ups : {small, large}) {
        site.join(utility, "out", ups, "in");
        site.join(ups, "out", bus, "in");
    }
    site.join(bus, "out", rack, "feed1");
    auto state = site.solve({{rack, 400e3}});
    compare(site.node(state, small).out_W, 100e3);
    compare(site.node(state, large).out_W, 300e3);
    state = site.solve({{rack, 400e3}}, Scenario::Normal, {large});
    compare(site.node(state, small).out_W, 400e3);
    compare(site.node(state, small).load, 2);
    compare(site.node(state, large).out_W, 0);
}

void PowerPathsTest::splitsARackEquallyOverLiveFeeds() {
    PowerSite site;
    const Id utility = site.add(Kind::UtilityFeed, "U");
    std::vector<Id> pdus;
    const Id rack = site.add(Kind::Rack, "R");
    for (int i = 0; i < 3; ++i) {
        pdus.push_back(site.add(Kind::Pdu, "P" + std::to_string(i), {{Param::Current, 100.0 * (i + 1)}, {Param::Side, i == 2 ? 2.0 : 1.0}}));
        site.join(utility, "out", pdus.back(), "in");
        const std::string feed = "feed" + std::to_string(i + 1);
        site.join(pdus.back(), "out", rack, feed.c_str());
    }
    auto state = site.solve({{rack, 30e3}});
    for (const Id pdu : pdus) compare(site.node(state, pdu).out_W, 10e3);
    compare(site.node(state, rack).feedA_W, 20e3);
    compare(site.node(state, rack).feedB_W, 10e3);
    state = site.solve({{rack, 30e3}}, Scenario::Normal, {pdus[0]});
    compare(site.node(state, pdus[1]).out_W, 15e3);
    compare(site.node(state, pdus[2]).out_W, 15e3);
}

void PowerPathsTest::transferSwitchPrefersItsFirstInput() {
    PowerSite site;
    const Id a = site.add(Kind::UtilityFeed, "A", {{Param::Side, 1}}), b = site.add(Kind::Generator, "B", {{Param::Side, 2}});
    const Id transfer = site.add(Kind::TransferSwitch, "STS"), rack = site.add(Kind::Rack, "R");
    site.join(b, "out", transfer, "alternate");  // order of connections must not matter
    site.join(a, "out", transfer, "preferred");
    site.join(transfer, "out", rack, "feed1");
    auto state = site.solve({{rack, 10e3}});
    compare(site.node(state, a).out_W, 10e3);
    compare(site.node(state, b).out_W, 0);
    state = site.solve({{rack, 10e3}}, Scenario::LossOfA);
    QVERIFY(!site.node(state, a).alive);
    compare(site.node(state, b).out_W, 10e3);
    compare(state.unserved_W, 0);
}

void PowerPathsTest::twoSidesCarryEachOthersLoad() {
    PowerSite site;
    Id pdu[2];
    std::vector<Id> racks;
    for (int i = 0; i < 4; ++i) racks.push_back(site.add(Kind::Rack, "R" + std::to_string(i)));
    for (int side : {0, 1}) {
        const Id utility = site.add(Kind::UtilityFeed, side == 0 ? "UA" : "UB", {{Param::Side, side + 1.0}});
        pdu[side] = site.add(Kind::Pdu, side == 0 ? "PA" : "PB", {{Param::Side, side + 1.0}, {Param::Current, 100}, {Param::Voltage, 400}, {Param::PowerFactor, 1}, {Param::UsableShare, 1}});
        site.join(utility, "out", pdu[side], "in");
        for (std::size_t i = 0; i < racks.size(); ++i)
            if (side == 0 || i < 3) site.join(pdu[side], "out", racks[i], side == 0 ? "feed1" : "feed2");  // the last has side A only
    }
    PowerSite::Demand demand;
    for (const Id rack : racks) demand.emplace_back(rack, 16e3);
    const double rating = std::sqrt(3.0) * 400 * 100;
    const auto normal = site.solve(demand), lossOfA = site.solve(demand, Scenario::LossOfA), lossOfB = site.solve(demand, Scenario::LossOfB);
    compare(site.node(normal, pdu[0]).load, (3 * 8e3 + 16e3) / rating);
    compare(site.node(normal, pdu[1]).load, 3 * 8e3 / rating);
    compare(site.node(lossOfB, pdu[0]).load, 4 * 16e3 / rating);
    compare(site.node(lossOfA, pdu[1]).load, 3 * 16e3 / rating);
    compare(lossOfA.unserved_W, 16e3);
    QVERIFY(!site.node(lossOfA, racks[3]).alive);
    compare(lossOfB.unserved_W, 0);
    compare(lossOfA.utility_W, 48e3);
}

void PowerPathsTest::reportsARingAndGoesOn() {
    PowerSite site;
    const Id utility = site.add(Kind::UtilityFeed, "U"), one = site.add(Kind::Switchgear, "S1"), two = site.add(Kind::Switchgear, "S2");
    const Id good = site.add(Kind::Rack, "good"), cut = site.add(Kind::Rack, "cut");
    site.join(one, "out", two, "in");
    site.join(two, "out", one, "in");
    site.join(utility, "out", good, "feed1");
    site.join(two, "out", cut, "feed1");
    const PowerPaths paths(site.site, {});
    QVERIFY(!paths.issues().empty());
    for (const Issue& issue : paths.issues()) QCOMPARE(issue.code, std::string("power.ring"));
    bool named = false;
    for (const Issue& issue : paths.issues()) named = named || issue.item == one || issue.item == two;
    QVERIFY(named);
    const auto state = site.solve({{good, 5e3}, {cut, 7e3}});
    compare(state.utility_W, 5e3);
    compare(state.unserved_W, 7e3);
    QVERIFY(!site.node(state, cut).alive);
}

void PowerPathsTest::servesNothingWithoutASource() {
    PowerSite site;
    const Id pdu = site.add(Kind::Pdu, "P"), rack = site.add(Kind::Rack, "R"), alone = site.add(Kind::Rack, "alone");
    site.join(pdu, "out", rack, "feed1");
    const auto state = site.solve({{rack, 5e3}, {alone, 6e3}});
    compare(state.utility_W, 0);
    compare(state.unserved_W, 11e3);
    compare(site.node(state, pdu).in_W, 0);
    compare(site.node(state, pdu).loss_W, 0);
}

void PowerPathsTest::closesWattByWatt() {
    PowerSite site;
    const Id utility = site.add(Kind::UtilityFeed, "U"), transformer = site.add(Kind::Transformer, "T");
    const Id bus = site.add(Kind::Switchgear, "S"), storage = site.add(Kind::StorageCabin, "BESS", {{Param::OwnPower, 9e3}});
    site.join(utility, "out", transformer, "in");
    site.join(transformer, "out", bus, "in");
    site.join(bus, "out", storage, "ac");
    PowerSite::Demand demand;
    double asked = 0;
    for (int i = 0; i < 7; ++i) {
        const Id ups = site.add(Kind::Ups, "UPS" + std::to_string(i), {{Param::RatedPower, 50e3 + 10e3 * i}, {Param::StandbyLoss, 300}});
        const Id busway = site.add(Kind::Busway, "B" + std::to_string(i)), rack = site.add(Kind::Rack, "R" + std::to_string(i));
        site.route(busway, {{0, 0, 0}, {5.0 + i, 0, 0}});
        site.join(bus, "out", ups, "in");
        site.join(ups, "out", busway, "in");
        site.join(busway, "out", rack, "feed1");
        demand.emplace_back(rack, 4e3 * (i + 1));
        asked += demand.back().second;
    }
    const PowerPaths paths(site.site, {});
    const auto state = site.solve(demand);
    double losses = 0;
    for (std::size_t i = 0; i < state.nodes.size(); ++i) {
        const auto& now = state.nodes[i];
        losses += now.loss_W + paths.nodes()[i].own_W;
        double given = 0;
        for (std::size_t below = 0; below < state.nodes.size(); ++below) {
            const auto& inputs = paths.nodes()[below].inputs;
            if (inputs.size() == 1 && inputs[0] == static_cast<int>(i)) given += state.nodes[below].in_W;
        }
        compare(now.out_W, given, 1e-13);
    }
    compare(state.utility_W, asked + losses, 1e-13);
    QVERIFY(losses > 9e3 + 7 * 300);
}

PLENUM_TEST(PowerPathsTest)
#include "power_paths_test.moc"
