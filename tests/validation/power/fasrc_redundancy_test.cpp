// SPDX-License-Identifier: GPL-3.0-or-later
// Every single and every double failure of the sample "FASRC hall from node names" (2N without UPS), against tables worked by hand.
//
// Each side: utility (32 MW) – MV – transformer (3 MVA · 0.97 = 2 910 kW) – board – three busways (1 600 A, 480 V, cos φ 0.98: 1 303.611
// kW; 28 µΩ/m). Racks by their nodes: row 7c (15 m) has 809 nodes of 230 W and six enclosures of 2 205 W, 199.3 kW; row 8a (14.4 m)
// 78 enclosures of 1 545 W and 36 of 2 205 W, 199.89 kW; row 2c (3 m) 15 nodes, 3.45 kW. On the boards 17 row coolers of 1 kW, 2 CDUs of
// 8, 2 chillers of 150 and 2 pump sets of 10: 353 kW. Every load on both sides.
//
// Losses: busways 18.8, 18.2 and 0 W at half load, 75.4, 72.8 and 0 W at all. Transformer, kW: 3 at 0, 7.348 at 727.5, 10.257 at 1 455.
//     normal, a side   99.65 + 99.945 + 1.725 + 176.5 + 0.037 = 377.857 (12.98 %), loses 5.259
//     side lost        402.64 + 353 + 0.148 = 755.788 (25.97 %)
//     busway lost      its twin 199.3 (15.29 %), 199.89 (15.33 %) or 3.45 (0.26 %); that transformer 477.564, 477.857 or 379.582
#include "tests/validation/power/sample_table.h"

using namespace twin;
using namespace twin::power;
using plenum::test::AfterFailure;

class FasrcRedundancyTest : public QObject {
    Q_OBJECT

    plenum::test::SampleTable m_sample;
    std::vector<AfterFailure> m_table;

  private slots:
    void initTestCase() {
        m_sample.open("fasrc.json", 0, [](const Site& site, const Item& item) {
            switch (item.kind) {
                case Kind::Rack: return site.value(item, Param::PowerAllocated);
                case Kind::InRow: return 1e3;
                case Kind::Cdu: return 8e3;
                case Kind::Chiller: return 150e3;
                case Kind::Pump: return 10e3;
                default: return 0.0;
            }
        }, true);
        QVERIFY(std::abs(m_sample.served_kW() - (402.64 + 353)) < 1e-6);
        for (const std::string side : {"A", "B"}) {
            const std::string other = side == "A" ? "B" : "A", transformer = "Transformer " + other;
            for (const std::string name : {"Utility ", "MV ", "Transformer ", "Board "}) m_table.push_back({name + side, transformer, 0.25972, transformer, 0.25972});
            m_table.push_back({"Busway 7c" + side, "Busway 7c" + other, 0.15288, transformer, 0.16411});
            m_table.push_back({"Busway 8a" + side, "Busway 8a" + other, 0.15334, transformer, 0.16421});
            m_table.push_back({"Busway 2c" + side, "Busway 2c" + other, 0.00265, transformer, 0.13044});
        }
    }
    void everySingleFailure_data() { m_sample.rows(m_table); }
    void everySingleFailure() {
        QFETCH(int, row);
        m_sample.check(m_table[static_cast<std::size_t>(row)]);
    }
    void everyObjectIsInTheTable() {
        QCOMPARE(m_table.size(), std::size_t{14});
        m_sample.checkWhole(m_table);
        QVERIFY(m_sample.report.concurrentlyMaintainable);
        for (const LoadRedundancy& load : m_sample.report.loads) QVERIFY(load.diverse());
    }
    // Of 14 · 13/2 = 91 pairs: one of the four objects above the busways on either side takes all (16); one of them with a busway
    // of the other side takes that row (2 · 4 each); so do both busways of a row.
    void everyDoubleFailure() {
        const RedundancyReport& report = m_sample.report;
        QCOMPARE(report.pairCount, 91LL);
        QCOMPARE(report.pairsSurvived, 91LL - 43);
        const std::map<double, int> expected{{3.45, 9}, {199.3, 9}, {199.89, 9}, {755.64, 16}};
        QVERIFY(m_sample.unservedPairs_kW() == expected);
    }

    // Nothing: two transformers of 3 kW.
    void fullLoadIsRejectedAndRestored() { m_sample.checkRejectedAndRestored(2 * (377.857 + 5.2586), 6); }
};

PLENUM_TEST(FasrcRedundancyTest)
#include "fasrc_redundancy_test.moc"
