// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "twin/liquid/hydraulic_chains.h"
#include "twin/liquid/hydraulic_solver.h"
#include "twin/liquid/inp_hydraulics.h"
#include "twin/liquid/sample_networks.h"
#include "twin/liquid/textbook_gradient.h"

#include <algorithm>
#include <cmath>

using namespace twin;
using namespace twin::liquid;

namespace {

HydraulicNetwork town(unsigned seed) { return hydraulicsAtStart(townNetwork(18, seed)); }

/// A source at node 0 and junctions of the given demands, joined by like pipes.
HydraulicNetwork pipes(const std::vector<double>& demands_L_s, const std::vector<std::pair<int, int>>& ends) {
    HydraulicNetwork network = town(1);
    HydraulicLink pipe = network.links.front();
    network.links.clear();
    network.nodes.clear();
    for (std::size_t i = 0; i < demands_L_s.size(); ++i) {
        HydraulicNode node;
        node.name = "N" + std::to_string(i);
        node.fixed = i == 0;
        node.head_m = i == 0 ? 50 : 0;
        node.demand_m3_s = demands_L_s[i] / 1000;
        network.nodes.push_back(node);
    }
    for (const auto& [from, to] : ends) {
        pipe.name = "P" + std::to_string(network.links.size());
        pipe.from = from;
        pipe.to = to;
        network.links.push_back(pipe);
    }
    return network;
}

/// Largest imbalance of a junction over the largest flow, from the result alone.
double imbalance(const HydraulicNetwork& network, const HydraulicResult& result) {
    std::vector<double> net(network.nodes.size(), 0);
    double worst = 0, largest = 1e-6;
    for (std::size_t k = 0; k < network.links.size(); ++k) {
        net[static_cast<std::size_t>(network.links[k].from)] -= result.flow_m3_s[k];
        net[static_cast<std::size_t>(network.links[k].to)] += result.flow_m3_s[k];
        largest = std::max(largest, std::abs(result.flow_m3_s[k]));
    }
    for (std::size_t i = 0; i < net.size(); ++i) {
        if (!(std::abs(net[i] - result.outflow_m3_s[i]) <= worst)) worst = std::abs(net[i] - result.outflow_m3_s[i]);
    }
    return worst / largest;
}

/// Largest |Δh − f(q)| over the range of heads, from the result alone; pipes by Hazen and Williams without minor loss.
double lossError(const HydraulicNetwork& network, const HydraulicResult& result) {
    const auto [low, high] = std::minmax_element(result.head_m.begin(), result.head_m.end());
    double worst = 0;
    for (std::size_t k = 0; k < network.links.size(); ++k) {
        const HydraulicLink& pipe = network.links[k];
        if (pipe.status <= LinkStatus::Closed) continue;
        const double q = result.flow_m3_s[k], size = std::abs(q);
        const double steep = network.pipePower * pipe.resistance * std::pow(size, network.pipePower - 1);
        const double loss = q * std::max(steep, network.leastSlope) / network.pipePower;
        const double fall = result.head_m[static_cast<std::size_t>(pipe.from)] - result.head_m[static_cast<std::size_t>(pipe.to)];
        if (!(std::abs(fall - loss) <= worst)) worst = std::abs(fall - loss);
    }
    return worst / (*high - *low);
}

double largestDifference(const std::vector<double>& a, const std::vector<double>& b) {
    double most = 0;
    for (std::size_t i = 0; i < a.size(); ++i) most = std::max(most, std::isfinite(a[i] - b[i]) ? std::abs(a[i] - b[i]) : 1e300);
    return most;
}

}  // namespace

class HydraulicChainsTest : public QObject {
    Q_OBJECT

  private slots:
    /// Trees, chains and still parts of small networks, by hand.
    void findsWhatNeedsNoUnknown() {
        // 0 source – 1 – ring 1 2 3 4 with a tree 3 – 5 – 6, and a ring 4 7 8 without demand.
        const HydraulicNetwork network = pipes({0, 0, 1, 0, 2, 0, 3, 0, 0}, {{0, 1}, {1, 2}, {2, 3}, {4, 3}, {1, 4}, {3, 5}, {6, 5}, {4, 7}, {7, 8}, {8, 4}});
        HydraulicChains chains;
        chains.find(network, {});
        for (const std::size_t node : {5u, 6u, 7u, 8u}) QVERIFY(chains.holdsNode(node));
        QVERIFY(!chains.holdsNode(0));
        std::size_t inside = 0;
        for (std::size_t i = 1; i < 5; ++i) inside += chains.holdsNode(i);
        QCOMPARE(inside, std::size_t(2));  // the ring is cut at one node besides node 1
        QCOMPARE(chains.count(), std::size_t(2));
        const HydraulicResult result = solveHydraulics(network);
        QVERIFY(result.report.status == SolveStatus::Converged);
        QVERIFY(imbalance(network, result) < 1e-12 && lossError(network, result) < 1e-9);
        QVERIFY(std::abs(result.flow_m3_s[6] + 0.003) < 1e-15);  // drawn against the flow
        for (const std::size_t still : {7u, 8u, 9u}) QCOMPARE(result.flow_m3_s[still], 0.0);
        QCOMPARE(result.head_m[8], result.head_m[4]);
    }

