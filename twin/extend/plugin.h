// SPDX-License-Identifier: GPL-3.0-or-later
// The contract between the program and what comes from outside. A plug-in is a folder with a `plugin.json`, which is
// read before any of its code (see manifest.h), and one shared library that exports `plenum_plugin_entry`. It links
// this header's library and its own protocol library, knows neither Qt nor the window, and is loaded by the window and
// by plenumctl alike. plugins/template is its documentation.
#pragma once

#include "twin/base/error.h"
#include "twin/base/issue.h"
#include "twin/frame/frame.h"
#include "twin/scene/overlay.h"
#include "twin/telemetry/sample.h"

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace twin::extend {

/// Rises when a struct or virtual function of this file changes; a library of another number is not loaded.
inline constexpr int kContractVersion = 1;

/// What the user entered, by the keys of the manifest, defaults filled in. Secrets are filled in from the keychain
/// when the source starts and are never written to a project.
using Settings = std::map<std::string, std::string>;

enum class SourceState : unsigned char { Stopped, Connecting, Connected, Waiting, Failed };

/// Where a source puts what it receives. Both functions may be called from any thread, never block for long and never
/// throw. Samples that are not taken (queue full) are counted and shown; nothing is lost silently.
class SampleSink {
  public:
    virtual ~SampleSink() = default;
    virtual void put(std::vector<telemetry::RawSample> samples) = 0;
    /// What the connection does now. `problem` is one line of the issues panel; an empty code clears it.
    virtual void report(SourceState state, const Issue& problem) = 0;
};

/// Receives values from outside (a broker, a server, a recording) on a thread of its own.
class TelemetrySource {
  public:
    virtual ~TelemetrySource() = default;
    /// Returns at once; connecting, reconnecting with growing pauses and parsing happen on the source's thread.
    /// What comes in is never trusted: sizes are bounded, garbage is an Issue, a good sample is never lost for a bad one.
    /// Errors  twin::Error for settings that can never work.
    virtual void start(const Settings& settings, SampleSink& sink) = 0;
    /// Returns within two seconds; afterwards the sink is not touched any more.
    virtual void stop() = 0;
};

/// Shows how far a long task is; called on the task's thread. `share` is 0 … 1.
using Progress = std::function<void(double share)>;

/// What an importer read. Types go to the project's table; items and connections become one edit of a variant, or a
/// project of its own when the window asks for one.
struct Imported {
    std::vector<EquipmentType> types;
    std::vector<Item> items;
    std::vector<Connection> connections;
    std::string name;  ///< of a new project or variant
    Issues issues;     ///< every problem of the file, by path and value; what was skipped, guessed or replaced
};

class Importer {
  public:
    virtual ~Importer() = default;
    /// Reads a file or a folder. Errors  twin::Error when nothing can be read; all else is in the issues.
    virtual Imported read(const std::filesystem::path& path, const Settings& settings, const Progress& progress, std::stop_token stop) = 0;
};

/// What an exporter writes from.
struct ExportRequest {
    std::shared_ptr<const Site> site;
    std::shared_ptr<const Frame> frame;        ///< null: the layout alone
    const scene::OverlaySpec* overlay = nullptr;  ///< null: own colours
    std::string projectName, variantName;
    Settings settings;
};

class Exporter {
  public:
    virtual ~Exporter() = default;
    /// Writes the file whole or not at all. Errors  twin::Error when it cannot; the issues tell what was left out.
    virtual Issues write(const ExportRequest& request, const std::filesystem::path& path, const Progress& progress, std::stop_token stop) = 0;
};

/// One more way to colour the scene. The row lives as long as the plug-in.
class OverlayProvider {
  public:
    virtual ~OverlayProvider() = default;
    virtual const scene::OverlaySpec& row() const = 0;
    /// The value of one item; NaN where there is none. Called for every item of a frame: O(1) each, no I/O.
    virtual double value(const Frame& frame, Kind kind, std::size_t index) const = 0;
};

/// What a library gives. The default of each function is "this plug-in has none".
class Plugin {
  public:
    virtual ~Plugin() = default;
    virtual std::unique_ptr<TelemetrySource> makeSource() { return nullptr; }
    virtual std::unique_ptr<Importer> makeImporter() { return nullptr; }
    virtual std::unique_ptr<Exporter> makeExporter() { return nullptr; }
    virtual std::unique_ptr<OverlayProvider> makeOverlay() { return nullptr; }
};

/// What the loader asks a library first. Plain data: it can be read from a library of any contract version.
struct PluginEntry {
    int contract;        ///< kContractVersion of the headers it was built with
    const char* id;      ///< as in its plugin.json
    Plugin* (*create)(); ///< may throw; the loader names the plug-in and goes on
};

}  // namespace twin::extend

/// Ends the source file of a plug-in: PLENUM_PLUGIN("mqtt", MqttPlugin)
#define PLENUM_PLUGIN(ID, CLASS)                                                                        \
    extern "C" __attribute__((visibility("default"))) const twin::extend::PluginEntry* plenum_plugin_entry() { \
        static const twin::extend::PluginEntry entry{twin::extend::kContractVersion, ID,                \
                                                     []() -> twin::extend::Plugin* { return new CLASS; }}; \
        return &entry;                                                                                  \
    }
