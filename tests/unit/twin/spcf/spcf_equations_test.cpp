// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "twin/spcf/coefficient.h"
#include "twin/spcf/equations.h"

#include <cmath>
#include <limits>
#include <random>
#include <set>

using namespace twin::spcf;

namespace {

Inputs plainInputs() {
    Inputs in;
    in.it_W = 1000e3;
    return in;
}

double apart(double a, double b, double scale) {
    return std::abs(a - b) / std::abs(scale);
}

std::set<std::string> codes(const twin::Issues& issues, twin::Severity severity) {
    std::set<std::string> out;
    for (const twin::Issue& issue : issues)
        if (issue.severity == severity) out.insert(issue.code);
    return out;
}

}  // namespace

class SpcfEquationsTest : public QObject {
    Q_OBJECT

  private slots:
    void computesItFromComputeAndEfficiency() {
        Inputs in;
        in.compute_FLOPS = 300e15;
        in.efficiency_FLOPS_W = 600e9;
        const Result result = forward(in);
        QVERIFY(result.valid);
        QCOMPARE(result.it_W, 500e3);
        QCOMPARE(result.steps.size(), std::size_t(3));
        QCOMPARE(twin::english(result.steps[0].filled), std::string("IT = 300 PFLOPS / 600 GFLOPS/W = 500 kW"));
        QCOMPARE(twin::english(result.steps[1].filled), std::string("C = 1.2 · 500 kW / 3 = 200 kW"));
        QCOMPARE(twin::english(result.steps[2].filled),
                 std::string("P = 1.85 · (500 + 200 + 0) kW / 0.95 = 1363.16 kW"));
    }

    void invertsThousandRandomInputs() {
        std::mt19937_64 random(20260401);
        const auto draw = [&](double low, double high) {
            return std::exp(std::uniform_real_distribution<double>(std::log(low), std::log(high))(random));
        };
        double worst = 0;
        for (int i = 0; i < 1000; ++i) {
            Inputs in;
            in.compute_FLOPS = draw(1e15, 1e20);
            in.efficiency_FLOPS_W = draw(5e10, 5e12);
            in.beta = draw(1, 2.5);
            in.gcop = draw(1.5, 10);
            in.alpha = draw(1, 3);
            in.eta = draw(0.8, 1);
            const double it_W = *in.compute_FLOPS / *in.efficiency_FLOPS_W;
            in.other_W = it_W * draw(0.01, 0.5);
            const Result r = forward(in);
            QVERIFY(r.valid);
            const Targets fromP{{}, {}, r.power_W}, fromC{{}, r.cooling_W, {}}, fromIt{r.it_W, {}, {}};
            const auto check = [&](Unknown unknown, const Targets& targets, double expected, double scale) {
                const Solution solution = solveFor(unknown, in, targets);
                if (!solution.valid) qWarning("unknown %d refused", static_cast<int>(unknown));
                worst = std::max(worst, solution.valid ? apart(solution.value, expected, scale) : 1.0);
            };
            check(Unknown::It, fromP, r.it_W, r.it_W);
            check(Unknown::It, fromC, r.it_W, r.it_W);
            for (const Targets& targets : {fromP, fromC, fromIt}) {
                check(Unknown::Compute, targets, *in.compute_FLOPS, *in.compute_FLOPS);
                check(Unknown::ComputeEfficiency, targets, *in.efficiency_FLOPS_W, *in.efficiency_FLOPS_W);
            }
            check(Unknown::Gcop, fromC, in.gcop, in.gcop);
            check(Unknown::Beta, fromC, in.beta, in.beta);
            // From P the part is a difference: its error is that of the sum, as the header says.
            const double fed_W = r.it_W + r.cooling_W + in.other_W;
            check(Unknown::Gcop, fromP, in.gcop, in.gcop * fed_W / r.cooling_W);
            check(Unknown::Beta, fromP, in.beta, in.beta * fed_W / r.cooling_W);
            check(Unknown::Other, fromP, in.other_W, fed_W);
            check(Unknown::Alpha, fromP, in.alpha, in.alpha);
            check(Unknown::Eta, fromP, in.eta, in.eta);
        }
        QVERIFY2(worst < 1e-12, qPrintable(QString::number(worst)));
    }

