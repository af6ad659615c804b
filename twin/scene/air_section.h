// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/frame/frame.h"

#include <array>
#include <utility>
#include <vector>

namespace twin::scene {

/// What a section plane stands across: heights, or a place along x or y.
enum class SectionAxis { None, Z, X, Y };

/// A cut through a field at cell size. u, v run along the plane: (x, y) of a horizontal section, (y, z) and (x, z) of those
/// across x and y; arrays are u fastest.
struct AirSection {
    int nu = 0, nv = 0;
    std::vector<float> temperature_C;           ///< NaN where there is no air nearby
    std::vector<float> along_u_m_s, along_v_m_s;  ///< velocity in the plane; empty unless asked for; 0 without air
    std::array<Vec3, 4> corners;
};

/// Where along its axis a field can be cut: its edges, with the floor as the lowest height.
std::pair<double, double> sectionSpan(const AirField& field, SectionAxis axis);

/// Its corners (0, 0), (1, 0), (1, 1), (0, 1) in u, v of an AirSection.
std::array<Vec3, 4> sectionCorners(const AirField& field, SectionAxis axis, double position_m);

/// The field at `position_m` (height over the floor, or x or y of the site) between two layers of cells. Cells without air
/// take the mean of their neighbours with air, twice, so that a picture reaches under the edges of racks.
/// No values for SectionAxis::None, a position outside of the field and a field that is not whole.
/// Cost  O(cells of the layer).
AirSection airSection(const AirField& field, SectionAxis axis, double position_m, bool withVelocity = false);

/// A short line with a head, on the section's plane.
struct AirArrow {
    Vec3 tail, tip, left, right;  ///< the head goes left – tip – right
};

/// Arrows some `spacing_m` apart where air moves, as long as the speed says: the spacing at the 90th percentile of the
/// speeds in the section, 1.6 times that at most. O(cells of the layer).
std::vector<AirArrow> sectionArrows(const AirSection& section, double spacing_m);

/// Temperatures for an iso-surface: every `stride`-th cell each way, cells without air filled from their neighbours as in a
/// section and those deep inside of solids with `deep_C`.
struct IsoGrid {
    int nx = 0, ny = 0, nz = 0;
    Vec3 first;                   ///< centre of the first cell
    double dx_m = 0, dy_m = 0, dz_m = 0;
    std::vector<float> temperature_C;
};
IsoGrid isoGrid(const AirField& field, int stride, float deep_C);

}  // namespace twin::scene
