// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/power/grid_topology.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace twin::power {

namespace {

constexpr double kClock_rad = std::numbers::pi / 6;
constexpr double kOutOfStep_rad = 1e-3;  // 0.06°: below that the circulating current is a matter of data rounding

double turned(double angle_rad) { return std::remainder(angle_rad, 2 * std::numbers::pi); }

}  // namespace

GridTopology::GridTopology(const GridData& grid) : m_nodes(grid.rows(GridKind::Node)) {
    const auto& ids = grid.column(GridKind::Node, "id");
    const auto [least, most] = std::minmax_element(ids.begin(), ids.end());
    if (m_nodes > 0 && *most - *least < 16.0 * m_nodes + 1000) {
        m_firstId = static_cast<long long>(*least);
        m_rowById.assign(static_cast<std::size_t>(*most - *least) + 1, -1);
        for (int row = 0; row < m_nodes; ++row) m_rowById[static_cast<std::size_t>(static_cast<long long>(ids[row]) - m_firstId)] = row;
    } else {
        for (int row = 0; row < m_nodes; ++row) m_rowOf.emplace(static_cast<long long>(ids[row]), row);
    }
    for (int k = 0; k < kGridKinds; ++k) {
        const auto kind = static_cast<GridKind>(k);
        if (!isBranch(kind)) continue;
        const auto &from = grid.column(kind, "from_node"), &to = grid.column(kind, "to_node"), &fromStatus = grid.column(kind, "from_status"), &toStatus = grid.column(kind, "to_status");
        const std::vector<double>* shifts = kind == GridKind::Transformer ? &grid.column(kind, "clock") : kind == GridKind::GenericBranch ? &grid.column(kind, "theta") : nullptr;
        for (int row = 0; row < grid.rows(kind); ++row) {
            if (fromStatus[row] == 0 || toStatus[row] == 0) continue;
            double shift = shifts ? (*shifts)[row] : 0;
            if (kind == GridKind::Transformer) shift *= kClock_rad;
            if (std::isnan(shift)) shift = 0;
            m_edges.push_back({kind, row, 0, nodeRow(from[row]), nodeRow(to[row]), shift});
        }
    }
    constexpr auto kThree = GridKind::ThreeWindingTransformer;
    for (int row = 0; row < grid.rows(kThree); ++row) {
        const char* nodes[] = {"node_1", "node_2", "node_3"};
        const char* status[] = {"status_1", "status_2", "status_3"};
        const double shift[] = {0, -grid.column(kThree, "clock_12")[row] * kClock_rad, -grid.column(kThree, "clock_13")[row] * kClock_rad};
        for (int leg = 0; leg < 3; ++leg)
            if (grid.column(kThree, status[leg])[row] != 0) m_edges.push_back({kThree, row, leg + 1, nodeRow(grid.column(kThree, nodes[leg])[row]), starBus(row), shift[leg]});
    }
    const auto buses = static_cast<std::size_t>(m_nodes + grid.rows(kThree));
    m_start.assign(buses + 1, 0);
    for (const GridEdge& edge : m_edges) {
        ++m_start[static_cast<std::size_t>(edge.from) + 1];
        ++m_start[static_cast<std::size_t>(edge.to) + 1];
    }
    for (std::size_t i = 0; i < buses; ++i) m_start[i + 1] += m_start[i];
    m_edgeOf.resize(2 * m_edges.size());
    std::vector<int> fill(m_start.begin(), m_start.end() - 1);
    for (std::size_t e = 0; e < m_edges.size(); ++e) {
        m_edgeOf[fill[m_edges[e].from]++] = static_cast<int>(e);
        m_edgeOf[fill[m_edges[e].to]++] = static_cast<int>(e);
    }
    m_seen.assign(buses, 0);
    m_live.assign(buses, 0);
    m_used.assign(m_edges.size(), 0);
    m_phase_rad.assign(buses, 0);
    constexpr auto kSource = GridKind::Source;
    for (int row = 0; row < grid.rows(kSource); ++row) {
        if (grid.column(kSource, "status")[row] != 1) continue;
        const int bus = nodeRow(grid.column(kSource, "node")[row]);
        const double stated = grid.column(kSource, "u_ref_angle")[row], angle = std::isnan(stated) ? 0 : stated;
        if (!m_seen[bus]) {
            walk(bus, angle, true, nullptr);
        } else if (const double off = turned(angle - m_phase_rad[bus]); std::abs(off) > kOutOfStep_rad) {
            m_outOfStep.emplace_back(row, off);
        }
    }
    for (int bus = 0; bus < m_nodes; ++bus) {
        if (m_seen[bus]) continue;
        std::vector<int> visited;
        walk(bus, 0, false, &visited);
        if (!visited.empty()) m_dead.push_back(std::move(visited));
    }
}

void GridTopology::walk(int first, double phase_rad, bool live, std::vector<int>* visited) {
    std::vector<int> queue{first};
    m_seen[first] = 1;
    m_phase_rad[first] = phase_rad;
    for (std::size_t at = 0; at < queue.size(); ++at) {
        const int bus = queue[at];
        m_live[bus] = live;
        if (visited && bus < m_nodes) visited->push_back(bus);
        for (int i = m_start[bus]; i < m_start[bus + 1]; ++i) {
            const int e = m_edgeOf[i];
            if (m_used[e]) continue;
            m_used[e] = 1;
            const GridEdge& edge = m_edges[e];
            const int other = edge.from == bus ? edge.to : edge.from;
            const double phase = edge.from == bus ? m_phase_rad[bus] - edge.shift_rad : m_phase_rad[bus] + edge.shift_rad;
            if (!m_seen[other]) {
                m_seen[other] = 1;
                m_phase_rad[other] = phase;
                queue.push_back(other);
                continue;
            }
            if (!live || other == bus) continue;
            m_loops.emplace_back(edge.kind, edge.row);
            if (const double off = turned(phase - m_phase_rad[other]); std::abs(off) > kOutOfStep_rad) m_twisted.emplace_back(edge.kind, edge.row, off);
        }
    }
}

}  // namespace twin::power
