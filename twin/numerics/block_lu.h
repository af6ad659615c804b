// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Eigen/Core>
#include <Eigen/LU>

#include <algorithm>
#include <utility>
#include <vector>

namespace twin::numerics {

/// The order in which the vertices of a graph are eliminated with little fill (minimum degree), and the fill.
///
/// Cost    O(n + fill) for trees and what is nearly one; ties are broken by index, so the order is always the same.
struct EliminationOrder {
    std::vector<int> order;                ///< n, vertex eliminated k-th
    std::vector<int> rank;                 ///< n, place of a vertex in the order
    std::vector<std::vector<int>> after;   ///< n, by vertex: its neighbours when it is eliminated, by rank
};
EliminationOrder minimumDegree(int n, const std::vector<std::pair<int, int>>& edges);

/// Sparse LU of a matrix of small dense blocks with a symmetric pattern (networks: one block row a bus).
///
///     for each pivot k:  L_ik = A_ik D_k⁻¹,  A_ij −= L_ik U_kj  for all i, j among the later neighbours of k
///
/// Shapes  n block rows of N × N doubles. The pattern is fixed by analyse(); values are set and factored again at will.
/// Needs   diagonal blocks that stay regular (networks with a path to ground at each component); rows are exchanged
///         inside a block only.
/// Errors  factor() is false when a diagonal block is singular or not finite.
/// Cost    trees: O(n), no fill.  Thread-safe: no (one object a thread).
template <int N>
class BlockLu {
  public:
    using Block = Eigen::Matrix<double, N, N>;
    using Vector = Eigen::Matrix<double, N, 1>;

    void analyse(int n, const std::vector<std::pair<int, int>>& edges) {
        const EliminationOrder found = minimumDegree(n, edges);
        m_order = found.order;
        m_rank = found.rank;
        m_start.assign(static_cast<std::size_t>(n) + 1, 0);
        m_later.clear();
        for (int k = 0; k < n; ++k) {
            const auto& after = found.after[static_cast<std::size_t>(m_order[k])];
            m_later.insert(m_later.end(), after.begin(), after.end());
            m_start[k + 1] = static_cast<int>(m_later.size());
        }
        m_diagonal.resize(static_cast<std::size_t>(n));
        m_inverse.resize(static_cast<std::size_t>(n));
        m_upper.resize(m_later.size());
        m_lower.resize(m_later.size());
        m_targets.clear();
        for (int k = 0; k < n; ++k)
            for (int a = m_start[k]; a < m_start[k + 1]; ++a)
                for (int b = m_start[k]; b < m_start[k + 1]; ++b)
                    if (a != b) m_targets.push_back(place(m_later[a], m_later[b]));
        setZero();
    }

    int size() const { return static_cast<int>(m_order.size()); }
    void setZero() {
        for (Block& block : m_diagonal) block.setZero();
        for (Block& block : m_upper) block.setZero();
        for (Block& block : m_lower) block.setZero();
    }
    Block& diagonal(int i) { return m_diagonal[static_cast<std::size_t>(i)]; }
    /// Where the block of row i, column j (i ≠ j, of the pattern) is kept; stays the same until the next analyse().
    int place(int i, int j) const {
        const bool isUpper = m_rank[i] < m_rank[j];
        const int pivot = isUpper ? i : j, other = isUpper ? j : i;
        const int k = m_rank[pivot];
        const auto first = m_later.begin() + m_start[k], last = m_later.begin() + m_start[k + 1];
        const auto found = std::lower_bound(first, last, other, [&](int a, int b) { return m_rank[a] < m_rank[b]; });
        const int at = static_cast<int>(found - m_later.begin());
        return isUpper ? at : -1 - at;
    }
    Block& at(int place) { return place >= 0 ? m_upper[static_cast<std::size_t>(place)] : m_lower[static_cast<std::size_t>(-1 - place)]; }
    Block& at(int i, int j) { return i == j ? diagonal(i) : at(place(i, j)); }

    bool factor() {
        std::size_t target = 0;
        for (int k = 0; k < size(); ++k) {
            const int pivot = m_order[k];
            const Block& block = m_diagonal[pivot];
            if (!block.allFinite()) return false;
            m_inverse[pivot] = invert(block);
            if (!m_inverse[pivot].allFinite()) return false;
            for (int a = m_start[k]; a < m_start[k + 1]; ++a) {
                m_lower[a] = (m_lower[a] * m_inverse[pivot]).eval();
                m_diagonal[m_later[a]].noalias() -= m_lower[a] * m_upper[a];
            }
            for (int a = m_start[k]; a < m_start[k + 1]; ++a)
                for (int b = m_start[k]; b < m_start[k + 1]; ++b)
                    if (a != b) at(m_targets[target++]).noalias() -= m_lower[a] * m_upper[b];
        }
        return true;
    }

    /// x: n blocks; the right side on entry, the solution on return.
    void solve(std::vector<Vector>& x) const {
        for (int k = 0; k < size(); ++k) {
            const Vector& known = x[m_order[k]];
            for (int a = m_start[k]; a < m_start[k + 1]; ++a) x[m_later[a]].noalias() -= m_lower[a] * known;
        }
        for (int k = size(); k-- > 0;) {
            Vector sum = x[m_order[k]];
            for (int a = m_start[k]; a < m_start[k + 1]; ++a) sum.noalias() -= m_upper[a] * x[m_later[a]];
            x[m_order[k]].noalias() = m_inverse[m_order[k]] * sum;
        }
    }

  private:
    static Block invert(const Block& block) {
        if constexpr (N == 2) {
            const double determinant = block(0, 0) * block(1, 1) - block(0, 1) * block(1, 0);
            Block inverse;
            inverse << block(1, 1), -block(0, 1), -block(1, 0), block(0, 0);
            return inverse / determinant;
        } else {
            return block.partialPivLu().inverse();
        }
    }

    std::vector<int> m_order, m_rank, m_start, m_later, m_targets;
    std::vector<Block> m_diagonal, m_inverse, m_upper, m_lower;
};

}  // namespace twin::numerics
