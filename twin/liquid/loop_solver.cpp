// SPDX-License-Identifier: GPL-3.0-or-later
// Passes: properties → flows (loosely) → temperatures → properties … until the temperatures settle, then flows to the
// tolerance and temperatures once more. Properties lag by one pass, that is by less than the temperature tolerance.
#include "twin/liquid/loop_solver.h"

#include "twin/liquid/loop_graph.h"
#include "twin/liquid/loop_heat.h"
#include "twin/liquid/loop_hydraulics.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <memory>
#include <numbers>

namespace twin::liquid {

namespace {

constexpr double kGravity_m_s2 = 9.80665;   // m/s², standard
constexpr double kLooseTolerance = 1e-4;    // of the flows while temperatures still move

std::size_t at(int index) { return static_cast<std::size_t>(index); }

/// What is wrong with a link, as a sentence; empty when nothing is.
Text fault(const Network& network, const Link& link) {
    const int nodes = static_cast<int>(network.nodes.size());
    if (link.from < 0 || link.to < 0 || link.from >= nodes || link.to >= nodes)
        return {TWIN_TR("{0} is not connected at both ends."), {link.name}};
    if (link.from == link.to) return {TWIN_TR("{0} begins and ends at the same node."), {link.name}};
    const auto positive = [](double value) { return value > 0 && std::isfinite(value); };
    const auto notNegative = [](double value) { return value >= 0 && std::isfinite(value); };
    if (!std::isfinite(link.heat_W) || !notNegative(link.lossUa_W_K) || !std::isfinite(link.surroundings_C) ||
        (link.setOutlet && !std::isfinite(link.outlet_C)) || !notNegative(link.maxFlow_m3_s))
        return {TWIN_TR("{0} has a heat, temperature or flow limit that is not a number or is negative."), {link.name}};
    switch (link.kind) {
        case LinkKind::Pipe:
            if (!notNegative(link.length_m) || !positive(link.diameter_m) || !notNegative(link.roughness_m) ||
                !notNegative(link.minorLoss) || !(link.roughness_m < link.diameter_m))
                return {TWIN_TR("Pipe {0} needs a diameter above zero, a roughness below it, and no negative length or loss."),
                        {link.name}};
            return {};
        case LinkKind::Resistance:
            if (!positive(link.refFlow_m3_s) || !notNegative(link.refDrop_Pa) || !notNegative(link.laminarShare) ||
                link.laminarShare > 1 || !positive(link.refViscosity_Pa_s) || !positive(link.refDensity_kg_m3))
                return {TWIN_TR("{0} needs a rated flow above zero, a rated pressure drop and a laminar share of 0 to 1."),
                        {link.name}};
            return {};
        case LinkKind::Pump:
            if (!positive(link.shutoffHead_Pa) || !positive(link.ratedFlow_m3_s) || !notNegative(link.ratedHead_Pa) ||
                !(link.ratedHead_Pa < link.shutoffHead_Pa) || !std::isfinite(link.speed) ||
                !notNegative(link.setDifference_Pa))
                return {TWIN_TR("Pump {0} needs a rated flow above zero and a rated head below its shut-off head."),
                        {link.name}};
            return {};
    }
    return {};
}

/// One solve: parts, their hydraulics and the properties of the present pass.
class NetworkSolve {
  public:
    NetworkSolve(const Network& network, const SolveOptions& options, std::stop_token stop)
        : m_network(network), m_options(options), m_stop(std::move(stop)), m_open(openLinks()),
          m_graph(network, m_open), m_viscosity(network.links.size()), m_flow(network.links.size(), 0),
          m_head(network.nodes.size(), 0), m_drop(network.links.size(), 0), m_converged(m_graph.parts.size(), 0) {
        m_result.issues.insert(m_result.issues.end(), m_graph.issues.begin(), m_graph.issues.end());
        m_result.links.resize(network.links.size());
        m_result.nodes.resize(network.nodes.size());
        m_result.loops.resize(m_graph.parts.size());
        for (std::size_t i = 0; i < network.nodes.size(); ++i) m_result.nodes[i].loop = m_graph.partOfNode[i];
        for (const LoopPart& part : m_graph.parts)
            m_hydraulics.push_back(part.links.empty() ? nullptr : std::make_unique<LoopHydraulics>(network, part));
        start();
    }

