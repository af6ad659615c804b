// SPDX-License-Identifier: GPL-3.0-or-later
// Through the loader what only the library shows; the rest by calling the parts.
#include "plugins/template/heat_density.h"
#include "plugins/template/rack_table.h"
#include "plugins/template/weather_source.h"
#include "tests/support/registry.h"
#include "twin/extend/loader.h"

#include <QTemporaryDir>

#include <atomic>
#include <cmath>
#include <fstream>
#include <sstream>

using namespace twin;
using namespace twin::extend;
using namespace plenum::sample;
namespace fs = std::filesystem;

namespace {

struct Sink final : SampleSink {
    std::atomic<int> samples{0}, connected{0}, stopped{0};
    std::atomic<double> last{0};
    void put(std::vector<telemetry::RawSample> list) override {
        for (const auto& sample : list)
            if (sample.point == "weather/dry_bulb" && sample.unit == "degC" && sample.time_ms > 1'600'000'000'000) last = sample.value, ++samples;
    }
    void report(SourceState state, const Issue&) override { state == SourceState::Connected ? ++connected : state == SourceState::Stopped ? ++stopped : 0; }
};

fs::path write(const QTemporaryDir& folder, const char* name, const std::string& text) {
    const fs::path path = fs::path(folder.path().toStdString()) / name;
    std::ofstream(path, std::ios::binary) << text;
    return path;
}

std::string read(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

class TemplateTest : public QObject {
    Q_OBJECT
  private slots:
    void givesAllFourKinds();
    void weatherSwings();
    void sourceSendsUntilItIsStopped();
    void readsTable();
    void refusesTableWithoutHeads();
    void writesTable();
    void quotesFields();
    void heatIsOverTheFootprint();
};

void TemplateTest::givesAllFourKinds() {
    PluginRegistry registry;
    registry.scan({PLENUM_BINARY_DIR "/plugins"});
    const Issues issues = registry.load("template");
    for (const Issue& issue : issues) qWarning("%s", english(issue.text).c_str());
    QVERIFY(issues.empty());
    QCOMPARE(std::string(registry.makeOverlay("template")->row().key), std::string("template.heat_density"));
    QVERIFY(registry.makeImporter("template") && registry.makeExporter("template"));
    Issues wrong;
    Sink sink;
    const auto source = registry.makeSource("template");
    source->start(completed(*registry.find("template"), {{"interval_s", "0.01"}}, wrong), sink);
    QVERIFY(wrong.empty());
    QTRY_VERIFY(sink.samples > 3);
    source->stop();
    QCOMPARE(sink.stopped.load(), 1);
}

void TemplateTest::weatherSwings() {
    QVERIFY(std::abs(dryBulb_C(15, 8, 86400, 4 * 3600) - 7) < 1e-9);
    QVERIFY(std::abs(dryBulb_C(15, 8, 86400, 16 * 3600) - 23) < 1e-9);
    QVERIFY(std::abs(dryBulb_C(15, 8, 24, 10) - 15) < 1e-9);
}

void TemplateTest::sourceSendsUntilItIsStopped() {
    Sink sink;
    WeatherSource source;
    QVERIFY_THROWS_EXCEPTION(Error, source.start({{"mean_C", "x"}}, sink));
    source.start({{"mean_C", "15"}, {"swing_K", "8"}, {"day_s", "1"}, {"interval_s", "3600"}}, sink);
    QTRY_COMPARE(sink.samples.load(), 1);
    source.stop();  // in the middle of an hour's pause
    QCOMPARE(sink.connected.load(), 1);
    QCOMPARE(sink.stopped.load(), 1);
    QVERIFY(sink.last >= 7 && sink.last <= 23);
}

void TemplateTest::readsTable() {
    QTemporaryDir folder;
    const auto path = write(folder, "racks.csv", "\xEF\xBB\xBFname;y_m;x_m;colour;power_W;rotation_deg\r\n\"A;1 \"\"x\"\"\";2;1.5;red;12000;90\r\nA2;2;nonsense;;;\r\n\r\nA3;3;4;;lots;\nA4;3;5");
    const Imported result = RackImporter().read(path, {{"separator", "semicolon"}}, [](double) {}, {});
    QCOMPARE(result.name, std::string("racks"));
    QCOMPARE(result.items.size(), std::size_t(3));
    QCOMPARE(result.items[0].name, std::string("A;1 \"x\""));
    QVERIFY(result.items[0].position == (Vec3{1.5, 2, 0}));
    QCOMPARE(result.items[0].rotation_deg, 90.0);
    QCOMPARE(*result.items[0].values.find(Param::PowerAllocated), 12000.0);
    QVERIFY(result.items[2].values.find(Param::PowerAllocated) == nullptr);
    QCOMPARE(result.issues.size(), std::size_t(3));  // colour, nonsense, lots
    QVERIFY(result.issues[1].path.ends_with("racks.csv:3"));
}

void TemplateTest::refusesTableWithoutHeads() {
    QTemporaryDir folder;
    for (const char* text : {"", "name,x_m\nA,1\n", "\0\1\2", "name;x_m;y_m\n"}) {
        const auto path = write(folder, "bad.csv", text);
        QVERIFY_THROWS_EXCEPTION(Error, RackImporter().read(path, {}, [](double) {}, {}));
    }
    QVERIFY_THROWS_EXCEPTION(Error, RackImporter().read(folder.path().toStdString(), {}, [](double) {}, {}));
}

void TemplateTest::writesTable() {
    QTemporaryDir folder;
    Site site;
    Item rack, row;
    rack.id = newId(), rack.name = "=1+1, \"x\"", rack.position = {1, 2.25, 0}, rack.rotation_deg = 180;
    row.id = newId(), row.kind = Kind::Row, row.name = "Row 1";
    site.items(Kind::Rack).add({rack});
    site.items(Kind::Row).add({row});
    ExportRequest request;
    request.site = std::make_shared<const Site>(site);
    auto frame = std::make_shared<Frame>();
    frame->site = request.site;
    frame->column(Kind::Rack, Quantity::ItPower).values = {12500};
    request.frame = frame;
    const fs::path path = fs::path(folder.path().toStdString()) / "out.csv";
    const Issues issues = PositionExporter().write(request, path, [](double) {}, {});
    QCOMPARE(issues.size(), std::size_t(1));
    QCOMPARE(read(path), std::string("kind,name,x_m,y_m,z_m,rotation_deg,it_power_W\nrack,\"'=1+1, \"\"x\"\"\",1,2.25,0,180,12500\n"));
    QVERIFY_THROWS_EXCEPTION(Error, PositionExporter().write(request, path / "below", [](double) {}, {}));
}

void TemplateTest::quotesFields() {
    for (const std::string field : {"plain", "a,b", "a\"b", "line\nbreak", "-12.5", "ünï"}) {
        const auto rows = cells(quoted(field, ',') + ",x", ',');
        QCOMPARE(rows.size(), std::size_t(1));
        QCOMPARE(rows[0].at(0), field);
    }
}

void TemplateTest::heatIsOverTheFootprint() {
    Site site;
    Item rack;
    rack.id = newId();
    rack.values.set(Param::Width, 0.8);
    rack.values.set(Param::Depth, 1.25);
    site.items(Kind::Rack).add({rack});
    Frame frame;
    frame.site = std::make_shared<const Site>(site);
    const HeatDensity overlay;
    QVERIFY(std::isnan(overlay.value(frame, Kind::Rack, 0)));
    frame.column(Kind::Rack, Quantity::HeatToAir).values = {3000};
    frame.column(Kind::Rack, Quantity::HeatToLiquid).values = {9000};
    QCOMPARE(overlay.value(frame, Kind::Rack, 0), 12.0);
    QVERIFY(std::isnan(overlay.value(frame, Kind::Rack, 1)));
    QVERIFY(std::isnan(overlay.value(frame, Kind::Cdu, 0)));
}

PLENUM_TEST(TemplateTest)
#include "template_test.moc"
