// SPDX-License-Identifier: GPL-3.0-or-later
// Global gradient method (Todini and Pilati 1988; EPANET 2.2 Users Manual, section 12.1) in residual form.
//
// Symbols, for one connected closed part: q flow of each chain, H total head of each junction, f(q) the chain's drop
// (sum over its links), s = f'(q) ≥ floor > 0, A the incidence (+1 out, −1 in), junction 0 the reference.
//
//   energy   e_c = (H_from − H_to) − f_c(q_c) = 0        mass   r_i = Σ_in q − Σ_out q = 0
//
// Newton on both gives dq_c = (e_c + dH_from − dH_to) / s_c, and put into the mass equations
//
//   A S⁻¹ Aᵀ dH = r + Σ_in e/s − Σ_out e/s              (symmetric, positive definite without the reference)
//
// Written for the changes, not the values, rounding of the linear solution is corrected by the next step; that is what
// lets both residuals come down to 1e-9 and far below.
//
// Global convergence. Every f is non-decreasing, so the flows are the minimum of the convex content Φ = Σ ∫ f dq over
// all q with r = 0 (Collins et al. 1978). A full step makes r = 0; from then on dq has no divergence and
// Φ'(t) = Σ f_c(q_c + t dq_c) dq_c does not contain H. The step is cut back to where Φ' is at most half of −Φ'(0).
// A floor under s keeps the matrix definite at zero flow and on the flat part of controlled pumps; it makes s too
// large there, which damps and never diverges.
//
// Near the solution full steps are taken without the search, as it would stop at every steep wall in between.
//
// One-way links and flow limits are walls of finite slope. Stages of rising slope are run only if a wall is pressed.
#include "twin/liquid/loop_hydraulics.h"

#include <algorithm>
#include <cmath>

