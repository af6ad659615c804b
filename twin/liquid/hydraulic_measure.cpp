// SPDX-License-Identifier: GPL-3.0-or-later
// Residuals, conductances and right-hand side at the present flows and heads. Symbols and equations: hydraulic_solver.cpp.
//
// Newton's slope is f'(q). Where a flow is still far from what its heads ask for, q̂ with f(q̂) = Δh, the slope of the chord
// between q and q̂ serves better: when the rest of the network holds the heads the step ends at q̂ itself, when it holds the
// flow the error f(q) is met in either case. Newton alone shoots over where a flow begins near zero and then comes
// back by half a step; as q and q̂ come together the chord is the tangent. It is used where nothing can open or close.
#include "twin/liquid/hydraulic_state.h"

#include "twin/numerics/wide_loops.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace twin::liquid {

namespace {

constexpr double kNear = 1e-3;       // relative change of flow: from here residuals may be small enough
constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr std::size_t kLanes = 8;    // of extremes, so that the bits are the same for any register

std::size_t at(int index) { return static_cast<std::size_t>(index); }

/// What is added up at a point: Σq, pushes, conductances.
using Four __attribute__((vector_size(4 * sizeof(double)), aligned(alignof(double)), may_alias)) = double;

struct Arcs {
    const int *from, *to;
    const char* off;
    const double *head, *loss, *slope;
    double *error, *conductance, *push;
};

/// Errors, conductances and pushes; arcs that are off have none.
PLENUM_WIDE_LOOPS
void conduct(const Arcs& arcs, std::size_t count) {
    const int *from = arcs.from, *to = arcs.to;
    const char* off = arcs.off;
    const double *head = arcs.head, *loss = arcs.loss, *slope = arcs.slope;
    double *error = arcs.error, *conductance = arcs.conductance, *push = arcs.push;
#pragma GCC ivdep
    for (std::size_t a = 0; a < count; ++a) {
        const double e = head[from[a]] - head[to[a]] - loss[a], c = 1 / slope[a], p = c * e;
        error[a] = off[a] ? 0 : e;
        conductance[a] = off[a] ? 0 : c;
        push[a] = off[a] ? 0 : p;
    }
}

struct Sums {
    const int *from, *to;
    const std::int32_t* slot;
    const double *flow, *push, *conductance;
    double *points, *off;
};

/// Neighbours in the order of arcs meet at a point: taken from four places, sums do not wait for each other.
void addUp(const Sums& sums, std::size_t count) {
    const int *from = sums.from, *to = sums.to;
    const std::int32_t* slot = sums.slot;
    const double *flow = sums.flow, *push = sums.push, *conductance = sums.conductance;
    double* off = sums.off;
    Four* point = reinterpret_cast<Four*>(sums.points);
    const auto add = [=](std::size_t a) {
        const double q = flow[a], p = push[a], c = conductance[a];
        const Four into{q, p, c, 0};
        point[from[a]] += into * Four{-1, -1, 1, 1};
        point[to[a]] += into;
        off[slot[a]] -= c;
    };
    const std::size_t quarter = count / 4;
    for (std::size_t a = 0; a < quarter; ++a) {
        add(a);
        add(a + quarter);
        add(a + 2 * quarter);
        add(a + 3 * quarter);
    }
    for (std::size_t a = 4 * quarter; a < count; ++a) add(a);
}

/// Takes what was added up apart.
PLENUM_WIDE_LOOPS
void split(const double* sums, const double* demand, std::size_t count, double* net, double* right, double* diagonal) {
#pragma GCC ivdep
    for (std::size_t p = 0; p < count; ++p) {
        net[p] = sums[4 * p] - demand[p];
        right[p] = sums[4 * p + 1];
        diagonal[p] = sums[4 * p + 2];
    }
}

/// Lowest and highest of the heads that count.
PLENUM_WIDE_LOOPS
void range(const double* head, const char* dead, std::size_t count, double& low, double& high) {
    double least[kLanes], most[kLanes];
    std::fill_n(least, kLanes, low);
    std::fill_n(most, kLanes, high);
    for (std::size_t p = 0; p < count; p += kLanes)
        for (std::size_t lane = 0; lane < std::min(kLanes, count - p); ++lane) {
            const double h = head[p + lane];
            const bool alive = !dead[p + lane];
            least[lane] = alive & (h < least[lane]) ? h : least[lane];
            most[lane] = alive & (h > most[lane]) ? h : most[lane];
        }
    low = *std::min_element(least, least + kLanes);
    high = *std::max_element(most, most + kLanes);
}

PLENUM_WIDE_LOOPS
void falls(const int* from, const int* to, const double* head, std::size_t count, double* fall) {
#pragma GCC ivdep
    for (std::size_t a = 0; a < count; ++a) fall[a] = head[from[a]] - head[to[a]];
}

/// max |x| of those not left out; what is not a number is passed over.
PLENUM_WIDE_LOOPS
double largestOf(const double* x, const char* out, std::size_t count) {
    double most[kLanes] = {}, all = 0;
    std::size_t i = 0;
    for (; i + kLanes <= count; i += kLanes)
        for (std::size_t lane = 0; lane < kLanes; ++lane) {
            const double size = std::abs(x[i + lane]);
            const bool more = (out[i + lane] == 0) & (size > most[lane]);
            most[lane] = more ? size : most[lane];
        }
    for (; i < count; ++i) all = !out[i] && std::abs(x[i]) > all ? std::abs(x[i]) : all;
    for (const double lane : most) all = std::max(all, lane);
    return all;
}

}  // namespace

