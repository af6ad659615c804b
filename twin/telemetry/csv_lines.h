// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/issue.h"

#include <string>
#include <string_view>
#include <vector>

namespace twin::telemetry {

/// One record of a CSV file and the line it begins on (from 1).
struct CsvRecord {
    std::size_t line = 0;
    std::vector<std::string> cells;
};

/// Splits CSV (RFC 4180; LF or CRLF; a byte-order mark is skipped; comma, semicolon or tab, whichever the first line
/// has most of). Empty lines are left out. A quote that is never closed ends with the file and is an issue.
std::vector<CsvRecord> readCsv(std::string_view text, Issues& issues);

/// Appends one cell, quoted where needed, with the separator before all but the first of a line.
void appendCell(std::string& out, std::string_view cell);
void appendCell(std::string& out, double value);  ///< shortest text that reads back exactly; empty for NaN
void endLine(std::string& out);

/// A problem of one line.
Issue lineIssue(Severity severity, const char* code, std::size_t line, Text text, std::string value = {}, std::string allowed = {}, Text hint = {});

}  // namespace twin::telemetry
