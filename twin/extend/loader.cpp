// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/extend/loader.h"

#include "twin/extend/guards.h"
#include "twin/extend/library_file.h"

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <future>
#include <thread>
#include <utility>

#include <dlfcn.h>
#include <unistd.h>

namespace twin::extend {

namespace {

namespace fs = std::filesystem;

using EntryPoint = const PluginEntry* (*)();

/// What opening a library on its thread gives.
struct Opening {
    std::atomic<bool> opening{true};  ///< still inside the system's loader
    std::promise<std::pair<std::shared_ptr<Plugin>, Text>> result;
};

/// A library that hangs inside the system's loader keeps it locked for the rest of the process. That is a fact of the
/// process, not of a registry.
std::atomic<bool>& loaderIsLocked() {
    static std::atomic<bool> locked{false};
    return locked;
}

/// The end of the program would wait for the loader's lock; so it ends at once, once its buffers are written.
void endAtOnceWithoutLoader() {
    if (loaderIsLocked().exchange(true)) return;
    ::on_exit([](int status, void*) {
        std::fflush(nullptr);
        ::_exit(status);
    }, nullptr);
}

/// The opening of this thread, while it is inside the system's loader.
thread_local Opening* t_opening = nullptr;
thread_local const std::string* t_name = nullptr;
std::terminate_handler g_otherwise = nullptr;

/// No exception finds its way through the system's loader: one out of a static initialiser ends in std::terminate. On a
/// thread that opens a library it is reported instead, and the thread stays where it is.
void reportInsteadOfTerminating() {
    if (t_opening == nullptr) {
        if (g_otherwise != nullptr) g_otherwise();
        std::abort();
    }
    Opening* opening = std::exchange(t_opening, nullptr);
    try {
        opening->result.set_value({nullptr, foreignError(*t_name).text()});
    } catch (...) {
        std::abort();
    }
    for (;;) ::pause();
}

/// Once for the process; other threads keep the handler that was there.
void watchTerminate() {
    static const bool watched = [] {
        g_otherwise = std::set_terminate(reportInsteadOfTerminating);
        return true;
    }();
    (void)watched;
}

std::pair<std::shared_ptr<Plugin>, Text> open(const fs::path& library, const std::string& id, std::atomic<bool>& opening) {
    void* handle = ::dlopen(library.c_str(), RTLD_NOW | RTLD_LOCAL);
    t_opening = nullptr;
    const char* problem = handle == nullptr ? ::dlerror() : nullptr;
    const auto entryPoint = handle == nullptr ? nullptr : reinterpret_cast<EntryPoint>(::dlsym(handle, "plenum_plugin_entry"));
    opening = false;
    if (handle == nullptr) return {nullptr, {TWIN_TR("The library cannot be opened: {0}"), {problem != nullptr ? problem : ""}}};
    if (entryPoint == nullptr) return {nullptr, {TWIN_TR("The library {0} has no function {1}; it is not a plug-in of this program."), {library.string(), "plenum_plugin_entry"}}};
    const PluginEntry* entry = entryPoint();
    if (entry == nullptr || entry->create == nullptr || entry->id == nullptr) return {nullptr, {TWIN_TR("The library {0} does not describe itself."), {library.string()}}};
    if (entry->contract != kContractVersion)
        return {nullptr, {TWIN_TR("The library was built for contract {0}; this program offers {1}."), {std::to_string(entry->contract), std::to_string(kContractVersion)}}};
    if (id != entry->id) return {nullptr, {TWIN_TR("The library calls itself “{0}”, its description “{1}”."), {entry->id, id}}};
    std::shared_ptr<Plugin> plugin(entry->create());
    if (!plugin) return {nullptr, {TWIN_TR("The library {0} created nothing."), {library.string()}}};
    return {std::move(plugin), {}};
}

/// Opens a library under a time limit; the thread of one that hangs is abandoned.
std::pair<std::shared_ptr<Plugin>, Text> openWatched(const Manifest& manifest, std::chrono::milliseconds limit) {
    if (Text fault = libraryFault(manifest.libraryPath()); !fault.empty()) return {nullptr, std::move(fault)};
    if (loaderIsLocked()) return {nullptr, {TWIN_TR("Another plug-in hung while it was loaded; no more can be loaded before the program is started again without it."), {}}};
    watchTerminate();
    auto state = std::make_shared<Opening>();
    auto result = state->result.get_future();
    std::thread([state, library = manifest.libraryPath(), id = manifest.id, name = manifest.name] {
        t_opening = state.get();
        t_name = &name;
        try {
            state->result.set_value(open(library, id, state->opening));
        } catch (const Error& error) {
            state->result.set_value({nullptr, error.text()});
        } catch (...) {
            state->result.set_value({nullptr, foreignError(name).text()});
        }
    }).detach();
    const bool inTime = result.wait_for(limit) == std::future_status::ready;
    if (state->opening) endAtOnceWithoutLoader();
    if (inTime) return result.get();
    return {nullptr, {TWIN_TR("The plug-in {0} did not finish loading within {1} s and was left alone."), {manifest.name, std::to_string(limit.count() / 1000.0).substr(0, 4)}}};
}

}  // namespace

const char* toString(PluginState state) {
    switch (state) {
        case PluginState::Found: return "found";
        case PluginState::Loaded: return "loaded";
        case PluginState::Failed: return "failed";
    }
    return "";
}

Issues PluginRegistry::scan(const std::vector<fs::path>& folders) {
    std::vector<std::unique_ptr<Entry>> found;
    Issues issues;
    for (const fs::path& folder : folders) {
        std::error_code error;
        std::vector<fs::path> paths;
        for (fs::directory_iterator each(folder, error), end; !error && each != end; each.increment(error)) {
            std::error_code ignored;
            if (fs::exists(each->path() / "plugin.json", ignored)) paths.push_back(each->path());
        }
        if (error) issues.push_back({Severity::Warning, "plugin.folder", {}, {}, folder.string(), {TWIN_TR("The folder {0} of plug-ins cannot be listed: {1}"), {folder.string(), error.message()}}, {}, {}, {}});
        std::sort(paths.begin(), paths.end());
        for (const fs::path& path : paths) {
            ManifestRead read = readManifest(path);
            if (!read.manifest) {
                std::move(read.issues.begin(), read.issues.end(), std::back_inserter(issues));
                continue;
            }
            const auto first = std::find_if(found.begin(), found.end(), [&](const auto& each) { return each->info.manifest.id == read.manifest->id; });
            if (first != found.end()) {
                issues.push_back({Severity::Note, "plugin.twice", {}, read.manifest->name, path.string(),
                                  {TWIN_TR("{0} is there twice; the one in {1} counts."), {read.manifest->id, (*first)->info.manifest.folder.string()}}, {}, {}, {}});
                continue;
            }
            const bool failed = hasErrors(read.issues);
            issues.insert(issues.end(), read.issues.begin(), read.issues.end());
            found.push_back(std::make_unique<Entry>());
            found.back()->info = {std::move(*read.manifest), failed ? PluginState::Failed : PluginState::Found, std::move(read.issues)};
        }
    }
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a->info.manifest.id < b->info.manifest.id; });
    std::unique_lock lock(m_mutex);
    m_loaded.wait(lock, [&] { return std::none_of(m_entries.begin(), m_entries.end(), [](const auto& each) { return each->loading; }); });
    for (auto& fresh : found)
        for (auto& old : m_entries)
            if (old && old->plugin && old->info.manifest.id == fresh->info.manifest.id) fresh = std::move(old);
    m_entries = std::move(found);
    return issues;
}

