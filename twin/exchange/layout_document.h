// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/model/project.h"

#include <optional>
#include <string>
#include <string_view>

namespace twin {

inline constexpr const char* kLayoutFormat = "plenum-layout/1";              ///< every variant whole
inline constexpr const char* kLayoutDifferenceFormat = "plenum-layout/1.1";  ///< some variants as the difference to their parent

/// The project as a layout document: UTF-8 JSON, one type, item and connection a line, in table order, members at
/// their defaults left out. A variant whose parent comes before it is written as its difference to the parent as it is
/// in this document, where that is shorter. The same project gives the same bytes; numbers read back as the same doubles.
std::string writeLayout(const Project& project);

struct LayoutResult {
    std::optional<Project> project;  ///< none when the issues hold an error
    Issues issues;                   ///< everything that is wrong, with its place in the document
};

/// Reads a layout document of either format. Never throws for what the text holds: every problem is listed at once, with the path in
/// the document, the item, the value, what is allowed and what to do. Values outside a parameter's range are warnings
/// and are read; broken structure (ids, references, types of values, containment cycles) is an error.
/// Limits: 64 MiB, 32 levels, 2 million items. Cost O(text).
LayoutResult readLayout(std::string_view text, const std::string& sourceName);

}  // namespace twin
