// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/replay/recording.h"

#include "plugins/support/reporter.h"
#include "twin/base/error.h"

#include <algorithm>
#include <limits>
#include <tuple>
#include <utility>

namespace plenum::plugins {

using twin::telemetry::Time_ms;

namespace {

constexpr std::size_t kMostPoints = 1'000'000;
constexpr int kTextAfter = 10;  // so many texts and no number: the column holds texts

/// "Temp (°C)" → "Temp", "°C"; also with brackets.
std::pair<std::string, std::string> nameAndUnit(std::string_view header) {
    header = trimmed(header);
    if (header.size() < 3 || (header.back() != ')' && header.back() != ']')) return {std::string(header), {}};
    const std::size_t open = header.rfind(header.back() == ')' ? '(' : '[');
    if (open == std::string_view::npos || open == 0) return {std::string(header), {}};
    return {std::string(trimmed(header.substr(0, open))), std::string(trimmed(header.substr(open + 1, header.size() - open - 2)))};
}

char findDelimiter(std::string_view line) {
    char best = 0;
    std::ptrdiff_t most = 0;
    for (const char candidate : {'\t', ';', '|', ','}) {
        std::ptrdiff_t count = 0;
        bool quoted = false;
        for (const char c : line) {
            if (c == '"') quoted = !quoted;
            if (c == candidate && !quoted) ++count;
        }
        if (count > most) {
            most = count;
            best = candidate;
        }
    }
    return best;
}

}  // namespace

Recording::Recording(const std::filesystem::path& path, const RecordingOptions& options, OnIssue onIssue)
    : m_name(path.filename().string()), m_options(options), m_onIssue(std::move(onIssue)), m_lines(path) {
    readHeader();
}

void Recording::readHeader() {
    do {
        if (!m_lines.next(m_line)) throw twin::Error("replay.empty", {TWIN_TR("{0} holds no table."), {m_name}});
    } while (trimmed(m_line).empty() || m_line.front() == '#');
    m_delimiter = m_options.delimiter != 0 ? m_options.delimiter : findDelimiter(m_line);
    if (m_delimiter == 0 || m_lines.wasCut() || m_line.find('\0') != std::string::npos)
        throw twin::Error("replay.table", {TWIN_TR("{0} is no table of values: its first line has no columns."), {m_name}});
    if (!splitCells(m_line, m_delimiter, m_cells))
        throw twin::Error("replay.table", {TWIN_TR("{0} is no table of values: a quote of its first line is not closed."), {m_name}});
    const bool headless = std::all_of(m_cells.begin(), m_cells.end(), [&](const std::string& cell) {
        return readNumber(cell).kind != ReadNumber::Wrong || readTime(cell, 0, m_options.dates);
    });
    if (headless) {
        tell("replay.noHeader", TWIN_TR("{0} has no header line; its columns are called by their numbers."), {m_name});
        m_columns.resize(m_cells.size());
        for (std::size_t i = 0; i < m_columns.size(); ++i) m_columns[i].name = "Column " + std::to_string(i + 1);
        m_pending = true;
    } else {
        nameColumns(m_cells);
    }
    findRoles();
}

void Recording::nameColumns(const std::vector<std::string>& cells) {
    bool latin = false;
    std::map<std::string, int> seen;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        Column column;
        std::tie(column.name, column.unit) = nameAndUnit(asUtf8(cells[i], &latin));
        if (column.name.empty()) {
            column.name = "Column " + std::to_string(i + 1);
            if (i + 1 < cells.size()) tell("replay.header", TWIN_TR("{0}: column {1} has no name; it is called “{2}”."), {m_name, std::to_string(i + 1), column.name});
        }
        if (const int count = ++seen[column.name]; count > 1) {
            const std::string was = column.name;
            column.name += " (" + std::to_string(count) + ")";
            tell("replay.sameHeader", TWIN_TR("{0}: two columns are called “{1}”; the later one becomes “{2}”."), {m_name, was, column.name});
        }
        m_columns.push_back(std::move(column));
    }
    if (latin) tell("replay.latin1", TWIN_TR("{0} is not UTF-8; its texts are read as Latin-1."), {m_name});
}

std::size_t Recording::columnNamed(std::initializer_list<const char*> names) const {
    for (const char* name : names)
        for (std::size_t i = 0; i < m_columns.size(); ++i)
            if (lower(m_columns[i].name) == name) return i;
    return kNone;
}

