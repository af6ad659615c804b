// SPDX-License-Identifier: GPL-3.0-or-later
// Samples that come in while the history is being opened are recorded in it.
#include "app/session/live_source.h"
#include "tests/support/registry.h"
#include "tests/unit/twin/telemetry/telemetry_site.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace plenum::app;
using namespace twin::telemetry;

class LiveIntakeTest : public QObject {
    Q_OBJECT

  private slots:
    void keepsSamplesForAHistoryThatIsBeingOpened() {
        const auto table = [](std::initializer_list<const char*> names) {
            std::vector<Point> points;
            for (const char* name : names) points.push_back(plenum::test::pointOn(name, {}, twin::Quantity::InletTemperature));
            return std::make_shared<const PointTable>(points);
        };
        const Time_ms now = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
        LiveIntake intake(table({"a"}));
        intake.put({{"a", now - 5000, 20, "degC", Quality::Good}});  // nobody records yet
        intake.expectHistory();
        intake.put({{"a", now - 4000, 21, "degC", Quality::Good}});
        const auto later = table({"b", "a"});  // other positions
        intake.setPoints(later);
        intake.put({{"a", now - 3000, 22, "degC", Quality::Good}, {"b", now - 3000, 30, "degC", Quality::Good}});
        QTemporaryDir folder;
        const std::shared_ptr<twin::HistoryFile> history = twin::HistoryFile::open(folder.filePath("x.history").toStdString());
        intake.setHistory(history);
        intake.put({{"a", now - 2000, 23, "degC", Quality::Good}});
        QVERIFY(history->flush());
        QCOMPARE(history->status().committed, std::uint64_t{4});
        const auto reader = history->reader();
        QVERIFY(reader->extent().has_value());
        QCOMPARE(reader->extent()->first, now - 4000);
        std::vector<double> values;
        for (const auto& [id, name] : reader->points())
            if (name == "a")
                for (const auto& sample : reader->range(id, now - 10'000, now)) values.push_back(sample.value);
        QCOMPARE(values, (std::vector<double>{21, 22, 23}));
    }
};

PLENUM_TEST(LiveIntakeTest)
#include "live_intake_test.moc"
