// SPDX-License-Identifier: GPL-3.0-or-later
// A commit holds one journal row with everything new, the chunks that are due, and the removal of journal rows whose
// samples are all in chunks. Chunk writing stops when the commit has taken kBudget; the rest comes with the next one.
// Checkpoints are the writer's own step between commits: a commit never waits for the disk.
#include "twin/store/history_writer.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <SQLiteCpp/VariadicBind.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <cmath>

namespace twin {

using telemetry::PointSample;
using telemetry::Quality;
using telemetry::Sample;
using telemetry::Time_ms;
using Clock = std::chrono::steady_clock;

namespace {

constexpr std::size_t kChunk = 256;               // samples
constexpr std::size_t kMostInJournalRow = 16'384; // samples; bounds a commit at high rates
constexpr std::int64_t kMostJournalRows = 600;    // some five minutes; then slow points are written as they are
constexpr double kBudget_ms = 5;
constexpr std::uint64_t kCheckpointBytes = 8 << 20;

double ms(Clock::time_point from) { return std::chrono::duration<double, std::milli>(Clock::now() - from).count(); }

Time_ms wallClock_ms() { return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count(); }

/// Spreads the first chunks of all points over a whole chunk's time.
std::size_t firstWanted(std::uint32_t key) { return 32 + (key * 97u) % (kChunk - 32); }

}  // namespace

struct HistoryFile::Writer::Statements {
    explicit Statements(SQLite::Database& db)
        : journal(db, "INSERT INTO journal(seq,data) VALUES(?,?)"), insert(db, "INSERT INTO chunks(row,point,late,closed,t0_ms,t1_ms,numbers,low,high,total,data) VALUES(?,?,?,?,?,?,?,?,?,?,?)"),
          update(db, "UPDATE chunks SET closed=?,t0_ms=?,t1_ms=?,numbers=?,low=?,high=?,total=?,data=? WHERE row=?"), forget(db, "DELETE FROM journal WHERE seq<?"),
          old(db, "DELETE FROM chunks WHERE row IN (SELECT row FROM chunks WHERE t1_ms<? ORDER BY t1_ms LIMIT 200)"), point(db, "INSERT OR IGNORE INTO points(key,id,name) VALUES(?,?,?)"),
          event(db, "INSERT INTO events(time_ms,point,kind,severity,action,value,\"limit\",who) VALUES(?,?,?,?,?,?,?,?)") {}
    SQLite::Statement journal, insert, update, forget, old, point, event;
};

HistoryFile::Writer::Writer(const std::filesystem::path& path, const HistoryOptions& options) : m_path(path), m_options(options), m_lock(path), m_database(openHistory(path)) {
    try {
        load();
        m_sql = std::make_unique<Statements>(*m_database);
    } catch (const SQLite::Exception& error) {
        throw damagedHistory(path, error.what());
    }
    m_thread = std::jthread([this](std::stop_token stop) { run(stop); });
}

HistoryFile::Writer::~Writer() {
    m_thread.request_stop();
    if (m_thread.joinable()) m_thread.join();
}

void HistoryFile::Writer::report(Severity severity, const char* code, Text text, Text hint) {
    const std::lock_guard lock(m_mutex);
    auto& issues = m_status.issues;
    std::erase_if(issues, [&](const Issue& issue) { return issue.code == code; });
    issues.push_back({severity, code, {}, {}, {}, std::move(text), {}, {}, std::move(hint)});
}

void HistoryFile::Writer::load() {
    auto& points = m_buffers->points;
    SQLite::Statement rows(*m_database, "SELECT key,id FROM points ORDER BY key");
    while (rows.executeStep()) {
        const std::int64_t key = rows.getColumn(0).getInt64();
        if (key != static_cast<std::int64_t>(points.size()) + 1) throw damagedHistory(m_path, TWIN_TR("its list of points has gaps"));
        m_buffers->keys.emplace(Id{static_cast<std::uint64_t>(rows.getColumn(1).getInt64())}, static_cast<std::uint32_t>(key));
        points.emplace_back().wanted = firstWanted(static_cast<std::uint32_t>(key));
    }
    m_keys = static_cast<std::uint32_t>(points.size());
    SQLite::Statement end(*m_database, "SELECT t1_ms FROM chunks WHERE late=0 AND point=? ORDER BY t0_ms DESC LIMIT 1");
    for (std::size_t i = 0; i < points.size(); ++i) {
        end.bind(1, static_cast<std::int64_t>(i + 1));
        if (end.executeStep()) points[i].closedEnd_ms = end.getColumn(0).getInt64();
        end.reset();
    }
    replayJournal();
    loadBinding();
    m_status.chunks = static_cast<std::uint64_t>(m_database->execAndGet("SELECT coalesce(max(row),0) FROM chunks").getInt64());
}

void HistoryFile::Writer::replayJournal() {
    SQLite::Statement rows(*m_database, "SELECT seq,data FROM journal ORDER BY seq");
    std::vector<JournalSample> samples;
    std::uint64_t damaged = 0;
    m_seq = 0;
    while (rows.executeStep()) {
        m_seq = rows.getColumn(0).getInt64();
        if (m_status.journalRows++ == 0) m_firstSeq = m_seq;
        const auto data = rows.getColumn(1);
        if (!decodeJournal({static_cast<const char*>(data.getBlob()), static_cast<std::size_t>(data.getBytes())}, samples)) {
            ++damaged;
            continue;
        }
        for (const JournalSample& each : samples) {
            if (each.key < 1 || each.key > m_buffers->points.size()) continue;
            HistoryBuffer& buffer = m_buffers->points[each.key - 1];
            if (buffer.firstSeq == 0) buffer.firstSeq = m_seq;
            buffer.samples.push_back(each.sample);
            buffer.first_ms = std::min(buffer.first_ms, each.sample.time_ms);
            if (buffer.samples.size() == buffer.wanted) m_full.push_back(each.key);
        }
    }
    m_seq = std::max<std::int64_t>(m_seq, m_database->execAndGet("SELECT coalesce(max(seq),0) FROM journal").getInt64()) + 1;
    if (m_status.journalRows == 0) m_firstSeq = m_seq;
    if (damaged > 0)
        report(Severity::Error, "history.journal", {TWIN_TR("{0} rows of the journal of {1} are damaged: about {0} half seconds of values are lost."), {fmt::format("{}", damaged), m_path.string()}});
}

void HistoryFile::Writer::loadBinding() {
    SQLite::Statement rows(*m_database, "SELECT match,point,item,quantity,unit,scale,\"offset\",low,high,absent,deadband,stale_after_s FROM bindings ORDER BY position");
    while (rows.executeStep()) {
        telemetry::BindingRow row;
        const auto number = [&](int column, double otherwise) { return rows.getColumn(column).isNull() ? otherwise : rows.getColumn(column).getDouble(); };
        const std::string match = rows.getColumn(0).getString();
        row.match = match == "regex" ? telemetry::Match::Regex : match == "pattern" ? telemetry::Match::Pattern : telemetry::Match::Name;
        row.point = rows.getColumn(1).getString();
        row.item = rows.getColumn(2).getString();
        row.quantity = rows.getColumn(3).getString();
        row.unit = rows.getColumn(4).getString();
        row.scale = number(5, row.scale);
        row.offset = number(6, row.offset);
        row.low = number(7, row.low);
        row.high = number(8, row.high);
        row.absent = number(9, row.absent);
        row.deadband = number(10, row.deadband);
        row.staleAfter_s = number(11, row.staleAfter_s);
        m_binding.rows.push_back(std::move(row));
    }
}

void HistoryFile::Writer::setPoints(const telemetry::PointTable& points) {
    const std::scoped_lock lock(m_mutex, m_buffers->mutex);
    m_keyOf.clear();
    for (const telemetry::Point& point : points.points()) {
        const auto [known, isNew] = m_buffers->keys.emplace(point.id, m_keys + 1);
        if (isNew) ++m_keys;
        m_queue.points.push_back({known->second, point.id, point.name, isNew, point.deadband, static_cast<Time_ms>(point.staleAfter_s * 500)});
        m_keyOf.push_back(known->second);
    }
}

bool HistoryFile::Writer::append(std::span<const PointSample> samples) {
    constexpr std::size_t kBatch = 16'384;
    {
        const std::lock_guard lock(m_mutex);
        if (m_waiting + samples.size() > m_options.queueSamples) {
            m_status.dropped += samples.size();
            return false;
        }
        for (std::size_t from = 0; from < samples.size(); from += kBatch) {
            std::vector<JournalSample> batch;
            batch.reserve(std::min(kBatch, samples.size() - from));
            for (const PointSample& each : samples.subspan(from, std::min(kBatch, samples.size() - from)))
                if (each.point < m_keyOf.size()) batch.push_back({m_keyOf[each.point], each.sample});
            m_waiting += batch.size();
            m_status.appended += batch.size();
            m_batches.push_back(std::move(batch));
        }
    }
    m_wake.notify_one();
    return true;
}

void HistoryFile::Writer::append(std::span<const telemetry::AlarmEvent> events) {
    const std::lock_guard lock(m_mutex);
    m_queue.events.insert(m_queue.events.end(), events.begin(), events.end());
    m_wake.notify_one();
}

void HistoryFile::Writer::setBinding(const telemetry::Binding& binding) {
    const std::lock_guard lock(m_mutex);
    m_binding = binding;
    m_queue.binding = binding;
    m_wake.notify_one();
}

telemetry::Binding HistoryFile::Writer::binding() const {
    const std::lock_guard lock(m_mutex);
    return m_binding;
}

HistoryStatus HistoryFile::Writer::status() const {
    const std::lock_guard lock(m_mutex);
    HistoryStatus status = m_status;
    if (status.dropped > 0)
        status.issues.push_back({Severity::Error, "history.dropped", {}, {}, {}, {TWIN_TR("{0} values came faster than the disk took them and were not recorded."), {fmt::format("{}", status.dropped)}}, {}, {},
                                 {TWIN_TR("Record fewer points, set deadbands, or move the project to a faster disk."), {}}});
    return status;
}

bool HistoryFile::Writer::flush() {
    std::unique_lock lock(m_mutex);
    const std::uint64_t wanted = ++m_flushWanted;
    m_wake.notify_one();
    m_idle.wait(lock, [&] { return m_flushDone >= wanted; });
    return !m_refused;
}

void HistoryFile::Writer::run(std::stop_token stop) {
    Clock::time_point next = Clock::now() + m_options.interval;
    for (bool last = false; !last;) {
        Work work;
        Batches batches;
        std::uint64_t flush = 0;
        {
            std::unique_lock lock(m_mutex);
            // While the disk refuses, samples stay in the queue, whose size is bounded.
            const auto hasRoom = [&] { return m_openSamples.size() < kMostInJournalRow; };
            m_wake.wait_until(lock, stop, next, [&] { return (!m_batches.empty() && hasRoom() && !m_refused) || m_flushWanted > m_flushDone; });
            work = std::exchange(m_queue, {});
            std::size_t taken = 0;
            while (!m_batches.empty() && m_openSamples.size() + taken < kMostInJournalRow) {
                taken += m_batches.front().size();
                batches.push_back(std::move(m_batches.front()));
                m_batches.pop_front();
            }
            m_waiting -= taken;
            const bool all = m_batches.empty() || m_refused;
            last = stop.stop_requested() && all;
            if (all && m_flushWanted > m_flushDone) flush = m_flushWanted;
        }
        take(std::move(work), batches);
        if (Clock::now() < next && flush == 0 && !last && m_openSamples.size() < kMostInJournalRow) continue;
        const bool done = commitAll();
        next = Clock::now() + m_options.interval;
        const std::lock_guard lock(m_mutex);
        m_refused = !done;
        if (flush > 0) m_flushDone = flush;
        m_idle.notify_all();
    }
}

void HistoryFile::Writer::take(Work&& work, const Batches& batches) {
    std::move(work.events.begin(), work.events.end(), std::back_inserter(m_open.events));
    if (work.binding) m_open.binding = std::move(work.binding);
    const std::lock_guard lock(m_buffers->mutex);
    for (PointSetting& each : work.points) {
        while (m_buffers->points.size() < each.key) m_buffers->points.emplace_back().wanted = firstWanted(static_cast<std::uint32_t>(m_buffers->points.size()));
        HistoryBuffer& buffer = m_buffers->points[each.key - 1];
        buffer.deadband = each.deadband;
        buffer.keptFor_ms = each.keptFor_ms;
        if (each.isNew) m_open.points.push_back(std::move(each));
    }
    for (const auto& batch : batches)
        for (const JournalSample& each : batch) keep(each);
}

void HistoryFile::Writer::keep(const JournalSample& each) {
    HistoryBuffer& buffer = m_buffers->points[each.key - 1];
    if (buffer.deadband > 0) {
        const bool small = each.sample.quality == Quality::Good && std::abs(each.sample.value - buffer.kept) < buffer.deadband;
        if (small && each.sample.time_ms >= buffer.kept_ms && each.sample.time_ms - buffer.kept_ms < buffer.keptFor_ms) {
            ++m_skipped;
            return;
        }
        buffer.kept = each.sample.quality == Quality::Good ? each.sample.value : std::nan("");
        buffer.kept_ms = each.sample.time_ms;
    }
    if (buffer.firstSeq == 0) buffer.firstSeq = m_seq;
    buffer.samples.push_back(each.sample);
    buffer.first_ms = std::min(buffer.first_ms, each.sample.time_ms);
    if (buffer.samples.size() == buffer.wanted) m_full.push_back(each.key);
    m_openSamples.push_back(each);
}

bool HistoryFile::Writer::commitAll() {
    try {
        do {
            commit(Clock::now());
            if (m_sinceCheckpoint > kCheckpointBytes) checkpoint();
        } while (!m_full.empty());
        return true;
    } catch (const SQLite::Exception& error) {
        // The samples are still in memory and in m_open; the next commit writes them all. Chunks that were on the way
        // are due again.
        for (const Written& each : m_written)
            if (std::find(m_full.begin(), m_full.end(), each.key) == m_full.end()) m_full.push_back(each.key);
        m_written.clear();
        for (SQLite::Statement* each : {&m_sql->journal, &m_sql->insert, &m_sql->update, &m_sql->forget, &m_sql->old, &m_sql->point, &m_sql->event}) each->tryReset();
        report(Severity::Error, "history.write", {TWIN_TR("The history {0} cannot be written: {1}. New values wait in memory."), {m_path.string(), error.what()}}, {TWIN_TR("Make room on the disk and check the rights of the file."), {}});
        return false;
    }
}

void HistoryFile::Writer::commit(Time start) {
    if (m_open.empty() && m_openSamples.empty() && m_full.empty()) return;
    SQLite::Transaction transaction(*m_database);
    insertWork();
    writeChunks(start);
    writeOldest(start);
    removeOld(start);
    // The oldest journal row that some point still needs; what is older goes with this commit.
    std::int64_t needed = m_openSamples.empty() ? m_seq : m_seq + 1;
    std::vector<bool> done(m_buffers->points.size() + 1, false);
    for (const Written& each : m_written) done[each.key] = true;
    for (std::size_t i = 0; i < m_buffers->points.size(); ++i)
        if (const HistoryBuffer& buffer = m_buffers->points[i]; buffer.firstSeq != 0 && !done[i + 1]) needed = std::min(needed, buffer.firstSeq);
    if (needed > m_firstSeq) {
        m_sql->forget.bind(1, needed);
        m_sql->forget.exec();
        m_sql->forget.reset();
    }
    transaction.commit();
    const double took_ms = ms(start);
    const std::size_t samples = m_openSamples.size();
    if (samples > 0) ++m_seq;
    m_firstSeq = std::max(m_firstSeq, needed);
    const std::size_t chunks = m_written.size();
    settle();
    m_openSamples.clear();
    m_open = {};
    const std::lock_guard lock(m_mutex);
    m_status.committed += samples;
    m_status.skipped = m_skipped;
    m_status.chunks += chunks;
    m_status.journalRows = static_cast<std::uint64_t>(m_seq - m_firstSeq);
    m_status.worstCommit_ms = std::max(m_status.worstCommit_ms, took_ms);
    ++m_status.commits;
    std::erase_if(m_status.issues, [](const Issue& issue) { return issue.code == "history.write"; });
}

void HistoryFile::Writer::insertWork() {
    for (const PointSetting& each : m_open.points) {
        SQLite::bind(m_sql->point, static_cast<std::int64_t>(each.key), static_cast<std::int64_t>(each.id.value), each.name);
        m_sql->point.exec();
        m_sql->point.reset();
    }
    if (!m_openSamples.empty()) {
        encodeJournal(m_openSamples, m_bytes);
        m_sinceCheckpoint += m_bytes.size();
        m_sql->journal.bind(1, m_seq);
        m_sql->journal.bindNoCopy(2, m_bytes.data(), static_cast<int>(m_bytes.size()));
        m_sql->journal.exec();
        m_sql->journal.reset();
    }
    for (const telemetry::AlarmEvent& each : m_open.events) {
        SQLite::bind(m_sql->event, each.time_ms, static_cast<std::int64_t>(each.point.value), static_cast<int>(each.kind), static_cast<int>(each.severity), static_cast<int>(each.action), each.value, each.limit, each.who);
        m_sql->event.exec();
        m_sql->event.reset();
    }
    if (!m_open.binding) return;
    m_database->exec("DELETE FROM bindings");
    SQLite::Statement insert(*m_database, "INSERT INTO bindings(match,point,item,quantity,unit,scale,\"offset\",low,high,absent,deadband,stale_after_s) VALUES(?,?,?,?,?,?,?,?,?,?,?,?)");
    for (const telemetry::BindingRow& row : m_open.binding->rows) {  // SQLite keeps NaN as NULL
        SQLite::bind(insert, telemetry::keyOf(row.match), row.point, row.item, row.quantity, row.unit, row.scale, row.offset, row.low, row.high, row.absent, row.deadband, row.staleAfter_s);
        insert.exec();
        insert.reset();
    }
}

void HistoryFile::Writer::writeChunks(Time start) {
    std::size_t next = 0;
    for (; next < m_full.size() && ms(start) < kBudget_ms; ++next) writeChunk(m_full[next], true);
    m_full.erase(m_full.begin(), m_full.begin() + static_cast<std::ptrdiff_t>(next));
}

/// Points that fill slowly would hold the journal for hours: their samples go into a chunk that is written again.
void HistoryFile::Writer::writeOldest(Time start) {
    if (m_seq - m_firstSeq < kMostJournalRows || !m_full.empty()) return;
    const std::int64_t limit = m_seq - kMostJournalRows / 2;
    std::vector<bool> done(m_buffers->points.size() + 1, false);
    for (const Written& each : m_written) done[each.key] = true;
    std::vector<std::pair<std::int64_t, std::uint32_t>> old;
    for (std::size_t i = 0; i < m_buffers->points.size(); ++i)
        if (const std::int64_t seq = m_buffers->points[i].firstSeq; seq != 0 && seq < limit && !done[i + 1]) old.emplace_back(seq, static_cast<std::uint32_t>(i + 1));
    std::sort(old.begin(), old.end());
    for (const auto& [seq, key] : old) {
        if (ms(start) > kBudget_ms) break;
        writeChunk(key, false);
    }
}

void HistoryFile::Writer::writeChunk(std::uint32_t key, bool close) {
    const HistoryBuffer& buffer = m_buffers->points[key - 1];
    m_sorted = buffer.samples;
    sortByTime(m_sorted);
    const auto split = std::upper_bound(m_sorted.begin(), m_sorted.end(), buffer.closedEnd_ms, [](Time_ms time, const Sample& sample) { return time < sample.time_ms; });
    for (auto at = m_sorted.begin(); at < split; at += std::min<std::ptrdiff_t>(split - at, kMostInChunk))
        putRow(key, {at, std::min(split, at + static_cast<std::ptrdiff_t>(kMostInChunk))}, true, true, 0);
    Written written{key, 0, buffer.closedEnd_ms, {}};
    std::int64_t row = buffer.openRow;
    for (auto at = split; at < m_sorted.end();) {
        const auto end = at + std::min<std::ptrdiff_t>(m_sorted.end() - at, kMostInChunk);
        row = putRow(key, {at, end}, false, close, row);
        if (close) {
            written.closedEnd_ms = (end - 1)->time_ms;
            row = 0;
        }
        at = end;
        if (!close && at < m_sorted.end()) row = 0;
    }
    if (!close) {
        written.row = row;
        written.rest.assign(split, m_sorted.end());
    }
    m_written.push_back(std::move(written));
}

std::int64_t HistoryFile::Writer::putRow(std::uint32_t key, std::span<const Sample> samples, bool late, bool closed, std::int64_t row) {
    encodeChunk(samples, m_bytes);
    m_sinceCheckpoint += m_bytes.size();
    std::int64_t numbers = 0;
    double low = std::nan(""), high = std::nan(""), total = 0;
    for (const Sample& sample : samples) {
        if (std::isnan(sample.value) || sample.quality == Quality::Bad || sample.quality == Quality::NoValue) continue;
        low = numbers == 0 ? sample.value : std::min(low, sample.value);
        high = numbers == 0 ? sample.value : std::max(high, sample.value);
        total += sample.value;
        ++numbers;
    }
    const bool isNew = row == 0;
    SQLite::Statement& sql = isNew ? m_sql->insert : m_sql->update;
    int column = 0;
    if (isNew) {
        sql.bind(++column);  // the next row number
        sql.bind(++column, static_cast<std::int64_t>(key));
        sql.bind(++column, late ? 1 : 0);
    }
    sql.bind(++column, closed ? 1 : 0);
    sql.bind(++column, samples.front().time_ms);
    sql.bind(++column, samples.back().time_ms);
    sql.bind(++column, numbers);
    sql.bind(++column, low);
    sql.bind(++column, high);
    sql.bind(++column, total);
    sql.bindNoCopy(++column, m_bytes.data(), static_cast<int>(m_bytes.size()));
    if (!isNew) sql.bind(++column, row);
    sql.exec();
    sql.reset();
    return isNew ? m_database->getLastInsertRowid() : row;
}

void HistoryFile::Writer::removeOld(Time start) {
    if (m_options.keep_ms <= 0 || ms(start) > kBudget_ms) return;
    m_sql->old.bind(1, wallClock_ms() - m_options.keep_ms);
    m_sql->old.exec();
    m_sql->old.reset();
}

/// What the commit made true on the disk becomes true in memory.
void HistoryFile::Writer::settle() {
    const std::lock_guard lock(m_buffers->mutex);
    for (Written& each : m_written) {
        HistoryBuffer& buffer = m_buffers->points[each.key - 1];
        buffer.firstSeq = 0;
        buffer.openRow = each.row;
        buffer.stored = each.rest.size();
        buffer.closedEnd_ms = each.closedEnd_ms;
        if (each.row == 0) buffer.wanted = kChunk;
        buffer.samples.assign(each.rest.begin(), each.rest.end());
        buffer.first_ms = each.rest.empty() ? INT64_MAX : each.rest.front().time_ms;
    }
    m_written.clear();
}

void HistoryFile::Writer::checkpoint() {
    const auto start = Clock::now();
    sqlite3_wal_checkpoint_v2(m_database->getHandle(), "main", SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    m_sinceCheckpoint = 0;
    const std::lock_guard lock(m_mutex);
    m_status.worstCheckpoint_ms = std::max(m_status.worstCheckpoint_ms, ms(start));
}

}  // namespace twin
