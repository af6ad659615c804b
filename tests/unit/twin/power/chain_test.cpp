// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "twin/power/chain.h"

#include <algorithm>
#include <cmath>

using namespace twin;
using namespace twin::power;

class ChainTest : public QObject {
    Q_OBJECT
  private slots:
    void convertsAsTheCurveSays_data();
    void convertsAsTheCurveSays();
    void dropsAlongADirectCurrentBusway();
    void multipliesEfficiencies();
    void closesWattByWatt();
    void gainsComputeAtALockedConnection();
    void listsWhatIsNotAllowed();
    void coversAtMostSeventyOnePercentInCaseC();
};

void ChainTest::convertsAsTheCurveSays_data() {
    QTest::addColumn<double>("load");
    QTest::addColumn<double>("efficiency");
    // Curve 0.93, 0.96, 0.965, 0.96; loss over rating 0.25 × (1/0.93 − 1) … ; between the points the loss is linear.
    const double l25 = 0.25 * (1 / 0.93 - 1), l50 = 0.5 * (1 / 0.96 - 1), l75 = 0.75 * (1 / 0.965 - 1), l100 = 1 / 0.96 - 1;
    QTest::newRow("20 %") << 0.2 << 0.2 / (0.2 + l25 - 0.2 * (l50 - l25));
    QTest::newRow("50 %") << 0.5 << 0.96;
    QTest::newRow("80 %") << 0.8 << 0.8 / (0.8 + l75 + 0.2 * (l100 - l75));
}

void ChainTest::convertsAsTheCurveSays() {
    QFETCH(double, load);
    QFETCH(double, efficiency);
    ChainStage ups;
    ups.name = "UPS";
    ups.load = load;
    const double curve[] = {0.93, 0.96, 0.965, 0.96};
    std::copy(curve, curve + 4, ups.efficiency);
    const auto figures = compareChains({{"one", {ups}}}, {});
    QVERIFY(std::abs(figures[0].efficiency - efficiency) < 1e-12);
}

void ChainTest::dropsAlongADirectCurrentBusway() {
    // 100 kW at 800 V: 125 A; at 2.5 A/mm² 50 mm²; 50 m of 1.75e-8: 17.5 mΩ; loss 2 I² R = 546.875 W; drop 2 I R/V.
    ChainStage busway;
    busway.kind = StageKind::Conductor;
    busway.dc = true;
    busway.voltage_V = 800;
    busway.length_m = 50;
    busway.feeder_W = 100e3;
    busway.density_A_mm2 = 2.5;
    ChainInputs inputs;
    inputs.it_W = 100e3;
    const auto figures = compareChains({{"dc", {busway}}}, inputs);
    const StageFigures& stage = figures[0].stages[0];
    QVERIFY(std::abs(stage.current_A - 125) < 1e-9);
    QVERIFY(std::abs(stage.area_mm2 - 50) < 1e-9);
    QVERIFY(std::abs(stage.loss_W - 546.875) < 1e-9);
    QVERIFY(std::abs(stage.drop - 2 * 125 * 0.0175 / 800) < 1e-12);
    QVERIFY(std::abs(stage.copper_kg - 2 * 50e-6 * 50 * 8960) < 1e-9);
}

void ChainTest::multipliesEfficiencies() {
    ChainStage a, b;
    for (double& e : a.efficiency) e = 0.98;
    for (double& e : b.efficiency) e = 0.95;
    const auto figures = compareChains({{"two", {a, b}}}, {});
    QVERIFY(std::abs(figures[0].efficiency - 0.98 * 0.95) < 1e-12);
}

void ChainTest::closesWattByWatt() {
    for (const ChainFigures& chain : compareChains(usualChains(), {})) {
        double power = chain.grid_W;
        for (const StageFigures& stage : chain.stages) {
            QVERIFY(std::abs(stage.in_W - power) < 1e-6);
            QVERIFY(stage.loss_W >= 0);
            power = stage.out_W;
        }
        QCOMPARE(power, 1e6);
        QVERIFY(std::abs(chain.heatHall_W + chain.heatPlant_W + chain.heatOutdoors_W - chain.loss_W) < 1e-6);
    }
    for (const Chain& chain : usualChains()) QVERIFY(checkChain(chain, {}).empty());
}

void ChainTest::gainsComputeAtALockedConnection() {
    ChainInputs inputs;
    inputs.pflopsPerIt_W = 600e9 / 1e15;
    const auto figures = compareChains(usualChains(), inputs);
    QVERIFY(std::abs(figures[0].itAtLimit_W - inputs.it_W) < 1e-6);
    QCOMPARE(figures[0].pflopsGained, 0.0);
    const ChainFigures& sst = figures.back();
    QVERIFY(sst.grid_W < figures[0].grid_W);
    QVERIFY(std::abs(sst.itAtLimit_W * (sst.grid_W + sst.cooling_W) / inputs.it_W - (figures[0].grid_W + figures[0].cooling_W)) < 1e-6);
    QVERIFY(sst.copper_kg < figures[0].copper_kg);
}

void ChainTest::listsWhatIsNotAllowed() {
    Chain chain = usualChains()[0];
    chain.stages[0].efficiency[2] = 1.2;
    chain.stages[1].voltage_V = 0;
    chain.stages[2].load = -1;
    ChainInputs inputs;
    inputs.it_W = std::nan("");
    QCOMPARE(checkChain(chain, inputs).size(), std::size_t{4});
}

void ChainTest::coversAtMostSeventyOnePercentInCaseC() {
    // Case C: 2 000 kVA beside 2 800 kW of IT, at power factor 1 and without any loss.
    const Coverage best = coverageOf(2800e3, 2000e3, 1, 1);
    QVERIFY(best.covered < 0.715 && best.covered > 0.714);
    QVERIFY(std::abs(best.missing_W - 800e3) < 1e-6);
    const Coverage real = coverageOf(2800e3, 2000e3, 0.98, 0.95);
    QVERIFY(real.covered < best.covered);
    QVERIFY(std::abs(real.neededApparent_VA - 2800e3 / 0.98 / 0.95) < 1e-6);
}

PLENUM_TEST(ChainTest)
#include "chain_test.moc"
