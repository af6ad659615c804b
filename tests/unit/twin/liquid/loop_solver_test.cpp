// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "tests/unit/twin/liquid/loop_builder.h"
#include "twin/liquid/loop_solver.h"

#include <cmath>
#include <numbers>

using namespace twin;
using namespace twin::liquid;
using namespace plenum::test;

namespace {

/// Water at 40 °C throughout, so that closed forms hold.
SolveOptions onePass() {
    SolveOptions options;
    options.maxTemperaturePasses = 1;
    return options;
}

Network at40(int nodes) {
    Network network = nodesOnly(nodes);
    network.startTemperature_C = 40;
    return network;
}

/// A quadratic resistance whose coefficient is exactly drop / flow² in water at 40 °C.
Link quadratic(const std::string& name, int from, int to, double flow_m3_s, double drop_Pa) {
    Link link = resistance(name, from, to, flow_m3_s, drop_Pa);
    link.refDensity_kg_m3 = density_kg_m3(Fluid::Water, 40);
    link.refViscosity_Pa_s = viscosity_Pa_s(Fluid::Water, 40);
    return link;
}

bool near(double value, double wanted, double relative = 1e-8) { return std::abs(value - wanted) <= relative * std::abs(wanted); }

}  // namespace

class LoopSolverTest : public QObject {
    Q_OBJECT

  private slots:
    // h0 − c q² = R q²  →  q = √(h0 / (c + R))
    void pumpMeetsTheSystemCurve() {
        Network network = at40(3);
        network.links = {pump("P", 0, 1, 2e5, 2e-3, 1.4e5), quadratic("A", 1, 2, 1e-3, 3e4), quadratic("B", 2, 0, 2e-3, 5e4)};
        const NetworkResult result = solveNetwork(network, onePass());
        const double c = 6e4 / 4e-6, r = 3e4 / 1e-6 + 5e4 / 4e-6;
        QVERIFY(result.report.status == SolveStatus::Converged);
        QVERIFY(result.report.residual <= 1e-9);
        for (const LinkResult& link : result.links) QVERIFY(near(link.flow_m3_s, std::sqrt(2e5 / (c + r))));
        QVERIFY(near(result.links[0].hydraulicPower_W, -result.links[0].flow_m3_s * result.links[0].drop_Pa));
    }

    void parallelPairSplitsByTheRootOfItsResistances() {
        Network network = at40(2);
        network.links = {pump("P", 0, 1, 2e5, 2e-3, 1.4e5), quadratic("A", 1, 0, 1e-3, 3e4), quadratic("B", 1, 0, 1e-3, 1.2e5)};
        const NetworkResult result = solveNetwork(network, onePass());
        QVERIFY(result.report.status == SolveStatus::Converged);
        QVERIFY(near(result.links[1].flow_m3_s / result.links[2].flow_m3_s, 2));
        QVERIFY(near(result.links[1].flow_m3_s + result.links[2].flow_m3_s, result.links[0].flow_m3_s));
    }

    // Hagen–Poiseuille: Δp = 128 µ L q / (π D⁴)
    void laminarPipeIsHagenPoiseuille() {
        Network network = at40(2);
        Link driver = pump("P", 0, 1, 5e3, 1e-3, 1e3);
        driver.control = PumpControl::DifferentialPressure;
        driver.setDifference_Pa = 400;
        network.links = {driver, pipe("tube", 1, 0, 10, 0.006)};
        const NetworkResult result = solveNetwork(network, onePass());
        const double wanted =
            400 * std::numbers::pi * std::pow(0.006, 4) / (128 * viscosity_Pa_s(Fluid::Water, 40) * 10);
        QVERIFY(result.links[1].reynolds < 2000);
        QVERIFY(near(result.links[1].flow_m3_s, wanted));
        QVERIFY(near(result.links[1].drop_Pa, 400));
        QVERIFY(result.links[0].speed > 0 && result.links[0].speed < 0.4);
    }

    void heldDifferenceEndsAtTheFullSpeedCurve() {
        Network network = at40(2);
        Link driver = pump("P", 0, 1, 2e5, 2e-3, 1.4e5);
        driver.control = PumpControl::DifferentialPressure;
        driver.setDifference_Pa = 1.9e5;
        network.links = {driver, quadratic("A", 1, 0, 2e-3, 5e4)};
        const NetworkResult result = solveNetwork(network, onePass());
        QVERIFY(result.report.status == SolveStatus::Converged);
        QVERIFY(near(result.links[0].flow_m3_s, std::sqrt(2e5 / (6e4 / 4e-6 + 5e4 / 4e-6))));
        QVERIFY(near(result.links[0].speed, 1));
    }

