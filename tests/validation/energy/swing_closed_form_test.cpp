// SPDX-License-Identifier: GPL-3.0-or-later
// A square wave of ±A, half period h, through a first-order controller. In the steady cycle the smoothed power swings
// between ±A tanh(h/2τ), the storage gives at most A (1 + tanh(h/2τ)), and each half period moves
// E = ∫₀ʰ |A − g| dt = A (1 + tanh(h/2τ)) τ (1 − e^{−h/τ}); the n-th odd harmonic is 4A/(πn) / √(1 + (nωτ)²).
#include "tests/support/registry.h"
#include "twin/energy/swing_chain.h"
#include "twin/energy/training_wave.h"

#include <cmath>
#include <numbers>

using namespace twin;
using namespace twin::energy;

namespace {

constexpr double kTolerance = 1e-3;  // as the acceptance asks; the exact step is far below it

bool near(double found, double expected, double tolerance = kTolerance) { return std::abs(found - expected) <= tolerance * std::abs(expected); }

}  // namespace

class SwingClosedFormTest : public QObject {
    Q_OBJECT
  private slots:
    void squareWaveThroughFirstOrderStorage_data() {
        QTest::addColumn<double>("period_s");
        QTest::addColumn<double>("tau_s");
        QTest::addColumn<double>("step_s");
        for (const double tau_s : {0.2, 1.0, 5.0, 60.0})
            for (const double step_s : {0.01, 0.1, 0.5}) QTest::addRow("tau %g s, step %g s", tau_s, step_s) << 2.0 << tau_s << step_s;
        QTest::addRow("slow") << 20.0 << 3.0 << 0.02;
    }
    void squareWaveThroughFirstOrderStorage() {
        QFETCH(double, period_s);
        QFETCH(double, tau_s);
        QFETCH(double, step_s);
        const double amplitude_W = 12e6, half_s = period_s / 2;
        TrainingWave wave;
        wave.cluster_W = 40e6, wave.communicateLevel = 1 - 2 * amplitude_W / 40e6, wave.period_s = period_s, wave.computeShare = 0.5, wave.run_s = 60 * period_s, wave.step_s = step_s;
        Storage storage;
        storage.pcs_W = 100e6, storage.energy_J = 3.6e12, storage.tau_s = tau_s, storage.coolingCop = 0;
        MeasureOptions options;
        const SwingResult result = runChain(trainingSeries(wave), {storage}, options, {});
        const Level& level = result.connection();
        const double gain = std::tanh(half_s / (2 * tau_s));
        QVERIFY2(near(level.measures.range_W, 2 * amplitude_W * gain), qPrintable(QString::number(level.measures.range_W / (2 * amplitude_W * gain) - 1)));
        QVERIFY(near(level.storage->highestDischarge_W, amplitude_W * (1 + gain)));
        QVERIFY(near(level.storage->highestCharge_W, amplitude_W * (1 + gain)));
        const double each_J = amplitude_W * (1 + gain) * tau_s * -std::expm1(-half_s / tau_s);
        QVERIFY(near(level.storage->discharged_J, 60 * each_J));
        QVERIFY(near(level.storage->charged_J, 60 * each_J));
        QVERIFY(near(level.measures.mean_W, 28e6, 1e-9));
        if (step_s > 0.02) return;
        // Cell means weaken the line by sin(x)/x, x = πfΔ.
        const double x = std::numbers::pi * step_s / period_s, omega = 2 * std::numbers::pi / period_s;
        const double line_W = 4 * amplitude_W / std::numbers::pi / std::hypot(1.0, omega * tau_s) * std::sin(x) / x;
        if (period_s > 10) options.bands = {{0.03, 20}};
        const Measures measures = measure(level.series, options);
        QVERIFY2(near(measures.bands[0].strongest.amplitude_W, line_W), qPrintable(QString::number(measures.bands[0].strongest.amplitude_W / line_W - 1)));
        QVERIFY(near(measures.bands[0].strongest.frequency_Hz, 1 / period_s));
        QVERIFY(measures.spectrum.parsevalError() < 1e-12);
    }

    // Two first-order stages: each harmonic passes both; the first is checked.
    void stagesFollowEachOther() {
        TrainingWave wave;
        wave.cluster_W = 40e6, wave.communicateLevel = 0.4, wave.computeShare = 0.5, wave.run_s = 120, wave.step_s = 0.005;
        Storage first;
        first.pcs_W = 100e6, first.energy_J = 3.6e12, first.tau_s = 0.5, first.coolingCop = 0;
        Storage second = first;
        second.tau_s = 4;
        const SwingResult result = runChain(trainingSeries(wave), {first, second}, {}, {});
        const double line_W = 4 * 12e6 / std::numbers::pi / std::hypot(1.0, std::numbers::pi * 0.5) / std::hypot(1.0, std::numbers::pi * 4);
        QVERIFY2(near(result.connection().measures.bands[0].strongest.amplitude_W, line_W), qPrintable(QString::number(result.connection().measures.bands[0].strongest.amplitude_W / line_W - 1)));
    }

    // A step into an RC store: what is left of it after a time.
    void stepDecaysExactly() {
        Series load{0.5, std::vector<double>(40, 1e6), "step"};
        for (std::size_t i = 10; i < 40; ++i) load.power_W[i] = 3e6;
        Storage storage;
        storage.pcs_W = 1e7, storage.energy_J = kUnlimited, storage.tau_s = 2.5, storage.coolingCop = 0, storage.start = StartAt::FirstCell;
        const StorageRun run = runStorage(load, storage);
        QVERIFY(near(run.discharged_J, 2e6 * 2.5 * -std::expm1(-15 / 2.5), 1e-12));
        QVERIFY(near(run.outExtremes.high_W, 3e6 - 2e6 * std::exp(-15 / 2.5), 1e-12));
    }
};

PLENUM_TEST(SwingClosedFormTest)
#include "swing_closed_form_test.moc"
