// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/liquid/hydraulic_network.h"
#include "twin/numerics/parallel.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace twin::liquid {

/// What repeats in a network, such as the racks of a hall: parts of plain Darcy–Weisbach pipes without demand that hang on
/// the rest by two nodes, are eliminated without fill, and are alike. Eight of one shape are swept at a time, each in its
/// lane of the vector registers; the rest of the network sees each as one conductance between its two ends. Many are
/// shared among threads.
/// A shut pipe inside is a straight line so steep that less than 1e-12 of the flow gets through; collect() gives 0.
///
/// Shapes  ends and contributions: one a block; heads and flows are written in the network's order.
/// Needs   find() once and takeNumbers() before anything else; points of the ends given by setEndPoint().
/// Cost    sweep: one pass over some 120 bytes a link, 10 ns a link and thread.  Thread-safe: one object a thread.
///         Deterministic, whatever the number of threads: blocks do not see each other.
/// Source  derivation in hydraulic_sweep.cpp; finding them hydraulic_blocks.cpp; numbers hydraulic_block_values.cpp.
class HydraulicBlocks {
  public:
    static constexpr std::size_t kLanes = 8;
    using Lanes = std::array<double, kLanes>;

    /// Where a block hangs on the rest: nodes of the network, points of the equations.
    struct Ends {
        std::array<int, 2> node{-1, -1}, point{-1, -1};
        bool conducts = true;  ///< an open way joins them
    };
    struct Totals {
        double worst = 0;      ///< max |Δh − f(q)| inside, m
        double net = 0;        ///< max |Σq| inside
        double low = 0, high = 0;  ///< heads
        double largest = 0;    ///< flow
        double moved = 0, total = 0;  ///< Σ |dq|, Σ |q| of the last advance()
        bool precise = true;
    };

    void find(const HydraulicNetwork& network);
    /// Whether other numbers of the same network leave the blocks as they are.
    bool fits(const HydraulicNetwork& network) const;
    void takeNumbers(const HydraulicNetwork& network);
    void clear();

    bool empty() const { return m_batches.empty(); }
    bool holdsNode(std::size_t node) const { return !m_holdsNode.empty() && m_holdsNode[node]; }
    bool holdsLink(std::size_t link) const { return !m_placeOfLink.empty() && m_placeOfLink[link].batch >= 0; }
    static bool isPlain(const HydraulicLink& link);
    void setLink(std::size_t link, const HydraulicLink& values);
    bool anyShut() const { return m_shutLinks > 0; }

    std::vector<Ends>& blocks() { return m_blocks; }
    const std::vector<Ends>& blocks() const { return m_blocks; }

    /// Start flows and heads of zero; measured at once.
    void start(const double* coreHead, bool rough);
    /// Changed blocks settle between the heads of their ends; the others are left alone.
    void settle(const double* coreHead, double tolerance_m);
    /// Moves by the change of the ends' heads (and what they become) and measures. Blocks that barely change are only
    /// moved along the tangent, as long as that errs by less than tolerance_m.
    void advance(const double* coreChange, const double* coreHead, bool rough, double tolerance_m);
    /// Adds to the equations of the points: diagonal, right-hand side, net inflow; off-diagonal by the slot of each block.
    void add(const std::int32_t* slots, double* diagonal, double* off, double* right, double* net) const;
    Totals totals() const;

    /// Flows and heads of what changed since the last call (everything when `all`).
    void collect(bool all, double* flow, double* head);

  private:
    struct Shape {
        std::size_t nodes = 0, links = 0;
        std::vector<std::int32_t> from, to;      // links: local; nodes, nodes + 1 are the ends
        std::vector<std::int32_t> slot;          // links: entry of the factor
        std::vector<std::int32_t> row0, row1;    // nodes: rows of the column, −1 none
        std::vector<std::int32_t> pair;          // nodes: entry between these two rows
    };
    /// Arrays of n·lanes, one after the other.
    struct Batch {
        std::int32_t shape = -1, count = 0, firstBlock = 0;
        std::vector<double> data;
        std::vector<std::int32_t> node, link;    // of the network, item · lanes + lane
        std::array<Lanes, 2> diagonal{}, right{}, net{};
        Lanes off{};
        std::array<Lanes, 2> pending{};          // change of the ends' heads that the block has not followed yet
        double behind = 0;                       // and the most that this errs
        std::vector<char> shut;                  // item · lanes + lane; empty when none ever was
        double worst = 0, unbalanced = 0, low = 0, high = 0, largest = 0, moved = 0, total = 0, slack = 0;
        bool dirty = true, written = false, precise = true;
    };
    struct Place {
        std::int32_t batch = -1, item = -1;      // item: link · lanes + lane
    };
    /// Arrays of one batch in its data: nodes then links, in the order of use.
    struct Columns {
        double *y, *l0, *l1, *head, *conductance, *push, *flow, *resistance, *roughness, *scale, *minor, *start;
    };
    /// Of one thread, for one batch at a time.
    struct Scratch {
        std::vector<double> loss, slope, diagonal, off, right, net, change;
    };
    Columns columns(Batch& batch) const;
    void takeLaw(Batch& batch, std::size_t item, const HydraulicLink& link);
    void findWays(Batch& batch);
    void measure(Batch& batch, Scratch& scratch, const double* coreHead, bool rough) const;
    double move(Batch& batch, Scratch& scratch, const double* coreChange, double weight) const;
    bool moveAlong(Batch& batch, Scratch& scratch, const double* coreChange, const double* coreHead, double tolerance_m) const;
    /// Calls work(batch, scratch) for every batch, on several threads when there are many.
    template <typename Work>
    void forBatches(const Work& work);

    std::vector<Shape> m_shapes;
    std::vector<Batch> m_batches;
    std::vector<Ends> m_blocks;
    std::vector<char> m_holdsNode;
    std::vector<Place> m_placeOfLink;
    std::size_t m_shutLinks = 0;
    std::vector<Scratch> m_scratch;  // one a piece of work
    std::unique_ptr<numerics::WorkerPool> m_pool;
};

}  // namespace twin::liquid
