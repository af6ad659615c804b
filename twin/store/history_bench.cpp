// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/store/history_bench.h"

#include "twin/store/history_file.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <random>
#include <thread>

namespace twin {

using telemetry::PointSample;
using telemetry::Quality;
using telemetry::Time_ms;
using Clock = std::chrono::steady_clock;

namespace {

constexpr Time_ms kStart_ms = 1'760'000'000'000;

double since_s(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

double median(std::vector<double> values) {
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
    return values[values.size() / 2];
}

/// One second of all sensors; cheap, so that the source does not count.
void fill(std::vector<PointSample>& batch, std::size_t second, std::mt19937_64& random) {
    const std::uint64_t noise = random();
    for (std::size_t i = 0; i < batch.size(); ++i) {
        const std::uint64_t mixed = (noise ^ (i * 0x9E3779B97F4A7C15ull)) * 0xBF58476D1CE4E5B9ull;
        const double read = static_cast<double>(2200 + i % 300 + (mixed >> 58)) / 100;
        batch[i] = {static_cast<std::uint32_t>(i), {kStart_ms + static_cast<Time_ms>(second) * 1000, i % 2 == 0 ? read : (read * 2 + 30 - 32) * (5.0 / 9), Quality::Good}};
    }
}

double rowidInserts_per_s(const std::filesystem::path& path, std::size_t sensors, std::size_t seconds) {
    SQLite::Database database(path.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    database.exec("PRAGMA journal_mode=WAL");
    database.exec("PRAGMA synchronous=NORMAL");
    database.exec("CREATE TABLE samples(sensor INTEGER, time_ms INTEGER, value REAL, quality INTEGER)");
    SQLite::Statement insert(database, "INSERT INTO samples VALUES(?,?,?,?)");
    std::mt19937_64 random(7);
    std::vector<PointSample> batch(sensors);
    const auto start = Clock::now();
    for (std::size_t second = 0; second < seconds; ++second) {
        fill(batch, second, random);
        SQLite::Transaction transaction(database);
        for (const PointSample& each : batch) {
            insert.bind(1, static_cast<std::int64_t>(each.point));
            insert.bind(2, each.sample.time_ms);
            insert.bind(3, each.sample.value);
            insert.bind(4, static_cast<int>(each.sample.quality));
            insert.exec();
            insert.reset();
        }
        transaction.commit();
    }
    return static_cast<double>(sensors * seconds) / since_s(start);
}

std::shared_ptr<const telemetry::PointTable> pointsOf(std::size_t sensors) {
    std::vector<telemetry::Point> points(sensors);
    for (std::size_t i = 0; i < sensors; ++i) {
        points[i].name = fmt::format("bench/{}", i);
        points[i].id = telemetry::pointId(points[i].name);
    }
    return std::make_shared<const telemetry::PointTable>(std::move(points));
}

void record(HistoryBench& bench, const std::filesystem::path& path, const telemetry::PointTable& points) {
    const auto file = HistoryFile::open(path);
    file->setPoints(points);
    std::mt19937_64 random(7);
    std::vector<PointSample> batch(bench.sensors);
    const auto start = Clock::now();
    for (std::size_t second = 0; second < bench.seconds; ++second) {
        fill(batch, second, random);
        while (!file->append(batch)) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    file->flush();
    bench.ingest_per_s = static_cast<double>(bench.sensors * bench.seconds) / since_s(start);
    const HistoryStatus status = file->status();
    bench.worstCommit_ms = status.worstCommit_ms;
    bench.worstCheckpoint_ms = status.worstCheckpoint_ms;
    bench.dropped = status.appended - status.committed;
}

void query(HistoryBench& bench, HistoryFile& file, const telemetry::PointTable& points) {
    const auto reader = file.reader();
    std::mt19937_64 random(11);
    std::vector<Id> ids;
    for (const telemetry::Point& point : points.points()) ids.push_back(point.id);
    const auto span_ms = static_cast<Time_ms>(bench.seconds) * 1000, hour_ms = std::min<Time_ms>(3'600'000, span_ms);
    const auto timed = [](auto&& work) {
        const auto start = Clock::now();
        work();
        return since_s(start) * 1e3;
    };
    std::vector<double> ranges, snapshots, plays;
    for (int i = 0; i < 200; ++i) {
        const Time_ms from = kStart_ms + static_cast<Time_ms>(random() % static_cast<std::uint64_t>(span_ms - hour_ms + 1));
        ranges.push_back(timed([&] { reader->range(ids[random() % ids.size()], from, from + hour_ms); }));
    }
    for (int i = 0; i < 15; ++i) {
        const Time_ms at = kStart_ms + static_cast<Time_ms>(random() % static_cast<std::uint64_t>(span_ms));
        snapshots.push_back(timed([&] { reader->snapshot(ids, at); }));
    }
    const Time_ms from = kStart_ms + span_ms / 3;
    reader->snapshot(ids, from);
    for (int i = 1; i <= 30; ++i) plays.push_back(timed([&] { reader->snapshot(ids, from + 1000 * i); }));
    bench.range_ms = median(ranges);
    bench.snapshot_ms = median(snapshots);
    bench.play_ms = median(plays);
}

double pacedWorstCommit_ms(const std::filesystem::path& path, const telemetry::PointTable& points) {
    const auto file = HistoryFile::open(path);
    file->setPoints(points);
    std::mt19937_64 random(13);
    std::vector<PointSample> batch(points.size());
    auto next = Clock::now();
    for (std::size_t second = 0; second < 10; ++second) {
        fill(batch, second, random);
        file->append(batch);
        std::this_thread::sleep_until(next += std::chrono::seconds(1));
    }
    file->flush();
    return file->status().worstCommit_ms;
}

}  // namespace

HistoryBench benchHistory(const std::filesystem::path& folder, std::size_t sensors, std::size_t seconds) {
    HistoryBench bench;
    bench.sensors = sensors;
    bench.seconds = seconds;
    const auto root = folder / fmt::format("plenum-history-bench-{}", Clock::now().time_since_epoch().count());
    std::filesystem::create_directories(root);
    const auto points = pointsOf(sensors);
    const auto path = root / "bench.history";
    record(bench, path, *points);
    bench.bytesPerSample = static_cast<double>(std::filesystem::file_size(path)) / static_cast<double>(sensors * seconds);
    bench.rowid_per_s = rowidInserts_per_s(root / "plain.sqlite", sensors, std::max<std::size_t>(1, seconds / 5));
    bench.ratio = bench.ingest_per_s / bench.rowid_per_s;
    {
        const auto start = Clock::now();
        const auto file = HistoryFile::open(path);
        bench.reopen_ms = since_s(start) * 1e3;
        query(bench, *file, *points);
    }
    bench.paced_worstCommit_ms = pacedWorstCommit_ms(root / "paced.history", *points);
    std::filesystem::remove_all(root);
    return bench;
}

}  // namespace twin
