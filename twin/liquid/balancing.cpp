// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/liquid/balancing.h"

#include "twin/base/units.h"
#include "twin/liquid/loop_law.h"
#include "twin/liquid/loop_solver.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace twin::liquid {

namespace {

constexpr double kShort = 1e-3;          // of the wanted flow: less than this is a branch the pumps cannot feed
constexpr double kWater_kg_m3 = 1000;    // kg/m³, what Kv is defined with

}  // namespace

Balancing balance(const Network& network, const std::vector<std::pair<int, double>>& linkFlow_m3_s, std::stop_token stop) {
    Balancing result;
    Network held = network;
    for (const auto& [link, flow] : linkFlow_m3_s) {
        result.branches.push_back({link, flow, 0, 0, 0});
        held.links[static_cast<std::size_t>(link)].maxFlow_m3_s = flow;
    }
    const NetworkResult first = solveNetwork(held, {}, stop);
    result.report = first.report;
    if (!first.report.usable()) return result;

    Network fixed = network;
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < result.branches.size(); ++i) {
        BalancedBranch& branch = result.branches[i];
        const auto k = static_cast<std::size_t>(branch.link);
        const LinkResult& now = first.links[k];
        const Link& link = network.links[k];
        const double mean_C = std::isfinite(now.inlet_C) && std::isfinite(now.outlet_C) ? 0.5 * (now.inlet_C + now.outlet_C) : network.startTemperature_C;
        const FluidProperties fluid = properties(network.fluid, mean_C);
        const int loop = first.nodes[static_cast<std::size_t>(link.from)].loop;
        const double density = loop >= 0 ? first.loops[static_cast<std::size_t>(loop)].density_kg_m3 : fluid.density_kg_m3;
        if (now.flow_m3_s < branch.flow_m3_s * (1 - kShort)) {
            result.issues.push_back({Severity::Warning, "liquid.branchShort", link.item, link.name, {},
                                     {TWIN_TR("{0} cannot be given {1}: with every other branch throttled to its flow it gets {2}."),
                                      {link.name, formatQuantity(branch.flow_m3_s, Unit::WaterFlow), formatQuantity(now.flow_m3_s, Unit::WaterFlow)}},
                                     formatQuantity(now.flow_m3_s, Unit::WaterFlow), formatQuantity(branch.flow_m3_s, Unit::WaterFlow),
                                     {TWIN_TR("Raise the pump's head, or lower the drop on the way to it."), {}}});
            continue;
        }
        const LinkLaw law(link, density, fluid.viscosity_Pa_s);
        const double rise_Pa = density * 9.80665 *
                               (network.nodes[static_cast<std::size_t>(link.to)].elevation_m - network.nodes[static_cast<std::size_t>(link.from)].elevation_m);
        branch.valveDrop_Pa = std::max(0.0, now.drop_Pa - rise_Pa - law.at(branch.flow_m3_s, LinkLaw::kSoftWall).drop_Pa);
        if (branch.valveDrop_Pa < least) {
            least = branch.valveDrop_Pa;
            result.governing = static_cast<int>(i);
        }
        if (branch.valveDrop_Pa <= 0) continue;
        branch.kv_m3_h = branch.flow_m3_s * 3600 * std::sqrt(1e5 / branch.valveDrop_Pa * density / kWater_kg_m3);
        // The valve in series with the branch: one resistance that drops both at the wanted flow.
        Link& throttled = fixed.links[k];
        throttled.name = link.name;
        const double scale = branch.flow_m3_s / link.refFlow_m3_s, turbulent = density / link.refDensity_kg_m3;
        const double linear = link.laminarShare * link.refDrop_Pa;
        const double quadratic = (1 - link.laminarShare) * link.refDrop_Pa + branch.valveDrop_Pa / (scale * scale * turbulent);
        throttled.refDrop_Pa = linear + quadratic;
        throttled.laminarShare = linear / (linear + quadratic);
    }
    const NetworkResult check = solveNetwork(fixed, {}, stop);
    result.report = check.report;
    for (BalancedBranch& branch : result.branches) {
        branch.balancedFlow_m3_s = check.links[static_cast<std::size_t>(branch.link)].flow_m3_s;
        result.worstError = std::max(result.worstError, std::abs(branch.balancedFlow_m3_s / branch.flow_m3_s - 1));
    }
    return result;
}

}  // namespace twin::liquid
