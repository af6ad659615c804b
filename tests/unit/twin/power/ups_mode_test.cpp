// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "twin/power/ups_mode.h"

#include <cmath>

using namespace twin::power;

/// A UPS of 1 MW in ten modules: 94, 96, 96.5, 96 % and 10 kW at no load.
class UpsModeTest : public QObject {
    Q_OBJECT
  private slots:
    void losesByHand_data();
    void losesByHand();
    void neverSleepsBelowTheSpare();
    void givesACurveForThePaths();
    void listsWhatIsNotAllowed();
};

namespace {

const double kL25 = 250e3 * (1 / 0.94 - 1), kL50 = 500e3 * (1 / 0.96 - 1), kL75 = 750e3 * (1 / 0.965 - 1), kL100 = 1e6 * (1 / 0.96 - 1);

LossCurve ups() { return lossCurve(1e6, {0.94, 0.96, 0.965, 0.96}, 10e3); }

}  // namespace

void UpsModeTest::losesByHand_data() {
    QTest::addColumn<int>("mode");
    QTest::addColumn<double>("load");
    QTest::addColumn<double>("loss_W");
    QTest::newRow("double conversion, 20 %") << 0 << 0.2 << 10e3 + 0.8 * (kL25 - 10e3);
    QTest::newRow("double conversion, 50 %") << 0 << 0.5 << kL50;
    QTest::newRow("double conversion, 80 %") << 0 << 0.8 << kL75 + 0.2 * (kL100 - kL75);
    QTest::newRow("eco, 20 %") << 1 << 0.2 << 4e3 + 1.2e3;
    QTest::newRow("eco, 50 %") << 1 << 0.5 << 4e3 + 3e3;
    QTest::newRow("eco, 80 %") << 1 << 0.8 << 4e3 + 4.8e3;
    // Awake: ⌈2/0.7⌉ + 1 = 4 at half load each, ⌈5/0.7⌉ + 1 = 9 at 5/9, ⌈8/0.7⌉ + 1 = 13: all ten.
    QTest::newRow("module sleep, 20 %") << 2 << 0.2 << 0.4 * kL50 + 0.6 * 0.05 * 10e3;
    QTest::newRow("module sleep, 50 %") << 2 << 0.5 << 0.9 * (kL50 + (20.0 / 9 - 2) * (kL75 - kL50)) + 0.1 * 0.05 * 10e3;
    QTest::newRow("module sleep, 80 %") << 2 << 0.8 << kL75 + 0.2 * (kL100 - kL75);
}

void UpsModeTest::losesByHand() {
    QFETCH(int, mode);
    QFETCH(double, load);
    QFETCH(double, loss_W);
    QVERIFY(std::abs(upsLoss_W(ups(), static_cast<UpsMode>(mode), {}, load * 1e6) - loss_W) < 1e-6);
}

void UpsModeTest::neverSleepsBelowTheSpare() {
    UpsModeOptions options;
    QCOMPARE(modulesAwake(ups(), options, 0), 1);
    options.spareModules = 0;
    QCOMPARE(modulesAwake(ups(), options, 0), 1);
    QCOMPARE(modulesAwake(ups(), options, 70e3), 1);
    QCOMPARE(modulesAwake(ups(), options, 71e3), 2);
    QCOMPARE(modulesAwake(ups(), options, 2e6), 10);
    QVERIFY(upsLoss_W(ups(), UpsMode::ModuleSleep, options, 100e3) < ups().at(100e3));
}

void UpsModeTest::givesACurveForThePaths() {
    const LossCurve eco = inMode(ups(), UpsMode::Eco, {});
    for (const double load : {0.1, 0.37, 0.9}) QVERIFY(std::abs(eco.at(load * 1e6) - (4e3 + 6e3 * load)) < 1e-6);
    QVERIFY(std::abs(eco.efficiency(500e3) - 500.0 / 507) < 1e-12);
    QCOMPARE(inMode(ups(), UpsMode::DoubleConversion, {}).loss_W, ups().loss_W);
}

void UpsModeTest::listsWhatIsNotAllowed() {
    QVERIFY(checkUpsMode(ups(), {}).empty());
    UpsModeOptions options{-1, std::nan(""), 0, -1, 1.5, 2};
    QCOMPARE(checkUpsMode(ups(), options).size(), std::size_t{6});
}

PLENUM_TEST(UpsModeTest)
#include "ups_mode_test.moc"
