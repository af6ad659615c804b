// SPDX-License-Identifier: GPL-3.0-or-later
// A streamline solves dx/ds = v/|v|, s being its length: steps are equally long wherever the air is fast or slow, and
// the picture gets points where it needs them. One step of h is the classical Runge–Kutta method (order 4) or the
// midpoint method (order 2) of that equation. Between cell centres the velocity is trilinear, so that a rigid rotation
// is followed exactly but for the step: the line's error falls as h⁴ (h²). Where cells meet, the derivative jumps and the
// order of a curved flow is 2, whichever method is taken.
#include "twin/scene/streamlines.h"

#include "twin/frame/air_sample.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>

namespace twin::scene {

namespace {

constexpr std::size_t kStopEvery = 64;  // steps between looks at the stop token
constexpr double kOffFace_cells[] = {0.55, 1.1};  // a box's face lies up to half a cell off the grid's
constexpr double kBlows_m_s = 0.02;     // slower air through a face says nothing

Vec3 along(const Vec3& p, const Vec3& d, double h) { return {p.x + h * d.x, p.y + h * d.y, p.z + h * d.z}; }

/// The direction of the air at a point; nothing where it stands or there is none.
std::optional<Vec3> directionAt(const AirField& field, const Vec3& p, double slowest_m_s) {
    const auto air = sampleAir(field, p);
    if (!air) return {};
    const Vec3& v = air->velocity_m_s;
    const double speed = std::sqrt(v.x * v.x + v.y * v.y + v.z * v.z);
    if (!(speed > slowest_m_s)) return {};
    return Vec3{v.x / speed, v.y / speed, v.z / speed};
}

std::optional<Vec3> stepped(const AirField& field, const Vec3& p, double h, const StreamlineSettings& settings) {
    const auto k1 = directionAt(field, p, settings.slowest_m_s);
    if (!k1) return {};
    const auto k2 = directionAt(field, along(p, *k1, h / 2), settings.slowest_m_s);
    if (!k2) return {};
    if (settings.order <= 2) return along(p, *k2, h);
    const auto k3 = directionAt(field, along(p, *k2, h / 2), settings.slowest_m_s);
    if (!k3) return {};
    const auto k4 = directionAt(field, along(p, *k3, h), settings.slowest_m_s);
    if (!k4) return {};
    const auto mean = [](double a, double b, double c, double d) { return (a + 2 * b + 2 * c + d) / 6; };
    return along(p, {mean(k1->x, k2->x, k3->x, k4->x), mean(k1->y, k2->y, k3->y, k4->y), mean(k1->z, k2->z, k3->z, k4->z)}, h);
}

struct Point {
    Vec3 at;
    double temperature_C;
};

/// From `start` (not in the result) along `way` (+1 with the flow, −1 against it).
std::vector<Point> followed(const AirField& field, const Vec3& start, double way, const StreamlineSettings& settings, const std::stop_token& stop) {
    std::vector<Point> points;
    const double step_m = settings.step_cells * std::min({field.dx_m, field.dy_m, field.dz_m});
    const auto whole = static_cast<std::size_t>(settings.length_m / step_m + 1e-9);
    Vec3 p = start;
    for (std::size_t n = 0; n <= whole; ++n) {
        if (n % kStopEvery == 0 && stop.stop_requested()) break;
        const double h = n < whole ? step_m : settings.length_m - static_cast<double>(whole) * step_m;  // the last one ends the length
        if (h <= 1e-9 * step_m) break;
        const auto next = stepped(field, p, way * h, settings);
        if (!next) break;
        const auto air = sampleAir(field, *next);
        if (!air) break;
        p = *next;
        points.push_back({p, air->temperature_C});
    }
    return points;
}

struct Face {
    Vec3 centre, normal, across, up;  ///< across and up: half the face's edges
};

/// Front, rear, the two sides, top.
std::array<Face, 5> facesOf(const BoxInstance& box) {
    const double turn = box.rotation_deg * (std::numbers::pi / 180);
    const Vec3 front{std::sin(turn), -std::cos(turn), 0}, right{std::cos(turn), std::sin(turn), 0};
    const double w = box.size.x / 2, d = box.size.y / 2, h = box.size.z / 2;
    const auto scaled = [](const Vec3& v, double by) { return Vec3{by * v.x, by * v.y, by * v.z}; };
    const auto face = [&](const Vec3& normal, double away, const Vec3& across, const Vec3& up) { return Face{along(box.centre, normal, away), normal, across, up}; };
    return {face(front, d, scaled(right, w), {0, 0, h}), face(scaled(front, -1), d, scaled(right, w), {0, 0, h}), face(right, w, scaled(front, d), {0, 0, h}),
            face(scaled(right, -1), w, scaled(front, d), {0, 0, h}), face({0, 0, 1}, h, scaled(right, w), scaled(front, d))};
}

class Seeder {
  public:
    Seeder(const AirField& field, std::vector<StreamlineSeed>& seeds) : m_field(field), m_seeds(seeds) {}

