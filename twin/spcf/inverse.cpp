// SPDX-License-Identifier: GPL-3.0-or-later
// The inverses of equations (2) to (4); their derivation stands at the head of equations.cpp.
#include "twin/spcf/equations.h"
#include "twin/spcf/input_ranges.h"
#include "twin/spcf/number_check.h"

#include <initializer_list>

namespace twin::spcf {
namespace {

constexpr double kKilo = 1e3;
constexpr double kGiga = 1e9;
constexpr double kPeta = 1e15;

std::string kW(double power_W) {
    return number(power_W / kKilo);
}

void addError(Issues& issues, const char* code, const char* text, std::vector<std::string> arguments,
              const char* hint) {
    Issue issue;
    issue.severity = Severity::Error;
    issue.code = code;
    issue.text = {text, std::move(arguments)};
    issue.hint = {hint, {}};
    issues.push_back(std::move(issue));
}

/// One inverse being worked out: inputs and targets read, problems collected.
class Inverse {
  public:
    Inverse(Unknown unknown, const Inputs& inputs, const Targets& targets)
        : m_unknown(unknown), m_in(inputs), m_to(targets) {}

    Solution run() {
        checkCoefficients();
        checkTargets();
        if (hasErrors(m_out.issues)) return m_out;
        switch (m_unknown) {
            case Unknown::It:
                solveIt();
                break;
            case Unknown::Compute:
                solveCompute();
                break;
            case Unknown::ComputeEfficiency:
                solveEfficiency();
                break;
            case Unknown::Beta:
                solveBeta();
                break;
            case Unknown::Gcop:
                solveGcop();
                break;
            case Unknown::Alpha:
                solveAlpha();
                break;
            case Unknown::Eta:
                solveEta();
                break;
            case Unknown::Other:
                solveOther();
                break;
        }
        m_out.valid = !hasErrors(m_out.issues);
        if (!m_out.valid) m_out.value = 0;
        return m_out;
    }

  private:
    bool is(std::initializer_list<Unknown> list) const {
        for (Unknown unknown : list)
            if (unknown == m_unknown) return true;
        return false;
    }

    /// IT is an input for these unknowns and what is looked for (or the way to it) for the others.
    bool itIsInput() const { return is({Unknown::Beta, Unknown::Gcop, Unknown::Alpha, Unknown::Eta, Unknown::Other}); }

    void checkCoefficients() {
        Issues& issues = m_out.issues;
        if (!is({Unknown::Beta})) checkInput(m_in.beta, kBetaRange, issues);
        if (!is({Unknown::Gcop})) checkInput(m_in.gcop, kGcopRange, issues);
        if (!is({Unknown::Alpha})) checkInput(m_in.alpha, kAlphaRange, issues);
        if (!is({Unknown::Eta})) checkInput(m_in.eta, kEtaRange, issues);
        if (!is({Unknown::Other})) checkInput(m_in.other_W, kOtherRange, issues);
        if (itIsInput()) checkItInput();
        if (is({Unknown::Compute})) {
            if (m_in.efficiency_FLOPS_W)
                checkInput(*m_in.efficiency_FLOPS_W, kEfficiencyRange, issues);
            else
                addError(issues, "spcf.efficiencyMissing",
                         TWIN_TR("Compute follows from IT power only with a computing efficiency."), {},
                         TWIN_TR("Give the computing efficiency of the servers."));
        }
        if (is({Unknown::ComputeEfficiency})) {
            if (m_in.compute_FLOPS)
                checkInput(*m_in.compute_FLOPS, kComputeRange, issues);
            else
                addError(issues, "spcf.computeMissing",
                         TWIN_TR("Computing efficiency follows from IT power only with a compute."), {},
                         TWIN_TR("Give the compute."));
        }
    }

