// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/scene/air_section.h"

#include "twin/frame/air_sample.h"

#include <algorithm>
#include <cmath>

namespace twin::scene {

namespace {

constexpr double kSlow = 0.03;       // of the reference speed: no arrow
constexpr double kLongest = 1.6;     // spacings
constexpr double kReference = 0.9;   // percentile of the speeds

/// Gives each hole the mean of its neighbours (8 of a layer, 6 of a volume) that have a value, twice.
template <class Neighbours>
void fillHoles(std::vector<float>& values, const Neighbours& neighboursOf) {
    std::vector<std::size_t> holes, rest;
    for (std::size_t i = 0; i < values.size(); ++i)
        if (std::isnan(values[i])) holes.push_back(i);
    for (int pass = 0; pass < 2; ++pass) {
        std::vector<std::pair<std::size_t, float>> filled;
        rest.clear();
        for (const std::size_t hole : holes) {
            float sum = 0;
            int found = 0;
            neighboursOf(hole, [&](std::size_t other) {
                if (std::isnan(values[other])) return;
                sum += values[other];
                ++found;
            });
            if (found > 0)
                filled.emplace_back(hole, sum / static_cast<float>(found));
            else
                rest.push_back(hole);
        }
        for (const auto& [at, value] : filled) values[at] = value;
        holes.swap(rest);
    }
}

}  // namespace

std::pair<double, double> sectionSpan(const AirField& field, SectionAxis axis) {
    switch (axis) {
        case SectionAxis::X: return {field.origin.x, field.origin.x + field.nx * field.dx_m};
        case SectionAxis::Y: return {field.origin.y, field.origin.y + field.ny * field.dy_m};
        case SectionAxis::Z:
        case SectionAxis::None: break;
    }
    return {0, std::min(field.origin.z, 0.0) + field.nz * field.dz_m};
}

std::array<Vec3, 4> sectionCorners(const AirField& field, SectionAxis axis, double at) {
    const double x0 = field.origin.x, y0 = field.origin.y, z0 = field.origin.z;
    const double x1 = x0 + field.nx * field.dx_m, y1 = y0 + field.ny * field.dy_m, z1 = z0 + field.nz * field.dz_m;
    if (axis == SectionAxis::X) return {Vec3{at, y0, z0}, Vec3{at, y1, z0}, Vec3{at, y1, z1}, Vec3{at, y0, z1}};
    if (axis == SectionAxis::Y) return {Vec3{x0, at, z0}, Vec3{x1, at, z0}, Vec3{x1, at, z1}, Vec3{x0, at, z1}};
    const double z = std::max(z0, 0.0) + at;
    return {Vec3{x0, y0, z}, Vec3{x1, y0, z}, Vec3{x1, y1, z}, Vec3{x0, y1, z}};
}

AirSection airSection(const AirField& field, SectionAxis axis, double position_m, bool withVelocity) {
    AirSection section;
    const auto [from, to] = sectionSpan(field, axis);
    if (axis == SectionAxis::None || !isWhole(field) || position_m < from || position_m > to) return section;
    const std::size_t row = static_cast<std::size_t>(field.nx), layer = row * static_cast<std::size_t>(field.ny);
    section.corners = sectionCorners(field, axis, position_m);
    std::size_t uStep = 1, vStep = row, across = layer;
    const std::vector<float>*uSpeed = &field.u_m_s, *vSpeed = &field.v_m_s;
    int layers = field.nz;
    double at = 0;
    if (axis == SectionAxis::Z) {
        section.nu = field.nx, section.nv = field.ny;
        at = (std::max(field.origin.z, 0.0) + position_m - field.origin.z) / field.dz_m - 0.5;
    } else if (axis == SectionAxis::X) {
        section.nu = field.ny, section.nv = field.nz;
        uStep = row, vStep = layer, across = 1, layers = field.nx;
        uSpeed = &field.v_m_s, vSpeed = &field.w_m_s;
        at = (position_m - field.origin.x) / field.dx_m - 0.5;
    } else {
        section.nu = field.nx, section.nv = field.nz;
        vStep = layer, across = row, layers = field.ny;
        vSpeed = &field.w_m_s;
        at = (position_m - field.origin.y) / field.dy_m - 0.5;
    }
    const int low = std::clamp(static_cast<int>(std::floor(at)), 0, layers - 1), high = std::min(low + 1, layers - 1);
    const auto share = static_cast<float>(std::clamp(at - low, 0.0, 1.0));
    const std::size_t lowAt = static_cast<std::size_t>(low) * across, highAt = static_cast<std::size_t>(high) * across;
    const std::size_t count = static_cast<std::size_t>(section.nu) * static_cast<std::size_t>(section.nv);
    section.temperature_C.resize(count);
    if (withVelocity) {
        section.along_u_m_s.assign(count, 0);
        section.along_v_m_s.assign(count, 0);
    }
    std::size_t n = 0;
    for (int j = 0; j < section.nv; ++j)
        for (int i = 0; i < section.nu; ++i, ++n) {
            const std::size_t cell = static_cast<std::size_t>(i) * uStep + static_cast<std::size_t>(j) * vStep, a = cell + lowAt, b = cell + highAt;
            const float ta = field.temperature_C[a], tb = field.temperature_C[b];
            const float s = std::isnan(ta) ? 1 : std::isnan(tb) ? 0 : share;  // where one is solid, the other alone
            section.temperature_C[n] = s == 1 ? tb : s == 0 ? ta : ta + s * (tb - ta);
            if (!withVelocity || std::isnan(section.temperature_C[n])) continue;
            section.along_u_m_s[n] = (*uSpeed)[a] + s * ((*uSpeed)[b] - (*uSpeed)[a]);
            section.along_v_m_s[n] = (*vSpeed)[a] + s * ((*vSpeed)[b] - (*vSpeed)[a]);
        }
    const int nu = section.nu, nv = section.nv;
    fillHoles(section.temperature_C, [nu, nv](std::size_t hole, const auto& visit) {
        const int i = static_cast<int>(hole % static_cast<std::size_t>(nu)), j = static_cast<int>(hole / static_cast<std::size_t>(nu));
        for (int dj = -1; dj <= 1; ++dj)
            for (int di = -1; di <= 1; ++di)
                if (i + di >= 0 && i + di < nu && j + dj >= 0 && j + dj < nv) visit(static_cast<std::size_t>(j + dj) * static_cast<std::size_t>(nu) + static_cast<std::size_t>(i + di));
    });
    return section;
}

std::vector<AirArrow> sectionArrows(const AirSection& section, double spacing_m) {
    std::vector<AirArrow> arrows;
    if (section.along_u_m_s.empty() || !(spacing_m > 0)) return arrows;
    const Vec3 &o = section.corners[0], &a = section.corners[1], &b = section.corners[3];
    const double width_m = std::hypot(a.x - o.x, a.y - o.y, a.z - o.z), height_m = std::hypot(b.x - o.x, b.y - o.y, b.z - o.z);
    if (!(width_m > 0 && height_m > 0)) return arrows;
    const Vec3 u{(a.x - o.x) / width_m, (a.y - o.y) / width_m, (a.z - o.z) / width_m}, v{(b.x - o.x) / height_m, (b.y - o.y) / height_m, (b.z - o.z) / height_m};
    std::vector<float> speeds;
    for (std::size_t i = 0; i < section.along_u_m_s.size(); ++i)
        if (const float speed = std::hypot(section.along_u_m_s[i], section.along_v_m_s[i]); speed > 0) speeds.push_back(speed);
    if (speeds.empty()) return arrows;
    const auto reference = speeds.begin() + static_cast<std::ptrdiff_t>(kReference * static_cast<double>(speeds.size() - 1));
    std::nth_element(speeds.begin(), reference, speeds.end());
    const double scale = spacing_m / *reference;
    const int nu = std::max(1, static_cast<int>(width_m / spacing_m)), nv = std::max(1, static_cast<int>(height_m / spacing_m));
    for (int j = 0; j < nv; ++j)
        for (int i = 0; i < nu; ++i) {
            const double su = (i + 0.5) / nu, sv = (j + 0.5) / nv;
            const auto cell = static_cast<std::size_t>(sv * section.nv) * static_cast<std::size_t>(section.nu) + static_cast<std::size_t>(su * section.nu);
            double du = section.along_u_m_s[cell] * scale, dv = section.along_v_m_s[cell] * scale, length = std::hypot(du, dv);
            if (!(length > kSlow * spacing_m)) continue;
            if (const double most = kLongest * spacing_m; length > most) du *= most / length, dv *= most / length, length = most;
            const auto at = [&](double alongU, double alongV) {
                const double p = su * width_m + alongU, q = sv * height_m + alongV;
                return Vec3{o.x + p * u.x + q * v.x, o.y + p * u.y + q * v.y, o.z + p * u.z + q * v.z};
            };
            // The head takes a third of the arrow; the arrow's middle stands on its place.
            arrows.push_back({at(-du / 2, -dv / 2), at(du / 2, dv / 2), at(du / 6 - dv / 6, dv / 6 + du / 6), at(du / 6 + dv / 6, dv / 6 - du / 6)});
        }
    return arrows;
}

IsoGrid isoGrid(const AirField& field, int stride, float deep_C) {
    IsoGrid grid;
    if (!isWhole(field) || stride < 1) return grid;
    const auto every = [stride](int n) { return (n + stride - 1) / stride; };
    grid.nx = every(field.nx), grid.ny = every(field.ny), grid.nz = every(field.nz);
    grid.dx_m = stride * field.dx_m, grid.dy_m = stride * field.dy_m, grid.dz_m = stride * field.dz_m;
    grid.first = {field.origin.x + field.dx_m / 2, field.origin.y + field.dy_m / 2, field.origin.z + field.dz_m / 2};
    if (stride == 1) {
        grid.temperature_C = field.temperature_C;
    } else {
        grid.temperature_C.reserve(static_cast<std::size_t>(grid.nx) * static_cast<std::size_t>(grid.ny) * static_cast<std::size_t>(grid.nz));
        for (int k = 0; k < field.nz; k += stride)
            for (int j = 0; j < field.ny; j += stride)
                for (int i = 0; i < field.nx; i += stride) grid.temperature_C.push_back(field.temperature_C[field.cell(i, j, k)]);
    }
    const auto nx = static_cast<std::size_t>(grid.nx), ny = static_cast<std::size_t>(grid.ny), nz = static_cast<std::size_t>(grid.nz);
    fillHoles(grid.temperature_C, [nx, ny, nz](std::size_t hole, const auto& visit) {
        const std::size_t i = hole % nx, j = hole / nx % ny, k = hole / (nx * ny);
        if (i > 0) visit(hole - 1);
        if (i + 1 < nx) visit(hole + 1);
        if (j > 0) visit(hole - nx);
        if (j + 1 < ny) visit(hole + nx);
        if (k > 0) visit(hole - nx * ny);
        if (k + 1 < nz) visit(hole + nx * ny);
    });
    for (float& value : grid.temperature_C)
        if (std::isnan(value)) value = deep_C;
    return grid;
}

}  // namespace twin::scene