    /// nu × nv points of a face, each kept where air goes through it; `forward`, `backward`: which of both is wanted.
    void addFace(const Face& face, int nu, int nv, bool forward, bool backward) {
        for (int v = 0; v < nv; ++v)
            for (int u = 0; u < nu; ++u) {
                const Vec3 p = along(along(face.centre, face.across, (2.0 * u + 1) / nu - 1), face.up, (2.0 * v + 1) / nv - 1);
                for (const double cells : kOffFace_cells) {
                    const double off_m = cells * (std::abs(face.normal.x) * m_field.dx_m + std::abs(face.normal.y) * m_field.dy_m + std::abs(face.normal.z) * m_field.dz_m);
                    const Vec3 outside = along(p, face.normal, off_m);
                    const auto air = sampleAir(m_field, outside);
                    if (!air) continue;
                    const double out_m_s = air->velocity_m_s.x * face.normal.x + air->velocity_m_s.y * face.normal.y + air->velocity_m_s.z * face.normal.z;
                    if (out_m_s > kBlows_m_s && forward) m_seeds.push_back({outside, true, false});
                    if (out_m_s < -kBlows_m_s && backward) m_seeds.push_back({outside, false, true});
                    break;
                }
            }
    }

    /// The middle of each perforated tile, half a cell over the floor.
    void addTiles(const FloorArea& area) {
        if (area.kind != Kind::TileGrid || !(area.openFraction > 0) || area.outline.empty()) return;
        const Bounds b = boundsOf(area.outline);
        const double pitch = area.pitch_m > 0.05 ? area.pitch_m : 0.6;
        const double z = m_field.origin.z + m_field.dz_m / 2;
        const int nx = std::max(1, static_cast<int>(std::lround((b.x1 - b.x0) / pitch))), ny = std::max(1, static_cast<int>(std::lround((b.y1 - b.y0) / pitch)));
        for (int j = 0; j < ny; ++j)
            for (int i = 0; i < nx; ++i) {
                const Vec3 p{b.x0 + (b.x1 - b.x0) * (i + 0.5) / nx, b.y0 + (b.y1 - b.y0) * (j + 0.5) / ny, z};
                if (sampleAir(m_field, p)) m_seeds.push_back({p, true, false});
            }
    }

