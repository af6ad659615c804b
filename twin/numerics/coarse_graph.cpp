// SPDX-License-Identifier: GPL-3.0-or-later
// A block of 2 × 2 × 2 that a thin wall cuts (aisle containment) must not become one unknown: air on both sides of the
// wall has nothing in common, and cycles that mix the two sides hardly converge. So a block gives one node for each
// connected part inside it. Conductances of faces between two nodes add up (Galerkin with piecewise constants) and are
// halved where the block doubled the distance between the centres.
#include "twin/numerics/coarse_graph.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

namespace twin::numerics {
namespace {

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

/// What a conductance between two nodes becomes where their block doubled the distance between the centres.
float distanceFactor(const CoarseGraph& g, int n, int m, std::array<int, 3> doubled) {
    const int step = std::abs(g.block[std::size_t(m)] - g.block[std::size_t(n)]);
    const bool alongZ = g.bz > 1 && step == g.bx * g.by;
    const bool alongY = !alongZ && g.by > 1 && step == g.bx;
    return (alongZ ? doubled[2] : alongY ? doubled[1] : doubled[0]) == 2 ? 0.5f : 1.f;
}

CoarseGraph merge(const NodeGraph& fine, std::vector<int>& parent) {
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
        for (std::size_t e = first; e < out.column.size(); ++e)
            out.weight[e] *= distanceFactor(out, n, out.column[e], {fx, fy, fz});
        out.rowStart.push_back(static_cast<int>(out.column.size()));
    }
    return out;
}

/// The cells of a grid merged, layer of blocks by layer of blocks: every step but number() and joinEdges() may run for
/// all layers at once.
struct CellMerge {
    static constexpr unsigned char kWhole = 9;
    const FaceGrid& f;
    std::vector<int>& parent;
    CoarseGraph out;
    std::array<int, 3> doubled;
    std::vector<unsigned char> parts;  // a block: how many nodes; kWhole: all eight cells make one
    struct Layer {
        int nodes = 0, cells = 0, firstNode = 0, firstCell = 0;
        std::vector<int> edges, column;  // edges: a node of this layer
        std::vector<float> weight;
    };
    std::vector<Layer> layers;

    CellMerge(const FaceGrid& fine, std::vector<int>& p)
        : f(fine), parent(p), doubled{fine.shape.nx > 1 ? 2 : 1, fine.shape.ny > 1 ? 2 : 1, fine.shape.nz > 1 ? 2 : 1} {
        const GridShape& s = f.shape;
        out.bx = (s.nx + doubled[0] - 1) / doubled[0];
        out.by = (s.ny + doubled[1] - 1) / doubled[1];
        out.bz = (s.nz + doubled[2] - 1) / doubled[2];
        parent.assign(std::size_t(s.size()), -1);
        parts.assign(std::size_t(out.bx) * std::size_t(out.by) * std::size_t(out.bz), 0);
        layers.resize(std::size_t(out.bz));
    }

    float held(std::size_t c) const { return f.held.empty() ? 0.f : f.held[c]; }

    /// visit(cell, place in the block) for the cells of a block that have an open face or a held value.
    template <class F>
    void forCells(int block, F&& visit) const {
        const GridShape& s = f.shape;
        const auto sy = std::size_t(s.strideY()), sz = std::size_t(s.strideZ());
        const int i0 = block % out.bx * doubled[0], j0 = block / out.bx % out.by * doubled[1], k0 = block / (out.bx * out.by) * doubled[2];
        const int di = std::min(doubled[0], s.nx - i0), dj = std::min(doubled[1], s.ny - j0), dk = std::min(doubled[2], s.nz - k0);
        for (int k = 0; k < dk; ++k)
            for (int j = 0; j < dj; ++j)
                for (int i = 0; i < di; ++i) {
                    const auto c = std::size_t(s.index(i0 + i, j0 + j, k0 + k));
                    if (f.x[c] + f.x[c + 1] + f.y[c] + f.y[c + sy] + f.z[c] + f.z[c + sz] + held(c) > 0.f) visit(c, std::size_t(k * 4 + j * 2 + i));
                }
    }
    template <class F>
    void forBlocks(int layer, F&& visit) const {
        for (int b = layer * out.bx * out.by; b < (layer + 1) * out.bx * out.by; ++b) visit(b);
    }

