// SPDX-License-Identifier: GPL-3.0-or-later
// Why bisection finds the least power. The smoothed power g does not depend on the storage, and what the PCS cannot give
// is what the connection sees beyond g: while P ≥ g the power is g + max(0, P − g − PCS), while P < g it is
// g − max(0, g − P − PCS). Peaks of g itself end a time with P ≥ g. So peak, trough and range never grow with the PCS;
// ramps and lines of the spectrum nearly always follow, and the scan covers the rest. Any controller: at the highest load
// the storage gives at least P_max − peak, at the lowest it takes at least trough − P_min; together range(P) − range, so
// one of them is at least half of that.
#include "twin/energy/storage_sizing.h"

#include <algorithm>
#include <cmath>

namespace twin::energy {

namespace {

constexpr int kScan = 12;
constexpr double kLess = 1e-3;

class Trial {
  public:
    Trial(const Series& load, const std::vector<Stage>& stages, std::size_t place, const SizingOptions& options, std::stop_token stop)
        : m_stages(stages), m_place(place), m_options(options), m_stop(std::move(stop)), m_below{load, extremes(load)} {
        for (std::size_t s = 0; s < place; ++s) m_below = pass(m_below, stages[s]);
        m_measures = options.measures;
        m_measures.bands.clear();
        for (const BandLimit& each : options.limits.bands)
            if (each.amplitude_W < kUnlimited) m_measures.bands.push_back(each.band);
        m_measures.withSpectrum = !m_measures.bands.empty();
    }

    const Passed& below() const { return m_below; }
    int count() const { return m_count; }
    bool stopped() const { return m_stop.stop_requested(); }

    std::vector<LimitResult> limits(const Storage* storage) {
        ++m_count;
        Passed at = storage != nullptr ? pass(m_below, *storage) : m_below;
        for (std::size_t s = m_place + 1; s < m_stages.size(); ++s) at = pass(at, m_stages[s]);
        return judge(measure(at.series, m_measures, at.exact), m_options.limits);
    }
    /// Rows that cannot be judged are left out: they are told to the user once.
    double share(const Storage* storage) {
        auto rows = limits(storage);
        std::erase_if(rows, [](const LimitResult& row) { return row.verdict == Verdict::NotJudged; });
        return worstShare(rows);
    }
    bool passes(Storage storage, double pcs_W, double energy_J) {
        storage.pcs_W = pcs_W, storage.energy_J = energy_J;
        return share(&storage) <= 1;
    }
    StorageRun run(Storage storage, double pcs_W) const {
        storage.pcs_W = pcs_W, storage.energy_J = kUnlimited;
        return runStorage(m_below.series, storage, false);
    }

