// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "tests/unit/twin/liquid/loop_builder.h"
#include "twin/liquid/heat_exchanger.h"
#include "twin/liquid/valve_motion.h"

#include <cmath>

using namespace twin;
using namespace twin::liquid;
using namespace plenum::test;

namespace {

using What = TransientEvent::What;

TransientEvent heatTo(int link, double share) {
    TransientEvent event;
    event.what = What::Heat;
    event.at_s = 5;
    event.link = link;
    event.value = share;
    return event;
}

ControlledValve controlledValve(int straight, int bypass, int sensed, double set_C) {
    ControlledValve valve;
    valve.straight = straight;
    valve.bypass = bypass;
    valve.sensed = sensed;
    valve.refDrop_Pa = 20e3;
    valve.set_C = set_C;
    valve.controlled = true;
    return valve;
}

/// Where its controller has the valves at the start.
TransientNetwork atRest(Network network, std::vector<ControlledValve> valves) {
    TransientNetwork out;
    for (ControlledValve& valve : valves) setPosition(network, valve, valve.bypass < 0 ? 1 : 0.5);
    (void)solveControlled(network, valves);
    out.network = network;
    out.valves = valves;
    out.stores.resize(network.links.size());
    return out;
}

/// Pump, rack with plates, return pipe, then a cooler that leaves at 20 °C or round it: a three-way valve before the pump holds
/// 32 °C.
TransientNetwork mixingCircuit() {
    Network network = nodesOnly(5);
    network.links = {pump("pump", 0, 1, 3e5, 2e-3, 2e5), resistance("rack", 1, 4, 2e-3, 1e5), resistance("cooler", 2, 3, 2e-3, 2e4), resistance("straight", 3, 0, 2e-3, 20e3),
                     resistance("bypass", 2, 0, 2e-3, 20e3), pipe("return", 4, 2, 20, 0.05)};
    network.links[1].heat_W = 60e3;
    network.links[2].setOutlet = true;
    network.links[2].outlet_C = 20;
    network.vessels.push_back({0, 1.5e5});
    TransientNetwork out = atRest(network, {controlledValve(3, 4, 0, 32)});
    out.stores[1] = {4e-3, 40e3, 12e3, 0, 85};
    return out;
}

/// A rack's branch between a pump and a cooler of 20 °C: a throttling valve in its return holds 40 °C.
TransientNetwork returnCircuit() {
    Network network = nodesOnly(5);
    network.links = {pump("pump", 0, 1, 3e5, 4e-3, 2e5), resistance("rack", 1, 4, 2e-3, 5e4), resistance("valve", 2, 3, 2e-3, 2e4), resistance("cooler", 3, 0, 2e-3, 2e4), pipe("return", 4, 2, 20, 0.032)};
    network.links[1].heat_W = 60e3;
    network.links[3].setOutlet = true;
    network.links[3].outlet_C = 20;
    network.vessels.push_back({0, 1.5e5});
    TransientNetwork out = atRest(network, {controlledValve(2, -1, 2, 40)});
    out.stores[1] = {4e-3, 40e3, 12e3, 0, 85};
    return out;
}

double rhoC(const TransientNetwork& loop) {
    const LoopResult state = solveNetwork(loop.network).loops[0];
    return state.density_kg_m3 * state.heatCapacity_J_kgK;
}

int turns(const std::vector<float>& series, float least) {
    int count = 0;
    float last = series.front(), direction = 0;
    for (float value : series) {
        if (std::abs(value - last) < least) continue;
        if (direction * (value - last) < 0) ++count;
        direction = value - last;
        last = value;
    }
    return count;
}

}  // namespace

class ValveMotionTest : public QObject {
    Q_OBJECT

  private slots:
    /// Half the load: the return falls by half of its rise over 32 °C, the share of straight water is (T_r − 32) / (T_r − 20).
    void mixingFollowsTheLoad() {
        const TransientNetwork loop = mixingCircuit();
        TransientOptions options;
        options.end_s = 400;
        const auto result = solveTransient({loop}, {}, {heatTo(1, 0.5)}, {{0, 1}, {0, 3}}, options);
        QVERIFY(result.report.usable());
        const ValveHistory& valve = result.valves.at(0);
        const double flow = result.links[0].flow_m3_s.back(), return_C = 32 + 30e3 / (rhoC(loop) * flow);
        QVERIFY2(std::abs(valve.temperature_C.back() - 32) < 0.012, qPrintable(QString::number(valve.temperature_C.back())));
        QVERIFY(std::abs(result.links[0].outlet_C.back() - return_C) < 0.02);
        const double share = result.links[1].flow_m3_s.back() / flow;
        QVERIFY2(std::abs(share / ((return_C - 32) / (return_C - 20)) - 1) < 0.005, qPrintable(QString::number(share)));
        for (std::size_t n = 1; n < valve.position.size(); ++n) {  // no faster than its stroke, and always the same way
            QVERIFY(std::abs(valve.position[n] - valve.position[n - 1]) <= (result.time_s[n] - result.time_s[n - 1]) / 90 + 1e-6);
            QVERIFY(std::abs(valve.temperature_C[n] - 32) < 0.5);
        }
        QCOMPARE(turns(valve.position, 5e-3f), 0);
        QVERIFY(result.energyResidual < 1e-8);
    }

    void atRestItRests() {
        const auto result = solveTransient({mixingCircuit(), returnCircuit()}, {}, {}, {{0, 1}});
        for (const ValveHistory& valve : result.valves) QVERIFY(std::abs(valve.position.back() - valve.position.front()) < 1e-4);
    }

