// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/live_panel.h"

#include "app/panels/binding_model.h"
#include "app/panels/source_form.h"
#include "tests/gui/panels/live_history.h"
#include "tests/support/registry.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTreeWidget>
#include <QUndoStack>

using namespace plenum::app;
using namespace twin::telemetry;
using plenum::test::LiveHistory;

class LivePanelTest : public QObject {
    Q_OBJECT
  private slots:
    void switchesWhatIsShown() {
        LiveHistory project;
        LivePanel panel(*project.live, project.document, project.viewState);
        QVERIFY(panel.findChild<QPushButton*>(QStringLiteral("live.mode.computed"))->isChecked());
        panel.findChild<QPushButton*>(QStringLiteral("live.mode.measuredElseComputed"))->click();
        QVERIFY(project.live->mode() == Mode::LiveElseComputed);
        project.live->setMode(Mode::Live);
        QVERIFY(panel.findChild<QPushButton*>(QStringLiteral("live.mode.live"))->isChecked());
    }

    void countsPointsAndSaysWhatIsUnbound() {
        LiveHistory project;
        LivePanel panel(*project.live, project.document, project.viewState);
        QAbstractItemModelTester lines(&panel.linesModel(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QTRY_COMPARE(panel.findChild<QLabel*>(QStringLiteral("live.binding.counts"))->text(), QStringLiteral("4 bound · 0 doubtful · 1 unbound"));
        QCOMPARE(panel.linesModel().rowCount(), 1);
        QCOMPARE(panel.linesModel().index(0, BindLinesModel::PointColumn).data().toString(), QStringLiteral("somewhere/else"));
        QVERIFY(!panel.linesModel().index(0, BindLinesModel::ReasonColumn).data().toString().isEmpty());
        QTRY_VERIFY(project.live->extent().has_value());
        project.live->scrub(LiveHistory::kStart + 30 * LiveHistory::kMinute);
        QTRY_VERIFY(panel.findChild<QLabel*>(QStringLiteral("live.count.measured"))->text().startsWith(QStringLiteral("4 ")));
        project.live->scrub(LiveHistory::kStart + 60 * LiveHistory::kMinute);  // in the silence
        QTRY_VERIFY(panel.findChild<QLabel*>(QStringLiteral("live.count.stale"))->text().startsWith(QStringLiteral("4 ")));
    }

    void editsTheBindingAsUndoableEdits() {
        LiveHistory project;
        LivePanel panel(*project.live, project.document, project.viewState);
        BindingModel& model = panel.bindingModel();
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(model.rowCount(), 2);
        QVERIFY(model.setData(model.index(0, BindingModel::StaleColumn), QStringLiteral("90"), Qt::EditRole));
        QCOMPARE(project.live->setup().binding.rows[0].staleAfter_s, 90.0);
        QVERIFY(!model.setData(model.index(0, BindingModel::StaleColumn), QStringLiteral("-1"), Qt::EditRole));
        QVERIFY(!model.setData(model.index(0, BindingModel::ScaleColumn), QStringLiteral("much"), Qt::EditRole));
        QVERIFY(!model.setData(model.index(0, BindingModel::PointColumn), QString(), Qt::EditRole));
        QVERIFY(model.setData(model.index(0, BindingModel::HighColumn), QString(), Qt::EditRole));  // none, as it was
        QVERIFY(model.setData(model.index(1, BindingModel::MatchColumn), QStringLiteral("regex"), Qt::EditRole));
        QCOMPARE(project.document.undoStack()->count(), 2);
        project.document.undoStack()->undo();
        QVERIFY(model.binding().rows[1].match == Match::Pattern);
        panel.findChild<QPushButton*>(QStringLiteral("live.binding.add"))->click();
        QCOMPARE(model.rowCount(), 3);
        QVERIFY(model.binding().rows[2].point == "somewhere/else");  // the point that waits
        auto* view = panel.findChild<QTableView*>(QStringLiteral("live.binding"));
        view->setCurrentIndex(model.index(0, 0));
        view->selectRow(0);
        panel.findChild<QPushButton*>(QStringLiteral("live.binding.remove"))->click();
        QCOMPARE(model.rowCount(), 2);
        QVERIFY(model.binding().rows[0].point == "{item}/power");
    }

    void takesAndGivesCsv() {
        LiveHistory project;
        LivePanel panel(*project.live, project.document, project.viewState);
        const QString csv = panel.exportCsv();
        QVERIFY(csv.contains(QStringLiteral("{item}/inlet")));
        QVERIFY(!panel.importCsv(QStringLiteral("nothing of use\n")).empty());
        QCOMPARE(panel.bindingModel().rowCount(), 2);  // nothing could be read, nothing changed
        QVERIFY(panel.importCsv(QStringLiteral("point,item,quantity\nR1/inlet,R1,inlet_C\n")).empty());
        QCOMPARE(panel.bindingModel().rowCount(), 1);
        panel.importCsv(csv);
        QCOMPARE(panel.bindingModel().rowCount(), 2);
    }

    void makesAFormFromTheDescription() {
        const auto read = twin::extend::parseManifest(
            R"({"format":"plenum-plugin/1","contract":1,"id":"broker","name":"Broker","version":"1.0","kinds":["telemetry"],"summary":"Reads a broker.",
                "settings":[{"key":"host","label":"Host","kind":"text","default":"localhost","help":"Where it runs"},
                            {"key":"port","label":"Port","kind":"integer","default":1883,"min":1,"max":65535,"help":"TCP"},
                            {"key":"password","label":"Password","kind":"secret","help":"Of the account"}]})",
            {});
        QVERIFY(read.manifest.has_value());
        SourceForm form;
        form.setPlugins({*read.manifest});
        form.edit({}, {QStringLiteral("Taken")});
        SourceSetup got;
        int accepted = 0;
        connect(&form, &SourceForm::accepted, this, [&](const SourceSetup& source) { got = source, ++accepted; });
        QSignalSpy secrets(&form, &SourceForm::secretEntered);
        auto* ok = form.findChild<QPushButton*>(QStringLiteral("live.form.ok"));
        const auto line = [&](const char* name) { return form.findChild<QLineEdit*>(QString::fromLatin1(name)); };
        ok->click();
        QCOMPARE(accepted, 0);  // no name
        line("live.form.name")->setText(QStringLiteral("Taken"));
        ok->click();
        QCOMPARE(accepted, 0);
        line("live.form.name")->setText(QStringLiteral("Hall 1"));
        line("live.form.setting.port")->setText(QStringLiteral("70000"));
        ok->click();
        QCOMPARE(accepted, 0);
        QVERIFY(!form.findChild<QLabel*>(QStringLiteral("live.form.wrong"))->text().isEmpty());
        line("live.form.setting.port")->setText(QStringLiteral("8883"));
        QVERIFY(line("live.form.setting.password")->echoMode() == QLineEdit::Password);
        line("live.form.setting.password")->setText(QStringLiteral("open sesame"));
        ok->click();
        QCOMPARE(accepted, 1);
        QVERIFY(got.name == "Hall 1" && got.plugin == "broker" && got.settings.at("port") == "8883" && got.settings.at("host") == "localhost");
        QVERIFY2(!got.settings.contains("password"), "secrets are not part of the project");
        QCOMPARE(secrets.count(), 1);
        QCOMPARE(secrets[0][0].toString(), QStringLiteral("Hall 1"));
        QCOMPARE(secrets[0][2].toString(), QStringLiteral("open sesame"));
    }

