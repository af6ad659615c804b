// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "tests/unit/twin/air/air_cases.h"
#include "twin/air/hall_transient.h"

#include <cmath>

using namespace twin;
using namespace twin::air;
using namespace twin::air::cases;

namespace {

constexpr double kMetal_J_K = 420 * 440;  // 420 kg of steel

std::vector<double> steps(double end_s, double step_s) {
    std::vector<double> times;
    for (double t = step_s; t <= end_s + 1e-9; t += step_s) times.push_back(t);
    return times;
}

/// All coolers lose their water; their fans go on.
HallTransientOptions waterLost(const AirCase& hall, double metal_J_K, double end_s) {
    HallTransientOptions o;
    o.times_s = steps(end_s, 2);
    for (std::size_t d = 0; d < hall.devices.size(); ++d) {
        const bool rack = hall.devices[d].kind == Device::Kind::Rack;
        o.stores.push_back({rack ? metal_J_K : 0, 0, 0, 0});
        if (!rack) o.events.push_back({0, d, {}, {}, {}, 0.0});
    }
    return o;
}

double openVolume_m3(const AirCase& hall) {
    const AirResult steady = solveAir(hall, {});
    double cells = 0;
    for (float t : steady.temperature_C) cells += !std::isnan(t);
    return cells * steady.dx * steady.dy * steady.dz;
}

double heat_W(const AirCase& hall) {
    double sum = 0;
    for (const Device& device : hall.devices) sum += device.kind == Device::Kind::Rack ? device.heat_W : 0;
    return sum;
}

}  // namespace

class HallTransientTest : public QObject {
    Q_OBJECT

  private slots:
    void nothingMovesWithoutEvents() {
        const AirCase hall = smallHall(4);
        HallTransientOptions o;
        o.times_s = steps(60, 2);
        const HallHistory h = solveHallTransient(hall, o);
        QVERIFY(h.report.usable());
        for (const auto& series : h.intake_C) QVERIFY(std::abs(series.back() - series.front()) < 1e-3f);
        QVERIFY(h.energyResidual < 1e-5);
    }

    /// All heat stays in the air and the metal: Q / Σ(m c).
    void sealedHallWarmsAtHeatOverCapacity() {
        const AirCase hall = smallHall(4);
        const HallTransientOptions o = waterLost(hall, kMetal_J_K, 2400);
        const HallHistory h = solveHallTransient(hall, o);
        QVERIFY(h.report.usable());
        const double capacity_J_K = hall.rho_kg_m3 * hall.cp_J_kgK * openVolume_m3(hall) + 8 * kMetal_J_K;
        const std::size_t n = h.time_s.size() - 1, m = n / 2;
        const double rate = double(h.meanAir_C[n] - h.meanAir_C[m]) / (h.time_s[n] - h.time_s[m]);
        qInfo("%.5f K/s, Q / Σ(m c) %.5f K/s, energy residual %.1e, %.2f s", rate, heat_W(hall) / capacity_J_K, h.energyResidual, h.report.time_s);
        QVERIFY2(std::abs(rate * capacity_J_K / heat_W(hall) - 1) < 0.01, qPrintable(QString::number(rate * capacity_J_K / heat_W(hall))));
        QVERIFY(h.energyResidual < 1e-6);
        QCOMPARE(h.taken_J, 0.0);
    }

    /// The same with walls, floor void and slab, coolers' fans off: energy kept, every rack passes its limit later.
    void wallsAndFloorVoidDelay() {
        const AirCase hall = smallHall(4);
        HallTransientOptions light = waterLost(hall, 0, 600), heavy = light;
        heavy.wall_J_m2K = 22e3;
        for (std::size_t d = 0; d < hall.devices.size(); ++d)
            if (hall.devices[d].kind == Device::Kind::Cooler) heavy.stores[d] = {0, 20e3, 500e3, 200};
        const HallHistory a = solveHallTransient(hall, light), b = solveHallTransient(hall, heavy);
        QVERIFY(a.energyResidual < 1e-6 && b.energyResidual < 1e-6);
        for (std::size_t d = 0; d < 8; ++d) QVERIFY(secondsTo(32, a.time_s, a.warmest_C[d]) < secondsTo(32, b.time_s, b.warmest_C[d]));
    }

    void stoppedFansAndLoadStepsKeepTheEnergy() {
        const AirCase hall = smallHall(4);
        HallTransientOptions o;
        o.times_s = steps(300, 1);
        for (std::size_t d = 0; d < hall.devices.size(); ++d) {
            const Device& device = hall.devices[d];
            if (device.kind == Device::Kind::Cooler && d % 2 == 0) o.events.push_back({20, d, 0.0, {}, {}, {}});
            if (device.kind == Device::Kind::Rack) o.events.push_back({50, d, 1.3 * device.flow_m3_s, 1.3 * device.heat_W, {}, {}});
        }
        const HallHistory h = solveHallTransient(hall, o);
        QVERIFY(h.report.usable());
        QVERIFY(h.energyResidual < 1e-6);
        QVERIFY(h.taken_J > 0 && h.stored_J > 0);
    }

    /// A set point moved by 5 K reaches racks through the floor void no faster than 5 (1 − e^{−t/τ}), τ = C/G, and by most of it.
    void floorVoidFollowsAsFirstOrderLag() {
        AirCase hall = smallHall(4);
        HallTransientOptions o;
        o.times_s = steps(40, 0.05);
        o.stores.resize(hall.devices.size());
        double tau_s = 0;
        for (std::size_t d = 0; d < hall.devices.size(); ++d) {
            if (hall.devices[d].kind != Device::Kind::Cooler) continue;
            const double g = hall.rho_kg_m3 * hall.cp_J_kgK * hall.devices[d].flow_m3_s;
            o.stores[d].plenum_J_K = 10 * g;
            tau_s = 10;
            o.events.push_back({0, d, {}, {}, hall.devices[d].supply_C - 5, {}});
        }
        const HallHistory h = solveHallTransient(hall, o);
        // The racks beside the tiles draw tile air: their intakes fall no faster than the void.
        const double fallen = double(h.intake_C[1].front() - h.intake_C[1].back());
        QVERIFY(fallen > 0.5 * 5 * (1 - std::exp(-40 / tau_s)) && fallen < 5);
    }

    void stopsWhenAsked() {
        std::stop_source source;
        HallTransientOptions o;
        o.times_s = steps(600, 1);
        o.progress = [&](double share) {
            if (share > 0.1) source.request_stop();
        };
        const HallHistory h = solveHallTransient(smallHall(4), o, source.get_token());
        QCOMPARE(int(h.report.status), int(SolveStatus::Cancelled));
        QVERIFY(h.time_s.size() < 100);
    }

    void limitsAreFoundBetweenTimes() {
        QCOMPARE(secondsTo(25, {0, 10, 20}, {20.f, 24.f, 28.f}), 12.5);
        QCOMPARE(secondsTo(19, {0, 10}, {20.f, 24.f}), 0.0);
        QVERIFY(std::isinf(secondsTo(30, {0, 10}, {20.f, 24.f})));
    }
};

PLENUM_TEST(HallTransientTest)
#include "hall_transient_test.moc"
