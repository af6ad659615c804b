// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/liquid/hydraulic_network.h"

#include <cstdint>
#include <vector>

namespace twin::liquid {

/// What heats and cools the fluid of a hydraulic network.
struct HydraulicHeatInput {
    double density_kg_m3 = 0, heatCapacity_J_kgK = 0;
    std::vector<double> heat_W;            ///< n_links: taken up along the link; empty = none
    std::vector<double> outlet_C;          ///< n_links: held at the link's outlet, not a number = free; empty = all free
    std::vector<double> loss_W_K;          ///< n_links: UA to the ambient; empty = none
    double ambient_C = 20;
    std::vector<double> inflow_C;          ///< n_nodes: of what a source or a negative demand brings in
};

struct HydraulicHeatResult {
    std::vector<double> node_C;            ///< n_nodes; not a number where nothing flows
    std::vector<double> outlet_C;          ///< n_links, at the end the flow leaves by; not a number where nothing flows
    double massResidual = 0;               ///< max |Σq| at junctions / largest flow
    double energyResidual = 0;             ///< |carried out − carried in − taken up| / max(Σ|taken up|, carried in over 1 K)
    SolveReport report;
    Issues issues;                         ///< "hydraulics.heatStands": heat on a link without flow
};

/// Steady transport of heat on given flows: perfect mixing at nodes, heat, loss or a held outlet along links.
///
/// Shapes  flows and outflows as HydraulicResult gives them.
/// Needs   density and heat capacity above zero.
/// Errors  none thrown; a loop without a held outlet or a source does not settle: report.status NotConverged.
/// Cost    one sweep in the order of flow, 5 ns a link; the order is kept while no flow turns. Cycles (pumps) cost more sweeps.
///         Thread-safe: one object a thread.  Deterministic.
/// Source  derivation in the .cpp.  Checked: hydraulic_heat_test.cpp.
class HydraulicHeat {
  public:
    explicit HydraulicHeat(const HydraulicNetwork& network);

    /// The result is the object's own and holds until the next call.
    const HydraulicHeatResult& solve(const HydraulicHeatInput& input, const std::vector<double>& flow_m3_s,
                                     const std::vector<double>& outflow_m3_s);

  private:
    /// A link in the order of flow; nodes by their place in it.
    struct Step {
        std::int32_t link, up, down;
    };
    void order(const std::vector<double>& flow);
    bool turned(const std::vector<double>& flow) const;
    double sweep(const HydraulicHeatInput& input, const std::vector<double>& flow, const std::vector<double>& outflow);
    void check(const HydraulicHeatInput& input, const std::vector<double>& flow, const std::vector<double>& outflow);

    std::vector<std::int32_t> m_from, m_to;      // n_links
    std::vector<char> m_fixed, m_pump;           // n_nodes, n_links
    std::vector<std::string> m_names;            // n_links
    std::vector<signed char> m_sign;             // n_links, of the order
    std::vector<Step> m_steps;
    std::vector<std::int32_t> m_place;           // n_nodes
    std::vector<std::int32_t> m_cut;             // links that close a cycle
    std::vector<double> m_inflow, m_carried;     // by place: m³/s, m³/s · K
    double m_still_m3_s = 0;
    HydraulicHeatResult m_result;
};

}  // namespace twin::liquid