void Recording::findRoles() {
    if (!m_options.timeColumn.empty()) {
        m_timeColumn = columnNamed({lower(m_options.timeColumn).c_str()});
        if (m_timeColumn == kNone)
            throw twin::Error("replay.timeColumn", {TWIN_TR("{0} has no column “{1}” for the time."), {m_name, m_options.timeColumn}});
    } else {
        m_timeColumn = columnNamed({"timestamp", "timestamp_utc", "time_utc", "datetime", "date_time", "date time", "date/time", "utc", "ts", "time", "date", "epoch"});
        const std::size_t date = columnNamed({"date"}), clock = columnNamed({"time"});
        if (m_timeColumn == clock && date != kNone && clock != kNone) {  // a date and a time of day
            m_timeColumn = date;
            m_clockColumn = clock;
            m_columns[clock].isRead = false;
        }
    }
    if (m_timeColumn != kNone) {
        m_columns[m_timeColumn].isRead = false;
        m_isUtc = lower(m_columns[m_timeColumn].name).ends_with("utc");
    }
    m_sensorColumn = columnNamed({"sensor", "metric", "variable", "measurement", "point", "tag", "parameter"});
    m_valueColumn = columnNamed({"value", "reading", "val"});
    if (m_sensorColumn == kNone || m_valueColumn == kNone) m_sensorColumn = m_valueColumn = kNone;
    if (isLong()) m_unitColumn = columnNamed({"unit", "units"});
    m_nodeColumn = columnNamed({"node", "host", "hostname", "server", "device", "instance", "name"});
}

/// What the first row of values says: where the time is when no name told, and whether "name" is a name.
void Recording::findByContent(const std::vector<std::string>& cells) {
    m_contentSeen = true;
    if (m_timeColumn == kNone) {
        for (std::size_t i = 0; i < cells.size() && m_timeColumn == kNone; ++i)
            if (readTime(cells[i], 0, m_options.dates)) m_timeColumn = i;
        if (m_timeColumn == kNone)
            throw twin::Error("replay.noTime", {TWIN_TR("{0} has no column with times; name it in the settings."), {m_name}});
        m_columns[m_timeColumn].isRead = false;
    }
    if (m_nodeColumn != kNone && !isLong() && (m_nodeColumn == m_timeColumn || readNumber(cells[m_nodeColumn]).kind != ReadNumber::Wrong))
        m_nodeColumn = kNone;  // numbers: a value like others
    if (m_nodeColumn != kNone) m_columns[m_nodeColumn].isRead = false;
}

bool Recording::nextCells() {
    if (std::exchange(m_pending, false)) return true;
    for (;;) {
        try {
            if (!m_lines.next(m_line)) return false;
        } catch (const twin::Error& error) {  // a damaged .gz: what came before it counts
            ++m_badRows;
            if (m_onIssue) m_onIssue(inputIssue("replay.read", error.text(), m_name + ":" + std::to_string(m_lines.number()), {}, twin::Severity::Error));
            return false;
        }
        if (trimmed(m_line).empty() || m_line.front() == '#') continue;
        if (!m_lines.wasCut() && m_line.find('\0') == std::string::npos && splitCells(m_line, m_delimiter, m_cells)) return true;
        ++m_rows;
        badRow(TWIN_TR("{0}, line {1}: the row cannot be read: {2}"), excerpt(m_line));
    }
}

bool Recording::next(std::vector<RecordedValue>& values) {
    while (nextCells()) {
        values.clear();
        ++m_rows;
        if (readRow(values) && !values.empty()) return true;
    }
    return false;
}

bool Recording::readRow(std::vector<RecordedValue>& values) {
    if (m_cells.size() == m_columns.size() + 1 && m_cells.back().empty()) m_cells.pop_back();  // a delimiter at the end
    if (m_cells.size() != m_columns.size()) {
        badRow(TWIN_TR("{0}, line {1}: the row has {2} cells, the header {3}; it is passed over."), std::to_string(m_cells.size()));
        return false;
    }
    if (!m_contentSeen) findByContent(m_cells);
    const std::string text = m_clockColumn == kNone ? m_cells[m_timeColumn] : m_cells[m_timeColumn] + " " + m_cells[m_clockColumn];
    const auto time = readTime(text, m_isUtc ? 0 : m_options.zone_min, m_options.dates);
    if (!time) {
        badRow(TWIN_TR("{0}, line {1}: the time “{2}” cannot be read; the row is passed over."), excerpt(text, 40));
        return false;
    }
    isLong() ? readLong(*time, values) : readWide(*time, values);
    return true;
}

