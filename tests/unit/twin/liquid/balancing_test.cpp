// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "tests/unit/twin/liquid/loop_builder.h"
#include "twin/liquid/balancing.h"
#include "twin/liquid/loop_solver.h"

using namespace twin::liquid;
using namespace plenum::test;

class BalancingTest : public QObject {
    Q_OBJECT

  private slots:
    /// Direct return: without valves the near racks take too much; with the computed ones every rack has its flow.
    void givesEachRackItsFlow() {
        Network network = ladder(3, 12);
        std::vector<std::pair<int, double>> wanted;
        for (std::size_t k = 0; k < network.links.size(); ++k)
            if (network.links[k].heat_W > 0) wanted.emplace_back(static_cast<int>(k), 1.1e-3 * (1 + 0.02 * static_cast<double>(k % 7)));
        double spread = 0;
        const NetworkResult before = solveNetwork(network);
        for (const auto& [link, flow] : wanted) spread = std::max(spread, std::abs(before.links[static_cast<std::size_t>(link)].flow_m3_s / flow - 1));
        QVERIFY(spread > 0.05);
        const Balancing result = balance(network, wanted);
        QVERIFY(result.report.usable());
        QVERIFY(result.issues.empty());
        QVERIFY2(result.worstError < 0.01, qPrintable(QString::number(result.worstError)));
        QVERIFY(result.governing >= 0);
        for (const BalancedBranch& branch : result.branches) QVERIFY(branch.valveDrop_Pa >= result.branches[static_cast<std::size_t>(result.governing)].valveDrop_Pa);
    }

    /// By hand: two equal branches on one pump with a flat curve, one wants half of the other's flow. Both see the same
    /// drop, so the throttled valve takes what the quadratic branch no longer does.
    void valveOfTwoBranchesByHand() {
        Network network = nodesOnly(2);
        network.links = {pump("pump", 0, 1, 1.0001e5, 2e-3, 1e5), resistance("a", 1, 0, 1e-3, 1e5), resistance("b", 1, 0, 1e-3, 1e5)};
        network.vessels.push_back({0, 1e5});
        const Balancing result = balance(network, {{1, 0.9e-3}, {2, 0.45e-3}});
        QVERIFY(result.report.usable());
        const double difference = result.branches[1].valveDrop_Pa - result.branches[0].valveDrop_Pa;
        const double density = twin::density_kg_m3(twin::Fluid::Water, network.startTemperature_C) / 992.2;
        QVERIFY(std::abs(difference / (1e5 * density * (0.81 - 0.2025)) - 1) < 1e-3);
        const double kv = 0.45e-3 * 3600 * std::sqrt(1e5 / result.branches[1].valveDrop_Pa * density * 0.9922);
        QVERIFY(std::abs(result.branches[1].kv_m3_h / kv - 1) < 1e-9);
    }

    void namesTheBranchThatThePumpCannotFeed() {
        Network network = nodesOnly(2);
        network.links = {pump("pump", 0, 1, 1.2e5, 2e-3, 1e5), resistance("a", 1, 0, 1e-3, 0.5e5), resistance("narrow", 1, 0, 1e-3, 9e5)};
        network.vessels.push_back({0, 1e5});
        const Balancing result = balance(network, {{1, 1e-3}, {2, 1e-3}});
        QCOMPARE(result.issues.size(), std::size_t(1));
        QCOMPARE(result.issues[0].itemName, std::string("narrow"));
    }
};

PLENUM_TEST(BalancingTest)
#include "balancing_test.moc"
