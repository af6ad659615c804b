// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "tests/unit/twin/air/air_cases.h"
#include "twin/air/air_solver.h"
#include "twin/air/flow_order.h"

#include <QtTest>

#include <cstring>
#include <random>

using namespace twin;
using namespace twin::air;

/// Halls of several tiles: what one tile needs of another comes a round earlier.
class FlowOrderTest : public QObject {
    Q_OBJECT
  private slots:
    void everyCellFollowsAllThatFlowsIntoIt();
    void hallOfSeveralTilesHasTheSameBitsWithAnyThreadCount();
};

namespace {

struct Wild {
    AirGrid grid;
    FaceFluxes flux;
};

/// Every tenth cell solid, a potential without any smoothness: air that turns at every cell.
Wild wild(unsigned seed) {
    Wild out;
    numerics::GridShape& s = out.grid.shape;
    s = {101, 67, 5};
    const auto size = std::size_t(s.size());
    std::mt19937 random(seed);
    std::vector<float> potential(size);
    out.grid.open.assign(size, 0);
    for (int k = 0; k < s.nz; ++k)
        for (int j = 0; j < s.ny; ++j)
            for (int i = 0; i < s.nx; ++i) {
                out.grid.open[std::size_t(s.index(i, j, k))] = random() % 10 != 0;
                potential[std::size_t(s.index(i, j, k))] = float(random() % 1000);
            }
    const std::array<int, 3> stride{1, s.strideY(), s.strideZ()};
    for (std::size_t a = 0; a < 3; ++a) {
        out.flux[a].assign(size, 0.f);
        for (int c = s.begin(); c < s.end(); ++c)
            if (out.grid.open[std::size_t(c)] && out.grid.open[std::size_t(c - stride[a])]) out.flux[a][std::size_t(c)] = potential[std::size_t(c - stride[a])] - potential[std::size_t(c)];
    }
    return out;
}

}  // namespace

void FlowOrderTest::everyCellFollowsAllThatFlowsIntoIt() {
    const Wild w = wild(3);
    const numerics::GridShape& s = w.grid.shape;
    FlowOrder first;
    for (const int threads : {1, 3}) {
        numerics::WorkerPool pool(threads);
        const FlowOrder order = orderFlow(w.grid, w.flux, pool);
        QVERIFY(order.roundStart.size() > 3);
        std::vector<int> roundOf(std::size_t(s.size()), -1), segmentOf(roundOf), placeOf(roundOf);
        for (int round = 0; round + 1 < int(order.roundStart.size()); ++round)
            for (int n = order.roundStart[std::size_t(round)]; n < order.roundStart[std::size_t(round) + 1]; ++n)
                for (int at = order.segments[std::size_t(n)].begin; at < order.segments[std::size_t(n)].end; ++at) {
                    const auto c = std::size_t(order.cell[std::size_t(at)]);
                    QVERIFY(placeOf[c] < 0);
                    roundOf[c] = round, segmentOf[c] = n, placeOf[c] = at;
                }
        std::size_t edges = 0;
        const std::array<int, 3> stride{1, s.strideY(), s.strideZ()};
        for (int c = s.begin(); c < s.end(); ++c) {
            QCOMPARE(placeOf[std::size_t(c)] >= 0, w.grid.open[std::size_t(c)] != 0);
            for (std::size_t a = 0; a < 3; ++a) {
                const float flux = w.flux[a][std::size_t(c)];
                if (flux == 0.f) continue;
                const auto from = std::size_t(flux > 0 ? c - stride[a] : c), to = std::size_t(flux > 0 ? c : c - stride[a]);
                QVERIFY(roundOf[from] < roundOf[to] || (segmentOf[from] == segmentOf[to] && placeOf[from] < placeOf[to]));
                ++edges;
            }
        }
        QCOMPARE(order.edges, edges);
        if (first.cell.empty()) first = order;
        QVERIFY(first.cell == order.cell && first.inflows == order.inflows && first.roundStart == order.roundStart);
    }
}

void FlowOrderTest::hallOfSeveralTilesHasTheSameBitsWithAnyThreadCount() {
    AirCase hall = cases::box(20, 18, 3);
    hall.cell_m = hall.cellZ_m = 0.25;
    hall.wallU_W_m2K = 1.2, hall.beyond_C = 5;
    for (int n = 0; n < 20; ++n) {
        Device rack;
        rack.name = "R" + std::to_string(n);
        const double x = 1 + 0.75 * (n % 10) + (n / 10) * 9, y = n < 10 ? 4 : 12;
        rack.flow_m3_s = 0.3 + 0.02 * n, rack.heat_W = 4000 + 100 * n;
        rack.intakes = {{{x, y, 0, x + 0.75, y, 2}, {0, -1, 0}, 1}};
        rack.outlets = {{{x, y + 1, 0, x + 0.75, y + 1, 2}, {0, 1, 0}, 1}};
        hall.deviceBodies.push_back({x, y, 0, x + 0.75, y + 1, 2});
        hall.devices.push_back(rack);
    }
    Device cooler;
    cooler.kind = Device::Kind::Cooler;
    cooler.name = "C";
    cooler.flow_m3_s = 8, cooler.capacity_W = 2e5, cooler.supply_C = 20;
    cooler.intakes = {{{0, 8, 3, 20, 10, 3}, {0, 0, -1}, 1}};
    cooler.outlets = {{{0, 1, 0, 20, 2, 0}, {0, 0, 1}, 1}, {{0, 15, 0, 20, 16, 0}, {0, 0, 1}, 1}};
    hall.devices.push_back(cooler);
    AirResult first;
    for (const int threads : {1, 2, 4}) {
        AirOptions options;
        options.threads = threads;
        const AirResult r = solveAir(hall, options);
        QVERIFY(r.report.usable());
        QVERIFY2(r.energyResidual < 1e-6, qPrintable(QString::number(r.energyResidual)));
        QVERIFY(r.heatThroughWalls_W < 0);
        if (threads == 1) first = r;
        const auto same = [](const std::vector<float>& a, const std::vector<float>& b) { return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(float)) == 0; };
        QVERIFY(same(r.temperature_C, first.temperature_C) && same(r.u, first.u) && same(r.v, first.v) && same(r.w, first.w));
        for (std::size_t d = 0; d < r.devices.size(); ++d) QVERIFY(r.devices[d].intake_C == first.devices[d].intake_C && r.devices[d].recirculation == first.devices[d].recirculation);
    }
}

PLENUM_TEST(FlowOrderTest)
#include "flow_order_test.moc"
