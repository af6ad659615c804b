// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/frame/comparison.h"

#include <string>

namespace twin {

inline constexpr const char* kComparisonFormat = "plenum-comparison/1";

/// A comparison as JSON: subjects, inputs, every row with values, differences and derivations, bases, layout
/// differences with counts by kind. SI; a value that has no number is left out and has a reason. One row a line.
std::string writeComparison(const Comparison& comparison);

/// JSON Schema (2020-12) of it; resources/schema/plenum-comparison-1.schema.json is a copy, a test keeps them equal.
std::string comparisonSchema();

}  // namespace twin
