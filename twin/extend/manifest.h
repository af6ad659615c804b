// SPDX-License-Identifier: GPL-3.0-or-later
// plugin.json: what a plug-in says about itself before any of its code is loaded.
//
// {"format": "plenum-plugin/1", "contract": 1, "id": "template", "name": "Template", "version": "1.0",
//  "kinds": ["telemetry", "importer", "exporter", "overlay"], "library": "libplenum_template.so",
//  "summary": "…", "suffixes": ["csv"],
//  "settings": [{"key": "period_s", "label": "Period", "kind": "number", "default": 60, "min": 1, "max": 3600,
//                "help": "…", "choices": [{"key": "a", "label": "…"}]}],
//  "texts": {"zh_CN": {"Period": "周期"}}}
#pragma once

#include "twin/extend/plugin.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace twin::extend {

enum class PluginKind : unsigned char { Telemetry, Importer, Exporter, Overlay };
enum class SettingKind : unsigned char { Text, Integer, Number, Flag, File, Secret, Choice };

struct SettingChoice {
    std::string key;    ///< what the plug-in gets
    std::string label;  ///< what people read; a key of `texts`
};

/// One line of a plug-in's settings form. Values are texts: "true"/"false" for a flag, decimal point for numbers.
struct SettingSpec {
    std::string key;
    std::string label;
    std::string help;
    SettingKind kind = SettingKind::Text;
    std::string byDefault;
    std::optional<double> min, max;      ///< of a number
    std::vector<SettingChoice> choices;  ///< of a choice
};

struct Manifest {
    std::filesystem::path folder;
    int contract = 0;
    std::string id;
    std::string name;
    std::string version;
    std::string summary;
    std::string library;  ///< file name in the folder; libplenum_<id>.so when not given
    std::vector<PluginKind> kinds;
    std::vector<std::string> suffixes;  ///< of files it reads or writes, lower case, without dot
    std::vector<SettingSpec> settings;
    std::map<std::string, std::map<std::string, std::string>> texts;  ///< locale → English → translated

    bool has(PluginKind kind) const;
    bool takes(const std::filesystem::path& file) const;  ///< by suffix, any case
    const SettingSpec* setting(std::string_view key) const;
    /// A name, label, help or summary in a language ("zh_CN", falling back on "zh"); the English text when there is none.
    const std::string& text(const std::string& english, std::string_view locale) const;
    std::filesystem::path libraryPath() const { return folder / library; }
};

/// "telemetry", "importer" …
const char* toString(PluginKind kind);
const char* toString(SettingKind kind);
const char* label(PluginKind kind);  ///< TWIN_TR

struct ManifestRead {
    std::optional<Manifest> manifest;  ///< also of a faulty one, as far as it could be read, when it has an id
    Issues issues;                     ///< all that is wrong, by path in the document
};

/// At most this much is read: a description is a page, not a data file.
inline constexpr std::size_t kMaxManifestBytes = 256 * 1024;
inline constexpr int kMaxManifestDepth = 8;

/// Reads <folder>/plugin.json. Nothing is thrown; another contract version, unknown keys, doubled settings, defaults that
/// do not fit, texts of nothing, hostile sizes and depths are issues (itemName = id, path = file#/pointer).
ManifestRead readManifest(const std::filesystem::path& folder);
ManifestRead parseManifest(std::string_view text, const std::filesystem::path& folder);

/// The texts of a form that one language lacks, each once.
std::vector<std::string> missingTexts(const Manifest& manifest, std::string_view locale);

/// What the user entered with the defaults filled in; unknown keys, texts that are no numbers, numbers out of range and
/// unknown choices become issues. A secret has no default.
Settings completed(const Manifest& manifest, const Settings& entered, Issues& issues);

}  // namespace twin::extend
