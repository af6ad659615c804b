// SPDX-License-Identifier: GPL-3.0-or-later
// Steady transport of heat. In the direction of flow every link is affine, T_out = α T_in + β:
//
//   heat Q            α = 1                β = Q / C,  C = ρ c_p |q|
//   losses UA to T_s  α = e^(−UA/C)        β = (1 − α) T_s + α Q / C   (heat first, then the losses)
//   set outlet        α = 0                β = T_set
//
// and a node mixes: Σ_in |q| T_i = Σ_in |q| (α T_upstream + β). ρ and c_p are constants of a loop, so what enters a
// balance as C·ΔT adds up exactly. Links with α < 1 anchor temperatures: a node that no anchored water reaches is
// undetermined (NaN), and so is every node such water mixes into. The rest is a regular system. Nodes are taken in the
// order of flow once all their inflows are known; what is left lies on cycles (a bypass around the set outlet) or behind
// them, and is solved by one sparse LU.
#include "twin/liquid/loop_heat.h"

#include <Eigen/SparseLU>

#include <algorithm>
#include <cmath>
#include <limits>

namespace twin::liquid {

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kNoFlow = 1e-12;  // of the loop's largest flow: rounding, not flow

std::size_t at(int index) { return static_cast<std::size_t>(index); }

class HeatCarrier {
  public:
    HeatCarrier(const Network& network, NetworkResult& result)
        : m_network(network), m_result(result), m_alpha(network.links.size(), 1), m_beta(network.links.size(), 0),
          m_capacity(network.links.size(), 0), m_temperature(network.nodes.size(), kNaN) {}

    void run() {
        describeLinks();
        linkUp();
        markUndetermined();
        sweep();
        solveCycles();
        report();
    }

  private:
    int upstream(int k) const { return flow(k) > 0 ? m_network.links[at(k)].from : m_network.links[at(k)].to; }
    int downstream(int k) const { return flow(k) > 0 ? m_network.links[at(k)].to : m_network.links[at(k)].from; }
    double flow(int k) const { return m_result.links[at(k)].flow_m3_s; }
    bool flows(int k) const { return m_capacity[at(k)] > 0; }
    double outlet(int k) const {
        return m_alpha[at(k)] > 0 ? m_alpha[at(k)] * m_temperature[at(upstream(k))] + m_beta[at(k)] : m_beta[at(k)];
    }

    void describeLinks() {
        for (std::size_t k = 0; k < m_network.links.size(); ++k) {
            const Link& link = m_network.links[k];
            const double size = std::abs(m_result.links[k].flow_m3_s);
            const int loop = size > 0 ? m_result.nodes[at(link.from)].loop : -1;
            const double largest = loop >= 0 ? m_result.loops[at(loop)].largestFlow_m3_s : 0;
            const bool still = !(size > kStillFlow * largest);
            if (still && link.heat_W != 0 && !link.setOutlet) reportNoFlow(link);
            if (!(size > kNoFlow * largest)) continue;
            const LoopResult& part = m_result.loops[at(loop)];
            m_capacity[k] = part.density_kg_m3 * part.heatCapacity_J_kgK * size;
            if (link.setOutlet) {
                m_alpha[k] = 0;
                m_beta[k] = link.outlet_C;
                continue;
            }
            const double rise = still ? 0 : link.heat_W / m_capacity[k];
            m_alpha[k] = std::exp(-link.lossUa_W_K / m_capacity[k]);
            m_beta[k] = -std::expm1(-link.lossUa_W_K / m_capacity[k]) * link.surroundings_C + m_alpha[k] * rise;
        }
    }

    void reportNoFlow(const Link& link) {
        m_result.issues.push_back({Severity::Error, "liquid.noFlow", link.item, link.name, {},
                                   {TWIN_TR("{0} gives heat to the coolant, but nothing flows through it."), {link.name}},
                                   {}, {},
                                   {TWIN_TR("Open its valves, or start a pump of its loop."), {}}});
    }

