// SPDX-License-Identifier: GPL-3.0-or-later
// Every single and every double failure of the sample "Inference centre 500 kW" (2N with two generators), against tables
// worked by hand.
//
// Each side: utility – MV – transformer (800 kVA · 0.97 = 776 kW) – LV – ATS – main board – UPS (600 kW) – UPS output – two
// busways (800 A, 400 V, cos φ 0.98, 11.8 m · 60 µΩ/m = 0.708 mΩ). The alternate inputs of both ATS hang on one generator board
// (2 500 A · 0.97: 1 680 kW) with two generators of 1 MW. Loads: 500 kW of racks, half on either row; 10 in-row coolers of 2 kW
// and 2 pumps of 5 kW on the UPS outputs; 3 chillers of 60 kW on the main boards; every load on both sides.
//
// Losses: a busway at 125 kW carries 184.1 A, 3 · 184.1² · 0.708 mΩ = 72 W; at 250 kW 288 W. UPS, kW: 7.068 at 150, 9.917 at
// 300, 15.357 at 450, 23.053 at 600, straight between.
//     normal, a side:  UPS gives 250 + 15 + 0.144 = 265.144 and loses 9.255; with half of the chillers 364.399 from the transformer, 46.96 %
//     one UPS for all: 530.576 (88.43 %), loses 19.491; transformer with half of the chillers 640.067 (82.48 %), with all 730.067 (94.08 %)
//     a busway lost:   its twin 250 of 543.2 (46.03 %), that side's UPS 250.288 + 125.072 + 15 = 390.360 (65.06 %)
#include "app/files/project_files.h"
#include "tests/support/registry.h"
#include "twin/power/redundancy.h"

#include <algorithm>
#include <cmath>
#include <memory>

using namespace twin;
using namespace twin::power;

class SampleRedundancyTest : public QObject {
    Q_OBJECT

    Site m_site;
    std::unique_ptr<PowerPaths> m_paths;
    std::vector<double> m_demand_W;

    int at(const std::string& name) const {
        const auto& nodes = m_paths->nodes();
        for (std::size_t i = 0; i < nodes.size(); ++i)
            if (nodes[i].item->name == name) return static_cast<int>(i);
        return -1;
    }
    void compare(double value, double expected, const char* what) const { QVERIFY2(std::abs(value - expected) < 1e-4 * std::max(1.0, expected), qPrintable(QString("%1: %2, expected %3").arg(what).arg(value, 0, 'g', 9).arg(expected, 0, 'g', 9))); }

  private slots:
    void initTestCase() {
        const auto opened = plenum::files::open(PLENUM_SOURCE_DIR "/resources/samples/case-a.json");
        QVERIFY(opened.project.has_value());
        m_site = opened.project->variants.front().site;
        m_paths = std::make_unique<PowerPaths>(m_site, std::unordered_set<Id>{});
        for (const auto& node : m_paths->nodes()) {
            const bool network = node.item->name.ends_with("-01") || node.item->name.ends_with("-14");  // the first and last rack of a row
            const double power_W = node.item->kind == Kind::Rack ? (network ? 5e3 : 20e3) : node.item->kind == Kind::InRow ? 2e3 : node.item->kind == Kind::Pump ? 5e3 : node.item->kind == Kind::Chiller ? 60e3 : 0;
            m_demand_W.push_back(power_W);
        }
    }