void HydraulicSolver::State::evaluateLaws(const double* flow, double* loss, double* slope) {
    m_laws.evaluate(m_network, m_status, m_setting, flow, loss, slope, m_rough);
    m_chains.evaluate(flow + m_pipes, loss + m_pipes, slope + m_pipes, m_rough);
}

/// Chords for arcs far from what their heads ask for.
void HydraulicSolver::State::takeChords() {
    if (m_iterations == 0 || m_network.darcy || m_sinceChange > kPatience || (!m_exact && !m_smooth)) return;
    falls(m_from.data(), m_to.data(), m_head.data(), m_otherLinks, m_error.data());
    m_laws.takeChords(m_network, m_flow.data(), m_loss.data(), m_error.data(), m_slope.data());
    m_chains.takeChords(m_flow.data() + m_pipes, m_loss.data() + m_pipes, m_error.data() + m_pipes, m_slope.data() + m_pipes);
}

void HydraulicSolver::State::measure() {
    evaluateLaws(m_flow.data(), m_loss.data(), m_slope.data());
    takeChords();
    const std::size_t arcs = m_arcs.size(), points = m_nodeOfPoint.size();
    conduct({m_from.data(), m_to.data(), m_off.data(), m_head.data(), m_loss.data(), m_slope.data(), m_error.data(), m_conductance.data(), m_push.data()}, arcs);
    m_ldlt.clear();
    double* off = m_ldlt.offDiagonal();
    std::fill(m_sums.begin(), m_sums.end(), 0.0);
    addUp({m_from.data(), m_to.data(), m_slot.data(), m_flow.data(), m_push.data(), m_conductance.data(), m_sums.data(), off}, arcs);
    split(m_sums.data(), m_demand.data(), points, m_net.data(), m_right.data(), m_change.data());  // m_change holds the diagonal until pinRows
    double worst = largestOf(m_error.data(), m_off.data(), m_outflows), largest = m_chains.largest();
    for (std::size_t a = 0; a < arcs; ++a) largest = std::max(largest, std::abs(m_flow[a]));
    const double outflowError = largestOf(m_push.data() + m_outflows, m_off.data() + m_outflows, arcs - m_outflows);  // how far they are from what the pressure asks
    double net = 0, low = kInfinity, high = -kInfinity;
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
    for (std::size_t p = 0; p < points; ++p) m_right[p] += m_net[p];
    net = std::max(net, largestOf(m_net.data(), m_dead.data(), at(m_junctions)));
    range(m_head.data(), m_dead.data(), points, low, high);
    const double atEnds = high > low ? high - low : 0;
    if (worst > m_tolerance * std::max(atEnds, kLevel_m) && m_relativeChange < kNear) {  // heads on the way count where it matters
        for (std::size_t c = 0; c < m_chains.count(); ++c) m_chainHead[c] = m_head[at(m_from[m_pipes + c])];
        m_chains.widen(m_chainHead.data(), low, high);
    }
    m_range = high > low ? high - low : 0;
    m_mass = std::max(net / std::max(largest, kStill_m3_s), outflowError / std::max({largest, m_largestAsked, kStill_m3_s}));
    m_energy = worst / std::max(m_range, kLevel_m);
}

/// The link or node of the largest error.
std::string HydraulicSolver::State::worstName() const {
    if (m_mass > m_energy) {
        int worst = -1;
        double most = 0;
        for (int p = 0; p < m_junctions; ++p)
            if (!m_dead[at(p)] && std::abs(m_net[at(p)]) > most) {
                most = std::abs(m_net[at(p)]);
                worst = p;
            }
        if (worst >= 0) return m_network.nodes[at(m_nodeOfPoint[at(worst)])].name;
    }
    const auto size = [](double a, double b) { return std::abs(a) < std::abs(b); };
    const auto worst = static_cast<std::size_t>(std::max_element(m_error.begin(), m_error.begin() + static_cast<std::ptrdiff_t>(m_outflows), size) - m_error.begin());
    if (worst >= m_outflows) return m_arcs.empty() ? std::string() : m_network.nodes[at(m_arcs[0].item)].name;
    const ArcLaws::Arc& arc = m_arcs[worst];
    return m_network.links[at(arc.kind == ArcKind::Chain ? m_chains.lastLink(at(arc.item)) : arc.item)].name;
}

}  // namespace twin::liquid
