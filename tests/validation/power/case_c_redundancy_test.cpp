// SPDX-License-Identifier: GPL-3.0-or-later
// Every single and every double failure of the sample "Case C: distributed node", against tables worked by hand. Side A is a 240 V DC
// system of 2 000 kVA, side B mains: by design A cannot carry all, and the table says where.
//
// Side A: utility (5 MW) – MV – transformer (2 MVA · 0.97 = 1 940 kW) – ten rectifiers of 200 kW, two on each of five DC boards
// – four busways a board (630 A · 240 V = 151.2 kW). Side B: utility – MV – mains transformer 1 (pods 1–3) and 2 (pods 4, 5) –
// board – two busways a pod (800 A, 400 V, cos φ 0.98: 543.171 kW). Plant transformer and board on either side: 50 row coolers
// of 1.6 kW, 4 chillers of 250 kW, 3 pump sets of 20 kW, 1 140 kW. Racks and plant hang on both sides; batteries give nothing here.
//
// Racks: a pod has a row of 283.2 kW (3 light, then 12 · 12 + 4 · 25 + 7 · 5.6 in all) and one of 276.8 kW (11 · 12 + 4 · 25 + 8 · 5.6); 560
// kW, in five pods 2 800 kW. The first 11 racks of a row hang on DC busway 1 (138.8 or 132.4 kW), the other 12 on 2 (144.4).
//
// Busways, 2 I² R (DC: 0.624 mΩ of 7.8 m, 0.72 mΩ of 9 m) and 3 I² R (AC: 1.008 mΩ of 16.8 m), at half load of a pod:
//     DC 104.3 + 94.9 + 2 · 130.3 W = 0.460 kW: the board gives 280.460; AC 0.257: 280.257.  At full load 561.840 and 561.029.
// Losses, kW, straight between:  transformer 2 at 0, 5.394 at 485, 7.823 at 970, 12.474 at 1 455, 19.596 at 1 940
//                                rectifier 0.9 at 0, 3.191 at 50, 3.950 at 100, 5.925 at 150, 8.768 at 200
// Normal      a rectifier gives 140.230 (70.11 %) and loses 5.539; the transformer 10 · 145.769 = 1 457.692 (75.14 %)
//             mains transformer 1 840.772 (43.34 %), 2 560.514 (28.89 %); plant 570 a side (29.38 %)
// DC busway lost    its half row comes to the AC busway, (row + half row)/2, and leaves the transformer with 1 385.4 to 1 388.8
// AC busway lost    DC gets 141.6 or 138.4 more and busway losses: 421.4 of 2 · 200 (105.69 %, 104.88 %): both rectifiers overloaded
// rectifier lost    280.460 on the other: 140.23 %.  One of a pair carries no pod: N by design
// DC board lost     561.029 of the pod on mains; four pods on DC: 1 166.154 (60.11 %), rectifiers stay at 70.11 %
// side A lost       mains 1 1 683.086 (86.76 %), 2 1 122.057
// mains 1 lost      pods 1–3 on DC: six rectifiers at 280.920 (140.46 %), transformer 2 348.8 (121.07 %); mains 2: four, 2 051.8 (105.76 %)
// side B lost       ten rectifiers at 140.46 %, transformer 2 942.895 (151.70 %): 2 000 kVA cover at most 2/2.8 = 71 % of the IT
#include "tests/validation/power/sample_table.h"

using namespace twin;
using namespace twin::power;
using plenum::test::AfterFailure;

class CaseCRedundancyTest : public QObject {
    Q_OBJECT

    plenum::test::SampleTable m_sample;
    std::vector<AfterFailure> m_table;

    static std::string row(int n) { return std::string(n < 10 ? "C0" : "C").append(std::to_string(n)); }

