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

// Melinder 2010, his polynomials in concentration and temperature collapsed at one concentration: cubics in (T − base).
struct Cubic {
    double c0, c1, c2, c3;
    double operator()(double x) const { return c0 + x * (c1 + x * (c2 + x * c3)); }
};

struct Glycol {
    double base_C;
    Cubic density;       // kg/m³
    Cubic heatCapacity;  // J/kgK
    Cubic conductivity;  // W/mK
    Cubic logViscosity;  // ln(µ / mPa·s)
};

constexpr double kPropylene_C = 32.7083, kEthylene_C = 31.728;
constexpr Glycol kPg20{kPropylene_C,
                       {1009.75, -0.440123, -3.29629e-3, 1.52942e-5},
                       {4003.55, 2.11988, 5.48186e-4, -3.2189e-5},
                       {0.5051, 9.95617e-4, -1.53105e-6, -6.43021e-9},
                       {0.337821, -2.63191e-2, 2.06258e-4, -1.20504e-6}};
constexpr Glycol kPg25{kPropylene_C,
                       {1013.61, -0.486376, -2.99375e-3, 1.43457e-5},
                       {3951.16, 2.40644, -9.53697e-4, -2.05841e-5},
                       {0.479338, 8.96711e-4, -6.37336e-7, -6.49557e-9},
                       {0.49636, -2.81998e-2, 2.27571e-4, -1.29437e-6}};
constexpr Glycol kPg30{kPropylene_C,
                       {1017.46, -0.533943, -2.70515e-3, 1.35661e-5},
                       {3891.09, 2.66339, -1.61972e-3, -1.14142e-5},
                       {0.454682, 8.07376e-4, -3.03483e-8, -6.06608e-9},
                       {0.660329, -3.017e-2, 2.49447e-4, -1.38594e-6}};
constexpr Glycol kPg55{kPropylene_C,
                       {1032.58, -0.721429, -1.65982e-3, 1.21999e-5},
                       {3489.13, 4.18341, -1.55636e-4, -2.08964e-6},
                       {0.34572, 4.31388e-4, 4.21279e-7, 3.50412e-9},
                       {1.4932, -3.85129e-2, 3.25558e-4, -1.87728e-6}};
constexpr Glycol kEg30{kEthylene_C,
                       {1032.89, -0.472226, -2.73294e-3, 4.71427e-6},
                       {3752.15, 2.84174, -4.32032e-3, -1.40974e-5},
                       {0.475639, 9.02815e-4, -1.15022e-6, -2.69067e-9},
                       {0.449592, -2.54001e-2, 1.77317e-4, -7.53537e-7}};
constexpr Glycol kEg50{kEthylene_C,
                       {1058.39, -0.582053, -1.99924e-3, 6.87644e-6},
                       {3372.22, 4.99663, -1.18983e-2, -3.65393e-5},
                       {0.396419, 6.19653e-4, -7.33822e-8, -4.10872e-9},
                       {0.956019, -2.72977e-2, 2.05061e-4, -1.31742e-6}};

const Glycol& glycol(Fluid fluid) {
    switch (fluid) {
        case Fluid::PG20: return kPg20;
        case Fluid::PG30: return kPg30;
        case Fluid::PG55: return kPg55;
        case Fluid::EG30: return kEg30;
        case Fluid::EG50: return kEg50;
        default: return kPg25;
    }
}

constexpr double kSheet_C = 40;                  // maker's sheet
constexpr double kSheetDensity = 1022.5;         // kg/m³, same sheet
constexpr double kSheetHeatCapacity = 3920;      // J/kgK, same sheet
constexpr double kSheetConductivity = 0.476;     // W/mK, same sheet
constexpr double kSheetViscosity = 1.58e-3;      // Pa·s, same sheet

/// A property of PG25: the sheet's value times Melinder's temperature dependence.
double scaled(double sheet, const Cubic& shape, double t) { return sheet * shape(t - kPropylene_C) / shape(kSheet_C - kPropylene_C); }

}  // namespace

double density_kg_m3(Fluid fluid, double temperature_C) {
    const double t = clamped(temperature_C);
    if (fluid == Fluid::Water) return waterDensity(t);
    const Glycol& mixture = glycol(fluid);
    return fluid == Fluid::PG25 ? scaled(kSheetDensity, mixture.density, t) : mixture.density(t - mixture.base_C);
}

double viscosity_Pa_s(Fluid fluid, double temperature_C) {
    const double t = clamped(temperature_C);
    if (fluid == Fluid::Water) return waterViscosity(t);
    const Glycol& mixture = glycol(fluid);
    const double logarithm = mixture.logViscosity(t - mixture.base_C);
    if (fluid != Fluid::PG25) return 1e-3 * std::exp(logarithm);
    return kSheetViscosity * std::exp(logarithm - mixture.logViscosity(kSheet_C - mixture.base_C));
}

FluidProperties properties(Fluid fluid, double temperature_C) {
    const double t = clamped(temperature_C);
    if (fluid == Fluid::Water) return {waterDensity(t), waterHeatCapacity(t), waterViscosity(t), waterConductivity(t)};
    const Glycol& mixture = glycol(fluid);
    const double density = density_kg_m3(fluid, t), viscosity = viscosity_Pa_s(fluid, t), x = t - mixture.base_C;
    if (fluid != Fluid::PG25) return {density, mixture.heatCapacity(x), viscosity, mixture.conductivity(x)};
    return {density, scaled(kSheetHeatCapacity, mixture.heatCapacity, t), viscosity, scaled(kSheetConductivity, mixture.conductivity, t)};
}

}  // namespace twin
