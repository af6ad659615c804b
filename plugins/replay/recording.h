// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plugins/replay/line_reader.h"
#include "plugins/replay/sorted_runs.h"
#include "plugins/support/values.h"
#include "twin/base/issue.h"

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace plenum::plugins {

struct RecordingOptions {
    std::string timeColumn;  ///< empty: found by its name or its content
    int zone_min = 0;        ///< of times that name none
    DateOrder dates = DateOrder::YearFirst;
    char delimiter = 0;      ///< 0: found
};

/// A name and unit that values are recorded under.
struct RecordedPoint {
    std::string name;  ///< "{node}/{sensor}", or the column's name
    std::string unit;
};

/// Reads a table of measured values row by row: wide (a column a sensor) or long (time, node, sensor, value, unit);
/// delimiter and form are found from the header line; "Temp (°C)" is Temp in °C. What cannot be read is told by line
/// number and passed over: a bad cell costs itself, a row of a wrong length or without a time costs the row.
///
/// Needs   a header line; without one the columns are called by number, with an issue.
/// Errors  twin::Error when the file cannot be opened or read on, or has no time column.
/// Cost    O(row) a call; memory O(points).  Thread-safe: no.
class Recording {
  public:
    using OnIssue = std::function<void(const twin::Issue&)>;

    Recording(const std::filesystem::path& path, const RecordingOptions& options, OnIssue onIssue);

    /// The values of the next row that has any; false at the end.
    bool next(std::vector<RecordedValue>& values);
    const RecordedPoint& point(std::size_t index) const { return m_points[index]; }
    std::size_t pointCount() const { return m_points.size(); }
    const std::vector<std::string>& nodes() const { return m_nodes; }  ///< as they came, each once
    std::size_t rows() const { return m_rows; }        ///< read, good ones and bad ones
    std::size_t badRows() const { return m_badRows; }
    std::size_t badCells() const { return m_badCells; }
    bool isLong() const { return m_sensorColumn != kNone; }

  private:
    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
    struct Column {
        std::string name, unit;
        bool isRead = true;         ///< false: time, node, or text
        bool hadNumber = false;
        int wrong = 0;              ///< texts so far, while there was no number
        std::map<std::size_t, std::uint32_t> pointOfNode;
    };
    void readHeader();
    void nameColumns(const std::vector<std::string>& cells);
    void findRoles();
    void findByContent(const std::vector<std::string>& cells);
    bool nextCells();
    bool readRow(std::vector<RecordedValue>& values);
    void readWide(twin::telemetry::Time_ms time, std::vector<RecordedValue>& values);
    void readLong(twin::telemetry::Time_ms time, std::vector<RecordedValue>& values);
    std::uint32_t pointOf(const std::string& name, const std::string& unit);
    std::size_t nodeOf(const std::string& name);
    void badRow(const char* pattern, std::string what);
    void tell(const char* code, const char* pattern, std::vector<std::string> arguments, std::string value = {});
    std::size_t columnNamed(std::initializer_list<const char*> names) const;

    std::string m_name;
    RecordingOptions m_options;
    OnIssue m_onIssue;
    LineReader m_lines;
    std::string m_line;
    std::vector<std::string> m_cells;
    bool m_pending = false;  ///< m_cells holds a row that was read while looking at the header
    bool m_contentSeen = false, m_isUtc = false;
    char m_delimiter = ',';
    std::vector<Column> m_columns;
    std::size_t m_timeColumn = kNone, m_clockColumn = kNone, m_nodeColumn = kNone;
    std::size_t m_sensorColumn = kNone, m_valueColumn = kNone, m_unitColumn = kNone;
    std::vector<RecordedPoint> m_points;
    std::unordered_map<std::string, std::uint32_t> m_pointIndex;
    std::vector<std::string> m_nodes;
    std::unordered_map<std::string, std::size_t> m_nodeIndex;
    std::size_t m_rows = 0, m_badRows = 0, m_badCells = 0;
};

/// Cells of a line; false when a quote is not closed.
bool splitCells(std::string_view line, char delimiter, std::vector<std::string>& cells);

/// The text itself when it is UTF-8, else read as Latin-1.
std::string asUtf8(std::string text, bool* wasLatin = nullptr);

}  // namespace plenum::plugins
