// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "twin/liquid/hydraulic_solver.h"
#include "twin/liquid/inp_hydraulics.h"
#include "twin/liquid/sample_networks.h"

#include <cmath>

using namespace twin;
using namespace twin::liquid;

namespace {

/// The links of one rack's branch in the middle of a hall: its narrow pipes.
std::size_t trayLink(const HydraulicNetwork& network) {
    std::size_t link = network.links.size() / 2;
    while (network.links[link].minorLoss < 25) ++link;
    return link;
}

double largestDifference(const std::vector<double>& a, const std::vector<double>& b) {
    double most = 0;
    for (std::size_t i = 0; i < a.size(); ++i) most = std::max(most, std::isnan(a[i]) != std::isnan(b[i]) ? 1e300 : std::isnan(a[i]) ? 0 : std::abs(a[i] - b[i]));
    return most;
}

}  // namespace

class HydraulicBlocksTest : public QObject {
    Q_OBJECT

  private slots:
    /// A tray shut and opened again, warm, against the network solved afresh.
    void shutTrayCarriesNothing() {
        HydraulicNetwork network = hydraulicsAtStart(hallLoop(4, 10, 6, 3));
        HydraulicSolver solver(network);
        const HydraulicResult before = solver.solve();
        const std::size_t tray = trayLink(network);
        network.links[tray].status = LinkStatus::Closed;
        solver.setLink(tray, network.links[tray]);
        const HydraulicResult shut = solver.solveAgain(), cold = solveHydraulics(network);
        QVERIFY(shut.report.status == SolveStatus::Converged && shut.report.residual <= 1e-9);
        QCOMPARE(shut.flow_m3_s[tray], 0.0);
        QVERIFY(shut.status[tray] == LinkStatus::Closed);
        QVERIFY(largestDifference(shut.flow_m3_s, cold.flow_m3_s) < 1e-10);
        QVERIFY(largestDifference(shut.head_m, cold.head_m) < 1e-7);
        network.links[tray].status = LinkStatus::Open;
        solver.setLink(tray, network.links[tray]);
        const HydraulicResult again = solver.solveAgain();
        QVERIFY(again.report.status == SolveStatus::Converged);
        QVERIFY(largestDifference(again.flow_m3_s, before.flow_m3_s) < 1e-10);
    }

    /// Every pipe of a hall shut in turn: the same as when the network is built with it shut.
    void anyPipeMayBeShut() {
        const HydraulicNetwork network = hydraulicsAtStart(hallLoop(2, 6, 3, 5));
        HydraulicSolver solver(network);
        solver.solve();
        for (std::size_t k = 0; k < network.links.size(); ++k) {
            if (network.links[k].kind != HydraulicKind::Pipe) continue;
            HydraulicNetwork other = network;
            other.links[k].status = LinkStatus::Closed;
            solver.setLink(k, other.links[k]);
            const HydraulicResult warm = solver.solveAgain(), cold = solveHydraulics(other);
            QVERIFY2(warm.report.status == cold.report.status, network.links[k].name.c_str());
            QVERIFY2(largestDifference(warm.flow_m3_s, cold.flow_m3_s) < 1e-9, network.links[k].name.c_str());
            solver.setLink(k, network.links[k]);
            QVERIFY(solver.solveAgain().report.usable());
        }
    }

    /// What threads share is not in the result: bit for bit the same again and again.
    void sameBitsEveryTime() {
        const HydraulicNetwork network = hydraulicsAtStart(hallLoop(10, 40, 6, 1));
        HydraulicSolver solver(network);
        const HydraulicResult first = solver.solve();
        for (int i = 0; i < 10; ++i) {
            const HydraulicResult& next = solver.solve();
            QVERIFY(next.flow_m3_s == first.flow_m3_s && next.head_m == first.head_m && next.report.iterations == first.report.iterations);
        }
    }
};

PLENUM_TEST(HydraulicBlocksTest)
#include "hydraulic_blocks_test.moc"
