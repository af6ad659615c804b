// SPDX-License-Identifier: GPL-3.0-or-later
// Against a real server with a real exporter that the test starts and kills, and against one that lies.
#include "plugins/prometheus/prometheus_source.h"

#include "plugins/prometheus/api_reply.h"
#include "plugins/prometheus/http_client.h"
#include "plugins/prometheus/lying_server.h"
#include "plugins/support/test_sink.h"
#include "tests/support/registry.h"
#include "twin/base/error.h"

#include <QDateTime>
#include <QTemporaryDir>

using namespace plenum::plugins;
using twin::extend::Settings;
using twin::extend::SourceState;

namespace {

/// prometheus scraping a node exporter once a second, on free ports, in a folder of their own.
class Server {
  public:
    Server() : m_port(freePort()), m_exporterPort(freePort()) {
        writeFile(m_folder.filePath("prometheus.yml"),
                  "global:\n  scrape_interval: 1s\n  scrape_timeout: 1s\nscrape_configs:\n  - job_name: node\n    static_configs:\n      - targets: ['127.0.0.1:" + QByteArray::number(m_exporterPort) + "']\n");
    }
    bool startExporter() {
        return m_exporter.start(programPath("prometheus-node-exporter"), {QStringLiteral("--web.listen-address=127.0.0.1:%1").arg(m_exporterPort), QStringLiteral("--collector.disable-defaults"), QStringLiteral("--collector.loadavg"), QStringLiteral("--collector.time")}, m_exporterPort);
    }
    bool start() {
        return m_server.start(programPath("prometheus"), {"--config.file=" + m_folder.filePath("prometheus.yml"), "--storage.tsdb.path=" + m_folder.filePath("data"), QStringLiteral("--web.listen-address=127.0.0.1:%1").arg(m_port), QStringLiteral("--log.level=error")}, m_port);
    }
    std::string url() const { return "http://127.0.0.1:" + std::to_string(m_port) + "/"; }
    Counterpart& process() { return m_server; }
    Counterpart& exporter() { return m_exporter; }

  private:
    QTemporaryDir m_folder;
    int m_port, m_exporterPort;
    Counterpart m_server, m_exporter;
};

Settings settingsFor(const std::string& url, const char* queries = "node_time_seconds => time") {
    return {{"url", url}, {"queries", queries}, {"interval_s", "0.5"}, {"pause_first_s", "0.1"}, {"pause_longest_s", "0.5"}, {"issue_gap_s", "0"}, {"time_limit_s", "3"}, {"backfill_min", "5"}};
}

/// Times of a point in the order they came; strictly rising, or the list is empty.
std::vector<twin::telemetry::Time_ms> times(const KeepingSink& sink, const char* point) {
    std::vector<twin::telemetry::Time_ms> result;
    for (const auto& sample : sink.samples())
        if (sample.point == point) {
            if (!result.empty() && sample.time_ms <= result.back()) return {};
            result.push_back(sample.time_ms);
        }
    return result;
}

}  // namespace

class PrometheusTest : public QObject {
    Q_OBJECT
    bool m_installed = false;
  private slots:
    void initTestCase() { m_installed = !programPath("prometheus").isEmpty() && !programPath("prometheus-node-exporter").isEmpty(); }

    void refusesSettingsThatCannotWork() {
        KeepingSink sink;
        auto source = makePrometheusSource();
        for (const Settings& settings : {Settings{}, Settings{{"queries", "up"}}, Settings{{"queries", "up"}, {"url", "file:///etc/passwd"}}, Settings{{"queries", "up"}, {"url", "http://h"}, {"interval_s", "-1"}}})
            QVERIFY_THROWS_EXCEPTION(twin::Error, source->start(settings, sink));
    }

