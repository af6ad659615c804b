// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/air/air_transport.h"

#include <stop_token>

namespace twin::air {

/// What the links give and get once the air has gone round.
struct Coupling {
    std::vector<double> given, drawn;   ///< a link; K above offset_C
    std::vector<double> rackShare;      ///< a link: of what it draws, the part that last left a rack; 0 … 1
    AirTransport::Cells cells;          ///< in the order of the flow; K above offset_C
    double throughWalls_m3_sK = 0;      ///< what walls give the air over ρ c_p (negative: take)
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
                     numerics::WorkerPool& pool, std::stop_token stop);

}  // namespace twin::air
