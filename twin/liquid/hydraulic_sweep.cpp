// SPDX-License-Identifier: GPL-3.0-or-later
// Newton's equations of blocks (symbols of hydraulic_solver.cpp) with the inner heads eliminated.
//
// Inside a block, node k with pivot d, right-hand side r and entries a0, a1 towards rows i < j (other nodes or ends):
//
//   l = a / d,  y = r / d      d_i −= a0 l0,  d_j −= a1 l1,  a_ij −= l0 a1,  r_i −= a0 y,  r_j −= a1 y
//
// after which the ends hold the block's conductance between them. Going back, dh_k = y − l0 dh_i − l1 dh_j. Both sweeps run
// over eight blocks at once, each in its lane, so that no division waits for the one before.
//
// A block measured to the last digit moves along its tangent; the loss law's next term is at most dq² f' / |q|. A block
// in balance follows its ends' heads alone, and waits while they barely change. What it so errs is counted in its residual
// and, above the tolerance, it is measured anew.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("no-trapping-math")  // both sides of a choice may be computed
#endif
#include "twin/liquid/hydraulic_blocks.h"

#include "twin/liquid/hydraulic_laws.h"
#include "twin/numerics/wide_loops.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace twin::liquid {

namespace {

constexpr std::size_t kLane = HydraulicBlocks::kLanes;
constexpr double kCurvature = 1;    // ½ |f''| ≤ kCurvature f' / |q|: powers to 2 have ½, the way to turbulence below 1
constexpr double kNothing = 1e-300;
constexpr double kBehind = 0.4;     // of the tolerance: what a block may stay behind its ends
constexpr double kInfinity = std::numeric_limits<double>::infinity();

std::size_t at(int index) { return static_cast<std::size_t>(index); }

/// What the loops need of a block's shape and arrays; item · lanes + lane.
struct Sweep {
    std::size_t nodes, links;
    const std::int32_t *from, *to, *slot, *row0, *row1, *pair;
    double *head, *y, *l0, *l1, *flow, *conductance, *push;
    const double *loss, *slope;
    double *diagonal, *off, *right, *net;  // nodes + 2; 2 nodes + 1; nodes + 2; nodes + 2
    double *change;                        // nodes + 2
};

struct Extremes {
    double worst[kLane], largest[kLane], unbalanced[kLane], low[kLane], high[kLane];
};

/// Eight blocks' values of one item: one wide register, or several narrower ones.
using Wide __attribute__((vector_size(kLane * sizeof(double)), aligned(alignof(double)), may_alias)) = double;
using WideBits __attribute__((vector_size(kLane * sizeof(double)), aligned(alignof(double)), may_alias)) = std::int64_t;

inline Wide& at(double* values, std::size_t item) { return reinterpret_cast<Wide*>(values)[item]; }
inline const Wide& at(const double* values, std::size_t item) { return reinterpret_cast<const Wide*>(values)[item]; }
inline Wide sizeOf(Wide x) { return reinterpret_cast<Wide>(reinterpret_cast<WideBits>(x) & std::numeric_limits<std::int64_t>::max()); }
inline Wide larger(Wide x, Wide y) { return x > y ? x : y; }
inline Wide smaller(Wide x, Wide y) { return x < y ? x : y; }

PLENUM_WIDE_LOOPS
void assemble(const Sweep& s, const double* head, Extremes& extremes) {
    Wide worst{}, largest{}, unbalanced{}, low = Wide{} + kInfinity, high = Wide{} - kInfinity;
    for (std::size_t i = 0; i < s.nodes + 2; ++i) at(s.diagonal, i) = at(s.right, i) = at(s.net, i) = Wide{};
    for (std::size_t i = 0; i < 2 * s.nodes + 1; ++i) at(s.off, i) = Wide{};
    for (std::size_t k = 0; k < s.links; ++k) {
        const std::size_t from = at(s.from[k]), to = at(s.to[k]);
        const Wide q = at(s.flow, k), error = at(head, from) - at(head, to) - at(s.loss, k);
        const Wide c = 1 / at(s.slope, k), push = c * error;
        worst = larger(worst, sizeOf(error));
        largest = larger(largest, sizeOf(q));
        at(s.conductance, k) = c;
        at(s.push, k) = push;
        at(s.net, from) -= q;
        at(s.net, to) += q;
        at(s.right, from) -= push;
        at(s.right, to) += push;
        at(s.diagonal, from) += c;
        at(s.diagonal, to) += c;
        at(s.off, at(s.slot[k])) -= c;
    }
    for (std::size_t k = 0; k < s.nodes; ++k) {
        const Wide net = at(s.net, k), h = at(head, k);
        unbalanced = larger(unbalanced, sizeOf(net));
        low = smaller(low, h);
        high = larger(high, h);
        at(s.right, k) += net;
    }
    at(extremes.worst, 0) = worst;
    at(extremes.largest, 0) = largest;
    at(extremes.unbalanced, 0) = unbalanced;
    at(extremes.low, 0) = low;
    at(extremes.high, 0) = high;
}

PLENUM_WIDE_LOOPS
void eliminate(const Sweep& s) {
    for (std::size_t k = 0; k < s.nodes; ++k) {
        const std::size_t j = at(s.row1[k]);
        const Wide inverse = 1 / at(s.diagonal, k), a0 = at(s.off, 2 * k), a1 = at(s.off, 2 * k + 1);
        const Wide l0 = a0 * inverse, l1 = a1 * inverse, y = at(s.right, k) * inverse;
        at(s.l0, k) = l0;
        at(s.l1, k) = l1;
        at(s.y, k) = y;
        at(s.diagonal, j) -= a1 * l1;
        at(s.right, j) -= a1 * y;
        if (s.row0[k] < 0) continue;
        const std::size_t i = at(s.row0[k]);
        at(s.diagonal, i) -= a0 * l0;
        at(s.right, i) -= a0 * y;
        at(s.off, at(s.pair[k])) -= l0 * a1;
    }
}

PLENUM_WIDE_LOOPS
void substitute(const Sweep& s, double weight) {
    for (std::size_t k = s.nodes; k-- > 0;) {
        const std::size_t j = at(s.row1[k]), i = s.row0[k] < 0 ? j : at(s.row0[k]);
        at(s.change, k) = weight * at(s.y, k) - at(s.l0, k) * at(s.change, i) - at(s.l1, k) * at(s.change, j);
    }
}

struct Moved {
    double moved[kLane], total[kLane];
    double curved;  ///< bound of the loss law's next term
};

/// Flows and heads after a full step of Newton, or (weight 0) of the ends' change alone.
PLENUM_WIDE_LOOPS
void takeStep(const Sweep& s, double weight, Moved& result) {
    Wide moved{}, total{}, curved{};
    for (std::size_t k = 0; k < s.links; ++k) {
        const Wide c = at(s.conductance, k);
        const Wide dq = weight * at(s.push, k) + c * (at(s.change, at(s.from[k])) - at(s.change, at(s.to[k])));
        const Wide q = at(s.flow, k) + dq, size = sizeOf(q);
        at(s.flow, k) = q;
        moved += sizeOf(dq);
        total += size;
        curved = larger(curved, dq * dq / (c * size + kNothing));
    }
    for (std::size_t k = 0; k < s.nodes; ++k) at(s.head, k) += at(s.change, k);
    at(result.moved, 0) = moved;
    at(result.total, 0) = total;
    double most = 0;
    for (std::size_t lane = 0; lane < kLane; ++lane) most = std::max(most, curved[lane]);
    result.curved = kCurvature * most;
}

}  // namespace

