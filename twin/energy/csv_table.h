// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/issue.h"

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace twin::energy {

/// A table of plain cells as meters export it: comma, semicolon or tab, with or without a header, UTF-8 with or without
/// byte order mark, LF or CRLF; empty lines and lines that begin with # are passed over. Views into the text: the text
/// must outlive the table.
class CsvTable {
  public:
    CsvTable(std::string_view text, Issues& issues);

    std::size_t rows() const { return m_begin.size(); }
    std::size_t line(std::size_t row) const { return m_line[row]; }  ///< counted from 1
    std::string header() const;                                      ///< as written; empty when there is none
    bool hasHeader() const { return !m_names.empty(); }
    std::string_view name(int column) const { return m_names[static_cast<std::size_t>(column)]; }
    /// First column whose name (letters and digits, lower case) is or begins with one of these; −1 when there is none.
    int column(std::initializer_list<const char*> names) const;
    int columns() const { return m_columns; }
    std::string_view cell(std::size_t row, int column) const;
    bool number(std::size_t row, int column, double& value) const;  ///< false unless a finite number
    /// Seconds: a number, or a date and time as 2023-11-16 18:17:03.97 (also with T and Z).
    bool time(std::size_t row, int column, double& seconds) const;

  private:
    char m_separator = ',';
    int m_columns = 0;
    std::vector<std::string_view> m_names;
    std::vector<std::string_view> m_begin;  // the line of each row
    std::vector<std::size_t> m_line;
};

/// Lists lines that cannot be read: the first few each as an error, the rest as one with their number.
class BadLines {
  public:
    BadLines(Issues& issues, std::string item) : m_issues(issues), m_item(std::move(item)) {}
    void add(std::size_t line, std::string_view column, std::string_view value);
    void finish();
    std::size_t count() const { return m_count; }

  private:
    Issues& m_issues;
    std::string m_item;
    std::size_t m_count = 0;
};

}  // namespace twin::energy
