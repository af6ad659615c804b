// SPDX-License-Identifier: GPL-3.0-or-later
// Every single and every double failure of the variant "Legacy hall" of the sample "Retrofit or new build" (2N, UPS in parallel, two generators),
// against a table worked by hand.
//
// Each side: utility (10 MW) – MV – two transformers (2 MVA · 0.97 = 1 940 kW) – LV – ATS – main board – four UPS (600 kW) – UPS output –
// 20 head cabinets (400 A · 0.8, 400 V, cos φ 0.98: 217.268 kW), one a row. The alternate inputs of both ATS hang on one generator
// board (6 300 A · 0.97: 4 233.8 kW) with two generators of 3 MW. Main boards: 20 CRAHs of 2.7 kW, 3 chillers of 200, 2 pump sets of
// 15: 684 kW. Racks of 3, 4 and 6 kW: 93, 165 and 130 of them, 1 719 kW. Every load on both sides; batteries give nothing here.
//
// Losses, kW, straight between:  UPS 3.6 at 0, 7.068 at 150, 9.917 at 300, 15.357 at 450;  transformer 2 at 0, 5.394 at 485, 7.823 at 970, 12.474 at 1 455
//     normal, a side   four UPS at 214.875 (35.81 %), 8.300 each: 859.5 + 33.202 + 342 = 1 234.702, 617.351 a transformer (31.82 %)
//     all on one       429.75 a UPS (71.63 %), 14.622: 1 719 + 58.490 + 684 = 2 461.490, 1 230.745 a transformer (63.44 %)
//     on generators    1 234.702 of 4 233.825 (29.16 %)
//     UPS output lost  the other side 1 719 + 58.490 + 342 = 2 119.490, 54.63 % a transformer; half of the plant stays, four UPS idle
//     one UPS lost     286.5 on each of three (47.75 %), 9.661: 1 230.483, 31.71 % a transformer
//     head lost        its twin the row's power; UPS there (859.5 + row/2)/4
#include "tests/validation/power/sample_table.h"

using namespace twin;
using namespace twin::power;
using plenum::test::AfterFailure;

class LegacyHallRedundancyTest : public QObject {
    Q_OBJECT

    plenum::test::SampleTable m_sample;
    std::vector<AfterFailure> m_table;

  private slots:
    void initTestCase() {
        m_sample.open("retrofit-or-new.json", 0, [](const Site& site, const Item& item) {
            switch (item.kind) {
                case Kind::Rack: return site.value(item, Param::PowerAllocated);
                case Kind::Crah: return 2.7e3;
                case Kind::Chiller: return 200e3;
                case Kind::Pump: return 15e3;
                default: return 0.0;
            }
        }, true);
        QVERIFY(std::abs(m_sample.served_kW() - (1719 + 684)) < 1e-6);
        for (const std::string side : {"A", "B"}) {
            const std::string other = side == "A" ? "B" : "A";
            for (const std::string name : {"Utility ", "MV ", "LV "}) m_table.push_back({name + side, "Generator board", 0.29163, "UPS", 0.35813});
            for (const int n : {1, 2}) m_table.push_back({"Transformer " + side + std::to_string(n), "Transformer " + side + std::to_string(3 - n), 0.63644, "Transformer " + side, 0.63644});
            for (const std::string name : {"ATS ", "Main board "}) m_table.push_back({name + side, "Transformer " + other + "2", 0.63440, "UPS " + other, 0.71625});
            for (const int n : {1, 2, 3, 4}) m_table.push_back({"UPS " + side + std::to_string(n), "Transformer " + side + "1", 0.31713, "UPS " + side, 0.47750});
            m_table.push_back({"UPS output " + side, "Transformer " + other + "1", 0.54626, "UPS " + other, 0.71625});
            // Rows from south to north; the fullest after the loss is the twin from 82 kW on, else the UPS there.
            const std::pair<const char*, std::vector<int>> columns[] = {{"W", {91, 79, 84, 88, 80, 91, 78, 82, 85, 87}}, {"E", {89, 82, 93, 88, 77, 96, 96, 75, 83, 95}}};
            for (const auto& [column, rows_kW] : columns)
                for (int r = 0; r < 10; ++r) {
                    const std::string head = "Head cabinet " + std::string(column) + (r < 9 ? "0" : "") + std::to_string(r + 1);
                    const double row_kW = rows_kW[static_cast<std::size_t>(r)], twin = row_kW / 217.268, ups = (859.5 + row_kW / 2) / 2400;
                    m_table.push_back({head + side, head + other, twin, row_kW < 82 ? "UPS " + other : head + other, row_kW < 82 ? ups : twin});
                }
        }
        // Nothing flows through the generators while both utilities are there.
        for (const char* name : {"Generator board", "Generator 1", "Generator 2"}) m_table.push_back({name, "Transformer A1", 0.31822, "UPS", 0.35813});
    }
    void everySingleFailure_data() { m_sample.rows(m_table); }
    void everySingleFailure() {
        QFETCH(int, row);
        m_sample.check(m_table[static_cast<std::size_t>(row)]);
    }
    // A side has 32 objects (with 20 head cabinets and 4 UPS); the generators with their board are three more.
    void everyObjectIsInTheTable() {
        QCOMPARE(m_table.size(), std::size_t{67});
        m_sample.checkWhole(m_table);
        QVERIFY(m_sample.report.concurrentlyMaintainable);
        QCOMPARE(m_sample.report.loads.size(), std::size_t{388 + 20 + 3 + 2});
        for (const LoadRedundancy& load : m_sample.report.loads) QVERIFY(load.diverse());
    }

    // Of 67 · 66/2 = 2 211 pairs: {ATS, main board, UPS output} of both sides take the racks (9), and the plant where both are above the
    // UPS (4 of them); one of them and a head cabinet of the other side 2 · 3 a row; both heads of a row 1.
    // One of them and a transformer of the other side: all of 2 461.5 or 2 119.5 kW on the other one of 1 940, 2 · 3 · 2.
    // Three UPS carry all (573 of 600), and so do the generators.
    void everyDoubleFailure() {
        QCOMPARE(m_sample.report.pairCount, 2211LL);
        QCOMPARE(m_sample.report.pairsSurvived, 2211LL - (9 + 20 * 7 + 12));
        std::map<double, int> expected{{0, 12}, {1719, 5}, {2403, 4}};
        for (const double row_kW : {91, 79, 84, 88, 80, 91, 78, 82, 85, 87, 89, 82, 93, 88, 77, 96, 96, 75, 83, 95}) expected[row_kW] += 7;
        QVERIFY(m_sample.unservedPairs_kW() == expected);
    }

    // Full: 1 234.702 + 2 · 6.057 a side. Nothing: four UPS 14.4 kW, two transformers 2 · (2 + 7.2/485 · 3.394) = 4.101, 18.501 a side.
    void fullLoadIsRejectedAndRestored() { m_sample.checkRejectedAndRestored(2 * 1246.8155, 37.0016); }
};

PLENUM_TEST(LegacyHallRedundancyTest)
#include "legacy_hall_redundancy_test.moc"
