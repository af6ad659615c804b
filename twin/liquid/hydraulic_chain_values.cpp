// SPDX-License-Identifier: GPL-3.0-or-later
// The numbers of chains and trees. Before the first step a chain's pipes have flows q_i of their own; with losses f_i and
// slopes s_i there, its tangent at the flow Q is Σ f_i + s_i (Q + c_i − q_i) with slope Σ s_i: the step that follows is that of
// the whole network.
#include "twin/liquid/hydraulic_chains.h"

#include "twin/numerics/wide_loops.h"

#include <algorithm>
#include <cmath>

namespace twin::liquid {

namespace {

constexpr std::size_t kLanes = 8;

std::size_t at(int index) { return static_cast<std::size_t>(index); }

/// Σ |x| and max |x| by lanes, so that the bits are the same for any register.
PLENUM_WIDE_LOOPS
void sizes(const double* x, std::size_t count, double& total, double& largest) {
    double sum[kLanes] = {}, most[kLanes] = {};
    std::size_t i = 0;
    for (; i + kLanes <= count; i += kLanes)
        for (std::size_t lane = 0; lane < kLanes; ++lane) {
            const double size = std::abs(x[i + lane]);
            sum[lane] += size;
            most[lane] = size > most[lane] ? size : most[lane];
        }
    for (; i < count; ++i) {
        sum[0] += std::abs(x[i]);
        most[0] = std::max(most[0], std::abs(x[i]));
    }
    total = largest = 0;
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
        total += sum[lane];
        largest = std::max(largest, most[lane]);
    }
}

/// Flows of the pipes of one group of chains.
PLENUM_WIDE_LOOPS
void spread(const double* chainFlow, const double* offset, double* flow, std::size_t chains, std::size_t length) {
    for (std::size_t i = 0; i < length; ++i)
        for (std::size_t j = 0; j < chains; ++j) flow[i * chains + j] = chainFlow[j] + offset[i * chains + j];
}

/// Loss and slope of one group of chains.
PLENUM_WIDE_LOOPS
void sum(const double* pipeLoss, const double* pipeSlope, std::size_t chains, std::size_t length, double* loss, double* slope) {
    for (std::size_t j = 0; j < chains; ++j) {
        loss[j] = pipeLoss[j];
        slope[j] = pipeSlope[j];
    }
    for (std::size_t i = 1; i < length; ++i)
        for (std::size_t j = 0; j < chains; ++j) {
            loss[j] += pipeLoss[i * chains + j];
            slope[j] += pipeSlope[i * chains + j];
        }
}

}  // namespace

void HydraulicChains::takeNumbers(const HydraulicNetwork& network) {
    const std::size_t pipes = m_member.size();
    m_isDarcy = network.darcy;
    m_powerLaw = network.pipePower;
    m_leastSlope = network.leastSlope;
    for (auto* column : m_isDarcy ? std::vector{&m_darcy.resistance, &m_darcy.roughness, &m_darcy.viscousScale, &m_darcy.minorLoss}
                                  : std::vector{&m_power.resistance, &m_power.minorLoss})
        column->resize(pipes);
    for (auto* column : {&m_offset, &m_start, &m_flow, &m_loss, &m_slope}) column->assign(pipes, 0);
    for (std::size_t m = 0; m < pipes; ++m) takeLaw(m, network.links[at(m_member[m].link)]);
    m_demand.resize(network.nodes.size());
    for (std::size_t i = 0; i < m_demand.size(); ++i) {
        const HydraulicNode& node = network.nodes[i];
        m_demand[i] = node.fixed || (network.pressureDriven && node.demand_m3_s > 0) ? 0 : node.demand_m3_s;
    }
    const std::size_t tree = pipes - m_branches.size();
    for (std::size_t b = 0; b < m_branches.size(); ++b) {
        const double behind = m_demand[at(m_branches[b].node)];
        m_flow[tree + b] = behind;
        m_demand[at(m_branches[b].parent)] += behind;
    }
    m_last.resize(m_chains.size());
    for (std::size_t c = 0; c < m_chains.size(); ++c) {
        double taken = 0;
        for (std::int32_t i = 0; i < m_chains[c].length; ++i) {
            const std::size_t m = member(c, i);
            m_offset[m] = -taken;
            if (m_member[m].node >= 0) taken += m_demand[at(m_member[m].node)];
        }
        m_demand[at(m_chains[c].to)] += taken;
        m_last[c] = -taken;
    }
}

void HydraulicChains::takeLaw(std::size_t pipe, const HydraulicLink& link) {
    if (m_isDarcy) m_darcy.set(pipe, link);
    else m_power.set(pipe, link);
    m_start[pipe] = m_member[pipe].sign * link.startFlow_m3_s;
}

void HydraulicChains::setLink(std::size_t link, const HydraulicLink& values) {
    if (m_place[link] >= 0) takeLaw(at(m_place[link]), values);
}

void HydraulicChains::losses(std::size_t first, std::size_t count, const double* flow, double* loss, double* slope, bool rough) const {
    if (count == 0) return;
    if (m_isDarcy) {
        const DarcyColumns all = m_darcy.columns();
        (rough ? roughDarcyLosses : darcyLosses)({all.resistance + first, all.roughness + first, all.viscousScale + first, all.minorLoss + first}, count, flow, loss, slope);
    } else {
        const PowerColumns all = m_power.columns();
        (rough ? roughPowerLosses : powerLosses)({all.resistance + first, all.minorLoss + first}, m_powerLaw, m_leastSlope, count, flow, loss, slope);
    }
}

