// SPDX-License-Identifier: GPL-3.0-or-later
// Global gradient method (Todini and Pilati 1988; EPANET 2.2 Users Manual, chapter 12) in residual form.
//
// Symbols: q flow of each arc, h head of each point, f(q) loss of an arc, s = f'(q) > 0, d demand.
//
//   energy  e = h_from − h_to − f(q) = 0        mass  r_i = Σ_in q − Σ_out q − d_i = 0
//
// Newton gives dq = (e + dh_from − dh_to) / s, and in the mass equations  A S⁻¹ Aᵀ dh = r + Σ_in e/s − Σ_out e/s : symmetric
// and positive definite as long as every part holds a known head. Solving for changes instead of heads lets rounding of one
// step be corrected by the next: both residuals come down to 1e-12 even beside conductances of 1e8.
//
// An active PRV holds the head of its lower end i (a PSV of its upper end): dh_i is known, its row is left out, and the
// valve's flow is what the balance of i asks for. The other end t has to deliver it: row t + row i. That sum makes row t
// unsymmetric by one row of coefficients a valve; the symmetric matrix is factorised and the k extra rows are taken in
// by the formula of Sherman, Morrison and Woodbury with k more back-substitutions.
//
// Statuses change as in EPANET: PRV and PSV after each step, pumps, check valves, FCV and links of tanks on the second to
// tenth step and whenever the flows have settled. Until then a closed link leaks as EPANET's does (1e-8 cfs/ft): the heads
// of parts without source then say to which side they lean. Once nothing changes, leaks are taken out, parts without
// source are found by their connections (hydraulic_parts.cpp), and Newton goes on to the tolerance.
#include "twin/liquid/hydraulic_state.h"

#include <Eigen/Dense>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>

