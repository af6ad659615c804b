// SPDX-License-Identifier: GPL-3.0-or-later
//
// clearDayPv: P(t) = P_peak sin(π (t − 6 h)/12 h) between 6 and 18 h, halved while a cloud passes, its edges 10 s wide: a stand-in for a
// measured course, with its steepest changes at the clouds' edges.
#include "twin/energy/rule_case.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numbers>
#include <utility>

namespace twin::energy {

namespace {

constexpr double kCloudEdge_s = 10;  // a shadow of 10 m/s over an array of 100 m

void checkSeries(Checks& checks, const Series& series, const Series& load) {
    if (series.power_W.size() != load.power_W.size() || std::abs(series.step_s - load.step_s) > 1e-9 * load.step_s)
        checks.refuse("energy.length", {TWIN_TR("The PV course has {0} cells of {1} s, the load {2} of {3} s."), {std::to_string(series.power_W.size()), formatNumber(series.step_s, Unit::None), std::to_string(load.power_W.size()), formatNumber(load.step_s, Unit::None)}},
                      {TWIN_TR("Give both the same step and length."), {}});
}

struct Checker {
    const Series& load;
    const Storage& storage;
    Issues& issues;

    void operator()(const PeakShaving& rule) const {
        Checks checks(issues, "peak shaving");
        checks.within("threshold_W", rule.threshold_W, 0, kUnlimited);
        checks.within("reserve", rule.reserveSoc, 0, storage.socHigh);
    }
    void operator()(const PvSmoothing& rule) const {
        Checks checks(issues, "PV smoothing");
        if (rule.pv.power_W.empty()) checks.refuse("energy.noPv", {TWIN_TR("There is no course of photovoltaic power."), {}}, {TWIN_TR("Give a measured course or the array's peak power."), {}});
        if (!(storage.tau_s > 0) && storage.ramp_W_s == kUnlimited) checks.refuse("energy.noController", {TWIN_TR("The storage has no controller, so it smooths nothing."), {}}, {TWIN_TR("State tau_s or ramp_MW_s."), {}});
    }
    void operator()(const FrequencyResponse& rule) const {
        append(check(rule.rule));
        Checks checks(issues, "frequency response");
        if (rule.frequency_Hz.empty()) checks.refuse("energy.noFrequency", {TWIN_TR("There is no course of frequencies."), {}}, {TWIN_TR("Give a measured course, one value a cell."), {}});
        checks.above("step_s", rule.step_s, 0);
        checks.above("hold_s", rule.hold_s, 0);
        checks.within("reserve", rule.reserveSoc, 0, storage.socHigh);
    }
    void operator()(const Regulation& rule) const {
        Checks checks(issues, "regulation");
        if (rule.signal.empty()) checks.refuse("energy.noSignal", {TWIN_TR("There is no regulation signal."), {}}, {TWIN_TR("Give a measured course, one value a cell."), {}});
        for (const double value : rule.signal)
            if (!(std::abs(value) <= 1)) {
                checks.within("signal", value, -1, 1);
                break;
            }
        checks.within("offered_W", rule.offered_W, 0, 1e12);
        checks.above("step_s", rule.step_s, 0);
        checks.above("hold_s", rule.hold_s, 0);
        checks.within("reserve", rule.reserveSoc, 0, storage.socHigh);
    }
    void operator()(const Islanding& rule) const {
        append(check(rule.diesel));
        Checks checks(issues, "islanding");
        checks.within("reserve", rule.reserveSoc, 0, storage.socHigh);
        checks.within("stop_soc", rule.stopSoc, std::max(rule.reserveSoc, storage.socLow), storage.socHigh);
        if (!rule.pv.power_W.empty()) checkSeries(checks, rule.pv, load);
    }
    void append(const Issues& found) const { issues.insert(issues.end(), found.begin(), found.end()); }
};

void warn(RuleResult& result, const char* code, Text text, Text hint) { result.issues.push_back({Severity::Warning, code, {}, {}, {}, std::move(text), {}, {}, std::move(hint)}); }

/// one − other − less_W, cell by cell
Series difference(const Series& one, const Series& other, double less_W) {
    Series result{one.step_s, one.power_W, "storage"};
    for (std::size_t i = 0; i < result.power_W.size(); ++i) result.power_W[i] -= other.power_W[i] + less_W;
    return result;
}

/// What an offer to the grid came to.
void addOffer(RuleResult& result, RegulationRun run, double offered_W, double most_W, double hold_s) {
    const RuleFigure figures[] = {{TWIN_TR("Offered, both ways"), offered_W, Unit::Power}, {TWIN_TR("Most that can be offered"), most_W, Unit::Power}, {TWIN_TR("Given as asked"), run.score, Unit::Fraction},
                                  {TWIN_TR("Given"), run.discharged_J, Unit::Energy}, {TWIN_TR("Taken"), run.charged_J, Unit::Energy}, {TWIN_TR("Lost"), run.loss_J, Unit::Energy}};
    result.figures.insert(result.figures.begin(), std::begin(figures), std::end(figures));
    result.after = result.storage = std::move(run.given);
    result.soc = std::move(run.soc);
    if (offered_W > most_W * (1 + 1e-9))
        warn(result, "energy.offer", {TWIN_TR("{0} are offered, but only {1} can be held for {2}."), {formatQuantity(offered_W, Unit::Power), formatQuantity(most_W, Unit::Power), formatQuantity(hold_s, Unit::Seconds)}},
             {TWIN_TR("Offer less, start from another charge, or take more energy."), {}});
}

struct RunsRule {
    const Series& load;
    const Storage& storage;

