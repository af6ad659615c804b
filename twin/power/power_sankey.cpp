// SPDX-License-Identifier: GPL-3.0-or-later
//
// A node's block is (kind, how many of its kind stand above it, side); so switchgear at medium and at low voltage are two
// blocks, and paths of unequal length share their columns. Columns: longest way from a source. Flows between blocks are
// the sums of what the nodes draw by their shares; what a feeder gives and no other node draws goes into its ring.
#include "twin/power/power_sankey.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <tuple>

namespace twin::power {

namespace {

bool isCooling(Kind kind) { return spec(kind).group == KindGroup::Air || spec(kind).group == KindGroup::Liquid; }

class Maker {
  public:
    Maker(const PowerPaths& paths, const PowerState& state, const std::vector<double>& demand_W, const SankeyOptions& options)
        : m_paths(paths), m_nodes(paths.nodes()), m_state(state), m_demand_W(demand_W), m_options(options), m_blockOf(paths.nodes().size(), -1) {}

    Sankey make() {
        gather();
        flows();
        insideRacks();
        columns();
        for (const auto& [ends, power_W] : m_flow)
            if (power_W > 0) m_out.bands.push_back({ends.first, ends.second, power_W, 0, 0, 0});
        for (std::size_t b = 0; b < m_out.blocks.size(); ++b)
            if (m_out.blocks[b].loss_W > 0) m_out.bands.push_back({static_cast<int>(b), -1, m_out.blocks[b].loss_W, 0, 0, 0});
        place();
        for (const SankeyBlock& block : m_out.blocks) m_out.loss_W += block.loss_W;
        return std::move(m_out);
    }

  private:
    int block(std::tuple<int, int, int, int> key, Kind kind, Side side, Text name) {
        const auto [found, fresh] = m_blocks.emplace(key, static_cast<int>(m_out.blocks.size()));
        if (fresh) {
            SankeyBlock made;
            made.kind = kind;
            made.side = side;
            made.name = std::move(name);
            m_out.blocks.push_back(std::move(made));
        }
        return found->second;
    }

    /// Blocks of the nodes that carry power, and what stays in each.
    void gather() {
        std::vector<std::array<unsigned char, kKindCount>> above(m_nodes.size());
        for (auto& counts : above) counts.fill(0);
        for (const int at : m_paths.order()) {
            const auto index = static_cast<std::size_t>(at);
            const PowerPaths::Node& node = m_nodes[index];
            const int ring = m_paths.ringOf(at);
            auto& counts = above[index];
            const auto inherit = [&](int input) {
                for (std::size_t k = 0; k < kKindCount; ++k) {
                    const auto& upper = above[static_cast<std::size_t>(input)];
                    const auto kind = static_cast<std::size_t>(m_nodes[static_cast<std::size_t>(input)].item->kind);
                    counts[k] = std::max<unsigned char>(counts[k], static_cast<unsigned char>(std::min(250, upper[k] + (k == kind ? 1 : 0))));
                }
            };
            if (ring < 0) {
                for (const int input : node.inputs) inherit(input);
            } else {
                for (const auto& feeder : m_paths.rings()[static_cast<std::size_t>(ring)].feeders) inherit(feeder.node);
            }
            const NodeState& now = m_state.nodes[index];
            if (!now.alive || !(now.in_W > 0)) continue;
            const Kind kind = node.item->kind;
            const bool cooling = node.load && isCooling(kind);
            const Side side = node.load || ring >= 0 ? Side::None : node.side;
            const int place = counts[static_cast<std::size_t>(kind)];
            if (ring >= 0)
                m_blockOf[index] = block({1000, ring, 0, 0}, kind, side, {TWIN_TR("Ring"), {}});
            else if (cooling)
                m_blockOf[index] = block({1001, 0, 0, 0}, kind, side, {TWIN_TR("Cooling"), {}});
            else
                m_blockOf[index] = block({static_cast<int>(kind), place, static_cast<int>(side), 0}, kind, side, {spec(kind).plural, {}});
            SankeyBlock& into = m_out.blocks[static_cast<std::size_t>(m_blockOf[index])];
            ++into.items;
            into.members.push_back(node.item->id);
            into.loss_W += now.loss_W;
            if (node.source) {
                into.in_W += now.out_W;
                m_out.source_W += now.out_W;
                continue;
            }
            into.used_W += node.own_W;
            if (isCompute(kind)) m_compute_W[m_blockOf[index]] += m_demand_W[index];
            else into.used_W += m_demand_W[index];
        }
    }

