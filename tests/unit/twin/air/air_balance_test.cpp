// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/twin/air/air_cases.h"

#include "tests/support/registry.h"

#include <cmath>
#include <random>

using namespace twin::air;
using namespace twin::air::cases;

class AirBalanceTest : public QObject {
    Q_OBJECT
  private slots:
    void massAndEnergyAgreeInEveryHall_data();
    void massAndEnergyAgreeInEveryHall();
    void leakKeepsAClosedAisleInBalance_data();
    void leakKeepsAClosedAisleInBalance();
    void moreHeatThanCapacityHasNoSteadyState();
    void rackThatBreathesItsOwnAirIsNamed();
    void blockedOpeningRaisesAnIssue();
    void openingMovesToTheNextFreeCell();
    void rackWithoutFlowIsNamed();
    void badNumbersAreIssues();
    void randomHallsNeverGiveNaN();
};

namespace {

/// Energy recomputed from what the devices say about air in and out.
void checkBalance(const AirCase& c, const AirResult& r) {
    QVERIFY(r.report.usable());
    QVERIFY(r.report.residual <= 1e-9);
    double net = 0, given = 0;
    for (std::size_t d = 0; d < r.devices.size(); ++d) {
        const double perKelvin = c.rho_kg_m3 * c.cp_J_kgK * r.devices[d].flow_m3_s;
        const double heat = perKelvin * (r.devices[d].outlet_C - r.devices[d].intake_C);
        net += heat;
        if (c.devices[d].kind != Device::Kind::Rack) continue;
        given += heat;
        QVERIFY(std::abs(heat - c.devices[d].heat_W) <= 1e-8 * c.devices[d].heat_W + 1e-4);
    }
    QVERIFY2(std::abs(net) <= 1e-8 * given, qPrintable(QString::number(net / given)));
    QVERIFY(r.energyResidual <= 1e-8 && r.massResidual <= 1e-6);
}

/// The hall of cases::smallHall with its cold aisle closed by doors and a roof.
AirCase closedAisle(double supplyFactor) {
    AirCase c = smallHall();
    c.panels = {{2.1, 3.9, 2.1, 6.9, 5.1, 2.1}, {2.1, 3.9, 0, 2.1, 5.1, 2.1}, {6.9, 3.9, 0, 6.9, 5.1, 2.1}};
    for (Device& d : c.devices)
        if (d.kind == Device::Kind::Cooler) d.flow_m3_s *= supplyFactor / 0.9;
    return c;
}

}  // namespace

void AirBalanceTest::massAndEnergyAgreeInEveryHall_data() {
    QTest::addColumn<double>("cell");
    QTest::addColumn<double>("shift");
    QTest::newRow("coarse") << 0.6 << 0.0;
    QTest::newRow("usual") << 0.3 << 0.0;
    QTest::newRow("moved") << 0.3 << 0.17;
    QTest::newRow("fine") << 0.2 << 0.05;
}

void AirBalanceTest::massAndEnergyAgreeInEveryHall() {
    QFETCH(double, cell);
    QFETCH(double, shift);
    AirCase c = smallHall(8, shift);
    c.cell_m = c.cellZ_m = cell;
    checkBalance(c, solveAir(c, {}));
}

void AirBalanceTest::leakKeepsAClosedAisleInBalance_data() {
    QTest::addColumn<double>("supply");
    QTest::newRow("too little") << 0.7;
    QTest::newRow("too much") << 1.3;
}

void AirBalanceTest::leakKeepsAClosedAisleInBalance() {
    QFETCH(double, supply);
    const AirCase c = closedAisle(supply);
    const AirResult r = solveAir(c, {});
    QVERIFY(hasIssue(r, "air.regionUnbalanced"));
    checkBalance(c, r);
    // Enough supply: the racks breathe supply air only; too little: warm air leaks in.
    for (std::size_t d = 0; d < r.devices.size(); ++d) {
        if (c.devices[d].kind != Device::Kind::Rack) continue;
        QVERIFY(r.devices[d].intake_C > 18 - 1e-6);
        if (supply > 1) QVERIFY(r.devices[d].intake_C < 19 + 1e-6);
    }
    if (supply < 1) QVERIFY(r.devices[3].recirculation > 0.05);
}

void AirBalanceTest::moreHeatThanCapacityHasNoSteadyState() {
    AirCase c = smallHall();
    for (Device& d : c.devices) d.capacity_W = 1000;
    const AirResult r = solveAir(c, {});
    QCOMPARE(r.report.status, twin::SolveStatus::NotConverged);
    QVERIFY(hasIssue(r, "air.coolingShort"));
    for (const float t : r.temperature_C) QVERIFY(std::isnan(t) || (t >= -50.f && t <= 150.f));
}

void AirBalanceTest::rackThatBreathesItsOwnAirIsNamed() {
    AirCase c = smallHall(2);
    Device d = rack("Loop", 0.4, 3000);  // in a closed cupboard of its own
    c.panels = {{0, 7.8, 0, 2.4, 7.8, 2.4}, {2.4, 7.8, 0, 2.4, 9, 2.4}, {0, 7.8, 2.4, 2.4, 9, 2.4}};
    d.outlets.push_back(acrossX(0, 7.8, 9, 0, 2.1, 1));
    d.intakes.push_back(acrossX(2.4, 7.8, 9, 0, 2.1, -1));
    c.devices.push_back(d);
    const AirResult r = solveAir(c, {});
    QCOMPARE(r.report.status, twin::SolveStatus::NotConverged);
    QVERIFY(hasIssue(r, "air.closedRecirculation"));
    QCOMPARE(QString::fromStdString(r.report.worst), QString("Loop"));
}

