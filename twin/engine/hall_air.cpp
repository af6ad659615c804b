// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/engine/hall_air.h"

#include "twin/air/humidity.h"
#include "twin/air/measures.h"
#include "twin/air/tracer_refined.h"
#include "twin/engine/coupling.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace twin::engine {

namespace {

constexpr double kTracedWork = 3e6;         // devices × blocks that are traced
constexpr std::size_t kMostBlocks = 40'000;
constexpr double kExpansionBelowSupply_K = 10;  // surface of a coil with its own compressor, as in coupling.cpp
constexpr double kLeastApproach_K = 0.1;    // of supply over surface: a coil of warmer water is dry

const air::AirClass* classOf(const Site& site, const Item& item) {
    return air::findAirClass(spec(Param::AirClass).choices[static_cast<std::size_t>(site.value(item, Param::AirClass))]);
}

/// Mean water temperature of a coil on a loop; NaN without one.
double coilWater_C(const Coupling& c, const Cooling& unit) {
    if (unit.primary < 0) return std::nan("");
    const auto& place = c.loops.links[unit.primary];
    if (!place.connected || c.liquid[place.part].links.size() != c.loops.parts[place.part].links.size()) return std::nan("");
    const auto& water = c.liquid[place.part].links[place.link];
    return 0.5 * (water.inlet_C + water.outlet_C);
}

struct Inlet {
    const Item* item;
    double warmest_C, coldest_C;
};

std::vector<Inlet> inletsOf(const Coupling& c) {
    std::vector<Inlet> inlets;
    for (std::size_t r = 0; r < c.rooms.size(); ++r) {
        if (!c.air[r] || !c.air[r]->report.usable()) continue;
        for (std::size_t d = 0; d < c.rooms[r].devices.size(); ++d) {
            const Item& item = *c.rooms[r].devices[d].item;
            const air::DeviceResult& found = c.air[r]->devices[d];
            if (!isCompute(item.kind) || !(found.flow_m3_s > 0)) continue;
            inlets.push_back({&item, std::max({found.intakeLow_C, found.intakeMid_C, found.intakeHigh_C}), std::min({found.intakeLow_C, found.intakeMid_C, found.intakeHigh_C})});
        }
    }
    return inlets;
}

void reportClasses(const Coupling& c, Frame& frame) {
    for (const Inlet& inlet : inletsOf(c)) {
        const air::AirClass* own = classOf(c.site, *inlet.item);
        if (own == nullptr) continue;
        frame.column(inlet.item->kind, Quantity::AllowableMargin).values[frame.site->items(inlet.item->kind).indexOf(inlet.item->id)] = own->allowableHigh_C - inlet.warmest_C;
        const auto say = [&](bool high, double value_C, double limit_C) {
            Issue issue{Severity::Warning, high ? "air.aboveAllowable" : "air.belowAllowable", inlet.item->id, inlet.item->name, {},
                        {high ? TWIN_TR("Inlet of {0} reaches {1}, above the {2} that its class {3} allows.") : TWIN_TR("Inlet of {0} falls to {1}, below the {2} that its class {3} allows."),
                         {inlet.item->name, formatQuantity(value_C, Unit::Temperature), formatQuantity(limit_C, Unit::Temperature), std::string(own->name)}},
                        formatQuantity(value_C, Unit::Temperature), formatQuantity(limit_C, Unit::Temperature),
                        {high ? TWIN_TR("Move the rack, give its aisle more air, or keep hot air from its front.") : TWIN_TR("Raise the supply set point of its coolers."), {}}};
            frame.issues.push_back(std::move(issue));
        };
        if (inlet.warmest_C > own->allowableHigh_C) say(true, inlet.warmest_C, own->allowableHigh_C);
        if (inlet.coldest_C < own->allowableLow_C) say(false, inlet.coldest_C, own->allowableLow_C);
    }
}

void reportPressures(const Coupling& c, Frame& frame) {
    for (std::size_t r = 0; r < c.rooms.size(); ++r) {
        const air::RoomPressures& found = c.pressures[r];
        const auto set = [&](const Item& item, Quantity quantity, double value) { frame.column(item.kind, quantity).values[frame.site->items(item.kind).indexOf(item.id)] = value; };
        for (const Issue& issue : found.issues) frame.issues.push_back(issue);
        if (!std::isnan(found.plenum_Pa)) set(*c.rooms[r].room, Quantity::AirPressure, found.plenum_Pa);
        for (const auto& [tile, flow] : found.tileFlow_m3_s) set(*tile, Quantity::AirFlow, flow);
        for (const auto& [aisle, pressure_Pa] : found.aisle_Pa) set(*aisle, Quantity::AirPressure, pressure_Pa);
    }
}

void reportTracing(const Coupling& c, Frame& frame) {
    for (std::size_t r = 0; r < c.rooms.size(); ++r) {
        if (!c.traced[r]) continue;
        const HallTracing& traced = *c.traced[r];
        for (std::size_t d = 0; d < c.rooms[r].devices.size(); ++d) {
            const auto& source = c.rooms[r].devices[d];
            const auto set = [&](Quantity quantity, double value) { frame.column(source.item->kind, quantity).values[source.index] = value; };
            if (!(c.air[r]->devices[d].flow_m3_s > 0) || source.item->kind == Kind::Cdu) continue;
            if (!isCompute(source.item->kind)) {
                set(Quantity::Bypass, traced.stray[d].bypass);
                continue;
            }
            set(Quantity::Recirculation, traced.stray[d].recirculation);
            if (traced.capture[d].coldAisle) set(Quantity::CaptureCold, *traced.capture[d].coldAisle);
            if (traced.capture[d].hotAisle) set(Quantity::CaptureHot, *traced.capture[d].hotAisle);
        }
        if (traced.influence) frame.influences.push_back(traced.influence);
    }
}

/// What leaves all halls through their walls and ceilings; none where no hall passes heat.
void addWallHeat(const Coupling& c, Frame& frame) {
    double lost_W = 0, given_W = 0;
    Id room;
    for (std::size_t r = 0; r < c.rooms.size(); ++r) {
        if (!(c.rooms[r].airCase.wallU_W_m2K > 0) || !c.air[r] || !c.air[r]->report.usable()) continue;
        lost_W -= c.throughWalls_W[r];
        given_W += c.air[r]->heatIn_W;
        room = c.rooms[r].room->id;
    }
    if (!room) return;
    frame.keyFigures.push_back({"wall_heat_W", TWIN_TR("Heat through walls"), std::abs(lost_W), Unit::Power, KeyFigure::State::Neutral,
                                {lost_W < 0 ? TWIN_TR("into the halls, from {0} outdoors; {1} of their heat") : TWIN_TR("out of the halls, to {0} outdoors; {1} of their heat"),
                                 {formatQuantity(c.conditions.dryBulb_C, Unit::Temperature), formatQuantity(given_W > 0 ? std::abs(lost_W) / given_W : 0, Unit::Fraction)}},
                                room, {TWIN_TR("Sum of U A (T − outdoor dry bulb) over the cells of air beside walls and ceilings of IT rooms; U is the wall transmittance of each room."), {}}});
}

}  // namespace