    RuleResult operator()(const PeakShaving& rule) const {
        RuleResult result;
        result.title = {TWIN_TR("Peak shaving"), {}};
        result.beforeName = TWIN_TR("Grid without storage"), result.afterName = TWIN_TR("Grid");
        const double threshold_W = rule.threshold_W > 0 ? rule.threshold_W : leastThreshold_W(load, storage, rule.reserveSoc);
        DispatchRun run = shavePeaks(load, storage, threshold_W, rule.reserveSoc);
        result.before = load;
        result.after = std::move(run.grid);
        result.storage = difference(load, result.after, -storage.own_W);
        result.soc = std::move(run.soc);
        const double before_W = extremes(result.before).high_W, after_W = extremes(result.after).high_W;
        result.figures = {{TWIN_TR("Threshold"), threshold_W, Unit::Power}, {TWIN_TR("Peak before"), before_W, Unit::Power}, {TWIN_TR("Peak after"), after_W, Unit::Power}, {TWIN_TR("Peak saved"), before_W - after_W, Unit::Power},
                          {TWIN_TR("Given"), run.discharged_J, Unit::Energy}, {TWIN_TR("Taken"), run.charged_J, Unit::Energy}, {TWIN_TR("Lost"), run.loss_J, Unit::Energy}, {TWIN_TR("Not given when asked"), run.missed_J, Unit::Energy},
                          {TWIN_TR("Ride-through of the mean load"), rideThrough_s(storage, mean_W(load), storage.socStart), Unit::Seconds}};
        if (run.missed_J > 0)
            warn(result, "energy.missed", {TWIN_TR("The threshold of {0} is not held: {1} were asked of the storage and not given."), {formatQuantity(threshold_W, Unit::Power), formatQuantity(run.missed_J, Unit::Energy)}},
                 {TWIN_TR("Raise the threshold, or take more power or energy."), {}});
        return result;
    }

