// SPDX-License-Identifier: GPL-3.0-or-later
// Network equations in heads alone: r_i(h) = Σ_in q − Σ_out q − d_i = 0 with, for an arc from u to d,
//
//   open          q = f⁻¹(h_u − h_d)                                       f the loss, rising
//   limits        least ≤ q ≤ most          (check valve, pump, full or empty tank: 0; flow valve: its setting)
//   reducing      q = max(0, min(f⁻¹(h_u − h_d), (held − h_d) / ε))        so that h_d = min(h_u − f(q), held) or q = 0
//   sustaining    q = max(0, min(f⁻¹(h_u − h_d), (h_u − held) / ε))
//   shut, limited                            + g (h_u − h_d), a leak g
//
// Each q rises with h_u and falls with h_d. −r' has then no positive entry off its diagonal and column sums ≥ 0: an M-matrix,
// and r has at most one root up to the level of parts that stand still. The flow dh/dt = r never lets Σ|r| grow, so that a
// small enough implicit step of it always gains: steps are Newton's, (−r' + λ diag) dh = r with λ = 0, as long as Σ|r| falls
// along them; λ grows when it does not.
//
// The leak goes to nothing in stages. After each one, parts that only leaks feed while they ask for water are cut off: they
// have no solution, and their heads would run away as d / g.
#include "twin/liquid/hydraulic_heads.h"

#include <Eigen/Sparse>
#include <Eigen/SparseLU>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace twin::liquid {

namespace {

constexpr double kFirstLeak = 1e-2, kFirstResistance = 1e4;  // g, m²/s; ε, m/(m³/s): the first stage is nearly linear
constexpr int kStages = 9;              // each a tenth of the one before
constexpr double kBalanced = 1e-10;     // of the largest flow
constexpr double kStill_m3_s = 1e-6;
constexpr double kRounding = 4e-16;
constexpr double kLeastDamping = 1e-9, kMostDamping = 1e3;
constexpr int kMostSteps = 400;         // of a stage
constexpr int kMostInversions = 100;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

std::size_t at(int index) { return static_cast<std::size_t>(index); }

}  // namespace

