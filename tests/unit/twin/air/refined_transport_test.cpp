// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/twin/air/air_cases.h"
#include "twin/air/refined_transport.h"

#include "tests/support/registry.h"

#include <cmath>

using namespace twin;
using namespace twin::air;
using namespace twin::air::cases;

class RefinedTransportTest : public QObject {
    Q_OBJECT
  private slots:
    void findsAKnownFieldAgain_data();
    void findsAKnownFieldAgain();
};

void RefinedTransportTest::findsAKnownFieldAgain_data() {
    QTest::addColumn<double>("spread");
    QTest::newRow("convection alone") << 0.0;
    QTest::newRow("with diffusion") << 1.2;
}

void RefinedTransportTest::findsAKnownFieldAgain() {
    QFETCH(double, spread);
    const AirCase c = smallHall(4);
    Issues issues;
    const RefinedGrid grid = makeRefinedGrid(c, alignedFaces(c, 0.3, 0.3), issues);
    std::vector<double> first;
    for (const int threads : {1, 2}) {
        numerics::WorkerPool pool(threads);
        RefinedCore core(c, grid, pool);
        core.rest(20);
        for (int n = 0; n < 20; ++n) core.iterate({});
        core.refreshDiffusion();
        const ExactFlow flow = core.exactFlow(1e-10, 60);
        QVERIFY(flow.massResidual < 1e-6);
        RefinedTransport transport(grid, core, flow, spread);
        const auto size = std::size_t(grid.shape.size());
        std::vector<double> known(size, 0.0), rhs(size, 0.0), found(size, 0.0);
        for (std::size_t n = 0; n < size; ++n)
            if (grid.open[n]) known[n] = 20 + std::sin(0.37 * double(n % 997));
        transport.apply(known, rhs);
        const double left = transport.solve(rhs, found, 1e-10, 300, [](const std::vector<double>&, std::vector<double>&) {}, {});
        QVERIFY2(left <= 1e-10, qPrintable(QString::number(left)));
        double apart = 0;
        for (std::size_t n = 0; n < size; ++n) apart = std::max(apart, std::abs(found[n] - known[n]));
        qInfo("%d iterations, %.1e K apart", transport.iterations(), apart);
        QVERIFY2(apart < 1e-6, qPrintable(QString::number(apart)));
        if (first.empty()) first = found;
        QVERIFY(first == found);
    }
}

PLENUM_TEST(RefinedTransportTest)
#include "refined_transport_test.moc"
