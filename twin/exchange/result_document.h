// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/frame/frame.h"

#include <string>

namespace twin {

inline constexpr const char* kResultFormat = "plenum-result/1";

/// A solution as JSON: reports, key figures, balances, every object's quantities (SI, keys of the quantity table),
/// extent and mean of the air fields, issues, conditions. Missing values are left out. One object a line.
/// The time that the solve took is left out, so that the same site gives the same bytes.
std::string writeResult(const Frame& frame, const std::string& variantName);

/// JSON Schema (2020-12) of it; resources/schema/plenum-result-1.schema.json is a copy, a test keeps them equal.
std::string resultSchema();

}  // namespace twin