    void readsARealServerAndComesBackAfterItsDeath() {
        if (!m_installed) QSKIP("skipped: prometheus or prometheus-node-exporter is not installed");
        Server server;
        QVERIFY(server.startExporter());
        QVERIFY2(server.start(), server.process().output().constData());
        KeepingSink sink;
        auto source = makePrometheusSource();
        source->start(settingsFor(server.url(), "node_time_seconds => time\nnode_load1 => {__name__}/{job}\nsum(node_time_seconds) => sum unit=s\nrate( => bad"), sink);
        QVERIFY(waitUntil([&] { return sink.count("time") >= 4 && sink.count("node_load1/node") >= 4 && sink.count("sum") >= 3; }, 20000));
        QVERIFY(sink.state() == SourceState::Connected);
        QVERIFY(sink.told("prometheus.query") > 0);  // of the bad query; the others go on
        // The times are those of the scrapes: the exporter's own clock at the scrape is the value.
        for (const auto& sample : sink.samples())
            if (sample.point == "time") QVERIFY2(std::abs(static_cast<double>(sample.time_ms) / 1000 - sample.value) < 0.5, QByteArray::number(sample.value, 'f', 3).constData());
        QVERIFY(times(sink, "time").size() >= 4);

        // The server itself dies and comes back.
        server.process().kill();
        QVERIFY(waitUntil([&] { return sink.told("prometheus.unreachable") > 0; }));
        QVERIFY(server.start());
        const auto restarted = QDateTime::currentMSecsSinceEpoch();
        QVERIFY(waitUntil([&] { return !sink.samples().empty() && sink.samples().back().time_ms > restarted && sink.state() == SourceState::Connected; }, 20000));
    }

    void fillsAGapWithoutLosingAScrape() {
        if (!m_installed) QSKIP("skipped: prometheus or prometheus-node-exporter is not installed");
        Server server;
        QVERIFY(server.startExporter());
        QVERIFY(server.start());
        KeepingSink sink;
        auto source = makePrometheusSource();
        Settings settings = settingsFor(server.url(), "node_time_seconds => time ;; sum(node_time_seconds) => sum");
        settings["pause_first_s"] = settings["pause_longest_s"] = "6";  // longer than the freeze: scrapes pile up
        settings["time_limit_s"] = "0.4";
        source->start(settings, sink);
        QVERIFY(waitUntil([&] { return sink.count("time") >= 2; }, 20000));
        server.process().freeze();
        QVERIFY(waitUntil([&] { return sink.told("prometheus.unreachable") > 0; }));
        server.process().thaw();  // it scrapes on while the source pauses
        QVERIFY(waitUntil([&] { return sink.state() == SourceState::Connected; }, 20000));
        QTest::qWait(1500);
        source->stop();
        const auto got = times(sink, "time");
        QVERIFY(got.size() >= 6);
        // Whatever the server has of that time has come.
        HttpClient client({});
        const auto all = readReply(client.get(server.url() + "api/v1/query?query=" + HttpClient::escaped("node_time_seconds[120s]"), {}).body, readQueries("x => time").front());
        std::size_t expected = 0;
        for (const auto& sample : all.samples) expected += sample.time_ms >= got.front() && sample.time_ms <= got.back();
        QVERIFY(expected >= 6);
        QCOMPARE(got.size(), expected);
        const auto sums = times(sink, "sum");
        QVERIFY(sums.size() >= 10);
        for (std::size_t i = 1; i < sums.size(); ++i) QVERIFY(sums[i] - sums[i - 1] < 2500);
    }

    void tellsWhenTheTargetIsGone() {
        if (!m_installed) QSKIP("skipped: prometheus or prometheus-node-exporter is not installed");
        Server server;
        QVERIFY(server.startExporter());
        QVERIFY(server.start());
        KeepingSink sink;
        auto source = makePrometheusSource();
        Settings settings = settingsFor(server.url());
        settings["silence_s"] = "3";
        source->start(settings, sink);
        QVERIFY(waitUntil([&] { return sink.count("time") >= 2; }, 20000));
        server.exporter().kill();
        QVERIFY(waitUntil([&] { return sink.state() == SourceState::Waiting && sink.last().code == "prometheus.silent"; }, 20000));
        const std::size_t before = sink.count();
        QVERIFY(server.startExporter());
        QVERIFY(waitUntil([&] { return sink.count() > before && sink.state() == SourceState::Connected; }, 20000));
    }

