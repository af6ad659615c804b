// SPDX-License-Identifier: GPL-3.0-or-later
// Controller. The smoothed power g follows the load P (held within a cell) by
//     dg/dt = clamp((P − g)/τ, −R, R),         b = P − g  is asked of the storage, R the ramp set point.
// While |b| > Rτ, b moves in a line at R towards zero; then b(t) = b₀ e^{−t/τ}. Both parts are exact, and b keeps its
// sign within a cell. The charge is led back by a constant c a cell, c = clamp((|x| − band)/T, share · PCS) towards the
// target, x the energy above the target at the start of the cell. Asked in all: r = b − c, monotone in t.
// Given:  clamp(r, ±PCS). The parts above and below zero are integrated apart, cut where r crosses +PCS, 0, −PCS; g goes
// on whether or not the PCS can follow, which makes the smoothed power the same for any storage: a larger PCS never
// moves the power further from g.
// Cells:  dE = −discharge/η_d + charge · η_c, discharge cut to (E − E_low) η_d, charge to (E_high − E)/η_c.
// Own:    standby + cooling, cooling following loss/COP by a first-order lag (exact step, held losses).
// Output: mean of the cell = P − (discharge − charge)/dt + own.
#include "twin/energy/storage.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace twin::energy {

namespace {

/// b(t) over one stretch of a cell, a line (τ = 0) or an exponential.
struct Stretch {
    double begin_W, end_W, length_s, tau_s;
    double timeOf(double level_W) const {
        if (tau_s > 0) return tau_s * std::log(begin_W / level_W);
        return length_s * (begin_W - level_W) / (begin_W - end_W);
    }
    double area_J(double from_W, double to_W, double over_s) const { return tau_s > 0 ? tau_s * (from_W - to_W) : (from_W + to_W) / 2 * over_s; }
};

struct Asked {
    double plus_J = 0, minus_J = 0;  // both positive
};

/// Adds the areas of clamp(b − c, ±limit) above and below zero.
void addClamped(const Stretch& stretch, double c_W, double limit_W, Asked& asked) {
    if (!(stretch.length_s > 0)) return;
    const double first = stretch.begin_W - c_W, last = stretch.end_W - c_W;
    if (std::max(first, last) <= limit_W && std::min(first, last) >= -limit_W && first * last >= 0) {
        const double area = stretch.area_J(stretch.begin_W, stretch.end_W, stretch.length_s) - c_W * stretch.length_s;
        (first + last >= 0 ? asked.plus_J : asked.minus_J) += std::abs(area);
        return;
    }
    std::array<double, 3> levels{limit_W, 0, -limit_W};
    if (last > first) std::reverse(levels.begin(), levels.end());
    double at_s = 0, at_W = stretch.begin_W;
    const auto advance = [&](double to_s, double to_W) {
        const double over_s = to_s - at_s, middle = (at_W + to_W) / 2 - c_W;
        if (over_s > 0) {
            double area = stretch.area_J(at_W, to_W, over_s) - c_W * over_s;
            if (middle >= limit_W) area = limit_W * over_s;
            if (middle <= -limit_W) area = -limit_W * over_s;
            (middle >= 0 ? asked.plus_J : asked.minus_J) += std::abs(area);
        }
        at_s = to_s, at_W = to_W;
    };
    for (const double level : levels) {
        const double b = level + c_W;
        if ((stretch.begin_W - b) * (stretch.end_W - b) >= 0) continue;  // not crossed
        advance(std::clamp(stretch.timeOf(b), at_s, stretch.length_s), b);
    }
    advance(stretch.length_s, stretch.end_W);
}

/// The smoothed power over one cell.
class Follower {
  public:
    Follower(const Storage& storage, double step_s, double start_W)
        : m_tau_s(storage.tau_s), m_ramp_W_s(storage.ramp_W_s), m_step_s(step_s), m_decay(m_tau_s > 0 ? std::exp(-step_s / m_tau_s) : 0), m_g_W(start_W) {}

    /// b over the cell as at most two stretches (the second empty when not used).
    std::array<Stretch, 2> advance(double load_W) {
        const double b = load_W - m_g_W, size = std::abs(b), knee_W = m_tau_s > 0 ? m_ramp_W_s * m_tau_s : 0;
        std::array<Stretch, 2> stretches{};
        double end_W = 0;
        if (size <= knee_W || m_ramp_W_s == kUnlimited) {
            end_W = b * m_decay;
            stretches[0] = {m_tau_s > 0 ? b : 0, end_W, m_step_s, m_tau_s};
        } else {
            const double line_s = (size - knee_W) / m_ramp_W_s;
            if (line_s >= m_step_s) {
                end_W = std::copysign(size - m_ramp_W_s * m_step_s, b);
                stretches[0] = {b, end_W, m_step_s, 0};
            } else {
                const double turn_W = std::copysign(knee_W, b), rest_s = m_step_s - line_s;
                end_W = m_tau_s > 0 ? turn_W * std::exp(-rest_s / m_tau_s) : 0;
                stretches[0] = {b, turn_W, line_s, 0};
                stretches[1] = {turn_W, end_W, rest_s, m_tau_s};
            }
        }
        m_g_W = load_W - end_W;
        return stretches;
    }
    double smoothed_W() const { return m_g_W; }