/// Flows and their derivatives at given heads; Σ |r|.
double HeadEquations::evaluate(const Laws& laws, const std::vector<double>& head) {
    const std::size_t n = arcs.size();
    std::vector<double> low(n), high(n), target(n);
    std::vector<char> done(n, 0), lowKnown(n, 0), highKnown(n, 0);
    std::size_t open = 0;
    for (std::size_t a = 0; a < n; ++a) {
        const Arc& arc = arcs[a];
        target[a] = head[at(arc.from)] - head[at(arc.to)];
        low[a] = arc.least_m3_s;
        high[a] = arc.most_m3_s;
        done[a] = arc.law == Law::Shut || arc.law == Law::ConstantPower || cut[at(arc.from)] || cut[at(arc.to)];
        if (done[a]) m_open[a] = 0;
        else ++open;
        m_open[a] = std::clamp(m_open[a], low[a], high[a]);
        m_rise[a] = 0;
        if (!cut[at(arc.from)] && !cut[at(arc.to)]) branch[a] = Branch::Free;  // what is cut off keeps the state that cut it off
    }
    // All laws are inverted side by side: Newton inside a shrinking bracket.
    for (int pass = 0; open > 0 && pass < kMostInversions; ++pass) {
        laws(m_open.data(), m_loss.data(), m_slope.data());
        for (std::size_t a = 0; a < n; ++a) {
            if (done[a]) continue;
            const double extra = m_resistance, q = m_open[a];
            const double beyond = m_loss[a] + extra * q - target[a], slope = m_slope[a] + extra;
            m_rise[a] = 1 / slope;
            const bool atLeast = beyond >= 0 && q <= arcs[a].least_m3_s, atMost = beyond <= 0 && q >= arcs[a].most_m3_s;
            if (atLeast || atMost) {
                m_rise[a] = 0;
                branch[a] = atLeast ? Branch::AtLeast : Branch::AtMost;
            }
            double next = q - beyond / slope;
            const bool close = std::abs(next - q) <= 1e-14 * std::abs(next) + 1e-20 || std::abs(beyond) <= 1e-13 * std::abs(target[a]);
            if (atLeast || atMost || close) {
                done[a] = 1;
                --open;
                continue;
            }
            (beyond > 0 ? high : low)[a] = q;
            (beyond > 0 ? highKnown : lowKnown)[a] = 1;
            if (next <= low[a]) next = lowKnown[a] ? 0.5 * (low[a] + (std::isfinite(high[a]) ? high[a] : q)) : low[a];
            else if (next >= high[a]) next = highKnown[a] ? 0.5 * (high[a] + (std::isfinite(low[a]) ? low[a] : q)) : high[a];
            m_open[a] = next;
        }
    }
    for (std::size_t p = 0; p < m_net.size(); ++p) m_net[p] = -demand_m3_s[p];
    for (std::size_t a = 0; a < n; ++a) {
        const Arc& arc = arcs[a];
        m_fall[a] = m_rise[a];
        flow_m3_s[a] = m_open[a];
        if (cut[at(arc.from)] || cut[at(arc.to)]) {
            flow_m3_s[a] = m_rise[a] = m_fall[a] = 0;
            continue;
        }
        if (arc.law == Law::ConstantPower) {
            const double gain = std::max(-target[a], std::sqrt(arc.power * m_resistance));
            flow_m3_s[a] = arc.power / gain;
            m_rise[a] = m_fall[a] = gain > -target[a] ? 0 : arc.power / (gain * gain);
        } else if (arc.law == Law::Reducing || arc.law == Law::Sustaining) {
            const bool reducing = arc.law == Law::Reducing;
            const double limit = (reducing ? arc.held_m - head[at(arc.to)] : head[at(arc.from)] - arc.held_m) / m_resistance;
            if (limit < flow_m3_s[a]) {
                flow_m3_s[a] = std::max(limit, 0.0);
                branch[a] = limit > 0 ? Branch::Holding : Branch::AtLeast;
                m_rise[a] = !reducing && limit > 0 ? 1 / m_resistance : 0;
                m_fall[a] = reducing && limit > 0 ? 1 / m_resistance : 0;
            }
        }
        if (arc.device) {
            flow_m3_s[a] += m_leak * target[a];
            m_rise[a] += m_leak;
            m_fall[a] += m_leak;
        }
        m_net[at(arc.from)] -= flow_m3_s[a];
        m_net[at(arc.to)] += flow_m3_s[a];
    }
    double sum = 0;
    for (int p = 0; p < junctions; ++p)
        if (!cut[at(p)]) sum += std::abs(m_net[at(p)]);
    return std::isfinite(sum) ? sum : kInfinity;
}

/// The root at the present leak; false when it is not found.
bool HeadEquations::relax(const Laws& laws, const std::stop_token& stop) {
    Eigen::SparseMatrix<double> matrix(junctions, junctions);
    Eigen::SparseLU<Eigen::SparseMatrix<double>, Eigen::COLAMDOrdering<int>> lu;
    bool analysed = false;
    double sum = evaluate(laws, head_m), damping = 0;
    std::vector<Eigen::Triplet<double>> entries;
    std::vector<double> trial(head_m), steepest(head_m.size(), 0);  // most that arcs can conduct
    for (const Arc& arc : arcs)
        for (const int end : {arc.from, arc.to}) steepest[at(end)] += 1 / m_resistance + m_leak;

    for (int step = 0; step < kMostSteps && !stop.stop_requested(); ++step) {
        double largest = kStill_m3_s;
        for (const double flow : flow_m3_s) largest = std::max(largest, std::abs(flow));
        unbalance = sum / largest;
        double noise = 0;
        for (std::size_t a = 0; a < arcs.size(); ++a)
            noise += (m_rise[a] + m_fall[a]) * std::max(std::abs(head_m[at(arcs[a].from)]), std::abs(head_m[at(arcs[a].to)]));
        if (unbalance <= kBalanced || sum < kRounding * noise) return true;
        entries.clear();
        std::vector<double> diagonal(at(junctions), 0);
        const auto add = [&](int row, int column, double value) {
            if (row < junctions && column < junctions) entries.emplace_back(row, column, value);
        };
        for (std::size_t a = 0; a < arcs.size(); ++a) {
            const auto [from, to] = std::pair{arcs[a].from, arcs[a].to};
            if (from < junctions) diagonal[at(from)] += m_rise[a];
            if (to < junctions) diagonal[at(to)] += m_fall[a];
            add(from, to, -m_fall[a]);
            add(to, from, -m_rise[a]);
        }
        Eigen::VectorXd right(junctions);
        for (int p = 0; p < junctions; ++p) {
            const double own = cut[at(p)] ? 1 : std::max(diagonal[at(p)], 1e-3 * m_leak) + damping * steepest[at(p)];
            entries.emplace_back(p, p, own);
            right[p] = cut[at(p)] ? 0 : m_net[at(p)];
        }
        matrix.setFromTriplets(entries.begin(), entries.end());
        if (!analysed) lu.analyzePattern(matrix);
        analysed = true;
        lu.factorize(matrix);
        bool gained = false;
        if (lu.info() == Eigen::Success) {
            const Eigen::VectorXd change = lu.solve(right);
            double length = 1;
            for (int attempt = 0; attempt < 8 && !gained && change.allFinite(); ++attempt, length *= 0.5) {
                for (int p = 0; p < junctions; ++p) trial[at(p)] = head_m[at(p)] + length * change[p];
                const double next = evaluate(laws, trial);
                if (!(next < (damping > 0 ? 1 + 1e-10 : 1 - 1e-3 * length) * sum)) continue;
                gained = true;
                sum = next;
                head_m.swap(trial);
                trial = head_m;
                damping = length == 1 ? (damping < kLeastDamping ? 0 : 0.1 * damping) : damping;
            }
        }
        if (gained) continue;
        sum = evaluate(laws, head_m);
        if (damping > kMostDamping) return false;
        damping = std::max(kLeastDamping, 30 * damping);
    }
    return false;
}

