// SPDX-License-Identifier: GPL-3.0-or-later
// Kahn: a cell is placed once all its upstream neighbours are. Tiles of the floor place their own cells, depth first (what
// follows in the order lies near in the hall); what waits for a cell of another tile hears of it when the round is over.
// Air crosses few tiles on its way from a floor tile or a rack to the next rack.
#include "twin/air/flow_order.h"

#include "twin/numerics/wide_loops.h"

#include <algorithm>
#include <bit>

namespace twin::air {
namespace {

using numerics::BigArray;

constexpr int kBlock = 8192;    // cells a thread takes at once
constexpr int kTileCells = 32;  // along a side of a tile, about
constexpr int kMostTiles = 8;   // along a side of the hall
constexpr unsigned kSides = 63, kAtEdge = 64;  // of a cell: sides with a downstream neighbour; some are in other tiles
constexpr unsigned kWaiting = 15;              // of a cell: upstream neighbours not placed yet; above these bits: all of them
constexpr int kUpstreamShift = 4;

PLENUM_WIDE_LOOPS void findSides(const float* fx, const float* fy, const float* fz, unsigned char* __restrict down, unsigned char* __restrict up, int sy,
                                 int sz, int lo, int hi) {
    for (int c = lo; c < hi; ++c) {
        const float w = fx[c], e = fx[c + 1], s = fy[c], n = fy[c + sy], b = fz[c], t = fz[c + sz];
        const int out = int(w < 0) | int(e > 0) << 1 | int(s < 0) << 2 | int(n > 0) << 3 | int(b < 0) << 4 | int(t > 0) << 5;
        const int in = int(w > 0) + int(e < 0) + int(s > 0) + int(n < 0) + int(b > 0) + int(t < 0);
        down[c] = static_cast<unsigned char>(out);
        up[c] = static_cast<unsigned char>(in | in << kUpstreamShift);
    }
}

struct Tile {
    int i0 = 0, i1 = 0, j0 = 0, j1 = 0;
    int cells = 0, done = 0;  // done: of the order
    std::size_t edges = 0;    // those of the cells so far
    FlowOrder::Segment now;
    std::vector<int> ready;
    std::array<std::vector<int>, 4> handed[2];  // of this round and the last: cells beyond x−, x+, y−, y+ that wait for one less
};

int tileCount(int cells) { return std::clamp(cells / kTileCells, 1, kMostTiles); }

class Ordering {
  public:
    Ordering(const AirGrid& grid, const FaceFluxes& flux, numerics::WorkerPool& pool)
        : m_grid(grid),
          m_shape(grid.shape),
          m_pool(pool),
          m_across(tileCount(grid.shape.nx)),
          m_along(tileCount(grid.shape.ny)),
          m_neighbour{-1, 1, -m_shape.strideY(), m_shape.strideY(), -m_shape.strideZ(), m_shape.strideZ()},
          m_sides(std::size_t(m_shape.size())),
          m_waiting(std::size_t(m_shape.size())),
          m_tiles(std::size_t(m_across) * std::size_t(m_along)) {
        const int begin = m_shape.begin(), end = m_shape.end();
        pool.parallelFor((end - begin + kBlock - 1) / kBlock, [&](int b) {
            const int lo = begin + b * kBlock;
            findSides(flux[0].data(), flux[1].data(), flux[2].data(), m_sides.data(), m_waiting.data(), m_shape.strideY(), m_shape.strideZ(), lo, std::min(lo + kBlock, end));
        });
    }

    FlowOrder run() {
        forTiles([&](int n, Tile& tile) { cutTile(n, tile); });
        int cells = 0;
        for (Tile& tile : m_tiles) {
            tile.done = cells;
            cells += tile.cells;
            std::swap(tile.edges, m_order.edges);
            m_order.edges += tile.edges;
        }
        m_order.cell = BigArray<int>(std::size_t(cells));
        m_order.inflows = BigArray<unsigned char>(std::size_t(cells));
        for (int placed = 0; placed < cells; ++m_round) {
            forTiles([&](int n, Tile& tile) { playRound(n, tile); });
            m_order.roundStart.push_back(static_cast<int>(m_order.segments.size()));
            for (const Tile& tile : m_tiles) {
                placed += tile.now.end - tile.now.begin;
                if (tile.now.end > tile.now.begin) m_order.segments.push_back(tile.now);
            }
        }
        m_order.roundStart.push_back(static_cast<int>(m_order.segments.size()));
        return std::move(m_order);
    }

