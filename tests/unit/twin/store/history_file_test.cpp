// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/store/history_file.h"

#include "tests/support/registry.h"
#include "tests/unit/twin/store/history_points.h"
#include "twin/base/error.h"

#include <QTemporaryDir>

#include <cmath>
#include <fstream>
#include <map>
#include <random>

#include <sqlite3.h>

using namespace twin;
using plenum::test::plainPoints;
using telemetry::PointSample;
using telemetry::Quality;
using telemetry::Sample;
namespace fs = std::filesystem;

namespace {

constexpr telemetry::Time_ms kStart = 1'700'000'000'000;

struct Folder {
    QTemporaryDir folder;
    fs::path path = fs::path(folder.path().toStdString()) / "a.plenum.history";
};

/// What a history must give back: by point, by time, the last that came.
using Truth = std::map<std::uint32_t, std::map<telemetry::Time_ms, Sample>>;

bool same(const Sample& a, const Sample& b) { return a.time_ms == b.time_ms && a.quality == b.quality && (a.value == b.value || (std::isnan(a.value) && std::isnan(b.value))); }

std::string compare(HistoryReader& reader, const telemetry::PointTable& points, const Truth& truth, telemetry::Time_ms from, telemetry::Time_ms to) {
    for (const auto& [point, all] : truth) {
        const auto samples = reader.range(points[point].id, from, to);
        auto at = all.lower_bound(from);
        for (const Sample& each : samples) {
            if (at == all.end() || !same(each, at->second)) return "p" + std::to_string(point) + " at " + std::to_string(each.time_ms - kStart);
            ++at;
        }
        if (at != all.upper_bound(to)) return "p" + std::to_string(point) + " ends early";
    }
    return {};
}

void execute(const fs::path& path, const char* sql) {
    sqlite3* database = nullptr;
    sqlite3_open(path.c_str(), &database);
    sqlite3_exec(database, sql, nullptr, nullptr, nullptr);
    sqlite3_close(database);
}

std::string codeOf(const fs::path& path) {
    try {
        HistoryFile::open(path);
    } catch (const Error& error) {
        return error.code();
    }
    return {};
}

}  // namespace

