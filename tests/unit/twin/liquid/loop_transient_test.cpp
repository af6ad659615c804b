// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "tests/unit/twin/liquid/loop_builder.h"
#include "twin/liquid/loop_solver.h"
#include "twin/liquid/loop_transient.h"

#include <cmath>
#include <numbers>

using namespace twin;
using namespace twin::liquid;
using namespace plenum::test;

namespace {

constexpr double kHeat_W = 120e3, kFlow_m3_s = 1.5e-3;
constexpr double kPlate_J_K = 40e3, kConductance_W_K = 12e3, kPlateVolume_m3 = 4e-3;

/// Pump, sink with a set outlet, supply pipe, one rack, return pipe.
struct RackLoop {
    TransientNetwork loop;
    enum { kPump, kSink, kSupply, kRack, kReturn };
    double volume_m3 = 0;

    RackLoop() {
        Network& network = loop.network;
        network = nodesOnly(5);
        network.links = {pump("pump", 0, 1, 3e5, kFlow_m3_s, 2e5), resistance("sink", 1, 2, kFlow_m3_s, 4e4),
                         pipe("supply", 2, 3, 30, 0.05), resistance("rack", 3, 4, kFlow_m3_s, 6e4, 0.3),
                         pipe("return", 4, 0, 30, 0.05)};
        network.links[kSink].setOutlet = true;
        network.links[kSink].outlet_C = 30;
        network.links[kRack].heat_W = kHeat_W;
        network.vessels.push_back({0, 1.5e5});
        loop.stores.resize(5);
        loop.stores[kPump].volume_m3 = 5e-3;
        loop.stores[kSink].volume_m3 = 20e-3;
        loop.stores[kRack] = {kPlateVolume_m3, kPlate_J_K, kConductance_W_K, 5e-5, 85};
        volume_m3 = 5e-3 + 20e-3 + kPlateVolume_m3 + 2 * 30 * std::numbers::pi / 4 * 0.05 * 0.05;
    }
};

double rhoC() {
    const FluidProperties fluid = properties(Fluid::Water, 40);
    return fluid.density_kg_m3 * fluid.heatCapacity_J_kgK;
}

TransientEvent happens(TransientEvent::What what, double at_s, int link, double over_s = 0, double value = 0) {
    TransientEvent one;
    one.what = what;
    one.at_s = at_s;
    one.link = link;
    one.over_s = over_s;
    one.value = value;
    return one;
}

double slope_K_s(const TransientResult& result, double from_s, double to_s) {
    std::size_t a = 0, b = 0;
    for (std::size_t i = 0; i < result.time_s.size(); ++i) {
        if (result.time_s[i] <= from_s) a = i;
        if (result.time_s[i] <= to_s) b = i;
    }
    return (result.links[0].chip_C[b] - result.links[0].chip_C[a]) / (result.time_s[b] - result.time_s[a]);
}

}  // namespace

class LoopTransientTest : public QObject {
    Q_OBJECT

  private slots:
    void withoutEventNothingMoves() {
        const RackLoop rack;
        const TransientResult result = solveTransient({rack.loop}, {}, {}, {{0, RackLoop::kRack}});
        QVERIFY(result.report.usable());
        QVERIFY(std::abs(result.links[0].chip_C.back() - result.links[0].chip_C.front()) < 1e-4);
        // Chip = coolant leaving + Q/G + Q·R: two cells, the hotter is the second.
        const double leaving = result.links[0].outlet_C.front();
        QVERIFY(std::abs(result.links[0].chip_C.front() - (leaving + kHeat_W / kConductance_W_K + kHeat_W * 5e-5)) < 1e-3);
        QVERIFY(result.energyResidual < 1e-9);
    }

    /// Case (a): the sink is lost, the pump runs on: dT/dt = Q / (ρ c V + C_plates).
    void lostSinkWarmsTheWholeLoop() {
        const RackLoop rack;
        TransientOptions options;
        options.end_s = 300;
        const auto result = solveTransient({rack.loop}, {}, {happens(TransientEvent::What::LoseSink, 10, RackLoop::kSink)}, {{0, RackLoop::kRack}}, options);
        const double expected = kHeat_W / (rhoC() * rack.volume_m3 + kPlate_J_K);
        const double slope = slope_K_s(result, 200, 300);
        QVERIFY2(std::abs(slope / expected - 1) < 0.01, qPrintable(QString("%1 against %2 K/s").arg(slope).arg(expected)));
        QVERIFY(result.energyResidual < 1e-9);
        const double start = result.links[0].chip_C.front();
        QVERIFY(std::abs(result.links[0].secondsToLimit / ((85 - start) / expected) - 1) < 0.15);  // the loop's transit comes on top
    }

