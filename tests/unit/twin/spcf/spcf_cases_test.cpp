// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "twin/spcf/cases.h"

#include <cmath>

using namespace twin::spcf;

class SpcfCasesTest : public QObject {
    Q_OBJECT

  private slots:
    void recomputesThePublishedPowers_data() {
        QTest::addColumn<char>("name");
        QTest::addColumn<double>("cooling_kW");
        QTest::addColumn<double>("power_kW");
        QTest::addColumn<double>("published_kW");
        QTest::addColumn<double>("other_kW");
        QTest::newRow("A") << 'A' << 200.0 << 1363.0 << 1400.0 << 19.0;
        QTest::newRow("B") << 'B' << 1880.0 << 12814.0 << 13200.0 << 198.0;
        QTest::newRow("C") << 'C' << 1344.0 << 8070.0 << 8000.0 << -36.0;
    }
    void recomputesThePublishedPowers() {
        QFETCH(char, name);
        QFETCH(double, cooling_kW);
        QFETCH(double, power_kW);
        QFETCH(double, published_kW);
        QFETCH(double, other_kW);
        const PublishedCase published = *publishedCase(name);
        const CaseResult computed = recompute(published);
        QVERIFY(computed.result.valid);
        QVERIFY(std::abs(computed.result.cooling_W / 1e3 - cooling_kW) < 1e-9 * cooling_kW);
        QCOMPARE(std::round(computed.result.power_W / 1e3), power_kW);
        QCOMPARE(std::round(computed.impliedOther_W / 1e3), other_kW);
        QCOMPARE(computed.result.steps.size(), std::size_t(3));
        QCOMPARE(*computed.result.steps[1].published_W, cooling_kW * 1e3);
        QCOMPARE(*computed.result.steps[2].published_W, published_kW * 1e3);
        const std::string digits = std::to_string(static_cast<int>(std::abs(other_kW)));
        QVERIFY(twin::english(published.notes.front()).find(digits) != std::string::npos);
    }

    void keepsTheAnnualPueToTheCaseThatStatesIt() {
        QVERIFY(!publishedCase('A')->annualPue);
        QCOMPARE(*publishedCase('B')->annualPue, 1.17);
        QVERIFY(!publishedCase('C')->annualPue);
    }

    void impliesTheComputingEfficiencyOfBAndC() {
        QVERIFY(std::abs(*recompute(*publishedCase('B')).result.impliedEfficiency_FLOPS_W / 1e9 - 212.8) < 0.05);
        QVERIFY(std::abs(*recompute(*publishedCase('C')).result.impliedEfficiency_FLOPS_W / 1e9 - 214.3) < 0.05);
    }

    void saysThatCContradictsItself() {
        bool found = false;
        const PublishedCase published = *publishedCase('C');
        for (const twin::Text& note : published.notes)
            found |= twin::english(note).find("2 000 kVA system cannot feed") != std::string::npos;
        QVERIFY(found);
    }

    void knowsNoOtherCase() { QVERIFY(!publishedCase('D')); }
};

PLENUM_TEST(SpcfCasesTest)
#include "spcf_cases_test.moc"
