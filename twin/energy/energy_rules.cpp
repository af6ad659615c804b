// SPDX-License-Identifier: GPL-3.0-or-later
// All rules ask a power of the cells for one step and take what the PCS and the window of charge allow:
//     given = min(asked, PCS, (E − E_low) η_d / dt)      taken = min(asked, PCS, (E_high − E) / (η_c dt))
// with dE = −given dt/η_d or + taken dt η_c, exact for power held over the step.
#include "twin/energy/energy_rules.h"

#include <algorithm>
#include <cmath>

namespace twin::energy {

namespace {

/// The cells' energy and its books.
class Cells {
  public:
    Cells(const Storage& storage, double lowestSoc) : m_storage(storage), m_low_J(std::max(storage.socLow, lowestSoc) * storage.energy_J), m_high_J(storage.socHigh * storage.energy_J), m_energy_J(storage.socStart * storage.energy_J), m_start_J(m_energy_J) {}

    /// power_W > 0 discharges; gives back what was done.
    double apply(double power_W, double dt) {
        if (power_W >= 0) {
            const double given = std::min({power_W, m_storage.pcs_W, std::max(0.0, (m_energy_J - m_low_J) * m_storage.dischargeEfficiency / dt)});
            m_energy_J -= given * dt / m_storage.dischargeEfficiency;
            discharged_J += given * dt;
            loss_J += given * dt * (1 / m_storage.dischargeEfficiency - 1);
            return given;
        }
        const double taken = std::min({-power_W, m_storage.pcs_W, std::max(0.0, (m_high_J - m_energy_J) / (m_storage.chargeEfficiency * dt))});
        m_energy_J += taken * dt * m_storage.chargeEfficiency;
        charged_J += taken * dt;
        loss_J += taken * dt * (1 - m_storage.chargeEfficiency);
        return -taken;
    }
    double soc() const { return m_storage.energy_J > 0 ? m_energy_J / m_storage.energy_J : 0; }
    double change_J() const { return m_energy_J - m_start_J; }

    double discharged_J = 0, charged_J = 0, loss_J = 0;