  private:
    double m_tau_s, m_ramp_W_s, m_step_s, m_decay, m_g_W;
};

/// The start from which the smoothed power ends where it began. Without a ramp set point the end is linear in the start,
/// with slope e^{−T/τ}, so one pass gives it; with one, passes follow each other until they close (or are few enough).
double start_W(const Series& load, const Storage& storage) {
    constexpr int kPasses = 8;
    if (storage.start == StartAt::FirstCell) return load.power_W.front();
    double from_W = mean_W(load);
    if (storage.start == StartAt::Mean) return from_W;
    const Extremes bounds = extremes(load);
    const double forgotten = storage.tau_s > 0 ? -std::expm1(-load.duration_s() / storage.tau_s) : 1;
    for (int pass = 0; pass < kPasses; ++pass) {
        Follower follower(storage, load.step_s, from_W);
        for (const double power_W : load.power_W) follower.advance(power_W);
        const double to_W = follower.smoothed_W();
        if (storage.ramp_W_s == kUnlimited) return std::clamp(from_W + (to_W - from_W) / forgotten, bounds.low_W, bounds.high_W);
        if (std::abs(to_W - from_W) <= 1e-9 * (bounds.high_W - bounds.low_W)) break;
        from_W = to_W;
    }
    return from_W;
}

double restoring_W(const Storage& storage, double overTarget_J) {
    if (!(storage.restore_s > 0) || storage.energy_J == kUnlimited) return 0;
    const double beyond_J = std::abs(overTarget_J) - storage.restoreBand * storage.energy_J;
    if (beyond_J <= 0) return 0;
    return std::copysign(std::min(beyond_J / storage.restore_s, storage.restoreShare * storage.pcs_W), -overTarget_J);
}

}  // namespace

Issues check(const Storage& storage) {
    Issues issues;
    Checks checks(issues, storage.name);
    checks.within("pcs_W", storage.pcs_W, 0, kUnlimited);
    checks.within("energy_J", storage.energy_J, 0, kUnlimited);
    checks.within("tau_s", storage.tau_s, 0, 1e9);
    checks.above("ramp_W_s", storage.ramp_W_s, 0);
    checks.within("socLow", storage.socLow, 0, 1);
    checks.within("socHigh", storage.socHigh, 0, 1);
    checks.within("socStart", storage.socStart, std::min(storage.socLow, storage.socHigh), std::max(storage.socLow, storage.socHigh));
    checks.within("socTarget", storage.socTarget, std::min(storage.socLow, storage.socHigh), std::max(storage.socLow, storage.socHigh));
    if (storage.socLow > storage.socHigh)
        checks.refuse("energy.socWindow", {TWIN_TR("{0}: the lowest state of charge is above the highest"), {storage.name}}, {TWIN_TR("Exchange the two"), {}});
    checks.within("restore_s", storage.restore_s, 0, 1e9);
    checks.within("restoreShare", storage.restoreShare, 0, 1);
    checks.within("restoreBand", storage.restoreBand, 0, 1);
    checks.within("chargeEfficiency", storage.chargeEfficiency, 0.01, 1);
    checks.within("dischargeEfficiency", storage.dischargeEfficiency, 0.01, 1);
    checks.within("own_W", storage.own_W, 0, 1e12);
    checks.within("coolingCop", storage.coolingCop, 0, 1000);
    checks.within("thermal_s", storage.thermal_s, 0, 1e9);
    checks.within("cycleLife", storage.cycleLife, 1, 1e9);
    checks.within("depthExponent", storage.depthExponent, 0.1, 10);
    return issues;
}

