// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "twin/power/case_chain.h"

#include <cmath>

using namespace twin;
using namespace twin::power;

class CaseChainTest : public QObject {
    Q_OBJECT
  private slots:
    void rebuildsCaseB();
    void rebuildsCaseC();
    void closesEachPath();
    void listsWhatIsNotAllowed();
};

namespace {

const CaseInputs kB{'B', 4700e3, 1880e3, 1.85, 0.95, 13200e3, 0};
const CaseInputs kC{'C', 2800e3, 1344e3, 1.85, 0.95, 8000e3, 2000e3};

bool near(double value, double expected, double tolerance) { return std::abs(value - expected) <= tolerance; }

}  // namespace

void CaseChainTest::rebuildsCaseB() {
    const CaseFigures figures = rebuildCase(kB);
    // By hand: 4.7 MW and the busway's loss need two containers of 2.4 MW a side: four; cooling two of 1.94 MW.
    QCOMPARE(figures.paths[0].stages[1].units, 4);
    QCOMPARE(figures.paths[1].stages[0].units, 2);
    QVERIFY(near(figures.installed_W, 4 * 2.4e6 + 2 * 1.94e6, 1e-6));
    QVERIFY(near(figures.formula_W, 1.85 * 6580e3 / 0.95, 1));
    QVERIFY(near(figures.alpha, figures.eta * figures.installed_W / 6580e3, 1e-12));
    // The containers run at about half: 96.8 %; with conductors the IT path lies a little below, cooling near 99 %.
    QVERIFY(figures.paths[0].efficiency > 0.95 && figures.paths[0].efficiency < 0.968);
    QVERIFY(figures.paths[1].efficiency > 0.97 && figures.paths[1].efficiency < 0.992);
    QVERIFY(figures.readings[0].alpha < figures.readings[1].alpha);
    QCOMPARE(figures.systemsN, 0);
}

void CaseChainTest::rebuildsCaseC() {
    const CaseFigures figures = rebuildCase(kC);
    QVERIFY(figures.atMost.covered <= 2000.0 / 2800 + 1e-12 && figures.atMost.covered > 0.71);
    QVERIFY(figures.real.covered < figures.atMost.covered);
    QVERIFY(near(figures.real.missing_W, 2800e3 - 2000e3 * 0.97 * figures.paths[0].efficiency, 1e-3));
    QCOMPARE(figures.systemsN, 2);
    QCOMPARE(figures.systems2N, 4);
    QCOMPARE(figures.paths[0].stages[0].units, 4);
    QVERIFY(figures.alphaBuilt < 0.5);
    QVERIFY(english(figures.notes.front()).find("at most 71.4 % of 2800 kW") != std::string::npos);
    // Rectifiers: 2.8 MW and the busway's loss over 600 kW: five a side, ten.
    QCOMPARE(figures.paths[0].stages[1].units, 10);
}

void CaseChainTest::closesEachPath() {
    for (const CaseInputs& inputs : {kB, kC})
        for (const CasePathFigures& path : rebuildCase(inputs).paths) {
            double power = path.grid_W;
            for (const CaseStageFigures& stage : path.stages) {
                QVERIFY(near(stage.figures.in_W, power, 1e-6) && stage.figures.loss_W > 0);
                QVERIFY(!stage.source.empty());
                power = stage.figures.out_W;
            }
            QVERIFY(near(power, path.demand_W, 1e-6));
        }
}

void CaseChainTest::listsWhatIsNotAllowed() {
    QVERIFY(checkCase(kB).empty() && checkCase(kC).empty());
    QCOMPARE(checkCase({'A', -1, std::nan(""), 0, 0.95, 0, -2}).size(), std::size_t{5});
}

PLENUM_TEST(CaseChainTest)
#include "case_chain_test.moc"
