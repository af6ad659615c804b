// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "tests/unit/twin/air/air_cases.h"
#include "twin/air/case_file.h"
#include "twin/air/hall_transient.h"
#include "twin/air/outer_walls.h"
#include "twin/air/refined_solver.h"
#include "twin/air/refined_transient.h"

#include <cmath>
#include <cstring>

using namespace twin;
using namespace twin::air;
using namespace twin::air::cases;

namespace {

constexpr double kLength_m = 4, kSide_m = 0.1, kFlow_m3_s = 0.01, kBeyond_C = 10;
constexpr double kPerKelvin_W = 1.2 * 1005 * kFlow_m3_s;

/// A duct of one cell's height whose air leaves at one end and comes back at the other: every cell of a section is alike.
AirCase loopDuct(double cell_m, double heat_W) {
    AirCase c = box(kLength_m, kSide_m, kSide_m);
    c.cell_m = cell_m;
    c.cellZ_m = kSide_m;
    Device r = rack("R", kFlow_m3_s, heat_W);
    r.outlets = {acrossX(0, 0, kSide_m, 0, kSide_m, 1)};
    r.intakes = {acrossX(kLength_m, 0, kSide_m, 0, kSide_m, -1)};
    c.devices = {r};
    c.wallU_W_m2K = 10;
    c.beyond_C = kBeyond_C;
    return c;
}

/// Of ln((T − T_b) / (T_0 − T_b)) over the duct but its end cells, against −U P x / (ρ c_p V̇), P two sides and the ceiling.
double decayError(double cell_m) {
    const AirResult r = solveAir(loopDuct(cell_m, 10 * kPerKelvin_W), {});
    const auto above = [&](int i) { return double(r.temperature_C[r.index(i, 0, 0)]) - kBeyond_C; };
    const double by = std::log(above(r.nx - 2) / above(0)), exact = -10 * 3 * kSide_m * (r.nx - 2) * r.dx / kPerKelvin_W;
    return by / exact - 1;
}

double sum(const std::vector<OuterWall>& walls) {
    double area_m2 = 0;
    for (const OuterWall& wall : walls) area_m2 += wall.area_m2;
    return area_m2;
}

AirCase coldOutside(AirCase hall) {
    hall.wallU_W_m2K = 0.5;
    hall.beyond_C = -10;
    return hall;
}

HallTransientOptions waterLost(const AirCase& hall) {
    HallTransientOptions o;
    for (double t = 2; t <= 600; t += 2) o.times_s.push_back(t);
    o.wall_J_m2K = 22e3;
    for (std::size_t d = 0; d < hall.devices.size(); ++d)
        if (hall.devices[d].kind == Device::Kind::Cooler) o.events.push_back({0, d, {}, {}, {}, 0.0});
    return o;
}

}  // namespace

class OuterWallsTest : public QObject {
    Q_OBJECT

  private slots:
    void airCoolsAlongALossyWall() {
        const double coarse = decayError(0.1), fine = decayError(0.05);
        qInfo("exponent off by %.4f, on half the cells %.4f", coarse, fine);
        QVERIFY(std::abs(coarse) < 0.015 && std::abs(fine) < 0.0075);
        QVERIFY(std::abs(coarse / fine - 2) < 0.05);  // first order
    }

    /// Without a cooler all heat leaves through the walls; the rack lifts the air by 10 K.
    void wallsAloneBalanceARack() {
        const AirResult r = solveAir(loopDuct(0.1, 10 * kPerKelvin_W), {});
        QVERIFY(r.report.usable());
        QVERIFY(std::abs(r.heatThroughWalls_W / (-10 * kPerKelvin_W) - 1) < 1e-6);
        QVERIFY(r.energyResidual < 1e-6);
        // Of 40 cells the end ones have an end wall besides: (T − T_b) falls by 1 / (1 + r) each.
        const double per = 10 * kSide_m * kSide_m / kPerKelvin_W, falls = std::pow(1 + 3 * per, -38) * std::pow(1 + 4 * per, -2);
        QVERIFY(std::abs(r.devices[0].outlet_C - (kBeyond_C + 10 / (1 - falls))) < 1e-5);
    }

    void theRefinedHeatHasTheSameWalls() {
        AirCase c = loopDuct(0.1, 0);
        c.devices.clear();
        c.supplies.push_back({"S", acrossX(0, 0, kSide_m, 0, kSide_m, 1), kFlow_m3_s, 40, 0, 0});
        c.returns.push_back({"out", acrossX(kLength_m, 0, kSide_m, 0, kSide_m, -1), 30, 0, 0});
        RefinedOptions o;
        o.cell_m = o.cellZ_m = 0.1;
        const AirResult r = solvePotential(c, o);
        const double per = 10 * kSide_m * kSide_m / kPerKelvin_W, falls = std::pow(1 + 3 * per, -38) * std::pow(1 + 4 * per, -2);
        QVERIFY2(std::abs(r.returns[0].temperature_C - (kBeyond_C + 30 * falls)) < 1e-5, qPrintable(QString::number(r.returns[0].temperature_C)));
        QVERIFY(std::abs(r.heatThroughWalls_W + kPerKelvin_W * 30 * (1 - falls)) < 1e-3);
        QVERIFY(r.energyResidual < 1e-6);
    }

