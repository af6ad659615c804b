// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/plant/dry_cooler.h"
#include "tests/support/registry.h"

#include <cmath>
#include <limits>

using namespace twin::plant;

namespace {

DryCooler aDryCooler() {
    DryCoolerRating rating;
    rating.heat_W = 1e6;
    rating.waterCapacity_W_K = 1e5;
    rating.airCapacity_W_K = 1.2e5;
    rating.entering_C = 50;
    rating.ambient_C = 35;
    rating.fanPower_W = 20e3;
    return makeDryCooler(rating);
}

}  // namespace

class DryCoolerTest : public QObject {
    Q_OBJECT

  private slots:
    void meetsItsRating() {
        const DryCooler cooler = aDryCooler();
        QVERIFY(cooler.valid);
        const Rejection r = reject(cooler, {1e6, 1e5, 35});
        QCOMPARE(r.status, RejectionStatus::FullFan);
        QVERIFY(std::abs(r.entering_C - 50) < 1e-9);
        QVERIFY(std::abs(r.leaving_C - 40) < 1e-9);
        QCOMPARE(r.fanPower_W, 20e3);
        QCOMPARE(r.heatToAmbient_W, r.heat_W + r.fanPower_W);
    }

    void holdsTheSetPointByFan() {
        const DryCooler cooler = aDryCooler();
        double before = 0;
        for (double ambient = 20; ambient <= 34; ambient += 1) {
            const Rejection r = reject(cooler, {1e6, 1e5, ambient, 40});
            QCOMPARE(r.status, RejectionStatus::Controlled);
            QVERIFY(r.met());
            QVERIFY(r.fanRatio > before && r.fanRatio <= 1);
            QVERIFY(std::abs(r.fanPower_W - 20e3 * std::pow(r.fanRatio, 3)) < 1e-6);
            QCOMPARE(r.heatToAmbient_W, r.heat_W + r.fanPower_W);
            // The fan found really gives the set point: the same fan as a full fan of a smaller rating.
            DryCooler slow = cooler;
            slow.rating.airCapacity_W_K *= r.fanRatio;
            slow.ua_W_K /=
                slow.rating.airResistanceShare / std::pow(r.fanRatio, 0.6) + 1 - slow.rating.airResistanceShare;
            QVERIFY(std::abs(reject(slow, {1e6, 1e5, ambient}).leaving_C - 40) < 1e-6);
            before = r.fanRatio;
        }
    }

    void bypassesInDeepCold() {
        const Rejection r = reject(aDryCooler(), {1e5, 1e5, -20, 40});
        QCOMPARE(r.status, RejectionStatus::Bypassing);
        QCOMPARE(r.leaving_C, 40.0);
        QCOMPARE(r.entering_C, 41.0);
    }

    void saysThatTheSetPointIsMissed() {
        const Rejection r = reject(aDryCooler(), {1e6, 1e5, 38, 40});
        QCOMPARE(r.status, RejectionStatus::SetPointMissed);
        QVERIFY(!r.met());
        QVERIFY(std::abs(r.missed_K - 3) < 1e-9);
        QCOMPARE(r.heat_W, 1e6);
    }

    void flagsOverloadWithoutClipping() {
        const Rejection r = reject(aDryCooler(), {4e6, 1e5, 35, 40});
        QCOMPARE(r.status, RejectionStatus::Overloaded);
        QCOMPARE(r.heat_W, 4e6);
        QVERIFY(r.entering_C > 70);
        QCOMPARE(r.issues.front().code, std::string("plant.dryCoolerOverloaded"));
    }

    void leavesWarmerInWarmerAir() {
        double before = -100;
        for (double ambient = -30; ambient <= 50; ambient += 2) {
            const double leaving = reject(aDryCooler(), {8e5, 9e4, ambient}).leaving_C;
            QVERIFY(leaving > before);
            before = leaving;
        }
    }

    void restsAtZeroHeat() {
        const Rejection r = reject(aDryCooler(), {0, 1e5, 30, 25});
        QCOMPARE(r.status, RejectionStatus::Idle);
        QCOMPARE(r.fanPower_W, 0.0);
        QCOMPARE(r.heatToAmbient_W, 0.0);
    }

    void refusesBadInputsAllAtOnce() {
        const Rejection r = reject(aDryCooler(), {-1, 0, std::numeric_limits<double>::quiet_NaN()});
        QCOMPARE(r.status, RejectionStatus::Invalid);
        QCOMPARE(r.issues.size(), std::size_t(3));
        DryCoolerRating impossible = aDryCooler().rating;
        impossible.entering_C = 44;  // air would have to leave hotter than the water enters
        const DryCooler none = makeDryCooler(impossible);
        QVERIFY(!none.valid);
        QCOMPARE(none.issues.front().code, std::string("plant.dryCoolerRatingImpossible"));
        QCOMPARE(reject(none, {1e6, 1e5, 35}).status, RejectionStatus::Invalid);
    }

    void fansFollowTheCubeLaw() {
        const FanState half = crahFan(10, 4000, 0.5);
        QVERIFY(half.valid);
        QCOMPARE(half.power_W, 500.0);
        QCOMPARE(half.flow_m3_s, 5.0);
        QCOMPARE(half.heatToAir_W, half.power_W);
        QCOMPARE(crahFan(10, 4000, 0).power_W, 0.0);
        QVERIFY(!crahFan(10, 4000, 1.5).valid);
        QCOMPARE(crahFan(-1, -1, -1).issues.size(), std::size_t(3));
    }
};

PLENUM_TEST(DryCoolerTest)
#include "dry_cooler_test.moc"