  private:
    const Storage& m_storage;
    double m_low_J, m_high_J, m_energy_J, m_start_J;
};

double steepest_W_s(const Series& series) {
    double most = 0;
    for (std::size_t i = 1; i < series.power_W.size(); ++i) most = std::max(most, std::abs(series.power_W[i] - series.power_W[i - 1]) / series.step_s);
    return most;
}

template <class Asked>
RegulationRun follow(std::size_t n, double step_s, const Storage& storage, double reserveSoc, Asked&& asked) {
    RegulationRun run;
    run.given = {step_s, std::vector<double>(n), "regulation"};
    run.soc.resize(n);
    Cells cells(storage, reserveSoc);
    double wanted = 0, missed = 0;
    for (std::size_t i = 0; i < n; ++i) {
        const double power_W = asked(i);
        run.given.power_W[i] = cells.apply(power_W, step_s);
        run.soc[i] = cells.soc();
        wanted += std::abs(power_W), missed += std::abs(power_W - run.given.power_W[i]);
    }
    run.loss_J = cells.loss_J, run.cellChange_J = cells.change_J(), run.discharged_J = cells.discharged_J, run.charged_J = cells.charged_J;
    run.score = wanted > 0 ? 1 - missed / wanted : 1;
    return run;
}

}  // namespace

double rideThrough_s(const Storage& storage, double load_W, double soc) {
    if (load_W <= 0) return kUnlimited;
    if (load_W > storage.pcs_W) return 0;
    return std::max(0.0, soc - storage.socLow) * storage.energy_J * storage.dischargeEfficiency / load_W;
}

double reserveFor(const Storage& storage, double load_W, double time_s) {
    if (load_W * time_s <= 0) return storage.socLow;
    if (storage.energy_J <= 0) return kUnlimited;
    return storage.socLow + load_W * time_s / storage.dischargeEfficiency / storage.energy_J;
}

DispatchRun shavePeaks(const Series& load, const Storage& storage, double threshold_W, double reserveSoc) {
    DispatchRun run;
    run.grid = {load.step_s, std::vector<double>(load.power_W.size()), load.source};
    run.soc.resize(load.power_W.size());
    Cells cells(storage, reserveSoc);
    for (std::size_t i = 0; i < load.power_W.size(); ++i) {
        const double own_W = load.power_W[i] + storage.own_W, over_W = own_W - threshold_W;
        const double done_W = cells.apply(over_W, load.step_s);
        run.grid.power_W[i] = own_W - done_W;
        run.soc[i] = cells.soc();
        if (over_W > 0) run.missed_J += (over_W - done_W) * load.step_s;
    }
    run.discharged_J = cells.discharged_J, run.charged_J = cells.charged_J, run.loss_J = cells.loss_J, run.cellChange_J = cells.change_J();
    return run;
}

double leastThreshold_W(const Series& load, const Storage& storage, double reserveSoc) {
    const Extremes found = extremes(load);
    double high_W = found.high_W + storage.own_W, low_W = std::min(high_W, found.low_W + storage.own_W);
    const double close_W = 1e-6 * std::max(std::abs(high_W), 1.0);
    const auto held = [&](double threshold_W) { return extremes(shavePeaks(load, storage, threshold_W, reserveSoc).grid).high_W <= threshold_W + 1e-3 * close_W; };
    if (held(low_W)) return low_W;
    while (high_W - low_W > close_W) {
        const double middle_W = (low_W + high_W) / 2;
        (held(middle_W) ? high_W : low_W) = middle_W;
    }
    return high_W;
}

PvRun smoothPv(const Series& pv, const Storage& storage) {
    PvRun run;
    // The storage sees the PV as a load; what it gives to the load above is what it takes from the PV.
    Series load = pv;
    for (double& power_W : load.power_W) power_W = -power_W;
    run.storage = runStorage(load, storage);
    run.smoothed = run.storage.out;
    for (double& power_W : run.smoothed.power_W) power_W = -power_W;
    run.rampBefore_W_s = steepest_W_s(pv), run.rampAfter_W_s = steepest_W_s(run.smoothed);
    return run;
}

Issues check(const FrequencyRule& rule) {
    Issues issues;
    Checks checks(issues, "frequency rule");
    checks.within("nominal_Hz", rule.nominal_Hz, 1, 1000);
    checks.within("deadBand_Hz", rule.deadBand_Hz, 0, rule.nominal_Hz);
    checks.within("droop", rule.droop, 1e-4, 1);
    checks.within("offered_W", rule.offered_W, 0, 1e12);
    return issues;
}

double droopPower_W(const FrequencyRule& rule, double frequency_Hz) {
    const double below_Hz = rule.nominal_Hz - frequency_Hz, beyond_Hz = std::abs(below_Hz) - rule.deadBand_Hz;
    if (!(beyond_Hz > 0)) return 0;
    return std::copysign(rule.offered_W * std::min(1.0, beyond_Hz / (rule.droop * rule.nominal_Hz)), below_Hz);
}

double offerable_W(const Storage& storage, double soc, double reserveSoc, double hold_s) {
    if (!(hold_s > 0)) return storage.pcs_W;
    const double down_J = std::max(0.0, soc - std::max(storage.socLow, reserveSoc)) * storage.energy_J * storage.dischargeEfficiency;
    const double up_J = std::max(0.0, storage.socHigh - soc) * storage.energy_J / storage.chargeEfficiency;
    return std::min({storage.pcs_W, down_J / hold_s, up_J / hold_s});
}

RegulationRun followSignal(const std::vector<double>& signal, double step_s, const Storage& storage, double offered_W, double reserveSoc) {
    return follow(signal.size(), step_s, storage, reserveSoc, [&](std::size_t i) { return std::clamp(signal[i], -1.0, 1.0) * offered_W; });
}

RegulationRun followFrequency(const std::vector<double>& frequency_Hz, double step_s, const Storage& storage, const FrequencyRule& rule, double reserveSoc) {
    return follow(frequency_Hz.size(), step_s, storage, reserveSoc, [&](std::size_t i) { return droopPower_W(rule, frequency_Hz[i]); });
}

Issues check(const DieselSet& diesel) {
    Issues issues;
    Checks checks(issues, "diesel");
    checks.above("rating_W", diesel.rating_W, 0);
    checks.within("leastShare", diesel.leastShare, 0, 1);
    checks.within("noLoad_l_h", diesel.noLoad_l_h, 0, 1e6);
    checks.within("slope_l_kWh", diesel.slope_l_kWh, 0, 100);
    return issues;
}

IslandRun runIsland(const Series& load, const Series& pv, const Storage& storage, const DieselSet& diesel, double reserveSoc, double stopSoc) {
    IslandRun run;
    run.soc.resize(load.power_W.size());
    run.set = {load.step_s, std::vector<double>(load.power_W.size()), "diesel"};
    run.storage = {load.step_s, std::vector<double>(load.power_W.size()), "storage"};
    const double dt = load.step_s;
    const auto fuel_l = [&](double power_W) { return diesel.noLoad_l_h * dt / 3600 + diesel.slope_l_kWh * power_W * dt / 3.6e6; };
    Cells cells(storage, reserveSoc);
    const double lowest = std::max(storage.socLow, reserveSoc);
    bool running = false;
    for (std::size_t i = 0; i < load.power_W.size(); ++i) {
        const double demand_W = load.power_W[i] + storage.own_W, sun_W = i < pv.power_W.size() ? std::max(0.0, pv.power_W[i]) : 0;
        const double alone_W = std::min(load.power_W[i], diesel.rating_W);
        run.fuelAlone_l += fuel_l(std::max(alone_W, diesel.leastShare * diesel.rating_W));
        run.unservedAlone_J += (load.power_W[i] - alone_W) * dt;

        const double net_W = demand_W - sun_W;  // what storage or set must give
        const double givable_W = std::min(storage.pcs_W, std::max(0.0, (cells.soc() - lowest) * storage.energy_J * storage.dischargeEfficiency / dt));
        if (!running) running = net_W > givable_W;
        if (running && cells.soc() >= std::min(stopSoc, storage.socHigh) * (1 - 1e-9) && net_W <= givable_W) running = false;
        if (!running) {
            const double done_W = run.storage.power_W[i] = cells.apply(net_W, dt);
            run.curtailed_J += std::max(0.0, done_W - net_W) * dt;
        } else {
            // At its rating: the load first, the rest into the cells; then throttled to what is taken, not below its least.
            const double charged_W = run.storage.power_W[i] = cells.apply(net_W - diesel.rating_W, dt);
            const double set_W = run.set.power_W[i] = std::clamp(net_W - charged_W, diesel.leastShare * diesel.rating_W, diesel.rating_W);
            run.fuel_l += fuel_l(set_W);
            run.running_s += dt;
            const double left_W = set_W - (net_W - charged_W);
            run.dumped_J += std::max(0.0, left_W) * dt;
            run.unserved_J += std::max(0.0, -left_W) * dt;
        }
        run.soc[i] = cells.soc();
    }
    run.discharged_J = cells.discharged_J, run.charged_J = cells.charged_J, run.loss_J = cells.loss_J, run.cellChange_J = cells.change_J();
    return run;
}

}  // namespace twin::energy
