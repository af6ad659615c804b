// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/issue.h"

#include <string>

namespace twin::spcf {

/// The range one input may have: outside the hard limits nothing is computed, outside the usual ones a warning is
/// given.
struct InputRange {
    const char* key;    ///< "beta"; part of the issue's code
    const char* label;  ///< TWIN_TR
    double hardLow;
    bool lowIncluded;
    double hardHigh;  ///< included
    double usualLow;
    double usualHigh;
    double scale;      ///< SI value divided by this is the printed one
    const char* unit;  ///< of the printed value; may be empty
    const char* hint;  ///< TWIN_TR
};

/// Six significant digits, no trailing zeros.
std::string number(double value);

/// An SI value as people read it: number(value / scale) and the unit.
std::string quantity(double value, double scale, const char* unit);

/// Adds at most one issue (Error outside the hard limits or not finite, Warning outside the usual ones).
/// Returns whether the value may be computed with.
bool checkInput(double value, const InputRange& range, Issues& issues);

}  // namespace twin::spcf
