// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/energy/power_trace.h"

#include "twin/energy/checks.h"
#include "twin/energy/csv_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace twin::energy {

namespace {

constexpr double kMostCells = 5e7;
constexpr double kGap = 5;           // intervals
constexpr double kEven = 1e-3;       // of the interval: rounding of the times as written

void tell(Issues& issues, Severity severity, const char* code, Text text, Text hint = {}) {
    Issue issue;
    issue.severity = severity;
    issue.code = code;
    issue.itemName = "trace";
    issue.text = std::move(text);
    issue.hint = std::move(hint);
    issues.push_back(std::move(issue));
}

struct NamedUnit {
    std::string_view name;
    double factor;
};

/// The unit at the end of a header ("load [kW]", "power_MW", "P(W)"); factor 0 when it names none.
NamedUnit unitOf(std::string_view header, std::initializer_list<NamedUnit> units) {
    while (!header.empty() && (header.back() == ')' || header.back() == ']' || header.back() == ' ')) header.remove_suffix(1);
    for (const NamedUnit& unit : units) {
        if (!header.ends_with(unit.name)) continue;
        const auto before = header.substr(0, header.size() - unit.name.size());
        if (before.empty() || before.back() == '_' || before.back() == '(' || before.back() == '[' || before.back() == ' ' || before.back() == '/') return unit;
    }
    return {"", 0};
}

struct Sample {
    double time_s, power_W;
};

/// Holds each sample until the next and takes means over even cells.
std::vector<double> laidOnCells(const std::vector<Sample>& samples, double interval_s, double step_s) {
    const double end_s = samples.back().time_s + interval_s, begin_s = samples.front().time_s;
    std::vector<double> cells(std::max<std::size_t>(1, static_cast<std::size_t>(std::floor((end_s - begin_s) / step_s * (1 + 1e-12)))));
    std::size_t k = 0;
    for (std::size_t c = 0; c < cells.size(); ++c) {
        const double from_s = begin_s + static_cast<double>(c) * step_s, to_s = from_s + step_s;
        double at_s = from_s, sum = 0;
        while (true) {
            while (k + 1 < samples.size() && samples[k + 1].time_s <= at_s) ++k;
            const double until_s = k + 1 < samples.size() ? std::min(to_s, samples[k + 1].time_s) : to_s;
            sum += (until_s - at_s) * samples[k].power_W;
            at_s = until_s;
            if (at_s >= to_s) break;
        }
        cells[c] = sum / step_s;
    }
    return cells;
}

}  // namespace

