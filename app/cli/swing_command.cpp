// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/swing_options.h"
#include "app/cli/swing_rules.h"
#include "app/files/project_files.h"
#include "twin/energy/storage_sizing.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <memory>

namespace plenum::cli {

namespace {

using namespace twin;
using namespace twin::energy;

std::string count(double value) { return fmt::format("{:.4g}", value); }

void printLevel(const Level& level, bool connection, bool designKnown) {
    const Measures& m = level.measures;
    fmt::print("{}{}\n", level.name, connection ? "  (point of connection)" : "");
    fmt::print("  power      mean {:.6g} MW, peak {:.6g} MW, trough {:.6g} MW\n", m.mean_W / 1e6, m.peak_W / 1e6, m.trough_W / 1e6);
    fmt::print("  range      {:.6g} MW peak to trough\n", m.range_W / 1e6);
    fmt::print("  ramp       up {:.6g} MW/s, down {:.6g} MW/s over {:.4g} s\n", m.rampUp_W_s / 1e6, m.rampDown_W_s / 1e6, m.rampWindow_s);
    fmt::print("  EDPp       {:.6g} MW over {:.4g} s, {:.4g} of the {}\n", m.edpp_W / 1e6, m.edpWindow_s, m.edppRatio, designKnown ? "design power" : "mean");
    for (const BandMeasure& band : m.bands) {
        if (band.judged)
            fmt::print("  {:.4g}–{:.4g} Hz  strongest {:.6g} MW at {:.6g} Hz, {:.6g} MW rms\n", band.band.low_Hz, band.band.high_Hz, band.strongest.amplitude_W / 1e6, band.strongest.frequency_Hz, band.rms_W / 1e6);
        else
            fmt::print("  {:.4g}–{:.4g} Hz  cannot be judged from these samples\n", band.band.low_Hz, band.band.high_Hz);
    }
    fmt::print("  spectrum   Hann window over {:.6g} s, {:.4g} Hz a bin, Nyquist {:.4g} Hz, Parseval to {:.1e}\n", level.series.duration_s(), m.spectrum.resolution_Hz, m.spectrum.nyquist_Hz, m.spectrum.parsevalError());
    if (level.storage) {
        const StorageRun& run = *level.storage;
        fmt::print("  storage    gives up to {:.6g} MW, takes up to {:.6g} MW; cells move {:.6g} kWh down, {:.6g} kWh up\n", run.highestDischarge_W / 1e6, run.highestCharge_W / 1e6, -run.lowestExcursion_J / 3.6e6, run.highestExcursion_J / 3.6e6);
        fmt::print("  energy     {:.6g} kWh given, {:.6g} kWh taken, {:.4g} kWh lost, {:.4g} kWh own draw\n", run.discharged_J / 3.6e6, run.charged_J / 3.6e6, run.loss_J / 3.6e6, run.own_J / 3.6e6);
        if (run.fullCycles > 0) {
            fmt::print("  ageing     {:.4g} full cycles by throughput, {:.4g} cycles counted, {:.3g} of life", run.fullCycles, run.wearCycles, run.wear);
            if (run.wear > 0) fmt::print("; at this duty for {:.3g} years", level.series.duration_s() / run.wear / 31557600);
            fmt::print("\n");
        }
    }
    for (const LimitResult& row : level.limits) fmt::print("  {:<10} {}\n", row.verdict == Verdict::Inside ? "inside" : row.verdict == Verdict::Broken ? "BROKEN" : "unknown", english(row.text()));
    print(m.issues, stdout);
    print(level.issues, stdout);
}

void printSizing(const SizingResult& sizing, const SizingOptions& options) {
    const Storage& storage = sizing.storage;
    fmt::print("least storage at '{}'\n", storage.name);
    if (!sizing.needed) {
        fmt::print("  none: every limit that can be judged holds without it\n");
        print(sizing.issues, stdout);
        return;
    }
    if (sizing.feasible) {
        fmt::print("  PCS        {:.6g} MW\n  cells      {:.6g} MWh ({:.6g} kWh), starting at {:.3g} % of charge\n", storage.pcs_W / 1e6, storage.energy_J / 3.6e9, storage.energy_J / 3.6e6, 100 * storage.socStart);
        fmt::print("  controller tau {:.6g} s, ramp {}{}\n", storage.tau_s, storage.ramp_W_s == kUnlimited ? std::string("not limited") : count(storage.ramp_W_s / 1e6) + " MW/s", options.chooseController ? " (chosen: fewest cabins)" : "");
        fmt::print("  cabins     {:.4g} → {:.0f}, of {:.4g} MW and {:.4g} MWh\n", sizing.cabins, std::ceil(sizing.cabins), options.cabin.pcs_W / 1e6, options.cabin.energy_J / 3.6e9);
        fmt::print("  least      worst measure {:.5f} of its limit; {:.5f} with 0.1 % less power, {:.5f} with 0.1 % less energy: {}\n", sizing.shareAt, sizing.shareWithLessPower, sizing.shareWithLessEnergy, sizing.minimal() ? "minimal" : "NOT shown minimal");
    }
    if (sizing.lowerBound_W > 0) fmt::print("  bound      no controller holds the range with less than {:.6g} MW\n", sizing.lowerBound_W / 1e6);
    for (const LimitResult& row : sizing.limits) fmt::print("  {}\n", english(row.text()));
    fmt::print("  {} trials\n", sizing.trials);
    print(sizing.issues, stdout);
}

nlohmann::ordered_json toJson(const std::vector<LimitResult>& rows) {
    constexpr const char* kKinds[] = {"ramp_up", "ramp_down", "range", "peak", "edpp", "band"};
    auto json = nlohmann::ordered_json::array();
    for (const LimitResult& row : rows) {
        nlohmann::ordered_json each{{"kind", kKinds[static_cast<int>(row.kind)]}};
        if (row.kind == LimitKind::Band) each["low_Hz"] = row.band.low_Hz, each["high_Hz"] = row.band.high_Hz;
        each["limit"] = row.limit;
        each["measured"] = row.verdict == Verdict::NotJudged ? nlohmann::ordered_json() : nlohmann::ordered_json(row.measured);
        each["over"] = row.verdict == Verdict::NotJudged ? nlohmann::ordered_json() : nlohmann::ordered_json(row.over());
        each["verdict"] = row.verdict == Verdict::Inside ? "inside" : row.verdict == Verdict::Broken ? "broken" : "unknown";
        json.push_back(std::move(each));
    }
    return json;
}

nlohmann::ordered_json toJson(const Level& level, bool withSeries) {
    const Measures& m = level.measures;
    nlohmann::ordered_json json{{"name", level.name}, {"mean_W", m.mean_W}, {"peak_W", m.peak_W}, {"trough_W", m.trough_W}, {"range_W", m.range_W}, {"ramp_up_W_s", m.rampUp_W_s}, {"ramp_down_W_s", m.rampDown_W_s}, {"ramp_window_s", m.rampWindow_s}, {"edpp_W", m.edpp_W}, {"edpp_ratio", m.edppRatio}, {"edpp_window_s", m.edpWindow_s}};
    json["spectrum"] = {{"window", "hann"}, {"resolution_Hz", m.spectrum.resolution_Hz}, {"nyquist_Hz", m.spectrum.nyquist_Hz}, {"parseval_error", m.spectrum.parsevalError()}};
    if (withSeries) json["spectrum"]["amplitude_W"] = m.spectrum.amplitude_W;
    json["bands"] = nlohmann::ordered_json::array();
    for (const BandMeasure& band : m.bands) {
        nlohmann::ordered_json row{{"low_Hz", band.band.low_Hz}, {"high_Hz", band.band.high_Hz}};
        row["frequency_Hz"] = band.judged ? nlohmann::ordered_json(band.strongest.frequency_Hz) : nlohmann::ordered_json();
        row["amplitude_W"] = band.judged ? nlohmann::ordered_json(band.strongest.amplitude_W) : nlohmann::ordered_json();
        row["rms_W"] = band.judged ? nlohmann::ordered_json(band.rms_W) : nlohmann::ordered_json();
        json["bands"].push_back(std::move(row));
    }
    json["limits"] = toJson(level.limits);
    if (level.storage) {
        const StorageRun& run = *level.storage;
        json["storage"] = {{"discharged_J", run.discharged_J}, {"charged_J", run.charged_J}, {"loss_J", run.loss_J}, {"own_J", run.own_J}, {"cell_change_J", run.cellChange_J}, {"highest_discharge_W", run.highestDischarge_W}, {"highest_charge_W", run.highestCharge_W}, {"lowest_excursion_J", run.lowestExcursion_J}, {"highest_excursion_J", run.highestExcursion_J}, {"saturated_s", run.saturated_s}, {"exhausted_s", run.exhausted_s}, {"full_cycles", run.fullCycles}, {"wear", run.wear}};
        if (withSeries) json["storage"]["soc"] = run.soc;
    }
    json["issues"] = nlohmann::ordered_json::array();
    for (const Issues* issues : {&m.issues, &level.issues})
        for (const Issue& issue : *issues) json["issues"].push_back({{"code", issue.code}, {"text", english(issue.text)}});
    if (withSeries) json["step_s"] = level.series.step_s, json["power_W"] = level.series.power_W;
    return json;
}

nlohmann::ordered_json toJson(const SizingResult& sizing) {
    nlohmann::ordered_json json{{"place", sizing.storage.name}, {"needed", sizing.needed}, {"feasible", sizing.feasible}};
    if (sizing.feasible) {
        json["pcs_W"] = sizing.storage.pcs_W, json["energy_J"] = sizing.storage.energy_J, json["tau_s"] = sizing.storage.tau_s;
        json["ramp_W_s"] = sizing.storage.ramp_W_s == kUnlimited ? nlohmann::ordered_json() : nlohmann::ordered_json(sizing.storage.ramp_W_s);
        json["cabins"] = sizing.cabins, json["minimal"] = !sizing.needed || sizing.minimal();
        json["worst_share"] = sizing.shareAt, json["worst_share_with_less_power"] = sizing.shareWithLessPower, json["worst_share_with_less_energy"] = sizing.shareWithLessEnergy;
    }
    json["lower_bound_W"] = sizing.lowerBound_W;
    json["limits"] = toJson(sizing.limits);
    return json;
}

nlohmann::ordered_json toJson(const RuleResult& result, bool withSeries) {
    nlohmann::ordered_json json{{"rule", english(result.title)}};
    json["figures"] = nlohmann::ordered_json::array();
    for (const RuleFigure& figure : result.figures) json["figures"].push_back({{"name", figure.name}, {"value", figure.value}});
    if (withSeries) json["step_s"] = result.after.step_s, json["before_W"] = result.before.power_W, json["after_W"] = result.after.power_W, json["storage_W"] = result.storage.power_W, json["soc"] = result.soc;
    json["issues"] = nlohmann::ordered_json::array();
    for (const Issue& issue : result.issues) json["issues"].push_back({{"code", issue.code}, {"text", english(issue.text)}});
    return json;
}

/// An energy rule instead of the swing's levels.
void runEnergyRule(const SwingOptions& options, const SwingCase& study, const EnergyRule& rule) {
    const RuleResult result = runRule(rule, study.load, *ruleStorage(study));
    const std::string json = toJson(result, options.series).dump(1) + "\n";
    if (options.json == "-") fmt::print("{}", json);
    else printRule(result);
    if (!options.json.empty() && options.json != "-") files::writeText(options.json, json);
}

void run(const SwingOptions& options, int& exit) {
    SwingCase study = readSwingCase(options);
    const std::optional<EnergyRule> rule = readRule(options, study);
    print(study.issues, stderr);
    if (hasErrors(study.issues)) {
        exit = kBadInput;
        return;
    }
    if (rule) return runEnergyRule(options, study, *rule);
    const bool toStdout = options.json == "-";
    const SwingResult result = runChain(study.load, study.stages, study.measures, study.limits);
    nlohmann::ordered_json json{{"source", study.load.source}, {"step_s", study.load.step_s}, {"duration_s", study.load.duration_s()}, {"limits_source", study.limits.source}};
    json["levels"] = nlohmann::ordered_json::array();
    for (const Level& level : result.levels) json["levels"].push_back(toJson(level, options.series));
    const CabinWorth worth = worthOf(study.cabin, study.period_s);
    json["cabin"] = {{"rack_places", worth.rackPlaces}, {"swing_W", worth.swing_W}, {"mass_t", worth.mass_t}, {"period_s", study.period_s}};
    if (!toStdout) {
        fmt::print("{}; {} cells of {:.6g} s\n", study.load.source, study.load.power_W.size(), study.load.step_s);
        for (const std::string& line : study.notes) fmt::print("{}\n", line);
        for (const Level& level : result.levels) printLevel(level, &level == &result.levels.back(), study.measures.design_W > 0);
        if (!study.limits.any()) fmt::print("no limits were given (--limits): nothing is judged\n");
        fmt::print("one cabin = {:.1f} rack places, {:.4g} MW of swing at a period of {:.4g} s, {:.4g} t\n", worth.rackPlaces, worth.swing_W / 1e6, study.period_s, worth.mass_t);
    }
    if (study.sizedStage) {
        SizingOptions sizing;
        sizing.limits = study.limits, sizing.measures = study.measures, sizing.cabin = study.cabin, sizing.chooseController = study.chooseController;
        const SizingResult found = sizeStorage(study.load, study.stages, *study.sizedStage, sizing);
        json["least_storage"] = toJson(found);
        if (!toStdout) printSizing(found, sizing);
        if (!found.feasible) exit = kNotConverged;
    }
    if (toStdout)
        fmt::print("{}\n", json.dump(1));
    else if (!options.json.empty())
        files::writeText(options.json, json.dump(1) + "\n");
}

}  // namespace

void addSwing(CLI::App& program, int& exit) {
    auto options = std::make_shared<SwingOptions>();
    auto* command = program.add_subcommand("swing", "Load swings from the racks to the point of connection: ramp, range, spectrum, limits, least storage.");
    command->footer(swingHelp());
    auto* sources = command->add_option_group("load", "one of these");
    sources->add_option("--training", options->training, "synchronous training, KEY=VALUE,… ('default': as below)");
    sources->add_option("--trace", options->trace, "measured power over time, CSV with a header such as time_s,power_kW");
    sources->add_option("--azure", options->azure, "LLM request trace, CSV TIMESTAMP,ContextTokens,GeneratedTokens");
    sources->add_option("--poisson", options->poisson, "requests as a Poisson process, KEY=VALUE,…");
    sources->require_option(0, 1);
    command->add_option("--inference", options->inference, "the servers behind --azure or --poisson, KEY=VALUE,…");
    command->add_option("--racks", options->racks, "racks of the cluster")->capture_default_str();
    command->add_option("--rack-kw", options->rack_kW, "power of a rack while it computes, kW")->capture_default_str();
    command->add_option("--step-s", options->step_s, "length of a cell, s (traces: as sampled)");
    command->add_option("--duration-s", options->duration_s, "length of a synthetic load, s");
    command->add_option("--seed", options->seed, "the same seed gives the same load")->capture_default_str();
    command->add_option("--psu", options->psu, "storage in the power supplies, a rack: KEY=VALUE,…");
    command->add_option("--bbu", options->bbu, "battery backup units, a rack: KEY=VALUE,…");
    command->add_option("--cabin", options->cabin, "storage cabins: KEY=VALUE,…");
    command->add_option("--transformer", options->transformer, "transformer above them: KEY=VALUE,…");
    command->add_option("--generator", options->generator, "generating set that would carry it: KEY=VALUE,…");
    command->add_option("--limits", options->limits, "what the utility allows: KEY=VALUE,…");
    command->add_flag("--size", options->size, "find the least storage that brings the connection inside the limits");
    command->add_option("--size-at", options->sizeAt, "where: psu, bbu or cabin")->capture_default_str();
    command->add_option("--shave", options->shave, "energy rule: peak shaving by the cabins, KEY=VALUE,… ('default')");
    command->add_option("--pv", options->pv, "energy rule: smoothing of a photovoltaic array, KEY=VALUE,…");
    command->add_option("--droop", options->droop, "energy rule: answer to the grid's frequency, KEY=VALUE,…");
    command->add_option("--regulate", options->regulate, "energy rule: following a regulation signal, KEY=VALUE,…");
    command->add_option("--island", options->island, "energy rule: diesel, photovoltaics and cabins without a grid, KEY=VALUE,…");
    command->add_option("--json", options->json, "write the result as JSON ('-': stdout)");
    command->add_flag("--series", options->series, "with --json: every cell's power, spectrum and state of charge too");
    command->callback([options, &exit] { run(*options, exit); });
}

}  // namespace plenum::cli
