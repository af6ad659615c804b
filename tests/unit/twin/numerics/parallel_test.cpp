// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/numerics/parallel.h"

#include "tests/support/registry.h"

#include <vector>

class ParallelTest : public QObject {
    Q_OBJECT
  private slots:
    void visitsEveryBlockOnceInManyRounds();
};

void ParallelTest::visitsEveryBlockOnceInManyRounds() {
    for (const int threads : {1, 2, 3, 5}) {
        twin::numerics::WorkerPool pool(threads);
        QCOMPARE(pool.threads(), threads);
        std::vector<int> visits(97, 0);
        for (int round = 1; round <= 500; ++round) {
            const int blocks = 1 + round % 97;
            std::vector<int> before = visits;
            pool.parallelFor(blocks, [&](int b) { ++visits[std::size_t(b)]; });
            for (int b = 0; b < 97; ++b)
                QCOMPARE(visits[std::size_t(b)], before[std::size_t(b)] + (b < blocks ? 1 : 0));
        }
    }
}

PLENUM_TEST(ParallelTest)
#include "parallel_test.moc"