    NetworkResult run() {
        const Issues before = m_result.issues;
        const int passes = std::max(m_options.maxTemperaturePasses, 1);
        for (int pass = 1; pass <= passes; ++pass) {
            solveFlows(std::max(kLooseTolerance, m_options.tolerance));
            if (pass == passes || m_stop.stop_requested()) break;
            m_result.issues = before;
            carryHeat(m_network, m_result);
            if (updateProperties() <= m_options.temperatureTolerance_K) break;
        }
        solveFlows(m_options.tolerance);
        m_result.issues = before;
        carryHeat(m_network, m_result);
        pressures();
        describeLinks();
        reportRange();
        reportSolve();
        return std::move(m_result);
    }

  private:
    std::vector<char> openLinks() {
        std::vector<char> open(m_network.links.size(), 1);
        for (std::size_t k = 0; k < open.size(); ++k) {
            const Link& link = m_network.links[k];
            Text text = fault(m_network, link);
            open[k] = text.empty() && !isShut(link);
            if (text.empty()) continue;
            m_result.issues.push_back({Severity::Error, "liquid.badLink", link.item, link.name, {}, std::move(text), {}, {},
                                       {TWIN_TR("It is left out of the solution; correct its values."), {}}});
        }
        return open;
    }

    void start() {
        const NetworkResult* warm = m_options.warmStart;
        if (warm && (warm->links.size() != m_network.links.size() || warm->nodes.size() != m_network.nodes.size()))
            warm = nullptr;
        for (std::size_t p = 0; p < m_graph.parts.size(); ++p) {
            LoopResult& loop = m_result.loops[p];
            loop.meanTemperature_C = m_network.startTemperature_C;
            if (warm) {
                const int old = warm->nodes[at(m_graph.parts[p].nodes.front())].loop;
                if (old >= 0 && at(old) < warm->loops.size() && std::isfinite(warm->loops[at(old)].meanTemperature_C))
                    loop.meanTemperature_C = warm->loops[at(old)].meanTemperature_C;
            }
            setLoopProperties(loop);
        }
        m_linkTemperature.assign(m_network.links.size(), m_network.startTemperature_C);
        for (std::size_t k = 0; k < m_network.links.size(); ++k) {
            if (!m_open[k]) continue;
            const double mean = warm ? 0.5 * (warm->links[k].inlet_C + warm->links[k].outlet_C) : std::nan("");
            m_linkTemperature[k] = std::isfinite(mean) ? mean : loopOf(k).meanTemperature_C;
            m_viscosity[k] = viscosity_Pa_s(m_network.fluid, m_linkTemperature[k]);
        }
        setLaws();
        if (warm) warmStart(*warm);
    }

    void warmStart(const NetworkResult& warm) {
        for (std::size_t k = 0; k < m_flow.size(); ++k)
            m_flow[k] = m_open[k] && std::isfinite(warm.links[k].flow_m3_s) ? warm.links[k].flow_m3_s : 0;
        for (std::size_t i = 0; i < m_head.size(); ++i) {
            const double density = m_result.loops[at(m_graph.partOfNode[i])].density_kg_m3;
            const double head = warm.nodes[i].pressure_Pa + density * kGravity_m_s2 * m_network.nodes[i].elevation_m;
            m_head[i] = std::isfinite(head) ? head : 0;
        }
        for (auto& part : m_hydraulics)
            if (part) part->startFrom(m_flow, m_head);
    }

    LoopResult& loopOf(std::size_t link) {
        return m_result.loops[at(m_graph.partOfNode[at(m_network.links[link].from)])];
    }

    void setLoopProperties(LoopResult& loop) const {
        const FluidProperties fluid = properties(m_network.fluid, loop.meanTemperature_C);
        loop.density_kg_m3 = fluid.density_kg_m3;
        loop.heatCapacity_J_kgK = fluid.heatCapacity_J_kgK;
    }

    void setLaws() {
        for (std::size_t p = 0; p < m_hydraulics.size(); ++p)
            if (m_hydraulics[p]) m_hydraulics[p]->setLaws(m_result.loops[p].density_kg_m3, m_viscosity);
    }

