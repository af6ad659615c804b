// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "twin/liquid/hydraulic_heat.h"
#include "twin/liquid/hydraulic_solver.h"
#include "twin/liquid/inp_hydraulics.h"
#include "twin/liquid/sample_networks.h"

#include <cmath>

using namespace twin;
using namespace twin::liquid;

namespace {

constexpr double kDensity = 990, kCapacity = 4180;

HydraulicHeatInput water(const HydraulicNetwork& network, double inflow_C) {
    HydraulicHeatInput input;
    input.density_kg_m3 = kDensity;
    input.heatCapacity_J_kgK = kCapacity;
    input.heat_W.assign(network.links.size(), 0);
    input.inflow_C.assign(network.nodes.size(), inflow_C);
    return input;
}

/// Nodes in a row, the first a source; links as given.
HydraulicNetwork made(int nodes, const std::vector<std::pair<int, int>>& links) {
    HydraulicNetwork network;
    network.nodes.resize(static_cast<std::size_t>(nodes));
    network.nodes[0].fixed = true;
    for (const auto& [from, to] : links) {
        HydraulicLink link;
        link.name = std::to_string(from) + "-" + std::to_string(to);
        link.from = from;
        link.to = to;
        network.links.push_back(link);
    }
    return network;
}

}  // namespace

class HydraulicHeatTest : public QObject {
    Q_OBJECT
  private slots:
    void mixesTwoBranches() {
        const HydraulicNetwork network = made(3, {{0, 1}, {2, 1}, {0, 2}});  // 0→1 and 0→2→1
        HydraulicHeatInput input = water(network, 20);
        input.heat_W[2] = 10000;
        HydraulicHeat heat(network);
        const auto& result = heat.solve(input, {1e-3, 0.5e-3, 0.5e-3}, {-1.5e-3, 1.5e-3, 0});
        const double rise = 10000 / (kDensity * kCapacity * 0.5e-3);
        QVERIFY(std::abs(result.node_C[2] - (20 + rise)) < 1e-10);
        QVERIFY(std::abs(result.node_C[1] - (20 + rise / 3)) < 1e-10);
        QVERIFY(result.energyResidual < 1e-12 && result.massResidual < 1e-12);
    }
    void losesToTheAmbient() {
        const HydraulicNetwork network = made(2, {{1, 0}});  // flows against its direction
        HydraulicHeatInput input = water(network, 60);
        input.loss_W_K = {500};
        HydraulicHeat heat(network);
        const auto& result = heat.solve(input, {-2e-4}, {-2e-4, 2e-4});
        QVERIFY(std::abs(result.node_C[1] - (20 + 40 * std::exp(-500 / (kDensity * kCapacity * 2e-4)))) < 1e-10);
        QVERIFY(result.energyResidual < 1e-12);
    }
    void closedLoopRunsAtItsHeldOutlet() {
        HydraulicNetwork network = made(4, {{1, 2}, {2, 3}, {3, 1}});  // pump, load, exchanger; the source feeds nothing
        network.links[0].kind = HydraulicKind::Pump;
        HydraulicHeatInput input = water(network, 20);
        input.heat_W[1] = 5000;
        input.outlet_C.assign(3, std::nan(""));
        input.outlet_C[2] = 32;
        HydraulicHeat heat(network);
        const auto& result = heat.solve(input, {3e-4, 3e-4, 3e-4}, {0, 0, 0, 0});
        QCOMPARE(result.report.status, SolveStatus::Converged);
        QVERIFY(std::abs(result.node_C[2] - 32) < 1e-9);
        QVERIFY(std::abs(result.node_C[3] - (32 + 5000 / (kDensity * kCapacity * 3e-4))) < 1e-9);
        QVERIFY(result.energyResidual < 1e-12);
    }
    void loopWithoutCoolingDoesNotSettle() {
        HydraulicNetwork network = made(3, {{1, 2}, {2, 1}});
        network.links[0].kind = HydraulicKind::Pump;
        HydraulicHeatInput input = water(network, 20);
        input.heat_W[1] = 5000;
        HydraulicHeat heat(network);
        QCOMPARE(heat.solve(input, {3e-4, 3e-4}, {0, 0, 0}).report.status, SolveStatus::NotConverged);
    }
    void saysWhereHeatStands() {
        const HydraulicNetwork network = made(3, {{0, 1}, {0, 2}});
        HydraulicHeatInput input = water(network, 20);
        input.heat_W[1] = 100;
        HydraulicHeat heat(network);
        const auto& result = heat.solve(input, {1e-3, 0}, {-1e-3, 1e-3, 0});
        QCOMPARE(result.issues.size(), std::size_t{1});
        QCOMPARE(result.issues[0].code, std::string("hydraulics.heatStands"));
        QVERIFY(std::isnan(result.node_C[2]) && std::abs(result.node_C[1] - 20) < 1e-12);
    }
    void hallIsInBalance() {
        const HydraulicNetwork network = hydraulicsAtStart(hallLoop(4, 6, 8, 3));
        HydraulicSolver solver(network);
        const HydraulicResult& flows = solver.solve();
        HydraulicHeatInput input = water(network, 40);
        double total = 0;
        for (std::size_t k = 0; k < network.links.size(); ++k)
            if (network.links[k].minorLoss > 0 && k % 3 == 0) total += input.heat_W[k] = 1500;
        HydraulicHeat heat(network);
        const auto& result = heat.solve(input, flows.flow_m3_s, flows.outflow_m3_s);
        QCOMPARE(result.report.status, SolveStatus::Converged);
        QVERIFY(result.massResidual < 1e-9);
        QVERIFY(result.energyResidual < 1e-9);
        for (std::size_t k = 0; k < network.links.size(); ++k) {  // what returns to the source carries the heat away
            const HydraulicLink& link = network.links[k];
            if (!network.nodes[static_cast<std::size_t>(link.to)].fixed) continue;
            const double carried = kDensity * kCapacity * flows.flow_m3_s[k] * (result.outlet_C[k] - 40);
            QVERIFY(std::abs(carried - total) < 1e-8 * total);
        }
    }
};

PLENUM_TEST(HydraulicHeatTest)
#include "hydraulic_heat_test.moc"
