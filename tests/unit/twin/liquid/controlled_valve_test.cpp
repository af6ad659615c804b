// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "tests/unit/twin/liquid/loop_builder.h"
#include "twin/liquid/controlled_valve.h"

#include <cmath>

using namespace twin;
using namespace twin::liquid;
using namespace plenum::test;

namespace {

ControlledValve threeWay(Network& network, const std::string& name, int straightFrom, int bypassFrom, int common, double flow_m3_s, double drop_Pa) {
    ControlledValve valve;
    valve.name = name;
    valve.refDrop_Pa = drop_Pa;
    valve.sensed = common;
    valve.straight = static_cast<int>(network.links.size());
    network.links.push_back(resistance(name + " straight", straightFrom, common, flow_m3_s, drop_Pa));
    valve.bypass = static_cast<int>(network.links.size());
    network.links.push_back(resistance(name + " bypass", bypassFrom, common, flow_m3_s, drop_Pa));
    setPosition(network, valve, 0.5);
    return valve;
}

/// A rack fed at a mixed temperature: pump, rack, then a cooler to the straight way or round it by the bypass.
struct Mixing {
    Network network = nodesOnly(5);
    std::vector<ControlledValve> valves;

    explicit Mixing(double set_C) {
        network.links = {pump("pump", 0, 1, 3e5, 2e-3, 2e5), resistance("rack", 1, 2, 2e-3, 1e5), resistance("cooler", 2, 3, 2e-3, 2e4)};
        network.links[1].heat_W = 60e3;
        network.links[2].setOutlet = true;
        network.links[2].outlet_C = 20;
        network.vessels.push_back({0, 1.5e5});
        valves.push_back(threeWay(network, "mixer", 3, 2, 0, 2e-3, 20e3));
        valves[0].controlled = true;
        valves[0].set_C = set_C;
    }
};

}  // namespace

class ControlledValveTest : public QObject {
    Q_OBJECT

  private slots:
    /// Half open the ways resist as 4 · ref each; at the ends one of them is shut.
    void freeAreaGivesTheDrop() {
        Mixing loop(30);
        QCOMPARE(loop.network.links[3].refDrop_Pa, 80e3);
        QCOMPARE(loop.network.links[4].refDrop_Pa, 80e3);
        setPosition(loop.network, loop.valves[0], 1);
        QVERIFY(!loop.network.links[3].closed && loop.network.links[4].closed);
        QCOMPARE(loop.network.links[3].refDrop_Pa, 20e3);
        setPosition(loop.network, loop.valves[0], 0);
        QVERIFY(loop.network.links[3].closed && !loop.network.links[4].closed);
    }

    /// The rule of mixtures at the common port, down to set points that leave the bypass open by a hair.
    void mixingHoldsTheSupplyTemperature_data() {
        QTest::addColumn<double>("set_C");
        for (double set_C : {20.002, 20.05, 20.5, 25.0, 32.0, 45.0, 70.0}) QTest::addRow("%g", set_C) << set_C;
    }
    void mixingHoldsTheSupplyTemperature() {
        QFETCH(double, set_C);
        Mixing loop(set_C);
        const NetworkResult result = solveControlled(loop.network, loop.valves);
        QVERIFY(result.report.usable());
        QVERIFY2(loop.valves[0].holds, qPrintable(QString("%1 at %2").arg(loop.valves[0].temperature_C).arg(loop.valves[0].position)));
        const auto &straight = result.links[3], &bypass = result.links[4];
        const double mixed = (straight.flow_m3_s * 20 + bypass.flow_m3_s * bypass.inlet_C) / (straight.flow_m3_s + bypass.flow_m3_s);
        QVERIFY(std::abs(mixed - set_C) < 1e-4);
        QVERIFY(std::abs(result.links[1].inlet_C - set_C) < 1e-4);
        QVERIFY(balances(loop.network, result).heat < 1e-9);
        QVERIFY(result.issues.empty());
        // Asked again from where it stands it does not move: what couples loops comes to rest.
        const double position = loop.valves[0].position;
        SolveOptions warm;
        warm.warmStart = &result;
        (void)solveControlled(loop.network, loop.valves, warm);
        QCOMPARE(loop.valves[0].position, position);
    }

    void outOfReachIsSaid() {
        Mixing loop(15);
        const NetworkResult result = solveControlled(loop.network, loop.valves);
        QVERIFY(!loop.valves[0].holds);
        QCOMPARE(loop.valves[0].position, 1.0);
        QVERIFY(std::abs(loop.valves[0].temperature_C - 20) < 1e-6);
        QCOMPARE(result.issues.size(), std::size_t(1));
        QCOMPARE(result.issues[0].code, std::string("liquid.valveLimit"));
    }

    void byHandItStays() {
        Mixing loop(32);
        loop.valves[0].controlled = false;
        (void)solveControlled(loop.network, loop.valves);
        QCOMPARE(loop.valves[0].position, 0.5);
    }

