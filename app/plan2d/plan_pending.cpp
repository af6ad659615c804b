// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plan2d/plan_pending.h"

#include "app/plan2d/plan_painter.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace plenum::app {

namespace {

using What = twin::LayoutDifference::What;

constexpr double kMarked_px = 13;        // smaller shapes have no + and ×
constexpr double kDetailed_px_per_m = 8;  // below, outlines are one pixel wide
constexpr double kArrow_px = 9;

QColor withAlpha(QColor colour, double alpha) {
    colour.setAlphaF(static_cast<float>(alpha));
    return colour;
}

/// Where an item is drawn on the plan: a closed shape, a line, or a point.
struct Place {
    QPolygonF shape;
    bool closed = true;
    QRectF rect() const { return shape.boundingRect(); }
    QPointF centre() const { return rect().center(); }
};

Place placeOf(const twin::Site& site, const twin::Item& item, const PlanPainter& plan, const PlanCamera& camera) {
    switch (twin::spec(item.kind).shape) {
        case twin::Shape::Box: return {plan.polygon(twin::footprint(site, item)), true};
        case twin::Shape::Route: return {plan.polygon(item.points), false};
        case twin::Shape::Outline: return {plan.polygon(item.points), true};
        case twin::Shape::None: break;
    }
    const QPointF at = camera.toScreen(item.position);
    return {QPolygonF(QRectF(at - QPointF(6, 6), QSizeF(12, 12))), true};
}

class Marks {
  public:
    Marks(QPainter& painter, const PlanScene& scene, const PlanCamera& camera) : m_p(painter), m_theme(scene.theme), m_fine(camera.px_per_m < kDetailed_px_per_m) {}

    void outline(const Place& place, const QColor& colour, double width, bool dashed) {
        QPen pen(colour, m_fine ? 1 : width);
        pen.setJoinStyle(Qt::MiterJoin);
        if (dashed) pen.setDashPattern({3, 2});
        m_p.setRenderHint(QPainter::Antialiasing, !m_fine);
        m_p.setBrush(Qt::NoBrush);
        for (const bool under : {true, false}) {  // a dark line beneath keeps it visible on every colour of a map
            if (under && (dashed || m_fine)) continue;
            m_p.setPen(under ? QPen(withAlpha(m_theme.ground, 0.8), width + 2, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin) : pen);
            if (place.closed)
                m_p.drawPolygon(place.shape);
            else
                m_p.drawPolyline(place.shape);
        }
    }

    void fill(const Place& place, const QColor& colour) {
        if (!place.closed) return;
        m_p.setPen(Qt::NoPen);
        m_p.setBrush(colour);
        m_p.drawPolygon(place.shape);
    }

    /// A + or a × (turned) on a disc, beside the corner of what is large enough.
    void sign(const Place& place, const QColor& colour, bool turned) {
        const QRectF rect = place.rect();
        if (!place.closed || std::min(rect.width(), rect.height()) < kMarked_px) return;
        const QPointF at = turned ? rect.center() : rect.topRight() + QPointF(-1, 1);
        m_p.setRenderHint(QPainter::Antialiasing);
        m_p.setPen(QPen(colour, 1.2));
        m_p.setBrush(m_theme.ground);
        m_p.drawEllipse(at, 6.5, 6.5);
        m_p.setPen(QPen(colour, 2, Qt::SolidLine, Qt::FlatCap));
        const double a = turned ? 2.8 : 0, b = turned ? 2.8 : 4;
        m_p.drawLine(at + QPointF(-b, -a), at + QPointF(b, a));
        m_p.drawLine(at + QPointF(a, -b), at + QPointF(-a, b));
    }

    void arrow(QPointF from, QPointF to, const QColor& colour) {
        const double length = std::hypot(to.x() - from.x(), to.y() - from.y());
        if (length < kArrow_px + 3) return;
        const QPointF along = (to - from) / length, across(-along.y(), along.x()), neck = to - kArrow_px * along;
        m_p.setRenderHint(QPainter::Antialiasing);
        for (const bool under : {true, false}) {
            const QColor ink = under ? withAlpha(m_theme.ground, 0.8) : colour;
            m_p.setPen(QPen(ink, under ? 3.4 : 1.4));
            m_p.drawLine(from, neck);
            m_p.setPen(under ? QPen(ink, 2) : QPen(Qt::NoPen));
            m_p.setBrush(ink);
            m_p.drawPolygon(QPolygonF{to, neck + 3.6 * across, neck - 3.6 * across});
        }
        m_p.setPen(Qt::NoPen);
        m_p.drawEllipse(from, 2.2, 2.2);
    }

  private:
    QPainter& m_p;
    const Theme& m_theme;
    bool m_fine;
};

}  // namespace

PlanPending PlanPending::of(const twin::Project& project, twin::Id variant) {
    PlanPending pending;
    const twin::Variant* own = project.find(variant);
    const twin::Variant* parent = own != nullptr && own->parent ? project.find(own->parent) : nullptr;
    if (parent == nullptr) return pending;
    pending.parent = parent->site;
    pending.differences = twin::differences(parent->site, own->site);
    return pending;
}

void paintPending(QPainter& painter, const PlanScene& scene, const PlanCamera& camera, const PlanPending& pending) {
    const PlanPainter plan(painter, scene, camera);
    const QRectF screen = QRectF(QPointF(0, 0), camera.size).adjusted(-20, -20, 20, 20);
    Marks marks(painter, scene, camera);
    const auto seen = [&](const Place& place) { return !place.shape.isEmpty() && place.rect().adjusted(-1, -1, 1, 1).intersects(screen); };
    // What is gone lies below, what is new on top.
    for (const What what : {What::Removed, What::Rewired, What::Changed, What::Moved, What::Added})
        for (const twin::LayoutDifference& difference : pending.differences) {
            if (difference.what != what) continue;
            // Where it is now comes from the site as shown: it follows a drag.
            const twin::Item* item = what == What::Removed ? nullptr : scene.site->find(difference.item);
            const Place now = item != nullptr ? placeOf(*scene.site, *item, plan, camera) : Place{};
            const Place before = difference.change.before && (what == What::Removed || what == What::Moved)
                                     ? placeOf(pending.parent, *difference.change.before, plan, camera) : Place{};
            if (!seen(now) && !seen(before) && !(what == What::Moved && QRectF(before.centre(), now.centre()).normalized().intersects(screen))) continue;
            switch (what) {
                case What::Removed:
                    marks.fill(before, withAlpha(scene.theme.bad, 0.12));
                    marks.outline(before, scene.theme.bad, 1.5, true);
                    marks.sign(before, scene.theme.bad, true);
                    break;
                case What::Moved:
                    marks.outline(before, withAlpha(scene.theme.warning, 0.8), 1.2, true);
                    marks.outline(now, scene.theme.warning, 2, false);
                    if (now.closed && !now.shape.isEmpty() && !before.shape.isEmpty()) marks.arrow(before.centre(), now.centre(), scene.theme.warning);
                    break;
                case What::Added:
                    marks.outline(now, scene.theme.good, 2, false);
                    marks.sign(now, scene.theme.good, false);
                    break;
                case What::Changed:
                case What::Rewired: marks.outline(now, scene.theme.text, 1.4, true); break;
            }
        }
}

}  // namespace plenum::app
