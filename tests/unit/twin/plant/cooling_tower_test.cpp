// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/plant/cooling_tower.h"
#include "tests/support/registry.h"

#include <cmath>
#include <limits>

using namespace twin::plant;

namespace {

CoolingTower aTower() {
    CoolingTowerRating rating;
    rating.water_kg_s = 100;
    rating.air_kg_s = 90;
    rating.fanPower_W = 30e3;
    return makeCoolingTower(rating);
}

const double kRatedHeat_W = 100 * kTowerWaterHeat_J_kgK * 5.5;

}  // namespace

class CoolingTowerTest : public QObject {
    Q_OBJECT

  private slots:
    void meetsItsRating() {
        const CoolingTower tower = aTower();
        QVERIFY(tower.valid);
        const Rejection r = reject(tower, {kRatedHeat_W, 100, 35, 25.6});
        QCOMPARE(r.status, RejectionStatus::FullFan);
        QVERIFY(std::abs(r.approach_K - 3.9) < 1e-6);
        QVERIFY(std::abs(r.entering_C - r.leaving_C - 5.5) < 1e-9);
        QCOMPARE(r.heatToAmbient_W, r.heat_W + r.fanPower_W);
    }

    /// The air's enthalpy gains the heat: recomputed from humidity, the evaporated water carries most of it.
    void evaporatesAboutTheHeatOverItsLatentHeat() {
        const Rejection r = reject(aTower(), {kRatedHeat_W, 100, 35, 25.6});
        const double latent_W = r.evaporated_kg_s * 2.43e6;  // J/kg near 30 °C
        QVERIFY2(latent_W > 0.75 * kRatedHeat_W && latent_W < 1.15 * kRatedHeat_W,
                 qPrintable(QString::number(latent_W / kRatedHeat_W)));
        QCOMPARE(r.drift_kg_s, 100 * 2e-5);
        QVERIFY(std::abs(r.blowdown_kg_s - (r.evaporated_kg_s / 3 - r.drift_kg_s)) < 1e-12);
        QVERIFY(std::abs(r.makeup_kg_s - (r.evaporated_kg_s + r.drift_kg_s + r.blowdown_kg_s)) < 1e-12);
    }

    /// Recomputes the air side from the public relations of moist air: enthalpy gained · air flow = heat.
    void conservesAcrossTheAir() {
        const CoolingTower tower = aTower();
        const double saturated = twin::humidityRatio(25.6, 1);
        const Rejection r = reject(tower, {kRatedHeat_W, 100, 25.6, 25.6});  // saturated inlet: no wet-bulb rounding
        const double wOut = saturated + r.evaporated_kg_s / 90;
        double low = 25.6, high = 60;
        for (int i = 0; i < 100; ++i) {
            const double middle = 0.5 * (low + high);
            (twin::humidityRatio(middle, 1) < wOut ? low : high) = middle;
        }
        const double gained = twin::enthalpy_J_kg(low, wOut) - twin::enthalpy_J_kg(25.6, saturated);
        QVERIFY(std::abs(90 * gained / kRatedHeat_W - 1) < 1e-6);
    }

    void evaporatesMoreInDrierAir() {
        const double humid = reject(aTower(), {kRatedHeat_W, 100, 20, 19}).evaporated_kg_s;
        const double dry = reject(aTower(), {kRatedHeat_W, 100, 35, 19}).evaporated_kg_s;
        QVERIFY(dry > humid);
    }

    void leavesWarmerInWetterAirWithLessApproach() {
        double leaving = -100, approach = 100;
        for (double wetBulb = -10; wetBulb <= 32; wetBulb += 1) {
            const Rejection r = reject(aTower(), {kRatedHeat_W, 100, 38, wetBulb});
            QVERIFY(r.leaving_C > leaving && r.leaving_C > wetBulb);
            if (wetBulb > 1) QVERIFY(r.approach_K < approach);  // ice and water have different slopes at 0 °C
            leaving = r.leaving_C;
            approach = r.approach_K;
        }
    }

    void holdsTheSetPointByFan() {
        double before = 0;
        for (double wetBulb = 14; wetBulb <= 25; wetBulb += 1) {
            const Rejection r = reject(aTower(), {kRatedHeat_W, 100, 36, wetBulb, 29.5});
            QCOMPARE(r.status, RejectionStatus::Controlled);
            QCOMPARE(r.leaving_C, 29.5);
            QVERIFY(r.fanRatio > before && r.fanRatio <= 1);
            before = r.fanRatio;
        }
        QVERIFY(std::abs(reject(aTower(), {kRatedHeat_W, 100, 36, 25.6, 29.5 + 1e-7}).fanRatio - 1) < 1e-5);
    }

    void saysMissedOverloadedAndBypassing() {
        QCOMPARE(reject(aTower(), {kRatedHeat_W, 100, 36, 28, 29.5}).status, RejectionStatus::SetPointMissed);
        QCOMPARE(reject(aTower(), {1e4, 100, 5, 0, 29.5}).status, RejectionStatus::Bypassing);
        const Rejection hot = reject(aTower(), {10 * kRatedHeat_W, 100, 36, 28});
        QCOMPARE(hot.status, RejectionStatus::Overloaded);
        QCOMPARE(hot.heat_W, 10 * kRatedHeat_W);
        QVERIFY(!hot.issues.empty());
    }

    void tendsToTheWetBulbWithoutHeat() {
        QCOMPARE(reject(aTower(), {0, 100, 30, 20}).status, RejectionStatus::Idle);
        const Rejection small = reject(aTower(), {1, 100, 30, 20});
        QVERIFY(small.approach_K > 0 && small.approach_K < 1e-4);
        QVERIFY(std::isfinite(small.evaporated_kg_s));
    }

    void refusesBadInputs() {
        const Rejection r = reject(aTower(), {-1, 100, 20, 25});  // wet bulb above dry bulb
        QCOMPARE(r.status, RejectionStatus::Invalid);
        QCOMPARE(r.issues.size(), std::size_t(2));
        CoolingTowerRating impossible = aTower().rating;
        impossible.air_kg_s = 20;
        QVERIFY(!makeCoolingTower(impossible).valid);
    }
};

PLENUM_TEST(CoolingTowerTest)
#include "cooling_tower_test.moc"
