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

inline constexpr unsigned kHistoryApplicationId = 0x504C4E48;  ///< "PLNH", in the header of the file
inline constexpr int kHistoryVersion = 1;

/// Keeps other programs from writing the same history, as long as it lives. Throws twin::Error "history.inUse".
class HistoryLock {
  public:
    explicit HistoryLock(const std::filesystem::path& history);
    ~HistoryLock();
    HistoryLock(const HistoryLock&) = delete;
    HistoryLock& operator=(const HistoryLock&) = delete;

  private:
    std::filesystem::path m_path;
    int m_file = -1;
};

Error damagedHistory(const std::filesystem::path& path, const std::string& what);

/// The writing connection; makes the file if there is none. Throws twin::Error.
std::unique_ptr<SQLite::Database> openHistory(const std::filesystem::path& path);
/// A reading connection to a file that openHistory has made.
std::unique_ptr<SQLite::Database> readHistory(const std::filesystem::path& path);

}  // namespace twin
