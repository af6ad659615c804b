// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/air/air_solver.h"

#include <algorithm>
#include <string>

namespace twin::air::cases {

inline AirCase box(double x, double y, double z) {
    AirCase c;
    c.sizeX_m = x;
    c.sizeY_m = y;
    c.sizeZ_m = z;
    return c;
}

inline Device rack(std::string name, double flow_m3_s, double heat_W) {
    Device d;
    d.name = std::move(name);
    d.flow_m3_s = flow_m3_s;
    d.heat_W = heat_W;
    return d;
}

inline Device cooler(std::string name, double flow_m3_s, double supply_C, double capacity_W = 1e9) {
    Device d;
    d.kind = Device::Kind::Cooler;
    d.name = std::move(name);
    d.flow_m3_s = flow_m3_s;
    d.supply_C = supply_C;
    d.capacity_W = capacity_W;
    return d;
}

/// An opening across x (normal ±1).
inline Opening acrossX(double x, double y0, double y1, double z0, double z1, int normal) {
    return {{x, y0, z0, x, y1, z1}, {double(normal), 0, 0}, 1};
}

/// An opening across y.
inline Opening acrossY(double y, double x0, double x1, double z0, double z1, int normal) {
    return {{x0, y, z0, x1, y, z1}, {0, double(normal), 0}, 1};
}

/// Stands the device as a body of 0.6 × 1.2 × 2.1 m; intake on the side of `front` (±1 in y).
inline void stand(AirCase& c, Device d, double x, double y, int front) {
    c.deviceBodies.push_back({x, y, 0, x + 0.6, y + 1.2, 2.1});
    const double yFront = front > 0 ? y + 1.2 : y, yBack = front > 0 ? y : y + 1.2;
    d.intakes.push_back(acrossY(yFront, x, x + 0.6, 0, 2.1, front));
    d.outlets.push_back(acrossY(yBack, x, x + 0.6, 0, 2.1, -front));
    c.devices.push_back(std::move(d));
}

/// Two rows of racks around a cold aisle, two CRAHs on a wall that feed floor tiles in the aisle.
inline AirCase smallHall(int racksPerRow = 8, double shift = 0) {
    AirCase c = box(9, 9, 3);
    double flow = 0, heat = 0;
    for (int row = 0; row < 2; ++row)
        for (int n = 0; n < racksPerRow; ++n) {
            const int k = row * racksPerRow + n;
            const double q = 0.5 + 0.03 * (k * 7 % 5), w = 6000 + 300.0 * (k * 5 % 7);
            stand(c, rack("R" + std::to_string(k), q, w), 2.1 + 0.6 * n + (k == 3 ? shift : 0), row == 0 ? 2.7 : 5.1,
                  row == 0 ? 1 : -1);
            flow += q;
            heat += w;
        }
    for (int n = 0; n < 2; ++n) {
        Device d = cooler("C" + std::to_string(n), 0.45 * flow, 18 + n, heat);
        const double x = n == 0 ? 0 : 8.1;
        c.deviceBodies.push_back({x, 3, 0, x + 0.9, 6, 2.1});
        d.intakes.push_back({{x, 3, 2.1, x + 0.9, 6, 2.1}, {0, 0, 1}, 1});
        for (int t = n; t < racksPerRow; t += 2) {
            const double xt = 2.1 + 0.6 * t;
            d.outlets.push_back({{xt, 3.9, 0, xt + 0.6, 5.1, 0}, {0, 0, 1}, 1});
        }
        c.devices.push_back(std::move(d));
    }
    return c;
}

inline bool hasIssue(const AirResult& r, const std::string& code) {
    return std::any_of(r.issues.begin(), r.issues.end(), [&](const Issue& i) { return i.code == code; });
}

}  // namespace twin::air::cases
