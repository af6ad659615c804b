// SPDX-License-Identifier: GPL-3.0-or-later
// Every single failure, and every double one by number, of the sample "Frontier" (2N without UPS), against tables worked by hand.
//
// Each side: utility (32 MW) – MV – 13 transformers (3 MVA · 0.97 = 2 910 kW), each with a board and two busways (1 600 A, 480 V,
// cos φ 0.98: 1 303.611 kW; 4.8 m · 28 µΩ/m = 0.1344 mΩ), the thirteenth with one; and one for the plant. A busway has a CDU of
// 10 kW and three cabinets of 376 kW (1 138 kW), number 14 two (762 kW): cabinet 41 is missing. Plant: 20 towers of 18 kW, 8
// pump sets of 100, 3 chillers of 300, 2 pump sets of 20, 14 CRAHs of 2.6: 2 136.4 kW. Every load on both sides.
//
// Losses: busway 0.197 kW at 569, 0.787 at 1 138, 0.088 at 381, 0.353 at 762. Transformer, kW, straight between: 3 at 0, 7.348 at
// 727.5, 10.257 at 1 455, 16.492 at 2 182.5, 26.428 at 2 910.
//     transformer   2 · 569.197 = 1 138.393 (39.12 %), group 7 950.285, group 13 569.197, plant 1 068.2 (36.71 %)
//                   all of it: 2 277.573 (78.27 %), 1 901.139 (65.33 %), 1 138.787 (39.13 %), 2 136.4 (73.42 %)
//     utility       11 · (1 138.393 + 8.991) + 950.285 + 8.239 + 569.197 + 6.402 + 1 068.2 + 8.710 = 15 232.3 (47.60 %), all 30 464.5 (95.20 %)
//     busway lost   its twin 1 138 (87.30 %) or 762 (58.45 %); the transformer there gives 569.197 more
#include "tests/validation/power/sample_table.h"

using namespace twin;
using namespace twin::power;
using plenum::test::AfterFailure;

class FrontierRedundancyTest : public QObject {
    Q_OBJECT

    plenum::test::SampleTable m_sample;
    std::vector<AfterFailure> m_table;

    static std::string way(int n) { return "Busway " + std::string(n < 10 ? "0" : "") + std::to_string(n); }

  private slots:
    void initTestCase() {
        m_sample.open("frontier.json", 0, [](const Site& site, const Item& item) {
            switch (item.kind) {
                case Kind::Rack: return site.value(item, Param::PowerAllocated);
                case Kind::Cdu: return 10e3;
                case Kind::CoolingTower: return 18e3;
                case Kind::Chiller: return 300e3;
                case Kind::Crah: return 2.6e3;
                case Kind::Pump: return item.name.starts_with("Chilled") ? 20e3 : 100e3;
                default: return 0.0;
            }
        }, true);
        QVERIFY(std::abs(m_sample.served_kW() - (74 * 376 + 25 * 10 + 2136.4)) < 1e-6);
        constexpr double kWay = 1138 / 1303.611, kShortWay = 762 / 1303.611;
        for (const std::string side : {"A", "B"}) {
            const std::string other = side == "A" ? "B" : "A";
            for (const std::string name : {"Utility ", "MV "}) m_table.push_back({name + side, way(8) + other, kWay, "Utility " + other, 0.95202});
            for (int n = 1; n <= 13; ++n)
                for (const std::string name : {"Transformer ", "Board "})
                    m_table.push_back({name + side + std::to_string(n), "Transformer " + other + std::to_string(n), n == 7 ? 0.65331 : n == 13 ? 0.39134 : 0.78267, "Busway", kWay});
            for (const std::string name : {"Transformer plant ", "Board plant "}) m_table.push_back({name + side, "Transformer plant " + other, 0.73416, "Transformer plant", 0.73416});
            for (int n = 1; n <= 25; ++n) {
                const double transformer = n == 13 ? 0.52229 : n == 14 ? 0.45758 : n == 25 ? 0.39134 : 0.58694;
                m_table.push_back({way(n) + side, "Transformer " + other + std::to_string((n + 1) / 2), transformer, way(n) + other, n == 14 ? kShortWay : kWay});
            }
        }
    }
    void everySingleFailure_data() { m_sample.rows(m_table); }
    void everySingleFailure() {
        QFETCH(int, row);
        m_sample.check(m_table[static_cast<std::size_t>(row)]);
    }
    // A side has a utility, an MV board, 14 transformers, 14 boards and 25 busways: 55.
    void everyObjectIsInTheTable() {
        QCOMPARE(m_table.size(), std::size_t{110});
        m_sample.checkWhole(m_table);
        QVERIFY(m_sample.report.concurrentlyMaintainable);
        for (const LoadRedundancy& load : m_sample.report.loads) QVERIFY(load.diverse());
    }

    // Of 110 · 109/2 = 5 995 pairs these take power away, all of them one of side A and one of side B:
    //     utility or MV with utility or MV: 4, everything; with one below, both ways round: 2 · 2 · 26 boards or transformers and
    //     2 · 2 · 25 busways of cabinets, 2 · 2 · 2 of the plant; the boards and transformers of a group: 4 · 13, of the plant 4; one of them with a
    //     busway of the group: 2 · 2 · 25; the busways of a CDU: 25.  In all 4 + 104 + 100 + 8 + 52 + 4 + 100 + 25 = 397.
    // By what stays dark (a CDU with its cabinets is 1 138 kW, number 14 762): a busway's worth 4 + 4 + 1 = 9 each, for 24 and one, and
    // group 13 has one busway (8 + 4 more of 1 138); eleven groups of 2 276, one of 1 900: 8 + 4 each; the plant 12.
    void everyDoubleFailure() {
        const RedundancyReport& report = m_sample.report;
        QCOMPARE(report.pairCount, 5995LL);
        QCOMPARE(report.pairs.size(), std::size_t{397});
        QCOMPARE(report.pairsSurvived, 5995LL - 397);
        const std::map<double, int> expected{{762, 9}, {1138, 24 * 9 + 12}, {1900, 12}, {2136.4, 12}, {2276, 11 * 12}, {74 * 376 + 250 + 2136.4, 4}};
        QVERIFY(m_sample.unservedPairs_kW() == expected);
    }

    // Nothing: 28 transformers of 3 kW.
    void fullLoadIsRejectedAndRestored() { m_sample.checkRejectedAndRestored(2 * 15232.262, 84); }
};

PLENUM_TEST(FrontierRedundancyTest)
#include "frontier_redundancy_test.moc"
