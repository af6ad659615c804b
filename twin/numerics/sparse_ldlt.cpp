// SPDX-License-Identifier: GPL-3.0-or-later
// Right-looking LDLᵀ on a fixed pattern. Column k with entries a_r (rows r > k) and pivot d subtracts a_r a_s / d from
// entry (s, r) for every pair r ≤ s. Which slot that is does not change with the values and is listed once; columns of
// two entries, nearly all of them in pipe networks, cost three subtractions and no search.
#include "twin/numerics/sparse_ldlt.h"

#include <Eigen/OrderingMethods>
#include <Eigen/SparseCore>

#include <algorithm>
#include <array>
#include <cmath>

namespace twin::numerics {

namespace {

constexpr std::size_t kMostTargets = 40'000'000;  // above, the slots are found while factorising: 160 MB of indices

constexpr int kMostInCache = 20'000;  // unknowns; above, what follows in the network should follow in memory

std::size_t at(int index) { return static_cast<std::size_t>(index); }

}  // namespace

/// Eliminates unknowns of degree ≤ 2; what is left in `neighbours` is the core. Depth first, so that a ladder is taken
/// from its end to its root in one go.
std::vector<int> SparseLdlt::eliminateSmall(int size, std::vector<std::vector<int>>& neighbours) const {
    std::vector<int> order, stack;
    order.reserve(at(size));
    std::vector<char> done(at(size), 0);
    const auto alive = [&](int i) {
        auto& list = neighbours[at(i)];
        std::erase_if(list, [&](int other) { return done[at(other)] != 0; });
        return list.size();
    };
    std::vector<int> degree(at(size));
    for (int i = 0; i < size; ++i) degree[at(i)] = static_cast<int>(neighbours[at(i)].size());
    for (int start = 0; start < size; ++start) {
        stack.push_back(start);
        while (!stack.empty()) {
            const int i = stack.back();
            stack.pop_back();
            if (done[at(i)] || degree[at(i)] > 2) continue;
            alive(i);
            done[at(i)] = 1;
            order.push_back(i);
            const std::vector<int>& list = neighbours[at(i)];
            if (list.size() == 2) {
                const int a = list[0], b = list[1];
                const bool joined = std::find(neighbours[at(a)].begin(), neighbours[at(a)].end(), b) != neighbours[at(a)].end();
                if (joined) {
                    --degree[at(a)];
                    --degree[at(b)];
                } else {
                    *std::find(neighbours[at(a)].begin(), neighbours[at(a)].end(), i) = b;
                    *std::find(neighbours[at(b)].begin(), neighbours[at(b)].end(), i) = a;
                }
            } else if (list.size() == 1) {
                --degree[at(list[0])];
            }
            for (const int other : list)
                if (degree[at(other)] <= 2) stack.push_back(other);
        }
    }
    for (int i = 0; i < size; ++i)
        if (!done[at(i)]) alive(i);
    return order;
}

void SparseLdlt::analyse(int size, std::span<const Edge> edges) {
    m_size = size;
    std::vector<std::vector<int>> neighbours(at(size));
    for (const auto& [a, b] : edges) {
        if (a < 0 || b < 0 || a == b) continue;
        neighbours[at(a)].push_back(b);
        neighbours[at(b)].push_back(a);
    }
    for (auto& list : neighbours) {
        std::sort(list.begin(), list.end());
        list.erase(std::unique(list.begin(), list.end()), list.end());
    }
    std::vector<int> order = eliminateSmall(size, neighbours);
    if (static_cast<int>(order.size()) < size) {
        std::vector<int> core, index(at(size), -1);
        std::vector<char> done(at(size), 0);
        for (const int i : order) done[at(i)] = 1;
        for (int i = 0; i < size; ++i)
            if (!done[at(i)]) {
                index[at(i)] = static_cast<int>(core.size());
                core.push_back(i);
            }
        std::vector<Eigen::Triplet<double>> entries;
        for (const int i : core) {
            entries.emplace_back(index[at(i)], index[at(i)], 1);
            for (const int j : neighbours[at(i)]) entries.emplace_back(index[at(i)], index[at(j)], 1);
        }
        const auto n = static_cast<Eigen::Index>(core.size());
        Eigen::SparseMatrix<double> pattern(n, n);
        pattern.setFromTriplets(entries.begin(), entries.end());
        Eigen::PermutationMatrix<Eigen::Dynamic, Eigen::Dynamic, int> permutation;
        Eigen::AMDOrdering<int>()(pattern, permutation);
        for (Eigen::Index i = 0; i < n; ++i) order.push_back(core[at(permutation.indices()[i])]);
    }
    m_position.assign(at(size), 0);
    for (int k = 0; k < size; ++k) m_position[at(order[at(k)])] = k;
    buildPattern(edges);
    if (size <= kMostInCache) {
        sortByLevel(order);
        for (int k = 0; k < size; ++k) m_position[at(order[at(k)])] = k;
        buildPattern(edges);
    }
    m_slot.resize(edges.size());
    for (std::size_t e = 0; e < edges.size(); ++e) {
        const auto& [a, b] = edges[e];
        m_slot[e] = static_cast<std::int32_t>(m_row.size());
        if (a < 0 || b < 0 || a == b) continue;
        const std::pair<int, int> ends = std::minmax({position(a), position(b)});
        const int low = ends.first, high = ends.second;
        const auto begin = m_row.begin() + m_begin[at(low)], end = m_row.begin() + m_begin[at(low) + 1];
        m_slot[e] = static_cast<std::int32_t>(std::lower_bound(begin, end, high) - m_row.begin());
    }
    buildUpdates();
    m_diagonal.assign(at(size), 0);
    m_inverse.assign(at(size), 0);
    m_values.assign(m_row.size() + 1, 0);
}

/// Columns that do not wait for each other follow each other, those of as many entries together: loops of one length are
/// foreseen by the processor, and no division waits for the one before. The fill stays.
void SparseLdlt::sortByLevel(std::vector<int>& order) const {
    std::vector<int> level(at(m_size), 0);
    std::vector<std::array<int, 3>> keys(at(m_size));
    for (int k = 0; k < m_size; ++k) {
        const int begin = m_begin[at(k)], entries = m_begin[at(k) + 1] - begin;
        keys[at(k)] = {level[at(k)], entries, k};
        if (entries == 0) continue;
        int& above = level[at(m_row[at(begin)])];
        above = std::max(above, level[at(k)] + 1);
    }
    std::sort(keys.begin(), keys.end());
    std::vector<int> sorted;
    sorted.reserve(at(m_size));
    for (const auto& key : keys) sorted.push_back(order[at(key[2])]);
    order = std::move(sorted);
}

/// Column k holds its own entries and what its children in the elimination tree pass on.
void SparseLdlt::buildPattern(std::span<const Edge> edges) {
    std::vector<std::vector<int>> columns(at(m_size));
    for (const auto& [a, b] : edges) {
        if (a < 0 || b < 0 || a == b) continue;
        const std::pair<int, int> ends = std::minmax({position(a), position(b)});
        columns[at(ends.first)].push_back(ends.second);
    }
    m_begin.assign(at(m_size) + 1, 0);
    for (int k = 0; k < m_size; ++k) {
        auto& column = columns[at(k)];
        std::sort(column.begin(), column.end());
        column.erase(std::unique(column.begin(), column.end()), column.end());
        m_begin[at(k) + 1] = m_begin[at(k)] + static_cast<std::int32_t>(column.size());
        if (column.size() > 1) {
            auto& parent = columns[at(column.front())];
            parent.insert(parent.end(), column.begin() + 1, column.end());
        }
    }
    m_row.clear();
    m_row.reserve(at(m_begin.back()));
    for (const auto& column : columns) m_row.insert(m_row.end(), column.begin(), column.end());
}

void SparseLdlt::buildUpdates() {
    m_target.clear();
    std::size_t count = 0;
    for (int k = 0; k < m_size; ++k) {
        const auto entries = static_cast<std::size_t>(m_begin[at(k) + 1] - m_begin[at(k)]);
        count += entries * (entries > 0 ? entries - 1 : 0) / 2;
    }
    if (count > kMostTargets) return;
    m_target.reserve(count);
    for (int k = 0; k < m_size; ++k)
        for (int r = m_begin[at(k)]; r < m_begin[at(k) + 1]; ++r) {
            std::int32_t slot = m_begin[at(m_row[at(r)])];
            for (int s = r + 1; s < m_begin[at(k) + 1]; ++s) {
                while (m_row[at(slot)] != m_row[at(s)]) ++slot;
                m_target.push_back(slot);
            }
        }
}

void SparseLdlt::clear() {
    std::fill(m_diagonal.begin(), m_diagonal.end(), 0.0);
    std::fill(m_values.begin(), m_values.end(), 0.0);
}

/// One column of C entries, or (C < 0) of `count`; false when its pivot was lost to rounding: its unknown then stays where it
/// is in this step.
template <int C>
bool SparseLdlt::eliminate(int k, int length, const std::int32_t*& targets) {
    double* values = m_values.data();
    double* __restrict diagonal = m_diagonal.data();
    const std::int32_t* target = targets;
    const std::int32_t begin = m_begin[at(k)];
    const int count = C >= 0 ? C : length;
    const std::int32_t* row = m_row.data() + begin;
    double* column = values + begin;
    const bool sound = diagonal[k] > 0;
    const double inverse = sound ? 1 / diagonal[k] : 0;
    m_inverse[at(k)] = inverse;
    for (int r = 0; r < count; ++r) {
        const double entry = column[r], scaled = entry * inverse;
        diagonal[row[r]] -= entry * scaled;
        if (target) {
            for (int s = r + 1; s < count; ++s) values[*target++] -= scaled * column[s];
        } else {
            std::int32_t slot = m_begin[at(row[r])];
            for (int s = r + 1; s < count; ++s) {
                while (m_row[at(slot)] != row[s]) ++slot;
                values[slot] -= scaled * column[s];
            }
        }
        column[r] = scaled;
    }
    targets = target;
    return sound;
}

bool SparseLdlt::factorise() {
    const std::int32_t* target = m_target.empty() ? nullptr : m_target.data();
    bool good = true;
    for (int k = 0; k < m_size; ++k) {
        const int count = m_begin[at(k) + 1] - m_begin[at(k)];
        bool sound = true;
        switch (count) {
            case 1: sound = eliminate<1>(k, count, target); break;
            case 2: sound = eliminate<2>(k, count, target); break;
            case 3: sound = eliminate<3>(k, count, target); break;
            case 4: sound = eliminate<4>(k, count, target); break;
            default: sound = eliminate<-1>(k, count, target); break;
        }
        good = good && sound;
    }
    return good && std::isfinite(m_size ? m_diagonal[at(m_size - 1)] : 0);
}

void SparseLdlt::solve(double* x) const {
    const double* values = m_values.data();
    const std::int32_t* row = m_row.data();
    for (int k = 0; k < m_size; ++k) {
        const double value = x[k];
        for (std::int32_t r = m_begin[at(k)]; r < m_begin[at(k) + 1]; ++r) x[row[r]] -= values[r] * value;
    }
    for (int k = m_size - 1; k >= 0; --k) {
        double value = x[k] * m_inverse[at(k)];
        for (std::int32_t r = m_begin[at(k)]; r < m_begin[at(k) + 1]; ++r) value -= values[r] * x[row[r]];
        x[k] = value;
    }
}

}  // namespace twin::numerics
