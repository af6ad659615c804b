// SPDX-License-Identifier: GPL-3.0-or-later
// Every single and every double failure of the variant "Retrofit 4.7 MW" of the sample "Retrofit or new build" (mains and UPS for the racks, two
// sides with generators for the plant), against a table worked by hand.
//
// Racks: side A utility (10 MW) – MV – three UPS containers (2.4 MW, 10 kV in) – a board each; side B utility – MV – three transformers
// (2.5 MVA · 0.97 = 2 425 kW) – a board each; 16 rows of ten racks of 30 kW (the last of seven), two busways a row (800 A, 400 V,
// cos φ 0.98: 543.171 kW; 6.6 or 7.2 m · 60 µΩ/m). Boards 1: rows W02–W07, 1 800 kW, 2: W08–E04, 1 500, 3: E05–E09, 1 410; a pump
// station of 25 kW on each. Plant: on either MV two transformers (2 MVA · 0.97 = 1 940 kW) – LV – ATS – main board; alternate inputs
// on a generator board with two generators of 3 MW. 3 towers of 22 kW, 4 pump sets of 20, 2 of 20, 3 chillers of 200, 48 row
// coolers of 0.5: 810 kW. Every load on both sides.
//
// Busways, 3 I² R, at half load and all: 58.0 and 231.9 W of 6.6 m, 63.3 and 253.0 W of 7.2 m; the row of seven racks 31.0 and 124.0.
//     boards, half   912.869, 762.806, 717.773;  all  1 826.476, 1 526.223, 1 436.094
// Losses, kW, straight between:  container 15 at 0, 26.305 at 600, 39.669 at 1 200, 61.427 at 1 800, 92.212 at 2 400
//                                2.5 MVA 1.7 at 0, 4.889 at 606.25, 7.319 at 1 212.5, 11.899 at 1 818.75, 19.557 at 2 425
//     normal           containers 38.04, 31.78, 29.91 %; transformers 37.64, 31.46, 29.60 %; a plant transformer 202.5 (10.44 %)
//     mains lost       the UPS side takes all: containers 76.10, 63.59, 59.84 %
//     UPS side lost    transformers 75.32, 62.94, 59.22 %
//     plant of a side  its other transformer 405 (20.88 %), the generator board 405 of 4 233.8 (9.57 %), or the other side's transformers 405
//     busway lost      its twin 300 (55.23 %) or 210 (38.66 %); that board 150.2 (105.1) more
#include "tests/validation/power/sample_table.h"

using namespace twin;
using namespace twin::power;
using plenum::test::AfterFailure;

class RetrofitRedundancyTest : public QObject {
    Q_OBJECT

    plenum::test::SampleTable m_sample;
    std::vector<AfterFailure> m_table;

