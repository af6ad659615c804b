// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/time_bar.h"

#include "tests/gui/panels/live_history.h"
#include "tests/support/registry.h"

#include "app/panels/trend_chart.h"

#include <QImage>
#include <QLabel>
#include <QPainter>
#include <QToolButton>

using namespace plenum::app;
using plenum::test::LiveHistory;

class TimeBarTest : public QObject {
    Q_OBJECT
  private slots:
    void saysHowToStartWithoutHistory() {
        LiveHistory project(false);
        TimeBar bar(*project.live, project.viewState);
        QVERIFY(bar.track().hint().contains(QStringLiteral("start a source")));
        QVERIFY(!bar.findChild<QToolButton*>(QStringLiteral("timeBar.play"))->isEnabled());
        QTest::keyClick(&bar, Qt::Key_Home);  // nothing to move through
        QVERIFY(project.live->clock() == Live::Clock::Live);
    }

    void showsCurvesAndTheGap() {
        LiveHistory project;
        TimeBar bar(*project.live, project.viewState);
        bar.resize(900, 180);
        bar.setSpan(0);
        QTRY_VERIFY(project.live->extent().has_value());
        QTRY_COMPARE(bar.track().series().size(), std::size_t{2});  // the first power and the first inlet
        QTRY_VERIFY(!bar.track().series()[0].buckets.empty() && !bar.track().series()[1].buckets.empty());
        QVERIFY(bar.track().hint().isEmpty());
        QVERIFY(bar.track().series()[0].quantity == twin::Quantity::ItPower);
        const auto gaps = bar.track().gaps();
        QCOMPARE(gaps.size(), std::size_t{1});
        QVERIFY(std::abs(gaps[0].first - LiveHistory::kGapStart) < LiveHistory::kMinute);
        QVERIFY(std::abs(gaps[0].second - LiveHistory::kGapEnd) < LiveHistory::kMinute);
        const auto r2 = project.live->bound().points->find("R2/inlet");
        bar.setPoint(r2);
        QCOMPARE(bar.track().series().size(), std::size_t{1});
        QTRY_VERIFY(!bar.track().series()[0].buckets.empty());
        QVERIFY(bar.track().series()[0].name.contains(QStringLiteral("R2")));
    }

    void scrubsWithMouseAndKeys() {
        LiveHistory project;
        TimeBar bar(*project.live, project.viewState);
        bar.resize(900, 180);
        bar.setSpan(0);
        bar.show();
        QVERIFY(QTest::qWaitForWindowExposed(&bar));
        QTRY_VERIFY(project.live->extent().has_value());
        TimeTrack& track = bar.track();
        const QPoint middle(track.width() / 2, track.height() / 2), later(track.width() * 3 / 4, track.height() / 2);
        QTest::mousePress(&track, Qt::LeftButton, {}, middle);
        QVERIFY(project.live->clock() == Live::Clock::Paused);
        QVERIFY(std::abs(project.live->shownTime() - (LiveHistory::kStart + LiveHistory::kHour)) < LiveHistory::kMinute);
        QTest::mouseMove(&track, later);
        QTest::mouseRelease(&track, Qt::LeftButton, {}, later);
        QTRY_VERIFY(std::abs(project.live->shownTime() - (LiveHistory::kStart + LiveHistory::kHour * 3 / 2)) < LiveHistory::kMinute);
        QTRY_COMPARE(project.live->snapshot().at_ms, project.live->shownTime());
        const auto before = project.live->shownTime();
        QTest::keyClick(&track, Qt::Key_Left);
        QCOMPARE(project.live->shownTime(), before - 2 * LiveHistory::kMinute);
        QTest::keyClick(&track, Qt::Key_Right);
        QCOMPARE(project.live->shownTime(), before);
        QTest::keyClick(&track, Qt::Key_Home);
        QCOMPARE(project.live->shownTime(), LiveHistory::kStart);
        QTest::keyClick(&track, Qt::Key_Space);
        QVERIFY(project.live->clock() == Live::Clock::Playing);
        QTRY_VERIFY(project.live->shownTime() > LiveHistory::kStart + 5000);  // at 60×
        QTest::keyClick(&track, Qt::Key_Space);
        QVERIFY(project.live->clock() == Live::Clock::Paused);
        QTest::keyClick(&track, Qt::Key_End);
        QCOMPARE(project.live->shownTime(), LiveHistory::kStart + 2 * LiveHistory::kHour);
        QVERIFY(bar.findChild<QLabel*>(QStringLiteral("timeBar.moment"))->text().contains(QStringLiteral("paused")));
        QTest::keyClick(&track, Qt::Key_L);
        QVERIFY(project.live->clock() == Live::Clock::Live);
    }