    /// Case (b): the pump stops at once: only the plate and the coolant in it take the heat.
    void stoppedPumpWarmsThePlateAlone() {
        const RackLoop rack;
        TransientOptions options;
        options.end_s = 40;
        options.step_s = 0.02;
        options.longestStep_s = 0.1;
        const auto result = solveTransient({rack.loop}, {}, {happens(TransientEvent::What::PumpTrip, 5, RackLoop::kPump)}, {{0, RackLoop::kRack}}, options);
        const double expected = kHeat_W / (kPlate_J_K + rhoC() * kPlateVolume_m3);
        const double slope = slope_K_s(result, 15, 30);
        QVERIFY2(std::abs(slope / expected - 1) < 0.01, qPrintable(QString("%1 against %2 K/s").arg(slope).arg(expected)));
        QVERIFY(result.links[0].secondsToLimit < 20);
        QVERIFY(result.energyResidual < 1e-9);
    }

    /// Coast-down n = n₀ / (1 + t/τ): flow through a quadratic loop follows the speed.
    void coastDownCarriesFlowForAWhile() {
        RackLoop rack;
        rack.loop.network.links[RackLoop::kRack].laminarShare = 0;
        TransientOptions options;
        options.end_s = 30;
        const auto result = solveTransient({rack.loop}, {}, {happens(TransientEvent::What::PumpTrip, 0, RackLoop::kPump, 4)}, {{0, RackLoop::kRack}}, options);
        for (std::size_t i = 0; i < result.time_s.size(); ++i) {
            if (result.time_s[i] < 1 || result.time_s[i] > 12) continue;
            const double share = result.links[0].flow_m3_s[i] / result.links[0].flow_m3_s[0];
            QVERIFY2(std::abs(share * (1 + result.time_s[i] / 4) - 1) < 0.05, qPrintable(QString::number(share)));  // pipes are not quite quadratic
        }
        const auto abrupt = solveTransient({rack.loop}, {}, {happens(TransientEvent::What::PumpTrip, 0, RackLoop::kPump)}, {{0, RackLoop::kRack}}, options);
        QVERIFY(result.links[0].secondsToLimit > abrupt.links[0].secondsToLimit + 2);
    }

    void standbyPumpSavesTheRack() {
        RackLoop rack;
        Link standby = pump("standby", 0, 1, 3e5, kFlow_m3_s, 2e5);
        standby.closed = true;
        rack.loop.network.links.push_back(standby);
        rack.loop.stores.push_back({5e-3});
        TransientOptions options;
        options.end_s = 200;
        const auto result = solveTransient({rack.loop}, {}, {happens(TransientEvent::What::PumpTrip, 5, RackLoop::kPump, 2), happens(TransientEvent::What::PumpStart, 8, 5, 4)},
                                           {{0, RackLoop::kRack}}, options);
        QVERIFY(std::isinf(result.links[0].secondsToLimit));
        QVERIFY(result.links[0].hottest_C > result.links[0].chip_C.front() + 1);
        QVERIFY(std::abs(result.links[0].chip_C.back() - result.links[0].chip_C.front()) < 0.1);  // the loop comes back to where it was
    }

    /// A step of the load: the steady end by hand.
    void loadStepSettlesAtTheNewBalance() {
        const RackLoop rack;
        TransientOptions options;
        options.end_s = 400;
        const auto result = solveTransient({rack.loop}, {}, {happens(TransientEvent::What::Heat, 5, RackLoop::kRack, 0, 0.5)}, {{0, RackLoop::kRack}}, options);
        const double flow = result.links[0].flow_m3_s.back();
        const double leaving = 30 + 0.5 * kHeat_W / (rhoC() * flow);
        QVERIFY(std::abs(result.links[0].outlet_C.back() - leaving) < 0.05);
    }

    void bufferTankBuysItsVolume() {
        RackLoop rack;
        TransientOptions options;
        options.end_s = 900;
        const auto lost = happens(TransientEvent::What::LoseSink, 0, RackLoop::kSink);
        const auto without = solveTransient({rack.loop}, {}, {lost}, {{0, RackLoop::kRack}}, options);
        rack.loop.network.nodes[2].volume_m3 = 0.3;
        const auto with = solveTransient({rack.loop}, {}, {lost}, {{0, RackLoop::kRack}}, options);
        const double perKelvin = rhoC() * rack.volume_m3 + kPlate_J_K;
        const double ratio = with.links[0].secondsToLimit / without.links[0].secondsToLimit;
        QVERIFY(ratio > 1.5);
        QVERIFY(std::abs(slope_K_s(with, 600, 900) * (perKelvin + rhoC() * 0.3) / kHeat_W - 1) < 0.02);
    }