  private slots:
    void initTestCase() {
        m_sample.open("retrofit-or-new.json", 1, [](const Site& site, const Item& item) {
            switch (item.kind) {
                case Kind::Rack: return site.value(item, Param::PowerAllocated);
                case Kind::Cdu: return 25e3;
                case Kind::CoolingTower: return 22e3;
                case Kind::Pump: return 20e3;
                case Kind::Chiller: return 200e3;
                case Kind::InRow: return 0.5e3;
                default: return 0.0;
            }
        }, true);
        QVERIFY(std::abs(m_sample.served_kW() - (157 * 30 + 75 + 810)) < 1e-6);
        const std::string fullest = "UPS container 1";  // in the normal state, 38.04 %
        constexpr double kFullest = 0.38036, kContainer[] = {0.76103, 0.63593, 0.59837}, kTransformer[] = {0.75319, 0.62937, 0.59220};
        for (const char* name : {"Utility A", "MV A"}) m_table.push_back({name, "Generator board", 0.09566, "IT transformer B1", kTransformer[0]});
        for (const char* name : {"Utility B", "MV B"}) m_table.push_back({name, "Generator board", 0.09566, fullest, kContainer[0]});
        for (int n = 1; n <= 3; ++n) {
            const std::string number = std::to_string(n), container = "UPS container " + number, transformer = "IT transformer B" + number;
            for (const std::string& name : {container, "IT board A" + number}) m_table.push_back({name, transformer, kTransformer[n - 1], transformer, kTransformer[n - 1]});
            for (const std::string& name : {transformer, "IT board B" + number}) m_table.push_back({name, container, kContainer[n - 1], container, kContainer[n - 1]});
        }
        for (const std::string side : {"A", "B"}) {
            const std::string other = side == "A" ? "B" : "A";
            for (const int n : {1, 2}) m_table.push_back({"Transformer " + side + std::to_string(n), "Transformer " + side + std::to_string(3 - n), 405 / 1940.0, fullest, kFullest});
            m_table.push_back({"LV " + side, "Generator board", 0.09566, fullest, kFullest});
            for (const std::string name : {"ATS ", "Main board "}) m_table.push_back({name + side, "Transformer " + other + "1", 405 / 1940.0, fullest, kFullest});
            const char* rows[] = {"W02", "W03", "W04", "W05", "W06", "W07", "W08", "W09", "E02", "E03", "E04", "E05", "E06", "E07", "E08", "E09"};
            for (int r = 0; r < 16; ++r) {
                const int board = r < 6 ? 0 : r < 11 ? 1 : 2;
                constexpr double kOnContainer[] = {0.44294, 0.38041, 0.36165}, kOnTransformer[] = {0.43837, 0.37649, 0.35792};
                const double last = side == "A" ? 0.33933 : 0.34286, load = r == 15 ? last : (side == "A" ? kOnTransformer : kOnContainer)[board];
                const std::string way = "Busway " + std::string(rows[r]) + other;
                m_table.push_back({"Busway " + std::string(rows[r]) + side, (side == "A" ? "IT transformer B" : "UPS container ") + std::to_string(board + 1), load, way, (r == 15 ? 210 : 300) / 543.171});
            }
        }
        for (const char* name : {"Generator board", "Generator 1", "Generator 2"}) m_table.push_back({name, "Transformer A1", 0.10438, fullest, kFullest});
    }
    void everySingleFailure_data() { m_sample.rows(m_table); }
    void everySingleFailure() {
        QFETCH(int, row);
        m_sample.check(m_table[static_cast<std::size_t>(row)]);
    }
    // 2 utilities, 13 boards, 7 transformers, 2 ATS, 3 containers, 32 busways, 2 generators: 61.
    void everyObjectIsInTheTable() {
        QCOMPARE(m_table.size(), std::size_t{61});
        m_sample.checkWhole(m_table);
        QVERIFY(m_sample.report.concurrentlyMaintainable);
        for (const LoadRedundancy& load : m_sample.report.loads) QVERIFY(load.diverse());
    }
    // The containers may be more than half full in the normal state: after the loss of the mains they take all.
    void theUpsSideTakesAll() {
        int containers = 0;
        for (const FeedJudgement& feed : m_sample.report.feeds) {
            QVERIFY(feed.kept());
            if (!m_sample.nameOf(feed.node).starts_with("UPS container")) continue;
            QVERIFY(feed.rule == FeedRule::AllOnUps);
            constexpr double kAll[] = {0.76103, 0.63593, 0.59837};
            m_sample.compare(feed.afterLoss, kAll[containers++], "after the loss of the mains");
        }
        QCOMPARE(containers, 3);
    }

    // Of 61 · 60/2 = 1 830 pairs, with {utility, MV}, {container or transformer, board} of either side:
    //     {utility, MV} of both: 4, all racks and pump stations (the plant goes to the generators); of one with a board's two of
    //     the other side 2 · 4, with a busway 2 · 2 a row; both {…, board} 4 a board; one of them and a busway on the other side 2 · 2 a
    //     row; both busways 1; {ATS, main board} of both sides 4, the plant.
    // A row 9, a board with its pump station 12: 15 · 9 + 9 + 36 + 4 + 4 = 188. Nothing is overloaded by two.
    void everyDoubleFailure() {
        QCOMPARE(m_sample.report.pairCount, 1830LL);
        QCOMPARE(m_sample.report.pairsSurvived, 1830LL - 188);
        const std::map<double, int> expected{{210, 9}, {300, 15 * 9}, {810, 4}, {1435, 12}, {1525, 12}, {1825, 12}, {4785, 4}};
        QVERIFY(m_sample.unservedPairs_kW() == expected);
    }

    // Full: A 946.143 + 792.737 + 746.702 + 411.834 = 2 897.416; B 918.987 + 768.322 + 723.110 + 411.834 = 2 822.253.
    // Nothing: three containers 45 kW, three transformers 5.1, four of the plant 8.
    void fullLoadIsRejectedAndRestored() { m_sample.checkRejectedAndRestored(2897.416 + 2822.253, 58.1); }
};

PLENUM_TEST(RetrofitRedundancyTest)
#include "retrofit_redundancy_test.moc"
