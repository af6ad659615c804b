// SPDX-License-Identifier: GPL-3.0-or-later
//
// Backward/forward sweep on a forest.
//     backward   j_k = y_k v_k − conj(s_k/v_k) − c_k v_k/|v_k| + Σ j of the children
//     forward    v_k = v_parent − z_k j_k
// The error shrinks by about Σ z |s| (the drop) each sweep.
//
// A branch Y_ff, Y_ft, Y_tf, Y_tt is taken apart into ratio N at its from-side, series y and half shunts:
//     |N| = √|Y_tt/Y_ff|,  arg N = ½ arg(Y_ft/Y_tf) (± half a turn),  y = −Y_tf N,  y_sh/2 = Y_tt − y.
// Both half shunts are on the to-side of the ratio, so they and z are scaled by the frame of the to-side.
#include "twin/power/radial_sweep.h"

#include "twin/power/branch_model.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace twin::power {

namespace {

struct Parts {
    Complex ratio, series, half;
};

Parts takeApart(const GridNetwork<1>::Branch& branch) {
    const Complex ff = branch.ff(0, 0), ft = branch.ft(0, 0), tf = branch.tf(0, 0), tt = branch.tt(0, 0);
    Parts parts;
    if (ff == tt && ft == tf) {  // no transformer: most branches, and the angles below cost more than a sweep
        parts.ratio = 1;
        parts.series = -tf;
        parts.half = tt + tf;
        return parts;
    }
    parts.ratio = std::polar(std::sqrt(std::abs(tt / ff)), 0.5 * std::arg(ft / tf));
    if (std::abs(tt + tf * parts.ratio) > std::abs(tt - tf * parts.ratio)) parts.ratio = -parts.ratio;
    parts.series = -tf * parts.ratio;
    parts.half = tt - parts.series;
    return parts;
}

}  // namespace

void RadialForest::append(int bus, int parent, Complex z, Complex ratio, int branch) {
    const int node = size();
    m_parent.push_back(parent < 0 ? node : parent);
    m_ratio.push_back(ratio);
    m_zr.push_back(z.real());
    m_zi.push_back(z.imag());
    if (bus >= 0) m_nodeOfBus[bus] = node;
    if (branch >= 0) m_nodeOfBranch[branch] = node;
}

