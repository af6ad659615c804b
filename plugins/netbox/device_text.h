// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace plenum::netbox {

/// The figures that the free text of a device states ("Rack PDU, Metered, 1U, 16A, 208/230V"), SI, rising, each once.
struct StatedFigures {
    std::vector<double> current_A, voltage_V, power_W, apparent_VA;
    std::optional<double> consumption_W;  ///< "Power Consumption: 6.5kW", "6.5 kW at full load"
    std::optional<double> cooling_W;      ///< "Cooling Capacity: Up to 250 kW"
};
StatedFigures statedFigures(const std::string& text);

struct StatedBody {
    std::optional<double> width_m, depth_m, height_m;
};
/// "1991H x 600W x 1200D mm", "480(W) x 810(D) x 177(H) mm".
StatedBody statedBody(const std::string& text);

/// What a plug can carry. Pin patterns of IEC 60309 tell voltage and phases but not the size.
struct Plug {
    double current_A = 0;   ///< 0: not told by the type
    double voltage_V = 0;   ///< line to line of three phases, else between its two poles; 0: not told
    bool threePhase = false;
    bool continuous = true; ///< the rating is continuous (IEC); North American circuits carry 80 % of it (NEC 210.20)
    bool dc = false;
};
std::optional<Plug> plugOf(const std::string& type);

}  // namespace plenum::netbox
