// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/swing_options.h"

#include "app/cli/swing_keys.h"
#include "app/cli/swing_rules.h"
#include "app/files/project_files.h"
#include "twin/energy/inference_wave.h"
#include "twin/energy/power_trace.h"
#include "twin/energy/training_wave.h"

#include <fmt/format.h>

#include <cmath>
#include <map>

namespace plenum::cli {

namespace {

using namespace twin;
using namespace twin::energy;

void append(Issues& to, const Issues& from) { to.insert(to.end(), from.begin(), from.end()); }

void readTraining(const SwingOptions& options, SwingCase& study) {
    TrainingWave wave;
    wave.cluster_W = options.racks * options.rack_kW * 1e3;
    wave.seed = options.seed;
    if (options.step_s != 0) wave.step_s = options.step_s;
    Keys keys(study.issues, "--training");
    keys.number("period", wave.period_s).number("compute", wave.computeShare).number("comm", wave.communicateLevel).number("edge", wave.edge_s);
    keys.number("spike", wave.spikeFactor).number("spike_s", wave.spike_s).number("checkpoint_every", wave.checkpointEvery_s);
    keys.number("checkpoint", wave.checkpoint_s).number("checkpoint_level", wave.checkpointLevel).number("idle", wave.idleLevel);
    keys.number("lead", wave.lead_s).number("ramp_up", wave.rampUp_s).number("run", wave.run_s).number("ramp_down", wave.rampDown_s).number("tail", wave.tail_s);
    keys.number("in_step", wave.inStepShare).number("jitter", wave.periodJitter);
    keys.read(options.training);
    if (options.duration_s != 0) wave.run_s = options.duration_s - wave.lead_s - wave.rampDown_s - wave.tail_s;
    const Issues found = check(wave);
    append(study.issues, found);
    study.period_s = wave.period_s;
    if (!hasErrors(found)) study.load = trainingSeries(wave);
}

void readInference(const SwingOptions& options, SwingCase& study) {
    InferenceFleet fleet;
    fleet.cluster_W = options.racks * options.rack_kW * 1e3;
    if (options.step_s != 0) fleet.step_s = options.step_s;
    Keys keys(study.issues, "--inference");
    keys.number("idle", fleet.idleLevel).number("decode", fleet.decodeLevel).number("slots", fleet.slotCount).number("rate_factor", fleet.rateFactor);
    keys.number("prefill_tokens_s", fleet.prefill_tokens_s).number("decode_tokens_s", fleet.decode_tokens_s);
    keys.read(options.inference);
    const Issues wrong = check(fleet);
    append(study.issues, wrong);
    std::vector<Request> requests;
    if (!options.azure.empty()) {
        RequestTrace trace = readRequests(files::readText(options.azure));
        append(study.issues, trace.issues);
        requests = std::move(trace.requests);
    } else {
        PoissonArrivals arrivals;
        arrivals.seed = options.seed;
        if (options.duration_s != 0) arrivals.duration_s = options.duration_s;
        Keys poisson(study.issues, "--poisson");
        poisson.number("rate", arrivals.rate_per_s).number("context", arrivals.meanContextTokens).number("generated", arrivals.meanGeneratedTokens);
        poisson.read(options.poisson);
        const Issues found = check(arrivals);
        append(study.issues, found);
        if (!hasErrors(found)) requests = poissonRequests(arrivals);
    }
    if (hasErrors(study.issues)) return;
    const InferenceSeries inference = inferenceSeries(requests, fleet);
    study.load = inference.series;
    study.notes.push_back(fmt::format("slots busy {:.1f} % on average, longest wait for one {:.4g} s", 100 * inference.meanBusy, inference.longestWait_s));
}

/// Adds the stage; true when its controller was given.
bool readStorage(const std::string& text, const char* option, Storage storage, double units, StartAt start, SwingCase& study) {
    double count = 1, efficiency = 0;
    storage.start = start;
    Keys keys(study.issues, option);
    keys.number("power_MW", storage.pcs_W, 1e6).number("power_kW", storage.pcs_W, 1e3).number("energy_MWh", storage.energy_J, 3.6e9).number("energy_kWh", storage.energy_J, 3.6e6);
    keys.number("energy_kJ", storage.energy_J, 1e3).number("tau_s", storage.tau_s).number("ramp_MW_s", storage.ramp_W_s, 1e6).number("count", count);
    keys.number("soc", storage.socStart).number("soc_target", storage.socTarget).number("soc_low", storage.socLow).number("soc_high", storage.socHigh);
    keys.number("restore_s", storage.restore_s).number("restore_share", storage.restoreShare).number("restore_band", storage.restoreBand);
    keys.number("efficiency", efficiency).number("charge_efficiency", storage.chargeEfficiency).number("discharge_efficiency", storage.dischargeEfficiency);
    keys.number("own_kW", storage.own_W, 1e3).number("cooling_cop", storage.coolingCop).number("thermal_s", storage.thermal_s);
    keys.number("cycle_life", storage.cycleLife).number("depth_exponent", storage.depthExponent);
    const bool cabin = std::string_view(option) == "--cabin";
    if (cabin) {
        keys.number("weight_t", study.cabin.mass_kg, 1e3).number("width_m", study.cabin.width_m).number("depth_m", study.cabin.depth_m);
        keys.number("clearance_front_m", study.cabin.clearanceFront_m).number("clearance_rear_m", study.cabin.clearanceRear_m).number("rack_place_m2", study.cabin.rackPlace_m2);
    }
    keys.read(text, [&](const std::string& key, const std::string& value) {
        if (key != "start") return false;
        if (value == "periodic" || value == "mean" || value == "first")
            storage.start = value == "periodic" ? StartAt::Periodic : value == "mean" ? StartAt::Mean : StartAt::FirstCell;
        else
            refuse(study.issues, option, value, fmt::format("start is '{}'", value), "Give periodic, mean or first");
        return true;
    });
    if (keys.given("soc") && !keys.given("soc_target")) storage.socTarget = storage.socStart;
    if (keys.given("efficiency")) storage.chargeEfficiency = storage.dischargeEfficiency = efficiency > 0 ? std::sqrt(efficiency) : efficiency;  // there and back
    if (!(count >= 1 && count <= 1e6)) refuse(study.issues, option, fmt::format("{}", count), fmt::format("count is {}", count), "Give 1 to 1000000");
    if (cabin) study.cabin.pcs_W = storage.pcs_W, study.cabin.energy_J = storage.energy_J, append(study.issues, check(study.cabin));
    storage.pcs_W *= count * units, storage.energy_J *= count * units, storage.own_W *= count * units;
    append(study.issues, check(storage));
    study.stages.emplace_back(std::move(storage));
    return keys.given("tau_s") || keys.given("ramp_MW_s");
}

void readStages(const SwingOptions& options, StartAt start, SwingCase& study) {
    const std::string sized = options.size ? options.sizeAt : "";
    const auto add = [&](const char* name, const std::string& text, Storage storage, double units) {
        if (text.empty() && sized != name) return;
        storage.name = name;
        const bool controlled = readStorage(text, (std::string("--") + name).c_str(), storage, units, start, study);
        if (sized == name) {
            study.sizedStage = study.stages.size() - 1;
            study.chooseController = !controlled;
        } else if (!controlled) {
            study.notes.push_back(fmt::format("{} has no controller (neither tau_s nor ramp_MW_s): it only stands by", name));
        }
    };
    Storage supply, battery, cabin;
    supply.pcs_W = 0.3 * options.rack_kW * 1e3, supply.energy_J = 0.3 * options.rack_kW * 1e3, supply.tau_s = 0, supply.own_W = 0;  // for a second
    battery.pcs_W = options.rack_kW * 1e3, battery.energy_J = options.rack_kW * 1e3 * 90;
    cabin.pcs_W = study.cabin.pcs_W, cabin.energy_J = study.cabin.energy_J;
    add("psu", options.psu, supply, options.racks);
    add("bbu", options.bbu, battery, options.racks);
    add("cabin", options.cabin, cabin, 1);
    if (!options.transformer.empty()) {
        TransformerStage transformer;
        Keys keys(study.issues, "--transformer");
        keys.number("rating_MVA", transformer.rating_VA, 1e6).number("power_factor", transformer.powerFactor).number("no_load_kW", transformer.noLoad_W, 1e3).number("load_kW", transformer.load_W, 1e3);
        keys.read(options.transformer);
        append(study.issues, check(Stage(transformer)));
        study.stages.emplace_back(transformer);
    }
    if (!options.generator.empty()) {
        GeneratorStage generator;
        Keys keys(study.issues, "--generator");
        keys.number("rating_MW", generator.rating_W, 1e6).number("least_share", generator.leastShare).number("step_share", generator.stepShare).number("step_window_s", generator.stepWindow_s);
        keys.read(options.generator);
        append(study.issues, check(Stage(generator)));
        study.stages.emplace_back(generator);
    }
}

void readLimits(const SwingOptions& options, SwingCase& study) {
    LimitSet& limits = study.limits;
    double ramp_W_s = kUnlimited;
    Keys keys(study.issues, "--limits");
    keys.number("ramp", ramp_W_s, 1e6).number("ramp_up", limits.rampUp_W_s, 1e6).number("ramp_down", limits.rampDown_W_s, 1e6).number("range", limits.range_W, 1e6);
    keys.number("peak", limits.peak_W, 1e6).number("edpp", limits.edppRatio).number("window", study.measures.rampWindow_s).number("edpp_window", study.measures.edpWindow_s);
    keys.read(options.limits, [&](const std::string& key, const std::string& value) {
        if (key != "band") return false;
        BandLimit band;
        const std::size_t dash = value.find('-'), colon = value.find(':');
        if (dash == std::string::npos || colon == std::string::npos || dash > colon || !toNumber(value.substr(0, dash), band.band.low_Hz) ||
            !toNumber(value.substr(dash + 1, colon - dash - 1), band.band.high_Hz) || !toNumber(value.substr(colon + 1), band.amplitude_W)) {
            refuse(study.issues, "--limits", value, fmt::format("band is '{}'", value), "Write band=LOW-HIGH:MW, for instance band=0.1-20:0.5");
        } else {
            band.amplitude_W *= 1e6;
            limits.bands.push_back(band);
        }
        return true;
    });
    if (keys.given("ramp")) {
        if (!keys.given("ramp_up")) limits.rampUp_W_s = ramp_W_s;
        if (!keys.given("ramp_down")) limits.rampDown_W_s = ramp_W_s;
    }
    append(study.issues, check(limits));
    append(study.issues, check(study.measures));
}

}  // namespace

SwingCase readSwingCase(const SwingOptions& options) {
    SwingCase study;
    if (!(options.racks > 0 && options.racks <= 1e7)) refuse(study.issues, "--racks", fmt::format("{}", options.racks), fmt::format("{} racks", options.racks), "Give 1 to 10000000");
    if (!(options.rack_kW > 0 && options.rack_kW <= 1e5)) refuse(study.issues, "--rack-kw", fmt::format("{}", options.rack_kW), fmt::format("{} kW a rack", options.rack_kW), "Give a power above 0, at most 100000 kW");
    if (!(options.step_s >= 0)) refuse(study.issues, "--step-s", fmt::format("{}", options.step_s), fmt::format("{} s", options.step_s), "Give a time above 0");
    if (!(options.duration_s >= 0)) refuse(study.issues, "--duration-s", fmt::format("{}", options.duration_s), fmt::format("{} s", options.duration_s), "Give a time above 0");
    if (!options.inference.empty() && options.azure.empty() && options.poisson.empty()) refuse(study.issues, "--inference", options.inference, "there are no requests", "Give --azure or --poisson too");
    if (options.sizeAt != "psu" && options.sizeAt != "bbu" && options.sizeAt != "cabin") refuse(study.issues, "--size-at", options.sizeAt, fmt::format("there is no place '{}'", options.sizeAt), "Give psu, bbu or cabin");
    readLimits(options, study);
    if (options.size && !study.limits.any() && !hasErrors(study.issues)) refuse(study.issues, "--size", "", "there is no limit to size for", "Give --limits, for instance --limits ramp=1,range=2");

    study.measures.design_W = options.racks * options.rack_kW * 1e3;
    if (!options.azure.empty() || !options.poisson.empty()) {
        readInference(options, study);
    } else if (!options.trace.empty()) {
        PowerTrace trace = readPowerTrace(files::readText(options.trace), options.step_s);
        append(study.issues, trace.issues);
        study.load = std::move(trace.series);
        study.measures.design_W = 0;
    } else {
        readTraining(options, study);
    }
    const bool steady = options.training.find("lead=") == std::string::npos && options.training.find("ramp_up=") == std::string::npos;
    const bool synthetic = options.trace.empty() && options.azure.empty() && options.poisson.empty();
    const StartAt start = synthetic && steady ? StartAt::Periodic : StartAt::FirstCell;
    readStages(options, start, study);
    if (study.period_s == 0 && !hasErrors(study.issues)) {
        const auto line = strongestIn(study.load, spectrum(study.load), 0.01, 20);
        if (line) study.period_s = 1 / line->frequency_Hz;
    }
    return study;
}

std::string swingHelp() {
    return std::string("--training  period (s), compute (share of the period), comm, idle, checkpoint_level (share of full power),\n"
           "            edge, spike_s (s), spike (factor at the start of each compute phase), checkpoint_every, checkpoint (s),\n"
           "            lead, ramp_up, run, ramp_down, tail (s), in_step (share of the cluster), jitter (share of the period)\n"
           "--poisson   rate (1/s), context, generated (mean tokens)\n"
           "--inference idle, decode (shares of full power), slots, prefill_tokens_s, decode_tokens_s (a slot), rate_factor\n"
           "--psu, --bbu (a rack), --cabin   power_MW or power_kW, energy_MWh, energy_kWh or energy_kJ, tau_s (first-order filter),\n"
           "            ramp_MW_s (set point), count, soc, soc_target, soc_low, soc_high, start (where the filter begins: periodic, mean or first),\n"
           "            restore_s (0: never), restore_share, restore_band, efficiency (there and back), charge_efficiency,\n"
           "            discharge_efficiency, own_kW, cooling_cop, thermal_s, cycle_life, depth_exponent;\n"
           "            --cabin also weight_t, width_m, depth_m, clearance_front_m, clearance_rear_m, rack_place_m2\n"
           "--transformer  rating_MVA, power_factor, no_load_kW, load_kW\n"
           "--generator    rating_MW, least_share, step_share, step_window_s\n"
           "--limits    ramp, ramp_up, ramp_down (MW/s) over window (s), range, peak (MW), edpp (ratio) over edpp_window (s),\n"
           "            band=LOW-HIGH:MW (amplitude of the strongest line; may be given several times)\n")
           + swingRulesHelp() +
           "--size without tau_s or ramp_MW_s at the place chooses the controller that takes the fewest cabins.\n"
           "Example: plenumctl swing --training period=2,compute=0.7,comm=0.4 --racks 500 --rack-kw 130 --cabin count=10,tau_s=20 --limits ramp=5,range=10,band=0.1-20:2 --size";
}

}  // namespace plenum::cli