    void give(int from, int to, double power_W) {
        if (from < 0 || to < 0 || from == to || !(power_W > 0)) return;
        m_flow[{from, to}] += power_W;
        m_out.blocks[static_cast<std::size_t>(to)].in_W += power_W;
    }

    void flows() {
        std::vector<double> left(m_nodes.size(), 0);
        for (std::size_t i = 0; i < m_nodes.size(); ++i) left[i] = m_state.nodes[i].out_W;
        for (const int at : m_paths.order()) {
            const auto index = static_cast<std::size_t>(at);
            if (m_blockOf[index] < 0 || m_nodes[index].source || m_paths.ringOf(at) >= 0) continue;
            m_paths.eachShare(at, m_state, [&](int input, double share) {
                const double drawn = m_state.nodes[index].in_W * share;
                left[static_cast<std::size_t>(input)] -= drawn;
                give(m_blockOf[static_cast<std::size_t>(input)], m_blockOf[index], drawn);
            });
        }
        std::vector<int> entries(m_nodes.size(), 0);
        for (const PowerRing& ring : m_paths.rings())
            for (const auto& feeder : ring.feeders) ++entries[static_cast<std::size_t>(feeder.node)];
        for (const PowerRing& ring : m_paths.rings())
            for (const auto& feeder : ring.feeders) {
                const auto node = static_cast<std::size_t>(feeder.node);
                const int to = m_blockOf[static_cast<std::size_t>(ring.members[static_cast<std::size_t>(feeder.member)])];
                give(m_blockOf[node], to, left[node] / entries[node]);
            }
    }

    /// Power supplies, boards and chips behind the racks' inlets.
    void insideRacks() {
        if (m_compute_W.empty()) return;
        struct Stage {
            double efficiency;
            const char* name;
        };
        std::vector<int> from;
        std::vector<double> power_W;
        for (const auto& [at, compute_W] : m_compute_W)
            if (compute_W > 0) from.push_back(at), power_W.push_back(compute_W);
        const Kind kind = from.empty() ? Kind::Rack : m_out.blocks[static_cast<std::size_t>(from.front())].kind;
        int stageNumber = 0;
        for (const Stage& stage : {Stage{m_options.powerSupply, TWIN_TR("Power supplies")}, Stage{m_options.board, TWIN_TR("Board converters")}, Stage{1, TWIN_TR("Chips, memory, network")}}) {
            const bool last = ++stageNumber == 3;
            if (!last && !(stage.efficiency > 0 && stage.efficiency < 1)) continue;
            const int at = block({1002, stageNumber, 0, 0}, kind, Side::None, {stage.name, {}});
            for (std::size_t i = 0; i < from.size(); ++i) give(from[i], at, power_W[i]);
            const double in_W = std::accumulate(power_W.begin(), power_W.end(), 0.0);
            SankeyBlock& made = m_out.blocks[static_cast<std::size_t>(at)];
            if (last) made.used_W = m_out.chip_W = in_W;
            else made.loss_W = in_W * (1 - stage.efficiency);
            from.assign(1, at);
            power_W.assign(1, in_W - made.loss_W);
        }
        m_out.notes.push_back({TWIN_TR("Inside the racks: power supplies {0} %, board converters {1} % efficient; assumptions, as sites do not state them."), {fmt::format("{:.1f}", m_options.powerSupply * 100), fmt::format("{:.1f}", m_options.board * 100)}});
    }

    void columns() {
        auto& blocks = m_out.blocks;
        for (std::size_t round = 0; round < blocks.size(); ++round) {
            bool moved = false;
            for (const auto& [ends, power_W] : m_flow) {
                int& to = blocks[static_cast<std::size_t>(ends.second)].column;
                const int wanted = blocks[static_cast<std::size_t>(ends.first)].column + 1;
                if (power_W > 0 && to < wanted && wanted < static_cast<int>(blocks.size())) to = wanted, moved = true;
            }
            if (!moved) break;
        }
        for (const SankeyBlock& block : blocks) {
            m_out.columns = std::max(m_out.columns, block.column + 1);
            m_out.other_W += block.used_W;
        }
        m_out.other_W -= m_out.chip_W;
    }