template <typename Work>
void HydraulicBlocks::forBatches(const Work& work) {
    if (!m_pool) {
        for (Batch& batch : m_batches) work(batch, m_scratch[0]);
        return;
    }
    const std::size_t pieces = m_scratch.size(), count = m_batches.size();
    m_pool->parallelFor(static_cast<int>(pieces), [&](int piece) {
        const auto p = static_cast<std::size_t>(piece);
        for (std::size_t i = p * count / pieces; i < (p + 1) * count / pieces; ++i) work(m_batches[i], m_scratch[p]);
    });
}

void HydraulicBlocks::start(const double* coreHead, bool rough) {
    forBatches([&](Batch& batch, Scratch& scratch) {
        const Shape& shape = m_shapes[at(batch.shape)];
        const Columns c = columns(batch);
        std::copy_n(c.start, shape.links * kLane, c.flow);
        std::fill_n(c.head, shape.nodes * kLane, 0.0);
        batch.moved = batch.total = 0;
        measure(batch, scratch, coreHead, rough);
    });
}

void HydraulicBlocks::measure(Batch& batch, Scratch& scratch, const double* coreHead, bool rough) const {
    const Shape& shape = m_shapes[at(batch.shape)];
    const Columns c = columns(batch);
    const DarcyColumns pipes{c.resistance, c.roughness, c.scale, c.minor};
    (rough ? roughDarcyLosses : darcyLosses)(pipes, shape.links * kLane, c.flow, scratch.loss.data(), scratch.slope.data());
    const std::size_t n = shape.nodes * kLane;
    // Heads of nodes and ends in one stretch.
    double* head = scratch.change.data();
    std::copy_n(c.head, n, head);
    for (std::size_t lane = 0; lane < kLane; ++lane) {
        const Ends& ends = m_blocks[at(batch.firstBlock) + (lane < at(batch.count) ? lane : 0)];
        for (std::size_t e = 0; e < 2; ++e) head[n + e * kLane + lane] = coreHead[ends.point[e]];
    }
    const Sweep sweep{shape.nodes, shape.links, shape.from.data(), shape.to.data(), shape.slot.data(), shape.row0.data(), shape.row1.data(),
                      shape.pair.data(), c.head, c.y, c.l0, c.l1, c.flow, c.conductance, c.push, scratch.loss.data(), scratch.slope.data(),
                      scratch.diagonal.data(), scratch.off.data(), scratch.right.data(), scratch.net.data(), scratch.change.data()};
    Extremes extremes;
    assemble(sweep, head, extremes);
    eliminate(sweep);
    for (std::size_t e = 0; e < 2; ++e) {
        std::copy_n(scratch.diagonal.data() + n + e * kLane, kLane, batch.diagonal[e].data());
        std::copy_n(scratch.right.data() + n + e * kLane, kLane, batch.right[e].data());
        std::copy_n(scratch.net.data() + n + e * kLane, kLane, batch.net[e].data());
    }
    std::copy_n(scratch.off.data() + 2 * n, kLane, batch.off.data());
    batch.worst = *std::max_element(extremes.worst, extremes.worst + kLane);
    batch.largest = *std::max_element(extremes.largest, extremes.largest + kLane);
    batch.unbalanced = *std::max_element(extremes.unbalanced, extremes.unbalanced + kLane);
    batch.low = *std::min_element(extremes.low, extremes.low + kLane);
    batch.high = *std::max_element(extremes.high, extremes.high + kLane);
    batch.slack = batch.behind = 0;
    batch.pending = {};
    batch.dirty = false;
    batch.precise = !rough;
    batch.written = false;
}

