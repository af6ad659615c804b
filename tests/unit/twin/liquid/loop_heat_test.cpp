// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "tests/unit/twin/liquid/loop_builder.h"
#include "twin/liquid/loop_solver.h"

#include <cmath>

using namespace twin;
using namespace twin::liquid;
using namespace plenum::test;

namespace {

Network simpleLoop(double heat_W) {
    Network network = nodesOnly(3);
    network.links = {pump("P", 0, 1, 2e5, 2e-3, 1.4e5), resistance("cooler", 1, 2, 2e-3, 3e4), resistance("rack", 2, 0, 2e-3, 6e4)};
    network.links[1].setOutlet = true;
    network.links[1].outlet_C = 30;
    network.links[2].heat_W = heat_W;
    return network;
}

bool has(const NetworkResult& result, const std::string& code) {
    for (const Issue& issue : result.issues)
        if (issue.code == code) return true;
    return false;
}

}  // namespace

class LoopHeatTest : public QObject {
    Q_OBJECT

  private slots:
    void rackWarmsTheFlowByItsHeat() {
        const Network network = simpleLoop(120e3);
        const NetworkResult result = solveNetwork(network);
        const LoopResult& loop = result.loops[0];
        const double rise = 120e3 / (loop.density_kg_m3 * loop.heatCapacity_J_kgK * result.links[2].flow_m3_s);
        QVERIFY(std::abs(result.links[2].outlet_C - 30 - rise) < 1e-9);
        QVERIFY(std::abs(loop.meanTemperature_C - 30 - rise / 2) < 0.02);
        QVERIFY(std::abs(result.links[1].heat_W + 120e3) < 1e-4);
        QVERIFY(std::abs(result.heatAdded_W / result.heatRemoved_W - 1) < 1e-9);
    }

    void streamsMixByFlow() {
        Network network = simpleLoop(60e3);
        network.links.push_back(resistance("cold rack", 2, 0, 2e-3, 6e4));
        const NetworkResult result = solveNetwork(network);
        const double warm = result.links[2].outlet_C, cold = result.links[3].outlet_C;
        const double q = result.links[2].flow_m3_s, p = result.links[3].flow_m3_s;
        QVERIFY(std::abs(result.nodes[0].temperature_C - (q * warm + p * cold) / (q + p)) < 1e-9);
        QCOMPARE(cold, 30.0);
    }

    // A bypass around the cooler makes a cycle no set outlet cuts; the mean of the two paths has a closed form.
    void bypassAroundTheCoolerIsSolvedExactly() {
        Network network = simpleLoop(120e3);
        network.links.push_back(resistance("bypass", 1, 2, 2e-3, 3e5));
        const NetworkResult result = solveNetwork(network);
        const LoopResult& loop = result.loops[0];
        const double c = loop.density_kg_m3 * loop.heatCapacity_J_kgK;
        const double through = result.links[1].flow_m3_s, total = result.links[2].flow_m3_s;
        const double hot = 30 + 120e3 / (c * through), rise = 120e3 / (c * total);
        QVERIFY(result.links[3].flow_m3_s > 0);
        QVERIFY(std::abs(result.links[2].outlet_C - hot) < 1e-8);
        QVERIFY(std::abs(result.links[2].inlet_C - (hot - rise)) < 1e-8);
        QVERIFY(balances(network, result).heat < 1e-9);
    }

    void withoutSinkTemperaturesAreUnknown() {
        Network network = simpleLoop(120e3);
        network.links[1].setOutlet = false;
        const NetworkResult result = solveNetwork(network);
        QVERIFY(has(result, "liquid.noHeatSink"));
        QVERIFY(result.links[2].flow_m3_s > 0);
        for (const NodeResult& node : result.nodes) QVERIFY(std::isnan(node.temperature_C));
        QCOMPARE(result.heatAdded_W, 0.0);
    }

    // Only losses carry the heat away: Σ heat = 0 decides the level.
    void lossesAnchorTheTemperature() {
        Network network = simpleLoop(2e3);
        network.links[1].setOutlet = false;
        network.links[1].lossUa_W_K = 100;
        network.links[1].surroundings_C = 25;
        const NetworkResult result = solveNetwork(network);
        QVERIFY(!has(result, "liquid.noHeatSink"));
        const LoopResult& loop = result.loops[0];
        const double capacity = loop.density_kg_m3 * loop.heatCapacity_J_kgK * result.links[1].flow_m3_s;
        const double above = 2e3 / capacity / -std::expm1(-100 / capacity);
        QVERIFY(std::abs(result.links[1].inlet_C - 25 - above) < 1e-8);
        QVERIFY(balances(network, result).heat < 1e-9);
    }

    void heatWithoutFlowIsAnIssueNotANumber() {
        Network network = simpleLoop(120e3);
        network.links[0].units = 0;
        const NetworkResult result = solveNetwork(network);
        QVERIFY(has(result, "liquid.noFlow"));
        QVERIFY(std::isnan(result.links[2].outlet_C));
        QCOMPARE(result.links[2].heat_W, 0.0);
    }

    void boilingIsReported() {
        const NetworkResult result = solveNetwork(simpleLoop(2e6));
        QVERIFY(has(result, "liquid.outOfRange"));
    }

    void colderCoolantIsStifferInLaminarFlow() {
        Network network = nodesOnly(2, Fluid::PG25);
        network.links = {pump("P", 0, 1, 2e4, 1e-3, 1e4), pipe("tube", 1, 0, 40, 0.006)};
        network.links[0].setOutlet = true;
        network.links[0].outlet_C = 10;
        const double cold = solveNetwork(network).links[1].flow_m3_s;
        network.links[0].outlet_C = 45;
        QVERIFY(solveNetwork(network).links[1].flow_m3_s > 1.1 * cold);
    }
};

PLENUM_TEST(LoopHeatTest)
#include "loop_heat_test.moc"
