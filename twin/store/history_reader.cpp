// SPDX-License-Identifier: GPL-3.0-or-later
// The memory's tail is copied first and the file read after it: a chunk that is committed in between is then seen
// twice, never not at all, and equal times are merged.
#include "twin/store/history_reader.h"

#include "twin/store/history_buffers.h"
#include "twin/store/history_codec.h"
#include "twin/store/history_database.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace twin {

using telemetry::Quality;
using telemetry::Sample;

namespace {

constexpr double kNoNumber = std::numeric_limits<double>::quiet_NaN();

// Ordinary chunks of a point follow each other without overlap, so the first that can touch a range is the last that
// begins at or before it.
constexpr const char* kRange = R"sql(
SELECT t0_ms,t1_ms,numbers,low,high,total,data FROM chunks WHERE late=0 AND point=?1 AND t0_ms<=?3 AND
  t0_ms>=coalesce((SELECT max(t0_ms) FROM chunks WHERE late=0 AND point=?1 AND t0_ms<=?2),?2) ORDER BY t0_ms)sql";
constexpr const char* kLate = "SELECT t0_ms,t1_ms,data FROM chunks WHERE late=1 AND point=?1 AND t0_ms<=?3 AND t1_ms>=?2 ORDER BY row";
constexpr const char* kBefore = "SELECT t0_ms,t1_ms,closed,data FROM chunks WHERE late=0 AND point=?1 AND t0_ms<=?2 ORDER BY t0_ms DESC LIMIT 1";

double numberOf(const SQLite::Column& column) { return column.isNull() ? kNoNumber : column.getDouble(); }

/// The newest sample at or before a moment, in samples in any order; of equal times the last.
const Sample* newest(const std::vector<Sample>& samples, telemetry::Time_ms at) {
    const Sample* best = nullptr;
    for (const Sample& each : samples)
        if (each.time_ms <= at && (best == nullptr || each.time_ms >= best->time_ms)) best = &each;
    return best;
}

/// Sums one span of a chart.
struct Sum {
    double low = kNoNumber, high = kNoNumber, total = 0;
    std::uint64_t count = 0;
    void add(double otherLow, double otherHigh, double otherTotal, std::uint64_t others) {
        if (others == 0) return;
        low = count == 0 ? otherLow : std::min(low, otherLow);
        high = count == 0 ? otherHigh : std::max(high, otherHigh);
        total += otherTotal;
        count += others;
    }
    void add(const Sample& sample) {
        if (!std::isnan(sample.value)) add(sample.value, sample.value, sample.value, 1);
    }
};

}  // namespace

struct HistoryReader::Impl {
    struct Cached {
        Time_ms t0 = 1, t1 = 0;
        std::vector<Sample> samples;
    };

    Impl(const std::filesystem::path& path, std::shared_ptr<const HistoryBuffers> shared)
        : file(path), buffers(std::move(shared)), database(readHistory(path)), range(*database, kRange), late(*database, kLate), before(*database, kBefore) {}

    /// Runs a query inside one read transaction; what SQLite refuses becomes a twin::Error.
    template <class Query>
    auto reading(Query&& query) {
        try {
            SQLite::Transaction transaction(*database);
            return query();
        } catch (const SQLite::Exception& error) {
            for (SQLite::Statement* each : {&range, &late, &before}) each->tryReset();
            throw Error("history.read", {TWIN_TR("The history {0} cannot be read: {1}."), {file.string(), error.what()}});
        }
    }
    bool decode(const SQLite::Column& data, std::vector<Sample>& into) {
        const bool good = decodeChunk({static_cast<const char*>(data.getBlob()), static_cast<std::size_t>(data.getBytes())}, into);
        if (!good) ++damaged;
        return good;
    }
    /// Key of a point and a copy of what is in memory; 0 when it was never recorded.
    std::uint32_t tailOf(Id point, std::vector<Sample>& tail) const {
        const std::lock_guard lock(buffers->mutex);
        const auto found = buffers->keys.find(point);
        if (found == buffers->keys.end()) return 0;
        if (found->second <= buffers->points.size()) tail = buffers->points[found->second - 1].samples;
        return found->second;
    }
    void bind(SQLite::Statement& sql, std::uint32_t key, Time_ms from, Time_ms to) const {
        sql.bind(1, static_cast<std::int64_t>(key));
        sql.bind(2, from);
        sql.bind(3, to);
    }

    std::filesystem::path file;
    std::shared_ptr<const HistoryBuffers> buffers;
    std::unique_ptr<SQLite::Database> database;
    SQLite::Statement range, late, before;
    std::vector<Cached> cache;  // by key: the finished chunk of the last snapshot, for playing
    std::vector<Sample> scratch;
    std::uint64_t damaged = 0;
};

