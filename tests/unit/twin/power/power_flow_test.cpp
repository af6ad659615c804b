// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "twin/power/grid_check.h"
#include "twin/power/grid_result.h"
#include "twin/power/grid_sample.h"
#include "twin/power/radial_sweep.h"
#include "twin/power/textbook_newton.h"

#include <cmath>
#include <random>

using namespace twin;
using namespace twin::power;

class PowerFlowTest : public QObject {
    Q_OBJECT
  private slots:
    void givesTheClosedFormOfTwoBuses_data();
    void givesTheClosedFormOfTwoBuses();
    void sharesALoadOverParallelFeeds();
    void addsUpTheDropOfASeries();
    void solvesARing();
    void passesThroughLinksWithoutLoss();
    void solvesThePhasesOfABalancedGridAlike();
    void leavesAnIslandWithoutVoltage();
    void holdsAVoltageWithinItsLimits();
    void sweepsLikeNewtonAndTheTextbook();
    void losesABranchLikeAnOpenOne();
    void balancesRandomMeshedGrids();
    void namesTheWorstNodeWhenItDoesNotConverge();
};

namespace {

struct GridBuilder {
    GridData grid;
    int add(GridKind kind, std::initializer_list<std::pair<const char*, double>> values) {
        const int row = grid.addRow(kind);
        for (const auto& [name, value] : values) grid.set(kind, row, name, value);
        return row;
    }
    void node(int id, double rated_V = 10e3) { add(GridKind::Node, {{"id", id}, {"u_rated", rated_V}}); }
    void source(int id, int at, double u = 1, double angle = 0, double sk = 1e20) {
        add(GridKind::Source, {{"id", id}, {"node", at}, {"status", 1}, {"u_ref", u}, {"u_ref_angle", angle}, {"sk", sk}});
    }
    void line(int id, int from, int to, double r, double x, double c = 0) {
        add(GridKind::Line, {{"id", id}, {"from_node", from}, {"to_node", to}, {"from_status", 1}, {"to_status", 1}, {"r1", r}, {"x1", x}, {"c1", c}, {"tan1", 0}, {"r0", 3 * r}, {"x0", 3 * x}, {"c0", c}, {"tan0", 0}, {"i_n", 100}});
    }
    void link(int id, int from, int to) { add(GridKind::Link, {{"id", id}, {"from_node", from}, {"to_node", to}, {"from_status", 1}, {"to_status", 1}}); }
    void load(int id, int at, double p, double q, int law = 0) {
        add(GridKind::SymLoad, {{"id", id}, {"node", at}, {"status", 1}, {"type", law}, {"p_specified", p}, {"q_specified", q}});
    }
    double at(const GridResult& result, GridKind kind, int row, const char* column) const { return (*result.find(kind, column))[static_cast<std::size_t>(row)]; }
};

/// A random connected grid with some loops.
GridData randomGrid(unsigned seed) {
    std::mt19937 random(seed);
    const auto between = [&](double low, double high) { return low + (high - low) * (random() / 4294967296.0); };
    GridBuilder builder;
    const int nodes = 5 + static_cast<int>(random() % 40);
    for (int i = 0; i < nodes; ++i) builder.node(i);
    builder.source(1000, 0, 1.02, 0, 200e6);
    for (int i = 1; i < nodes; ++i) builder.line(2000 + i, static_cast<int>(random() % static_cast<unsigned>(i)), i, between(0.01, 1), between(0.01, 1), between(0, 1e-6));
    for (int i = 0; i < nodes / 4; ++i) {
        const int a = static_cast<int>(random() % static_cast<unsigned>(nodes)), b = static_cast<int>(random() % static_cast<unsigned>(nodes));
        if (a != b) builder.line(3000 + i, a, b, between(0.01, 1), between(0.01, 1));
    }
    for (int i = 1; i < nodes; ++i) builder.load(4000 + i, i, between(-2e5, 5e5), between(0, 2e5), static_cast<int>(random() % 3));
    return builder.grid;
}

}  // namespace

void PowerFlowTest::givesTheClosedFormOfTwoBuses_data() {
    QTest::addColumn<double>("p");
    QTest::addColumn<double>("q");
    QTest::newRow("light") << 0.2e6 << 0.1e6;
    QTest::newRow("heavy") << 4e6 << 2e6;
    QTest::newRow("capacitive") << 1e6 << -0.8e6;
    QTest::newRow("feeding back") << -3e6 << 0.0;
}