std::vector<PluginInfo> PluginRegistry::plugins() const {
    const std::lock_guard lock(m_mutex);
    std::vector<PluginInfo> list;
    for (const auto& each : m_entries) list.push_back(each->info);
    return list;
}

std::vector<PluginInfo> PluginRegistry::plugins(PluginKind kind) const {
    auto list = plugins();
    std::erase_if(list, [&](const PluginInfo& info) { return !info.manifest.has(kind); });
    return list;
}

std::vector<Manifest> PluginRegistry::usable(PluginKind kind) const {
    std::vector<Manifest> list;
    for (PluginInfo& info : plugins(kind))
        if (info.state != PluginState::Failed) list.push_back(std::move(info.manifest));
    return list;
}

std::vector<Manifest> PluginRegistry::takers(PluginKind kind, const fs::path& file) const {
    auto list = usable(kind);
    std::erase_if(list, [&](const Manifest& manifest) { return !manifest.takes(file); });
    return list;
}

PluginRegistry::Entry* PluginRegistry::entry(std::string_view id) {
    const auto found = std::find_if(m_entries.begin(), m_entries.end(), [&](const auto& each) { return each->info.manifest.id == id; });
    return found == m_entries.end() ? nullptr : found->get();
}

const Manifest* PluginRegistry::find(std::string_view id) const {
    const std::lock_guard lock(m_mutex);
    const Entry* found = entry(id);
    return found == nullptr ? nullptr : &found->info.manifest;
}

