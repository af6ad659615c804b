// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/numerics/anderson.h"

#include "tests/support/registry.h"

#include <cmath>

class AndersonTest : public QObject {
    Q_OBJECT
  private slots:
    void solvesASlowLinearFixedPointInAsManyStepsAsItHasModes();
};

void AndersonTest::solvesASlowLinearFixedPointInAsManyStepsAsItHasModes() {
    const std::vector<double> rate{0.999, 0.9, 0.5, -0.3};  // a plain iteration needs some 20 000 steps
    twin::numerics::Anderson anderson(6);
    std::vector<double> x(4, 0.0), g(4);
    for (int step = 0; step < 8; ++step) {
        for (std::size_t i = 0; i < 4; ++i) g[i] = rate[i] * x[i] + 1;
        x = anderson.next(x, g);
    }
    for (std::size_t i = 0; i < 4; ++i) QVERIFY(std::abs(x[i] - 1 / (1 - rate[i])) < 1e-6 / (1 - rate[i]));
}

PLENUM_TEST(AndersonTest)
#include "anderson_test.moc"
