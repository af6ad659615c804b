// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "tests/unit/twin/liquid/loop_builder.h"
#include "twin/liquid/loop_solver.h"

#include <cmath>
#include <random>

using namespace twin;
using namespace twin::liquid;
using namespace plenum::test;

class LoopLadderTest : public QObject {
    Q_OBJECT

  private slots:
    // Fed in the middle, racks at equal distance are equal by symmetry.
    void symmetricLadderHasEqualFlows() {
        const int racks = 9;
        Network network = nodesOnly(2 * racks);
        for (int i = 0; i + 1 < racks; ++i) {
            network.links.push_back(pipe("supply", i, i + 1, 1, 0.05));
            network.links.push_back(pipe("return", racks + i, racks + i + 1, 1, 0.05));
        }
        const std::size_t first = network.links.size();
        for (int i = 0; i < racks; ++i) {
            network.links.push_back(resistance("rack", i, racks + i, 1e-3, 5e4, 0.4));
            network.links.back().heat_W = 1e5;
        }
        network.links.push_back(pump("P", racks + racks / 2, racks / 2, 1.5e5, 1e-2, 1e5));
        network.links.back().setOutlet = true;
        network.links.back().outlet_C = 30;
        const NetworkResult result = solveNetwork(network);
        QVERIFY(result.report.status == SolveStatus::Converged);
        for (std::size_t i = 0; i < racks; ++i) {
            const LinkResult& a = result.links[first + i];
            const LinkResult& b = result.links[first + racks - 1 - i];
            QVERIFY(std::abs(a.flow_m3_s / b.flow_m3_s - 1) < 1e-8);
            QVERIFY(std::abs(a.outlet_C - b.outlet_C) < 1e-6);
        }
        QVERIFY(result.links[first].flow_m3_s < result.links[first + racks / 2].flow_m3_s);
    }

    void balancesHoldOnALargerLadder() {
        const Network network = ladder(12, 20);
        const NetworkResult result = solveNetwork(network);
        QVERIFY(result.report.status == SolveStatus::Converged);
        QVERIFY(result.massResidual <= 1e-9 && result.energyResidual <= 1e-9);
        const Balances own = balances(network, result);
        QVERIFY(own.mass <= 1e-9);
        QVERIFY(own.mixing <= 1e-9);
        QVERIFY(own.heat <= 1e-9);
        QVERIFY(std::abs(result.heatAdded_W - 240 * 120e3) < 1e-3);
    }

    void warmStartGivesTheSameAnswerInFewerSteps() {
        Network network = ladder(6, 40);
        const NetworkResult before = solveNetwork(network);
        network.links[40].refDrop_Pa *= 1.5;

        SolveOptions warm;
        warm.warmStart = &before;
        const NetworkResult a = solveNetwork(network), b = solveNetwork(network, warm);
        QVERIFY(b.report.status == SolveStatus::Converged);
        QVERIFY(b.report.iterations < a.report.iterations);
        for (std::size_t k = 0; k < network.links.size(); ++k)
            QVERIFY(std::abs(a.links[k].flow_m3_s - b.links[k].flow_m3_s) < 1e-4 * 1.4e-3);
    }

    void sameInputGivesTheSameBits() {
        const Network network = ladder(4, 10);
        const NetworkResult a = solveNetwork(network), b = solveNetwork(network);
        for (std::size_t k = 0; k < network.links.size(); ++k) {
            QCOMPARE(a.links[k].flow_m3_s, b.links[k].flow_m3_s);
            QVERIFY(a.links[k].outlet_C == b.links[k].outlet_C);
        }
    }