bool RadialForest::compile(const GridNetwork<1>& net) {
    *this = {};
    if (!net.regulators.empty()) return false;
    const auto total = static_cast<std::size_t>(net.buses) + net.sources.size();
    m_nodeOfBus.assign(static_cast<std::size_t>(net.buses), -1);
    m_nodeOfBranch.assign(net.branches.size(), -1);
    for (auto* column : {&m_zr, &m_zi}) column->reserve(total);
    for (auto* column : {&m_yr, &m_yi, &m_sr, &m_si, &m_cr, &m_ci, &m_rootR, &m_rootI}) column->assign(total, 0);
    m_parent.reserve(total);
    m_ratio.reserve(total);
    m_half.assign(total, 0);
    m_lost.assign(total, 0);
    std::vector<int> start(static_cast<std::size_t>(net.buses) + 1, 0), at;
    std::size_t closed = 0;
    for (const auto& branch : net.branches)
        if (branch.from >= 0 && branch.to >= 0) {
            if (branch.from == branch.to) return false;
            ++start[branch.from + 1];
            ++start[branch.to + 1];
            ++closed;
        }
    if (closed + net.sources.size() != static_cast<std::size_t>(net.buses)) return false;
    for (int bus = 0; bus < net.buses; ++bus) start[bus + 1] += start[bus];
    at.resize(2 * closed);
    std::vector<int> fill(start.begin(), start.end() - 1);
    for (std::size_t i = 0; i < net.branches.size(); ++i) {
        const auto& branch = net.branches[i];
        if (branch.from < 0 || branch.to < 0) continue;
        at[fill[branch.from]++] = static_cast<int>(i);
        at[fill[branch.to]++] = static_cast<int>(i);
    }
    struct Reached {
        int bus, branch;
    };
    std::vector<Reached> queue;  // the k-th one reached is node k
    queue.reserve(total);
    for (const auto& source : net.sources) {
        m_rootR[size()] = source.uRef1.real();
        m_rootI[size()] = source.uRef1.imag();
        m_roots.push_back(size());
        append(-1, -1, 0, 1, -1);
        queue.push_back({-1, -1});
    }
    for (std::size_t i = 0; i < net.sources.size(); ++i) {
        const auto& source = net.sources[i];
        if (m_nodeOfBus[source.bus] >= 0) return false;
        append(source.bus, m_roots[i], 1.0 / source.y1, 1, -1);
        queue.push_back({source.bus, -1});
    }
    for (std::size_t head = net.sources.size(); head < queue.size(); ++head) {
        const Reached here = queue[head];
        const int node = static_cast<int>(head);
        for (int i = start[here.bus]; i < start[here.bus + 1]; ++i) {
            if (at[i] == here.branch) continue;
            const auto& branch = net.branches[at[i]];
            const bool down = branch.from == here.bus;
            const int other = down ? branch.to : branch.from;
            if (m_nodeOfBus[other] >= 0) return false;
            const Parts parts = takeApart(branch);
            const Complex upper = m_ratio[node], own = parts.ratio == Complex(1) ? upper : down ? upper / parts.ratio : upper * parts.ratio;
            const double scale = std::norm(down ? own : upper);
            m_half[size()] = parts.half * scale;
            append(other, node, inverseOf(parts.series * scale), own, at[i]);
            queue.push_back({other, at[i]});
        }
    }
    if (static_cast<std::size_t>(size()) != total) return false;
    const auto addShunt = [&](int node, Complex y) {
        m_yr[node] += y.real();
        m_yi[node] += y.imag();
    };
    for (int node = 0; node < size(); ++node) {
        addShunt(node, m_half[node]);
        addShunt(m_parent[node], m_half[node]);
    }
    const auto addAtBus = [&](int bus, Complex y) { addShunt(m_nodeOfBus[bus], y * std::norm(m_ratio[m_nodeOfBus[bus]])); };
    for (const auto& shunt : net.shunts) addAtBus(shunt.bus, shunt.y(0, 0));
    for (const auto& branch : net.branches) {
        if (branch.from >= 0 && branch.to < 0) addAtBus(branch.from, branch.ff(0, 0));
        if (branch.to >= 0 && branch.from < 0) addAtBus(branch.to, branch.tt(0, 0));
    }
    for (const auto& load : net.loads) {
        const int node = m_nodeOfBus[load.bus];
        const Complex s = load.s[0];
        if (load.law == LoadLaw::ConstantImpedance) addAtBus(load.bus, -std::conj(s));
        if (load.law == LoadLaw::ConstantPower) {
            m_sr[node] += s.real();
            m_si[node] += s.imag();
        }
        if (load.law == LoadLaw::ConstantCurrent) {
            const double size = std::sqrt(std::norm(m_ratio[node]));
            m_cr[node] += s.real() * size;
            m_ci[node] += s.imag() * size;
            m_currents = true;
        }
    }
    // Depth-first places from the sizes of the subtrees.
    m_last.assign(total, 1);
    for (int node = size(); node-- > 0;)
        if (m_parent[node] != node) m_last[m_parent[node]] += m_last[node];
    m_first.assign(total, 0);
    std::vector<int> next(total);
    int place = 0;
    for (int node = 0; node < size(); ++node) {
        const bool root = m_parent[node] == node;
        int& slot = root ? place : next[m_parent[node]];
        m_first[node] = slot;
        slot += m_last[node];
        next[node] = m_first[node] + 1;
    }
    m_walk.resize(total);
    for (int node = 0; node < size(); ++node) {
        m_walk[m_first[node]] = node;
        m_last[node] += m_first[node];
    }
    return true;
}

void RadialForest::setDraw(int node, const Draw& draw) {
    m_yr[node] = draw.yr;
    m_yi[node] = draw.yi;
    m_sr[node] = draw.sr;
    m_si[node] = draw.si;
    m_cr[node] = draw.cr;
    m_ci[node] = draw.ci;
}

int RadialForest::lose(int branch) {
    const int top = m_nodeOfBranch[static_cast<std::size_t>(branch)];
    if (top < 0 || m_lost[top]) return 0;
    int lost = 0;
    for (int i = m_first[top]; i < m_last[top]; ++i) {
        const int node = m_walk[i];
        if (m_lost[node]) continue;
        m_saved.push_back({node, draw(node)});
        setDraw(node, {});
        m_lost[node] = 1;
        ++lost;
    }
    const int above = m_parent[top];
    m_saved.push_back({above, draw(above)});
    m_yr[above] -= m_half[top].real();
    m_yi[above] -= m_half[top].imag();
    return lost;
}

void RadialForest::restore() {
    for (std::size_t i = m_saved.size(); i-- > 0;) {
        setDraw(m_saved[i].node, m_saved[i].draw);
        m_lost[m_saved[i].node] = 0;
    }
    m_saved.clear();
}

RadialForest::State RadialForest::flat() const {
    State state;
    const auto n = static_cast<std::size_t>(size());
    for (auto* column : {&state.vr, &state.vi, &state.jr, &state.ji}) column->resize(n);
    for (std::size_t k = 0; k < n; ++k) {
        const bool root = m_parent[k] == static_cast<int>(k);
        state.vr[k] = root ? m_rootR[k] : state.vr[m_parent[k]];
        state.vi[k] = root ? m_rootI[k] : state.vi[m_parent[k]];
    }
    return state;
}

