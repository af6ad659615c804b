// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/store/history_database.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <system_error>

#include <fcntl.h>
#ifdef _WIN32
#include <io.h>
#include <share.h>
#include <sys/stat.h>
#else
#include <sys/file.h>
#include <unistd.h>
#endif

namespace twin {

namespace fs = std::filesystem;

namespace {

// Rows of chunks are appended in the order they fill up and found by two small indexes: `late` ones may overlap the
// others in time and are few. Numbers of a chunk stand before its bytes, so that a chart need not read those.
constexpr const char* kSchema = R"sql(
CREATE TABLE points(key INTEGER PRIMARY KEY, id INTEGER NOT NULL UNIQUE, name TEXT NOT NULL);
CREATE TABLE chunks(row INTEGER PRIMARY KEY, point INTEGER NOT NULL, late INTEGER NOT NULL, closed INTEGER NOT NULL,
  t0_ms INTEGER NOT NULL, t1_ms INTEGER NOT NULL, numbers INTEGER NOT NULL, low REAL, high REAL, total REAL, data BLOB NOT NULL);
CREATE INDEX chunks_by_point ON chunks(point, t0_ms) WHERE late = 0;
CREATE INDEX late_chunks ON chunks(point, t0_ms) WHERE late = 1;
CREATE INDEX chunks_by_end ON chunks(t1_ms);
CREATE TABLE journal(seq INTEGER PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE events(row INTEGER PRIMARY KEY, time_ms INTEGER NOT NULL, point INTEGER NOT NULL, kind INTEGER NOT NULL,
  severity INTEGER NOT NULL, action INTEGER NOT NULL, value REAL, "limit" REAL, who TEXT NOT NULL);
CREATE INDEX events_by_time ON events(time_ms);
CREATE TABLE bindings(position INTEGER PRIMARY KEY, match TEXT NOT NULL, point TEXT NOT NULL, item TEXT NOT NULL,
  quantity TEXT NOT NULL, unit TEXT NOT NULL, scale REAL, "offset" REAL, low REAL, high REAL, absent REAL, deadband REAL,
  stale_after_s REAL);
)sql";

constexpr int kPageSize = 16384;  // several chunks a page

void checkVersion(const fs::path& path, std::int64_t version) {
    if (version > kHistoryVersion)
        throw Error("history.newer", {TWIN_TR("{0} was written by a newer version of this program (history version {1}, known up to {2}). Open it with that version."),
                                      {path.string(), fmt::format("{}", version), fmt::format("{}", kHistoryVersion)}});
}

/// Looks at the header before SQLite does (SQLite file format, section 1.3), so that each kind of trouble has its own
/// sentence. An empty or absent file is a new one.
void checkHeader(const fs::path& path) {
    std::error_code error;
    if (fs::is_directory(path, error)) throw Error("history.open", {TWIN_TR("{0} is a folder, not a history file."), {path.string()}});
    if (!fs::exists(path, error) || fs::file_size(path, error) == 0) return;
    unsigned char head[100] = {};
    std::ifstream(path, std::ios::binary).read(reinterpret_cast<char*>(head), sizeof head);
    const auto number = [&](int at) { return static_cast<unsigned>(head[at]) << 24 | static_cast<unsigned>(head[at + 1]) << 16 | static_cast<unsigned>(head[at + 2]) << 8 | head[at + 3]; };
    // A file whose first commit is still in its WAL has an empty header of its own: application id 0, version 0.
    const bool sqlite = std::memcmp(head, "SQLite format 3", 16) == 0;
    const bool unborn = sqlite && number(68) == 0 && number(60) == 0;
    if (!sqlite || (number(68) != kHistoryApplicationId && !unborn))
        throw Error("history.notHistory", {TWIN_TR("{0} is not a history of values. Move it away; a new history is begun then."), {path.string()}});
    checkVersion(path, number(60));
}

}  // namespace

HistoryLock::HistoryLock(const fs::path& history) : m_path(history) {
    m_path += "-lock";
#ifdef _WIN32
    if (_wsopen_s(&m_file, m_path.c_str(), _O_CREAT | _O_RDWR | _O_TEMPORARY, _SH_DENYRW, _S_IREAD | _S_IWRITE) != 0) m_file = -1;
    const bool taken = m_file < 0;
#else
    m_file = ::open(m_path.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0644);
    if (m_file < 0)
        throw Error("history.open", {TWIN_TR("{0} cannot be written: {1}. Check the rights of its folder."), {m_path.string(), std::error_code(errno, std::generic_category()).message()}});
    const bool taken = ::flock(m_file, LOCK_EX | LOCK_NB) != 0;
    if (taken) ::close(m_file);
#endif
    if (taken) throw Error("history.inUse", {TWIN_TR("{0} is being recorded by another window. Close that project there."), {history.string()}});
}

HistoryLock::~HistoryLock() {
#ifdef _WIN32
    _close(m_file);
#else
    ::close(m_file);  // the file stays: removing it could take it from the next holder
#endif
}

Error damagedHistory(const fs::path& path, const std::string& what) {
    return Error("history.damaged", {TWIN_TR("The history {0} is damaged: {1}. Move it away; a new history is begun then."), {path.string(), what}});
}

std::unique_ptr<SQLite::Database> openHistory(const fs::path& path) {
    checkHeader(path);
    try {
        auto database = std::make_unique<SQLite::Database>(path.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, 2000);
        database->exec(fmt::format("PRAGMA page_size={}", kPageSize));
        database->exec("PRAGMA journal_mode=WAL");
        database->exec("PRAGMA synchronous=NORMAL");
        database->exec("PRAGMA wal_autocheckpoint=0");
        database->exec("PRAGMA cache_size=-16000");
        const int tables = database->execAndGet("SELECT count(*) FROM sqlite_master").getInt();
        if (tables == 0) {
            SQLite::Transaction transaction(*database);
            database->exec(kSchema);
            database->exec(fmt::format("PRAGMA application_id={}", kHistoryApplicationId));
            database->exec(fmt::format("PRAGMA user_version={}", kHistoryVersion));
            transaction.commit();
        } else if (database->execAndGet("PRAGMA application_id").getInt64() != static_cast<std::int64_t>(kHistoryApplicationId)) {
            throw Error("history.notHistory", {TWIN_TR("{0} is not a history of values. Move it away; a new history is begun then."), {path.string()}});
        }
        checkVersion(path, database->execAndGet("PRAGMA user_version").getInt64());
        return database;
    } catch (const SQLite::Exception& error) {
        throw damagedHistory(path, error.what());
    }
}

std::unique_ptr<SQLite::Database> readHistory(const fs::path& path) {
    try {
        auto database = std::make_unique<SQLite::Database>(path.string(), SQLite::OPEN_READONLY, 2000);
        database->exec("PRAGMA cache_size=-32000");
        return database;
    } catch (const SQLite::Exception& error) {
        throw damagedHistory(path, error.what());
    }
}

}  // namespace twin
