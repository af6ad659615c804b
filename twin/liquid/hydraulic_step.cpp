// SPDX-License-Identifier: GPL-3.0-or-later
// One step of Newton: residuals, the rows of known heads, heads, flows. Symbols and equations: hydraulic_solver.cpp.
//
// While statuses are sought, an active valve lets through what the node it holds asked for in the step before, as in EPANET:
// the same valves and pumps then shut on the way, and of several possible states the same is found. Once the statuses
// stand (or after kLag steps) its flow is an unknown like the others.
#include "twin/liquid/hydraulic_state.h"

#include "twin/numerics/wide_loops.h"

#include <Eigen/Dense>

#include <algorithm>
#include <cmath>
#include <limits>

namespace twin::liquid {

namespace {

constexpr double kRough = 0.02;          // relative change of flow from which the next step's laws need few digits
constexpr double kLeast = 1e-3;          // of a closed link's leak: what keeps an end solvable while its valve lags

constexpr std::size_t kLanes = 8;        // of sums, so that the bits are the same for any register

std::size_t at(int index) { return static_cast<std::size_t>(index); }

/// Flows after a step; adds Σ |dq| and Σ |q|.
PLENUM_WIDE_LOOPS
void movePipes(double* flow, const double* change, double length, std::size_t count, double& moved, double& total) {
    double movedBy[kLanes] = {}, sizeOf[kLanes] = {};
    std::size_t a = 0;
    for (; a + kLanes <= count; a += kLanes)
        for (std::size_t lane = 0; lane < kLanes; ++lane) {
            const double dq = length * change[a + lane], q = flow[a + lane] + dq;
            flow[a + lane] = q;
            movedBy[lane] += std::abs(dq);
            sizeOf[lane] += std::abs(q);
        }
    for (; a < count; ++a) {
        flow[a] += length * change[a];
        movedBy[0] += std::abs(length * change[a]);
        sizeOf[0] += std::abs(flow[a]);
    }
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
        moved += movedBy[lane];
        total += sizeOf[lane];
    }
}

}  // namespace

/// Rows of known heads: their change is given, the others' right-hand sides take their part.
void HydraulicSolver::State::pinRows() {
    double* diagonal = m_ldlt.diagonal();
    double* off = m_ldlt.offDiagonal();
    std::copy_n(m_change.begin(), m_junctions, diagonal);
    if (m_pins.empty()) return;
    std::vector<double> row(m_pins.size()), rowRight(m_pins.size());
    for (std::size_t i = 0; i < m_pins.size(); ++i) {
        const Pin& pin = m_pins[i];
        row[i] = diagonal[pin.point];
        rowRight[i] = m_right[at(pin.point)];
        m_pinChange[at(pin.point)] = pin.link >= 0 ? pin.head_m - m_head[at(pin.point)] : 0;
    }
    for (std::size_t i = 0; i < m_pins.size(); ++i) {
        // The flow of the held node is asked from the first node up the valves that is not held itself.
        int target = m_pins[i].target;
        for (std::size_t guard = 0; target >= 0 && target < m_junctions && m_pinned[at(target)] && guard < m_pins.size(); ++guard) {
            const auto next = std::find_if(m_pins.begin(), m_pins.end(), [&](const Pin& pin) { return pin.point == target; });
            target = next->target;
        }
        const double change = m_pinChange[at(m_pins[i].point)];
        double asked = rowRight[i] - row[i] * change;
        for (const int a : arcsAt(m_pins[i].point)) {
            const int other = m_from[at(a)] == m_pins[i].point ? m_to[at(a)] : m_from[at(a)];
            if (other >= m_junctions) continue;
            const double conductance = m_conductance[at(a)];
            if (m_pinned[at(other)]) {
                asked += conductance * m_pinChange[at(other)];
                if (m_pins[i].point < other) off[m_slot[at(a)]] += conductance;
            } else {
                m_right[at(other)] += conductance * change;
                off[m_slot[at(a)]] += conductance;
            }
        }
        if (target < 0 || target >= m_junctions || m_pinned[at(target)]) continue;
        if (coupled()) {
            m_right[at(target)] += asked;
            diagonal[target] += 1 / kClosedSlope;  // keeps an end without another connection solvable; no effect at rest
        } else {
            // What the valve let through in the last step; nothing backwards.
            m_right[at(target)] -= std::max(0.0, -heldFlow(m_pins[i]));
            diagonal[target] += kLeast / kClosedSlope;
        }
    }
    for (const Pin& pin : m_pins) {
        diagonal[pin.point] = 1;
        m_right[at(pin.point)] = m_pinChange[at(pin.point)];
    }
}

