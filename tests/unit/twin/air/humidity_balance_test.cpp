// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/air/humidity.h"

#include "tests/support/registry.h"

#include <cmath>

using namespace twin;
using namespace twin::air;

class HumidityBalanceTest : public QObject {
    Q_OBJECT
  private slots:
    void dryCoilsLeaveTheOutdoorHumidity();
    void wetCoilBalancesOutdoorMoistureByHand();
    void onlyTheColdCoilCondenses();
    void humidifierHoldsTheDewPoint();
    void shortHumidifierIsNamed();
    void openBalanceGivesNoNumber();
    void badNumbersAreIssues();
    void condensationGuardNamesTheSurface();
    void humidityMixesAsTheAirDoes();
    void moistureLimitsTakeTheStricterOfBoth();
};

namespace {

bool near(double a, double b, double by) { return std::abs(a - b) <= by; }

MoistureCase summer() {
    MoistureCase m;
    m.outdoorFlow_m3_s = 0.5;
    m.outdoor_C = 30;
    m.outdoorHumidity = 0.6;
    m.coils = {{"CRAH", 10, 34, 20, 10}};
    return m;
}

}  // namespace

void HumidityBalanceTest::dryCoilsLeaveTheOutdoorHumidity() {
    MoistureCase m = summer();
    m.coils[0].surface_C = 19.9;
    m.outdoorHumidity = 0.3;  // dew point 10.5 °C
    const auto r = moistureBalance(m);
    QVERIFY(r.steady && r.coil_kg_s[0] == 0);
    QVERIFY(near(r.humidityRatio, humidityRatio(30, 0.3), 1e-15));
    QVERIFY(near(r.dewPoint_C, dewPoint_C(30, 0.3), 1e-6));
}

// By hand with saturated vapour from steam tables: p_s(30 °C) = 4 246 Pa, so W_o = 0.62195 · 2 547.6 / 98 777 =
// 0.016041; p_s(10 °C) = 1 228 Pa, W_s = 0.62195 · 1 228 / 100 097 = 0.007630. The by-pass factor is (20 − 10)/(34 − 10),
// the coil handles 1.2 · 10 · 14/24 = 7 kg/s, outdoor air brings 0.6 kg/s:
//     0.6 (0.016041 − W) = 7 (W − 0.007630)  →  W = (0.0096246 + 0.053410) / 7.6 = 0.0082940;  7 · 0.000664 = 4.648 g/s.
void HumidityBalanceTest::wetCoilBalancesOutdoorMoistureByHand() {
    const auto r = moistureBalance(summer());
    QVERIFY(r.steady);
    QVERIFY2(near(r.humidityRatio, 0.0082940, 1e-5), qPrintable(QString::number(r.humidityRatio, 'g', 8)));
    QVERIFY2(near(r.coil_kg_s[0], 4.648e-3, 3e-5), qPrintable(QString::number(r.coil_kg_s[0], 'g', 8)));
    QVERIFY(near(r.outdoor_kg_s, r.coil_kg_s[0], 1e-12) && near(r.residual_kg_s, 0, 1e-12));
    QVERIFY(near(r.coilLatent_W[0], 4.648e-3 * 2.501e6, 80));
}

void HumidityBalanceTest::onlyTheColdCoilCondenses() {
    MoistureCase m = summer();
    m.coils.push_back({"warm", 10, 34, 24, 20});
    const auto r = moistureBalance(m);
    QVERIFY(r.coil_kg_s[0] > 0 && r.coil_kg_s[1] == 0);
    QVERIFY(near(r.humidityRatio, moistureBalance(summer()).humidityRatio, 1e-15));
}

void HumidityBalanceTest::humidifierHoldsTheDewPoint() {
    MoistureCase m = summer();
    m.outdoor_C = -10;
    m.outdoorHumidity = 0.5;
    m.humidifierCapacity_kg_s = 0.01;
    m.dewPointLow_C = 5;
    const auto r = moistureBalance(m);
    QVERIFY(near(r.dewPoint_C, 5, 1e-3));
    QVERIFY(near(r.humidifier_kg_s, 1.2 * 0.5 * (humidityRatio(5, 1) - humidityRatio(-10, 0.5)), 1e-12));
    QVERIFY(!r.humidifierShort && near(r.residual_kg_s, 0, 1e-12));
}

void HumidityBalanceTest::shortHumidifierIsNamed() {
    MoistureCase m = summer();
    m.outdoor_C = -10;
    m.humidifierCapacity_kg_s = 1e-4;
    m.dewPointLow_C = 5;
    const auto r = moistureBalance(m);
    QVERIFY(r.humidifierShort && r.dewPoint_C < 5 && near(r.humidifier_kg_s, 1e-4, 1e-15));
    QCOMPARE(r.issues.front().code, std::string("air.humidifierShort"));
}

void HumidityBalanceTest::openBalanceGivesNoNumber() {
    MoistureCase m = summer();
    m.outdoorFlow_m3_s = 0;
    QVERIFY(!moistureBalance(m).steady);
    m.coils.clear();
    m.release_kg_s = 0.001;
    QVERIFY(!moistureBalance(m).steady);
}

void HumidityBalanceTest::badNumbersAreIssues() {
    MoistureCase m = summer();
    m.outdoorHumidity = 1.5;
    m.coils.push_back({"inverted", -1, 20, 30, 35});
    const auto r = moistureBalance(m);
    QCOMPARE(r.issues.size(), std::size_t(3));
    QVERIFY(hasErrors(r.issues) && !r.steady);
}

void HumidityBalanceTest::condensationGuardNamesTheSurface() {
    const double w = humidityRatio(24, 0.5);  // dew point 12.9 °C
    Issues issues;
    const auto checks = condensation({{"FWS", 10, 24, w}, {"rear door", 14, 24, w}, {"TCS", 30, 24, w}}, 2, kStandardPressure_Pa, issues);
    QVERIFY(near(checks[0].dewPoint_C, 12.94, 0.05) && !checks[0].safe && checks[0].margin_K < 0);
    QVERIFY(!checks[1].safe && checks[1].margin_K > 0 && checks[2].safe);
    QCOMPARE(issues.size(), std::size_t(2));
    QVERIFY(issues[0].severity == Severity::Error && issues[1].severity == Severity::Warning && issues[1].itemName == "rear door");
}

void HumidityBalanceTest::humidityMixesAsTheAirDoes() {
    FlowGraph g;
    g.ports = {{"dry", AirPort::Kind::Supply, 1, 0}, {"humid", AirPort::Kind::Supply, 3, 0}, {"rack", AirPort::Kind::Rack, 4, 4}};
    const auto w = humidityRatios(g, {0, 0, 0, 0, 0, 0, 0.25, 0.75, 0}, {0.004, 0.008, 0});
    QVERIFY(near(w[2], 0.007, 1e-15) && std::isnan(w[0]));
}

void HumidityBalanceTest::moistureLimitsTakeTheStricterOfBoth() {
    QVERIFY(*meetsMoisture({0.5, 12}, "A1"));
    QVERIFY(!*meetsMoisture({0.5, 18}, "A1") && *meetsMoisture({0.5, 18}, "A2"));
    QVERIFY(!*meetsMoisture({0.05, 0}, "A1") && !*meetsMoisture({0.3, -13}, "A4") && !meetsMoisture({0.5, 10}, "A9"));
}

PLENUM_TEST(HumidityBalanceTest)
#include "humidity_balance_test.moc"