    void checkItInput() {
        Issues& issues = m_out.issues;
        if (m_in.it_W) {
            if (checkInput(*m_in.it_W, kItRange, issues)) m_it_W = *m_in.it_W;
        } else if (m_in.compute_FLOPS && m_in.efficiency_FLOPS_W) {
            const bool compute = checkInput(*m_in.compute_FLOPS, kComputeRange, issues);
            const bool efficiency = checkInput(*m_in.efficiency_FLOPS_W, kEfficiencyRange, issues);
            if (compute && efficiency) {
                const double it_W = *m_in.compute_FLOPS / *m_in.efficiency_FLOPS_W;
                if (checkInput(it_W, kItRange, issues)) m_it_W = it_W;
            }
        } else {
            addError(issues, "spcf.itMissing", TWIN_TR("IT power is not given and cannot be computed."), {},
                     TWIN_TR("Give IT power, or compute and computing efficiency."));
        }
    }

    void checkTargets() {
        Issues& issues = m_out.issues;
        const bool takesIt = is({Unknown::Compute, Unknown::ComputeEfficiency});
        const bool takesCooling = !is({Unknown::Alpha, Unknown::Eta, Unknown::Other});
        int given = 0;
        if (takesIt && m_to.it_W) {
            ++given;
            if (checkInput(*m_to.it_W, kItRange, issues)) m_targetIt = true;
        }
        if (takesCooling && m_to.cooling_W) {
            ++given;
            if (checkInput(*m_to.cooling_W, kCoolingRange, issues)) m_targetCooling = true;
        }
        if (m_to.power_W) {
            ++given;
            checkInput(*m_to.power_W, kPowerRange, issues);
        }
        if (given == 1) return;
        const char* choices = takesIt ? "IT, C, P" : takesCooling ? "C, P" : "P";
        if (given == 0)
            addError(issues, "spcf.targetMissing",
                     TWIN_TR("No known result to start from; this unknown needs one of: {0}."), {choices},
                     TWIN_TR("Give the result that is known."));
        else
            addError(issues, "spcf.targetsConflict",
                     TWIN_TR("More results are given than the unknown can satisfy; give one of: {0}."), {choices},
                     TWIN_TR("Keep the result you trust most."));
    }

    /// η·P/α: what the power system really feeds.
    double fed_W() const { return m_in.eta * *m_to.power_W / m_in.alpha; }

    void tooSmall(double part_W) {
        addError(m_out.issues, "spcf.powerTooSmall",
                 TWIN_TR("A capacity of {0} kW feeds {1} kW; that leaves {2} kW for what is looked for."),
                 {kW(*m_to.power_W), kW(fed_W()), kW(part_W)},
                 TWIN_TR("Raise the capacity, or lower the IT power or the other loads."));
    }

    /// IT from the target, 0 when none is reachable.
    double itFromTarget_W() {
        if (m_targetIt) return *m_to.it_W;
        if (m_targetCooling) return *m_to.cooling_W * m_in.gcop / m_in.beta;
        const double rest_W = fed_W() - m_in.other_W;
        if (!(rest_W > 0)) {
            tooSmall(rest_W);
            return 0;
        }
        return rest_W / (1 + m_in.beta / m_in.gcop);
    }

    /// C from the target, 0 when none is reachable.
    double coolingFromTarget_W() {
        if (m_targetCooling) return *m_to.cooling_W;
        const double rest_W = fed_W() - m_it_W - m_in.other_W;
        if (!(rest_W > 0)) {
            tooSmall(rest_W);
            return 0;
        }
        return rest_W;
    }

    double cooling_W() const { return m_in.beta * m_it_W / m_in.gcop; }

    void give(double value, const InputRange& range, Text filled) {
        m_out.value = value;
        m_out.unit = range.unit;
        m_out.filled = std::move(filled);
        checkInput(value, range, m_out.issues);
    }

    void solveIt() {
        const double it_W = itFromTarget_W();
        if (hasErrors(m_out.issues)) return;
        if (m_targetCooling)
            give(it_W, kItRange,
                 {TWIN_TR("IT = C · GCOP / β = {0} kW · {1} / {2} = {3} kW"),
                  {kW(*m_to.cooling_W), number(m_in.gcop), number(m_in.beta), kW(it_W)}});
        else
            give(it_W, kItRange,
                 {TWIN_TR("IT = (η · P / α − other) / (1 + β / GCOP) = ({0} · {1} kW / {2} − {3} kW) / (1 + {4} / {5}) "
                          "= {6} kW"),
                  {number(m_in.eta), kW(*m_to.power_W), number(m_in.alpha), kW(m_in.other_W), number(m_in.beta),
                   number(m_in.gcop), kW(it_W)}});
    }

