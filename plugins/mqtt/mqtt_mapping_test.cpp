// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/mqtt/mapping.h"
#include "tests/support/registry.h"
#include "twin/base/error.h"

#include <cmath>
#include <set>

using plenum::plugins::MappedMessage;
using plenum::plugins::MqttMapping;
using twin::telemetry::Quality;

namespace {

constexpr twin::telemetry::Time_ms kArrival = 1'750'000'000'000;

MappedMessage apply(const char* rules, std::string_view topic, std::string_view payload, bool retained = false) {
    return MqttMapping(rules).apply({topic, payload, retained, kArrival});
}

}  // namespace

class MqttMappingTest : public QObject {
    Q_OBJECT
  private slots:
    void takesPlainNumbers() {
        const auto mapped = apply("dc/{rack}/+ => {rack}/{1} unit=degC", "dc/R12/inlet", " 21.5\n");
        QCOMPARE(mapped.samples.size(), 1u);
        QCOMPARE(mapped.samples[0].point, std::string("R12/inlet"));
        QCOMPARE(mapped.samples[0].value, 21.5);
        QCOMPARE(mapped.samples[0].unit, std::string("degC"));
        QCOMPARE(mapped.samples[0].time_ms, kArrival);
        QVERIFY(mapped.samples[0].quality == Quality::Good && mapped.issues.empty());
    }

    void matchesTopics_data() {
        QTest::addColumn<QByteArray>("rule");
        QTest::addColumn<QByteArray>("topic");
        QTest::addColumn<QByteArray>("point");
        const auto row = [](const char* name, const char* rule, const char* topic, const char* point) { QTest::newRow(name) << QByteArray(rule) << QByteArray(topic) << QByteArray(point); };
        row("rest", "a/# => x/{#}", "a/b/c", "x/b/c");
        row("rest of nothing", "a/# => x/{#}", "a", "x");
        row("named rest", "a/{tail...} => {tail}", "a/b/c", "b/c");
        row("two unnamed", "+/m/+ => {2}:{1}", "r/m/t", "t:r");
        row("too short", "a/+/c", "a/b", "");
        row("too long", "a/+", "a/b/c", "");
        row("exact", "a/b", "a/b", "a/b");
        row("system topics", "# => {topic}", "$SYS/uptime", "");
        row("empty level", "a/+/c => [{1}]", "a//c", "[]");
        row("first that fits", "a/b => one\n# => two", "a/b", "one");
        row("blank in the point", "a => Rack 1 inlet unit=degC", "a", "Rack 1 inlet");
    }
    void matchesTopics() {
        QFETCH(QByteArray, rule);
        QFETCH(QByteArray, topic);
        QFETCH(QByteArray, point);
        const auto mapped = apply(rule.constData(), topic.constData(), "1");
        QCOMPARE(mapped.samples.empty() ? std::string() : mapped.samples[0].point, point.toStdString());
    }

    void readsTimes_data() {
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<qint64>("time");
        QTest::addColumn<QByteArray>("option");
        QTest::newRow("s") << QByteArray(R"({"value":1,"ts":1700000000})") << 1700000000000LL << QByteArray();
        QTest::newRow("ms") << QByteArray(R"({"value":1,"ts":1700000000123})") << 1700000000123LL << QByteArray();
        QTest::newRow("us") << QByteArray(R"({"value":1,"ts":1700000000123000})") << 1700000000123LL << QByteArray();
        QTest::newRow("ns") << QByteArray(R"({"value":1,"ts":1700000000123000000})") << 1700000000123LL << QByteArray();
        QTest::newRow("fraction") << QByteArray(R"({"value":1,"ts":1700000000.5})") << 1700000000500LL << QByteArray();
        QTest::newRow("text") << QByteArray(R"({"value":1,"ts":"1700000000"})") << 1700000000000LL << QByteArray();
        QTest::newRow("iso") << QByteArray(R"({"value":1,"time":"2023-11-14T22:13:20Z"})") << 1700000000000LL << QByteArray();
        QTest::newRow("zone") << QByteArray(R"({"value":1,"time":"2023-11-15T06:13:20.250+08:00"})") << 1700000000250LL << QByteArray();
        QTest::newRow("named") << QByteArray(R"({"value":1,"a":{"when":1000}})") << 1000000LL << QByteArray(" time=/a/when timeunit=s");
    }
    void readsTimes() {
        QFETCH(QByteArray, payload);
        QFETCH(qint64, time);
        QFETCH(QByteArray, option);
        const auto mapped = apply(("x => x" + option).constData(), "x", payload.constData());
        QCOMPARE(mapped.samples.size(), 1u);
        QCOMPARE(mapped.samples[0].time_ms, time);
        QVERIFY(mapped.samples[0].quality == Quality::Good);
    }

