// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/plan2d/plan_scene.h"
#include "twin/engine/engine.h"

#include <QPainter>
#include <QStringList>

namespace plenum::app {

/// The small card beside what is dragged: its name and place, and the limits that bind first.
struct PlanCard {
    enum class Mark { Good, Warning, Bad, None };
    struct Line {
        Mark mark = Mark::None;
        QString name, text;
    };
    QString title;
    std::vector<Line> lines;

    /// Name and place of an item, what its place costs others, and the engine's limits, tightest first.
    static PlanCard of(const twin::Site& site, const twin::Item& item, const std::vector<twin::Collision>& collisions,
                       const twin::scene::FreePlaces& free, const twin::engine::Binding& binding, twin::UnitSystem units);
    /// The point that is dragged, the length or area that comes of it, and what is wrong with the shape.
    static PlanCard ofShape(const twin::Item& item, std::size_t point, twin::UnitSystem units);
    /// Paints it near `anchor` but not over it, inside `area`.
    void paint(QPainter& painter, const Theme& theme, const QRectF& anchor, const QRectF& area) const;
};

/// The shape of a state: circle, triangle, square; readable without colour.
void paintMark(QPainter& painter, const Theme& theme, PlanCard::Mark mark, QPointF centre, double radius);
QColor markColour(const Theme& theme, PlanCard::Mark mark);

}  // namespace plenum::app
