// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/twin/air/air_cases.h"
#include "twin/air/refined_core.h"

#include "tests/support/registry.h"

#include <cmath>

using namespace twin;
using namespace twin::air;
using namespace twin::air::cases;

class RefinedTilesTest : public QObject {
    Q_OBJECT
  private slots:
    void facesCarryTheWholeSpeed();
    void unitsThatShareTilesBlowLikeOne();
};

namespace {

constexpr double kFlow_m3_s = 1.8;

/// Tiles in the middle of the floor, fed by some units that share the flow and one wall of intakes.
AirCase sharedTiles(int units) {
    AirCase c = box(4, 4, 3);
    for (int n = 0; n < units; ++n) {
        Device d = cooler("C" + std::to_string(n), kFlow_m3_s / units, 18);
        d.intakes.push_back(acrossX(0, 0.8, 3.2, 1.8, 2.7, 1));
        d.outlets.push_back({{1.4, 1.4, 0, 2.6, 2.6, 0}, {0, 0, 1}, 1});
        c.devices.push_back(std::move(d));
    }
    return c;
}

GridFaces cells() { return alignedFaces(sharedTiles(1), 0.2, 0.2); }

}  // namespace

void RefinedTilesTest::facesCarryTheWholeSpeed() {
    Issues issues;
    const RefinedGrid grid = makeRefinedGrid(sharedTiles(3), cells(), issues);
    QCOMPARE(grid.patches.size(), std::size_t(6));
    for (const Patch& patch : grid.patches)
        for (const PatchFace& face : patch.faces) {
            const double speed = patch.kind == Patch::Kind::Outlet ? kFlow_m3_s / 1.44 : -kFlow_m3_s / (2.4 * 0.9);
            QVERIFY2(std::abs(double(face.speed_m_s) / speed - 1) < 1e-5, qPrintable(QString::number(double(face.speed_m_s))));
            QVERIFY(std::abs(double(face.part) - 1.0 / 3) < 1e-6);
        }
}

void RefinedTilesTest::unitsThatShareTilesBlowLikeOne() {
    numerics::WorkerPool pool(1);
    const auto flow = [&](const AirCase& c) {
        Issues issues;
        const RefinedGrid grid = makeRefinedGrid(c, cells(), issues);
        RefinedCore core(c, grid, pool);
        core.rest(18);
        CoreOptions o;
        for (int n = 0; n < 60; ++n) core.iterate(o);
        return core.fields();
    };
    const CoreFields one = flow(sharedTiles(1)), three = flow(sharedTiles(3));
    double largest = 0, apart = 0;
    for (std::size_t n = 0; n < one.w.size(); ++n) {
        largest = std::max(largest, std::abs(double(one.w[n])));
        apart = std::max(apart, std::abs(double(one.w[n] - three.w[n])));
    }
    QVERIFY2(largest > 0.9 * kFlow_m3_s / 1.44, qPrintable(QString::number(largest)));
    QVERIFY2(apart < 5e-3 * largest, qPrintable(QString::number(apart)));
}

PLENUM_TEST(RefinedTilesTest)
#include "refined_tiles_test.moc"