    void limiterHoldsItsFlow() {
        Network network = at40(2);
        Link valve = quadratic("valve", 1, 0, 1e-3, 2e4);
        valve.maxFlow_m3_s = 8e-4;
        network.links = {pump("P", 0, 1, 2e5, 4e-3, 1.4e5), valve, quadratic("open", 1, 0, 1e-3, 2e4)};
        const NetworkResult result = solveNetwork(network, onePass());
        QVERIFY(result.report.status == SolveStatus::Converged);
        QVERIFY(near(result.links[1].flow_m3_s, 8e-4, 1e-5));
        QVERIFY(result.links[2].flow_m3_s > 2e-3);
    }

    void flowControlledPumpSlowsDown() {
        Network network = at40(2);
        Link driver = pump("P", 0, 1, 2e5, 4e-3, 1.4e5);
        driver.maxFlow_m3_s = 1e-3;
        network.links = {driver, quadratic("A", 1, 0, 1e-3, 2e4)};
        const NetworkResult result = solveNetwork(network, onePass());
        QVERIFY(near(result.links[0].flow_m3_s, 1e-3, 1e-5));
        QVERIFY(near(result.links[0].speed, std::sqrt((2e4 + 6e4 / 16) / 2e5), 1e-5));
    }

    void parallelUnitsShareTheFlow() {
        Network one = at40(2), two = at40(2);
        one.links = {pump("P", 0, 1, 2e5, 2e-3, 1.4e5), quadratic("A", 1, 0, 2e-3, 5e4)};
        one.links[0].units = 2;
        two.links = {pump("P1", 0, 1, 2e5, 2e-3, 1.4e5), pump("P2", 0, 1, 2e5, 2e-3, 1.4e5), quadratic("A", 1, 0, 2e-3, 5e4)};
        const NetworkResult a = solveNetwork(one, onePass()), b = solveNetwork(two, onePass());
        QVERIFY(near(a.links[0].flow_m3_s, b.links[0].flow_m3_s + b.links[1].flow_m3_s));
        QVERIFY(near(b.links[0].flow_m3_s, b.links[1].flow_m3_s));
    }

    void nothingFlowsBackThroughAWeakPump() {
        Network network = at40(2);
        network.links = {pump("strong", 0, 1, 3e5, 2e-3, 2.8e5), pump("weak", 0, 1, 1e5, 2e-3, 5e4), quadratic("A", 1, 0, 2e-3, 2.5e5)};
        const NetworkResult result = solveNetwork(network, onePass());
        QVERIFY(result.report.status == SolveStatus::Converged);
        QCOMPARE(result.links[1].flow_m3_s, 0.0);
        QVERIFY(near(result.links[0].flow_m3_s, result.links[2].flow_m3_s));
        QVERIFY(near(result.links[0].flow_m3_s, std::sqrt(3e5 / (2e4 / 4e-6 + 2.5e5 / 4e-6))));
    }

    void checkValveAgainstTheOnlyWayStopsTheLoop() {
        Network network = at40(3);
        Link check = quadratic("check", 2, 1, 1e-3, 1e3);
        check.checkValve = true;
        network.links = {pump("P", 0, 1, 2e5, 2e-3, 1.4e5), check, pipe("pipe", 2, 0, 5, 0.05), pipe("pipe 2", 2, 0, 5, 0.05)};
        const NetworkResult result = solveNetwork(network, onePass());
        QVERIFY(result.report.status == SolveStatus::Converged);
        for (const LinkResult& link : result.links) QVERIFY(std::abs(link.flow_m3_s) < 1e-12);
        QVERIFY(near(result.nodes[1].pressure_Pa - result.nodes[2].pressure_Pa, 2e5, 1e-6));
    }

    void closedValveIsolatesItsBranch() {
        Network network = ladder(2, 4);
        for (std::size_t k = 0; k < network.links.size(); ++k)
            if (network.links[k].name == "row 1 rack 2 valve") network.links[k].closed = true;
        const NetworkResult result = solveNetwork(network);
        QVERIFY(result.report.status == SolveStatus::Converged);
        int checked = 0, told = 0;
        for (std::size_t k = 0; k < network.links.size(); ++k) {
            if (network.links[k].name.rfind("row 1 rack 2 valve", 0) != 0 && network.links[k].name != "row 1 rack 2") continue;
            QCOMPARE(result.links[k].flow_m3_s, 0.0);
            QVERIFY(std::isnan(result.links[k].outlet_C));
            ++checked;
        }
        for (const Issue& issue : result.issues) told += issue.code == "liquid.noFlow" && issue.itemName == "row 1 rack 2";
        QCOMPARE(checked, 2);
        QCOMPARE(told, 1);
    }

