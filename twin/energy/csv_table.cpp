// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/energy/csv_table.h"

#include "twin/energy/checks.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace twin::energy {

namespace {

constexpr std::size_t kListedLines = 10;

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t' || text.front() == '"')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r' || text.back() == '"')) text.remove_suffix(1);
    return text;
}

bool toNumber(std::string_view text, double& value) {
    if (!text.empty() && text.front() == '+') text.remove_prefix(1);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() && std::isfinite(value);
}

/// Days from 1970-01-01 to a day of the Gregorian calendar; years are counted from March, so that a leap day ends one.
double daysSince1970(int year, int month, int day) {
    year -= month <= 2;
    const int era = (year >= 0 ? year : year - 399) / 400;
    const int yearOfEra = year - era * 400;
    const int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097.0 + (yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear) - 719468.0;
}

bool toTime(std::string_view text, double& seconds) {
    if (toNumber(text, seconds)) return true;
    if (!text.empty() && (text.back() == 'Z' || text.back() == 'z')) text.remove_suffix(1);
    for (const char* zone : {"+00:00", "+0000"})
        if (text.ends_with(zone)) text.remove_suffix(std::string_view(zone).size());
    const auto whole = [&](std::size_t begin, std::size_t length, int& value) {
        if (text.size() < begin + length) return false;
        const auto [end, error] = std::from_chars(text.data() + begin, text.data() + begin + length, value);
        return error == std::errc() && end == text.data() + begin + length;
    };
    int year = 0, month = 0, day = 0, hour = 0, minute = 0;
    double second = 0;
    if (!whole(0, 4, year) || !whole(5, 2, month) || !whole(8, 2, day) || !whole(11, 2, hour) || !whole(14, 2, minute)) return false;
    if ((text[4] != '-' && text[4] != '/') || text[7] != text[4] || (text[10] != ' ' && text[10] != 'T') || text[13] != ':') return false;
    if (text.size() > 16 && (text[16] != ':' || !toNumber(text.substr(17), second))) return false;
    if (month < 1 || month > 12 || day < 1 || day > 31 || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second >= 61) return false;
    seconds = daysSince1970(year, month, day) * 86400 + hour * 3600 + minute * 60 + second;
    return true;
}

std::string plainName(std::string_view name) {
    std::string plain;
    for (const char c : name) {
        if (c >= 'A' && c <= 'Z') plain += static_cast<char>(c - 'A' + 'a');
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) plain += c;
    }
    return plain;
}

}  // namespace

CsvTable::CsvTable(std::string_view text, Issues& issues) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    std::size_t number = 0;
    bool first = true;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        ++number;
        if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
        if (trimmed(line).empty() || trimmed(line).front() == '#') continue;
        if (first) {
            first = false;
            m_separator = line.find(';') != std::string_view::npos ? ';' : line.find('\t') != std::string_view::npos && line.find(',') == std::string_view::npos ? '\t' : ',';
            m_columns = 1 + static_cast<int>(std::count(line.begin(), line.end(), m_separator));
            m_begin.push_back(line);
            double value = 0;
            bool data = false;  // a line without any number or time is a header
            for (int c = 0; c < m_columns; ++c) data = data || toTime(cell(0, c), value);
            m_begin.clear();
            if (!data) {
                m_begin.push_back(line);
                for (int c = 0; c < m_columns; ++c) m_names.push_back(cell(0, c));
                m_begin.clear();
                continue;
            }
        }
        m_begin.push_back(line);
        m_line.push_back(number);
    }
    if (first) Checks(issues, "file").refuse("energy.emptyFile", {TWIN_TR("The file is empty"), {}}, {TWIN_TR("Give a file with a header and a line a sample"), {}});
}

std::string CsvTable::header() const {
    std::string text;
    for (const auto name : m_names) text += (text.empty() ? "" : ", ") + std::string(name.substr(0, 60));
    return text;
}

int CsvTable::column(std::initializer_list<const char*> names) const {
    for (const bool whole : {true, false})
        for (const std::string_view wanted : names)
            for (std::size_t c = 0; c < m_names.size(); ++c) {
                const std::string plain = plainName(m_names[c]);
                if (whole ? plain == plainName(wanted) : plain.starts_with(plainName(wanted))) return static_cast<int>(c);
            }
    return -1;
}

std::string_view CsvTable::cell(std::size_t row, int column) const {
    std::string_view line = m_begin[row];
    for (int c = 0; c < column; ++c) {
        const std::size_t next = line.find(m_separator);
        if (next == std::string_view::npos) return {};
        line.remove_prefix(next + 1);
    }
    return trimmed(line.substr(0, line.find(m_separator)));
}

bool CsvTable::number(std::size_t row, int column, double& value) const { return toNumber(cell(row, column), value); }
bool CsvTable::time(std::size_t row, int column, double& seconds) const { return toTime(cell(row, column), seconds); }

void BadLines::add(std::size_t line, std::string_view column, std::string_view value) {
    if (++m_count > kListedLines) return;
    Issue issue;
    issue.severity = Severity::Error;
    issue.code = "energy.badLine";
    issue.itemName = m_item;
    issue.value = std::string(value.substr(0, 60));
    issue.path = "line " + std::to_string(line);
    issue.text = {TWIN_TR("Line {0}: {1} cannot be '{2}'"), {std::to_string(line), std::string(column), issue.value}};
    issue.hint = {TWIN_TR("Mend or remove the line"), {}};
    m_issues.push_back(std::move(issue));
}

void BadLines::finish() {
    if (m_count <= kListedLines) return;
    Issue issue;
    issue.severity = Severity::Error;
    issue.code = "energy.badLine";
    issue.itemName = m_item;
    issue.text = {TWIN_TR("{0} more lines cannot be read"), {std::to_string(m_count - kListedLines)}};
    issue.hint = {TWIN_TR("Check that the file is the one meant"), {}};
    m_issues.push_back(std::move(issue));
}

}  // namespace twin::energy
