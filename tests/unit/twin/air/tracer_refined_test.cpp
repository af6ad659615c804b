// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "tests/unit/twin/air/air_cases.h"
#include "twin/air/capture.h"
#include "twin/air/refined_solver.h"
#include "twin/air/tracer_refined.h"

#include <cmath>

using namespace twin;
using namespace twin::air;
using namespace twin::air::cases;

namespace {

RefinedOptions even(double cell_m, int iterations) {
    RefinedOptions o;
    o.aligned = false;
    o.cell_m = o.cellZ_m = cell_m;
    o.maxIterations = iterations;
    return o;
}

/// Largest imbalance of a cell, m³/s.
double imbalance(const FlowGraph& graph) {
    std::vector<double> sum(std::size_t(graph.cells), 0.0);
    for (const auto& f : graph.faces) sum[std::size_t(f.from)] -= f.flow_m3_s, sum[std::size_t(f.to)] += f.flow_m3_s;
    for (const auto& t : graph.given) sum[std::size_t(t.cell)] += t.flow_m3_s;
    for (const auto& t : graph.drawn) sum[std::size_t(t.cell)] -= t.flow_m3_s;
    double worst = 0;
    for (double one : sum) worst = std::max(worst, std::abs(one));
    return worst;
}

}  // namespace

class TracerRefinedTest : public QObject {
    Q_OBJECT

  private slots:
    void flowsBalanceAndSharesSumToOne() {
        const AirCase hall = smallHall(4);
        const AirResult refined = solveRefined(hall, even(0.3, 120));
        for (std::size_t most : {std::size_t(100'000), std::size_t(2'000)}) {
            const FlowGraph graph = refinedFlowGraph(hall, refined, most);
            QVERIFY(graph.cells > 0 && std::size_t(graph.cells) <= 2 * most);
            QVERIFY2(imbalance(graph) < 1e-8, qPrintable(QString::number(imbalance(graph))));
            for (std::size_t d = 0; d < hall.devices.size(); ++d) QVERIFY(std::abs(graph.ports[d].drawn_m3_s - hall.devices[d].flow_m3_s) < 1e-9);
            const Influence found = influence(graph);
            QVERIFY(found.report.usable());
            for (std::size_t i = 0; i < found.ports; ++i) {
                double sum = 0;
                for (std::size_t j = 0; j < found.ports; ++j) sum += found.at(i, j);
                QVERIFY2(std::abs(sum - 1) < 1e-5, qPrintable(QString::number(sum)));
            }
        }
    }

    /// The tracers explain the solver's own inlets: T_in = Σ share · T_out of the giver.
    void sharesExplainTheInlets() {
        const AirCase hall = smallHall(4);
        const AirResult refined = solveRefined(hall, even(0.3, 300));
        QVERIFY(refined.report.usable());
        const FlowGraph graph = refinedFlowGraph(hall, refined);
        const Influence found = influence(graph);
        double worst = 0;
        for (std::size_t i = 0; i < hall.devices.size(); ++i) {
            double inlet = 0;
            for (std::size_t j = 0; j < hall.devices.size(); ++j) inlet += found.at(i, j) * refined.devices[j].outlet_C;
            worst = std::max(worst, std::abs(inlet - refined.devices[i].intake_C));
        }
        qInfo("worst inlet by tracers %.2f K off", worst);
        QVERIFY(worst < 1.0);
    }

    void openOrOtherHallsGiveNoGraph() {
        const AirCase hall = smallHall(4);
        QCOMPARE(refinedFlowGraph(hall, {}).cells, 0);
        AirCase open = hall;
        open.returns.push_back({});
        QCOMPARE(refinedFlowGraph(open, solveRefined(hall, even(0.45, 10))).cells, 0);
    }
};

PLENUM_TEST(TracerRefinedTest)
#include "tracer_refined_test.moc"