    void separateLoopsHaveTheirOwnPressure() {
        Network network = at40(4);
        network.links = {pump("P", 0, 1, 2e5, 2e-3, 1.4e5), quadratic("A", 1, 0, 1e-3, 3e4),
                         pump("Q", 2, 3, 1e5, 2e-3, 5e4), quadratic("B", 3, 2, 1e-3, 3e4)};
        network.vessels = {{1, 4e5}};
        network.referencePressure_Pa = 1.2e5;
        const NetworkResult result = solveNetwork(network, onePass());
        QCOMPARE(result.loops.size(), std::size_t{2});
        QCOMPARE(result.nodes[1].pressure_Pa, 4e5);
        QCOMPARE(result.nodes[2].pressure_Pa, 1.2e5);
        QVERIFY(near(result.links[2].flow_m3_s, std::sqrt(1e5 / (5e4 / 4e-6 + 3e10))));
        QVERIFY(result.nodes[0].loop != result.nodes[2].loop);
    }

    void standingColumnHasItsWeight() {
        Network network = at40(3);
        network.nodes[2].elevation_m = 10;
        network.links = {pump("P", 0, 1, 2e5, 2e-3, 1.4e5), quadratic("A", 1, 0, 1e-3, 3e4), pipe("riser", 0, 2, 10, 0.05)};
        network.vessels = {{0, 3e5}};
        const NetworkResult result = solveNetwork(network, onePass());
        QVERIFY(near(result.nodes[2].pressure_Pa, 3e5 - density_kg_m3(Fluid::Water, 40) * 9.80665 * 10));
        QCOMPARE(result.links[2].flow_m3_s, 0.0);
    }

    void stoppedPumpOrNoPumpIsStillWater() {
        Network network = at40(3);
        network.links = {pump("P", 0, 1, 2e5, 2e-3, 1.4e5), quadratic("A", 1, 0, 1e-3, 3e4), quadratic("B", 1, 2, 1e-3, 3e4),
                         quadratic("C", 2, 1, 1e-3, 3e4)};
        network.links[0].speed = 0;
        const NetworkResult result = solveNetwork(network, onePass());
        QVERIFY(result.report.usable());
        for (const LinkResult& link : result.links) QCOMPARE(link.flow_m3_s, 0.0);
        QVERIFY(result.issues.empty());
    }

    void nonsenseIsNamedAndLeftOut() {
        Network network = at40(2);
        network.links = {pump("P", 0, 1, 2e5, 2e-3, 1.4e5), quadratic("A", 1, 0, 1e-3, 3e4), pipe("no diameter", 1, 0, 5, 0),
                         quadratic("loose end", 1, 7, 1e-3, 3e4), quadratic("to itself", 1, 1, 1e-3, 3e4),
                         quadratic("nan", 1, 0, std::nan(""), 3e4)};
        const NetworkResult result = solveNetwork(network, onePass());
        QVERIFY(result.report.status == SolveStatus::Converged);
        QCOMPARE(result.issues.size(), std::size_t{4});
        for (const Issue& issue : result.issues) QCOMPARE(issue.code, std::string("liquid.badLink"));
        QVERIFY(near(result.links[1].flow_m3_s, std::sqrt(2e5 / (6e4 / 4e-6 + 3e10))));
    }

    void emptyNetworkIsNothingToSolve() {
        QVERIFY(solveNetwork({}).report.status == SolveStatus::NothingToSolve);
        QVERIFY(solveNetwork(nodesOnly(3)).report.status == SolveStatus::NothingToSolve);
    }

    void stopTokenCancels() {
        std::stop_source source;
        source.request_stop();
        QVERIFY(solveNetwork(ladder(3, 5), {}, source.get_token()).report.status == SolveStatus::Cancelled);
    }

    void aSecondVesselIsReported() {
        Network network = at40(2);
        network.links = {pump("P", 0, 1, 2e5, 2e-3, 1.4e5), quadratic("A", 1, 0, 1e-3, 3e4)};
        network.vessels = {{0, 2e5}, {1, 2e5}};
        const NetworkResult result = solveNetwork(network, onePass());
        QCOMPARE(result.nodes[0].pressure_Pa, 2e5);
        QCOMPARE(result.issues.size(), std::size_t{1});
        QCOMPARE(result.issues[0].code, std::string("liquid.secondVessel"));
    }
};

PLENUM_TEST(LoopSolverTest)
#include "loop_solver_test.moc"
