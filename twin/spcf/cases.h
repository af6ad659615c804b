// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/spcf/equations.h"
#include "twin/spcf/space.h"

#include <optional>
#include <vector>

namespace twin::spcf {

/// One of the three cases of the paper, as published (it rounds: "about"), and what it leaves open.
struct PublishedCase {
    char name = 0;           ///< 'A', 'B', 'C'
    const char* title = "";  ///< TWIN_TR
    const char* built = "";  ///< TWIN_TR: what was built
    Inputs inputs;           ///< IT as given; CE only where the paper states it
    double it_W = 0;
    double cooling_W = 0;
    double power_W = 0;
    double area_m2 = 0;
    std::optional<double> annualPue;  ///< stated for B only; measured there over a year, not derivable from (3)
    SpaceInputs space;                ///< C and P as computed; what is not published is in spaceAssumptions
    std::vector<Text> spaceAssumptions;
    std::vector<Text> notes;  ///< gaps and contradictions of the paper
    const char* source = "";
};

/// 'A', 'B' or 'C'; nothing for another letter.
std::optional<PublishedCase> publishedCase(char name);

/// Equations (3) and (4) on a case, the published values beside the computed ones.
struct CaseResult {
    Result result;
    SpaceResult space;
    double impliedOther_W = 0;  ///< η·P_published/α − IT − C; may be negative: then the gap is rounding
};

CaseResult recompute(const PublishedCase& published);

}  // namespace twin::spcf
