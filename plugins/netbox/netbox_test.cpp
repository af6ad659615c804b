// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/netbox/device_library.h"
#include "tests/support/registry.h"

#include <QTemporaryDir>

#include <cmath>
#include <fstream>
#include <map>
#include <set>

using namespace twin;
using namespace twin::extend;
using namespace plenum::netbox;
namespace fs = std::filesystem;

namespace {

struct Judged {
    std::optional<EquipmentType> type;
    Issues issues;
    double value(Param param) const {
        const double* found = type ? type->values.find(param) : nullptr;
        return found != nullptr ? *found : std::nan("");
    }
    int count(const char* code) const {
        int n = 0;
        for (const Issue& issue : issues) n += issue.code == std::string(code);
        return n;
    }
};

Judged judge(const std::string& yaml, const ImportChoices& choices = {}) {
    Judged result;
    if (const auto device = describe(yaml, "Maker/x.yaml", result.issues)) result.type = equipmentType(*device, choices, result.issues);
    return result;
}

bool near(double a, double b) { return std::abs(a - b) <= 1e-6 * std::abs(b); }

constexpr const char* kRack = "manufacturer: M\nmodel: R\nform_factor: 4-post-cabinet\nu_height: 42\nouter_width: 23.62\nouter_depth: 47.24\nouter_height: 78.4\nouter_unit: in\nweight: 300\nmax_weight: 3000\nweight_unit: lb\n";
constexpr const char* kServer = "manufacturer: M\nmodel: S\nu_height: 6\ncomments: 'Power Consumption: 6.5kW at full load'\npower-ports:\n- {name: a, type: iec-60320-c14, maximum_draw: 1071}\n- {name: b, type: iec-60320-c14, maximum_draw: 1071}\n";

}  // namespace

class NetboxTest : public QObject {
    Q_OBJECT
  private slots:
    void readsFigures();
    void convertsUnits();
    void rackMassIsAChoice();
    void supplyNameplatesAreNoPower();
    void fillsRacksOnRequest();
    void singlePhaseCarriesItsPower();
    void refusesBadFiles_data();
    void refusesBadFiles();
    void sameDeviceSameId();
    void readsTheWholeLibrary();
};

void NetboxTest::readsFigures() {
    auto figures = statedFigures("RACK ATS, 10A/230V, 12A/208V, C14 IN [x](https://a.b/99A-77V-1500VA) 8x C13 A100 3.7kW");
    QVERIFY(figures.current_A == (std::vector<double>{10, 12}));
    QVERIFY(figures.voltage_V == (std::vector<double>{208, 230}));
    QVERIFY(figures.power_W == (std::vector<double>{3700}));
    QVERIFY(figures.apparent_VA.empty());
    figures = statedFigures("UPS, 1500VA / 900 Watts, 1.5kVA, 100-120V; Cooling Capacity: Up to 250 kW.");
    QVERIFY(figures.apparent_VA == (std::vector<double>{1500}));
    QVERIFY(figures.voltage_V == (std::vector<double>{100, 120}));
    QCOMPARE(*figures.cooling_W, 250e3);
    QVERIFY(!figures.consumption_W);
    const auto body = statedBody("Black, 1991H x 600W x 1200D mm");
    QCOMPARE(*body.height_m, 1.991);
    QCOMPARE(*body.width_m, 0.6);
    QCOMPARE(*body.depth_m, 1.2);
    QVERIFY(!statedBody("1U x 19 in").width_m);
    statedFigures("https://" + std::string(1'000'000, 'a'));  // long words end, and do not overflow the stack
}

void NetboxTest::convertsUnits() {
    const Judged rack = judge(kRack);
    QVERIFY(rack.type && rack.type->kind == Kind::Rack);
    QVERIFY(near(rack.value(Param::Width), 23.62 * 0.0254));
    QVERIFY(near(rack.value(Param::Depth), 47.24 * 0.0254));
    QVERIFY(near(rack.value(Param::Weight), 3300 * 0.45359237));
    QCOMPARE(rack.value(Param::RackUnits), 42.0);
    std::string text = kRack;
    text.replace(text.find("weight_unit: lb"), 15, "weight_unit: st");
    const Judged odd = judge(text);
    QVERIFY(std::isnan(odd.value(Param::Weight)));
    QCOMPARE(odd.count("netbox.unit"), 2);
}

void NetboxTest::rackMassIsAChoice() {
    ImportChoices choices;
    choices.mass = ImportChoices::RackMass::Empty;
    QVERIFY(near(judge(kRack, choices).value(Param::Weight), 300 * 0.45359237));
    choices.mass = ImportChoices::RackMass::Unset;
    QVERIFY(std::isnan(judge(kRack, choices).value(Param::Weight)));
}

