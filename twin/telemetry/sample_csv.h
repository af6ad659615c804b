// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/issue.h"
#include "twin/telemetry/point.h"

#include <optional>

namespace twin::telemetry {

/// "2026-03-01T12:30:05.250Z"
std::string timeText(Time_ms time_ms);
/// Reads what timeText wrote, also with a blank for T, without seconds or fraction, with an offset (+08:00; none = UTC),
/// and plain numbers: milliseconds since 1970, or seconds when below 10¹¹.
std::optional<Time_ms> timeFromText(std::string_view text);

const char* keyOf(Quality quality);  ///< "good", "uncertain", "bad", "no_value"

/// CSV: time,point,value,unit,quality. The head line, then a line a sample; no value is an empty cell.
std::string samplesCsvHead();
void appendSamplesCsv(std::string& out, std::string_view point, Unit unit, std::span<const Sample> samples);

struct ReadSamples {
    std::vector<RawSample> samples;  ///< the lines that could be read, in file order
    Issues issues;                   ///< every problem, with its line
};
/// Columns are found by their heads, in any order; time, point and value are needed.
ReadSamples readSamplesCsv(std::string_view text);

}  // namespace twin::telemetry
