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
// source are found by their connections (hydraulic_parts.cpp), and Newton goes on to the tolerance. Statuses that still go
// to and fro are decided all at once from the heads (hydraulic_held.cpp).
//
// What needs no unknown of its own is taken out first: racks of a hall (hydraulic_blocks.h), trees, series and still water of
// a town (hydraulic_chains.h). A step costs one pass over what is left (hydraulic_measure.cpp) and one LDLᵀ of its core. Far
// from the solution losses are taken to five digits, residuals that count to the last. Where nothing can open, close or
// hold, flows that are far off take chords for slopes.
#include "twin/liquid/hydraulic_state.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>

namespace twin::liquid {

namespace {

constexpr double kSettled = 1e-5;       // relative change of flow at which all statuses are looked at
constexpr double kSettledAgain = 1e-3;  // the same when the start is a solution before an edit
constexpr int kEarlyChecks = 10;        // steps with status checks every second one, as EPANET's MAXCHECK
constexpr double kRounding = 1e-14;

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

/// Blocks and chains hold what is smooth and joined to the rest; where more is asked, the network is solved without them.
const HydraulicResult& HydraulicSolver::State::solve(const HydraulicOptions& options, bool again, const std::stop_token& stop) {
    const auto begin = std::chrono::steady_clock::now();
    run(options, again, stop);
    if (m_result.report.status == SolveStatus::NotConverged && reduced()) {
        build(false);
        run(options, false, stop);
    }
    if (!stop.stop_requested() && (m_unsettled || undecided())) {
        if (reduced()) {
            build(false);
            run(options, false, stop);
        }
        report(runHeld(options, stop), options, stop);
    }
    m_result.report.time_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    return m_result;
}

/// Whether the rules left a status as it happened to stand.
bool HydraulicSolver::State::undecided() const {
    return std::find(m_frozen.begin(), m_frozen.end(), char{1}) != m_frozen.end() ||
           std::any_of(m_pressureValves.begin(), m_pressureValves.end(), [&](int k) { return m_status[at(k)] == LinkStatus::XPressure; });
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
        m_blocks.settle(m_head.data(), blockTolerance_m());
        m_chains.start(false);
    } else {
        start();
    }
    m_changes.assign(m_network.links.size(), 0);
    m_frozen.assign(m_network.links.size(), 0);
    refreshPins();
    m_rough = !again;
    const auto isShut = [&](int k) { return m_status[at(k)] <= LinkStatus::Closed; };
    m_exact = m_smooth && m_pins.empty() && m_blocks.empty() && std::none_of(m_coreLinks.begin(), m_coreLinks.end(), isShut);
    bool settled = false, solvable = true;
    const double still = again ? kSettledAgain : kSettled;
    int nextCheck = 2, polished = 0;
    double lastResidual = std::numeric_limits<double>::infinity();
    while (m_iterations < options.maxIterations && !stop.stop_requested()) {
        if ((!m_blocks.empty() && stillParts()) || (reduced() && m_sinceChange > kPatience)) {
            solvable = false;
            break;
        }
        if (!m_pins.empty() && !coupled()) setValveFlows();
        measure();
        const double residual = std::max(m_mass, m_energy);
        const bool gains = polished < options.polish && residual > kRounding && (polished == 0 || residual < 0.5 * lastResidual);
        lastResidual = residual;
        const bool there = m_exact && balanced(options.tolerance) && (m_smooth ? !m_rough : m_relativeChange < still);
        if (there && gains) {
            ++polished;
        } else if (there) {
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
    report(settled && solvable, options, stop);
}

void HydraulicSolver::State::report(bool settled, const HydraulicOptions& options, const std::stop_token& stop) {
    collect();
    m_unsettled = !settled;
    SolveReport& report = m_result.report;
    report.iterations = m_iterations;
    if (stop.stop_requested()) report.status = SolveStatus::Cancelled;
    else if (!settled || hasErrors(m_issues)) report.status = SolveStatus::NotConverged;
    if (report.status != SolveStatus::NotConverged || hasErrors(m_issues)) return;
    m_result.issues.push_back({Severity::Error, "hydraulics.notSettled", {}, report.worst, {},
                               {TWIN_TR("No steady state was found in {0} steps; the largest error is at {1}. Pumps or valves that switch each other on and off have none."),
                                {std::to_string(m_iterations), report.worst}},
                               fmt::format("{:.1e}", report.residual), fmt::format("<= {:.0e}", options.tolerance), {}});
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
    const std::size_t known = m_nodeOfPoint.size() - (m_arcs.size() - m_outflows);
    std::copy(m_ownDemand.begin(), m_ownDemand.end(), result.outflow_m3_s.begin());
    for (std::size_t p = 0; p < known; ++p) {
        const auto node = at(m_nodeOfPoint[p]);
        result.head_m[node] = m_dead[p] ? nothing : m_head[p];
        if (static_cast<int>(p) >= m_junctions) result.outflow_m3_s[node] = m_net[p];
    }
    m_chains.collect(result.flow_m3_s.data(), result.head_m.data());
    for (std::size_t a = m_outflows; a < m_arcs.size(); ++a) result.outflow_m3_s[at(m_arcs[a].item)] += m_flow[a];
    result.massResidual = m_mass;
    result.energyResidual = m_energy;
    result.report = {};
    result.report.status = SolveStatus::Converged;
    result.report.residual = std::max(m_mass, m_energy);
    result.report.worst = worstName();
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