void PowerFlowTest::givesTheClosedFormOfTwoBuses() {
    QFETCH(double, p);
    QFETCH(double, q);
    GridBuilder builder;
    builder.node(1);
    builder.node(2);
    builder.source(3, 1);
    builder.line(4, 1, 2, 1.5, 2.5);
    builder.load(5, 2, p, q);
    const GridResult result = solveGrid(builder.grid, false);
    QVERIFY(result.report.usable());
    // U² = ½ (U₀² − 2(PR + QX)) + √(¼ (…)² − (P² + Q²)(R² + X²))
    const double u0 = 10e3, half = 0.5 * (u0 * u0 - 2 * (p * 1.5 + q * 2.5));
    const double u2 = half + std::sqrt(half * half - (p * p + q * q) * (1.5 * 1.5 + 2.5 * 2.5));
    QVERIFY(std::abs(builder.at(result, GridKind::Node, 1, "u") - std::sqrt(u2)) < 1e-8 * u0);
    const double loss = (p * p + q * q) / u2 * 1.5;
    QVERIFY(std::abs(result.loss_W - loss) < 1e-8 * std::abs(loss));
    QVERIFY(std::abs(builder.at(result, GridKind::Source, 0, "p") - p - loss) < 1e-6);
}

void PowerFlowTest::sharesALoadOverParallelFeeds() {
    GridBuilder builder;
    builder.node(1);
    builder.node(2);
    builder.source(3, 1);
    builder.line(4, 1, 2, 1, 2);
    builder.line(5, 1, 2, 2, 4);  // twice the impedance: half the current
    builder.load(6, 2, 1e6, 0.5e6);
    const GridResult result = solveGrid(builder.grid, false);
    const double a = builder.at(result, GridKind::Line, 0, "i_from"), b = builder.at(result, GridKind::Line, 1, "i_from");
    QVERIFY(std::abs(a - 2 * b) < 1e-9 * a);
}

void PowerFlowTest::addsUpTheDropOfASeries() {
    GridBuilder builder;
    for (int i = 1; i <= 4; ++i) builder.node(i, 400);
    builder.source(5, 1);
    for (int i = 1; i <= 3; ++i) builder.line(10 + i, i, i + 1, 0.01, 0);
    builder.load(6, 4, 20e3, 0, 2);  // constant current: 20 kW at 400 V
    const GridResult result = solveGrid(builder.grid, false);
    const double current = 20e3 / 400 / std::sqrt(3.0);
    QVERIFY(std::abs(builder.at(result, GridKind::Line, 2, "i_to") - current) < 1e-8 * current);
    for (int i = 0; i < 4; ++i) QVERIFY(std::abs(builder.at(result, GridKind::Node, i, "u") - (400 - i * std::sqrt(3.0) * current * 0.01)) < 1e-6);
    QVERIFY(std::abs(result.loss_W - 3 * 3 * current * current * 0.01) < 1e-6);
}

void PowerFlowTest::solvesARing() {
    // Load in the middle of a ring of equal halves: each half carries one half.
    GridBuilder builder;
    for (int i = 1; i <= 4; ++i) builder.node(i);
    builder.source(5, 1);
    builder.line(11, 1, 2, 1, 1);
    builder.line(12, 2, 3, 1, 1);
    builder.line(13, 3, 4, 1, 1);
    builder.line(14, 4, 1, 1, 1);
    builder.load(6, 3, 2e6, 1e6);
    const Issues issues = checkGrid(builder.grid, {});
    QVERIFY(!hasErrors(issues));
    QVERIFY(std::any_of(issues.begin(), issues.end(), [](const Issue& issue) { return issue.code == "grid.loops" && issue.severity == Severity::Note; }));
    const GridResult result = solveGrid(builder.grid, false, {FlowMethod::Sweep});
    QVERIFY(!result.swept);
    QVERIFY(std::abs(builder.at(result, GridKind::Node, 1, "u_pu") - builder.at(result, GridKind::Node, 3, "u_pu")) < 1e-12);
    QVERIFY(std::abs(builder.at(result, GridKind::Line, 1, "p_to") + 1e6) < 1e-3);
}

