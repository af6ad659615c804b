// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "tests/unit/twin/liquid/loop_builder.h"
#include "twin/liquid/three_way_valve.h"

#include <cmath>

using namespace twin;
using namespace twin::liquid;
using namespace plenum::test;

namespace {

/// A rack fed at a mixed temperature: pump, rack, then a cooler to port A or a bypass to port B of a mixing valve.
struct Mixing {
    Network network = nodesOnly(5);
    ThreeWayValve valve{"mixer", {}, 3, 2, 0, false, 2e-3, 20e3, 0.5};
    ThreeWayLinks links;

    Mixing() {
        network.links = {pump("pump", 0, 1, 3e5, 2e-3, 2e5), resistance("rack", 1, 2, 2e-3, 1e5), resistance("cooler", 2, 3, 2e-3, 2e4)};
        network.links[1].heat_W = 60e3;
        network.links[2].setOutlet = true;
        network.links[2].outlet_C = 20;
        network.vessels.push_back({0, 1.5e5});
        links = addThreeWayValve(network, valve);
    }
};

}  // namespace

class ThreeWayValveTest : public QObject {
    Q_OBJECT

  private slots:
    /// Half open the ways resist as 4 · ref each; at the ends one of them is shut.
    void freeAreaGivesTheDrop() {
        Mixing loop;
        QCOMPARE(loop.network.links[3].refDrop_Pa, 80e3);
        QCOMPARE(loop.network.links[4].refDrop_Pa, 80e3);
        setThreeWayPosition(loop.network, loop.links, loop.valve, 1);
        QVERIFY(!loop.network.links[3].closed && loop.network.links[4].closed);
        QCOMPARE(loop.network.links[3].refDrop_Pa, 20e3);
        setThreeWayPosition(loop.network, loop.links, loop.valve, 0);
        QVERIFY(loop.network.links[3].closed && !loop.network.links[4].closed);
    }

    void mixingHoldsTheSupplyTemperature() {
        Mixing loop;
        const ThreeWayResult result = holdTemperature(loop.network, loop.links, loop.valve, 0, 32);
        QVERIFY(result.holds);
        QVERIFY(result.position > 0.05 && result.position < 0.95);
        QVERIFY(result.network.report.usable());
        const auto& a = result.network.links[3];
        const auto& b = result.network.links[4];
        const double mixed = (a.flow_m3_s * 20 + b.flow_m3_s * b.inlet_C) / (a.flow_m3_s + b.flow_m3_s);
        QVERIFY(std::abs(mixed - 32) < 1e-3);
        QVERIFY(std::abs(result.network.links[1].inlet_C - 32) < 1e-3);
        QVERIFY(balances(loop.network, result.network).heat < 1e-9);
    }

    void outOfReachIsSaid() {
        Mixing loop;
        const ThreeWayResult result = holdTemperature(loop.network, loop.links, loop.valve, 0, 15);
        QVERIFY(!result.holds);
        QCOMPARE(result.position, 1.0);
        QVERIFY(std::abs(result.temperature_C - 20) < 1e-6);
        QCOMPARE(result.issues.size(), std::size_t(1));
        QCOMPARE(result.issues[0].code, std::string("liquid.threeWayLimit"));
    }

    /// Diverting: the common port's flow splits, all of it arrives.
    void divertingSplits() {
        Network network = nodesOnly(4);
        network.links = {pump("pump", 0, 1, 3e5, 2e-3, 2e5), resistance("cooler", 2, 0, 2e-3, 2e4), resistance("bypass", 3, 0, 2e-3, 2e4)};
        const ThreeWayValve valve{"diverter", {}, 2, 3, 1, true, 2e-3, 20e3, 0.25};
        const ThreeWayLinks links = addThreeWayValve(network, valve);
        const NetworkResult result = solveNetwork(network);
        const double a = result.links[static_cast<std::size_t>(links.a)].flow_m3_s, b = result.links[static_cast<std::size_t>(links.b)].flow_m3_s;
        QVERIFY(a > 0 && b > 0);
        QVERIFY(std::abs(a + b - result.links[0].flow_m3_s) < 1e-9 * (a + b));
        // Drops of both ways are equal: ref·(q/ref)²/area² + cooler.
        QVERIFY(std::abs(a / b - std::sqrt((20e3 / (0.75 * 0.75) + 2e4) / (20e3 / (0.25 * 0.25) + 2e4))) < 1e-6);
    }
};

PLENUM_TEST(ThreeWayValveTest)
#include "three_way_valve_test.moc"