namespace twin::liquid {

namespace {

constexpr double kSlopeFloor = 1e-5;   // of typical drop / typical flow: 2.5e-11 of the drop is lost below it
constexpr double kFeasible = 1e-9;     // of the largest flow: r small enough for the line search to hold
constexpr double kStageTolerance = 1e-4;
constexpr double kNearSolution = 1e-3;  // energy residual from which full steps are tried
constexpr int kFullSteps = 12;          // of them before the search is taken up again
constexpr double kStandstill = 1e-8;    // of the typical flow: leaks through walls
constexpr double kSteepestWall = LinkLaw::kOneWayWall;

std::size_t at(int index) { return static_cast<std::size_t>(index); }

double largest(const Eigen::VectorXd& values) { return values.size() ? values.cwiseAbs().maxCoeff() : 0; }

}  // namespace

LoopHydraulics::LoopHydraulics(const Network& network, const LoopPart& part) : m_network(network), m_part(part) {
    const auto chains = static_cast<Eigen::Index>(part.chains.size());
    const auto junctions = static_cast<Eigen::Index>(part.junctions.size());
    for (auto* vector : {&m_flow, &m_drop, &m_slope, &m_trialFlow, &m_trialDrop, &m_change}) vector->setZero(chains);
    for (auto* vector : {&m_head, &m_mass, &m_rhs}) vector->setZero(junctions);
    if (junctions > 1) analyse();
}

void LoopHydraulics::analyse() {
    std::vector<numerics::SparseLdlt::Edge> edges;
    edges.reserve(m_part.chains.size());
    for (const Chain& chain : m_part.chains) edges.emplace_back(chain.from - 1, chain.to - 1);
    m_equations.analyse(static_cast<int>(m_part.junctions.size()) - 1, edges);
    m_solution.setZero(m_equations.size());
}

void LoopHydraulics::setLaws(double density_kg_m3, const std::vector<double>& viscosity_Pa_s) {
    m_laws.clear();
    m_laws.reserve(m_part.steps.size());
    for (const ChainStep& step : m_part.steps)
        m_laws.emplace_back(m_network.links[at(step.link)], density_kg_m3, viscosity_Pa_s[at(step.link)]);
    m_typicalFlow = 0;
    double driven_Pa = 0;
    for (std::size_t p = 0; p < m_laws.size(); ++p) {
        m_typicalFlow = std::max(m_typicalFlow, m_laws[p].typicalFlow_m3_s());
        if (m_network.links[at(m_part.steps[p].link)].kind == LinkKind::Pump)
            driven_Pa = std::max(driven_Pa, m_laws[p].typicalDrop_Pa());
    }
    for (LinkLaw& law : m_laws) law.setWallDrop(driven_Pa);
    m_leafLaws.clear();
    m_leafLaws.reserve(m_part.leaves.size());
    for (const Leaf& leaf : m_part.leaves)
        m_leafLaws.emplace_back(m_network.links[at(leaf.link)], density_kg_m3, viscosity_Pa_s[at(leaf.link)]);
}

void LoopHydraulics::startFrom(const std::vector<double>& linkFlow_m3_s, const std::vector<double>& nodeHead_Pa) {
    for (std::size_t c = 0; c < m_part.chains.size(); ++c) {
        const Chain& chain = m_part.chains[c];
        double sum = 0;
        for (int p = chain.first; p < chain.first + chain.count; ++p)
            sum += m_part.steps[at(p)].sign * linkFlow_m3_s[at(m_part.steps[at(p)].link)];
        m_flow[static_cast<Eigen::Index>(c)] = sum / chain.count;
    }
    for (std::size_t j = 0; j < m_part.junctions.size(); ++j)
        m_head[static_cast<Eigen::Index>(j)] = nodeHead_Pa[at(m_part.junctions[j])];
    m_started = true;
    m_feasible = false;
    m_wall = kSteepestWall;
}

/// Drops of all chains at the given flows; slopes and the size of the drops go to the members.
void LoopHydraulics::evaluate(const Eigen::VectorXd& flow, Eigen::VectorXd& drop) {
    m_dropSize = 0;
    for (std::size_t c = 0; c < m_part.chains.size(); ++c) {
        const Chain& chain = m_part.chains[c];
        const auto i = static_cast<Eigen::Index>(c);
        double sum = 0, slope = 0;
        for (int p = chain.first; p < chain.first + chain.count; ++p) {
            const LinkLaw& law = m_laws[at(p)];
            const double sign = m_part.steps[at(p)].sign;
            const Drop here = law.at(sign * flow[i], m_wall);
            sum += sign * here.drop_Pa;
            slope += std::max(here.slope_Pa_s_m3, kSlopeFloor * law.typicalDrop_Pa() / law.typicalFlow_m3_s());
            m_dropSize = std::max(m_dropSize, std::abs(here.drop_Pa));
        }
        drop[i] = sum;
        m_slope[i] = slope;
    }
}

/// A first guess: the linear network of secants to each link's typical flow, driven by the heads at zero flow.
void LoopHydraulics::startLinear() {
    m_flow.setZero();
    m_head.setZero();
    evaluate(m_flow, m_drop);
    for (std::size_t c = 0; c < m_part.chains.size(); ++c) {
        const Chain& chain = m_part.chains[c];
        double secant = 0;
        for (int p = chain.first; p < chain.first + chain.count; ++p) {
            const LinkLaw& law = m_laws[at(p)];
            const double typical = law.typicalFlow_m3_s();
            const double rise = law.at(typical, m_wall).drop_Pa - law.at(0, m_wall).drop_Pa;
            secant += std::max(rise, kSlopeFloor * law.typicalDrop_Pa()) / typical;
        }
        m_slope[static_cast<Eigen::Index>(c)] = secant;
    }
    m_feasible = false;
    m_started = true;
}

bool LoopHydraulics::pressesWall() const {
    for (std::size_t c = 0; c < m_part.chains.size(); ++c) {
        const Chain& chain = m_part.chains[c];
        for (int p = chain.first; p < chain.first + chain.count; ++p)
            if (m_laws[at(p)].pressesWall(m_part.steps[at(p)].sign * m_flow[static_cast<Eigen::Index>(c)])) return true;
    }
    return false;
}

/// Residuals of the present state into the members; true when both are within the tolerance.
bool LoopHydraulics::balanced(double tolerance) {
    m_mass.setZero();
    double worst = 0;
    for (std::size_t c = 0; c < m_part.chains.size(); ++c) {
        const Chain& chain = m_part.chains[c];
        const auto i = static_cast<Eigen::Index>(c);
        m_mass[chain.from] -= m_flow[i];
        m_mass[chain.to] += m_flow[i];
        worst = std::max(worst, std::abs(m_head[chain.from] - m_head[chain.to] - m_drop[i]));
    }
    const double range = std::max(m_dropSize, m_head.maxCoeff() - m_head.minCoeff());
    const double flowSize = std::max(largest(m_flow), flowFloor_m3_s());
    m_massNow = flowSize > 0 ? largest(m_mass) / flowSize : 0;
    m_energyNow = range > 0 ? worst / range : 0;
    m_feasible = m_massNow <= kFeasible;
    return m_massNow <= tolerance && m_energyNow <= tolerance;
}

/// One Newton step with line search; m_drop, m_slope and m_mass belong to m_flow before and after, except m_mass.
bool LoopHydraulics::step(bool search) {
    const auto chains = m_part.chains.size();
    m_rhs = m_mass;
    m_equations.clear();
    double* diagonal = m_equations.diagonal();
    double* offDiagonal = m_equations.offDiagonal();
    for (std::size_t c = 0; c < chains; ++c) {
        const Chain& chain = m_part.chains[c];
        if (chain.from == chain.to) continue;
        const auto i = static_cast<Eigen::Index>(c);
        const double conductance = 1 / m_slope[i];
        const double push = conductance * (m_head[chain.from] - m_head[chain.to] - m_drop[i]);
        m_rhs[chain.from] -= push;
        m_rhs[chain.to] += push;
        if (chain.from > 0) diagonal[m_equations.position(chain.from - 1)] += conductance;
        if (chain.to > 0) diagonal[m_equations.position(chain.to - 1)] += conductance;
        offDiagonal[m_equations.slot(c)] -= conductance;
    }
    Eigen::VectorXd headChange = Eigen::VectorXd::Zero(m_head.size());
    if (m_head.size() > 1) {
        m_equations.factorise();  // an unknown whose pivot is lost to rounding rests for this step
        for (int k = 0; k < m_equations.size(); ++k) m_solution[m_equations.position(k)] = m_rhs[k + 1];
        m_equations.solve(m_solution.data());
        for (int k = 0; k < m_equations.size(); ++k) headChange[k + 1] = m_solution[m_equations.position(k)];
    }
    double start = 0, size = 0;
    for (std::size_t c = 0; c < chains; ++c) {
        const Chain& chain = m_part.chains[c];
        const auto i = static_cast<Eigen::Index>(c);
        const double error = m_head[chain.from] - m_head[chain.to] - m_drop[i];
        m_change[i] = (error + headChange[chain.from] - headChange[chain.to]) / m_slope[i];
        start += m_drop[i] * m_change[i];
        size += std::abs(m_drop[i] * m_change[i]);
    }
    if (!m_change.allFinite()) return false;
    double low = 0, high = 1, lowValue = start, length = 1;
    for (int trial = 0; trial < 40; ++trial) {
        m_trialFlow = m_flow + length * m_change;
        evaluate(m_trialFlow, m_trialDrop);
        if (!search || !m_feasible) break;  // a full step first restores the mass balance
        const double value = m_trialDrop.dot(m_change);
        if (value <= 0.5 * std::abs(start) + 1e-12 * size && (length == 1 || value >= 0.9 * start)) break;
        if (value > 0) {
            high = length;
            length = low + std::clamp(-lowValue / (value - lowValue), 0.1, 0.9) * (high - low);
        } else {
            low = length;
            lowValue = value;
            length = 0.5 * (low + high);
        }
    }
    m_flow.swap(m_trialFlow);
    m_drop.swap(m_trialDrop);
    m_head += length * headChange;
    return true;
}

bool LoopHydraulics::newton(double tolerance, int maxIterations, const std::stop_token& stop) {
    int fullSteps = 0;
    for (int i = 0; i < maxIterations; ++i) {
        if (balanced(tolerance)) return true;
        const bool search = m_energyNow > kNearSolution || ++fullSteps > kFullSteps;
        if (stop.stop_requested() || !step(search)) return false;
        ++m_iterations;
    }
    return balanced(tolerance);
}

bool LoopHydraulics::solve(double tolerance, int maxIterations, const std::stop_token& stop) {
    if (m_part.chains.empty()) return true;
    if (m_started) {
        evaluate(m_flow, m_drop);
        if (newton(tolerance, std::min(maxIterations, 30), stop)) return true;
        if (stop.stop_requested()) return false;
    }
    m_wall = LinkLaw::kSoftWall;
    startLinear();
    balanced(tolerance);
    if (!step(true)) return false;
    ++m_iterations;
    while (true) {
        const bool last = m_wall >= kSteepestWall;
        if (!newton(last ? tolerance : std::max(tolerance, kStageTolerance), maxIterations, stop)) return false;
        if (last) return true;
        if (!pressesWall()) {
            m_wall = kSteepestWall;
        } else {
            m_wall = std::min(m_wall * 1e3, kSteepestWall);
        }
        evaluate(m_flow, m_drop);
    }
}

void LoopHydraulics::store(std::vector<double>& linkFlow_m3_s, std::vector<double>& nodeHead_Pa) const {
    for (std::size_t j = 0; j < m_part.junctions.size(); ++j)
        nodeHead_Pa[at(m_part.junctions[j])] = m_head[static_cast<Eigen::Index>(j)];
    const bool still = largest(m_flow) <= kStandstill * m_typicalFlow;
    for (std::size_t c = 0; c < m_part.chains.size(); ++c) {
        const Chain& chain = m_part.chains[c];
        double flow = still ? 0 : m_flow[static_cast<Eigen::Index>(c)];
        for (int p = chain.first; p < chain.first + chain.count; ++p)
            if (m_laws[at(p)].oneWay() && m_part.steps[at(p)].sign * flow < 0) flow = 0;
        double head = nodeHead_Pa[at(m_part.junctions[at(chain.from)])];
        for (int p = chain.first; p < chain.first + chain.count; ++p) {
            const ChainStep& step = m_part.steps[at(p)];
            linkFlow_m3_s[at(step.link)] = step.sign * flow;
            const double raw = step.sign * m_flow[static_cast<Eigen::Index>(c)];
            head -= step.sign * m_laws[at(p)].at(raw, m_wall).drop_Pa;
            const Link& link = m_network.links[at(step.link)];
            const int end = step.sign > 0 ? link.to : link.from;
            if (p + 1 < chain.first + chain.count) nodeHead_Pa[at(end)] = head;
        }
    }
    for (std::size_t l = 0; l < m_part.leaves.size(); ++l) {
        const Leaf& leaf = m_part.leaves[l];
        const double drop = m_leafLaws[l].at(0, m_wall).drop_Pa;
        const bool away = m_network.links[at(leaf.link)].to == leaf.node;
        linkFlow_m3_s[at(leaf.link)] = 0;
        nodeHead_Pa[at(leaf.node)] = nodeHead_Pa[at(leaf.neighbour)] - (away ? drop : -drop);
    }
}

void LoopHydraulics::storeDrops(const std::vector<double>& linkFlow_m3_s, std::vector<double>& linkDrop_Pa) const {
    for (std::size_t p = 0; p < m_part.steps.size(); ++p) {
        const int k = m_part.steps[p].link;
        linkDrop_Pa[at(k)] = m_laws[p].at(linkFlow_m3_s[at(k)], m_wall).drop_Pa;
    }
    for (std::size_t l = 0; l < m_part.leaves.size(); ++l)
        linkDrop_Pa[at(m_part.leaves[l].link)] = m_leafLaws[l].at(0, m_wall).drop_Pa;
}

}  // namespace twin::liquid