std::shared_ptr<const HallTracing> traceHall(const Coupling& c, std::size_t r, int threads, std::stop_token stop) {
    const air::AirCase& hall = c.posed(r);
    if (!c.air[r] || c.air[r]->nut_m2_s.empty()) return nullptr;
    const auto blocks = static_cast<std::size_t>(kTracedWork / std::max<double>(1, static_cast<double>(hall.devices.size())));
    const air::FlowGraph graph = air::refinedFlowGraph(hall, *c.air[r], std::min(kMostBlocks, blocks));
    if (graph.cells == 0 || stop.stop_requested()) return nullptr;
    air::InfluenceOptions options;
    options.tolerance = 1e-6;
    options.threads = threads;
    const air::Influence found = air::influence(graph, options, stop);
    if (!found.report.usable()) return nullptr;
    auto traced = std::make_shared<HallTracing>();
    traced->capture = air::captureIndices(graph, found);
    traced->stray = air::strayFlows(graph, found);
    const std::vector<double> served = air::servedBy(graph, found);
    if (!served.empty()) {
        auto influence = std::make_shared<AirInfluence>();
        influence->room = c.rooms[r].room->id;
        std::vector<std::size_t> draws, gives;
        for (std::size_t d = 0; d < c.rooms[r].devices.size(); ++d) {
            if (!(graph.ports[d].drawn_m3_s > 0)) continue;
            draws.push_back(d);
            influence->drawing.push_back(c.rooms[r].devices[d].item->id);
            if (graph.ports[d].kind == air::AirPort::Kind::Rack) continue;
            gives.push_back(d);
            influence->giving.push_back(c.rooms[r].devices[d].item->id);
        }
        for (std::size_t d : draws)
            for (std::size_t g : gives) influence->share.push_back(static_cast<float>(served[d * graph.ports.size() + g]));
        traced->influence = std::move(influence);
    }
    return traced;
}

