// SPDX-License-Identifier: GPL-3.0-or-later
// A block of 2 × 2 × 2 that a thin wall cuts (aisle containment) must not become one unknown: air on both sides of the
// wall has nothing in common, and cycles that mix the two sides hardly converge. So a block gives one node for each
// connected part inside it. Conductances of faces between two nodes add up (Galerkin with piecewise constants) and are
// halved where the block doubled the distance between the centres.
#include "twin/numerics/coarse_graph.h"

#include <algorithm>
#include <cstdlib>

namespace twin::numerics {
namespace {

/// The cells of the grid that have an open face, as a graph without stored edges.
struct CellGraph {
    const FaceGrid& f;
    int bx, by, bz;
    int size() const { return f.shape.size(); }
    float held(int c) const { return f.held.empty() ? 0.f : f.held[std::size_t(c)]; }

    template <class F>
    void forNodes(F&& visit) const {
        const GridShape& s = f.shape;
        const int sy = s.strideY(), sz = s.strideZ();
        for (int k = 0; k < s.nz; ++k)
            for (int j = 0; j < s.ny; ++j)
                for (int i = 0, c = s.index(0, j, k); i < s.nx; ++i, ++c) {
                    const auto q = std::size_t(c);
                    const float sum =
                        f.x[q] + f.x[q + 1] + f.y[q] + f.y[q + std::size_t(sy)] + f.z[q] + f.z[q + std::size_t(sz)] + held(c);
                    if (sum > 0.f) visit(c, i, j, k);
                }
    }
    template <class F>
    void forEdges(int c, F&& visit) const {
        const int sy = f.shape.strideY(), sz = f.shape.strideZ();
        const auto at = [](const std::vector<float>& v, int q) { return v[std::size_t(q)]; };
        if (const float g = at(f.x, c); g > 0.f) visit(c - 1, g);
        if (const float g = at(f.x, c + 1); g > 0.f) visit(c + 1, g);
        if (const float g = at(f.y, c); g > 0.f) visit(c - sy, g);
        if (const float g = at(f.y, c + sy); g > 0.f) visit(c + sy, g);
        if (const float g = at(f.z, c); g > 0.f) visit(c - sz, g);
        if (const float g = at(f.z, c + sz); g > 0.f) visit(c + sz, g);
    }
};

struct NodeGraph {
    const CoarseGraph& g;
    int bx, by, bz;
    int size() const { return g.nodes(); }
    float held(int n) const { return g.held[std::size_t(n)]; }