  private:
    const std::vector<Stage>& m_stages;
    std::size_t m_place;
    const SizingOptions& m_options;
    std::stop_token m_stop;
    Passed m_below;
    MeasureOptions m_measures;
    int m_count = 0;
};

/// The smallest passing value in (0, high]; high passes.
template <class Passes>
double smallest(double high, double tolerance, const Trial& trial, Passes&& passes) {
    double low = 0;
    for (int k = 1; k < kScan && !trial.stopped(); ++k) {
        const double at = high * k / kScan;
        if (passes(at)) {
            high = at;
            break;
        }
        low = at;
    }
    while (high - low > tolerance * high && !trial.stopped()) {
        const double middle = (low + high) / 2;
        (passes(middle) ? high : low) = middle;
    }
    return high;
}

/// Cell energy that passes for this power; starts from what unlimited cells would use.
double enoughEnergy(Trial& trial, const Storage& storage, double pcs_W) {
    const StorageRun run = trial.run(storage, pcs_W);
    const double down = storage.socStart - storage.socLow, up = storage.socHigh - storage.socStart;
    if ((run.lowestExcursion_J < 0 && down <= 0) || (run.highestExcursion_J > 0 && up <= 0)) return kUnlimited;
    double energy_J = std::max(run.lowestExcursion_J < 0 ? -run.lowestExcursion_J / down : 0, run.highestExcursion_J > 0 ? run.highestExcursion_J / up : 0) * (1 + 1e-9);
    for (int round = 0; round < 20 && !trial.stopped(); ++round, energy_J *= 2)
        if (energy_J > 0 && trial.passes(storage, pcs_W, energy_J)) return energy_J;
    return kUnlimited;
}

double cabinsOf(const Storage& storage, const CabinType& type) { return std::max(storage.pcs_W / type.pcs_W, storage.energy_J / type.energy_J); }

/// The fewest cabins for a controller; the storage is left with their power and energy.
bool sizeFor(Trial& trial, Storage& storage, const CabinType& type, double tolerance) {
    if (!trial.passes(storage, kUnlimited, kUnlimited)) return false;
    const StorageRun run = trial.run(storage, kUnlimited);
    const double most_W = std::max(run.highestDischarge_W, run.highestCharge_W) * (1 + 1e-9);
    storage.pcs_W = smallest(most_W, tolerance, trial, [&](double pcs_W) { return trial.passes(storage, pcs_W, kUnlimited); });
    // That power may just hold with cells without end only; all power that is asked for always does.
    storage.energy_J = enoughEnergy(trial, storage, storage.pcs_W);
    if (storage.energy_J == kUnlimited) storage.pcs_W = most_W, storage.energy_J = enoughEnergy(trial, storage, most_W);
    if (storage.energy_J == kUnlimited) return false;
    const double most = cabinsOf(storage, type);
    const auto passesCabins = [&](double cabins) { return trial.passes(storage, cabins * type.pcs_W, cabins * type.energy_J); };
    const double cabins = passesCabins(most) ? smallest(most, tolerance, trial, passesCabins) : 0;
    if (cabins > 0) storage.pcs_W = cabins * type.pcs_W, storage.energy_J = cabins * type.energy_J;
    return true;
}

/// Lowers power, then energy, in turns until neither can be lowered alone.
void settle(Trial& trial, Storage& storage, double tolerance) {
    constexpr int kTurns = 8;
    for (int turn = 0; turn < kTurns && !trial.stopped(); ++turn) {
        if (turn > 0 && !trial.passes(storage, storage.pcs_W * (1 - kLess), storage.energy_J)) break;
        storage.pcs_W = smallest(storage.pcs_W, tolerance, trial, [&](double pcs_W) { return trial.passes(storage, pcs_W, storage.energy_J); });
        storage.energy_J = smallest(storage.energy_J, tolerance, trial, [&](double energy_J) { return trial.passes(storage, storage.pcs_W, energy_J); });
    }
}

/// Time constants by halves from ten times the trace down to a cell, each with and without the ramp limit as set point.
bool chooseFor(Trial& trial, Storage& storage, const SizingOptions& options) {
    const Series& load = trial.below().series;
    std::vector<double> ramps_W_s{kUnlimited};
    if (const double limit_W_s = std::min(options.limits.rampUp_W_s, options.limits.rampDown_W_s); limit_W_s < kUnlimited) ramps_W_s.push_back(limit_W_s);
    std::vector<Storage> candidates;
    const auto add = [&](double tau_s, double ramp_W_s) {
        candidates.push_back(storage);
        candidates.back().tau_s = tau_s, candidates.back().ramp_W_s = ramp_W_s;
    };
    for (double tau_s = 10 * load.duration_s(); tau_s >= load.step_s; tau_s /= 2)
        for (const double ramp_W_s : ramps_W_s) add(tau_s, ramp_W_s);
    if (ramps_W_s.size() > 1) add(0, ramps_W_s.back());
    bool found = false;
    double best = kUnlimited;
    for (Storage& candidate : candidates) {
        if (trial.stopped()) break;
        const auto passesCabins = [&](double cabins) { return trial.passes(candidate, cabins * options.cabin.pcs_W, cabins * options.cabin.energy_J); };
        if (!found) {
            if (!sizeFor(trial, candidate, options.cabin, 1e-3)) continue;
            best = cabinsOf(candidate, options.cabin);
        } else {
            if (!passesCabins(best * (1 - kLess))) continue;
            best = smallest(best * (1 - kLess), 1e-3, trial, passesCabins);
        }
        found = true;
        storage = candidate;
        storage.energy_J = best * options.cabin.energy_J;
        storage.pcs_W = best * options.cabin.pcs_W;
    }
    return found;
}

void tell(Issues& issues, Severity severity, const char* code, const std::string& item, Text text, Text hint) {
    Issue issue;
    issue.severity = severity;
    issue.code = code;
    issue.itemName = item;
    issue.text = std::move(text);
    issue.hint = std::move(hint);
    issues.push_back(std::move(issue));
}

}  // namespace

Issues check(const CabinType& type) {
    Issues issues;
    Checks checks(issues, "cabin type");
    checks.above("pcs_W", type.pcs_W, 0);
    checks.above("energy_J", type.energy_J, 0);
    checks.above("width_m", type.width_m, 0);
    checks.above("depth_m", type.depth_m, 0);
    checks.within("clearanceFront_m", type.clearanceFront_m, 0, 100);
    checks.within("clearanceRear_m", type.clearanceRear_m, 0, 100);
    checks.within("mass_kg", type.mass_kg, 0, 1e7);
    checks.above("rackPlace_m2", type.rackPlace_m2, 0);
    return issues;
}

CabinWorth worthOf(const CabinType& type, double period_s, double socLow, double socHigh) {
    CabinWorth worth;
    worth.rackPlaces = type.width_m * (type.depth_m + type.clearanceFront_m + type.clearanceRear_m) / type.rackPlace_m2;
    const double usable_J = std::max(0.0, socHigh - socLow) * type.energy_J;
    worth.swing_W = 2 * (period_s > 0 ? std::min(type.pcs_W, usable_J / (period_s / 2)) : type.pcs_W);
    worth.mass_t = type.mass_kg / 1e3;
    return worth;
}

SizingResult sizeStorage(const Series& load, const std::vector<Stage>& stages, std::size_t place, const SizingOptions& options, std::stop_token stop) {
    SizingResult result;
    result.storage = std::get<Storage>(stages.at(place));
    Storage& storage = result.storage;
    Trial trial(load, stages, place, options, std::move(stop));
    if (options.limits.range_W < kUnlimited) result.lowerBound_W = std::max(0.0, (trial.below().exact.high_W - trial.below().exact.low_W - options.limits.range_W) / 2);

    const auto bare = trial.limits(nullptr);
    for (const LimitResult& row : bare)
        if (row.verdict == Verdict::NotJudged) tell(result.issues, Severity::Warning, "energy.sizedWithout", storage.name, row.text(), {TWIN_TR("The storage is sized for the other limits only"), {}});
    if (trial.share(nullptr) <= 1) {
        result.needed = false, result.feasible = true;
        storage.pcs_W = storage.energy_J = 0;
        result.limits = bare;
        result.shareAt = trial.share(nullptr);
        result.trials = trial.count();
        return result;
    }
    result.feasible = options.chooseController ? chooseFor(trial, storage, options) : sizeFor(trial, storage, options.cabin, options.tolerance);
    if (result.feasible) settle(trial, storage, options.tolerance);
    result.stopped = trial.stopped();
    if (!result.feasible) {
        storage.pcs_W = storage.energy_J = kUnlimited;
        result.limits = trial.limits(&storage);
        tell(result.issues, Severity::Error, "energy.noStorageDoes", storage.name, {TWIN_TR("No storage at '{0}' brings the swing inside the limits"), {storage.name}},
             options.chooseController ? Text{TWIN_TR("A limit is out of reach of any storage there (see the limits as they stand with unlimited storage)"), {}}
                                      : Text{TWIN_TR("Let the controller be chosen, or give a longer time constant or a lower ramp set point"), {}});
    } else {
        result.limits = trial.limits(&storage);
        result.shareAt = trial.share(&storage);
        Storage less = storage;
        less.pcs_W *= 1 - kLess;
        result.shareWithLessPower = trial.share(&less);
        less = storage;
        less.energy_J *= 1 - kLess;
        result.shareWithLessEnergy = trial.share(&less);
        result.cabins = cabinsOf(storage, options.cabin);
    }
    result.trials = trial.count();
    return result;
}

}  // namespace twin::energy
