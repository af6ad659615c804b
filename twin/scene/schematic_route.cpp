// SPDX-License-Identifier: GPL-3.0-or-later
//
// Orthogonal routes. In each gap a net is a trunk across the layers, on a track of its own, with a stub to each end.
//
// Two stubs at the same place across would lie on each other if the one that comes from below went further up than the
// one that comes from above goes down: such nets are ordered (constraint a before b). Tracks are given in that order,
// each net the first track behind its constraints where its trunk meets no other (left edge). Rings of constraints
// are cut at the net met first.
#include "twin/scene/schematic_layout.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace twin::scene {

namespace {

constexpr double kMargin = 24;
constexpr double kTrack = 12;                                // between tracks
constexpr double kPowerThick = 56, kCoolantThick = 112;      // of a layer along the drawing
constexpr double kPowerGap = 28, kCoolantGap = 44;           // without any track
constexpr double kClear = 6;                                 // between trunks on one track
constexpr double kSame = 0.5;

using Join = SchematicLayout::Join;

struct Span {
    double from, to;
    bool straight;
};

double placeOf(const SchematicLayout& layout, const SchematicLayout::Terminal& terminal) { return layout.elements[terminal.element].c + terminal.offset; }

Span spanOf(const SchematicLayout& layout, const Join& join) {
    Span span{1e300, -1e300, false};
    for (const auto* side : {&join.tops, &join.bottoms})
        for (const auto& terminal : *side) {
            span.from = std::min(span.from, placeOf(layout, terminal));
            span.to = std::max(span.to, placeOf(layout, terminal));
        }
    span.straight = span.to - span.from < kSame;
    return span;
}

/// The track of each join of a gap, −1 where none is needed; how many there are.
std::vector<int> tracksOf(const SchematicLayout& layout, const std::vector<Join>& gap, const std::vector<Span>& spans, int& count) {
    const std::size_t n = gap.size();
    std::multimap<long, std::size_t> tops;
    for (std::size_t j = 0; j < n; ++j)
        for (const auto& top : gap[j].tops) tops.emplace(std::lround(placeOf(layout, top)), j);
    std::vector<std::vector<std::size_t>> after(n);
    std::vector<int> waiting(n, 0), least(n, 0);
    for (std::size_t j = 0; j < n; ++j) {
        if (spans[j].straight) continue;
        for (const auto& bottom : gap[j].bottoms) {
            const auto [first, last] = tops.equal_range(std::lround(placeOf(layout, bottom)));
            for (auto it = first; it != last; ++it)
                if (it->second != j && !spans[it->second].straight) {  // that net's stub from above ends before ours begins
                    after[it->second].push_back(j);
                    ++waiting[j];
                }
        }
    }
    std::vector<std::size_t> byStart(n);
    for (std::size_t j = 0; j < n; ++j) byStart[j] = j;
    std::stable_sort(byStart.begin(), byStart.end(), [&](std::size_t a, std::size_t b) { return spans[a].from < spans[b].from; });
    std::vector<int> track(n, -1);
    std::vector<std::vector<Span>> taken;
    std::vector<char> done(n, 0);
    std::vector<std::size_t> ready;
    const auto give = [&](std::size_t j) {
        done[j] = 1;
        if (!spans[j].straight) {
            int at = least[j];
            const auto meets = [&](const Span& other) { return spans[j].from < other.to + kClear && other.from < spans[j].to + kClear; };
            while (at < static_cast<int>(taken.size()) && std::any_of(taken[at].begin(), taken[at].end(), meets)) ++at;
            if (at >= static_cast<int>(taken.size())) taken.resize(static_cast<std::size_t>(at) + 1);
            taken[at].push_back(spans[j]);
            track[j] = at;
        }
        for (const std::size_t next : after[j]) {
            least[next] = std::max(least[next], track[j] + 1);
            if (--waiting[next] == 0 && !done[next]) ready.push_back(next);
        }
    };
    for (const std::size_t j : byStart)
        if (waiting[j] == 0) ready.push_back(j);
    std::size_t at = 0;
    const auto drain = [&] {
        while (at < ready.size()) {
            const std::size_t j = ready[at++];
            if (!done[j]) give(j);
        }
    };
    drain();
    for (const std::size_t j : byStart)
        if (!done[j]) {
            give(j);
            drain();
        }
    count = static_cast<int>(taken.size());
    return track;
}

}  // namespace

