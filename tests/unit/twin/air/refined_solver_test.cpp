// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/twin/air/air_cases.h"
#include "twin/air/refined_solver.h"
#include "twin/air/refined_transient.h"

#include "tests/support/registry.h"

#include <cmath>
#include <cstring>
#include <numeric>

using namespace twin;
using namespace twin::air;
using namespace twin::air::cases;

class RefinedSolverTest : public QObject {
    Q_OBJECT
  private slots:
    void plugFlowCarriesItsHeat();
    void sourceAndSinkDriveAUniformPotential();
    void massAndEnergyCloseInAnOpenHall();
    void closedHallWithCoolersBalances();
    void givesTheSameBitsWithOneAndTwoThreads();
    void stopsWhenAsked();
    void closedCavityMatchesDeVahlDavis_data();
    void closedCavityMatchesDeVahlDavis();
    void sealedHallWarmsAtHeatOverCapacity();
    void badNumbersAreExplained();
};

namespace {

/// A duct of 6 × 1 × 1 m with a supply, a rack as a plug and a return.
AirCase openDuct(double flow, double heat) {
    AirCase c = box(6, 1, 1);
    Device r = rack("R", flow, heat);
    c.deviceBodies.push_back({2.4, 0, 0, 3, 1, 1});
    r.intakes.push_back(acrossX(2.4, 0, 1, 0, 1, -1));
    r.outlets.push_back(acrossX(3, 0, 1, 0, 1, 1));
    c.devices = {r};
    c.supplies.push_back({"S", acrossX(0, 0, 1, 0, 1, 1), flow, 18, 0, 0});
    c.returns.push_back({"out", acrossX(6, 0, 1, 0, 1, -1), 30, 0, 0});
    return c;
}

/// A row of racks with tiles for 90 % of their flow and a ceiling return.
AirCase openHall() {
    AirCase c = box(5, 4, 3);
    double flow = 0;
    for (int n = 0; n < 4; ++n) {
        stand(c, rack("R" + std::to_string(n), 0.4, 4824), 1.2 + 0.6 * n, 1.8, -1);
        flow += 0.4;
    }
    c.supplies.push_back({"tiles", {{1.2, 0.6, 0, 3.6, 1.8, 0}, {0, 0, 1}, 1}, 0.9 * flow, 18, 0, 0});
    c.returns.push_back({"ceiling", {{1.2, 3.2, 3, 3.6, 3.8, 3}, {0, 0, -1}, 1}, 30, 0, 0});
    return c;
}

RefinedOptions cells(double size, int most = 400, int threads = 1) {
    RefinedOptions o;
    o.cell_m = o.cellZ_m = size;
    o.maxIterations = most;
    o.threads = threads;
    return o;
}

}  // namespace

void RefinedSolverTest::plugFlowCarriesItsHeat() {
    const AirResult r = solveRefined(openDuct(0.5, 6030), cells(0.2));
    QVERIFY(r.report.usable());
    QVERIFY(std::abs(r.devices[0].intake_C - 18) < 1e-5);
    QVERIFY(std::abs(r.devices[0].outlet_C - 28) < 1e-5);  // 6030 W / (1.2 · 1005 · 0.5)
    QVERIFY(std::abs(r.returns[0].flow_m3_s - 0.5) < 1e-6 && std::abs(r.returns[0].temperature_C - 28) < 1e-4);
}

void RefinedSolverTest::sourceAndSinkDriveAUniformPotential() {
    const AirResult r = solvePotential(openDuct(0.5, 6030), cells(0.2));
    for (int k = 0; k < r.nz; ++k)
        for (int j = 0; j < r.ny; ++j)
            for (int i = 16; i + 1 < r.nx; ++i) QVERIFY(std::abs(double(r.u[r.index(i, j, k)]) - 0.5) < 1e-4);
    QVERIFY(r.energyResidual <= 1e-6 && r.massResidual <= 1e-6);
}

