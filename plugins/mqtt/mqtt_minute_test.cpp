// SPDX-License-Identifier: GPL-3.0-or-later
// A whole minute of silence, of two kinds: the broker hangs, and nobody publishes.
#include "plugins/mqtt/mqtt_source.h"
#include "plugins/mqtt/test_broker.h"
#include "tests/support/registry.h"

#include <ctime>

using namespace plenum::plugins;
using twin::extend::Settings;
using twin::extend::SourceState;

namespace {

constexpr int kMinute_ms = 60'000;

Settings settingsFor(int port, const char* client) {  // all else as plugin.json has it
    return {{"host", "127.0.0.1"}, {"port", std::to_string(port)}, {"rules", "dc/{p} => {p}"}, {"client_id", client}};
}

}  // namespace

class MqttMinuteTest : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase() {
        mosquitto_lib_init();
        if (programPath("mosquitto").isEmpty()) QSKIP("skipped: mosquitto is not installed");
    }
    void losesNothingInAMinuteOfSilence() {
        Broker hanging, quiet;
        QVERIFY(hanging.start() && quiet.start());
        KeepingSink ofHanging, ofQuiet;
        auto hangingSource = makeMqttSource(), quietSource = makeMqttSource();
        hangingSource->start(settingsFor(hanging.port(), "hanging"), ofHanging);
        quietSource->start(settingsFor(quiet.port(), "quiet"), ofQuiet);
        QVERIFY(waitUntil([&] { return ofHanging.state() == SourceState::Connected && ofQuiet.state() == SourceState::Connected; }));
        Publisher toHanging(hanging.port(), 300), toQuiet(quiet.port(), 300);
        int number = 0;
        for (; number < 20; ++number) QVERIFY(toHanging.send("dc/a", QByteArray::number(number)));
        QVERIFY(toQuiet.send("dc/a", "1"));
        QVERIFY(waitUntil([&] { return ofHanging.values("a").size() == 20 && ofQuiet.count("a") == 1; }));

        QElapsedTimer timer;
        timer.start();
        const std::clock_t busy = std::clock();
        qint64 lost_ms = -1, silent_ms = -1;
        hanging.process().freeze();
        while (timer.elapsed() < kMinute_ms + 3000) {
            if (number < 80) QVERIFY(toHanging.queue("dc/a", QByteArray::number(number++)));
            QTest::qWait(500);
            if (lost_ms < 0 && ofHanging.told("mqtt.lost") > 0) lost_ms = timer.elapsed();
            if (silent_ms < 0 && ofQuiet.state() == SourceState::Waiting) silent_ms = timer.elapsed();
        }
        const double busy_s = static_cast<double>(std::clock() - busy) / CLOCKS_PER_SEC;
        QVERIFY(ofHanging.state() == SourceState::Connecting);
        QCOMPARE(ofHanging.last().code, std::string("mqtt.unreachable"));
        QCOMPARE(ofHanging.values("a").size(), std::size_t{20});
        QVERIFY(silent_ms >= kMinute_ms - 2000);
        QCOMPARE(ofQuiet.last().code, std::string("mqtt.silent"));

        hanging.process().thaw();
        timer.restart();
        QVERIFY(toHanging.flush());
        QVERIFY(toQuiet.send("dc/a", "2"));
        QVERIFY(waitUntil([&] { return ofHanging.values("a").size() == static_cast<std::size_t>(number); }, 90'000));
        QVERIFY(ofHanging.state() == SourceState::Connected && ofHanging.last().code.empty());
        QVERIFY(waitUntil([&] { return ofQuiet.state() == SourceState::Connected && ofQuiet.count("a") == 2; }));
        qInfo("hanging broker told after %.1f s, quiet one after %.1f s; all %d values %.1f s after the minute; %.2f s of processor time",
              static_cast<double>(lost_ms) / 1e3, static_cast<double>(silent_ms) / 1e3, number, static_cast<double>(timer.elapsed()) / 1e3, busy_s);
    }
};

PLENUM_TEST(MqttMinuteTest)
#include "mqtt_minute_test.moc"