HallMoisture hallMoisture(const Coupling& c, std::size_t r) {
    HallMoisture out;
    const air::RoomAir& room = c.rooms[r];
    const auto stated = [&](Param param) { return c.site.value(*room.room, param); };
    if (!(stated(Param::OutdoorAir) > 0) || !c.air[r] || !c.air[r]->report.usable()) return out;
    air::MoistureCase moisture;
    moisture.pressure_Pa = pressureAtAltitude_Pa(c.conditions.altitude_m);
    moisture.outdoorFlow_m3_s = stated(Param::OutdoorAir);
    moisture.outdoor_C = c.conditions.dryBulb_C;
    moisture.outdoorHumidity = c.outdoorHumidity();
    moisture.humidifierCapacity_kg_s = std::max(0.0, stated(Param::Humidifier)) * 1000;  // water
    moisture.dewPointLow_C = stated(Param::DewPointLow);
    moisture.dryAirDensity_kg_m3 = room.airCase.rho_kg_m3;
    std::map<Id, const Cooling*> units;
    for (const Cooling& unit : c.cooling) units.emplace(unit.item->id, &unit);
    const auto addCoil = [&](const Item& item, double flow_m3_s, double return_C, double supply_C) {
        const auto unit = units.find(item.id);
        if (unit == units.end() || !unit->second->running || !(flow_m3_s > 0) || !(return_C > supply_C + kLeastApproach_K)) return;
        double surface_C = coilWater_C(c, *unit->second);
        if (std::isnan(surface_C)) {
            if (!hasParam(item.kind, Param::RatedCop)) return;
            surface_C = supply_C - kExpansionBelowSupply_K;
        }
        moisture.coils.push_back({item.name, flow_m3_s, return_C, supply_C, std::min(surface_C, supply_C - kLeastApproach_K)});
    };
    for (std::size_t d = 0; d < room.devices.size(); ++d) {
        const air::DeviceResult& found = c.air[r]->devices[d];
        if (isAirUnit(room.devices[d].item->kind)) addCoil(*room.devices[d].item, found.flow_m3_s, found.intake_C, found.outlet_C);
        for (const auto& door : room.doors) {
            if (door.item->target != room.devices[d].item->id || !(found.flow_m3_s > 0)) continue;
            const auto unit = units.find(door.item->id);
            if (unit == units.end()) continue;
            const double taken_K = unit->second->now.heat_W / (room.airCase.rho_kg_m3 * room.airCase.cp_J_kgK * found.flow_m3_s);
            addCoil(*door.item, found.flow_m3_s, found.outlet_C + taken_K, found.outlet_C);
        }
    }
    air::MoistureResult solved = air::moistureBalance(moisture);
    out.issues = std::move(solved.issues);
    for (Issue& issue : out.issues) {
        if (!issue.itemName.empty()) continue;
        issue.item = room.room->id;
        issue.itemName = room.room->name;
    }
    if (!solved.steady) return out;
    out.dewPoint_C = solved.dewPoint_C;
    out.humidifier_kg_s = solved.humidifier_kg_s;
    for (double one : solved.coil_kg_s) out.condensate_kg_s += one;
    return out;
}

