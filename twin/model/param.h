// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/units.h"

#include <span>
#include <string_view>

namespace twin {

/// Every parameter an item can have. One row of the table in param.cpp describes each; the inspector, validation,
/// the layout document, its schema, CSV and help read that table and nothing else.
enum class Param : unsigned char {
    // body
    Width, Depth, Height, Weight, ClearanceFront, ClearanceRear,
    // rooms
    RoomHeight, RaisedFloor, CeilingVoid, FloorLoad, RoomPurpose,
    TilePitch, OpenFraction, Containment, ContainmentLeakage, FloorLeakage, WallHeatCapacity, WallTransmittance, OutdoorAir, Humidifier, DewPointLow,
    // rack
    RackUnits, PowerNameplate, PowerAllocated, PowerMeasured, PowerBasis, LiquidShare, AirDeltaT, AirFlow, Servers, Cards,
    Compute, Precision, Sparsity, LoadClass, AirClass, CableCutout, BlankingGap, AirHeatCapacity,
    LiquidReturnLimit, LiquidRefFlow, LiquidRefDrop, LiquidLaminarShare, PlateHeatCapacity, ChipRise, ChipLimit,
    // air units
    CoolingCapacity, SupplyTemperature, FanPower, FanPressure, FanShutOff, AirPath,
    // liquid
    Fluid, LoopRole, PumpHead, PumpFlow, PumpCount, PumpEfficiency, DifferentialPressure, Approach, FacilityDrop,
    Diameter, Roughness, MinorLoss, Volume, Clogging, CoastDown, NpshRequired, ValveKind, Opening, FlowLimit, ValveControl, TankUse,
    FillPressure, ReliefPressure, ChangeDrop,
    // heat rejection
    RatedCop, RatedApproach, RatedAmbient,
    // power
    RatedPower, RatedApparent, PowerFactor, Voltage, VoltageOut, Current, Efficiency25, Efficiency50, Efficiency75,
    Efficiency100, StandbyLoss, Side, Distribution, UsableShare, ResistancePerMetre, OwnPower,
    PcsPower, CellEnergy, UpsMode, Modules, SpareModules, Derating, ConductorAmbient, GroupedCircuits, Insulation, Laying,
    ShortCircuitPower, ShortCircuitVoltage, FaultRating, Phases, Tap, EnergyPrice, DemandPrice,
    // sensor
    SensorQuantity,
    Count_
};

struct ParamSpec {
    Param id;
    const char* key;    ///< in files, with its unit: "power_allocated_W"
    const char* label;  ///< TWIN_TR
    Unit unit;
    double min, max;    ///< SI, allowed range
    const char* help;   ///< TWIN_TR: what it is and where it comes from
    std::span<const char* const> choices = {};       ///< keys of a Choice, value = index
    std::span<const char* const> choiceLabels = {};  ///< TWIN_TR
};

const ParamSpec& spec(Param param);
/// The parameter with this key; Param::Count_ when there is none.
Param paramFromKey(std::string_view key);

// The choices, in the order of their tables.
enum class RoomPurpose { It, Power, Cooling, Battery, Support };
enum class Containment { None, ColdAisle, HotAisle };
enum class PowerBasis { Allocated, Nameplate, Measured };
enum class Precision { FP64, FP32, TF32, BF16, FP16, FP8, INT8, FP4 };
enum class LoadClass { Training, Inference, General };
enum class AirClass { A1, A2, A3, A4, H1 };
enum class AirPath { Underfloor, Direct, Overhead };
enum class LoopRole { Technology, Facility };
enum class ValveKind { Throttle, Check, PressureIndependent, Mixing, Diverting };
enum class ValveControl { Hand, Temperature };
enum class TankUse { Expansion, Buffer };
enum class Side { None, A, B };
enum class Distribution { Ac, Dc };
enum class DeratingBy { Stated, Nec, Iec };
/// What an object takes from its feed; AsFed: whatever conductors that has.
enum class Phases { AsFed, Three, L1N, L2N, L3N, L1L2, L2L3, L3L1 };

}  // namespace twin
