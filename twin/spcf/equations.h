// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/issue.h"

#include <optional>
#include <string>
#include <vector>

namespace twin::spcf {

enum class Sparsity { NotStated, Dense, Sparse };

/// What a number of FLOPS counts: without it two figures cannot be compared.
struct ComputeBasis {
    std::string precision;  ///< "FP16", "FP8", …; empty = not stated
    Sparsity sparsity = Sparsity::NotStated;
    bool stated() const { return !precision.empty() && sparsity != Sparsity::NotStated; }
};

/// What equations (2) to (4) are filled with. IT power is given, or follows from compute and computing efficiency.
struct Inputs {
    std::optional<double> compute_FLOPS;       ///< F
    std::optional<double> efficiency_FLOPS_W;  ///< CE
    std::optional<double> it_W;                ///< wins over F / CE when both are there; a difference is a note
    ComputeBasis basis;
    double beta = 1.2;    ///< cooling redundancy
    double gcop = 3;      ///< *rated* COP of the cooling system; not an operating COP
    double alpha = 1.85;  ///< distribution redundancy
    double eta = 0.95;    ///< efficiency of distribution
    double other_W = 0;   ///< other loads of the building
};

/// One equation with its numbers, for printing; the published value of a case stands beside it.
struct Step {
    int equation = 0;  ///< number in the paper: 2, 3 or 4
    Text formula;      ///< with symbols
    Text filled;       ///< with numbers
    double value_W = 0;
    std::optional<double> published_W;
    Text remark;  ///< empty, or what to know about the two values
};

/// Installed, rated powers. No PUE follows from them: α and β are inside, and GCOP is a rating.
struct Result {
    bool valid = false;  ///< false: an input was refused (see issues), the numbers are 0
    double it_W = 0;
    double cooling_W = 0;                             ///< C
    double power_W = 0;                               ///< P
    std::optional<double> impliedEfficiency_FLOPS_W;  ///< F / IT where both are known
    std::vector<Step> steps;
    Issues issues;
};

/// Equations (2) to (4), forwards.
///
/// Needs   it_W, or compute_FLOPS and efficiency_FLOPS_W; the ranges that issues() names.
/// Errors  none thrown: all problems are in Result::issues at once.
/// Cost    a few operations and strings.  Thread-safe: yes (no state).
/// Source  Liu H. et al., doi 10.11959/j.issn.1000-0801.2026046, eq. (2)–(4).  Checked: tests/validation/spcf.
Result forward(const Inputs& inputs);

/// All problems of the inputs: errors refuse the computation, warnings and notes do not.
Issues check(const Inputs& inputs);

enum class Unknown { It, Compute, ComputeEfficiency, Beta, Gcop, Alpha, Eta, Other };

/// The results an inverse starts from. Each unknown says which one it needs; two that both fix it are refused.
struct Targets {
    std::optional<double> it_W;
    std::optional<double> cooling_W;
    std::optional<double> power_W;
};

struct Solution {
    bool valid = false;
    double value = 0;  ///< SI: W, FLOPS, FLOPS/W, or a ratio
    const char* unit = "";
    Text filled;  ///< the inverted equation with its numbers
    Issues issues;
};

/// Equations (2) to (4), backwards: the one input that gives the target, all others as in `inputs`.
///
/// It                 from power_W or cooling_W
/// Compute            from it_W, power_W or cooling_W, with efficiency_FLOPS_W
/// ComputeEfficiency  from it_W, power_W or cooling_W, with compute_FLOPS
/// Gcop, Beta         from cooling_W or power_W
/// Alpha, Eta, Other  from power_W
///
/// Needs   exactly one of the targets named; the field of `inputs` that is the unknown is not read.
/// Errors  none thrown; a target that no allowed value reaches (P too small for the IT it has to feed) is an issue.
/// Limits  Gcop, Beta and Other from P subtract IT from η·P/α: their relative error is that of P times P over the part.
/// Cost    as forward().  Thread-safe: yes.
Solution solveFor(Unknown unknown, const Inputs& inputs, const Targets& targets);

}  // namespace twin::spcf
