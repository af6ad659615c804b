// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/telemetry/source_unit.h"

#include "tests/support/registry.h"

#include <cmath>

using namespace twin;
using telemetry::sourceUnit;

class SourceUnitTest : public QObject {
    Q_OBJECT
  private slots:
    void readsUnits_data() {
        QTest::addColumn<QString>("symbol");
        QTest::addColumn<int>("unit");
        QTest::addColumn<double>("value");
        QTest::addColumn<double>("si");
        const auto row = [](const char* symbol, Unit unit, double value, double si) { QTest::addRow("%s %d", symbol, static_cast<int>(unit)) << QString(symbol) << static_cast<int>(unit) << value << si; };
        row("degF", Unit::Temperature, 75, (75 - 32) * 5 / 9.0);
        row("°F", Unit::Temperature, 32, 0);
        row("Cel", Unit::Temperature, 21.5, 21.5);
        row("K", Unit::Temperature, 300, 26.85);
        row("degF", Unit::TemperatureDifference, 9, 5);
        row("gpm", Unit::WaterFlow, 100, 6.30902e-3);
        row("USGPM", Unit::WaterFlow, 100, 6.30902e-3);
        row("l/min", Unit::WaterFlow, 60, 1e-3);
        row("LPM", Unit::WaterFlow, 60, 1e-3);
        row("psi", Unit::Pressure, 10, 68947.57);
        row("psig", Unit::Pressure, 10, 68947.57);
        row("kPa", Unit::Pressure, 2, 2000);
        row("MPa", Unit::Pressure, 2, 2e6);
        row("mbar", Unit::Pressure, 5, 500);
        row("inH2O", Unit::Pressure, 1, 249.082);
        row("W", Unit::Power, 7, 7);
        row("kW", Unit::Power, 7, 7000);
        row("Watts", Unit::Power, 7, 7);
        row("%", Unit::Fraction, 85, 0.85);
        row("Percent", Unit::Fraction, 85, 0.85);
        row("1", Unit::Fraction, 0.85, 0.85);
        row("", Unit::Fraction, 0.85, 0.85);
        row("", Unit::Temperature, 20, 20);
        row("cfm", Unit::AirFlow, 1000, 0.4719474);
        row("mA", Unit::Current, 1500, 1.5);
        row(" deg_C ", Unit::Temperature, 20, 20);
    }
    void readsUnits() {
        QFETCH(QString, symbol);
        QFETCH(int, unit);
        QFETCH(double, value);
        QFETCH(double, si);
        const auto line = sourceUnit(symbol.toStdString(), static_cast<Unit>(unit));
        QVERIFY(line);
        QVERIFY2(std::abs(value * line->factor + line->offset - si) <= 1e-9 * std::max(1.0, std::abs(si)), qPrintable(QString::number(value * line->factor + line->offset, 'g', 17)));
    }
    void refusesWhatDoesNotFit() {
        for (const auto& [symbol, unit] : {std::pair("kW", Unit::Temperature), std::pair("degC", Unit::Power), std::pair("gpm", Unit::AirFlow), std::pair("psia", Unit::Pressure),
                                           std::pair("furlong", Unit::Metre), std::pair("mW", Unit::Power), std::pair("5 kW", Unit::Power), std::pair("%", Unit::Power)})
            QVERIFY2(!sourceUnit(symbol, unit), symbol);
    }
    void readsBackItsOwnSymbols() {
        for (int unit = 0; unit <= static_cast<int>(Unit::Choice); ++unit) {
            const auto line = sourceUnit(telemetry::siSymbol(static_cast<Unit>(unit)), static_cast<Unit>(unit));
            QVERIFY(line && *line == telemetry::LinearUnit{});
        }
    }
};

PLENUM_TEST(SourceUnitTest)
#include "source_unit_test.moc"
