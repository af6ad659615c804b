// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/air/air_case.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace twin::air {

/// One hall as a file of the format `air-reference-case/1` gives it.
struct ReferenceCase {
    std::string name, description;
    /// devices: the racks in the order of the file, then the coolers; deviceBodies[d] is the box of devices[d].
    AirCase airCase;
    std::size_t racks = 0;                ///< devices[0 … racks − 1] are racks
    std::vector<std::string> solidNames;  ///< as airCase.solids

    struct Segment {
        double from_m = 0, to_m = 0;
        int cells = 0;
    };
    std::array<std::vector<Segment>, 3> mesh;  ///< x, y, z; empty when the file gives none

    /// The computed inlet of a rack that the file carries for comparison; never used by a solver.
    struct RackReference {
        double mean_C = 0, std_C = 0, standardError_K = 0;
        std::array<double, 3> z_C{};  ///< width averages at 1/6, 1/2, 5/6 of the height
    };
    std::vector<std::optional<RackReference>> reference;  ///< as the racks; empty when the file gives none
};

struct ReadCase {
    std::optional<ReferenceCase> hall;  ///< none when an issue is an error
    Issues issues;                      ///< everything that is wrong, at once
};

/// Reads and checks a case: missing keys, numbers out of range, boxes that overlap or lie outside, faces off their box,
/// no supply, no return, flows that cannot balance. What is not understood is a warning.
///
/// Errors  none thrown. Cost  O(file) + O(boxes²).
ReadCase readReferenceCase(std::string_view json);

/// The face coordinates of the file's mesh; empty vectors when it gives none.
std::array<std::vector<double>, 3> meshFaces(const ReferenceCase& hall);

}  // namespace twin::air
