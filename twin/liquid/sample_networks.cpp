// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/liquid/sample_networks.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

namespace twin::liquid {

namespace {

class Maker {
  public:
    explicit Maker(unsigned seed) : m_random(seed) { network.options.flow = InpFlowUnit::Lps; }

    int junction(std::string id, double elevation = 0, double demand = 0) {
        InpNode node;
        node.id = std::move(id);
        node.elevation = elevation;
        node.demands.push_back({demand, -1, {}});
        network.nodes.push_back(std::move(node));
        return static_cast<int>(network.nodes.size()) - 1;
    }
    int reservoir(std::string id, double head) {
        const int index = junction(std::move(id), head);
        network.nodes.back().kind = InpNodeKind::Reservoir;
        network.nodes.back().demands.clear();
        return index;
    }
    void pipe(int from, int to, double length, double diameter_mm, double roughness, double minorLoss) {
        InpLink link;
        link.id = fmt::format("P{}", network.links.size() + 1);
        link.from = from;
        link.to = to;
        link.length = length;
        link.diameter = diameter_mm;
        link.roughness = roughness;
        link.minorLoss = minorLoss;
        network.links.push_back(std::move(link));
    }
    double uniform(double low, double high) { return low + (high - low) * static_cast<double>(m_random() >> 8) / 16777216.0; }
    std::size_t pick(std::size_t count) { return m_random() % count; }

    InpNetwork network;

  private:
    std::mt19937 m_random;
};

}  // namespace

InpNetwork hallLoop(int rows, int racks, int trays, unsigned seed) {
    Maker make(seed);
    make.network.title = {fmt::format("hall loop of {} rows, {} racks each, {} trays", rows, racks, trays)};
    make.network.options.headLoss = HeadLoss::DarcyWeisbach;
    constexpr double kRough_mm = 0.0015;
    const double flow_L_s = 0.02 * rows * racks * trays;
    const double header_mm = 25 * std::sqrt(flow_L_s), row_mm = 13.3 * std::sqrt(0.02 * racks * trays) * 2;
    const int source = make.reservoir("REF", 20), supply = make.junction("S0"), back = make.junction("Rret");
    int headerSupply = supply, headerReturn = back;
    for (int i = 0; i < rows; ++i) {
        const int s = make.junction(fmt::format("HS{}", i)), r = make.junction(fmt::format("HR{}", i));
        make.pipe(headerSupply, s, 3, header_mm, kRough_mm, 0);
        make.pipe(r, headerReturn, 3, header_mm, kRough_mm, 0);
        headerSupply = s, headerReturn = r;
        int rowSupply = s, rowReturn = r;
        for (int j = 0; j < racks; ++j) {
            const int rackSupply = make.junction(fmt::format("S{}_{}", i, j)), rackReturn = make.junction(fmt::format("Q{}_{}", i, j));
            make.pipe(rowSupply, rackSupply, 0.6, row_mm, kRough_mm, 0.2);
            make.pipe(rackReturn, rowReturn, 0.6, row_mm, kRough_mm, 0.2);
            rowSupply = rackSupply, rowReturn = rackReturn;
            int a = rackSupply, b = rackReturn;
            for (int t = 0; t < trays; ++t) {
                const int up = make.junction(fmt::format("S{}_{}_{}", i, j, t)), down = make.junction(fmt::format("Q{}_{}_{}", i, j, t));
                make.pipe(a, up, 0.08, 17.48, kRough_mm, t ? 0.1 : 3);
                make.pipe(down, b, 0.08, 17.48, kRough_mm, t ? 0.1 : 3);
                make.pipe(up, down, 2, make.uniform(8.5, 9.3), kRough_mm, 25);
                a = up, b = down;
            }
        }
    }
    make.pipe(back, source, 1, 100 * std::sqrt(flow_L_s) / 10, kRough_mm, 0);
    InpLink pump;
    pump.id = "PU";
    pump.kind = InpLinkKind::Pump;
    pump.from = source;
    pump.to = supply;
    pump.curve = 0;
    pump.setting = 1;
    make.network.links.push_back(pump);
    make.network.curves.push_back({"C1", {flow_L_s}, {30}});
    return std::move(make.network);
}

InpNetwork townNetwork(int side, unsigned seed) {
    Maker make(seed);
    make.network.title = {fmt::format("town of {} junctions", side * side)};
    const int count = side * side;
    for (int i = 0; i < count; ++i) make.junction(fmt::format("J{}", i), make.uniform(0, 20), make.pick(3) ? make.uniform(0.005, 0.05) : 0);
    std::vector<std::pair<int, int>> streets;
    for (int i = 0; i < count; ++i) {
        if (i % side + 1 < side) streets.emplace_back(i, i + 1);
        if (i + side < count) streets.emplace_back(i, i + side);
    }
    for (std::size_t i = streets.size(); i > 1; --i) std::swap(streets[i - 1], streets[make.pick(i)]);
    std::vector<int> root(static_cast<std::size_t>(count));
    std::iota(root.begin(), root.end(), 0);
    const auto find = [&](int i) {
        while (root[static_cast<std::size_t>(i)] != i) i = root[static_cast<std::size_t>(i)] = root[static_cast<std::size_t>(root[static_cast<std::size_t>(i)])];
        return i;
    };
    int loops = count * 18 / 100;
    for (const auto& [a, b] : streets) {
        const int ra = find(a), rb = find(b);
        if (ra == rb && loops-- <= 0) continue;
        root[static_cast<std::size_t>(ra)] = rb;
        make.pipe(a, b, make.uniform(30, 250), 100 + 50 * static_cast<double>(make.pick(7)), make.uniform(80, 140), 0);
    }
    for (const int corner : {0, count - 1}) {
        const int source = make.reservoir(corner ? "R2" : "R1", corner ? 92 : 90);
        make.pipe(source, corner, 50, 800, 120, 0);
    }
    return std::move(make.network);
}

}  // namespace twin::liquid
