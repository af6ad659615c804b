// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/telemetry/binding.h"
#include "twin/telemetry/csv_lines.h"
#include "twin/telemetry/name_rule.h"

#include "twin/base/error.h"

#include <array>
#include <charconv>
#include <cmath>

namespace twin::telemetry {

namespace {

constexpr std::array<const char*, 13> kHeads = {"match", "point", "item", "quantity", "unit", "scale", "offset", "low", "high", "absent", "deadband", "stale_after_s", "aggregate"};
enum Column { CMatch, CPoint, CItem, CQuantity, CUnit, CScale, COffset, CLow, CHigh, CAbsent, CDeadband, CStale, CAggregate };

/// Reads the cells of one line and notes what is wrong with each.
class RowReader {
  public:
    RowReader(const CsvRecord& record, const std::array<int, kHeads.size()>& columns, Issues& issues) : m_record(record), m_columns(columns), m_issues(issues) {}

    std::string text(Column column) const {
        const int at = m_columns[column];
        return at >= 0 && static_cast<std::size_t>(at) < m_record.cells.size() ? m_record.cells[static_cast<std::size_t>(at)] : std::string();
    }
    double number(Column column, double otherwise) {
        const std::string cell = text(column);
        if (cell.empty()) return otherwise;
        double value = 0;
        const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
        if (error == std::errc{} && end == cell.data() + cell.size() && std::isfinite(value)) return value;
        bad({TWIN_TR("Line {0}: {1} is no number in column {2}."), {line(), cell, kHeads[column]}}, cell);
        return otherwise;
    }
    void bad(Text text, const std::string& value, const char* allowed = "") {
        m_issues.push_back(lineIssue(Severity::Error, "binding.csv", m_record.line, std::move(text), value, allowed));
        m_good = false;
    }
    std::string line() const { return std::to_string(m_record.line); }
    bool good() const { return m_good; }