  private:
    const AirField& m_field;
    std::vector<StreamlineSeed>& m_seeds;
};

}  // namespace

Streamlines traceStreamlines(const AirField& field, std::span<const StreamlineSeed> seeds, const StreamlineSettings& settings, std::stop_token stop) {
    Streamlines lines;
    if (!isWhole(field)) return lines;
    const auto add = [&](const Vec3& p, double temperature_C) {
        lines.points.push_back({static_cast<float>(p.x), static_cast<float>(p.y), static_cast<float>(p.z)});
        lines.temperature_C.push_back(static_cast<float>(temperature_C));
    };
    for (const StreamlineSeed& seed : seeds) {
        if (stop.stop_requested()) break;
        const auto here = sampleAir(field, seed.point);
        if (!here) continue;
        std::vector<Point> before, after;
        if (seed.backward) before = followed(field, seed.point, -1, settings, stop);
        if (seed.forward) after = followed(field, seed.point, 1, settings, stop);
        if (before.empty() && after.empty()) continue;
        for (auto point = before.rbegin(); point != before.rend(); ++point) add(point->at, point->temperature_C);
        add(seed.point, here->temperature_C);
        for (const Point& point : after) add(point.at, point.temperature_C);
        lines.offsets.push_back(static_cast<std::uint32_t>(lines.points.size()));
    }
    return lines;
}

Streamlines simplified(const Streamlines& lines, double tolerance_m, double longest_m) {
    Streamlines few;
    const auto between = [&](std::uint32_t from, std::uint32_t to) {
        return std::array{lines.points[to][0] - lines.points[from][0], lines.points[to][1] - lines.points[from][1], lines.points[to][2] - lines.points[from][2]};
    };
    const auto length = [](const std::array<float, 3>& v) { return std::sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]); };
    for (std::size_t line = 0; line < lines.count(); ++line) {
        const std::uint32_t first = lines.offsets[line], last = lines.offsets[line + 1] - 1;
        const auto keep = [&](std::uint32_t at) {
            few.points.push_back(lines.points[at]);
            few.temperature_C.push_back(lines.temperature_C[at]);
        };
        keep(first);
        std::uint32_t kept = first;
        for (std::uint32_t next = first + 2; next <= last; ++next) {
            // A curve strays most from its chord near the middle; both the middle and the last point are looked at.
            const auto chord = between(kept, next);
            const float chord_m = length(chord);
            bool strays = chord_m > longest_m || chord_m < tolerance_m;
            for (const std::uint32_t at : {(kept + next) / 2, next - 1}) {
                const auto to = between(kept, at);
                const std::array<float, 3> cross{chord[1] * to[2] - chord[2] * to[1], chord[2] * to[0] - chord[0] * to[2], chord[0] * to[1] - chord[1] * to[0]};
                strays = strays || length(cross) > tolerance_m * chord_m;
            }
            if (!strays) continue;
            kept = next - 1;
            keep(kept);
        }
        keep(last);
        few.offsets.push_back(static_cast<std::uint32_t>(few.points.size()));
    }
    return few;
}

std::vector<StreamlineSeed> streamlineSeeds(const Scene& scene, const AirField& field, StreamlineSource source, std::span<const Id> chosen, std::size_t most) {
    std::vector<StreamlineSeed> seeds;
    if (!isWhole(field)) return seeds;
    Seeder seeder(field, seeds);
    switch (source) {
        case StreamlineSource::None: break;
        case StreamlineSource::Supplies:
            for (const FloorArea& area : scene.areas()) seeder.addTiles(area);
            for (const BoxInstance& box : scene.boxes())
                if (isAirUnit(box.kind))
                    for (const Face& face : facesOf(box)) seeder.addFace(face, 3, 3, true, false);
            break;
        case StreamlineSource::Racks:
            for (const BoxInstance& box : scene.boxes()) {
                if (!isCompute(box.kind)) continue;
                const auto faces = facesOf(box);
                for (const Face* face : {&faces[0], &faces[1]}) seeder.addFace(*face, 1, 2, true, true);
            }
            break;
        case StreamlineSource::Chosen:
            for (const Id id : chosen) {
                if (const BoxInstance* box = scene.box(id))
                    for (const Face& face : facesOf(*box)) seeder.addFace(face, 3, 5, true, true);
                for (const FloorArea& area : scene.areas())
                    if (area.id == id) seeder.addTiles(area);
            }
            break;
    }
    if (seeds.size() <= most) return seeds;
    std::vector<StreamlineSeed> kept;
    for (std::size_t i = 0; i < most; ++i) kept.push_back(seeds[i * seeds.size() / most]);
    return kept;
}

}  // namespace twin::scene
