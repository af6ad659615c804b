// SPDX-License-Identifier: GPL-3.0-or-later
//
// Minimum degree on the elimination graph, kept as sorted neighbour lists: eliminating v joins its neighbours with each
// other. Vertices wait in buckets by degree; a vertex whose degree has changed is put in its new bucket and skipped
// where it was. Trees are eaten from their leaves: every vertex leaves with one neighbour, so there is no fill.
#include "twin/numerics/block_lu.h"

#include <iterator>

namespace twin::numerics {

EliminationOrder minimumDegree(int n, const std::vector<std::pair<int, int>>& edges) {
    std::vector<std::vector<int>> near(static_cast<std::size_t>(n));
    for (const auto& [a, b] : edges)
        if (a != b) {
            near[a].push_back(b);
            near[b].push_back(a);
        }
    std::vector<std::vector<int>> buckets;
    const auto put = [&](int v) {
        const std::size_t degree = near[v].size();
        if (buckets.size() <= degree) buckets.resize(degree + 1);
        buckets[degree].push_back(v);
    };
    for (int v = 0; v < n; ++v) {
        std::sort(near[v].begin(), near[v].end());
        near[v].erase(std::unique(near[v].begin(), near[v].end()), near[v].end());
    }
    for (int v = n; v-- > 0;) put(v);
    EliminationOrder result;
    result.order.reserve(static_cast<std::size_t>(n));
    result.rank.assign(static_cast<std::size_t>(n), -1);
    result.after.resize(static_cast<std::size_t>(n));
    std::vector<int> joined;
    for (std::size_t degree = 0; static_cast<int>(result.order.size()) < n;) {
        if (buckets[degree].empty()) {
            ++degree;
            continue;
        }
        const int v = buckets[degree].back();
        buckets[degree].pop_back();
        if (result.rank[v] >= 0 || near[v].size() != degree) continue;
        result.rank[v] = static_cast<int>(result.order.size());
        result.order.push_back(v);
        for (const int u : near[v]) {
            joined.clear();
            std::set_union(near[u].begin(), near[u].end(), near[v].begin(), near[v].end(), std::back_inserter(joined));
            joined.erase(std::remove_if(joined.begin(), joined.end(), [&](int w) { return w == u || w == v; }), joined.end());
            near[u].assign(joined.begin(), joined.end());
            put(u);
            degree = std::min(degree, near[u].size());
        }
        result.after[v] = std::move(near[v]);
        near[v].clear();
    }
    for (auto& after : result.after) std::sort(after.begin(), after.end(), [&](int a, int b) { return result.rank[a] < result.rank[b]; });
    return result;
}

}  // namespace twin::numerics
