// SPDX-License-Identifier: GPL-3.0-or-later
//
// Two turned rectangles are apart when one of their four edge directions separates them; the smallest overlap over the
// four is the penetration (Gottschalk, Lin and Manocha, SIGGRAPH 1996, section 5, in the plane). A clearance is the
// free depth over the body's width: the other rectangle, clipped to that strip, gives the nearest point.
#include "twin/model/collision.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

namespace twin {

namespace {

constexpr double kTouch_m = 0.002;       // bodies that touch do not collide
constexpr double kWallTouch_m = 0.005;   // building tolerance at an outline
constexpr double kClearance_m = 0.01;    // building tolerance of a clearance
constexpr int kLargeCells = 400;         // rectangles over more cells go to the list of large ones

double dot(Vec2 a, Vec2 b) { return a.x * b.x + a.y * b.y; }
Vec2 minus(Vec2 a, Vec2 b) { return {a.x - b.x, a.y - b.y}; }

std::uint64_t cellKey(std::int64_t i, std::int64_t j) {
    return (static_cast<std::uint64_t>(i) << 32) ^ (static_cast<std::uint64_t>(j) & 0xFFFFFFFFu);
}

bool isStructure(Kind kind) { return kind == Kind::Pillar || kind == Kind::Wall; }

/// A door on its rack.
bool belongTogether(const Item& a, const Item& b) {
    return (a.kind == Kind::RearDoor && a.target == b.id) || (b.kind == Kind::RearDoor && b.target == a.id) ||
           (isStructure(a.kind) && isStructure(b.kind));
}

bool shareHeight(const Body& a, const Body& b) {
    return a.low_m < b.high_m - kTouch_m && b.low_m < a.high_m - kTouch_m;
}

double orZero(double value) { return value > 0 ? value : 0; }

}  // namespace

Bounds boundsOf(const Footprint& f) {
    Bounds b{f.corner[0].x, f.corner[0].y, f.corner[0].x, f.corner[0].y};
    for (const Vec2& p : f.corner) b = {std::min(b.x0, p.x), std::min(b.y0, p.y), std::max(b.x1, p.x), std::max(b.y1, p.y)};
    return b;
}

Bounds boundsOf(const std::vector<Vec3>& points) {
    if (points.empty()) return {};
    Bounds b{points[0].x, points[0].y, points[0].x, points[0].y};
    for (const Vec3& p : points) b = {std::min(b.x0, p.x), std::min(b.y0, p.y), std::max(b.x1, p.x), std::max(b.y1, p.y)};
    return b;
}

template <class F>
bool BoundsGrid::forEachCell(const Bounds& b, F&& visit) const {
    const double i0 = std::floor(b.x0 / m_cell_m), i1 = std::floor(b.x1 / m_cell_m);
    const double j0 = std::floor(b.y0 / m_cell_m), j1 = std::floor(b.y1 / m_cell_m);
    constexpr double kFar = 1e9;  // cells; beyond, integers would not hold the index
    if (!((i1 - i0 + 1) * (j1 - j0 + 1) <= kLargeCells) || std::abs(i0) > kFar || std::abs(j0) > kFar) return false;
    for (auto i = static_cast<std::int64_t>(i0); i <= static_cast<std::int64_t>(i1); ++i)
        for (auto j = static_cast<std::int64_t>(j0); j <= static_cast<std::int64_t>(j1); ++j) visit(cellKey(i, j));
    return true;
}

void BoundsGrid::insert(std::uint32_t key, const Bounds& bounds) {
    if (!forEachCell(bounds, [&](std::uint64_t cell) { m_cells[cell].push_back(key); })) m_large.push_back(key);
}

void BoundsGrid::remove(std::uint32_t key, const Bounds& bounds) {
    if (!forEachCell(bounds, [&](std::uint64_t cell) {
            if (const auto found = m_cells.find(cell); found != m_cells.end()) {
                std::erase(found->second, key);
                if (found->second.empty()) m_cells.erase(found);
            }
        }))
        std::erase(m_large, key);
}

void BoundsGrid::find(const Bounds& bounds, std::vector<std::uint32_t>& out) const {
    out.assign(m_large.begin(), m_large.end());
    const bool few = forEachCell(bounds, [&](std::uint64_t cell) {
        if (const auto found = m_cells.find(cell); found != m_cells.end())
            out.insert(out.end(), found->second.begin(), found->second.end());
    });
    if (!few)  // a rectangle over most of the site: every cell is looked at once
        for (const auto& [cell, keys] : m_cells) out.insert(out.end(), keys.begin(), keys.end());
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
}

void BoundsGrid::clear() {
    m_cells.clear();
    m_large.clear();
}

bool isBody(Kind kind) {
    return spec(kind).shape == Shape::Box && kind != Kind::Valve && kind != Kind::Filter;
}

const Item* assignedRoom(const Site& site, const Item& item) {
    Id parent = item.parent;
    for (int depth = 0; depth < 8 && parent; ++depth) {
        if (const Item* room = site.items(Kind::Room).find(parent)) return room;
        const Item* above = site.items(Kind::Row).find(parent);
        if (above == nullptr) above = site.find(parent);
        if (above == nullptr) return nullptr;
        parent = above->parent;
    }
    return nullptr;
}

Body bodyOf(const Site& site, const Item& item) {
    Body body;
    body.item = &item;
    body.footprint = footprint(site, item);
    body.bounds = boundsOf(body.footprint);
    body.centre = {item.position.x, item.position.y};
    body.front = frontNormal(item);
    body.along = {-body.front.y, body.front.x};
    body.halfWidth_m = site.value(item, Param::Width) / 2;
    body.halfDepth_m = site.value(item, Param::Depth) / 2;
    body.low_m = item.position.z;
    body.high_m = item.position.z + site.value(item, Param::Height);
    body.clearFront_m = orZero(site.value(item, Param::ClearanceFront));
    body.clearRear_m = orZero(site.value(item, Param::ClearanceRear));
    if (const Item* room = assignedRoom(site, item)) body.room = room->id;
    return body;
}

Bounds reachOf(const Body& body) {
    Bounds b = body.bounds;
    const auto stretch = [&](double by_m) {
        const Vec2 step{body.front.x * by_m, body.front.y * by_m};
        b = {b.x0 + std::min(step.x, 0.0), b.y0 + std::min(step.y, 0.0), b.x1 + std::max(step.x, 0.0), b.y1 + std::max(step.y, 0.0)};
    };
    stretch(body.clearFront_m);
    stretch(-body.clearRear_m);
    return b;
}

double overlap_m(const Body& a, const Body& b) {
    if (!a.bounds.touches(b.bounds)) return 0;
    const Vec2 between = minus(b.centre, a.centre);
    double least = std::numeric_limits<double>::infinity();
    for (const Vec2 axis : {a.along, a.front, b.along, b.front}) {
        const double reach = a.halfWidth_m * std::abs(dot(axis, a.along)) + a.halfDepth_m * std::abs(dot(axis, a.front)) +
                             b.halfWidth_m * std::abs(dot(axis, b.along)) + b.halfDepth_m * std::abs(dot(axis, b.front));
        least = std::min(least, reach - std::abs(dot(axis, between)));
        if (least <= 0) return 0;
    }
    return least;
}

double freeDepth_m(const Body& body, const Body& other, bool front) {
    const double none = std::numeric_limits<double>::infinity();
    const double strip = body.halfWidth_m - kWallTouch_m;
    const double sign = front ? 1 : -1;
    struct Local { double u, v; };  // along the width; beyond the front (rear)
    std::array<Local, 8> now{}, next{};
    int count = 4;
    for (int i = 0; i < 4; ++i) {
        const Vec2 p = minus(other.footprint.corner[i], body.centre);
        now[i] = {dot(p, body.along), sign * dot(p, body.front) - body.halfDepth_m};
    }
    for (const double side : {1.0, -1.0}) {  // Sutherland and Hodgman: keep side·u ≤ strip
        int kept = 0;
        for (int i = 0; i < count; ++i) {
            const Local &p = now[i], &q = now[(i + 1) % count];
            const double dp = strip - side * p.u, dq = strip - side * q.u;
            if (dp >= 0) next[kept++] = p;
            if ((dp > 0 && dq < 0) || (dp < 0 && dq > 0)) {
                const double t = dp / (dp - dq);
                next[kept++] = {p.u + t * (q.u - p.u), p.v + t * (q.v - p.v)};
            }
        }
        std::swap(now, next);
        count = kept;
    }
    double nearest = none, farthest = -none;
    for (int i = 0; i < count; ++i) {
        nearest = std::min(nearest, now[i].v);
        farthest = std::max(farthest, now[i].v);
    }
    return farthest <= kTouch_m ? none : std::max(nearest, 0.0);
}

bool isInside(const Body& body, const std::vector<Vec3>& outline) {
    if (outline.size() < 3 || !contains(outline, body.centre)) return false;
    const double w = body.halfWidth_m - kWallTouch_m, d = body.halfDepth_m - kWallTouch_m;
    for (std::size_t i = 0, j = outline.size() - 1; i < outline.size(); j = i++) {
        // Liang and Barsky: does the edge j→i enter the shrunken rectangle?
        const Vec2 p = minus({outline[j].x, outline[j].y}, body.centre), q = minus({outline[i].x, outline[i].y}, body.centre);
        const double start[2] = {dot(p, body.along), dot(p, body.front)};
        const double step[2] = {dot(q, body.along) - start[0], dot(q, body.front) - start[1]};
        const double half[2] = {std::max(w, 0.0), std::max(d, 0.0)};
        double t0 = 0, t1 = 1;
        for (int axis = 0; axis < 2; ++axis) {
            if (step[axis] == 0) {
                if (std::abs(start[axis]) >= half[axis]) t1 = -1;
                continue;
            }
            const double a = (-half[axis] - start[axis]) / step[axis], b = (half[axis] - start[axis]) / step[axis];
            t0 = std::max(t0, std::min(a, b));
            t1 = std::min(t1, std::max(a, b));
        }
        if (t0 < t1) return false;
    }
    return true;
}

void collide(const Body& a, const Body& b, std::vector<Collision>& out) {
    if (!shareHeight(a, b) || belongTogether(*a.item, *b.item)) return;
    const bool reservedA = a.item->kind == Kind::ReservedPlace, reservedB = b.item->kind == Kind::ReservedPlace;
    if (reservedA && reservedB) return;
    if (const double depth = overlap_m(a, b); depth > kTouch_m) {
        if (reservedA || reservedB) {
            out.push_back({Collision::What::Reserved, reservedA ? b.item->id : a.item->id, reservedA ? a.item->id : b.item->id, depth});
        } else {
            out.push_back({Collision::What::Overlap, a.item->id, b.item->id, depth});
        }
        return;
    }
    if (reservedA || reservedB || (a.room && b.room && a.room != b.room)) return;
    const auto test = [&](const Body& body, const Body& other, bool front) {
        const double needed = front ? body.clearFront_m : body.clearRear_m;
        if (needed <= 0 || isStructure(body.item->kind)) return;
        const double free = freeDepth_m(body, other, front);
        if (free < needed - kClearance_m)
            out.push_back({front ? Collision::What::ClearanceFront : Collision::What::ClearanceRear, body.item->id,
                           other.item->id, needed - free});
    };
    for (const bool front : {true, false}) {
        test(a, b, front);
        test(b, a, front);
    }
}

}  // namespace twin
