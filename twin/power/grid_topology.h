// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/power/grid_data.h"

#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

namespace twin::power {

/// A place in the grid where two buses are joined: a closed branch, or one closed leg of a three-winding transformer.
struct GridEdge {
    GridKind kind = GridKind::Line;
    int row = 0;
    int leg = 0;            ///< 1 … 3 for a three-winding transformer
    int from = 0, to = 0;   ///< buses; a transformer's star point is a bus after the nodes
    double shift_rad = 0;   ///< phase of from minus phase of to without load
};

/// What is joined to what, what is fed, and in which phase.
///
/// Buses  0 … n_nodes − 1 are the rows of the node table, the star points of three-winding transformers follow.
/// Needs  a grid without errors in its ids (checkGrid).
/// Cost   O(n).
class GridTopology {
  public:
    explicit GridTopology(const GridData& grid);

    int busCount() const { return static_cast<int>(m_phase_rad.size()); }
    /// Row of a node; −1 when there is none with this id.
    int nodeRow(double id) const {
        const auto key = static_cast<long long>(id) - m_firstId;
        if (key >= 0 && key < static_cast<long long>(m_rowById.size())) return m_rowById[static_cast<std::size_t>(key)];
        if (m_rowOf.empty()) return -1;
        const auto found = m_rowOf.find(key + m_firstId);
        return found == m_rowOf.end() ? -1 : found->second;
    }
    int starBus(int threeWindingRow) const { return m_nodes + threeWindingRow; }
    bool live(int bus) const { return bus >= 0 && m_live[static_cast<std::size_t>(bus)]; }
    double phase_rad(int bus) const { return m_phase_rad[static_cast<std::size_t>(bus)]; }

    /// Nodes (rows) of each island that no source feeds.
    const std::vector<std::vector<int>>& deadIslands() const { return m_dead; }
    /// Sources (rows) whose angle does not fit the first source of their island, with the difference.
    const std::vector<std::pair<int, double>>& outOfStep() const { return m_outOfStep; }
    /// Branches that close a loop; kind and row.
    const std::vector<std::pair<GridKind, int>>& loopClosers() const { return m_loops; }
    const std::vector<std::tuple<GridKind, int, double>>& twistedLoops() const { return m_twisted; }

  private:
    void walk(int first, double phase_rad, bool live, std::vector<int>* visited);
    int m_nodes = 0;
    long long m_firstId = 0;
    std::vector<int> m_rowById;                     ///< ids that lie close together; else the map
    std::unordered_map<long long, int> m_rowOf;
    std::vector<GridEdge> m_edges;
    std::vector<int> m_start, m_edgeOf;  ///< edges at each bus
    std::vector<char> m_seen, m_live, m_used;
    std::vector<double> m_phase_rad;
    std::vector<std::vector<int>> m_dead;
    std::vector<std::pair<int, double>> m_outOfStep;
    std::vector<std::pair<GridKind, int>> m_loops;
    std::vector<std::tuple<GridKind, int, double>> m_twisted;
};

}  // namespace twin::power
