// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/prometheus/api_reply.h"
#include "tests/support/registry.h"
#include "twin/base/error.h"

#include <cmath>

using namespace plenum::plugins;
using twin::telemetry::Quality;

namespace {

ApiReply read(const std::string& data, const char* query = "up => {__name__}/{instance}/{sensor} unit=W") {
    return readReply(R"({"status":"success","data":)" + data + "}", readQueries(query).front());
}

}  // namespace

class PrometheusReplyTest : public QObject {
    Q_OBJECT
  private slots:
    void readsVectors() {
        const auto reply = read(R"({"resultType":"vector","result":[{"metric":{"__name__":"t","instance":"n1","sensor":"a"},"value":[1700000000.123,"21.5"]},{"metric":{"__name__":"t","instance":"n2"},"value":[1700000000,"9223372036854775794"]}]})");
        QCOMPARE(reply.samples.size(), 2u);
        QCOMPARE(reply.samples[0].point, std::string("t/n1/a"));
        QCOMPARE(reply.samples[0].time_ms, 1700000000123LL);
        QCOMPARE(reply.samples[0].value, 21.5);
        QCOMPARE(reply.samples[0].unit, std::string("W"));
        QCOMPARE(reply.samples[1].point, std::string("t/n2"));
        QCOMPARE(reply.samples[1].value, 9223372036854775794.0);  // for the binding to judge
        QVERIFY(reply.samples[1].quality == Quality::Good && reply.issues.empty());
    }
    void readsMatricesAndScalars() {
        const auto matrix = read(R"({"resultType":"matrix","result":[{"metric":{"instance":"n"},"values":[[1,"1"],[2,"NaN"],[3,"+Inf"],[4,null],[5,"5"]]}]})");
        QCOMPARE(matrix.samples.size(), 5u);
        for (const int i : {1, 2, 3}) QVERIFY(matrix.samples[static_cast<std::size_t>(i)].quality == Quality::NoValue && std::isnan(matrix.samples[static_cast<std::size_t>(i)].value));
        QVERIFY(matrix.samples[4].quality == Quality::Good);
        QCOMPARE(read(R"({"resultType":"scalar","result":[1700000000,"3"]})").samples.at(0).value, 3.0);
    }
    void nameWithoutLabelsIsTheSeries() {
        QCOMPARE(read(R"({"resultType":"vector","result":[{"metric":{"__name__":"t","a":"b"},"value":[1,"1"]}]})", "t => {none}").samples.at(0).point, std::string("t{a=\"b\"}"));
    }
    void refusesHistograms() {
        const auto reply = read(R"({"resultType":"vector","result":[{"metric":{"__name__":"h"},"histogram":[1,{"count":"3","sum":"4","buckets":[]}]},{"metric":{"__name__":"g"},"value":[1,"1"]}]})");
        QCOMPARE(reply.samples.size(), 1u);
        QCOMPARE(reply.issues.at(0).code, std::string("prometheus.histogram"));
    }
    void saysWhenTwoSeriesHaveOneName() {
        const auto reply = read(R"({"resultType":"vector","result":[{"metric":{"x":"1"},"value":[1,"1"]},{"metric":{"x":"2"},"value":[1,"2"]}]})", "q => fixed");
        QCOMPARE(reply.samples.size(), 1u);
        QCOMPARE(reply.issues.at(0).code, std::string("prometheus.sameName"));
    }
    void passesOnErrorsAndWarnings() {
        const auto refused = readReply(R"({"status":"error","errorType":"bad_data","error":"parse error"})", readQueries("x(").front());
        QVERIFY(refused.understood && refused.refused);
        QVERIFY(english(refused.issues.at(0).text).find("parse error") != std::string::npos);
        const auto warned = readReply(R"({"status":"success","warnings":["slow store"],"data":{"resultType":"vector","result":[]}})", readQueries("x").front());
        QCOMPARE(warned.issues.at(0).code, std::string("prometheus.warning"));
        QVERIFY(warned.understood);
    }
    void liesAreIssues_data() {
        QTest::addColumn<QByteArray>("body");
        const char* lies[] = {"", "hello", "{", "[]", "null", "{\"status\":1}", "{\"status\":\"success\"}", "{\"status\":\"success\",\"data\":[]}",
                              R"({"status":"success","data":{"resultType":"vector","result":{}}})", R"({"status":"success","data":{"resultType":"string","result":[1,"x"]}})",
                              R"({"status":"success","data":{"resultType":"vector","result":[1]}})", R"({"status":"success","data":{"resultType":"vector","result":[{"metric":[]}]}})",
                              R"({"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1]}]}})", R"({"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":["x","1"]}]}})",
                              R"({"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1,"hot"]}]}})", R"({"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1,{}]}]}})",
                              R"({"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[-5,"1"]}]}})", R"({"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":7}]}})"};
        int number = 0;
        for (const char* lie : lies) QTest::newRow(QByteArray::number(++number).constData()) << QByteArray(lie);
        QTest::newRow("deep") << QByteArray(1 << 20, '[');
        QTest::newRow("bytes") << QByteArray("\xff\xfe\x00\x01", 4);
    }
    void liesAreIssues() {
        QFETCH(QByteArray, body);
        const auto reply = readReply({body.constData(), static_cast<std::size_t>(body.size())}, readQueries("x").front());
        QVERIFY(reply.samples.empty());
        QVERIFY(!reply.issues.empty());
    }
    void tellsSelectorsFromExpressions() {
        for (const char* yes : {"up", "node:cpu_x9", "up{job=\"a\"}", "{__name__=~\"a.*\"}", "up{a=\"}\",b='{'}", "up{a=\"\\\"}\"}"}) QVERIFY2(isPlainSelector(yes), yes);
        for (const char* no : {"", "9up", "rate(up[5m])", "up[5m]", "up + 1", "up offset 5m", "up{a=\"b\"} * 2", "up{a=\"b", "sum(up)"}) QVERIFY2(!isPlainSelector(no), no);
    }
    void readsQueryLists() {
        const auto queries = readQueries("# comment\nup\nsum(x) by (a) => total/{a} unit=kW ;; y{z=\">=\"} => y");
        QCOMPARE(queries.size(), 3u);
        QCOMPARE(queries[1].expression, std::string("sum(x) by (a)"));
        QCOMPARE(queries[1].point, std::string("total/{a}"));
        QCOMPARE(queries[1].unit, std::string("kW"));
        QCOMPARE(queries[2].expression, std::string("y{z=\">=\"}"));
        QVERIFY_THROWS_EXCEPTION(twin::Error, readQueries(" \n#x\n"));
    }
};

PLENUM_TEST(PrometheusReplyTest)
#include "prometheus_reply_test.moc"
