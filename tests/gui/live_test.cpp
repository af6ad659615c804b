// SPDX-License-Identifier: GPL-3.0-or-later
// Live values from a real plug-in: the template's made-up weather, bound to the inlet of a rack and too warm for it.
#include "app/panels/alarms_model.h"
#include "app/panels/alarms_panel.h"
#include "tests/gui/panels/live_history.h"
#include "tests/support/registry.h"

#include <QPushButton>
#include <QTableView>

#include <algorithm>

using namespace plenum::app;
using twin::telemetry::AlarmState;
using twin::telemetry::Mode;

class LiveTest : public QObject {
    Q_OBJECT

    std::unique_ptr<plenum::test::LiveHistory> m_site;
    Live& live() { return *m_site->live; }

    twin::ValueState shownState() const {
        const auto& frame = m_site->session->frame();
        if (!frame) return twin::ValueState::Missing;
        const twin::Item* rack = frame->site->find(m_site->rack);
        return rack == nullptr ? twin::ValueState::Missing : frame->state(*rack, twin::Quantity::InletTemperature);
    }
    double shownInlet_C() const {
        const auto& frame = m_site->session->frame();
        return frame->value(*frame->site->find(m_site->rack), twin::Quantity::InletTemperature);
    }

  private slots:
    void init() {
        m_site = std::make_unique<plenum::test::LiveHistory>(false);
        QVERIFY(m_site->plugins.scan({PLENUM_BINARY_DIR "/plugins"}).empty());
        twin::telemetry::Setup setup = live().setup();
        twin::telemetry::BindingRow row;
        row.point = "weather/dry_bulb";
        row.item = "R1";
        row.quantity = "inlet_C";
        setup.binding.rows = {row};
        setup.sources = {{"template", "Weather", {{"mean_C", "36"}, {"swing_K", "0"}, {"interval_s", "0.05"}}}};
        QVERIFY(live().setSetup(setup).empty());
        QVERIFY(QTest::qWaitFor([&] { return m_site->session->state() == Session::State::Settled || m_site->session->state() == Session::State::Failed; }, 30000));
    }
    void cleanup() { m_site.reset(); }

    void nothingRunsUntilItIsStarted() {
        QVERIFY(!live().anyRunning());
        QVERIFY(live().mode() == Mode::Computed);
        QVERIFY(shownState() != twin::ValueState::Measured);
        QVERIFY(!live().historyStatus());
    }

    void showsWhatIsMeasured() {
        live().startSource(0);
        QVERIFY2(live().anyRunning(), live().issues().empty() ? "" : twin::english(live().issues().front().text).c_str());
        QVERIFY(QTest::qWaitFor([&] { return shownState() == twin::ValueState::Measured; }, 10000));
        QCOMPARE(shownInlet_C(), 36.0);
        live().setMode(Mode::Computed);
        QVERIFY(shownState() != twin::ValueState::Measured);
        QVERIFY(shownInlet_C() != 36.0);
    }

    void pointsOfAnotherDesignAreNoMistake() {
        const auto count = [&](const char* code) {
            const twin::Issues issues = live().issues();
            return std::count_if(issues.begin(), issues.end(), [&](const twin::Issue& issue) { return issue.code == code; });
        };
        twin::Project project = m_site->document.project();
        twin::Variant other = project.variants[0];
        other.id = twin::newId();
        other.name = "Other";
        project.variants.push_back(other);
        QVERIFY(twin::apply(project, twin::removeItems(project.variants[1], {m_site->rack})).empty());
        const twin::Id otherId = project.variants[1].id;
        m_site->document.reset(std::move(project), {});
        QCOMPARE(count("binding.noObject") + count("telemetry.otherDesign"), std::ptrdiff_t{0});
        m_site->document.setActiveVariant(otherId);
        QTRY_COMPARE(count("telemetry.otherDesign"), std::ptrdiff_t{1});
        QCOMPARE(count("binding.noObject"), std::ptrdiff_t{0});
        twin::telemetry::Setup setup = live().setup();
        setup.binding.rows[0].item = "nobody's";
        QVERIFY(live().setSetup(setup).empty());
        QTRY_COMPARE(count("binding.noObject"), std::ptrdiff_t{1});
        QCOMPARE(count("telemetry.otherDesign"), std::ptrdiff_t{0});
    }
    void raisesAndAcknowledgesAnAlarm() {
        live().startSource(0);
        const auto active = [&](AlarmState state) {
            for (std::size_t i = 0; i < live().alarms().size(); ++i)
                if (live().alarms()[i].state == state && live().alarms()[i].item == m_site->rack) return static_cast<int>(i);
            return -1;
        };
        QVERIFY(QTest::qWaitFor([&] { return active(AlarmState::Unacknowledged) >= 0; }, 90000));
        const std::size_t before = live().unacknowledged();
        QVERIFY(live().acknowledge(static_cast<std::size_t>(active(AlarmState::Unacknowledged))));
        QCOMPARE(live().unacknowledged(), before - 1);
        QVERIFY(active(AlarmState::Acknowledged) >= 0);

        AlarmsPanel panel(live(), m_site->document, m_site->selection, m_site->viewState);
        panel.resize(900, 240);
        panel.show();
        QVERIFY(QTest::qWaitForWindowExposed(&panel));
        auto* shelve = panel.findChild<QPushButton*>(QStringLiteral("alarms.shelve15"));
        QVERIFY(!shelve->isEnabled());  // nothing is chosen
        panel.findChild<QTableView*>(QStringLiteral("alarms.view"))->selectRow(0);
        const std::size_t counted = panel.model().active();
        QTest::mouseClick(shelve, Qt::LeftButton);
        QTRY_COMPARE(panel.model().active(), counted - 1);
        QVERIFY(std::any_of(live().alarms().begin(), live().alarms().end(), [](const Live::Alarm& alarm) { return alarm.shelved; }));
        QTRY_VERIFY(panel.model().asText().contains(QStringLiteral("Shelved")));
    }

