// SPDX-License-Identifier: GPL-3.0-or-later
// What the loops of a coupled solution say about their objects, besides flow and temperatures of racks.
#include "twin/engine/coupling.h"
#include "twin/liquid/balancing.h"
#include "twin/liquid/loop_checks.h"
#include "twin/liquid/loop_law.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <utility>

namespace twin::engine {

namespace {

using liquid::Role;
using liquid::SiteLink;

bool solved(const Coupling& c, int part) { return c.liquid[part].links.size() == c.loops.parts[part].links.size(); }

const liquid::LinkResult& resultOf(const Coupling& c, const SiteLink& place) { return c.liquid[place.part].links[static_cast<std::size_t>(place.link)]; }

/// Values of an object that a link stands for.
struct Setter {
    Frame& frame;
    const SiteLink& place;
    void operator()(Quantity quantity, double value) const { frame.column(place.item->kind, quantity).values[place.index] = value; }
};

using Authorities = std::array<std::unique_ptr<const liquid::ValveAuthorities>, liquid::SiteLoops::kParts>;  ///< of solved networks with valves

void reportLine(const Coupling& c, Frame& frame, const SiteLink& place, const Authorities& authorities) {
    const Setter set{frame, place};
    const liquid::LinkResult& result = resultOf(c, place);
    set(Quantity::LiquidFlow, result.flow_m3_s);
    set(Quantity::PressureDrop, result.drop_Pa);
    set(Quantity::LiquidSupply, result.inlet_C);
    set(Quantity::LiquidReturn, result.outlet_C);
    if (place.item->kind == Kind::Pipe) {
        set(Quantity::CondensationMargin, result.inlet_C - c.dewPointAt_C(*place.item));
        set(Quantity::Velocity, result.velocity_m_s);
        set(Quantity::Reynolds, result.reynolds);
    } else if (place.item->kind == Kind::Filter) {
        const double free = 1 - c.site.value(*place.item, Param::Clogging), change_Pa = c.site.value(*place.item, Param::ChangeDrop);
        if (free > 0 && change_Pa > 0) set(Quantity::FilterLoad, c.site.value(*place.item, Param::LiquidRefDrop) / (free * free) / change_Pa);
    } else if (place.item->kind == Kind::Valve) {
        set(Quantity::ValvePosition, c.site.value(*place.item, Param::Opening));
        liquid::ControlledValve plain;
        plain.straight = place.link;
        plain.refDrop_Pa = c.site.value(*place.item, Param::LiquidRefDrop);
        if (c.site.choice<ValveKind>(*place.item, Param::ValveKind) != ValveKind::Check)
            set(Quantity::ValveAuthority, authorities[static_cast<std::size_t>(place.part)]->of(plain));
    }
}

/// Valves whose position the solution has: mixed flow and temperature of a three-way valve are those at its common port.
void reportValves(const Coupling& c, Frame& frame, const Authorities& authorities) {
    for (int part = 0; part < liquid::SiteLoops::kParts; ++part) {
        if (!solved(c, part)) continue;
        for (const liquid::ControlledValve& valve : c.loops.valves[part]) {
            const Item* item = c.site.items(Kind::Valve).find(valve.item);
            if (item == nullptr) continue;
            const std::size_t at = c.site.items(Kind::Valve).indexOf(valve.item);
            const auto set = [&](Quantity quantity, double value) { frame.column(Kind::Valve, quantity).values[at] = value; };
            set(Quantity::ValvePosition, valve.position);
            set(Quantity::ValveAuthority, authorities[static_cast<std::size_t>(part)]->of(valve));
            if (valve.bypass < 0) continue;
            const auto &straight = c.liquid[part].links[static_cast<std::size_t>(valve.straight)], &bypass = c.liquid[part].links[static_cast<std::size_t>(valve.bypass)];
            const auto& link = c.loops.parts[part].links[static_cast<std::size_t>(valve.straight)];
            const bool mixes = c.loops.parts[part].links[static_cast<std::size_t>(valve.bypass)].to == link.to;
            const double common_C = c.liquid[part].nodes[static_cast<std::size_t>(mixes ? link.to : link.from)].temperature_C;
            set(Quantity::LiquidFlow, straight.flow_m3_s + bypass.flow_m3_s);
            set(Quantity::LiquidSupply, mixes ? straight.inlet_C : common_C);
            set(Quantity::LiquidReturn, common_C);
        }
    }
}

void reportUnits(const Coupling& c, Frame& frame) {
    for (const Cooling& unit : c.cooling) {
        const Kind kind = unit.item->kind;
        const auto set = [&](Quantity quantity, double value) { frame.column(kind, quantity).values[unit.index] = value; };
        const double capacity_W = hasParam(kind, Param::CoolingCapacity) ? c.site.value(*unit.item, Param::CoolingCapacity) : 0;
        if (capacity_W > 0 && unit.running) set(Quantity::CapacityUsed, unit.now.heat_W / capacity_W);
        const int main = unit.secondary >= 0 ? unit.secondary : unit.primary;
        if (main >= 0 && solved(c, c.loops.links[static_cast<std::size_t>(main)].part) && kind != Kind::Pump) {
            const auto& result = resultOf(c, c.loops.links[static_cast<std::size_t>(main)]);
            set(Quantity::LiquidRise, std::abs(result.outlet_C - result.inlet_C));
        }
        if (kind != Kind::Cdu || unit.primary < 0) continue;
        const SiteLink& primary = c.loops.links[static_cast<std::size_t>(unit.primary)];
        if (!solved(c, primary.part)) continue;
        const auto& cold = resultOf(c, primary);
        set(Quantity::FacilityFlow, cold.flow_m3_s);
        set(Quantity::FacilitySupply, cold.inlet_C);
        set(Quantity::FacilityReturn, cold.outlet_C);
        if (unit.secondary >= 0 && unit.running && unit.now.heat_W > 0) set(Quantity::Approach, unit.now.outlet_C - cold.inlet_C);
    }
    for (const Compute& one : c.compute)
        if (one.coldPlates >= 0 && solved(c, c.loops.links[static_cast<std::size_t>(one.coldPlates)].part)) {
            const auto& result = resultOf(c, c.loops.links[static_cast<std::size_t>(one.coldPlates)]);
            frame.column(one.item->kind, Quantity::LiquidRise).values[one.index] = result.outlet_C - result.inlet_C;
        }
}

void reportPumps(const Coupling& c, Frame& frame) {
    for (const SiteLink& place : c.loops.links)
        if (solved(c, place.part) && c.loops.parts[place.part].links[static_cast<std::size_t>(place.link)].kind == liquid::LinkKind::Pump)
            Setter{frame, place}(Quantity::PumpSpeed, resultOf(c, place).speed);
    for (const liquid::PumpSuction& suction : liquid::pumpSuctions(c.site, c.loops, c.liquid)) {
        const Id id = c.loops.parts[suction.part].links[static_cast<std::size_t>(suction.link)].item;
        if (const Item* item = c.site.find(id)) frame.column(item->kind, Quantity::NpshMargin).values[c.site.items(item->kind).indexOf(id)] = suction.margin_Pa;
    }
}

/// Balancing valves that give every rack of a loop the flow it needs, with all of them set.
void reportBalancing(const Coupling& c, Frame& frame) {
    for (int part = 0; part < liquid::SiteLoops::kParts && !c.cancelled(); ++part) {
        if (part == liquid::SiteLoops::kFacility || !solved(c, part)) continue;
        std::vector<std::pair<int, double>> wanted;
        std::vector<const Compute*> racks;
        for (const Compute& one : c.compute) {
            if (one.coldPlates < 0 || !one.onLoop || c.loops.links[static_cast<std::size_t>(one.coldPlates)].part != part) continue;
            const double needed = frame.value(one.item->kind, one.index, Quantity::LiquidFlowNeeded);
            if (!(needed > 0)) continue;
            wanted.emplace_back(c.loops.links[static_cast<std::size_t>(one.coldPlates)].link, needed);
            racks.push_back(&one);
        }
        if (wanted.empty()) continue;
        const liquid::Balancing balancing = liquid::balance(c.loops.parts[part], wanted);
        if (!balancing.report.usable()) continue;
        for (std::size_t i = 0; i < racks.size(); ++i) {
            const liquid::BalancedBranch& branch = balancing.branches[i];
            frame.column(racks[i]->item->kind, Quantity::BalancingDrop).values[racks[i]->index] = branch.valveDrop_Pa;
            if (branch.kv_m3_h > 0) frame.column(racks[i]->item->kind, Quantity::BalancingKv).values[racks[i]->index] = branch.kv_m3_h / 3600;
        }
    }
}

}  // namespace

void reportLoops(const Coupling& coupling, Frame& frame) {
    Authorities authorities;
    for (const SiteLink& place : coupling.loops.links)
        if (auto& one = authorities[static_cast<std::size_t>(place.part)]; place.item->kind == Kind::Valve && !one && solved(coupling, place.part))
            one = std::make_unique<const liquid::ValveAuthorities>(coupling.loops.parts[place.part], coupling.liquid[place.part]);
    for (const SiteLink& place : coupling.loops.links)
        if (place.role == Role::Line && solved(coupling, place.part)) reportLine(coupling, frame, place, authorities);
    reportValves(coupling, frame, authorities);
    reportUnits(coupling, frame);
    reportPumps(coupling, frame);
    if (frame.fidelity == Fidelity::Fine) reportBalancing(coupling, frame);
}

}  // namespace twin::engine
