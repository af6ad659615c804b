// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "twin/energy/storage_sizing.h"
#include "twin/energy/training_wave.h"

#include <cmath>

using namespace twin;
using namespace twin::energy;

namespace {

/// 20 to 80 MW, two seconds each.
Series square() {
    TrainingWave wave;
    wave.cluster_W = 80e6, wave.period_s = 4, wave.computeShare = 0.5, wave.communicateLevel = 0.25, wave.run_s = 80, wave.step_s = 0.02;
    return trainingSeries(wave);
}

Storage ideal() {
    Storage storage;
    storage.chargeEfficiency = storage.dischargeEfficiency = 1, storage.coolingCop = 0, storage.restore_s = 0;
    return storage;
}

}  // namespace

class StorageSizingTest : public QObject {
    Q_OBJECT
  private slots:
    // Filter far slower than the wave: the least power for a range of 30 MW is (60 − 30)/2 = 15 MW, the bound for any
    // controller; the cells move 15 MW · 2 s = 30 MJ each way from the start, so between 5 and 95 % they hold 30/0.45 MJ.
    void findsTheLeastForARange() {
        Storage storage = ideal();
        storage.tau_s = 1e6;
        SizingOptions options;
        options.limits.range_W = 30e6;
        const SizingResult found = sizeStorage(square(), {storage}, 0, options);
        QVERIFY(found.feasible && found.needed && found.minimal());
        QVERIFY(std::abs(found.lowerBound_W - 15e6) < 1);
        QVERIFY2(std::abs(found.storage.pcs_W - 15e6) < 1e3, qPrintable(QString::number(found.storage.pcs_W)));
        QVERIFY2(std::abs(found.storage.energy_J - 30e6 / 0.45) < 1e4, qPrintable(QString::number(found.storage.energy_J)));
    }

    // A step of at most 10 MW within a second: of the 60 MW each edge, 50 are taken, 25 to each side.
    void findsTheLeastForARamp() {
        Storage storage = ideal();
        storage.tau_s = 1e6;
        SizingOptions options;
        options.limits.rampUp_W_s = options.limits.rampDown_W_s = 10e6;
        const SizingResult found = sizeStorage(square(), {storage}, 0, options);
        QVERIFY(found.feasible && found.minimal());
        QVERIFY2(std::abs(found.storage.pcs_W - 25e6) < 1e3, qPrintable(QString::number(found.storage.pcs_W)));
    }

    // Range and ramp together: the edges within a second are the range, 60 MW less twice the power, so the smaller of the two
    // limits binds; the cells hold two seconds of it, from the middle to 5 or 95 %. From both sides, by the chain itself: as
    // found it is inside, with a thousandth less of either it is not.
    void findsTheLeastForARangeAndARamp_data() {
        QTest::addColumn<double>("range_MW");
        QTest::addColumn<double>("ramp_MW_s");
        QTest::addColumn<double>("pcs_MW");
        QTest::newRow("ramp binds") << 40.0 << 10.0 << 25.0;
        QTest::newRow("range binds") << 8.0 << 10.0 << 26.0;
    }
    void findsTheLeastForARangeAndARamp() {
        QFETCH(double, range_MW);
        QFETCH(double, ramp_MW_s);
        QFETCH(double, pcs_MW);
        Storage storage = ideal();
        storage.tau_s = 1e6;
        SizingOptions options;
        options.limits.range_W = range_MW * 1e6;
        options.limits.rampUp_W_s = options.limits.rampDown_W_s = ramp_MW_s * 1e6;
        const TransformerStage transformer{"transformer", 100e6, 1, 0, 0};
        const SizingResult found = sizeStorage(square(), {storage, transformer}, 0, options);
        QVERIFY(found.feasible && found.minimal());
        QVERIFY2(std::abs(found.storage.pcs_W - pcs_MW * 1e6) < 1e3, qPrintable(QString::number(found.storage.pcs_W)));
        QVERIFY2(std::abs(found.storage.energy_J - 2 * pcs_MW * 1e6 / 0.45) < 1e4, qPrintable(QString::number(found.storage.energy_J)));
        const auto share = [&](double power, double energy) {
            Storage other = found.storage;
            other.pcs_W *= power, other.energy_J *= energy;
            return worstShare(runChain(square(), {other, transformer}, options.measures, options.limits).connection().limits);
        };
        QVERIFY(share(1, 1) <= 1);
        QVERIFY(share(0.999, 1) > 1);
        QVERIFY(share(1, 0.999) > 1);
    }

    void choosesTheControllerOfTheFewestCabins() {
        SizingOptions options;
        options.limits.range_W = 20e6, options.limits.rampUp_W_s = options.limits.rampDown_W_s = 15e6;
        options.chooseController = true;
        Storage storage;
        const SizingResult chosen = sizeStorage(square(), {storage}, 0, options);
        QVERIFY(chosen.feasible && chosen.minimal());
        QVERIFY(chosen.storage.pcs_W >= chosen.lowerBound_W);
        options.chooseController = false;
        for (const double tau_s : {0.5, 5.0, 50.0, 500.0}) {
            storage.tau_s = tau_s;
            const SizingResult fixed = sizeStorage(square(), {storage}, 0, options);
            QVERIFY(!fixed.feasible || fixed.cabins > chosen.cabins * 0.995);
        }
    }

    void bandsAreBroughtInside() {
        SizingOptions options;
        options.limits.bands = {{{0.1, 20}, 3e6}};
        Storage storage;
        storage.tau_s = 20;
        const SizingResult found = sizeStorage(square(), {storage}, 0, options);
        QVERIFY(found.feasible && found.shareAt <= 1 && found.shareWithLessPower > 1);
    }

    void saysWhenNothingIsNeededOrNothingHelps() {
        SizingOptions options;
        options.limits.range_W = 70e6;
        QVERIFY(!sizeStorage(square(), {Storage{}}, 0, options).needed);
        options.limits.range_W = kUnlimited, options.limits.peak_W = 40e6;  // below the mean
        options.chooseController = true;
        const SizingResult found = sizeStorage(square(), {Storage{}}, 0, options);
        QVERIFY(!found.feasible && hasErrors(found.issues));
    }

    void aCabinHasItsWorth() {
        const CabinWorth worth = worthOf({}, 4);
        QVERIFY(std::abs(worth.rackPlaces - 6.1 * 8.5 / 1.98) < 1e-9);
        QCOMPARE(worth.swing_W, 5e6);
        QCOMPARE(worth.mass_t, 42.0);
        QVERIFY(worthOf({}, 1e6).swing_W < 5e6);  // the cells are what runs out
    }
};

PLENUM_TEST(StorageSizingTest)
#include "storage_sizing_test.moc"
