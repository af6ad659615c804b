// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace twin {

/// What a number measures. Values are SI everywhere inside; people see the display unit of a UnitSystem.
enum class Unit {
    None, Count, Fraction, Metre, Area, Volume, Degree, Kilogram, Pressure, FloorLoad, Temperature, TemperatureDifference,
    Power, ApparentPower, Energy, AirFlow, WaterFlow, Speed, Voltage, Current, Resistance, ResistancePerMetre, Compute,
    ComputePerWatt, Seconds, HeatTransfer, HeatCapacity, Roughness, Diameter, Choice,
    AirPressure, OpenArea, HeatCapacityPerArea, Conductivity, Transmittance
};

enum class UnitSystem { SI, IP };

/// How a unit is shown: shown = value · scale + offset.
struct DisplayUnit {
    const char* symbol;
    double scale = 1;
    double offset = 0;
    int decimals = 1;
};

DisplayUnit displayUnit(Unit unit, UnitSystem system);

/// "4 702.0 kW": thin spaces in thousands, unit after a no-break space. NaN gives "–". decimals < 0: the unit's own.
std::string formatQuantity(double value, Unit unit, UnitSystem system = UnitSystem::SI, int decimals = -1);
/// The number alone, in the display unit.
std::string formatNumber(double value, Unit unit, UnitSystem system = UnitSystem::SI, int decimals = -1);

/// Reads "75 F", "120 gpm", "1.2 kW", "1200" (display unit of the system) into SI. Nothing if it is not a number or
/// its unit does not fit what is measured.
std::optional<double> parseQuantity(std::string_view text, Unit unit, UnitSystem system = UnitSystem::SI);

}  // namespace twin
