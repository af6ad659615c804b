// SPDX-License-Identifier: GPL-3.0-or-later
// Where the rules of hydraulic_status.cpp go to and fro: all statuses at once from the heads (hydraulic_heads.h), then Newton
// to the tolerance with these statuses held. Pressure controls, which no such theory covers, act in turn between the rounds.
#include "twin/liquid/hydraulic_heads.h"
#include "twin/liquid/hydraulic_state.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace twin::liquid {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr int kMostRounds = 30;  // of pressure controls
constexpr double kMostGain_m = 1e4;  // of a pump of constant power: beyond, nothing but leaks takes its water
constexpr int kMostRepairs = 10;
constexpr int kMostSteps = 200;

std::size_t at(int index) { return static_cast<std::size_t>(index); }

}  // namespace

/// The status a link has by itself: what its devices do not decide.
LinkStatus HydraulicSolver::State::baseStatus(std::size_t link) const {
    for (const HydraulicControl& control : m_network.controls)
        if (static_cast<std::size_t>(control.link) == link) return m_status[link] == LinkStatus::Closed ? LinkStatus::Closed : LinkStatus::Open;
    return m_startStatus[link] == LinkStatus::Closed && !m_network.links[link].checkValve ? LinkStatus::Closed : LinkStatus::Open;
}

/// Statuses, flows and heads by the equations in heads.
void HydraulicSolver::State::settleByHeads(const std::stop_token& stop) {
    using Law = HeadEquations::Law;
    HeadEquations equations;
    equations.junctions = m_junctions;
    equations.demand_m3_s = m_demand;
    equations.head_m = m_head;
    equations.flow_m3_s = m_startFlow;
    equations.cut.assign(m_head.size(), 0);
    double known = 0;
    for (std::size_t p = at(m_junctions); p < m_head.size(); ++p) known += m_head[p] / static_cast<double>(m_head.size() - at(m_junctions));
    std::fill_n(equations.head_m.begin(), m_junctions, known);
    for (const std::vector<int>& island : m_islands) {
        double asked = 0;
        for (const int p : island) asked += m_demand[at(p)];
        for (const int p : island) equations.cut[at(p)] = asked != 0;
    }
    std::vector<LinkStatus> base(m_network.links.size(), LinkStatus::Open);
    for (std::size_t a = 0; a < m_arcs.size(); ++a) {
        HeadEquations::Arc arc{m_from[a], m_to[a], Law::Plain, -kInfinity, kInfinity};
        if (m_arcs[a].kind == ArcKind::Link) {
            const auto k = at(m_arcs[a].item);
            const HydraulicLink& link = m_network.links[k];
            const HydraulicNode &from = m_network.nodes[at(link.from)], &to = m_network.nodes[at(link.to)];
            const bool pump = link.kind == HydraulicKind::Pump;
            base[k] = m_controlled[k] && !pump ? LinkStatus::Open : baseStatus(k);
            arc.device = link.kind != HydraulicKind::Pipe || link.checkValve || base[k] == LinkStatus::Closed || from.tank || to.tank;
            if (base[k] == LinkStatus::Closed || (pump && m_setting[k] == 0)) arc.law = Law::Shut;
            else if (pump && link.law == PumpLaw::ConstantPower) arc.law = Law::ConstantPower;
            else if (link.kind == HydraulicKind::Prv && m_controlled[k]) arc.law = Law::Reducing;
            else if (link.kind == HydraulicKind::Psv && m_controlled[k]) arc.law = Law::Sustaining;
            arc.power = link.pumpFactor * m_setting[k] * m_setting[k] * m_setting[k];
            arc.held_m = m_setting[k] + (arc.law == Law::Reducing ? to : from).elevation_m;
            if (pump || link.checkValve || arc.law == Law::Reducing || arc.law == Law::Sustaining) arc.least_m3_s = 0;
            if (link.kind == HydraulicKind::Fcv && m_controlled[k]) arc.most_m3_s = m_setting[k];
            for (const auto& [node, outward] : {std::pair{&from, true}, std::pair{&to, false}}) {
                if (!node->tank) continue;
                const bool noOutflow = node->head_m <= node->lowest_m, noInflow = node->head_m >= node->highest_m && !node->overflows;
                if (outward ? noInflow : noOutflow) arc.least_m3_s = std::max(arc.least_m3_s, 0.0);
                if (outward ? noOutflow : noInflow) arc.most_m3_s = std::min(arc.most_m3_s, 0.0);
            }
        }
        equations.arcs.push_back(arc);
    }
    m_laws.noteStatus(base);
    equations.solve([&](const double* flow, double* loss, double* slope) { m_laws.evaluate(m_network, base, m_setting, flow, loss, slope); }, stop);
    for (const int index : m_coreLinks) {
        const std::size_t k = at(index), a = arcOf(k);
        const HeadEquations::Arc& arc = equations.arcs[a];
        const HydraulicKind kind = m_network.links[k].kind;
        const bool shut = arc.law == Law::Shut || equations.branch[a] == HeadEquations::Branch::AtLeast ||
                          (equations.branch[a] == HeadEquations::Branch::AtMost && arc.most_m3_s <= 0) ||
                          (arc.law == Law::ConstantPower && arc.power > kMostGain_m * equations.flow_m3_s[a]);
        const bool controlled = m_controlled[k] && kind != HydraulicKind::Pump;
        const bool cut = equations.cut[at(arc.from)] || equations.cut[at(arc.to)];  // no pressure to hold there
        const bool holds = equations.branch[a] == HeadEquations::Branch::Holding;
        LinkStatus status = LinkStatus::Open;
        if (shut || (cut && holds)) {
            const bool byItself = arc.law == Law::Shut || arc.law == Law::Reducing || arc.law == Law::Sustaining || m_network.links[k].checkValve;
            const bool tooHigh = kind == HydraulicKind::Pump && arc.most_m3_s > 0 && arc.law != Law::ConstantPower;
            status = byItself ? LinkStatus::Closed : tooHigh ? LinkStatus::XHead : LinkStatus::TempClosed;
        } else if (holds || equations.branch[a] == HeadEquations::Branch::AtMost) {
            status = LinkStatus::Active;
        } else if (controlled && kind == HydraulicKind::Fcv) {
            status = LinkStatus::XFcv;
        } else if (controlled && arc.law == Law::Plain) {
            status = m_startStatus[k];
        }
        m_status[k] = status;
    }
    m_flow = equations.flow_m3_s;
    m_head = equations.head_m;
}

