// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/engine/comparison.h"

#include "tests/support/registry.h"
#include "tests/unit/twin/power/power_site.h"
#include "twin/engine/comparison_limits.h"
#include "twin/engine/engine.h"
#include "twin/exchange/comparison_document.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>

using namespace twin;
using engine::ComparisonSubject;
using plenum::test::PowerSite;

namespace {

/// Cabins of 10 kW and 1 PFLOPS each on two PDUs of 25 kW, one a side; nothing is lost on the way.
Site cabins(int count, double precision = static_cast<double>(Precision::FP16), bool sideB = true) {
    PowerSite site;
    std::vector<Id> racks;
    for (int i = 0; i < count; ++i)
        racks.push_back(site.add(Kind::ComputeCabin, "Cabin " + std::to_string(i + 1), {{Param::PowerAllocated, 10e3}, {Param::Compute, 1e15}, {Param::Precision, precision}}));
    for (int side = 0; side < (sideB ? 2 : 1); ++side) {
        const std::string name = side == 0 ? "A" : "B";
        const Id utility = site.add(Kind::UtilityFeed, "Utility " + name, {{Param::Side, side + 1.0}});
        const Id pdu = site.add(Kind::Pdu, "PDU " + name, {{Param::Side, side + 1.0}, {Param::Voltage, 400}, {Param::PowerFactor, 1}, {Param::UsableShare, 1}, {Param::Current, 25e3 / (std::sqrt(3.0) * 400)}});
        site.join(utility, "out", pdu, "in");
        for (const Id rack : racks) site.join(pdu, "out", rack, side == 0 ? "feed1" : "feed2");
    }
    Item room;
    room.id = Id{77};
    room.kind = Kind::Room;
    room.name = "Power room";
    room.points = {{50, 0, 0}, {60, 0, 0}, {60, 4, 0}, {50, 4, 0}};
    room.values.set(Param::RoomPurpose, static_cast<double>(RoomPurpose::Power));
    site.site.items(Kind::Room).add({room});
    return site.site;
}

ComparisonSubject solved(const char* name, const Site& site, const Conditions& conditions = {}) {
    engine::SolveOptions options;
    options.fidelity = Fidelity::Coarse;
    return {newId(), name, "Project", engine::solve(std::make_shared<const Site>(site), conditions, options)};
}

void near(const Comparison& comparison, const char* key, std::size_t subject, double expected) {
    const ComparisonRow* row = comparison.row(key);
    QVERIFY2(row != nullptr, key);
    const double value = row->values.at(subject).value;
    QVERIFY2(std::abs(value - expected) <= 1e-9 * std::max(std::abs(expected), 1e-6), qPrintable(QString("%1: %2, expected %3").arg(key).arg(value, 0, 'g', 17).arg(expected, 0, 'g', 17)));
}

bool differs(const Comparison& comparison, const std::string& key) {
    for (const ComparisonBasis& basis : comparison.basis)
        if (basis.key == key) return basis.differs;
    return false;
}

QString plain(const Text& text) { return QString::fromStdString(english(text)).replace(QChar(0xA0), ' ').replace(QChar(0x2009), ' '); }

/// Item with this id on a site of racks with one given inlet each; NaN = none.
Frame inlets(const std::vector<std::pair<Id, double>>& racks) {
    Site site;
    Frame frame;
    std::vector<Item> items;
    for (const auto& [id, inlet_C] : racks) {
        Item item;
        item.id = id;
        item.name = "R";
        items.push_back(item);
    }
    site.items(Kind::Rack).add(items);
    frame.site = std::make_shared<const Site>(site);
    for (std::size_t i = 0; i < racks.size(); ++i) frame.column(Kind::Rack, Quantity::InletTemperature).values[i] = racks[i].second;
    return frame;
}

}  // namespace

class ComparisonTest : public QObject {
    Q_OBJECT
  private slots:
    void differenceOfFramesByHand();
    void figuresByHand();
    void overloadAfterLossIsNotSupportable();
    void loneSideIsNotSupportableAtTwoN();
    void limitsCountEachFailure();
    void extensiveFiguresAreBroughtToOneCompute();
    void otherConditionsGiveNoVerdict();
    void otherPrecisionGivesNoVerdict();
    void mixedPrecisionsDoNotAddUnlessOneIsChosen();
    void tokensNeedAStatedFigure();
    void everyNumberHasADerivation();
    void computeThatNobodyStatesIsNotNought();
    void documentHoldsTheTable();
    void writesTheCommittedSchema();
};