    RuleResult operator()(const PvSmoothing& rule) const {
        RuleResult result;
        result.title = {TWIN_TR("Smoothing of photovoltaic power"), {}};
        result.beforeName = TWIN_TR("Array"), result.afterName = TWIN_TR("Array and storage");
        PvRun run = smoothPv(rule.pv, storage);
        result.before = rule.pv;
        if (!(extremes(rule.pv).high_W > 0))
            warn(result, "energy.dark", {TWIN_TR("The array gives nothing over the whole course: there is nothing to smooth."), {}}, {TWIN_TR("Take a longer course, or one that begins in the day."), {}});
        result.after = std::move(run.smoothed);
        result.storage = difference(result.after, rule.pv, 0);
        result.soc = std::move(run.storage.soc);
        result.figures = {{TWIN_TR("Steepest change before, a second"), run.rampBefore_W_s, Unit::Power}, {TWIN_TR("Steepest change after, a second"), run.rampAfter_W_s, Unit::Power}, {TWIN_TR("Energy of the array"), energy_J(rule.pv), Unit::Energy},
                          {TWIN_TR("Given"), run.storage.discharged_J, Unit::Energy}, {TWIN_TR("Taken"), run.storage.charged_J, Unit::Energy}, {TWIN_TR("Lost"), run.storage.loss_J, Unit::Energy},
                          {TWIN_TR("Empty or full"), run.storage.exhausted_s, Unit::Seconds}, {TWIN_TR("At its power limit"), run.storage.saturated_s, Unit::Seconds}};
        if (run.storage.exhausted_s > 0)
            warn(result, "energy.exhausted", {TWIN_TR("The cells are empty or full for {0}; the array's changes pass then."), {formatQuantity(run.storage.exhausted_s, Unit::Seconds)}}, {TWIN_TR("Take more energy or a shorter filter."), {}});
        return result;
    }

    RuleResult operator()(const FrequencyResponse& rule) const {
        RuleResult result;
        result.title = {TWIN_TR("Frequency response"), {}};
        result.beforeName = TWIN_TR("Asked"), result.afterName = TWIN_TR("Given");
        FrequencyRule offered = rule.rule;
        const double most_W = offerable_W(storage, storage.socStart, rule.reserveSoc, rule.hold_s);
        if (!(offered.offered_W > 0)) offered.offered_W = most_W;
        RegulationRun run = followFrequency(rule.frequency_Hz, rule.step_s, storage, offered, rule.reserveSoc);
        result.before = {rule.step_s, std::vector<double>(rule.frequency_Hz.size()), "asked by droop"};
        for (std::size_t i = 0; i < rule.frequency_Hz.size(); ++i) result.before.power_W[i] = droopPower_W(offered, rule.frequency_Hz[i]);
        const auto [low, high] = std::minmax_element(rule.frequency_Hz.begin(), rule.frequency_Hz.end());
        result.figures = {{TWIN_TR("Lowest frequency, Hz"), *low, Unit::None}, {TWIN_TR("Highest frequency, Hz"), *high, Unit::None}};
        addOffer(result, std::move(run), offered.offered_W, most_W, rule.hold_s);
        return result;
    }

    RuleResult operator()(const Regulation& rule) const {
        RuleResult result;
        result.title = {TWIN_TR("Regulation signal"), {}};
        result.beforeName = TWIN_TR("Asked"), result.afterName = TWIN_TR("Given");
        const double most_W = offerable_W(storage, storage.socStart, rule.reserveSoc, rule.hold_s);
        const double offered_W = rule.offered_W > 0 ? rule.offered_W : most_W;
        result.before = {rule.step_s, rule.signal, "asked by the signal"};
        for (double& power_W : result.before.power_W) power_W *= offered_W;
        addOffer(result, followSignal(rule.signal, rule.step_s, storage, offered_W, rule.reserveSoc), offered_W, most_W, rule.hold_s);
        return result;
    }

