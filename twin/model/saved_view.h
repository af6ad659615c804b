// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/id.h"
#include "twin/base/vec.h"

#include <optional>
#include <string>
#include <vector>

namespace twin {

/// Where a picture is taken from. Site metres.
struct CameraPose {
    Vec3 position{0, -30, 20};
    Vec3 focal;
    Vec3 up{0, 0, 1};
    bool parallel = false;
    double parallelScale_m = 20;  ///< half the height of the picture, when parallel
    bool operator==(const CameraPose&) const = default;
};

/// What a view draws of the hall air beside the floor's colours; the words are those of the layout document.
struct SavedAir {
    std::string section = "z";           ///< "z", "x", "y" or "none"
    double at_m = 0;                     ///< of sections across x and y: where; heights are the view's section_m
    bool vectors = false;
    std::string streamlines;             ///< "supplies", "racks" or empty
    std::optional<double> iso_C;         ///< the surface of this temperature
    bool operator==(const SavedAir&) const = default;
};

/// One picture of a presentation: what is shown, how it is coloured, and what is said about it.
struct SavedView {
    Id id;
    std::string name;
    std::string caption;
    Id variant;               ///< the one shown, or the left one of a comparison
    std::vector<Id> beside;   ///< variants beside it; empty: a single picture
    std::string overlay;      ///< key of the overlay; empty: as it is
    bool difference = false;  ///< beside: the difference to `variant` is painted
    bool field = true;        ///< the air is shown on floor and section
    double section_m = 1;     ///< height of the section
    SavedAir air;
    CameraPose camera;
    bool operator==(const SavedView&) const = default;
};

}  // namespace twin
