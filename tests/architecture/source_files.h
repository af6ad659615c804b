// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace plenum::test {

/// One source file of the checkout; `path` is relative to its root ("twin/air/air_grid.h").
struct SourceFile {
    std::string path;
    std::vector<std::string> lines;
    bool header() const { return path.ends_with(".h"); }
    /// "twin/air" for twin/air/air_grid.h, "plugins/modbus" for plugins/modbus/modbus.cpp.
    std::string folder() const {
        const auto second = path.find('/', path.find('/') + 1);
        return path.substr(0, second == std::string::npos ? path.find('/') : second);
    }
};

inline std::vector<std::string> splitLines(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

/// All C++ files below twin, app and plugins, sorted by path.
inline std::vector<SourceFile> productSources() {
    namespace fs = std::filesystem;
    std::vector<SourceFile> files;
    const fs::path root = PLENUM_SOURCE_DIR;
    for (const char* top : {"twin", "app", "plugins"}) {
        if (!fs::is_directory(root / top)) continue;
        for (const auto& entry : fs::recursive_directory_iterator(root / top)) {
            const auto suffix = entry.path().extension();
            if (!entry.is_regular_file() || (suffix != ".h" && suffix != ".cpp")) continue;
            std::ostringstream text;
            text << std::ifstream(entry.path(), std::ios::binary).rdbuf();
            files.push_back({fs::relative(entry.path(), root).generic_string(), splitLines(text.str())});
        }
    }
    std::sort(files.begin(), files.end(), [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
    return files;
}

}  // namespace plenum::test