    void solveCompute() {
        const double it_W = itFromTarget_W();
        if (hasErrors(m_out.issues)) return;
        const double compute_FLOPS = it_W * *m_in.efficiency_FLOPS_W;
        give(compute_FLOPS, kComputeRange,
             {TWIN_TR("F = IT · CE = {0} kW · {1} GFLOPS/W = {2} PFLOPS"),
              {kW(it_W), number(*m_in.efficiency_FLOPS_W / kGiga), number(compute_FLOPS / kPeta)}});
    }

    void solveEfficiency() {
        const double it_W = itFromTarget_W();
        if (hasErrors(m_out.issues)) return;
        const double efficiency_FLOPS_W = *m_in.compute_FLOPS / it_W;
        give(efficiency_FLOPS_W, kEfficiencyRange,
             {TWIN_TR("CE = F / IT = {0} PFLOPS / {1} kW = {2} GFLOPS/W"),
              {number(*m_in.compute_FLOPS / kPeta), kW(it_W), number(efficiency_FLOPS_W / kGiga)}});
    }

    void solveBeta() {
        const double c_W = coolingFromTarget_W();
        if (hasErrors(m_out.issues)) return;
        const double beta = c_W * m_in.gcop / m_it_W;
        give(beta, kBetaRange,
             {TWIN_TR("β = C · GCOP / IT = {0} kW · {1} / {2} kW = {3}"),
              {kW(c_W), number(m_in.gcop), kW(m_it_W), number(beta)}});
    }

    void solveGcop() {
        const double c_W = coolingFromTarget_W();
        if (hasErrors(m_out.issues)) return;
        const double gcop = m_in.beta * m_it_W / c_W;
        give(gcop, kGcopRange,
             {TWIN_TR("GCOP = β · IT / C = {0} · {1} kW / {2} kW = {3}"),
              {number(m_in.beta), kW(m_it_W), kW(c_W), number(gcop)}});
    }

    void solveAlpha() {
        const double load_W = m_it_W + cooling_W() + m_in.other_W;
        const double alpha = m_in.eta * *m_to.power_W / load_W;
        give(alpha, kAlphaRange,
             {TWIN_TR("α = η · P / (IT + C + other) = {0} · {1} kW / {2} kW = {3}"),
              {number(m_in.eta), kW(*m_to.power_W), kW(load_W), number(alpha)}});
    }

    void solveEta() {
        const double load_W = m_it_W + cooling_W() + m_in.other_W;
        const double eta = m_in.alpha * load_W / *m_to.power_W;
        give(eta, kEtaRange,
             {TWIN_TR("η = α · (IT + C + other) / P = {0} · {1} kW / {2} kW = {3}"),
              {number(m_in.alpha), kW(load_W), kW(*m_to.power_W), number(eta)}});
    }

    void solveOther() {
        const double other_W = fed_W() - m_it_W - cooling_W();
        give(other_W, kOtherRange,
             {TWIN_TR("other = η · P / α − IT − C = {0} · {1} kW / {2} − {3} kW − {4} kW = {5} kW"),
              {number(m_in.eta), kW(*m_to.power_W), number(m_in.alpha), kW(m_it_W), kW(cooling_W()), kW(other_W)}});
    }

    Unknown m_unknown;
    const Inputs& m_in;
    const Targets& m_to;
    Solution m_out;
    double m_it_W = 0;
    bool m_targetIt = false;
    bool m_targetCooling = false;
};

}  // namespace

Solution solveFor(Unknown unknown, const Inputs& inputs, const Targets& targets) {
    return Inverse(unknown, inputs, targets).run();
}

}  // namespace twin::spcf
