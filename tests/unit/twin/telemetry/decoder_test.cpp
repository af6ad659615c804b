// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/telemetry/decoder.h"

#include "tests/support/registry.h"
#include "tests/unit/twin/telemetry/telemetry_site.h"

#include <cmath>
#include <limits>

using namespace twin;
using namespace twin::telemetry;
using plenum::test::pointOn;
using plenum::test::tableOf;

namespace {
constexpr Time_ms kNow = 1'700'000'000'000;

std::shared_ptr<const PointTable> points() {
    Point inlet = pointOn("t", {1}, Quantity::InletTemperature);
    Point scaled = pointOn("modbus", {2}, Quantity::InletTemperature);
    scaled.unit = "degF";
    scaled.line = *sourceUnit("degF", Unit::Temperature);
    scaled.scale = 0.1;
    scaled.absent = 0;
    Point power = pointOn("p", {3}, Quantity::ItPower);
    power.low = 0;
    power.high = 50'000;
    return tableOf({inlet, scaled, power});
}
}  // namespace

class DecoderTest : public QObject {
    Q_OBJECT
  private slots:
    void decodes_data() {
        QTest::addColumn<QString>("point");
        QTest::addColumn<double>("raw");
        QTest::addColumn<QString>("unit");
        QTest::addColumn<int>("given");
        QTest::addColumn<int>("quality");
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("issue");
        const auto row = [](const char* name, const char* point, double raw, const char* unit, Quality given, Quality quality, double value, const char* issue = "") {
            QTest::newRow(name) << QString(point) << raw << QString(unit) << static_cast<int>(given) << static_cast<int>(quality) << value << QString(issue);
        };
        const double nan = std::nan(""), inf = std::numeric_limits<double>::infinity();
        const auto good = Quality::Good, bad = Quality::Bad, none = Quality::NoValue, unsure = Quality::Uncertain;
        row("plain", "t", 23.5, "", good, good, 23.5);
        row("own unit", "t", 77, "degF", good, good, 25);
        row("scale, then unit", "modbus", 770, "", good, good, 25);
        row("same unit said", "modbus", 770, "degF", good, good, 25);
        row("other unit said", "modbus", 250, "°C", good, good, 25);
        row("uncertain stays", "t", 20, "", unsure, unsure, 20);
        row("bad has no number", "t", 20, "", bad, bad, nan);
        row("no value", "t", 20, "", none, none, nan);
        row("NaN", "t", nan, "", good, none, nan);
        row("infinity", "t", inf, "", good, none, nan);
        row("−infinity", "t", -inf, "", good, none, nan);
        row("0xFFFF", "p", 65535, "", good, none, nan);
        row("9.2e18", "t", 9223372036854775807.0, "", good, none, nan);
        row("−9.2e18", "t", -9223372036854775808.0, "", good, none, nan);
        row("−999", "t", -999, "", good, none, nan);
        row("−32768", "t", -32768, "", good, none, nan);
        row("2147483647", "p", 2147483647, "", good, none, nan);
        row("the point's own", "modbus", 0, "", good, none, nan);
        row("zero elsewhere", "t", 0, "", good, good, 0);
        row("impossible", "t", 900, "", good, bad, nan, "telemetry.impossible");
        row("outside its range", "p", 60'000, "", good, bad, nan, "telemetry.impossible");
        row("kW", "p", 42, "kW", good, good, 42'000);
        row("unit does not fit", "p", 42, "degC", good, bad, nan, "telemetry.unitUnfit");
    }
    void decodes() {
        QFETCH(QString, point);
        QFETCH(double, raw);
        QFETCH(QString, unit);
        QFETCH(int, given);
        QFETCH(int, quality);
        QFETCH(double, value);
        QFETCH(QString, issue);
        Decoder decoder(points());
        const std::vector<RawSample> in(2, RawSample{point.toStdString(), kNow, raw, unit.toStdString(), static_cast<Quality>(given)});
        const auto out = decoder.decode(in, kNow);
        QCOMPARE(out.size(), std::size_t{2});
        QCOMPARE(static_cast<int>(out[0].sample.quality), quality);
        QVERIFY(std::isnan(value) ? std::isnan(out[0].sample.value) : std::abs(out[0].sample.value - value) < 1e-9);
        const Issues issues = decoder.takeIssues();
        QCOMPARE(issues.size(), std::size_t(issue.isEmpty() ? 0 : 1));  // once for two samples
        if (!issue.isEmpty()) QCOMPARE(QString::fromStdString(issues[0].code), issue);
        QVERIFY(decoder.takeIssues().empty());
    }
    void takesTheTimeOfArrivalFromWrongClocks() {
        Decoder decoder(points());
        const auto out = decoder.decode(std::vector<RawSample>{{"t", kNow + 299'000, 20, {}}, {"t", kNow + 400'000, 20, {}}, {"t", 0, 20, {}}, {"t", kNow - 86'400'000, 20, {}}}, kNow);
        QCOMPARE(out[0].sample.time_ms, kNow + 299'000);
        QVERIFY(out[0].sample.quality == Quality::Good);
        QCOMPARE(out[1].sample.time_ms, kNow);
        QVERIFY(out[1].sample.quality == Quality::Uncertain);
        QCOMPARE(out[2].sample.time_ms, kNow);
        QCOMPARE(out[3].sample.time_ms, kNow - 86'400'000);
        const Issues issues = decoder.takeIssues();
        QCOMPARE(issues.size(), std::size_t{1});
        QCOMPARE(issues[0].code, std::string("telemetry.clockAhead"));
    }
    void keepsTheNamesOfUnboundPoints() {
        Decoder decoder(points());
        QVERIFY(decoder.decode(std::vector<RawSample>{{"new", kNow, 20, "degF"}, {"new", kNow, 21, "degF"}}, kNow).empty());
        const auto unbound = decoder.unbound();
        QCOMPARE(unbound.size(), std::size_t{1});
        QVERIFY(unbound[0] == std::pair(std::string("new"), std::string("degF")));
    }
    void samplesWaitUntilTheirPointIsBound() {
        Decoder decoder(points());
        const auto says = [](Time_ms time, const char* point, double value) { return std::vector<RawSample>{{point, time, value, "degC"}}; };
        QVERIFY(decoder.decode(says(kNow - 3000, "new", 20), kNow).empty());
        QVERIFY(decoder.decode(says(kNow - 3000, "nobody's", 20), kNow).empty());
        QCOMPARE(decoder.unbound().size(), std::size_t{2});
        QVERIFY(decoder.decode(says(kNow - 2000, "new", 21), kNow).empty());  // between the question and the answer
        QVERIFY(decoder.decode(says(kNow + 400'000, "later", 22), kNow).empty());
        auto table = tableOf({pointOn("new", {1}, Quantity::InletTemperature)});
        const auto first = decoder.setPoints(table);
        QCOMPARE(first.size(), std::size_t{2});
        QCOMPARE(first[0].sample.time_ms, kNow - 3000);
        QCOMPARE(first[1].sample.time_ms, kNow - 2000);
        QVERIFY(decoder.decode(says(kNow - 1000, "nobody's", 20), kNow).empty());
        QCOMPARE(decoder.unboundCount(), std::size_t{2});
        decoder.unbound();
        table = tableOf({pointOn("later", {1}, Quantity::InletTemperature), pointOn("nobody's", {2}, Quantity::InletTemperature)});
        const auto second = decoder.setPoints(table);
        QCOMPARE(second.size(), std::size_t{1});
        QCOMPARE(second[0].point, table->find(std::string_view("later")));
        QCOMPARE(second[0].sample.time_ms, kNow);  // its clock runs ahead: that of the arrival, not of the binding
        QVERIFY(second[0].sample.quality == Quality::Uncertain);
        QVERIFY(decoder.setPoints(table).empty());
    }
    void whatWaitsIsBounded() {
        Decoder decoder(points());
        for (int batch = 0; batch < 502; ++batch) {
            std::vector<RawSample> raw(1000, RawSample{"new", 0, 20, {}});
            for (std::size_t i = 0; i < raw.size(); ++i) raw[i].time_ms = kNow - 1'000'000 + static_cast<Time_ms>(batch * 1000 + static_cast<int>(i));
            QVERIFY(decoder.decode(raw, kNow).empty());
        }
        const Issues issues = decoder.takeIssues();
        QCOMPARE(issues.size(), std::size_t{1});
        QCOMPARE(issues[0].code, std::string("telemetry.waitingFull"));
        const auto taken = decoder.setPoints(tableOf({pointOn("new", {1}, Quantity::InletTemperature)}));
        QCOMPARE(taken.size(), std::size_t{500'000});
        QCOMPARE(taken.front().sample.time_ms, kNow - 1'000'000 + 2000);
    }
};

PLENUM_TEST(DecoderTest)
#include "decoder_test.moc"
