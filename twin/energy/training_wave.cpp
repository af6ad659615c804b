// SPDX-License-Identifier: GPL-3.0-or-later
// The wave is a line through knots (t, level), two knots at one time being a jump. It is laid in three layers:
//   1. periods:     spike, compute, communicate, each change taking edge_s
//   2. checkpoints: a period that would begin when a checkpoint is due waits until it is over
//   3. envelope:    level = idle + e(t) · (wave − idle), e rising from 0 to 1 over rampUp_s and falling over rampDown_s
// The share of the cluster that is out of step sees the mean of layer 1 instead of 1 and 2. Cell means are differences
// of the integral of the line, so energy is kept whatever the step.
#include "twin/energy/training_wave.h"

#include "twin/energy/checks.h"
#include "twin/energy/random.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace twin::energy {

namespace {

struct Knot {
    double time_s, level;
};

constexpr double kMostCells = 5e7;

/// Layers 1 and 2 from the start of the job to its stop.
std::vector<Knot> jobKnots(const TrainingWave& wave) {
    std::vector<Knot> knots;
    Random random(wave.seed);
    double at_s = 0, level = wave.communicateLevel, checkpointDue_s = wave.checkpointEvery_s;
    const auto goTo = [&](double next, double latest_s) {
        knots.push_back({at_s, level});
        at_s = std::min(at_s + wave.edge_s, latest_s);
        knots.push_back({at_s, next});
        level = next;
    };
    const double end_s = wave.run_s + wave.rampDown_s;
    while (at_s < end_s) {
        if (wave.checkpointEvery_s > 0 && at_s >= checkpointDue_s) {
            const double until_s = at_s + wave.checkpoint_s;
            goTo(wave.checkpointLevel, until_s);
            at_s = until_s;
            checkpointDue_s += wave.checkpointEvery_s;
            while (checkpointDue_s <= at_s) checkpointDue_s += wave.checkpointEvery_s;
        }
        const double period_s = wave.period_s * (wave.periodJitter > 0 ? std::max(0.1, 1 + wave.periodJitter * random.normal()) : 1.0);
        const double begin_s = at_s, computed_s = begin_s + wave.computeShare * period_s;
        if (wave.spikeFactor > 1 && wave.spike_s > 0) {
            goTo(wave.spikeFactor, computed_s);
            at_s = std::max(at_s, std::min(begin_s + wave.spike_s, computed_s));
        }
        goTo(1, computed_s);
        at_s = computed_s;
        goTo(wave.communicateLevel, begin_s + period_s);
        at_s = begin_s + period_s;
    }
    knots.push_back({at_s, level});
    return knots;
}

double integral(const std::vector<Knot>& knots) {
    double sum = 0;
    for (std::size_t k = 1; k < knots.size(); ++k) sum += (knots[k].time_s - knots[k - 1].time_s) * (knots[k].level + knots[k - 1].level) / 2;
    return sum;
}

/// Adds knots of the line wherever the envelope bends, so that both are straight between knots.
std::vector<Knot> withKnotsAt(const std::vector<Knot>& knots, std::vector<double> times_s) {
    std::sort(times_s.begin(), times_s.end());
    std::vector<Knot> result;
    result.reserve(knots.size() + times_s.size());
    std::size_t next = 0;
    for (std::size_t k = 0; k < knots.size(); ++k) {
        while (k > 0 && next < times_s.size() && times_s[next] < knots[k].time_s) {
            const double share = (times_s[next] - knots[k - 1].time_s) / (knots[k].time_s - knots[k - 1].time_s);
            if (share > 0) result.push_back({times_s[next], knots[k - 1].level + share * (knots[k].level - knots[k - 1].level)});
            ++next;
        }
        result.push_back(knots[k]);
    }
    return result;
}

double rampEnvelope(const TrainingWave& wave, double at_s) {
    if (at_s < wave.rampUp_s) return at_s / wave.rampUp_s;
    if (at_s > wave.run_s && wave.rampDown_s > 0) return std::max(0.0, 1 - (at_s - wave.run_s) / wave.rampDown_s);
    return 1;
}

/// Means of the line over cells; the line holds its last level beyond its end.
void addCellMeans(const std::vector<Knot>& knots, Series& series, double scale) {
    std::size_t k = 1;
    double at_s = knots.front().time_s, level = knots.front().level;
    for (std::size_t cell = 0; cell < series.power_W.size(); ++cell) {
        const double end_s = static_cast<double>(cell + 1) * series.step_s;
        double sum = 0;
        while (k < knots.size() && knots[k].time_s <= end_s) {
            sum += (knots[k].time_s - at_s) * (level + knots[k].level) / 2;
            at_s = knots[k].time_s, level = knots[k].level;
            ++k;
        }
        const double slope = k < knots.size() ? (knots[k].level - level) / (knots[k].time_s - at_s) : 0;
        const double there = level + slope * (end_s - at_s);
        sum += (end_s - at_s) * (level + there) / 2;
        at_s = end_s, level = there;
        series.power_W[cell] += scale * sum / series.step_s;
    }
}

}  // namespace