HistoryReader::HistoryReader(const std::filesystem::path& path, std::shared_ptr<const HistoryBuffers> buffers) : m_impl(std::make_unique<Impl>(path, std::move(buffers))) {}
HistoryReader::~HistoryReader() = default;
std::uint64_t HistoryReader::damagedChunks() const { return m_impl->damaged; }

std::vector<Sample> HistoryReader::range(Id point, Time_ms from, Time_ms to) {
    Impl& in = *m_impl;
    std::vector<Sample> tail, samples;
    const std::uint32_t key = in.tailOf(point, tail);
    if (key == 0 || from > to) return samples;
    const auto add = [&](const std::vector<Sample>& more) {
        for (const Sample& each : more)
            if (each.time_ms >= from && each.time_ms <= to) samples.push_back(each);
    };
    in.reading([&] {
        in.bind(in.range, key, from, to);
        while (in.range.executeStep())
            if (in.decode(in.range.getColumn(6), in.scratch)) add(in.scratch);
        in.range.reset();
        in.bind(in.late, key, from, to);
        while (in.late.executeStep())
            if (in.decode(in.late.getColumn(2), in.scratch)) add(in.scratch);
        in.late.reset();
    });
    add(tail);
    sortByTime(samples);
    return samples;
}

std::vector<Sample> HistoryReader::snapshot(const std::vector<Id>& points, Time_ms at) {
    Impl& in = *m_impl;
    std::vector<Sample> found(points.size());
    std::vector<std::uint32_t> keys(points.size(), 0);
    {
        const std::lock_guard lock(in.buffers->mutex);
        for (std::size_t i = 0; i < points.size(); ++i) {
            const auto known = in.buffers->keys.find(points[i]);
            if (known == in.buffers->keys.end()) continue;
            keys[i] = known->second;
            if (known->second > in.buffers->points.size()) continue;
            const HistoryBuffer& buffer = in.buffers->points[known->second - 1];
            if (buffer.first_ms > at) continue;
            if (const Sample* best = newest(buffer.samples, at)) found[i] = *best;
        }
        in.cache.resize(std::max(in.cache.size(), in.buffers->points.size() + 1));
    }
    in.reading([&] {
        const bool hasLate = in.database->execAndGet("SELECT EXISTS(SELECT 1 FROM chunks WHERE late=1)").getInt() != 0;
        const auto take = [&](std::size_t i, const Sample* sample) {
            if (sample != nullptr && (found[i].time_ms == 0 || sample->time_ms > found[i].time_ms)) found[i] = *sample;
        };
        for (std::size_t i = 0; i < points.size(); ++i) {
            if (keys[i] == 0) continue;
            Impl::Cached& cached = in.cache[std::min<std::size_t>(keys[i], in.cache.size() - 1)];
            if (hasLate) {
                in.bind(in.late, keys[i], std::numeric_limits<Time_ms>::min(), at);
                while (in.late.executeStep())
                    if (in.decode(in.late.getColumn(2), in.scratch)) take(i, newest(in.scratch, at));
                in.late.reset();
            }
            if (cached.t0 <= at && at <= cached.t1) {
                const auto after = std::upper_bound(cached.samples.begin(), cached.samples.end(), at, [](Time_ms time, const Sample& sample) { return time < sample.time_ms; });
                if (after != cached.samples.begin()) take(i, &*(after - 1));
                continue;
            }
            in.before.bind(1, static_cast<std::int64_t>(keys[i]));
            in.before.bind(2, at);
            if (in.before.executeStep()) {
                std::vector<Sample>& samples = cached.samples;
                const bool good = in.decode(in.before.getColumn(3), samples), closed = in.before.getColumn(2).getInt() != 0;
                cached.t0 = good && closed ? in.before.getColumn(0).getInt64() : 1;
                cached.t1 = good && closed ? in.before.getColumn(1).getInt64() : 0;
                take(i, newest(samples, at));
            }
            in.before.reset();
        }
    });
    return found;
}

