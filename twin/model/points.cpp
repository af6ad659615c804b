// SPDX-License-Identifier: GPL-3.0-or-later
//
// An outline is simple when no two of its sides meet but at the corner that neighbours share. Two sides meet when the
// ends of each lie on both sides of (or on) the other's line; in one line, when their boxes meet (O'Rourke,
// Computational Geometry in C, 2nd ed. 1998, section 1.5). Corners that repeat the one before make no side.
#include "twin/model/project.h"

#include <algorithm>
#include <cmath>

namespace twin {

namespace {

bool samePlace(const Vec3& a, const Vec3& b) { return a.x == b.x && a.y == b.y; }

/// Twice the area of the triangle: positive when c lies to the left of a→b.
double turn(const Vec3& a, const Vec3& b, const Vec3& c) { return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x); }
int sign(double value) { return (value > 0) - (value < 0); }

bool meet(const Vec3& a, const Vec3& b, const Vec3& c, const Vec3& d) {
    if (std::max(a.x, b.x) < std::min(c.x, d.x) || std::max(c.x, d.x) < std::min(a.x, b.x)) return false;
    if (std::max(a.y, b.y) < std::min(c.y, d.y) || std::max(c.y, d.y) < std::min(a.y, b.y)) return false;
    return sign(turn(a, b, c)) * sign(turn(a, b, d)) <= 0 && sign(turn(c, d, a)) * sign(turn(c, d, b)) <= 0;
}

bool crossesItself(const std::vector<Vec3>& corners) {
    const std::size_t n = corners.size();
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = i + 2; j < n; ++j) {
            if (i == 0 && j + 1 == n) continue;  // neighbours over the end
            if (meet(corners[i], corners[i + 1], corners[j], corners[(j + 1) % n])) return true;
        }
    return false;
}

}  // namespace

std::size_t leastPoints(Kind kind) {
    switch (spec(kind).shape) {
        case Shape::Route: return 2;
        case Shape::Outline: return 3;
        default: return 0;
    }
}

Edit setPoints(const Variant& variant, Id id, std::vector<Vec3> points) {
    const Item* item = variant.site.find(id);
    if (item == nullptr || leastPoints(item->kind) == 0 || item->points == points) return {};
    const std::size_t before = item->points.size();
    const char* name = points.size() > before   ? TWIN_TR("Add a point to {0}")
                       : points.size() < before ? TWIN_TR("Remove a point of {0}")
                                                : TWIN_TR("Move a point of {0}");
    Edit edit{{name, {item->name}}, variant.id, {}, {}, {}, {}, {}};
    Item after = *item;
    after.points = std::move(points);
    edit.items.push_back({*item, std::move(after), 0});
    return edit;
}

std::vector<Vec3> withPointAfter(const Item& item, std::size_t after) {
    constexpr double kFurther_m = 1;
    std::vector<Vec3> points = item.points;
    const std::size_t n = points.size();
    if (n == 0) return {{}};
    after = std::min(after, n - 1);
    const bool last = after + 1 == n && (spec(item.kind).shape != Shape::Outline || n == 1);
    const Vec3 a = points[after];
    Vec3 fresh{a.x + kFurther_m, a.y, a.z};
    if (!last) {
        const Vec3& b = points[(after + 1) % n];
        fresh = {(a.x + b.x) / 2, (a.y + b.y) / 2, (a.z + b.z) / 2};
    } else if (n > 1 && !(a == points[n - 2])) {
        const Vec3& b = points[n - 2];
        const double share = kFurther_m / std::hypot(a.x - b.x, a.y - b.y, a.z - b.z);
        fresh = {a.x + share * (a.x - b.x), a.y + share * (a.y - b.y), a.z + share * (a.z - b.z)};
    }
    points.insert(points.begin() + static_cast<std::ptrdiff_t>(after) + 1, fresh);
    return points;
}

std::vector<Vec3> withoutPoint(const Item& item, std::size_t at) {
    std::vector<Vec3> points = item.points;
    if (at < points.size()) points.erase(points.begin() + static_cast<std::ptrdiff_t>(at));
    return points;
}

Issues shapeIssues(const Item& item) {
    const std::size_t least = leastPoints(item.kind);
    if (least == 0) return {};
    const bool outline = spec(item.kind).shape == Shape::Outline;
    std::vector<Vec3> points = item.points;
    // A riser stands on one place of the plan; only what is the same point in space repeats.
    points.erase(std::unique(points.begin(), points.end(), [&](const Vec3& a, const Vec3& b) { return outline ? samePlace(a, b) : a == b; }), points.end());
    while (outline && points.size() > 1 && samePlace(points.front(), points.back())) points.pop_back();
    const auto issue = [&](const char* code, Text text, Text hint) {
        return Issue{Severity::Warning, code, item.id, item.name, {}, std::move(text), {}, {}, std::move(hint)};
    };
    if (points.size() < least) {
        Issue few = outline ? issue("shape.points", {TWIN_TR("{0} has fewer than 3 corners: it encloses nothing."), {item.name}},
                                    {TWIN_TR("Add corners in the inspector or on the plan."), {}})
                            : issue("shape.points", {TWIN_TR("{0} has fewer than 2 points: it has no length."), {item.name}},
                                    {TWIN_TR("Add points in the inspector or on the plan."), {}});
        few.value = std::to_string(points.size());
        few.allowed = "≥ " + std::to_string(least);
        return {few};
    }
    if (outline && crossesItself(points))
        return {issue("shape.crossing", {TWIN_TR("The outline of {0} crosses or touches itself."), {item.name}},
                      {TWIN_TR("Put its corners in the order of a walk around it."), {}})};
    return {};
}

}  // namespace twin
