// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/model/project.h"
#include "twin/store/file_ops.h"

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace twin {

inline constexpr unsigned kApplicationId = 0x504C4E4D;  ///< "PLNM", in the header of the file

/// Facts kept beside the project (where an autosave belongs).
using FileFacts = std::vector<std::pair<std::string, std::string>>;

/// Writes the project as one SQLite file: a complete new file, flushed, renamed over the old one, which stays as
/// `<name>.bak`. Equal items of several variants are stored once; a variant costs its difference.
/// Errors  twin::Error; the old file is then as it was (see replaceFile).  Cost  O(items), built in memory.
void saveProject(const Project& project, const std::filesystem::path& path, const FileOps& ops = FileOps::real(), const FileFacts& facts = {});

struct LoadedProject {
    Project project;
    Issues issues;  ///< rows that were not as the model needs them, and what was done about each
    FileFacts facts;
    int version = 0;  ///< schema version the file had
};

/// Reads a project file; the file itself is not changed (an older one is migrated in memory).
/// Errors  twin::Error "store.read", "store.notPlenum", "store.damaged", "store.newer", "store.unfinished".
/// What a row holds is never trusted: NaN, unknown kinds and dangling ids become issues, the rest is read.
LoadedProject loadProject(const std::filesystem::path& path);

}  // namespace twin