void PowerFlowTest::passesThroughLinksWithoutLoss() {
    // 1 = 2 = 3 by links, 2 = 4 by two in parallel; loads at 3 and 4, a line on from 3.
    GridBuilder builder;
    for (int i = 1; i <= 5; ++i) builder.node(i);
    builder.source(6, 1, 1, 0, 200e6);
    builder.link(11, 1, 2);
    builder.link(12, 2, 3);
    builder.link(13, 4, 2);
    builder.link(14, 4, 2);
    builder.line(15, 3, 5, 0.5, 0.5);
    builder.load(7, 3, 1e6, 0.2e6);
    builder.load(8, 4, 2e6, 0);
    builder.load(9, 5, 0.5e6, 0);
    for (const bool perPhase : {false, true}) {
        const GridResult result = solveGrid(builder.grid, perPhase);
        QVERIFY(result.report.usable());
        const std::size_t width = perPhase ? 3 : 1;
        const auto total = [&](GridKind kind, int row, const char* column) {
            double sum = 0;
            for (std::size_t p = 0; p < width; ++p) sum += (*result.find(kind, column))[static_cast<std::size_t>(row) * width + p];
            return sum;
        };
        for (std::size_t p = 0; p < width; ++p)
            for (std::size_t row = 1; row < 4; ++row) QCOMPARE((*result.find(GridKind::Node, "u_pu"))[row * width + p], (*result.find(GridKind::Node, "u_pu"))[p]);
        const double onwards = total(GridKind::Line, 0, "p_from");
        QVERIFY(std::abs(total(GridKind::Link, 0, "p_from") - total(GridKind::Source, 0, "p")) < 1e-3);
        QVERIFY(std::abs(total(GridKind::Link, 1, "p_from") - 1e6 - onwards) < 1e-3);
        for (int row : {2, 3}) QVERIFY(std::abs(total(GridKind::Link, row, "p_from") + 1e6) < 1e-3);  // one half each, towards 4
        for (int row = 0; row < 4; ++row) QCOMPARE(total(GridKind::Link, row, "p_to"), -total(GridKind::Link, row, "p_from"));
        QVERIFY(std::abs(total(GridKind::Node, 3, "p") + 2e6) < 1e-3);
        QVERIFY(std::abs(result.loss_W - (onwards - 0.5e6)) < 1e-3);
    }
}

void PowerFlowTest::solvesThePhasesOfABalancedGridAlike() {
    const GridData grid = makeFeederGrid({.nodes = 120});
    const GridResult one = solveGrid(grid, false), three = solveGrid(grid, true);
    QVERIFY(one.report.usable() && three.report.usable());
    const auto &u1 = *one.find(GridKind::Node, "u_pu"), &u3 = *three.find(GridKind::Node, "u_pu");
    for (std::size_t i = 0; i < u3.size(); ++i) QVERIFY(std::abs(u3[i] - u1[i / 3]) < 1e-9);
    QVERIFY(std::abs(one.loss_W - three.loss_W) < 1e-6 * one.loss_W);
}

void PowerFlowTest::leavesAnIslandWithoutVoltage() {
    GridBuilder builder;
    for (int i = 1; i <= 4; ++i) builder.node(i);
    builder.source(5, 1);
    builder.line(11, 1, 2, 1, 1);
    builder.line(12, 3, 4, 1, 1);
    builder.load(6, 4, 1e6, 0);
    builder.load(7, 2, 1e6, 0);
    const Issues issues = checkGrid(builder.grid, {});
    QVERIFY(!hasErrors(issues));
    QVERIFY(std::any_of(issues.begin(), issues.end(), [](const Issue& issue) { return issue.code == "grid.island"; }));
    QVERIFY(std::any_of(issues.begin(), issues.end(), [](const Issue& issue) { return issue.code == "grid.unfed" && issue.itemName == "sym_load 6"; }));
    const GridResult result = solveGrid(builder.grid, false);
    QVERIFY(result.report.usable());
    QCOMPARE(static_cast<int>(result.tables[0].energized[2]), 0);
    QCOMPARE(builder.at(result, GridKind::Node, 2, "u_pu"), 0.0);
    QVERIFY(builder.at(result, GridKind::Node, 1, "u_pu") > 0.9);
}

