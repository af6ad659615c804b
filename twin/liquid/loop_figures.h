// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/liquid/loop_network.h"
#include "twin/liquid/site_loops.h"

#include <limits>
#include <span>
#include <vector>

namespace twin::liquid {

/// What an operator reads of one loop: a part of a site that hangs together over open links.
struct LoopFigures {
    static constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();
    int part = 0;                     ///< of SiteLoops
    int loop = 0;                     ///< of the part's NetworkResult
    Fluid fluid = Fluid::Water;
    bool open = false;                ///< over a cooling tower: expands into its basin
    Id driver;                        ///< the pump or CDU that moves most of it: what it is called by; none where it stands still
    std::size_t objects = 0;          ///< coolant passes through them
    double flow_m3_s = 0;             ///< of all its pumps
    double supply_C = kUnknown;       ///< warmest that comes to an object which gives heat to it
    double return_C = kUnknown;       ///< what comes back to its pumps (CDU) or rejection, mixed by flow
    double heat_W = 0;                ///< taken up
    // filling
    double volume_m3 = 0;             ///< pipes, manifolds, vessels' buffers and what objects hold
    double glycol_kg = 0;             ///< in the filling at 10 °C
    double expansion_m3 = 0;          ///< from 10 °C to the return temperature
    double vessel_m3 = 0;             ///< expansion vessels that it has
    double vesselNeeded_m3 = kUnknown;  ///< by EN 12828; unknown without a vessel's pressures
    // pressure, over the atmosphere
    double lowest_Pa = kUnknown, highest_Pa = kUnknown;
    Id lowestAt, highestAt;
    double relief_Pa = kUnknown;      ///< lowest of its safety valves
    double test_Pa = kUnknown;        ///< of the hydrostatic test: 1.5 × relief pressure (ASME B31.9, 937.3)
    // velocity in pipes
    double fastest_m_s = kUnknown, slowest_m_s = kUnknown;
    Id fastestPipe, slowestPipe;
};

/// Every loop of a site that has an object coolant passes through, the largest first.
///
/// Shapes  results: one a network of `loops` (empty where a network was not solved).
/// Model   objects with two sides hold half of their volume on each. Expansion by the density between 10 °C and the return;
///         vessel: (expansion + reserve 0.5 %, at least 3 L) · (p_e + 1 bar) / (p_e − p_0) with p_0 the fill pressure and
///         p_e the relief pressure less a tenth (EN 12828, annex D).
/// Cost    O(links).  Thread-safe: yes.
/// Checked tests/unit/twin/liquid/loop_figures_test.cpp by hand.
std::vector<LoopFigures> loopFigures(const Site& site, const SiteLoops& loops, std::span<const NetworkResult> results);

/// "liquid.pressureHigh": above the relief pressure. "liquid.pressureLow": suction of air, below kLeastPressure_Pa over the
/// atmosphere. "liquid.vesselSmall": the expansion vessel is too small. "liquid.noVessel": a running loop without one.
Issues loopIssues(const Site& site, const std::vector<LoopFigures>& figures);

inline constexpr double kLeastPressure_Pa = 30e3;  ///< EN 12828: at least 0.3 bar over the atmosphere at the highest point

/// Share of glycol by mass; 0 of water.
double glycolShare(Fluid fluid);

}  // namespace twin::liquid