    void keepsTheMomentInTheWindow() {
        LiveHistory project;
        TimeBar bar(*project.live, project.viewState);
        QTRY_VERIFY(project.live->extent().has_value());
        bar.setSpan(LiveHistory::kHour);
        QCOMPARE(bar.track().window().second, LiveHistory::kStart + 2 * LiveHistory::kHour);
        project.live->scrub(LiveHistory::kStart + 10 * LiveHistory::kMinute);
        const auto [from, to] = bar.track().window();
        QCOMPARE(to - from, LiveHistory::kHour);
        QVERIFY(from <= project.live->shownTime() && project.live->shownTime() <= to);
    }

    void chartsAnObjectWithLimits() {
        LiveHistory project;
        TrendChart chart(*project.live, project.viewState);
        chart.resize(500, 400);
        chart.showItem(project.rack);
        QTRY_COMPARE(chart.curveCount(), std::size_t{2});
        QTRY_VERIFY(!chart.buckets(0).empty() && !chart.buckets(1).empty());
        QCOMPARE(chart.window().second - chart.window().first, LiveHistory::kHour);
        const QStringList csv = chart.asCsv().split(QLatin1Char('\n'), Qt::SkipEmptyParts);
        QCOMPARE(csv.front(), QStringLiteral("time,point,quantity,low,mean,high"));
        QVERIFY(csv.size() > 300 && csv[1].contains(QStringLiteral("R1/")));
        auto* plot = chart.findChild<QWidget*>(QStringLiteral("trend.plot"));
        const auto before = chart.window();
        QTest::keyClick(plot, Qt::Key_Plus);
        QVERIFY(chart.window().second - chart.window().first < before.second - before.first);
        QTest::keyClick(plot, Qt::Key_Home);
        QCOMPARE(chart.window(), before);
        project.viewState.setDark(false);
        project.viewState.setUnits(twin::UnitSystem::IP);
        chart.showItem(twin::newId());
        QCOMPARE(chart.curveCount(), std::size_t{0});
    }

    void splitsRunsAndPaintsSparklines() {
        std::vector<twin::HistoryBucket> buckets(100);
        for (std::size_t i = 0; i < buckets.size(); ++i) {
            const bool empty = (i > 40 && i < 60) || i % 2 == 1;  // every second bucket: no gap; twenty in a row: one
            buckets[i] = {static_cast<std::int64_t>(i) * 1000, 1, 3, 2, empty ? 0u : 1u};
        }
        const auto runs = runsOf(buckets, 0);
        QCOMPARE(runs.size(), std::size_t{2});
        QCOMPARE(runs[0].second, std::size_t{40});
        QCOMPARE(runs[1].first, std::size_t{60});
        QCOMPARE(runsOf(buckets, 60).size(), std::size_t{1});  // such silence is usual for this point
        QImage image(120, 30, QImage::Format_ARGB32);
        image.fill(Qt::black);
        const QImage blank = image;
        QPainter painter(&image);
        paintSparkline(painter, image.rect(), {}, darkTheme());
        QVERIFY(image == blank);
        paintSparkline(painter, image.rect(), buckets, darkTheme());
        painter.end();
        QVERIFY(image != blank);
        QCOMPARE(image.pixelColor(60, 15), QColor(Qt::black));  // the gap is open
    }
};

PLENUM_TEST(TimeBarTest)
#include "time_bar_test.moc"