void RefinedSolverTest::massAndEnergyCloseInAnOpenHall() {
    const AirCase c = openHall();
    const AirResult r = solveRefined(c, cells(0.2));
    QVERIFY(r.report.usable());
    QVERIFY(r.massResidual <= 1e-6);
    double heat = 0, net = 0;
    for (std::size_t d = 0; d < c.devices.size(); ++d) {
        heat += 1.2 * 1005 * r.devices[d].flow_m3_s * (r.devices[d].outlet_C - r.devices[d].intake_C);
        QVERIFY(r.devices[d].intake_C >= 18 - 1e-6 && r.devices[d].intake_C < 35);
    }
    QVERIFY(std::abs(heat - 4 * 4824) < 1e-3);
    net = 1.2 * 1005 * (r.returns[0].flow_m3_s * r.returns[0].temperature_C - c.supplies[0].flow_m3_s * 18);
    QVERIFY2(std::abs(net - heat) <= 1e-6 * heat + 1e-3, qPrintable(QString::number((net - heat) / heat)));
}

void RefinedSolverTest::closedHallWithCoolersBalances() {
    const AirResult r = solveRefined(smallHall(4), cells(0.3, 240));
    QVERIFY(r.report.usable());
    QVERIFY(r.massResidual <= 1e-6 && r.energyResidual <= 1e-6);
}

void RefinedSolverTest::givesTheSameBitsWithOneAndTwoThreads() {
    const AirResult a = solveRefined(openHall(), cells(0.2, 120, 1)), b = solveRefined(openHall(), cells(0.2, 120, 2));
    QVERIFY(std::memcmp(a.u.data(), b.u.data(), a.u.size() * sizeof(float)) == 0);
    QVERIFY(std::memcmp(a.temperature_C.data(), b.temperature_C.data(), a.temperature_C.size() * sizeof(float)) == 0);
    for (std::size_t d = 0; d < a.devices.size(); ++d) QCOMPARE(a.devices[d].intake_C, b.devices[d].intake_C);
}

void RefinedSolverTest::stopsWhenAsked() {
    std::stop_source source;
    int reports = 0;
    const AirResult r = solveRefined(openHall(), cells(0.1, 100000), [&](const AirResult& coarse) {
        ++reports;
        QVERIFY(coarse.stage != AirStage::Settled && coarse.nx > 0);
        source.request_stop();
    }, source.get_token());
    QCOMPARE(reports, 1);
    QCOMPARE(r.report.status, SolveStatus::Cancelled);
}

// De Vahl Davis, Int. J. Numer. Methods Fluids 3 (1983) 249–264: mean Nusselt number of a square cavity, Pr 0.71. The
// tolerance is that of first-order upwind on 40 × 40 cells.
void RefinedSolverTest::closedCavityMatchesDeVahlDavis_data() {
    QTest::addColumn<double>("rayleigh");
    QTest::addColumn<double>("nusselt");
    QTest::newRow("1e4") << 1e4 << 2.243;
    QTest::newRow("1e5") << 1e5 << 4.519;
    QTest::newRow("1e6") << 1e6 << 8.800;
}

