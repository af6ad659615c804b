// SPDX-License-Identifier: GPL-3.0-or-later
// A server that accepts for a whole minute and never answers.
#include "plugins/prometheus/lying_server.h"
#include "plugins/prometheus/prometheus_source.h"
#include "tests/support/registry.h"

#include <algorithm>
#include <ctime>

using namespace plenum::plugins;
using twin::extend::Settings;
using twin::extend::SourceState;

namespace {

constexpr int kMinute_ms = 60'000;

std::int64_t now_s() { return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count(); }

}  // namespace

class PrometheusMinuteTest : public QObject {
    Q_OBJECT
  private slots:
    /// The server has a value for each second; those of the minute come after it, each once.
    void losesNothingInAMinuteOfSilence() {
        const std::int64_t began_s = now_s();
        std::atomic<bool> hangs = false;
        LyingServer server([&](const std::string& request) -> std::string {
            if (hangs) return {};
            if (request.find("time()") != std::string::npos)
                return LyingServer::reply(R"({"status":"success","data":{"resultType":"scalar","result":[)" + std::to_string(now_s()) + ",\"1\"]}}");
            const std::size_t window = request.find("%5B");
            const std::int64_t asked_s = window == std::string::npos ? 0 : std::stoi(request.substr(window + 3));
            std::string values;
            for (std::int64_t t = std::max(began_s, now_s() - asked_s); t <= now_s(); ++t)
                values += (values.empty() ? "[" : ",[") + std::to_string(t) + ",\"" + std::to_string(t - began_s) + "\"]";
            return LyingServer::reply(R"({"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":[)" + values + "]}]}}");
        });
        KeepingSink sink;
        auto source = makePrometheusSource();
        source->start({{"url", server.url()}, {"queries", "up => a"}, {"interval_s", "1"}, {"time_limit_s", "10"}, {"pause_longest_s", "5"}}, sink);
        QVERIFY(waitUntil([&] { return sink.count("a") >= 3 && sink.state() == SourceState::Connected; }));

        hangs = true;
        QElapsedTimer timer;
        timer.start();
        const std::clock_t busy = std::clock();
        const std::size_t before = sink.count("a");
        const int asked = server.requests();
        qint64 told_ms = -1;
        while (timer.elapsed() < kMinute_ms) {
            QTest::qWait(500);
            if (told_ms < 0 && sink.told("prometheus.unreachable") > 0) told_ms = timer.elapsed();
        }
        const double busy_s = static_cast<double>(std::clock() - busy) / CLOCKS_PER_SEC;
        const int tries = server.requests() - asked;
        QVERIFY(sink.state() == SourceState::Connecting);
        QCOMPARE(sink.last().code, std::string("prometheus.unreachable"));
        QVERIFY(sink.count("a") <= before + 2);
        QVERIFY(tries >= 2 && tries <= 7);

        hangs = false;
        timer.restart();
        const std::int64_t until_s = now_s();
        QVERIFY(waitUntil([&] { return !sink.samples().empty() && sink.samples().back().time_ms >= until_s * 1000; }, 30'000));
        QVERIFY(waitUntil([&] { return sink.state() == SourceState::Connected && sink.last().code.empty(); }));
        const double back_s = static_cast<double>(timer.elapsed()) / 1e3;
        source->stop();
        const auto samples = sink.samples();
        for (std::size_t i = 0; i < samples.size(); ++i) {
            QCOMPARE(samples[i].time_ms, (began_s + static_cast<std::int64_t>(i)) * 1000);
            QCOMPARE(samples[i].value, static_cast<double>(i));
        }
        qInfo("told after %.1f s, %d tries in the minute; all %zu values, back %.1f s after it; %.2f s of processor time", static_cast<double>(told_ms) / 1e3, tries, samples.size(), back_s,
              busy_s);
    }
};

PLENUM_TEST(PrometheusMinuteTest)
#include "prometheus_minute_test.moc"
