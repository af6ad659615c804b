// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/plan2d/plan_camera.h"
#include "app/plan2d/plan_scene.h"
#include "twin/model/project.h"

#include <QPainter>

#include <optional>

namespace plenum::app {

/// A handle of a route or an outline: at one of its points, or in the middle of a segment (from point `at` to the next).
struct PointHandle {
    enum class What : unsigned char { None, Point, Segment } what = What::None;
    std::size_t at = 0;
    explicit operator bool() const { return what != What::None; }
    bool operator==(const PointHandle&) const = default;
};

/// Routes and outlines with points have handles.
bool hasHandles(const twin::Item& item);
/// The handle under a pixel: points before segments, `preferred` before other points at the same place. O(points).
PointHandle handleAt(const twin::Item& item, const PlanCamera& camera, QPointF at, std::optional<std::size_t> preferred);

/// How the handles of an item are shown.
struct HandleMarks {
    PointHandle hot;                     ///< under the pointer
    std::optional<std::size_t> focused;  ///< of the keyboard
    bool segments = true;                ///< false while a point is dragged
};
void paintHandles(QPainter& painter, const Theme& theme, const PlanCamera& camera, const twin::Item& item, const HandleMarks& marks);

/// A point of a route or an outline under the mouse: what was dragged out of a segment is a new one.
struct PointDrag {
    twin::Id item;
    std::vector<twin::Vec3> points;  ///< at the press, with the new point
    std::size_t at = 0;
    twin::Vec2 grip;                 ///< from the point to the pointer at the press, site metres
    twin::Vec2 pointer;
    bool snapping = true;
    twin::Vec2 to;                   ///< where the point goes, snapped
    std::vector<twin::scene::Guide> guides;

    static PointDrag begin(const twin::Item& item, PointHandle handle, twin::Vec2 pointer);
    /// Each axis by itself: to points of this item and of others near it, else to the tiles of the room, else to 0.1 m.
    /// Not snapping, it stays at the pointer. `base` is the site without the preview. O(points near it).
    void snapTo(const twin::Site& base, const twin::scene::SpatialIndex& index, double reach_m);
    /// The points with the moved one; points straight above or below it on a route (a riser) go with it.
    std::vector<twin::Vec3> moved() const;
};

/// Lines through what it snapped to, and the lengths of the segments beside the point.
void paintPointDrag(QPainter& painter, const PlanScene& scene, const PlanCamera& camera, const twin::Item& item, const PointDrag& drag);

}  // namespace plenum::app