/// A step of Newton, or (weight 0) along the tangent. The bound of what the tangent leaves out.
double HydraulicBlocks::move(Batch& batch, Scratch& scratch, const double* coreChange, double weight) const {
    const Shape& shape = m_shapes[at(batch.shape)];
    const Columns c = columns(batch);
    const std::size_t n = shape.nodes * kLane;
    for (std::size_t lane = 0; lane < kLane; ++lane) {
        const Ends& ends = m_blocks[at(batch.firstBlock) + (lane < at(batch.count) ? lane : 0)];
        for (std::size_t e = 0; e < 2; ++e) scratch.change[n + e * kLane + lane] = (coreChange ? coreChange[ends.point[e]] : 0) + batch.pending[e][lane];
    }
    batch.pending = {};
    batch.behind = 0;
    const Sweep sweep{shape.nodes, shape.links, shape.from.data(), shape.to.data(), shape.slot.data(), shape.row0.data(), shape.row1.data(),
                      shape.pair.data(), c.head, c.y, c.l0, c.l1, c.flow, c.conductance, c.push, scratch.loss.data(), scratch.slope.data(),
                      scratch.diagonal.data(), scratch.off.data(), scratch.right.data(), scratch.net.data(), scratch.change.data()};
    substitute(sweep, weight);
    Moved result;
    takeStep(sweep, weight, result);
    batch.moved = batch.total = 0;
    for (std::size_t lane = 0; lane < at(batch.count); ++lane) batch.moved += result.moved[lane], batch.total += result.total[lane];
    batch.written = false;
    return result.curved;
}

