// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/plan2d/plan_camera.h"
#include "app/plan2d/plan_scene.h"

#include <QPainter>

namespace plenum::app {

/// Paints the plan in layers; the view caches them, export paints them one after the other.
class PlanPainter {
  public:
    PlanPainter(QPainter& painter, const PlanScene& scene, const PlanCamera& camera)
        : m_p(painter), m_scene(scene), m_theme(scene.theme), m_camera(camera) {}

    /// Ground, air field, rooms with their tiles, aisles, columns and walls.
    void ground();
    /// Equipment, routes, sensors and their names, but for the hidden ones.
    void items(const twin::scene::IdSet& hidden);
    /// One item by itself: while it is dragged.
    void item(std::uint32_t slot);
    /// Scale bar and north arrow in the lower right corner.
    void furniture();
    /// Dashed rectangles of the clearances of a box item.
    void clearances(const twin::Item& item);
    /// Outline of an item, whatever its shape.
    void outline(twin::Id id, const QPen& pen);

    QPolygonF polygon(const twin::Footprint& footprint) const;
    QPolygonF polygon(const std::vector<twin::Vec3>& points) const;

  private:
    void room(const twin::Item& room);
    void tiles(const twin::Item& room);
    void perforated(const twin::Item& tiles);
    void aisle(const twin::Item& aisle);
    void structure(const twin::scene::SpatialIndex::Entry& entry);
    void box(std::uint32_t slot);
    void route(std::uint32_t slot);
    void sensor(std::uint32_t slot);
    void labels(const std::vector<std::uint32_t>& shown, const twin::scene::IdSet& hidden);

    QPainter& m_p;
    const PlanScene& m_scene;
    const Theme& m_theme;
    const PlanCamera& m_camera;
};

/// Texts that never overlap: the first come stay.
class LabelPlacer {
  public:
    /// True, and the place is taken, when the rectangle is free.
    bool take(const QRectF& rect);

  private:
    twin::BoundsGrid m_grid{64};
    std::vector<twin::Bounds> m_taken;
    std::vector<std::uint32_t> m_near;
};

}  // namespace plenum::app