    /// Two mixing circuits off one supply: a change of one valve moves the other's water; both hold in the end.
    void twoValvesHoldTheirs() {
        Network network = nodesOnly(9);
        network.links = {resistance("cooler", 8, 0, 4e-3, 3e4), pump("pump a", 1, 2, 3e5, 2e-3, 2e5), resistance("rack a", 2, 3, 2e-3, 1e5), resistance("back a", 3, 8, 2e-3, 1e4),
                         pump("pump b", 4, 5, 3e5, 2e-3, 2e5), resistance("rack b", 5, 6, 2e-3, 1e5), resistance("back b", 6, 8, 2e-3, 1e4)};
        network.links[0].setOutlet = true;
        network.links[0].outlet_C = 18;
        network.links[2].heat_W = 50e3;
        network.links[5].heat_W = 80e3;
        network.vessels.push_back({8, 1.5e5});
        std::vector<ControlledValve> valves = {threeWay(network, "a", 0, 3, 1, 2e-3, 20e3), threeWay(network, "b", 0, 6, 4, 2e-3, 20e3)};
        valves[0].controlled = valves[1].controlled = true;
        valves[0].set_C = 30;
        valves[1].set_C = 22;
        const NetworkResult result = solveControlled(network, valves);
        QVERIFY(valves[0].holds && valves[1].holds);
        QVERIFY(std::abs(result.links[2].inlet_C - 30) < 1e-4 && std::abs(result.links[5].inlet_C - 22) < 1e-4);
        QVERIFY(balances(network, result).heat < 1e-9);
    }

    /// A throttling valve holds the return of its branch: flow = Q / (ρ c (T_return − T_supply)).
    void throttlingHoldsTheReturn() {
        Network network = nodesOnly(4);
        network.links = {pump("pump", 0, 1, 3e5, 4e-3, 2e5), resistance("rack", 1, 2, 2e-3, 5e4), resistance("valve", 2, 3, 2e-3, 1e4), resistance("cooler", 3, 0, 2e-3, 2e4)};
        network.links[1].heat_W = 60e3;
        network.links[3].setOutlet = true;
        network.links[3].outlet_C = 20;
        network.vessels.push_back({0, 1.5e5});
        std::vector<ControlledValve> valves(1);
        valves[0].straight = 2;
        valves[0].refDrop_Pa = 1e4;
        valves[0].position = 1;
        valves[0].controlled = true;
        valves[0].sensed = 2;
        valves[0].set_C = 40;
        const NetworkResult result = solveControlled(network, valves);
        QVERIFY(valves[0].holds);
        const LoopResult& loop = result.loops[0];
        QVERIFY(std::abs(result.links[1].flow_m3_s / (60e3 / (loop.density_kg_m3 * loop.heatCapacity_J_kgK * 20)) - 1) < 1e-5);
    }

    /// Diverting by hand: the common port's flow splits, all of it arrives.
    void divertingSplits() {
        Network network = nodesOnly(4);
        network.links = {pump("pump", 0, 1, 3e5, 2e-3, 2e5), resistance("cooler", 2, 0, 2e-3, 2e4), resistance("bypass pipe", 3, 0, 2e-3, 2e4),
                         resistance("straight", 1, 2, 2e-3, 20e3), resistance("bypass", 1, 3, 2e-3, 20e3)};
        std::vector<ControlledValve> valves(1);
        valves[0].straight = 3;
        valves[0].bypass = 4;
        valves[0].refDrop_Pa = 20e3;
        setPosition(network, valves[0], 0.25);
        const NetworkResult result = solveControlled(network, valves);
        const double a = result.links[3].flow_m3_s, b = result.links[4].flow_m3_s;
        QVERIFY(a > 0 && b > 0);
        QVERIFY(std::abs(a + b - result.links[0].flow_m3_s) < 1e-9 * (a + b));
        // Drops of both ways are equal: ref·(q/ref)²/area² + cooler.
        QVERIFY(std::abs(a / b - std::sqrt((20e3 / (0.75 * 0.75) + 2e4) / (20e3 / (0.25 * 0.25) + 2e4))) < 1e-6);
        QCOMPARE(joiningNode(network, valves[0], 3), 0);  // past the pipe, where the cooler's water comes
    }

    /// By hand: the open valve drops 20 kPa · (q/ref)², its branch (the cooler) 20 kPa · (q/ref)²: a half.
    void authorityOverTheBranch() {
        Mixing loop(32);
        const NetworkResult result = solveControlled(loop.network, loop.valves);
        const double authority = ValveAuthorities(loop.network, result).of(loop.valves[0]);
        const double share = result.links[3].flow_m3_s / 2e-3;
        QVERIFY(std::abs(authority - 20e3 * share * share / (20e3 * share * share + std::abs(result.links[2].drop_Pa))) < 1e-9);
        QVERIFY(std::abs(authority - 0.5) < 0.01);
    }
};

PLENUM_TEST(ControlledValveTest)
#include "controlled_valve_test.moc"
