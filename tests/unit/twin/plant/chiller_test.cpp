// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/plant/chiller.h"
#include "tests/support/registry.h"

#include <cmath>
#include <limits>

using namespace twin::plant;

namespace {

Chiller aChiller() {
    ChillerRating rating;
    rating.capacity_W = 1e6;
    rating.cop = 6;
    return makeChiller(rating);
}

}  // namespace

class ChillerTest : public QObject {
    Q_OBJECT

  private slots:
    void meetsItsRating() {
        const Chiller chiller = aChiller();
        QVERIFY(chiller.valid);
        QVERIFY(chiller.carnotFraction > 0.5 && chiller.carnotFraction < 0.8);
        const ChillerState s = run(chiller, 1e6, 7, 30);
        QCOMPARE(s.status, ChillerStatus::Running);
        QVERIFY(std::abs(s.cop - 6) < 1e-5);
        QCOMPARE(s.heatToAmbient_W, s.heatTaken_W + s.power_W);
    }

    void conservesAndRisesWithTheSink() {
        double power = 0;
        for (double sink = 12; sink <= 45; sink += 1) {
            const ChillerState s = run(aChiller(), 6e5, 10, sink);
            QCOMPARE(s.heatTaken_W + s.shortfall_W, 6e5);
            QVERIFY(std::abs(s.heatToAmbient_W - s.heatTaken_W - s.power_W) < 1e-6);
            QVERIFY(s.atMinimumLift || s.power_W > power);
            power = s.power_W;
        }
    }

    void savesWithWarmerWater() { QVERIFY(run(aChiller(), 8e5, 18, 30).power_W < run(aChiller(), 8e5, 7, 30).power_W); }

    void holdsTheLeastLift() {
        const ChillerState cold = run(aChiller(), 5e5, 15, 0), colder = run(aChiller(), 5e5, 15, -10);
        QVERIFY(cold.atMinimumLift && colder.atMinimumLift);
        QVERIFY(!run(aChiller(), 5e5, 7, 30).atMinimumLift);
    }

    void flagsOverloadWithoutClipping() {
        const ChillerState s = run(aChiller(), 1.5e6, 7, 30);
        QCOMPARE(s.status, ChillerStatus::Overloaded);
        QCOMPARE(s.heatTaken_W, 1e6);
        QCOMPARE(s.shortfall_W, 0.5e6);
        QCOMPARE(s.loadRatio, 1.5);
        QCOMPARE(s.issues.front().code, std::string("plant.chillerOverloaded"));
    }

    void isContinuousAtTheLeastLoadAndRestsAtZero() {
        const Chiller chiller = aChiller();
        const double below = run(chiller, 0.2e6 * (1 - 1e-9), 7, 30).power_W;
        const double above = run(chiller, 0.2e6 * (1 + 1e-9), 7, 30).power_W;
        QVERIFY(std::abs(below / above - 1) < 1e-6);
        QCOMPARE(run(chiller, 1e5, 7, 30).status, ChillerStatus::Cycling);
        const ChillerState idle = run(chiller, 0, 7, 30);
        QCOMPARE(idle.status, ChillerStatus::Idle);
        QCOMPARE(idle.power_W, 0.0);
        QCOMPARE(idle.heatToAmbient_W, 0.0);
    }

    void refusesTheImpossible() {
        ChillerRating rating = aChiller().rating;
        rating.cop = 12;  // Carnot allows 8.7 at this lift
        QVERIFY(!makeChiller(rating).valid);
        rating = aChiller().rating;
        rating.partLoad = {0.5, 0.2, 0.2};
        QVERIFY(!makeChiller(rating).valid);
        const double nan = std::numeric_limits<double>::quiet_NaN();
        const ChillerState s = run(aChiller(), nan, nan, nan);
        QCOMPARE(s.status, ChillerStatus::Invalid);
        QCOMPARE(s.issues.size(), std::size_t(3));
    }
};

PLENUM_TEST(ChillerTest)
#include "chiller_test.moc"
