// SPDX-License-Identifier: GPL-3.0-or-later
// The questions one asks of a design, in the window: what if this fails, which single failure is not survived, what the
// grid sees of the swing. With PLENUM_KEEP_PICTURES=FOLDER the window is kept as pictures.
#include "app/files/project_files.h"
#include "app/panels/failures_panel.h"
#include "app/panels/line_plot.h"
#include "app/panels/power_flow_panel.h"
#include "app/panels/profile_panel.h"
#include "app/panels/redundancy_panel.h"
#include "app/panels/sankey_view.h"
#include "app/panels/swing_panel.h"
#include "app/panels/what_if_panel.h"
#include "tests/gui/window_services.h"
#include "tests/support/registry.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDockWidget>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSlider>
#include <QTabWidget>
#include <QTableWidget>
#include <QToolButton>

#include <algorithm>
#include <cmath>
#include <memory>

using namespace plenum::app;

class QuestionsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<plenum::test::WindowServices> m_services;

    plenum::test::WindowServices& s() { return *m_services; }
    template <class T>
    T* find(const char* name) {
        return s().find<T>(name);
    }
    /// The panel in front.
    template <class T>
    T* panel(const char* name) {
        T* found = find<T>(name);
        for (QWidget* up = found; up != nullptr; up = up->parentWidget())
            if (auto* dock = qobject_cast<QDockWidget*>(up)) {
                dock->show();
                dock->raise();
                QTest::qWait(50);
            }
        return found;
    }
    void keep(const char* name) { QVERIFY(s().keep(name)); }
    void activate(const char* variant) {
        const auto& variants = s().document.project().variants;
        const auto found = std::find_if(variants.begin(), variants.end(), [&](const auto& each) { return each.name == variant; });
        QVERIFY(found != variants.end());
        s().document.setActiveVariant(found->id);
        QVERIFY(s().settled());
    }

  private slots:
    void initTestCase() {
        m_services = std::make_unique<plenum::test::WindowServices>();
        auto opened = plenum::files::open(PLENUM_SOURCE_DIR "/resources/samples/retrofit-or-new.json");
        QVERIFY(opened.project.has_value());
        s().document.reset(std::move(*opened.project), QString());
        QVERIFY(s().show());
        s().window.resize(1600, 1000);
        QVERIFY(s().settled());
        activate("Retrofit 4.7 MW");
    }

    void howLongWithoutPumps() {
        auto* whatIf = panel<WhatIfPanel>("whatIf");
        QVERIFY(whatIf != nullptr);
        auto* what = find<QComboBox>("whatIf.what");
        what->setCurrentIndex(5);  // all CDUs
        emit what->activated(5);
        QTest::mouseClick(find<QPushButton>("whatIf.run"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(whatIf->result() != nullptr, 60'000);
        const auto& result = *whatIf->result();
        QVERIFY(result.report.usable());
        QVERIFY(!result.racks.empty());
        // Without flow the plates hold the heat for seconds: within the look-ahead all but cool racks throttle, the first soonest.
        QVERIFY(std::isfinite(result.racks.front().secondsToThrottle));
        QVERIFY(result.racks.front().secondsToThrottle > 0 && result.racks.front().secondsToThrottle < 600);
        const QString name = QString::fromStdString(s().document.site()->find(result.racks.front().item)->name);
        QVERIFY(find<QLabel>("whatIf.answer")->text().contains(name));
        auto* table = find<QTableWidget>("whatIf.table");
        QVERIFY(table->rowCount() >= static_cast<int>(result.racks.size()));
        table->selectRow(2);
        const QString selected = QString::fromStdString(s().document.site()->find(s().selection.current())->name);
        QCOMPARE(table->item(2, 0)->text(), selected);
        keep("what_if");
    }
    void howLongWithoutAir() {
        activate("Legacy hall");
        auto* whatIf = panel<WhatIfPanel>("whatIf");
        const auto before = whatIf->result();
        auto* what = find<QComboBox>("whatIf.what");
        what->setCurrentIndex(6);  // all air units
        emit what->activated(6);
        QTest::mouseClick(find<QPushButton>("whatIf.run"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(whatIf->result() != before, 60'000);
        const auto& result = *whatIf->result();
        QVERIFY(!result.inlets.empty());
        QVERIFY(std::isfinite(result.inlets.front().secondsToLimit));
        QCOMPARE(find<QTableWidget>("whatIf.table")->rowCount(), static_cast<int>(std::min<std::size_t>(result.inlets.size(), 500)));
        const QString name = QString::fromStdString(s().document.site()->find(result.inlets.front().item)->name);
        QVERIFY2(find<QLabel>("whatIf.answer")->text().contains(name), qPrintable(find<QLabel>("whatIf.answer")->text()));
        keep("what_if_air");
        activate("Retrofit 4.7 MW");
    }
    void aRunIsStoppedByTheKey() {
        auto* whatIf = panel<WhatIfPanel>("whatIf");
        find<QDoubleSpinBox>("whatIf.span")->setValue(240);
        QTest::mouseClick(find<QPushButton>("whatIf.run"), Qt::LeftButton);
        QElapsedTimer clock;
        clock.start();
        QTest::keyClick(whatIf, Qt::Key_Escape);
        QVERIFY(find<QWidget>("whatIf.progress")->isHidden());
        QTest::mouseClick(find<QPushButton>("whatIf.run"), Qt::LeftButton);  // while the one before still ends
        QVERIFY2(clock.elapsed() < 500, "the window waited for a calculation");
        QTest::keyClick(whatIf, Qt::Key_Escape);
        find<QDoubleSpinBox>("whatIf.span")->setValue(15);
    }

    void everySingleFailureIsListed() {
        auto* failures = panel<FailuresPanel>("failures");
        QVERIFY(failures != nullptr);
        QTest::mouseClick(find<QPushButton>("failures.run"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!failures->rows().empty(), 120'000);
        auto* table = find<QTableWidget>("failures.table");
        const auto broken = std::count_if(failures->rows().begin(), failures->rows().end(), [](const auto& row) { return !row.survives(); });
        QCOMPARE(table->rowCount(), static_cast<int>(broken));
        QVERIFY(find<QLabel>("failures.summary")->text().contains(QString::number(failures->rows().size())));
        keep("failures");
        find<QCheckBox>("failures.onlyBroken")->setChecked(false);
        QCOMPARE(table->rowCount(), static_cast<int>(failures->rows().size()));
        table->selectRow(0);
        QVERIFY(!s().selection.ids().empty());
        auto* whatIf = find<WhatIfPanel>("whatIf");
        const auto before = whatIf->result();
        QTest::mouseClick(find<QPushButton>("failures.whatIf"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(whatIf->result() != before, 60'000);
        QVERIFY(!whatIf->visibleRegion().isEmpty());
    }

    void theSwingIsBroughtInside() {
        auto* swing = panel<SwingPanel>("swing");
        QVERIFY(swing != nullptr);
        QTRY_VERIFY(!swing->result().levels.empty());
        const double power_MW = find<QDoubleSpinBox>("swing.clusterPower")->value();
        QVERIFY(power_MW > 1);  // of the design, not what the form starts with
        const double range_W = swing->result().connection().measures.range_W;
        QVERIFY(range_W > 0);
        find<QDoubleSpinBox>("swing.rangeLimit")->setValue(range_W / 1e6 / 4);
        QTRY_VERIFY(!swing->result().connection().limits.empty());
        QVERIFY(swing->result().connection().limits.front().verdict == twin::energy::Verdict::Broken);
        QTest::mouseClick(find<QPushButton>("swing.size"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(find<QLabel>("swing.least")->text().contains(QStringLiteral("MWh")), 60'000);
        keep("swing");
        // Storage in the power supplies takes the edges off; each level has a column.
        auto* levels = find<QTableWidget>("swing.levels");
        const int columns = levels->columnCount();
        find<QDoubleSpinBox>("swing.supplyPower")->setValue(range_W / 1e6);
        find<QDoubleSpinBox>("swing.supplyEnergy")->setValue(range_W / 1e6);
        QTRY_COMPARE(levels->columnCount(), columns + 1);
        const auto& measured = swing->result().levels;
        QVERIFY(measured[1].measures.rampUp_W_s < 0.9 * measured[0].measures.rampUp_W_s);
        find<QDoubleSpinBox>("swing.supplyPower")->setValue(0);
        QTRY_COMPARE(levels->columnCount(), columns);
    }
    void theSwingPlays() {
        auto* swing = panel<SwingPanel>("swing");
        auto* play = find<QToolButton>("swing.play");
        QTest::mouseClick(play, Qt::LeftButton);
        QTRY_VERIFY(swing->moment() > 0);
        QVERIFY(find<QLabel>("swing.now")->text().contains(QStringLiteral("MW")));
        QTest::mouseClick(play, Qt::LeftButton);
        QVERIFY(!play->isChecked());
        const double from = find<LinePlot>("swing.time")->curves().front().x.front();
        auto* slider = find<QSlider>("swing.moment");
        slider->setValue(slider->maximum() * 9 / 10);  // the plot turns its page
        QVERIFY(find<LinePlot>("swing.time")->curves().front().x.front() > from);
    }
    /// Requests by a model, requests and measured power from files.
    void otherLoadsSwingToo() {
        auto* swing = panel<SwingPanel>("swing");
        auto* kind = find<QComboBox>("swing.kind");
        find<QDoubleSpinBox>("swing.duration")->setValue(0.5);
        kind->setCurrentIndex(static_cast<int>(SwingLoad::RequestModel));
        QTRY_VERIFY(find<QLabel>("swing.summary")->text().contains(QStringLiteral("Slots busy")));
        QVERIFY(find<QWidget>("swing.period")->isHidden() && !find<QWidget>("swing.slots")->isHidden());
        kind->setCurrentIndex(static_cast<int>(SwingLoad::Measured));
        QTRY_VERIFY(swing->result().levels.empty());
        QVERIFY(find<QLabel>("swing.summary")->text().contains(QStringLiteral("none is named")));
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("power.csv")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("time_s,power_MW\n0,1\n1,2\n2,1\n3,2\n4,1\n");
        file.close();
        auto* path = find<QLineEdit>("swing.file");
        path->setFocus();
        QTest::keyClicks(path, file.fileName());
        QTest::keyClick(path, Qt::Key_Return);
        QTRY_VERIFY(!swing->result().levels.empty());
        QVERIFY(std::abs(swing->result().levels.front().measures.range_W - 1e6) < 1);
        keep("swing_measured");
        kind->setCurrentIndex(static_cast<int>(SwingLoad::Training));
        QTRY_VERIFY(swing->result().levels.size() > 1 || find<QLabel>("swing.summary")->text().contains(QStringLiteral("Point of connection")));
    }
    void nobodySeesNothingIsWorkedOut() {
        auto* swing = panel<SwingPanel>("swing");
        panel<WhatIfPanel>("whatIf");  // comes before it
        QTRY_VERIFY(swing->visibleRegion().isEmpty());
        const double before = find<QDoubleSpinBox>("swing.clusterPower")->value();
        activate("New build 800 V DC");
        QCOMPARE(find<QDoubleSpinBox>("swing.clusterPower")->value(), before);
        panel<SwingPanel>("swing");
        QTRY_VERIFY(find<QDoubleSpinBox>("swing.clusterPower")->value() != before);
    }

    void whereThePowerGoes() {
        s().window.action("view.powerFlow")->trigger();
        auto* flow = find<PowerFlowPanel>("powerFlow");
        QVERIFY(flow != nullptr);
        SankeyView& view = flow->sankey();
        QTRY_VERIFY_WITH_TIMEOUT(!view.sankey().blocks.empty(), 30'000);
        const auto& sankey = view.sankey();
        QVERIFY(std::abs(sankey.source_W - sankey.chip_W - sankey.loss_W - sankey.other_W) < 1e-9 * sankey.source_W);
        const auto block = std::find_if(sankey.blocks.begin(), sankey.blocks.end(), [](const auto& each) { return each.kind == twin::Kind::Ups; });
        QVERIFY(block != sankey.blocks.end());
        QTest::mouseClick(&view, Qt::LeftButton, Qt::NoModifier, view.rectOf(static_cast<std::size_t>(block - sankey.blocks.begin())).center().toPoint());
        QVERIFY(s().selection.ids() == block->members);
        keep("sankey");
        auto* ratings = find<QTableWidget>("powerFlow.ratings");
        QCOMPARE(ratings->rowCount(), 0);  // nobody has seen them yet
        find<QTabWidget>("powerFlow.tabs")->setCurrentIndex(1);
        QTRY_VERIFY(ratings->rowCount() > 0);  // of the selected UPS
        const QString name = QString::fromStdString(s().document.site()->find(block->members.front())->name);
        for (int row = 0; row < ratings->rowCount(); ++row) QVERIFY(s().selection.ids().size() > 1 || ratings->item(row, 0)->text() == name);
        const int few = ratings->rowCount();
        s().selection.clear();
        QVERIFY(ratings->rowCount() > few);
        keep("ratings");
        find<QTabWidget>("powerFlow.tabs")->setCurrentIndex(2);
        QVERIFY(flow->chains().size() >= 4);
        auto* table = find<QTableWidget>("powerFlow.chains");
        table->setCurrentCell(0, 2);
        QCOMPARE(find<QTableWidget>("powerFlow.ladder")->rowCount(), static_cast<int>(flow->chains()[2].stages.size()));
        const double before = flow->chains()[0].copperCost;
        find<QDoubleSpinBox>("powerFlow.copperPrice")->setValue(140);
        QVERIFY(std::abs(flow->chains()[0].copperCost - 2 * before) < 1e-6 * before);
        keep("chains");
        find<QTabWidget>("powerFlow.tabs")->setCurrentIndex(3);
        auto* redundancy = find<RedundancyPanel>("redundancy");
        QTRY_VERIFY_WITH_TIMEOUT(redundancy->known(), 30'000);
        find<QCheckBox>("redundancy.onlyBroken")->setChecked(false);
        auto* worth = find<QTableWidget>("redundancy.table");
        QCOMPARE(worth->rowCount(), static_cast<int>(redundancy->report().singles.size()));
        QVERIFY(find<QLabel>("redundancy.summary")->text().contains(QStringLiteral("oncurrently maintainable")));
        find<QComboBox>("redundancy.list")->setCurrentIndex(static_cast<int>(RedundancyPanel::List::Room));
        QCOMPARE(worth->rowCount(), static_cast<int>(redundancy->rooms().size()));
        worth->selectRow(0);
        QVERIFY(!s().selection.ids().empty());
        QVERIFY(s().document.site()->find(s().selection.ids().back())->name == worth->item(0, 0)->text().toStdString());
        find<QComboBox>("redundancy.list")->setCurrentIndex(static_cast<int>(RedundancyPanel::List::Pairs));
        QTRY_VERIFY_WITH_TIMEOUT(redundancy->report().pairCount > 0, 60'000);
        QCOMPARE(worth->rowCount(), static_cast<int>(redundancy->report().pairs.size()));
        keep("redundancy");
        s().view.setDark(false);
        find<QTabWidget>("powerFlow.tabs")->setCurrentIndex(0);
        keep("sankey_light");
        s().view.setDark(true);
        s().window.action("view.powerFlow")->trigger();
    }
    void theSingleLineCountsItsRacksAtOnce() {
        s().window.action("view.powerDiagram")->trigger();
        auto* diagram = find<QWidget>("diagramPanel.power");
        QVERIFY(diagram != nullptr);
        auto* summary = diagram->findChild<QLabel*>(QStringLiteral("diagram.summary"));
        QTRY_COMPARE(summary->text().section(QLatin1Char(' '), 0, 0).toInt(), static_cast<int>(s().document.site()->items(twin::Kind::Rack).size()));
        s().window.action("view.powerDiagram")->trigger();
    }
    void pressureFallsAlongALoop() {
        activate("Retrofit 4.7 MW");
        s().window.action("view.loopProfile")->trigger();
        auto* panel = find<ProfilePanel>("profile");
        QVERIFY(panel != nullptr);
        const auto& racks = s().document.site()->items(twin::Kind::Rack);
        s().selection.select({racks[0].id});
        QTRY_VERIFY_WITH_TIMEOUT(panel->profile().found(), 30'000);
        const auto& points = panel->profile().points;
        // Through the pumps it rises, from there it falls.
        const auto highest = std::max_element(points.begin(), points.end(), [](const auto& a, const auto& b) { return a.pressure_Pa < b.pressure_Pa; });
        QVERIFY(highest->pressure_Pa > points.back().pressure_Pa + 1000);
        for (auto point = highest; std::next(point) != points.end(); ++point) QVERIFY(std::next(point)->pressure_Pa <= point->pressure_Pa + 1);
        QVERIFY(points.back().distance_m > 0);
        const auto coldest = std::min_element(points.begin(), points.end(), [](const auto& a, const auto& b) { return a.temperature_C < b.temperature_C; });
        QVERIFY(points.back().temperature_C > coldest->temperature_C + 1);  // warmed by the rack, the last of the way
        keep("profile");
        s().selection.select({s().document.site()->items(twin::Kind::UtilityFeed)[0].id});
        QTRY_VERIFY(!panel->profile().found());
        s().window.action("view.loopProfile")->trigger();
    }
    /// A row a loop: class of the facility water, filling, pressures; a row selects what drives its loop.
    void everyLoopHasARow() {
        activate("Retrofit 4.7 MW");
        s().window.action("view.loops")->trigger();
        auto* table = find<QTableWidget>("loops.table");
        QVERIFY(table != nullptr);
        QTRY_VERIFY_WITH_TIMEOUT(table->rowCount() >= 2, 30'000);
        bool classed = false;
        for (int row = 0; row < table->rowCount(); ++row) {
            classed = classed || table->item(row, 2)->text().contains(QLatin1String("(W"));
            QVERIFY(table->item(row, 5)->text() != QStringLiteral("–"));
        }
        QVERIFY(classed);
        table->setCurrentCell(0, 0);
        QVERIFY(!s().selection.ids().empty());
        const twin::Item* driver = s().document.site()->find(s().selection.ids().back());
        QVERIFY(driver != nullptr && (driver->kind == twin::Kind::Pump || driver->kind == twin::Kind::Cdu));
        keep("loops");
        s().window.action("view.loops")->trigger();
    }
    void aCduShowsItsDutyPoint() {
        activate("Retrofit 4.7 MW");
        panel<QWidget>("inspector");
        s().selection.select({s().document.site()->items(twin::Kind::Cdu)[0].id});
        auto* plot = [&] {
            LinePlot* found = nullptr;
            (void)QTest::qWaitFor([&] { return (found = find<LinePlot>("inspector.pump.plot")) != nullptr && !found->curves().empty(); }, 5000);
            return found;
        }();
        QVERIFY(plot != nullptr);
        QVERIFY(plot->curves().size() >= 2);  // pump and loop
        keep("pump");
    }
};

PLENUM_TEST(QuestionsTest)
#include "questions_test.moc"
