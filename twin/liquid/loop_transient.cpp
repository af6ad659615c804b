// SPDX-License-Identifier: GPL-3.0-or-later
// Heat in time. Every link is a row of cells in the direction of flow, every cell coolant (mass m, T) and, on cold plates,
// a solid (C_s, T_s) that takes the link's heat Q and gives it over a constant conductance G:
//
//   m c dT/dt  = ṁ c (T_up − T) + G (T_s − T) + q          C_s dT_s/dt = Q − G (T_s − T)
//
// Implicit Euler with step h; T_s is eliminated, leaving one affine relation T = α T_up + β a cell (h = ∞ is the steady
// state the run begins with). Nodes mix what arrives; tanks are mixed cells. Exchangers join the ends of two links by
// ε-NTU: the hot side leaves at max(T_set, T_hot − ε C_min (T_hot − T_cold) / C_hot), the cold side (coolant, or air of a
// temperature that is given) takes that heat. The
// sweep visits links in the order of flow, so only closed loops and exchangers need another one; each volume on a loop
// damps the error by ṁh/(m + ṁh), a set outlet ends it.
//
// ρ and c_p are constants of a network (at its first mean temperature), so that stored heat and carried heat agree to
// rounding: Σ m c ΔT + Σ C_s ΔT_s = ∫ (given − taken) dt.
#include "twin/liquid/loop_transient.h"

#include "twin/liquid/heat_exchanger.h"
#include "twin/liquid/transient_part.h"
#include "twin/liquid/valve_motion.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>

namespace twin::liquid {

namespace {

using What = TransientEvent::What;

constexpr double kInfinite = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kStopped = 0.01;        // of full speed: below it a coasting pump counts as standing
constexpr double kShutOpening = 0.02;    // of full opening: below it a closing valve counts as shut
constexpr int kMostSweeps = 4000;

std::size_t at(int index) { return static_cast<std::size_t>(index); }

/// A series at a moment, linear between its times, level beyond them.
double at(double time_s, const std::vector<double>& times_s, const std::vector<double>& values) {
    const auto after = std::upper_bound(times_s.begin(), times_s.end(), time_s);
    const auto n = static_cast<std::size_t>(after - times_s.begin());
    if (n == 0 || n >= values.size()) return n == 0 ? values.front() : values.back();
    const double share = (time_s - times_s[n - 1]) / (times_s[n] - times_s[n - 1]);
    return values[n - 1] + share * (values[n] - values[n - 1]);
}

class Transient {
  public:
    Transient(const std::vector<TransientNetwork>& networks, const std::vector<Exchanger>& exchangers,
              const std::vector<TransientEvent>& events, const std::vector<std::pair<int, int>>& watched,
              const TransientOptions& options, std::stop_token stop)
        : m_exchangers(exchangers), m_events(events), m_options(options), m_stop(std::move(stop)) {
        for (const TransientNetwork& network : networks) m_parts.emplace_back(network, options);
        for (std::size_t e = 0; e < exchangers.size(); ++e) {
            const Exchanger& one = exchangers[e];
            m_parts[at(one.hotNetwork)].exchangerOf[at(one.hotLink)] = static_cast<int>(e);
            if (one.coldNetwork >= 0) m_parts[at(one.coldNetwork)].exchangerOf[at(one.coldLink)] = static_cast<int>(e);
        }
        for (std::size_t p = 0; p < m_parts.size(); ++p)
            for (std::size_t v = 0; v < m_parts[p].valves.size(); ++v) m_result.valves.push_back({static_cast<int>(p), static_cast<int>(v), {}, {}});
        std::stable_sort(m_events.begin(), m_events.end(), [](const auto& a, const auto& b) { return a.at_s < b.at_s; });
        for (const auto& [network, link] : watched) {
            m_result.links.emplace_back();
            m_result.links.back().network = network;
            m_result.links.back().link = link;
        }
    }