void NetboxTest::supplyNameplatesAreNoPower() {
    const Judged stated = judge(kServer);
    QVERIFY(!stated.type);
    QCOMPARE(stated.count("netbox.supplies"), 1);
    QCOMPARE(stated.count("netbox.noPlace"), 1);
    QVERIFY(english(stated.issues[0].text).find("2142 W") != std::string::npos && english(stated.issues[0].text).find("6500 W") != std::string::npos);
    const Judged tray = judge("manufacturer: M\nmodel: T\nu_height: 1\nis_powered: false\n");
    QCOMPARE(tray.count("netbox.noPowerPort"), 1);
}

void NetboxTest::fillsRacksOnRequest() {
    ImportChoices choices;
    choices.serversPerRack = 4;
    const Judged rack = judge(kServer, choices);
    QVERIFY(rack.type && rack.type->kind == Kind::Rack);
    QCOMPARE(rack.type->name, std::string("4 × S"));
    QCOMPARE(rack.value(Param::PowerAllocated), 26000.0);
    QCOMPARE(rack.value(Param::Servers), 4.0);
    choices.serversPerRack = 8;
    QCOMPARE(judge(kServer, choices).count("netbox.doesNotFit"), 1);
    std::string silent = kServer;
    silent.replace(silent.find("Power Consumption: 6.5kW at full load"), 37, "eight cards");
    choices.serversPerRack = 4;
    QVERIFY(!judge(silent, choices).type);
}

void NetboxTest::singlePhaseCarriesItsPower() {
    const Judged pdu = judge("manufacturer: M\nmodel: P\nu_height: 1\ncomments: Rack PDU, 32A, 230V\npower-ports: [{name: a, type: iec-60309-2p-e-6h}]\npower-outlets: [{name: o, type: iec-60320-c13}]\n");
    QVERIFY(pdu.type && pdu.type->kind == Kind::Pdu);
    QVERIFY(near(std::sqrt(3.0) * pdu.value(Param::Voltage) * pdu.value(Param::Current) * pdu.value(Param::UsableShare), 32 * 230));
    const Judged north = judge("manufacturer: M\nmodel: P\nu_height: 1\ncomments: Rack PDU, 30A, 208V\npower-ports: [{name: a, type: nema-l21-30p}]\npower-outlets: [{name: o, type: iec-60320-c13}]\n");
    QVERIFY(near(std::sqrt(3.0) * north.value(Param::Voltage) * north.value(Param::Current) * north.value(Param::UsableShare), 0.8 * 30 * 208 * std::sqrt(3.0)));
}

