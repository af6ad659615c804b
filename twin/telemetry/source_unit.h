// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/units.h"

#include <optional>
#include <string_view>

namespace twin::telemetry {

/// A unit of a source as a straight line: SI = factor · value + offset.
struct LinearUnit {
    double factor = 1;
    double offset = 0;
    bool operator==(const LinearUnit&) const = default;
};

/// Reads the unit a source states ("degF", "gpm", "psig", "%", "l/min") for what is measured. An empty text is SI: the
/// unit of the quantity's key (°C, W, m³/s, Pa, a fraction of one). Gauge pressures count from ambient, as all
/// pressures of the twin do. Nothing when the unit is unknown or does not fit.
std::optional<LinearUnit> sourceUnit(std::string_view symbol, Unit what);

/// The SI unit as sourceUnit reads it back: "°C", "W"; empty where there is none.
const char* siSymbol(Unit what);

}  // namespace twin::telemetry
