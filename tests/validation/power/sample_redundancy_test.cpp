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
#include "tests/validation/power/sample_table.h"

using namespace twin;
using namespace twin::power;
using plenum::test::AfterFailure;

class SampleRedundancyTest : public QObject {
    Q_OBJECT

    plenum::test::SampleTable m_sample;
    std::vector<AfterFailure> m_table;

  private slots:
    void initTestCase() {
        m_sample.open("case-a.json", 0, [](const Site&, const Item& item) {
            const bool network = item.name.ends_with("-01") || item.name.ends_with("-14");  // the first and last rack of a row
            return item.kind == Kind::Rack ? (network ? 5e3 : 20e3) : item.kind == Kind::InRow ? 2e3 : item.kind == Kind::Pump ? 5e3 : item.kind == Kind::Chiller ? 60e3 : 0;
        }, true);
        for (const std::string side : {"A", "B"}) {
            const std::string other = side == "A" ? "B" : "A", transformer = "Transformer " + other, ups = "UPS " + other;
            for (const std::string name : {"Utility ", "MV ", "Transformer ", "LV "}) m_table.push_back({name + side, "Generator board", 364.399 / 1680.09, transformer, 0.46958});
            for (const std::string name : {"ATS ", "Main board "}) m_table.push_back({name + side, ups, 0.88429, transformer, 0.94081});
            for (const std::string name : {"UPS ", "UPS output "}) m_table.push_back({name + side, transformer, 0.82483, ups, 0.88429});
            for (const std::string name : {"Busway R1", "Busway R2"}) m_table.push_back({name + side, name + other, 250 / 543.171, ups, 0.65060});
        }
        // Nothing flows through the generators while both utilities are there.
        for (const char* name : {"Generator board", "Generator 1", "Generator 2"}) m_table.push_back({name, "Transformer B", 0.46958, "Transformer", 0.46958});
    }
    void everySingleFailure_data() { m_sample.rows(m_table); }
    void everySingleFailure() {
        QFETCH(int, row);
        m_sample.check(m_table[static_cast<std::size_t>(row)]);
    }
    void everyObjectIsInTheTable() {
        QCOMPARE(m_table.size(), std::size_t{23});
        m_sample.checkWhole(m_table);
    }

    // Of 23 · 22/2 = 253 pairs these take power away, with {ATS, main board, UPS, UPS output} the lower part of a side:
    //     lower A and lower B (16: all racks, coolers and pumps); lower part of one side and a busway of the other (2 · 4 · 2 = 16:
    //     that row); both busways of a row (2). Every other pair leaves a way: utilities of both sides go to the generators.
    void everyDoubleFailure() {
        const RedundancyReport& report = m_sample.report;
        QVERIFY(report.concurrentlyMaintainable);
        QCOMPARE(report.pairCount, 253LL);
        QCOMPARE(report.pairs.size(), std::size_t{34});
        QCOMPARE(report.pairsSurvived, 219LL);
        const auto unserved_kW = [&](const char* one, const char* other) {
            for (const FailureCase& pair : report.pairs)
                if (std::minmax({pair.first, pair.second}) == std::minmax({m_sample.at(one), m_sample.at(other)})) return pair.unserved_W / 1e3;
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

    // Full: 364.399 + 3.196 kW a side. Without load a UPS loses 3.6 kW and a transformer 1 kW + 3.6/194 · (194 (1/0.9885 − 1) − 1) = 1.0233 kW: 9.2467 kW in all.
    void fullLoadIsRejectedAndRestored() { m_sample.checkRejectedAndRestored(2 * 367.5952, 9.24665); }
};

PLENUM_TEST(SampleRedundancyTest)
#include "sample_redundancy_test.moc"