/// Moves a block that has been measured to the last digit; false when it has to be measured again.
bool HydraulicBlocks::moveAlong(Batch& batch, Scratch& scratch, const double* coreChange, const double* coreHead, double tolerance_m) const {
    const bool quiet = batch.worst < tolerance_m;  // its own errors wait
    double most = 0, low = batch.low, high = batch.high;
    for (std::size_t lane = 0; lane < at(batch.count); ++lane) {
        const Ends& ends = m_blocks[at(batch.firstBlock) + lane];
        for (std::size_t e = 0; e < 2; ++e) {
            most = std::max(most, std::abs(coreChange[ends.point[e]] + batch.pending[e][lane]));
            low = std::min(low, coreHead[ends.point[e]]);
            high = std::max(high, coreHead[ends.point[e]]);
        }
    }
    if (quiet && 2 * most < kBehind * tolerance_m && batch.worst + batch.slack + 2 * most < tolerance_m) {
        for (std::size_t lane = 0; lane < kLane; ++lane) {
            const Ends& ends = m_blocks[at(batch.firstBlock) + (lane < at(batch.count) ? lane : 0)];
            for (std::size_t e = 0; e < 2; ++e) batch.pending[e][lane] += coreChange[ends.point[e]];
        }
        batch.behind = 2 * most;
        batch.moved = 0;
        return true;
    }
    const double curved = move(batch, scratch, coreChange, quiet ? 0 : 1);
    batch.slack += curved;
    const std::size_t n = m_shapes[at(batch.shape)].nodes * kLane;
    for (std::size_t lane = 0; lane < kLane; ++lane) {
        // The flows into the ends followed their conductances, and what the block's own errors asked for.
        const double d0 = scratch.change[n + lane], d1 = scratch.change[n + kLane + lane];
        batch.net[0][lane] -= batch.diagonal[0][lane] * d0 + batch.off[lane] * d1;
        batch.net[1][lane] -= batch.diagonal[1][lane] * d1 + batch.off[lane] * d0;
        if (quiet) continue;
        for (std::size_t e = 0; e < 2; ++e) {
            batch.net[e][lane] += batch.right[e][lane];
            batch.right[e][lane] = 0;
        }
    }
    if (!quiet) {  // balanced but for the curvature
        const Columns c = columns(batch);
        std::fill_n(c.y, n, 0.0);
        std::fill_n(c.push, m_shapes[at(batch.shape)].links * kLane, 0.0);
        batch.worst = batch.unbalanced = 0;
    }
    batch.low = low;
    batch.high = high;
    return batch.worst + batch.slack < tolerance_m;
}

void HydraulicBlocks::settle(const double* coreHead, double tolerance_m) {
    constexpr int kMostSteps = 8;
    for (Batch& batch : m_batches) {
        if (!batch.dirty) continue;
        measure(batch, m_scratch[0], coreHead, false);
        for (int step = 0; step < kMostSteps && batch.worst > tolerance_m; ++step) {
            move(batch, m_scratch[0], nullptr, 1);
            measure(batch, m_scratch[0], coreHead, false);
        }
    }
}

void HydraulicBlocks::advance(const double* coreChange, const double* coreHead, bool rough, double tolerance_m) {
    forBatches([&](Batch& batch, Scratch& scratch) {
        if (!batch.precise) move(batch, scratch, coreChange, 1);
        else if (moveAlong(batch, scratch, coreChange, coreHead, tolerance_m)) return;
        measure(batch, scratch, coreHead, rough);
    });
}

void HydraulicBlocks::add(const std::int32_t* slots, double* diagonal, double* off, double* right, double* net) const {
    for (const Batch& batch : m_batches)
        for (std::size_t lane = 0; lane < at(batch.count); ++lane) {
            const std::size_t block = at(batch.firstBlock) + lane;
            for (std::size_t e = 0; e < 2; ++e) {
                const auto point = at(m_blocks[block].point[e]);
                diagonal[point] += batch.diagonal[e][lane];
                right[point] += batch.right[e][lane];
                net[point] += batch.net[e][lane];
            }
            off[slots[block]] += batch.off[lane];
        }
}

HydraulicBlocks::Totals HydraulicBlocks::totals() const {
    Totals t;
    t.low = kInfinity;
    t.high = -kInfinity;
    for (const Batch& batch : m_batches) {
        t.worst = std::max(t.worst, batch.worst + batch.slack + batch.behind);
        t.net = std::max(t.net, batch.unbalanced);
        t.low = std::min(t.low, batch.low);
        t.high = std::max(t.high, batch.high);
        t.largest = std::max(t.largest, batch.largest);
        t.moved += batch.moved;
        t.total += batch.total;
        t.precise = t.precise && batch.precise;
    }
    return t;
}

void HydraulicBlocks::collect(bool all, double* flow, double* head) {
    forBatches([&](Batch& batch, Scratch&) {
        if (batch.written && !all) return;
        const Shape& shape = m_shapes[at(batch.shape)];
        const Columns c = columns(batch);
        for (std::size_t i = 0; i < shape.links * kLane; ++i) flow[batch.link[i]] = c.flow[i];
        for (std::size_t i = 0; i < shape.nodes * kLane; ++i) head[batch.node[i]] = c.head[i];
        for (std::size_t i = 0; i < batch.shut.size(); ++i)
            if (batch.shut[i]) flow[batch.link[i]] = 0;
        batch.written = true;
    });
}

}  // namespace twin::liquid
