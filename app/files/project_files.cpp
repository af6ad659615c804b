// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/files/project_files.h"

#include "twin/base/error.h"
#include "twin/exchange/catalogue.h"
#include "twin/exchange/layout_document.h"
#include "twin/store/project_file.h"

#include <algorithm>
#include <fstream>
#include <sstream>

namespace plenum::files {

namespace fs = std::filesystem;

std::string readText(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    if (!in || fs::is_directory(path) || !(text << in.rdbuf()))
        throw twin::Error("file.read", {TWIN_TR("{0} cannot be read. Check the path and the permissions."), {path.string()}});
    return std::move(text).str();
}

void writeText(const fs::path& path, const std::string& text) {
    const fs::path fresh = path.string() + ".new";
    std::ofstream out(fresh, std::ios::binary | std::ios::trunc);
    out << text;
    out.close();
    std::error_code error;
    if (out) fs::rename(fresh, path, error);
    if (!out || error) {
        fs::remove(fresh, error);
        throw twin::Error("file.write", {TWIN_TR("{0} cannot be written. Check the folder, its permissions and the free space."), {path.string()}});
    }
}

Opened open(const fs::path& path) {
    Opened opened;
    try {
        if (path.extension() == ".json") {
            auto result = twin::readLayout(readText(path), path.filename().string());
            opened = {std::move(result.project), std::move(result.issues)};
        } else {
            auto loaded = twin::loadProject(path);
            opened = {std::move(loaded.project), std::move(loaded.issues)};
        }
    } catch (const twin::Error& error) {
        opened.issues.push_back({twin::Severity::Error, error.code(), {}, path.filename().string(), {}, error.text(), {}, {}, {}});
    }
    return opened;
}

void save(const twin::Project& project, const fs::path& path) {
    if (path.extension() == ".json") {
        writeText(path, twin::writeLayout(project));
    } else {
        twin::saveProject(project, path);
    }
}

fs::path resourceFolder(const char* name) {
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error).parent_path();
    for (const fs::path& base : {program / ".." / "share" / "plenum", program / ".." / "resources", program / "resources", fs::path(PLENUM_RESOURCES)})
        if (fs::is_directory(base / name, error)) return fs::weakly_canonical(base / name, error);
    return {};
}

std::vector<twin::EquipmentType> shippedCatalogue(twin::Issues* issues) {
    std::vector<twin::EquipmentType> types;
    std::error_code error;
    std::vector<fs::path> paths;
    for (const auto& entry : fs::directory_iterator(resourceFolder("catalog"), error))
        if (entry.path().extension() == ".json") paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end());
    for (const fs::path& path : paths) {
        auto result = twin::readCatalogue(readText(path), path.filename().string());
        std::move(result.types.begin(), result.types.end(), std::back_inserter(types));
        if (issues != nullptr) std::move(result.issues.begin(), result.issues.end(), std::back_inserter(*issues));
    }
    return types;
}

}  // namespace plenum::files
