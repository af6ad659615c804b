// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace twin {

/// PG propylene glycol, EG ethylene glycol, in water; the number is per cent by mass (of PG25: by its maker's sheet).
enum class Fluid { Water, PG25, PG20, PG30, PG55, EG30, EG50 };

struct FluidProperties {
    double density_kg_m3 = 0;
    double heatCapacity_J_kgK = 0;
    double viscosity_Pa_s = 0;  ///< dynamic
    double conductivity_W_mK = 0;
};

/// The range in which properties() is smooth and sourced; outside it the value at the nearer end is given.
inline constexpr double kFluidMin_C = 0;
inline constexpr double kFluidMax_C = 95;

/// Properties of a coolant at atmospheric pressure.
///
/// Needs   temperature_C finite; clamped to kFluidMin_C … kFluidMax_C (callers that may leave the range say so).
/// Errors  none.  Cost  some 100 ns.  Thread-safe: yes.
/// Source  water: density Kell, J. Chem. Eng. Data 20, 1975, p. 97; viscosity and conductivity Pátek et al., J. Phys.
///         Chem. Ref. Data 38, 2009, p. 21 (IAPWS SR6-08, from the IAPWS 2008 formulation); heat capacity Popiel and
///         Wojtkowiak, Heat Transfer Eng. 19(3), 1998, p. 87 (within 0.06 % of IAPWS-95).
///         PG25 (25 % propylene glycol): one maker's sheet at 40 °C, 1 022.5 kg/m³, 3 920 J/kgK, 0.476 W/mK,
///         1.58 mPa·s, times the temperature dependence of the 25 % mixture after Melinder, Properties of Secondary
///         Working Fluids, IIR 2010. Typical: sheets differ by 15 % in viscosity.
///         The other glycols: Melinder 2010 as it is (uninhibited; his stated deviations from measurements are 0.1 %
///         in density, 1 % in heat capacity and conductivity, 5 % in viscosity). Inhibitors add up to 1 % of density.
FluidProperties properties(Fluid fluid, double temperature_C);

/// Density only: what flow solvers ask most often.
double density_kg_m3(Fluid fluid, double temperature_C);

/// Dynamic viscosity only.
double viscosity_Pa_s(Fluid fluid, double temperature_C);

}  // namespace twin
