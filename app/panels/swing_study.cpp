// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/swing_study.h"

#include "twin/energy/inference_wave.h"
#include "twin/energy/power_trace.h"
#include "twin/energy/training_wave.h"

#include <QFile>

#include <algorithm>
#include <cmath>

namespace plenum::app {

namespace {

using namespace twin::energy;
using enum SwingField;

constexpr double kMega = 1e6, kMegawattHour_J = 3.6e9, kKilowattHour_J = 3.6e6;
constexpr double kRun_s = 60;        ///< s of training that are calculated at least: 0.017 Hz a bin
constexpr double kStep_s = 0.01;     ///< s: Nyquist 50 Hz, above the 20 Hz that utilities look at
constexpr double kRest_s = 5;        ///< idle before a job starts and after it stops, where its ramps are asked for
constexpr int kCheckpoints = 3;      ///< within the run
constexpr double kNoLoadShare = 0.001, kLoadShare = 0.009;  ///< of a transformer's rating: as of the catalogue's 2 MVA

void append(twin::Issues& to, const twin::Issues& from) { to.insert(to.end(), from.begin(), from.end()); }

TrainingWave wave(const SwingInputs& in) {
    TrainingWave wave;
    wave.cluster_W = in[ClusterPower] * kMega;
    wave.period_s = in[Period];
    wave.computeShare = in[ComputeShare] / 100;
    wave.communicateLevel = in[CommunicateLevel] / 100;
    wave.inStepShare = in[InStep] / 100;
    wave.periodJitter = in[Jitter] / 100;
    wave.spikeFactor = in[Spike];
    wave.edge_s = std::min(in[Edge], 0.45 * std::min(wave.computeShare, 1 - wave.computeShare) * wave.period_s);
    wave.spike_s = std::min(wave.spike_s, 0.5 * wave.computeShare * wave.period_s);
    wave.idleLevel = in[IdleLevel] / 100;
    wave.checkpointEvery_s = in[CheckpointEvery];
    wave.checkpoint_s = in[CheckpointLength];
    wave.rampUp_s = in[RampUp], wave.rampDown_s = in[RampDown];
    if (wave.rampUp_s > 0 || wave.rampDown_s > 0) wave.lead_s = wave.tail_s = kRest_s;
    wave.run_s = std::max({kRun_s, 4 * wave.period_s, kCheckpoints * (wave.checkpointEvery_s > 0 ? wave.checkpointEvery_s + wave.checkpoint_s : 0)}) + wave.rampUp_s;
    wave.run_s = std::ceil(wave.run_s / wave.period_s) * wave.period_s;
    wave.step_s = kStep_s;
    return wave;
}

std::string content(const QString& path, twin::Issues& issues) {
    QFile file(path);
    if (!path.isEmpty() && file.open(QIODevice::ReadOnly)) return file.readAll().toStdString();
    const twin::Text text = path.isEmpty() ? twin::Text{TWIN_TR("This load comes from a file: none is named."), {}} : twin::Text{TWIN_TR("{0} cannot be read: {1}"), {path.toStdString(), file.errorString().toStdString()}};
    issues.push_back({twin::Severity::Error, "energy.file", {}, {}, {}, text, {}, {}, {TWIN_TR("Check the path and its permissions."), {}}});
    return {};
}

void makeRequests(const SwingInputs& in, SwingStudy& study) {
    InferenceFleet fleet;
    fleet.cluster_W = in[ClusterPower] * kMega;
    fleet.idleLevel = in[IdleLevel] / 100, fleet.decodeLevel = in[DecodeLevel] / 100;
    fleet.slotCount = in[Slots], fleet.prefill_tokens_s = in[PrefillRate], fleet.decode_tokens_s = in[DecodeRate];
    std::vector<Request> requests;
    if (in.load == SwingLoad::RequestTrace) {
        fleet.rateFactor = in[RateFactor];
        const std::string csv = content(in.file, study.issues);
        if (twin::hasErrors(study.issues)) return;
        RequestTrace trace = readRequests(csv);
        append(study.issues, trace.issues);
        requests = std::move(trace.requests);
    } else {
        PoissonArrivals arrivals;
        arrivals.rate_per_s = in[RequestRate], arrivals.duration_s = in[Lasts] * 60;
        arrivals.meanContextTokens = in[ContextTokens], arrivals.meanGeneratedTokens = in[GeneratedTokens];
        append(study.issues, check(arrivals));
        if (!twin::hasErrors(study.issues)) requests = poissonRequests(arrivals);
    }
    append(study.issues, check(fleet));
    if (twin::hasErrors(study.issues)) return;
    InferenceSeries made = inferenceSeries(requests, fleet);
    study.load = std::move(made.series);
    study.busy = made.meanBusy, study.longestWait_s = made.longestWait_s;
}

void makeLoad(const SwingInputs& in, SwingStudy& study) {
    study.measures.design_W = in.load == SwingLoad::Measured ? 0 : in[ClusterPower] * kMega;
    if (in.load == SwingLoad::Training) {
        const TrainingWave training = wave(in);
        append(study.issues, check(training));
        study.period_s = training.period_s;
        if (!twin::hasErrors(study.issues)) study.load = trainingSeries(training);
    } else if (in.load == SwingLoad::Measured) {
        const std::string csv = content(in.file, study.issues);
        if (twin::hasErrors(study.issues)) return;
        PowerTrace trace = readPowerTrace(csv);
        append(study.issues, trace.issues);
        study.load = std::move(trace.series);
    } else {
        makeRequests(in, study);
    }
    if (study.period_s > 0 || twin::hasErrors(study.issues)) return;
    if (const auto line = strongestIn(study.load, spectrum(study.load), 0.01, 20)) study.period_s = 1 / line->frequency_Hz;
}

void addStages(const SwingInputs& in, SwingPlace place, SwingStudy& study) {
    const bool steady = in.load == SwingLoad::Training && in[RampUp] <= 0 && in[RampDown] <= 0;
    const auto add = [&](SwingPlace where, double pcs_W, double energy_J, double tau_s, double ramp_W_s = kUnlimited) {
        if (where == place) study.sized = study.stages.size();
        else if (!(pcs_W > 0 && energy_J > 0)) return;
        Storage storage;
        storage.name = in.names[static_cast<std::size_t>(where)];
        storage.pcs_W = pcs_W, storage.energy_J = energy_J, storage.tau_s = tau_s, storage.ramp_W_s = ramp_W_s;
        storage.start = steady ? StartAt::Periodic : StartAt::FirstCell;
        append(study.issues, check(storage));
        study.stages.emplace_back(std::move(storage));
    };
    add(SwingPlace::Supplies, in[SupplyPower] * kMega, in[SupplyEnergy] * kMega, in[SupplyFilter]);
    add(SwingPlace::Batteries, in[BatteryPower] * kMega, in[BatteryEnergy] * kKilowattHour_J, in[BatteryFilter]);
    add(SwingPlace::Cabins, in[CabinPower] * kMega, in[CabinEnergy] * kMegawattHour_J, in[FilterTime], in[CabinRamp] > 0 ? in[CabinRamp] * kMega : kUnlimited);
    if (in[TransformerRating] > 0) {
        TransformerStage transformer;
        transformer.name = in.names[3];
        transformer.rating_VA = in[TransformerRating] * kMega;
        transformer.noLoad_W = kNoLoadShare * transformer.rating_VA, transformer.load_W = kLoadShare * transformer.rating_VA;
        append(study.issues, check(Stage(transformer)));
        study.stages.emplace_back(transformer);
    }
    if (in[GeneratorRating] > 0) {
        GeneratorStage generator;
        generator.name = in.names[4];
        generator.rating_W = in[GeneratorRating] * kMega;
        append(study.issues, check(Stage(generator)));
        study.stages.emplace_back(generator);
    }
}

}  // namespace

LimitSet limitsOf(const SwingInputs& in) {
    LimitSet limits;
    if (in[RampLimit] > 0) limits.rampUp_W_s = limits.rampDown_W_s = in[RampLimit] * kMega;
    if (in[RangeLimit] > 0) limits.range_W = in[RangeLimit] * kMega;
    if (in[PeakLimit] > 0) limits.peak_W = in[PeakLimit] * kMega;
    if (in[EdppLimit] > 0) limits.edppRatio = in[EdppLimit];
    if (in[BandAmplitude] > 0) limits.bands.push_back({{in[BandLow], in[BandHigh]}, in[BandAmplitude] * kMega});
    return limits;
}

SwingStudy studyOf(const SwingInputs& in, SwingPlace place) {
    SwingStudy study;
    study.limits = limitsOf(in);
    study.measures.rampWindow_s = in[RampWindow];
    study.measures.bands = {{in[BandLow], in[BandHigh]}};
    append(study.issues, check(study.limits));
    append(study.issues, check(study.measures));
    makeLoad(in, study);
    addStages(in, place, study);
    return study;
}

}  // namespace plenum::app
