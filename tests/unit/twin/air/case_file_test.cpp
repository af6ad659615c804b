// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/air/case_file.h"

#include "tests/support/registry.h"

#include <QRegularExpression>

#include <algorithm>

using namespace twin;
using namespace twin::air;

class CaseFileTest : public QObject {
    Q_OBJECT
  private slots:
    void readsAHall();
    void namesEveryFaultAtOnce();
    void bareNaNIsAValueWithAnIssue();
    void unknownKeysAreWarnings();
    void impossibleHallsAreExplained_data();
    void impossibleHallsAreExplained();
    void coolersCloseTheCircuit();
};

namespace {

const QString kHall = R"({"format": "air-reference-case/1", "name": "small", "hall_size_m": {"x": 6, "y": 5, "z": 3},
 "air": {"rho_kg_per_m3": 1.2, "cp_J_per_kg_K": 1005, "g_m_per_s2": [0, 0, -9.81]},
 "solids": [{"name": "pillar", "box_m": {"x": [5, 5.4], "y": [1, 1.4], "z": [0, 3]}}],
 "racks": [{"name": "R", "box_m": {"x": [2, 2.6], "y": [2, 3.2], "z": [0, 2.1]},
   "front_face": {"axis": "y", "plane_m": 2, "outward_normal": [0, -1, 0]},
   "rear_face": {"axis": "y", "plane_m": 3.2, "outward_normal": [0, 1, 0]},
   "flow_m3_per_s": 0.5, "heat_to_air_W": 6030, "temperature_rise_K": 10}],
 "supplies": [{"name": "tile", "axis": "z", "plane_m": 0, "rectangle": {"x_m": [2, 2.6], "y_m": [1.2, 1.8]},
   "direction": [0, 0, 1], "flow_m3_per_s": 0.5, "temperature_C": 18}],
 "returns": [{"name": "back", "axis": "z", "plane_m": 3, "rectangle": {"x_m": [2, 3], "y_m": [4, 5]}, "inflow_temperature_C": 30}]})";

ReadCase readText(const QString& text) { return readReferenceCase(text.toStdString()); }

int count(const Issues& issues, const char* code) {
    return int(std::count_if(issues.begin(), issues.end(), [&](const Issue& i) { return i.code == code; }));
}

QString with(QString from, const QString& to) { return QString(kHall).replace(from, to); }

}  // namespace

void CaseFileTest::readsAHall() {
    const ReadCase read = readText(kHall);
    QVERIFY(read.hall && read.issues.empty());
    const AirCase& hall = read.hall->airCase;
    QCOMPARE(hall.devices.size(), std::size_t(1));
    QCOMPARE(hall.devices[0].outlets[0].rect.y0, 3.2);
    QCOMPARE(hall.supplies[0].opening.normal.z, 1.0);
    QCOMPARE(hall.returns[0].opening.normal.z, -1.0);
    QCOMPARE(hall.gravity_m_s2, 9.81);
}

void CaseFileTest::namesEveryFaultAtOnce() {
    QString text = with("\"flow_m3_per_s\": 0.5, \"heat_to_air_W\": 6030", "\"flow_m3_per_s\": -0.5");
    text.replace("\"x\": [5, 5.4]", "\"x\": [2.5, 5.4]").replace("\"y\": [1, 1.4]", "\"y\": [2.5, 1.4]").replace("\"temperature_C\": 18", "\"temperature_C\": \"cold\"");
    const ReadCase read = readText(text);
    QVERIFY(!read.hall);
    QCOMPARE(count(read.issues, "air.case.outOfRange"), 1);  // the flow
    QCOMPARE(count(read.issues, "air.case.missing"), 1);     // the heat
    QCOMPARE(count(read.issues, "air.case.badSpan"), 1);     // the pillar
    QCOMPARE(count(read.issues, "air.case.notANumber"), 1);  // the supply
    for (const Issue& issue : read.issues)
        if (issue.code == "air.case.outOfRange") QVERIFY(issue.itemName == "R" && issue.value == "-0.5" && !issue.hint.empty());
}

void CaseFileTest::bareNaNIsAValueWithAnIssue() {
    const ReadCase read = readText(with("\"heat_to_air_W\": 6030", "\"heat_to_air_W\": NaN"));
    QVERIFY(!read.hall);
    QCOMPARE(count(read.issues, "air.case.notANumber"), 1);
    QVERIFY(!readText("{").hall && count(readText("{").issues, "air.case.notJson") == 1);
}

void CaseFileTest::unknownKeysAreWarnings() {
    const ReadCase read = readText(with("\"temperature_rise_K\": 10", "\"temperature_rise_K\": 10, \"leak_m3_per_s\": 1"));
    QVERIFY(read.hall);
    QCOMPARE(count(read.issues, "air.case.unknownKey"), 1);
}

void CaseFileTest::impossibleHallsAreExplained_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("code");
    QTest::newRow("overlap") << with("\"x\": [5, 5.4], \"y\": [1, 1.4]", "\"x\": [2.5, 5.4], \"y\": [2.5, 3]") << "air.case.overlap";
    QTest::newRow("outside") << with("\"x\": [5, 5.4]", "\"x\": [5, 6.4]") << "air.case.outsideHall";
    QTest::newRow("face off its box") << with("\"plane_m\": 3.2", "\"plane_m\": 3.5") << "air.case.faceOffBox";
    QTest::newRow("no return") << QString(kHall).replace(QRegularExpression("\"returns\".*$", QRegularExpression::DotMatchesEverythingOption), "\"returns\": []}") << "air.case.noReturn";
    QTest::newRow("no supply") << QString(kHall).replace(QRegularExpression("\"supplies\".*\"returns\"", QRegularExpression::DotMatchesEverythingOption), "\"supplies\": [], \"returns\"") << "air.case.noSupply";
    QTest::newRow("sealed") << with("\"y\": [1, 1.4], \"z\": [0, 3]", "\"y\": [1, 1.4], \"z\": [0, 3]}}, {\"name\": \"block\", \"box_m\": {\"x\": [2, 2.6], \"y\": [3.2, 4], \"z\": [0, 2.1]") << "air.case.blocked";
}

void CaseFileTest::impossibleHallsAreExplained() {
    QFETCH(QString, text);
    QFETCH(QString, code);
    const ReadCase read = readText(text);
    QVERIFY(!read.hall);
    QVERIFY2(count(read.issues, qPrintable(code)) == 1, qPrintable(read.issues.empty() ? QString() : QString::fromStdString(read.issues[0].code)));
}

void CaseFileTest::coolersCloseTheCircuit() {
    QString text = QString(kHall).replace(QRegularExpression("\"supplies\".*$", QRegularExpression::DotMatchesEverythingOption),
                                          R"("coolers": [{"name": "C", "box_m": {"x": [2.6, 2.9], "y": [2, 3.2], "z": [0, 2.1]},
   "front_face": {"axis": "y", "plane_m": 2, "outward_normal": [0, -1, 0]}, "rear_face": {"axis": "y", "plane_m": 3.2, "outward_normal": [0, 1, 0]},
   "flow_m3_per_s": 0.6, "supply_temperature_C": 20}]})");
    const ReadCase read = readText(text);
    QVERIFY(read.hall);
    const Device& cooler = read.hall->airCase.devices[1];
    QVERIFY(cooler.kind == Device::Kind::Cooler && cooler.outlets[0].normal.y == -1 && cooler.supply_C == 20);
}

PLENUM_TEST(CaseFileTest)
#include "case_file_test.moc"
