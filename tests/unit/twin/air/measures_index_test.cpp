// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/air/measures.h"

#include "tests/support/registry.h"

#include <algorithm>
#include <cmath>

using namespace twin;
using namespace twin::air;

class MeasuresIndexTest : public QObject {
    Q_OBJECT
  private slots:
    void coolingIndexCountsExcessInUnitsOfTheAllowance_data();
    void coolingIndexCountsExcessInUnitsOfTheAllowance();
    void coolingIndexOfMixedClassesUsesEachOwnClass();
    void returnIndexIsTheRatioOfRackFlowToSupplyFlow_data();
    void returnIndexIsTheRatioOfRackFlowToSupplyFlow();
    void heatIndicesAddUpToOneAndWeighByFlow();
    void classMetNamesTheNarrowestClass_data();
    void classMetNamesTheNarrowestClass();
    void hotSpotsComeHottestFirst();
    void whatTheDataCannotSupportIsNotShown();
};

namespace {

RackAir rack(std::string name, double flow_m3_s, double inlet_C, double outlet_C) {
    RackAir r;
    r.name = std::move(name);
    r.flow_m3_s = flow_m3_s;
    r.inlet_C = inlet_C;
    r.outlet_C = outlet_C;
    r.inletHeight_C = {inlet_C, inlet_C, inlet_C};
    return r;
}

bool near(double a, double b, double by = 1e-9) { return std::abs(a - b) <= by; }

}  // namespace

// Expected values by hand from Herrlin 2005, with the ranges of its class 1 equipment then (18–27 recommended today,
// 15–32 allowable): an inlet at the allowable limit counts 1, one at the recommended limit 0.
void MeasuresIndexTest::coolingIndexCountsExcessInUnitsOfTheAllowance_data() {
    QTest::addColumn<QList<double>>("inlets");
    QTest::addColumn<double>("high");
    QTest::addColumn<double>("low");
    QTest::addColumn<bool>("star");
    QTest::newRow("all recommended") << QList<double>{18, 20, 27} << 100.0 << 100.0 << false;
    QTest::newRow("all at the allowable limit") << QList<double>{32, 32} << 0.0 << 100.0 << false;
    QTest::newRow("one of four halfway") << QList<double>{20, 20, 20, 29.5} << 87.5 << 100.0 << false;
    QTest::newRow("beyond the limit") << QList<double>{20, 34.5} << 25.0 << 100.0 << true;
    QTest::newRow("cold") << QList<double>{16.5, 18} << 100.0 << 75.0 << false;
}

void MeasuresIndexTest::coolingIndexCountsExcessInUnitsOfTheAllowance() {
    QFETCH(QList<double>, inlets);
    QFETCH(double, high);
    QFETCH(double, low);
    QFETCH(bool, star);
    const auto index = rackCoolingIndex(std::vector<double>(inlets.begin(), inlets.end()), *findAirClass("A1"));
    QVERIFY(index);
    QVERIFY(near(index->high_pct, high) && near(index->low_pct, low));
    QCOMPARE(index->beyondAllowableHigh, star);
    QCOMPARE(index->inlets, int(inlets.size()));
}

void MeasuresIndexTest::coolingIndexOfMixedClassesUsesEachOwnClass() {
    RackAir a = rack("a", 1, 32, 40), b = rack("b", 1, 32, 40);
    b.airClass = "A4";  // (32 − 27) / (45 − 27)
    const auto index = rackCoolingIndex(std::vector<RackAir>{a, b});
    QVERIFY(index && near(index->high_pct, 100 * (1 - (1 + 5.0 / 18) / 2)));
    QVERIFY(!index->beyondAllowableHigh);
}

// Herrlin 2008: in a hall where nothing is lost RTI is the ratio of equipment flow to supply flow.
void MeasuresIndexTest::returnIndexIsTheRatioOfRackFlowToSupplyFlow_data() {
    QTest::addColumn<double>("rackFlow");
    QTest::addColumn<double>("supplyFlow");
    QTest::newRow("balanced") << 4.0 << 4.0;
    QTest::newRow("recirculation") << 5.0 << 4.0;
    QTest::newRow("bypass") << 4.0 << 8.0;
}

