// SPDX-License-Identifier: GPL-3.0-or-later
//
// The coupled steady solution by passes (Gauss–Seidel over the disciplines).
//
// Order of a pass: electric demand → power paths → heat of computers (air share, liquid share) and losses in halls →
// air of every hall → technology loops → facility loop → heat rejection → electric demand of the cooling equipment.
// What couples them is small beside what flows (cooling power is 5–40 % of IT power, its losses a few per cent of that),
// so the passes contract by about (cooling / IT) · (losses / power) ≈ 0.01 each.
#include "twin/engine/coupling.h"

#include "twin/air/air_flow.h"
#include "twin/media/moist_air.h"

#include <algorithm>
#include <cmath>

namespace twin::engine {

namespace {

double basis_W(const Site& site, const Item& item) {
    const double allocated = site.value(item, Param::PowerAllocated);
    switch (site.choice<PowerBasis>(item, Param::PowerBasis)) {
        case PowerBasis::Nameplate:
            if (const double w = site.value(item, Param::PowerNameplate); w > 0) return w;
            break;
        case PowerBasis::Measured:
            if (const double w = site.value(item, Param::PowerMeasured); w > 0) return w;
            break;
        case PowerBasis::Allocated: break;
    }
    return allocated;
}

double loadOf(const Conditions& conditions, LoadClass load) {
    switch (load) {
        case LoadClass::Training: return conditions.loadTraining;
        case LoadClass::Inference: return conditions.loadInference;
        case LoadClass::General: return conditions.loadGeneral;
    }
    return 1;
}

constexpr double kSameHeat = 1e-9;  ///< of all heat in the hall: a room that changed less keeps its solution

/// The same heats, set points and walls in two cases of the same devices.
bool sameHeats(const air::AirCase& a, const air::AirCase& b) {
    if (a.wallU_W_m2K != b.wallU_W_m2K || (b.wallU_W_m2K > 0 && a.beyond_C != b.beyond_C)) return false;
    double total = 0;
    for (const air::Device& device : b.devices)
        if (device.kind == air::Device::Kind::Rack) total += device.heat_W;
    for (std::size_t d = 0; d < a.devices.size(); ++d) {
        const air::Device &x = a.devices[d], &y = b.devices[d];
        if (std::abs(x.heat_W - y.heat_W) > kSameHeat * total || x.supply_C != y.supply_C || x.capacity_W != y.capacity_W || x.bands != y.bands) return false;
    }
    return true;
}

}  // namespace

Coupling::Standing Coupling::standingStill(const Site& site, const Conditions& conditions) {
    Standing standing;
    standing.out.insert(conditions.outOfService.begin(), conditions.outOfService.end());
    standing.paths = std::make_shared<power::PowerPaths>(site, standing.out);
    const auto state = standing.paths->solve(std::vector<double>(standing.paths->nodes().size(), 0.0), power::Scenario::Normal);
    for (std::size_t i = 0; i < state.nodes.size(); ++i) {
        const Item& item = *standing.paths->nodes()[i].item;
        const KindGroup group = spec(item.kind).group;
        if (state.nodes[i].alive || (group != KindGroup::Air && group != KindGroup::Liquid)) continue;
        if (standing.out.insert(item.id).second)
            standing.issues.push_back({Severity::Error, "power.unpowered", item.id, item.name, {}, {TWIN_TR("{0} has no live feed and stands still."), {item.name}}, {}, {},
                                       {TWIN_TR("Connect feed1 (and feed2) to a busway, PDU or switchgear."), {}}});
    }
    return standing;
}

Coupling::Coupling(const Site& theSite, const Conditions& theConditions, const SolveOptions& options, std::stop_token stop)
    : Coupling(theSite, theConditions, options, std::move(stop), standingStill(theSite, theConditions)) {}

Coupling::Coupling(const Site& theSite, const Conditions& theConditions, const SolveOptions& options, std::stop_token stop, Standing standing)
    : site(theSite), conditions(theConditions), out(std::move(standing.out)), issues(std::move(standing.issues)),
      paths(std::move(standing.paths)), loops(theSite, out), m_options(options), m_stop(std::move(stop)) {
    air::RoomAirOptions roomOptions;
    roomOptions.cell_m = options.fidelity == Fidelity::Coarse ? 0.25 : 0.15;
    roomOptions.maxCells = options.fidelity == Fidelity::Coarse ? 300'000 : 1'000'000;
    roomOptions.density_kg_m3 = moistAirDensity_kg_m3(24, 0.008, pressureAtAltitude_Pa(conditions.altitude_m));
    roomOptions.outdoor_C = conditions.dryBulb_C;
    rooms = air::roomsOf(site, out, roomOptions);
    air.resize(rooms.size());
    m_posed.resize(rooms.size());
    pressures.resize(rooms.size());
    moisture.resize(rooms.size());
    traced.resize(rooms.size());
    for (const air::RoomAir& room : rooms) m_pressureModels.emplace_back(site, room);
    roomLoss_W.assign(rooms.size(), 0);
    throughWalls_W.assign(rooms.size(), 0);
    collectCompute();
    collectCooling();
    std::unordered_map<Id, int> roomIndex;
    for (std::size_t r = 0; r < rooms.size(); ++r) {
        roomIndex.emplace(rooms[r].room->id, static_cast<int>(r));
        m_airDevice.emplace_back();
        for (const auto& source : rooms[r].devices) {
            const auto found = m_computeOf.find(source.item->id);
            m_airDevice.back().push_back(found != m_computeOf.end() ? found->second : -1 - m_coolingOf.at(source.item->id));
            if (source.item->kind == Kind::Cdu) cooling[m_coolingOf.at(source.item->id)].warmsAir = true;
        }
        for (const Issue& issue : rooms[r].issues) issues.push_back(issue);
    }
    m_roomOfNode.assign(paths->nodes().size(), -1);
    lossInHall.assign(paths->nodes().size(), 0);
    for (std::size_t i = 0; i < paths->nodes().size(); ++i) {
        const Item& item = *paths->nodes()[i].item;
        if (isCompute(item.kind)) continue;
        const Item* room = roomOf(site, item);
        const auto found = room == nullptr ? roomIndex.end() : roomIndex.find(room->id);
        if (found == roomIndex.end()) continue;
        m_roomOfNode[i] = found->second;
        lossInHall[i] = 1;
    }
    demand_W.assign(paths->nodes().size(), 0);
    startFrom(options.warmStart ? options.warmStart->memory.get() : nullptr);
}

void Coupling::collectCompute() {
    std::unordered_map<Id, int> plates;
    for (std::size_t i = 0; i < loops.links.size(); ++i)
        if (loops.links[i].role == liquid::Role::ColdPlates) plates.emplace(loops.links[i].item->id, static_cast<int>(i));
    for (Kind kind : {Kind::Rack, Kind::ImmersionTank, Kind::ComputeCabin}) {
        std::size_t index = 0;
        site.items(kind).forEach([&](const Item& item) {
            Compute one;
            one.item = &item;
            one.index = index++;
            one.node = paths->indexOf(item.id);
            one.asked_W = out.contains(item.id) ? 0 : std::max(0.0, basis_W(site, item) * loadOf(conditions, site.choice<LoadClass>(item, Param::LoadClass)));
            one.liquidShare = std::clamp(site.value(item, Param::LiquidShare), 0.0, 1.0);
            const auto found = plates.find(item.id);
            one.coldPlates = found == plates.end() ? -1 : found->second;
            one.onLoop = one.coldPlates >= 0 && loops.links[one.coldPlates].connected && one.liquidShare > 0;
            m_computeOf.emplace(item.id, static_cast<int>(compute.size()));
            compute.push_back(one);
        });
    }
}

void Coupling::collectCooling() {
    for (const KindSpec& kind : allKinds()) {
        const bool rejects = kind.kind == Kind::DryCooler || kind.kind == Kind::CoolingTower || kind.kind == Kind::Chiller;
        if (!isAirUnit(kind.kind) && !rejects && kind.kind != Kind::Cdu && kind.kind != Kind::Pump && kind.kind != Kind::HeatExchanger) continue;
        std::size_t index = 0;
        site.items(kind.kind).forEach([&](const Item& item) {
            Cooling unit;
            unit.item = &item;
            unit.index = index++;
            unit.node = paths->indexOf(item.id);
            unit.running = !out.contains(item.id);
            unit.now.outlet_C = site.value(item, Param::SupplyTemperature);
            if (!std::isfinite(unit.now.outlet_C)) unit.now.outlet_C = 30;
            m_coolingOf.emplace(item.id, static_cast<int>(cooling.size()));
            cooling.push_back(unit);
        });
    }
    for (std::size_t i = 0; i < loops.links.size(); ++i) {
        const auto found = m_coolingOf.find(loops.links[i].item->id);
        if (found == m_coolingOf.end()) continue;
        const liquid::Role role = loops.links[i].role;
        const bool second = role == liquid::Role::CduSecondary || role == liquid::Role::HotSide;
        (second ? cooling[found->second].secondary : cooling[found->second].primary) = static_cast<int>(i);
    }
    doorHeat_W.assign(cooling.size(), 0);
}

void Coupling::startFrom(const EngineMemory* memory) {
    for (Cooling& unit : cooling) {
        if (isAirUnit(unit.item->kind)) unit.now.electric_W = std::max(0.0, site.value(*unit.item, Param::FanPower));
        if (memory == nullptr || !unit.running) continue;
        if (const auto known = memory->plant.find(unit.item->id); known != memory->plant.end()) unit.now = known->second;
    }
    if (memory != nullptr) loops.startValves(memory->valves);
}

double Coupling::pass() {
    double change = m_first ? 1 : 0;
    power();
    heats();
    if (!cancelled()) solveAir(change);
    if (!cancelled()) solveTechnology(change);
    if (!cancelled()) solveFacility(change);
    electric(change);
    change = std::max(change, relativeChange(m_lastUtility_W, normal.utility_W, normal.utility_W));
    m_lastUtility_W = normal.utility_W;
    m_first = false;
    return change;
}

void Coupling::power() {
    std::fill(demand_W.begin(), demand_W.end(), 0.0);
    for (const Compute& one : compute)
        if (one.node >= 0) demand_W[one.node] = one.asked_W;
    for (const Cooling& unit : cooling)
        if (unit.node >= 0 && unit.running) demand_W[unit.node] = unit.now.electric_W;
    normal = paths->solve(demand_W, power::Scenario::Normal);
}

void Coupling::loseSides() {
    lossOfA = paths->solve(demand_W, power::Scenario::LossOfA);
    lossOfB = paths->solve(demand_W, power::Scenario::LossOfB);
}

void Coupling::findMoisture() {
    for (std::size_t r = 0; r < rooms.size(); ++r) {
        moisture[r] = hallMoisture(*this, r);
        m_knowsDewPoints = m_knowsDewPoints || !std::isnan(moisture[r].dewPoint_C);
    }
}

double Coupling::dewPointAt_C(const Item& item) const {
    const Item* room = m_knowsDewPoints ? roomOf(site, item) : nullptr;
    for (std::size_t r = 0; r < rooms.size() && room != nullptr; ++r)
        if (rooms[r].room == room && !std::isnan(moisture[r].dewPoint_C)) return moisture[r].dewPoint_C;
    return conditions.dewPoint_C;
}

double Coupling::outdoorHumidity() const {
    // The relative humidity whose wet bulb is the given one; it rises with it.
    const double pressure_Pa = pressureAtAltitude_Pa(conditions.altitude_m), wet_C = std::min(conditions.wetBulb_C, conditions.dryBulb_C);
    double low = 0, high = 1;
    for (int n = 0; n < 60; ++n) {
        const double mid = 0.5 * (low + high);
        (wetBulb_C(conditions.dryBulb_C, mid, pressure_Pa) < wet_C ? low : high) = mid;
    }
    return 0.5 * (low + high);
}

void Coupling::heats() {
    for (Compute& one : compute) {
        one.power_W = one.node >= 0 && normal.nodes[one.node].alive ? one.asked_W : 0;
        one.toLiquid_W = one.onLoop ? one.power_W * one.liquidShare : 0;
        one.toAir_W = one.power_W - one.toLiquid_W;
    }
    std::fill(roomLoss_W.begin(), roomLoss_W.end(), 0.0);
    for (std::size_t i = 0; i < paths->nodes().size(); ++i)
        if (const int room = m_roomOfNode[i]; room >= 0) roomLoss_W[room] += normal.nodes[i].loss_W + (normal.nodes[i].alive ? paths->nodes()[i].own_W : 0);
    for (Cooling& unit : cooling) {
        if (unit.node < 0) continue;
        unit.toRoom_W = 0;
        if (const int room = m_roomOfNode[unit.node]; room >= 0 && !isAirUnit(unit.item->kind) && unit.running) {
            unit.toRoom_W = std::max(0.0, unit.now.electric_W - unit.hydraulic_W) + (liquidToAir(unit) ? std::max(0.0, unit.now.heat_W) : 0);
            if (!unit.warmsAir) roomLoss_W[room] += unit.toRoom_W;
        }
    }
}

void Coupling::solveAir(double& change) {
    const auto* memory = m_options.warmStart ? m_options.warmStart->memory.get() : nullptr;
    for (std::size_t r = 0; r < rooms.size(); ++r) {
        air::RoomAir& room = rooms[r];
        const double rhoCp = room.airCase.rho_kg_m3 * room.airCase.cp_J_kgK;
        double airHeat_W = 0;
        for (int device : m_airDevice[r])
            if (device >= 0) airHeat_W += compute[device].toAir_W;
        for (std::size_t d = 0; d < room.devices.size(); ++d) {
            air::Device& device = room.airCase.devices[d];
            const int which = m_airDevice[r][d];
            if (which >= 0) {
                const Compute& one = compute[which];
                device.heat_W = one.toAir_W + (airHeat_W > 0 ? roomLoss_W[r] * one.toAir_W / airHeat_W : 0);
                const double stated = site.value(*one.item, Param::AirFlow);
                device.flow_m3_s = one.power_W <= 0 ? 0 : stated > 0 ? stated : one.toAir_W / (rhoCp * std::max(site.value(*one.item, Param::AirDeltaT), 1.0));
            } else {
                const Cooling& unit = cooling[-1 - which];
                const bool coil = unit.primary >= 0 && loops.links[unit.primary].connected;
                const bool own = hasParam(unit.item->kind, Param::RatedCop) || unit.item->kind == Kind::IndirectEvaporative;
                if (unit.warmsAir) device.heat_W = unit.toRoom_W;
                else if (!coil && !own) device.capacity_W = 0;
            }
        }
        for (const auto& source : room.doors) {  // a rear door takes what its rack's exhaust has above its set point, at most all that the rack gave
            const int at = m_coolingOf.at(source.item->id);
            const auto rack = m_computeOf.find(source.item->target);
            if (rack == m_computeOf.end()) continue;
            for (std::size_t d = 0; d < room.devices.size(); ++d) {
                if (m_airDevice[r][d] != rack->second) continue;
                air::Device& device = room.airCase.devices[d];
                const double intake_C = air[r] && d < air[r]->devices.size() ? air[r]->devices[d].intake_C : 22;
                const double exhaust_C = intake_C + device.heat_W / std::max(rhoCp * device.flow_m3_s, 1e-9);
                const bool coil = cooling[at].primary >= 0 && loops.links[cooling[at].primary].connected && cooling[at].running;
                const double most = coil ? std::max(0.0, site.value(*source.item, Param::CoolingCapacity)) : 0;
                doorHeat_W[at] = std::clamp(rhoCp * device.flow_m3_s * (exhaust_C - site.value(*source.item, Param::SupplyTemperature)), 0.0, std::min(most, device.heat_W));
                device.heat_W -= doorHeat_W[at];
            }
        }
        pressures[r] = m_pressureModels[r].apply(room);
        air::AirOptions options;
        options.threads = m_options.threads;
        if (m_options.fidelity == Fidelity::Coarse) {  // what a drag shows; energy still closes to 1e-6
            options.tolerance = 1e-8;
            options.couplingTolerance_K = 1e-6;
        }
        std::shared_ptr<const air::AirResult> before = air[r];
        const air::AirCase* posed = before ? &m_posed[r] : nullptr;
        if (!before && memory != nullptr)
            for (const auto& known : memory->rooms)
                if (known.id == room.room->id) before = known.result, posed = &known.airCase;
        options.warmStart = before.get();
        std::shared_ptr<const air::AirResult> result = before;
        if (!before || posed == nullptr || !before->report.usable() || !air::sameFlow(*posed, room.airCase) || !sameHeats(*posed, room.airCase)) {
            result = std::make_shared<const air::AirResult>(air::solveAir(room.airCase, options, m_stop));
            m_posed[r] = room.airCase;
        } else if (!air[r]) {
            m_posed[r] = *posed;
        }
        for (std::size_t d = 0; d < room.devices.size() && d < result->devices.size(); ++d) {
            const double old = air[r] ? air[r]->devices[d].heat_W : 0;
            change = std::max(change, relativeChange(old, result->devices[d].heat_W, result->heatIn_W));
            if (const int which = m_airDevice[r][d]; which < 0 && !cooling[-1 - which].warmsAir) cooling[-1 - which].now.heat_W = -result->devices[d].heat_W;
        }
        throughWalls_W[r] = result->heatThroughWalls_W;
        air[r] = std::move(result);
    }
    for (std::size_t i = 0; i < cooling.size(); ++i)
        if (cooling[i].item->kind == Kind::RearDoor) cooling[i].now.heat_W = doorHeat_W[i];
}

void Coupling::solveTechnology(double& change) {
    for (const Compute& one : compute)
        if (one.coldPlates >= 0) {
            const auto& link = loops.links[one.coldPlates];
            loops.parts[link.part].links[link.link].heat_W = one.toLiquid_W;
        }
    for (const Cooling& unit : cooling)
        if (unit.item->kind == Kind::Cdu && unit.secondary >= 0) {
            auto& link = loops.parts[loops.links[unit.secondary].part].links[loops.links[unit.secondary].link];
            link.setOutlet = true;
            link.outlet_C = unit.now.outlet_C;
        }
    for (int part = 0; part < liquid::SiteLoops::kParts; ++part) {
        if (part == liquid::SiteLoops::kFacility || loops.parts[part].links.empty()) continue;
        liquid::SolveOptions options;
        if (liquid[part].links.size() == loops.parts[part].links.size()) options.warmStart = &liquid[part];
        auto result = liquid::solveControlled(loops.parts[part], loops.valves[part], options, m_stop);
        liquid[part] = std::move(result);
    }
    for (Compute& one : compute) {
        if (one.coldPlates < 0 || one.liquidShare <= 0) continue;
        const auto& link = loops.links[one.coldPlates];
        const bool flows = link.connected && std::abs(liquid[link.part].links[link.link].flow_m3_s) > 1e-9;
        if (flows != one.onLoop) change = 1;
        one.onLoop = flows;
    }
    for (Cooling& unit : cooling) {
        if (unit.item->kind != Kind::Cdu || unit.secondary < 0) continue;
        const auto& link = loops.links[unit.secondary];
        const auto& result = liquid[link.part].links[link.link];
        const double heat = std::isfinite(result.heat_W) ? -result.heat_W : 0;
        unit.hydraulic_W = result.hydraulicPower_W;
        change = std::max(change, relativeChange(unit.now.heat_W, heat + unit.hydraulic_W, normal.utility_W));
        unit.now.heat_W = heat + unit.hydraulic_W;  // pump work ends in the coolant and goes over the exchanger with it
    }
}

void Coupling::electric(double& change) {
    for (Cooling& unit : cooling) {
        const Item& item = *unit.item;
        const auto get = [&](Param param) {
            const double value = site.value(item, param);
            return std::isfinite(value) ? std::max(0.0, value) : 0.0;
        };
        const double before = unit.now.electric_W;
        unit.rejected_W = 0;
        if (!unit.running) {
            unit.now.electric_W = 0;
        } else if (item.kind == Kind::Cdu || item.kind == Kind::Pump) {
            unit.now.electric_W = unit.hydraulic_W / std::max(get(Param::PumpEfficiency), 0.05) + get(Param::OwnPower) + (item.kind == Kind::Cdu ? get(Param::FanPower) : 0);
            if (unit.toRoom_W <= 0) unit.rejected_W = std::max(0.0, unit.now.electric_W - unit.hydraulic_W) + (liquidToAir(unit) ? std::max(0.0, unit.now.heat_W) : 0);
        } else if (isAirUnit(item.kind)) {
            const double fans = get(Param::FanPower) + get(Param::OwnPower);
            const bool coil = unit.primary >= 0 && loops.links[unit.primary].connected;
            double compressor = 0;
            if (!coil && hasParam(item.kind, Param::RatedCop)) {
                // Own condenser: constant Carnot fraction between supply air and outdoor air, 10 K at either exchanger.
                const double rated = get(Param::RatedCop), supply_K = get(Param::SupplyTemperature) + 273.15 - 10;
                const double ratedLift = std::max(get(Param::RatedAmbient) + 273.15 + 10 - supply_K, 10.0);
                const double lift = std::max(conditions.dryBulb_C + 273.15 + 10 - supply_K, 10.0);
                compressor = (unit.now.heat_W + fans) / (rated * ratedLift / lift);
            }
            unit.now.electric_W = fans + compressor;
            if (!coil) unit.rejected_W = unit.now.heat_W + unit.now.electric_W;
        } else if (item.kind == Kind::DryCooler || item.kind == Kind::CoolingTower || item.kind == Kind::Chiller) {
            unit.rejected_W = unit.now.heat_W + unit.now.electric_W;
        }
        change = std::max(change, relativeChange(before, unit.now.electric_W, normal.utility_W));
    }
}

}  // namespace twin::engine
