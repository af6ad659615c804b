// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/liquid/loop_network.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace plenum::test {

inline twin::liquid::Link linkBetween(const std::string& name, int from, int to, twin::liquid::LinkKind kind) {
    twin::liquid::Link link;
    link.name = name;
    link.from = from;
    link.to = to;
    link.kind = kind;
    return link;
}

inline twin::liquid::Link pipe(const std::string& name, int from, int to, double length_m, double diameter_m) {
    twin::liquid::Link link = linkBetween(name, from, to, twin::liquid::LinkKind::Pipe);
    link.length_m = length_m;
    link.diameter_m = diameter_m;
    return link;
}

inline twin::liquid::Link resistance(const std::string& name, int from, int to, double flow_m3_s, double drop_Pa,
                                     double laminarShare = 0) {
    twin::liquid::Link link = linkBetween(name, from, to, twin::liquid::LinkKind::Resistance);
    link.refFlow_m3_s = flow_m3_s;
    link.refDrop_Pa = drop_Pa;
    link.laminarShare = laminarShare;
    return link;
}

inline twin::liquid::Link pump(const std::string& name, int from, int to, double shutoff_Pa, double flow_m3_s, double head_Pa) {
    twin::liquid::Link link = linkBetween(name, from, to, twin::liquid::LinkKind::Pump);
    link.shutoffHead_Pa = shutoff_Pa;
    link.ratedFlow_m3_s = flow_m3_s;
    link.ratedHead_Pa = head_Pa;
    return link;
}

inline twin::liquid::Network nodesOnly(int count, twin::Fluid fluid = twin::Fluid::Water) {
    twin::liquid::Network network;
    network.fluid = fluid;
    for (int i = 0; i < count; ++i) {
        twin::liquid::Node node;
        node.name = "node " + std::to_string(i);
        network.nodes.push_back(node);
    }
    return network;
}

/// Rows of racks on ladders (supply and return pipe with the racks as rungs) off one main; one pump and one cooler with
/// a set leaving temperature. Each rack is a branch of two links: rack and its valve (3 nodes a rung).
inline twin::liquid::Network ladder(int rows, int racks, double heat_W = 120e3) {
    using namespace twin::liquid;
    const double rackFlow_m3_s = 1.4e-3, total_m3_s = rackFlow_m3_s * rows * racks;
    Network network = nodesOnly(3);
    const auto add = [&](const std::string& name) {
        Node node;
        node.name = name;
        network.nodes.push_back(node);
        return static_cast<int>(network.nodes.size()) - 1;
    };
    network.links.push_back(pump("pump", 0, 1, 3e5, total_m3_s, 2e5));
    network.links.push_back(resistance("cooler", 1, 2, total_m3_s, 5e4));
    network.links.back().setOutlet = true;
    network.links.back().outlet_C = 35;
    network.vessels.push_back({0, 1.5e5});
    const double mainDiameter_m = std::sqrt(total_m3_s), rowDiameter_m = std::sqrt(rackFlow_m3_s * racks);
    int mainSupply = 2, mainReturn = 0;
    for (int row = 0; row < rows; ++row) {
        const std::string name = "row " + std::to_string(row);
        const int supply = add(name + " supply"), back = add(name + " return");
        network.links.push_back(pipe(name + " main supply", mainSupply, supply, 3, mainDiameter_m));
        network.links.push_back(pipe(name + " main return", back, mainReturn, 3, mainDiameter_m));
        mainSupply = supply;
        mainReturn = back;
        int s = supply, r = back;
        for (int rack = 0; rack < racks; ++rack) {
            const std::string rung = name + " rack " + std::to_string(rack);
            const int nextS = add(rung + " supply"), nextR = add(rung + " return"), middle = add(rung + " valve");
            network.links.push_back(pipe(rung + " pipe s", s, nextS, 0.8, rowDiameter_m));
            network.links.push_back(pipe(rung + " pipe r", nextR, r, 0.8, rowDiameter_m));
            network.links.push_back(resistance(rung, nextS, middle, rackFlow_m3_s, 6e4, 0.3));
            network.links.back().heat_W = heat_W;
            network.links.push_back(resistance(rung + " valve", middle, nextR, rackFlow_m3_s, 1e4));
            s = nextS;
            r = nextR;
        }
    }
    return network;
}

/// Balances worked out from the objects' results alone.
struct Balances {
    double mass = 0;    ///< max |Σq| / max |q|
    double mixing = 0;  ///< max |Σ_in q T − Σ_out q T| / (max |q| · 100 K)
    double heat = 0;    ///< |Σ heat| / Σ |heat|
};

inline Balances balances(const twin::liquid::Network& network, const twin::liquid::NetworkResult& result) {
    std::vector<double> mass(network.nodes.size(), 0), warmth(network.nodes.size(), 0);
    Balances out;
    double largest = 0, sum = 0, size = 0;
    for (std::size_t k = 0; k < network.links.size(); ++k) {
        const double q = result.links[k].flow_m3_s;
        if (q == 0) continue;
        const auto entry = static_cast<std::size_t>(q > 0 ? network.links[k].from : network.links[k].to);
        const auto exit = static_cast<std::size_t>(q > 0 ? network.links[k].to : network.links[k].from);
        mass[entry] -= std::abs(q);
        mass[exit] += std::abs(q);
        warmth[entry] -= std::abs(q) * result.links[k].inlet_C;
        warmth[exit] += std::abs(q) * result.links[k].outlet_C;
        largest = std::max(largest, std::abs(q));
        sum += result.links[k].heat_W;
        size += std::abs(result.links[k].heat_W);
    }
    for (std::size_t i = 0; i < mass.size(); ++i) {
        out.mass = std::max(out.mass, std::abs(mass[i]) / largest);
        out.mixing = std::max(out.mixing, std::abs(warmth[i]) / largest / 100);
    }
    out.heat = size > 0 ? std::abs(sum) / size : 0;
    return out;
}

}  // namespace plenum::test
