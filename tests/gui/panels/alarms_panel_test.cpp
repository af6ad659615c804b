// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/alarms_panel.h"

#include "app/panels/alarms_model.h"
#include "tests/gui/panels/live_history.h"
#include "tests/support/registry.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>

using namespace plenum::app;
using plenum::test::LiveHistory;

class AlarmsPanelTest : public QObject {
    Q_OBJECT
  private slots:
    void saysWhyItIsEmpty() {
        LiveHistory project(false);
        AlarmsPanel panel(*project.live, project.document, project.selection, project.viewState);
        QCOMPARE(panel.model().rowCount(), 0);
        QVERIFY(panel.findChild<QLabel*>(QStringLiteral("alarms.note"))->text().contains(QStringLiteral("No source is started")));
        QCOMPARE(panel.findChild<QLabel*>(QStringLiteral("alarms.counts"))->text(), QStringLiteral("0 active · 0 unacknowledged"));
    }

    void showsThePastWithoutActions() {
        LiveHistory project;
        AlarmsPanel panel(*project.live, project.document, project.selection, project.viewState);
        QAbstractItemModelTester tester(&panel.model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        panel.resize(900, 240);
        panel.show();
        QVERIFY(QTest::qWaitForWindowExposed(&panel));
        QTRY_VERIFY(project.live->extent().has_value());
        project.live->scrub(LiveHistory::kStart + 90 * LiveHistory::kMinute);
        QTRY_COMPARE(panel.model().rowCount(), 2);
        const auto text = [&](int row, int column) { return panel.model().index(row, column).data().toString(); };
        QCOMPARE(text(0, AlarmsModel::SeverityColumn), QStringLiteral("Critical"));  // worst first
        QCOMPARE(text(0, AlarmsModel::ItemColumn), QStringLiteral("R1"));
        QCOMPARE(text(0, AlarmsModel::WhatColumn), QStringLiteral("Inlet temperature above limit"));
        QVERIFY(text(0, AlarmsModel::ValueColumn).startsWith(QStringLiteral("33.2")));
        QVERIFY(text(0, AlarmsModel::LimitColumn).contains(QStringLiteral("32.0")));
        QCOMPARE(panel.findChild<QLabel*>(QStringLiteral("alarms.counts"))->text(), QStringLiteral("2 active · 2 unacknowledged"));
        QVERIFY(panel.findChild<QLabel*>(QStringLiteral("alarms.note"))->text().contains(QStringLiteral("cannot be acknowledged")));

        QSignalSpy focus(&panel, &AlarmsPanel::focusRequested);
        auto* view = panel.findChild<QTableView*>(QStringLiteral("alarms.view"));
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(panel.model().index(0, 1)).center());
        QCOMPARE(focus.count(), 1);
        QVERIFY(project.selection.current() == project.rack);
        QVERIFY(!panel.findChild<QPushButton*>(QStringLiteral("alarms.acknowledge"))->isEnabled());
        QVERIFY(!panel.findChild<QPushButton*>(QStringLiteral("alarms.shelve15"))->isEnabled());

        project.live->scrub(LiveHistory::kStart + 110 * LiveHistory::kMinute);  // one has returned since
        QTRY_COMPARE(text(1, AlarmsModel::StateColumn), QStringLiteral("Returned, not acknowledged"));
        QCOMPARE(panel.model().active(), std::size_t{1});
        QCOMPARE(view->selectionModel()->selectedRows().size(), 1);  // what is chosen stays chosen
        project.viewState.setUnits(twin::UnitSystem::IP);
        QVERIFY(text(0, AlarmsModel::ValueColumn).contains(QStringLiteral("°F")));
        QVERIFY(panel.model().asText().count(QLatin1Char('\n')) == 3);
        project.live->scrub(LiveHistory::kStart);
        QTRY_COMPARE(panel.model().rowCount(), 0);
    }
};

PLENUM_TEST(AlarmsPanelTest)
#include "alarms_panel_test.moc"
