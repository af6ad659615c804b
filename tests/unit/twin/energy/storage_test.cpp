// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "twin/energy/random.h"
#include "twin/energy/swing_chain.h"

#include <algorithm>
#include <cmath>
#include <ctime>

using namespace twin;
using namespace twin::energy;

namespace {

Series noise(std::uint64_t seed, std::size_t cells) {
    Random random(seed);
    Series series{0.02, std::vector<double>(cells), ""};
    double level = 5e6;
    for (double& power_W : series.power_W) {
        if (random.uniform() < 0.02) level = 1e7 * random.uniform();
        power_W = level + 1e5 * random.normal();
    }
    return series;
}

Storage randomStorage(Random& random) {
    Storage storage;
    storage.pcs_W = random.uniform() < 0.1 ? 0 : 8e6 * random.uniform();
    storage.energy_J = random.uniform() < 0.1 ? 0 : 2e8 * random.uniform();
    storage.tau_s = random.uniform() < 0.2 ? 0 : 30 * random.uniform();
    storage.ramp_W_s = random.uniform() < 0.3 ? kUnlimited : 5e6 * random.uniform() + 1;
    storage.start = random.uniform() < 0.5 ? StartAt::Periodic : random.uniform() < 0.5 ? StartAt::Mean : StartAt::FirstCell;
    storage.chargeEfficiency = 0.5 + 0.5 * random.uniform(), storage.dischargeEfficiency = 0.5 + 0.5 * random.uniform();
    storage.restore_s = random.uniform() < 0.2 ? 0 : 100 * random.uniform();
    storage.own_W = 1e4 * random.uniform(), storage.coolingCop = random.uniform() < 0.2 ? 0 : 5 * random.uniform();
    storage.thermal_s = random.uniform() < 0.2 ? 0 : 100 * random.uniform();
    return storage;
}

}  // namespace

class StorageTest : public QObject {
    Q_OBJECT
  private slots:
    void energyIsConserved() {
        Random random(3);
        for (int trial = 0; trial < 200; ++trial) {
            const Series load = noise(static_cast<std::uint64_t>(trial), 3000);
            const Storage storage = randomStorage(random);
            QVERIFY(check(storage).empty());
            const StorageRun run = runStorage(load, storage);
            // In the cells, from the state of charge alone.
            const double change_J = run.soc.empty() ? 0 : (run.soc.back() - storage.socStart) * storage.energy_J;
            const double scale_J = std::max(1.0, run.charged_J + run.discharged_J);
            QVERIFY(std::abs(run.charged_J - run.discharged_J - run.loss_J - change_J) < 1e-9 * scale_J);
            // At the connection, from the two series.
            const double moved_J = energy_J(run.out) - energy_J(load);
            QVERIFY(std::abs(moved_J - (run.charged_J - run.discharged_J + run.own_J)) < 1e-9 * energy_J(load));
            for (const double soc : run.soc) QVERIFY(soc > storage.socLow - 1e-9 && soc < storage.socHigh + 1e-9);
            for (const double power_W : run.out.power_W) QVERIFY(std::isfinite(power_W));
            QVERIFY(std::isfinite(run.outExtremes.low_W) && std::isfinite(run.outExtremes.high_W) && std::isfinite(run.wear));
            const Extremes means = extremes(run.out);
            QVERIFY(means.low_W >= run.outExtremes.low_W - 1e-3 && means.high_W <= run.outExtremes.high_W + 1e-3);
            QVERIFY(run.highestDischarge_W <= storage.pcs_W && run.highestCharge_W <= storage.pcs_W);
        }
    }

    // The exact step: cutting every cell in ten changes neither energies nor extremes.
    void resultsDoNotDependOnTheStep() {
        const Series load = noise(11, 500);
        Series fine{load.step_s / 10, {}, ""};
        for (const double power_W : load.power_W) fine.power_W.insert(fine.power_W.end(), 10, power_W);
        for (const double ramp_W_s : {kUnlimited, 4e5, 3e6})
            for (const double tau_s : {0.0, 0.05, 3.0}) {
                Storage storage;
                storage.pcs_W = 2e6, storage.energy_J = kUnlimited, storage.tau_s = tau_s, storage.ramp_W_s = ramp_W_s, storage.coolingCop = 0;
                storage.start = StartAt::FirstCell;
                const StorageRun coarse = runStorage(load, storage), refined = runStorage(fine, storage);
                QVERIFY(std::abs(coarse.discharged_J - refined.discharged_J) <= 1e-9 * (1 + refined.discharged_J));
                QVERIFY(std::abs(coarse.charged_J - refined.charged_J) <= 1e-9 * (1 + refined.charged_J));
                QVERIFY(std::abs(coarse.outExtremes.high_W - refined.outExtremes.high_W) < 1e-3);
                QVERIFY(std::abs(coarse.outExtremes.low_W - refined.outExtremes.low_W) < 1e-3);
            }
    }

