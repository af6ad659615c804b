// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "twin/liquid/heat_exchanger.h"

#include <cmath>
#include <limits>

using namespace twin::liquid;

class HeatExchangerTest : public QObject {
    Q_OBJECT

  private slots:
    void heatBalancesAndAgreesWithTheLogMean() {
        const double hot = 40000, cold = 55000, ua = 60000;
        const ExchangerResult result = exchange(ua, hot, 48, cold, 30);
        QVERIFY(std::abs(hot * (48 - result.hotOut_C) - result.heat_W) < 1e-6);
        QVERIFY(std::abs(cold * (result.coldOut_C - 30) - result.heat_W) < 1e-6);
        const double a = 48 - result.coldOut_C, b = result.hotOut_C - 30;
        QVERIFY(std::abs(ua * (a - b) / std::log(a / b) / result.heat_W - 1) < 1e-12);
    }

    void ratingGivesItsApproachBack() {
        const double hot = 69000, cold = 83000, duty = 1.2e6, approach = 4;
        const double ua = uaFromRating_W_K(duty, approach, hot, cold);
        const double coldIn = 30, hotIn = coldIn + approach + duty / hot;
        const ExchangerResult result = exchange(ua, hot, hotIn, cold, coldIn);
        QVERIFY(std::abs(result.heat_W / duty - 1) < 1e-12);
        QVERIFY(std::abs(result.hotOut_C - coldIn - approach) < 1e-9);
        QVERIFY(std::isinf(uaFromRating_W_K(duty, approach, hot, 20000)));  // cold side would leave hotter than the hot enters
        QVERIFY(std::isnan(uaFromRating_W_K(duty, 0, hot, cold)));
    }

    void noFlowExchangesNothing() {
        const ExchangerResult result = exchange(1e5, 0, 50, 4e4, 30);
        QCOMPARE(result.heat_W, 0.0);
        QCOMPARE(result.hotOut_C, 50.0);
        QCOMPARE(result.coldOut_C, 30.0);
    }
};

PLENUM_TEST(HeatExchangerTest)
#include "heat_exchanger_test.moc"