    /// The first cell of a block.
    int firstCell(int b) const {
        return f.shape.index(b % out.bx * doubled[0], b / out.bx % out.by * doubled[1], b / (out.bx * out.by) * doubled[2]);
    }
    /// Steps from the first cell of a whole block to its cells, in their order.
    std::array<int, 8> cellsOfWhole() const {
        const int sy = f.shape.strideY(), sz = f.shape.strideZ();
        return {0, 1, sy, sy + 1, sz, sz + 1, sz + sy, sz + sy + 1};
    }
    /// Eight cells with open faces between all of them: by far most blocks of a hall.
    bool isWhole(int b) const {
        const GridShape& s = f.shape;
        if (b % out.bx * 2 + 1 >= s.nx || b / out.bx % out.by * 2 + 1 >= s.ny || b / (out.bx * out.by) * 2 + 1 >= s.nz) return false;
        const int sy = s.strideY(), sz = s.strideZ(), c = firstCell(b);
        const float *x = f.x.data() + c, *y = f.y.data() + c, *z = f.z.data() + c;
        return x[1] > 0.f && x[sy + 1] > 0.f && x[sz + 1] > 0.f && x[sz + sy + 1] > 0.f && y[sy] > 0.f && y[sy + 1] > 0.f &&
               y[sz + sy] > 0.f && y[sz + sy + 1] > 0.f && z[sz] > 0.f && z[sz + 1] > 0.f && z[sz + sy] > 0.f && z[sz + sy + 1] > 0.f;
    }

    /// parent: the part within the block.
    void findParts(int layer) {
        const auto sy = std::size_t(f.shape.strideY()), sz = std::size_t(f.shape.strideZ());
        Layer& mine = layers[std::size_t(layer)];
        const std::array<int, 8> step = cellsOfWhole();
        forBlocks(layer, [&](int b) {
            if (isWhole(b)) {
                const int first = firstCell(b);
                for (const int at : step) parent[std::size_t(first + at)] = 0;
                parts[std::size_t(b)] = kWhole;
                mine.cells += 8;
                ++mine.nodes;
                return;
            }
            std::array<std::size_t, 8> cell{};
            std::array<int, 8> part{-1, -1, -1, -1, -1, -1, -1, -1};
            const auto join = [&](std::size_t a, std::size_t c) {
                if (part[c] < 0 || part[a] == part[c]) return;
                const int from = std::max(part[a], part[c]), to = std::min(part[a], part[c]);
                for (int& p : part) p = p == from ? to : p;
            };
            forCells(b, [&](std::size_t c, std::size_t place) {
                cell[place] = c;
                part[place] = int(place);
                ++mine.cells;
                if ((place & 1) && f.x[c] > 0.f && c - 1 == cell[place ^ 1]) join(place, place ^ 1);
                if ((place & 2) && f.y[c] > 0.f && c - sy == cell[place ^ 2]) join(place, place ^ 2);
                if ((place & 4) && f.z[c] > 0.f && c - sz == cell[place ^ 4]) join(place, place ^ 4);
            });
            std::array<int, 8> number{};
            int count = 0;
            for (std::size_t place = 0; place < 8; ++place) {
                if (part[place] < 0) continue;
                if (part[place] == int(place)) number[place] = count++;
                parent[cell[place]] = number[std::size_t(part[place])];
            }
            parts[std::size_t(b)] = static_cast<unsigned char>(count);
            mine.nodes += count;
        });
    }

    void number() {
        int nodes = 0, cells = 0;
        for (Layer& layer : layers) {
            layer.firstNode = nodes, layer.firstCell = cells;
            nodes += layer.nodes, cells += layer.cells;
        }
        out.block.resize(std::size_t(nodes));
        out.held.assign(std::size_t(nodes), 0.f);
        out.childStart.assign(std::size_t(nodes) + 1, cells);
        out.child.resize(std::size_t(cells));
        out.rowStart.assign(std::size_t(nodes) + 1, 0);
    }

    void storeNodes(int layer) {
        const GridShape& s = f.shape;
        int node = layers[std::size_t(layer)].firstNode, child = layers[std::size_t(layer)].firstCell;
        const float heldFactor = doubled[0] * doubled[1] * doubled[2] > 1 ? 0.5f : 1.f;
        const std::array<int, 8> step = cellsOfWhole();
        forBlocks(layer, [&](int b) {
            if (parts[std::size_t(b)] == kWhole) {
                const int first = firstCell(b);
                out.block[std::size_t(node)] = b;
                out.childStart[std::size_t(node)] = child;
                for (const int at : step) {
                    out.child[std::size_t(child++)] = first + at;
                    out.held[std::size_t(node)] += heldFactor * held(std::size_t(first + at));
                    parent[std::size_t(first + at)] = node;
                }
                ++node;
                return;
            }
            const int count = parts[std::size_t(b)];
            for (int part = 0; part < count; ++part, ++node) {
                out.block[std::size_t(node)] = b;
                out.childStart[std::size_t(node)] = child;
                forCells(b, [&](std::size_t c, std::size_t) {
                    if (parent[c] != part) return;
                    out.child[std::size_t(child++)] = int(c);
                    out.held[std::size_t(node)] += heldFactor * held(c);
                });
            }
            node -= count;
            forCells(b, [&](std::size_t c, std::size_t) { parent[c] += node; });
            node += count;
        });
        const int closed = int(out.block.size()), lo = layer == 0 ? 0 : s.index(0, 0, layer * doubled[2]);
        const int hi = layer + 1 == out.bz ? s.size() : s.index(0, 0, (layer + 1) * doubled[2]);
        for (int c = lo; c < hi; ++c)
            if (parent[std::size_t(c)] < 0) parent[std::size_t(c)] = closed;
    }

