// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/numerics/multigrid.h"

#include "tests/support/registry.h"

#include <cmath>
#include <numbers>
#include <random>

using namespace twin::numerics;

class MultigridTest : public QObject {
    Q_OBJECT
  private slots:
    void convergesWithSecondOrderToACosine();
    void needsFewCyclesAcrossThinWalls();
    void givesTheSameBitsWithAnyThreadCount();
    void stopsWhenAsked();
    void leavesClosedCellsAlone();
};

namespace {

FaceGrid openBox(GridShape s, float g) {
    FaceGrid f(s);
    for (int k = 0; k < s.nz; ++k)
        for (int j = 0; j < s.ny; ++j)
            for (int i = 0; i < s.nx; ++i) {
                const auto c = static_cast<std::size_t>(s.index(i, j, k));
                f.x[c] = i > 0 ? g : 0.f;
                f.y[c] = j > 0 ? g : 0.f;
                f.z[c] = k > 0 ? g : 0.f;
            }
    return f;
}

/// A box with walls of closed faces at every fourth plane in y, each with a gap of one cell.
FaceGrid comb(GridShape s) {
    FaceGrid f = openBox(s, 0.25f);
    for (int j = 3; j < s.ny; j += 4)
        for (int k = 0; k < s.nz; ++k)
            for (int i = 0; i + 1 < s.nx; ++i) f.y[std::size_t(s.index(i, j, k))] = 0.f;
    return f;
}

std::vector<double> randomSources(const GridShape& s, unsigned seed) {
    std::mt19937 random(seed);
    std::vector<double> q(static_cast<std::size_t>(s.size()), 0.0);
    for (int n = 0; n < 200; ++n) {
        const double flow = double(random() % 1000) / 1000;
        for (const double sign : {1.0, -1.0})
            q[std::size_t(s.index(int(random() % unsigned(s.nx)), int(random() % unsigned(s.ny)),
                                  int(random() % unsigned(s.nz))))] += sign * flow;
    }
    return q;
}

double cosineError(int n) {
    const GridShape s{n, n, n / 2};
    const double h = 1.0 / n, pi = std::numbers::pi;
    WorkerPool pool(1);
    const FaceGrid box = openBox(s, float(h));  // powers of two: exact as float
    Multigrid multigrid(box, pool);
    std::vector<double> q(static_cast<std::size_t>(s.size()), 0.0), p = q;
    const auto exact = [&](int i, int j, int k) {
        return std::cos(pi * (i + 0.5) * h) * std::cos(pi * (j + 0.5) * h) * std::cos(2 * pi * (k + 0.5) * h);
    };
    for (int k = 0; k < s.nz; ++k)
        for (int j = 0; j < n; ++j)
            for (int i = 0; i < n; ++i) q[std::size_t(s.index(i, j, k))] = 6 * pi * pi * exact(i, j, k) * h * h * h;
    const twin::SolveReport report = multigrid.solve(q, p, {1e-11, 0, 100});
    if (!report.usable()) return 1e9;
    double mean = 0, worst = 0;
    for (const double value : p) mean += value / double(s.cells());
    for (int k = 0; k < s.nz; ++k)
        for (int j = 0; j < n; ++j)
            for (int i = 0; i < n; ++i)
                worst = std::max(worst, std::abs(p[std::size_t(s.index(i, j, k))] - mean - exact(i, j, k)));
    return worst;
}

}  // namespace

void MultigridTest::convergesWithSecondOrderToACosine() {
    const double e16 = cosineError(16), e32 = cosineError(32), e64 = cosineError(64);
    QVERIFY2(e64 < 1e-3, qPrintable(QString::number(e64)));
    QVERIFY2(std::abs(std::log2(e16 / e32) - 2) < 0.05, qPrintable(QString::number(std::log2(e16 / e32))));
    QVERIFY2(std::abs(std::log2(e32 / e64) - 2) < 0.02, qPrintable(QString::number(std::log2(e32 / e64))));
}

void MultigridTest::needsFewCyclesAcrossThinWalls() {
    const GridShape s{61, 43, 9};
    WorkerPool pool(1);
    const FaceGrid box = openBox(s, 0.25f), combed = comb(s);
    Multigrid open(box, pool), walls(combed, pool);
    const std::vector<double> q = randomSources(s, 1);
    std::vector<double> p(q.size(), 0.0), r = p;
    const twin::SolveReport a = open.solve(q, p, {}), b = walls.solve(q, r, {});
    QVERIFY(a.usable() && b.usable());
    QVERIFY2(a.iterations <= 20, qPrintable(QString::number(a.iterations)));
    QVERIFY2(b.iterations <= 40, qPrintable(QString::number(b.iterations)));
    QVERIFY(a.residual <= 1e-9 && b.residual <= 1e-9);
}

void MultigridTest::givesTheSameBitsWithAnyThreadCount() {
    const GridShape s{80, 61, 13};
    const std::vector<double> q = randomSources(s, 7);
    std::vector<double> first;
    for (const int threads : {1, 2, 3}) {
        WorkerPool pool(threads);
        const FaceGrid combed = comb(s);
        Multigrid multigrid(combed, pool);
        std::vector<double> p(q.size(), 0.0);
        QVERIFY(multigrid.solve(q, p, {}).usable());
        if (first.empty()) first = p;
        QVERIFY(first == p);
    }
}

void MultigridTest::stopsWhenAsked() {
    const GridShape s{20, 20, 5};
    WorkerPool pool(1);
    const FaceGrid box = openBox(s, 1.f);
    Multigrid multigrid(box, pool);
    std::stop_source stop;
    stop.request_stop();
    std::vector<double> p(std::size_t(s.size()), 0.0);
    QCOMPARE(multigrid.solve(randomSources(s, 2), p, {}, stop.get_token()).status, twin::SolveStatus::Cancelled);
}

void MultigridTest::leavesClosedCellsAlone() {
    const GridShape s{12, 9, 4};
    FaceGrid f = openBox(s, 1.f);
    const int c = s.index(5, 4, 2);
    for (auto* faces : {&f.x, &f.y, &f.z}) (*faces)[std::size_t(c)] = 0.f;
    f.x[std::size_t(c + 1)] = f.y[std::size_t(c + s.strideY())] = f.z[std::size_t(c + s.strideZ())] = 0.f;
    WorkerPool pool(1);
    Multigrid multigrid(f, pool);
    std::vector<double> q(static_cast<std::size_t>(s.size()), 0.0), p = q;
    q[std::size_t(s.index(0, 0, 0))] = 1;
    q[std::size_t(s.index(11, 8, 3))] = -1;
    QVERIFY(multigrid.solve(q, p, {}).usable());
    QCOMPARE(p[std::size_t(c)], 0.0);
}

PLENUM_TEST(MultigridTest)
#include "multigrid_test.moc"