Issues check(const TrainingWave& wave) {
    Issues issues;
    Checks checks(issues, "training");
    checks.within("cluster_W", wave.cluster_W, 0, 1e12);
    checks.above("period_s", wave.period_s, 0);
    checks.within("computeShare", wave.computeShare, 0, 1);
    checks.within("communicateLevel", wave.communicateLevel, 0, 2);
    checks.within("edge_s", wave.edge_s, 0, 1e6);
    checks.within("spikeFactor", wave.spikeFactor, 1, 10);
    checks.within("spike_s", wave.spike_s, 0, 1e6);
    checks.within("checkpointEvery_s", wave.checkpointEvery_s, 0, 1e9);
    checks.within("checkpoint_s", wave.checkpoint_s, 0, 1e6);
    checks.within("checkpointLevel", wave.checkpointLevel, 0, 2);
    checks.within("idleLevel", wave.idleLevel, 0, 2);
    checks.within("lead_s", wave.lead_s, 0, 1e9);
    checks.within("rampUp_s", wave.rampUp_s, 0, 1e9);
    checks.within("run_s", wave.run_s, 0, 1e9);
    checks.above("run_s", wave.run_s, 0);
    checks.within("rampDown_s", wave.rampDown_s, 0, 1e9);
    checks.within("tail_s", wave.tail_s, 0, 1e9);
    checks.within("inStepShare", wave.inStepShare, 0, 1);
    checks.within("periodJitter", wave.periodJitter, 0, 0.5);
    checks.within("step_s", wave.step_s, 1e-6, 3600);
    if (!hasErrors(issues)) {
        const double cells = (wave.lead_s + wave.run_s + wave.rampDown_s + wave.tail_s) / wave.step_s;
        checks.within("number of cells", std::ceil(cells), 2, kMostCells);
        checks.within("number of periods", (wave.run_s + wave.rampDown_s) / wave.period_s, 0, kMostCells);
    }
    if (!hasErrors(issues) && wave.edge_s > 0.5 * wave.period_s * std::min(wave.computeShare, 1 - wave.computeShare) && wave.computeShare > 0 && wave.computeShare < 1) {
        checks.refuse("energy.edgeTooLong",
                      {TWIN_TR("training: an edge of {0} s does not fit twice into a phase of {1} s"), {fmt::format("{}", wave.edge_s), fmt::format("{:.4g}", wave.period_s * std::min(wave.computeShare, 1 - wave.computeShare))}},
                      {TWIN_TR("Shorten the edge or lengthen the period"), {}});
    }
    return issues;
}

double meanLevel(const TrainingWave& wave) {
    TrainingWave one = wave;
    one.checkpointEvery_s = 0, one.periodJitter = 0, one.rampUp_s = 0, one.rampDown_s = 0;
    one.run_s = 0.5 * wave.period_s;  // one whole period is laid
    return integral(jobKnots(one)) / wave.period_s;
}

Series trainingSeries(const TrainingWave& wave) {
    Series series;
    series.step_s = wave.step_s;
    series.source = fmt::format("synchronous training, period {} s, seed {}", wave.period_s, wave.seed);
    const double total_s = wave.lead_s + wave.run_s + wave.rampDown_s + wave.tail_s;
    series.power_W.assign(static_cast<std::size_t>(std::ceil(total_s / wave.step_s * (1 - 1e-12))), 0.0);

    const double mean = meanLevel(wave), stop_s = wave.run_s + wave.rampDown_s;
    const auto job = withKnotsAt(jobKnots(wave), {wave.rampUp_s, wave.run_s, stop_s});
    std::vector<Knot> line{{0, wave.idleLevel}, {wave.lead_s, wave.idleLevel}};
    for (const Knot& knot : job) {
        if (knot.time_s > stop_s) break;
        const double inJob = wave.inStepShare * knot.level + (1 - wave.inStepShare) * mean;
        line.push_back({wave.lead_s + knot.time_s, wave.idleLevel + rampEnvelope(wave, knot.time_s) * (inJob - wave.idleLevel)});
    }
    if (wave.tail_s > 0) line.push_back({wave.lead_s + stop_s, wave.idleLevel});
    addCellMeans(line, series, wave.cluster_W);
    return series;
}

}  // namespace twin::energy
