// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/quantity_edit.h"

#include "app/models/view_state.h"
#include "tests/support/registry.h"

#include <QSignalSpy>

using plenum::app::QuantityEdit;

class QuantityEditTest : public QObject {
    Q_OBJECT

    static void enter(QuantityEdit& edit, const QString& text) {
        edit.selectAll();
        QTest::keyClicks(&edit, text);
        QTest::keyClick(&edit, Qt::Key_Return);
    }

  private slots:
    void takesAnyUnitThatFits() {
        plenum::app::ViewState viewState;
        QuantityEdit edit(viewState, twin::Unit::Temperature, -10, 70);
        edit.setValue(20);
        QSignalSpy committed(&edit, &QuantityEdit::committed);
        enter(edit, QStringLiteral("75 F"));
        QCOMPARE(committed.count(), 1);
        QVERIFY(std::abs(committed[0][0].toDouble() - 23.8889) < 1e-3);
    }

    void refusesWhatIsNoNumberOrOutOfRange() {
        plenum::app::ViewState viewState;
        QuantityEdit edit(viewState, twin::Unit::Power, 0, 5e6);
        edit.setValue(10e3);
        QSignalSpy committed(&edit, &QuantityEdit::committed), refused(&edit, &QuantityEdit::refused);
        enter(edit, QStringLiteral("much"));
        enter(edit, QStringLiteral("12 gpm"));
        enter(edit, QStringLiteral("6 MW"));
        QCOMPARE(refused.count(), 3);
        QCOMPARE(committed.count(), 0);
        QVERIFY(edit.isRefused());
        QTest::keyClick(&edit, Qt::Key_Escape);
        QVERIFY(!edit.isRefused());
        QCOMPARE(edit.text(), QStringLiteral("10.0"));
        enter(edit, QStringLiteral("1.2 kW"));
        QCOMPARE(committed.count(), 1);
        QCOMPARE(committed[0][0].toDouble(), 1200.0);
    }

    void doesNotCommitWhatIsUnchanged() {
        plenum::app::ViewState viewState;
        QuantityEdit edit(viewState, twin::Unit::Power, 0, 5e6);
        edit.setValue(10e3);
        QSignalSpy committed(&edit, &QuantityEdit::committed);
        enter(edit, QStringLiteral("10"));
        QTest::keyClick(&edit, Qt::Key_Return);
        QCOMPARE(committed.count(), 0);
    }

    void keepsAnEntryWhileValuesComeIn() {
        plenum::app::ViewState viewState;
        QuantityEdit edit(viewState, twin::Unit::Power, 0, 5e6);
        edit.setValue(10e3);
        edit.selectAll();
        QTest::keyClicks(&edit, QStringLiteral("12"));
        edit.setValue(11e3);
        QCOMPARE(edit.text(), QStringLiteral("12"));
        edit.discard();
        QCOMPARE(edit.text(), QStringLiteral("11.0"));
    }

    void followsTheUnits() {
        plenum::app::ViewState viewState;
        QuantityEdit edit(viewState, twin::Unit::Temperature, -10, 70);
        edit.setValue(20);
        viewState.setUnits(twin::UnitSystem::IP);
        QCOMPARE(edit.text(), QStringLiteral("68.0"));
        edit.setMixed();
        QCOMPARE(edit.text(), QString());
    }
};

PLENUM_TEST(QuantityEditTest)
#include "quantity_edit_test.moc"
