// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/issue.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace twin::air {

/// What a rack does to the air; a quantity that is not known stays empty.
struct RackAir {
    std::string name;
    std::string airClass = "A1";                         ///< the class its equipment is rated for: A1 … A4, H1
    double flow_m3_s = 0;                                ///< through the rack
    double heat_W = 0;                                   ///< to the air
    std::optional<double> inlet_C;                       ///< flow average
    std::array<std::optional<double>, 3> inletHeight_C;  ///< at 1/6, 1/2 and 5/6 of the rack's height
    std::optional<double> outlet_C;
};

/// A unit (or tile, or return) on the cold side of the hall.
struct CoolerAir {
    std::string name;
    double flow_m3_s = 0;
    std::optional<double> supply_C, return_C;
};

/// A dry-bulb envelope for air entering equipment. Source: ASHRAE TC 9.9, Thermal Guidelines for Data Processing
/// Environments, 5th ed. (2021), table 2.1; moisture limits in humidity.h.
struct AirClass {
    std::string_view name;
    double recommendedLow_C, recommendedHigh_C, allowableLow_C, allowableHigh_C;
};

/// A1, A2, A3, A4, H1.
const std::array<AirClass, 5>& airClasses();
/// Null for an unknown name.
const AirClass* findAirClass(std::string_view name);

/// Rack cooling index, %: 100 = no inlet beyond the recommended range; ≥ 96 good, ≤ 90 poor; below 0 when inlets lie
/// far beyond the allowable limit.
/// Source  Herrlin, ASHRAE Transactions 111(2) (2005) 725–731.
struct RackCoolingIndex {
    double high_pct = 100, low_pct = 100;
    bool beyondAllowableHigh = false, beyondAllowableLow = false;  ///< Herrlin marks the index with * then
    int inlets = 0;                                                ///< temperatures counted
};
/// Empty without inlets.
std::optional<RackCoolingIndex> rackCoolingIndex(const std::vector<double>& inlets_C, const AirClass& airClass);
/// Racks of several classes: each excess counts in units of its own rack's class. Uses the three heights; a rack with
/// one missing is left out.
std::optional<RackCoolingIndex> rackCoolingIndex(const std::vector<RackAir>& racks);

/// Return temperature index, %: (T_return − T_supply) / ΔT_equipment; above 100 net recirculation, below net bypass.
/// Empty when a temperature of a running unit is missing or the equipment has no rise.
/// Source  Herrlin, ASHRAE Transactions 114(2) (2008) 182–187. Temperatures and rise are flow averages.
std::optional<double> returnTemperatureIndex_pct(double return_C, double supply_C, double equipmentRise_K);
std::optional<double> returnTemperatureIndex_pct(const std::vector<RackAir>& racks, const std::vector<CoolerAir>& coolers);

/// Supply heat index δQ / (Q + δQ), 0 … 1, and return heat index 1 − SHI, flow-weighted over racks with constant ρ cp.
/// reference_C is the supply temperature. Empty when an inlet or outlet of a running rack is missing, or when there is
/// no heat. An inlet colder than the reference (two supplies of different temperature) can make SHI negative.
/// Source  Sharma, Bash, Patel, AIAA-2002-3091 (2002), eqs. 4–6.
struct HeatIndices {
    double shi = 0, rhi = 1;
};
std::optional<HeatIndices> heatIndices(const std::vector<RackAir>& racks, double reference_C);

/// Which classes a rack's inlets (all three heights) meet.
struct ClassMet {
    std::vector<std::string_view> allowable;    ///< every class whose allowable range holds all inlets
    std::string_view narrowest;                 ///< first of A1, A2, A3, A4 among them; empty = none
    bool recommended = false;                   ///< all inlets within the rack's own recommended range
    bool own = false;                           ///< all inlets within the rack's own allowable range
    double marginHigh_K = 0, marginLow_K = 0;   ///< to the own allowable limits; negative = beyond
};
/// Empty when a height is missing or the rack's class is unknown.
std::optional<ClassMet> classMet(const RackAir& rack);

/// An inlet above the recommended range of its rack's class.
struct HotSpot {
    std::size_t rack = 0;
    int height = 0;  ///< 0, 1, 2: at 1/6, 1/2, 5/6
    double inlet_C = 0;
    double excess_K = 0;        ///< above the recommended limit
    bool beyondAllowable = false;
};
/// Hottest first.
std::vector<HotSpot> hotSpots(const std::vector<RackAir>& racks);

/// Everything above for one hall. A figure the data cannot support is empty and said in issues.
struct AirMeasures {
    std::optional<RackCoolingIndex> rci;
    std::optional<double> rti_pct;
    std::optional<HeatIndices> heat;
    std::optional<double> supply_C, return_C;  ///< flow averages over running units
    std::vector<std::optional<ClassMet>> classes;  ///< a rack
    std::vector<HotSpot> hotSpots;
    Issues issues;
};

/// Cost O(racks + coolers). Errors: none thrown; issues air.measureMissing (note), air.unknownClass (error),
/// air.rackBeyondClass (warning).
AirMeasures measure(const std::vector<RackAir>& racks, const std::vector<CoolerAir>& coolers);

}  // namespace twin::air
