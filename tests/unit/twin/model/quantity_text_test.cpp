// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "twin/base/units.h"

#include <cmath>

using namespace twin;

class QuantityTextTest : public QObject {
    Q_OBJECT
  private slots:
    void readsWhatItWrites() {
        for (int u = 0; u <= static_cast<int>(Unit::Choice); ++u)
            for (const UnitSystem system : {UnitSystem::SI, UnitSystem::IP})
                for (const double shown : {0.0, 1.0, -12.5, 1234567.25, 0.0625}) {
                    const auto unit = static_cast<Unit>(u);
                    const DisplayUnit display = displayUnit(unit, system);
                    const double value = (shown - display.offset) / display.scale;
                    const std::string text = formatQuantity(value, unit, system, 6);
                    const auto read = parseQuantity(text, unit, system);
                    QVERIFY2(read.has_value(), text.c_str());
                    const double again = *read * display.scale + display.offset;
                    QVERIFY2(std::abs(again - shown) <= 1e-6 * std::max(1.0, std::abs(shown)), (text + " → " + std::to_string(again)).c_str());
                    QVERIFY(parseQuantity(formatNumber(value, unit, system, 6), unit, system).has_value());
                }
    }
    void readsUnits_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("unit");
        QTest::addColumn<double>("value");
        QTest::newRow("fahrenheit") << "75 F" << int(Unit::Temperature) << (75 - 32) * 5.0 / 9;
        QTest::newRow("gallons a minute") << "120 gpm" << int(Unit::WaterFlow) << 120 * 6.309020e-5;
        QTest::newRow("kilowatts") << "1.2 kW" << int(Unit::Power) << 1200.0;
        QTest::newRow("kilowatts, small letters") << "1.2kw" << int(Unit::Power) << 1200.0;
        QTest::newRow("no unit") << "1200" << int(Unit::Power) << 1.2e6;
        QTest::newRow("plus") << "+5 K" << int(Unit::TemperatureDifference) << 5.0;
        QTest::newRow("minus sign") << "−5 °C" << int(Unit::Temperature) << -5.0;
        QTest::newRow("per cent") << "80 %" << int(Unit::Fraction) << 0.8;
    }
    void readsUnits() {
        QFETCH(QString, text);
        QFETCH(int, unit);
        QFETCH(double, value);
        const auto read = parseQuantity(text.toStdString(), static_cast<Unit>(unit));
        QVERIFY(read.has_value());
        QVERIFY(std::abs(*read - value) <= 1e-9 * std::max(1.0, std::abs(value)));
    }
    void refusesOtherUnits() {
        for (const char* text : {"", "abc", "12 kg", "nan", "inf", "1e999", "12 mW", "1 2"}) QVERIFY2(!parseQuantity(text, Unit::Power), text);
    }
    void showsNothingForMissing() {
        QVERIFY(formatQuantity(std::nan(""), Unit::Power).starts_with("–"));
        QCOMPARE(formatQuantity(4702e3, Unit::Power), std::string("4\u2009702.0\u00A0kW"));
        QCOMPARE(formatNumber(-0.0001, Unit::Temperature), std::string("0.0"));
    }
};

PLENUM_TEST(QuantityTextTest)
#include "quantity_text_test.moc"
