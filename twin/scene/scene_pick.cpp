// SPDX-License-Identifier: GPL-3.0-or-later
//
// Picking walks along the ray over the grid seen from above: the ray is cut to the slab between the floor and the
// highest object, then into pieces of a few cells; each piece asks the grid for what lies under it. The first piece
// whose hit lies before the start of the next one ends the walk.
#include "twin/scene/scene.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace twin::scene {

namespace {

constexpr double kPiece_m = 4.8;
constexpr double kTubeReach_m = 0.03;  // thin pipes can still be hit

Vec3 along(const PickRay& ray, double distance) {
    return {ray.origin.x + distance * ray.direction.x, ray.origin.y + distance * ray.direction.y, ray.origin.z + distance * ray.direction.z};
}

/// Cuts [from, to] to where the ray lies between low and high on one axis; false when nothing is left.
bool cut(double origin, double direction, double low, double high, double& from, double& to) {
    if (std::abs(direction) < 1e-12) return origin >= low && origin <= high;
    double a = (low - origin) / direction, b = (high - origin) / direction;
    if (a > b) std::swap(a, b);
    from = std::max(from, a);
    to = std::min(to, b);
    return from <= to;
}

double dot(const Vec3& a, const Vec3& b) { return a.x * b.x + a.y * b.y + a.z * b.z; }
Vec3 minus(const Vec3& a, const Vec3& b) { return {a.x - b.x, a.y - b.y, a.z - b.z}; }

/// Distance along the ray to its nearest approach to a segment, when that is within the radius.
std::optional<double> hitSegment(const PickRay& ray, const Vec3& a, const Vec3& b, double radius) {
    const Vec3 u = minus(b, a), w = minus(ray.origin, a);
    const double uu = dot(u, u), ud = dot(u, ray.direction), uw = dot(u, w), dw = dot(ray.direction, w);
    const double determinant = uu - ud * ud;
    double s = determinant > 1e-12 * std::max(uu, 1e-12) ? (uw - ud * dw) / determinant : 0;
    s = std::clamp(s, 0.0, 1.0);
    const double t = ud * s - dw;
    if (t < 0) return {};
    const Vec3 gap = minus(along(ray, t), {a.x + s * u.x, a.y + s * u.y, a.z + s * u.z});
    if (dot(gap, gap) > radius * radius) return {};
    return std::max(t - radius, 0.0);
}

}  // namespace

std::optional<double> hitDistance(const PickRay& ray, const BoxInstance& box) {
    const double angle = box.rotation_deg * std::numbers::pi / 180, c = std::cos(angle), s = std::sin(angle);
    const Vec3 o = minus(ray.origin, box.centre);
    const Vec3 origin{c * o.x + s * o.y, -s * o.x + c * o.y, o.z};
    const Vec3 direction{c * ray.direction.x + s * ray.direction.y, -s * ray.direction.x + c * ray.direction.y, ray.direction.z};
    double from = 0, to = std::numeric_limits<double>::infinity();
    if (!cut(origin.x, direction.x, -box.size.x / 2, box.size.x / 2, from, to)) return {};
    if (!cut(origin.y, direction.y, -box.size.y / 2, box.size.y / 2, from, to)) return {};
    if (!cut(origin.z, direction.z, -box.size.z / 2, box.size.z / 2, from, to)) return {};
    return from;
}

std::optional<Vec3> Scene::floorPoint(const PickRay& ray, double height_m) {
    if (std::abs(ray.direction.z) < 1e-9) return {};
    const double distance = (height_m - ray.origin.z) / ray.direction.z;
    if (distance <= 0) return {};
    return along(ray, distance);
}

std::optional<Hit> Scene::pick(const PickRay& ray) const {
    double from = 0, to = std::numeric_limits<double>::infinity();
    constexpr double kMargin_m = 60;  // a box dragged off the site can still be picked
    if (!cut(ray.origin.x, ray.direction.x, m_low.x - kMargin_m, m_high.x + kMargin_m, from, to)) return {};
    if (!cut(ray.origin.y, ray.direction.y, m_low.y - kMargin_m, m_high.y + kMargin_m, from, to)) return {};
    if (!cut(ray.origin.z, ray.direction.z, m_low.z - 0.5, std::max(m_top_m, m_low.z) + 0.5, from, to)) return {};

    const double level = std::hypot(ray.direction.x, ray.direction.y);
    const double piece = level > 1e-6 ? std::min(kPiece_m / level, to - from) : to - from;
    std::optional<Hit> best;
    double nearest = std::numeric_limits<double>::infinity();
    std::vector<std::uint32_t> near;
    for (double start = from; start <= to; start += std::max(piece, 1e-3)) {
        if (nearest < start) break;
        const Vec3 a = along(ray, start), b = along(ray, std::min(start + piece, to));
        const Bounds bounds = Bounds{std::min(a.x, b.x), std::min(a.y, b.y), std::max(a.x, b.x), std::max(a.y, b.y)}.grown(kTubeReach_m);
        m_grid.find(bounds, near);
        for (const std::uint32_t slot : near) {
            const auto distance = hitDistance(ray, m_boxes[slot]);
            if (!distance || *distance >= nearest) continue;
            nearest = *distance;
            best = Hit{m_boxes[slot].id, m_boxes[slot].kind, nearest, along(ray, nearest)};
        }
        m_tubeGrid.find(bounds, near);
        for (const std::uint32_t slot : near) {
            const Tube& tube = m_tubes[slot];
            for (std::size_t i = 1; i < tube.points.size(); ++i) {
                const auto distance = hitSegment(ray, tube.points[i - 1], tube.points[i], tube.radius_m + kTubeReach_m);
                if (!distance || *distance >= nearest) continue;
                nearest = *distance;
                best = Hit{tube.id, tube.kind, nearest, along(ray, nearest)};
            }
        }
    }
    return best;
}

}  // namespace twin::scene
