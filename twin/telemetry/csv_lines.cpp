// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/telemetry/csv_lines.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

namespace twin::telemetry {

namespace {

char separatorOf(std::string_view text) {
    const std::string_view head = text.substr(0, text.find('\n'));
    char best = ',';
    for (const char c : {';', '\t'})
        if (std::count(head.begin(), head.end(), c) > std::count(head.begin(), head.end(), best)) best = c;
    return best;
}

}  // namespace

std::vector<CsvRecord> readCsv(std::string_view text, Issues& issues) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    const char separator = separatorOf(text);
    std::vector<CsvRecord> records;
    CsvRecord record{1, {}};
    std::string cell;
    bool quoted = false, any = false;
    std::size_t line = 1, opened = 0;
    const auto endRecord = [&] {
        if (any || !record.cells.empty()) {
            record.cells.push_back(std::move(cell));
            records.push_back(std::move(record));
        }
        cell.clear();
        any = false;
        record = {line + 1, {}};
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted) {
            if (c == '"' && i + 1 < text.size() && text[i + 1] == '"') {
                cell += '"';
                ++i;
            } else if (c == '"') {
                quoted = false;
            } else {
                cell += c;
            }
            if (c == '\n') ++line;
        } else if (c == '"' && cell.empty()) {
            quoted = any = true;
            opened = line;
        } else if (c == separator) {
            record.cells.push_back(std::exchange(cell, {}));
            any = true;
        } else if (c == '\n') {
            endRecord();
            ++line;
        } else if (c != '\r') {
            cell += c;
            any = true;
        }
    }
    record.line = std::min(record.line, line);
    endRecord();
    if (quoted)
        issues.push_back(lineIssue(Severity::Error, "csv.openQuote", opened, {TWIN_TR("Line {0}: a quotation mark is opened and never closed."), {std::to_string(opened)}}));
    return records;
}

void appendCell(std::string& out, std::string_view cell) {
    if (!out.empty() && out.back() != '\n') out += ',';
    if (cell.empty() && (out.empty() || out.back() == '\n')) {
        out += "\"\"";
        return;
    }
    if (cell.find_first_of(",;\t\"\r\n") == std::string_view::npos) {
        out += cell;
        return;
    }
    out += '"';
    for (const char c : cell) out += c == '"' ? std::string_view("\"\"") : std::string_view(&c, 1);
    out += '"';
}

void appendCell(std::string& out, double value) {
    char buffer[32];
    if (std::isnan(value)) return appendCell(out, std::string_view());
    appendCell(out, std::string_view(buffer, static_cast<std::size_t>(std::to_chars(buffer, buffer + sizeof buffer, value).ptr - buffer)));
}

void endLine(std::string& out) { out += "\r\n"; }

Issue lineIssue(Severity severity, const char* code, std::size_t line, Text text, std::string value, std::string allowed, Text hint) {
    Issue issue;
    issue.severity = severity;
    issue.code = code;
    issue.path = std::to_string(line);
    issue.text = std::move(text);
    issue.value = std::move(value);
    issue.allowed = std::move(allowed);
    issue.hint = std::move(hint);
    return issue;
}

}  // namespace twin::telemetry
