// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/frame/frame.h"

#include <optional>

namespace twin {

/// The air at a point between the cell centres.
struct AirSample {
    Vec3 velocity_m_s;
    double temperature_C = 0;
};

/// Whether the four arrays hold as many cells as the grid says.
bool isWhole(const AirField& field);

/// Trilinear between the eight cell centres around a point; solid cells take no part (the others share their weight), and
/// outside of the outermost centres the field goes on level. Nothing in solid cells and outside of the grid.
/// Needs  isWhole(field).  Cost  O(1).
std::optional<AirSample> sampleAir(const AirField& field, const Vec3& point);

/// `a` minus `b` on the grid of `a`: temperature in K, velocities in m/s. `b` is sampled at the centres of a's cells.
/// NaN (velocities 0) where either has a solid or ends; no cells when either is not whole. O(cells of a).
AirField differenceField(const AirField& a, const AirField& b);

}  // namespace twin
