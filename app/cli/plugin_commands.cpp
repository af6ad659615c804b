// SPDX-License-Identifier: GPL-3.0-or-later
// plugins, import, export: what comes from and goes to formats that a plug-in knows; *.plenum and *.json are our own.
#include "app/cli/commands.h"
#include "app/files/project_files.h"
#include "twin/base/error.h"
#include "twin/engine/engine.h"
#include "twin/extend/loader.h"
#include "twin/scene/overlay.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>

namespace plenum::cli {

using namespace twin;
namespace fs = std::filesystem;
using extend::PluginKind;
using extend::PluginRegistry;

namespace {

bool isOurs(const fs::path& path) { return path.extension() == ".plenum" || path.extension() == ".json"; }

/// The plug-in for a file: the one that was named, else the only one that takes the suffix. Explains and gives an empty
/// text otherwise.
std::string choose(PluginRegistry& plugins, PluginKind kind, const std::string& named, const fs::path& file, int& exit) {
    const Issues issues = plugins.scan(extend::pluginFolders());
    const auto candidates = named.empty() ? plugins.takers(kind, file) : plugins.usable(kind);
    if (!named.empty()) {
        for (const auto& manifest : candidates)
            if (manifest.id == named) return named;
        print(issues, stderr);
        fmt::print(stderr, "No usable plug-in '{}' for {}. 'plenumctl plugins' lists them all.\n", named, extend::toString(kind));
    } else if (candidates.size() == 1) {
        return candidates.front().id;
    } else {
        print(issues, stderr);
        fmt::print(stderr, "{} {}. Name one with --plugin ID:\n", candidates.empty() ? "No plug-in takes" : "Several plug-ins take", file.string());
        for (const auto& manifest : candidates.empty() ? plugins.usable(kind) : candidates) fmt::print(stderr, "  {:<12} {}\n", manifest.id, manifest.name);
    }
    exit = kUsage;
    return {};
}

/// --set key=value …, checked against the plug-in's description; nothing (explained) when something is wrong.
std::optional<extend::Settings> settingsFrom(const PluginRegistry& plugins, const std::string& id, const std::vector<std::string>& pairs, int& exit) {
    extend::Settings entered;
    Issues issues;
    for (const std::string& pair : pairs) {
        const auto equals = pair.find('=');
        if (equals == std::string::npos || equals == 0) {
            fmt::print(stderr, "--set needs KEY=VALUE, not '{}'.\n", pair);
            exit = kUsage;
            return {};
        }
        entered[pair.substr(0, equals)] = pair.substr(equals + 1);
    }
    auto settings = extend::completed(*plugins.find(id), entered, issues);
    print(issues, stderr);
    if (!hasErrors(issues)) return settings;
    exit = kUsage;
    return {};
}

/// A project with one empty variant for what was imported.
Project freshProject(const std::string& name) {
    Project project;
    project.name = name.empty() ? "Import" : name;
    Variant variant;
    variant.id = newId();
    variant.name = project.name;
    Item site;
    site.id = newId();
    site.kind = Kind::Site;
    site.name = project.name;
    variant.site.items(Kind::Site).add({site});
    project.variants.push_back(std::move(variant));
    return project;
}

/// Puts types, items and connections into the project; types that are there already are replaced. False when the items
/// do not fit together.
bool put(Project& project, const std::string& variantName, extend::Imported&& imported, int& exit) {
    auto types = std::make_shared<TypeTable>(*project.types());
    for (EquipmentType& type : imported.types) {
        const Id id = type.id;
        (*types)[id] = std::make_shared<const EquipmentType>(std::move(type));
    }
    project.setTypes(std::move(types));
    if (imported.items.empty() && imported.connections.empty()) return true;
    const Variant* variant = pick(project, variantName, exit);
    if (variant == nullptr) return false;
    const auto& sites = variant->site.items(Kind::Site);
    Edit edit;
    edit.name = {TWIN_TR("Import"), {}};
    edit.variant = variant->id;
    for (Item& item : imported.items) {
        if (!item.parent && item.kind != Kind::Site && !sites.empty()) item.parent = sites[0].id;
        edit.items.push_back({{}, std::move(item), SIZE_MAX});
    }
    for (Connection& connection : imported.connections) edit.connections.push_back({{}, connection, SIZE_MAX});
    const Issues refused = apply(project, edit);
    print(refused, stderr);
    if (!hasErrors(refused)) return true;
    exit = kBadInput;
    return false;
}

struct ImportOptions {
    std::string from, to, plugin, into, variant;
    std::vector<std::string> settings;
};

void runImport(const ImportOptions& options, PluginRegistry& plugins, int& exit) {
    if (options.to.empty() && options.into.empty()) {
        fmt::print(stderr, "Where to? Name the project file to write, or one to add to with --into.\n");
        exit = kUsage;
        return;
    }
    if (options.plugin.empty() && isOurs(options.from)) {
        if (const auto project = openOrExplain(options.from, exit)) files::save(*project, options.to.empty() ? options.into : options.to);
        return;
    }
    const std::string id = choose(plugins, PluginKind::Importer, options.plugin, options.from, exit);
    if (id.empty()) return;
    const auto settings = settingsFrom(plugins, id, options.settings, exit);
    if (!settings) return;
    std::optional<Project> project;
    if (!options.into.empty() && !(project = openOrExplain(options.into, exit))) return;
    auto imported = plugins.makeImporter(id)->read(options.from, *settings, {}, {});
    print(imported.issues, stderr);
    const bool faulty = hasErrors(imported.issues);
    const std::size_t types = imported.types.size(), items = imported.items.size(), issues = imported.issues.size();
    if (!project) project = freshProject(imported.name);
    if (!put(*project, options.variant, std::move(imported), exit)) return;
    const std::string to = options.to.empty() ? options.into : options.to;
    files::save(*project, to);
    fmt::print("{}: {} types, {} items; {} issues\n", to, types, items, issues);
    if (faulty) exit = kBadInput;
}

struct ExportOptions {
    std::string from, to, plugin, variant, overlay;
    std::vector<std::string> settings;
    bool solve = false, coarse = false;
};

void runExport(const ExportOptions& options, PluginRegistry& plugins, int& exit) {
    const auto project = openOrExplain(options.from, exit);
    if (!project) return;
    if (options.plugin.empty() && isOurs(options.to)) {
        files::save(*project, options.to);
        return;
    }
    const std::string id = choose(plugins, PluginKind::Exporter, options.plugin, options.to, exit);
    if (id.empty()) return;
    const auto settings = settingsFrom(plugins, id, options.settings, exit);
    if (!settings) return;
    const Variant* variant = pick(*project, options.variant, exit);
    if (variant == nullptr) return;
    extend::ExportRequest request;
    request.site = std::make_shared<const Site>(variant->site);
    request.projectName = project->name;
    request.variantName = variant->name;
    request.settings = *settings;
    if (!options.overlay.empty() && (request.overlay = scene::overlay(options.overlay)) == nullptr) {
        fmt::print(stderr, "No overlay is named '{}'. There are:", options.overlay);
        for (const auto& row : scene::overlays()) fmt::print(stderr, " {}", row.key);
        fmt::print(stderr, "\n");
        exit = kUsage;
        return;
    }
    if (options.solve || request.overlay != nullptr) {
        engine::SolveOptions solve;
        solve.fidelity = options.coarse ? Fidelity::Coarse : Fidelity::Fine;
        request.frame = engine::solve(request.site, project->conditions, solve);
        if (!request.frame->report.usable()) exit = kNotConverged;
    }
    const Issues issues = plugins.makeExporter(id)->write(request, options.to, {}, {});
    print(issues, stderr);
    if (hasErrors(issues)) exit = kBadInput;
}

nlohmann::ordered_json jsonOf(const Issues& issues) {
    auto list = nlohmann::ordered_json::array();
    for (const Issue& issue : issues)
        list.push_back({{"severity", issue.severity == Severity::Error ? "error" : issue.severity == Severity::Warning ? "warning" : "note"}, {"code", issue.code}, {"plugin", issue.itemName}, {"path", issue.path}, {"text", english(issue.text)}});
    return list;
}

void listPlugins(PluginRegistry& plugins, bool json, bool load, int& exit) {
    const auto folders = extend::pluginFolders();
    Issues issues = plugins.scan(folders);
    if (load)
        for (const auto& info : plugins.plugins())
            if (info.state != extend::PluginState::Failed) {
                const Issues more = plugins.load(info.manifest.id);
                issues.insert(issues.end(), more.begin(), more.end());
            }
    if (hasErrors(issues)) exit = kBadInput;
    if (json) {
        nlohmann::ordered_json out{{"contract", extend::kContractVersion}, {"folders", nlohmann::ordered_json::array()}, {"plugins", nlohmann::ordered_json::array()}, {"issues", jsonOf(issues)}};
        for (const auto& folder : folders) out["folders"].push_back(folder.string());
        for (const auto& info : plugins.plugins()) {
            const auto& manifest = info.manifest;
            nlohmann::ordered_json row{{"id", manifest.id}, {"name", manifest.name}, {"version", manifest.version}, {"state", extend::toString(info.state)}, {"summary", manifest.summary}, {"folder", manifest.folder.string()}};
            row["kinds"] = nlohmann::ordered_json::array();
            for (const PluginKind kind : manifest.kinds) row["kinds"].push_back(extend::toString(kind));
            row["suffixes"] = manifest.suffixes;
            row["settings"] = nlohmann::ordered_json::array();
            for (const auto& setting : manifest.settings)
                row["settings"].push_back({{"key", setting.key}, {"label", setting.label}, {"kind", extend::toString(setting.kind)}, {"default", setting.byDefault}, {"help", setting.help}});
            out["plugins"].push_back(std::move(row));
        }
        fmt::print("{}\n", out.dump(1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
        return;
    }
    for (const auto& folder : folders) fmt::print("in {}\n", folder.string());
    for (const auto& info : plugins.plugins()) {
        std::string kinds, suffixes;
        for (const PluginKind kind : info.manifest.kinds) kinds += (kinds.empty() ? "" : ", ") + std::string(extend::toString(kind));
        for (const auto& suffix : info.manifest.suffixes) suffixes += " *." + suffix;
        fmt::print("{:<12} {:<6} {:<7} {}{}\n             {}\n", info.manifest.id, info.manifest.version, extend::toString(info.state), kinds, suffixes, info.manifest.summary);
        for (const auto& setting : info.manifest.settings) fmt::print("               {}={}  {} ({})\n", setting.key, setting.byDefault, setting.label, extend::toString(setting.kind));
    }
    print(issues, stderr);
}

void addSettings(CLI::App& command, std::string& plugin, std::vector<std::string>& settings) {
    command.add_option("--plugin", plugin, "id of the plug-in; by the file's suffix if not given");
    command.add_option("--set", settings, "a setting of the plug-in, KEY=VALUE; may be repeated")->type_size(1)->allow_extra_args(false);
}

}  // namespace

void addImport(CLI::App& program, int& exit, PluginRegistry& plugins) {
    auto options = std::make_shared<ImportOptions>();
    auto* command = program.add_subcommand("import", "Turn a layout document, or a file that a plug-in reads, into a project.");
    command->add_option("FROM", options->from, "layout document (*.json), or a file or folder for a plug-in")->required();
    command->add_option("TO", options->to, "project (*.plenum) or layout document (*.json); the file of --into if not given");
    command->add_option("--into", options->into, "add to this project instead of making a new one");
    command->add_option("--variant", options->variant, "where items go; the first variant if not given");
    addSettings(*command, options->plugin, options->settings);
    command->callback([options, &exit, &plugins] { runImport(*options, plugins, exit); });
}

void addExport(CLI::App& program, int& exit, PluginRegistry& plugins) {
    auto options = std::make_shared<ExportOptions>();
    auto* command = program.add_subcommand("export", "Turn a project into a layout document, or into a format that a plug-in writes.");
    command->add_option("FROM", options->from, "project (*.plenum) or layout document (*.json)")->required();
    command->add_option("TO", options->to, "layout document (*.json), or a file for a plug-in")->required();
    command->add_option("--variant", options->variant, "name or id; the first one if not given");
    command->add_option("--overlay", options->overlay, "solve, and colour by this overlay");
    command->add_flag("--solve", options->solve, "solve first, so that results can be written");
    command->add_flag("--coarse", options->coarse, "solve on the coarse grid");
    addSettings(*command, options->plugin, options->settings);
    command->callback([options, &exit, &plugins] { runExport(*options, plugins, exit); });
}

void addPlugins(CLI::App& program, int& exit, PluginRegistry& plugins) {
    auto flags = std::make_shared<std::pair<bool, bool>>();
    auto* command = program.add_subcommand("plugins", "List the plug-ins, what they take, and what is wrong with them.");
    command->add_flag("--json", flags->first, "as JSON");
    command->add_flag("--load", flags->second, "load the code of each as well");
    command->callback([flags, &exit, &plugins] { listPlugins(plugins, flags->first, flags->second, exit); });
}

}  // namespace plenum::cli
