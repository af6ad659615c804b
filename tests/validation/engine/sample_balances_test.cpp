// SPDX-License-Identifier: GPL-3.0-or-later
// Mass and energy of every shipped sample, recomputed from what the result document says of each object; the engine's
// own totals and balances are not read.
#include "tests/support/registry.h"
#include "tests/validation/engine/result_objects.h"
#include "twin/engine/engine.h"
#include "twin/exchange/layout_document.h"
#include "twin/exchange/result_document.h"
#include "twin/model/generate.h"

#include <QDir>
#include <QFile>

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>

using namespace twin;
using plenum::test::Object;
using plenum::test::ResultObjects;

namespace {

constexpr double kTolerance = 1e-6;  // relative; the limit that the product states

std::string solved(const Site& site, const Conditions& conditions, Fidelity fidelity, int threads) {
    engine::SolveOptions options;
    options.fidelity = fidelity;
    options.threads = threads;
    return writeResult(*engine::solve(std::make_shared<const Site>(site), conditions, options), "x");
}

void compare(const char* what, double in, double out) {
    const double scale = std::max({std::abs(in), std::abs(out), 1e-9});
    QVERIFY2(std::abs(in - out) <= kTolerance * scale, qPrintable(QString("%1: %2 and %3, relative %4").arg(what).arg(in, 0, 'f', 3).arg(out, 0, 'f', 3).arg(std::abs(in - out) / scale, 0, 'e', 2)));
}

bool isSource(Kind kind) { return kind == Kind::UtilityFeed || kind == Kind::Generator || kind == Kind::PvArray; }
bool rejects(Kind kind) { return kind == Kind::DryCooler || kind == Kind::CoolingTower || kind == Kind::Chiller; }

}  // namespace

class SampleBalancesTest : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase();
    void convergesWithoutErrors_data() { variants(); }
    void convergesWithoutErrors();
    void utilityFeedsComputersCoolingAndLosses_data() { variants(); }
    void utilityFeedsComputersCoolingAndLosses();
    void everyPowerObjectGivesWhatItTakes_data() { variants(); }
    void everyPowerObjectGivesWhatItTakes();
    void heatOfComputersLeavesByAirOrLiquid_data() { variants(); }
    void heatOfComputersLeavesByAirOrLiquid();
    void coolersTakeWhatTheHallGets_data() { variants(); }
    void coolersTakeWhatTheHallGets();
    void airCarriesTheHeat_data() { variants(); }
    void airCarriesTheHeat();
    void coolantIsConservedWherePipesMeet_data() { variants(); }
    void coolantIsConservedWherePipesMeet();
    void coolantCarriesTheHeatOfTheColdPlates_data() { variants(); }
    void coolantCarriesTheHeatOfTheColdPlates();
    void facilityWaterBringsAllHeatOut_data() { variants(); }
    void facilityWaterBringsAllHeatOut();
    void whatComesInGoesToTheAmbient_data() { variants(); }
    void whatComesInGoesToTheAmbient();
    void oneAndTwoThreadsGiveTheSameBytes_data() { variants(); }
    void oneAndTwoThreadsGiveTheSameBytes();

  private:
    struct Case {
        QString name;
        Site site;
        Conditions conditions;
        std::unique_ptr<ResultObjects> result;  // coarse, solved when first asked for
    };
    void variants();
    const ResultObjects& current();
    std::vector<Case> m_cases;
};

