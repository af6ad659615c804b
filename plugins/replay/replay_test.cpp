// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/replay/replay_source.h"

#include "plugins/support/test_sink.h"
#include "tests/support/registry.h"
#include "twin/base/error.h"

#include <QDateTime>
#include <QTemporaryDir>

#include <zlib.h>

#include <random>

using namespace plenum::plugins;
using twin::extend::Settings;
using twin::extend::SourceState;
using twin::telemetry::Quality;
using twin::telemetry::Time_ms;

namespace {

struct Read {
    std::vector<RecordedValue> values;
    std::vector<RecordedPoint> points;
    twin::Issues issues;
    std::size_t rows = 0, badRows = 0, badCells = 0;
    double sum(const std::string& end) const {
        double total = 0;
        for (const auto& value : values)
            if (points[value.point].name.ends_with(end)) total += value.value;
        return total;
    }
    bool has(const char* code) const {
        return std::any_of(issues.begin(), issues.end(), [&](const twin::Issue& issue) { return issue.code == code; });
    }
};

Read readAll(const QString& file, const RecordingOptions& options = {}) {
    Read result;
    Recording recording(file.toStdString(), options, [&](const twin::Issue& issue) { result.issues.push_back(issue); });
    std::vector<RecordedValue> row;
    while (recording.next(row)) result.values.insert(result.values.end(), row.begin(), row.end());
    for (std::size_t i = 0; i < recording.pointCount(); ++i) result.points.push_back(recording.point(i));
    result.rows = recording.rows();
    result.badRows = recording.badRows();
    result.badCells = recording.badCells();
    return result;
}

QString shared(const char* name) {
    const QString file = qEnvironmentVariable("PLENUM_SHARED_DATA") + "/telemetry/" + name;
    return QFile::exists(file) ? file : QString();
}

Settings settingsFor(const QString& file) {
    return {{"file", file.toStdString()}, {"speed", "0"}, {"fastest_per_s", "1000000000"}, {"issue_gap_s", "0"}};
}

}  // namespace

class ReplayTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    QString plant(const QByteArray& bytes, const char* name = "t.csv") {
        const QString file = m_folder.filePath(QString::fromUtf8(name));
        writeFile(file, bytes);
        return file;
    }

  private slots:
    // Counts and sums of the real files are those of awk.
    void readsNewestFirstTables() {
        const QString file = shared("biohpc_cbsugpu08_usage_stats.tsv");
        if (file.isEmpty()) QSKIP("skipped: PLENUM_SHARED_DATA is not set");
        const Read read = readAll(file);
        QCOMPARE(read.rows, 15279u);
        QCOMPARE(read.values.size(), 183324u);
        QCOMPARE(read.badRows, 2u);  // "(15277 rows affected)" and "Completion time: …" at the end
        QCOMPARE(read.badCells, 0u);
        QCOMPARE(read.points.size(), 12u);
        QCOMPARE(read.points[0].name, std::string("cbsugpu08/powerave"));
        QVERIFY(std::abs(read.sum("/powerave") - 2257355.155625) < 1e-3);
    }
    void playsNewestFirstTablesInOrder() {
        const QString file = shared("biohpc_cbsugpu05_usage_stats.tsv");
        if (file.isEmpty()) QSKIP("skipped: PLENUM_SHARED_DATA is not set");
        KeepingSink sink;
        auto source = makeReplaySource();
        source->start(settingsFor(file), sink);
        QVERIFY(waitUntil([&] { return sink.state() == SourceState::Stopped && sink.told("replay.endedBad") == 1; }));
        const auto samples = sink.samples();
        QCOMPARE(samples.size(), 280452u);
        for (std::size_t i = 1; i < samples.size(); ++i) QVERIFY(samples[i].time_ms >= samples[i - 1].time_ms);
        QCOMPARE(QDateTime::fromMSecsSinceEpoch(samples.back().time_ms, Qt::UTC).toString(Qt::ISODate), QStringLiteral("2025-10-31T09:00:00Z"));
    }
    void readsManyNodesFromGzip() {
        const QString file = shared("fasrc_ipmi_2025-06-03_hourly.csv.gz");
        if (file.isEmpty()) QSKIP("skipped: PLENUM_SHARED_DATA is not set");
        const Read read = readAll(file);
        QCOMPARE(read.values.size(), 21218u);
        QCOMPARE(read.points.size(), 5629u);
        QVERIFY(std::abs(read.sum("") - 1567672) < 1e-3);
        std::set<std::string> units;
        for (const auto& point : read.points) units.insert(point.unit);
        QVERIFY((units == std::set<std::string>{"W", "degC"}));
        QVERIFY(read.issues.empty());
    }
    void readsUnitsOfHeaders() {
        const QString file = shared("mghpcc_weather-2025-06-12.csv");
        if (file.isEmpty()) QSKIP("skipped: PLENUM_SHARED_DATA is not set");
        const Read read = readAll(file);
        QCOMPARE(read.values.size(), 3157u);
        QCOMPARE(read.points[0].name, std::string("Temp"));
        QCOMPARE(read.points[0].unit, std::string("°C"));
        QCOMPARE(read.points.back().unit, std::string("W/m²"));
        QVERIFY(std::abs(read.sum("Temp") - 6798) < 1e-6);
        QCOMPARE(read.values[0].time_ms, QDateTime(QDate(2025, 6, 12), QTime(0, 1), Qt::UTC).toMSecsSinceEpoch());
        RecordingOptions east;
        east.zone_min = -300;
        QCOMPARE(readAll(file, east).values[0].time_ms, QDateTime(QDate(2025, 6, 12), QTime(5, 1), Qt::UTC).toMSecsSinceEpoch());
    }

    void readsForms_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("points");
        QTest::addColumn<int>("count");
        const auto row = [](const char* name, const char* text, const char* points, int count) { QTest::newRow(name) << QByteArray(text) << QByteArray(points) << count; };
        row("wide", "time,a,b\n2025-01-01T00:00:00Z,1,2\n", "a,b", 2);
        row("semicolon, decimal comma", "Zeit;a\n01.02.2025 10:00;1,5\n", "a", 1);
        row("tab, BOM, CR LF", "\xEF\xBB\xBFtime\ta [kW]\r\n2025-01-01 00:00\t1\r\n", "a|kW", 1);
        row("bar", "ts|a\n1700000000|1\n", "a", 1);
        row("date and time", "Date,Time,a\n2025-01-01,00:05,1\n", "a", 1);
        row("long", "timestamp,node,sensor,value,unit\n1700000000,n1,t,20,degC\n1700000000,n1,p,5,W\n1700000060,n1,t,,degC\n", "n1/t|degC,n1/p|W", 2);
        row("quotes", "time,\"a,b\",c\n2025-01-01,\"1\",\"2\"\n", "a,b,c", 2);
        row("gaps", "time,a,b\n2025-01-01,,2\n2025-01-02,1,\n", "b,a", 2);
        row("no values", "time,a\n2025-01-01,NaN\n2025-01-02,n/a\n", "a", 2);
        row("same headers", "time,a,a\n2025-01-01,1,2\n", "a,a (2)", 2);
        row("name of numbers", "time,name\n2025-01-01,5\n", "name", 1);
        row("old Macintosh", "time,a\r2025-01-01,1\r2025-01-02,2\r", "a", 2);
        row("comment", "# from a logger\ntime,a\n2025-01-01,1\n", "a", 1);
        row("without header", "2025-01-01,1,2\n2025-01-02,3,4\n", "Column 2,Column 3", 4);
        row("Latin-1", "time,T (\xB0" "C)\n2025-01-01,1\n", "T|°C", 1);
        row("no newline at the end", "time,a\n2025-01-01,1", "a", 1);
    }
    void readsForms() {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, points);
        QFETCH(int, count);
        const Read read = readAll(plant(text));
        QCOMPARE(static_cast<int>(read.values.size()), count);
        std::string got;
        for (const auto& point : read.points) got += (got.empty() ? "" : ",") + point.name + (point.unit.empty() ? "" : "|" + point.unit);
        QCOMPARE(got, points.toStdString());
        QCOMPARE(read.badRows, 0u);
    }

    void goesOnAfterBadRows() {
        QByteArray text = "time,a,b\n";
        text += "2025-01-01 00:00,1,2\n";       // 2
        text += "yesterday,1,2\n";              // 3
        text += "2025-01-01 00:01,1\n";         // 4 too short
        text += "2025-01-01 00:02,1,2,3,4\n";   // 5 too long
        text += "2025-13-45 00:00,1,2\n";       // 6 no such day
        text += "2025-01-01 00:03,hot,2\n";     // 7 one bad cell
        text += "2025-01-01 00:04,\"1,2\n";     // 8 open quote
        text += QByteArray("2025-01-01 00:05,1\0,2\n", 22);  // 9 zero byte
        text += "2025-01-01 00:06," + QByteArray(2 << 20, '7') + ",2\n";  // 10 endless
        text += "2025-01-01 00:07,1e999,2\n";   // 11 no double
        text += "2025-01-01 00:08,8,9\n";       // 12
        const Read read = readAll(plant(text));
        QCOMPARE(read.values.size(), 6u);  // 2 + 1 + 1 + 2
        QCOMPARE(read.badRows, 7u);
        QCOMPARE(read.badCells, 2u);
        std::set<std::string> places;
        for (const auto& issue : read.issues) places.insert(issue.path);
        for (const int line : {3, 4, 5, 6, 7, 8, 9, 10, 11}) QVERIFY2(places.contains("t.csv:" + std::to_string(line)), QByteArray::number(line).constData());
        QCOMPARE(read.values.back().value, 9.0);

        KeepingSink sink;
        auto source = makeReplaySource();
        source->start(settingsFor(plant(text)), sink);
        QVERIFY(waitUntil([&] { return sink.told("replay.endedBad") == 1; }));
        QCOMPARE(sink.count(), 6u);
        QVERIFY(sink.told("replay.row") >= 7);
    }
    void passesOverTextColumns() {
        QByteArray text = "time,state,a\n";
        for (int i = 0; i < 50; ++i) text += "2025-01-01 00:" + QByteArray::number(i).rightJustified(2, '0') + ",running,1\n";
        const Read read = readAll(plant(text));
        QCOMPARE(read.values.size(), 50u);
        QVERIFY(read.has("replay.textColumn"));
        QVERIFY(read.issues.size() < 12);
    }
    void readsADamagedGzipAsFarAsItGoes() {
        const QString file = m_folder.filePath("t.csv.gz");
        gzFile out = gzopen(file.toLocal8Bit().constData(), "wb");
        std::mt19937 random(1);
        gzputs(out, "time,a\n");
        for (int i = 0; i < 100000; ++i) gzprintf(out, "%d,%u\n", 1700000000 + i, random());
        gzclose(out);
        QCOMPARE(readAll(file).values.size(), 100000u);
        QFile cut(file);
        QVERIFY(cut.resize(cut.size() / 2));
        const Read read = readAll(file);
        QVERIFY(read.values.size() > 30000 && read.values.size() < 70000);
        QVERIFY(read.has("replay.read"));
    }
    void refusesWhatIsNoTable_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("blank") << QByteArray("\n\n\n");
        QTest::newRow("binary") << QByteArray("\x7f" "ELF\0\0,\0\n", 9);
        QTest::newRow("UTF-16") << QByteArray("\xff\xfet\0,\0", 6);
        QTest::newRow("one column") << QByteArray("hello\nworld\n");
        QTest::newRow("no time") << QByteArray("a,b\n1,2\n");
        QTest::newRow("no newline for megabytes") << QByteArray(3 << 20, ',');
    }
    void refusesWhatIsNoTable() {
        QFETCH(QByteArray, text);
        QVERIFY_THROWS_EXCEPTION(twin::Error, readAll(plant(text)));
        KeepingSink sink;
        auto source = makeReplaySource();
        source->start(settingsFor(plant(text)), sink);
        QVERIFY(waitUntil([&] { return sink.state() == SourceState::Failed; }));
        QVERIFY(sink.last().severity == twin::Severity::Error);
    }
    void tellsAMissingFile() {
        KeepingSink sink;
        auto source = makeReplaySource();
        source->start(settingsFor(m_folder.filePath("none.csv")), sink);
        QVERIFY(waitUntil([&] { return sink.state() == SourceState::Failed; }));
        QCOMPARE(sink.last().code, std::string("replay.open"));
        QVERIFY_THROWS_EXCEPTION(twin::Error, source->start({}, sink));
        QVERIFY_THROWS_EXCEPTION(twin::Error, source->start({{"file", "x"}, {"zone", "somewhere"}}, sink));
    }

    void sortsInBoundedMemory() {
        SortedRuns runs(1000);
        std::mt19937 random(7);
        std::vector<std::pair<Time_ms, double>> expected;
        for (int i = 0; i < 25500; ++i) {
            const Time_ms time = random() % 5000;
            runs.add({time, static_cast<double>(i), 0, 0});
            expected.emplace_back(time, i);
        }
        std::stable_sort(expected.begin(), expected.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
        for (int round = 0; round < 2; ++round) {
            runs.rewind();
            RecordedValue value;
            std::size_t n = 0;
            for (; runs.next(value); ++n) QVERIFY(value.time_ms == expected[n].first && value.value == expected[n].second);
            QCOMPARE(n, expected.size());
        }
    }

    void keepsThePace() {
        QByteArray text = "time,a\n";
        for (int i = 0; i < 10; ++i) text += QByteArray::number(1700000000 + 60 * i) + "," + QByteArray::number(i) + "\n";
        Settings settings = settingsFor(plant(text));
        settings["speed"] = "600";  // a minute takes 0.1 s
        KeepingSink sink;
        auto source = makeReplaySource();
        QElapsedTimer timer;
        timer.start();
        source->start(settings, sink);
        QVERIFY(timer.elapsed() < 500);
        QVERIFY(waitUntil([&] { return sink.count() >= 5; }));
        QVERIFY(timer.elapsed() >= 380);
        QVERIFY(waitUntil([&] { return sink.count() == 10; }));
        QVERIFY(timer.elapsed() >= 880);
        QCOMPARE(sink.samples()[9].time_ms, 1700000540000LL);
    }
    void shiftsToNowAndStartsLater() {
        QByteArray text = "time,a\n";
        for (int i = 0; i < 10; ++i) text += QByteArray::number(1700000000 + 3600 * i) + "," + QByteArray::number(i) + "\n";
        Settings settings = settingsFor(plant(text));
        settings["times"] = "now";
        settings["start_offset_h"] = "4";
        KeepingSink sink;
        auto source = makeReplaySource();
        const qint64 now = QDateTime::currentMSecsSinceEpoch();
        source->start(settings, sink);
        QVERIFY(waitUntil([&] { return sink.count() == 6; }));
        QCOMPARE(sink.samples()[0].value, 4.0);
        QVERIFY(std::abs(sink.samples()[5].time_ms - now) < 2000);
        settings["start_offset_h"] = "100";
        source->start(settings, sink);
        QVERIFY(waitUntil([&] { return sink.state() == SourceState::Failed; }));
    }
    void loopsForwardInTime() {
        Settings settings = settingsFor(plant("time,a\n1700000000,1\n1700000010,2\n1700000020,3\n"));
        settings["loop"] = "true";
        settings["speed"] = "1000";
        KeepingSink sink;
        auto source = makeReplaySource();
        source->start(settings, sink);
        QVERIFY(waitUntil([&] { return sink.count() >= 9; }));
        source->stop();
        const auto samples = sink.samples();
        for (std::size_t i = 1; i < samples.size(); ++i) QCOMPARE(samples[i].time_ms - samples[i - 1].time_ms, 10000LL);
    }
    void stopsInTime() {
        Settings settings = settingsFor(plant("time,a\n1700000000,1\n1800000000,2\n"));
        settings["speed"] = "1";
        KeepingSink sink;
        auto source = makeReplaySource();
        source->start(settings, sink);
        QVERIFY(waitUntil([&] { return sink.count() == 1; }));
        QElapsedTimer timer;
        timer.start();
        source->stop();
        QVERIFY(timer.elapsed() < 500);
    }
};

PLENUM_TEST(ReplayTest)
#include "replay_test.moc"
