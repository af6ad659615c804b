// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/telemetry/binding.h"

#include <map>
#include <optional>
#include <regex>

namespace twin::telemetry {

using Captures = std::map<std::string, std::string, std::less<>>;

/// One pattern of the binding, ready to be tried on names.
class NameRule {
  public:
    /// Errors  twin::Error "binding.badPattern" when the text is no pattern.
    NameRule(Match match, const std::string& text);
    /// What the words of the pattern took; nothing when the name does not fit. Names over 512 characters never do.
    std::optional<Captures> match(const std::string& name) const;

  private:
    std::regex m_regex;
    std::vector<std::string> m_words;  // of the groups, in order; empty: numbered
};

/// Puts captures into a template; nothing (and the word) when one is missing.
std::optional<std::string> filled(const std::string& text, const Captures& captures, std::string& missing);

}  // namespace twin::telemetry
