// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "twin/energy/inference_wave.h"
#include "twin/energy/measures.h"
#include "twin/energy/power_trace.h"
#include "twin/energy/random.h"
#include "twin/energy/training_wave.h"

#include <QFile>

#include <algorithm>
#include <cmath>

using namespace twin;
using namespace twin::energy;

class SwingLoadsTest : public QObject {
    Q_OBJECT
  private slots:
    void trainingKeepsEnergyAtAnyStep() {
        TrainingWave wave;
        wave.period_s = 1.37, wave.spikeFactor = 1.4, wave.edge_s = 0.03, wave.lead_s = 2, wave.rampUp_s = 3.3, wave.rampDown_s = 1.1, wave.tail_s = 2;
        wave.checkpointEvery_s = 11, wave.checkpoint_s = 2.2, wave.inStepShare = 0.8, wave.run_s = 31.9, wave.step_s = 0.001;
        QVERIFY(check(wave).empty());
        const double energy = energy_J(trainingSeries(wave));
        for (const double step_s : {0.003, 0.02, 0.25}) {
            wave.step_s = step_s;
            const Series series = trainingSeries(wave);
            const double beyond_J = (series.duration_s() - 37.0) > 0 ? (series.duration_s() - 37.0) * wave.idleLevel * wave.cluster_W : 0;
            QVERIFY2(std::abs(energy_J(series) - beyond_J - energy) < 1e-6 * energy, qPrintable(QString::number(energy_J(series) / energy - 1)));
        }
    }

    void trainingHasItsLevels() {
        TrainingWave wave;
        wave.cluster_W = 10e6, wave.spikeFactor = 1.4, wave.communicateLevel = 0.3, wave.inStepShare = 0.5, wave.period_s = 2, wave.computeShare = 0.6;
        const double mean = meanLevel(wave);
        QVERIFY(std::abs(mean - (0.6 + 0.4 * 0.05 / 2 + 0.4 * 0.3)) < 1e-12);
        const Extremes found = extremes(trainingSeries(wave));
        QVERIFY(std::abs(found.high_W - 10e6 * (0.5 * 1.4 + 0.5 * mean)) < 1e-3);
        QVERIFY(std::abs(found.low_W - 10e6 * (0.5 * 0.3 + 0.5 * mean)) < 1e-3);
        QVERIFY(std::abs(mean_W(trainingSeries(wave)) - 10e6 * mean) < 1e-3);
    }

    void theSameSeedGivesTheSame() {
        TrainingWave wave;
        wave.periodJitter = 0.1, wave.seed = 42;
        const Series once = trainingSeries(wave);
        QVERIFY(once.power_W == trainingSeries(wave).power_W);
        wave.seed = 43;
        QVERIFY(once.power_W != trainingSeries(wave).power_W);
        PoissonArrivals arrivals;
        const auto requests = poissonRequests(arrivals);
        QVERIFY(std::abs(static_cast<double>(requests.size()) - 3000) < 5 * std::sqrt(3000.0));
        QVERIFY(inferenceSeries(requests, {}).series.power_W == inferenceSeries(poissonRequests(arrivals), {}).series.power_W);
    }

    void inferenceAddsUpByHand() {
        InferenceFleet fleet;
        fleet.cluster_W = 100, fleet.idleLevel = 0.2, fleet.decodeLevel = 0.6, fleet.slotCount = 2, fleet.prefill_tokens_s = 100, fleet.decode_tokens_s = 10, fleet.step_s = 0.3;
        // Three requests for two slots: prefill 1 s, decode 2 s each; the third waits until the first is done.
        const std::vector<Request> requests{{0, 100, 20}, {0.5, 100, 20}, {1, 100, 20}};
        const InferenceSeries result = inferenceSeries(requests, fleet);
        QCOMPARE(result.longestWait_s, 2.0);
        const double busy_J = 3 * (1 * 0.8 * 50 + 2 * 0.4 * 50);
        QVERIFY(std::abs(energy_J(result.series) - 20 * result.series.duration_s() - busy_J) < 1e-9);
        QVERIFY(extremes(result.series).high_W <= 100 + 1e-9);
    }

