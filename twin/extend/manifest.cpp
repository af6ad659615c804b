// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/extend/manifest.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fstream>
#include <set>
#include <sstream>

namespace twin::extend {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr std::array<const char*, 4> kKindKeys{"telemetry", "importer", "exporter", "overlay"};
constexpr std::array<const char*, 4> kKindLabels{TWIN_TR("Live data"), TWIN_TR("Import"), TWIN_TR("Export"), TWIN_TR("Overlay")};
constexpr std::array<const char*, 7> kSettingKeys{"text", "integer", "number", "flag", "file", "secret", "choice"};
constexpr std::size_t kMaxText = 4096, kMaxList = 200;

bool isWord(std::string_view text, std::size_t longest) {
    if (text.empty() || text.size() > longest || text[0] < 'a' || text[0] > 'z') return false;
    return std::all_of(text.begin(), text.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

/// Depth of the brackets outside strings, so that a hostile document is refused before it is parsed.
int depthOf(std::string_view text) {
    int depth = 0, deepest = 0;
    bool inString = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (inString) {
            if (c == '\\') ++i;
            else if (c == '"') inString = false;
        } else if (c == '"') {
            inString = true;
        } else if (c == '{' || c == '[') {
            deepest = std::max(deepest, ++depth);
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
    return deepest;
}

std::optional<double> numberOf(const std::string& text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return {};
    return value;
}

/// Why a text cannot be the value of a setting; empty when it can.
Text faultOf(const SettingSpec& setting, const std::string& value) {
    switch (setting.kind) {
        case SettingKind::Flag:
            if (value != "true" && value != "false") return {TWIN_TR("“{0}” must be true or false, not “{1}”."), {setting.label, value}};
            return {};
        case SettingKind::Choice:
            for (const SettingChoice& choice : setting.choices)
                if (choice.key == value) return {};
            return {TWIN_TR("“{0}” knows no choice “{1}”."), {setting.label, value}};
        case SettingKind::Integer:
        case SettingKind::Number: {
            const auto number = numberOf(value);
            if (!number) return {TWIN_TR("“{0}” must be a number, not “{1}”."), {setting.label, value}};
            if (setting.kind == SettingKind::Integer && *number != std::floor(*number)) return {TWIN_TR("“{0}” must be a whole number, not “{1}”."), {setting.label, value}};
            if ((setting.min && *number < *setting.min) || (setting.max && *number > *setting.max))
                return {TWIN_TR("“{0}” = {1} lies outside what is allowed."), {setting.label, value}};
            return {};
        }
        default: return {};
    }
}

std::string rangeOf(const SettingSpec& setting) {
    std::string text;
    if (setting.kind == SettingKind::Choice) {
        for (const SettingChoice& choice : setting.choices) text += (text.empty() ? "" : ", ") + choice.key;
    } else if (setting.min || setting.max) {
        const auto side = [](const std::optional<double>& value) { return value ? Json(*value).dump() : std::string("∞"); };
        text = (setting.min ? side(setting.min) : "−∞") + " … " + side(setting.max);
    }
    return text;
}

class Reader {
  public:
    Reader(Manifest& manifest, Issues& issues) : m_manifest(manifest), m_issues(issues) {}

    void read(const Json& top) {
        if (!top.is_object()) return report("plugin.manifest", "", {TWIN_TR("A plug-in's description must be an object."), {}});
        checkKeys(top, "", {"format", "contract", "id", "name", "version", "kinds", "library", "summary", "suffixes", "settings", "texts"});
        text(top, "", "id", m_manifest.id, true);
        if (!m_manifest.id.empty() && !isWord(m_manifest.id, 32)) {
            report("plugin.id", "/id", {TWIN_TR("The id “{0}” must be small letters, digits and underscores, 32 at most."), {shortened(m_manifest.id)}});
            m_manifest.id.clear();
        }
        std::string format;
        text(top, "", "format", format, true);
        if (!format.empty() && format != "plenum-plugin/1") report("plugin.format", "/format", {TWIN_TR("This format is not known: “{0}”."), {shortened(format)}}, "plenum-plugin/1");
        if (!top.contains("contract") || !top["contract"].is_number_integer()) {
            report("plugin.contract", "/contract", {TWIN_TR("“{0}” is missing or no whole number."), {"contract"}});
        } else {
            const auto number = top["contract"].get<long long>();
            m_manifest.contract = number > 0 && number < 1'000'000 ? static_cast<int>(number) : 0;
            if (m_manifest.contract != kContractVersion)
                report("plugin.contract", "/contract", {TWIN_TR("The plug-in was made for contract {0}; this program offers {1}."), {std::to_string(number), std::to_string(kContractVersion)}},
                       std::to_string(kContractVersion), {TWIN_TR("Install the version of the plug-in that belongs to this program."), {}});
        }
        text(top, "", "name", m_manifest.name, true);
        text(top, "", "version", m_manifest.version, true);
        text(top, "", "summary", m_manifest.summary, true);
        m_manifest.library = "libplenum_" + m_manifest.id + ".so";
        text(top, "", "library", m_manifest.library, false);
        if (m_manifest.library.find('/') != std::string::npos || m_manifest.library == "." || m_manifest.library == ".." || m_manifest.library.empty())
            report("plugin.library", "/library", {TWIN_TR("The library must be a file name in the plug-in's own folder, not “{0}”."), {shortened(m_manifest.library)}});
        readKinds(top);
        readSuffixes(top);
        readSettings(top);
        readTexts(top);
    }

  private:
    static std::string shortened(const std::string& text) { return text.size() <= 60 ? text : text.substr(0, 57) + "…"; }

    void report(const char* code, const std::string& at, Text what, std::string allowed = {}, Text hint = {}, Severity severity = Severity::Error) {
        m_issues.push_back({severity, code, {}, m_manifest.id, (m_manifest.folder / "plugin.json").string() + (at.empty() ? "" : "#" + at), std::move(what), {}, std::move(allowed), std::move(hint)});
    }

    void checkKeys(const Json& object, const std::string& at, std::initializer_list<std::string_view> known) {
        for (const auto& [key, value] : object.items())
            if (std::find(known.begin(), known.end(), key) == known.end())
                report("plugin.unknownKey", at + "/" + shortened(key), {TWIN_TR("“{0}” is not known here and is not read."), {shortened(key)}}, {}, {}, Severity::Warning);
    }

    void text(const Json& object, const std::string& at, const char* key, std::string& into, bool needed) {
        const auto found = object.find(key);
        if (found == object.end()) {
            if (needed) report("plugin.missing", at + "/" + key, {TWIN_TR("“{0}” is missing."), {key}});
        } else if (!found->is_string() || found->get_ref<const std::string&>().size() > kMaxText) {
            report("plugin.wrongType", at + "/" + key, {TWIN_TR("“{0}” must be a text of reasonable length."), {key}});
        } else {
            into = found->get<std::string>();
            if (needed && into.empty()) report("plugin.missing", at + "/" + key, {TWIN_TR("“{0}” is empty."), {key}});
        }
    }

    /// The list with this key; null (with an issue where it is something else or too long).
    const Json* list(const Json& object, const std::string& at, const char* key) {
        const auto found = object.find(key);
        if (found == object.end()) return nullptr;
        if (found->is_array() && found->size() <= kMaxList) return &*found;
        report("plugin.wrongType", at + "/" + key, {TWIN_TR("“{0}” must be a list of reasonable length."), {key}});
        return nullptr;
    }

    void readKinds(const Json& top) {
        const Json* kinds = list(top, "", "kinds");
        for (std::size_t i = 0; kinds != nullptr && i < kinds->size(); ++i) {
            const Json& entry = (*kinds)[i];
            const auto known = entry.is_string() ? std::find(kKindKeys.begin(), kKindKeys.end(), entry.get_ref<const std::string&>()) : kKindKeys.end();
            if (known == kKindKeys.end()) {
                report("plugin.kind", "/kinds/" + std::to_string(i), {TWIN_TR("{0} is not a kind of plug-in."), {shortened(entry.dump(-1, ' ', false, Json::error_handler_t::replace))}}, "telemetry, importer, exporter, overlay");
                continue;
            }
            const auto kind = static_cast<PluginKind>(known - kKindKeys.begin());
            if (!m_manifest.has(kind)) m_manifest.kinds.push_back(kind);
        }
        if (kinds == nullptr || kinds->empty()) report("plugin.kind", "/kinds", {TWIN_TR("The plug-in says no kind that it gives."), {}}, "telemetry, importer, exporter, overlay");
    }

    void readSuffixes(const Json& top) {
        const Json* suffixes = list(top, "", "suffixes");
        for (std::size_t i = 0; suffixes != nullptr && i < suffixes->size(); ++i) {
            const Json& entry = (*suffixes)[i];
            if (entry.is_string() && isWord(entry.get_ref<const std::string&>(), 16)) m_manifest.suffixes.push_back(entry.get<std::string>());
            else report("plugin.suffix", "/suffixes/" + std::to_string(i), {TWIN_TR("A suffix must be small letters and digits without a dot."), {}});
        }
        if (m_manifest.suffixes.empty() && (m_manifest.has(PluginKind::Importer) || m_manifest.has(PluginKind::Exporter)))
            report("plugin.suffix", "/suffixes", {TWIN_TR("An importer or exporter must say which suffixes it takes."), {}});
    }

    void readSettings(const Json& top) {
        const Json* settings = list(top, "", "settings");
        for (std::size_t i = 0; settings != nullptr && i < settings->size(); ++i) {
            const Json& entry = (*settings)[i];
            const std::string at = "/settings/" + std::to_string(i);
            if (!entry.is_object()) {
                report("plugin.wrongType", at, {TWIN_TR("A setting must be an object."), {}});
                continue;
            }
            checkKeys(entry, at, {"key", "label", "kind", "default", "min", "max", "help", "choices"});
            SettingSpec setting;
            text(entry, at, "key", setting.key, true);
            text(entry, at, "label", setting.label, true);
            text(entry, at, "help", setting.help, false);
            std::string kind;
            text(entry, at, "kind", kind, true);
            const auto known = std::find(kSettingKeys.begin(), kSettingKeys.end(), kind);
            if (known != kSettingKeys.end()) setting.kind = static_cast<SettingKind>(known - kSettingKeys.begin());
            else if (!kind.empty()) report("plugin.setting", at + "/kind", {TWIN_TR("“{0}” is not a kind of setting."), {shortened(kind)}}, "text, integer, number, flag, file, secret, choice");
            if (m_manifest.setting(setting.key) != nullptr) report("plugin.setting", at + "/key", {TWIN_TR("The setting “{0}” is there twice."), {shortened(setting.key)}});
            limit(entry, at, "min", setting.min);
            limit(entry, at, "max", setting.max);
            readChoices(entry, at, setting);
            readDefault(entry, at, setting);
            m_manifest.settings.push_back(std::move(setting));
        }
    }

    void limit(const Json& entry, const std::string& at, const char* key, std::optional<double>& into) {
        const auto found = entry.find(key);
        if (found == entry.end()) return;
        if (found->is_number() && std::isfinite(found->get<double>())) into = found->get<double>();
        else report("plugin.wrongType", at + "/" + key, {TWIN_TR("“{0}” must be a number."), {key}});
    }

    void readChoices(const Json& entry, const std::string& at, SettingSpec& setting) {
        const Json* choices = list(entry, at, "choices");
        for (std::size_t i = 0; choices != nullptr && i < choices->size(); ++i) {
            const Json& row = (*choices)[i];
            const std::string here = at + "/choices/" + std::to_string(i);
            SettingChoice choice;
            if (row.is_string()) {
                choice = {row.get<std::string>(), row.get<std::string>()};
            } else if (row.is_object()) {
                text(row, here, "key", choice.key, true);
                text(row, here, "label", choice.label, true);
            } else {
                report("plugin.wrongType", here, {TWIN_TR("A choice must be a text or an object with key and label."), {}});
                continue;
            }
            setting.choices.push_back(std::move(choice));
        }
        if (setting.kind == SettingKind::Choice && setting.choices.empty()) report("plugin.setting", at + "/choices", {TWIN_TR("The choice “{0}” offers nothing to choose."), {shortened(setting.label)}});
    }

    void readDefault(const Json& entry, const std::string& at, SettingSpec& setting) {
        const auto found = entry.find("default");
        if (found != entry.end()) {
            if (setting.kind == SettingKind::Secret && *found != "") report("plugin.setting", at + "/default", {TWIN_TR("A secret has no default."), {}});
            else if (found->is_string()) setting.byDefault = found->get<std::string>();
            else if (found->is_number() || found->is_boolean()) setting.byDefault = found->dump();
            else report("plugin.wrongType", at + "/default", {TWIN_TR("“{0}” must be a text, a number or true or false."), {"default"}});
        } else if (setting.kind == SettingKind::Flag) {
            setting.byDefault = "false";
        } else if (setting.kind == SettingKind::Choice && !setting.choices.empty()) {
            setting.byDefault = setting.choices.front().key;
        }
        if (setting.byDefault.empty()) return;
        if (Text fault = faultOf(setting, setting.byDefault); !fault.empty()) report("plugin.setting", at + "/default", std::move(fault), rangeOf(setting));
    }

    void readTexts(const Json& top) {
        const auto found = top.find("texts");
        if (found == top.end()) return;
        if (!found->is_object()) return report("plugin.wrongType", "/texts", {TWIN_TR("“{0}” must be an object."), {"texts"}});
        for (const auto& [locale, table] : found->items()) {
            const std::string at = "/texts/" + shortened(locale);
            if (!table.is_object()) {
                report("plugin.wrongType", at, {TWIN_TR("“{0}” must be an object."), {shortened(locale)}});
                continue;
            }
            for (const auto& [english, translated] : table.items()) {
                if (translated.is_string()) m_manifest.texts[locale][english] = translated.get<std::string>();
                else report("plugin.wrongType", at + "/" + shortened(english), {TWIN_TR("A translation must be a text."), {}});
            }
        }
    }

    Manifest& m_manifest;
    Issues& m_issues;
};

Issue broken(const fs::path& path, const char* code, Text text) { return {Severity::Error, code, {}, path.parent_path().filename().string(), path.string(), std::move(text), {}, {}, {}}; }

}  // namespace

bool Manifest::has(PluginKind kind) const { return std::find(kinds.begin(), kinds.end(), kind) != kinds.end(); }

bool Manifest::takes(const fs::path& file) const {
    std::string suffix = file.extension().string();
    if (suffix.size() < 2) return false;
    std::transform(suffix.begin(), suffix.end(), suffix.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return std::find(suffixes.begin(), suffixes.end(), suffix.substr(1)) != suffixes.end();
}

const SettingSpec* Manifest::setting(std::string_view key) const {
    const auto found = std::find_if(settings.begin(), settings.end(), [&](const SettingSpec& row) { return row.key == key; });
    return found == settings.end() ? nullptr : &*found;
}

const std::string& Manifest::text(const std::string& english, std::string_view locale) const {
    for (std::string key(locale); !key.empty(); key = key.find('_') == std::string::npos ? std::string() : key.substr(0, key.find('_'))) {
        const auto table = texts.find(key);
        if (table == texts.end()) continue;
        if (const auto found = table->second.find(english); found != table->second.end()) return found->second;
    }
    return english;
}

const char* toString(PluginKind kind) { return kKindKeys[static_cast<std::size_t>(kind)]; }
const char* toString(SettingKind kind) { return kSettingKeys[static_cast<std::size_t>(kind)]; }
const char* label(PluginKind kind) { return kKindLabels[static_cast<std::size_t>(kind)]; }

ManifestRead parseManifest(std::string_view text, const fs::path& folder) {
    const fs::path path = folder / "plugin.json";
    ManifestRead result;
    if (text.size() > kMaxManifestBytes || depthOf(text) > kMaxManifestDepth) {
        result.issues.push_back(broken(path, "plugin.tooLarge", {TWIN_TR("The description is larger or deeper than a description can be; it is not read."), {}}));
        return result;
    }
    try {
        Manifest manifest;
        manifest.folder = folder;
        Reader(manifest, result.issues).read(Json::parse(text));
        if (!manifest.id.empty()) result.manifest = std::move(manifest);
    } catch (const Json::exception& error) {
        result.issues.push_back(broken(path, "plugin.notJson", {TWIN_TR("The description is not valid JSON: {0}"), {error.what()}}));
    }
    return result;
}

ManifestRead readManifest(const fs::path& folder) {
    const fs::path path = folder / "plugin.json";
    std::error_code error;
    std::string text(kMaxManifestBytes + 1, '\0');
    std::ifstream in(path, std::ios::binary);
    if (!fs::is_regular_file(path, error) || !in) return {{}, {broken(path, "plugin.unreadable", {TWIN_TR("The description cannot be read. Check that it is a file and its permissions."), {}})}};
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(in.gcount()));
    return parseManifest(text, folder);
}

std::vector<std::string> missingTexts(const Manifest& manifest, std::string_view locale) {
    std::set<std::string> missing;
    const auto table = manifest.texts.find(std::string(locale));
    const auto need = [&](const std::string& english) {
        if (!english.empty() && (table == manifest.texts.end() || !table->second.contains(english) || table->second.at(english).empty())) missing.insert(english);
    };
    need(manifest.name);
    need(manifest.summary);
    for (const SettingSpec& setting : manifest.settings) {
        need(setting.label);
        need(setting.help);
        for (const SettingChoice& choice : setting.choices) need(choice.label);
    }
    return {missing.begin(), missing.end()};
}

Settings completed(const Manifest& manifest, const Settings& entered, Issues& issues) {
    Settings all;
    for (const SettingSpec& setting : manifest.settings) all[setting.key] = setting.byDefault;
    for (const auto& [key, value] : entered) {
        const SettingSpec* setting = manifest.setting(key);
        if (setting == nullptr) {
            issues.push_back({Severity::Error, "plugin.unknownSetting", {}, manifest.name, {}, {TWIN_TR("{0} has no setting “{1}”."), {manifest.name, key}}, value, {}, {}});
        } else if (Text fault = value.empty() ? Text{} : faultOf(*setting, value); !fault.empty()) {
            issues.push_back({Severity::Error, "plugin.settingValue", {}, manifest.name, {}, std::move(fault), value, rangeOf(*setting), {}});
        } else if (!value.empty() || setting->kind == SettingKind::Text || setting->kind == SettingKind::File || setting->kind == SettingKind::Secret) {
            all[key] = value;
        }
    }
    return all;
}

}  // namespace twin::extend