    void solveFlows(double tolerance) {
        for (std::size_t p = 0; p < m_hydraulics.size(); ++p) {
            m_converged[p] = !m_hydraulics[p] || m_hydraulics[p]->solve(tolerance, m_options.maxIterations, m_stop);
            if (m_hydraulics[p]) m_hydraulics[p]->store(m_flow, m_head);
            LoopResult& loop = m_result.loops[p];
            loop.largestFlow_m3_s = 0;
            for (const int k : m_graph.parts[p].links) {
                m_result.links[at(k)].flow_m3_s = m_flow[at(k)];
                loop.largestFlow_m3_s = std::max(loop.largestFlow_m3_s, std::abs(m_flow[at(k)]));
            }
        }
    }

    /// Properties from the temperatures just found; the largest change of a temperature in use, K.
    double updateProperties() {
        double moved = 0;
        for (std::size_t p = 0; p < m_graph.parts.size(); ++p) {
            double weighted = 0, weight = 0;
            for (const int k : m_graph.parts[p].links) {
                const LinkResult& link = m_result.links[at(k)];
                const double mean = 0.5 * (link.inlet_C + link.outlet_C);
                if (link.heat_W == 0 || !std::isfinite(mean)) continue;
                weighted += std::abs(link.flow_m3_s) * mean;
                weight += std::abs(link.flow_m3_s);
            }
            LoopResult& loop = m_result.loops[p];
            if (weight > 0) {
                moved = std::max(moved, std::abs(weighted / weight - loop.meanTemperature_C));
                loop.meanTemperature_C = weighted / weight;
                setLoopProperties(loop);
            }
            for (const int k : m_graph.parts[p].links) {
                const LinkResult& link = m_result.links[at(k)];
                const double mean = 0.5 * (link.inlet_C + link.outlet_C);
                const double now = std::isfinite(mean) ? mean : loop.meanTemperature_C;
                if (now == m_linkTemperature[at(k)]) continue;
                moved = std::max(moved, std::abs(now - m_linkTemperature[at(k)]));
                m_linkTemperature[at(k)] = now;
                m_viscosity[at(k)] = viscosity_Pa_s(m_network.fluid, now);
            }
        }
        if (moved > 0) setLaws();
        return moved;
    }

    /// Node pressures with the part's reference, and both residuals from them and the flows as given.
    void pressures() {
        std::vector<double> gain(m_network.nodes.size(), 0);
        for (std::size_t p = 0; p < m_graph.parts.size(); ++p) {
            const LoopPart& part = m_graph.parts[p];
            LoopResult& loop = m_result.loops[p];
            const double weight = loop.density_kg_m3 * kGravity_m_s2;
            const double shift = part.referencePressure_Pa + weight * m_network.nodes[at(part.referenceNode)].elevation_m -
                                 m_head[at(part.referenceNode)];
            double low = std::numeric_limits<double>::infinity(), high = -low;
            for (const int i : part.nodes) {
                low = std::min(low, m_head[at(i)]);
                high = std::max(high, m_head[at(i)]);
                m_result.nodes[at(i)].pressure_Pa = m_head[at(i)] + shift - weight * m_network.nodes[at(i)].elevation_m;
            }
            loop.headRange_Pa = high - low;
            if (!m_hydraulics[p]) continue;
            m_hydraulics[p]->storeDrops(m_flow, m_drop);
            for (const int k : part.links) {
                const Link& link = m_network.links[at(k)];
                const double flow = m_flow[at(k)];
                gain[at(link.from)] -= flow;
                gain[at(link.to)] += flow;
                double error = m_head[at(link.from)] - m_head[at(link.to)] - m_drop[at(k)];
                const bool oneWay = link.checkValve || link.kind == LinkKind::Pump;
                if (oneWay && flow == 0) error = std::max(error, 0.0);  // shut: any head against it
                worse(m_result.energyResidual, std::abs(error), loop.headRange_Pa, link.name);
            }
            for (const int i : part.nodes)
                worse(m_result.massResidual, std::abs(gain[at(i)]),
                      std::max(loop.largestFlow_m3_s, m_hydraulics[p]->flowFloor_m3_s()), m_network.nodes[at(i)].name);
        }
    }

    void worse(double& residual, double error, double scale, const std::string& name) {
        const double ratio = scale > 0 ? error / scale : 0;
        if (ratio > std::max(m_result.massResidual, m_result.energyResidual)) m_result.report.worst = name;
        residual = std::max(residual, ratio);
    }

