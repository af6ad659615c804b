// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/energy/swing_chain.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace twin::energy {

namespace {

Issue issueOf(Severity severity, const char* code, const std::string& item, Text text, Text hint) {
    Issue issue;
    issue.severity = severity;
    issue.code = code;
    issue.itemName = item;
    issue.text = std::move(text);
    issue.hint = std::move(hint);
    return issue;
}

std::string megawatts(double power_W) { return fmt::format("{:.4g}", power_W / 1e6); }

double lossOf(const TransformerStage& transformer, double power_W) {
    const double share = power_W / transformer.powerFactor / transformer.rating_VA;
    return transformer.noLoad_W + transformer.load_W * share * share;
}

Passed passTransformer(const Passed& below, const TransformerStage& transformer) {
    Passed passed = below;
    for (double& power_W : passed.series.power_W) power_W += lossOf(transformer, power_W);
    // Losses rise with the power, so the exact extremes pass as they are, with theirs.
    passed.exact.low_W += lossOf(transformer, below.exact.low_W);
    passed.exact.high_W += lossOf(transformer, below.exact.high_W);
    return passed;
}

void judgeStorage(const Storage& storage, const StorageRun& run, Issues& issues) {
    if (run.exhausted_s > 0)
        issues.push_back(issueOf(Severity::Warning, "energy.storageExhausted", storage.name,
                                 {TWIN_TR("{0} is empty or full for {1} s: the swing passes"), {storage.name, fmt::format("{:.4g}", run.exhausted_s)}},
                                 {TWIN_TR("Give more cell energy or a shorter time constant"), {}}));
    if (run.saturated_s > 0)
        issues.push_back(issueOf(Severity::Note, "energy.pcsSaturated", storage.name,
                                 {TWIN_TR("{0} is asked for more than its {1} MW for {2} s: the excess passes"), {storage.name, megawatts(storage.pcs_W), fmt::format("{:.4g}", run.saturated_s)}},
                                 {TWIN_TR("Give more PCS power if a limit is broken"), {}}));
}

void judgeTransformer(const TransformerStage& transformer, const Series& load, Extremes found, Issues& issues) {
    const double peak_VA = found.high_W / transformer.powerFactor;
    if (peak_VA <= transformer.rating_VA) return;
    double over_s = 0;
    for (const double power_W : load.power_W) over_s += power_W / transformer.powerFactor > transformer.rating_VA ? load.step_s : 0;
    issues.push_back(issueOf(Severity::Warning, "energy.transformerOverload", transformer.name,
                             {TWIN_TR("{0} carries up to {1} MVA, {2} % of its rating of {3} MVA, above it for {4} s"), {transformer.name, megawatts(peak_VA), fmt::format("{:.1f}", 100 * peak_VA / transformer.rating_VA), megawatts(transformer.rating_VA), fmt::format("{:.4g}", over_s)}},
                             {TWIN_TR("Place storage below it or give a larger one"), {}}));
}

void judgeGenerator(const GeneratorStage& generator, const Measures& measures, Issues& issues) {
    if (measures.peak_W > generator.rating_W)
        issues.push_back(issueOf(Severity::Warning, "energy.generatorOverload", generator.name,
                                 {TWIN_TR("{0} would have to give {1} MW, its rating is {2} MW"), {generator.name, megawatts(measures.peak_W), megawatts(generator.rating_W)}},
                                 {TWIN_TR("Give more sets or shave the peak"), {}}));
    const double step_W = std::max(measures.rampUp_W_s, measures.rampDown_W_s) * measures.rampWindow_s;
    if (step_W > generator.stepShare * generator.rating_W)
        issues.push_back(issueOf(Severity::Warning, "energy.generatorStep", generator.name,
                                 {TWIN_TR("{0} would take a step of {1} MW within {2} s; it takes {3} MW"), {generator.name, megawatts(step_W), fmt::format("{:.4g}", measures.rampWindow_s), megawatts(generator.stepShare * generator.rating_W)}},
                                 {TWIN_TR("Place storage below it or start the load in blocks"), {}}));
    if (measures.mean_W < generator.leastShare * generator.rating_W)
        issues.push_back(issueOf(Severity::Warning, "energy.generatorLowLoad", generator.name,
                                 {TWIN_TR("{0} runs at {1} % of its rating on average; the least is {2} %"), {generator.name, fmt::format("{:.1f}", 100 * measures.mean_W / generator.rating_W), fmt::format("{:.0f}", 100 * generator.leastShare)}},
                                 {TWIN_TR("Run fewer sets"), {}}));
}

}  // namespace

