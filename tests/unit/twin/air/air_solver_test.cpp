// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/twin/air/air_cases.h"

#include "tests/support/registry.h"
#include "twin/air/air_flow.h"

#include <cmath>
#include <cstring>

using namespace twin::air;
using namespace twin::air::cases;

class AirSolverTest : public QObject {
    Q_OBJECT
  private slots:
    void ductHasUniformVelocityAndOneTemperatureStep();
    void twoSuppliesMixByFlow();
    void exhaustTurnedToANeighbourWarmsItsIntake();
    void overloadedCoolerRemovesItsCapacity();
    void offCoolerRemovesNothing();
    void givesTheSameBitsWithAnyThreadCount();
    void warmStartEqualsCold();
    void slidingARackChangesItsIntakeContinuously();
    void stopsWhenAsked();
    void emptyHallIsStill();
};

namespace {

bool near(double a, double b, double tolerance) {
    return std::abs(a - b) <= tolerance;
}

template <class Numbers>
bool sameBits(const Numbers& a, const Numbers& b) {
    return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(a[0])) == 0;
}

/// 6 × 0.9 × 0.9 m, a rack as a plug in the middle, a cooler from end to end.
AirCase duct(double flow, double heat) {
    AirCase c = box(6, 0.9, 0.9);
    Device r = rack("R", flow, heat), k = cooler("C", flow, 18);
    c.deviceBodies.push_back({2.4, 0, 0, 3, 0.9, 0.9});
    r.intakes.push_back(acrossX(2.4, 0, 0.9, 0, 0.9, -1));
    r.outlets.push_back(acrossX(3, 0, 0.9, 0, 0.9, 1));
    k.intakes.push_back(acrossX(6, 0, 0.9, 0, 0.9, -1));
    k.outlets.push_back(acrossX(0, 0, 0.9, 0, 0.9, 1));
    c.devices = {r, k};
    return c;
}

}  // namespace

void AirSolverTest::ductHasUniformVelocityAndOneTemperatureStep() {
    const double flow = 0.5, heat = 6030;
    const AirResult r = solveAir(duct(flow, heat), {});
    QVERIFY(r.report.usable());
    QVERIFY(r.issues.empty());
    const double speed = flow / 0.81, step = heat / (1.2 * 1005 * flow);
    for (int i = 0; i < r.nx; ++i)
        for (int k = 0; k < r.nz; ++k)
            for (int j = 0; j < r.ny; ++j) {
                const std::size_t at = r.index(i, j, k);
                if (i >= 8 && i < 10) {
                    QVERIFY(std::isnan(r.temperature_C[at]));
                    continue;
                }
                QVERIFY(near(double(r.u[at]), speed, 1e-6));
                QVERIFY(near(double(r.v[at]), 0, 1e-7) && near(double(r.w[at]), 0, 1e-7));
                QVERIFY(near(double(r.temperature_C[at]), i < 8 ? 18 : 18 + step, 1e-5));
            }
    // The potential falls by speed · distance.
    const auto potential = [&](int i) { return r.flow->potential[std::size_t(r.flow->grid.shape.index(i, 1, 1))]; };
    QVERIFY(near(potential(0) - potential(7), speed * 7 * r.dx, 1e-6));
    QVERIFY(near(r.devices[0].intake_C, 18, 1e-9) && near(r.devices[0].outlet_C, 18 + step, 1e-9));
    QVERIFY(near(r.devices[0].recirculation, 0, 1e-12) && near(r.devices[1].recirculation, 1, 1e-9));
}

void AirSolverTest::twoSuppliesMixByFlow() {
    AirCase c = duct(3, 12000);
    c.devices[1] = cooler("A", 1, 15);
    c.devices[1].intakes.push_back(acrossX(6, 0, 0.9, 0, 0.9, -1));
    c.devices[1].outlets.push_back(acrossX(0, 0, 0.9, 0, 0.45, 1));
    Device b = cooler("B", 2, 24);
    b.intakes = c.devices[1].intakes;
    b.outlets.push_back(acrossX(0, 0, 0.9, 0.45, 0.9, 1));
    c.devices.push_back(b);
    const AirResult r = solveAir(c, {});
    QVERIFY(r.report.usable());
    QVERIFY(near(r.devices[0].intake_C, (15 + 2 * 24) / 3.0, 1e-7));
    QVERIFY(r.devices[0].intakeLow_C < r.devices[0].intakeMid_C &&
            r.devices[0].intakeMid_C < r.devices[0].intakeHigh_C);
    QVERIFY(near((r.devices[0].intakeLow_C + r.devices[0].intakeMid_C + r.devices[0].intakeHigh_C) / 3, 21, 1e-6));
}

void AirSolverTest::exhaustTurnedToANeighbourWarmsItsIntake() {
    const auto hall = [](int front) {
        AirCase c = box(6, 9, 3);
        stand(c, rack("A", 0.5, 8000), 2.7, 1.5, front);
        stand(c, rack("B", 0.5, 8000), 2.7, 4.5, -1);  // its intake faces A
        Device k = cooler("C", 1.2, 18);
        k.outlets.push_back(acrossX(0, 3, 4.2, 0, 2.1, 1));
        k.intakes.push_back(acrossX(6, 3, 4.2, 0.9, 3, -1));
        c.devices.push_back(k);
        return solveAir(c, {});
    };
    const AirResult facing = hall(1), turned = hall(-1);
    QVERIFY(facing.report.usable() && turned.report.usable());
    QVERIFY(turned.devices[1].intake_C > facing.devices[1].intake_C + 0.5);
    QVERIFY(turned.devices[1].recirculation > facing.devices[1].recirculation);
}

