// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "tests/unit/twin/liquid/loop_builder.h"
#include "twin/liquid/loop_profile.h"
#include "twin/liquid/loop_solver.h"

#include <cmath>

using namespace twin;
using namespace twin::liquid;
using namespace plenum::test;

class LoopProfileTest : public QObject {
    Q_OBJECT

  private slots:
    /// From the pump's outlet round to its inlet: all of its head is lost on the way, the heat is taken up once.
    void roundTheLoop() {
        Network network = nodesOnly(4);
        network.links = {pump("pump", 0, 1, 3e5, 2e-3, 2e5), pipe("supply", 1, 2, 20, 0.04), resistance("rack", 2, 3, 2e-3, 5e4), pipe("return", 3, 0, 30, 0.04)};
        network.links[2].heat_W = 50e3;
        network.links[3].setOutlet = true;
        network.links[3].outlet_C = 30;
        network.vessels.push_back({0, 2e5});
        const NetworkResult result = solveNetwork(network);
        const LoopProfile profile = profileAlong(network, result, 1, 0);
        QCOMPARE(profile.points.size(), std::size_t(6));
        QCOMPARE(profile.points.front().node, 1);
        QCOMPARE(profile.points.back().node, 0);
        QCOMPARE(profile.points.back().distance_m, 50.0);
        double drop = 0;
        for (const int link : {1, 2, 3}) drop += result.links[static_cast<std::size_t>(link)].drop_Pa;
        QVERIFY(std::abs(profile.points.front().pressure_Pa - profile.points.back().pressure_Pa - drop) < 1e-6);
        QVERIFY(std::abs(profile.points[1].temperature_C - 30) < 1e-9);
        QCOMPARE(profile.points[3].temperature_C, result.links[2].outlet_C);
        for (const ProfilePoint& point : profile.points) QVERIFY(point.along);
    }

    /// Of two ways the one with the flow, even when the other is shorter; against the flow where nothing else leads.
    void goesWithTheFlow() {
        const Network network = ladder(2, 3);
        const NetworkResult result = solveNetwork(network);
        const LoopProfile there = profileAlong(network, result, 1, 0);
        QVERIFY(there.found());
        QVERIFY(there.points.front().pressure_Pa > there.points.back().pressure_Pa);
        for (const ProfilePoint& point : there.points) QVERIFY(point.along);
        for (std::size_t i = 0; i + 2 < there.points.size(); i += 2) {
            QCOMPARE(there.points[i + 1].node, there.points[i + 2].node);
            QCOMPARE(there.points[i + 1].pressure_Pa, there.points[i + 2].pressure_Pa);
        }
        Network cut = nodesOnly(2);
        cut.links = {pump("pump", 0, 1, 3e5, 2e-3, 2e5), resistance("rack", 1, 0, 2e-3, 5e4)};
        const NetworkResult one = solveNetwork(cut);
        cut.links[0].closed = true;
        const LoopProfile back = profileAlong(cut, one, 0, 1);
        QCOMPARE(back.points.size(), std::size_t(2));
        QVERIFY(!back.points[0].along);
        cut.links[1].closed = true;
        QVERIFY(!profileAlong(cut, one, 0, 1).found());
    }
};

PLENUM_TEST(LoopProfileTest)
#include "loop_profile_test.moc"
