// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/extend/manifest.h"

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace twin::extend {

enum class PluginState : unsigned char {
    Found,   ///< described, its code not yet loaded
    Loaded,
    Failed,  ///< cannot be used; the issues say why
};

/// One plug-in as lists show it.
struct PluginInfo {
    Manifest manifest;
    PluginState state = PluginState::Found;
    Issues issues;  ///< of its description and of loading
};

const char* toString(PluginState state);  ///< "found", "loaded", "failed"

/// The plug-ins of one run: their descriptions, and their code once it is asked for. Built by the composition root and
/// passed by reference.
///
/// A library is opened on a thread of its own with a time limit; what hangs is reported and left to itself, what throws,
/// lacks its entry, was made for another contract or is no library at all becomes an Issue. Nothing is ever unloaded, so
/// that texts, overlay rows and virtual tables stay valid. What the make functions give is guarded: an exception of any
/// type that leaves a plug-in arrives as twin::Error "plugin.threw" with its name (twin::Error passes as it is).
///
/// Errors  make functions throw twin::Error when the plug-in cannot be loaded or has no such part.
/// Limits  A crash (segmentation fault) of a plug-in is a crash of the program. A library that hangs or throws while
///         the system's loader initialises it keeps that loader locked: no further library is opened in this run, and
///         the program then ends without running static destructors.
/// Thread-safe: yes.
class PluginRegistry {
  public:
    explicit PluginRegistry(std::chrono::milliseconds timeLimit = std::chrono::seconds(10)) : m_timeLimit(timeLimit) {}
    PluginRegistry(const PluginRegistry&) = delete;
    PluginRegistry& operator=(const PluginRegistry&) = delete;

    /// Reads the description of every plug-in in the folders (one subfolder each); no code is loaded. The first of two
    /// with the same id counts. Replaces what was found before, but keeps what is loaded. Gives all issues.
    Issues scan(const std::vector<std::filesystem::path>& folders);

    std::vector<PluginInfo> plugins() const;  ///< by id
    std::vector<PluginInfo> plugins(PluginKind kind) const;
    /// The plug-in of this kind that takes a file, by suffix; usable ones only.
    std::vector<Manifest> takers(PluginKind kind, const std::filesystem::path& file) const;
    std::vector<Manifest> usable(PluginKind kind) const;
    const Manifest* find(std::string_view id) const;  ///< until the next scan; null when not found

    /// Loads the code unless that was done. Empty when it is usable afterwards, else why not.
    Issues load(std::string_view id);

    std::unique_ptr<TelemetrySource> makeSource(std::string_view id);
    std::unique_ptr<Importer> makeImporter(std::string_view id);
    std::unique_ptr<Exporter> makeExporter(std::string_view id);
    /// `failed` hears, once, of what the overlay throws; it shows nothing from then on.
    std::unique_ptr<OverlayProvider> makeOverlay(std::string_view id, std::function<void(const Error&)> failed = {});

  private:
    struct Entry {
        PluginInfo info;
        std::shared_ptr<Plugin> plugin;
        bool loading = false;
    };
    Entry* entry(std::string_view id);
    const Entry* entry(std::string_view id) const { return const_cast<PluginRegistry*>(this)->entry(id); }
    std::shared_ptr<Plugin> ready(std::string_view id, PluginKind kind, std::string& name);
    template <class Part, class... More>
    std::unique_ptr<Part> make(std::string_view id, PluginKind kind, std::unique_ptr<Part> (Plugin::*maker)(), More&&... more);

    std::chrono::milliseconds m_timeLimit;
    mutable std::mutex m_mutex;
    std::condition_variable m_loaded;
    std::vector<std::unique_ptr<Entry>> m_entries;
};

/// Where plug-ins are looked for, in the order in which they count: PLENUM_PLUGIN_PATH (separated by ':'), the user's
/// folder $XDG_DATA_HOME/plenum/plugins, and the folders of the program (../plugins, ../lib/plenum/plugins and the
/// like beside the executable). Folders that do not exist are left out.
std::vector<std::filesystem::path> pluginFolders();

}  // namespace twin::extend