void AirBalanceTest::blockedOpeningRaisesAnIssue() {
    AirCase c = smallHall();
    const Box& body = c.deviceBodies[3];
    c.solids.push_back({body.x0, body.y1, 0, body.x1, body.y1 + 1.2, 3});  // fills the aisle between R3 and R11
    const AirResult r = solveAir(c, {});
    std::vector<std::string> blocked;
    for (const twin::Issue& issue : r.issues)
        if (issue.code == "air.openingBlocked" && issue.severity == twin::Severity::Error)
            blocked.push_back(issue.itemName);
    QVERIFY((blocked == std::vector<std::string>{"R3", "R11"}));
    QCOMPARE(r.devices[3].flow_m3_s, 0.0);
    QCOMPARE(r.heatNotRemoved_W, c.devices[3].heat_W + c.devices[11].heat_W);
    double heat = 0;
    for (const Device& d : c.devices) heat += d.kind == Device::Kind::Rack ? d.heat_W : 0;
    QVERIFY(std::abs(r.heatIn_W - (heat - r.heatNotRemoved_W)) < 1e-3);
}

void AirBalanceTest::openingMovesToTheNextFreeCell() {
    AirCase c = smallHall();
    const Box& body = c.deviceBodies[3];
    c.solids.push_back({body.x0, body.y1, 0, body.x1, body.y1 + 0.6, 3});
    const AirResult r = solveAir(c, {});
    QVERIFY(!hasIssue(r, "air.openingBlocked"));
    checkBalance(c, r);
}

void AirBalanceTest::rackWithoutFlowIsNamed() {
    AirCase c = smallHall();
    c.devices[2].flow_m3_s = 0;
    const AirResult r = solveAir(c, {});
    QVERIFY(r.report.usable());
    QVERIFY(hasIssue(r, "air.deviceOutOfFlow"));
    QCOMPARE(r.heatNotRemoved_W, c.devices[2].heat_W);
}

void AirBalanceTest::badNumbersAreIssues() {
    AirCase c = smallHall();
    c.devices[0].heat_W = std::nan("");
    c.devices[1].flow_m3_s = -1;
    c.deviceBodies[0].x0 = 1e300;
    const AirResult r = solveAir(c, {});
    QVERIFY(!r.report.usable());
    QCOMPARE(r.issues.size(), std::size_t(3));
    QVERIFY(!solveAir(box(0, 3, 3), {}).report.usable());
}

void AirBalanceTest::randomHallsNeverGiveNaN() {
    std::mt19937 random(20240501);
    const auto uniform = [&](double a, double b) { return a + (b - a) * double(random() >> 5) / double(1u << 27); };
    for (int round = 0; round < 60; ++round) {
        AirCase c = box(uniform(2, 9), uniform(2, 9), uniform(2, 4));
        c.cell_m = uniform(0.25, 0.6);
        c.cellZ_m = uniform(0.2, 0.6);
        if (round % 4 == 0)
            c.outline = {
                {0, 0}, {c.sizeX_m, 0}, {c.sizeX_m, c.sizeY_m * 0.6}, {c.sizeX_m * 0.5, c.sizeY_m}, {0, c.sizeY_m}};
        for (int n = 0; n < 6; ++n) {
            const bool isRack = n < 4;
            Device d = isRack ? rack("R" + std::to_string(n), uniform(0, 1), uniform(0, 20000))
                              : cooler("C" + std::to_string(n), uniform(0, 3), uniform(10, 25), uniform(0, 60000));
            stand(c, d, uniform(-0.5, c.sizeX_m), uniform(-0.5, c.sizeY_m), random() % 2 ? 1 : -1);
        }
        for (int n = 0; n < 3; ++n) {
            const double x = uniform(0, c.sizeX_m), y = uniform(0, c.sizeY_m);
            c.panels.push_back({x, 0, 0, x, uniform(0, c.sizeY_m), 4});
            c.solids.push_back({x, y, 0, x + uniform(0, 0.5), y + uniform(0, 1.5), uniform(0, 4)});
        }
        const AirResult r = solveAir(c, {});
        for (std::size_t at = 0; at < r.u.size(); ++at) {
            QVERIFY(std::isfinite(r.u[at]) && std::isfinite(r.v[at]) && std::isfinite(r.w[at]));
            QVERIFY(!std::isnan(r.temperature_C[at]) || r.u[at] == 0.f);
        }
        for (const DeviceResult& d : r.devices) {
            QVERIFY(std::isfinite(d.intake_C) && std::isfinite(d.outlet_C) && std::isfinite(d.heat_W));
            QVERIFY(std::isfinite(d.intakeLow_C) && std::isfinite(d.intakeMid_C) && std::isfinite(d.intakeHigh_C));
            QVERIFY(d.recirculation >= 0 && d.recirculation <= 1);
        }
        if (r.report.status == twin::SolveStatus::Converged && r.heatIn_W > 1) QVERIFY(r.energyResidual <= 1e-6);
        QVERIFY(r.report.status != twin::SolveStatus::NotConverged || twin::hasErrors(r.issues));
    }
}

PLENUM_TEST(AirBalanceTest)
#include "air_balance_test.moc"