void NetboxTest::refusesBadFiles_data() {
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<QString>("code");
    const auto row = [](const char* name, const QByteArray& yaml, const char* code) { QTest::newRow(name) << yaml << QString(code); };
    row("empty", "", "netbox.notADevice");
    row("text", "just a sentence", "netbox.notADevice");
    row("broken", "manufacturer: [", "netbox.notYaml");
    row("tabs", "manufacturer: M\n\tmodel: x", "netbox.notYaml");
    row("two anchors", "manufacturer: *nobody\nmodel: x", "netbox.notYaml");
    row("no model", "manufacturer: M", "netbox.notADevice");
    row("deep list", QByteArray(100'000, '['), "netbox.notYaml");
    row("deep map", QByteArray("{a: ").repeated(50'000), "netbox.notYaml");
    row("deep block", QByteArray("- ").repeated(50'000), "netbox.notYaml");
    row("units", "manufacturer: M\nmodel: x\nu_height: 1000", "netbox.units");
    row("text as number", "manufacturer: M\nmodel: x\nweight: heavy\nweight_unit: kg", "netbox.wrongType");
    row("negative", "manufacturer: M\nmodel: x\nweight: -3\nweight_unit: kg", "netbox.wrongType");
    row("infinite", "manufacturer: M\nmodel: x\nweight: .inf\nweight_unit: kg", "netbox.wrongType");
    row("no unit", "manufacturer: M\nmodel: x\nweight: 3", "netbox.unit");
    row("list expected", "manufacturer: M\nmodel: x\npower-ports: 5", "netbox.wrongType");
    row("unknown key", "manufacturer: M\nmodel: x\nwieght: 3", "netbox.unknownKey");
    row("unknown part key", "manufacturer: M\nmodel: x\ninterfaces: [{name: a, speed: 3}]", "netbox.unknownKey");
}

void NetboxTest::refusesBadFiles() {
    QFETCH(QByteArray, yaml);
    QFETCH(QString, code);
    const Judged result = judge(yaml.toStdString());
    for (const Issue& issue : result.issues) qInfo("%s: %s", issue.code.c_str(), english(issue.text).substr(0, 100).c_str());
    QVERIFY(result.count(qPrintable(code)) > 0);
}

void NetboxTest::sameDeviceSameId() {
    QVERIFY(judge(kRack).type->id == judge(kRack).type->id);
    std::string other = kRack;
    other.replace(other.find("model: R"), 8, "model: Q");
    QVERIFY(!(judge(kRack).type->id == judge(other).type->id));
    QTemporaryDir folder;
    for (const char* name : {"a.yaml", "b.yml"}) std::ofstream(fs::path(folder.path().toStdString()) / name) << kRack;
    const Imported both = DeviceLibrary().read(folder.path().toStdString(), {}, [](double) {}, {});
    QCOMPARE(both.types.size(), std::size_t(1));
    QVERIFY(std::any_of(both.issues.begin(), both.issues.end(), [](const Issue& issue) { return issue.code == "netbox.twice" && issue.path.ends_with("b.yml"); }));
}

/// The library as others have written it. Figures of the selected types were worked out by hand from the files.
void NetboxTest::readsTheWholeLibrary() {
    const char* shared = std::getenv("PLENUM_SHARED_DATA");
    const fs::path path = shared != nullptr ? fs::path(shared) / "netbox" : fs::path();
    if (shared == nullptr || !fs::is_directory(path)) QSKIP("skipped: PLENUM_SHARED_DATA holds no netbox folder");
    const Imported all = DeviceLibrary().read(path, {}, [](double) {}, {});
    QVERIFY(!hasErrors(all.issues));
    std::map<Kind, int> kinds;
    std::map<std::string, const EquipmentType*> types;
    for (const auto& type : all.types) {
        ++kinds[type.kind];
        types[type.name] = &type;
        for (const auto& [param, value] : type.values.entries()) {
            QVERIFY2(hasParam(type.kind, param), type.name.c_str());
            QVERIFY2(value >= spec(param).min && value <= spec(param).max, (type.name + " " + spec(param).key).c_str());
        }
    }
    QVERIFY(kinds == (std::map<Kind, int>{{Kind::Rack, 2}, {Kind::Cdu, 1}, {Kind::Transformer, 1}, {Kind::Ups, 31}, {Kind::Pdu, 34}, {Kind::TransferSwitch, 8}}));

    // Every file that gave no type says why.
    std::set<std::string> named;
    std::size_t files = 0;
    for (const auto& entry : fs::recursive_directory_iterator(path)) files += entry.path().extension() == ".yaml" || entry.path().extension() == ".yml";
    QCOMPARE(files, std::size_t(109));
    std::map<std::string, int> codes;
    for (const Issue& issue : all.issues) {
        ++codes[issue.code];
        if (issue.code == "netbox.noPlace" || issue.code == "netbox.battery" || issue.code == "netbox.unclear" || issue.code == "netbox.part") named.insert(issue.path);
    }
    QCOMPARE(named.size() + all.types.size(), files);
    QCOMPARE(codes["netbox.unknownKey"], 1);      // "poe" of a console port
    QCOMPARE(codes["netbox.mountingDepth"], 1);   // AR3300: 191 mm
    QCOMPARE(codes["netbox.supplies"], 10);
    QCOMPARE(codes["netbox.noPowerPort"], 5);

    const auto value = [&](const char* name, Param param) {
        const double* found = types.contains(name) ? types.at(name)->values.find(param) : nullptr;
        return found != nullptr ? *found : std::nan("");
    };
    QCOMPARE(value("AR3300", Param::Width), 0.6);  // not a field: in its description
    QCOMPARE(value("AR3300", Param::Weight), 134.09 + 1701);
    QCOMPARE(value("VR3300", Param::Depth), 1.215);
    QCOMPARE(value("VR3300", Param::Weight), 137.0 + 1360);
    QVERIFY(near(value("AP7516", Param::Weight), 17.59 * 0.45359237));
    QVERIFY(near(value("AP7516", Param::Current), 14400 / (std::sqrt(3.0) * 208)));
    QCOMPARE(value("AP7516", Param::UsableShare), 1.0);
    QCOMPARE(value("AP8965", Param::Current), 30.0);
    QCOMPARE(value("AP8965", Param::UsableShare), 0.8);
    QVERIFY(near(value("AP7854", Param::Current) * std::sqrt(3.0), 32));  // from a .yml file
    QCOMPARE(value("BR1500GI", Param::RatedPower), 865.0);
    QCOMPARE(value("SMT3000RMI2UC", Param::RatedApparent), 3000.0);
    QCOMPARE(value("LCS-SCDU-250L4001", Param::CoolingCapacity), 250e3);
    QCOMPARE(value("LCS-SCDU-250L4001", Param::Width), 0.48);
    const Imported filled = DeviceLibrary().read(path / "device-types/Nvidia", {{"servers_per_rack", "4"}}, [](double) {}, {});
    QCOMPARE(filled.types.size(), std::size_t(1));
    QCOMPARE(*filled.types[0].values.find(Param::PowerNameplate), 26000.0);
}

PLENUM_TEST(NetboxTest)
#include "netbox_test.moc"
