// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace plenum::plugins {

/// Lines of a text file, plain or gzip (told by its first bytes), one buffer of 64 kB at a time. A byte order mark is
/// passed over; CR LF, LF and CR end a line. A line longer than the limit comes cut and is marked.
class LineReader {
  public:
    static constexpr std::size_t kLongestLine = 1u << 20;

    /// Errors  twin::Error when the file cannot be opened, is empty, or is UTF-16.
    explicit LineReader(const std::filesystem::path& path);
    ~LineReader();

    /// Errors  twin::Error when the file cannot be read on (a damaged or cut .gz).
    bool next(std::string& line);
    bool wasCut() const { return m_cut; }
    std::size_t number() const { return m_number; }  ///< of the last line, from 1

  private:
    bool fill();
    struct File;
    std::unique_ptr<File> m_file;
    std::string m_name;
    std::vector<char> m_buffer;
    std::size_t m_at = 0, m_size = 0, m_number = 0;
    bool m_cut = false, m_afterReturn = false;
};

}  // namespace plenum::plugins