    void describeLinks() {
        for (std::size_t k = 0; k < m_network.links.size(); ++k) {
            const Link& link = m_network.links[k];
            LinkResult& result = m_result.links[k];
            const int nodes = static_cast<int>(m_network.nodes.size());
            if (link.from < 0 || link.to < 0 || link.from >= nodes || link.to >= nodes) continue;
            result.drop_Pa = m_result.nodes[at(link.from)].pressure_Pa - m_result.nodes[at(link.to)].pressure_Pa;
            if (!m_open[k]) continue;
            if (link.kind == LinkKind::Pipe) {
                result.velocity_m_s = result.flow_m3_s / (0.25 * std::numbers::pi * link.diameter_m * link.diameter_m);
                result.reynolds =
                    loopOf(k).density_kg_m3 * std::abs(result.velocity_m_s) * link.diameter_m / m_viscosity[k];
            }
            if (link.kind == LinkKind::Pump) {
                const double head = m_head[at(link.to)] - m_head[at(link.from)];
                result.speed = link.control == PumpControl::FixedSpeed && !(link.maxFlow_m3_s > 0)
                                   ? link.speed
                                   : std::min(pumpSpeed(link, result.flow_m3_s, head), link.speed);
                result.hydraulicPower_W = result.flow_m3_s * head;
            }
        }
    }

    /// Names the node of each loop that is farthest outside the range of the properties.
    void reportRange() {
        for (const LoopPart& part : m_graph.parts) {
            int worst = -1;
            double excess = 0;
            for (const int i : part.nodes) {
                const double t = m_result.nodes[at(i)].temperature_C;
                const double outside = std::max(t - kFluidMax_C, kFluidMin_C - t);
                if (!(outside > excess)) continue;
                excess = outside;
                worst = i;
            }
            if (worst < 0) continue;
            const Node& node = m_network.nodes[at(worst)];
            const std::string value = fmt::format("{:.1f} °C", m_result.nodes[at(worst)].temperature_C);
            m_result.issues.push_back(
                {Severity::Error, "liquid.outOfRange", node.item, node.name, {},
                 {TWIN_TR("The coolant reaches {1} at {0}; its properties are known for {2} to {3} °C only."),
                  {node.name, value, fmt::format("{}", kFluidMin_C), fmt::format("{}", kFluidMax_C)}},
                 value, fmt::format("{}–{} °C", kFluidMin_C, kFluidMax_C),
                 {TWIN_TR("Give this loop more flow or less heat."), {}}});
        }
    }

    void reportSolve() {
        SolveReport& report = m_result.report;
        report.residual = std::max(m_result.massResidual, m_result.energyResidual);
        bool anything = false, converged = true;
        for (std::size_t p = 0; p < m_hydraulics.size(); ++p) {
            if (!m_hydraulics[p]) continue;
            anything = true;
            converged = converged && m_converged[p];
            report.iterations += m_hydraulics[p]->iterations();
        }
        report.status = !anything                  ? SolveStatus::NothingToSolve
                        : m_stop.stop_requested()  ? SolveStatus::Cancelled
                        : converged                ? SolveStatus::Converged
                                                   : SolveStatus::NotConverged;
        if (report.residual > m_options.tolerance && report.status == SolveStatus::Converged)
            report.status = SolveStatus::NotConverged;
    }

    const Network& m_network;
    const SolveOptions& m_options;
    std::stop_token m_stop;
    NetworkResult m_result;
    std::vector<char> m_open;                         // n_links
    LoopGraph m_graph;
    std::vector<double> m_viscosity, m_linkTemperature;  // n_links: Pa·s, °C
    std::vector<double> m_flow, m_head, m_drop;          // n_links m³/s, n_nodes Pa, n_links Pa
    std::vector<char> m_converged;                       // n_parts
    std::vector<std::unique_ptr<LoopHydraulics>> m_hydraulics;  // n_parts; null for a single node
};

}  // namespace

NetworkResult solveNetwork(const Network& network, const SolveOptions& options, std::stop_token stop) {
    const auto begin = std::chrono::steady_clock::now();
    NetworkResult result = NetworkSolve(network, options, std::move(stop)).run();
    result.report.time_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    return result;
}

}  // namespace twin::liquid