void route(const SchematicLayout& layout, Schematic& drawing) {
    const bool power = drawing.diagram == Diagram::Power;
    const double thick = power ? kPowerThick : kCoolantThick;
    std::vector<double> centre;
    std::vector<std::vector<int>> tracks;
    std::vector<std::vector<Span>> spans;
    double along = kMargin + thick / 2;
    for (std::size_t layer = 0; layer < layout.layers.size(); ++layer) {
        centre.push_back(along);
        if (layer >= layout.gaps.size()) break;
        auto& own = spans.emplace_back();
        for (const Join& join : layout.gaps[layer]) own.push_back(spanOf(layout, join));
        int count = 0;
        tracks.push_back(tracksOf(layout, layout.gaps[layer], own, count));
        along += thick + (power ? kPowerGap : kCoolantGap) + kTrack * std::max(0, count - 1);
    }
    double across = 0;
    for (const auto& element : layout.elements) {
        across = std::max(across, element.c + element.after);
        if (element.node < 0) continue;
        SchematicNode& node = drawing.nodes[element.node];
        const float c = static_cast<float>(element.c + kMargin), a = static_cast<float>(centre[element.layer]);
        const float before = static_cast<float>(element.before), after = static_cast<float>(element.after), half = static_cast<float>(thick / 2);
        node.x = power ? c : a, node.y = power ? a : c;
        node.x0 = power ? c - before : a - half, node.x1 = power ? c + after : a + half;
        node.y0 = power ? a - half : c - before, node.y1 = power ? a + half : c + after;
    }
    drawing.width = static_cast<float>(power ? across + 2 * kMargin : along + thick / 2 + kMargin);
    drawing.height = static_cast<float>(power ? along + thick / 2 + kMargin : across + 2 * kMargin);

    const auto add = [&](double c0, double a0, double c1, double a1, int net, int link) {
        if (std::abs(c0 - c1) < kSame / 2 && std::abs(a0 - a1) < kSame / 2) return;
        const auto f = [](double v) { return static_cast<float>(v); };
        c0 += kMargin, c1 += kMargin;
        drawing.segments.push_back(power ? SchematicSegment{f(c0), f(a0), f(c1), f(a1), net, link} : SchematicSegment{f(a0), f(c0), f(a1), f(c1), net, link});
    };
    for (std::size_t g = 0; g < layout.gaps.size(); ++g) {
        const double first = centre[g] + thick / 2 + (power ? kPowerGap : kCoolantGap) / 2;
        for (std::size_t j = 0; j < layout.gaps[g].size(); ++j) {
            const Join& join = layout.gaps[g][j];
            const double trunk = first + kTrack * std::max(0, tracks[g][j]);
            const auto end = [&](const SchematicLayout::Terminal& terminal, double way) {
                return centre[layout.elements[terminal.element].layer] + (layout.elements[terminal.element].node < 0 ? 0 : way * kSymbolHalf);
            };
            for (const auto& top : join.tops) add(placeOf(layout, top), end(top, 1), placeOf(layout, top), trunk, join.net, top.link);
            if (!spans[g][j].straight) add(spans[g][j].from, trunk, spans[g][j].to, trunk, join.net, -1);
            for (const auto& bottom : join.bottoms) add(placeOf(layout, bottom), trunk, placeOf(layout, bottom), end(bottom, -1), join.net, bottom.link);
        }
    }
}

}  // namespace twin::scene