    template <class F>
    void forNodes(F&& visit) const {
        for (int n = 0; n < g.nodes(); ++n) {
            const int b = g.block[std::size_t(n)];
            visit(n, b % bx, b / bx % by, b / (bx * by));
        }
    }
    template <class F>
    void forEdges(int n, F&& visit) const {
        for (int e = g.rowStart[std::size_t(n)]; e < g.rowStart[std::size_t(n) + 1]; ++e)
            visit(g.column[std::size_t(e)], g.weight[std::size_t(e)]);
    }
};

int root(std::vector<int>& link, int n) {
    while (link[std::size_t(n)] != n) {
        link[std::size_t(n)] = link[std::size_t(link[std::size_t(n)])];
        n = link[std::size_t(n)];
    }
    return n;
}

template <class Graph>
CoarseGraph merge(const Graph& fine, std::vector<int>& parent) {
    const int fx = fine.bx > 1 ? 2 : 1, fy = fine.by > 1 ? 2 : 1, fz = fine.bz > 1 ? 2 : 1;
    CoarseGraph out;
    out.bx = (fine.bx + fx - 1) / fx;
    out.by = (fine.by + fy - 1) / fy;
    out.bz = (fine.bz + fz - 1) / fz;

    // Nodes sorted by the block they fall into (counting sort keeps their order).
    const auto size = static_cast<std::size_t>(fine.size());
    std::vector<int> blockOf(size, -1), link(size, -1);
    std::vector<int> start(std::size_t(out.bx) * std::size_t(out.by) * std::size_t(out.bz) + 1, 0);
    fine.forNodes([&](int n, int i, int j, int k) {
        const int b = (k / fz * out.by + j / fy) * out.bx + i / fx;
        blockOf[std::size_t(n)] = b;
        link[std::size_t(n)] = n;
        ++start[std::size_t(b) + 1];
    });
    for (std::size_t b = 1; b < start.size(); ++b) start[b] += start[b - 1];
    std::vector<int> order(std::size_t(start.back())), fill(start.begin(), start.end() - 1);
    fine.forNodes([&](int n, int, int, int) { order[std::size_t(fill[std::size_t(blockOf[std::size_t(n)])]++)] = n; });

    // Parts of a block: the smallest node of a part is its root.
    for (const int n : order)
        fine.forEdges(n, [&](int m, float) {
            if (m > n || blockOf[std::size_t(m)] != blockOf[std::size_t(n)]) return;
            const int a = root(link, n), b = root(link, m);
            link[std::size_t(std::max(a, b))] = std::min(a, b);
        });
    parent.assign(size, -1);
    for (std::size_t b = 0; b + 1 < start.size(); ++b)
        for (int q = start[b]; q < start[b + 1]; ++q)
            if (const int n = order[std::size_t(q)]; link[std::size_t(n)] == n) {
                parent[std::size_t(n)] = out.nodes();
                out.block.push_back(static_cast<int>(b));
            }
    const int count = out.nodes();
    out.childStart.assign(std::size_t(count) + 1, 0);
    for (const int n : order) {
        parent[std::size_t(n)] = parent[std::size_t(root(link, n))];
        ++out.childStart[std::size_t(parent[std::size_t(n)]) + 1];
    }
    for (std::size_t n = 1; n < out.childStart.size(); ++n) out.childStart[n] += out.childStart[n - 1];
    out.child.resize(order.size());
    fill.assign(out.childStart.begin(), out.childStart.end() - 1);
    for (const int n : order) out.child[std::size_t(fill[std::size_t(parent[std::size_t(n)])]++)] = n;
    for (int& p : parent)
        if (p < 0) p = count;

    // Edges: blocks that differ by one in x, y or z.
    out.rowStart.reserve(std::size_t(count) + 1);
    out.rowStart.push_back(0);
    out.column.reserve(std::size_t(count) * 6);
    out.weight.reserve(std::size_t(count) * 6);
    out.held.assign(std::size_t(count), 0.f);
    const float heldFactor = fx * fy * fz > 1 ? 0.5f : 1.f;
    for (int n = 0; n < count; ++n) {
        const auto first = static_cast<std::size_t>(out.rowStart.back());
        for (int q = out.childStart[std::size_t(n)]; q < out.childStart[std::size_t(n) + 1]; ++q) {
            out.held[std::size_t(n)] += heldFactor * fine.held(out.child[std::size_t(q)]);
            fine.forEdges(out.child[std::size_t(q)], [&](int m, float g) {
                const int to = parent[std::size_t(m)];
                if (to == n) return;
                std::size_t e = first;
                while (e < out.column.size() && out.column[e] != to) ++e;
                if (e == out.column.size()) {
                    out.column.push_back(to);
                    out.weight.push_back(0.f);
                }
                out.weight[e] += g;
            });
        }
        for (std::size_t e = first; e < out.column.size(); ++e) {
            const int step = std::abs(out.block[std::size_t(out.column[e])] - out.block[std::size_t(n)]);
            const bool alongZ = out.bz > 1 && step == out.bx * out.by;
            const bool alongY = !alongZ && out.by > 1 && step == out.bx;
            const int factor = alongZ ? fz : alongY ? fy : fx;
            if (factor == 2) out.weight[e] *= 0.5f;
        }
        out.rowStart.push_back(static_cast<int>(out.column.size()));
    }
    return out;
}

}  // namespace

CoarseGraph coarsen(const FaceGrid& fine, std::vector<int>& parent) {
    return merge(CellGraph{fine, fine.shape.nx, fine.shape.ny, fine.shape.nz}, parent);
}

CoarseGraph coarsen(const CoarseGraph& fine, std::vector<int>& parent) {
    return merge(NodeGraph{fine, fine.bx, fine.by, fine.bz}, parent);
}

}  // namespace twin::numerics
