// SPDX-License-Identifier: GPL-3.0-or-later
// Against a real broker that the test starts, kills and freezes.
#include "plugins/mqtt/mqtt_source.h"
#include "plugins/mqtt/test_broker.h"
#include "tests/support/registry.h"
#include "twin/base/error.h"

using namespace plenum::plugins;
using twin::extend::Settings;
using twin::extend::SourceState;
using twin::telemetry::Quality;

namespace {

Settings settingsFor(int port) {
    return {{"host", "127.0.0.1"}, {"port", std::to_string(port)}, {"rules", "dc/{p} => {p}"}, {"client_id", "plenum-test-" + std::to_string(port)},
            {"pause_first_s", "0.1"}, {"pause_longest_s", "1"}, {"issue_gap_s", "0"}, {"keep_alive_s", "5"}, {"connect_limit_s", "2"}};
}

}  // namespace

class MqttTest : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase() {
        mosquitto_lib_init();
        if (programPath("mosquitto").isEmpty()) QSKIP("skipped: mosquitto is not installed");
    }

    void refusesSettingsThatCannotWork() {
        KeepingSink sink;
        auto source = makeMqttSource();
        for (const Settings& settings : {Settings{}, Settings{{"host", "h"}, {"port", "0"}}, Settings{{"host", "h"}, {"port", "x"}}, Settings{{"host", "h"}, {"rules", "a/#/b"}},
                                         Settings{{"host", "h"}, {"tls", "true"}, {"ca_file", "/does/not/exist.pem"}}})
            QVERIFY_THROWS_EXCEPTION(twin::Error, source->start(settings, sink));
    }

    void receivesAndSurvivesLies() {
        Broker broker;
        QVERIFY2(broker.start(), broker.process().output().constData());
        Publisher publisher(broker.port());
        QVERIFY(publisher.send("dc/kept", "{\"value\":7,\"ts\":1700000000}", true));
        QVERIFY(publisher.send("dc/old", "8", true));
        KeepingSink sink;
        auto source = makeMqttSource();
        QElapsedTimer timer;
        timer.start();
        source->start(settingsFor(broker.port()), sink);
        QVERIFY(timer.elapsed() < 500);
        QVERIFY(waitUntil([&] { return sink.count("kept") == 1 && sink.count("old") == 1; }));
        for (const auto& sample : sink.samples()) QVERIFY((sample.quality == Quality::Good) == (sample.point == "kept"));
        const QByteArray lies[] = {"hot", "NaN", "{\"value\":\"hot\"}", "{\"value\":", QByteArray("\xff\x00\xfe", 3), "[1,{}]", "{\"value\":{}}",
                                   QByteArray(10 << 20, 'x'), "{\"value\":1e999}", QByteArray(900000, '['), "true"};
        int number = 0;
        for (const QByteArray& lie : lies) {
            QVERIFY(publisher.send("dc/liar", lie));
            QVERIFY(publisher.send("dc/good", QByteArray::number(++number)));
        }
        QVERIFY(waitUntil([&] { return sink.values("good").size() == std::size(lies); }));
        QVERIFY(sink.state() == SourceState::Connected);
        QCOMPARE(sink.told("mqtt.tooLarge"), 1);
        QVERIFY(sink.told("mqtt.garbage") >= 4);
        QVERIFY(sink.told("mqtt.type") >= 2);
        for (const auto& sample : sink.samples())
            if (sample.point == "liar") QVERIFY(sample.quality == Quality::NoValue || sample.value == 1);
        timer.restart();
        source->stop();
        QVERIFY(timer.elapsed() < 5000);
        const std::size_t after = sink.count();
        QVERIFY(publisher.send("dc/good", "99"));
        QTest::qWait(300);
        QCOMPARE(sink.count(), after);
    }

    void losesNothingWhenTheBrokerIsKilled() {
        Broker broker;
        QVERIFY(broker.start());
        KeepingSink sink;
        auto source = makeMqttSource();
        source->start(settingsFor(broker.port()), sink);
        QVERIFY(waitUntil([&] { return sink.state() == SourceState::Connected; }));
        int number = 0;
        {
            Publisher publisher(broker.port());
            for (int i = 0; i < 20; ++i) QVERIFY(publisher.send("dc/a", QByteArray::number(++number)));
        }
        QVERIFY(waitUntil([&] { return sink.values("a").size() == 20; }));
        QTest::qWait(1500);  // the broker writes its sessions once a second
        broker.process().kill();
        QVERIFY(waitUntil([&] { return sink.told("mqtt.lost") > 0 && sink.told("mqtt.unreachable") > 0; }));
        QVERIFY(sink.state() == SourceState::Connecting);
        QVERIFY(broker.start());
        Publisher publisher(broker.port());  // at once: most of these come before the source is back
        for (int i = 0; i < 50; ++i) QVERIFY(publisher.send("dc/a", QByteArray::number(++number)));
        QVERIFY(waitUntil([&] { return sink.values("a").size() == 70; }, 20000));
        QVERIFY(sink.state() == SourceState::Connected);
        QVERIFY(sink.last().code.empty());
    }

    void catchesUpWithWhatWasPublishedWhileItWasAway() {
        Broker broker;
        QVERIFY(broker.start());
        KeepingSink sink;
        auto source = makeMqttSource();
        source->start(settingsFor(broker.port()), sink);
        Publisher publisher(broker.port());
        QVERIFY(waitUntil([&] { return sink.state() == SourceState::Connected; }));
        QTest::qWait(300);  // the subscription
        source->stop();
        for (int i = 0; i < 200; ++i) QVERIFY(publisher.send("dc/a", QByteArray::number(i)));
        source->start(settingsFor(broker.port()), sink);
        QVERIFY(waitUntil([&] { return sink.values("a").size() == 200; }));
    }

    void noticesABrokerThatHangs() {
        Broker broker;
        QVERIFY(broker.start());
        KeepingSink sink;
        auto source = makeMqttSource();
        source->start(settingsFor(broker.port()), sink);
        QVERIFY(waitUntil([&] { return sink.state() == SourceState::Connected; }));
        broker.process().freeze();
        QVERIFY(waitUntil([&] { return sink.told("mqtt.lost") > 0 && sink.told("mqtt.unreachable") > 0; }, 25000));
        QElapsedTimer timer;
        timer.start();
        source->stop();
        QVERIFY(timer.elapsed() < 5000);
        source->start(settingsFor(broker.port()), sink);
        broker.process().thaw();
        QVERIFY(waitUntil([&] { return sink.state() == SourceState::Connected; }));
    }

    void tellsSilence() {
        Broker broker;
        QVERIFY(broker.start());
        KeepingSink sink;
        auto source = makeMqttSource();
        Settings settings = settingsFor(broker.port());
        settings["silence_s"] = "1";
        source->start(settings, sink);
        QVERIFY(waitUntil([&] { return sink.state() == SourceState::Waiting; }));
        QCOMPARE(sink.last().code, std::string("mqtt.silent"));
        Publisher publisher(broker.port());
        QVERIFY(publisher.send("dc/a", "1"));
        QVERIFY(waitUntil([&] { return sink.state() == SourceState::Connected && sink.last().code.empty(); }));
    }

    void tellsARefusedUser() {
        Broker broker("allow_anonymous false\n");
        QVERIFY(broker.start());
        KeepingSink sink;
        auto source = makeMqttSource();
        Settings settings = settingsFor(broker.port());
        settings["user"] = "someone";
        settings["password"] = "wrong";
        source->start(settings, sink);
        QVERIFY(waitUntil([&] { return sink.told("mqtt.refused") > 0; }));
        for (const twin::Issue& issue : sink.reports()) QVERIFY(english(issue.text).find("wrong") == std::string::npos);
    }

    void trustsOnlyTheCertificateItWasGiven() {
        if (programPath("openssl").isEmpty()) QSKIP("skipped: openssl is not installed");
        QTemporaryDir keys;
        const QString key = keys.filePath("key.pem"), certificate = keys.filePath("cert.pem");
        QCOMPARE(QProcess::execute(programPath("openssl"), {"req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
                                                            "-keyout", key, "-out", certificate}), 0);
        Broker broker("allow_anonymous true\ncertfile " + certificate.toUtf8() + "\nkeyfile " + key.toUtf8() + "\n");
        QVERIFY2(broker.start(), broker.process().output().constData());
        KeepingSink sink;
        auto source = makeMqttSource();
        Settings settings = settingsFor(broker.port());
        settings["host"] = "localhost";
        settings["tls"] = "true";
        source->start(settings, sink);  // not signed by an authority of the system
        QVERIFY(waitUntil([&] { return sink.told("mqtt.unreachable") > 0; }));
        QVERIFY(sink.state() == SourceState::Connecting);
        settings["ca_file"] = certificate.toStdString();
        source->start(settings, sink);
        QVERIFY(waitUntil([&] { return sink.state() == SourceState::Connected; }));
        settings["host"] = "127.0.0.1";  // not the name in the certificate
        source->start(settings, sink);
        QVERIFY(waitUntil([&] { return sink.told("mqtt.unreachable") > 1 && sink.state() == SourceState::Connecting; }));
    }

    void stopsInTimeWhateverItDoes_data() {
        QTest::addColumn<QByteArray>("host");
        QTest::newRow("nobody there") << QByteArray("127.0.0.1");
        QTest::newRow("no answer") << QByteArray("192.0.2.1");  // TEST-NET-1
        QTest::newRow("no such name") << QByteArray("no-such-host.invalid");
    }
    void stopsInTimeWhateverItDoes() {
        QFETCH(QByteArray, host);
        KeepingSink sink;
        Settings settings = settingsFor(freePort());
        settings["host"] = host.toStdString();
        auto source = makeMqttSource();
        source->start(settings, sink);
        QTest::qWait(300);
        QElapsedTimer timer;
        timer.start();
        source->stop();
        QVERIFY2(timer.elapsed() < 5000, QByteArray::number(timer.elapsed()).constData());
    }
};

PLENUM_TEST(MqttTest)
#include "mqtt_test.moc"
