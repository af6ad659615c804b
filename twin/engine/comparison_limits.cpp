// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/engine/comparison_limits.h"

#include "twin/engine/coupling.h"

#include <algorithm>
#include <cmath>

namespace twin::engine {

namespace {

constexpr double kFull = 1 + 1e-9;       // of a rating; rounding is not an overload
constexpr double kFlowShort = -1e-6;     // as the issue of a short flow has it

/// Most loaded element above each node and the sides met on the way, found once a node.
class Upstream {
  public:
    explicit Upstream(const EngineMemory& memory) : m_memory(memory), m_known(memory.paths->nodes().size(), 0), m_at(m_known.size()) {}

    struct Worst {
        double normal = 0, afterLoss = 0;
        unsigned sides = 0;  // bit 0: A, bit 1: B
    };
    const Worst& of(int node) {
        const auto at = static_cast<std::size_t>(node);
        if (m_known[at]) return m_at[at];
        m_known[at] = 1;  // a ring ends where it meets itself
        Worst worst;
        for (const int input : m_memory.paths->nodes()[at].inputs) {
            const auto above = static_cast<std::size_t>(input);
            const Worst further = of(input);
            worst.normal = std::fmax(std::fmax(worst.normal, further.normal), m_memory.normal.nodes[above].load);
            worst.afterLoss = std::fmax(std::fmax(worst.afterLoss, further.afterLoss), std::fmax(m_memory.lossOfA.nodes[above].load, m_memory.lossOfB.nodes[above].load));
            const Side side = m_memory.paths->nodes()[above].side;
            worst.sides |= further.sides | (side == Side::A ? 1u : side == Side::B ? 2u : 0u);
        }
        return m_at[at] = worst;
    }

  private:
    const EngineMemory& m_memory;
    std::vector<char> m_known;
    std::vector<Worst> m_at;
};

}  // namespace

const char* label(Limit limit) {
    switch (limit) {
        case Limit::Feed: return TWIN_TR("feed");
        case Limit::AfterLoss: return TWIN_TR("feed after loss of a side");
        case Limit::Inlet: return TWIN_TR("inlet temperature");
        case Limit::Flow: return TWIN_TR("coolant flow");
        case Limit::Floor: return TWIN_TR("floor load");
    }
    return "";
}

double allowable_C(AirClass airClass) {
    switch (airClass) {
        case AirClass::A1: return 32;
        case AirClass::A2: return 35;
        case AirClass::A3: return 40;
        case AirClass::A4: return 45;
        case AirClass::H1: return 25;
    }
    return 32;
}

Supportable supportable(const Frame& frame, const ComparisonInputs& inputs) {
    Supportable result;
    if (!frame.site || !frame.memory || !frame.memory->paths) return result;
    const Site& site = *frame.site;
    const EngineMemory& memory = *frame.memory;
    Upstream upstream(memory);
    const auto one = [&](const Item& item) {
        ++result.racks;
        std::array<bool, kLimitCount> fails{};
        const auto fail = [&](Limit limit, bool yes) { fails[static_cast<std::size_t>(limit)] = yes; };
        const int node = memory.paths->indexOf(item.id);
        const auto at = static_cast<std::size_t>(std::max(node, 0));
        const bool alive = node >= 0 && memory.normal.nodes[at].alive;
        const auto worst = alive ? upstream.of(node) : Upstream::Worst{};
        const bool twoSided = alive && memory.lossOfA.nodes[at].alive && memory.lossOfB.nodes[at].alive && worst.sides == 3;
        result.twoSided += twoSided;
        fail(Limit::Feed, !alive || worst.normal > kFull);
        if (inputs.redundancy == ComparisonInputs::Redundancy::TwoN) fail(Limit::AfterLoss, !twoSided || worst.afterLoss > kFull);
        const double margin = frame.value(item, Quantity::AirMargin), toAir_W = frame.value(item, Quantity::HeatToAir);
        const double more = inputs.inlet == ComparisonInputs::Inlet::Allowable ? allowable_C(site.choice<AirClass>(item, Param::AirClass)) - recommended_C(site, item) : 0;
        if (std::isfinite(margin)) {
            fail(Limit::Inlet, margin + more < 0);
        } else if (item.kind != Kind::Rack) {
            ++result.unchecked;
        } else {
            fail(Limit::Inlet, toAir_W > 0);  // warms air that nothing is known of
        }
        if (site.value(item, Param::LiquidShare) > 0 && frame.value(item, Quantity::ItPower) > 0) fail(Limit::Flow, !(frame.value(item, Quantity::FlowMargin) >= kFlowShort));
        const Item* room = roomOf(site, item);
        if (room != nullptr) fail(Limit::Floor, frame.value(item, Quantity::FloorLoad) > site.value(*room, Param::FloorLoad));
        for (std::size_t limit = 0; limit < kLimitCount; ++limit) result.failing[limit] += fails[limit];
        if (std::any_of(fails.begin(), fails.end(), [](bool yes) { return yes; })) return;
        ++result.within;
        result.ids.insert(item.id);
    };
    for (const Kind kind : {Kind::Rack, Kind::ImmersionTank, Kind::ComputeCabin}) site.items(kind).forEach(one);
    return result;
}

}  // namespace twin::engine
