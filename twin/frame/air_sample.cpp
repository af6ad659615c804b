// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/frame/air_sample.h"

#include <algorithm>
#include <cmath>

namespace twin {

bool isWhole(const AirField& field) {
    if (field.nx < 1 || field.ny < 1 || field.nz < 1 || !(field.dx_m > 0 && field.dy_m > 0 && field.dz_m > 0)) return false;
    const std::size_t cells = field.cell(field.nx - 1, field.ny - 1, field.nz - 1) + 1;
    return field.temperature_C.size() == cells && field.u_m_s.size() == cells && field.v_m_s.size() == cells && field.w_m_s.size() == cells;
}

std::optional<AirSample> sampleAir(const AirField& field, const Vec3& point) {
    const double x = (point.x - field.origin.x) / field.dx_m, y = (point.y - field.origin.y) / field.dy_m, z = (point.z - field.origin.z) / field.dz_m;
    if (!(x >= 0 && y >= 0 && z >= 0 && x <= field.nx && y <= field.ny && z <= field.nz)) return {};
    const auto cellOf = [](double at, int n) { return std::min(static_cast<int>(at), n - 1); };
    if (std::isnan(field.temperature_C[field.cell(cellOf(x, field.nx), cellOf(y, field.ny), cellOf(z, field.nz))])) return {};
    struct Between {
        int at[2];
        double share[2];
    };
    const auto between = [](double at, int n) {
        const double u = std::clamp(at - 0.5, 0.0, n - 1.0);
        const int low = static_cast<int>(u);
        return Between{{low, std::min(low + 1, n - 1)}, {1 - (u - low), u - low}};
    };
    const Between bx = between(x, field.nx), by = between(y, field.ny), bz = between(z, field.nz);
    AirSample sum{{0, 0, 0}, 0};
    double weight = 0;
    for (int k = 0; k < 2; ++k)
        for (int j = 0; j < 2; ++j)
            for (int i = 0; i < 2; ++i) {
                const double w = bx.share[i] * by.share[j] * bz.share[k];
                if (w == 0) continue;
                const std::size_t c = field.cell(bx.at[i], by.at[j], bz.at[k]);
                const float t = field.temperature_C[c];
                if (std::isnan(t)) continue;
                sum.temperature_C += w * t;
                sum.velocity_m_s.x += w * field.u_m_s[c];
                sum.velocity_m_s.y += w * field.v_m_s[c];
                sum.velocity_m_s.z += w * field.w_m_s[c];
                weight += w;
            }
    if (!(weight > 0)) return {};
    return AirSample{{sum.velocity_m_s.x / weight, sum.velocity_m_s.y / weight, sum.velocity_m_s.z / weight}, sum.temperature_C / weight};
}

AirField differenceField(const AirField& a, const AirField& b) {
    AirField difference;
    difference.room = a.room;
    difference.origin = a.origin;
    difference.dx_m = a.dx_m, difference.dy_m = a.dy_m, difference.dz_m = a.dz_m;
    if (!isWhole(a) || !isWhole(b)) return difference;
    difference.nx = a.nx, difference.ny = a.ny, difference.nz = a.nz;
    difference.temperature_C.assign(a.temperature_C.size(), std::numeric_limits<float>::quiet_NaN());
    for (auto* velocity : {&difference.u_m_s, &difference.v_m_s, &difference.w_m_s}) velocity->assign(a.temperature_C.size(), 0);
    for (int k = 0; k < a.nz; ++k)
        for (int j = 0; j < a.ny; ++j)
            for (int i = 0; i < a.nx; ++i) {
                const std::size_t c = a.cell(i, j, k);
                if (std::isnan(a.temperature_C[c])) continue;
                const auto other = sampleAir(b, {a.origin.x + (i + 0.5) * a.dx_m, a.origin.y + (j + 0.5) * a.dy_m, a.origin.z + (k + 0.5) * a.dz_m});
                if (!other) continue;
                difference.temperature_C[c] = a.temperature_C[c] - static_cast<float>(other->temperature_C);
                difference.u_m_s[c] = a.u_m_s[c] - static_cast<float>(other->velocity_m_s.x);
                difference.v_m_s[c] = a.v_m_s[c] - static_cast<float>(other->velocity_m_s.y);
                difference.w_m_s[c] = a.w_m_s[c] - static_cast<float>(other->velocity_m_s.z);
            }
    return difference;
}

}  // namespace twin
