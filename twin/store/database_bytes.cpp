// SPDX-License-Identifier: GPL-3.0-or-later
// The header is read before SQLite sees the file (SQLite file format, section 1.3): application id at byte 68, version
// at 60, page size at 16, page count at 28. So another kind of file, a newer or a cut one each get their own sentence.
#include "twin/store/database_bytes.h"

#include "twin/base/error.h"
#include "twin/store/migrations.h"
#include "twin/store/project_file.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <new>
#include <set>
#include <system_error>

namespace twin {

namespace fs = std::filesystem;

namespace {

struct SqliteFree {
    void operator()(unsigned char* bytes) const { sqlite3_free(bytes); }
};
using Bytes = std::unique_ptr<unsigned char, SqliteFree>;

/// The backup, if there is one, is the next step of every sentence about a damaged file.
std::string backupOf(const fs::path& path) {
    fs::path backup = path;
    backup += ".bak";
    std::error_code ignored;
    return fs::is_regular_file(backup, ignored) ? backup.string() : std::string();
}

Error unreadable(const fs::path& path, const std::string& why) {
    return Error("store.read", {TWIN_TR("{0} cannot be read: {1}. Check that the file exists and that you may read it."), {path.string(), why}});
}

Bytes readAll(const fs::path& path, std::size_t& size) {
    std::error_code error;
    if (fs::is_directory(path, error)) throw Error("store.isFolder", {TWIN_TR("{0} is a folder. Choose the project file in it."), {path.string()}});
    errno = 0;
    std::ifstream file(path, std::ios::binary);
    if (!file) throw unreadable(path, std::error_code(errno, std::generic_category()).message());
    const auto length = fs::file_size(path, error);
    if (error) throw unreadable(path, error.message());
    size = static_cast<std::size_t>(length);
    Bytes bytes(static_cast<unsigned char*>(sqlite3_malloc64(std::max<sqlite3_uint64>(size, 1))));
    if (!bytes) throw unreadable(path, std::make_error_code(std::errc::not_enough_memory).message());
    file.read(reinterpret_cast<char*>(bytes.get()), static_cast<std::streamsize>(size));
    if (static_cast<std::size_t>(file.gcount()) != size) throw unreadable(path, std::make_error_code(std::errc::io_error).message());
    return bytes;
}

unsigned bigEndian(const unsigned char* at, int count) {
    unsigned value = 0;
    for (int i = 0; i < count; ++i) value = value << 8 | at[i];
    return value;
}

/// Another program had the file open for writing and did not finish: its journal holds the truth.
void refuseUnfinished(const fs::path& path, bool usesWal) {
    for (const char* suffix : {"-journal", "-wal"}) {
        fs::path journal = path;
        journal += suffix;
        std::error_code error;
        const auto size = fs::file_size(journal, error);
        if (error || size == 0 || (std::strcmp(suffix, "-wal") == 0 && !usesWal)) continue;
        throw Error("store.unfinished",
                    {TWIN_TR("Another program is writing {0} or was stopped while it did: {1} holds the rest. Close that program, or open and close the file with it once; "
                             "to take the file as it is, move {1} away."),
                     {path.string(), journal.string()}});
    }
}

int checkHeader(const fs::path& path, unsigned char* bytes, std::size_t size) {
    if (size == 0) throw damagedFile(path, TWIN_TR("it is empty"));
    constexpr char kMagic[] = "SQLite format 3";
    if (size < sizeof kMagic || std::memcmp(bytes, kMagic, sizeof kMagic) != 0)
        throw Error("store.notPlenum", {TWIN_TR("{0} is not a Plenum project. Choose a .plenum file; layout documents (JSON) are imported."), {path.string()}});
    if (size < 512) throw damagedFile(path, fmt::format("{} B", size));
    if (bigEndian(bytes + 68, 4) != kApplicationId)
        throw Error("store.notPlenum", {TWIN_TR("{0} is a database of another program. Choose a .plenum file."), {path.string()}});
    const auto version = static_cast<int>(bigEndian(bytes + 60, 4));
    if (version > kSchemaVersion)
        throw Error("store.newer", {TWIN_TR("{0} was saved by a newer version of Plenum (file version {1}; this program reads up to {2}). Update Plenum, or save the "
                                            "project there as a layout document."),
                                    {path.string(), fmt::format("{}", version), fmt::format("{}", kSchemaVersion)}});
    if (version < 1) throw damagedFile(path, fmt::format("version {}", version));
    const unsigned page = bigEndian(bytes + 16, 2) == 1 ? 65536 : bigEndian(bytes + 16, 2);
    const std::uint64_t expected = std::uint64_t{page} * bigEndian(bytes + 28, 4);
    if (size < expected) throw damagedFile(path, fmt::format("{} of {} B", size, expected));
    refuseUnfinished(path, bytes[18] == 2 || bytes[19] == 2);
    bytes[18] = bytes[19] = 1;  // a copy in memory has no write-ahead log
    return version;
}

/// Only plain tables and indexes with the right names: a view or trigger could run for ever.
void checkTables(const fs::path& path, SQLite::Database& database) {
    std::set<std::string> tables;
    SQLite::Statement schema(database, "SELECT type, name, upper(substr(sql, 1, 12)) FROM sqlite_schema");
    while (schema.executeStep()) {
        const std::string type = schema.getColumn(0).getString(), name = schema.getColumn(1).getString();
        if ((type != "table" && type != "index") || (type == "table" && schema.getColumn(2).getString() != "CREATE TABLE")) throw damagedFile(path, type + " " + name);
        if (type == "table") tables.insert(name);
    }
    for (const char* name : {"project", "facts", "conditions", "out_of_service", "types", "type_sources", "variants", "items", "connections", "variant_items", "variant_connections"})
        if (!tables.contains(name)) throw damagedFile(path, fmt::format("{} ?", name));
}

}  // namespace

Error damagedFile(const fs::path& path, const std::string& what) {
    const std::string backup = backupOf(path);
    if (backup.empty())
        return Error("store.damaged", {TWIN_TR("{0} is damaged: {1}. Restore it from a backup of the disk."), {path.string(), what}});
    return Error("store.damaged", {TWIN_TR("{0} is damaged: {1}. The state before its last save is in {2}; open that file."), {path.string(), what, backup}});
}

OpenedBytes openProjectBytes(const fs::path& path) {
    OpenedBytes opened;
    std::size_t size = 0;
    Bytes bytes = readAll(path, size);
    opened.version = checkHeader(path, bytes.get(), size);
    try {
        opened.database = std::make_shared<SQLite::Database>(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        sqlite3* handle = opened.database->getHandle();
        sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
        sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
        const auto length = static_cast<sqlite3_int64>(size);
        // The database owns the bytes from here, whether or not the call succeeds.
        if (sqlite3_deserialize(handle, "main", bytes.release(), length, length, SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE) != SQLITE_OK)
            throw damagedFile(path, sqlite3_errmsg(handle));
        opened.database->exec("PRAGMA cell_size_check=ON");
        checkTables(path, *opened.database);
        const std::string verdict = opened.database->execAndGet("PRAGMA quick_check(1)").getString();
        if (verdict != "ok") throw damagedFile(path, verdict);
        if (opened.version < kSchemaVersion) migrate(*opened.database, opened.version);
    } catch (const SQLite::Exception& error) {
        throw damagedFile(path, error.what());
    }
    return opened;
}

}  // namespace twin