/// Parts that ask for water and that only leaks reach.
void HeadEquations::cutOff() {
    std::vector<int> part(head_m.size());
    std::iota(part.begin(), part.end(), 0);
    const auto root = [&](int p) {
        while (part[at(p)] != p) p = part[at(p)] = part[at(part[at(p)])];
        return p;
    };
    double largest = kStill_m3_s;
    std::vector<double> leaked(head_m.size(), 0);
    std::vector<char> known(head_m.size(), 0);
    for (std::size_t a = 0; a < arcs.size(); ++a) {
        const Arc& arc = arcs[a];
        largest = std::max(largest, std::abs(flow_m3_s[a]));
        if (cut[at(arc.from)] || cut[at(arc.to)]) continue;
        const double bare = arc.device ? m_leak : 0;
        if (m_rise[a] > bare || m_fall[a] > bare || arc.law == Law::ConstantPower) {
            // A held head is known: what the part beyond asks for comes through its valve.
            const int end = branch[a] != Branch::Holding ? -1 : arc.law == Law::Reducing ? arc.to : arc.from;
            if (end >= 0) known[at(end)] = 1;
            else part[at(root(arc.from))] = root(arc.to);
        }
    }
    for (std::size_t a = 0; a < arcs.size(); ++a) {
        if (!arcs[a].device || cut[at(arcs[a].from)] || cut[at(arcs[a].to)]) continue;
        const double leak = m_leak * (head_m[at(arcs[a].from)] - head_m[at(arcs[a].to)]);
        if (root(arcs[a].from) == root(arcs[a].to)) continue;
        leaked[at(root(arcs[a].from))] -= leak;
        leaked[at(root(arcs[a].to))] += leak;
    }
    std::vector<char> fed(head_m.size(), 0);
    for (int p = 0; p < static_cast<int>(head_m.size()); ++p)
        if (p >= junctions || known[at(p)]) fed[at(root(p))] = 1;
    for (int p = 0; p < junctions; ++p)
        if (!fed[at(root(p))] && std::abs(leaked[at(root(p))]) > 10 * std::max(kBalanced, unbalance) * largest) cut[at(p)] = 1;
}

void HeadEquations::solve(const Laws& laws, const std::stop_token& stop) {
    const std::size_t n = arcs.size();
    for (auto* vector : {&m_rise, &m_fall, &m_loss, &m_slope}) vector->assign(n, 0);
    m_open = flow_m3_s;
    m_net.assign(head_m.size(), 0);
    branch.assign(n, Branch::Free);
    m_leak = kFirstLeak;
    m_resistance = kFirstResistance;
    for (int stage = 0; stage < kStages; ++stage) {
        if (stage > 0) {
            m_leak *= 0.1;
            m_resistance *= 0.1;
        }
        relax(laws, stop);
        if (m_leak < 2e-6) cutOff();
    }
    evaluate(laws, head_m);
}

}  // namespace twin::liquid