    TransientResult run() {
        const auto start = std::chrono::steady_clock::now();
        m_result.report.status = SolveStatus::Converged;
        for (TransientPart& part : m_parts)
            if (!part.solveFlows(m_stop)) return failed(part);
        settle();
        prepareWatch();
        record(0);
        warnOfHammer();
        double time = 0, step = m_options.step_s;
        while (time < m_options.end_s * (1 - 1e-12)) {
            if (m_stop.stop_requested()) {
                m_result.report.status = SolveStatus::Cancelled;
                break;
            }
            double h = std::min(step, m_options.end_s - time);
            for (const TransientEvent& event : m_events)  // a step ends where an event begins
                if (event.at_s > time + 1e-9 && event.at_s < time + h) h = event.at_s - time;
            applyEvents(time + h, h);
            for (std::size_t p = 0; p < m_parts.size(); ++p)
                if (moveValves(m_parts[p], h)) m_changed[p] = 1;
            if (std::find(m_changed.begin(), m_changed.end(), 1) != m_changed.end())
                for (TransientPart& part : m_parts)
                    if (part.steady.links.empty() || m_changed[at(static_cast<int>(&part - m_parts.data()))])
                        if (!part.solveFlows(m_stop)) return failed(part);
            const bool began = std::any_of(m_events.begin(), m_events.end(), [&](const auto& e) { return e.at_s >= time && e.at_s < time + h; });
            m_time_s = time + h;
            advance(h);
            time += h;
            record(time);
            step = began ? m_options.step_s : std::min(step * 1.25, m_options.longestStep_s);
            ++m_result.report.iterations;
            if (m_options.progress) m_options.progress(time / m_options.end_s);
        }
        finish();
        m_result.report.time_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        return std::move(m_result);
    }

  private:
    TransientResult failed(const TransientPart& part) {
        m_result.report.status = m_stop.stop_requested() ? SolveStatus::Cancelled : SolveStatus::NotConverged;
        m_result.report.worst = part.steady.report.worst.empty() ? fmt::format("loop {}", &part - m_parts.data()) : part.steady.report.worst;
        finish();
        return std::move(m_result);
    }

    /// The state at a moment: speeds, openings, heats and sinks; marks the networks whose flows change.
    void applyEvents(double time, double h) {
        m_changed.assign(m_parts.size(), 0);
        for (const TransientEvent& event : m_events) {
            if (event.at_s > time - 1e-9) break;
            TransientPart& part = m_parts[at(event.network)];
            Link& link = part.network.links[at(event.link)];
            const Link& first = part.source->network.links[at(event.link)];
            const double since = time - event.at_s;
            const double share = event.over_s > 0 ? std::min(1.0, since / event.over_s) : 1;
            const bool running = since - h < event.over_s || event.what == What::PumpTrip;
            if (event.what == What::Close || event.what == What::Open || event.what == What::Drop)
                for (ControlledValve& valve : part.valves)  // moved by hand from now on
                    if (valve.straight == event.link || valve.bypass == event.link) valve.controlled = false;
            switch (event.what) {
                case What::PumpTrip: {
                    if (link.closed) break;
                    double& from = m_tripSpeed[{event.network, event.link}];
                    if (from == 0) from = std::max(part.steady.links[at(event.link)].speed, kStopped);
                    const double speed = event.over_s > 0 ? from / (1 + since / event.over_s) : 0;
                    link.control = PumpControl::FixedSpeed;
                    link.speed = speed;
                    if (speed < kStopped) link.closed = true;
                    m_changed[at(event.network)] = 1;
                    break;
                }
                case What::PumpStart:
                    if (!running) break;
                    link.closed = share < kStopped;
                    link.control = share < 1 ? PumpControl::FixedSpeed : first.control;
                    link.speed = share < 1 ? share : std::max(first.speed, 1.0);
                    m_changed[at(event.network)] = 1;
                    break;
                case What::Close: case What::Open: {
                    if (!running) break;
                    const double opening = event.what == What::Close ? 1 - share : share;
                    link.closed = opening < kShutOpening;
                    const double squared = std::max(opening, kShutOpening) * std::max(opening, kShutOpening);
                    link.refDrop_Pa = first.refDrop_Pa / squared;
                    link.minorLoss = first.minorLoss + 1 / squared - 1;
                    m_changed[at(event.network)] = 1;
                    break;
                }
                case What::Heat: part.heat_W[at(event.link)] = first.heat_W * (1 + share * (event.value - 1)); break;
                case What::LoseSink: part.sink[at(event.link)] = 0; break;
                case What::Restore: part.sink[at(event.link)] = first.setOutlet; break;
                case What::Drop:
                    if (!running) break;
                    link.refDrop_Pa = first.refDrop_Pa * (1 + share * (event.value - 1));
                    m_changed[at(event.network)] = 1;
                    break;
            }
        }
    }

