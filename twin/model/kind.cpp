// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/model/kind.h"

#include "twin/base/text.h"

#include <cassert>
#include <limits>
#include <unordered_map>

namespace twin {

namespace {

using P = Param;
using KP = KindParam;

// Defaults are the shipped "typical" figures of a plain specimen; types override them with sources.
// clang-format off
#define BODY(w, d, h, kg) KP{P::Width, w}, KP{P::Depth, d}, KP{P::Height, h}, KP{P::Weight, kg}
#define CLEAR(front, rear) KP{P::ClearanceFront, front}, KP{P::ClearanceRear, rear}
#define COMPUTE_PARAMS KP{P::PowerNameplate, 0}, KP{P::PowerAllocated, 10e3}, KP{P::PowerMeasured, 0}, KP{P::PowerBasis, 0}, KP{P::LiquidShare, 0}, \
    KP{P::AirDeltaT, 12}, KP{P::AirFlow, 0}, KP{P::Servers, 0}, KP{P::Cards, 0}, KP{P::Compute, 0}, KP{P::Precision, 4}, KP{P::Sparsity, 0}, \
    KP{P::LoadClass, 0}, KP{P::AirClass, 1}, KP{P::LiquidReturnLimit, 54.8}, KP{P::LiquidRefFlow, 1e-3}, KP{P::LiquidRefDrop, 60e3}, KP{P::LiquidLaminarShare, 0.3}, KP{P::PowerFactor, 0.98}, \
    KP{P::Volume, 0.02}, KP{P::PlateHeatCapacity, 50e3}, KP{P::ChipRise, 25}, KP{P::ChipLimit, 87}, KP{P::Phases, 0}
#define AIR_UNIT(cap, flow, fan) KP{P::CoolingCapacity, cap}, KP{P::AirFlow, flow}, KP{P::SupplyTemperature, 20}, KP{P::FanPower, fan}, KP{P::LiquidRefFlow, 1e-3}, KP{P::LiquidRefDrop, 50e3}, KP{P::OwnPower, 0}, KP{P::Volume, 0.02}, KP{P::FanPressure, 0}, KP{P::FanShutOff, 0}, KP{P::Phases, 0}
#define EFFICIENCY(a, b, c, d) KP{P::Efficiency25, a}, KP{P::Efficiency50, b}, KP{P::Efficiency75, c}, KP{P::Efficiency100, d}, KP{P::StandbyLoss, 0}
#define FEEDER KP{P::Side, 0}, KP{P::UsableShare, 1}

constexpr KP kSite[] = {{P::Width, 200}, {P::Depth, 200}};
constexpr KP kBuilding[] = {{P::RoomHeight, 6}};
constexpr KP kRoom[] = {{P::RoomHeight, 3}, {P::RaisedFloor, 0}, {P::CeilingVoid, 0}, {P::FloorLoad, 12000}, {P::RoomPurpose, 0}, {P::TilePitch, 0.6}, {P::FloorLeakage, 0}, {P::WallHeatCapacity, 22e3}, {P::WallTransmittance, 0}, {P::OutdoorAir, 0}, {P::Humidifier, 0}, {P::DewPointLow, -9}};
constexpr KP kPillar[] = {BODY(0.6, 0.6, 3, 0)};
constexpr KP kWall[] = {BODY(3, 0.2, 3, 0)};
constexpr KP kTiles[] = {{P::OpenFraction, 0}};
constexpr KP kAisle[] = {{P::Containment, 0}, {P::ContainmentLeakage, 0}};
constexpr KP kPlace[] = {BODY(0.6, 1.2, 2.2, 0)};
constexpr KP kRack[] = {BODY(0.6, 1.2, 2.2, 900), CLEAR(1.2, 0.9), {P::RackUnits, 42}, COMPUTE_PARAMS, {P::CableCutout, 0}, {P::BlankingGap, 0}, {P::AirHeatCapacity, 0}, {P::FanShutOff, 0}};
constexpr KP kTankIt[] = {BODY(2.4, 1.1, 1.2, 2200), CLEAR(1.0, 0.6), {P::RackUnits, 42}, COMPUTE_PARAMS};
constexpr KP kCabin[] = {BODY(6.1, 2.5, 2.9, 18000), CLEAR(1.2, 1.2), COMPUTE_PARAMS, {P::AirHeatCapacity, 0}, {P::PcsPower, 0}, {P::CellEnergy, 0}};
constexpr KP kCrah[] = {BODY(2.5, 0.9, 2.0, 900), CLEAR(0.9, 0), {P::AirPath, 0}, AIR_UNIT(100e3, 8, 5e3)};
constexpr KP kCrac[] = {BODY(2.5, 0.9, 2.0, 1000), CLEAR(0.9, 0), {P::AirPath, 0}, AIR_UNIT(100e3, 8, 5e3), {P::RatedCop, 3.0}, {P::RatedAmbient, 35}};
constexpr KP kInRow[] = {BODY(0.3, 1.2, 2.2, 240), CLEAR(0.6, 0.6), AIR_UNIT(40e3, 2.8, 1.6e3)};
constexpr KP kRearDoor[] = {BODY(0.6, 0.2, 2.2, 120), AIR_UNIT(40e3, 2.2, 0.6e3)};
constexpr KP kFanWall[] = {BODY(3.0, 1.5, 3.0, 1800), CLEAR(1.2, 0), AIR_UNIT(300e3, 22, 12e3)};
constexpr KP kIec[] = {BODY(6.0, 2.4, 3.0, 6500), CLEAR(1.0, 1.0), AIR_UNIT(250e3, 18, 16e3), {P::RatedApproach, 4}, {P::RatedAmbient, 20}};
constexpr KP kRefPump[] = {BODY(1.2, 1.0, 2.0, 600), CLEAR(0.9, 0.6), {P::AirPath, 1}, AIR_UNIT(80e3, 5.5, 3.2e3), {P::RatedCop, 6}, {P::RatedAmbient, 35}};
constexpr KP kCdu[] = {BODY(0.9, 1.2, 2.2, 1400), CLEAR(1.2, 0.9), {P::CoolingCapacity, 1.3e6}, {P::SupplyTemperature, 30}, {P::Approach, 4}, {P::Fluid, 0}, {P::PumpHead, 250e3}, {P::PumpFlow, 0.025}, {P::PumpCount, 2}, {P::PumpEfficiency, 0.6}, {P::DifferentialPressure, 150e3}, {P::LiquidRefFlow, 0.02}, {P::FacilityDrop, 60e3}, {P::OwnPower, 500}, {P::Volume, 0.12}, {P::CoastDown, 3}, {P::NpshRequired, 30e3}, {P::AirFlow, 0}, {P::FanPower, 0}, {P::Phases, 0}};
constexpr KP kPump[] = {BODY(0.8, 1.4, 1.4, 600), CLEAR(0.8, 0.8), {P::PumpHead, 250e3}, {P::PumpFlow, 0.05}, {P::PumpCount, 2}, {P::PumpEfficiency, 0.7}, {P::DifferentialPressure, 150e3}, {P::Volume, 0.02}, {P::CoastDown, 4}, {P::NpshRequired, 30e3}, {P::Phases, 0}};
constexpr KP kValve[] = {BODY(0.2, 0.2, 0.3, 8), {P::LiquidRefFlow, 1e-3}, {P::LiquidRefDrop, 10e3}, {P::ValveKind, 0}, {P::Opening, 1}, {P::FlowLimit, 0}, {P::ValveControl, 0}, {P::SupplyTemperature, 30}, {P::LoopRole, 0}};
constexpr KP kFilter[] = {BODY(0.3, 0.3, 0.6, 25), {P::LiquidRefFlow, 0.02}, {P::LiquidRefDrop, 15e3}, {P::Clogging, 0}, {P::ChangeDrop, 50e3}, {P::LoopRole, 0}};
constexpr KP kManifold[] = {{P::Diameter, 0.1}, {P::LoopRole, 0}, {P::Weight, 80}};
constexpr KP kExchanger[] = {BODY(1.2, 2.5, 2.2, 3000), CLEAR(1, 1), {P::CoolingCapacity, 3e6}, {P::Approach, 2}, {P::LiquidRefFlow, 0.1}, {P::LiquidRefDrop, 50e3}, {P::Volume, 0.3}};
constexpr KP kDryCooler[] = {BODY(11, 2.3, 2.5, 4200), CLEAR(1.5, 1.5), {P::CoolingCapacity, 1.2e6}, {P::RatedApproach, 8}, {P::RatedAmbient, 35}, {P::FanPower, 22e3}, {P::SupplyTemperature, 30}, {P::LiquidRefFlow, 0.04}, {P::LiquidRefDrop, 60e3}, {P::Volume, 0.4}, {P::Phases, 0}};
constexpr KP kTower[] = {BODY(4, 4, 4.5, 6500), CLEAR(2, 2), {P::CoolingCapacity, 3e6}, {P::RatedApproach, 4}, {P::RatedAmbient, 27}, {P::FanPower, 22e3}, {P::SupplyTemperature, 28}, {P::LiquidRefFlow, 0.12}, {P::LiquidRefDrop, 60e3}, {P::Volume, 3}, {P::Phases, 0}};
constexpr KP kChiller[] = {BODY(12, 2.4, 2.6, 9500), CLEAR(1.5, 1.5), {P::CoolingCapacity, 1.2e6}, {P::RatedCop, 3.6}, {P::RatedAmbient, 35}, {P::SupplyTemperature, 16}, {P::LiquidRefFlow, 0.05}, {P::LiquidRefDrop, 60e3}, {P::Volume, 0.3}, {P::Phases, 0}};
constexpr KP kVessel[] = {BODY(1.2, 1.2, 2.0, 2500), {P::Volume, 1.5}, {P::TankUse, 0}, {P::FillPressure, 200e3}, {P::ReliefPressure, 600e3}, {P::LoopRole, 0}};
constexpr KP kPipe[] = {{P::Diameter, 0.1}, {P::Roughness, 4.5e-5}, {P::MinorLoss, 0}, {P::LoopRole, 0}};
constexpr KP kUtility[] = {BODY(2, 2, 2.2, 2000), {P::RatedPower, 10e6}, {P::RatedApparent, 0}, {P::VoltageOut, 10000}, FEEDER, {P::ShortCircuitPower, 0}, {P::EnergyPrice, 0}, {P::DemandPrice, 0}};
constexpr KP kTransformer[] = {BODY(2.4, 1.6, 2.2, 5500), CLEAR(1, 1), {P::RatedApparent, 2e6}, {P::PowerFactor, 0.97}, {P::Voltage, 10000}, {P::VoltageOut, 400}, EFFICIENCY(0.989, 0.992, 0.9915, 0.990), FEEDER, {P::ShortCircuitVoltage, 0}, {P::Tap, 0}};
constexpr KP kSwitchgear[] = {BODY(3, 1, 2.2, 1800), CLEAR(1.2, 0.8), {P::Voltage, 400}, {P::Current, 4000}, {P::Side, 0}, {P::UsableShare, 1}, {P::PowerFactor, 0.97}, {P::Distribution, 0}, {P::Derating, 0}, {P::FaultRating, 0}, {P::Phases, 0}};
constexpr KP kGenerator[] = {BODY(8, 2.6, 3, 22000), CLEAR(1.5, 1.5), {P::RatedPower, 2e6}, {P::VoltageOut, 400}, FEEDER};
constexpr KP kUps[] = {BODY(3.6, 1, 2, 3800), CLEAR(1.2, 0.8), {P::RatedPower, 6e5}, {P::RatedApparent, 0}, {P::Voltage, 400}, {P::VoltageOut, 400}, EFFICIENCY(0.95, 0.962, 0.962, 0.96), FEEDER, {P::UpsMode, 0}, {P::Modules, 1}, {P::SpareModules, 1}};
constexpr KP kBattery[] = {BODY(1.2, 0.8, 2, 1600), {P::RatedPower, 3e5}, {P::CellEnergy, 1.8e8}, {P::Side, 0}};
constexpr KP kRectifier[] = {BODY(1.2, 1, 2.2, 1100), CLEAR(1.2, 0.8), {P::RatedPower, 6e5}, {P::Voltage, 400}, {P::VoltageOut, 240}, EFFICIENCY(0.94, 0.962, 0.962, 0.958), FEEDER};
constexpr KP kSst[] = {BODY(3, 1.4, 2.4, 4500), CLEAR(1.2, 1), {P::RatedPower, 2.5e6}, {P::Voltage, 10000}, {P::VoltageOut, 800}, EFFICIENCY(0.972, 0.982, 0.982, 0.979), FEEDER};
constexpr KP kStorage[] = {BODY(6.1, 2.5, 2.9, 32000), CLEAR(3, 3), {P::PcsPower, 2.5e6}, {P::CellEnergy, 1.8e10}, {P::OwnPower, 12e3}, {P::Side, 0}};
constexpr KP kPv[] = {BODY(30, 20, 0.4, 9000), {P::RatedPower, 1.2e5}, {P::VoltageOut, 400}};
constexpr KP kBusway[] = {{P::Current, 800}, {P::Voltage, 400}, {P::PowerFactor, 0.98}, {P::ResistancePerMetre, 6e-5}, {P::Distribution, 0}, {P::Side, 0}, {P::UsableShare, 1}, {P::Weight, 200}, {P::Derating, 0}, {P::FaultRating, 0}, {P::Phases, 0}};
constexpr KP kCable[] = {{P::Current, 1000}, {P::Voltage, 400}, {P::PowerFactor, 0.98}, {P::ResistancePerMetre, 6e-5}, {P::Distribution, 0}, {P::Side, 0}, {P::UsableShare, 1}, {P::Weight, 100}, {P::Derating, 0}, {P::ConductorAmbient, 30}, {P::GroupedCircuits, 1}, {P::Insulation, 1}, {P::Laying, 2}, {P::Phases, 0}};
constexpr KP kPdu[] = {BODY(0.9, 0.8, 2, 700), CLEAR(1, 0), {P::Current, 400}, {P::Voltage, 400}, {P::PowerFactor, 0.98}, {P::Distribution, 0}, {P::StandbyLoss, 0}, {P::Side, 0}, {P::UsableShare, 0.8}, {P::Derating, 0}, {P::FaultRating, 0}, {P::Phases, 0}};
constexpr KP kSwitch[] = {BODY(0.8, 0.8, 2, 350), CLEAR(1, 0), {P::Current, 400}, {P::Voltage, 400}, {P::PowerFactor, 0.98}, {P::Side, 0}, {P::UsableShare, 0.8}, {P::Distribution, 0}, {P::Phases, 0}};
constexpr KP kSensor[] = {{P::SensorQuantity, 0}};
// clang-format on

constexpr auto In = Flow::In;
constexpr auto Out = Flow::Out;
constexpr auto Both = Flow::Both;
constexpr auto El = Medium::Power;
constexpr auto Tc = Medium::Technology;
constexpr auto Fw = Medium::Facility;
#define FEEDS2 PortSpec{"feed1", El, In, false}, PortSpec{"feed2", El, In, false}

constexpr PortSpec kRackPorts[] = {FEEDS2, {"feed3", El, In, false}, {"feed4", El, In, false}, {"feed5", El, In, false},
                                   {"feed6", El, In, false}, {"tcs_in", Tc, In, false}, {"tcs_out", Tc, Out, false}};
constexpr PortSpec kAirPorts[] = {FEEDS2, {"fws_in", Fw, In, false}, {"fws_out", Fw, Out, false}};
constexpr PortSpec kCduPorts[] = {FEEDS2, {"fws_in", Fw, In, false}, {"fws_out", Fw, Out, false},
                                  {"tcs_supply", Tc, Out, true}, {"tcs_return", Tc, In, true}};
constexpr PortSpec kPumpPorts[] = {FEEDS2, {"in", Fw, In, true}, {"out", Fw, Out, true}};
constexpr PortSpec kThrough[] = {{"in", Fw, In, true}, {"out", Fw, Out, true}};
constexpr PortSpec kValvePorts[] = {{"in", Fw, In, true}, {"out", Fw, Out, true}, {"bypass", Fw, Both, true}};
constexpr PortSpec kManifoldPorts[] = {{"main", Fw, Both, true}, {"branch", Fw, Both, true}};
constexpr PortSpec kExchangerPorts[] = {{"hot_in", Fw, In, true}, {"hot_out", Fw, Out, true}, {"cold_in", Fw, In, true}, {"cold_out", Fw, Out, true}};
constexpr PortSpec kRejectPorts[] = {FEEDS2, {"in", Fw, In, true}, {"out", Fw, Out, true}};
constexpr PortSpec kVesselPorts[] = {{"main", Fw, Both, true}};
constexpr PortSpec kSourcePorts[] = {{"out", El, Out, true}};
constexpr PortSpec kPowerThrough[] = {{"in", El, In, true}, {"out", El, Out, true}};
constexpr PortSpec kSwitchPorts[] = {{"preferred", El, In, false}, {"alternate", El, In, false}, {"out", El, Out, true}};
constexpr PortSpec kStoragePorts[] = {{"ac", El, Both, true}};

using K = Kind;
using G = KindGroup;
using S = Shape;
// clang-format off
const KindSpec kKinds[] = {
    {K::Site, "site", TWIN_TR("Site"), TWIN_TR("Sites"), G::Space, S::None, kSite, {}},
    {K::Building, "building", TWIN_TR("Building"), TWIN_TR("Buildings"), G::Space, S::Outline, kBuilding, {}},
    {K::Room, "room", TWIN_TR("Room"), TWIN_TR("Rooms"), G::Space, S::Outline, kRoom, {}},
    {K::Pillar, "pillar", TWIN_TR("Column"), TWIN_TR("Columns"), G::Space, S::Box, kPillar, {}},
    {K::Wall, "wall", TWIN_TR("Wall"), TWIN_TR("Walls"), G::Space, S::Box, kWall, {}},
    {K::TileGrid, "tiles", TWIN_TR("Floor tiles"), TWIN_TR("Floor tiles"), G::Space, S::Outline, kTiles, {}},
    {K::Row, "row", TWIN_TR("Row"), TWIN_TR("Rows"), G::Space, S::None, {}, {}},
    {K::Aisle, "aisle", TWIN_TR("Aisle"), TWIN_TR("Aisles"), G::Space, S::Outline, kAisle, {}},
    {K::ReservedPlace, "place", TWIN_TR("Reserved place"), TWIN_TR("Reserved places"), G::Space, S::Box, kPlace, {}},
    {K::Rack, "rack", TWIN_TR("Rack"), TWIN_TR("Racks"), G::It, S::Box, kRack, kRackPorts},
    {K::ImmersionTank, "immersion_tank", TWIN_TR("Immersion tank"), TWIN_TR("Immersion tanks"), G::It, S::Box, kTankIt, kRackPorts},
    {K::ComputeCabin, "compute_cabin", TWIN_TR("Compute and energy cabin"), TWIN_TR("Compute and energy cabins"), G::It, S::Box, kCabin, kRackPorts},
    {K::Crah, "crah", TWIN_TR("CRAH"), TWIN_TR("CRAHs"), G::Air, S::Box, kCrah, kAirPorts},
    {K::Crac, "crac", TWIN_TR("CRAC"), TWIN_TR("CRACs"), G::Air, S::Box, kCrac, kAirPorts},
    {K::InRow, "in_row", TWIN_TR("In-row cooler"), TWIN_TR("In-row coolers"), G::Air, S::Box, kInRow, kAirPorts},
    {K::RearDoor, "rear_door", TWIN_TR("Rear-door cooler"), TWIN_TR("Rear-door coolers"), G::Air, S::Box, kRearDoor, kAirPorts},
    {K::FanWall, "fan_wall", TWIN_TR("Fan wall"), TWIN_TR("Fan walls"), G::Air, S::Box, kFanWall, kAirPorts},
    {K::IndirectEvaporative, "indirect_evaporative", TWIN_TR("Indirect evaporative unit"), TWIN_TR("Indirect evaporative units"), G::Air, S::Box, kIec, kAirPorts},
    {K::RefrigerantPump, "refrigerant_pump", TWIN_TR("Refrigerant-pump unit"), TWIN_TR("Refrigerant-pump units"), G::Air, S::Box, kRefPump, kAirPorts},
    {K::Cdu, "cdu", TWIN_TR("CDU"), TWIN_TR("CDUs"), G::Liquid, S::Box, kCdu, kCduPorts},
    {K::Pump, "pump", TWIN_TR("Pump"), TWIN_TR("Pumps"), G::Liquid, S::Box, kPump, kPumpPorts},
    {K::Valve, "valve", TWIN_TR("Valve"), TWIN_TR("Valves"), G::Liquid, S::Box, kValve, kValvePorts},
    {K::Filter, "filter", TWIN_TR("Filter"), TWIN_TR("Filters"), G::Liquid, S::Box, kFilter, kThrough},
    {K::Manifold, "manifold", TWIN_TR("Manifold"), TWIN_TR("Manifolds"), G::Liquid, S::Route, kManifold, kManifoldPorts},
    {K::HeatExchanger, "heat_exchanger", TWIN_TR("Heat exchanger"), TWIN_TR("Heat exchangers"), G::Liquid, S::Box, kExchanger, kExchangerPorts},
    {K::DryCooler, "dry_cooler", TWIN_TR("Dry cooler"), TWIN_TR("Dry coolers"), G::Liquid, S::Box, kDryCooler, kRejectPorts},
    {K::CoolingTower, "cooling_tower", TWIN_TR("Cooling tower"), TWIN_TR("Cooling towers"), G::Liquid, S::Box, kTower, kRejectPorts},
    {K::Chiller, "chiller", TWIN_TR("Chiller"), TWIN_TR("Chillers"), G::Liquid, S::Box, kChiller, kRejectPorts},
    {K::Tank, "tank", TWIN_TR("Vessel"), TWIN_TR("Vessels"), G::Liquid, S::Box, kVessel, kVesselPorts},
    {K::Pipe, "pipe", TWIN_TR("Pipe"), TWIN_TR("Pipes"), G::Liquid, S::Route, kPipe, kThrough},
    {K::UtilityFeed, "utility_feed", TWIN_TR("Utility feed"), TWIN_TR("Utility feeds"), G::Power, S::Box, kUtility, kSourcePorts},
    {K::Transformer, "transformer", TWIN_TR("Transformer"), TWIN_TR("Transformers"), G::Power, S::Box, kTransformer, kPowerThrough},
    {K::Switchgear, "switchgear", TWIN_TR("Switchgear"), TWIN_TR("Switchgear"), G::Power, S::Box, kSwitchgear, kPowerThrough},
    {K::Generator, "generator", TWIN_TR("Generator"), TWIN_TR("Generators"), G::Power, S::Box, kGenerator, kSourcePorts},
    {K::Ups, "ups", TWIN_TR("UPS"), TWIN_TR("UPS units"), G::Power, S::Box, kUps, kPowerThrough},
    {K::Battery, "battery", TWIN_TR("Battery"), TWIN_TR("Batteries"), G::Power, S::Box, kBattery, kStoragePorts},
    {K::Rectifier, "rectifier", TWIN_TR("Rectifier"), TWIN_TR("Rectifiers"), G::Power, S::Box, kRectifier, kPowerThrough},
    {K::Sst, "sst", TWIN_TR("Solid-state transformer"), TWIN_TR("Solid-state transformers"), G::Power, S::Box, kSst, kPowerThrough},
    {K::StorageCabin, "storage_cabin", TWIN_TR("Storage cabin"), TWIN_TR("Storage cabins"), G::Power, S::Box, kStorage, kStoragePorts},
    {K::PvArray, "pv", TWIN_TR("PV array"), TWIN_TR("PV arrays"), G::Power, S::Box, kPv, kSourcePorts},
    {K::Busway, "busway", TWIN_TR("Busway"), TWIN_TR("Busways"), G::Power, S::Route, kBusway, kPowerThrough},
    {K::Cable, "cable", TWIN_TR("Cable"), TWIN_TR("Cables"), G::Power, S::Route, kCable, kPowerThrough},
    {K::Pdu, "pdu", TWIN_TR("PDU"), TWIN_TR("PDUs"), G::Power, S::Box, kPdu, kPowerThrough},
    {K::Rpp, "rpp", TWIN_TR("RPP"), TWIN_TR("RPPs"), G::Power, S::Box, kPdu, kPowerThrough},
    {K::TransferSwitch, "transfer_switch", TWIN_TR("Transfer switch"), TWIN_TR("Transfer switches"), G::Power, S::Box, kSwitch, kSwitchPorts},
    {K::Sensor, "sensor", TWIN_TR("Sensor"), TWIN_TR("Sensors"), G::Other, S::None, kSensor, {}},
};
// clang-format on
static_assert(std::size(kKinds) == kKindCount);

}  // namespace

const KindSpec& spec(Kind kind) {
    const KindSpec& row = kKinds[static_cast<std::size_t>(kind)];
    assert(row.kind == kind);
    return row;
}

std::span<const KindSpec> allKinds() { return kKinds; }

Kind kindFromKey(std::string_view key) {
    static const auto index = [] {
        std::unordered_map<std::string_view, Kind> map;
        for (const KindSpec& row : kKinds) map.emplace(row.key, row.kind);
        return map;
    }();
    const auto found = index.find(key);
    return found == index.end() ? Kind::Count_ : found->second;
}

int portFromKey(Kind kind, std::string_view key) {
    const auto ports = spec(kind).ports;
    for (std::size_t i = 0; i < ports.size(); ++i)
        if (key == ports[i].key) return static_cast<int>(i);
    return -1;
}

double defaultValue(Kind kind, Param param) {
    for (const KindParam& row : spec(kind).params)
        if (row.param == param) return row.value;
    return std::numeric_limits<double>::quiet_NaN();
}

bool hasParam(Kind kind, Param param) {
    for (const KindParam& row : spec(kind).params)
        if (row.param == param) return true;
    return false;
}

const char* label(KindGroup group) {
    switch (group) {
        case G::Space: return TWIN_TR("Space");
        case G::It: return TWIN_TR("IT");
        case G::Air: return TWIN_TR("Air");
        case G::Liquid: return TWIN_TR("Liquid");
        case G::Power: return TWIN_TR("Power");
        case G::Other: return TWIN_TR("Other");
    }
    return "";
}

}  // namespace twin