    void readsMeasuredTraces() {
        const PowerTrace plain = readPowerTrace("\xEF\xBB\xBFtime_ms;power (kW)\r\n0;10\r\n100;20\r\n200;30\r\n");
        QVERIFY(!plain.hasErrors());
        QVERIFY(std::abs(plain.series.step_s - 0.1) < 1e-12 && plain.series.power_W == (std::vector<double>{1e4, 2e4, 3e4}));
        const PowerTrace dated = readPowerTrace("timestamp,power_MW\n2024-02-28T23:59:59Z,1\n2024-02-29T00:00:00Z,2\n2024-02-29T00:00:01Z,3\n");
        QVERIFY(!dated.hasErrors() && dated.series.step_s == 1 && dated.series.power_W[2] == 3e6);
        const PowerTrace bare = readPowerTrace("0,5\n1,6\n3,7\n4,8\n");
        QVERIFY(!bare.hasErrors() && bare.series.power_W == (std::vector<double>{5, 6, 6, 7, 8}));
        const PowerTrace bad = readPowerTrace("time_s,power_W\n0,1\n1,x\n1,nan\n2,3\n1.5,4\nz,5\n");
        QCOMPARE(std::count_if(bad.issues.begin(), bad.issues.end(), [](const Issue& issue) { return issue.severity == Severity::Error; }), 4);
        for (const char* text : {"", "\n\n", "time_s,power_W\n", "time_s,power_W\n0,1\n", "a\n1\n2\n", "# only a remark\n", "1,2,3"}) QVERIFY(readPowerTrace(text).hasErrors());
    }

    void namesBadRequestLines() {
        QVERIFY(hasErrors(readRequests("TIMESTAMP,ContextTokens\n2023-11-16 18:17:03,1\n").issues));
        QVERIFY(hasErrors(readRequests("TIMESTAMP,ContextTokens,GeneratedTokens\n").issues));
        const RequestTrace trace = readRequests("TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:17:04,1,2\n2023-11-16 18:17:03.5,3,4\n2023-13-16 18:17:03,3,4\n");
        QCOMPARE(trace.requests.size(), std::size_t(2));
        QCOMPARE(trace.requests[1].arrival_s, 0.5);
        QVERIFY(hasErrors(trace.issues));
    }

    void readsThePublicTrace() {
        const QString folder = qEnvironmentVariable("PLENUM_SHARED_DATA", QStringLiteral(PLENUM_SOURCE_DIR "/../shared/data"));
        QFile file(folder + "/azure_llm/AzureLLMInferenceTrace_code.csv");
        if (!file.open(QIODevice::ReadOnly)) QSKIP("skipped: PLENUM_SHARED_DATA holds no azure_llm folder");
        const RequestTrace trace = readRequests(file.readAll().toStdString());
        QVERIFY(!hasErrors(trace.issues));
        QCOMPARE(trace.requests.size(), std::size_t(8819));
        QVERIFY(std::abs(trace.requests.back().arrival_s - 3435.948056) < 1);
        const InferenceSeries result = inferenceSeries(trace.requests, {});
        double tokens_s = 0;
        for (const Request& request : trace.requests) tokens_s += request.contextTokens / 8000 * 0.7 + request.generatedTokens / 40 * 0.4;
        QVERIFY(std::abs(energy_J(result.series) - 0.3e6 * result.series.duration_s() - tokens_s * 1e6 / 64) < 1e-6 * energy_J(result.series));
    }

    void randomParametersGiveNumbers() {
        Random random(9);
        for (int trial = 0; trial < 300; ++trial) {
            TrainingWave wave;
            wave.period_s = 0.01 + 5 * random.uniform(), wave.computeShare = random.uniform() < 0.1 ? 1 : random.uniform(), wave.communicateLevel = random.uniform();
            wave.edge_s = 0.4 * wave.period_s * std::min(wave.computeShare, 1 - wave.computeShare) * random.uniform(), wave.spikeFactor = 1 + random.uniform();
            wave.checkpointEvery_s = random.uniform() < 0.5 ? 0 : 10 * random.uniform(), wave.checkpoint_s = 3 * random.uniform();
            wave.lead_s = 3 * random.uniform(), wave.rampUp_s = random.uniform() < 0.5 ? 0 : 3 * random.uniform(), wave.rampDown_s = 3 * random.uniform(), wave.tail_s = random.uniform();
            wave.inStepShare = random.uniform(), wave.periodJitter = 0.5 * random.uniform(), wave.run_s = 20 * random.uniform() + 0.1, wave.seed = static_cast<std::uint64_t>(trial);
            QVERIFY(check(wave).empty());
            for (const double power_W : trainingSeries(wave).power_W) QVERIFY(std::isfinite(power_W) && power_W >= 0 && power_W <= wave.cluster_W * 2.001);
        }
    }
};

PLENUM_TEST(SwingLoadsTest)
#include "swing_loads_test.moc"
