// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace twin {

/// Relations of moist air. Dry-bulb temperatures in °C, relative humidity as a fraction 0 … 1, pressures in Pa,
/// humidity ratio in kg of water vapour a kg of dry air, enthalpy in J a kg of dry air (zero: dry air and liquid at 0 °C).
///
/// Needs   −90 °C ≤ temperature ≤ 150 °C, pressure above the vapour's; values outside give the formula's extrapolation.
/// Errors  none.  Cost  under 1 µs; dewPoint and wetBulb a few µs (iteration to 1e-9 K).  Thread-safe: yes.
/// Source  ASHRAE Handbook Fundamentals 2017, chapter 1 (equation numbers at each function); saturation pressure
///         Hyland and Wexler 1983, over ice below 0 °C.

inline constexpr double kStandardPressure_Pa = 101325;  // Pa, sea level, ASHRAE ch. 1
inline constexpr double kDryAirGasConstant_J_kgK = 287.042;  // J/kgK, ASHRAE ch. 1 (1)

/// Saturation pressure of water vapour over liquid water, or ice below 0 °C; (5), (6).
double saturationPressure_Pa(double temperature_C);

/// Pressure of the standard atmosphere; (3). Altitude −5 000 … 11 000 m.
double pressureAtAltitude_Pa(double altitude_m);

/// Humidity ratio; (20).
double humidityRatio(double temperature_C, double relativeHumidity, double pressure_Pa = kStandardPressure_Pa);

/// Relative humidity that belongs to a humidity ratio; above 1 when supersaturated.
double relativeHumidity(double temperature_C, double humidityRatio, double pressure_Pa = kStandardPressure_Pa);

/// Dew point (frost point below 0 °C): the temperature at which the vapour pressure is the saturation pressure.
/// −90 °C for air drier than that.
double dewPoint_C(double temperature_C, double relativeHumidity);

/// Specific enthalpy, J a kg of dry air; (30).
double enthalpy_J_kg(double temperature_C, double humidityRatio);

/// Density of the mixture, kg/m³; (26), (11).
double moistAirDensity_kg_m3(double temperature_C, double humidityRatio, double pressure_Pa = kStandardPressure_Pa);

/// Heat capacity of the mixture, J a kg of dry air and kelvin: 1 006 + 1 860 W.
double moistAirHeatCapacity_J_kgK(double humidityRatio);

/// Thermodynamic wet-bulb temperature; (33), (35).
double wetBulb_C(double temperature_C, double relativeHumidity, double pressure_Pa = kStandardPressure_Pa);

/// Dry air at a temperature and altitude, for air flows without humidity.
double airDensityAtAltitude_kg_m3(double temperature_C, double altitude_m);

}  // namespace twin
