// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/engine/coupling.h"
#include "twin/engine/power_issues.h"
#include "twin/liquid/loop_checks.h"
#include "twin/liquid/loop_figures.h"
#include "twin/model/collision.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace twin::engine {

namespace {

constexpr double kDewMargin_K = 2;  ///< ASHRAE TC 9.9: TCS supply at least 2 K above the room dew point

std::string percent(double share) { return formatQuantity(share, Unit::Fraction, UnitSystem::SI, 0); }

void add(Frame& frame, Severity severity, const char* code, const Item& item, Text text, std::string value, std::string allowed, Text hint) {
    frame.issues.push_back({severity, code, item.id, item.name, {}, std::move(text), std::move(value), std::move(allowed), std::move(hint)});
}

template <class F>
void eachValue(const Frame& frame, Kind kind, Quantity quantity, F&& visit) {
    const auto column = frame.columns.find({kind, quantity});
    if (column == frame.columns.end()) return;
    for (std::size_t i = 0; i < column->second.values.size(); ++i)
        if (const double value = column->second.values[i]; std::isfinite(value)) visit(frame.site->items(kind)[i], value);
}

void airIssues(const Coupling& c, Frame& frame) {
    for (Kind kind : {Kind::Rack, Kind::ComputeCabin})
        eachValue(frame, kind, Quantity::AirMargin, [&](const Item& item, double margin) {
            if (margin >= 0 || frame.value(item, Quantity::AllowableMargin) < 0) return;  // beyond the allowable range: said by reportHalls()
            const double limit = recommended_C(c.site, item);
            add(frame, Severity::Warning, "air.inletHigh", item, {TWIN_TR("Inlet of {0} reaches {1}, above the recommended {2}."), {item.name, formatQuantity(limit - margin, Unit::Temperature), formatQuantity(limit, Unit::Temperature)}},
                formatQuantity(limit - margin, Unit::Temperature), formatQuantity(limit, Unit::Temperature),
                {TWIN_TR("Close the way of the hot air (containment, blanking), supply more air here, or move the rack."), {}});
        });
    for (const auto& result : c.air)
        if (result)
            for (const Issue& issue : result->issues) frame.issues.push_back(issue);
    for (std::size_t r = 0; r < c.rooms.size(); ++r) {
        if (!c.air[r]) continue;
        for (std::size_t d = 0; d < c.rooms[r].devices.size() && d < c.air[r]->devices.size(); ++d)
            if (c.air[r]->devices[d].overloaded) {
                const Item& item = *c.rooms[r].devices[d].item;
                add(frame, Severity::Warning, "air.coolerOverloaded", item, {TWIN_TR("{0} cannot hold its set point: it gives {1}."), {item.name, formatQuantity(c.air[r]->devices[d].outlet_C, Unit::Temperature)}},
                    formatQuantity(c.air[r]->devices[d].outlet_C, Unit::Temperature), formatQuantity(c.site.value(item, Param::SupplyTemperature), Unit::Temperature),
                    {TWIN_TR("Connect it to facility water, add a unit, or spread the load."), {}});
            }
    }
}

/// What is cold enough to gather dew, or would be once the load falls: one issue a loop part, at its coldest object.
void condensationIssues(const Coupling& c, Frame& frame) {
    const auto celsius = [](double value) { return formatQuantity(value, Unit::Temperature); };
    const Item* coldest = nullptr;
    double coldest_C = 0, margin_K = kDewMargin_K;
    std::size_t others = 0;
    for (const auto& place : c.loops.links) {
        if (place.part != liquid::SiteLoops::kFacility || c.liquid[place.part].links.size() != c.loops.parts[place.part].links.size()) continue;
        const bool door = place.item->kind == Kind::RearDoor;
        if (place.item->kind != Kind::Pipe && !door) continue;
        const double inlet_C = c.liquid[place.part].links[place.link].inlet_C;
        const Item* room = roomOf(c.site, *place.item);
        const bool hall = door || (room != nullptr && c.site.choice<RoomPurpose>(*room, Param::RoomPurpose) == RoomPurpose::It);
        const double above_K = inlet_C - c.dewPointAt_C(*place.item);
        if (!hall || !(above_K < kDewMargin_K)) continue;
        ++others;
        if (above_K < margin_K) margin_K = above_K, coldest_C = inlet_C, coldest = place.item;
    }
    if (coldest != nullptr)
        add(frame, Severity::Warning, "liquid.condensationFws", *coldest, {TWIN_TR("{0} carries facility water of {1} in a hall with a dew point of {2}; {3} objects are within 2 K of it."),
            {coldest->name, celsius(coldest_C), celsius(coldest_C - margin_K), std::to_string(others)}}, celsius(coldest_C), celsius(coldest_C - margin_K + kDewMargin_K),
            {TWIN_TR("Insulate with a vapour barrier, raise the facility water temperature or dry the hall air."), {}});
    for (const Cooling& unit : c.cooling) {
        const double dew_C = c.dewPointAt_C(*unit.item), limit_C = dew_C + kDewMargin_K;
        if (unit.item->kind != Kind::Cdu || !unit.running || unit.primary < 0 || unit.now.outlet_C < limit_C) continue;
        const auto& place = c.loops.links[unit.primary];
        if (c.liquid[place.part].links.size() != c.loops.parts[place.part].links.size()) continue;
        const double facility_C = c.liquid[place.part].links[place.link].inlet_C;
        if (facility_C < limit_C)
            add(frame, Severity::Note, "liquid.condensationAtLowLoad", *unit.item, {TWIN_TR("When the load of {0} falls, its facility water of {1} can take the TCS below the hall dew point {2}."),
                {unit.item->name, celsius(facility_C), celsius(dew_C)}}, celsius(facility_C), celsius(limit_C),
                {TWIN_TR("Let the CDU hold its set point above the dew point by its facility valve, and alarm on it."), {}});
    }
}

void liquidIssues(const Coupling& c, Frame& frame) {
    for (const Compute& one : c.compute) {
        if (one.liquidShare <= 0 || one.power_W <= 0) continue;
        if (!one.onLoop) {
            add(frame, Severity::Error, "liquid.noLoop", *one.item, {TWIN_TR("{0} sends {1} of its heat to liquid but has no coolant; all of it goes to the air."), {one.item->name, percent(one.liquidShare)}}, {}, {},
                {TWIN_TR("Connect tcs_in and tcs_out to the manifolds of a running loop."), {}});
            continue;
        }
        const double margin = frame.value(one.item->kind, one.index, Quantity::FlowMargin);
        if (margin < -1e-6)
            add(frame, Severity::Warning, "liquid.flowShort", *one.item, {TWIN_TR("{0} gets {1} of coolant and needs {2} at {3} supply."), {one.item->name,
                formatQuantity(frame.value(one.item->kind, one.index, Quantity::LiquidFlow), Unit::WaterFlow), formatQuantity(frame.value(one.item->kind, one.index, Quantity::LiquidFlowNeeded), Unit::WaterFlow),
                formatQuantity(frame.value(one.item->kind, one.index, Quantity::LiquidSupply), Unit::Temperature)}},
                percent(margin), percent(0), {TWIN_TR("Raise the Δp set point, lower the supply temperature, or add a CDU."), {}});
    }
    for (const Cooling& unit : c.cooling) {
        const double capacity = c.site.value(*unit.item, Param::CoolingCapacity);
        if (unit.item->kind == Kind::Cdu && unit.running && capacity > 0 && unit.now.heat_W > capacity)
            add(frame, Severity::Warning, "liquid.cduOverloaded", *unit.item, {TWIN_TR("{0} moves {1}, more than its rated {2}."), {unit.item->name, formatQuantity(unit.now.heat_W, Unit::Power), formatQuantity(capacity, Unit::Power)}},
                formatQuantity(unit.now.heat_W, Unit::Power), formatQuantity(capacity, Unit::Power), {TWIN_TR("Add a CDU to this loop or move racks to another."), {}});
        const bool noWater = unit.item->kind == Kind::Cdu && (unit.primary < 0 || !c.loops.links[static_cast<std::size_t>(unit.primary)].connected);
        if (noWater && unit.running && unit.now.heat_W > 0 && !c.liquidToAir(unit))
            add(frame, Severity::Error, "liquid.cduNoSink", *unit.item, {TWIN_TR("{0} takes {1} from its racks, but no facility water comes to it."), {unit.item->name, formatQuantity(unit.now.heat_W, Unit::Power)}}, {}, {},
                {TWIN_TR("Connect fws_in and fws_out, or give it an airflow if it gives its heat to the hall air."), {}});
        const double set = c.site.value(*unit.item, Param::SupplyTemperature);
        const bool holds = unit.item->kind == Kind::Cdu || unit.item->kind == Kind::Chiller || unit.item->kind == Kind::DryCooler || unit.item->kind == Kind::CoolingTower;
        if (holds && unit.running && unit.now.heat_W > 0 && unit.now.outlet_C > set + 0.05)
            add(frame, Severity::Warning, "liquid.setPointMissed", *unit.item, {TWIN_TR("{0} leaves at {1}; its set point is {2}."), {unit.item->name, formatQuantity(unit.now.outlet_C, Unit::Temperature), formatQuantity(set, Unit::Temperature)}},
                formatQuantity(unit.now.outlet_C, Unit::Temperature), formatQuantity(set, Unit::Temperature), {TWIN_TR("Raise the set point, add capacity, or cool the source further."), {}});
        if (unit.item->kind == Kind::Cdu && unit.running && unit.secondary >= 0 && unit.now.outlet_C < c.dewPointAt_C(*unit.item) + kDewMargin_K)
            add(frame, Severity::Warning, "liquid.condensation", *unit.item, {TWIN_TR("{0} supplies {1}, within 2 K of the hall dew point {2}."), {unit.item->name, formatQuantity(unit.now.outlet_C, Unit::Temperature), formatQuantity(c.dewPointAt_C(*unit.item), Unit::Temperature)}},
                formatQuantity(unit.now.outlet_C, Unit::Temperature), formatQuantity(c.dewPointAt_C(*unit.item) + kDewMargin_K, Unit::Temperature), {TWIN_TR("Raise the supply set point or dry the hall air."), {}});
    }
    condensationIssues(c, frame);
    for (const auto& result : c.liquid)
        for (const Issue& issue : result.issues) frame.issues.push_back(issue);
    for (Issue& issue : liquid::loopIssues(c.site, liquid::loopFigures(c.site, c.loops, c.liquid))) frame.issues.push_back(std::move(issue));
    for (Issue& issue : liquid::openEnds(c.site)) frame.issues.push_back(std::move(issue));
    for (Issue& issue : liquid::velocityIssues(c.loops, c.liquid)) frame.issues.push_back(std::move(issue));
    for (Issue& issue : liquid::npshIssues(c.loops, liquid::pumpSuctions(c.site, c.loops, c.liquid))) frame.issues.push_back(std::move(issue));
}

void floorIssues(const Coupling& c, Frame& frame) {
    for (Kind kind : {Kind::Rack, Kind::ImmersionTank, Kind::Cdu, Kind::Crah, Kind::InRow})
        eachValue(frame, kind, Quantity::FloorLoad, [&](const Item& item, double load) {
            const Item* room = roomOf(c.site, item);
            if (room == nullptr) return;
            const double allowed = c.site.value(*room, Param::FloorLoad);
            if (load > allowed)
                add(frame, Severity::Error, "space.floorLoad", item, {TWIN_TR("{0} loads the floor with {1}; {2} carries {3}."), {item.name, formatQuantity(load, Unit::FloorLoad), room->name, formatQuantity(allowed, Unit::FloorLoad)}},
                    formatQuantity(load, Unit::FloorLoad), formatQuantity(allowed, Unit::FloorLoad), {TWIN_TR("Spread the load (larger clearances, a frame) or choose another place."), {}});
        });
}

}  // namespace

void addIssues(const Coupling& coupling, Frame& frame) {
    for (const Issue& issue : coupling.issues) frame.issues.push_back(issue);
    for (const Issue& issue : coupling.paths->issues()) frame.issues.push_back(issue);
    addPowerIssues(coupling, frame);
    airIssues(coupling, frame);
    liquidIssues(coupling, frame);
    floorIssues(coupling, frame);
    coupling.site.forEachItem([&](const Item& item) {
        for (Issue& issue : shapeIssues(item)) frame.issues.push_back(std::move(issue));
    });
    for (Issue& issue : collisionIssues(coupling.site)) frame.issues.push_back(std::move(issue));
    std::stable_sort(frame.issues.begin(), frame.issues.end(), [](const Issue& a, const Issue& b) { return static_cast<int>(a.severity) > static_cast<int>(b.severity); });
}

}  // namespace twin::engine
