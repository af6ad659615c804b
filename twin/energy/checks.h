// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/issue.h"

#include <limits>
#include <string>

namespace twin::energy {

inline constexpr double kUnlimited = std::numeric_limits<double>::infinity();

/// Collects what is wrong with the inputs of one thing, all at once.
class Checks {
  public:
    Checks(Issues& issues, std::string item) : m_issues(issues), m_item(std::move(item)) {}
    /// value must be a number within [low, high]; the bounds may be ±infinity.
    void within(const char* quantity, double value, double low, double high);
    void above(const char* quantity, double value, double bound);  ///< value > bound
    void refuse(const char* code, Text text, Text hint);

  private:
    Issues& m_issues;
    std::string m_item;
};

}  // namespace twin::energy