  private:
    const CsvRecord& m_record;
    const std::array<int, kHeads.size()>& m_columns;
    Issues& m_issues;
    bool m_good = true;
};

void readRow(RowReader& in, Binding& binding) {
    BindingRow row;
    const std::string match = in.text(CMatch);
    if (match == "pattern") row.match = Match::Pattern;
    else if (match == "regex") row.match = Match::Regex;
    else if (!match.empty() && match != "name") in.bad({TWIN_TR("Line {0}: {1} is no way to match."), {in.line(), match}}, match, "name, pattern, regex");
    row.point = in.text(CPoint);
    row.item = in.text(CItem);
    row.quantity = in.text(CQuantity);
    row.unit = in.text(CUnit);
    if (row.point.empty()) in.bad({TWIN_TR("Line {0}: no point is named."), {in.line()}}, {});
    if (row.item.empty()) in.bad({TWIN_TR("Line {0}: no object is named."), {in.line()}}, {});
    const Quantity quantity = quantityFromKey(row.quantity);
    const bool isTemplate = row.quantity.find('{') != std::string::npos || row.unit.find('{') != std::string::npos;
    if (!row.quantity.empty() && !isTemplate && quantity == Quantity::Count_)
        in.bad({TWIN_TR("Line {0}: there is no quantity {1}."), {in.line(), row.quantity}}, row.quantity);
    if (quantity != Quantity::Count_ && !isTemplate && !sourceUnit(row.unit, spec(quantity).unit))
        in.bad({TWIN_TR("Line {0}: the unit {1} does not fit {2}."), {in.line(), row.unit, spec(quantity).label}}, row.unit, displayUnit(spec(quantity).unit, UnitSystem::SI).symbol);
    row.scale = in.number(CScale, 1);
    if (row.scale == 0) in.bad({TWIN_TR("Line {0}: the scale must not be zero."), {in.line()}}, "0");
    row.offset = in.number(COffset, 0);
    row.low = in.number(CLow, row.low);
    row.high = in.number(CHigh, row.high);
    if (row.low >= row.high) in.bad({TWIN_TR("Line {0}: low must be below high."), {in.line()}}, in.text(CLow) + " … " + in.text(CHigh));
    row.absent = in.number(CAbsent, row.absent);
    row.deadband = in.number(CDeadband, 0);
    if (row.deadband < 0) in.bad({TWIN_TR("Line {0}: the deadband must not be negative."), {in.line()}}, in.text(CDeadband), "≥ 0");
    row.staleAfter_s = in.number(CStale, row.staleAfter_s);
    if (!(row.staleAfter_s > 0)) in.bad({TWIN_TR("Line {0}: the age at which a value is stale must be above zero."), {in.line()}}, in.text(CStale), "> 0 s");
    const std::string aggregate = in.text(CAggregate);
    bool known = false;
    for (const Aggregate each : {Aggregate::None, Aggregate::Mean, Aggregate::Min, Aggregate::Max})
        if (aggregate == keyOf(each)) {
            row.aggregate = each;
            known = true;
        }
    if (!known) in.bad({TWIN_TR("Line {0}: {1} is no way to make one value of several points."), {in.line(), aggregate}}, aggregate, "mean, min, max");
    if (row.match != Match::Name && !row.point.empty()) {
        try {
            NameRule(row.match, row.point);
        } catch (const Error& error) {
            in.bad({TWIN_TR("Line {0}: {1}"), {in.line(), error.what()}}, row.point);
        }
    }
    if (in.good()) binding.rows.push_back(std::move(row));
}

}  // namespace

const char* keyOf(Match match) {
    constexpr const char* kKeys[] = {"name", "pattern", "regex"};
    return kKeys[static_cast<std::size_t>(match)];
}

std::string writeBindingCsv(const Binding& binding) {
    std::string out;
    for (const char* head : kHeads) appendCell(out, std::string_view(head));
    endLine(out);
    for (const BindingRow& row : binding.rows) {
        for (const std::string_view cell : {std::string_view(keyOf(row.match)), std::string_view(row.point), std::string_view(row.item), std::string_view(row.quantity), std::string_view(row.unit)})
            appendCell(out, cell);
        for (const double cell : {row.scale, row.offset, row.low, row.high, row.absent, row.deadband, row.staleAfter_s}) appendCell(out, cell);
        appendCell(out, std::string_view(keyOf(row.aggregate)));
        endLine(out);
    }
    return out;
}

ReadBinding readBindingCsv(std::string_view text) {
    ReadBinding read;
    const auto records = readCsv(text, read.issues);
    std::array<int, kHeads.size()> columns;
    columns.fill(-1);
    if (!records.empty()) {
        const CsvRecord& head = records.front();
        for (std::size_t i = 0; i < head.cells.size(); ++i) {
            const auto found = std::find(kHeads.begin(), kHeads.end(), std::string_view(head.cells[i]));
            if (found != kHeads.end()) columns[static_cast<std::size_t>(found - kHeads.begin())] = static_cast<int>(i);
            else
                read.issues.push_back(lineIssue(Severity::Warning, "binding.csvColumn", head.line, {TWIN_TR("Line {0}: the column {1} is not known and not read."), {std::to_string(head.line), head.cells[i]}}, head.cells[i]));
        }
    }
    for (const Column needed : {CPoint, CItem})
        if (columns[needed] < 0) {
            read.issues.push_back(lineIssue(Severity::Error, "binding.csvHead", 1, {TWIN_TR("Line {0}: the column {1} is missing."), {"1", kHeads[needed]}}));
        }
    if (columns[CPoint] < 0 || columns[CItem] < 0) return read;
    for (std::size_t i = 1; i < records.size(); ++i) {
        RowReader in(records[i], columns, read.issues);
        readRow(in, read.binding);
    }
    return read;
}

}  // namespace twin::telemetry