void RefinedSolverTest::closedCavityMatchesDeVahlDavis() {
    QFETCH(double, rayleigh);
    QFETCH(double, nusselt);
    AirCase c = box(1, 100, 1);  // one cell deep: the sides across y are far away
    c.nu_m2_s = 0.01;
    c.beta_per_K = 0.1;
    c.reference_C = 0.5;
    const double diffusivity = c.nu_m2_s / c.prandtl;
    c.gravity_m_s2 = rayleigh * c.nu_m2_s * diffusivity / c.beta_per_K;  // ΔT 1 K, L 1 m
    constexpr int kCells = 40;
    GridFaces faces;
    for (int n = 0; n <= kCells; ++n) faces[0].push_back(n / double(kCells)), faces[2].push_back(n / double(kCells));
    faces[1] = {0, 100};
    Issues issues;
    const RefinedGrid grid = makeRefinedGrid(c, faces, issues);
    numerics::WorkerPool pool(1);
    RefinedCore core(c, grid, pool);
    core.rest(0.5);
    std::vector<HeldFace> held;
    const float conductance = float(diffusivity * 100 / kCells * 2 * kCells);
    for (int k = 0; k < kCells; ++k) {
        held.push_back({grid.shape.index(0, 0, k), conductance, 1});
        held.push_back({grid.shape.index(kCells - 1, 0, k), conductance, 0});
    }
    core.holdTemperatures(held);
    CoreOptions o;
    o.turbulence = Turbulence::Laminar;
    o.velocityRelaxation = 0.8;
    o.temperatureRelaxation = 0.9;
    o.longestStep_s = 1 / std::sqrt(c.gravity_m_s2 * c.beta_per_K);
    for (int n = 0; n < 3000; ++n) core.iterate(o);
    double heat = 0;
    for (int k = 0; k < kCells; ++k) heat += double(conductance) * (1 - double(core.fields().T[std::size_t(grid.shape.index(0, 0, k))]));
    const double found = heat / (diffusivity * 100);
    qInfo("Nu %.3f, published %.3f", found, nusselt);
    QVERIFY2(std::abs(found / nusselt - 1) < 0.12, qPrintable(QString::number(found)));
}

// All heat stays in the air, the racks' metal and the walls: after the mixing the hall warms at Q / Σ(m c).
void RefinedSolverTest::sealedHallWarmsAtHeatOverCapacity() {
    const AirCase c = smallHall(4);
    TransientOptions o;
    o.solve = cells(0.3);
    o.end_s = 1500;  // the racks warm with a time constant of C / G, some 300 s
    o.step_s = 3;
    const double rackCapacity = 420 * 500;  // J/K: 420 kg of equipment, 500 J/kgK (steel)
    double heat = 0, capacity = 0;
    for (std::size_t d = 0; d < c.devices.size(); ++d) {
        const bool isRack = c.devices[d].kind == Device::Kind::Rack;
        o.heatCapacity_J_K.push_back(isRack ? rackCapacity : 0);
        if (isRack) heat += c.devices[d].heat_W, capacity += rackCapacity;
        else o.events.push_back({0, d, {}, {}, {}, 0.0});
    }
    const TransientResult r = solveTransient(c, o);
    QVERIFY(r.last.report.usable());
    double air = 0;
    for (int k = 0; k < r.last.nz; ++k)
        for (int j = 0; j < r.last.ny; ++j)
            for (int i = 0; i < r.last.nx; ++i)
                if (!std::isnan(r.last.temperature_C[r.last.index(i, j, k)]))
                    air += (r.last.xFaces[std::size_t(i) + 1] - r.last.xFaces[std::size_t(i)]) * (r.last.yFaces[std::size_t(j) + 1] - r.last.yFaces[std::size_t(j)]) * (r.last.zFaces[std::size_t(k) + 1] - r.last.zFaces[std::size_t(k)]);
    capacity += 1.2 * 1005 * air;
    const std::size_t n = r.time_s.size() - 1, m = n / 2;
    const double rate = (r.meanAir_C[n] - r.meanAir_C[m]) / (r.time_s[n] - r.time_s[m]);
    qInfo("%.5f K/s, Q/mc %.5f K/s", rate, heat / capacity);
    QVERIFY2(std::abs(rate * capacity / heat - 1) < 0.01, qPrintable(QString::number(rate * capacity / heat)));
    for (std::size_t d = 0; d < c.devices.size(); ++d)
        if (c.devices[d].kind == Device::Kind::Rack && r.intake_C.back()[d] > 32) QVERIFY(r.limit_s[d] && *r.limit_s[d] > 0);
}

void RefinedSolverTest::badNumbersAreExplained() {
    AirCase c = openHall();
    c.devices[0].heat_W = std::nan("");
    const AirResult r = solveRefined(c, cells(0.2));
    QVERIFY(!r.report.usable() && hasErrors(r.issues));
}

PLENUM_TEST(RefinedSolverTest)
#include "refined_solver_test.moc"