Issues PluginRegistry::load(std::string_view id) {
    std::unique_lock lock(m_mutex);
    m_loaded.wait(lock, [&] {
        const Entry* found = entry(id);
        return found == nullptr || !found->loading;
    });
    Entry* found = entry(id);
    if (found == nullptr) return {{Severity::Error, "plugin.unknown", {}, std::string(id), {}, {TWIN_TR("No plug-in is named “{0}”."), {std::string(id)}}, {}, {}, {}}};
    if (found->plugin) return {};
    if (found->info.state == PluginState::Failed) return found->info.issues;
    found->loading = true;
    const Manifest manifest = found->info.manifest;
    lock.unlock();
    auto [plugin, fault] = openWatched(manifest, m_timeLimit);
    lock.lock();
    found->loading = false;
    m_loaded.notify_all();
    if (plugin) {
        found->plugin = std::move(plugin);
        found->info.state = PluginState::Loaded;
        return {};
    }
    found->info.state = PluginState::Failed;
    found->info.issues.push_back({Severity::Error, "plugin.load", {}, manifest.name, manifest.libraryPath().string(), std::move(fault), {}, {}, {}});
    return found->info.issues;
}

std::shared_ptr<Plugin> PluginRegistry::ready(std::string_view id, PluginKind kind, std::string& name) {
    const Issues issues = load(id);
    for (const Issue& issue : issues)
        if (issue.severity == Severity::Error) throw Error(issue.code, issue.text);
    const std::lock_guard lock(m_mutex);
    const Entry* found = entry(id);
    if (found == nullptr || !found->plugin || !found->info.manifest.has(kind))
        throw Error("plugin.kind", {TWIN_TR("The plug-in {0} gives nothing of this kind: {1}."), {std::string(id), toString(kind)}});
    name = found->info.manifest.name;
    return found->plugin;
}

template <class Part, class... More>
std::unique_ptr<Part> PluginRegistry::make(std::string_view id, PluginKind kind, std::unique_ptr<Part> (Plugin::*maker)(), More&&... more) {
    std::string name;
    auto plugin = ready(id, kind, name);
    auto part = guarded(name, [&] { return (plugin.get()->*maker)(); });
    if (!part) throw Error("plugin.kind", {TWIN_TR("The plug-in {0} gives nothing of this kind: {1}."), {name, toString(kind)}});
    return guard(std::move(plugin), std::move(part), std::move(name), std::forward<More>(more)...);
}

std::unique_ptr<TelemetrySource> PluginRegistry::makeSource(std::string_view id) { return make(id, PluginKind::Telemetry, &Plugin::makeSource); }
std::unique_ptr<Importer> PluginRegistry::makeImporter(std::string_view id) { return make(id, PluginKind::Importer, &Plugin::makeImporter); }
std::unique_ptr<Exporter> PluginRegistry::makeExporter(std::string_view id) { return make(id, PluginKind::Exporter, &Plugin::makeExporter); }
std::unique_ptr<OverlayProvider> PluginRegistry::makeOverlay(std::string_view id, std::function<void(const Error&)> failed) { return make(id, PluginKind::Overlay, &Plugin::makeOverlay, std::move(failed)); }

std::vector<fs::path> pluginFolders() {
    std::vector<fs::path> wanted;
    if (const char* list = std::getenv("PLENUM_PLUGIN_PATH"); list != nullptr) {
        const std::string text = list;
        for (std::size_t at = 0; at <= text.size();) {
            const auto end = std::min(text.find(':', at), text.size());
            if (end > at) wanted.emplace_back(text.substr(at, end - at));
            at = end + 1;
        }
    }
    const char* data = std::getenv("XDG_DATA_HOME");
    const char* home = std::getenv("HOME");
    if (data != nullptr && *data == '/') wanted.push_back(fs::path(data) / "plenum/plugins");
    else if (home != nullptr && *home != 0) wanted.push_back(fs::path(home) / ".local/share/plenum/plugins");
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error).parent_path();
    if (!program.empty()) {
        wanted.push_back(program / "../plugins");
        wanted.push_back(program / "../lib/plenum/plugins");
        std::error_code ignored;
        for (fs::directory_iterator each(program / "../lib", ignored), end; !ignored && each != end; each.increment(ignored)) wanted.push_back(each->path() / "plenum/plugins");
    }
    std::vector<fs::path> folders;
    for (const fs::path& folder : wanted) {
        const fs::path whole = fs::weakly_canonical(folder, error);
        if (!error && fs::is_directory(whole, error) && std::find(folders.begin(), folders.end(), whole) == folders.end()) folders.push_back(whole);
    }
    return folders;
}

}  // namespace twin::extend