    RuleResult operator()(const Islanding& rule) const {
        RuleResult result;
        result.title = {TWIN_TR("Island of diesel, photovoltaics and storage"), {}};
        IslandRun run = runIsland(load, rule.pv, storage, rule.diesel, rule.reserveSoc, rule.stopSoc);
        result.beforeName = TWIN_TR("Load"), result.afterName = TWIN_TR("Diesel");
        result.before = load;
        result.after = std::move(run.set);
        result.storage = std::move(run.storage);
        result.soc = std::move(run.soc);
        constexpr double kLitre_m3 = 1e-3;
        result.figures = {{TWIN_TR("Fuel with diesel alone"), run.fuelAlone_l * kLitre_m3, Unit::Volume}, {TWIN_TR("Fuel"), run.fuel_l * kLitre_m3, Unit::Volume}, {TWIN_TR("Fuel saved"), run.saving(), Unit::Fraction},
                          {TWIN_TR("Diesel running"), run.running_s, Unit::Seconds}, {TWIN_TR("Not served"), run.unserved_J, Unit::Energy}, {TWIN_TR("Photovoltaic power curtailed"), run.curtailed_J, Unit::Energy},
                          {TWIN_TR("Diesel power dumped"), run.dumped_J, Unit::Energy}, {TWIN_TR("Given"), run.discharged_J, Unit::Energy}, {TWIN_TR("Taken"), run.charged_J, Unit::Energy}, {TWIN_TR("Lost"), run.loss_J, Unit::Energy}};
        if (run.unserved_J > 0)
            warn(result, "energy.unserved", {TWIN_TR("{0} of the load are not served."), {formatQuantity(run.unserved_J, Unit::Energy)}}, {TWIN_TR("Take a larger set, more storage, or a higher reserve."), {}});
        return result;
    }
};

}  // namespace

Issues check(const EnergyRule& rule, const Series& load, const Storage& storage) {
    Issues issues = check(storage);
    if (!std::holds_alternative<FrequencyResponse>(rule) && !std::holds_alternative<Regulation>(rule) && (load.power_W.empty() || !(load.step_s > 0)))
        Checks(issues, "load").refuse("energy.noLoad", {TWIN_TR("There is no load."), {}}, {TWIN_TR("Give a trace or a synthetic load."), {}});
    std::visit(Checker{load, storage, issues}, rule);
    return issues;
}

RuleResult runRule(const EnergyRule& rule, const Series& load, const Storage& storage) {
    RuleResult result = std::visit(RunsRule{load, storage}, rule);
    if (storage.energy_J > 0 && std::isfinite(storage.energy_J)) {
        const Wear wear = wearOf(result.soc, storage.cycleLife, storage.depthExponent);
        double moved = 0, last = storage.socStart;
        for (const double soc : result.soc) moved += std::abs(soc - std::exchange(last, soc));
        result.figures.push_back({TWIN_TR("Full cycles"), moved / 2, Unit::None});
        result.figures.push_back({TWIN_TR("Life used"), wear.share, Unit::Fraction});
    }
    return result;
}

Series clearDayPv(double peak_W, double step_s, std::size_t cells, double start_h, double cloudEvery_s, double cloud_s) {
    Series pv{step_s, std::vector<double>(cells), "clear day with clouds"};
    for (std::size_t i = 0; i < cells; ++i) {
        const double t = step_s * (static_cast<double>(i) + 0.5), hour = std::fmod(start_h + t / 3600, 24);
        const double clear = hour > 6 && hour < 18 ? peak_W * std::sin(std::numbers::pi * (hour - 6) / 12) : 0;
        const double inCloud_s = cloudEvery_s > 0 ? std::min(std::fmod(t, cloudEvery_s), cloud_s - std::fmod(t, cloudEvery_s)) : -1;
        const double depth = std::clamp(inCloud_s / std::max(1e-9, std::min(kCloudEdge_s, 0.25 * cloud_s)), 0.0, 1.0);
        pv.power_W[i] = clear * (1 - 0.5 * depth);
    }
    return pv;
}

}  // namespace twin::energy