class HistoryFileTest : public QObject {
    Q_OBJECT
  private slots:
    void givesBackWhatCame_data() {
        QTest::addColumn<int>("points");
        QTest::addColumn<int>("rounds");
        QTest::addColumn<int>("late");  // of a thousand
        QTest::newRow("in order") << 20 << 1500 << 0;
        QTest::newRow("out of order") << 20 << 1500 << 50;
        QTest::newRow("mostly late") << 5 << 1500 << 700;
        QTest::newRow("one point") << 1 << 3000 << 10;
    }
    void givesBackWhatCame() {
        QFETCH(int, points);
        QFETCH(int, rounds);
        QFETCH(int, late);
        Folder folder;
        const auto table = plainPoints(static_cast<std::size_t>(points));
        std::mt19937_64 random(static_cast<std::uint64_t>(points * 1000 + late));
        Truth truth;
        auto file = HistoryFile::open(folder.path);
        file->setPoints(table);
        const auto check = [&] {
            const auto reader = file->reader();
            for (int i = 0; i < 4; ++i) {
                const telemetry::Time_ms from = kStart + static_cast<int>(random() % static_cast<unsigned>(rounds)) * 1000, to = from + static_cast<int>(random() % 600'000);
                const std::string wrong = compare(*reader, table, truth, from, to);
                if (!wrong.empty()) return wrong;
                std::vector<Id> ids;
                for (const telemetry::Point& point : table.points()) ids.push_back(point.id);
                const auto shot = reader->snapshot(ids, to);
                for (std::uint32_t p = 0; p < shot.size(); ++p) {
                    const auto after = truth[p].upper_bound(to);
                    const Sample expected = after == truth[p].begin() ? Sample{} : std::prev(after)->second;
                    if (!same(shot[p], expected)) return "snapshot p" + std::to_string(p);
                }
            }
            return compare(*reader, table, truth, INT64_MIN / 2, INT64_MAX / 2);
        };
        for (int round = 0; round < rounds; ++round) {
            std::vector<PointSample> batch;
            for (int p = 0; p < points; ++p) {
                telemetry::Time_ms time = kStart + round * 1000;
                if (static_cast<int>(random() % 1000) < late) time -= static_cast<telemetry::Time_ms>(random() % 1'000'000);
                if (time <= 0) time = 1;
                const auto quality = static_cast<Quality>(random() % 20 == 0 ? random() % 4 : 0);
                const bool number = quality == Quality::Good || quality == Quality::Uncertain;
                const Sample sample{time, number ? static_cast<double>(random() % 10000) / 100 : std::nan(""), quality};
                batch.push_back({static_cast<std::uint32_t>(p), sample});
                truth[static_cast<std::uint32_t>(p)][time] = sample;
            }
            file->append(batch);
            if (round % 500 == 250) {  // most of it in the journal and in memory only
                QVERIFY(file->flush());
                QCOMPARE(QString::fromStdString(check()), QString());
            }
            if (round % 700 == 699) {
                file.reset();
                file = HistoryFile::open(folder.path);
                file->setPoints(table);
            }
        }
        QVERIFY(file->flush());
        QCOMPARE(QString::fromStdString(check()), QString());
        QVERIFY(file->status().chunks > 0);
        QVERIFY(file->status().issues.empty());
        file.reset();
        file = HistoryFile::open(folder.path);
        QCOMPARE(QString::fromStdString(check()), QString());
    }
    void chartsLowHighAndMean() {
        Folder folder;
        const auto table = plainPoints(1);
        const auto file = HistoryFile::open(folder.path);
        file->setPoints(table);
        for (int i = 0; i < 2000; ++i) file->append(std::vector<PointSample>{{0, {kStart + i * 1000, static_cast<double>(i % 100), i == 7 ? Quality::NoValue : Quality::Good}}});
        file->append(std::vector<PointSample>{{0, {kStart + 500, -5.0, Quality::Good}}});  // late
        file->flush();
        const auto reader = file->reader();
        for (const std::size_t buckets : {1, 2, 20, 77}) {
            const auto chart = reader->chart(table[0].id, kStart, kStart + 2'000'000, buckets);
            const auto all = reader->range(table[0].id, kStart, kStart + 1'999'999);
            QCOMPARE(chart.size(), buckets);
            const double width = 2e6 / static_cast<double>(buckets);
            std::uint64_t count = 0;
            for (std::size_t b = 0; b < buckets; ++b) {
                double low = 1e9, high = -1e9, total = 0;
                int n = 0;
                for (const Sample& each : all)
                    if (!std::isnan(each.value) && static_cast<std::size_t>(static_cast<double>(each.time_ms - kStart) / width) == b) {
                        low = std::min(low, each.value);
                        high = std::max(high, each.value);
                        total += each.value;
                        ++n;
                    }
                QCOMPARE(chart[b].low, low);
                QCOMPARE(chart[b].high, high);
                QVERIFY(std::abs(chart[b].mean - total / n) < 1e-9);
                QCOMPARE(chart[b].count, static_cast<std::uint64_t>(n));
                count += chart[b].count;
            }
            QCOMPARE(count, std::uint64_t{2000});
        }
        const auto extent = reader->extent();
        QVERIFY(extent && extent->first == kStart && extent->second == kStart + 1'999'000);
        QVERIFY(reader->range(telemetry::pointId("nobody"), 0, INT64_MAX).empty());
        QVERIFY(std::isnan(reader->chart(telemetry::pointId("nobody"), kStart, kStart + 10, 2)[0].mean));
    }
    void holdsSlowPointsWithoutKeepingTheJournal() {
        Folder folder;
        const auto table = plainPoints(3);
        const auto file = HistoryFile::open(folder.path);
        file->setPoints(table);
        Truth truth;
        for (int i = 0; i < 1400; ++i) {  // p0 is fast, p1 slow, p2 comes once
            std::vector<PointSample> batch{{0, {kStart + i * 1000, i * 0.5, Quality::Good}}};
            if (i % 100 == 0) batch.push_back({1, {kStart + i * 1000, i * 2.0, Quality::Good}});
            if (i == 3) batch.push_back({2, {kStart + i * 1000, 1.0, Quality::Good}});
            for (const PointSample& each : batch) truth[each.point][each.sample.time_ms] = each.sample;
            file->append(batch);
            QVERIFY(file->flush());
        }
        QVERIFY2(file->status().journalRows <= 620, qPrintable(QString::number(file->status().journalRows)));
        QCOMPARE(QString::fromStdString(compare(*file->reader(), table, truth, 0, INT64_MAX)), QString());
    }
    void skipsWhatIsInsideTheDeadband() {
        Folder folder;
        const auto table = plainPoints(1, 0.5);
        const auto file = HistoryFile::open(folder.path);
        file->setPoints(table);
        const double values[] = {20, 20.1, 20.4, 20.6, 20.7, 19.9};
        for (int i = 0; i < 6; ++i) file->append(std::vector<PointSample>{{0, {kStart + i * 1000, values[i], Quality::Good}}});
        file->append(std::vector<PointSample>{{0, {kStart + 60'000, 19.9, Quality::Good}}});  // a sign of life
        file->flush();
        const auto samples = file->reader()->range(table[0].id, kStart, kStart + 100'000);
        QCOMPARE(samples.size(), std::size_t{4});
        QCOMPARE(samples[1].value, 20.6);
        QCOMPARE(file->status().skipped, std::uint64_t{3});
    }
    void removesWhatIsTooOld() {
        Folder folder;
        const auto table = plainPoints(1);
        const auto now = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
        HistoryOptions options;
        options.keep_ms = 3'600'000;
        const auto file = HistoryFile::open(folder.path, options);
        file->setPoints(table);
        std::vector<PointSample> old, fresh;
        for (int i = 0; i < 600; ++i) old.push_back({0, {now - 90'000'000 + i * 1000, 1.5, Quality::Good}});
        for (int i = 0; i < 600; ++i) fresh.push_back({0, {now - 600'000 + i * 1000, 2.5, Quality::Good}});
        for (const auto* each : {&old, &fresh, &fresh}) {
            file->append(*each);
            file->flush();
        }
        QVERIFY(file->reader()->range(table[0].id, 0, now - 80'000'000).empty());
        QCOMPARE(file->reader()->range(table[0].id, now - 700'000, now).size(), std::size_t{600});
    }
    void countsWhatTheQueueCannotHold() {
        Folder folder;
        HistoryOptions options;
        options.queueSamples = 10;
        const auto file = HistoryFile::open(folder.path, options);
        file->setPoints(plainPoints(1));
        QVERIFY(!file->append(std::vector<PointSample>(11, PointSample{0, {kStart, 1, Quality::Good}})));
        QCOMPARE(file->status().dropped, std::uint64_t{11});
        QCOMPARE(file->status().issues.front().code, std::string("history.dropped"));
    }
    void keepsTheBindingAndTheAlarms() {
        Folder folder;
        telemetry::Binding binding;
        binding.rows.push_back({telemetry::Match::Pattern, "dc1/{item}/t", "{item}", "inlet_C", "degF", 0.1, -2, 10, 120, 0, 0.2, 12});
        binding.rows.emplace_back().point = "a'b\"c";
        const telemetry::AlarmEvent event{kStart + 5, telemetry::pointId("p0"), telemetry::AlarmKind::Low, Severity::Error, telemetry::AlarmAction::Acknowledged, 3.5, 4, "Li"};
        {
            const auto file = HistoryFile::open(folder.path);
            file->setBinding(binding);
            file->append(std::vector{event});
        }
        const auto file = HistoryFile::open(folder.path);
        QVERIFY(file->binding() == binding);
        const auto events = file->reader()->events(kStart, kStart + 10);
        QCOMPARE(events.size(), std::size_t{1});
        QVERIFY(events[0] == event);
        QVERIFY(file->reader()->events(0, kStart).empty());
    }
    void saysWhyAFileCannotBeUsed() {
        Folder folder;
        const fs::path root = folder.path.parent_path();
        std::ofstream(root / "text") << "this is a text, surely longer than the header of a database, which has one hundred bytes; so it goes on";
        QCOMPARE(codeOf(root / "text"), std::string("history.notHistory"));
        execute(root / "other", "CREATE TABLE t(x); PRAGMA application_id=7");
        QCOMPARE(codeOf(root / "other"), std::string("history.notHistory"));
        QCOMPARE(codeOf(root), std::string("history.open"));
        { HistoryFile::open(folder.path); }
        execute(folder.path, "PRAGMA user_version=99");
        QCOMPARE(codeOf(folder.path), std::string("history.newer"));
        execute(folder.path, "PRAGMA user_version=1; DROP TABLE journal");
        QCOMPARE(codeOf(folder.path), std::string("history.damaged"));
        { HistoryFile::open(root / "b"); }
        std::fstream file(root / "b", std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(200);
        file << std::string(16'000, '\x5A');
        file.close();
        QCOMPARE(codeOf(root / "b"), std::string("history.damaged"));
        const auto held = HistoryFile::open(root / "c");
        QCOMPARE(codeOf(root / "c"), std::string("history.inUse"));
    }
    void goesOnOverDamagedRows() {
        Folder folder;
        const auto table = plainPoints(2);
        {
            const auto file = HistoryFile::open(folder.path);
            file->setPoints(table);
            for (int i = 0; i < 700; ++i) {
                file->append(std::vector<PointSample>{{0, {kStart + i * 1000, 1, Quality::Good}}});
                if (i % 100 == 99) file->flush();
            }
            file->append(std::vector<PointSample>{{1, {kStart, 5, Quality::Good}}});
        }
        execute(folder.path, "UPDATE chunks SET data=x'0105' WHERE row=1; INSERT INTO journal VALUES((SELECT max(seq)+1 FROM journal),x'ff00')");
        const auto file = HistoryFile::open(folder.path);
        QCOMPARE(file->status().issues.size(), std::size_t{1});
        QCOMPARE(file->status().issues.front().code, std::string("history.journal"));
        const auto reader = file->reader();
        const auto samples = reader->range(table[0].id, 0, INT64_MAX);
        QVERIFY(samples.size() < 700 && samples.size() > 300);
        QCOMPARE(reader->damagedChunks(), std::uint64_t{1});
        QCOMPARE(reader->range(table[1].id, 0, INT64_MAX).size(), std::size_t{1});
    }
};

PLENUM_TEST(HistoryFileTest)
#include "history_file_test.moc"