  private:
    template <class F>
    void forTiles(F&& f) {
        m_pool.parallelFor(static_cast<int>(m_tiles.size()), [&](int n) { f(n, m_tiles[std::size_t(n)]); });
    }
    template <class F>
    void forCells(const Tile& tile, F&& visit) const {
        for (int k = 0; k < m_shape.nz; ++k)
            for (int j = tile.j0; j < tile.j1; ++j)
                for (int c = m_shape.index(tile.i0, j, k), last = c + tile.i1 - tile.i0; c < last; ++c)
                    if (m_grid.open[std::size_t(c)]) visit(c);
    }

    void cutTile(int n, Tile& tile) {
        const int a = n % m_across, b = n / m_across;
        tile.i0 = a * m_shape.nx / m_across, tile.i1 = (a + 1) * m_shape.nx / m_across;
        tile.j0 = b * m_shape.ny / m_along, tile.j1 = (b + 1) * m_shape.ny / m_along;
        for (int k = 0; k < m_shape.nz; ++k) {
            for (int j = tile.j0; j < tile.j1; ++j)
                for (const int i : {tile.i0, tile.i1 - 1}) m_sides[std::size_t(m_shape.index(i, j, k))] |= kAtEdge;
            for (int i = tile.i0; i < tile.i1; ++i)
                for (const int j : {tile.j0, tile.j1 - 1}) m_sides[std::size_t(m_shape.index(i, j, k))] |= kAtEdge;
        }
        forCells(tile, [&](int c) {
            const unsigned waiting = m_waiting[std::size_t(c)];
            ++tile.cells;
            tile.edges += waiting >> kUpstreamShift;
            if (waiting == 0) tile.ready.push_back(c);
        });
        std::reverse(tile.ready.begin(), tile.ready.end());
    }

    void hearOfOne(Tile& tile, int c) {
        if ((--m_waiting[std::size_t(c)] & kWaiting) == 0) tile.ready.push_back(c);
    }

    void playRound(int n, Tile& tile) {
        for (auto& list : tile.handed[m_round & 1]) list.clear();
        const int a = n % m_across, b = n / m_across;
        const auto take = [&](bool inside, int from, std::size_t side) {
            if (!inside) return;
            for (const int c : m_tiles[std::size_t(from)].handed[(m_round + 1) & 1][side]) hearOfOne(tile, c);
        };
        take(a > 0, n - 1, 1);
        take(a + 1 < m_across, n + 1, 0);
        take(b > 0, n - m_across, 3);
        take(b + 1 < m_along, n + m_across, 2);
        tile.now = {tile.done, tile.done, tile.edges};
        while (!tile.ready.empty()) place(tile);
        tile.now.end = tile.done;
    }

    void place(Tile& tile) {
        const int c = tile.ready.back();
        tile.ready.pop_back();
        const auto at = static_cast<std::size_t>(tile.done++);
        m_order.cell[at] = c;
        m_order.inflows[at] = static_cast<unsigned char>(m_waiting[std::size_t(c)] >> kUpstreamShift);
        tile.edges += m_order.inflows[at];
        const unsigned sides = m_sides[std::size_t(c)];
        unsigned beyond = 0;
        if (sides & kAtEdge) {
            const int i = c % m_shape.strideY() - 1, j = c % m_shape.strideZ() / m_shape.strideY() - 1;
            beyond = unsigned(i == tile.i0) | unsigned(i == tile.i1 - 1) << 1 | unsigned(j == tile.j0) << 2 | unsigned(j == tile.j1 - 1) << 3;
        }
        for (unsigned left = sides & kSides; left != 0; left &= left - 1) {
            const auto q = static_cast<std::size_t>(std::countr_zero(left));
            const int next = c + m_neighbour[q];
            if (beyond >> q & 1) {
                tile.handed[m_round & 1][q].push_back(next);
            } else {
                hearOfOne(tile, next);
            }
        }
    }

    const AirGrid& m_grid;
    const numerics::GridShape m_shape;
    numerics::WorkerPool& m_pool;
    const int m_across, m_along;
    const std::array<int, 6> m_neighbour;
    BigArray<unsigned char> m_sides, m_waiting;
    std::vector<Tile> m_tiles;
    FlowOrder m_order;
    int m_round = 0;
};

}  // namespace

FlowOrder orderFlow(const AirGrid& grid, const FaceFluxes& flux, numerics::WorkerPool& pool) { return Ordering(grid, flux, pool).run(); }

}  // namespace twin::air