    void place() {
        auto& blocks = m_out.blocks;
        std::vector<std::vector<int>> inColumn(static_cast<std::size_t>(m_out.columns));
        for (std::size_t b = 0; b < blocks.size(); ++b) inColumn[static_cast<std::size_t>(blocks[b].column)].push_back(static_cast<int>(b));
        double scale = 1e300;
        for (const auto& column : inColumn) {
            double sum_W = 0;
            for (const int b : column) sum_W += blocks[static_cast<std::size_t>(b)].in_W;
            if (sum_W > 0) scale = std::min(scale, std::max(0.1, 1 - m_options.gap * static_cast<double>(column.size() - 1)) / sum_W);
        }
        m_out.perWatt = scale < 1e300 ? scale : 0;
        for (std::size_t c = 0; c < inColumn.size(); ++c) {
            auto& column = inColumn[c];
            std::vector<double> middle(blocks.size(), 0.5);  // of what feeds a block
            for (const int b : column) {
                double moment = 0, weight = 0;
                for (const auto& [ends, power_W] : m_flow)
                    if (ends.second == b) {
                        const SankeyBlock& upper = blocks[static_cast<std::size_t>(ends.first)];
                        moment += power_W * (upper.top + 0.5 * upper.height);
                        weight += power_W;
                    }
                if (weight > 0) middle[static_cast<std::size_t>(b)] = moment / weight;
            }
            std::stable_sort(column.begin(), column.end(), [&](int a, int b) {
                const double ma = middle[static_cast<std::size_t>(a)], mb = middle[static_cast<std::size_t>(b)];
                return std::abs(ma - mb) > 1e-9 ? ma < mb : blocks[static_cast<std::size_t>(a)].side < blocks[static_cast<std::size_t>(b)].side;
            });
            double height = m_options.gap * static_cast<double>(column.size() - 1);
            for (const int b : column) height += blocks[static_cast<std::size_t>(b)].in_W * m_out.perWatt;
            double top = 0.5 * (1 - height);
            for (const int b : column) {
                SankeyBlock& made = blocks[static_cast<std::size_t>(b)];
                made.x = m_out.columns > 1 ? static_cast<double>(c) / (m_out.columns - 1) : 0;
                made.top = top;
                made.height = made.in_W * m_out.perWatt;
                top += made.height + m_options.gap;
            }
        }
        bands();
    }

    /// Bands leave and arrive in the order of the blocks at their other end, losses last.
    void bands() {
        auto& bands = m_out.bands;
        const auto top = [&](int b) { return b < 0 ? 2.0 : m_out.blocks[static_cast<std::size_t>(b)].top; };
        std::vector<double> leaving(m_out.blocks.size(), 0), arriving(m_out.blocks.size(), 0);
        std::vector<std::size_t> order(bands.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return top(bands[a].to) < top(bands[b].to); });
        for (const std::size_t i : order) {
            SankeyBand& band = bands[i];
            band.width = band.power_W * m_out.perWatt;
            band.fromTop = top(band.from) + leaving[static_cast<std::size_t>(band.from)];
            leaving[static_cast<std::size_t>(band.from)] += band.width;
        }
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return bands[a].fromTop < bands[b].fromTop; });
        for (const std::size_t i : order) {
            SankeyBand& band = bands[i];
            if (band.to < 0) continue;
            band.toTop = top(band.to) + arriving[static_cast<std::size_t>(band.to)];
            arriving[static_cast<std::size_t>(band.to)] += band.width;
        }
    }

    const PowerPaths& m_paths;
    const std::vector<PowerPaths::Node>& m_nodes;
    const PowerState& m_state;
    const std::vector<double>& m_demand_W;
    SankeyOptions m_options;
    std::vector<int> m_blockOf;                       // n_nodes, −1 = carries nothing
    std::map<std::tuple<int, int, int, int>, int> m_blocks;
    std::map<std::pair<int, int>, double> m_flow;     // between blocks, W
    std::map<int, double> m_compute_W;                // of blocks of racks: what goes on to their power supplies
    Sankey m_out;
};

}  // namespace

Sankey sankeyOf(const PowerPaths& paths, const PowerState& state, const std::vector<double>& demand_W, const SankeyOptions& options) {
    return Maker(paths, state, demand_W, options).make();
}

}  // namespace twin::power