    // Random valves, sizes, extra pumps, check valves and cross links: always converged, balanced, no invented number.
    void randomLaddersNeverGiveNonsense() {
        std::mt19937 random(7);
        const auto unit = [&] { return std::uniform_real_distribution<double>(0, 1)(random); };
        for (int trial = 0; trial < 150; ++trial) {
            Network network = ladder(1 + static_cast<int>(5 * unit()), 1 + static_cast<int>(12 * unit()), 2e5 * unit());
            if (trial % 2) network.fluid = Fluid::PG25;
            const int nodes = static_cast<int>(network.nodes.size());
            const auto anyNode = [&] { return std::min(nodes - 1, static_cast<int>(nodes * unit())); };
            for (Link& link : network.links) {
                if (link.kind == LinkKind::Pump || link.setOutlet) continue;
                if (unit() < 0.05) link.closed = true;
                if (unit() < 0.05) link.checkValve = true;
                if (link.kind == LinkKind::Pipe) link.diameter_m *= 0.3 + 1.5 * unit();
                if (link.kind == LinkKind::Resistance) {
                    link.refDrop_Pa *= std::pow(10, 3 * unit() - 2);
                    link.laminarShare = unit() < 0.5 ? 0 : unit();
                    if (unit() < 0.1) link.maxFlow_m3_s = link.refFlow_m3_s * (0.2 + unit());
                }
            }
            for (int extra = 0; extra < 3; ++extra) {
                const int a = anyNode(), b = anyNode();
                if (a == b) continue;
                if (unit() < 0.5) {
                    network.links.push_back(pipe("cross", a, b, 1 + 30 * unit(), 0.01 + 0.1 * unit()));
                } else {
                    network.links.push_back(pump("extra", a, b, 1e5 * (0.1 + unit()), 1e-3 + 1e-2 * unit(), 5e3));
                    if (unit() < 0.5) {
                        network.links.back().control = PumpControl::DifferentialPressure;
                        network.links.back().setDifference_Pa = 5e4 * unit();
                    }
                }
            }
            const NetworkResult result = solveNetwork(network);
            const std::string what = "trial " + std::to_string(trial) + ", residual " + std::to_string(result.report.residual * 1e9) +
                                     "e-9, iterations " + std::to_string(result.report.iterations);
            QVERIFY2(result.report.status == SolveStatus::Converged, what.c_str());
            double largest = 0;
            for (const LinkResult& link : result.links) {
                QVERIFY2(std::isfinite(link.flow_m3_s) && std::isfinite(link.drop_Pa), what.c_str());
                largest = std::max(largest, std::abs(link.flow_m3_s));
            }
            for (std::size_t k = 0; k < network.links.size(); ++k)
                if (network.links[k].checkValve || network.links[k].kind == LinkKind::Pump)
                    QVERIFY2(result.links[k].flow_m3_s >= 0, what.c_str());
            for (const NodeResult& node : result.nodes) QVERIFY2(std::isfinite(node.pressure_Pa), what.c_str());
            for (const LoopResult& loop : result.loops)
                if (loop.heatAdded_W > 0)
                    QVERIFY2(std::abs(loop.heatAdded_W / loop.heatRemoved_W - 1) < 1e-8 || loop.heatRemoved_W == 0, what.c_str());
        }
    }

    void printsTheTimeOfAHall() {
        Network network = ladder(200, 50);
        const NetworkResult cold = solveNetwork(network);
        QVERIFY(cold.report.status == SolveStatus::Converged);
        SolveOptions warm;
        warm.warmStart = &cold;
        network.links[1000].heat_W *= 1.1;
        network.links[2002].refDrop_Pa *= 1.5;
        const NetworkResult edited = solveNetwork(network, warm);
        Network small = ladder(5, 50);
        const NetworkResult smallCold = solveNetwork(small);
        warm.warmStart = &smallCold;
        for (Link& link : small.links)
            if (link.name == "row 2 rack 7") link.refDrop_Pa *= 1.5;
        const NetworkResult smallWarm = solveNetwork(small, warm);
        QVERIFY(smallWarm.report.status == SolveStatus::Converged);
        qInfo("%zu links: cold %.1f ms, %d steps, residual %.1e; one branch edited %.1f ms, %d steps", network.links.size(),
              cold.report.time_s * 1e3, cold.report.iterations, cold.report.residual, edited.report.time_s * 1e3,
              edited.report.iterations);
        qInfo("%zu links: cold %.2f ms, %d steps; one branch edited %.2f ms, %d steps", small.links.size(),
              smallCold.report.time_s * 1e3, smallCold.report.iterations, smallWarm.report.time_s * 1e3,
              smallWarm.report.iterations);
    }
};

PLENUM_TEST(LoopLadderTest)
#include "loop_ladder_test.moc"