void reportHalls(const Coupling& c, Frame& frame) {
    reportPressures(c, frame);
    reportClasses(c, frame);
    reportTracing(c, frame);
    for (std::size_t r = 0; r < c.rooms.size(); ++r) {
        for (const Issue& issue : c.moisture[r].issues) frame.issues.push_back(issue);
        if (!std::isnan(c.moisture[r].dewPoint_C)) frame.column(Kind::Room, Quantity::DewPoint).values[frame.site->items(Kind::Room).indexOf(c.rooms[r].room->id)] = c.moisture[r].dewPoint_C;
    }
}

void addHallFigures(const Coupling& c, Frame& frame) {
    const auto inlets = inletsOf(c);
    if (!inlets.empty()) {
        std::size_t hot = 0, beyond = 0, none = 0;
        const Inlet* worst = nullptr;
        std::map<std::string_view, int> narrowest;
        for (const Inlet& inlet : inlets) {
            const air::AirClass* own = classOf(c.site, *inlet.item);
            if (own == nullptr) continue;
            hot += inlet.warmest_C > own->recommendedHigh_C;
            beyond += inlet.warmest_C > own->allowableHigh_C;
            if (worst == nullptr || inlet.warmest_C > worst->warmest_C) worst = &inlet;
            bool met = false;
            for (const air::AirClass& one : air::airClasses()) {
                if (one.name == "H1" || inlet.warmest_C > one.allowableHigh_C || inlet.coldest_C < one.allowableLow_C) continue;
                ++narrowest[one.name];
                met = true;
                break;
            }
            none += !met;
        }
        std::string classes;
        for (const auto& [name, count] : narrowest) classes += fmt::format("{}{} {}", classes.empty() ? "" : ", ", count, name);
        if (none > 0) classes += fmt::format("{}{} –", classes.empty() ? "" : ", ", none);
        KeyFigure figure{"hot_spots", TWIN_TR("Hot spots"), static_cast<double>(hot), Unit::Count, beyond > 0 ? KeyFigure::State::Bad : hot > 0 ? KeyFigure::State::Warning : KeyFigure::State::Good, {}, {}, {}};
        figure.note = {TWIN_TR("racks by class met: {0}"), {classes}};
        if (hot > 0 && worst != nullptr) figure.item = worst->item->id;
        figure.derivation = {TWIN_TR("Racks with an inlet above the recommended range of their own ASHRAE class; {0} of {1} above the allowable range. By class met: the narrowest of A1 to A4 whose allowable dry bulb holds all three heights. ASHRAE TC 9.9, 5th ed. (2021), table 2.1."),
                             {std::to_string(beyond), std::to_string(inlets.size())}};
        frame.keyFigures.push_back(std::move(figure));
    }
    addWallHeat(c, frame);
    for (std::size_t r = 0; r < c.rooms.size(); ++r) {
        const air::RoomPressures& found = c.pressures[r];
        if (std::isnan(found.plenum_Pa)) continue;
        KeyFigure figure{"floor_void_Pa", TWIN_TR("Floor void"), found.plenum_Pa, Unit::AirPressure, KeyFigure::State::Neutral, {}, c.rooms[r].room->id, {}};
        figure.note = {TWIN_TR("{0} supplied, {1} of it leaks"), {formatQuantity(found.floorSupply_m3_s, Unit::AirFlow), formatQuantity(found.floorSupply_m3_s > 0 ? found.floorLeak_m3_s / found.floorSupply_m3_s : 0, Unit::Fraction)}};
        figure.derivation = {TWIN_TR("Static pressure under the floor of {0} over the hall, at which tiles, seams and cut-outs pass what the units supply: Δp = K ρ v² / 2, K of perforated plates by Idelchik."), {c.rooms[r].room->name}};
        frame.keyFigures.push_back(std::move(figure));
        break;  // one hall stands for the site; the others show theirs in the inspector
    }
}

}  // namespace twin::engine
