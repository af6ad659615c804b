// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "twin/air/plenum_network.h"

#include <cmath>
#include <random>

using namespace twin;
using namespace twin::air;

namespace {

using Kind = PressurePath::Kind;

PressurePath opening(int from, int to, double area_m2, double loss) { return {Kind::Opening, "opening", from, to, area_m2, loss, 0, 0, 0}; }
PressurePath fixed(int from, int to, double flow_m3_s) { return {Kind::Fixed, "unit", from, to, 0, 1, flow_m3_s, 0, 0}; }
PressurePath fan(int from, int to, double flow_m3_s, double rated_Pa, double shutOff_Pa) { return {Kind::Fan, "fan", from, to, 0, 1, flow_m3_s, rated_Pa, shutOff_Pa}; }

PressureNetwork hallAndPlenum() {
    PressureNetwork net;
    net.zones = {{"hall", true, 0}, {"floor void", false, 0}};
    return net;
}

bool near(double a, double b, double relative = 1e-6) { return std::abs(a - b) <= relative * std::max(std::abs(a), std::abs(b)); }

/// Largest imbalance of a free zone, from the flows of the objects.
double imbalance(const PressureNetwork& net, const PressureState& state) {
    std::vector<double> sum(net.zones.size(), 0.0);
    for (std::size_t q = 0; q < net.paths.size(); ++q) {
        sum[std::size_t(net.paths[q].from)] -= state.flow_m3_s[q];
        sum[std::size_t(net.paths[q].to)] += state.flow_m3_s[q];
    }
    double worst = 0;
    for (std::size_t z = 0; z < sum.size(); ++z)
        if (!net.zones[z].held) worst = std::max(worst, std::abs(sum[z]));
    return worst;
}

}  // namespace

class PlenumNetworkTest : public QObject {
    Q_OBJECT

  private slots:
    void perforatedTileLoss() {
        QVERIFY(near(perforatedLoss(0.25), 42.8, 0.01));  // as published for 25 % tiles
        QVERIFY(near(perforatedLoss(1), 1));
    }

    /// Δp = K ρ v² / 2.
    void oneTile() {
        PressureNetwork net = hallAndPlenum();
        const double k = perforatedLoss(0.25);
        net.paths = {fixed(0, 1, 0.25), opening(1, 0, 0.36, k)};
        const PressureState state = solvePressures(net);
        QVERIFY(state.report.usable());
        QVERIFY(near(state.pressure_Pa[1], k * 1.2 / 2 * std::pow(0.25 / 0.36, 2)));
        QVERIFY(near(state.flow_m3_s[1], 0.25, 1e-12));
    }

    /// Parallel tiles share as A / √K.
    void parallelTiles() {
        PressureNetwork net = hallAndPlenum();
        const double k25 = perforatedLoss(0.25), k56 = perforatedLoss(0.56);
        net.paths = {fixed(0, 1, 2), opening(1, 0, 0.36, k25), opening(1, 0, 0.36, k56), opening(1, 0, 0.02, kGapLoss)};
        const PressureState state = solvePressures(net);
        QVERIFY(near(state.flow_m3_s[2] / state.flow_m3_s[1], std::sqrt(k25 / k56)));
        QVERIFY(near(state.flow_m3_s[3] / state.flow_m3_s[1], 0.02 / 0.36 * std::sqrt(k25 / kGapLoss)));
        QVERIFY(imbalance(net, state) < 1e-11);
    }

    /// Two openings in series: losses add on the common flow.
    void seriesLeak() {
        PressureNetwork net = hallAndPlenum();
        net.zones.push_back({"aisle", false, 0});
        net.paths = {fixed(0, 1, 1), opening(1, 2, 0.3, 20), opening(2, 0, 0.1, kGapLoss)};
        const PressureState state = solvePressures(net);
        const double first = 20 * 0.6 * std::pow(1 / 0.3, 2), second = kGapLoss * 0.6 * std::pow(1 / 0.1, 2);
        QVERIFY(near(state.pressure_Pa[2], second));
        QVERIFY(near(state.pressure_Pa[1], first + second));
    }

    /// Fan p = p_s (1 − x²) + p_r x² against a tile p = c V̇²: x² = p_s / (p_s − p_r + c V̇₀²).
    void fanAgainstTiles() {
        PressureNetwork net = hallAndPlenum();
        net.paths = {fan(0, 1, 8, 25, 120), opening(1, 0, 3, perforatedLoss(0.25))};
        const PressureState state = solvePressures(net);
        const double c = perforatedLoss(0.25) * 0.6 / 9;
        QVERIFY(near(state.flow_m3_s[0], 8 * std::sqrt(120 / (120 - 25 + c * 64))));
    }

    /// A fan that another one overpowers is blown through backwards.
    void weakFanFlowsBack() {
        PressureNetwork net = hallAndPlenum();
        net.paths = {fan(0, 1, 8, 50, 200), fan(0, 1, 8, 0, 5), opening(1, 0, 0.5, 2)};
        const PressureState state = solvePressures(net);
        QVERIFY(state.report.usable() && state.pressure_Pa[1] > 5);
        QVERIFY(state.flow_m3_s[1] < 0);
        QVERIFY(imbalance(net, state) < 1e-9);
    }

    void randomNetworksBalance() {
        std::mt19937 random(3);
        const auto between = [&](double a, double b) { return a + (b - a) * double(random() % 10000) / 10000; };
        int most = 0;
        for (int n = 0; n < 300; ++n) {
            PressureNetwork net;
            const int zones = 2 + int(random() % 30);
            for (int z = 0; z < zones; ++z) net.zones.push_back({"z" + std::to_string(z), z == 0, 0});
            for (int z = 1; z < zones; ++z) {
                net.paths.push_back(opening(z, int(random() % unsigned(z)), std::pow(10, between(-2, 1)), std::pow(10, between(0, 2))));
                const int other = int(random() % unsigned(zones));
                if (other == z) continue;
                if (random() % 3 == 0) net.paths.push_back(fan(z, other, between(0.1, 20), between(0, 50), between(60, 400)));
                else net.paths.push_back(fixed(z, other, between(-1, 1)));
            }
            const PressureState state = solvePressures(net);
            QVERIFY2(state.report.usable(), qPrintable(QString("%1: %2").arg(n).arg(state.report.residual)));
            QVERIFY(imbalance(net, state) < 1e-9 * 20);
            most = std::max(most, state.report.iterations);
        }
        qInfo("at most %d steps", most);
    }

    void closedZonesAndBadNumbersAreNamed() {
        PressureNetwork net = hallAndPlenum();
        net.paths = {fixed(0, 1, 1)};
        QCOMPARE(solvePressures(net).issues.front().code, std::string("air.zoneClosed"));
        net.paths = {fixed(0, 1, std::nan("")), opening(1, 0, -1, 2), opening(1, 7, 1, 2), fan(0, 1, 1, 100, 50)};
        QCOMPARE(solvePressures(net).issues.size(), std::size_t(4));
    }
};

PLENUM_TEST(PlenumNetworkTest)
#include "plenum_network_test.moc"
