// SPDX-License-Identifier: GPL-3.0-or-later
// When pumps, valves and links of tanks open and close: the rules of EPANET 2.2 (Users Manual, section 12.1.4), with its
// tolerances, so that the same of several possible states is found.
#include "twin/liquid/hydraulic_state.h"

#include <algorithm>
#include <cmath>

namespace twin::liquid {

namespace {

constexpr int kMostChanges = 30;  // of one link
constexpr double kTinyFlow = 1e-6 * 0.3048 * 0.3048 * 0.3048;

std::size_t at(int index) { return static_cast<std::size_t>(index); }

}  // namespace

double HydraulicSolver::State::tendency(std::size_t link) const {
    return m_status[link] <= LinkStatus::Closed ? headFall(link) / kClosedSlope : m_flow[arcOf(link)];
}

void HydraulicSolver::State::setStatus(std::size_t link, LinkStatus status) {
    if (m_status[link] == status || m_frozen[link]) return;
    const bool opens = m_status[link] <= LinkStatus::Closed && status > LinkStatus::Closed;
    m_status[link] = status;
    m_sinceChange = 0;
    if (++m_changes[link] > kMostChanges) {  // to and fro: a valve that cannot hold stays open, the others stay shut
        m_frozen[link] = 1;
        const HydraulicKind kind = m_network.links[link].kind;
        const bool holds = kind == HydraulicKind::Prv || kind == HydraulicKind::Psv;
        status = holds ? LinkStatus::XPressure : kind == HydraulicKind::Fcv ? LinkStatus::XFcv : LinkStatus::TempClosed;
        m_status[link] = status;
    }
    if (!opens) return;
    // It begins with the flow of a fresh start, in the direction it is pressed: near zero its slope would be nothing.
    const HydraulicLink& which = m_network.links[link];
    const double start = which.kind == HydraulicKind::Pump ? which.startFlow_m3_s : std::copysign(which.startFlow_m3_s, headFall(link));
    m_flow[arcOf(link)] = start;
}

/// PRV and PSV; true when one changed.
bool HydraulicSolver::State::valveStatus() {
    bool changed = false;
    for (const int valve : m_pressureValves) {
        const std::size_t k = at(valve);
        if (!m_controlled[k] || m_frozen[k] || deadEnded(k)) continue;
        const LinkStatus next = checkValveStatus(k, m_status[k]);
        if (next == m_status[k]) continue;
        setStatus(k, next);
        changed = true;
    }
    return changed;
}

LinkStatus HydraulicSolver::State::checkValveStatus(std::size_t link, LinkStatus now) const {
    const HydraulicLink& valve = m_network.links[link];
    const double flow = tendency(link), tolerance = m_network.headTolerance_m;
    const double upper = m_head[at(m_from[arcOf(link)])], lower = m_head[at(m_to[arcOf(link)])];
    const double openLoss = valve.minorLoss * flow * flow;
    const bool reducing = valve.kind == HydraulicKind::Prv;
    const double held = m_setting[link] + m_network.nodes[at(reducing ? valve.to : valve.from)].elevation_m;
    const bool backwards = flow < -m_network.flowTolerance_m3_s;
    switch (now) {
        case LinkStatus::Active:
            if (backwards) return LinkStatus::Closed;
            if (reducing) return upper - openLoss < held - tolerance ? LinkStatus::Open : now;
            return lower + openLoss > held + tolerance ? LinkStatus::Open : now;
        case LinkStatus::Open:
            if (backwards) return LinkStatus::Closed;
            if (reducing) return lower >= held + tolerance ? LinkStatus::Active : now;
            return upper < held - tolerance ? LinkStatus::Active : now;
        case LinkStatus::Closed:
            if (reducing) {
                if (upper >= held + tolerance && lower < held - tolerance) return LinkStatus::Active;
                return upper < held - tolerance && upper > lower + tolerance ? LinkStatus::Open : now;
            }
            if (lower > held + tolerance && upper > lower + tolerance) return LinkStatus::Open;
            return upper >= held + tolerance && upper > lower + tolerance ? LinkStatus::Active : now;
        case LinkStatus::XPressure: return backwards ? LinkStatus::Closed : now;
        default: return now;
    }
}

LinkStatus HydraulicSolver::State::flowValveStatus(std::size_t link, LinkStatus now, double fall) const {
    const double flow = tendency(link);
    if (fall < -m_network.headTolerance_m || flow < -m_network.flowTolerance_m3_s) return LinkStatus::XFcv;
    if (now == LinkStatus::XFcv && flow >= m_setting[link]) return LinkStatus::Active;
    // An active valve cannot resist less than when it is open.
    if (now == LinkStatus::Active && fall / (flow * flow) < m_network.links[link].minorLoss) return LinkStatus::XFcv;
    return now;
}

/// Nothing flows into a full tank or out of an empty one; a pump there stands still.
LinkStatus HydraulicSolver::State::tankStatus(std::size_t link, LinkStatus now) const {
    const HydraulicLink& which = m_network.links[link];
    const double headTolerance = m_network.headTolerance_m, flowTolerance = m_network.flowTolerance_m3_s;
    const bool pump = which.kind == HydraulicKind::Pump;
    for (const bool first : {true, false}) {
        const HydraulicNode& node = m_network.nodes[at(first ? which.from : which.to)];
        if (!node.tank || now <= LinkStatus::Closed) continue;
        const double fall = first ? headFall(link) : -headFall(link), outflow = first ? tendency(link) : -tendency(link);
        const double least = m_status[link] == LinkStatus::TempClosed ? kLevel_m * kLevel_m : headTolerance;  // shut, it stays so
        const bool inwards = pump ? !first : fall < -least || outflow < -flowTolerance;
        const bool outwards = pump ? first : fall > least || outflow > flowTolerance;
        if (node.head_m >= node.highest_m && !node.overflows && inwards) return LinkStatus::TempClosed;
        if (node.head_m <= node.lowest_m && outwards) return LinkStatus::TempClosed;
    }
    return now;
}

/// Pumps, check valves, FCV, links of tanks; true when one changed.
bool HydraulicSolver::State::linkStatus() {
    bool changed = false;
    const double headTolerance = m_network.headTolerance_m, flowTolerance = m_network.flowTolerance_m3_s;
    for (const int watched : m_watched) {
        const std::size_t k = at(watched);
        if (m_frozen[k] || deadEnded(k)) continue;
        const HydraulicLink& link = m_network.links[k];
        const LinkStatus before = m_status[k];
        const bool endsAtTank = m_network.nodes[at(link.from)].tank || m_network.nodes[at(link.to)].tank;
        LinkStatus next = before == LinkStatus::XHead || before == LinkStatus::TempClosed ? LinkStatus::Open : before;
        const double fall = headFall(k), flow = tendency(k);
        if (link.checkValve) {
            if (fall < -headTolerance || flow < -flowTolerance) next = LinkStatus::Closed;
            else if (fall > headTolerance) next = LinkStatus::Open;
        }
        if (link.kind == HydraulicKind::Pump && next >= LinkStatus::Open && m_setting[k] > 0) {
            const bool constantPower = link.law == PumpLaw::ConstantPower;
            // Once shut it stays so, unless water would run through it by itself.
            if (constantPower && flow < kTinyFlow && (before != LinkStatus::TempClosed || fall <= headTolerance)) next = LinkStatus::TempClosed;
            else if (-fall > m_setting[k] * m_setting[k] * link.highestHead_m + headTolerance) next = LinkStatus::XHead;
            else next = LinkStatus::Open;
        }
        if (link.kind == HydraulicKind::Fcv && m_controlled[k]) next = flowValveStatus(k, before, fall);
        if (endsAtTank) next = tankStatus(k, next);
        if (next == before) continue;
        setStatus(k, next);
        changed = true;
    }
    return changed;
}

/// Controls by the pressure of a junction.
bool HydraulicSolver::State::switchByPressure() {
    bool changed = false;
    for (const HydraulicControl& control : m_network.controls) {
        const double head = m_head[at(m_pointOfNode[at(control.node)])];
        const bool acts = control.below ? head <= control.head_m + m_network.headTolerance_m : head >= control.head_m - m_network.headTolerance_m;
        if (!acts) continue;
        const auto k = static_cast<std::size_t>(control.link);
        if (m_frozen[k]) continue;
        const HydraulicKind kind = m_network.links[k].kind;
        const bool byStatus = kind == HydraulicKind::Pipe || !control.hasSetting;
        const bool same = byStatus ? m_status[k] == control.status && (kind == HydraulicKind::Pipe || !m_controlled[k] || kind == HydraulicKind::Gpv)
                                   : m_controlled[k] == (kind != HydraulicKind::Pump) && m_setting[k] == control.setting;
        if (same) continue;
        setStatus(k, control.status);
        if (kind != HydraulicKind::Pipe && kind != HydraulicKind::Pump && kind != HydraulicKind::Gpv) m_controlled[k] = control.hasSetting;
        if (control.hasSetting) m_setting[k] = control.setting;
        changed = true;
        if (++m_changes[k] > kMostChanges) m_frozen[k] = 1;
    }
    return changed;
}

/// Held heads and conducting arcs from the statuses; closed links leak again.
void HydraulicSolver::State::refreshPins() {
    for (const Pin& pin : m_pins) m_pinned[at(pin.point)] = 0;
    m_pins.clear();
    std::fill(m_dead.begin(), m_dead.end(), char{0});
    std::fill(m_off.begin(), m_off.end(), char{0});
    m_exact = false;
    m_issues.clear();
    m_laws.noteStatus(m_status);
    for (const int index : m_pressureValves) {
        const std::size_t k = at(index);
        if (!holdsPressure(k)) continue;
        const HydraulicLink& valve = m_network.links[k];
        const bool reducing = valve.kind == HydraulicKind::Prv;
        const int held = reducing ? valve.to : valve.from, other = reducing ? valve.from : valve.to;
        const int point = m_pointOfNode[at(held)];
        if (point >= m_junctions || m_pinned[at(point)]) {  // two hold one node: the second is taken as open
            m_status[k] = LinkStatus::XPressure;
            continue;
        }
        m_pinned[at(point)] = 1;
        m_off[arcOf(k)] = 1;
        m_pins.push_back({point, m_pointOfNode[at(other)], static_cast<int>(k), m_setting[k] + m_network.nodes[at(held)].elevation_m});
    }
    pinIslands();
}

}  // namespace twin::liquid