void HydraulicChains::start(bool fresh) {
    m_fresh = fresh;
    const std::size_t tree = m_member.size() - m_branches.size();
    losses(tree, m_branches.size(), m_flow.data() + tree, m_loss.data() + tree, m_slope.data() + tree, false);
    sizes(m_flow.data() + tree, m_branches.size(), m_treeTotal, m_treeLargest);
}

void HydraulicChains::evaluate(const double* flow, double* loss, double* slope, bool rough) {
    const std::size_t pipes = m_member.size() - m_branches.size();
    if (m_fresh) {
        losses(0, pipes, m_start.data(), m_loss.data(), m_slope.data(), rough);
        for (const Group& group : m_groups)
            for (std::size_t i = 0; i < group.length * group.chains; ++i) {
                const std::size_t m = group.member + i;
                m_loss[m] += m_slope[m] * (flow[group.first + i % group.chains] + m_offset[m] - m_start[m]);
            }
        std::copy_n(m_start.data(), pipes, m_flow.data());
    } else {
        for (const Group& group : m_groups)
            spread(flow + group.first, m_offset.data() + group.member, m_flow.data() + group.member, group.chains, group.length);
        losses(0, pipes, m_flow.data(), m_loss.data(), m_slope.data(), rough);
    }
    for (const Group& group : m_groups)
        sum(m_loss.data() + group.member, m_slope.data() + group.member, group.chains, group.length, loss + group.first, slope + group.first);
    sizes(m_flow.data(), pipes, m_total, m_largest);
    m_total += m_treeTotal;
    m_largest = std::max(m_largest, m_treeLargest);
}

/// The flow the fall asks for by two steps of Newton on the chain alone.
void HydraulicChains::takeChords(const double* flow, const double* loss, const double* fall, double* slope) {
    constexpr int kSteps = 2;
    const std::size_t chains = m_chains.size(), pipes = m_member.size() - m_branches.size();
    if (chains == 0 || m_isDarcy) return;
    const auto isFar = [&](std::size_t c) {
        return std::abs(fall[c] - loss[c]) > kFarOff * slope[c] * (std::abs(flow[c]) + std::abs(flow[c] + m_last[c]));
    };
    std::size_t first = 0;
    while (first < chains && !isFar(first)) ++first;
    if (first == chains) return;
    m_trial.resize(3 * chains + 3 * pipes);
    double *q = m_trial.data(), *f = q + chains, *s = f + chains, *pipeFlow = s + chains, *pipeLoss = pipeFlow + pipes, *pipeSlope = pipeLoss + pipes;
    std::copy_n(flow, chains, q);
    std::copy_n(loss, chains, f);
    std::copy_n(slope, chains, s);
    for (int step = 0; step < kSteps; ++step) {
        for (std::size_t c = 0; c < chains; ++c) q[c] += (fall[c] - f[c]) / s[c];
        for (const Group& group : m_groups)
            spread(q + group.first, m_offset.data() + group.member, pipeFlow + group.member, group.chains, group.length);
        roughPowerLosses(m_power.columns(), m_powerLaw, m_leastSlope, pipes, pipeFlow, pipeLoss, pipeSlope);
        for (const Group& group : m_groups)
            sum(pipeLoss + group.member, pipeSlope + group.member, group.chains, group.length, f + group.first, s + group.first);
    }
    for (std::size_t c = 0; c < chains; ++c) {
        const double chord = (f[c] - loss[c]) / (q[c] - flow[c]);
        if (isFar(c) && chord > 0 && std::isfinite(chord)) slope[c] = chord;
    }
}

double HydraulicChains::moved(const double* change) const {
    double all = 0;
    for (const Group& group : m_groups) {
        double total = 0, largest = 0;
        sizes(change + group.first, group.chains, total, largest);
        all += static_cast<double>(group.length) * total;
    }
    return all;
}

void HydraulicChains::widen(const double* beginHead, double& low, double& high) const {
    for (const Group& group : m_groups)
        for (std::size_t j = 0; j < group.chains; ++j) {
            double h = beginHead[group.first + j];
            for (std::size_t i = 0; i + 1 < group.length; ++i) {
                h -= m_loss[group.member + i * group.chains + j];
                low = std::min(low, h);
                high = std::max(high, h);
            }
        }
}

void HydraulicChains::collect(double* flow, double* head) const {
    for (const Pipe& pipe : m_member) {
        const auto m = static_cast<std::size_t>(&pipe - m_member.data());
        flow[pipe.link] = pipe.sign * m_flow[m];
    }
    for (const Group& group : m_groups)
        for (std::size_t j = 0; j < group.chains; ++j) {
            double h = head[m_chains[group.first + j].from];
            for (std::size_t i = 0; i + 1 < group.length; ++i) {
                const std::size_t m = group.member + i * group.chains + j;
                h -= m_loss[m];
                head[m_member[m].node] = h;
            }
        }
    const std::size_t tree = m_member.size() - m_branches.size();
    for (std::size_t b = m_branches.size(); b-- > 0;) head[m_branches[b].node] = head[m_branches[b].parent] - m_loss[tree + b];
    for (const auto& [node, root] : m_still) head[node] = head[root];
    for (const int link : m_stillLinks) flow[link] = 0;
}

}  // namespace twin::liquid
