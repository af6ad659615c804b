// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/engine/coupling.h"
#include "twin/media/fluid.h"
#include "twin/power/feed_side.h"
#include "twin/power/voltage_profile.h"

#include <algorithm>
#include <cmath>

namespace twin::engine {

namespace {

using liquid::SiteLoops;

template <class Set>
void reportPhases(const power::PhaseState& phases, const Set& set) {
    set(Quantity::CurrentL1, phases.current_A[0]);
    set(Quantity::CurrentL2, phases.current_A[1]);
    set(Quantity::CurrentL3, phases.current_A[2]);
    set(Quantity::NeutralCurrent, phases.neutral_A);
    set(Quantity::PhaseUnbalance, phases.unbalance());
}

void reportPower(const Coupling& c, Frame& frame) {
    const auto& nodes = c.paths->nodes();
    const std::vector<double> voltage_V = power::voltageProfile(*c.paths, c.normal), fromB = power::shareFromB(*c.paths, c.normal);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const auto& node = nodes[i];
        const auto& normal = c.normal.nodes[i];
        const Kind kind = node.item->kind;
        const std::size_t at = frame.site->items(kind).indexOf(node.item->id);
        const double after = node.side == Side::A ? c.lossOfB.nodes[i].load
                             : node.side == Side::B ? c.lossOfA.nodes[i].load
                                                    : std::max(c.lossOfA.nodes[i].load, c.lossOfB.nodes[i].load);
        const auto set = [&](Quantity q, double value) { frame.column(kind, q).values[at] = value; };
        set(Quantity::PowerIn, normal.in_W);
        if (isCompute(kind) || !node.load) {
            set(Quantity::FeedSide, fromB[i]);
            set(Quantity::VoltageAtOutput, voltage_V[i]);
            if (!c.normal.phases.empty() && !node.dc) reportPhases(c.normal.phases[i], set);
        }
        if (isCompute(kind)) {
            set(Quantity::FeedA, normal.feedA_W);
            set(Quantity::FeedB, normal.feedB_W);
            set(Quantity::FeedsLive, static_cast<double>(std::count_if(node.inputs.begin(), node.inputs.end(), [&](int input) { return c.normal.nodes[static_cast<std::size_t>(input)].alive; })));
            // A rack shows the worst of what feeds it.
            double load = std::nan(""), worst = std::nan("");
            for (int input : node.inputs) {
                load = std::fmax(load, c.normal.nodes[input].load);
                worst = std::fmax(worst, std::fmax(c.lossOfA.nodes[input].load, c.lossOfB.nodes[input].load));
            }
            set(Quantity::LoadFraction, load);
            set(Quantity::LoadAfterLoss, worst);
        } else if (!node.load || kind == Kind::StorageCabin || kind == Kind::Battery) {
            set(Quantity::PowerOut, normal.out_W);
            set(Quantity::Loss, normal.loss_W + (normal.alive ? node.own_W : 0));
            set(Quantity::LoadFraction, normal.load);
            set(Quantity::LoadAfterLoss, after);
            set(Quantity::Current, normal.current_A);
            if (node.resistance_ohm > 0) set(Quantity::VoltageDrop, normal.drop);
            if (!c.lossInHall[i]) set(Quantity::HeatRejected, normal.loss_W + (normal.alive ? node.own_W : 0));
        }
    }
}

void reportCompute(const Coupling& c, Frame& frame) {
    for (const Compute& one : c.compute) {
        const Kind kind = one.item->kind;
        const auto set = [&](Quantity q, double value) { frame.column(kind, q).values[one.index] = value; };
        set(Quantity::ItPower, one.power_W);
        set(Quantity::HeatToAir, one.toAir_W);
        set(Quantity::HeatToLiquid, one.toLiquid_W);
        if (one.coldPlates >= 0) {
            const auto& place = c.loops.links[one.coldPlates];
            const auto& network = c.loops.parts[place.part];
            const auto& link = network.links[place.link];
            const auto& result = c.liquid[place.part].links[place.link];
            const auto fluid = properties(network.fluid, std::isfinite(result.inlet_C) ? 0.5 * (result.inlet_C + result.outlet_C) : 40);
            const double rise = c.site.value(*one.item, Param::LiquidReturnLimit) - result.inlet_C;
            const double needed = rise > 0.1 ? one.toLiquid_W / (fluid.density_kg_m3 * fluid.heatCapacity_J_kgK * rise) : std::nan("");
            set(Quantity::LiquidFlow, result.flow_m3_s);
            set(Quantity::LiquidSupply, result.inlet_C);
            set(Quantity::LiquidReturn, result.outlet_C);
            set(Quantity::CondensationMargin, result.inlet_C - c.dewPointAt_C(*one.item));
            set(Quantity::PressureDrop, result.drop_Pa);
            set(Quantity::LiquidFlowNeeded, needed);
            const bool cooled = rise > 0.1 && !c.loopsWithoutSink.contains({place.part, c.liquid[place.part].nodes[link.from].loop});
            if (one.toLiquid_W > 0 && !cooled) set(Quantity::FlowMargin, -1);  // no flow of such water is enough
            if (needed > 0 && cooled) {
                set(Quantity::FlowMargin, result.flow_m3_s / needed - 1);
                const double x = needed / link.refFlow_m3_s;
                const double laminar = fluid.viscosity_Pa_s / link.refViscosity_Pa_s, turbulent = fluid.density_kg_m3 / link.refDensity_kg_m3;
                set(Quantity::PressureMargin, result.drop_Pa - link.refDrop_Pa * (link.laminarShare * x * laminar + (1 - link.laminarShare) * x * x * turbulent));
            }
        }
        const double area = (c.site.value(*one.item, Param::Width)) * (c.site.value(*one.item, Param::Depth) +
                            0.5 * (c.site.value(*one.item, Param::ClearanceFront) + c.site.value(*one.item, Param::ClearanceRear)));
        if (area > 0) set(Quantity::FloorLoad, c.site.value(*one.item, Param::Weight) * 9.80665 / area);
    }
}

void reportCooling(const Coupling& c, Frame& frame) {
    for (const Cooling& unit : c.cooling) {
        const Kind kind = unit.item->kind;
        const auto set = [&](Quantity q, double value) { frame.column(kind, q).values[unit.index] = value; };
        set(Quantity::ElectricPower, unit.now.electric_W);
        if (kind != Kind::HeatExchanger) set(Quantity::HeatRejected, unit.rejected_W);
        if (isAirUnit(kind) || kind == Kind::Cdu || kind == Kind::HeatExchanger) set(Quantity::CoolingLoad, unit.now.heat_W);
        if (kind == Kind::Cdu || kind == Kind::Pump) set(Quantity::PumpPower, unit.now.electric_W);
        const int main = unit.secondary >= 0 ? unit.secondary : unit.primary;
        if (main < 0) continue;
        const auto& place = c.loops.links[main];
        if (c.liquid[place.part].links.size() != c.loops.parts[place.part].links.size()) continue;
        const auto& result = c.liquid[place.part].links[place.link];
        set(Quantity::LiquidFlow, result.flow_m3_s);
        set(Quantity::PressureDrop, std::abs(result.drop_Pa));
        set(Quantity::LiquidSupply, kind == Kind::Cdu ? result.outlet_C : result.inlet_C);
        set(Quantity::LiquidReturn, kind == Kind::Cdu ? result.inlet_C : result.outlet_C);
        if (kind == Kind::Cdu || kind == Kind::RearDoor) set(Quantity::CondensationMargin, (kind == Kind::Cdu ? result.outlet_C : result.inlet_C) - c.dewPointAt_C(*unit.item));
        const double weight = c.site.value(*unit.item, Param::Weight), width = c.site.value(*unit.item, Param::Width), depth = c.site.value(*unit.item, Param::Depth);
        const double around = 0.5 * (std::max(0.0, c.site.value(*unit.item, Param::ClearanceFront)) + std::max(0.0, c.site.value(*unit.item, Param::ClearanceRear)));
        const bool hangs = hasParam(kind, Param::AirPath) && c.site.choice<AirPath>(*unit.item, Param::AirPath) == AirPath::Overhead && unit.item->position.z > 0;
        if (width > 0 && depth > 0 && !hangs) set(Quantity::FloorLoad, weight * 9.80665 / (width * (depth + (std::isfinite(around) ? around : 0))));
    }
}

void reportAir(const Coupling& c, Frame& frame) {
    for (std::size_t r = 0; r < c.rooms.size(); ++r) {
        const auto& room = c.rooms[r];
        if (!c.air[r]) continue;
        const air::AirResult& air = *c.air[r];
        for (std::size_t d = 0; d < room.devices.size() && d < air.devices.size(); ++d) {
            const auto& source = room.devices[d];
            const auto& result = air.devices[d];
            const Kind kind = source.item->kind;
            const auto set = [&](Quantity q, double value) { frame.column(kind, q).values[source.index] = value; };
            set(Quantity::AirFlow, result.flow_m3_s);
            if (result.flow_m3_s <= 0) continue;
            set(Quantity::InletTemperature, result.intake_C);
            set(Quantity::OutletTemperature, result.outlet_C);
            if (!isCompute(kind)) continue;
            set(Quantity::InletLow, result.intakeLow_C);
            set(Quantity::InletMid, result.intakeMid_C);
            set(Quantity::InletHigh, result.intakeHigh_C);
            if (air.nut_m2_s.empty()) set(Quantity::Recirculation, result.recirculation);  // the refined model traces none
            const double warmest = std::max({result.intakeLow_C, result.intakeMid_C, result.intakeHigh_C});
            set(Quantity::AirMargin, recommended_C(c.site, *source.item) - warmest);
        }
        if (air.nx <= 0) continue;
        if (const EngineMemory* memory = c.memory()) {  // an unchanged hall shares its field with the frame before
            const auto known = std::find_if(memory->rooms.begin(), memory->rooms.end(), [&](const auto& before) { return before.shown == c.air[r] && before.field; });
            if (known != memory->rooms.end()) {
                frame.fields.push_back(known->field);
                continue;
            }
        }
        auto field = std::make_shared<AirField>();
        field->room = room.room->id;
        field->origin = room.origin;
        field->dx_m = air.dx, field->dy_m = air.dy, field->dz_m = air.dz;
        field->nx = air.nx, field->ny = air.ny, field->nz = air.nz;
        field->temperature_C = air.temperature_C;
        field->u_m_s = air.u, field->v_m_s = air.v, field->w_m_s = air.w;
        if (!air.nut_m2_s.empty()) {  // of the refined model
            field->stage = air.stage == air::AirStage::Settled ? AirField::Stage::Refined : AirField::Stage::Refining;
            if (air.errorBar_K > 0) field->errorBar_K = air.errorBar_K;
        }
        frame.fields.push_back(std::move(field));
    }
}

void reportBalances(const Coupling& c, Frame& frame) {
    double it = 0, toAir = 0, toLiquid = 0, cooling = 0, losses = 0, rejected = 0, hallHeat = 0, coils = 0, secondary = 0;
    for (const Compute& one : c.compute) it += one.power_W, toAir += one.toAir_W, toLiquid += one.toLiquid_W;
    for (std::size_t i = 0; i < c.paths->nodes().size(); ++i) {
        const double loss = c.normal.nodes[i].loss_W + (c.normal.nodes[i].alive ? c.paths->nodes()[i].own_W : 0);
        losses += loss;
        if (!c.lossInHall[i]) rejected += loss;
    }
    hallHeat = toAir;
    for (double loss : c.roomLoss_W) hallHeat += loss;
    for (const Cooling& unit : c.cooling) {
        cooling += unit.now.electric_W;
        if (unit.warmsAir) hallHeat += unit.toRoom_W;
        rejected += unit.rejected_W;
        if (isAirUnit(unit.item->kind)) coils += unit.now.heat_W;
        if (unit.item->kind == Kind::Cdu) secondary += unit.now.heat_W - unit.hydraulic_W;
    }
    double outside = 0;  // computers that stand in no hall give their air heat straight to the ambient
    std::unordered_set<Id> inHall;
    for (const auto& room : c.rooms)
        for (const auto& device : room.devices) inHall.insert(device.item->id);
    for (const Compute& one : c.compute)
        if (!inHall.contains(one.item->id)) outside += one.toAir_W;
    frame.balances.push_back({"power_W", TWIN_TR("Utility = IT + cooling + losses"), c.normal.utility_W, it + cooling + losses});
    double walls = 0;  // into the halls from outdoors
    for (const double heat : c.throughWalls_W) walls += heat;
    if (hallHeat > 0) frame.balances.push_back({"air_W", TWIN_TR("Heat into hall air = heat taken by coolers"), hallHeat - outside + walls, coils});
    if (toLiquid > 0) frame.balances.push_back({"technology_W", TWIN_TR("Heat into cold plates = heat over CDUs"), toLiquid, secondary});
    frame.balances.push_back({"site_W", TWIN_TR("Utility = heat to the ambient"), c.normal.utility_W, rejected + outside - walls});
}

}  // namespace

double recommended_C(const Site& site, const Item& item) {
    return site.choice<AirClass>(item, Param::AirClass) == AirClass::H1 ? 22 : 27;
}

void report(const Coupling& coupling, Frame& frame) {
    reportPower(coupling, frame);
    reportCompute(coupling, frame);
    reportCooling(coupling, frame);
    reportLoops(coupling, frame);
    reportAir(coupling, frame);
    reportHalls(coupling, frame);
    reportBalances(coupling, frame);
    for (std::size_t r = 0; r < coupling.rooms.size(); ++r)
        if (coupling.air[r]) frame.reports.emplace_back("air: " + coupling.rooms[r].room->name, coupling.air[r]->report);
    for (int part = 0; part < SiteLoops::kParts; ++part)
        if (!coupling.loops.parts[part].links.empty()) frame.reports.emplace_back(SiteLoops::name(part), coupling.liquid[part].report);
    addKeyFigures(coupling, frame);
    addIssues(coupling, frame);
}

}  // namespace twin::engine
