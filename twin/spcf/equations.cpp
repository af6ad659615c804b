// SPDX-License-Identifier: GPL-3.0-or-later
// SPCF, equations (2) to (4) of Liu H. et al., doi 10.11959/j.issn.1000-0801.2026046, §3.1:
//
//   (1)  S  = f(F, P, C)                    building area; no closed form in the paper, see space.cpp
//   (2)  IT = F / CE                        IT power from compute F [FLOPS] and computing efficiency CE [FLOPS/W]
//   (3)  C  = β · IT / GCOP                 power of all cooling equipment
//   (4)  P  = α · (IT + C + other) / η      capacity of the power system
//
// The sentence below the formulas in the paper has the captions of (3) and (4) swapped: it calls (3) the electrical
// and (4) the cooling capacity. The formulas and the units given with them are right; we follow the formulas.
//
// C and P are installed, rated powers: the redundancies are inside and GCOP is a rating. (IT + C) / IT is therefore
// not a PUE, and nothing here computes one.
//
// Inverses. With C from (3) in (4):  η·P/α = IT·(1 + β/GCOP) + other, so
//   IT    = (η·P/α − other) / (1 + β/GCOP)        or  C·GCOP/β
//   C     = η·P/α − IT − other,   GCOP = β·IT/C,   β = C·GCOP/IT
//   α     = η·P / (IT + C + other),   η = α·(IT + C + other) / P,   other = η·P/α − IT − C
//   F     = IT·CE,   CE = F/IT
#include "twin/spcf/equations.h"

#include "twin/spcf/input_ranges.h"
#include "twin/spcf/number_check.h"

#include <cmath>

namespace twin::spcf {
namespace {

constexpr double kKilo = 1e3;
constexpr double kGiga = 1e9;
constexpr double kPeta = 1e15;
constexpr double kItAgreement = 0.01;  // relative; the cases round IT to two digits

void addIssue(Issues& issues, Severity severity, const char* code, Text text, Text hint) {
    Issue issue;
    issue.severity = severity;
    issue.code = code;
    issue.text = std::move(text);
    issue.hint = std::move(hint);
    issues.push_back(std::move(issue));
}

/// IT from (2) or as given; nothing when neither is there or allowed.
std::optional<double> itOf(const Inputs& inputs) {
    if (inputs.it_W) return inputs.it_W;
    if (inputs.compute_FLOPS && inputs.efficiency_FLOPS_W) return *inputs.compute_FLOPS / *inputs.efficiency_FLOPS_W;
    return std::nullopt;
}

void checkIt(const Inputs& inputs, Issues& issues) {
    bool computeFine = true;
    if (inputs.compute_FLOPS) computeFine = checkInput(*inputs.compute_FLOPS, kComputeRange, issues);
    if (inputs.efficiency_FLOPS_W) computeFine &= checkInput(*inputs.efficiency_FLOPS_W, kEfficiencyRange, issues);
    const bool both = inputs.compute_FLOPS && inputs.efficiency_FLOPS_W;
    if (!inputs.it_W) {
        if (!both)
            addIssue(issues, Severity::Error, "spcf.itMissing",
                     {TWIN_TR("IT power is not given and cannot be computed."), {}},
                     {TWIN_TR("Give IT power, or compute and computing efficiency."), {}});
        else if (computeFine)
            checkInput(*inputs.compute_FLOPS / *inputs.efficiency_FLOPS_W, kItRange, issues);
    } else if (checkInput(*inputs.it_W, kItRange, issues) && both && computeFine) {
        const double computed_W = *inputs.compute_FLOPS / *inputs.efficiency_FLOPS_W;
        if (std::abs(computed_W - *inputs.it_W) > kItAgreement * *inputs.it_W)
            addIssue(issues, Severity::Note, "spcf.itDiffers",
                     {TWIN_TR("IT power is given as {0} kW; compute over computing efficiency gives {1} kW. "
                              "The given one is used."),
                      {number(*inputs.it_W / kKilo), number(computed_W / kKilo)}},
                     {TWIN_TR("Remove one of the three values."), {}});
    }
    if (inputs.compute_FLOPS && !inputs.basis.stated())
        addIssue(issues, Severity::Note, "spcf.basisMissing",
                 {TWIN_TR("The compute is given without precision and sparsity."), {}},
                 {TWIN_TR("State both, or do not compare it with other figures."), {}});
}

std::string kW(double power_W) {
    return number(power_W / kKilo);
}

void stepIt(const Inputs& inputs, Result& result) {
    Step step;
    step.equation = 2;
    step.value_W = result.it_W;
    step.formula = {TWIN_TR("IT = F / CE"), {}};
    if (inputs.it_W)
        step.filled = {TWIN_TR("IT = {0} kW, as given"), {kW(result.it_W)}};
    else
        step.filled = {
            TWIN_TR("IT = {0} PFLOPS / {1} GFLOPS/W = {2} kW"),
            {number(*inputs.compute_FLOPS / kPeta), number(*inputs.efficiency_FLOPS_W / kGiga), kW(result.it_W)}};
    if (inputs.it_W && result.impliedEfficiency_FLOPS_W)
        step.remark = {TWIN_TR("With {0} PFLOPS this is {1} GFLOPS/W."),
                       {number(*inputs.compute_FLOPS / kPeta), number(*result.impliedEfficiency_FLOPS_W / kGiga)}};
    result.steps.push_back(std::move(step));
}

}  // namespace

Issues check(const Inputs& inputs) {
    Issues issues;
    checkIt(inputs, issues);
    checkInput(inputs.beta, kBetaRange, issues);
    checkInput(inputs.gcop, kGcopRange, issues);
    checkInput(inputs.alpha, kAlphaRange, issues);
    checkInput(inputs.eta, kEtaRange, issues);
    checkInput(inputs.other_W, kOtherRange, issues);
    return issues;
}

Result forward(const Inputs& inputs) {
    Result result;
    result.issues = check(inputs);
    if (hasErrors(result.issues)) return result;
    result.valid = true;
    result.it_W = *itOf(inputs);
    if (inputs.compute_FLOPS) result.impliedEfficiency_FLOPS_W = *inputs.compute_FLOPS / result.it_W;
    result.cooling_W = inputs.beta * result.it_W / inputs.gcop;
    result.power_W = inputs.alpha * (result.it_W + result.cooling_W + inputs.other_W) / inputs.eta;

    stepIt(inputs, result);
    Step cooling;
    cooling.equation = 3;
    cooling.value_W = result.cooling_W;
    cooling.formula = {TWIN_TR("C = β · IT / GCOP"), {}};
    cooling.filled = {TWIN_TR("C = {0} · {1} kW / {2} = {3} kW"),
                      {number(inputs.beta), kW(result.it_W), number(inputs.gcop), kW(result.cooling_W)}};
    cooling.remark = {TWIN_TR("Installed, with redundancy, at rated efficiency: not what the plant draws."), {}};
    result.steps.push_back(std::move(cooling));
    Step power;
    power.equation = 4;
    power.value_W = result.power_W;
    power.formula = {TWIN_TR("P = α · (IT + C + other) / η"), {}};
    power.filled = {TWIN_TR("P = {0} · ({1} + {2} + {3}) kW / {4} = {5} kW"),
                    {number(inputs.alpha), kW(result.it_W), kW(result.cooling_W), kW(inputs.other_W),
                     number(inputs.eta), kW(result.power_W)}};
    power.remark = {TWIN_TR("Capacity to install, not consumption: no PUE follows from it."), {}};
    result.steps.push_back(std::move(power));
    return result;
}

}  // namespace twin::spcf
