// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/telemetry/binding.h"

#include "tests/support/registry.h"
#include "tests/unit/twin/telemetry/telemetry_site.h"

#include <cmath>

using namespace twin;
using namespace twin::telemetry;
using plenum::test::named;
using plenum::test::telemetrySite;

namespace {

BindingRow row(Match match, const char* point, const char* item, const char* quantity, const char* unit = "") {
    BindingRow row;
    row.match = match;
    row.point = point;
    row.item = item;
    row.quantity = quantity;
    row.unit = unit;
    return row;
}

const BindLine& line(const BindReport& report, const std::string& point) {
    for (const BindLine& each : report.lines)
        if (each.point == point) return each;
    qFatal("no line for the point");
}

}  // namespace

class BindingTest : public QObject {
    Q_OBJECT
  private slots:
    void bindsManyPointsToOneQuantity() {
        const Site site = telemetrySite();
        BindingRow all;
        all.match = Match::Regex;
        all.point = "rack(\\d)/node\\d+/temp";
        all.item = "R{1}";
        all.quantity = "inlet_C";
        all.aggregate = Aggregate::Max;
        BindingRow other = all;
        other.point = "rack(\\d)/rear";
        const std::vector<SeenPoint> seen{{"rack1/node1/temp", "degC"}, {"rack1/node2/temp", "degC"}, {"rack2/node1/temp", "degC"}, {"rack1/rear", "degC"}};
        const BindReport report = bindPoints({{all, other}}, seen, site);
        QCOMPARE(report.count(BindState::Bound), std::size_t{3});
        QCOMPARE(report.count(BindState::Doubtful), std::size_t{1});  // one way to see a quantity, not two
        QCOMPARE(report.points->size(), std::size_t{3});
        for (const Point& point : report.points->points()) QVERIFY(point.aggregate == Aggregate::Max);
        all.aggregate = Aggregate::None;
        QCOMPARE(bindPoints({{all}}, std::span(seen).first(3), site).count(BindState::Doubtful), std::size_t{1});
    }
    void keepsTheAggregateInCsv() {
        const ReadBinding read = readBindingCsv("point,item,quantity,aggregate\na,R1,inlet_C,mean\nb,R1,inlet_C,\nc,R1,inlet_C,median\n");
        QCOMPARE(read.binding.rows.size(), std::size_t{2});
        QVERIFY(read.binding.rows[0].aggregate == Aggregate::Mean && read.binding.rows[1].aggregate == Aggregate::None);
        QCOMPARE(read.issues.size(), std::size_t{1});
        QCOMPARE(read.issues[0].value, std::string("median"));
        QVERIFY(readBindingCsv(writeBindingCsv(read.binding)).binding == read.binding);
    }
    void bindsByPatternRegexAndName() {
        const Site site = telemetrySite();
        Binding binding;
        binding.rows = {row(Match::Pattern, "dc1/{item}/inlet_temp", "{item}", "inlet_C", "degF"), row(Match::Regex, "rack-(\\d+)\\.power", "R{1}", "it_power_W", "kW"),
                        row(Match::Pattern, "dc1/{item}/{what}", "{item}", "{what}"), row(Match::Name, "dc1/R2/inlet_temp", "R2", "outlet_C")};
        const std::vector<SeenPoint> seen = {{"dc1/R1/inlet_temp", ""}, {"dc1/R2/inlet_temp", ""}, {"rack-3.power", ""}, {"rack-3.powers", ""}, {"dc1/R4/liquid_flow_m3_s", "gpm"}, {"dc1/a/b/inlet_temp", ""}};
        const BindReport report = twin::telemetry::bindPoints(binding, seen, site);
        QCOMPARE(report.lines.size(), seen.size());
        QCOMPARE(report.count(BindState::Bound), std::size_t{4});
        QCOMPARE(report.count(BindState::Unbound), std::size_t{2});
        QVERIFY(report.issues.empty());
        QVERIFY(line(report, "dc1/R1/inlet_temp").item == named(site, "R1").id);
        QVERIFY(line(report, "dc1/R2/inlet_temp").quantity == Quantity::OutletTemperature);  // the name wins
        const PointTable& points = *report.points;
        QCOMPARE(points.size(), std::size_t{4});
        const Point& flow = points[points.find(std::string_view("dc1/R4/liquid_flow_m3_s"))];
        QCOMPARE(flow.unit, std::string("gpm"));
        QVERIFY(std::abs(flow.line.factor - 6.30902e-5) < 1e-12);
        QCOMPARE(points[points.find(std::string_view("rack-3.power"))].line.factor, 1000.0);
    }
    void saysWhatIsDoubtful_data() {
        QTest::addColumn<QString>("item");
        QTest::addColumn<QString>("quantity");
        QTest::addColumn<QString>("unit");
        QTest::addColumn<double>("low");
        QTest::addColumn<double>("high");
        QTest::addColumn<bool>("used");
        QTest::addColumn<QString>("reason");
        QTest::addColumn<QString>("hint");
        const double nan = std::nan("");
        QTest::newRow("good") << "R1" << "inlet_C" << "" << nan << nan << true << "" << "";
        QTest::newRow("no item") << "R9" << "inlet_C" << "" << nan << nan << false << "there is no object R9" << "The nearest names are: R1, R2, R3.";
        QTest::newRow("ambiguous") << "Twin" << "inlet_C" << "" << nan << nan << false << "2 objects are called Twin" << "Use the id";
        QTest::newRow("quantity") << "R1" << "warmth" << "" << nan << nan << false << "there is no quantity warmth" << "";
        QTest::newRow("no quantity") << "R1" << "" << "" << nan << nan << false << "no quantity is named" << "";
        QTest::newRow("unit") << "R1" << "inlet_C" << "kW" << nan << nan << false << "the unit kW does not fit Inlet temperature" << "";
        QTest::newRow("range") << "R1" << "inlet_C" << "" << 40.0 << 30.0 << true << "no value can lie between" << "";
        QTest::newRow("impossible range") << "R1" << "inlet_C" << "" << 500.0 << 900.0 << true << "no value can lie between" << "";
        QTest::newRow("missing capture") << "{rack}" << "inlet_C" << "" << nan << nan << false << "the rule has no rack to put in" << "";
    }
    void saysWhatIsDoubtful() {
        QFETCH(QString, item);
        QFETCH(QString, quantity);
        QFETCH(QString, unit);
        QFETCH(double, low);
        QFETCH(double, high);
        QFETCH(bool, used);
        QFETCH(QString, reason);
        QFETCH(QString, hint);
        Binding binding;
        binding.rows = {row(Match::Name, "x", qPrintable(item), qPrintable(quantity), qPrintable(unit))};
        binding.rows[0].low = low;
        binding.rows[0].high = high;
        const BindReport report = twin::telemetry::bindPoints(binding, {}, telemetrySite());
        QCOMPARE(report.lines.size(), std::size_t{1});
        QCOMPARE(report.lines[0].used, used);
        QCOMPARE(report.points->size(), std::size_t(used ? 1 : 0));
        QVERIFY(report.lines[0].state == (reason.isEmpty() ? BindState::Bound : BindState::Doubtful));
        QVERIFY2(QString::fromStdString(english(report.lines[0].reason)).startsWith(reason), english(report.lines[0].reason).c_str());
        QCOMPARE(report.issues.size(), std::size_t(reason.isEmpty() ? 0 : 1));
        if (!hint.isEmpty()) QVERIFY2(QString::fromStdString(english(report.issues[0].hint)).startsWith(hint), english(report.issues[0].hint).c_str());
    }
    void findsTwoPointsOnOneQuantity() {
        Binding binding;
        binding.rows = {row(Match::Name, "a", "R1", "inlet_C"), row(Match::Name, "b", "R1", "inlet_C"), row(Match::Name, "c", "R1", "outlet_C")};
        const BindReport report = twin::telemetry::bindPoints(binding, {}, telemetrySite());
        QVERIFY(line(report, "a").state == BindState::Bound && line(report, "b").state == BindState::Doubtful && line(report, "c").state == BindState::Bound);
        QVERIFY(line(report, "a").used && !line(report, "b").used);
    }
    void bindsToAnId() {
        const Site site = telemetrySite();
        Binding binding;
        binding.rows = {row(Match::Name, "a", toString(site.items(Kind::Rack)[5].id).c_str(), "inlet_C")};
        const BindReport report = twin::telemetry::bindPoints(binding, {}, site);
        QVERIFY(report.lines[0].state == BindState::Bound && report.lines[0].item == site.items(Kind::Rack)[5].id);
    }
    void reportsRowsThatAreNoPattern() {
        Binding binding;
        binding.rows = {row(Match::Regex, "rack-(", "R1", "inlet_C"), row(Match::Pattern, "a/{}", "R1", "inlet_C"), row(Match::Name, "n", "R1", "inlet_C"), row(Match::Name, "n", "R2", "inlet_C")};
        const BindReport report = twin::telemetry::bindPoints(binding, std::vector<SeenPoint>{{"x", ""}}, telemetrySite());
        QCOMPARE(report.issues.size(), std::size_t{3});
        QCOMPARE(report.points->size(), std::size_t{1});
    }
    void survivesLongNamesAndGreedyRules() {
        Binding binding;
        binding.rows = {row(Match::Regex, "(.*)+x", "R1", "inlet_C"), row(Match::Regex, ".*", "R1", "inlet_C")};
        const BindReport report = twin::telemetry::bindPoints(binding, std::vector<SeenPoint>{{std::string(100'000, 'a'), ""}}, telemetrySite());
        QVERIFY(report.lines[0].state == BindState::Unbound);
        binding.rows.resize(1);  // a backtracking matcher would never come back
        QVERIFY(twin::telemetry::bindPoints(binding, std::vector<SeenPoint>{{std::string(400, 'a'), ""}}, telemetrySite()).lines[0].state == BindState::Unbound);
    }
    void readsWhatASensorMeasures_data() {
        QTest::addColumn<QString>("target");
        QTest::addColumn<int>("choice");
        QTest::addColumn<double>("y");
        QTest::addColumn<double>("z");
        QTest::addColumn<int>("quantity");
        const auto row = [](const char* name, const char* target, int choice, double y, double z, Quantity quantity) { QTest::newRow(name) << QString(target) << choice << y << z << static_cast<int>(quantity); };
        row("front, low", "R1", 0, -0.6, 0.3, Quantity::InletLow);
        row("front, middle", "R1", 0, -0.6, 1.1, Quantity::InletMid);
        row("front, high", "R1", 0, -0.6, 2.0, Quantity::InletHigh);
        row("rear", "R1", 0, 0.6, 1.1, Quantity::OutletTemperature);
        row("power", "R1", 2, 0, 0, Quantity::ItPower);
        row("flow", "CDU 1", 3, 0, 0, Quantity::LiquidFlow);
        row("supply", "CDU 1", 0, 0, 0, Quantity::LiquidSupply);
        row("current", "R1", 6, 0, 0, Quantity::Current);
        row("humidity", "R1", 1, 0, 0, Quantity::Count_);
    }
    void readsWhatASensorMeasures() {
        QFETCH(QString, target);
        QFETCH(int, choice);
        QFETCH(double, y);
        QFETCH(double, z);
        QFETCH(int, quantity);
        Site site = telemetrySite();
        Item sensor;
        sensor.id = {77};
        sensor.kind = Kind::Sensor;
        sensor.name = "S1";
        sensor.target = named(site, target.toStdString()).id;
        sensor.position = {0, y, z};
        sensor.values.set(Param::SensorQuantity, choice);
        site.items(Kind::Sensor).add({sensor});
        const SensorMeaning meaning = meaningOf(site, sensor);
        QVERIFY(meaning.item == sensor.target);
        QCOMPARE(static_cast<int>(meaning.quantity), quantity);
        Binding binding;
        binding.rows = {row(Match::Name, "a", "S1", "")};
        const BindReport report = twin::telemetry::bindPoints(binding, {}, site);
        QVERIFY(report.lines[0].state == (meaning.quantity == Quantity::Count_ ? BindState::Doubtful : BindState::Bound));
    }
    void csvReturns() {
        Binding binding;
        binding.rows = {row(Match::Pattern, "dc1/{item}/t", "{item}", "inlet_C", "degF"), row(Match::Name, "with, comma \"quoted\"\nand line", "R1", "load_fraction", "%"), row(Match::Regex, "a;(b)", "{1}", "")};
        binding.rows[0].scale = 0.1;
        binding.rows[0].offset = -40;
        binding.rows[0].low = 50;
        binding.rows[0].absent = 0;
        binding.rows[1].deadband = 0.25;
        binding.rows[1].staleAfter_s = 120;
        const ReadBinding read = readBindingCsv(writeBindingCsv(binding));
        QVERIFY2(read.issues.empty(), read.issues.empty() ? "" : english(read.issues[0].text).c_str());
        QVERIFY(read.binding == binding);
    }
    void csvTellsEveryProblemWithItsLine() {
        const ReadBinding read = readBindingCsv(
            "point;item;quantity;unit;scale;low;high;colour;match;stale_after_s;deadband\n"
            "a;R1;inlet_C;degF;1;;;;;;\n"
            "b;R1;warmth;;1;;;;;;\n"
            ";;inlet_C;;x;5;4;;sometimes;;\n"
            "\n"
            "c;R1;inlet_C;kW;0;;;;;-1;-2\n"
            "d(;R1;inlet_C;;;;;;regex;;\n"
            "\"e;R1;inlet_C\n");
        std::map<std::string, int> lines;
        for (const Issue& issue : read.issues) ++lines[issue.path];
        const std::map<std::string, int> expected = {{"1", 1}, {"3", 1}, {"4", 5}, {"6", 4}, {"7", 1}, {"8", 2}};
        QVERIFY2(lines == expected, [&] { std::string all; for (const Issue& issue : read.issues) all += issue.path + ": " + english(issue.text) + "\n"; return all; }().c_str());
        QCOMPARE(read.binding.rows.size(), std::size_t{1});
        QCOMPARE(readBindingCsv("").issues.size(), std::size_t{2});
        QCOMPARE(readBindingCsv("\xEF\xBB\xBFpoint,item\r\na,R1\r\n").binding.rows.size(), std::size_t{1});
    }
};

PLENUM_TEST(BindingTest)
#include "binding_test.moc"