void ComparisonTest::differenceOfFramesByHand() {
    const double none = std::numeric_limits<double>::quiet_NaN();
    const Frame a = inlets({{Id{1}, 22}, {Id{2}, 24}, {Id{3}, none}, {Id{4}, 20}});
    const Frame b = inlets({{Id{9}, 30}, {Id{2}, 23}, {Id{1}, 25.5}, {Id{3}, 20}});
    const auto change = difference(a, b, Quantity::InletTemperature);
    QCOMPARE(change.size(), std::size_t{2});  // 3 had none before, 4 is gone, 9 is new
    QCOMPARE(change.at(Id{1}), 3.5);
    QCOMPARE(change.at(Id{2}), -1.0);
    QVERIFY(difference(a, b, Quantity::LiquidFlow).empty());
    QVERIFY(differenceUnit(Unit::Temperature) == Unit::TemperatureDifference);
}

void ComparisonTest::figuresByHand() {
    ComparisonInputs inputs;
    inputs.tokens_s_PFLOPS = 50;
    inputs.utilisation = 0.5;
    const auto comparison = engine::compare({solved("Two", cabins(2)), solved("One", cabins(1))}, inputs);
    near(comparison, "space_m2", 0, 40);
    near(comparison, "installed_FLOPS", 0, 2e15);
    near(comparison, "supportable_FLOPS", 0, 2e15);
    near(comparison, "racks", 0, 2);
    near(comparison, "it_power_W", 0, 20e3);
    near(comparison, "pue", 0, 1);
    near(comparison, "worst_feed_after_loss", 0, 0.8);  // 20 kW on 25 kW
    near(comparison, "worst_feed_after_loss", 1, 0.4);
    near(comparison, "it_density_W_m2", 0, 500);
    near(comparison, "compute_per_facility_FLOPS_W", 0, 1e11);         // 2 PFLOPS on 20 kW: 100 PFLOPS/MW
    near(comparison, "spcf_cooling_W", 0, 1.2 * 20e3 / 3);             // (3)
    near(comparison, "spcf_power_W", 0, 1.85 * (20e3 + 8e3) / 0.95);   // (4)
    near(comparison, "compute_per_installed_FLOPS_W", 0, 2e15 / (1.85 * 28e3 / 0.95));
    near(comparison, "tokens_per_s_W", 0, 2 * 50 * 0.5 / 20e3);
    QCOMPARE(comparison.row("it_power_W")->values[1].difference, -10e3);
    QCOMPARE(comparison.row("worst_feed_after_loss")->better, 1);
    QVERIFY(std::isnan(comparison.row("worst_inlet_C")->values[0].value));
    QCOMPARE(comparison.row("worst_inlet_C")->better, -1);
    QVERIFY(formatDifference(*comparison.row("it_density_W_m2"), -250) == "−0.25\u00A0kW/m²");
    QVERIFY(!differs(comparison, "redundancy") && differs(comparison, "compute"));
}

void ComparisonTest::overloadAfterLossIsNotSupportable() {
    ComparisonInputs inputs;
    const auto three = solved("Three", cabins(3));  // 30 kW on one PDU of 25 kW
    auto comparison = engine::compare({three, solved("Two", cabins(2))}, inputs);
    near(comparison, "worst_feed_after_loss", 0, 1.2);
    near(comparison, "supportable_FLOPS", 0, 0);
    near(comparison, "supportable_racks", 0, 0);
    near(comparison, "supportable_racks", 1, 2);
    QCOMPARE(comparison.row("supportable_FLOPS")->better, 1);
    QCOMPARE(comparison.row("installed_FLOPS")->better, 0);
    QCOMPARE(plain(comparison.row("supportable_racks")->values[0].reason), QString("beyond a limit: 3 feed after loss of a side"));
    inputs.redundancy = ComparisonInputs::Redundancy::N;
    comparison = engine::compare({three}, inputs);
    near(comparison, "supportable_racks", 0, 3);
}

void ComparisonTest::loneSideIsNotSupportableAtTwoN() {
    const auto comparison = engine::compare({solved("2N", cabins(2)), solved("N", cabins(2, 4, false))});
    near(comparison, "supportable_racks", 0, 2);
    near(comparison, "supportable_racks", 1, 0);
    for (const ComparisonBasis& basis : comparison.basis)
        if (std::string_view(basis.key) == "redundancy") QCOMPARE(plain(basis.values[1]), QString("N: no rack outlives the loss of a side"));
    QVERIFY(differs(comparison, "redundancy"));
}