    void recordsAndScrubsBack() {
        live().startSource(0);
        QVERIFY(QTest::qWaitFor([&] { return live().extent() && live().extent()->second - live().extent()->first > 1500; }, 15000));
        live().stopSource(0);
        QVERIFY(!live().anyRunning());
        live().scrub(live().extent()->first + 500);
        QVERIFY(live().clock() == Live::Clock::Paused);
        QVERIFY(QTest::qWaitFor([&] { return !live().snapshot().latest.empty() && live().snapshot().latest[0].value == 36.0 && live().snapshot().at_ms == live().shownTime(); }, 10000));
        QVERIFY(live().historyStatus()->committed > 10);
        QCOMPARE(live().historyStatus()->dropped, std::uint64_t{0});
    }

    void anotherSourceLeavesTheRunningOneAlone() {
        live().startSource(0);
        twin::telemetry::Setup setup = live().setup();
        setup.sources.push_back({"template", "Second", {}});
        QVERIFY(live().setSetup(setup).empty());
        QVERIFY(live().sourceStatus(0).running);
        QVERIFY(!live().sourceStatus(1).running);
        setup.sources.erase(setup.sources.begin());
        QVERIFY(live().setSetup(setup).empty());
        QVERIFY(!live().anyRunning());
    }

    void aSettingThatDoesNotFitIsTold() {
        twin::telemetry::Setup setup = live().setup();
        setup.sources = {{"template", "Weather", {{"interval_s", "often"}, {"mean_C", "36"}}}};
        QVERIFY(live().setSetup(setup).empty());
        live().startSource(0);
        QVERIFY2(live().sourceStatus(0).running, "with the default in its place");
        const auto told = [&] {
            for (const twin::Issue& issue : live().issues())
                if (issue.code == "plugin.settingValue" && issue.itemName == "Weather") return true;
            return false;
        };
        QVERIFY2(told(), "nothing is replaced silently");
    }

    void aSourceStopsBesideTheWindowAndStartsAgain() {
        live().startSource(0);
        QVERIFY(QTest::qWaitFor([&] { return live().sourceStatus(0).samples > 3; }, 10000));
        live().stopSource(0);
        QVERIFY(!live().anyRunning());
        live().startSource(0);  // waits for the end of the one before
        QVERIFY(QTest::qWaitFor([&] { return live().sourceStatus(0).running && live().sourceStatus(0).samples > 3; }, 10000));
        live().stopSource(0);
        live().startSource(0);
        live().stopSource(0);  // thought better of it
        QTest::qWait(500);
        QVERIFY(!live().anyRunning());
    }

    void aHistoryOpensBesideTheWindow() {
        live().startSource(0);
        QVERIFY2(live().historyOpening() && !live().historyStatus(), "opened on another thread");
        QVERIFY(QTest::qWaitFor([&] { return live().historyStatus() && live().historyStatus()->committed > 0; }, 10000));
        QVERIFY(!live().historyOpening());
        twin::Project again = m_site->document.project();
        const QString path = m_site->document.path();
        m_site->document.reset(std::move(again), path);  // closed and opened again, one after the other
        QVERIFY(live().historyOpening() && !live().extent());
        QVERIFY(QTest::qWaitFor([&] { return live().extent().has_value(); }, 10000));
        for (const twin::Issue& issue : live().issues()) QVERIFY2(!issue.code.starts_with("history."), twin::english(issue.text).c_str());
    }

    void eventsAreBounded() {
        std::vector<twin::telemetry::AlarmEvent> events(Live::kEventsKept + 1);
        for (std::size_t i = 0; i < events.size(); ++i) events[i].time_ms = static_cast<Live::Time_ms>(i);
        Live::keepNewest(events);
        QVERIFY(events.size() <= Live::kEventsKept && events.size() >= Live::kEventsKept * 8 / 10);
        QCOMPARE(events.back().time_ms, static_cast<Live::Time_ms>(Live::kEventsKept));
    }

    void anUnknownPluginIsAnIssue() {
        twin::telemetry::Setup setup = live().setup();
        setup.sources = {{"nowhere", "Gone", {}}};
        QVERIFY(live().setSetup(setup).empty());
        live().startSource(0);
        QVERIFY(!live().anyRunning());
        QVERIFY(!live().issues().empty());
    }
};

PLENUM_TEST(LiveTest)
#include "live_test.moc"