    /// All a tree: no equation is left.
    void solvesATree() {
        const HydraulicNetwork network = pipes({0, 1, -0.5, 2}, {{0, 1}, {2, 1}, {1, 3}});
        const HydraulicResult result = solveHydraulics(network);
        QVERIFY(result.report.status == SolveStatus::Converged);
        QVERIFY(imbalance(network, result) < 1e-12 && lossError(network, result) < 1e-12);
    }

    void agreesWithThePlainSolver() {
        for (unsigned seed = 1; seed <= 6; ++seed) {
            HydraulicNetwork network = town(seed);
            if (seed > 3)  // still parts and negative demands
                for (std::size_t i = 0; i < network.nodes.size(); ++i) network.nodes[i].demand_m3_s *= i % 9 < 6 ? 0 : i % 9 == 7 ? -0.4 : 1;
            const HydraulicResult ours = solveHydraulics(network), plain = solveByTextbook(network, 1e-6);
            QVERIFY(ours.report.status == SolveStatus::Converged && ours.report.residual <= 1e-9);
            QVERIFY(imbalance(network, ours) < 1e-12 && lossError(network, ours) < 1e-9);
            QVERIFY(plain.report.residual < 1e-4);  // it does not come to rest in still water
            QVERIFY(largestDifference(ours.head_m, plain.head_m) < 1e-3);
            QVERIFY(largestDifference(ours.flow_m3_s, plain.flow_m3_s) < 1e-4);
        }
    }

    /// Pipes of chains and trees narrowed, shut and opened again, against a solver of the changed network.
    void editsAnyPipe() {
        const HydraulicNetwork network = hydraulicsAtStart(townNetwork(7, 2));
        for (std::size_t k = 0; k < network.links.size(); ++k) {
            HydraulicSolver solver(network);
            solver.solve();
            HydraulicNetwork other = network;
            for (const bool shut : {false, true}) {
                other.links[k].resistance = network.links[k].resistance * 1.7;
                other.links[k].status = shut ? LinkStatus::Closed : LinkStatus::Open;
                solver.setLink(k, other.links[k]);
                const HydraulicResult warm = solver.solveAgain(), cold = solveHydraulics(other);
                QVERIFY2(warm.report.status == cold.report.status, network.links[k].name.c_str());
                if (cold.report.status != SolveStatus::Converged) continue;  // shut, and nothing else leads there
                QVERIFY2(imbalance(other, warm) < 1e-12 && lossError(other, warm) < 1e-9, network.links[k].name.c_str());
                QVERIFY2(largestDifference(warm.head_m, cold.head_m) < 1e-6, network.links[k].name.c_str());
            }
            solver.setLink(k, network.links[k]);
            QVERIFY(solver.solveAgain().report.status == SolveStatus::Converged);
        }
    }

    /// Other demands on the same network, warm: still parts wake up.
    void takesOtherDemands() {
        HydraulicNetwork network = town(4);
        for (std::size_t i = 0; i < network.nodes.size(); ++i) network.nodes[i].demand_m3_s *= i % 3 ? 0 : 1;
        HydraulicSolver solver(network);
        solver.solve();
        for (HydraulicNode& node : network.nodes) node.demand_m3_s = node.fixed ? 0 : node.demand_m3_s * 0.7 + 1e-5;
        solver.setNetwork(network);
        const HydraulicResult warm = solver.solveAgain();
        QVERIFY(warm.report.status == SolveStatus::Converged);
        QVERIFY(imbalance(network, warm) < 1e-12 && lossError(network, warm) < 1e-9);
        QVERIFY(largestDifference(warm.head_m, solveHydraulics(network).head_m) < 1e-6);
    }
};

PLENUM_TEST(HydraulicChainsTest)
#include "hydraulic_chains_test.moc"
