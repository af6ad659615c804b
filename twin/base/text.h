// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

/// Marks a string of the engine for translation; lupdate reads it as QT_TRANSLATE_NOOP("twin", text).
#define TWIN_TR(text) text

namespace twin {

/// A sentence for people: a marked English pattern ("Feed {0} at {1} % …") and its arguments.
/// The window translates the pattern, then fills it; the command line fills the English one.
struct Text {
    const char* pattern = "";  ///< marked with TWIN_TR; static storage
    std::vector<std::string> arguments;
    bool empty() const { return *pattern == 0; }
};

/// The pattern with {0}, {1} … replaced; an index without argument stays as written.
std::string fill(std::string_view pattern, const std::vector<std::string>& arguments);

inline std::string english(const Text& text) { return fill(text.pattern, text.arguments); }

}  // namespace twin
