// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/liquid/loop_network.h"

#include <stop_token>

namespace twin::liquid {

struct SolveOptions {
    double tolerance = 1e-9;               ///< of both residuals of NetworkResult
    int maxIterations = 100;               ///< Newton steps of one stage
    int maxTemperaturePasses = 6;          ///< 1: properties at the start temperature
    double temperatureTolerance_K = 0.01;  ///< passes end when no temperature used for properties moved more
    const NetworkResult* warmStart = nullptr;  ///< a solution of a network with the same nodes and links in the same order
};

/// Flows, pressures, temperatures and heats of closed coolant loops in steady state.
///
/// Shapes  results in the network's order of links and nodes.
/// Needs   nothing: links that make no sense are left out and named in the issues. Parts that hang together over open
///         links are solved for themselves; a part without driving pump stands still.
/// Errors  none thrown. Not converging is report.status; the flows are then the last iterate. Issues: "liquid.badLink",
///         "liquid.secondVessel", "liquid.noFlow", "liquid.noHeatSink", "liquid.outOfRange".
/// Model   One density and heat capacity a loop (at its mean temperature), so volume and heat balance exactly;
///         viscosity of each link at the mean of its ends. Left out: thermal buoyancy, heat from friction (some 0.02 K
///         a bar), pipe walls.
/// Cost    see LoopHydraulics and carryHeat; 2–4 passes over temperature-dependent properties.
///         Thread-safe: yes (no state).
/// Source  Todini and Pilati 1988 and EPANET 2.2 Users Manual, chapter 12; derivation in loop_hydraulics.cpp and
///         loop_heat.cpp.
NetworkResult solveNetwork(const Network& network, const SolveOptions& options = {}, std::stop_token stop = {});

}  // namespace twin::liquid
