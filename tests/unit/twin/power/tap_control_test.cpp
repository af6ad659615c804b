// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "twin/power/grid_check.h"
#include "twin/power/tap_control.h"

#include <cmath>

using namespace twin;
using namespace twin::power;

class TapControlTest : public QObject {
    Q_OBJECT
  private slots:
    void findsEachStrategysTap_data();
    void findsEachStrategysTap();
    void stopsAtTheLastTap();
    void saysWhenNoTapFits();
    void settlesUpstreamFirst();
    void compensatesTheDropOfTheLine();
    void namesWrongRegulators();
};

namespace {

int add(GridData& grid, GridKind kind, std::initializer_list<std::pair<const char*, double>> values) {
    const int row = grid.addRow(kind);
    for (const auto& [name, value] : values) grid.set(kind, row, name, value);
    return row;
}
void node(GridData& grid, int id, double rated_V) { add(grid, GridKind::Node, {{"id", id}, {"u_rated", rated_V}}); }
void transformer(GridData& grid, int id, int from, int to, double u1, double u2, double tapSize_V, int tap = 0) {
    add(grid, GridKind::Transformer, {{"id", id}, {"from_node", from}, {"to_node", to}, {"from_status", 1}, {"to_status", 1}, {"u1", u1}, {"u2", u2}, {"sn", 1e6}, {"uk", 0.06}, {"pk", 8e3}, {"i0", 0}, {"p0", 0},
                                      {"winding_from", 0}, {"winding_to", 0}, {"clock", 0}, {"tap_side", 0}, {"tap_pos", tap}, {"tap_min", -10}, {"tap_max", 10}, {"tap_size", tapSize_V}});
}
void regulator(GridData& grid, int id, int object, double set_V, double band_V, int side = 1) {
    add(grid, GridKind::TapRegulator, {{"id", id}, {"regulated_object", object}, {"status", 1}, {"control_side", side}, {"u_set", set_V}, {"u_band", band_V}});
}
/// 10 kV to 400 V without load: at tap n the voltage is 400 · 10 000/(10 000 + 100 n).
GridData idle(double set_V, double band_V) {
    GridData grid;
    node(grid, 1, 10e3);
    node(grid, 2, 400);
    add(grid, GridKind::Source, {{"id", 3}, {"node", 1}, {"status", 1}, {"u_ref", 1}, {"sk", 1e20}});
    transformer(grid, 4, 1, 2, 10e3, 400, 100);
    regulator(grid, 5, 4, set_V, band_V);
    return grid;
}
double tapOf(const TapResult& result, std::size_t row = 0) { return (*result.result.find(GridKind::TapRegulator, "tap_pos"))[row]; }

}  // namespace

void TapControlTest::findsEachStrategysTap_data() {
    QTest::addColumn<int>("strategy");
    QTest::addColumn<double>("tap");
    // 384 ± 8 V: taps 2.04 … 6.38, that is 3 to 6.
    QTest::newRow("nearest") << static_cast<int>(TapStrategy::AnyValid) << 3.0;
    QTest::newRow("highest voltage") << static_cast<int>(TapStrategy::MaxVoltage) << 3.0;
    QTest::newRow("lowest voltage") << static_cast<int>(TapStrategy::MinVoltage) << 6.0;
    QTest::newRow("by halving") << static_cast<int>(TapStrategy::FastAny) << 5.0;  // 0 → the middle of 0 and 10
}

void TapControlTest::findsEachStrategysTap() {
    QFETCH(int, strategy);
    QFETCH(double, tap);
    const GridData grid = idle(384, 16);
    QVERIFY(!hasErrors(checkGrid(grid, {})));
    const TapResult result = solveRegulated(grid, false, {}, static_cast<TapStrategy>(strategy));
    QVERIFY(result.result.report.usable());
    QCOMPARE(tapOf(result), tap);
    const double u = (*result.result.find(GridKind::Node, "u"))[1];
    QVERIFY(std::abs(u - 400 * 10e3 / (10e3 + 100 * tap)) < 1e-6);
    QVERIFY(result.outOfBand.empty());
}

void TapControlTest::stopsAtTheLastTap() {
    const TapResult result = solveRegulated(idle(300, 5), false, {}, TapStrategy::AnyValid);
    QVERIFY(result.result.report.usable());
    QCOMPARE(tapOf(result), 10.0);
    QCOMPARE(result.outOfBand, std::vector<int>{0});
}

void TapControlTest::saysWhenNoTapFits() {
    const GridData grid = idle(390, 0.5);  // between taps 2 (392.2 V) and 3 (388.3 V)
    const Issues issues = checkGrid(grid, {});
    QVERIFY(std::any_of(issues.begin(), issues.end(), [](const Issue& issue) { return issue.code == "grid.tapBand"; }));
    for (const auto strategy : {TapStrategy::AnyValid, TapStrategy::FastAny, TapStrategy::MaxVoltage}) {
        const TapResult result = solveRegulated(grid, false, {}, strategy);
        QCOMPARE(result.hunting, std::vector<int>{0});
        QVERIFY(!result.result.report.usable());
    }
}

void TapControlTest::settlesUpstreamFirst() {
    GridData grid = idle(384, 16);
    node(grid, 6, 400);
    transformer(grid, 7, 2, 6, 400, 400, 4);
    regulator(grid, 8, 7, 400, 12);
    const GridTopology topology(grid);
    const auto order = regulatedTransformers(grid, topology);
    QCOMPARE(order.size(), std::size_t{2});
    QCOMPARE(order[0].rank, 1);
    QCOMPARE(order[1].rank, 2);
    const TapResult result = solveRegulated(grid, false, {}, TapStrategy::AnyValid);
    QCOMPARE(tapOf(result, 0), 3.0);
    QVERIFY(tapOf(result, 1) < 0);  // 388.3 V is raised again
    QVERIFY(std::abs((*result.result.find(GridKind::Node, "u"))[2] - 400) <= 6);
}

void TapControlTest::compensatesTheDropOfTheLine() {
    GridData grid = idle(396, 8);
    add(grid, GridKind::SymLoad, {{"id", 9}, {"node", 2}, {"status", 1}, {"type", 0}, {"p_specified", 100e3}, {"q_specified", 0}});
    const double plain = tapOf(solveRegulated(grid, false, {}, TapStrategy::AnyValid));
    grid.set(GridKind::TapRegulator, 0, "line_drop_compensation_r", 0.1);  // 145 A: 25 V between lines
    const double raised = tapOf(solveRegulated(grid, false, {}, TapStrategy::AnyValid));
    QVERIFY(raised < plain);  // fewer turns: higher voltage, for the far end
}

void TapControlTest::namesWrongRegulators() {
    GridData grid = idle(384, 16);
    regulator(grid, 10, 4, 384, 16);       // the second one
    regulator(grid, 11, 99, 384, 16);      // of nothing
    Issues issues = checkGrid(grid, {});
    const auto has = [&](const char* code) { return std::any_of(issues.begin(), issues.end(), [&](const Issue& issue) { return issue.code == code; }); };
    QVERIFY(has("grid.doubledRegulator"));
    QVERIFY(has("grid.unknownObject"));
    grid = idle(384, 16);
    grid.set(GridKind::TapRegulator, 0, "control_side", 0);
    issues = checkGrid(grid, {});
    QVERIFY(has("grid.controlTowardsSource"));
}

PLENUM_TEST(TapControlTest)
#include "tap_control_test.moc"