/// Heads' changes from the factorised matrix, with the rows that active valves add (Woodbury).
void HydraulicSolver::State::solveCoupled() {
    m_ldlt.factorise();  // an unknown whose pivot is lost to rounding rests for this step
    std::copy_n(m_right.begin(), m_junctions, m_change.begin());
    std::fill(m_change.begin() + m_junctions, m_change.end(), 0.0);
    m_ldlt.solve(m_change.data());
    if (!coupled()) return;
    struct Coupling {
        int point, target;
    };
    std::vector<Coupling> couplings;
    for (const Pin& pin : m_pins) {
        int target = pin.target;
        for (std::size_t guard = 0; target >= 0 && target < m_junctions && m_pinned[at(target)] && guard < m_pins.size(); ++guard)
            target = std::find_if(m_pins.begin(), m_pins.end(), [&](const Pin& other) { return other.point == target; })->target;
        if (target >= 0 && target < m_junctions && !m_pinned[at(target)]) couplings.push_back({pin.point, target});
    }
    if (couplings.empty()) return;
    const auto apply = [&](const Coupling& coupling, const double* x) {
        double sum = 0;
        for (const int a : arcsAt(coupling.point)) {
            const int other = m_from[at(a)] == coupling.point ? m_to[at(a)] : m_from[at(a)];
            if (other < m_junctions && !m_pinned[at(other)]) sum -= m_conductance[at(a)] * x[other];
        }
        return sum;
    };
    const auto k = static_cast<Eigen::Index>(couplings.size());
    Eigen::MatrixXd columns = Eigen::MatrixXd::Zero(m_junctions, k);
    Eigen::MatrixXd small = Eigen::MatrixXd::Identity(k, k);
    Eigen::VectorXd right(k);
    for (Eigen::Index c = 0; c < k; ++c) {
        columns(couplings[static_cast<std::size_t>(c)].target, c) = 1;
        m_ldlt.solve(columns.col(c).data());
    }
    for (Eigen::Index r = 0; r < k; ++r) {
        right[r] = apply(couplings[static_cast<std::size_t>(r)], m_change.data());
        for (Eigen::Index c = 0; c < k; ++c) small(r, c) += apply(couplings[static_cast<std::size_t>(r)], columns.col(c).data());
    }
    const Eigen::VectorXd weights = small.partialPivLu().solve(right);
    if (!weights.allFinite()) return;  // the symmetric part alone: a step as EPANET makes it
    Eigen::Map<Eigen::VectorXd>(m_change.data(), m_junctions) -= columns * weights;
}

/// Σ (f(q + t dq) − Δh) dq at step length t: the slope of the content, which Newton's direction makes fall (Collins 1978).
double HydraulicSolver::State::lineSlope(double length) {
    std::vector<double> flow(m_flow), loss(m_flow.size()), slope(m_flow.size());
    for (std::size_t a = 0; a < flow.size(); ++a) flow[a] += length * m_flowChange[a];
    evaluateLaws(flow.data(), loss.data(), slope.data());
    double sum = 0;
    for (std::size_t a = 0; a < flow.size(); ++a)
        if (!m_off[a]) sum += (loss[a] - m_head[at(m_from[a])] + m_head[at(m_to[a])]) * m_flowChange[a];
    return sum;
}

bool HydraulicSolver::State::step() {
    pinRows();
    solveCoupled();
    for (std::size_t a = 0; a < m_arcs.size(); ++a)
        m_flowChange[a] = m_push[a] + m_conductance[a] * (m_change[at(m_from[a])] - m_change[at(m_to[a])]);
    double length = 1;
    if (m_sinceChange > kPatience) {
        if (m_pins.empty() && m_mass < 1e-6) {
            const double begin = lineSlope(0);
            for (int trial = 0; trial < 20; ++trial) {
                const double end = lineSlope(length);
                if (end <= 0.5 * std::abs(begin)) break;
                length *= std::clamp(-begin / (end - begin), 0.1, 0.7);
            }
        } else {
            length = m_sinceChange % 2 ? 0.5 : 0.8;
        }
    }
    moveFlows(length);
    ++m_iterations;
    ++m_sinceChange;
    return std::isfinite(m_relativeChange);
}

void HydraulicSolver::State::moveFlows(double length) {
    double moved = 0, total = 0;
    movePipes(m_flow.data(), m_flowChange.data(), length, m_pipes, moved, total);
    moved += length * m_chains.moved(m_flowChange.data() + m_pipes);
    total += m_chains.total();
    for (std::size_t a = m_pipes; a < m_otherLinks; ++a) m_flow[a] += length * m_flowChange[a];
    m_chains.advance();
    for (std::size_t a = m_otherLinks; a < m_arcs.size(); ++a) {
        double change = length * m_flowChange[a];
        const ArcLaws::Arc& arc = m_arcs[a];
        if (arc.kind == ArcKind::Link) {
            const HydraulicLink& link = m_network.links[at(arc.item)];
            const bool open = m_status[at(arc.item)] > LinkStatus::Closed;
            if (link.kind == HydraulicKind::Pump && link.law == PumpLaw::ConstantPower && open && m_flow[a] + change < 0)
                change = -m_flow[a] / 2;
        } else if (arc.kind == ArcKind::Demand) {
            const double most = 0.4 * m_network.nodes[at(arc.item)].demand_m3_s;
            change = std::clamp(change, -most, most);
        }
        m_flow[a] += change;
        moved += std::abs(change);
        total += std::abs(m_flow[a]);
    }
    for (int p = 0; p < m_junctions; ++p) m_head[at(p)] += length * m_change[at(p)];
    if (!m_blocks.empty()) {
        m_blocks.advance(m_change.data(), m_head.data(), moved > kRough * total, blockTolerance_m());
        m_blockTotals = m_blocks.totals();
        moved += m_blockTotals.moved;
        total += m_blockTotals.total;
    }
    m_relativeChange = moved / std::max(total, kStill_m3_s);
    m_rough = m_relativeChange > kRough;
    if (!m_pins.empty() && coupled()) setValveFlows();
}

/// Flows of active PRVs and PSVs from the balance of the node they hold; again, for valves that follow each other.
void HydraulicSolver::State::setValveFlows() {
    for (std::size_t pass = 0; pass < std::min<std::size_t>(m_pins.size(), 8); ++pass)
        for (const Pin& pin : m_pins) {
            if (pin.link < 0) continue;
            const std::size_t valve = arcOf(at(pin.link));
            double net = -m_demand[at(pin.point)];
            for (const int a : arcsAt(pin.point)) {
                if (at(a) == valve) continue;
                net += m_to[at(a)] == pin.point ? m_flow[at(a)] : -m_flow[at(a)];
            }
            m_flow[valve] = m_to[valve] == pin.point ? -net : net;
        }
}

}  // namespace twin::liquid