    /// Inflows and outflows of each node as arrays with offsets.
    void linkUp() {
        const std::size_t nodes = m_network.nodes.size();
        m_inStart.assign(nodes + 1, 0);
        m_outStart.assign(nodes + 1, 0);
        const int links = static_cast<int>(m_network.links.size());
        for (int k = 0; k < links; ++k) {
            if (!flows(k)) continue;
            ++m_inStart[at(downstream(k)) + 1];
            ++m_outStart[at(upstream(k)) + 1];
        }
        for (std::size_t i = 0; i < nodes; ++i) {
            m_inStart[i + 1] += m_inStart[i];
            m_outStart[i + 1] += m_outStart[i];
        }
        m_in.resize(at(m_inStart.back()));
        m_out.resize(at(m_outStart.back()));
        std::vector<int> nextIn(m_inStart.begin(), m_inStart.end() - 1), nextOut(m_outStart.begin(), m_outStart.end() - 1);
        for (int k = 0; k < links; ++k) {
            if (!flows(k)) continue;
            m_in[at(nextIn[at(downstream(k))]++)] = k;
            m_out[at(nextOut[at(upstream(k))]++)] = k;
        }
    }

    template <typename Visit>
    void forEachIn(int node, Visit&& visit) const {
        for (int p = m_inStart[at(node)]; p < m_inStart[at(node) + 1]; ++p) visit(m_in[at(p)]);
    }
    template <typename Visit>
    void forEachOut(int node, Visit&& visit) const {
        for (int p = m_outStart[at(node)]; p < m_outStart[at(node) + 1]; ++p) visit(m_out[at(p)]);
    }

    /// Spreads marks downstream from the nodes in `queue` (already marked), through links that let temperature pass.
    void spread(std::vector<int>& queue, std::vector<char>& mark) const {
        for (std::size_t head = 0; head < queue.size(); ++head)
            forEachOut(queue[head], [&](int k) {
                char& next = mark[at(downstream(k))];
                if (next || m_alpha[at(k)] == 0) return;
                next = 1;
                queue.push_back(downstream(k));
            });
    }

    void markUndetermined() {
        const int nodes = static_cast<int>(m_network.nodes.size());
        std::vector<char> anchored(at(nodes), 0);
        std::vector<int> queue;
        for (int k = 0; k < static_cast<int>(m_network.links.size()); ++k)
            if (flows(k) && m_alpha[at(k)] < 1 && !anchored[at(downstream(k))]) {
                anchored[at(downstream(k))] = 1;
                queue.push_back(downstream(k));
            }
        spread(queue, anchored);
        m_undetermined.assign(at(nodes), 0);
        queue.clear();
        for (int i = 0; i < nodes; ++i)
            if (!anchored[at(i)]) {
                m_undetermined[at(i)] = 1;
                queue.push_back(i);
            }
        reportNoSinks();
        spread(queue, m_undetermined);
    }

    void reportNoSinks() {
        std::vector<char> told(m_result.loops.size(), 0);
        for (int k = 0; k < static_cast<int>(m_network.links.size()); ++k) {
            const Link& link = m_network.links[at(k)];
            if (!flows(k) || link.heat_W == 0 || link.setOutlet || !m_undetermined[at(upstream(k))]) continue;
            char& loop = told[at(m_result.nodes[at(link.from)].loop)];
            if (loop) continue;
            loop = 1;
            m_result.issues.push_back(
                {Severity::Error, "liquid.noHeatSink", link.item, link.name, {},
                 {TWIN_TR("The loop of {0} takes up heat, but nothing on it gives heat off; its temperatures are unknown."),
                  {link.name}},
                 {}, {},
                 {TWIN_TR("Connect a cooling unit with a set supply temperature, and see that flow passes through it."), {}}});
        }
    }

    void mix(int node) {
        double heat = 0, total = 0;
        forEachIn(node, [&](int k) {
            heat += std::abs(flow(k)) * outlet(k);
            total += std::abs(flow(k));
        });
        m_temperature[at(node)] = heat / total;
    }

    void sweep() {
        const int nodes = static_cast<int>(m_network.nodes.size());
        std::vector<int> waiting(at(nodes), 0), queue;
        m_known.assign(at(nodes), 0);
        for (int i = 0; i < nodes; ++i) {
            forEachIn(i, [&](int k) { waiting[at(i)] += m_alpha[at(k)] > 0; });
            if (m_undetermined[at(i)] || waiting[at(i)] == 0) queue.push_back(i);
        }
        for (std::size_t head = 0; head < queue.size(); ++head) {
            const int node = queue[head];
            m_known[at(node)] = 1;
            if (!m_undetermined[at(node)]) mix(node);
            forEachOut(node, [&](int k) {
                const int next = downstream(k);
                if (m_alpha[at(k)] > 0 && --waiting[at(next)] == 0 && !m_undetermined[at(next)]) queue.push_back(next);
            });
        }
    }

