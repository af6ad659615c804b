// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/model/project.h"

#include <filesystem>
#include <optional>
#include <vector>

namespace plenum::files {

struct Opened {
    std::optional<twin::Project> project;  ///< none when the issues hold an error
    twin::Issues issues;
};

/// Reads a project file (*.plenum) or a layout document (*.json); everything wrong is in the issues, nothing is thrown.
Opened open(const std::filesystem::path& path);

/// Writes by suffix: *.json as a layout document, anything else as a project file. Throws twin::Error.
void save(const twin::Project& project, const std::filesystem::path& path);

/// Whole file as text; throws twin::Error "file.read".
std::string readText(const std::filesystem::path& path);
/// Whole text to a new file renamed over the old one; throws twin::Error "file.write".
void writeText(const std::filesystem::path& path, const std::string& text);

/// The shipped data: beside the program, in the build tree, or installed. Empty when not found.
std::filesystem::path resourceFolder(const char* name);
/// All shipped equipment types, by group and name.
std::vector<twin::EquipmentType> shippedCatalogue(twin::Issues* issues = nullptr);

}  // namespace plenum::files
