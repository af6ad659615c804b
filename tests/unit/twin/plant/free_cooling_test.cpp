// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/plant/free_cooling.h"
#include "tests/support/registry.h"

#include <cmath>

using namespace twin::plant;

namespace {

constexpr double kHeat_W = 1.5e6;
constexpr double kLoadCapacity_W_K = 3e5;

PlantDesign towerPlant(bool withChiller = true) {
    PlantDesign design;
    CoolingTowerRating tower;
    tower.water_kg_s = 90;
    tower.air_kg_s = 85;
    tower.fanPower_W = 30e3;
    design.rejector = makeCoolingTower(tower);
    design.sourceCapacity_W_K = 90 * kTowerWaterHeat_J_kgK;
    design.sourcePump_W = 12e3;
    if (withChiller) {
        ChillerRating chiller;
        chiller.capacity_W = 1.6e6;
        chiller.cop = 6;
        chiller.leaving_C = 16;
        design.chiller = makeChiller(chiller);
    }
    return design;
}

PlantPoint aPoint(double wetBulb_C) {
    return {kHeat_W, kLoadCapacity_W_K, 18, wetBulb_C + 6, wetBulb_C};
}

bool balanced(const PlantState& s, double asked_W) {
    return std::abs(s.heatToAmbient_W - s.heatTaken_W - s.electricPower_W()) < 1e-6 * asked_W &&
           std::abs(s.heatTaken_W + s.shortfall_W - asked_W) < 1e-9 * asked_W &&
           std::abs(s.freeHeat_W + s.chillerHeat_W - s.heatTaken_W) < 1e-9 * asked_W &&
           std::abs(s.rejection.heat_W - s.freeHeat_W - s.chillerHeat_W - s.chillerPower_W - s.pumpPower_W) <
               1e-6 * asked_W;
}

}  // namespace

class FreeCoolingTest : public QObject {
    Q_OBJECT

  private slots:
    void goesFromFreeOverPartialToMechanical() {
        const PlantDesign design = towerPlant();
        int mode = -1;
        double power = 0, free = kHeat_W * 2;
        bool seen[3] = {};
        for (double wetBulb = -5; wetBulb <= 28; wetBulb += 0.25) {
            const PlantState s = operate(design, aPoint(wetBulb));
            QVERIFY(s.setPointMet);
            QCOMPARE(s.supply_C, 18.0);
            QCOMPARE(s.report.status, twin::SolveStatus::Converged);
            QVERIFY(balanced(s, kHeat_W));
            const int now = s.mode == CoolingMode::Free ? 0 : s.mode == CoolingMode::Partial ? 1 : 2;
            QVERIFY(now >= mode);
            QVERIFY(s.freeHeat_W <= free * (1 + 1e-12));
            QVERIFY2(s.electricPower_W() >= power * (1 - 1e-9), qPrintable(QString::number(wetBulb)));
            seen[now] = true;
            mode = now;
            power = s.electricPower_W();
            free = s.freeHeat_W;
        }
        QVERIFY(seen[0] && seen[1] && seen[2]);
    }

    void changesModeWithoutAJump() {
        const PlantDesign design = towerPlant();
        double low = -5, high = 28;
        for (int i = 0; i < 60; ++i) {
            const double middle = 0.5 * (low + high);
            (operate(design, aPoint(middle)).mode == CoolingMode::Free ? low : high) = middle;
        }
        const PlantState before = operate(design, aPoint(low)), after = operate(design, aPoint(high));
        QCOMPARE(before.mode, CoolingMode::Free);
        QCOMPARE(after.mode, CoolingMode::Partial);
        QVERIFY(std::abs(before.electricPower_W() / after.electricPower_W() - 1) < 1e-3);
    }

    void runsWarmerWithoutAChiller() {
        const PlantState s = operate(towerPlant(false), aPoint(25));
        QCOMPARE(s.mode, CoolingMode::Free);
        QVERIFY(!s.setPointMet);
        QVERIFY(s.supply_C > 25);
        QVERIFY(balanced(s, kHeat_W));
        QCOMPARE(s.issues.back().code, std::string("plant.setPointMissed"));
        QVERIFY(std::abs(s.return_C - s.supply_C - kHeat_W / kLoadCapacity_W_K) < 1e-9);
    }

    void keepsFreeCoolingAllYearForWarmWater() {
        PlantPoint point = aPoint(27);
        point.setPoint_C = 40;
        const PlantState s = operate(towerPlant(), point);
        QCOMPARE(s.mode, CoolingMode::Free);
        QCOMPARE(s.chillerPower_W, 0.0);
    }

    void flagsTheOverloadedChiller() {
        PlantPoint point = aPoint(28);
        point.heat_W = 2.2e6;
        const PlantState s = operate(towerPlant(), point);
        QVERIFY(!s.setPointMet);
        QVERIFY(s.shortfall_W > 0);
        QVERIFY(s.supply_C > 18);
        QVERIFY(balanced(s, 2.2e6));
        bool found = false;
        for (const twin::Issue& issue : s.issues) found |= issue.code == "plant.chillerOverloaded";
        QVERIFY(found);
    }

    void worksWithADryCooler() {
        DryCoolerRating rating;
        rating.heat_W = 1.8e6;
        rating.waterCapacity_W_K = 3.5e5;
        rating.airCapacity_W_K = 4e5;
        rating.entering_C = 48;
        rating.ambient_C = 35;
        rating.fanPower_W = 40e3;
        PlantDesign design = towerPlant();
        design.rejector = makeDryCooler(rating);
        design.sourceCapacity_W_K = 3.5e5;
        for (double dry : {-10.0, 10.0, 16.0, 22.0, 35.0}) {
            const PlantState s = operate(design, {kHeat_W, kLoadCapacity_W_K, 20, dry, dry});
            QVERIFY(s.setPointMet);
            QVERIFY(balanced(s, kHeat_W));
            QCOMPARE(s.rejection.evaporated_kg_s, 0.0);
        }
        QCOMPARE(operate(design, {kHeat_W, kLoadCapacity_W_K, 20, -10, -10}).mode, CoolingMode::Free);
        QCOMPARE(operate(design, {kHeat_W, kLoadCapacity_W_K, 20, 35, 35}).mode, CoolingMode::Mechanical);
    }

    void restsAtZeroHeat() {
        PlantPoint point = aPoint(20);
        point.heat_W = 0;
        const PlantState s = operate(towerPlant(), point);
        QCOMPARE(s.mode, CoolingMode::Idle);
        QCOMPARE(s.heatToAmbient_W, 0.0);
        QCOMPARE(s.electricPower_W(), 0.0);
    }

    void refusesBadInputs() {
        PlantPoint point = aPoint(20);
        point.heat_W = -1;
        point.loadCapacity_W_K = 0;
        PlantDesign design = towerPlant(false);
        design.plateEffectiveness = 0;
        const PlantState s = operate(design, point);
        QCOMPARE(s.mode, CoolingMode::Invalid);
        QCOMPARE(s.issues.size(), std::size_t(3));
        PlantPoint foggy = aPoint(20);
        foggy.dryBulb_C = 10;  // below the wet bulb
        QCOMPARE(operate(towerPlant(), foggy).mode, CoolingMode::Invalid);
    }
};

PLENUM_TEST(FreeCoolingTest)
#include "free_cooling_test.moc"