void MeasuresIndexTest::returnIndexIsTheRatioOfRackFlowToSupplyFlow() {
    QFETCH(double, rackFlow);
    QFETCH(double, supplyFlow);
    const double heat = 40e3, rhoCp = 1.2 * 1005;
    const std::vector<RackAir> racks{rack("a", 0.4 * rackFlow, 20, 20 + heat / (rhoCp * rackFlow)), rack("b", 0.6 * rackFlow, 23, 23 + heat / (rhoCp * rackFlow))};
    CoolerAir one{"one", 0.25 * supplyFlow, 18, 18 + heat / (rhoCp * supplyFlow)}, two = one;
    two.flow_m3_s = 0.75 * supplyFlow;
    CoolerAir off{"off", 0, std::nullopt, std::nullopt};
    const auto index = returnTemperatureIndex_pct(racks, {one, two, off});
    QVERIFY(index && near(*index, 100 * rackFlow / supplyFlow, 1e-9));
}

// By hand: δQ ∝ 1·(22−18) + 3·(18−18) = 4; Q + δQ ∝ 1·(34−18) + 3·(28−18) = 46.
void MeasuresIndexTest::heatIndicesAddUpToOneAndWeighByFlow() {
    const auto index = heatIndices({rack("a", 1, 22, 34), rack("b", 3, 18, 28), rack("off", 0, 99, 99)}, 18);
    QVERIFY(index);
    QVERIFY(near(index->shi, 4.0 / 46));
    QVERIFY(near(index->shi + index->rhi, 1));
}

void MeasuresIndexTest::classMetNamesTheNarrowestClass_data() {
    QTest::addColumn<double>("coldest");
    QTest::addColumn<double>("hottest");
    QTest::addColumn<QString>("narrowest");
    QTest::addColumn<bool>("own");
    QTest::newRow("A1") << 18.0 << 27.0 << "A1" << true;
    QTest::newRow("A2") << 20.0 << 33.0 << "A2" << false;
    QTest::newRow("A3") << 6.0 << 30.0 << "A3" << false;
    QTest::newRow("A4") << 20.0 << 44.0 << "A4" << false;
    QTest::newRow("none") << 20.0 << 46.0 << "" << false;
}

void MeasuresIndexTest::classMetNamesTheNarrowestClass() {
    QFETCH(double, coldest);
    QFETCH(double, hottest);
    QFETCH(QString, narrowest);
    QFETCH(bool, own);
    RackAir r = rack("r", 1, 20, 30);
    r.inletHeight_C = {coldest, (coldest + hottest) / 2, hottest};
    const auto met = classMet(r);
    QVERIFY(met);
    QCOMPARE(QString::fromUtf8(met->narrowest.data(), qsizetype(met->narrowest.size())), narrowest);
    QCOMPARE(met->own, own);
    QVERIFY(near(met->marginHigh_K, 32 - hottest));
    const auto all = measure({r}, {});
    QCOMPARE(std::any_of(all.issues.begin(), all.issues.end(), [](const Issue& i) { return i.code == "air.rackBeyondClass"; }), !own);
}

void MeasuresIndexTest::hotSpotsComeHottestFirst() {
    RackAir a = rack("a", 1, 20, 30), b = rack("b", 1, 20, 30);
    a.inletHeight_C = {26, 27.5, 30};
    b.inletHeight_C = {20, 20, 33};
    const auto spots = hotSpots({a, b});
    QCOMPARE(spots.size(), std::size_t(3));
    QVERIFY(spots[0].rack == 1 && spots[0].height == 2 && spots[0].beyondAllowable && near(spots[0].excess_K, 6));
    QVERIFY(spots[1].rack == 0 && spots[1].height == 2 && !spots[1].beyondAllowable);
}

void MeasuresIndexTest::whatTheDataCannotSupportIsNotShown() {
    RackAir r = rack("r", 1, 20, 30);
    r.inletHeight_C[1].reset();
    r.outlet_C = std::nan("");
    RackAir strange = rack("strange", 1, 20, 30);
    strange.airClass = "A9";
    const AirMeasures m = measure({r, strange}, {{"c", 1, 18, std::nullopt}});
    QVERIFY(!m.rci && !m.rti_pct && !m.heat && !m.return_C && m.supply_C);
    QVERIFY(!m.classes[0] && !m.classes[1]);
    int missing = 0, unknown = 0;
    for (const Issue& issue : m.issues) {
        missing += issue.code == "air.measureMissing";
        unknown += issue.code == "air.unknownClass" && issue.itemName == "strange";
    }
    QCOMPARE(missing, 3);
    QCOMPARE(unknown, 1);
}

PLENUM_TEST(MeasuresIndexTest)
#include "measures_index_test.moc"
