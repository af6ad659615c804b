// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/liquid/transient_part.h"

#include "twin/liquid/loop_solver.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace twin::liquid {

namespace {

constexpr double kStandsStill = 1e-9;    // of the network's largest flow at the start
constexpr double kWaveSpeed_m_s = 1200;  // m/s, pressure wave of water in steel pipe (Joukowsky 1898: 1 000–1 350)

std::size_t at(int index) { return static_cast<std::size_t>(index); }

}  // namespace

TransientPart::TransientPart(const TransientNetwork& given, const TransientOptions& options) : source(&given), network(given.network), valves(given.valves) {
    for (std::size_t k = 0; k < network.links.size(); ++k) {
        LinkStore store = k < given.stores.size() ? given.stores[k] : LinkStore();
        const Link& link = network.links[k];
        if (store.volume_m3 <= 0 && link.kind == LinkKind::Pipe)
            store.volume_m3 = std::numbers::pi / 4 * link.diameter_m * link.diameter_m * link.length_m;
        const int wished = link.kind == LinkKind::Pipe ? options.pipeCells : store.solid_J_K > 0 ? options.plateCells : 1;
        cells.push_back({coolant_C.size(), std::max(1, wished)});
        coolant_C.resize(coolant_C.size() + at(cells.back().count), network.startTemperature_C);
        stores.push_back(store);
        heat_W.push_back(link.heat_W);
    }
    solid_C = coolant_C;
    node_C.assign(network.nodes.size(), network.startTemperature_C);
    for (const Node& node : network.nodes) nodeVolume.push_back(node.volume_m3);
    sink.resize(network.links.size());
    for (std::size_t k = 0; k < sink.size(); ++k) sink[k] = network.links[k].setOutlet;
    exchangerOf.assign(network.links.size(), -1);
}

bool TransientPart::solveFlows(const std::stop_token& stop) {
    SolveOptions options;
    options.maxTemperaturePasses = steady.links.empty() ? SolveOptions().maxTemperaturePasses : 1;
    options.tolerance = 1e-8;
    if (!steady.links.empty()) options.warmStart = &steady;
    Network posed = network;
    for (std::size_t k = 0; k < posed.links.size(); ++k) posed.links[k].setOutlet = source->network.links[k].setOutlet;
    NetworkResult next = solveNetwork(posed, options, stop);
    if (!next.report.usable()) return false;
    flow.resize(next.links.size());
    double largest = 0;
    for (std::size_t k = 0; k < flow.size(); ++k) largest = std::max(largest, std::abs(next.links[k].flow_m3_s));
    largestFlow = std::max(largestFlow, largest);
    for (std::size_t k = 0; k < flow.size(); ++k) {
        const double q = next.links[k].flow_m3_s;
        flow[k] = std::abs(q) > kStandsStill * largestFlow ? q : 0;
    }
    if (steady.links.empty()) {
        double sum = 0, weight = 0;
        for (const LoopResult& loop : next.loops) {
            if (!std::isfinite(loop.meanTemperature_C)) continue;
            sum += loop.largestFlow_m3_s * loop.meanTemperature_C;
            weight += loop.largestFlow_m3_s;
        }
        const FluidProperties fluid = properties(network.fluid, weight > 0 ? sum / weight : network.startTemperature_C);
        density = fluid.density_kg_m3;
        rhoC = density * fluid.heatCapacity_J_kgK;
    }
    steady = std::move(next);
    orderByFlow();
    return true;
}

bool TransientPart::valid(std::size_t k) const {
    const int nodes = static_cast<int>(network.nodes.size());
    const Link& link = network.links[k];
    return link.from >= 0 && link.to >= 0 && link.from < nodes && link.to < nodes;
}

void TransientPart::keepOld() {
    oldCoolant_C = coolant_C;
    oldSolid_C = solid_C;
    oldNode_C = node_C;
    outlet_C.resize(flow.size(), network.startTemperature_C);
    taken_W.resize(flow.size(), 0);
}