    void energyClosesInAHall() {
        const AirCase hall = coldOutside(smallHall(4));
        const AirResult instant = solveAir(hall, {}), warm = solveAir(smallHall(4), {});
        RefinedOptions o;
        o.cell_m = o.cellZ_m = 0.3;
        o.maxIterations = 120;
        const AirResult refined = solveRefined(hall, o);
        for (const AirResult* r : {&instant, &refined}) {
            QVERIFY(r->report.usable());
            QVERIFY2(r->energyResidual < 1e-6, qPrintable(QString::number(r->energyResidual)));
            QVERIFY(std::abs(r->heatIn_W + r->heatThroughWalls_W - r->heatOut_W) < 1e-6 * r->heatIn_W);
            // 4 walls of 9 × 3 m, a ceiling of 9 × 9 m, less where units stand before them; air at 15 … 35 °C.
            QVERIFY(r->heatThroughWalls_W < -0.5 * 180 * 25 && r->heatThroughWalls_W > -0.5 * 189 * 45);
        }
        double net_W = instant.heatThroughWalls_W;
        for (const DeviceResult& d : instant.devices) net_W += d.heat_W;
        QVERIFY(std::abs(net_W) < 1e-6 * instant.heatIn_W && instant.heatOut_W < warm.heatOut_W);
    }

    void withoutLossesNothingChanges() {
        AirCase beyond = smallHall(4);
        beyond.beyond_C = -30;
        const AirResult a = solveAir(smallHall(4), {}), b = solveAir(beyond, {});
        QVERIFY(std::memcmp(a.temperature_C.data(), b.temperature_C.data(), a.temperature_C.size() * sizeof(float)) == 0);
        for (std::size_t d = 0; d < a.devices.size(); ++d) QCOMPARE(a.devices[d].intake_C, b.devices[d].intake_C);
        QCOMPARE(a.heatThroughWalls_W, 0.0);
        numerics::WorkerPool pool;
        QVERIFY(outerWalls(beyond, makeGrid(beyond, pool)).empty());
    }

    /// A warm start takes the flow of a hall without losses; racks' shares of the air stay as they are.
    void lossesNeedNoNewFlow() {
        const AirResult before = solveAir(smallHall(4), {});
        AirOptions o;
        o.warmStart = &before;
        const AirCase hall = coldOutside(smallHall(4));
        const AirResult warm = solveAir(hall, o), cold = solveAir(hall, {});
        QVERIFY(warm.flow == before.flow);
        for (std::size_t d = 0; d < cold.devices.size(); ++d) {
            QVERIFY(std::abs(warm.devices[d].intake_C - cold.devices[d].intake_C) < 1e-5);
            QVERIFY(std::abs(warm.devices[d].recirculation - before.devices[d].recirculation) < 1e-5);
        }
    }

    /// A triangle of 6 × 6 m: its legs and its slanted side, its floor plan as ceiling, whatever the cells.
    void areasAreThoseOfTheOutline() {
        AirCase c = coldOutside(box(6, 6, 3));
        c.outline = {{0, 0}, {6, 0}, {0, 6}};
        const double exact = (12 + std::sqrt(72.0)) * 3 + 18;
        Issues issues;
        numerics::WorkerPool pool;
        QVERIFY(std::abs(sum(outerWalls(c, makeGrid(c, pool))) - exact) < 1e-9);
        QVERIFY(std::abs(sum(outerWalls(c, makeRefinedGrid(c, evenFaces(c, 0.25, 0.3), issues))) - exact) < 1e-9);
    }

    void timeStartsAtRestAndKeepsTheEnergy() {
        const AirCase hall = coldOutside(smallHall(4));
        HallTransientOptions still = waterLost(hall);
        still.times_s = {10, 100, 1000};
        still.events.clear();
        const HallHistory rest = solveHallTransient(hall, still);
        QVERIFY(rest.report.usable());
        for (const auto& series : rest.intake_C) QVERIFY(std::abs(series.back() - series.front()) < 1e-3f);
        const AirResult steady = solveAir(hall, {});
        QVERIFY(std::abs(rest.throughWalls_J / (1000 * steady.heatThroughWalls_W) - 1) < 1e-3);
        const HallHistory lost = solveHallTransient(hall, waterLost(hall)), kept = solveHallTransient(smallHall(4), waterLost(hall));
        QVERIFY(lost.energyResidual < 1e-6 && kept.energyResidual < 1e-6);
        QVERIFY(lost.meanAir_C.back() < kept.meanAir_C.back());
    }

    void casesStateBothOrNone() {
        const std::string head = R"({"format": "air-reference-case/1", "name": "n", "hall_size_m": {"x": 4, "y": 3, "z": 3}, "air": {"rho_kg_per_m3": 1.2, "cp_J_per_kg_K": 1005}, "racks": [], )";
        const auto codes = [&](const char* keys) {
            std::string found;
            for (const Issue& issue : readReferenceCase(head + keys + "}").issues)
                if (issue.path.find("wall") != std::string::npos || english(issue.text).find("wall") != std::string::npos) found += issue.code + ' ';
            return found;
        };
        QVERIFY(codes(R"("wall_U_W_per_m2_K": 0.5, "beyond_walls_C": -5)").empty());
        QCOMPARE(codes(R"("wall_U_W_per_m2_K": 0.5)"), std::string("air.case.missing "));
        QCOMPARE(codes(R"("wall_U_W_per_m2_K": -1, "beyond_walls_C": 900)"), std::string("air.case.outOfRange air.case.outOfRange "));
    }
};

PLENUM_TEST(OuterWallsTest)
#include "outer_walls_test.moc"