void ComparisonTest::limitsCountEachFailure() {
    Site site = cabins(2);
    Item first = site.items(Kind::ComputeCabin)[0];
    first.parent = Id{77};
    site.items(Kind::ComputeCabin).replace(first);
    Frame frame = *solved("Two", site).frame;
    ComparisonInputs inputs;
    QCOMPARE(engine::supportable(frame, inputs).within, std::size_t{2});
    QCOMPARE(engine::supportable(frame, inputs).unchecked, std::size_t{2});
    frame.column(Kind::ComputeCabin, Quantity::AirMargin).values = {-3, 1};
    frame.column(Kind::ComputeCabin, Quantity::FloorLoad).values = {12001, 20000};  // the room carries 12 kN/m²; no room: no limit
    const auto limits = engine::supportable(frame, inputs);
    QCOMPARE(limits.within, std::size_t{1});
    QCOMPARE(limits.failing[static_cast<std::size_t>(engine::Limit::Inlet)], std::size_t{1});
    QCOMPARE(limits.failing[static_cast<std::size_t>(engine::Limit::Floor)], std::size_t{1});
    frame.column(Kind::ComputeCabin, Quantity::FloorLoad).values = {12000, 20000};
    inputs.inlet = ComparisonInputs::Inlet::Allowable;  // A2: 35 °C instead of 27 °C
    QCOMPARE(engine::supportable(frame, inputs).within, std::size_t{2});
    frame.column(Kind::ComputeCabin, Quantity::AirMargin).values = {-8.01, 1};
    QCOMPARE(engine::supportable(frame, inputs).within, std::size_t{1});
}

void ComparisonTest::extensiveFiguresAreBroughtToOneCompute() {
    const auto comparison = engine::compare({solved("Two", cabins(2)), solved("One", cabins(1))});
    const ComparisonRow& space = *comparison.row("space_m2");  // the same room for half the compute
    QCOMPARE(space.values[1].atSameCompute, 80.0);
    QCOMPARE(space.better, 0);
    QVERIFY(plain(space.restsOn).contains("2.0 PFLOPS"));
    const ComparisonRow& it = *comparison.row("it_power_W");  // 10 kW a PFLOPS in both
    QCOMPARE(it.values[1].atSameCompute, 20e3);
    QCOMPARE(it.better, -1);
    QCOMPARE(plain(it.restsOn), QString("equal"));
}

void ComparisonTest::otherConditionsGiveNoVerdict() {
    Conditions half;
    half.loadTraining = 0.5;
    const auto comparison = engine::compare({solved("Full", cabins(2)), solved("Half", cabins(2), half)});
    QVERIFY(differs(comparison, "load_training"));
    QCOMPARE(comparison.row("worst_feed_after_loss")->better, -1);
    QCOMPARE(plain(comparison.row("worst_feed_after_loss")->restsOn), QString("the conditions differ"));
}

void ComparisonTest::otherPrecisionGivesNoVerdict() {
    const auto comparison = engine::compare({solved("FP16", cabins(2)), solved("FP8", cabins(2, static_cast<double>(Precision::FP8)))});
    QVERIFY(differs(comparison, "precision"));
    for (const char* key : {"installed_FLOPS", "space_m2", "compute_per_facility_FLOPS_W"}) QCOMPARE(comparison.row(key)->better, -1);
}

void ComparisonTest::mixedPrecisionsDoNotAddUnlessOneIsChosen() {
    Site site = cabins(2);
    Item second = site.items(Kind::ComputeCabin)[1];
    second.values.set(Param::Precision, static_cast<double>(Precision::FP8));
    site.items(Kind::ComputeCabin).replace(second);
    const auto subject = solved("Mixed", site);
    ComparisonInputs inputs;
    QVERIFY(std::isnan(engine::compare({subject}, inputs).row("installed_FLOPS")->values[0].value));
    inputs.precision = Precision::FP8;
    near(engine::compare({subject}, inputs), "installed_FLOPS", 0, 1e15);
}

