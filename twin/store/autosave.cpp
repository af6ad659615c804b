// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/store/autosave.h"

#include "twin/base/error.h"
#include "twin/base/id.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <fstream>
#include <optional>
#include <sstream>

#ifdef _WIN32
#include <process.h>
#else
#include <cerrno>
#include <csignal>
#include <unistd.h>
#endif

namespace twin {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kSuffix = ".plenum";

long thisProcess() {
#ifdef _WIN32
    return _getpid();
#else
    return getpid();
#endif
}

fs::path normal(const fs::path& path) {
    if (path.empty()) return path;
    std::error_code error;
    const fs::path full = fs::weakly_canonical(fs::absolute(path), error);
    return error ? fs::absolute(path) : full;
}

// FNV-1a, 64 bits (Fowler, Noll, Vo): only names files, guards nothing.
std::uint64_t hashOf(const std::string& text) {
    std::uint64_t hash = 0xCBF29CE484222325ull;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ull;
    return hash;
}

struct Name {
    std::string project;  // 16 hexadecimal digits
    long process = 0;
    std::int64_t time_ms = 0;
};

std::optional<Name> parseName(const fs::path& file) {
    const std::string name = file.filename().string();
    if (!name.ends_with(kSuffix)) return std::nullopt;
    const std::string stem = name.substr(0, name.size() - kSuffix.size());
    if (stem.size() < 20 || stem[16] != '-' || stem.find_first_not_of("0123456789abcdef") != 16) return std::nullopt;
    Name parsed;
    parsed.project = stem.substr(0, 16);
    const char* end = stem.data() + stem.size();
    const auto process = std::from_chars(stem.data() + 17, end, parsed.process);
    if (process.ec != std::errc{} || process.ptr == end || *process.ptr != '-') return std::nullopt;
    const auto time = std::from_chars(process.ptr + 1, end, parsed.time_ms);
    if (time.ec != std::errc{} || time.ptr != end) return std::nullopt;
    return parsed;
}

std::vector<std::pair<fs::path, Name>> autosavesIn(const fs::path& stateDir) {
    std::vector<std::pair<fs::path, Name>> found;
    std::error_code error;
    for (fs::directory_iterator each(stateDir, error), end; !error && each != end; each.increment(error))
        if (auto name = parseName(each->path())) found.emplace_back(each->path(), std::move(*name));
    return found;
}

std::string projectHash(const fs::path& projectPath) { return fmt::format("{:016x}", hashOf(normal(projectPath).string())); }

std::int64_t now_ms() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

constexpr const char* kProjectFact = "autosave.project";
constexpr const char* kProcessFact = "autosave.process";

const std::string* factOf(const LoadedProject& loaded, std::string_view key) {
    const auto found = std::find_if(loaded.facts.begin(), loaded.facts.end(), [&](const auto& each) { return each.first == key; });
    return found == loaded.facts.end() ? nullptr : &found->second;
}

}  // namespace

fs::path writeAutosave(const Project& project, const fs::path& projectPath, const fs::path& stateDir, const FileOps& ops) {
    std::error_code error;
    fs::create_directories(stateDir, error);
    if (error)
        throw Error("store.noFolder", {TWIN_TR("The folder {0} for automatic saves cannot be made: {1}. Check its rights."), {stateDir.string(), error.message()}});
    const std::string hash = projectHash(projectPath);
    std::int64_t time = now_ms();
    std::vector<fs::path> earlier;
    for (const auto& [path, name] : autosavesIn(stateDir))
        if (name.project == hash && name.process == thisProcess()) {
            earlier.push_back(path);
            time = std::max(time, name.time_ms + 1);
        }
    const fs::path file = stateDir / fmt::format("{}-{}-{}{}", hash, thisProcess(), time, kSuffix);
    saveProject(project, file, ops, {{kProjectFact, normal(projectPath).string()}, {kProcessFact, processIdentity(thisProcess())}});
    for (const fs::path& path : earlier) ops.remove(path);
    return file;
}

std::vector<Autosave> findRecoverable(const fs::path& stateDir, const std::function<bool(long)>& isAlive) {
    auto found = autosavesIn(stateDir);
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.second.time_ms > b.second.time_ms; });
    std::vector<Autosave> list;
    std::vector<std::pair<std::string, long>> seen;
    for (const auto& [path, name] : found) {
        const bool alive = isAlive(name.process);
        const std::pair<std::string, long> key{name.project, name.process};
        if (std::find(seen.begin(), seen.end(), key) != seen.end()) continue;
        Autosave autosave{path, {}, name.process, name.time_ms, true};
        try {
            const LoadedProject loaded = loadProject(path);
            const std::string *projectPath = factOf(loaded, kProjectFact), *owner = factOf(loaded, kProcessFact);
            const bool isReused = owner != nullptr && !owner->empty() && *owner != processIdentity(name.process);
            if (projectPath == nullptr || (alive && !isReused)) continue;
            autosave.project = *projectPath;
        } catch (const Error&) {
            continue;  // an earlier one of the same project may be sound; this one stays on the disk for a look by hand
        }
        seen.push_back(key);
        std::error_code error;
        const auto saved = fs::last_write_time(autosave.project, error);
        if (!error) {
            const auto kept = fs::last_write_time(path, error);
            autosave.newerThanProject = error || kept > saved;
        }
        list.push_back(std::move(autosave));
    }
    return list;
}

void discardAutosaves(const fs::path& projectPath, const fs::path& stateDir) {
    const std::string hash = projectHash(projectPath);
    for (const auto& [path, name] : autosavesIn(stateDir))
        if (name.project == hash && name.process == thisProcess()) discardAutosave(path);
}

void discardAutosave(const fs::path& file) { FileOps::real().remove(file); }

bool isProcessAlive(long process) {
    if (process <= 0) return false;
#ifdef _WIN32
    return process == thisProcess();
#else
    return ::kill(static_cast<pid_t>(process), 0) == 0 || errno == EPERM;
#endif
}

std::string processIdentity(long process) {
#ifdef __linux__
    // proc(5): the start, in ticks since boot, is the 22nd field of stat; the second, in brackets, may hold anything.
    std::ifstream bootFile("/proc/sys/kernel/random/boot_id"), statFile(fmt::format("/proc/{}/stat", process));
    std::string boot, stat;
    if (!std::getline(bootFile, boot) || !std::getline(statFile, stat)) return {};
    const std::size_t bracket = stat.rfind(')');
    if (bracket == std::string::npos) return {};
    std::istringstream fields(stat.substr(bracket + 1));
    std::string field;
    for (int number = 3; number <= 22; ++number)
        if (!(fields >> field)) return {};
    return boot + ":" + field;
#else
    (void)process;
    return {};
#endif
}

}  // namespace twin
