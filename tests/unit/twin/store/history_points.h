// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/telemetry/point.h"

#include <memory>
#include <string>
#include <vector>

namespace plenum::test {

/// Points "p0", "p1" … without objects.
inline twin::telemetry::PointTable plainPoints(std::size_t count, double deadband = 0) {
    std::vector<twin::telemetry::Point> points(count);
    for (std::size_t i = 0; i < count; ++i) {
        points[i].name = "p" + std::to_string(i);
        points[i].id = twin::telemetry::pointId(points[i].name);
        points[i].deadband = deadband;
    }
    return twin::telemetry::PointTable(std::move(points));
}

}  // namespace plenum::test