    void survivesALyingServer() {
        std::atomic<int> turn = 0;
        const std::string good = R"({"status":"success","data":{"resultType":"scalar","result":[1700000000,"1"]}})";
        LyingServer server([&](const std::string& request) -> std::string {
            if (request.find("time()") != std::string::npos && turn < 1) return LyingServer::reply(good);
            switch (turn++) {
                case 0: return LyingServer::reply("garbage \x01\xff");
                case 1: return LyingServer::reply(std::string(10 << 20, '['));
                case 2: return LyingServer::reply("{}", "500 Internal Server Error");
                case 3: return "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{";
                case 4: return "not http at all";
                case 5: return LyingServer::reply("", "302 Found\r\nLocation: http://127.0.0.1:1/");
                case 6: return LyingServer::reply("no", "401 Unauthorized");
                default: break;
            }
            if (request.find("time()") != std::string::npos) return LyingServer::reply(good);
            return LyingServer::reply(R"({"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":[[1700000000,"hot"],["x","1"],[1700000001,"2"]]}]}})");
        });
        KeepingSink sink;
        auto source = makePrometheusSource();
        Settings settings = settingsFor(server.url());
        settings["reply_limit_MB"] = "1";
        source->start(settings, sink);
        QVERIFY(waitUntil([&] { return sink.count("time") == 1; }, 20000));
        QVERIFY(turn > 6);
        QCOMPARE(sink.samples()[0].value, 2.0);
        QVERIFY(sink.told("prometheus.unreachable") >= 2);
        QVERIFY(sink.told("prometheus.refused") >= 3);
        QVERIFY(sink.told("prometheus.type") >= 1);
    }

    void asksForLessWhenAReplyIsTooLarge() {
        std::atomic<int> large = 0;
        LyingServer server([&](const std::string& request) -> std::string {
            if (request.find("time()") != std::string::npos) return LyingServer::reply(R"({"status":"success","data":{"resultType":"scalar","result":[1700000000,"1"]}})");
            const std::size_t window = request.find("%5B");
            const int seconds = window == std::string::npos ? 0 : std::stoi(request.substr(window + 3));
            if (seconds > 60) {
                ++large;
                return LyingServer::reply(std::string(2 << 20, ' '));
            }
            return LyingServer::reply(R"({"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":[[1700000000,"1"]]}]}})");
        });
        KeepingSink sink;
        auto source = makePrometheusSource();
        Settings settings = settingsFor(server.url());
        settings["reply_limit_MB"] = "1";
        source->start(settings, sink);
        QVERIFY(waitUntil([&] { return sink.count("time") == 1 && sink.state() == SourceState::Connected; }));
        QVERIFY(large >= 2);
        QCOMPARE(sink.told("prometheus.tooLarge"), 0);
    }

    void sendsTheSecretAndNeverShowsIt() {
        std::mutex mutex;
        std::string seen;
        LyingServer server([&](const std::string& request) {
            std::lock_guard lock(mutex);
            seen = request;
            return LyingServer::reply("no", "403 Forbidden");
        });
        KeepingSink sink;
        auto source = makePrometheusSource();
        Settings settings = settingsFor(server.url());
        settings["authentication"] = "bearer";
        settings["secret"] = "s3cret";
        source->start(settings, sink);
        QVERIFY(waitUntil([&] { return sink.state() == SourceState::Failed; }));
        source->stop();
        std::lock_guard lock(mutex);
        QVERIFY(seen.find("Authorization: Bearer s3cret") != std::string::npos);
        for (const twin::Issue& issue : sink.reports()) QVERIFY(english(issue.text).find("s3cret") == std::string::npos);
    }

    void stopsInTimeWhateverItDoes_data() {
        QTest::addColumn<QByteArray>("url");
        QTest::newRow("hangs") << QByteArray("server");
        QTest::newRow("nobody there") << QByteArray("http://127.0.0.1:1");
        QTest::newRow("no answer") << QByteArray("http://192.0.2.1:9090");  // TEST-NET-1
        QTest::newRow("no such name") << QByteArray("http://no-such-host.invalid:9090");
    }
    void stopsInTimeWhateverItDoes() {
        QFETCH(QByteArray, url);
        LyingServer server([](const std::string&) { return std::string(); });
        KeepingSink sink;
        auto source = makePrometheusSource();
        QElapsedTimer timer;
        timer.start();
        source->start(settingsFor(url == "server" ? server.url() : url.toStdString()), sink);
        QVERIFY(timer.elapsed() < 500);
        QTest::qWait(400);
        timer.restart();
        source->stop();
        QVERIFY2(timer.elapsed() < 5000, QByteArray::number(timer.elapsed()).constData());
    }

    void givesUpOnAServerThatHangs() {
        LyingServer server([](const std::string&) { return std::string(); });
        KeepingSink sink;
        auto source = makePrometheusSource();
        Settings settings = settingsFor(server.url());
        settings["time_limit_s"] = "0.5";
        source->start(settings, sink);
        QVERIFY(waitUntil([&] { return sink.told("prometheus.unreachable") > 0 && server.requests() >= 2; }));
    }
};

PLENUM_TEST(PrometheusTest)
#include "prometheus_test.moc"