    void risesAndFallsAsTheEquationsSay() {
        const Result base = forward(plainInputs());
        Inputs in = plainInputs();
        in.beta *= 1.1;
        QVERIFY(forward(in).cooling_W > base.cooling_W && forward(in).power_W > base.power_W);
        in = plainInputs();
        in.gcop *= 1.1;
        QVERIFY(forward(in).cooling_W < base.cooling_W && forward(in).power_W < base.power_W);
        in = plainInputs();
        in.alpha *= 1.1;
        QVERIFY(forward(in).cooling_W == base.cooling_W && forward(in).power_W > base.power_W);
        in = plainInputs();
        in.eta *= 0.9;
        QVERIFY(forward(in).power_W > base.power_W);
        in = plainInputs();
        in.other_W = 50e3;
        QVERIFY(forward(in).power_W > base.power_W);
    }

    void listsEveryBadInputAtOnce() {
        Inputs in;
        in.compute_FLOPS = -1;
        in.efficiency_FLOPS_W = std::numeric_limits<double>::quiet_NaN();
        in.it_W = 0;
        in.beta = -0.1;
        in.gcop = 0;
        in.alpha = std::numeric_limits<double>::infinity();
        in.eta = 1.2;
        in.other_W = -5;
        const Result result = forward(in);
        QVERIFY(!result.valid);
        QCOMPARE(result.power_W, 0.0);
        const std::set<std::string> expected{
            "spcf.computeOutOfRange", "spcf.efficiencyOutOfRange", "spcf.itOutOfRange",  "spcf.betaOutOfRange",
            "spcf.gcopOutOfRange",    "spcf.alphaOutOfRange",      "spcf.etaOutOfRange", "spcf.otherOutOfRange"};
        QVERIFY(codes(result.issues, twin::Severity::Error) == expected);
        for (const twin::Issue& issue : result.issues) {
            if (issue.severity != twin::Severity::Error) continue;
            QVERIFY(!issue.allowed.empty() && !issue.value.empty() && !issue.hint.empty() && !issue.text.empty());
        }
    }

    void saysThatItIsMissing() {
        const Result result = forward(Inputs{});
        QVERIFY(codes(result.issues, twin::Severity::Error) == std::set<std::string>{"spcf.itMissing"});
    }

    void warnsOfUnusualButComputes() {
        Inputs in = plainInputs();
        in.beta = 0.9;
        const Result result = forward(in);
        QVERIFY(result.valid);
        QVERIFY(codes(result.issues, twin::Severity::Warning).count("spcf.betaUnusual"));
    }

    void notesComputeWithoutPrecision() {
        Inputs in = plainInputs();
        in.compute_FLOPS = 1e18;
        QVERIFY(codes(forward(in).issues, twin::Severity::Note).count("spcf.basisMissing"));
        in.basis = {"FP16", Sparsity::Dense};
        QVERIFY(codes(forward(in).issues, twin::Severity::Note).empty());
    }

    void refusesMissingConflictingAndUnreachableTargets() {
        const Inputs in = plainInputs();
        QVERIFY(codes(solveFor(Unknown::It, in, {}).issues, twin::Severity::Error).count("spcf.targetMissing"));
        const Targets both{{}, 400e3, 2000e3};
        QVERIFY(codes(solveFor(Unknown::It, in, both).issues, twin::Severity::Error).count("spcf.targetsConflict"));
        const Targets small{{}, {}, 1000e3};  // feeds 514 kW of 1000 kW IT
        const Solution none = solveFor(Unknown::Gcop, in, small);
        QVERIFY(!none.valid && none.value == 0);
        QVERIFY(codes(none.issues, twin::Severity::Error).count("spcf.powerTooSmall"));
        QVERIFY(!solveFor(Unknown::Other, in, small).valid);
        QVERIFY(!solveFor(Unknown::Compute, in, {{}, {}, 3000e3}).valid);
    }

    void refusesAnEfficiencyAboveOne() {
        const Targets tiny{{}, {}, 1500e3};  // below α times the load: η would be 1.73
        QVERIFY(codes(solveFor(Unknown::Eta, plainInputs(), tiny).issues, twin::Severity::Error)
                    .count("spcf.etaOutOfRange"));
    }

    void everyCoefficientHasRangeAndSource() {
        for (const Coefficient& c : allCoefficients()) {
            QVERIFY2(*c.source != 0 && *c.basis != 0 && *c.label != 0, c.key);
            QVERIFY2(c.low <= c.value && c.value <= c.high, c.key);
        }
    }
};

PLENUM_TEST(SpcfEquationsTest)
#include "spcf_equations_test.moc"
