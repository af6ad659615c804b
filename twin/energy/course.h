// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/issue.h"

#include <string>
#include <string_view>
#include <vector>

namespace twin::energy {

/// One value a cell, of what is no power: frequencies, a regulation signal.
struct Course {
    std::vector<double> values;
    Issues issues;  ///< lines that are no number, by name and line
};

/// Reads one value a line, or the last of several columns; a header, empty lines and lines after '#' are passed over.
Course readCourse(std::string_view text, const std::string& name);

/// A disturbance of the grid: at nominal for lead_s, falling straight to nadir_Hz over fall_s (rising, when it lies above),
/// coming back straight over recover_s; nominal until the end.
std::vector<double> frequencyEvent(double nominal_Hz, double nadir_Hz, double lead_s, double fall_s, double recover_s, double step_s, std::size_t cells);

}  // namespace twin::energy