    /// One sweep of a link's cells; h = ∞ for the steady state.
    void sweepLink(TransientPart& part, std::size_t k, double h, double& change) {
        const TransientPart::Cells& row = part.cells[k];
        const LinkStore& store = part.stores[k];
        const double carried = part.capacity_W_K(k);
        const double held = std::isinf(h) ? 0 : part.rhoC * store.volume_m3 / row.count / h;
        const double solid = std::isinf(h) ? 0 : store.solid_J_K / row.count / h;
        const double g = store.conductance_W_K > 0 ? store.conductance_W_K / row.count : 0;
        const Link& link = part.network.links[k];
        const double loss = link.lossUa_W_K / row.count;
        const bool inside = !(part.exchangerOf[k] >= 0);  // the exchanger's heat is put on at the end
        const double q = inside ? part.heat_W[k] / row.count : 0;
        double up = carried > 0 ? part.node_C[at(part.entry(k))] : 0;
        for (int c = 0; c < row.count; ++c) {
            // Cells lie in the link's own direction; flow may run against it.
            const std::size_t i = row.first + at(part.flow[k] >= 0 ? c : row.count - 1 - c);
            double a = held + carried + loss, b = held * part.oldCoolant_C[i] + carried * up + loss * link.surroundings_C;
            if (g > 0) {
                const double s = (solid * part.oldSolid_C[i] + q) / (solid + g);
                a += g - g * g / (solid + g);
                b += g * s;
            } else {
                b += q;
            }
            const double now = a > 0 ? b / a : part.coolant_C[i];
            change = std::max(change, std::abs(now - part.coolant_C[i]));
            part.coolant_C[i] = now;
            if (g > 0) part.solid_C[i] = (solid * part.oldSolid_C[i] + q + g * now) / (solid + g);
            up = now;
        }
        if (carried <= 0) {
            part.taken_W[k] = 0;
            part.outlet_C[k] = part.coolant_C[row.first + at(row.count - 1)];
            return;
        }
        double out = up, taken = 0;
        if (const int e = part.exchangerOf[k]; e >= 0) {
            taken = exchangerHeat_W(part, k, m_exchangers[at(e)], up);
            out = up - taken / carried;
        } else if (part.sink[k]) {
            out = link.outlet_C;
            taken = carried * (up - out);
        }
        part.outlet_C[k] = out;
        part.taken_W[k] = taken;
    }

    /// Heat that a link gives to its exchanger (negative for the cold side), at the other side's last state.
    double exchangerHeat_W(TransientPart& part, std::size_t k, const Exchanger& one, double here_C) {
        if (one.coldNetwork < 0) {
            const double hotCapacity = part.capacity_W_K(k);
            const ExchangerResult most = exchange(one.ua_W_K, hotCapacity, here_C, one.airCapacity_W_K, at(m_time_s, one.airTime_s, one.air_C));
            return hotCapacity * (here_C - std::max(most.hotOut_C, std::min(one.set_C, here_C)));
        }
        TransientPart &hot = m_parts[at(one.hotNetwork)], &cold = m_parts[at(one.coldNetwork)];
        const std::size_t h = at(one.hotLink), c = at(one.coldLink);
        const bool isHot = &part == &hot && k == h;
        if (!isHot) return -hot.taken_W[h];
        const double hotCapacity = hot.capacity_W_K(h), coldCapacity = cold.capacity_W_K(c);
        if (coldCapacity <= 0) return 0;
        const TransientPart::Cells& row = cold.cells[c];
        const double coldIn = cold.coolant_C[row.first + at(cold.flow[c] >= 0 ? row.count - 1 : 0)];
        const ExchangerResult most = exchange(one.ua_W_K, hotCapacity, here_C, coldCapacity, coldIn);
        return hotCapacity * (here_C - std::max(most.hotOut_C, std::min(one.set_C, here_C)));
    }