    void readsUnitAndQuality() {
        const auto mapped = apply("x => x value=/d/v unit=/d/u quality=/q", "x", R"({"d":{"v":71,"u":"degF"},"q":"uncertain"})");
        QCOMPARE(mapped.samples.at(0).unit, std::string("degF"));
        QVERIFY(mapped.samples[0].quality == Quality::Uncertain);
        QVERIFY(apply("x", "x", R"({"value":1,"quality":0})").samples.at(0).quality == Quality::Bad);
        QVERIFY(apply("x", "x", R"({"value":1,"quality":192})").samples.at(0).quality == Quality::Good);
        QVERIFY(apply("x", "x", R"({"value":1,"quality":true})").samples.at(0).quality == Quality::Good);
        const auto odd = apply("x", "x", R"({"value":1,"quality":"splendid"})");
        QVERIFY(odd.samples.at(0).quality == Quality::Uncertain);
        QCOMPARE(odd.issues.at(0).code, std::string("mqtt.quality"));
    }

    void readsBatches() {
        const auto array = apply("x => {/name} time=/ts", "x", R"([{"name":"a","value":1,"ts":1700000000},{"name":"b","value":2,"ts":1700000001}])");
        QCOMPARE(array.samples.size(), 2u);
        QCOMPARE(array.samples[1].point, std::string("b"));
        QCOMPARE(array.samples[1].time_ms, 1700000001000LL);
        const auto members = apply("x => {key} each=/data", "x", R"({"ts":1700000000,"data":{"t1":20.5,"t2":{"value":21}}})");
        QCOMPARE(members.samples.size(), 2u);
        QCOMPARE(members.samples[0].point, std::string("t1"));
        QCOMPARE(members.samples[1].value, 21.0);
        QCOMPARE(members.samples[0].time_ms, 1700000000000LL);
        const auto all = apply("dc/{r} => {r} value=*", "dc/R1", R"({"temp":20,"hum":40,"name":"R1","ts":1700000000,"fan":null})");
        QCOMPARE(all.samples.size(), 3u);
        std::set<std::string> points;
        for (const auto& sample : all.samples) points.insert(sample.point);
        QVERIFY((points == std::set<std::string>{"R1/temp", "R1/hum", "R1/fan"}));
        const auto two = apply("x => x value=/a,/b", "x", R"({"a":1,"b":2})");
        QCOMPARE(two.samples.size(), 2u);
        QCOMPARE(two.samples[1].point, std::string("x/b"));
    }

    void keepsGoodReadingsOfABadBatch() {
        const auto mapped = apply("x => {/n}", "x", R"([{"n":"a","value":1},{"n":"b","value":"hot"},{"n":"c","value":[1]},17,{"n":"d","value":null},{"n":"e","value":5}])");
        QCOMPARE(mapped.samples.size(), 3u);
        QVERIFY(mapped.samples[1].quality == Quality::NoValue && std::isnan(mapped.samples[1].value));
        QCOMPARE(mapped.samples[2].point, std::string("e"));
        QVERIFY(mapped.issues.size() >= 3);
    }