void AirSolverTest::overloadedCoolerRemovesItsCapacity() {
    AirCase c = duct(0.5, 6000);
    c.devices[1].capacity_W = 2000;
    Device second = c.devices[1];  // both together hold the hall, this one alone does not
    second.name = "D";
    second.capacity_W = 50000;
    second.supply_C = 20;
    c.devices[1].flow_m3_s = second.flow_m3_s = 0.25;
    c.devices.push_back(second);
    const AirResult r = solveAir(c, {});
    QVERIFY(r.report.usable());
    QVERIFY(r.devices[1].overloaded && !r.devices[2].overloaded);
    QVERIFY(near(r.devices[1].heat_W, -2000, 1e-3));
    QVERIFY(near(r.devices[2].heat_W, -4000, 1e-3));
    QVERIFY(near(r.devices[2].outlet_C, 20, 1e-9));
}

void AirSolverTest::offCoolerRemovesNothing() {
    AirCase c = duct(0.5, 6000);
    Device off = c.devices[1];
    off.name = "off";
    off.capacity_W = 0;
    c.devices[1].flow_m3_s = off.flow_m3_s = 0.25;
    c.devices.push_back(off);
    const AirResult r = solveAir(c, {});
    QVERIFY(r.report.usable());
    QVERIFY(near(r.devices[2].heat_W, 0, 1e-3) && !r.devices[2].overloaded);
    QVERIFY(near(r.devices[1].heat_W, -6000, 1e-3));
}

void AirSolverTest::givesTheSameBitsWithAnyThreadCount() {
    AirOptions options;
    AirCase c = smallHall();
    c.cell_m = c.cellZ_m = 0.15;
    const AirResult first = solveAir(c, options);
    QVERIFY(first.report.usable());
    for (const int threads : {2, 3}) {
        options.threads = threads;
        const AirResult r = solveAir(c, options);
        QVERIFY(sameBits(r.flow->potential, first.flow->potential));
        QVERIFY(sameBits(r.temperature_C, first.temperature_C));
        QVERIFY(sameBits(r.u, first.u) && sameBits(r.v, first.v) && sameBits(r.w, first.w));
        for (std::size_t d = 0; d < r.devices.size(); ++d) QVERIFY(r.devices[d].outlet_C == first.devices[d].outlet_C);
    }
}

void AirSolverTest::warmStartEqualsCold() {
    const AirResult before = solveAir(smallHall(), {});
    const AirResult cold = solveAir(smallHall(8, 0.3), {});
    AirOptions options;
    options.warmStart = &before;
    const AirResult warm = solveAir(smallHall(8, 0.3), options);
    QVERIFY(before.report.usable() && cold.report.usable() && warm.report.usable());
    QVERIFY(warm.report.iterations <= cold.report.iterations && warm.couplingPasses <= cold.couplingPasses);
    for (std::size_t at = 0; at < cold.u.size(); ++at) {
        QVERIFY(near(double(warm.u[at]), double(cold.u[at]), 1e-6) && near(double(warm.w[at]), double(cold.w[at]), 1e-6));
        QVERIFY(std::isnan(cold.temperature_C[at]) ||
                near(double(warm.temperature_C[at]), double(cold.temperature_C[at]), 1e-4));
    }
    for (std::size_t d = 0; d < cold.devices.size(); ++d)
        QVERIFY(near(warm.devices[d].intake_C, cold.devices[d].intake_C, 1e-5));
}

void AirSolverTest::slidingARackChangesItsIntakeContinuously() {
    // An opening that slides along its wall in front of open floor, well inside one cell: no jump.
    const auto hall = [](double x) {
        AirCase c = duct(0.5, 6000);
        c.sizeY_m = 3;
        for (Device& d : c.devices)
            for (auto* side : {&d.intakes, &d.outlets})
                for (Opening& o : *side) o.rect.y1 = 3;
        c.deviceBodies[0].y1 = 3;
        c.devices[0].intakes[0].rect.y0 = x;
        c.devices[0].intakes[0].rect.y1 = x + 0.9;
        c.devices[1].outlets[0].rect.y1 = 1.2;
        return solveAir(c, {});
    };
    AirResult last = hall(0.9);
    for (int n = 1; n <= 30; ++n) {
        const AirResult r = hall(0.9 + 0.02 * n);
        const std::size_t at = r.index(7, 5, 1);
        QVERIFY(near(double(r.v[at]), double(last.v[at]), 0.06));
        last = r;
    }
}

void AirSolverTest::stopsWhenAsked() {
    std::stop_source stop;
    stop.request_stop();
    QCOMPARE(solveAir(smallHall(), {}, stop.get_token()).report.status, twin::SolveStatus::Cancelled);
}

void AirSolverTest::emptyHallIsStill() {
    const AirResult r = solveAir(box(3, 3, 3), {});
    QCOMPARE(r.report.status, twin::SolveStatus::NothingToSolve);
    for (std::size_t at = 0; at < r.u.size(); ++at) {
        QCOMPARE(r.temperature_C[at], 20.f);
        QCOMPARE(r.u[at], 0.f);
    }
}

PLENUM_TEST(AirSolverTest)
#include "air_solver_test.moc"