std::vector<HistoryBucket> HistoryReader::chart(Id point, Time_ms from, Time_ms to, std::size_t buckets) {
    Impl& in = *m_impl;
    buckets = std::clamp<std::size_t>(buckets, 1, 100'000);
    std::vector<HistoryBucket> chart(buckets);
    std::vector<Sum> sums(buckets);
    const double width_ms = static_cast<double>(to - from) / static_cast<double>(buckets);
    const auto bucketOf = [&](Time_ms time) { return std::min(buckets - 1, static_cast<std::size_t>(static_cast<double>(time - from) / width_ms)); };
    std::vector<Sample> tail, lateOnes, mixed;
    const std::uint32_t key = from < to ? in.tailOf(point, tail) : 0;
    if (key != 0)
        in.reading([&] {
            in.bind(in.late, key, from, to - 1);
            while (in.late.executeStep())
                if (in.decode(in.late.getColumn(2), in.scratch)) lateOnes.insert(lateOnes.end(), in.scratch.begin(), in.scratch.end());
            in.late.reset();
            // Chunks that late samples or the tail may overlap are merged sample by sample, all others by their sums.
            Time_ms mixedFrom = std::numeric_limits<Time_ms>::max(), mixedTo = std::numeric_limits<Time_ms>::min();
            for (const auto* list : {&lateOnes, &tail})
                for (const Sample& each : *list) {
                    mixedFrom = std::min(mixedFrom, each.time_ms);
                    mixedTo = std::max(mixedTo, each.time_ms);
                }
            in.bind(in.range, key, from, to - 1);
            while (in.range.executeStep()) {
                const Time_ms t0 = in.range.getColumn(0).getInt64(), t1 = in.range.getColumn(1).getInt64();
                const bool alone = t1 < mixedFrom || t0 > mixedTo;
                if (alone && t0 >= from && t1 < to && bucketOf(t0) == bucketOf(t1)) {
                    sums[bucketOf(t0)].add(numberOf(in.range.getColumn(3)), numberOf(in.range.getColumn(4)), numberOf(in.range.getColumn(5)), static_cast<std::uint64_t>(in.range.getColumn(2).getInt64()));
                } else if (in.decode(in.range.getColumn(6), in.scratch)) {
                    mixed.insert(mixed.end(), in.scratch.begin(), in.scratch.end());
                }
            }
            in.range.reset();
        });
    for (const auto* list : {&lateOnes, &tail}) mixed.insert(mixed.end(), list->begin(), list->end());
    sortByTime(mixed);
    for (const Sample& each : mixed)
        if (each.time_ms >= from && each.time_ms < to) sums[bucketOf(each.time_ms)].add(each);
    for (std::size_t i = 0; i < buckets; ++i)
        chart[i] = {from + static_cast<Time_ms>(width_ms * static_cast<double>(i)), sums[i].low, sums[i].high, sums[i].count > 0 ? sums[i].total / static_cast<double>(sums[i].count) : kNoNumber, sums[i].count};
    return chart;
}

std::optional<std::pair<HistoryReader::Time_ms, HistoryReader::Time_ms>> HistoryReader::extent() {
    Impl& in = *m_impl;
    Time_ms first = std::numeric_limits<Time_ms>::max(), last = std::numeric_limits<Time_ms>::min();
    {
        const std::lock_guard lock(in.buffers->mutex);
        for (const HistoryBuffer& buffer : in.buffers->points)
            for (const Sample& each : buffer.samples) {
                first = std::min(first, each.time_ms);
                last = std::max(last, each.time_ms);
            }
    }
    in.reading([&] {
        SQLite::Statement end(*in.database, "SELECT max(t1_ms) FROM chunks");
        if (end.executeStep() && !end.getColumn(0).isNull()) last = std::max(last, end.getColumn(0).getInt64());
        // The first begin of each point by its index: a step from point to point, not a scan.
        SQLite::Statement begin(*in.database, "SELECT min((SELECT min(t0_ms) FROM chunks WHERE late=0 AND point=key)), min((SELECT min(t0_ms) FROM chunks WHERE late=1 AND point=key)) FROM points");
        if (begin.executeStep())
            for (const int column : {0, 1})
                if (!begin.getColumn(column).isNull()) first = std::min(first, begin.getColumn(column).getInt64());
    });
    return first <= last ? std::optional(std::pair(first, last)) : std::nullopt;
}

std::vector<telemetry::AlarmEvent> HistoryReader::events(Time_ms from, Time_ms to) {
    std::vector<telemetry::AlarmEvent> events;
    m_impl->reading([&] {
        SQLite::Statement rows(*m_impl->database, "SELECT time_ms,point,kind,severity,action,value,\"limit\",who FROM events WHERE time_ms BETWEEN ? AND ? ORDER BY time_ms,row");
        rows.bind(1, from);
        rows.bind(2, to);
        while (rows.executeStep()) {
            const auto choice = [&](int column, int most) { return std::clamp(rows.getColumn(column).getInt(), 0, most); };
            events.push_back({rows.getColumn(0).getInt64(), Id{static_cast<std::uint64_t>(rows.getColumn(1).getInt64())}, static_cast<telemetry::AlarmKind>(choice(2, 2)),
                              static_cast<Severity>(choice(3, 2)), static_cast<telemetry::AlarmAction>(choice(4, 4)), numberOf(rows.getColumn(5)), numberOf(rows.getColumn(6)), rows.getColumn(7).getString()});
        }
    });
    return events;
}

std::vector<std::pair<Id, std::string>> HistoryReader::points() {
    std::vector<std::pair<Id, std::string>> points;
    m_impl->reading([&] {
        SQLite::Statement rows(*m_impl->database, "SELECT id,name FROM points ORDER BY key");
        while (rows.executeStep()) points.emplace_back(Id{static_cast<std::uint64_t>(rows.getColumn(0).getInt64())}, rows.getColumn(1).getString());
    });
    return points;
}

}  // namespace twin