    void holdsTheRampSetPoint() {
        Series load{0.1, std::vector<double>(400, 2e6), ""};
        for (std::size_t i = 100; i < 250; ++i) load.power_W[i] = 12e6;
        Storage storage;
        storage.pcs_W = 20e6, storage.energy_J = kUnlimited, storage.ramp_W_s = 1e6, storage.coolingCop = 0, storage.start = StartAt::FirstCell;
        const StorageRun run = runStorage(load, storage);
        MeasureOptions options;
        options.withSpectrum = false;
        const Measures measures = measure(run.out, options, run.outExtremes);
        QVERIFY(std::abs(measures.rampUp_W_s - 1e6) < 1 && std::abs(measures.rampDown_W_s - 1e6) < 1);
        QVERIFY(std::abs(run.discharged_J - 10e6 * 10 / 2) < 1);  // a triangle of 10 MW and 10 s
        QVERIFY(std::abs(run.charged_J - 10e6 * 10 / 2) < 1);
    }

    void exhaustedCellsLetTheSwingPass() {
        Series load{0.1, std::vector<double>(1000, 1e6), ""};
        for (std::size_t i = 500; i < 1000; ++i) load.power_W[i] = 5e6;
        Storage storage;
        storage.pcs_W = 10e6, storage.energy_J = 8e6, storage.tau_s = 60, storage.start = StartAt::FirstCell, storage.coolingCop = 0;
        const StorageRun run = runStorage(load, storage);
        QVERIFY(run.exhausted_s > 10);
        QVERIFY(std::abs(run.outExtremes.high_W - 5e6) < 1);
        QVERIFY(std::abs(*std::min_element(run.soc.begin(), run.soc.end()) - storage.socLow) < 1e-9);
    }

    void chargeIsLedBack() {
        Series load{1, std::vector<double>(7200, 5e6), ""};
        Storage storage;
        storage.pcs_W = 1e6, storage.energy_J = 3.6e9, storage.tau_s = 10, storage.socStart = 0.2, storage.restore_s = 600;
        const StorageRun run = runStorage(load, storage);
        QVERIFY(run.soc.back() > 0.35 && run.soc.back() <= 0.5);
        QVERIFY(extremes(run.out).high_W <= 5e6 + 0.1 * 1e6 + run.own_J);
    }

    void countsCyclesByRainflow() {
        // ASTM E1049, its example: −2 1 −3 5 −1 3 −4 4 −2 → ranges 3, 4, 6, 8, 8, 9 (halves) and 4 (whole).
        const Wear wear = wearOf({-2, 1, -3, 5, -1, 3, -4, 4, -2}, 1, 1);
        QCOMPARE(wear.cycles, 4.0);
        QVERIFY(std::abs(wear.share - (0.5 * (3 + 4 + 8 + 9 + 8 + 6) + 4)) < 1e-12);
        QCOMPARE(wearOf({0.2, 0.4, 0.6, 0.6, 0.8}, 1, 1).cycles, 0.5);
        QCOMPARE(wearOf({0.5, 0.5}, 1, 1).cycles, 0.0);
    }

    // Seconds by the processor's clock, not the wall's: the machine may be shared.
    void aMillionStepsTakeSeconds() {
        const Series load = noise(1, 1'000'000);
        Storage storage;
        storage.pcs_W = 4e6, storage.energy_J = 3.6e9, storage.tau_s = 10, storage.ramp_W_s = 1e6;
        const std::clock_t begin = std::clock();
        const SwingResult result = runChain(load, {storage, storage}, {}, {});
        const double took_s = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
        QCOMPARE(result.connection().series.power_W.size(), std::size_t(1'000'000));
        QVERIFY2(took_s < 10, qPrintable(QString::number(took_s)));
        qInfo("a million steps through two storages, three levels measured: %.2f s", took_s);
    }

    void namesEveryWrongInput() {
        Storage storage;
        storage.pcs_W = -1, storage.tau_s = std::nan(""), storage.socStart = 2, storage.chargeEfficiency = 0;
        QCOMPARE(check(storage).size(), std::size_t(4));
    }

    void transformerAndGeneratorAreJudged() {
        Series load{0.1, std::vector<double>(600, 2e6), ""};
        for (std::size_t i = 300; i < 600; ++i) load.power_W[i] = 9e6;
        TransformerStage transformer;
        transformer.rating_VA = 8e6, transformer.powerFactor = 1, transformer.noLoad_W = 1e4, transformer.load_W = 8e4;
        GeneratorStage generator;
        generator.rating_W = 10e6;
        const SwingResult result = runChain(load, {transformer, generator}, {}, {});
        QCOMPARE(result.levels.size(), std::size_t(3));
        QVERIFY(std::abs(result.levels[1].measures.peak_W - (9e6 + 1e4 + 8e4 * 81 / 64.0)) < 1e-3);
        QCOMPARE(result.levels[1].issues.size(), std::size_t(1));
        QCOMPARE(result.levels[2].issues.front().code, std::string("energy.generatorStep"));
    }
};

PLENUM_TEST(StorageTest)
#include "storage_test.moc"