    /// Two loops joined by an exchanger: FWS lost, TCS pumps run on; both warm together at Q over all that they hold.
    void exchangerJoinsTwoLoops() {
        RackLoop tcs, fws;
        fws.loop.network.links[RackLoop::kRack].heat_W = kHeat_W;  // the cold side of the CDU
        fws.loop.network.links[RackLoop::kSink].outlet_C = 20;
        fws.loop.stores[RackLoop::kRack] = {10e-3};
        const std::vector<Exchanger> cdu = {{0, RackLoop::kSink, 1, RackLoop::kRack, 60e3, 30}};
        TransientOptions options;
        options.end_s = 500;
        const auto steady = solveTransient({tcs.loop, fws.loop}, cdu, {}, {{0, RackLoop::kRack}}, options);
        QVERIFY(steady.report.usable());
        QVERIFY(std::abs(steady.links[0].chip_C.back() - steady.links[0].chip_C.front()) < 1e-3);
        TransientEvent lost = happens(TransientEvent::What::LoseSink, 5, RackLoop::kSink);
        lost.network = 1;
        const auto result = solveTransient({tcs.loop, fws.loop}, cdu, {lost}, {{0, RackLoop::kRack}}, options);
        const double held = rhoC() * (tcs.volume_m3 + fws.volume_m3 + 6e-3) + kPlate_J_K;
        const double slope = slope_K_s(result, 400, 500);
        QVERIFY2(std::abs(slope * held / kHeat_W - 1) < 0.02, qPrintable(QString::number(slope * held / kHeat_W)));
        QVERIFY(result.energyResidual < 1e-8);
    }

    /// Implicit Euler is of first order: halving the step halves the error of a stirred tank's exponential.
    void errorHalvesWithTheStep() {
        RackLoop rack;
        rack.loop.stores[RackLoop::kRack] = {50e-3};
        const auto at = [&](double step) {
            TransientOptions options;
            options.end_s = 20;
            options.step_s = options.longestStep_s = step;
            return solveTransient({rack.loop}, {}, {happens(TransientEvent::What::Heat, 0, RackLoop::kRack, 0, 2)}, {{0, RackLoop::kRack}}, options).links[0].outlet_C.back();
        };
        const double fine = at(0.0125), one = at(0.4) - fine, half = at(0.2) - fine;
        QVERIFY2(std::abs(one / half - 2) < 0.25, qPrintable(QString::number(one / half)));
    }

    void fastValveIsReportedAsWaterHammer() {
        RackLoop rack;
        rack.loop.network.links[RackLoop::kSupply].length_m = 300;
        TransientOptions options;
        options.end_s = 5;
        const auto fast = solveTransient({rack.loop}, {}, {happens(TransientEvent::What::Close, 1, RackLoop::kRack, 0.1)}, {}, options);
        QCOMPARE(fast.issues.size(), std::size_t(1));
        QCOMPARE(fast.issues[0].code, std::string("liquid.waterHammer"));
        const auto slow = solveTransient({rack.loop}, {}, {happens(TransientEvent::What::Close, 1, RackLoop::kRack, 3)}, {}, options);
        QVERIFY(slow.issues.empty());
    }

    /// Joukowsky: ρ a v with the coolant's own density.
    void surgeIsOfTheCoolant() {
        RackLoop rack;
        rack.loop.network.fluid = Fluid::PG55;
        rack.loop.network.links[RackLoop::kSupply].length_m = 300;
        TransientOptions options;
        options.end_s = 2;
        const auto fast = solveTransient({rack.loop}, {}, {happens(TransientEvent::What::Close, 1, RackLoop::kRack, 0.1)}, {}, options);
        QCOMPARE(fast.issues.size(), std::size_t(1));
        const NetworkResult steady = solveNetwork(rack.loop.network);
        double speed = 0;
        for (const LinkResult& link : steady.links) speed = std::max(speed, link.velocity_m_s);
        const double surge_kPa = std::stod(fast.issues[0].text.arguments[1]);
        QVERIFY(std::abs(surge_kPa - steady.loops[0].density_kg_m3 * 1200 * speed / 1000) < 0.02 * surge_kPa + 1);
    }

    void stopsWhenAsked() {
        const RackLoop rack;
        std::stop_source source;
        TransientOptions options;
        options.progress = [&](double share) {
            if (share > 0.2) source.request_stop();
        };
        const auto result = solveTransient({rack.loop}, {}, {}, {{0, RackLoop::kRack}}, options, source.get_token());
        QVERIFY(result.report.status == SolveStatus::Cancelled);
        QVERIFY(result.time_s.back() < 0.5 * options.end_s);
    }
};

PLENUM_TEST(LoopTransientTest)
#include "loop_transient_test.moc"
