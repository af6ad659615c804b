// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/store/file_ops.h"

#include "twin/base/error.h"
#include "twin/base/id.h"

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <sstream>
#include <system_error>

#ifdef _WIN32
#include <io.h>
#else
#include <fcntl.h>
#include <unistd.h>
#endif

namespace twin {

namespace fs = std::filesystem;

namespace {

Error failed(const char* code, const char* pattern, const fs::path& path, const std::error_code& error) {
    return Error(code, {pattern, {path.string(), error.message()}});
}

std::error_code lastError() { return {errno, std::generic_category()}; }

void writeAll(const fs::path& path, std::string_view bytes) {
    constexpr auto kSentence = TWIN_TR("{0} cannot be written: {1}. Check the free space and the rights of the folder, or save elsewhere.");
    std::FILE* file = std::fopen(path.string().c_str(), "wb");
    if (file == nullptr) throw failed("store.write", kSentence, path, lastError());
    const bool written = std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size() && std::fflush(file) == 0;
    const std::error_code error = lastError();
    if (std::fclose(file) != 0 || !written) throw failed("store.write", kSentence, path, written ? lastError() : error);
}

void syncPath(const fs::path& path, bool folder) {
    const char* code = folder ? "store.folderSync" : "store.sync";
    constexpr auto kSentence = TWIN_TR("{0} cannot be flushed to the disk: {1}. Check the disk, then save again.");
#ifdef _WIN32
    if (folder) return;  // names are journaled with the file there
    std::FILE* file = std::fopen(path.string().c_str(), "r+b");
    const bool good = file != nullptr && _commit(_fileno(file)) == 0;
    if (file != nullptr) std::fclose(file);
    if (!good) throw failed(code, kSentence, path, lastError());
#else
    const int file = ::open(path.c_str(), folder ? O_RDONLY | O_DIRECTORY | O_CLOEXEC : O_RDONLY | O_CLOEXEC);
    if (file < 0) throw failed(code, kSentence, path, lastError());
    const int result = ::fsync(file);
    const std::error_code error = lastError();
    ::close(file);
    if (result != 0 && error.value() != EINVAL) throw failed(code, kSentence, path, error);  // EINVAL: not on this file system
#endif
}

/// What killed saves left beside the file. A save takes seconds: anything older belongs to nobody.
void removeLeftovers(const fs::path& path, const FileOps& ops) {
    std::error_code ignored;
    const std::string prefix = "." + path.filename().string() + ".";
    const auto old = fs::file_time_type::clock::now() - std::chrono::minutes(10);
    for (fs::directory_iterator each(path.parent_path(), ignored), end; !ignored && each != end; each.increment(ignored)) {
        const std::string name = each->path().filename().string();
        if (!name.starts_with(prefix) || !name.ends_with(".saving")) continue;
        const auto written = each->last_write_time(ignored);
        if (!ignored && written < old) ops.remove(each->path());
    }
}

fs::path with(const fs::path& path, const char* suffix) {
    fs::path longer = path;
    longer += suffix;
    return longer;
}

/// The old file under its second name; a copy where the file system has no second names.
void keepBackup(const fs::path& path, const fs::path& fresh, const FileOps& ops) {
    const fs::path backup = with(path, ".bak");
    const fs::path linked = with(fresh, ".bak");
    ops.remove(linked);
    try {
        ops.link(path, linked);
    } catch (const Error&) {
        std::ifstream old(path, std::ios::binary);
        std::ostringstream bytes;
        bytes << old.rdbuf();
        if (!old) throw failed("store.backup", TWIN_TR("The last good state {0} cannot be kept: {1}. Save elsewhere."), path, lastError());
        ops.write(linked, bytes.view());
        ops.sync(linked);
    }
    ops.rename(linked, backup);
    ops.remove(linked);  // renaming one name of a file over another of the same file leaves both
    // A journal beside the old file belongs to it; beside the new one it would overwrite rows with old ones.
    std::error_code ignored;
    for (const char* suffix : {"-journal", "-wal"}) {
        ops.remove(with(backup, suffix));
        if (fs::exists(with(path, suffix), ignored)) ops.rename(with(path, suffix), with(backup, suffix));
    }
    ops.remove(with(path, "-shm"));
}

}  // namespace

FileOps FileOps::real() {
    FileOps ops;
    ops.write = writeAll;
    ops.sync = [](const Path& path) { syncPath(path, false); };
    ops.syncFolder = [](const Path& path) { syncPath(path, true); };
    ops.link = [](const Path& from, const Path& to) {
        std::error_code error;
        fs::create_hard_link(from, to, error);
        if (error) throw failed("store.link", TWIN_TR("{0} cannot be given a second name: {1}."), from, error);
    };
    ops.rename = [](const Path& from, const Path& to) {
        std::error_code error;
        fs::rename(from, to, error);
        if (error) throw failed("store.rename", TWIN_TR("{0} cannot be replaced: {1}. Check the rights of the folder, or save elsewhere."), to, error);
    };
    ops.remove = [](const Path& path) {
        std::error_code error;
        fs::remove(path, error);
        if (error) throw failed("store.remove", TWIN_TR("{0} cannot be removed: {1}. Check the rights of the folder."), path, error);
    };
    return ops;
}

void replaceFile(const fs::path& wanted, std::string_view bytes, const FileOps& ops) {
    std::error_code error;
    fs::path path = fs::weakly_canonical(fs::absolute(wanted), error);  // a link stays a link: its target is replaced
    if (error) path = fs::absolute(wanted);
    if (fs::is_directory(path, error))
        throw Error("store.isFolder", {TWIN_TR("{0} is a folder. Choose a file name."), {path.string()}});
    if (!fs::is_directory(path.parent_path(), error))
        throw Error("store.noFolder", {TWIN_TR("The folder {0} does not exist. Make it, or save elsewhere."), {path.parent_path().string()}});
    const fs::path fresh = path.parent_path() / ("." + path.filename().string() + "." + toString(newId()) + ".saving");
    const bool exists = fs::exists(path, error);
    try {
        removeLeftovers(path, ops);
        ops.write(fresh, bytes);
        if (exists) fs::permissions(fresh, fs::status(path, error).permissions(), error);
        ops.sync(fresh);
        if (exists) keepBackup(path, fresh, ops);
        ops.rename(fresh, path);
    } catch (...) {
        fs::remove(fresh, error);
        fs::remove(with(fresh, ".bak"), error);
        throw;
    }
    ops.syncFolder(path.parent_path());
}

}  // namespace twin
