// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/air/air_transport.h"

#include <stop_token>

namespace twin::air {

/// What the links give and get once the air has gone round.
struct Coupling {
    std::vector<AirTransport::Values> given, drawn;  ///< a link; temperature in K above offset_C
    std::vector<AirTransport::Values> cells;         ///< in the order of the flow; temperature in K above offset_C
    std::vector<AirTransport::Exchange> walls;       ///< that pass heat; temperature in K above offset_C
    double offset_C = 0;
    int passes = 0;
    double change_K = 0;    ///< largest |outlet from the last intake − outlet used|
    std::size_t worst = 0;  ///< link with the largest change
    bool converged = false;
    bool cancelled = false;
};

/// Mean set point of the coolers (20 °C without any): the temperature of air nobody has touched.
double stillAir_C(const AirCase& airCase);

/// Temperature (K above offset_C) with which a device lets go air drawn at intake (K above offset_C).
double outletTemperature(const AirCase& airCase, const Device& device, double intake, double offset_C);

/// Finds the outlet temperatures that agree with the intakes they cause (fixed point with Anderson acceleration).
/// Without a steady state (more heat than capacity; a rack that breathes only its own air) the result is the state
/// after kCirculations rounds of the air from the start, not converged.
Coupling coupleLinks(const AirCase& airCase, const AirGrid& grid, const AirTransport& transport, const AirOptions& options,
                     std::stop_token stop);

}  // namespace twin::air