    void listsSourcesWithoutStartingThem() {
        LiveHistory project;
        LivePanel panel(*project.live, project.document, project.viewState);
        Setup setup = project.live->setup();
        setup.sources.push_back({"absent", "Hall 1", {}});
        QVERIFY(project.live->setSetup(setup).empty());
        auto* list = panel.findChild<QTreeWidget*>(QStringLiteral("live.sources"));
        QCOMPARE(list->topLevelItemCount(), 1);
        QCOMPARE(list->topLevelItem(0)->text(1), QStringLiteral("Stopped"));
        QVERIFY(panel.findChild<QLabel*>(QStringLiteral("live.sources.note"))->text().contains(QStringLiteral("Nothing connects until")));
        panel.findChild<QPushButton*>(QStringLiteral("live.sources.start"))->click();  // there is no such plug-in
        QVERIFY(!project.live->anyRunning());
        QVERIFY(!panel.findChild<QLabel*>(QStringLiteral("live.sources.problem"))->text().isEmpty());
        QSignalSpy removed(&panel, &LivePanel::sourceRemoved);
        panel.findChild<QPushButton*>(QStringLiteral("live.sources.remove"))->click();
        QCOMPARE(removed.count(), 1);
        QCOMPARE(list->topLevelItemCount(), 0);
    }
};

PLENUM_TEST(LivePanelTest)
#include "live_panel_test.moc"
