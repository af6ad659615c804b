// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/telemetry/sample_csv.h"

#include "twin/telemetry/csv_lines.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <chrono>
#include <cmath>

namespace twin::telemetry {

namespace {

constexpr std::array<const char*, 4> kQualities = {"good", "uncertain", "bad", "no_value"};
constexpr std::array<const char*, 5> kHeads = {"time", "point", "value", "unit", "quality"};

/// Eats digits and marks of a time from its front.
class TimeTokens {
  public:
    explicit TimeTokens(std::string_view text) : m_rest(text) {}
    bool digits(int count, int& into) {
        if (m_rest.size() < static_cast<std::size_t>(count)) return false;
        into = 0;
        for (int i = 0; i < count; ++i) {
            const char c = m_rest[static_cast<std::size_t>(i)];
            if (c < '0' || c > '9') return false;
            into = into * 10 + (c - '0');
        }
        m_rest.remove_prefix(static_cast<std::size_t>(count));
        return true;
    }
    bool take(std::string_view marks) {
        if (m_rest.empty() || marks.find(m_rest.front()) == std::string_view::npos) return false;
        m_last = m_rest.front();
        m_rest.remove_prefix(1);
        return true;
    }
    char last() const { return m_last; }
    bool atEnd() const { return m_rest.empty(); }

  private:
    std::string_view m_rest;
    char m_last = 0;
};

std::optional<Time_ms> fromNumber(std::string_view text) {
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || !(std::abs(number) < 1e15)) return std::nullopt;
    return static_cast<Time_ms>(std::llround(std::abs(number) < 1e11 ? number * 1e3 : number));
}

}  // namespace

std::string timeText(Time_ms time_ms) {
    using namespace std::chrono;
    const sys_time<milliseconds> time{milliseconds(time_ms)};
    const auto day = floor<days>(time);
    const year_month_day date{day};
    const hh_mm_ss clock{time - day};
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(date.year()), static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                       clock.hours().count(), clock.minutes().count(), clock.seconds().count(), clock.subseconds().count());
}

std::optional<Time_ms> timeFromText(std::string_view text) {
    using namespace std::chrono;
    TimeTokens tokens(text);
    int y = 0, m = 0, d = 0, hour = 0, minute = 0, second = 0;
    if (!tokens.digits(4, y) || !tokens.take("-")) return fromNumber(text);
    if (!tokens.digits(2, m) || !tokens.take("-") || !tokens.digits(2, d)) return std::nullopt;
    const year_month_day date{year(y), month(static_cast<unsigned>(m)), day(static_cast<unsigned>(d))};
    if (!date.ok()) return std::nullopt;
    Time_ms time_ms = duration_cast<milliseconds>(sys_days(date).time_since_epoch()).count();
    if (tokens.atEnd()) return time_ms;
    if (!tokens.take("T ") || !tokens.digits(2, hour) || !tokens.take(":") || !tokens.digits(2, minute)) return std::nullopt;
    if (tokens.take(":") && !tokens.digits(2, second)) return std::nullopt;
    if (hour > 24 || minute > 59 || second > 60) return std::nullopt;
    time_ms += ((hour * 60 + minute) * 60 + second) * Time_ms{1000};
    if (tokens.take(".,"))
        for (int digit = 0, place = 100; tokens.digits(1, digit); place /= 10) time_ms += digit * place;
    if (tokens.take("+-")) {
        const int sign = tokens.last() == '+' ? -1 : 1;
        if (!tokens.digits(2, hour) || (tokens.take(":"), !tokens.digits(2, minute)) || hour > 18 || minute > 59) return std::nullopt;
        time_ms += sign * (hour * 60 + minute) * Time_ms{60'000};
    } else {
        tokens.take("Z");
    }
    return tokens.atEnd() ? std::optional(time_ms) : std::nullopt;
}

const char* keyOf(Quality quality) { return kQualities[static_cast<std::size_t>(quality)]; }

std::string samplesCsvHead() {
    std::string out;
    for (const char* head : kHeads) appendCell(out, std::string_view(head));
    endLine(out);
    return out;
}

void appendSamplesCsv(std::string& out, std::string_view point, Unit unit, std::span<const Sample> samples) {
    for (const Sample& sample : samples) {
        appendCell(out, timeText(sample.time_ms));
        appendCell(out, point);
        appendCell(out, sample.value);
        appendCell(out, std::string_view(siSymbol(unit)));
        appendCell(out, std::string_view(keyOf(sample.quality)));
        endLine(out);
    }
}

ReadSamples readSamplesCsv(std::string_view text) {
    ReadSamples read;
    const auto records = readCsv(text, read.issues);
    std::array<std::size_t, kHeads.size()> columns;
    columns.fill(static_cast<std::size_t>(-1));
    if (!records.empty())
        for (std::size_t i = 0; i < records[0].cells.size(); ++i)
            for (std::size_t h = 0; h < kHeads.size(); ++h)
                if (records[0].cells[i] == kHeads[h]) columns[h] = i;
    bool complete = true;
    for (const std::size_t needed : {0, 1, 2})
        if (columns[needed] == static_cast<std::size_t>(-1)) {
            read.issues.push_back(lineIssue(Severity::Error, "samples.csvHead", 1, {TWIN_TR("Line {0}: the column {1} is missing."), {"1", kHeads[needed]}}));
            complete = false;
        }
    if (!complete) return read;
    for (std::size_t r = 1; r < records.size(); ++r) {
        const CsvRecord& record = records[r];
        const std::string line = std::to_string(record.line);
        const auto cell = [&](std::size_t column) { return columns[column] < record.cells.size() ? record.cells[columns[column]] : std::string(); };
        bool good = true;
        const auto bad = [&](Text what, const std::string& value, const char* allowed = "") {
            read.issues.push_back(lineIssue(Severity::Error, "samples.csv", record.line, std::move(what), value, allowed));
            good = false;
        };
        RawSample sample;
        const auto time = timeFromText(cell(0));
        if (!time) bad({TWIN_TR("Line {0}: {1} is no time."), {line, cell(0)}}, cell(0), "2026-03-01T12:30:05Z");
        sample.time_ms = time.value_or(0);
        sample.point = cell(1);
        if (sample.point.empty()) bad({TWIN_TR("Line {0}: no point is named."), {line}}, {});
        const std::string value = cell(2);
        sample.value = std::numeric_limits<double>::quiet_NaN();
        if (!value.empty()) {
            const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), sample.value);
            if (error != std::errc{} || end != value.data() + value.size()) bad({TWIN_TR("Line {0}: {1} is no number in column {2}."), {line, value, kHeads[2]}}, value);
        }
        sample.unit = cell(3);
        if (const std::string quality = cell(4); !quality.empty()) {
            const auto found = std::find(kQualities.begin(), kQualities.end(), quality);
            if (found == kQualities.end()) bad({TWIN_TR("Line {0}: {1} is no quality."), {line, quality}}, quality, "good, uncertain, bad, no_value");
            else sample.quality = static_cast<Quality>(found - kQualities.begin());
        } else if (value.empty()) {
            sample.quality = Quality::NoValue;
        }
        if (good) read.samples.push_back(std::move(sample));
    }
    return read;
}

}  // namespace twin::telemetry