namespace {

/// Own currents of nodes: j = y v − conj(s) v/|v|² (power), less conj(c) v/|v| (current).
void ownCurrents(int n, const double* __restrict vr, const double* __restrict vi, const double* __restrict yr, const double* __restrict yi, const double* __restrict sr,
                 const double* __restrict si, double* __restrict jr, double* __restrict ji) {
    for (int k = 0; k < n; ++k) {
        const double a = vr[k], b = vi[k], inverse = 1 / (a * a + b * b);
        jr[k] = yr[k] * a - yi[k] * b - (sr[k] * a + si[k] * b) * inverse;
        ji[k] = yr[k] * b + yi[k] * a - (sr[k] * b - si[k] * a) * inverse;
    }
}
void ownCurrents(int n, const double* __restrict vr, const double* __restrict vi, const double* __restrict yr, const double* __restrict yi, const double* __restrict sr,
                 const double* __restrict si, const double* __restrict cr, const double* __restrict ci, double* __restrict jr, double* __restrict ji) {
    for (int k = 0; k < n; ++k) {
        const double a = vr[k], b = vi[k], inverse = 1 / (a * a + b * b), root = std::sqrt(inverse);
        const double p = sr[k] * inverse + cr[k] * root - yr[k], q = si[k] * inverse + ci[k] * root + yi[k];
        jr[k] = -(p * a + q * b);
        ji[k] = q * a - p * b;
    }
}

}  // namespace

bool RadialForest::solve(State& state, double tolerance, int maxSweeps) const {
    const int n = size();
    double *vr = state.vr.data(), *vi = state.vi.data(), *jr = state.jr.data(), *ji = state.ji.data();
    const double *zr = m_zr.data(), *zi = m_zi.data();
    const int* parent = m_parent.data();
    double before = 0;
    int grown = 0;
    for (state.iterations = 1; state.iterations <= maxSweeps; ++state.iterations) {
        if (m_currents) ownCurrents(n, vr, vi, m_yr.data(), m_yi.data(), m_sr.data(), m_si.data(), m_cr.data(), m_ci.data(), jr, ji);
        else ownCurrents(n, vr, vi, m_yr.data(), m_yi.data(), m_sr.data(), m_si.data(), jr, ji);
        for (int k = n; k-- > 0;) {
            jr[parent[k]] += jr[k];
            ji[parent[k]] += ji[k];
        }
        double worst = 0, sum = 0;
        for (int k = 0; k < n; ++k) {
            const double dropR = zr[k] * jr[k] - zi[k] * ji[k], dropI = zr[k] * ji[k] + zi[k] * jr[k];
            const double a = vr[parent[k]] - dropR, b = vi[parent[k]] - dropI;
            const double da = a - vr[k], db = b - vi[k], step = da * da + db * db;
            worst = step > worst ? step : worst;
            sum += step;  // a NaN stays in it
            vr[k] = a;
            vi[k] = b;
        }
        if (!std::isfinite(sum)) return false;
        state.step = std::sqrt(worst);
        const double rate = before > 0 ? state.step / before : 1;
        if (state.step == 0 || (rate < 0.5 && state.step * rate <= tolerance * (1 - rate))) return true;
        grown = rate > 0.9 && state.iterations > 1 ? grown + 1 : 0;
        if (grown > 3) return state.step <= tolerance;  // what is left is rounding, or it does not converge
        before = state.step;
    }
    return false;
}

Complex RadialForest::busVoltage(const State& state, int bus) const {
    const int node = m_nodeOfBus[bus];
    return m_lost[node] ? 0 : m_ratio[node] * Complex(state.vr[node], state.vi[node]);
}

Complex RadialForest::sourcePower(const State& state) const {
    Complex sum = 0;
    const auto sources = m_roots.size();
    for (std::size_t node = sources; node < 2 * sources; ++node) sum += Complex(state.vr[node], state.vi[node]) * Complex(state.jr[node], -state.ji[node]);
    return sum;
}

bool sweepNetwork(const GridNetwork<1>& network, const FlowOptions& options, FlowResult<1>& result) {
    RadialForest forest;
    if (!forest.compile(network)) return false;
    RadialForest::State state = forest.flat();
    constexpr int kMaxSweeps = 200;
    if (!forest.solve(state, options.tolerance, kMaxSweeps)) return false;
    result.u.resize(static_cast<std::size_t>(network.buses));
    for (int bus = 0; bus < network.buses; ++bus) result.u[bus][0] = forest.busVoltage(state, bus);
    result.report.status = SolveStatus::Converged;
    result.report.iterations = state.iterations;
    result.report.residual = state.step;
    return true;
}

}  // namespace twin::power