    void takesTextsAsNumbersOnlyWhenAsked() {
        QVERIFY(apply("x", "x", R"({"value":"21.5"})").samples.empty());
        QCOMPARE(apply("x => x strings=yes", "x", R"({"value":"21.5"})").samples.at(0).value, 21.5);
    }

    void retainedWithoutTimeIsUncertain() {
        QVERIFY(apply("x", "x", "5", true).samples.at(0).quality == Quality::Uncertain);
        const auto timed = apply("x", "x", R"({"value":5,"ts":1700000000})", true);
        QVERIFY(timed.samples.at(0).quality == Quality::Good);
        QCOMPARE(timed.samples[0].time_ms, 1700000000000LL);
        QVERIFY(apply("x", "x", "", true).samples.empty());  // a cleared topic
        QVERIFY(apply("x", "x", "", true).issues.empty());
    }

    void saysWhenATimeCannotBeRead() {
        const auto mapped = apply("x", "x", R"({"value":5,"ts":"yesterday"})");
        QCOMPARE(mapped.samples.at(0).time_ms, kArrival);
        QVERIFY(mapped.samples[0].quality == Quality::Uncertain);
        QCOMPARE(mapped.issues.at(0).code, std::string("mqtt.time"));
    }

    void garbageIsAnIssue_data() {
        QTest::addColumn<QByteArray>("payload");
        QTest::newRow("text") << QByteArray("hello");
        QTest::newRow("cut") << QByteArray(R"({"value":)");
        QTest::newRow("bytes") << QByteArray("\xff\xfe\x00\x01\x80", 5);
        QTest::newRow("invalid UTF-8 in JSON") << QByteArray("{\"value\":\"\xff\xfe\"}");
        QTest::newRow("too large a number") << QByteArray("{\"value\":1e999}");
        QTest::newRow("deep") << QByteArray(500000, '[');
        QTest::newRow("deep and closed") << QByteArray(400000, '[') + QByteArray(400000, ']');
        QTest::newRow("deep value") << QByteArray("{\"value\":") + QByteArray(400000, '[') + QByteArray(400000, ']') + "}";
        QTest::newRow("NaN in JSON") << QByteArray("{\"value\":NaN}");
        QTest::newRow("no value") << QByteArray("{\"x\":1}");
        QTest::newRow("object") << QByteArray("{\"value\":{\"x\":1}}");
    }
    void garbageIsAnIssue() {
        QFETCH(QByteArray, payload);
        const auto mapped = apply("x", "x", {payload.constData(), static_cast<std::size_t>(payload.size())});
        QVERIFY(mapped.samples.empty());
        QCOMPARE(mapped.issues.size(), 1u);
        QCOMPARE(mapped.issues[0].path, std::string("x"));
        QVERIFY(mapped.issues[0].value.size() < 200);
    }

    void noNumberIsNoValue() {
        const auto mapped = apply("x", "x", "NaN");
        QVERIFY(mapped.samples.at(0).quality == Quality::NoValue && std::isnan(mapped.samples[0].value));
        QCOMPARE(apply("x", "x", "9223372036854775794").samples.at(0).value, 9223372036854775794.0);  // for the binding to judge
    }

    void refusesRulesThatCannotWork_data() {
        QTest::addColumn<QByteArray>("rules");
        for (const char* rules : {"", "  \n ", "a/#/b => x", "a/x+ => x", "a => x value=temp", "a => x colour=red", "a => x timeunit=h", "a => {x", "a => x value=/a~2"})
            QTest::newRow(rules) << QByteArray(rules);
    }
    void refusesRulesThatCannotWork() {
        QFETCH(QByteArray, rules);
        QVERIFY_THROWS_EXCEPTION(twin::Error, MqttMapping(rules.constData()));
    }

    void subscribesEachFilterOnce() {
        QVERIFY((MqttMapping("a/{x}/b => x\na/+/b => y ;; c/{r...} => {r}").subscriptions() == std::vector<std::string>{"a/+/b", "c/#"}));
    }
};

PLENUM_TEST(MqttMappingTest)
#include "mqtt_mapping_test.moc"