    /// Sweeps until nothing moves.
    bool sweeps(double h) {
        for (int sweep = 0; sweep < kMostSweeps; ++sweep) {
            double change = 0;
            for (TransientPart& part : m_parts) sweepPart(part, h, change);
            if (change <= m_options.tolerance_K) return true;
            if (m_stop.stop_requested()) return false;
        }
        return false;
    }

    /// Links in the order of flow, each node mixed once all that reaches it is known.
    void sweepPart(TransientPart& part, double h, double& change) {
        part.outlet_C.resize(part.flow.size(), part.network.startTemperature_C);
        part.taken_W.resize(part.flow.size(), 0);
        std::vector<double>& sum = m_sum;
        std::vector<double>& weight = m_weight;
        sum.assign(part.network.nodes.size(), 0);
        weight.assign(part.network.nodes.size(), 0);
        std::vector<int>& waiting = m_waiting;
        waiting.assign(part.network.nodes.size(), 0);
        for (std::size_t k = 0; k < part.flow.size(); ++k)
            if (part.flow[k] != 0 && part.valid(k)) ++waiting[at(part.exit(k))];
        for (int link : part.order) {
            const std::size_t k = at(link);
            if (!part.valid(k)) continue;
            sweepLink(part, k, h, change);
            if (part.flow[k] == 0) continue;
            const std::size_t n = at(part.exit(k));
            const double carried = part.capacity_W_K(k);
            sum[n] += carried * part.outlet_C[k];
            weight[n] += carried;
            if (--waiting[n] > 0) continue;
            const double held = std::isinf(h) ? 0 : part.rhoC * part.nodeVolume[n] / h;
            const double now = (sum[n] + held * part.oldNode_C[n]) / (weight[n] + held);
            change = std::max(change, std::abs(now - part.node_C[n]));
            part.node_C[n] = now;
        }
    }

    void keepOld() {
        for (TransientPart& part : m_parts) part.keepOld();
    }

    void settle() {
        keepOld();
        for (TransientPart& part : m_parts)
            for (std::size_t n = 0; n < part.node_C.size(); ++n)
                if (std::isfinite(part.steady.nodes[n].temperature_C)) part.node_C[n] = part.steady.nodes[n].temperature_C;
        if (!sweeps(kInfinite) && !m_stop.stop_requested()) m_result.report.status = SolveStatus::NotConverged;
    }

    double stored_J() const {
        double sum = 0;
        for (const TransientPart& part : m_parts) sum += part.stored_J();
        return sum;
    }

    void advance(double h) {
        keepOld();
        const double before = stored_J();
        if (!sweeps(h) && !m_stop.stop_requested()) m_result.report.status = SolveStatus::NotConverged;
        m_result.stored_J += stored_J() - before;
        for (const TransientPart& part : m_parts)
            for (std::size_t k = 0; k < part.flow.size(); ++k) {
                if (part.exchangerOf[k] < 0) {
                    const bool holds = part.flow[k] != 0 || part.stores[k].volume_m3 > 0 || part.stores[k].conductance_W_K > 0;
                    if (holds) m_result.given_J += h * part.heat_W[k];
                    const Link& link = part.network.links[k];
                    if (link.lossUa_W_K > 0)
                        for (int c = 0; c < part.cells[k].count; ++c)
                            m_result.taken_J += h * link.lossUa_W_K / part.cells[k].count * (part.coolant_C[part.cells[k].first + at(c)] - link.surroundings_C);
                }
                m_result.taken_J += h * part.taken_W[k];  // both sides of an exchanger cancel
            }
    }