void PowerFlowTest::holdsAVoltageWithinItsLimits() {
    GridBuilder builder;
    builder.node(1);
    builder.node(2);
    builder.source(3, 1);
    builder.line(4, 1, 2, 1, 3);
    builder.add(GridKind::SymGen, {{"id", 5}, {"node", 2}, {"status", 1}, {"type", 0}, {"p_specified", 1e6}, {"q_specified", 0}});
    const int regulator = builder.add(GridKind::VoltageRegulator, {{"id", 6}, {"regulated_object", 5}, {"status", 1}, {"u_ref", 1.03}});
    GridResult result = solveGrid(builder.grid, false);
    QVERIFY(std::abs(builder.at(result, GridKind::Node, 1, "u_pu") - 1.03) < 1e-10);
    QVERIFY(std::abs(builder.at(result, GridKind::SymGen, 0, "p") - 1e6) < 1e-3);
    const double needed = builder.at(result, GridKind::SymGen, 0, "q");
    builder.grid.set(GridKind::VoltageRegulator, regulator, "q_max", needed / 2);
    result = solveGrid(builder.grid, false);
    QVERIFY(std::abs(builder.at(result, GridKind::SymGen, 0, "q") - needed / 2) < 1);
    QVERIFY(builder.at(result, GridKind::Node, 1, "u_pu") < 1.03 - 1e-4);
    QCOMPARE(builder.at(result, GridKind::VoltageRegulator, 0, "limit_violated"), 2.0);
}

void PowerFlowTest::sweepsLikeNewtonAndTheTextbook() {
    const GridData grid = makeFeederGrid({.nodes = 700});
    const GridTopology topology(grid);
    const auto network = makeNetwork<1>(grid, topology);
    const auto swept = solveFlow(network, {FlowMethod::Sweep, 1e-12, 40}), newton = solveFlow(network);
    QVERIFY(swept.swept && newton.report.usable());
    std::vector<double> start(static_cast<std::size_t>(network.buses));
    for (int bus = 0; bus < network.buses; ++bus) start[bus] = topology.phase_rad(network.topologyBus[bus]);
    const auto textbook = solveTextbook(network, start);
    QVERIFY(textbook.report.usable());
    for (int bus = 0; bus < network.buses; ++bus) {
        QVERIFY(std::abs(swept.u[bus][0] - newton.u[bus][0]) < 1e-10);
        QVERIFY(std::abs(textbook.u[bus][0] - newton.u[bus][0]) < 1e-9);
    }
}

void PowerFlowTest::losesABranchLikeAnOpenOne() {
    GridData grid = makeFeederGrid({.nodes = 300});
    const GridTopology topology(grid);
    const auto network = makeNetwork<1>(grid, topology);
    RadialForest forest;
    QVERIFY(forest.compile(network));
    for (const int branch : {0, 3, 17, 60, 150}) {
        RadialForest::State state = forest.flat();
        const int lost = forest.lose(branch);
        QVERIFY(forest.solve(state, 1e-12, 200));
        GridData open = grid;
        open.set(network.branches[branch].kind, network.branches[branch].row, "from_status", 0);
        open.set(network.branches[branch].kind, network.branches[branch].row, "to_status", 0);
        const GridTopology openTopology(open);
        const auto openNetwork = makeNetwork<1>(open, openTopology);
        QCOMPARE(lost, network.buses - openNetwork.buses);
        const auto reference = solveFlow(openNetwork);
        for (int bus = 0; bus < openNetwork.buses; ++bus) QVERIFY(std::abs(forest.busVoltage(state, network.busOf[openNetwork.topologyBus[bus]]) - reference.u[bus][0]) < 1e-10);
        forest.restore();
    }
}

void PowerFlowTest::balancesRandomMeshedGrids() {
    for (unsigned seed = 1; seed <= 60; ++seed) {
        const GridData grid = randomGrid(seed);
        QVERIFY(!hasErrors(checkGrid(grid, {})));
        for (const bool perPhase : {false, true}) {
            const GridResult result = solveGrid(grid, perPhase);
            if (!result.report.usable()) continue;  // beyond what it can carry: said, not NaN
            QVERIFY2(result.imbalance < 1e-9, qPrintable(QString("seed %1").arg(seed)));
            for (const GridResultTable& table : result.tables)
                for (const auto& column : table.values)
                    for (const double value : column) QVERIFY(std::isfinite(value));
            QVERIFY(std::abs(result.sourceP_W - result.loadP_W - result.loss_W) < 1e-3);
        }
    }
}

void PowerFlowTest::namesTheWorstNodeWhenItDoesNotConverge() {
    GridBuilder builder;
    builder.node(1);
    builder.node(2);
    builder.source(3, 1);
    builder.line(4, 1, 2, 10, 10);
    builder.load(5, 2, 50e6, 0);  // ten times what the line can carry
    const GridResult result = solveGrid(builder.grid, false);
    QCOMPARE(result.report.status, SolveStatus::NotConverged);
    QCOMPARE(result.report.worst, std::string("node 2"));
}

PLENUM_TEST(PowerFlowTest)
#include "power_flow_test.moc"
