// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/netbox/device_library.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <unordered_map>

namespace plenum::netbox {

using namespace twin;
using namespace twin::extend;
namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t kMaxBytes = 2u << 20;
constexpr std::size_t kMaxFiles = 100'000;

std::vector<fs::path> filesBelow(const fs::path& path, Issues& issues) {
    std::vector<fs::path> files;
    std::error_code error;
    if (fs::is_regular_file(path, error)) return {path};
    std::size_t modules = 0;
    for (fs::recursive_directory_iterator each(path, fs::directory_options::skip_permission_denied, error), end; !error && each != end; each.increment(error)) {
        const auto suffix = each->path().extension();
        std::error_code ignored;
        if (each->is_directory(ignored) && each->path().filename() == "module-types") {
            each.disable_recursion_pending();
            ++modules;
        } else if ((suffix == ".yaml" || suffix == ".yml") && each->is_regular_file(ignored)) {
            files.push_back(each->path());
        }
        if (files.size() == kMaxFiles) {
            issues.push_back({Severity::Warning, "netbox.tooMany", {}, {}, path.string(), {TWIN_TR("Only the first {0} files are read."), {std::to_string(kMaxFiles)}}, {}, {}, {}});
            break;
        }
    }
    if (error) throw Error("netbox.read", {TWIN_TR("{0} cannot be read: {1}"), {path.string(), error.message()}});
    if (modules > 0)
        issues.push_back({Severity::Note, "netbox.modules", {}, {}, path.string(), {TWIN_TR("Module types are parts inside devices and are not read."), {}}, {}, {}, {}});
    std::sort(files.begin(), files.end());
    return files;
}

ImportChoices choicesOf(const Settings& settings) {
    ImportChoices choices;
    const auto text = [&](const char* key) {
        const auto found = settings.find(key);
        return found == settings.end() ? std::string() : found->second;
    };
    if (text("rack_mass") == "empty") choices.mass = ImportChoices::RackMass::Empty;
    if (text("rack_mass") == "unset") choices.mass = ImportChoices::RackMass::Unset;
    if (const int count = std::atoi(text("servers_per_rack").c_str()); count > 0) choices.serversPerRack = count;
    if (const int units = std::atoi(text("rack_units").c_str()); units > 0) choices.rackUnits = units;
    return choices;
}

}  // namespace

Imported DeviceLibrary::read(const fs::path& path, const Settings& settings, const Progress& progress, std::stop_token stop) {
    Imported result;
    result.name = path.stem().string();
    const auto files = filesBelow(path, result.issues);
    if (files.empty()) throw Error("netbox.none", {TWIN_TR("{0} holds no *.yaml or *.yml file."), {path.string()}});
    const ImportChoices choices = choicesOf(settings);
    std::unordered_map<Id, std::string> known;  // type → the file it came from
    for (std::size_t i = 0; i < files.size() && !stop.stop_requested(); ++i) {
        progress(static_cast<double>(i) / static_cast<double>(files.size()));
        const std::string name = (files[i].parent_path().filename() / files[i].filename()).string();
        const auto refuse = [&](const char* code, Text text) { result.issues.push_back({Severity::Error, code, {}, name, files[i].string(), std::move(text), {}, {}, {}}); };
        std::error_code error;
        std::ifstream in(files[i], std::ios::binary);
        if (!in) {
            refuse("netbox.unreadable", {TWIN_TR("The file cannot be read. Check its permissions."), {}});
            continue;
        }
        if (fs::file_size(files[i], error) > kMaxBytes) {
            refuse("netbox.size", {TWIN_TR("The file is larger than a device description can be (2 MB)."), {}});
            continue;
        }
        std::ostringstream text;
        text << in.rdbuf();
        const std::size_t before = result.issues.size();
        if (const auto device = describe(text.str(), name, result.issues))
            if (auto type = equipmentType(*device, choices, result.issues)) {
                const auto [first, fresh] = known.emplace(type->id, name);
                if (fresh) result.types.push_back(std::move(*type));
                else refuse("netbox.twice", {TWIN_TR("{0} is described by {1} as well; the first counts."), {type->name, first->second}});
            }
        for (std::size_t k = before; k < result.issues.size(); ++k) result.issues[k].path = files[i].string() + result.issues[k].path;
    }
    return result;
}

}  // namespace plenum::netbox