    /// A slow actuator leaves the mixture off its set point for as long as it runs.
    void strokeTimeCosts() {
        TransientNetwork loop = mixingCircuit();
        const auto worst = [&](double stroke_s) {
            loop.valves[0].stroke_s = stroke_s;
            double most = 0;
            const auto result = solveTransient({loop}, {}, {heatTo(1, 0)}, {});
            for (float value : result.valves[0].temperature_C) most = std::max(most, std::abs(double(value) - 32));
            return most;
        };
        const double quick = worst(10), slow = worst(600);
        QVERIFY2(slow > 2 * quick && slow > 1, qPrintable(QString("%1 %2").arg(quick).arg(slow)));
    }

    /// Out of reach: no water colder than 20 °C.
    void endsAtItsEnd() {
        TransientNetwork loop = mixingCircuit();
        loop.valves[0].set_C = 15;
        const auto result = solveTransient({loop}, {}, {}, {});
        QCOMPARE(result.valves[0].position.back(), 1.0f);
        QVERIFY(std::abs(result.valves[0].temperature_C.back() - 20) < 0.01);
    }

    /// q = Q / (ρ c (40 − 20)) after the load has moved, up or down, without hunting.
    void throttlingFollowsTheLoad_data() {
        QTest::addColumn<double>("load");
        for (double load : {0.3, 0.5, 0.8, 1.2, 1.5}) QTest::addRow("%g", load) << load;
    }
    void throttlingFollowsTheLoad() {
        QFETCH(double, load);
        const TransientNetwork loop = returnCircuit();
        TransientOptions options;
        options.end_s = 2500;
        const auto result = solveTransient({loop}, {}, {heatTo(1, load)}, {{0, 1}}, options);
        const double wanted = load * 60e3 / (rhoC(loop) * 20);
        const auto& flow = result.links[0].flow_m3_s;
        QVERIFY2(std::abs(flow.back() / wanted - 1) < 2e-3, qPrintable(QString("%1 against %2").arg(flow.back()).arg(wanted)));
        QVERIFY(std::abs(result.valves[0].temperature_C.back() - 40) < 0.05);
        QVERIFY2(turns(flow, static_cast<float>(0.005 * wanted)) <= 1, qPrintable(QString::number(turns(flow, static_cast<float>(0.005 * wanted)))));
        const auto [least, most] = std::minmax_element(flow.begin(), flow.end());
        const double step = std::abs(wanted - flow.front());
        QVERIFY2(load < 1 ? *least > wanted - 0.1 * step : *most < wanted + 0.1 * step, "overshoot");
    }

    /// Two branches on a pump that holds its Δp: one shuts, the other keeps its flow at every moment.
    void heldDifferenceIsHeldInTime() {
        Network network = nodesOnly(2);
        network.links = {pump("pump", 0, 1, 3e5, 4e-3, 2.5e5), resistance("a", 1, 0, 2e-3, 1e5), resistance("b", 1, 0, 2e-3, 1e5)};
        network.links[0].control = PumpControl::DifferentialPressure;
        network.links[0].setDifference_Pa = 1e5;
        network.vessels.push_back({0, 1.5e5});
        TransientEvent shut;
        shut.what = What::Close;
        shut.at_s = 5;
        shut.link = 2;
        shut.over_s = 30;
        TransientNetwork loop;
        loop.network = network;
        const auto result = solveTransient({loop}, {}, {shut}, {{0, 1}, {0, 2}});
        for (float flow : result.links[0].flow_m3_s) QVERIFY(std::abs(flow / result.links[0].flow_m3_s.front() - 1) < 1e-5);
        QCOMPARE(result.links[1].flow_m3_s.back(), 0.0f);
    }

    /// Air that warms takes the supply along: T = T_air + Q / (ε C_min) − Q / C_hot.
    void airSideFollowsTheAir() {
        TransientNetwork loop;
        loop.network = nodesOnly(3);
        loop.network.links = {pump("pump", 0, 1, 3e5, 1.5e-3, 2e5), resistance("coil", 1, 2, 1.5e-3, 4e4), resistance("rack", 2, 0, 1.5e-3, 6e4)};
        loop.network.links[1].setOutlet = true;
        loop.network.links[1].outlet_C = 32;
        loop.network.links[2].heat_W = 60e3;
        loop.network.vessels.push_back({0, 1.5e5});
        loop.stores = {{5e-3}, {10e-3}, {4e-3}};
        Exchanger coil;
        coil.hotNetwork = 0, coil.hotLink = 1;
        coil.ua_W_K = 12e3, coil.set_C = 32, coil.airCapacity_W_K = 9e3;
        coil.airTime_s = {0, 100, 160}, coil.air_C = {18, 18, 34};
        const auto result = solveTransient({loop}, {coil}, {}, {{0, 1}});
        QVERIFY(std::abs(result.links[0].outlet_C.front() - 32) < 1e-6);
        const double hot_W_K = rhoC(loop) * result.links[0].flow_m3_s.back(), ntu = 12e3 / hot_W_K, ratio = hot_W_K / 9e3;
        const double effectiveness = (1 - std::exp(-ntu * (1 - ratio))) / (1 - ratio * std::exp(-ntu * (1 - ratio)));
        const double expected = 34 + 60e3 / (effectiveness * hot_W_K) - 60e3 / hot_W_K;
        QVERIFY2(expected > 33 && std::abs(result.links[0].outlet_C.back() - expected) < 0.02, qPrintable(QString("%1 against %2").arg(result.links[0].outlet_C.back()).arg(expected)));
        QVERIFY(std::abs(result.links[0].taken_W.back() - 60e3) < 60);
        QVERIFY(result.energyResidual < 1e-8);
    }
};

PLENUM_TEST(ValveMotionTest)
#include "valve_motion_test.moc"
