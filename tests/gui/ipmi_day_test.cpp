// SPDX-License-Identifier: GPL-3.0-or-later
// A recorded day of 1 691 nodes played into the hall that was built from their names: what the window shows at a moment
// against values worked out from the recording by hand.
#include "app/files/project_files.h"
#include "tests/gui/window_services.h"
#include "tests/support/registry.h"

#include <QDir>
#include <QFileInfo>

using namespace plenum::app;
using twin::telemetry::Mode;

class IpmiDayTest : public QObject {
    Q_OBJECT

    static QString recording() {
        const QString shared = qEnvironmentVariable("PLENUM_SHARED_DATA", QStringLiteral(PLENUM_SOURCE_DIR "/../shared/data"));
        return shared + QStringLiteral("/telemetry/fasrc_ipmi_2025-06-03_hourly.csv.gz");
    }

  private slots:
    void showsTheWarmestNodeOfEachRack() {
        if (!QFileInfo::exists(recording())) QSKIP("skipped: the recording is not there (PLENUM_SHARED_DATA)");
        plenum::test::WindowServices services({PLENUM_BINARY_DIR "/plugins"});
        QVERIFY(services.scanned);
        QTemporaryDir folder;
        auto opened = plenum::files::open(PLENUM_SOURCE_DIR "/resources/samples/fasrc.json");
        QVERIFY(opened.project.has_value());
        services.document.reset(std::move(*opened.project), folder.filePath(QStringLiteral("fasrc.plenum")));
        QVERIFY(services.show());
        QVERIFY(services.settled());
        Live& live = services.live;
        twin::telemetry::Setup setup = live.setup();
        QVERIFY(!setup.binding.rows.empty());
        setup.sources = {{"replay", "IPMI day", {{"file", recording().toStdString()}, {"speed", "0"}}}};
        QVERIFY(live.setSetup(setup).empty());
        services.window.setWorkspace(Workspace::Operate);
        live.startSource(0);
        const auto end = QDateTime(QDate(2025, 6, 3), QTime(23, 0), Qt::UTC).toMSecsSinceEpoch();
        QVERIFY(QTest::qWaitFor([&] { return live.extent() && live.extent()->second >= end; }, 120'000));
        live.stopSource(0);
        QVERIFY(QTest::qWaitFor([&] { return !live.anyRunning(); }, 20'000));
        live.setMode(Mode::LiveElseComputed);
        live.scrub(QDateTime(QDate(2025, 6, 3), QTime(1, 59), Qt::UTC).toMSecsSinceEpoch());
        const auto inlet = [&](const char* name) {
            double value = std::nan("");
            const auto& frame = services.session.frame();
            frame->site->items(twin::Kind::Rack).forEach([&](const twin::Item& item) {
                if (item.name == name && frame->state(item, twin::Quantity::InletTemperature) == twin::ValueState::Measured) value = frame->value(item, twin::Quantity::InletTemperature);
            });
            return value;
        };
        QVERIFY(QTest::qWaitFor([&] { return inlet("8a rack 24") == 29.0; }, 30'000));
        for (const auto& [name, warmest_C] : {std::pair{"2c rack 11", 26.0}, std::pair{"7c rack 02", 26.0}, std::pair{"7c rack 26", 25.0}, std::pair{"8a rack 14", 29.0}, std::pair{"8a rack 24", 29.0}})
            QVERIFY2(inlet(name) == warmest_C, qPrintable(QStringLiteral("%1: %2").arg(QLatin1String(name)).arg(inlet(name))));
        if (const QString kept = qEnvironmentVariable("PLENUM_KEEP_PICTURES"); !kept.isEmpty()) {
            QTest::qWait(1500);
            QVERIFY(services.window.grab().save(kept + QStringLiteral("/ipmi_day.png")));
        }
    }
};

PLENUM_TEST(IpmiDayTest)
#include "ipmi_day_test.moc"
