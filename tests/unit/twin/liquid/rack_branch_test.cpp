// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "tests/unit/twin/liquid/loop_builder.h"
#include "twin/liquid/loop_solver.h"

#include <array>
#include <cmath>

using namespace twin;
using namespace twin::liquid;
using namespace plenum::test;

namespace {

constexpr double kPsi_Pa = 6894.757;             // Pa, exact to the digits given
constexpr double kLitreAMinute_m3_s = 1 / 6e4;   // m³/s
constexpr double kLiquidHeat_W = 121.5e3;        // W, 90 % of 135 kW

struct Row {
    double supply_C, flow_L_min, drop_psi;
};

/// GB300 NVL72, published rack table (Lenovo LP2357, table 27, as quoted).
constexpr std::array<Row, 5> kTable{{{25, 59, 2.3}, {30, 71, 3.2}, {35, 89, 4.9}, {40, 119, 8.5}, {45, 177, 18.4}}};

/// Least squares of relative error for drop = a V + b V², V in L/min, drop in psi.
std::array<double, 2> fitted() {
    double vv = 0, v3 = 0, v4 = 0, y1 = 0, y2 = 0;
    for (const Row& row : kTable) {
        const double w = 1 / (row.drop_psi * row.drop_psi), v = row.flow_L_min;
        vv += w * v * v;
        v3 += w * v * v * v;
        v4 += w * v * v * v * v;
        y1 += w * v * row.drop_psi;
        y2 += w * v * v * row.drop_psi;
    }
    const double determinant = vv * v4 - v3 * v3;
    return {(y1 * v4 - y2 * v3) / determinant, (vv * y2 - v3 * y1) / determinant};
}

}  // namespace

class RackBranchTest : public QObject {
    Q_OBJECT

  private slots:
    void linearPlusQuadraticFitsThePressures() {
        const auto [a, b] = fitted();
        QVERIFY(a > 0 && b > 0);
        for (const Row& row : kTable) {
            const double error = std::abs(a * row.flow_L_min + b * row.flow_L_min * row.flow_L_min - row.drop_psi);
            QVERIFY(error <= std::max(0.01 * row.drop_psi, 0.05));
        }
    }

    // A flow-controlled pump pushes the table's flow through the rack: return temperature and pressure of each row.
    void rackReturnsAtTheTablesTemperature_data() {
        QTest::addColumn<int>("row");
        for (int i = 0; i < 5; ++i) QTest::addRow("%.0f °C", kTable[static_cast<std::size_t>(i)].supply_C) << i;
    }
    void rackReturnsAtTheTablesTemperature() {
        QFETCH(int, row);
        const Row& wanted = kTable[static_cast<std::size_t>(row)];
        const auto [a, b] = fitted();
        const double flow = wanted.flow_L_min * kLitreAMinute_m3_s, reference_L_min = 119;
        const double linear = a * reference_L_min, drop = linear + b * reference_L_min * reference_L_min;
        Network network = nodesOnly(3);
        network.links = {pump("pump", 0, 1, 4e5, 4e-3, 3e5), resistance("CDU", 1, 2, 4e-3, 5e4),
                         resistance("rack", 2, 0, reference_L_min * kLitreAMinute_m3_s, drop * kPsi_Pa, linear / drop)};
        network.links[0].maxFlow_m3_s = flow;
        network.links[1].setOutlet = true;
        network.links[1].outlet_C = wanted.supply_C;
        network.links[2].heat_W = kLiquidHeat_W;
        // The table does not say its viscosity: the fit is taken at the rack's own mean temperature.
        network.links[2].refViscosity_Pa_s = viscosity_Pa_s(Fluid::Water, 0.5 * (wanted.supply_C + 54.8));
        network.links[2].refDensity_kg_m3 = density_kg_m3(Fluid::Water, 0.5 * (wanted.supply_C + 54.8));
        const NetworkResult result = solveNetwork(network);
        QVERIFY(result.report.status == SolveStatus::Converged);
        QVERIFY(result.report.residual <= 1e-9);
        QVERIFY(std::abs(result.links[2].flow_m3_s / flow - 1) < 1e-5);
        QVERIFY2(std::abs(result.links[2].outlet_C - 54.8) <= 0.2, qPrintable(QString::number(result.links[2].outlet_C)));
        QVERIFY(std::abs(result.links[2].drop_Pa / kPsi_Pa - wanted.drop_psi) <= std::max(0.01 * wanted.drop_psi, 0.05));
    }
};

PLENUM_TEST(RackBranchTest)
#include "rack_branch_test.moc"