double TransientPart::stored_J() const {
    double sum = 0;
    for (std::size_t k = 0; k < cells.size(); ++k)
        for (int c = 0; c < cells[k].count; ++c) {
            const std::size_t i = cells[k].first + at(c);
            sum += rhoC * stores[k].volume_m3 / cells[k].count * coolant_C[i];
            if (stores[k].conductance_W_K > 0) sum += stores[k].solid_J_K / cells[k].count * solid_C[i];
        }
    for (std::size_t n = 0; n < node_C.size(); ++n) sum += rhoC * nodeVolume[n] * node_C[n];
    return sum;
}

double TransientPart::chip_C(std::size_t link) const {
    double hottest = -std::numeric_limits<double>::infinity();
    for (int c = 0; c < cells[link].count; ++c) {
        const std::size_t i = cells[link].first + at(c);
        hottest = std::max(hottest, stores[link].conductance_W_K > 0 ? solid_C[i] : coolant_C[i]);
    }
    return hottest + stores[link].chip_K_W * heat_W[link];
}

void TransientPart::orderByFlow() {
    std::vector<int> waiting(network.nodes.size(), 0);
    std::vector<std::vector<int>> leaving(network.nodes.size());
    for (std::size_t k = 0; k < flow.size(); ++k) {
        if (flow[k] == 0 || !valid(k)) continue;
        ++waiting[at(exit(k))];
        leaving[at(entry(k))].push_back(static_cast<int>(k));
    }
    order.clear();
    std::vector<char> done(flow.size(), 0);
    std::vector<int> ready;
    const auto take = [&](int k) {
        if (done[at(k)]) return;
        done[at(k)] = 1;
        order.push_back(k);
        if (--waiting[at(exit(at(k)))] == 0) ready.push_back(exit(at(k)));
    };
    for (std::size_t n = 0; n < waiting.size(); ++n)
        if (waiting[n] == 0 && !leaving[n].empty()) ready.push_back(static_cast<int>(n));
    const auto drain = [&] {
        while (!ready.empty()) {
            const int node = ready.back();
            ready.pop_back();
            for (int k : leaving[at(node)]) take(k);
        }
    };
    drain();
    for (std::size_t k = 0; k < flow.size(); ++k)
        if (flow[k] != 0 && !done[k] && valid(k) && (sink[k] || exchangerOf[k] >= 0)) take(static_cast<int>(k)), drain();
    for (std::size_t k = 0; k < flow.size(); ++k)
        if (flow[k] != 0 && !done[k] && valid(k)) take(static_cast<int>(k)), drain();
    for (std::size_t k = 0; k < flow.size(); ++k)
        if (flow[k] == 0) order.push_back(static_cast<int>(k));  // standing coolant warms where it is
}

Issues TransientPart::hammer(std::size_t valve, double over_s) const {
    double length = 0, speed = 0;
    int node = entry(valve);
    for (int step = 0; step < 1000; ++step) {  // up the main column
        int main = -1;
        for (std::size_t k = 0; k < flow.size(); ++k)
            if (flow[k] != 0 && valid(k) && exit(k) == node && (main < 0 || std::abs(flow[k]) > std::abs(flow[at(main)])))
                main = static_cast<int>(k);
        if (main < 0 || std::abs(flow[at(main)]) > 2 * std::abs(flow[valve])) break;
        const Link& link = network.links[at(main)];
        if (link.kind == LinkKind::Pump) break;
        if (link.kind == LinkKind::Pipe) {
            length += link.length_m;
            speed = std::max(speed, std::abs(steady.links[at(main)].velocity_m_s));
        }
        node = entry(at(main));
        if (node == entry(valve)) break;
    }
    const double returnTime_s = 2 * length / kWaveSpeed_m_s, surge_Pa = density * kWaveSpeed_m_s * speed;
    if (!(length > 0) || over_s > returnTime_s || !(surge_Pa > 0)) return {};
    const Link& shut = network.links[valve];
    return {{Severity::Warning, "liquid.waterHammer", shut.item, shut.name, {},
             {TWIN_TR("{0} shuts within the return time of the pressure wave: a surge of about {1} that this model leaves out."), {shut.name, fmt::format("{:.0f} kPa", surge_Pa / 1000)}},
             fmt::format("{:.2f} s", over_s), fmt::format("> {:.2f} s", returnTime_s),
             {TWIN_TR("Close more slowly, or check the surge with a water-hammer program."), {}}}};
}

}  // namespace twin::liquid
