// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/engine/coupling.h"
#include "twin/model/collision.h"

#include <algorithm>
#include <cmath>

namespace twin::engine {

namespace {

using What = Binding::What;

/// Least headroom of all that feeds the item, over both loss scenarios, in W; follows the paths up to the sources.
void addPower(const Frame& frame, const Item& item, Binding& binding) {
    const auto& memory = *frame.memory;
    const int start = memory.paths->indexOf(item.id);
    if (start < 0) return;
    if (!memory.normal.nodes[start].alive) {
        binding.lines.push_back({What::Power, 0, Unit::Power, -1, {TWIN_TR("no live feed"), {}}});
        return;
    }
    const power::PowerPaths::Node* tightest = nullptr;
    double least = 0;
    std::vector<int> stack{start};
    std::vector<char> seen(memory.paths->nodes().size(), 0);
    while (!stack.empty()) {
        const int at = stack.back();
        stack.pop_back();
        for (int input : memory.paths->nodes()[at].inputs) {
            if (seen[input]) continue;
            seen[input] = 1;
            stack.push_back(input);
            const auto& node = memory.paths->nodes()[input];
            if (node.rating_W <= 0) continue;
            const double load = std::fmax(memory.normal.nodes[input].load, std::fmax(memory.lossOfA.nodes[input].load, memory.lossOfB.nodes[input].load));
            const double left = (1 - load) * node.rating_W;
            if (tightest == nullptr || left < least) tightest = &node, least = left;
        }
    }
    if (tightest == nullptr) return;
    const double own = std::max(frame.value(item, Quantity::ItPower), 1e3);
    binding.lines.push_back({What::Power, least, Unit::Power, least / own, {TWIN_TR("{0}: {1} left after loss of the other side"), {tightest->item->name, formatQuantity(least, Unit::Power)}}});
}

void addFloor(const Frame& frame, const Item& item, Binding& binding) {
    const Item* room = roomOf(*frame.site, item);
    const double load = frame.value(item, Quantity::FloorLoad);
    if (room == nullptr || !std::isfinite(load)) return;
    const double allowed = frame.site->value(*room, Param::FloorLoad);
    binding.lines.push_back({What::FloorLoad, allowed - load, Unit::FloorLoad, (allowed - load) / allowed, {TWIN_TR("Floor: {0} of {1}"), {formatQuantity(load, Unit::FloorLoad), formatQuantity(allowed, Unit::FloorLoad)}}});
}

void addAir(const Frame& frame, const Item& item, Binding& binding) {
    const double margin = frame.value(item, Quantity::AirMargin);
    if (!std::isfinite(margin)) return;
    constexpr double kRecommendedSpan_K = 9;  // 18–27 °C, ASHRAE TC 9.9
    binding.lines.push_back({What::Air, margin, Unit::TemperatureDifference, margin / kRecommendedSpan_K,
                             {TWIN_TR("Inlet: {0}, {1} to the recommended limit"), {formatQuantity(frame.value(item, Quantity::InletTemperature), Unit::Temperature), formatQuantity(margin, Unit::TemperatureDifference)}}});
}

void addLiquid(const Frame& frame, const Item& item, Binding& binding) {
    if (!(frame.site->value(item, Param::LiquidShare) > 0)) return;
    const double margin = frame.value(item, Quantity::PressureMargin), flow = frame.value(item, Quantity::FlowMargin);
    if (!std::isfinite(flow)) {
        binding.lines.push_back({What::Liquid, 0, Unit::Pressure, -1, {TWIN_TR("no coolant loop"), {}}});
        return;
    }
    binding.lines.push_back({What::Liquid, margin, Unit::Pressure, flow, {TWIN_TR("Loop: {0} margin at {1} supply"), {formatQuantity(margin, Unit::Pressure), formatQuantity(frame.value(item, Quantity::LiquidSupply), Unit::Temperature)}}});
}

void addSpace(const Frame& frame, const Item& item, Binding& binding) {
    const Site& site = *frame.site;
    const Body body = bodyOf(site, item);
    const double width = std::max(site.value(item, Param::Width), 0.1);
    double gap = std::numeric_limits<double>::infinity(), overlap = 0;
    const Item* nearest = nullptr;
    for (const KindSpec& kind : allKinds()) {
        if (kind.shape != Shape::Box || kind.kind == Kind::ReservedPlace || kind.kind == Kind::RearDoor) continue;
        site.items(kind.kind).forEach([&](const Item& other) {
            if (other.id == item.id) return;
            const double dx = other.position.x - item.position.x, dy = other.position.y - item.position.y;
            if (dx * dx + dy * dy > 100 || std::abs(other.position.z - item.position.z) > 2) return;
            const Body there = bodyOf(site, other);
            if (const double inside = overlap_m(body, there); inside > 1e-3) {
                if (inside > overlap) overlap = inside, nearest = &other;
            } else if (const double free = std::min(freeDepth_m(body, there, true), freeDepth_m(body, there, false)); free < gap && overlap <= 0) {
                gap = free, nearest = &other;
            }
        });
    }
    if (overlap > 0) {
        binding.lines.push_back({What::Space, -overlap, Unit::Metre, -overlap / width, {TWIN_TR("collides with {0}"), {nearest->name}}});
    } else if (nearest != nullptr && std::isfinite(gap)) {
        const double need = std::fmin(site.value(item, Param::ClearanceFront), site.value(item, Param::ClearanceRear));
        if (need > 0) binding.lines.push_back({What::Space, gap - need, Unit::Metre, (gap - need) / need, {TWIN_TR("Clearance: {0} to {1}"), {formatQuantity(gap, Unit::Metre), nearest->name}}});
    }
}

}  // namespace

Binding binding(const Frame& frame, Id id) {
    Binding binding;
    const Item* item = frame.site ? frame.site->find(id) : nullptr;
    if (item == nullptr || !frame.memory || spec(item->kind).shape != Shape::Box) return binding;
    addSpace(frame, *item, binding);
    addFloor(frame, *item, binding);
    addPower(frame, *item, binding);
    addAir(frame, *item, binding);
    addLiquid(frame, *item, binding);
    std::stable_sort(binding.lines.begin(), binding.lines.end(), [](const auto& a, const auto& b) { return a.share < b.share; });
    if (!binding.lines.empty()) binding.what = binding.lines.front().what;
    return binding;
}

}  // namespace twin::engine
