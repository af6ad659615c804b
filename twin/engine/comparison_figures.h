// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/engine/comparison.h"
#include "twin/engine/comparison_limits.h"
#include "twin/engine/site_figures.h"

namespace twin::engine {

/// What the rows of one subject are made from; each number is found once.
struct SubjectFigures {
    const Frame* frame = nullptr;
    const ComparisonInputs* inputs = nullptr;
    Supportable limits;
    StatedCompute installed;  ///< all racks at the precision of the comparison
    StatedCompute powered;    ///< of them those that draw power
    StatedCompute within;     ///< of them those within every limit
    double it_W = 0;          ///< operating
    double facility_W = 0;    ///< at the point of connection, other loads included
    double installedIt_W = 0;
    double area_m2 = 0;
    double tokens_s = std::numeric_limits<double>::quiet_NaN();
    std::size_t racksWithTokens = 0, racksWithoutTokens = 0;

    SubjectFigures(const Frame& frame, const ComparisonInputs& inputs);
};

/// One row of the table.
struct FigureSpec {
    const char* key;
    const char* label;  ///< TWIN_TR
    Unit unit;
    const char* symbol;
    double scale;
    int decimals;
    int direction;    ///< +1 more is better, −1 less is better, 0 neither
    bool extensive;   ///< grows with the compute
    bool operation;   ///< depends on the conditions
    bool compute;     ///< counts FLOPS
    ComparisonValue (*value)(const SubjectFigures&);
};
const std::vector<FigureSpec>& comparisonFigures();

/// "FP16, Dense"; empty when nothing is stated or it does not add.
std::string basisOf(const Frame& frame, const StatedCompute& compute);

/// What the figures rest on, subject by subject.
std::vector<ComparisonBasis> comparisonBases(const std::vector<ComparisonSubject>& subjects, const std::vector<SubjectFigures>& figures, const ComparisonInputs& inputs);

}  // namespace twin::engine
