// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "twin/energy/limits.h"
#include "twin/energy/random.h"

#include <cmath>
#include <numbers>

using namespace twin;
using namespace twin::energy;

namespace {

Series sine(double frequency_Hz, double amplitude_W, double step_s, std::size_t cells, double mean_W = 5e6) {
    Series series{step_s, std::vector<double>(cells), "sine"};
    for (std::size_t i = 0; i < cells; ++i) series.power_W[i] = mean_W + amplitude_W * std::sin(2 * std::numbers::pi * frequency_Hz * (static_cast<double>(i) + 0.5) * step_s + 0.3);
    return series;
}

bool has(const Issues& issues, const std::string& code) {
    for (const Issue& issue : issues)
        if (issue.code == code) return true;
    return false;
}

}  // namespace

class MeasuresTest : public QObject {
    Q_OBJECT
  private slots:
    void findsAPureSine_data() {
        QTest::addColumn<double>("frequency_Hz");
        QTest::addColumn<int>("cells");
        for (const double frequency : {0.13, 0.5, 1.237, 7.77, 19.3})
            for (const int cells : {6000, 6007, 9973}) QTest::addRow("%g Hz, %d cells", frequency, cells) << frequency << cells;
    }
    void findsAPureSine() {
        QFETCH(double, frequency_Hz);
        QFETCH(int, cells);
        const Measures measures = measure(sine(frequency_Hz, 2e6, 0.01, static_cast<std::size_t>(cells)), {});
        QVERIFY(measures.bands.size() == 1 && measures.bands[0].judged);
        QVERIFY2(std::abs(measures.bands[0].strongest.frequency_Hz - frequency_Hz) < 1e-3 * frequency_Hz, qPrintable(QString::number(measures.bands[0].strongest.frequency_Hz)));
        QVERIFY2(std::abs(measures.bands[0].strongest.amplitude_W - 2e6) < 2e3, qPrintable(QString::number(measures.bands[0].strongest.amplitude_W)));
        if (frequency_Hz > 0.2) QVERIFY(std::abs(measures.bands[0].rms_W - 2e6 / std::sqrt(2.0)) < 1e-3 * 2e6);
        QVERIFY(measures.spectrum.parsevalError() < 1e-12);
        QVERIFY(!has(measures.issues, "energy.aliasing") && !has(measures.issues, "energy.aliasingLikely"));
    }

    void parsevalHoldsForNoise() {
        Random random(7);
        for (const std::size_t cells : {4u, 5u, 97u, 1000u, 65537u}) {
            Series series{0.01, std::vector<double>(cells), ""};
            for (double& power_W : series.power_W) power_W = 1e6 * random.normal();
            QVERIFY(spectrum(series).parsevalError() < 1e-12);
        }
    }

    void warnsOfAliasing() {
        // 12 Hz sampled at 10 Hz folds to 2 Hz; the band cannot be seen whole, and the warning says so.
        const Measures measures = measure(sine(12, 1e6, 0.1, 4000), {});
        QVERIFY(has(measures.issues, "energy.aliasing"));
        QVERIFY(std::abs(measures.bands[0].strongest.frequency_Hz - 2) < 1e-2);
        // At 1 Hz nothing of 0.6–20 Hz can be judged: no number.
        MeasureOptions above;
        above.bands = {{0.6, 20}};
        QVERIFY(!measure(sine(0.2, 1e6, 1, 4000), above).bands[0].judged);
        // Content at the end of the spectrum.
        QVERIFY(has(measure(sine(24, 1e6, 0.02, 4000), {}).issues, "energy.aliasingLikely"));
        QVERIFY(has(measure(sine(1, 1e6, 0.01, 1000), {}).issues, "energy.traceTooShort"));
    }

    void measuresRampRangeAndEdpp() {
        // Idle 10 MW, up to 40 MW in 6 s, a spike of 4 cells to 50 MW.
        Series series{0.1, std::vector<double>(400, 10e6), ""};
        for (std::size_t i = 100; i < 400; ++i) series.power_W[i] = std::min(40e6, 10e6 + 5e6 * 0.1 * static_cast<double>(i - 100));
        for (std::size_t i = 300; i < 304; ++i) series.power_W[i] = 50e6;
        MeasureOptions options;
        options.rampWindow_s = 2, options.edpWindow_s = 0.4, options.design_W = 40e6;
        Measures measures = measure(series, options);
        QCOMPARE(measures.range_W, 40e6);
        QVERIFY(std::abs(measures.rampUp_W_s - 5e6) < 1);  // the spike: 10 MW over 2 s, the ramp: the same
        QVERIFY(std::abs(measures.rampDown_W_s - 5e6) < 1);
        QVERIFY(std::abs(measures.edppRatio - 1.25) < 1e-12);
        options.rampWindow_s = 0.1, options.edpWindow_s = 0.8;
        measures = measure(series, options);
        QVERIFY(std::abs(measures.rampUp_W_s - 100e6) < 1);
        QVERIFY(std::abs(measures.edppRatio - 45.0 / 40) < 1e-12);
    }

    void saysWhichLimitFailsAndByHowMuch() {
        const Measures measures = measure(sine(1, 2e6, 0.01, 6000), {});
        LimitSet limits;
        QVERIFY(!limits.any() && judge(measures, limits).empty());
        limits.range_W = 3e6, limits.peak_W = 8e6, limits.bands = {{{0.1, 20}, 2.5e6}, {{2, 3}, 1e3}};
        const auto rows = judge(measures, limits);
        QCOMPARE(rows.size(), std::size_t(4));
        QVERIFY(rows[0].verdict == Verdict::Broken && std::abs(rows[0].over() - 1e6) < 4e3);
        QVERIFY(rows[1].verdict == Verdict::Inside && std::abs(rows[1].over() + 1e6) < 4e3);
        QVERIFY(rows[2].verdict == Verdict::Inside);
        QVERIFY(rows[3].verdict == Verdict::NotJudged);  // the band was not measured
        QVERIFY(english(rows[0].text()).find("over the limit of 3 MW") != std::string::npos);
        limits.range_W = -1, limits.bands[0].band = {5, 2};
        QCOMPARE(check(limits).size(), std::size_t(2));
    }

    void envelopeKeepsEverySpike() {
        Series series{0.01, std::vector<double>(100003, 1.0), ""};
        series.power_W[77777] = 9, series.power_W[100002] = -3;
        for (const std::size_t columns : {1u, 7u, 800u, 4096u, 200000u}) {
            const auto columnsFound = envelope(series, columns);
            QCOMPARE(columnsFound.size(), std::min<std::size_t>(columns, 100003));
            double low = 0, high = 0;
            for (const Extremes& each : columnsFound) low = std::min(low, each.low_W), high = std::max(high, each.high_W);
            QVERIFY(low == -3 && high == 9);
        }
        QVERIFY(envelope(Series{}, 10).empty());
        series.power_W.resize(100000);
        const Series coarse = resampled(series, 0.025);
        QVERIFY(std::abs(energy_J(coarse) - energy_J(series)) < 1e-6);
    }
};

PLENUM_TEST(MeasuresTest)
#include "measures_test.moc"
