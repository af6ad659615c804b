// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/store/project_file.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace twin {

/// A state of a project that was kept apart from it while it was being edited.
struct Autosave {
    std::filesystem::path file;
    std::filesystem::path project;  ///< where the project itself is; empty if it was never saved
    long process = 0;
    std::int64_t time_ms = 0;  ///< since 1970, UTC
    bool newerThanProject = true;
};

/// Writes an autosave into the state directory (made if need be) and removes the earlier one of the same project and
/// process. Named <hash of the project's path>-<process>-<time>.plenum. Returns its path. Throws twin::Error.
std::filesystem::path writeAutosave(const Project& project, const std::filesystem::path& projectPath, const std::filesystem::path& stateDir,
                                    const FileOps& ops = FileOps::real());

/// Autosaves whose process is gone: the program ended without saving or asking. Newest first; of one project and
/// process only the newest. A running process that is not the one that wrote (its number was given anew, for instance
/// after a restart of the machine) counts as gone. Files that are not autosaves are left alone.
std::vector<Autosave> findRecoverable(const std::filesystem::path& stateDir, const std::function<bool(long process)>& isAlive);

/// Removes the autosaves of this process for a project (after a save, or when it is closed without saving).
void discardAutosaves(const std::filesystem::path& projectPath, const std::filesystem::path& stateDir);
/// Removes one found by findRecoverable; nothing there is no error.
void discardAutosave(const std::filesystem::path& file);

/// Whether a process of this machine runs.
bool isProcessAlive(long process);
/// Tells a running process from a later one of the same number: the machine's boot and the process's start. Empty when
/// there is none, or the system does not tell.
std::string processIdentity(long process);

}  // namespace twin