void SampleBalancesTest::initTestCase() {
    const QDir folder(QString(PLENUM_SOURCE_DIR) + "/resources/samples");
    for (const QString& name : folder.entryList({"*.json"}, QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto layout = readLayout(file.readAll().toStdString(), name.toStdString());
        QVERIFY2(layout.project.has_value(), qPrintable(name));
        for (const Variant& variant : layout.project->variants)
            m_cases.push_back({name.chopped(5) + ": " + QString::fromStdString(variant.name), variant.site, layout.project->conditions, {}});
    }
    QVERIFY2(m_cases.size() >= 7, "the samples were not found");
    for (int racks : {8, 60}) {
        const Project generated = generateSite(racks, 1);
        m_cases.push_back({QString("generated, %1 racks").arg(racks), generated.variants.front().site, generated.conditions, {}});
    }
}

void SampleBalancesTest::variants() {
    QTest::addColumn<int>("at");
    for (std::size_t i = 0; i < m_cases.size(); ++i) QTest::newRow(qPrintable(m_cases[i].name)) << static_cast<int>(i);
}

const ResultObjects& SampleBalancesTest::current() {
    const int at = *static_cast<int*>(QTest::qData("at", qMetaTypeId<int>()));
    Case& one = m_cases[static_cast<std::size_t>(at)];
    if (!one.result) one.result = std::make_unique<ResultObjects>(one.site, solved(one.site, one.conditions, Fidelity::Coarse, 2));
    return *one.result;
}

void SampleBalancesTest::convergesWithoutErrors() {
    const ResultObjects& result = current();
    QCOMPARE(result.document["report"]["status"].get<std::string>(), std::string("converged"));
    for (const auto& issue : result.document["issues"])
        QVERIFY2(issue["severity"] != "error", issue["text"].get<std::string>().c_str());
}

void SampleBalancesTest::utilityFeedsComputersCoolingAndLosses() {
    double given = 0, taken = 0, it = 0;
    for (const Object& object : current().objects) {
        if (isSource(object.item->kind)) given += object.value("power_out_W");
        it += object.value("it_power_W");
        taken += object.value("it_power_W") + object.value("electric_power_W") + object.value("loss_W");
    }
    QVERIFY(it > 1e5);
    compare("sources and loads", given, taken);
}

void SampleBalancesTest::everyPowerObjectGivesWhatItTakes() {
    const ResultObjects& result = current();
    std::map<Id, int> inputs;
    result.eachConnection(Medium::Power, [&](const Connection& link) { ++inputs[link.to]; });
    std::map<Id, double> below;          // what hangs on an object, where each of it has one input or states its sides
    std::map<Id, bool> complete;
    result.eachConnection(Medium::Power, [&](const Connection& link) {
        complete.emplace(link.from, true);
        if (inputs[link.to] == 1) {
            below[link.from] += result.of(link.to).value("power_in_W");
        } else {
            complete[link.from] = false;
        }
    });
    int checked = 0;
    for (const Object& object : result.objects) {
        if (object.has("power_out_W") && !isSource(object.item->kind))
            compare(object.item->name.c_str(), object.value("power_in_W"), object.value("power_out_W") + object.value("loss_W"));
        if (isCompute(object.item->kind)) {
            compare(object.item->name.c_str(), object.value("power_in_W"), object.value("feed_a_W") + object.value("feed_b_W"));
            compare(object.item->name.c_str(), object.value("power_in_W"), object.value("it_power_W"));
        }
        if (const auto found = complete.find(object.item->id); found != complete.end() && found->second && object.value("power_out_W") > 0) {
            compare(object.item->name.c_str(), object.value("power_out_W"), below[object.item->id]);
            ++checked;
        }
    }
    QVERIFY(checked > 0);
    // A load with several inputs takes the same from each: what each side gives in all is what the computers took of it.
    double feedA = 0, feedB = 0, it = 0;
    for (const Object& object : result.objects) feedA += object.value("feed_a_W"), feedB += object.value("feed_b_W"), it += object.value("it_power_W");
    compare("feeds and IT", feedA + feedB, it);
}

void SampleBalancesTest::heatOfComputersLeavesByAirOrLiquid() {
    for (const Object& object : current().objects)
        if (isCompute(object.item->kind)) compare(object.item->name.c_str(), object.value("it_power_W"), object.value("heat_to_air_W") + object.value("heat_to_liquid_W"));
}

void SampleBalancesTest::coolersTakeWhatTheHallGets() {
    const ResultObjects& result = current();
    double given = 0, taken = 0;
    for (const Object& object : result.objects) {
        const Kind kind = object.item->kind;
        if (isCompute(kind) && object.has("air_flow_m3_s")) given += object.value("heat_to_air_W");
        if (object.has("loss_W") && !object.has("heat_rejected_W")) given += object.value("loss_W");  // stands in a hall
        if ((kind == Kind::Cdu || kind == Kind::Pump) && object.value("heat_rejected_W") == 0) given += object.value("electric_power_W") - object.hydraulic_W();
        if (isAirUnit(kind)) taken += object.value("cooling_load_W");
    }
    if (given > 0 || taken > 0) compare("hall air", given, taken);
}

void SampleBalancesTest::airCarriesTheHeat() {
    const ResultObjects& result = current();
    double heatCapacity = 0, coolers = 0, computers = 0;  // ρ c_p as the first running cooler has it, J/(m³ K)
    for (const Object& object : result.objects) {
        const double flow = object.value("air_flow_m3_s"), rise = object.value("outlet_C") - object.value("inlet_C");
        if (isAirUnit(object.item->kind) && object.value("cooling_load_W") > 1) {
            const double each = object.value("cooling_load_W") / (-rise * flow);
            if (heatCapacity == 0) heatCapacity = each;
            QVERIFY2(std::abs(each - heatCapacity) < 1e-5 * heatCapacity, object.item->name.c_str());
            coolers += -rise * flow;
        } else if (isCompute(object.item->kind)) {
            computers += rise * flow;
        }
    }
    if (heatCapacity == 0) return;
    QVERIFY2(heatCapacity > 900 && heatCapacity < 1300, qPrintable(QString::number(heatCapacity)));
    compare("air by flow and temperature", heatCapacity * computers, heatCapacity * coolers);
}

void SampleBalancesTest::coolantIsConservedWherePipesMeet() {
    const ResultObjects& result = current();
    int checked = 0;
    for (const auto& junction : result.junctions()) {
        if (!junction.complete || junction.in_m3_s + junction.out_m3_s == 0) continue;
        compare(junction.name.c_str(), junction.in_m3_s, junction.out_m3_s);
        ++checked;
    }
    bool liquid = false;
    for (const Object& object : result.objects) liquid = liquid || object.value("liquid_flow_m3_s") > 0;
    QVERIFY(!liquid || checked > 0);
}

void SampleBalancesTest::coolantCarriesTheHeatOfTheColdPlates() {
    const ResultObjects& result = current();
    struct Loop {
        double plates_W = 0, cdus_W = 0, rackFlow = 0, cduFlow = 0, carried = 0;  // flows m³/s; carried Σ V ΔT, m³ K/s
    };
    std::map<int, Loop> loops;
    for (const Object& object : result.objects) {
        if (isCompute(object.item->kind) && object.value("liquid_flow_m3_s") > 0) {
            Loop& loop = loops[result.loopOf(object.item->id, "tcs_in")];
            loop.plates_W += object.value("heat_to_liquid_W");
            loop.rackFlow += object.value("liquid_flow_m3_s");
            loop.carried += object.value("liquid_flow_m3_s") * (object.value("liquid_return_C") - object.value("liquid_supply_C"));
        } else if (object.item->kind == Kind::Cdu && object.value("liquid_flow_m3_s") > 0) {
            Loop& loop = loops[result.loopOf(object.item->id, "tcs_return")];
            loop.cdus_W += object.value("cooling_load_W") - object.hydraulic_W();
            loop.cduFlow += object.value("liquid_flow_m3_s");
        }
    }
    for (const auto& [id, loop] : loops) {
        compare("cold plates and CDUs", loop.plates_W, loop.cdus_W);
        compare("flow of racks and CDUs", loop.rackFlow, loop.cduFlow);
        const double heatCapacity = loop.plates_W / loop.carried;
        QVERIFY2(heatCapacity > 3.7e6 && heatCapacity < 4.25e6, qPrintable(QString::number(heatCapacity)));  // PG25 … water
        for (const Object& object : result.objects) {
            if (!isCompute(object.item->kind) || object.value("heat_to_liquid_W") <= 0 || result.loopOf(object.item->id, "tcs_in") != id) continue;
            compare(object.item->name.c_str(), object.value("heat_to_liquid_W"), heatCapacity * object.value("liquid_flow_m3_s") * (object.value("liquid_return_C") - object.value("liquid_supply_C")));
        }
    }
}

void SampleBalancesTest::facilityWaterBringsAllHeatOut() {
    double given = 0, taken = 0;
    for (const Object& object : current().objects) {
        const Kind kind = object.item->kind;
        if (kind == Kind::Cdu) given += object.value("cooling_load_W");
        if (kind == Kind::Pump) given += object.hydraulic_W();
        if (isAirUnit(kind) && object.value("liquid_flow_m3_s") > 0) given += object.value("cooling_load_W") + object.value("electric_power_W");
        if (rejects(kind)) taken += object.value("heat_rejected_W") - object.value("electric_power_W");
    }
    if (given > 0 || taken > 0) compare("facility water", given, taken);
}

void SampleBalancesTest::whatComesInGoesToTheAmbient() {
    double given = 0, rejected = 0;
    for (const Object& object : current().objects) {
        if (isSource(object.item->kind)) given += object.value("power_out_W");
        rejected += object.value("heat_rejected_W");
        if (isCompute(object.item->kind) && !object.has("air_flow_m3_s")) rejected += object.value("heat_to_air_W");
    }
    compare("site", given, rejected);
}

void SampleBalancesTest::oneAndTwoThreadsGiveTheSameBytes() {
    QFETCH(int, at);
    const Case& one = m_cases[static_cast<std::size_t>(at)];
    for (const Fidelity fidelity : {Fidelity::Coarse, Fidelity::Fine})
        QVERIFY(solved(one.site, one.conditions, fidelity, 1) == solved(one.site, one.conditions, fidelity, 2));
}

PLENUM_TEST(SampleBalancesTest)
#include "sample_balances_test.moc"
