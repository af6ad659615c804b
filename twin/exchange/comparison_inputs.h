// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/issue.h"
#include "twin/frame/comparison.h"

#include <string>
#include <string_view>

namespace twin {

/// Key of the project's attachment that keeps what the user states for comparisons.
inline constexpr const char* kComparisonInputsKey = "comparison";

/// As JSON; empty text for the defaults.
std::string writeComparisonInputs(const ComparisonInputs& inputs);

struct ReadComparisonInputs {
    ComparisonInputs inputs;  ///< what could be read; the rest has its default
    Issues issues;
};
/// An empty text gives the defaults.
ReadComparisonInputs readComparisonInputs(std::string_view text);

}  // namespace twin