void ComparisonTest::tokensNeedAStatedFigure() {
    const auto comparison = engine::compare({solved("Two", cabins(2))});
    const ComparisonValue& value = comparison.row("tokens_per_s_W")->values[0];
    QVERIFY(std::isnan(value.value));
    QCOMPARE(plain(value.reason), QString("no tokens a second are stated for the comparison"));
}

void ComparisonTest::everyNumberHasADerivation() {
    ComparisonInputs inputs;
    inputs.tokens_s_PFLOPS = 50;
    const auto comparison = engine::compare({solved("Two", cabins(2)), solved("One", cabins(1)), solved("Three", cabins(3))}, inputs);
    QCOMPARE(comparison.layout.size(), std::size_t{2});
    for (const ComparisonRow& row : comparison.rows) {
        QCOMPARE(row.values.size(), std::size_t{3});
        QVERIFY2(!row.restsOn.empty(), row.key);
        for (const ComparisonValue& value : row.values) {
            QVERIFY2(!std::isfinite(value.value) || (!value.derivation.equation.empty() && !value.derivation.source.empty()), row.key);
            QVERIFY2(std::isfinite(value.value) || !value.reason.empty(), row.key);
        }
    }
}

void ComparisonTest::computeThatNobodyStatesIsNotNought() {
    Site silent = cabins(2);
    const auto quiet = [&](Id id) {
        Item item = *silent.find(id);
        item.values.set(Param::Compute, 0);
        silent.items(item.kind).replace(item);
    };
    std::vector<Id> ids;
    silent.items(Kind::ComputeCabin).forEach([&](const Item& item) { ids.push_back(item.id); });
    for (const Id id : ids) quiet(id);
    const auto comparison = engine::compare({solved("Silent", silent), solved("One", cabins(1))});
    for (const char* key : {"compute_per_facility_FLOPS_W", "compute_per_installed_FLOPS_W"}) {
        const ComparisonRow* row = comparison.row(key);
        QVERIFY2(row != nullptr, key);
        int compute = 0;
        for (std::size_t subject = 0; subject < 2; ++subject)
            for (const auto& input : row->values[subject].derivation.inputs)
                if (input.unit == Unit::Compute) {
                    ++compute;
                    QVERIFY2(std::isfinite(input.value) == (subject == 1), key);
                    QVERIFY(subject == 1 || english(input.source) == "no rack states its compute");
                }
        QCOMPARE(compute, 2);
    }
}

void ComparisonTest::documentHoldsTheTable() {
    const auto comparison = engine::compare({solved("Two", cabins(2)), solved("One", cabins(1))});
    QJsonParseError error;
    const QJsonObject root = QJsonDocument::fromJson(QByteArray::fromStdString(writeComparison(comparison)), &error).object();
    QCOMPARE(error.error, QJsonParseError::NoError);
    const QJsonArray rows = root["rows"].toArray();
    QCOMPARE(static_cast<std::size_t>(rows.size()), comparison.rows.size());
    for (qsizetype r = 0; r < rows.size(); ++r) {
        const ComparisonRow& row = comparison.rows[static_cast<std::size_t>(r)];
        const QJsonObject written = rows.at(r).toObject();
        QCOMPARE(written["key"].toString(), QString(row.key));
        QCOMPARE(written["better"].toInt(-1), row.better);
        for (qsizetype i = 0; i < 2; ++i) {
            const QJsonObject value = written["values"].toArray().at(i).toObject();
            const double expected = row.values[static_cast<std::size_t>(i)].value;
            QCOMPARE(value.contains("value"), std::isfinite(expected));
            if (std::isfinite(expected)) QCOMPARE(value["value"].toDouble(), expected);
        }
    }
    const QJsonObject layout = root["layout"].toArray().first().toObject();
    QCOMPARE(layout["subject"].toInt(), 1);
    QCOMPARE(static_cast<std::size_t>(layout["differences"].toArray().size()), comparison.layout[0].differences.size());
}

void ComparisonTest::writesTheCommittedSchema() {
    QFile file(PLENUM_SOURCE_DIR "/resources/schema/plenum-comparison-1.schema.json");
    if (qEnvironmentVariableIsSet("PLENUM_WRITE_SCHEMA")) {
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::fromStdString(comparisonSchema()));
        file.close();
    }
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY2(file.readAll().toStdString() == comparisonSchema(), "the tables changed: run this test once with PLENUM_WRITE_SCHEMA=1 and commit the file");
}

PLENUM_TEST(ComparisonTest)
#include "comparison_test.moc"