void Recording::readWide(Time_ms time, std::vector<RecordedValue>& values) {
    const std::size_t node = m_nodeColumn == kNone ? 0 : nodeOf(std::string(trimmed(m_cells[m_nodeColumn])));
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        Column& column = m_columns[i];
        if (!column.isRead) continue;
        const ReadNumber read = readNumber(m_cells[i], m_delimiter != ',');
        if (read.kind == ReadNumber::Empty) continue;  // a gap
        if (read.kind == ReadNumber::Wrong) {
            if (!column.hadNumber && ++column.wrong == kTextAfter) {
                column.isRead = false;
                tell("replay.textColumn", TWIN_TR("{0}: the column “{1}” holds texts; it is not read."), {m_name, column.name});
            } else {
                ++m_badCells;
                tell("replay.cell", TWIN_TR("{0}, line {1}: “{2}” in the column “{3}” is no number."),
                     {m_name, std::to_string(m_lines.number()), excerpt(m_cells[i], 40), column.name}, excerpt(m_cells[i], 40));
            }
            continue;
        }
        column.hadNumber = true;
        const auto found = column.pointOfNode.find(node);
        const std::uint32_t point = found != column.pointOfNode.end() ? found->second
                                  : column.pointOfNode[node] = pointOf(m_nodeColumn == kNone ? column.name : m_nodes[node] + "/" + column.name, column.unit);
        values.push_back({time, read.value, point, read.kind == ReadNumber::None});
    }
}

void Recording::readLong(Time_ms time, std::vector<RecordedValue>& values) {
    const std::string& cell = m_cells[m_valueColumn];
    const ReadNumber read = readNumber(cell, m_delimiter != ',');
    if (read.kind == ReadNumber::Empty) return;
    if (read.kind == ReadNumber::Wrong) {
        ++m_badCells;
        tell("replay.cell", TWIN_TR("{0}, line {1}: “{2}” in the column “{3}” is no number."),
             {m_name, std::to_string(m_lines.number()), excerpt(cell, 40), m_columns[m_valueColumn].name}, excerpt(cell, 40));
        return;
    }
    std::string name{trimmed(m_cells[m_sensorColumn])};
    if (name.empty()) return badRow(TWIN_TR("{0}, line {1}: the row names no sensor; it is passed over."), {});
    if (m_nodeColumn != kNone) name = m_nodes[nodeOf(std::string(trimmed(m_cells[m_nodeColumn])))] + "/" + name;
    values.push_back({time, read.value, pointOf(name, m_unitColumn == kNone ? m_columns[m_valueColumn].unit : std::string(trimmed(m_cells[m_unitColumn]))),
                      read.kind == ReadNumber::None});
}

std::uint32_t Recording::pointOf(const std::string& name, const std::string& unit) {
    const std::string key = name + '\0' + unit;
    if (const auto found = m_pointIndex.find(key); found != m_pointIndex.end()) return found->second;
    if (m_points.size() >= kMostPoints)
        throw twin::Error("replay.points", {TWIN_TR("{0} has more than {1} points by line {2}; is the right column the sensor?"),
                                            {m_name, std::to_string(kMostPoints), std::to_string(m_lines.number())}});
    m_points.push_back({asUtf8(name), asUtf8(unit)});
    return m_pointIndex[key] = static_cast<std::uint32_t>(m_points.size() - 1);
}

std::size_t Recording::nodeOf(const std::string& name) {
    const auto [found, isNew] = m_nodeIndex.emplace(name, m_nodes.size());
    if (isNew) m_nodes.push_back(asUtf8(name));
    return found->second;
}

void Recording::badRow(const char* pattern, std::string what) {
    ++m_badRows;
    tell("replay.row", pattern, {m_name, std::to_string(m_lines.number()), what, std::to_string(m_columns.size())}, what);
}

void Recording::tell(const char* code, const char* pattern, std::vector<std::string> arguments, std::string value) {
    if (m_onIssue) m_onIssue(inputIssue(code, {pattern, std::move(arguments)}, m_name + ":" + std::to_string(m_lines.number()), std::move(value)));
}

}  // namespace plenum::plugins