    void prepareWatch() {
        for (TransientPart& part : m_parts)
            for (std::size_t k = 0; k < part.stores.size(); ++k)
                m_result.secondsToLimit.push_back(std::isfinite(part.stores[k].chipLimit_C) ? kInfinite : kNaN);
        m_lastChip.assign(m_result.secondsToLimit.size(), kNaN);
    }

    void record(double time) {
        const double begin = m_events.empty() ? 0 : m_events.front().at_s;
        std::size_t global = 0;
        const double before = m_result.time_s.empty() ? 0 : m_result.time_s.back();
        for (const TransientPart& part : m_parts)
            for (std::size_t k = 0; k < part.stores.size(); ++k, ++global) {
                double& found = m_result.secondsToLimit[global];
                if (std::isnan(found)) continue;
                const double now = part.chip_C(k), limit = part.stores[k].chipLimit_C;
                if (std::isinf(found) && now >= limit) {
                    const double last = m_lastChip[global];
                    const double share = std::isfinite(last) && now > last ? (limit - last) / (now - last) : 1;
                    found = std::max(0.0, before + std::clamp(share, 0.0, 1.0) * (time - before) - begin);
                }
                m_lastChip[global] = now;
            }
        m_result.time_s.push_back(time);
        for (LinkHistory& one : m_result.links) {
            const TransientPart& part = m_parts[at(one.network)];
            const std::size_t k = at(one.link);
            one.chip_C.push_back(static_cast<float>(part.chip_C(k)));
            one.outlet_C.push_back(static_cast<float>(part.outlet_C[k]));
            one.flow_m3_s.push_back(static_cast<float>(part.flow[k]));
            one.taken_W.push_back(static_cast<float>(part.taken_W[k]));
        }
        for (ValveHistory& one : m_result.valves) {
            const TransientPart& part = m_parts[at(one.network)];
            const ControlledValve& valve = part.valves[at(one.valve)];
            one.position.push_back(static_cast<float>(valve.position));
            one.temperature_C.push_back(static_cast<float>(valve.sensed < 0 ? kNaN : part.node_C[at(valve.sensed)]));
        }
    }

    void warnOfHammer() {
        for (const TransientEvent& event : m_events) {
            if (event.what != What::Close) continue;
            Issues issues = m_parts[at(event.network)].hammer(at(event.link), event.over_s);
            m_result.issues.insert(m_result.issues.end(), issues.begin(), issues.end());
        }
    }

    void finish() {
        for (LinkHistory& one : m_result.links) {
            std::size_t global = 0;
            for (int p = 0; p < one.network; ++p) global += m_parts[at(p)].stores.size();
            if (global + at(one.link) < m_result.secondsToLimit.size()) one.secondsToLimit = m_result.secondsToLimit[global + at(one.link)];
            one.hottest_C = one.chip_C.empty() ? kNaN : *std::max_element(one.chip_C.begin(), one.chip_C.end());
        }
        const double scale = std::max({std::abs(m_result.given_J), std::abs(m_result.stored_J), 1.0});
        m_result.energyResidual = std::abs(m_result.stored_J - (m_result.given_J - m_result.taken_J)) / scale;
        m_result.report.residual = m_result.energyResidual;
    }

    std::vector<TransientPart> m_parts;
    const std::vector<Exchanger>& m_exchangers;
    std::vector<TransientEvent> m_events;
    const TransientOptions& m_options;
    std::stop_token m_stop;
    TransientResult m_result;
    std::map<std::pair<int, int>, double> m_tripSpeed;
    std::vector<char> m_changed;
    double m_time_s = 0;  ///< of the state that is being found
    std::vector<double> m_sum, m_weight, m_lastChip;
    std::vector<int> m_waiting;
};

}  // namespace

TransientResult solveTransient(const std::vector<TransientNetwork>& networks, const std::vector<Exchanger>& exchangers,
                               const std::vector<TransientEvent>& events, const std::vector<std::pair<int, int>>& watched,
                               const TransientOptions& options, std::stop_token stop) {
    return Transient(networks, exchangers, events, watched, options, std::move(stop)).run();
}

}  // namespace twin::liquid
