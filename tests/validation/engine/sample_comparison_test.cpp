// SPDX-License-Identifier: GPL-3.0-or-later
// The comparison of the shipped sample against the result documents of its variants, read object by object, and its
// layout differences carried out one by one.
#include "tests/support/registry.h"
#include "tests/validation/engine/result_objects.h"
#include "twin/engine/comparison.h"
#include "twin/engine/engine.h"
#include "twin/exchange/layout_document.h"
#include "twin/exchange/result_document.h"

#include <QFile>

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <set>

using namespace twin;
using plenum::test::Object;
using plenum::test::ResultObjects;

namespace {

bool isSource(Kind kind) { return kind == Kind::UtilityFeed || kind == Kind::Generator || kind == Kind::PvArray; }
bool isLoad(Kind kind) { return isCompute(kind) || spec(kind).group == KindGroup::Air || spec(kind).group == KindGroup::Liquid; }

template <class T>
std::vector<T> byId(const Table<T>& table) {
    auto list = table.flat();
    std::sort(list.begin(), list.end(), [](const T& a, const T& b) { return a.id < b.id; });
    return list;
}

}  // namespace

class SampleComparisonTest : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase();
    void figuresEqualTheResultDocuments();
    void supportableRacksEqualTheObjects();
    void differencesCarriedOutGiveTheVariant();

  private:
    void same(const char* key, std::size_t subject, double expected) {
        const double value = m_comparison.row(key)->values[subject].value;
        QVERIFY2(std::abs(value - expected) <= 1e-12 * std::max(std::abs(expected), 1.0), qPrintable(QString("%1 of %2: %3, document %4").arg(key).arg(subject).arg(value, 0, 'g', 17).arg(expected, 0, 'g', 17)));
    }
    Project m_project;
    std::vector<std::unique_ptr<ResultObjects>> m_results;
    Comparison m_comparison;
};

void SampleComparisonTest::initTestCase() {
    QFile file(QString(PLENUM_SOURCE_DIR) + "/resources/samples/retrofit-or-new.json");
    QVERIFY(file.open(QIODevice::ReadOnly));
    auto layout = readLayout(file.readAll().toStdString(), "retrofit-or-new");
    QVERIFY(layout.project.has_value());
    m_project = std::move(*layout.project);
    std::vector<engine::ComparisonSubject> subjects;
    for (const Variant& variant : m_project.variants) {
        engine::SolveOptions options;
        options.fidelity = Fidelity::Coarse;
        const auto frame = engine::solve(std::make_shared<const Site>(variant.site), m_project.conditions, options);
        subjects.push_back({variant.id, variant.name, m_project.name, frame});
        m_results.push_back(std::make_unique<ResultObjects>(variant.site, writeResult(*frame, variant.name)));
    }
    QCOMPARE(subjects.size(), std::size_t{3});
    m_comparison = engine::compare(subjects);
}

void SampleComparisonTest::figuresEqualTheResultDocuments() {
    for (std::size_t i = 0; i < m_results.size(); ++i) {
        const ResultObjects& result = *m_results[i];
        double it_W = 0, facility_W = 0, after = 0, margin_Pa = INFINITY, flops = 0, allocated_W = 0;
        for (const Object& object : result.objects) {
            const Site& site = m_project.variants[i].site;
            it_W += object.value("it_power_W");
            if (isSource(object.item->kind)) facility_W += object.value("power_out_W");
            if (object.has("load_after_loss") && !isLoad(object.item->kind) && object.item->kind != Kind::Generator) after = std::max(after, object.value("load_after_loss"));
            if (object.has("pressure_margin_Pa")) margin_Pa = std::min(margin_Pa, object.value("pressure_margin_Pa"));
            if (isCompute(object.item->kind)) flops += site.value(*object.item, Param::Compute), allocated_W += site.value(*object.item, Param::PowerAllocated);
        }
        same("it_power_W", i, it_W);
        same("pue", i, facility_W / it_W);
        same("worst_feed_after_loss", i, after);
        if (std::isfinite(margin_Pa)) same("loop_margin_Pa", i, margin_Pa);
        if (flops > 0) {
            same("installed_FLOPS", i, flops);
            same("compute_per_facility_FLOPS_W", i, flops / facility_W);
        } else {
            QVERIFY(std::isnan(m_comparison.row("installed_FLOPS")->values[i].value));
        }
        double area_m2 = 0;
        m_project.variants[i].site.items(Kind::Room).forEach([&](const Item& room) { area_m2 += outlineArea_m2(room.points); });
        same("space_m2", i, area_m2);
        same("it_density_W_m2", i, allocated_W / area_m2);
        for (const auto& figure : result.document["key_figures"])
            for (const char* key : {"pue", "it_power_W", "worst_inlet_C", "loop_margin_Pa", "spcf_power_W", "spcf_cooling_W", "space_m2"})
                if (figure["key"] == key && figure.contains("value")) same(key, i, figure["value"].get<double>());
    }
}

void SampleComparisonTest::supportableRacksEqualTheObjects() {
    for (std::size_t i = 0; i < m_results.size(); ++i) {
        const ResultObjects& result = *m_results[i];
        const Site& site = m_project.variants[i].site;
        std::map<Id, std::vector<Id>> feeds;
        result.eachConnection(Medium::Power, [&](const Connection& link) { feeds[link.to].push_back(link.from); });
        int within = 0;
        for (const Object& object : result.objects) {
            if (!isCompute(object.item->kind)) continue;
            bool fine = object.value("feed_a_W") > 0 && object.value("feed_b_W") > 0 && object.value("air_margin_K") >= 0;
            if (site.value(*object.item, Param::LiquidShare) > 0) fine = fine && object.has("flow_margin") && object.value("flow_margin") >= -1e-6;
            if (const Item* room = roomOf(site, *object.item)) fine = fine && object.value("floor_load_Pa") <= site.value(*room, Param::FloorLoad);
            std::set<Id> seen;
            std::vector<Id> open{object.item->id};
            while (!open.empty()) {
                const Id at = open.back();
                open.pop_back();
                for (const Id above : feeds[at]) {
                    fine = fine && result.of(above).value("load_fraction") <= 1 && result.of(above).value("load_after_loss") <= 1;
                    if (seen.insert(above).second) open.push_back(above);
                }
            }
            within += fine;
        }
        QVERIFY(within > 0);
        same("supportable_racks", i, within);
    }
}

void SampleComparisonTest::differencesCarriedOutGiveTheVariant() {
    for (const LayoutComparison& layout : m_comparison.layout) {
        Project project = m_project;
        for (const LayoutDifference& each : layout.differences) {
            const PendingEdit pending = execute(project.variants[layout.subject], project.variants[0], each);
            QVERIFY2(pending.issues.empty(), pending.issues.empty() ? "" : english(pending.issues[0].text).c_str());
            const Issues issues = apply(project, pending.edit);
            QVERIFY2(issues.empty(), issues.empty() ? "" : english(issues[0].text).c_str());
        }
        const Site &made = project.variants[0].site, &wanted = project.variants[layout.subject].site;
        for (std::size_t k = 0; k < kKindCount; ++k) QVERIFY(byId(made.items(static_cast<Kind>(k))) == byId(wanted.items(static_cast<Kind>(k))));
        QVERIFY(byId(made.connections()) == byId(wanted.connections()));
    }
}

PLENUM_TEST(SampleComparisonTest)
#include "sample_comparison_test.moc"
