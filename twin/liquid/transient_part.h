// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/liquid/loop_transient.h"

#include <cstddef>
#include <stop_token>
#include <vector>

namespace twin::liquid {

/// One network of a calculation in time: its cells, temperatures, flows of the moment and the order they are swept in.
struct TransientPart {
    struct Cells {
        std::size_t first = 0;
        int count = 0;
    };

    TransientPart(const TransientNetwork& given, const TransientOptions& options);

    /// Flows at the present speeds and openings. False when the hydraulics fail.
    bool solveFlows(const std::stop_token& stop);

    int entry(std::size_t link) const { return flow[link] >= 0 ? network.links[link].from : network.links[link].to; }
    int exit(std::size_t link) const { return flow[link] >= 0 ? network.links[link].to : network.links[link].from; }
    bool valid(std::size_t link) const;
    /// Temperatures before a step.
    void keepOld();
    double stored_J() const;
    /// The hottest chip of a link.
    double chip_C(std::size_t link) const;
    double capacity_W_K(std::size_t link) const { return rhoC * (flow[link] < 0 ? -flow[link] : flow[link]); }

    /// "liquid.waterHammer": a valve that shuts within the return time of the pressure wave, with the surge (Joukowsky: ρ a v).
    Issues hammer(std::size_t valve, double over_s) const;

    const TransientNetwork* source;
    Network network;            // with speeds, openings and heats of the moment
    std::vector<LinkStore> stores;
    std::vector<ControlledValve> valves;
    std::vector<Cells> cells;
    std::vector<double> coolant_C, solid_C, oldCoolant_C, oldSolid_C;
    std::vector<double> node_C, oldNode_C, nodeVolume;
    std::vector<double> outlet_C;   // n_links: what leaves, after a sink or exchanger
    std::vector<double> taken_W;    // n_links: by sinks and exchangers
    std::vector<double> heat_W;     // n_links: at the moment
    std::vector<char> sink;
    std::vector<int> exchangerOf;
    std::vector<double> flow;
    std::vector<int> order;
    NetworkResult steady;
    double density = 992, rhoC = 4.1e6, largestFlow = 0;  // kg/m³, J/m³K, m³/s

  private:
    /// Links in the order of flow; loops are cut where nothing else is left, at set outlets first.
    void orderByFlow();
};

}  // namespace twin::liquid
