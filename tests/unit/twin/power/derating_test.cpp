// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "twin/power/derating.h"

#include <cmath>

using namespace twin::power;

class DeratingTest : public QObject {
    Q_OBJECT
  private slots:
    void readsTheTables_data();
    void readsTheTables();
    void takesEightyPercentByNec();
    void namesWhatLiesOutside();
};

void DeratingTest::readsTheTables_data() {
    QTest::addColumn<int>("insulation");
    QTest::addColumn<int>("laying");
    QTest::addColumn<double>("ambient_C");
    QTest::addColumn<int>("circuits");
    QTest::addColumn<double>("factor");
    QTest::newRow("reference") << 1 << 0 << 30.0 << 1 << 1.0;
    QTest::newRow("XLPE 40 °C, six on a tray") << 1 << 2 << 40.0 << 6 << 0.91 * 0.73;
    QTest::newRow("PVC 45 °C, three bunched") << 0 << 0 << 45.0 << 3 << 0.79 * 0.70;
    QTest::newRow("between rows") << 1 << 0 << 37.0 << 1 << 0.96 - 0.4 * 0.05;
    QTest::newRow("ten bunched as twelve") << 1 << 0 << 30.0 << 10 << 0.45;
    QTest::newRow("twenty on a ladder as nine") << 1 << 3 << 30.0 << 20 << 0.78;
    QTest::newRow("coldest") << 0 << 1 << 10.0 << 2 << 1.22 * 0.85;
}

void DeratingTest::readsTheTables() {
    QFETCH(int, insulation);
    QFETCH(int, laying);
    QFETCH(double, ambient_C);
    QFETCH(int, circuits);
    QFETCH(double, factor);
    const DeratingInputs inputs{DeratingRule::Iec60364_5_52, false, static_cast<Insulation>(insulation), static_cast<Laying>(laying), ambient_C, circuits};
    QVERIFY(checkDerating(inputs).empty());
    QVERIFY(std::abs(deratingOf(inputs).factor - factor) < 1e-12);
}

void DeratingTest::takesEightyPercentByNec() {
    DeratingInputs inputs;
    QCOMPARE(deratingOf(inputs).factor, 0.8);
    inputs.ratedFor100 = true;
    QCOMPARE(deratingOf(inputs).factor, 1.0);
}

void DeratingTest::namesWhatLiesOutside() {
    QCOMPARE(checkDerating({DeratingRule::Iec60364_5_52, false, Insulation::Pvc, Laying::Bunched, 65, 0}).size(), std::size_t{2});
    QCOMPARE(checkDerating({DeratingRule::Iec60364_5_52, false, Insulation::Xlpe, Laying::Bunched, std::nan(""), 21}).size(), std::size_t{2});
}

PLENUM_TEST(DeratingTest)
#include "derating_test.moc"