    void solveCycles() {
        std::vector<int> index(m_network.nodes.size(), -1), left;
        for (int i = 0; i < static_cast<int>(m_network.nodes.size()); ++i)
            if (!m_known[at(i)]) {
                index[at(i)] = static_cast<int>(left.size());
                left.push_back(i);
            }
        if (left.empty()) return;
        const auto size = static_cast<Eigen::Index>(left.size());
        std::vector<Eigen::Triplet<double>> entries;
        Eigen::VectorXd known = Eigen::VectorXd::Zero(size);
        for (Eigen::Index row = 0; row < size; ++row) {
            const int node = left[static_cast<std::size_t>(row)];
            double total = 0;
            forEachIn(node, [&](int k) { total += std::abs(flow(k)); });
            entries.emplace_back(row, row, 1);
            forEachIn(node, [&](int k) {
                const double share = std::abs(flow(k)) / total;
                const int source = m_alpha[at(k)] > 0 ? index[at(upstream(k))] : -1;
                if (source >= 0) {
                    entries.emplace_back(row, source, -share * m_alpha[at(k)]);
                    known[row] += share * m_beta[at(k)];
                } else {
                    known[row] += share * outlet(k);
                }
            });
        }
        Eigen::SparseMatrix<double> matrix(size, size);
        matrix.setFromTriplets(entries.begin(), entries.end());
        Eigen::SparseLU<Eigen::SparseMatrix<double>> solver(matrix);
        if (solver.info() != Eigen::Success) return;
        Eigen::VectorXd solution = solver.solve(known);
        solution += solver.solve(known - matrix * solution);
        for (Eigen::Index row = 0; row < size; ++row) m_temperature[at(left[static_cast<std::size_t>(row)])] = solution[row];
    }

    void report() {
        for (std::size_t i = 0; i < m_network.nodes.size(); ++i) m_result.nodes[i].temperature_C = m_temperature[i];
        for (LoopResult& loop : m_result.loops) loop.heatAdded_W = loop.heatRemoved_W = 0;
        for (int k = 0; k < static_cast<int>(m_network.links.size()); ++k) {
            LinkResult& link = m_result.links[at(k)];
            link.inlet_C = link.outlet_C = kNaN;
            link.heat_W = 0;
            if (!flows(k)) continue;
            link.inlet_C = m_temperature[at(upstream(k))];
            link.outlet_C = outlet(k);
            const bool plain = m_alpha[at(k)] == 1;
            const bool still = m_beta[at(k)] == 0;
            const Link& given = m_network.links[at(k)];
            link.heat_W = plain ? (still ? 0 : given.heat_W) : m_capacity[at(k)] * (link.outlet_C - link.inlet_C);
            if (std::isnan(link.inlet_C) || std::isnan(link.outlet_C)) continue;
            LoopResult& loop = m_result.loops[at(m_result.nodes[at(given.from)].loop)];
            (link.heat_W > 0 ? loop.heatAdded_W : loop.heatRemoved_W) += std::abs(link.heat_W);
        }
        m_result.heatAdded_W = m_result.heatRemoved_W = 0;
        for (const LoopResult& loop : m_result.loops) {
            m_result.heatAdded_W += loop.heatAdded_W;
            m_result.heatRemoved_W += loop.heatRemoved_W;
        }
    }

    const Network& m_network;
    NetworkResult& m_result;
    std::vector<double> m_alpha, m_beta, m_capacity;  // n_links; capacity W/K, 0 where nothing flows
    std::vector<double> m_temperature;                // n_nodes, °C
    std::vector<int> m_inStart, m_in, m_outStart, m_out;
    std::vector<char> m_undetermined, m_known;        // n_nodes
};

}  // namespace

void carryHeat(const Network& network, NetworkResult& result) { HeatCarrier(network, result).run(); }

}  // namespace twin::liquid
