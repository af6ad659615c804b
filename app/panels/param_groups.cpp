// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/param_groups.h"

#include <QCoreApplication>

namespace plenum::app {

namespace {
constexpr ParamGroup kOrder[] = {ParamGroup::Room, ParamGroup::ItHeat, ParamGroup::Cooling, ParamGroup::Air,
                                 ParamGroup::Loop, ParamGroup::Power,  ParamGroup::Body,    ParamGroup::Other};
}

std::span<const ParamGroup> paramGroups() { return kOrder; }

ParamGroup groupOf(twin::Param param, twin::Kind kind) {
    using P = twin::Param;
    switch (param) {
        case P::Width: case P::Depth: case P::Height: case P::Weight: case P::ClearanceFront: case P::ClearanceRear:
        case P::RackUnits:
            return ParamGroup::Body;
        case P::RoomHeight: case P::RaisedFloor: case P::CeilingVoid: case P::FloorLoad: case P::RoomPurpose:
        case P::TilePitch: case P::OpenFraction: case P::Containment: case P::ContainmentLeakage: case P::FloorLeakage:
        case P::WallHeatCapacity: case P::WallTransmittance: case P::OutdoorAir: case P::Humidifier: case P::DewPointLow:
            return ParamGroup::Room;
        case P::PowerNameplate: case P::PowerAllocated: case P::PowerMeasured: case P::PowerBasis: case P::LiquidShare:
        case P::Servers: case P::Cards: case P::Compute: case P::Precision: case P::Sparsity: case P::LoadClass:
            return ParamGroup::ItHeat;
        case P::AirDeltaT: case P::AirFlow: case P::AirClass: case P::AirPath: case P::CableCutout: case P::BlankingGap:
        case P::AirHeatCapacity: case P::FanPressure: case P::FanShutOff:
            return ParamGroup::Air;
        case P::CoolingCapacity: case P::SupplyTemperature: case P::FanPower: case P::RatedCop: case P::RatedApproach:
        case P::RatedAmbient: case P::Approach:
            return ParamGroup::Cooling;
        case P::LiquidReturnLimit: case P::LiquidRefFlow: case P::LiquidRefDrop: case P::LiquidLaminarShare: case P::Fluid:
        case P::LoopRole: case P::PumpHead: case P::PumpFlow: case P::PumpCount: case P::PumpEfficiency:
        case P::DifferentialPressure: case P::FacilityDrop: case P::Diameter: case P::Roughness: case P::MinorLoss:
        case P::Volume: case P::Clogging: case P::CoastDown: case P::NpshRequired: case P::ValveKind: case P::Opening:
        case P::FlowLimit: case P::ValveControl: case P::TankUse: case P::FillPressure: case P::ReliefPressure: case P::ChangeDrop: case P::PlateHeatCapacity: case P::ChipRise: case P::ChipLimit:
            return ParamGroup::Loop;
        case P::PowerFactor: return twin::isCompute(kind) ? ParamGroup::ItHeat : ParamGroup::Power;
        case P::SensorQuantity: return ParamGroup::Other;
        default: return ParamGroup::Power;
    }
}

QString caption(ParamGroup group) {
    const auto name = [](const char* text) { return QCoreApplication::translate("plenum::app::ParamGroup", text); };
    switch (group) {
        case ParamGroup::Room: return name(QT_TRANSLATE_NOOP("plenum::app::ParamGroup", "Room and floor"));
        case ParamGroup::ItHeat: return name(QT_TRANSLATE_NOOP("plenum::app::ParamGroup", "IT and heat"));
        case ParamGroup::Air: return name(QT_TRANSLATE_NOOP("plenum::app::ParamGroup", "Air"));
        case ParamGroup::Cooling: return name(QT_TRANSLATE_NOOP("plenum::app::ParamGroup", "Cooling"));
        case ParamGroup::Loop: return name(QT_TRANSLATE_NOOP("plenum::app::ParamGroup", "Loop"));
        case ParamGroup::Power: return name(QT_TRANSLATE_NOOP("plenum::app::ParamGroup", "Power"));
        case ParamGroup::Body: return name(QT_TRANSLATE_NOOP("plenum::app::ParamGroup", "Body"));
        case ParamGroup::Other: return name(QT_TRANSLATE_NOOP("plenum::app::ParamGroup", "Measurement"));
    }
    return {};
}

const char* key(ParamGroup group) {
    switch (group) {
        case ParamGroup::Room: return "room";
        case ParamGroup::ItHeat: return "itHeat";
        case ParamGroup::Air: return "air";
        case ParamGroup::Cooling: return "cooling";
        case ParamGroup::Loop: return "loop";
        case ParamGroup::Power: return "power";
        case ParamGroup::Body: return "body";
        case ParamGroup::Other: return "other";
    }
    return "";
}

}  // namespace plenum::app
