// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/issue.h"

#include <vector>

namespace twin::spcf {

/// One number the model rests on: never shown without its range and where it comes from.
///
/// Shapes  low ≤ value ≤ high, all in `unit`.  Source is a reference, or "assumption" where nobody measured it;
///         `basis` says what an assumption was set on.
struct Coefficient {
    const char* key = "";    ///< stable: "spcf.beta"
    const char* label = "";  ///< TWIN_TR
    double value = 0;
    double low = 0;
    double high = 0;
    const char* unit = "";
    const char* source = "";  ///< a reference, or "assumption"
    const char* basis = "";   ///< TWIN_TR: what the value and its range were taken from

    bool assumed() const;
};

/// The redundancies and efficiencies of equations (3) and (4): β, GCOP, α, η, other loads, computing efficiency.
/// Source  Liu H. et al., doi 10.11959/j.issn.1000-0801.2026046, §3.1 and §3.3.
const std::vector<Coefficient>& equationCoefficients();

/// Every coefficient of the model, those of the area included: what the help page and the settings list.
std::vector<Coefficient> allCoefficients();

/// What is wrong with a coefficient a user has edited: not finite, negative, or outside its own low and high.
void checkCoefficient(const Coefficient& coefficient, Issues& issues);

}  // namespace twin::spcf
