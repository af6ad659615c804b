// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/media/fluid.h"

#include <algorithm>
#include <cmath>

namespace twin {

namespace {

double clamped(double temperature_C) { return std::clamp(temperature_C, kFluidMin_C, kFluidMax_C); }

// Kell 1975: 0–150 °C, 101.325 kPa.
double waterDensity(double t) {
    return (999.83952 +
            t * (16.945176 +
                 t * (-7.9870401e-3 + t * (-46.170461e-6 + t * (105.56302e-9 - t * 280.54253e-12))))) /
           (1 + 16.879850e-3 * t);
}

// Popiel and Wojtkowiak 1998: 0–150 °C.
double waterHeatCapacity(double t) {
    const double root = std::sqrt(t);
    return 4217.4356 + t * (-5.6181625 + 1.2992528 * root + t * (-0.11535353 + 4.14964e-3 * root));
}

// Pátek et al. 2009: 253–383 K, 0.1 MPa, each term a·(T/300 K)^b.
double waterViscosity(double t) {
    const double logTheta = std::log((t + 273.15) / 300);
    return 1e-6 * (280.68 * std::exp(-1.9 * logTheta) + 511.45 * std::exp(-7.7 * logTheta) +
                   61.131 * std::exp(-19.6 * logTheta) + 0.45903 * std::exp(-40.0 * logTheta));
}

double waterConductivity(double t) {
    const double logTheta = std::log((t + 273.15) / 300);
    return 1.6630 * std::exp(-1.15 * logTheta) - 1.7781 * std::exp(-3.4 * logTheta) +
           1.1567 * std::exp(-6.0 * logTheta) - 0.432115 * std::exp(-7.6 * logTheta);
}

// Melinder 2010 for propylene glycol, collapsed at 25 % by mass: cubics in (T − 32.7083 °C).
struct Cubic {
    double c0, c1, c2, c3;
    double operator()(double t) const {
        const double x = t - 32.7083;
        return c0 + x * (c1 + x * (c2 + x * c3));
    }
};

constexpr Cubic kPg25Density{1013.61, -0.486376, -2.99375e-3, 1.43457e-5};           // kg/m³
constexpr Cubic kPg25HeatCapacity{3951.16, 2.40644, -9.53697e-4, -2.05841e-5};       // J/kgK
constexpr Cubic kPg25Conductivity{0.479338, 8.96711e-4, -6.37336e-7, -6.49557e-9};   // W/mK
constexpr Cubic kPg25LogViscosity{0.49636, -2.81998e-2, 2.27571e-4, -1.29437e-6};    // ln(µ / mPa·s)

constexpr double kSheet_C = 40;                  // maker's sheet
constexpr double kSheetDensity = 1022.5;         // kg/m³, same sheet
constexpr double kSheetHeatCapacity = 3920;      // J/kgK, same sheet
constexpr double kSheetConductivity = 0.476;     // W/mK, same sheet
constexpr double kSheetViscosity = 1.58e-3;      // Pa·s, same sheet

double scaled(double sheet, const Cubic& shape, double t) { return sheet * shape(t) / shape(kSheet_C); }

}  // namespace

double density_kg_m3(Fluid fluid, double temperature_C) {
    const double t = clamped(temperature_C);
    return fluid == Fluid::Water ? waterDensity(t) : scaled(kSheetDensity, kPg25Density, t);
}

double viscosity_Pa_s(Fluid fluid, double temperature_C) {
    const double t = clamped(temperature_C);
    if (fluid == Fluid::Water) return waterViscosity(t);
    return kSheetViscosity * std::exp(kPg25LogViscosity(t) - kPg25LogViscosity(kSheet_C));
}

FluidProperties properties(Fluid fluid, double temperature_C) {
    const double t = clamped(temperature_C);
    if (fluid == Fluid::Water) return {waterDensity(t), waterHeatCapacity(t), waterViscosity(t), waterConductivity(t)};
    return {scaled(kSheetDensity, kPg25Density, t), scaled(kSheetHeatCapacity, kPg25HeatCapacity, t),
            viscosity_Pa_s(fluid, t), scaled(kSheetConductivity, kPg25Conductivity, t)};
}

}  // namespace twin
