// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plan2d/point_handles.h"

#include <algorithm>
#include <cmath>

namespace plenum::app {

using twin::Vec2;
using twin::Vec3;

namespace {

constexpr double kPointReach_px = 8, kSegmentReach_px = 7;
constexpr double kSegmentLeast_px = 36;  // shorter ones have no handle: it would lie under those of their ends
constexpr double kNeighbours_m = 8;      // how far away points of others are still looked at
constexpr double kGrid_m = 0.1;
constexpr double kSamePlace_m = 1e-6;

bool closed(const twin::Item& item) { return twin::spec(item.kind).shape == twin::Shape::Outline; }
std::size_t segments(const twin::Item& item) { return closed(item) ? item.points.size() : item.points.size() - 1; }
bool samePlace(const Vec3& a, const Vec3& b) { return std::hypot(a.x - b.x, a.y - b.y) <= kSamePlace_m; }
Vec3 middle(const Vec3& a, const Vec3& b) { return {(a.x + b.x) / 2, (a.y + b.y) / 2, (a.z + b.z) / 2}; }
double distance_px(QPointF a, QPointF b) { return std::hypot(a.x() - b.x(), a.y() - b.y()); }

QColor withAlpha(QColor colour, double alpha) {
    colour.setAlphaF(static_cast<float>(alpha));
    return colour;
}

/// The nearest offer on one axis within reach.
struct Pull {
    double wanted, reach_m;
    std::optional<twin::scene::Guide> guide;
    void offer(double at_m, twin::scene::Guide::To to, bool vertical, twin::Id neighbour) {
        const double off = std::abs(at_m - wanted);
        if (off > reach_m || (guide && off >= std::abs(guide->at_m - wanted))) return;
        guide = twin::scene::Guide{to, vertical, at_m, neighbour};
    }
    double result() const { return guide ? guide->at_m : std::round(wanted / kGrid_m) * kGrid_m; }
};

/// A length in the middle of a segment, beside its line.
void paintLength(QPainter& p, const PlanScene& scene, QPointF a, QPointF b, double length_m) {
    const QString text = QString::fromStdString(twin::formatQuantity(length_m, twin::Unit::Metre, scene.units, 2));
    const QFontMetricsF metrics(p.font());
    QRectF box(0, 0, metrics.horizontalAdvance(text) + 10, metrics.height() + 2);
    const double run = distance_px(a, b);
    if (run < 12) return;
    QPointF normal((b.y() - a.y()) / run, -(b.x() - a.x()) / run);
    if (normal.y() > 0) normal = -normal;  // above the line
    box.moveCenter((a + b) / 2 + QPointF(normal.x() * (box.width() / 2 + 6), normal.y() * (box.height() / 2 + 6)));
    p.setPen(Qt::NoPen);
    p.setBrush(withAlpha(scene.theme.ground, 0.95));
    p.drawRoundedRect(box, 3, 3);
    p.setPen(scene.theme.accent);
    p.drawText(box, Qt::AlignCenter, text);
}

}  // namespace

bool hasHandles(const twin::Item& item) { return twin::leastPoints(item.kind) > 0 && !item.points.empty(); }

PointHandle handleAt(const twin::Item& item, const PlanCamera& camera, QPointF at, std::optional<std::size_t> preferred) {
    PointHandle best;
    double nearest = kPointReach_px;
    for (std::size_t i = 0; i < item.points.size(); ++i) {
        const double off = distance_px(camera.toScreen(item.points[i]), at);
        if (off > nearest || (best && off == nearest && preferred == best.at)) continue;  // the later is drawn above
        nearest = off;
        best = {PointHandle::What::Point, i};
    }
    if (best) return best;
    nearest = kSegmentReach_px;
    for (std::size_t i = 0; i < segments(item); ++i) {
        const QPointF a = camera.toScreen(item.points[i]), b = camera.toScreen(item.points[(i + 1) % item.points.size()]);
        const double off = distance_px((a + b) / 2, at);
        if (off > nearest || distance_px(a, b) < kSegmentLeast_px) continue;
        nearest = off;
        best = {PointHandle::What::Segment, i};
    }
    return best;
}

void paintHandles(QPainter& p, const Theme& theme, const PlanCamera& camera, const twin::Item& item, const HandleMarks& marks) {
    constexpr double kPoint_px = 4.5, kHot_px = 6, kSegment_px = 3, kFocus_px = 9;
    p.setRenderHint(QPainter::Antialiasing);
    const QRectF seen = QRectF(QPointF(0, 0), camera.size).adjusted(-10, -10, 10, 10);
    if (marks.segments)
        for (std::size_t i = 0; i < segments(item); ++i) {
            const QPointF a = camera.toScreen(item.points[i]), b = camera.toScreen(item.points[(i + 1) % item.points.size()]);
            if (distance_px(a, b) < kSegmentLeast_px || !seen.contains((a + b) / 2)) continue;
            const bool hot = marks.hot == PointHandle{PointHandle::What::Segment, i};
            const double r = hot ? kHot_px : kSegment_px;
            p.setPen(QPen(hot ? theme.accent : theme.ground, 1.4));
            p.setBrush(hot ? theme.ground : theme.accent);
            p.drawEllipse((a + b) / 2, r, r);
            if (!hot) continue;
            p.drawLine((a + b) / 2 - QPointF(3, 0), (a + b) / 2 + QPointF(3, 0));  // a plus: it becomes a point
            p.drawLine((a + b) / 2 - QPointF(0, 3), (a + b) / 2 + QPointF(0, 3));
        }
    for (std::size_t i = 0; i < item.points.size(); ++i) {
        const QPointF at = camera.toScreen(item.points[i]);
        if (!seen.contains(at)) continue;
        const bool hot = marks.hot == PointHandle{PointHandle::What::Point, i}, focused = marks.focused == i;
        if (focused) {
            p.setPen(QPen(theme.accent, 1.4));
            p.setBrush(Qt::NoBrush);
            p.drawRect(QRectF(at.x() - kFocus_px, at.y() - kFocus_px, 2 * kFocus_px, 2 * kFocus_px));
        }
        const double r = hot ? kHot_px : kPoint_px;
        p.setPen(QPen(theme.accent, 2));
        p.setBrush(hot || focused ? theme.accent : theme.ground);
        p.drawRect(QRectF(at.x() - r, at.y() - r, 2 * r, 2 * r));
    }
}

PointDrag PointDrag::begin(const twin::Item& item, PointHandle handle, Vec2 pointer) {
    PointDrag drag;
    drag.item = item.id;
    drag.points = item.points;
    drag.at = handle.at;
    if (handle.what == PointHandle::What::Segment) {
        drag.at = handle.at + 1;
        drag.points.insert(drag.points.begin() + static_cast<std::ptrdiff_t>(drag.at),
                           middle(item.points[handle.at], item.points[(handle.at + 1) % item.points.size()]));
    }
    const Vec3& held = drag.points[drag.at];
    drag.to = {held.x, held.y};
    drag.grip = {pointer.x - held.x, pointer.y - held.y};
    drag.pointer = pointer;
    return drag;
}

void PointDrag::snapTo(const twin::Site& base, const twin::scene::SpatialIndex& index, double reach_m) {
    using To = twin::scene::Guide::To;
    to = {pointer.x - grip.x, pointer.y - grip.y};
    guides.clear();
    if (!snapping) return;
    Pull x{to.x, reach_m, {}}, y{to.y, reach_m, {}};
    const Vec3 held = points[at];
    const auto offer = [&](const Vec3& p, twin::Id owner) {
        x.offer(p.x, To::Line, true, owner);
        y.offer(p.y, To::Line, false, owner);
    };
    for (std::size_t i = 0; i < points.size(); ++i)
        if (i != at && !samePlace(points[i], held)) offer(points[i], item);
    const twin::Bounds near = twin::Bounds{to.x, to.y, to.x, to.y}.grown(kNeighbours_m);
    for (const std::uint32_t slot : index.touching(near)) {
        const auto& entry = index.entries()[slot];
        const twin::Item* other = entry.id == item || twin::leastPoints(entry.kind) == 0 ? nullptr : base.find(entry.id);
        if (other == nullptr) continue;
        for (const Vec3& p : other->points)
            if (near.contains({p.x, p.y})) offer(p, other->id);
    }
    if (const twin::Item* room = twin::scene::roomAt(base, to)) {
        const Vec2 origin = twin::scene::tileOrigin(*room);
        const double pitch = base.value(*room, twin::Param::TilePitch);
        if (pitch > 0 && !x.guide) x.offer(origin.x + std::round((to.x - origin.x) / pitch) * pitch, To::Tile, true, {});
        if (pitch > 0 && !y.guide) y.offer(origin.y + std::round((to.y - origin.y) / pitch) * pitch, To::Tile, false, {});
    }
    to = {x.result(), y.result()};
    for (const Pull* pull : {&x, &y})
        if (pull->guide) guides.push_back(*pull->guide);
}

std::vector<Vec3> PointDrag::moved() const {
    std::vector<Vec3> out = points;
    const Vec3 held = points[at];
    const auto move = [&](std::size_t i) {
        const bool along = i == at || (samePlace(points[i], held) && points[i].z != held.z);
        if (along) out[i] = {to.x, to.y, out[i].z};
        return along;
    };
    move(at);
    for (std::size_t i = at; i > 0 && move(i - 1); --i) {}
    for (std::size_t i = at + 1; i < points.size() && move(i); ++i) {}
    return out;
}

void paintPointDrag(QPainter& p, const PlanScene& scene, const PlanCamera& camera, const twin::Item& item, const PointDrag& drag) {
    const twin::Bounds seen = camera.visible();
    p.setRenderHint(QPainter::Antialiasing, false);
    QPen dashed(scene.theme.accent, 1);
    dashed.setDashPattern({4, 3});
    for (const auto& guide : drag.guides) {
        if (guide.to == twin::scene::Guide::To::Tile) continue;  // the tiles are on the plan
        p.setPen(dashed);
        if (guide.vertical) p.drawLine(camera.toScreen(Vec2{guide.at_m, seen.y0}), camera.toScreen(Vec2{guide.at_m, seen.y1}));
        else p.drawLine(camera.toScreen(Vec2{seen.x0, guide.at_m}), camera.toScreen(Vec2{seen.x1, guide.at_m}));
    }
    const std::size_t n = item.points.size();
    if (drag.at >= n) return;
    p.setRenderHint(QPainter::Antialiasing);
    p.setFont(bodyFont(-1, QFont::DemiBold));
    const bool ring = closed(item);
    const auto length = [&](std::size_t from, std::size_t to) {
        const Vec3 &a = item.points[from], &b = item.points[to];
        paintLength(p, scene, camera.toScreen(a), camera.toScreen(b), std::hypot(a.x - b.x, a.y - b.y, a.z - b.z));
    };
    // Past the points of a riser to those that the segments on the plan lead to.
    std::size_t before = drag.at, after = drag.at;
    while (!ring && before > 0 && samePlace(item.points[before - 1], item.points[drag.at])) --before;
    while (!ring && after + 1 < n && samePlace(item.points[after + 1], item.points[drag.at])) ++after;
    if (ring || before > 0) length((before + n - 1) % n, before);
    if (ring || after + 1 < n) length(after, (after + 1) % n);
}

}  // namespace plenum::app