    void findEdges(int layer) {
        const std::array<int, 6> side{-1, 1, -f.shape.strideY(), f.shape.strideY(), -f.shape.strideZ(), f.shape.strideZ()};
        Layer& mine = layers[std::size_t(layer)];
        mine.column.reserve(std::size_t(mine.nodes) * 6);
        mine.weight.reserve(std::size_t(mine.nodes) * 6);
        const int sx = 1, sy = f.shape.strideY(), sz = f.shape.strideZ();
        // The four cells on each side of a whole block.
        const std::array<std::array<int, 4>, 6> outer{{{0, sy, sz, sz + sy}, {sx, sx + sy, sx + sz, sx + sz + sy}, {0, sx, sz, sz + sx}, {sy, sy + sx, sy + sz, sy + sz + sx}, {0, sx, sy, sy + sx}, {sz, sz + sx, sz + sy, sz + sy + sx}}};
        const std::array<const float*, 6> face{f.x.data(), f.x.data() + sx, f.y.data(), f.y.data() + sy, f.z.data(), f.z.data() + sz};
        const int closed = out.nodes();
        for (int n = mine.firstNode; n < mine.firstNode + mine.nodes; ++n) {
            const std::size_t first = mine.column.size();
            const auto add = [&](int to, float g) {
                std::size_t e = first;
                while (e < mine.column.size() && mine.column[e] != to) ++e;
                if (e == mine.column.size()) {
                    mine.column.push_back(to);
                    mine.weight.push_back(0.f);
                }
                mine.weight[e] += g;
            };
            if (parts[std::size_t(out.block[std::size_t(n)])] == kWhole) {
                const int c = out.child[std::size_t(out.childStart[std::size_t(n)])];
                for (std::size_t q = 0; q < 6; ++q) {
                    const std::array<int, 4>& at = outer[q];
                    const float* g = face[q] + c;
                    const int* to = parent.data() + c + side[q];
                    if (to[at[0]] == to[at[3]] && to[at[0]] == to[at[1]] && to[at[0]] == to[at[2]] && to[at[0]] != closed) {  // one node beyond, as nearly everywhere
                        if (const float sum = ((g[at[0]] + g[at[1]]) + g[at[2]]) + g[at[3]]; sum > 0.f) {
                            mine.column.push_back(to[at[0]]);
                            mine.weight.push_back(sum);
                        }
                        continue;
                    }
                    for (const int each : at)
                        if (g[each] > 0.f) add(to[each], g[each]);
                }
            } else {
                for (int q = out.childStart[std::size_t(n)]; q < out.childStart[std::size_t(n) + 1]; ++q) {
                    const int c = out.child[std::size_t(q)];
                    for (std::size_t k = 0; k < 6; ++k) {
                        const float g = face[k][c];
                        if (const int to = g > 0.f ? parent[std::size_t(c + side[k])] : n; to != n) add(to, g);
                    }
                }
            }
            for (std::size_t e = first; e < mine.column.size(); ++e) mine.weight[e] *= distanceFactor(out, n, mine.column[e], doubled);
            mine.edges.push_back(int(mine.column.size() - first));
        }
    }

    void joinEdges() {
        std::size_t total = 0, node = 0;
        for (const Layer& layer : layers) total += layer.column.size();
        out.column.reserve(total);
        out.weight.reserve(total);
        for (const Layer& layer : layers) {
            out.column.insert(out.column.end(), layer.column.begin(), layer.column.end());
            out.weight.insert(out.weight.end(), layer.weight.begin(), layer.weight.end());
            for (const int edges : layer.edges) {
                out.rowStart[node + 1] = out.rowStart[node] + edges;
                ++node;
            }
        }
    }
};

}  // namespace

CoarseGraph coarsen(const FaceGrid& fine, std::vector<int>& parent, WorkerPool& pool) {
    CellMerge merging(fine, parent);
    pool.parallelFor(merging.out.bz, [&](int layer) { merging.findParts(layer); });
    merging.number();
    pool.parallelFor(merging.out.bz, [&](int layer) { merging.storeNodes(layer); });
    pool.parallelFor(merging.out.bz, [&](int layer) { merging.findEdges(layer); });
    merging.joinEdges();
    return std::move(merging.out);
}

CoarseGraph coarsen(const CoarseGraph& fine, std::vector<int>& parent) {
    return merge(NodeGraph{fine, fine.bx, fine.by, fine.bz}, parent);
}

}  // namespace twin::numerics
