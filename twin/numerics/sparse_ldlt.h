// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace twin::numerics {

/// LDLᵀ of a symmetric matrix whose pattern stays while its values change: network equations, solved again and again.
///
/// Order   unknowns of at most two neighbours first, depth first, again and again (leaves, series, ladders: no fill and
///         neighbours in memory), then approximate minimum degree on what is left (Amestoy, Davis and Duff 1996). What fits
///         into the cache is then sorted by level of the elimination tree and by length of columns.
/// Shapes  everything the caller fills and solves is in elimination order: unknown i is at position(i).
/// Needs   analyse() once, then for each set of values clear(), add to diagonal() and offDiagonal(), factorise(), solve().
/// Errors  none thrown; factorise() is false when a pivot is not above zero: solve() then gives 0 for its unknown.
/// Cost    analyse O(edges) on trees and ladders; factorise: 3 operations an unknown there, Σ c² in general.
///         Thread-safe: one object a thread.  Deterministic.
class SparseLdlt {
  public:
    using Edge = std::pair<int, int>;

    /// Unknowns 0 … size−1; edges between different unknowns, repeated ones share a slot, an end < 0 is left out.
    void analyse(int size, std::span<const Edge> edges);

    int size() const { return m_size; }
    int position(int unknown) const { return m_position[static_cast<std::size_t>(unknown)]; }
    /// Where an edge's value is added in offDiagonal(); edges left out have the last slot, which is not read.
    std::int32_t slot(std::size_t edge) const { return m_slot[edge]; }
    std::size_t factorEntries() const { return m_row.size(); }

    void clear();
    double* diagonal() { return m_diagonal.data(); }        ///< size
    double* offDiagonal() { return m_values.data(); }       ///< slots

    bool factorise();
    /// Solves in place; x in elimination order.
    void solve(double* x) const;

  private:
    std::vector<int> eliminateSmall(int size, std::vector<std::vector<int>>& neighbours) const;
    void buildPattern(std::span<const Edge> edges);
    void sortByLevel(std::vector<int>& order) const;
    void buildUpdates();
    template <int C>
    bool eliminate(int k, int length, const std::int32_t*& targets);

    int m_size = 0;
    std::vector<int> m_position;
    std::vector<std::int32_t> m_slot;
    std::vector<std::int32_t> m_begin, m_row;     // columns of L below the diagonal, rows rising
    std::vector<std::int32_t> m_target;           // slots that each column updates, pair by pair; empty when too many
    std::vector<double> m_diagonal, m_inverse, m_values;
};

}  // namespace twin::numerics