  private slots:
    void initTestCase() {
        m_sample.open("case-c.json", 0, [](const Site& site, const Item& item) {
            switch (item.kind) {
                case Kind::Rack: return site.value(item, Param::PowerAllocated);
                case Kind::InRow: return 1.6e3;
                case Kind::Chiller: return 250e3;
                case Kind::Pump: return 20e3;
                default: return 0.0;
            }
        }, true);
        QVERIFY(std::abs(m_sample.served_kW() - 3940) < 1e-6);
        const std::string dc = "Transformer of the 240 V DC system";
        for (const char* name : {"Utility A", "MV A", "Transformer of the 240 V DC system"}) m_table.push_back({name, "Mains transformer 2", 0.57838, "Mains transformer 1", 0.86757});
        for (const char* name : {"Utility B", "MV B"}) m_table.push_back({name, "Rectifier 3.2", 1.40460, dc, 1.51696, 0, 11});
        for (const std::string name : {"Mains transformer ", "Mains board "}) {
            m_table.push_back({name + "1", dc, 1.21073, "Rectifier", 1.40460, 0, 7});
            m_table.push_back({name + "2", dc, 1.05761, "Rectifier", 1.40460, 0, 5});
        }
        for (const std::string side : {"A", "B"})
            for (const std::string name : {"Plant transformer ", "Plant board "}) m_table.push_back({name + side, "Plant transformer " + std::string(side == "A" ? "B" : "A"), 0.58763, dc, 0.75139});
        for (int pod = 1; pod <= 5; ++pod) {
            const std::string p = std::to_string(pod);
            m_table.push_back({"DC board " + p, pod <= 3 ? "Mains transformer 1" : "Mains transformer 2", pod <= 3 ? 0.57811 : 0.43365, "Rectifier", 0.70115});
            for (const int n : {1, 2}) m_table.push_back({"Rectifier " + p + "." + std::to_string(n), "Rectifier " + p + "." + std::to_string(3 - n), 1.40230, "Rectifier " + p, 1.40230, 0, 1});
        }
        for (int n = 1; n <= 10; ++n) {
            const bool odd = n % 2 == 1;  // rows are counted from one: the odd ones have the dozen of 12 kW
            const std::string ac = "Busway " + row(n) + "B";
            m_table.push_back({"Busway " + row(n) + "A1", ac, (odd ? 211.0 : 204.6) / 543.171, dc, odd ? 0.71415 : 0.71587});
            m_table.push_back({"Busway " + row(n) + "A2", ac, (odd ? 213.8 : 210.6) / 543.171, dc, 0.71263});
            m_table.push_back({ac, "Busway " + row(n) + "A2", 144.4 / 151.2, "Rectifier " + std::to_string((n + 1) / 2), odd ? 1.05691 : 1.04884, 0, 2});
        }
    }
    void everySingleFailure_data() { m_sample.rows(m_table); }
    void everySingleFailure() {
        QFETCH(int, row);
        m_sample.check(m_table[static_cast<std::size_t>(row)]);
    }
    // 2 utilities, 11 boards, 5 transformers, 10 rectifiers, 30 busways: 58.
    void everyObjectIsInTheTable() {
        QCOMPARE(m_table.size(), std::size_t{58});
        m_sample.checkWhole(m_table);
        QVERIFY(!m_sample.report.concurrentlyMaintainable);
        for (const LoadRedundancy& load : m_sample.report.loads) QVERIFY(load.diverse());
        QCOMPARE(m_sample.report.loads.size(), std::size_t{230 + 50 + 4 + 3});
    }
    // 32 objects are survived alone: utility, MV and DC transformer of side A, five DC boards, 20 DC busways, four of the plant. Of
    // their 496 pairs only those that take both plant boards are not: {plant transformer, board} of both sides 4, those of B with
    // utility or MV of A 4. Mains carry whatever DC loses (86.76 % with all of it).
    void everyDoubleFailure() {
        QCOMPARE(m_sample.report.pairCount, 1653LL);
        QCOMPARE(m_sample.report.pairsSurvived, 496LL - 8);
        const std::map<double, int> expected{{1140, 8}};
        QVERIFY(m_sample.unservedPairs_kW() == expected);
    }
    // 2N in form: what carries more than all after the loss of the other side is more than half full in the normal state.
    void feedsThatCannotCarryBothSidesAreNamed() {
        int overloaded = 0;
        for (const FeedJudgement& feed : m_sample.report.feeds) {
            QVERIFY(feed.rule == FeedRule::SharedPair);
            if (feed.kept()) continue;
            ++overloaded;
            QVERIFY(feed.normal > 0.5);
        }
        QCOMPARE(overloaded, 11);  // the transformer and ten rectifiers of side A
    }

    // Full: A 1 457.692 + 12.513 + 570 + 5.820 = 2 046.025; B 840.772 + 7.176 + 560.514 + 5.772 + 570 + 5.820 = 1 990.054.
    // Nothing: ten rectifiers 9 kW, their transformer 2 + 9/485 · 3.394 = 2.063, four other transformers 8: 19.063.
    void fullLoadIsRejectedAndRestored() { m_sample.checkRejectedAndRestored(2046.025 + 1990.054, 19.0630); }
};

PLENUM_TEST(CaseCRedundancyTest)
#include "case_c_redundancy_test.moc"