namespace twin::liquid {

namespace {

constexpr double kSettled = 1e-5;       // relative change of flow at which all statuses are looked at
constexpr double kSettledAgain = 1e-3;  // the same when the start is a solution before an edit
constexpr int kEarlyChecks = 10;        // steps with status checks every second one, as EPANET's MAXCHECK
constexpr int kPatience = 25;           // full steps without a status change before the steps are searched
constexpr double kStill_m3_s = 1e-6;     // a network that carries less stands still; residuals are measured against this
constexpr double kLevel_m = 1e-5;         // heads that differ by less are one level
constexpr double kRounding = 1e-14;
constexpr double kRough = 0.02;          // relative change of flow from which the next step's laws need few digits
constexpr double kTangent = 0.5;         // of the tolerance: what blocks beside an edit may err

std::size_t at(int index) { return static_cast<std::size_t>(index); }

}  // namespace

const char* toString(LinkStatus status) {
    switch (status) {
        case LinkStatus::XHead: return "XHEAD";
        case LinkStatus::TempClosed: return "TEMPCLOSED";
        case LinkStatus::Closed: return "CLOSED";
        case LinkStatus::Open: return "OPEN";
        case LinkStatus::Active: return "ACTIVE";
        case LinkStatus::XFlow: return "XFLOW";
        case LinkStatus::XFcv: return "XFCV";
        case LinkStatus::XPressure: return "XPRESSURE";
    }
    return "";
}

const std::vector<int>& HydraulicSolver::State::arcsAt(int point) {
    if (m_arcsAt.empty()) {
        m_arcsAt.resize(m_nodeOfPoint.size());
        for (std::size_t a = 0; a < m_arcs.size(); ++a)
            for (const int end : {m_from[a], m_to[a]}) m_arcsAt[at(end)].push_back(static_cast<int>(a));
    }
    return m_arcsAt[at(point)];
}

void HydraulicSolver::State::measure() {
    m_laws.evaluate(m_network, m_status, m_setting, m_flow.data(), m_loss.data(), m_slope.data());
    m_ldlt.clear();
    const std::size_t points = m_nodeOfPoint.size();
    for (std::size_t p = 0; p < points; ++p) m_net[p] = -m_demand[p];
    std::fill(m_right.begin(), m_right.end(), 0.0);
    std::fill(m_change.begin(), m_change.end(), 0.0);  // holds the diagonal until pinRows
    double* off = m_ldlt.offDiagonal();
    double worst = 0, largest = 0;
    for (std::size_t a = 0; a < m_arcs.size(); ++a) {
        const auto from = at(m_from[a]), to = at(m_to[a]);
        const double q = m_flow[a];
        m_net[from] -= q;
        m_net[to] += q;
        largest = std::max(largest, std::abs(q));
        if (m_off[a]) {
            m_conductance[a] = 0;
            m_push[a] = 0;
            continue;
        }
        const double error = m_head[from] - m_head[to] - m_loss[a];
        const double conductance = 1 / m_slope[a], push = conductance * error;
        if (std::abs(error) > worst) {
            worst = std::abs(error);
            m_worstArc = a;
        }
        m_conductance[a] = conductance;
        m_push[a] = push;
        m_right[from] -= push;
        m_right[to] += push;
        m_change[from] += conductance;
        m_change[to] += conductance;
        off[m_slot[a]] -= conductance;
    }
    double net = 0, low = std::numeric_limits<double>::infinity(), high = -low;
    if (!m_blocks.empty()) {
        m_blocks.add(m_blockSlot.data(), m_change.data(), off, m_right.data(), m_net.data());
        if (m_iterations == 0) m_blockTotals = m_blocks.totals();
        worst = std::max(worst, m_blockTotals.worst);
        largest = std::max(largest, m_blockTotals.largest);
        net = m_blockTotals.net;
        low = m_blockTotals.low;
        high = m_blockTotals.high;
    }
    m_largestFlow = largest;
    for (std::size_t p = 0; p < points; ++p) {
        if (static_cast<int>(p) < m_junctions && !m_dead[p] && std::abs(m_net[p]) > net) {
            net = std::abs(m_net[p]);
            m_worstPoint = static_cast<int>(p);
        }
        m_right[p] += m_net[p];
        if (m_dead[p]) continue;
        low = std::min(low, m_head[p]);
        high = std::max(high, m_head[p]);
    }
    m_range = high > low ? high - low : 0;
    m_mass = net / std::max(largest, kStill_m3_s);
    m_energy = worst / std::max(m_range, kLevel_m);
}

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
        if (target >= 0 && target < m_junctions && !m_pinned[at(target)]) {
            m_right[at(target)] += asked;
            diagonal[target] += 1 / kClosedSlope;  // keeps an end without another connection solvable; no effect at rest
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
    m_laws.evaluate(m_network, m_status, m_setting, flow.data(), loss.data(), slope.data());
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
    for (std::size_t a = 0; a < m_arcs.size(); ++a) {
        double change = length * m_flowChange[a];
        const ArcLaws::Arc& arc = m_arcs[a];
        if (a >= m_pipes) {
            if (arc.kind == ArcKind::Link) {
                const HydraulicLink& link = m_network.links[at(arc.item)];
                const bool open = m_status[at(arc.item)] > LinkStatus::Closed;
                if (link.kind == HydraulicKind::Pump && link.law == PumpLaw::ConstantPower && open && m_flow[a] + change < 0)
                    change = -m_flow[a] / 2;
            } else if (arc.kind == ArcKind::Demand) {
                const double most = 0.4 * m_network.nodes[at(arc.item)].demand_m3_s;
                change = std::clamp(change, -most, most);
            }
        }
        m_flow[a] += change;
        moved += std::abs(change);
        total += std::abs(m_flow[a]);
    }
    for (int p = 0; p < m_junctions; ++p) m_head[at(p)] += length * m_change[at(p)];
    if (!m_blocks.empty()) {
        m_blockTolerance_m = kTangent * m_tolerance * std::max(m_range, kLevel_m);
        m_blocks.advance(m_change.data(), m_head.data(), moved > kRough * total, m_blockTolerance_m);
        m_blockTotals = m_blocks.totals();
        moved += m_blockTotals.moved;
        total += m_blockTotals.total;
    }
    m_relativeChange = moved / std::max(total, kStill_m3_s);
    if (!m_pins.empty()) setValveFlows();
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

/// Blocks hold what is smooth and joined to the rest; where more is asked, the network is solved without them.
const HydraulicResult& HydraulicSolver::State::solve(const HydraulicOptions& options, bool again, const std::stop_token& stop) {
    const auto begin = std::chrono::steady_clock::now();
    run(options, again, stop);
    if (m_result.report.status == SolveStatus::NotConverged && !m_blocks.empty()) {
        build(false);
        run(options, false, stop);
    }
    m_result.report.time_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    return m_result;
}

bool HydraulicSolver::State::stillParts() const {
    return std::any_of(m_pins.begin(), m_pins.end(), [](const Pin& pin) { return pin.link < 0; });
}

void HydraulicSolver::State::run(const HydraulicOptions& options, bool again, const std::stop_token& stop) {
    m_iterations = 0;
    m_sinceChange = 0;
    m_relativeChange = 1;
    m_exact = false;
    m_issues.clear();
    std::fill(m_off.begin(), m_off.end(), char{0});
    std::fill(m_dead.begin(), m_dead.end(), char{0});
    m_tolerance = options.tolerance;
    again = again && m_started;
    if (again) {
        m_blockTolerance_m = kTangent * m_tolerance * std::max(m_range, kLevel_m);
        m_blocks.settle(m_head.data(), m_blockTolerance_m);
    } else {
        start();
    }
    m_changes.assign(m_network.links.size(), 0);
    m_frozen.assign(m_network.links.size(), 0);
    refreshPins();
    bool settled = false, solvable = true;
    const double still = again ? kSettledAgain : kSettled;
    int nextCheck = 2, polished = 0;
    double lastResidual = std::numeric_limits<double>::infinity();
    while (m_iterations < options.maxIterations && !stop.stop_requested()) {
        if (!m_blocks.empty() && (stillParts() || m_sinceChange > kPatience)) {
            solvable = false;
            break;
        }
        measure();
        const double residual = std::max(m_mass, m_energy);
        const bool gains = polished < options.polish && residual > kRounding && (polished == 0 || residual < 0.5 * lastResidual);
        lastResidual = residual;
        if (m_exact && balanced(options.tolerance) && m_relativeChange < still && gains) {
            ++polished;
        } else if (m_exact && balanced(options.tolerance) && m_relativeChange < still) {
            if (!linkStatus() && !valveStatus() && !switchByPressure()) {
                settled = true;
                break;
            }
            m_exact = false;
            refreshPins();
            measure();
        }
        if (!step()) {
            solvable = false;
            break;
        }
        if (m_exact) continue;
        bool changed = valveStatus();
        if (m_relativeChange <= still) {
            changed = linkStatus() || changed;
            changed = switchByPressure() || changed;
            if (!changed) closeExactly();
        } else if (m_iterations == nextCheck && m_iterations <= kEarlyChecks) {
            changed = linkStatus() || changed;
            nextCheck += 2;
        }
        if (changed) refreshPins();
    }
    if (!settled) measure();
    collect();
    SolveReport& report = m_result.report;
    report.iterations = m_iterations;
    if (stop.stop_requested()) report.status = SolveStatus::Cancelled;
    else if (!settled || !solvable || hasErrors(m_issues)) report.status = SolveStatus::NotConverged;
}

void HydraulicSolver::State::collect() {
    const double nothing = std::numeric_limits<double>::quiet_NaN();
    HydraulicResult& result = m_result;
    result.flow_m3_s.resize(m_network.links.size());
    result.head_m.resize(m_network.nodes.size());
    result.outflow_m3_s.resize(m_network.nodes.size());
    result.status = m_status;
    for (const int index : m_coreLinks) {
        const std::size_t k = at(index), a = arcOf(k);
        const bool dead = m_dead[at(m_from[a])] || m_dead[at(m_to[a])];
        result.flow_m3_s[k] = m_status[k] <= LinkStatus::Closed ? 0 : dead ? nothing : m_flow[a];
    }
    for (const int k : m_watched) {
        const HydraulicLink& link = m_network.links[at(k)];
        if (link.kind == HydraulicKind::Pump && m_status[at(k)] == LinkStatus::Open &&
            m_flow[arcOf(at(k))] > m_setting[at(k)] * link.highestFlow_m3_s)
            result.status[at(k)] = LinkStatus::XFlow;
    }
    m_blocks.collect(m_wholeResult, result.flow_m3_s.data(), result.head_m.data());
    m_wholeResult = false;
    const std::size_t known = m_nodeOfPoint.size() - (m_arcs.size() - m_coreLinks.size());
    for (std::size_t p = 0; p < known; ++p) {
        const auto node = at(m_nodeOfPoint[p]);
        result.head_m[node] = m_dead[p] ? nothing : m_head[p];
        result.outflow_m3_s[node] = static_cast<int>(p) >= m_junctions ? m_net[p] : m_demand[p];
    }
    for (std::size_t a = m_coreLinks.size(); a < m_arcs.size(); ++a) result.outflow_m3_s[at(m_arcs[a].item)] += m_flow[a];
    result.massResidual = m_mass;
    result.energyResidual = m_energy;
    result.report = {};
    result.report.status = SolveStatus::Converged;
    result.report.residual = std::max(m_mass, m_energy);
    if (m_mass > m_energy && m_worstPoint >= 0) {
        result.report.worst = m_network.nodes[at(m_nodeOfPoint[at(m_worstPoint)])].name;
    } else if (m_worstArc < m_arcs.size()) {
        const ArcLaws::Arc& arc = m_arcs[m_worstArc];
        result.report.worst = arc.kind == ArcKind::Link ? m_network.links[at(arc.item)].name : m_network.nodes[at(arc.item)].name;
    }
    result.issues = m_issues;
    warn(result);
}

HydraulicSolver::HydraulicSolver(const HydraulicNetwork& network) : m_state(std::make_unique<State>(network)) {}
HydraulicSolver::~HydraulicSolver() = default;
HydraulicSolver::HydraulicSolver(HydraulicSolver&&) noexcept = default;
HydraulicSolver& HydraulicSolver::operator=(HydraulicSolver&&) noexcept = default;
void HydraulicSolver::setNetwork(const HydraulicNetwork& network) { m_state->setNetwork(network); }
void HydraulicSolver::setLink(std::size_t link, const HydraulicLink& values) { m_state->setLink(link, values); }
const HydraulicResult& HydraulicSolver::solve(const HydraulicOptions& options, std::stop_token stop) { return m_state->solve(options, false, stop); }
const HydraulicResult& HydraulicSolver::solveAgain(const HydraulicOptions& options, std::stop_token stop) { return m_state->solve(options, true, stop); }

HydraulicResult solveHydraulics(const HydraulicNetwork& network, const HydraulicOptions& options, std::stop_token stop) {
    return HydraulicSolver(network).solve(options, std::move(stop));
}

}  // namespace twin::liquid
