// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/air/tracer.h"
#include "twin/base/issue.h"
#include "twin/media/moist_air.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace twin::air {

/// A cooling coil by its apparatus dew point: air leaves as a mixture of by-passed air and air saturated at the
/// coil's mean surface temperature. Dry while the surface lies above the dew point of what enters.
struct Coil {
    std::string name;
    double flow_m3_s = 0;
    double return_C = 24;           ///< air that enters, dry bulb
    double supply_C = 18;           ///< air that leaves, dry bulb
    double surface_C = 12;          ///< apparatus dew point: mean surface temperature, below the supply
};

/// A hall's moisture: what comes with outdoor air and humidifiers, what coils take out.
struct MoistureCase {
    double outdoorFlow_m3_s = 0;    ///< fresh air; as much leaves
    double outdoor_C = 20, outdoorHumidity = 0.5;  ///< dry bulb, relative humidity 0 … 1
    double release_kg_s = 0;        ///< by people and processes; people: none in a hall
    std::vector<Coil> coils;
    double humidifierCapacity_kg_s = 0;  ///< all humidifiers; 0 = none
    double dewPointLow_C = -9;      ///< humidifiers hold at least this dew point (ASHRAE recommended, 2021)
    double dryAirDensity_kg_m3 = 1.2;
    double pressure_Pa = kStandardPressure_Pa;
};

struct MoistureResult {
    double humidityRatio = 0;       ///< kg/kg dry air, of the mixed hall
    double dewPoint_C = 0;
    double outdoor_kg_s = 0;        ///< net with outdoor air (negative: it dries the hall)
    double humidifier_kg_s = 0;
    std::vector<double> coil_kg_s;  ///< condensate of each coil
    std::vector<double> coilLatent_W;
    double residual_kg_s = 0;       ///< of the balance
    bool humidifierShort = false;   ///< it cannot hold the dew point
    bool steady = true;             ///< false: nothing sets the humidity (no outdoor air, no wet coil): no number
    Issues issues;
};

/// Steady moisture balance of a mixed hall:
///     V_o ρ (W_o − W) + release + humidifier = Σ coils V ρ (1 − BF) max(0, W − W_s(T_surface)),
/// BF = (T_supply − T_surface) / (T_return − T_surface) the coil's by-pass factor.
///
/// Needs   finite numbers, surfaces below supplies below returns; anything else is an issue, by coil and value.
/// Errors  air.badHumidity, air.badCoil (errors), air.humidifierShort (warning), air.humidityOpen (note).
/// Cost    O(coils · log coils): the right side is piecewise linear in W. Thread-safe: yes.
/// Source  ASHRAE Handbook Fundamentals 2017 ch. 1 (psychrometrics); by-pass factor and apparatus dew point: Carrier,
///         Handbook of Air Conditioning System Design (1965), part 1 ch. 8. Checked by hand balance in
///         tests/unit/twin/air/humidity_balance_test.cpp.
MoistureResult moistureBalance(const MoistureCase& moisture);

/// Share of moisture at each point where supplies differ: dry and humid streams mix as the tracers do. humidityRatio:
/// one a giving port (coolers, outdoor air); racks pass on what they draw (served: servedBy()). Gives one a port.
std::vector<double> humidityRatios(const FlowGraph& graph, const std::vector<double>& served, const std::vector<double>& humidityRatio);

/// Relative humidity (0 … 1) and dew point of air at an inlet.
struct InletHumidity {
    double relative = 0, dewPoint_C = 0;
};
InletHumidity inletHumidity(double inlet_C, double humidityRatio, double pressure_Pa = kStandardPressure_Pa);

/// A cold surface in the hall: pipes of the facility water, rear doors, the technology loop.
struct ColdSurface {
    std::string name;
    double surface_C = 0;   ///< coldest place; a bare pipe: its water
    double air_C = 24;      ///< air beside it
    double humidityRatio = 0;
};
struct CondensationCheck {
    double dewPoint_C = 0;
    double margin_K = 0;    ///< surface − dew point; below the guard it must be insulated or warmed
    bool safe = true;
};
/// guard_K: kept above the dew point. Adds air.condensation (error below the dew point, warning within the guard).
std::vector<CondensationCheck> condensation(const std::vector<ColdSurface>& surfaces, double guard_K, double pressure_Pa, Issues& issues);

/// Moisture limits of an ASHRAE air class. Source: ASHRAE TC 9.9, Thermal Guidelines for Data Processing Environments,
/// 5th ed. (2021), table 2.1: the lower limit is the higher of dew point and relative humidity, the upper the lower.
struct MoistureLimits {
    std::string_view name;
    double lowDewPoint_C, lowRelative, highDewPoint_C, highRelative;
};
const MoistureLimits* moistureLimits(std::string_view airClass);
/// True when an inlet lies within the allowable moisture of the class; empty for an unknown class.
std::optional<bool> meetsMoisture(const InletHumidity& inlet, std::string_view airClass);

}  // namespace twin::air
