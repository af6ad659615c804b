// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/liquid/loop_network.h"
#include "twin/liquid/site_loops.h"

#include <span>
#include <vector>

namespace twin::liquid {

/// What is left of the suction pressure of a pump before its coolant boils at the impeller.
struct PumpSuction {
    int part = 0, link = -1;   ///< of SiteLoops; part 0 when asked for one network
    double available_Pa = 0;   ///< absolute pressure at the suction minus vapour pressure; velocity head left out (on the safe side)
    double required_Pa = 0;    ///< the rated value, growing with the square of the flow beyond the rated one
    double margin_Pa = 0;      ///< available − required
};

/// Vapour pressure of water, 0–100 °C; of its glycol mixtures an upper bound. IAPWS, Wagner and Pruss, J. Phys. Chem. Ref.
/// Data 22, 1993, p. 783, equation 1; within 0.1 %.
double vapourPressure_Pa(double temperature_C);

/// Needs   a pump link and a result of its network, pressures as gauge (as sites have them).
PumpSuction pumpSuction(const Network& network, const NetworkResult& result, int link, double required_Pa, double atmosphere_Pa = 101325);

/// Every pump of a site that runs (pumps of their own and those in CDUs), with Param::NpshRequired.
/// Shapes  results: one a network of `loops`.
std::vector<PumpSuction> pumpSuctions(const Site& site, const SiteLoops& loops, std::span<const NetworkResult> results);

/// "liquid.npsh": an error where a pump has too little, a warning below kLeastNpshReserve_Pa.
Issues npshIssues(const SiteLoops& loops, const std::vector<PumpSuction>& suctions);

/// "liquid.openEnd": objects that coolant passes through with some of their ports joined and others not; of a three-way valve
/// "liquid.threeWayPort", an error. Objects without any connection are not meant.
Issues openEnds(const Site& site);

/// "liquid.velocityHigh" and "liquid.velocityLow": the pipe of each network that is furthest beyond kErosion_m_s, and the
/// number of those in which air may stay (below kAirRelease_m_s), as a note.
Issues velocityIssues(const SiteLoops& loops, std::span<const NetworkResult> results);

/// Water in pipes: no faster against erosion, no slower so that it carries air to the vents.
/// Source  AIRAH, Industry Directory 2016, p. 191.
inline constexpr double kErosion_m_s = 2.4, kAirRelease_m_s = 0.75;

inline constexpr double kLeastNpshReserve_Pa = 5e3;  ///< some 0.5 m, the usual reserve (ANSI/HI 9.6.1)

/// The liquid-cooling class of ASHRAE TC 9.9 whose highest facility water supply this one does not exceed: W17, W27, W32,
/// W40, W45 (the number is the temperature in °C), W+ above.
/// Source  ASHRAE TC 9.9, Liquid Cooling Guidelines for Datacom Equipment Centers. The S classes of technology loops are not
///         given: no public source of their limits was found.
const char* facilityClass(double supply_C);

}  // namespace twin::liquid
