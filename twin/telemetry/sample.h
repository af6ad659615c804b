// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace twin::telemetry {

/// Milliseconds since 1970-01-01 UTC; always the time of the source, never of arrival, when the source states one.
using Time_ms = std::int64_t;

/// How far a value may be trusted. A sentinel (NaN, 0xFFFF, 9.2e18, −999) is NoValue and its number is not kept.
enum class Quality : unsigned char { Good, Uncertain, Bad, NoValue };

/// What a source hands over: the name it knows, the number as it came and the unit it came in ("degF", "gpm"; empty =
/// as bound). Naming, units and sentinels are settled once, by the binding, not by each source.
struct RawSample {
    std::string point;  ///< the source's own name: a topic, a metric with labels, a column of a node
    Time_ms time_ms = 0;
    double value = 0;
    std::string unit;
    Quality quality = Quality::Good;
};

/// One value of a bound point, SI.
struct Sample {
    Time_ms time_ms = 0;
    double value = 0;  ///< NaN when the quality is NoValue
    Quality quality = Quality::Good;
    bool operator==(const Sample&) const = default;
};

}  // namespace twin::telemetry