    void everySingleFailure_data() {
        QTest::addColumn<QString>("carrier");
        QTest::addColumn<double>("load");
        QTest::addColumn<QString>("worst");
        QTest::addColumn<double>("worstLoad");
        for (const char side : {'A', 'B'}) {
            const char other = side == 'A' ? 'B' : 'A';
            const QString transformer = QStringLiteral("Transformer %1").arg(QLatin1Char(other)), ups = QStringLiteral("UPS %1").arg(QLatin1Char(other));
            const auto row = [&](const char* name, const QString& carrier, double load, const QString& worst, double worstLoad) { QTest::newRow((std::string(name) + " " + side).c_str()) << carrier << load << worst << worstLoad; };
            for (const char* name : {"Utility", "MV", "Transformer", "LV"}) row(name, QStringLiteral("Generator board"), 364.399 / 1680.09, transformer, 0.46958);
            for (const char* name : {"ATS", "Main board"}) row(name, ups, 0.88429, transformer, 0.94081);
            for (const char* name : {"UPS", "UPS output"}) row(name, transformer, 0.82483, ups, 0.88429);
            for (const char* name : {"Busway R1", "Busway R2"})
                QTest::newRow((std::string(name) + side).c_str()) << QString::fromLatin1(name) + QLatin1Char(other) << 250 / 543.164 << ups << 0.65060;
        }
        // Nothing flows through the generators while both utilities are there.
        for (const char* name : {"Generator board", "Generator 1", "Generator 2"}) QTest::newRow(name) << QStringLiteral("Transformer B") << 0.46958 << QString() << 0.46958;
    }
    void everySingleFailure() {
        QFETCH(QString, carrier);
        QFETCH(double, load);
        QFETCH(QString, worst);
        QFETCH(double, worstLoad);
        const RedundancyReport report = judgeRedundancy(*m_paths, m_demand_W);
        QCOMPARE(report.singles.size(), std::size_t{23});  // the rows of this table
        const int lost = at(QTest::currentDataTag());
        QVERIFY(lost >= 0);
        const auto failure = std::find_if(report.singles.begin(), report.singles.end(), [&](const FailureCase& each) { return each.first == lost; });
        QVERIFY(failure != report.singles.end());
        QVERIFY(failure->survived());
        QCOMPARE(failure->unserved_W, 0.0);
        compare(failure->worstLoad, worstLoad, "worst");
        if (!worst.isEmpty()) QCOMPARE(QString::fromStdString(m_paths->nodes()[static_cast<std::size_t>(failure->worstNode)].item->name), worst);
        PowerState after;
        const int gone[] = {lost};
        m_paths->solve(m_demand_W, Scenario::Normal, gone, after);
        compare(after.nodes[static_cast<std::size_t>(at(carrier.toStdString()))].load, load, "carrier");
    }

    // Of 23 · 22/2 = 253 pairs these take power away, with {ATS, main board, UPS, UPS output} the lower part of a side:
    //     lower A and lower B (16: all racks, coolers and pumps); lower part of one side and a busway of the other (2 · 4 · 2 = 16:
    //     that row); both busways of a row (2). Every other pair leaves a way: utilities of both sides go to the generators.
    void everyDoubleFailure() {
        RedundancyOptions options;
        options.pairs = true;
        const RedundancyReport report = judgeRedundancy(*m_paths, m_demand_W, options);
        QVERIFY(report.concurrentlyMaintainable);
        QCOMPARE(report.pairCount, 253LL);
        QCOMPARE(report.pairs.size(), std::size_t{34});
        QCOMPARE(report.pairsSurvived, 219LL);
        const auto unserved_kW = [&](const char* one, const char* other) {
            for (const FailureCase& pair : report.pairs)
                if ((pair.first == at(one) && pair.second == at(other)) || (pair.first == at(other) && pair.second == at(one))) return pair.unserved_W / 1e3;
            return 0.0;
        };
        QCOMPARE(unserved_kW("UPS A", "UPS output B"), 530.0);
        QCOMPARE(unserved_kW("Main board A", "ATS B"), 710.0);  // the chillers too
        QCOMPARE(unserved_kW("UPS A", "Busway R2B"), 250.0);
        QCOMPARE(unserved_kW("Busway R1A", "Busway R1B"), 250.0);
        QCOMPARE(unserved_kW("Busway R1A", "Busway R2B"), 0.0);
        QCOMPARE(unserved_kW("Utility A", "Utility B"), 0.0);
        for (const LoadRedundancy& load : report.loads) QVERIFY(load.diverse());
    }

    // Without load a UPS loses 3.6 kW and a transformer 1 kW + 3.6/194 · (194 (1/0.9885 − 1) − 1) = 1.0233 kW: 9.2467 kW in all.
    void fullLoadIsRejectedAndRestored() {
        const PowerState full = m_paths->solve(m_demand_W, Scenario::Normal);
        compare(full.nodes[static_cast<std::size_t>(at("Transformer A"))].load, 0.46958, "full");
        const PowerState rejected = m_paths->solve(std::vector<double>(m_demand_W.size(), 0.0), Scenario::Normal);
        compare(rejected.utility_W, 9246.65, "rejected");
        QCOMPARE(rejected.unserved_W, 0.0);
        const PowerState restored = m_paths->solve(m_demand_W, Scenario::Normal);
        for (std::size_t i = 0; i < full.nodes.size(); ++i) {
            QCOMPARE(restored.nodes[i].in_W, full.nodes[i].in_W);
            QCOMPARE(restored.nodes[i].alive, full.nodes[i].alive);
        }
    }
};

PLENUM_TEST(SampleRedundancyTest)
#include "sample_redundancy_test.moc"
