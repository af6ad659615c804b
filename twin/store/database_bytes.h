// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/error.h"

#include <filesystem>
#include <memory>
#include <string>

namespace SQLite {
class Database;
}

namespace twin {

struct OpenedBytes {
    std::shared_ptr<SQLite::Database> database;  ///< in memory, of the present schema version
    int version = 0;                             ///< that the file had
};

/// "store.damaged": what is wrong, and the backup as the next step where there is one.
Error damagedFile(const std::filesystem::path& path, const std::string& what);

/// Reads a project file into memory, checks that it is one, complete and sound, and migrates the copy. The file is not
/// locked and not changed. Throws twin::Error.
OpenedBytes openProjectBytes(const std::filesystem::path& path);

}  // namespace twin
