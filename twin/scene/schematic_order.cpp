// SPDX-License-Identifier: GPL-3.0-or-later
//
// Order and coordinates inside the layers.
//
// Order: sweeps down and up sort each layer by the mean place of what an element is joined to in the layer before;
// the order with the fewest crossings is kept. Crossings of a gap are inversions of its edges (Fenwick tree).
//
// Coordinates: for a layer in order with wished places d_i, weights w_i and least distances s_i,
//     min Σ w_i (c_i − d_i)²   s.t.   c_{i+1} − c_i ≥ s_i.
// With y_i = c_i − Σ_{j<i} s_j this is isotonic regression of d_i − Σ s_j, solved exactly by pooling adjacent
// violators in O(n).
#include "twin/scene/schematic_layout.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace twin::scene {

namespace {

constexpr int kSweeps = 10;
constexpr double kSpacing = 12;  // between boxes of a layer
constexpr double kSnap = 48;     // a step in a line that is shorter than this is taken out where there is room

using Layout = SchematicLayout;

std::vector<double> places(const Layout& layout) {
    std::vector<double> place(layout.elements.size());
    for (const auto& layer : layout.layers)
        for (std::size_t i = 0; i < layer.size(); ++i) place[layer[i]] = static_cast<double>(i);
    return place;
}

double mean(const std::vector<Layout::Terminal>& terminals, const std::vector<double>& place) {
    double sum = 0;
    for (const auto& terminal : terminals) sum += place[terminal.element] + 1e-3 * terminal.offset;
    return sum / static_cast<double>(terminals.size());
}

std::size_t crossings(const Layout& layout, const std::vector<double>& place) {
    std::size_t count = 0;
    std::vector<std::pair<double, double>> edges;
    for (const auto& gap : layout.gaps) {
        edges.clear();
        for (const auto& join : gap) {
            const double top = mean(join.tops, place), bottom = mean(join.bottoms, place);
            for (const auto& terminal : join.bottoms) edges.emplace_back(top, place[terminal.element] + 1e-3 * terminal.offset);
            if (join.tops.size() > 1)
                for (const auto& terminal : join.tops) edges.emplace_back(place[terminal.element] + 1e-3 * terminal.offset, bottom);
        }
        std::sort(edges.begin(), edges.end());
        std::vector<double> ranks;
        for (const auto& edge : edges) ranks.push_back(edge.second);
        std::sort(ranks.begin(), ranks.end());
        ranks.erase(std::unique(ranks.begin(), ranks.end()), ranks.end());
        std::vector<int> tree(ranks.size() + 1, 0);
        std::size_t seen = 0;
        for (const auto& edge : edges) {
            const std::size_t rank = static_cast<std::size_t>(std::lower_bound(ranks.begin(), ranks.end(), edge.second) - ranks.begin()) + 1;
            std::size_t below = 0;
            for (std::size_t i = rank; i > 0; i -= i & (~i + 1)) below += static_cast<std::size_t>(tree[i]);
            count += seen - below;
            for (std::size_t i = rank; i < tree.size(); i += i & (~i + 1)) ++tree[i];
            ++seen;
        }
    }
    return count;
}

/// Sorts one layer by what its elements are joined to on one side.
void sortLayer(Layout& layout, std::size_t layer, bool fromAbove, std::vector<double>& place) {
    if (fromAbove ? layer == 0 : layer + 1 >= layout.layers.size()) return;
    std::vector<double> sum(layout.elements.size(), 0);
    std::vector<int> count(layout.elements.size(), 0);
    for (const auto& join : layout.gaps[fromAbove ? layer - 1 : layer]) {
        const double other = mean(fromAbove ? join.tops : join.bottoms, place);
        for (const auto& terminal : fromAbove ? join.bottoms : join.tops) sum[terminal.element] += other, ++count[terminal.element];
    }
    auto& order = layout.layers[layer];
    // What hangs on nothing here stays beside its left neighbour.
    std::vector<std::pair<double, int>> keyed;
    double last = -1;
    for (const int element : order) {
        if (count[element] > 0) last = sum[element] / count[element];
        keyed.emplace_back(last, element);
    }
    std::stable_sort(keyed.begin(), keyed.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (std::size_t i = 0; i < order.size(); ++i) {
        order[i] = keyed[i].second;
        place[order[i]] = static_cast<double>(i);
    }
}

/// Isotonic regression as derived above.
void settle(Layout& layout, const std::vector<int>& order, const std::vector<double>& wish, const std::vector<double>& weight) {
    struct Block {
        double sum, weight;
        std::size_t end;
    };
    std::vector<double> shift(order.size(), 0);
    for (std::size_t i = 1; i < order.size(); ++i)
        shift[i] = shift[i - 1] + layout.elements[order[i - 1]].after + layout.elements[order[i]].before + kSpacing;
    std::vector<Block> blocks;
    for (std::size_t i = 0; i < order.size(); ++i) {
        blocks.push_back({(wish[i] - shift[i]) * weight[i], weight[i], i + 1});
        while (blocks.size() > 1) {
            Block &b = blocks.back(), &a = blocks[blocks.size() - 2];
            if (a.sum * b.weight <= b.sum * a.weight) break;
            a = {a.sum + b.sum, a.weight + b.weight, b.end};
            blocks.pop_back();
        }
    }
    std::size_t i = 0;
    for (const Block& block : blocks)
        for (; i < block.end; ++i) layout.elements[order[i]].c = block.sum / block.weight + shift[i];
}

/// Where the elements of a layer would like to be: under the middle of what they are joined to above, below or both.
void wishLayer(Layout& layout, std::size_t layer, bool above, bool below) {
    const auto& order = layout.layers[layer];
    std::vector<double> sum(layout.elements.size(), 0), weight(layout.elements.size(), 0);
    const auto pull = [&](const std::vector<Layout::Terminal>& mine, const std::vector<Layout::Terminal>& theirs) {
        double middle = 0;
        for (const auto& terminal : theirs) middle += layout.elements[terminal.element].c + terminal.offset;
        middle /= static_cast<double>(theirs.size());
        for (const auto& terminal : mine) {
            const double w = theirs.size() == 1 && mine.size() == 1 ? 4 : 1;
            sum[terminal.element] += w * (middle - terminal.offset), weight[terminal.element] += w;
        }
    };
    if (above && layer > 0)
        for (const auto& join : layout.gaps[layer - 1]) pull(join.bottoms, join.tops);
    if (below && layer + 1 < layout.layers.size())
        for (const auto& join : layout.gaps[layer]) pull(join.tops, join.bottoms);
    std::vector<double> wish, weights;
    for (const int element : order) {
        const bool free = weight[element] <= 0;
        wish.push_back(free ? layout.elements[element].c : sum[element] / weight[element]);
        weights.push_back((free ? 0.05 : weight[element]) * layout.elements[element].weight);
    }
    settle(layout, order, wish, weights);
}

/// Takes small steps out of lines: moves an element to the nearest of what it is joined to, as far as its neighbours allow.
void straighten(Layout& layout) {
    std::vector<std::size_t> at(layout.elements.size());
    for (const auto& layer : layout.layers)
        for (std::size_t i = 0; i < layer.size(); ++i) at[layer[i]] = i;
    std::vector<char> moved(layout.elements.size(), 0);
    for (std::size_t g = 0; g < layout.gaps.size(); ++g) {
        const auto& order = layout.layers[g + 1];
        for (const auto& join : layout.gaps[g]) {
            double best = kSnap, place = 0;
            int which = -1;
            for (const auto& bottom : join.bottoms)
                for (const auto& top : join.tops) {
                    const double to = layout.elements[top.element].c + top.offset - bottom.offset, by = std::abs(to - layout.elements[bottom.element].c);
                    if (by < best && !moved[bottom.element]) best = by, place = to, which = bottom.element;
                    if (join.tops.size() > 1 && join.bottoms.size() > 1) break;
                }
            if (which < 0) continue;
            const std::size_t i = at[which];
            const auto room = [&](int left, int right) { return layout.elements[left].after + layout.elements[right].before + kSpacing; };
            if (i > 0 && place - layout.elements[order[i - 1]].c < room(order[i - 1], which)) continue;
            if (i + 1 < order.size() && layout.elements[order[i + 1]].c - place < room(which, order[i + 1])) continue;
            layout.elements[which].c = place;
            moved[which] = 1;
        }
    }
}

}  // namespace

void orderLayers(Layout& layout) {
    std::vector<double> place = places(layout);
    auto best = layout.layers;
    std::size_t fewest = crossings(layout, place);
    for (int sweep = 0; sweep < kSweeps && fewest > 0; ++sweep) {
        const std::size_t n = layout.layers.size();
        for (std::size_t i = 0; i < n; ++i) sortLayer(layout, sweep % 2 == 0 ? i : n - 1 - i, sweep % 2 == 0, place);
        if (const std::size_t now = crossings(layout, place); now < fewest) {
            fewest = now;
            best = layout.layers;
        }
    }
    layout.layers = std::move(best);
}

void assignCoordinates(Layout& layout) {
    for (const auto& order : layout.layers) {
        std::vector<double> wish(order.size(), 0), weight(order.size(), 1);
        settle(layout, order, wish, weight);
    }
    const std::size_t n = layout.layers.size();
    for (int sweep = 0; sweep < kSweeps; ++sweep)
        for (std::size_t i = 0; i < n; ++i) {
            const std::size_t layer = sweep % 2 == 0 ? i : n - 1 - i;
            wishLayer(layout, layer, sweep >= kSweeps - 4 || sweep % 2 == 0, sweep >= kSweeps - 4 || sweep % 2 == 1);
        }
    for (auto& element : layout.elements) element.c = std::round(element.c);
    straighten(layout);
    double least = std::numeric_limits<double>::infinity();
    for (const auto& element : layout.elements) least = std::min(least, element.c - element.before);
    for (auto& element : layout.elements) element.c -= least;
}

}  // namespace twin::scene
