// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/media/moist_air.h"

#include <algorithm>
#include <cmath>

namespace twin {

namespace {

constexpr double kMassRatio = 0.621945;  // kg/kg, water to dry air, ASHRAE ch. 1 (20)
constexpr double kDriest_C = -90;        // lower end of every iteration

/// The root of a rising function in [low, high], by bisection to 1e-10 K; an end when there is no change of sign.
template <typename Function>
double risingRoot(double low, double high, Function&& value) {
    for (int i = 0; i < 60 && high - low > 1e-10; ++i) {
        const double middle = 0.5 * (low + high);
        (value(middle) < 0 ? low : high) = middle;
    }
    return 0.5 * (low + high);
}

/// Humidity ratio of air at a dry bulb whose thermodynamic wet bulb is known; (33) above 0 °C, (35) below.
double humidityRatioFromWetBulb(double temperature_C, double wetBulb_C, double pressure_Pa) {
    const double saturated = humidityRatio(wetBulb_C, 1, pressure_Pa);
    if (wetBulb_C >= 0)
        return ((2501 - 2.326 * wetBulb_C) * saturated - 1.006 * (temperature_C - wetBulb_C)) /
               (2501 + 1.86 * temperature_C - 4.186 * wetBulb_C);
    return ((2830 - 0.24 * wetBulb_C) * saturated - 1.006 * (temperature_C - wetBulb_C)) /
           (2830 + 1.86 * temperature_C - 2.1 * wetBulb_C);
}

}  // namespace

double saturationPressure_Pa(double temperature_C) {
    const double t = temperature_C + 273.15;
    if (temperature_C < 0)
        return std::exp(-5.6745359e3 / t + 6.3925247 - 9.6778430e-3 * t + 6.2215701e-7 * t * t +
                        2.0747825e-9 * t * t * t - 9.4840240e-13 * t * t * t * t + 4.1635019 * std::log(t));
    return std::exp(-5.8002206e3 / t + 1.3914993 - 4.8640239e-2 * t + 4.1764768e-5 * t * t - 1.4452093e-8 * t * t * t +
                    6.5459673 * std::log(t));
}

double pressureAtAltitude_Pa(double altitude_m) {
    return kStandardPressure_Pa * std::pow(1 - 2.25577e-5 * altitude_m, 5.2559);
}

double humidityRatio(double temperature_C, double relativeHumidity, double pressure_Pa) {
    const double vapour = relativeHumidity * saturationPressure_Pa(temperature_C);
    return kMassRatio * vapour / (pressure_Pa - vapour);
}

double relativeHumidity(double temperature_C, double humidityRatio, double pressure_Pa) {
    return pressure_Pa * humidityRatio / (kMassRatio + humidityRatio) / saturationPressure_Pa(temperature_C);
}

double dewPoint_C(double temperature_C, double relativeHumidity) {
    const double vapour = relativeHumidity * saturationPressure_Pa(temperature_C);
    return risingRoot(kDriest_C, std::max(temperature_C, kDriest_C) + 1,
                      [&](double t) { return saturationPressure_Pa(t) - vapour; });
}

double enthalpy_J_kg(double temperature_C, double humidityRatio) {
    return 1006 * temperature_C + humidityRatio * (2.501e6 + 1860 * temperature_C);
}

double moistAirDensity_kg_m3(double temperature_C, double humidityRatio, double pressure_Pa) {
    const double dryVolume = kDryAirGasConstant_J_kgK * (temperature_C + 273.15) * (1 + 1.607858 * humidityRatio) / pressure_Pa;
    return (1 + humidityRatio) / dryVolume;
}

double moistAirHeatCapacity_J_kgK(double humidityRatio) { return 1006 + 1860 * humidityRatio; }

double wetBulb_C(double temperature_C, double relativeHumidity, double pressure_Pa) {
    const double ratio = humidityRatio(temperature_C, relativeHumidity, pressure_Pa);
    return risingRoot(dewPoint_C(temperature_C, relativeHumidity) - 1e-6, temperature_C + 1e-9,
                      [&](double t) { return humidityRatioFromWetBulb(temperature_C, t, pressure_Pa) - ratio; });
}

double airDensityAtAltitude_kg_m3(double temperature_C, double altitude_m) {
    return moistAirDensity_kg_m3(temperature_C, 0, pressureAtAltitude_Pa(altitude_m));
}

}  // namespace twin