const std::string& nameOf(const Stage& stage) {
    return std::visit([](const auto& each) -> const std::string& { return each.name; }, stage);
}

Issues check(const Stage& stage) {
    if (const auto* storage = std::get_if<Storage>(&stage)) return check(*storage);
    Issues issues;
    Checks checks(issues, nameOf(stage));
    if (const auto* transformer = std::get_if<TransformerStage>(&stage)) {
        checks.above("rating_VA", transformer->rating_VA, 0);
        checks.within("powerFactor", transformer->powerFactor, 0.01, 1);
        checks.within("noLoad_W", transformer->noLoad_W, 0, 1e12);
        checks.within("load_W", transformer->load_W, 0, 1e12);
    }
    if (const auto* generator = std::get_if<GeneratorStage>(&stage)) {
        checks.above("rating_W", generator->rating_W, 0);
        checks.within("leastShare", generator->leastShare, 0, 1);
        checks.within("stepShare", generator->stepShare, 0, 1);
        checks.above("stepWindow_s", generator->stepWindow_s, 0);
    }
    return issues;
}

Passed pass(const Passed& below, const Stage& stage) {
    if (const auto* storage = std::get_if<Storage>(&stage)) {
        StorageRun run = runStorage(below.series, *storage, false);
        return {std::move(run.out), run.outExtremes};
    }
    if (const auto* transformer = std::get_if<TransformerStage>(&stage)) return passTransformer(below, *transformer);
    return below;
}

SwingResult runChain(const Series& load, const std::vector<Stage>& stages, const MeasureOptions& options, const LimitSet& limits, std::stop_token stop) {
    MeasureOptions wanted = options;
    addBands(wanted, limits);
    SwingResult result;
    const auto finish = [&](Level level) {
        level.measures = measure(level.series, wanted, level.exact);
        level.limits = judge(level.measures, limits);
        result.levels.push_back(std::move(level));
    };
    Level first;
    first.name = "load";
    first.series = load;
    first.exact = extremes(load);
    finish(std::move(first));
    for (const Stage& stage : stages) {
        if (stop.stop_requested()) {
            result.stopped = true;
            break;
        }
        const Level& below = result.levels.back();
        Level level;
        level.name = nameOf(stage);
        if (const auto* storage = std::get_if<Storage>(&stage)) {
            level.storage = runStorage(below.series, *storage);
            level.series = std::move(level.storage->out);
            level.storage->out = {};
            level.exact = level.storage->outExtremes;
            judgeStorage(*storage, *level.storage, level.issues);
        } else if (const auto* transformer = std::get_if<TransformerStage>(&stage)) {
            Passed passed = passTransformer({below.series, below.exact}, *transformer);
            level.loss_J = energy_J(passed.series) - energy_J(below.series);
            level.series = std::move(passed.series);
            level.exact = passed.exact;
            judgeTransformer(*transformer, below.series, below.exact, level.issues);
        } else if (const auto* generator = std::get_if<GeneratorStage>(&stage)) {
            level.series = below.series;
            level.exact = below.exact;
            MeasureOptions steps = options;
            steps.rampWindow_s = generator->stepWindow_s;
            steps.withSpectrum = false;
            judgeGenerator(*generator, measure(level.series, steps, level.exact), level.issues);
        }
        finish(std::move(level));
    }
    return result;
}

}  // namespace twin::energy