StorageRun runStorage(const Series& load, const Storage& storage, bool keepSoc) {
    StorageRun run;
    const std::size_t n = load.power_W.size();
    const double dt = load.step_s;
    run.out = {dt, std::vector<double>(n), load.source};
    if (n == 0) return run;
    const bool unlimited = storage.energy_J == kUnlimited;
    keepSoc = keepSoc && !unlimited && storage.energy_J > 0;
    if (keepSoc) run.soc.resize(n);
    const double lowest_J = unlimited ? -kUnlimited : (storage.socLow - storage.socStart) * storage.energy_J;
    const double highest_J = unlimited ? kUnlimited : (storage.socHigh - storage.socStart) * storage.energy_J;
    const double target_J = unlimited ? 0 : (storage.socTarget - storage.socStart) * storage.energy_J;
    const double coolingDecay = storage.thermal_s > 0 ? std::exp(-dt / storage.thermal_s) : 0;
    const double coolingHeld = storage.thermal_s > 0 ? (1 - coolingDecay) * storage.thermal_s / dt : 0;

    Follower follower(storage, dt, start_W(load, storage));
    double x_J = 0, cooling_W = 0;  // energy in the cells above the start; draw of the chiller
    Extremes out{kUnlimited, -kUnlimited};
    const auto see = [&](double power_W) {
        out.low_W = std::min(out.low_W, power_W);
        out.high_W = std::max(out.high_W, power_W);
    };
    for (std::size_t i = 0; i < n; ++i) {
        const double load_W = load.power_W[i];
        const auto stretches = follower.advance(load_W);
        const double c = restoring_W(storage, x_J - target_J);
        Asked asked;
        for (const Stretch& stretch : stretches) addClamped(stretch, c, storage.pcs_W, asked);
        const double first_W = stretches[0].begin_W - c;
        const double last_W = (stretches[1].length_s > 0 ? stretches[1].end_W : stretches[0].end_W) - c;

        // What is asked first in the cell is given first.
        double discharge_J = asked.plus_J, charge_J = asked.minus_J;
        const auto discharge = [&] {
            discharge_J = std::min(discharge_J, std::max(0.0, (x_J - lowest_J) * storage.dischargeEfficiency));
            x_J -= discharge_J / storage.dischargeEfficiency;
        };
        const auto charge = [&] {
            charge_J = std::min(charge_J, std::max(0.0, (highest_J - x_J) / storage.chargeEfficiency));
            x_J += charge_J * storage.chargeEfficiency;
        };
        if (first_W > 0) {
            discharge(), charge();
        } else {
            charge(), discharge();
        }
        const double loss_J = discharge_J * (1 / storage.dischargeEfficiency - 1) + charge_J * (1 - storage.chargeEfficiency);

        const double heat_W = storage.coolingCop > 0 ? loss_J / dt / storage.coolingCop : 0;
        const double own_W = storage.own_W + heat_W + (cooling_W - heat_W) * coolingHeld;
        cooling_W = heat_W + (cooling_W - heat_W) * coolingDecay;

        run.out.power_W[i] = load_W - (discharge_J - charge_J) / dt + own_W;
        const bool exhausted = discharge_J < asked.plus_J || charge_J < asked.minus_J;
        const double given0_W = std::clamp(first_W, -storage.pcs_W, storage.pcs_W), given1_W = std::clamp(last_W, -storage.pcs_W, storage.pcs_W);
        if (exhausted) {
            see(load_W + own_W);
            if (discharge_J + charge_J > 0) see(load_W - given0_W + own_W);
            run.exhausted_s += dt;
        } else {
            see(load_W - given0_W + own_W);
            see(load_W - given1_W + own_W);
        }
        if (discharge_J > 0) run.highestDischarge_W = std::max({run.highestDischarge_W, given0_W, given1_W});
        if (charge_J > 0) run.highestCharge_W = std::max({run.highestCharge_W, -given0_W, -given1_W});
        if (std::max(std::abs(first_W), std::abs(last_W)) > storage.pcs_W) run.saturated_s += dt;
        run.discharged_J += discharge_J, run.charged_J += charge_J, run.loss_J += loss_J, run.own_J += own_W * dt;
        run.lowestExcursion_J = std::min(run.lowestExcursion_J, x_J);
        run.highestExcursion_J = std::max(run.highestExcursion_J, x_J);
        if (keepSoc) run.soc[i] = storage.socStart + x_J / storage.energy_J;
    }
    run.outExtremes = out;
    run.cellChange_J = x_J;
    if (!unlimited && storage.energy_J > 0) {
        run.fullCycles = (run.discharged_J / storage.dischargeEfficiency + run.charged_J * storage.chargeEfficiency) / (2 * storage.energy_J);
        const Wear wear = wearOf(run.soc, storage.cycleLife, storage.depthExponent);
        run.wear = wear.share, run.wearCycles = wear.cycles;
    }
    return run;
}

Wear wearOf(const std::vector<double>& soc, double cycleLife, double depthExponent) {
    Wear wear;
    std::vector<double> turns;
    const auto count = [&](double from, double to, double weight) {
        const double depth = std::abs(to - from);
        if (depth <= 0) return;
        wear.cycles += weight;
        wear.share += weight * std::pow(depth, depthExponent) / cycleLife;
    };
    const auto turn = [&](double value) {
        turns.push_back(value);
        while (turns.size() >= 3) {
            const std::size_t top = turns.size() - 1;
            const double newer = std::abs(turns[top] - turns[top - 1]), older = std::abs(turns[top - 1] - turns[top - 2]);
            if (newer < older) break;
            if (turns.size() == 3) {  // the older range holds the start: half a cycle
                count(turns[0], turns[1], 0.5);
                turns.erase(turns.begin());
            } else {
                count(turns[top - 2], turns[top - 1], 1);
                turns.erase(turns.end() - 3, turns.end() - 1);
            }
        }
    };
    // Turning points: where the course changes its direction, level stretches passed over, and both ends.
    if (soc.empty()) return wear;
    double direction = 0;
    turn(soc.front());
    for (std::size_t i = 1; i < soc.size(); ++i) {
        const double change = soc[i] - soc[i - 1];
        if (change == 0) continue;
        if (change * direction < 0) turn(soc[i - 1]);
        direction = change;
    }
    turn(soc.back());
    for (std::size_t k = 1; k < turns.size(); ++k) count(turns[k - 1], turns[k], 0.5);
    return wear;
}

}  // namespace twin::energy
