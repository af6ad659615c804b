// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "twin/media/moist_air.h"

#include <cmath>

using namespace twin;

class MoistAirTest : public QObject {
    Q_OBJECT

  private slots:
    // ASHRAE Fundamentals 2017, chapter 1, table 3.
    void saturationPressureAgreesWithAshrae_data() {
        QTest::addColumn<double>("temperature_C");
        QTest::addColumn<double>("pressure_Pa");
        QTest::newRow("-20") << -20.0 << 103.24;
        QTest::newRow("-5") << -5.0 << 401.74;
        QTest::newRow("5") << 5.0 << 872.60;
        QTest::newRow("25") << 25.0 << 3169.9;
        QTest::newRow("50") << 50.0 << 12351.3;
    }
    void saturationPressureAgreesWithAshrae() {
        QFETCH(double, temperature_C);
        QFETCH(double, pressure_Pa);
        QVERIFY(std::abs(saturationPressure_Pa(temperature_C) / pressure_Pa - 1) < 5e-4);
    }

    // ASHRAE Fundamentals 2017, chapter 1, example 1: 40 °C dry bulb, 20 °C wet bulb, 101.325 kPa, read from its chart:
    // W 6.5 g/kg, h 56.7 kJ/kg, dew point 7 °C (to the degree), 14 % RH, 0.896 m³/kg of dry air.
    void agreesWithAshraeExample() {
        const double ratio = 0.0065;
        const double humidity = relativeHumidity(40, ratio);
        QVERIFY(std::abs(humidity - 0.14) < 0.005);
        QVERIFY(std::abs(enthalpy_J_kg(40, ratio) - 56700) < 500);
        QVERIFY(std::abs(dewPoint_C(40, humidity) - 7) < 1);
        QVERIFY(std::abs(wetBulb_C(40, humidity) - 20) < 0.1);
        QVERIFY(std::abs((1 + ratio) / moistAirDensity_kg_m3(40, ratio) - 0.896) < 0.001);
    }

    // Stull, J. Appl. Meteorol. Climatol. 50, 2011, p. 2267: 20 °C at 50 % and 101.325 kPa gives 13.7 °C.
    void agreesWithStull() { QVERIFY(std::abs(wetBulb_C(20, 0.5) - 13.7) < 0.1); }

    void hotDryAirOfADataHall() {
        QVERIFY(wetBulb_C(35, 0.4) > 23.5 && wetBulb_C(35, 0.4) < 24.2);
        QVERIFY(wetBulb_C(35, 0.4, 84000) < wetBulb_C(35, 0.4));
    }

    void wetBulbLiesBetweenDewPointAndDryBulb() {
        for (double t = -25; t <= 50; t += 2.5)
            for (double humidity = 0.05; humidity < 1; humidity += 0.1) {
                const double wet = wetBulb_C(t, humidity);
                QVERIFY(wet < t && wet > dewPoint_C(t, humidity));
            }
    }

    void saturatedAirIsAtItsDewPointAndWetBulb() {
        for (double t = -20; t <= 50; t += 5) {
            QVERIFY(std::abs(dewPoint_C(t, 1) - t) < 1e-6);
            QVERIFY(std::abs(wetBulb_C(t, 1) - t) < 1e-4);
        }
    }

    void humidityRatioAndRelativeHumidityAreInverse() {
        for (double humidity = 0; humidity <= 1; humidity += 0.125)
            QVERIFY(std::abs(relativeHumidity(27, humidityRatio(27, humidity, 9e4), 9e4) - humidity) < 1e-12);
    }

    // ASHRAE Fundamentals 2017, chapter 1, table 1.
    void pressureFallsWithAltitude() {
        QVERIFY(std::abs(pressureAtAltitude_Pa(0) - 101325) < 1e-9);
        QVERIFY(std::abs(pressureAtAltitude_Pa(1000) - 89875) < 5);
        QVERIFY(std::abs(pressureAtAltitude_Pa(2000) - 79495) < 5);
        QVERIFY(std::abs(airDensityAtAltitude_kg_m3(20, 0) - 1.2041) < 1e-3);
        QVERIFY(std::abs(airDensityAtAltitude_kg_m3(20, 1500) / 1.2041 - 0.8346) < 2e-3);
    }
};

PLENUM_TEST(MoistAirTest)
#include "moist_air_test.moc"
