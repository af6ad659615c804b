// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "twin/media/effectiveness.h"

#include <cmath>
#include <limits>

using namespace twin;

class EffectivenessTest : public QObject {
    Q_OBJECT

  private slots:
    void invertsEffectiveness() {
        for (double ratio : {0.0, 0.1, 0.5, 0.9, 0.999999999, 1.0})
            for (double ntu : {0.01, 0.5, 1.0, 2.5, 5.0}) {
                const double counter = counterflowEffectiveness(ntu, ratio);
                const double cross = crossflowEffectiveness(ntu, ratio);
                QVERIFY(counter > 0 && counter < 1 && cross > 0 && cross <= counter + 0.005);
                QVERIFY(std::abs(counterflowNtu(counter, ratio) / ntu - 1) < 1e-9);
                QVERIFY(std::abs(crossflowNtu(cross, ratio) / ntu - 1) < 1e-6);
            }
    }

    void hasTheKnownLimits() {
        QCOMPARE(counterflowEffectiveness(1, 1), 0.5);
        QCOMPARE(counterflowEffectiveness(1, 0), 1 - std::exp(-1.0));
        QCOMPARE(crossflowEffectiveness(1, 0), 1 - std::exp(-1.0));
        QCOMPARE(counterflowEffectiveness(0, 0.5), 0.0);
        QVERIFY(std::isinf(counterflowNtu(1, 0.5)));
        QVERIFY(std::isinf(crossflowNtu(1, 0.5)));
    }

    void counterflowLimitsAreExact() {
        QCOMPARE(counterflowEffectiveness(2, 0), 1 - std::exp(-2.0));  // one side keeps its temperature
        QCOMPARE(counterflowEffectiveness(3, 1), 0.75);                // balanced: N / (1 + N)
        QCOMPARE(counterflowEffectiveness(0, 0.5), 0.0);
        QCOMPARE(counterflowEffectiveness(std::numeric_limits<double>::infinity(), 0.7), 1.0);
        QVERIFY(std::abs(counterflowEffectiveness(3, 1 - 1e-12) - 0.75) < 1e-11);
    }

    // Incropera, Fundamentals of Heat and Mass Transfer, equation 11.29a.
    void counterflowIsTheTextbookFormula() {
        const double ntu = 1.7, ratio = 0.6, e = std::exp(-ntu * (1 - ratio));
        QCOMPARE(counterflowEffectiveness(ntu, ratio), (1 - e) / (1 - ratio * e));
    }

    /// Kays and London, table of crossflow with both streams unmixed: NTU 1, ratio 1: 0.476; NTU 3, ratio 0.5: 0.810.
    void agreesWithTheCrossflowTable() {
        QVERIFY(std::abs(crossflowEffectiveness(1, 1) - 0.476) < 0.01);
        QVERIFY(std::abs(crossflowEffectiveness(3, 0.5) - 0.81) < 0.02);
    }
};

PLENUM_TEST(EffectivenessTest)
#include "effectiveness_test.moc"