PowerTrace readPowerTrace(std::string_view csv, double step_s) {
    PowerTrace trace;
    const CsvTable table(csv, trace.issues);
    if (hasErrors(trace.issues)) return trace;
    int time = 0, power = 1;
    double timeFactor = 1, powerFactor = 1;
    if (table.hasHeader()) {
        time = table.column({"time", "timestamp", "date", "t", "seconds", "s"});
        power = table.column({"power", "p", "load", "watts", "w", "kw", "mw", "demand", "gpupower"});
        if (time < 0 && power != 0) time = 0;
        if (power < 0 && table.columns() == 2) power = 1 - time;
    }
    if (time < 0 || power < 0 || time == power || table.columns() < 2) {
        tell(trace.issues, Severity::Error, "energy.traceColumns", {TWIN_TR("The trace has no column of time and one of power; its header is: {0}"), {table.hasHeader() ? table.header() : "none"}},
             {TWIN_TR("Write a header such as time_s,power_kW"), {}});
        return trace;
    }
    if (table.hasHeader()) {
        const NamedUnit timeUnit = unitOf(table.name(time), {{"ms", 1e-3}, {"us", 1e-6}, {"min", 60}, {"h", 3600}, {"s", 1}});
        if (timeUnit.factor > 0) timeFactor = timeUnit.factor;
        const NamedUnit powerUnit = unitOf(table.name(power), {{"MW", 1e6}, {"mw", 1e6}, {"kW", 1e3}, {"KW", 1e3}, {"kw", 1e3}, {"GW", 1e9}, {"W", 1}, {"w", 1}, {"watts", 1}, {"Watts", 1}});
        if (powerUnit.factor > 0) powerFactor = powerUnit.factor;
        tell(trace.issues, Severity::Note, "energy.traceUnit",
             {TWIN_TR("Power is read from column '{0}' in {1}"), {std::string(table.name(power)), powerUnit.factor > 0 ? std::string(powerUnit.name) : "W (the header names no unit)"}});
    } else {
        tell(trace.issues, Severity::Note, "energy.traceUnit", {TWIN_TR("The trace has no header: the first column is read as seconds, the second as watts"), {}});
    }

    std::vector<Sample> samples;
    samples.reserve(table.rows());
    BadLines bad(trace.issues, "trace");
    for (std::size_t row = 0; row < table.rows(); ++row) {
        Sample sample{};
        double number = 0;
        const bool timed = table.time(row, time, sample.time_s);
        if (!timed) bad.add(table.line(row), "time", table.cell(row, time));
        const bool powered = table.number(row, power, sample.power_W) && std::abs(sample.power_W * powerFactor) <= 1e13;
        if (!powered) bad.add(table.line(row), "power", table.cell(row, power));
        if (!timed || !powered) continue;
        if (table.number(row, time, number)) sample.time_s *= timeFactor;
        sample.power_W *= powerFactor;
        if (!samples.empty() && sample.time_s <= samples.back().time_s) {
            bad.add(table.line(row), sample.time_s == samples.back().time_s ? "repeated time" : "backward time", table.cell(row, time));
            continue;
        }
        samples.push_back(sample);
    }
    bad.finish();
    if (samples.size() < 2) {
        tell(trace.issues, Severity::Error, "energy.traceShort", {TWIN_TR("The trace holds {0} usable samples; at least two are needed"), {std::to_string(samples.size())}},
             {TWIN_TR("Give a longer trace"), {}});
        return trace;
    }
    if (hasErrors(trace.issues)) return trace;

    std::vector<double> intervals_s(samples.size() - 1);
    for (std::size_t k = 1; k < samples.size(); ++k) intervals_s[k - 1] = samples[k].time_s - samples[k - 1].time_s;
    std::vector<double> sorted = intervals_s;
    std::nth_element(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2), sorted.end());
    const double median_s = sorted[sorted.size() / 2];
    std::size_t uneven = 0, gaps = 0;
    double longest_s = 0;
    for (const double each_s : intervals_s) {
        uneven += std::abs(each_s - median_s) > kEven * median_s;
        gaps += each_s > kGap * median_s;
        longest_s = std::max(longest_s, each_s);
    }
    // Even times: the mean interval is exact where single ones are rounded as written.
    const double interval_s = uneven == 0 ? (samples.back().time_s - samples.front().time_s) / static_cast<double>(samples.size() - 1) : median_s;
    const double cell_s = step_s > 0 ? step_s : interval_s;
    const double cells = (samples.back().time_s - samples.front().time_s + interval_s) / cell_s;
    if (cells > kMostCells || cells < 2) {
        tell(trace.issues, Severity::Error, "energy.traceCells", {TWIN_TR("The trace would take {0} cells of {1} s; 2 to {2} can be worked on"), {fmt::format("{:.0f}", cells), fmt::format("{:.4g}", cell_s), fmt::format("{:.0f}", kMostCells)}},
             {TWIN_TR("Give another step"), {}});
        return trace;
    }
    if (uneven > 0)
        tell(trace.issues, Severity::Note, "energy.traceUneven", {TWIN_TR("{0} of {1} intervals differ from the median of {2} s: each sample is held until the next, means are taken over {3} s"), {std::to_string(uneven), std::to_string(intervals_s.size()), fmt::format("{:.6g}", median_s), fmt::format("{:.6g}", cell_s)}});
    if (gaps > 0)
        tell(trace.issues, Severity::Warning, "energy.traceGaps", {TWIN_TR("{0} gaps, the longest of {1} s: the last value is held, ramps and spectrum across them are not measured"), {std::to_string(gaps), fmt::format("{:.4g}", longest_s)}},
             {TWIN_TR("Cut the trace at its gaps"), {}});

    trace.series.step_s = cell_s;
    trace.series.source = fmt::format("measured trace, {} samples", samples.size());
    if (uneven == 0 && std::abs(cell_s - interval_s) <= 1e-12 * interval_s) {
        trace.series.power_W.reserve(samples.size());
        for (const Sample& sample : samples) trace.series.power_W.push_back(sample.power_W);
    } else {
        trace.series.power_W = laidOnCells(samples, interval_s, cell_s);
    }
    return trace;
}

}  // namespace twin::energy