/// Statuses that the rules of hydraulic_status.cpp would have otherwise by more than their tolerances; true when one was changed.
bool HydraulicSolver::State::repairStatus() {
    const std::vector<LinkStatus> before = m_status;
    const std::vector<double> flow = m_flow;
    linkStatus();
    valveStatus();
    bool repaired = false;
    for (std::size_t k = 0; k < before.size(); ++k) {
        if (m_status[k] == before[k]) continue;
        const bool wasShut = before[k] <= LinkStatus::Closed, isShut = m_status[k] <= LinkStatus::Closed;
        bool matters = !wasShut && (!isShut || std::abs(flow[arcOf(k)]) > m_network.flowTolerance_m3_s);
        if (wasShut && !isShut) {
            const HydraulicLink& link = m_network.links[k];
            const double lift = link.kind == HydraulicKind::Pump && link.law != PumpLaw::ConstantPower ? m_setting[k] * m_setting[k] * link.highestHead_m : 0;
            matters = std::abs(headFall(k) + lift) > m_network.headTolerance_m;
        }
        if (matters) {
            repaired = true;
            continue;
        }
        m_status[k] = before[k];
        m_flow[arcOf(k)] = flow[arcOf(k)];
    }
    return repaired;
}

/// Newton with the statuses as they stand; true within the tolerance.
bool HydraulicSolver::State::runHeld(const HydraulicOptions& options, const std::stop_token& stop) {
    std::fill(m_frozen.begin(), m_frozen.end(), char{0});
    std::fill(m_changes.begin(), m_changes.end(), 0);
    // What the rules gave up on may stand all the same.
    bool afresh = m_unsettled;
    for (LinkStatus& status : m_status)
        if (status == LinkStatus::XPressure) status = LinkStatus::Open;
    for (int round = 0; round < kMostRounds; ++round) {
        if (afresh) settleByHeads(stop);
        const bool first = round == 0 && !afresh;
        refreshPins();
        closeExactly();
        m_sinceChange = 0;
        m_relativeChange = 1;
        int polished = 0;
        for (int step = 0; step < kMostSteps && !stop.stop_requested(); ++step) {
            measure();
            if (balanced(options.tolerance) && ++polished > options.polish) break;
            if (!this->step()) break;
        }
        measure();
        if (!balanced(options.tolerance) && !first) return false;
        const bool repaired = !balanced(options.tolerance) || (round < kMostRepairs && repairStatus());
        afresh = switchByPressure() || (first && (repaired || undecided()));
        if (!repaired && !afresh) return true;
    }
    return false;
}

}  // namespace twin::liquid
