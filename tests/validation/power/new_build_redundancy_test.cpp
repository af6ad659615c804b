// SPDX-License-Identifier: GPL-3.0-or-later
// Every single and every double failure of the variant "New build 800 V DC" of the sample "Retrofit or new build" (two sides of solid-state
// transformers; mains and UPS for pumps), against a table worked by hand.
//
// Each side: utility (10 MW) – MV – three SST (2.5 MW, 10 kV to 800 V DC) – a DC board each – busways (2 000 A · 800 V = 1 600 kW;
// 6.9 m · 20 µΩ/m = 0.138 mΩ), one a row; and a transformer (1.6 MVA · 0.97 = 1 552 kW) – main board. Eight rows of ten racks of 60
// kW, the last of nine: DC boards 1: N01–N03 and 2: N04–N06, 1 800 kW each, 3: N07, N08, 1 140. Main boards: 6 dry coolers of 22 kW, 3
// chillers of 150, 24 row coolers of 0.4: 591.6 kW. On a vital board behind a UPS (400 kW) of side A, and on main board B: 5 CDUs of 20
// kW, 3 pump sets of 20 and 3 of 5, 175 kW. The storage cabin on MV A takes 12 kW for itself.
//
// Busways, 2 I² R: 38.8 W at 300 kW (375 A), 155.3 at 600; 31.4 and 125.8 of nine racks.
//     DC boards, half  900.116, 900.116, 570.070;  all  1 800.466, 1 800.466, 1 140.281
// Losses, kW, straight between:  SST 9 at 0, 18.004 at 625, 22.912 at 1 250, 34.369 at 1 875;  UPS 2.4 at 0, 4.712 at 100, 6.612 at 200
//                                transformer 1.7 at 0, 4.514 at 388, 6.652 at 776
//     normal           SST 36.00, 36.00, 22.80 %; UPS 87.5 (21.88 %), loses 4.423; transformers A 387.723 (24.98 %), B 383.3 (24.70 %)
//     side A lost      SST B 72.02, 72.02, 45.61 %; transformer B 766.6 (49.39 %)
//     side B lost      SST A the same; UPS 175 (43.75 %), loses 6.137; transformer A 772.737 (49.79 %)
//     UPS lost         transformer B 295.8 + 175 = 470.8 (30.34 %)
//     busway lost      its twin 600 (37.50 %) or 540 (33.75 %); the SST there 1 200.233 (48.01 %), 870.187 (34.81 %) or 840.165 (33.61 %)
#include "tests/validation/power/sample_table.h"

using namespace twin;
using namespace twin::power;
using plenum::test::AfterFailure;

class NewBuildRedundancyTest : public QObject {
    Q_OBJECT

    plenum::test::SampleTable m_sample;
    std::vector<AfterFailure> m_table;

  private slots:
    void initTestCase() {
        m_sample.open("retrofit-or-new.json", 2, [](const Site& site, const Item& item) {
            switch (item.kind) {
                case Kind::Rack: return site.value(item, Param::PowerAllocated);
                case Kind::Cdu: return 20e3;
                case Kind::Pump: return item.name.starts_with("New warm") ? 20e3 : 5e3;
                case Kind::DryCooler: return 22e3;
                case Kind::Chiller: return 150e3;
                case Kind::InRow: return 0.4e3;
                default: return 0.0;
            }
        }, true);
        QVERIFY(std::abs(m_sample.served_kW() - (79 * 60 + 175 + 591.6)) < 1e-6);
        constexpr double kNormal = 0.36005, kSst[] = {0.72019, 0.72019, 0.45611};
        for (const std::string side : {"A", "B"}) {
            const std::string other = side == "A" ? "B" : "A";
            const double transformer = side == "A" ? 0.49394 : 0.49790;  // of the other side, with all
            for (const std::string name : {"Utility ", "New MV "}) m_table.push_back({name + side, "Transformer " + other, transformer, "SST " + other, kSst[0]});
            for (const std::string name : {"Transformer ", "New main board "}) m_table.push_back({name + side, "Transformer " + other, transformer, "Transformer " + other, transformer});
            for (int n = 1; n <= 3; ++n)
                for (const std::string name : {"SST ", "DC board "}) {
                    const std::string sst = "SST " + other + std::to_string(n);
                    m_table.push_back({name + side + std::to_string(n), sst, kSst[n - 1], sst, kSst[n - 1]});
                }
            for (int row = 1; row <= 8; ++row) {
                const std::string tag = "Busway N0" + std::to_string(row), way = tag + other, sst = "SST " + other + std::to_string((row + 2) / 3);
                const double load = row <= 6 ? 0.48009 : row == 7 ? 0.34807 : 0.33607;
                m_table.push_back(row <= 6   ? AfterFailure{tag + side, sst, load, sst, load}
                                  : row == 7 ? AfterFailure{tag + side, sst, load, way, 0.375}
                                             : AfterFailure{tag + side, sst, load, "SST", kNormal});
            }
        }
        for (const char* name : {"Cooling UPS", "Vital cooling board A"}) m_table.push_back({name, "Transformer B", 470.8 / 1552, "SST", kNormal});
    }
    void everySingleFailure_data() { m_sample.rows(m_table); }
    void everySingleFailure() {
        QFETCH(int, row);
        m_sample.check(m_table[static_cast<std::size_t>(row)]);
    }
    // 2 utilities, 11 boards, 6 SST, 2 transformers, a UPS, 16 busways: 38.
    void everyObjectIsInTheTable() {
        QCOMPARE(m_table.size(), std::size_t{38});
        m_sample.checkWhole(m_table);
        QVERIFY(m_sample.report.concurrentlyMaintainable);
        for (const LoadRedundancy& load : m_sample.report.loads) QVERIFY(load.diverse());
    }

    // Of 38 · 37/2 = 703 pairs, with {utility, MV}, {SST, DC board}, {transformer, main board} of either side and {UPS, vital board}:
    //     {utility, MV} of both: 4, everything; of one, with the other side's {SST, DC board} 2 · 4 a board, busway 2 · 2 a row, {transformer,
    //     main board} 2 · 4 (591.6 + 175 = 766.6), or of B with the vital board's two 4 (175);
    //     both {SST, DC board} 4 a board; one of them and a busway on the other side 2 · 2 a row; both busways of a row 1; both
    //     {transformer, main board} 4; those of B with the vital board's two 4.
    // A row 9, a board 12, pumps and plant 12, pumps alone 8, everything 4: 132.
    void everyDoubleFailure() {
        QCOMPARE(m_sample.report.pairCount, 703LL);
        QCOMPARE(m_sample.report.pairsSurvived, 703LL - 132);
        const std::map<double, int> expected{{175, 8}, {540, 9}, {600, 7 * 9}, {766.6, 12}, {1140, 12}, {1800, 2 * 12}, {5506.6, 4}};
        QVERIFY(m_sample.unservedPairs_kW() == expected);
    }

    // Full: A 2 · 920.281 + 587.283 + 392.235 + 12 = 2 832.080; B 2 · 920.281 + 587.283 + 387.780 = 2 815.625.
    // Nothing: A three SST 27 kW, UPS 2.4, its transformer 1.717, cabin 12; B 27 + 1.7.
    void fullLoadIsRejectedAndRestored() { m_sample.checkRejectedAndRestored(2832.080 + 2815.625, 43.1174 + 28.7); }
};

PLENUM_TEST(NewBuildRedundancyTest)
#include "new_build_redundancy_test.moc"
