// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace twin {

struct Vec2 {
    double x = 0, y = 0;
    bool operator==(const Vec2&) const = default;
};

/// Metres in site coordinates: x east, y north, z up, z = 0 at the finished floor.
struct Vec3 {
    double x = 0, y = 0, z = 0;
    bool operator==(const Vec3&) const = default;
};

}  // namespace twin
