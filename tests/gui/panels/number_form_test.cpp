// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/number_form.h"
#include "tests/support/registry.h"

#include <QDoubleSpinBox>
#include <QSignalSpy>
#include <QWheelEvent>
#include <QtTest>

using namespace plenum::app;

class NumberFormTest : public QObject {
    Q_OBJECT

    static constexpr NumberSpec kSpecs[] = {{"power", 0, 10, 2.5, 3, 0.5}, {"filter", 0, 600, 10, 1, 1}};
    NumberForm m_form{QStringLiteral("try"), kSpecs};
    QDoubleSpinBox* box(const char* name) { return m_form.findChild<QDoubleSpinBox*>(QString::fromLatin1(name)); }

  private slots:
    void tellsWhatWasEnteredNotWhatIsTyped() {
        QSignalSpy edited(&m_form, &NumberForm::edited);
        m_form.show();
        box("try.filter")->setFocus();
        box("try.filter")->selectAll();
        QTest::keyClicks(box("try.filter"), QStringLiteral("25"));
        QCOMPARE(edited.count(), 0);
        QTest::keyClick(box("try.filter"), Qt::Key_Return);
        QCOMPARE(edited.count(), 1);
        QCOMPARE(edited.front().front().toInt(), 1);
        QCOMPARE(m_form.value(1), 25.0);
    }
    void settingIsQuiet() {
        QSignalSpy edited(&m_form, &NumberForm::edited);
        m_form.set(0, 4);
        QCOMPARE(m_form.value(0), 4.0);
        QCOMPARE(edited.count(), 0);
    }
    void aWheelScrollsTheFormOnly() {
        const double before = m_form.value(0);
        QWheelEvent wheel({5, 5}, box("try.power")->mapToGlobal(QPointF(5, 5)), {}, {0, -120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(box("try.power"), &wheel);
        QCOMPARE(m_form.value(0), before);
        QVERIFY(!wheel.isAccepted());
    }
    void hidesAFieldWithItsLabel() {
        m_form.setShown(0, false);
        QVERIFY(box("try.power")->isHidden() && !box("try.filter")->isHidden());
    }
};

PLENUM_TEST(NumberFormTest)
#include "number_form_test.moc"
