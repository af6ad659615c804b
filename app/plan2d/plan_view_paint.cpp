// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/document/document.h"
#include "app/plan2d/plan_card.h"
#include "app/plan2d/plan_painter.h"
#include "app/plan2d/plan_view_state.h"

#include <QPainter>

#include <algorithm>

namespace plenum::app {

namespace {

QPen dashed(const QColor& colour, double width = 1) {
    QPen pen(colour, width);
    pen.setDashPattern({4, 3});
    return pen;
}

QColor withAlpha(QColor colour, double alpha) {
    colour.setAlphaF(static_cast<float>(alpha));
    return colour;
}

PlanCard::Mark markOf(twin::scene::FreePlaces::State state) {
    switch (state) {
        case twin::scene::FreePlaces::State::Good: return PlanCard::Mark::Good;
        case twin::scene::FreePlaces::State::Warning: return PlanCard::Mark::Warning;
        case twin::scene::FreePlaces::State::Bad: return PlanCard::Mark::Bad;
    }
    return PlanCard::Mark::None;
}

void paintFreePlaces(QPainter& p, const PlanScene& scene, const PlanCamera& camera, const twin::Item& like, const twin::scene::FreePlaces& free) {
    p.setRenderHint(QPainter::Antialiasing);
    const PlanPainter shapes(p, scene, camera);
    for (const auto& place : free.places) {
        twin::Item probe = like;
        probe.position = {place.position.x, place.position.y, like.position.z};
        probe.rotation_deg = place.rotation_deg;
        const QColor colour = markColour(scene.theme, markOf(place.state));
        p.setPen(dashed(colour));
        p.setBrush(withAlpha(colour, 0.18));
        const QPolygonF shape = shapes.polygon(twin::footprint(*scene.site, probe));
        p.drawPolygon(shape);
        const QRectF rect = shape.boundingRect();
        if (place.state != twin::scene::FreePlaces::State::Good && std::min(rect.width(), rect.height()) > 14)  // shape as well as colour
            paintMark(p, scene.theme, markOf(place.state), rect.center(), 2.6);
    }
}

/// Lines through what was snapped to, with the coordinate at their end.
void paintGuides(QPainter& p, const PlanScene& scene, const PlanCamera& camera, const twin::Bounds& held, twin::Vec3 position,
                 const std::vector<twin::scene::Guide>& guides) {
    p.setRenderHint(QPainter::Antialiasing, false);
    p.setFont(bodyFont(-2, QFont::DemiBold));
    const QFontMetricsF metrics(p.font());
    const twin::Bounds seen = camera.visible();
    const auto label = [&](double value_m, QPointF at, bool vertical) {
        const QString text = QString::fromStdString(twin::formatQuantity(value_m, twin::Unit::Metre, scene.units, 2));
        QRectF box(0, 0, metrics.horizontalAdvance(text) + 10, metrics.height() + 2);
        if (vertical) {
            box.moveCenter(QPointF(std::clamp(at.x(), box.width() / 2 + 4, camera.size.width() - box.width() / 2 - 4), at.y() + box.height() / 2));
        } else {
            box.moveTopLeft(QPointF(at.x(), std::clamp(at.y() - box.height() / 2, 4.0, camera.size.height() - box.height() - 4)));
        }
        p.setRenderHint(QPainter::Antialiasing);
        p.setPen(Qt::NoPen);
        p.setBrush(withAlpha(scene.theme.ground, 0.85));
        p.drawRoundedRect(box, 3, 3);
        p.setPen(scene.theme.accent);
        p.drawText(box, Qt::AlignCenter, text);
        p.setRenderHint(QPainter::Antialiasing, false);
    };
    for (const auto& guide : guides) {
        p.setPen(dashed(scene.theme.accent));
        // A side that touches shows both sides of what is held, a common line shows the line.
        const bool both = guide.to == twin::scene::Guide::To::Edge;
        if (guide.vertical) {
            for (const double x : both ? std::vector<double>{held.x0, held.x1} : std::vector<double>{guide.at_m})
                p.drawLine(camera.toScreen(twin::Vec2{x, seen.y0}), camera.toScreen(twin::Vec2{x, seen.y1}));
        } else {
            for (const double y : both ? std::vector<double>{held.y0, held.y1} : std::vector<double>{guide.at_m})
                p.drawLine(camera.toScreen(twin::Vec2{seen.x0, y}), camera.toScreen(twin::Vec2{seen.x1, y}));
        }
    }
    label(position.x, {camera.toScreen(position).x(), 6}, true);
    label(position.y, {6, camera.toScreen(position).y()}, false);
}

void paintCollisions(QPainter& p, const PlanScene& scene, const PlanCamera& camera, const std::vector<twin::Collision>& collisions,
                     const twin::scene::IdSet& without) {
    PlanPainter plan(p, scene, camera);
    for (const twin::Collision& c : collisions) {
        if (c.what == twin::Collision::What::ClearanceFront || c.what == twin::Collision::What::ClearanceRear) continue;
        if (without.contains(c.item) || without.contains(c.other)) continue;
        const QColor colour = c.what == twin::Collision::What::Reserved ? scene.theme.warning : scene.theme.bad;
        for (const twin::Id id : {c.item, c.other}) plan.outline(id, QPen(colour, 2));
    }
}

}  // namespace

void PlanView::paintEvent(QPaintEvent*) {
    State& s = *m_state;
    QPainter painter(this);
    if (!s.scene.site) {
        painter.fillRect(rect(), s.scene.theme.ground);
        return;
    }
    const double ratio = devicePixelRatioF();
    const QSize pixels = (QSizeF(size()) * ratio).toSize();
    const auto renew = [&](QPixmap& layer, bool& valid, const QColor& clear, auto&& paint) {
        if (valid && layer.size() == pixels) return;
        if (layer.size() != pixels) layer = QPixmap(pixels);
        layer.setDevicePixelRatio(ratio);
        layer.fill(clear);
        QPainter on(&layer);
        PlanPainter plan(on, s.scene, s.camera);
        paint(plan);
        valid = true;
    };
    renew(s.ground, s.groundValid, s.scene.theme.ground, [](PlanPainter& plan) { plan.ground(); });
    renew(s.items, s.itemsValid, Qt::transparent, [&](PlanPainter& plan) { plan.items(s.hidden); });
    painter.drawPixmap(0, 0, s.ground);
    painter.drawPixmap(0, 0, s.items);
    paintLive(painter);
}

void PlanView::paintLive(QPainter& painter) {
    State& s = *m_state;
    if (s.pending) paintPending(painter, s.scene, s.camera, *s.pending);
    paintCollisions(painter, s.scene, s.camera, s.collisions, s.hidden);
    if (s.drag) {
        paintDrag(painter);
    } else {
        if (!s.shaping) paintSelection(painter);
        paintShape(painter);
    }
    if (s.ghost) paintPlacing(painter);
    if (s.mode == State::Mode::Band) {
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setPen(dashed(s.scene.theme.accent));
        painter.setBrush(withAlpha(s.scene.theme.accent, 0.12));
        painter.drawRect(QRectF(s.pressedAt, s.lastAt).normalized());
    }
    PlanPainter(painter, s.scene, s.camera).furniture();
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setPen(QPen(withAlpha(s.scene.theme.accent, 0.6), 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void PlanView::paintSelection(QPainter& painter) {
    State& s = *m_state;
    PlanPainter plan(painter, s.scene, s.camera);
    if (m_selection.ids().size() == 1)
        if (const twin::Item* item = s.scene.site->find(m_selection.current())) plan.clearances(*item);
    if (const twin::Id hovered = m_selection.hovered(); hovered && !m_selection.contains(hovered))
        plan.outline(hovered, QPen(withAlpha(s.scene.theme.text, 0.85), 1.2));
    for (const twin::Id id : m_selection.ids()) {
        const auto row = s.scene.rows.find(id);
        if (row != s.scene.rows.end()) {
            painter.setPen(QPen(s.scene.theme.accent, 2));
            painter.setBrush(Qt::NoBrush);
            painter.drawRect(s.camera.toScreen(row->second).adjusted(-3, -3, 3, 3));
            continue;
        }
        QPen under(withAlpha(s.scene.theme.ground, 0.9), 4.5);
        under.setJoinStyle(Qt::MiterJoin);
        plan.outline(id, under);
        QPen over(s.scene.theme.accent, 2.2);
        over.setJoinStyle(Qt::MiterJoin);
        plan.outline(id, over);
    }
}

void PlanView::paintDrag(QPainter& painter) {
    State& s = *m_state;
    const PlanDrag& drag = *s.drag;
    PlanPainter plan(painter, s.scene, s.camera);
    const twin::Item* held = s.scene.site->find(drag.grabbed);
    if (held == nullptr) return;
    paintFreePlaces(painter, s.scene, s.camera, *held, drag.free);
    if (const twin::Item* before = m_document.project().find(m_document.activeVariant())->site.find(drag.grabbed);
        before != nullptr && twin::spec(before->kind).shape == twin::Shape::Box) {  // where it came from
        painter.setPen(dashed(s.scene.theme.dim));
        painter.setBrush(Qt::NoBrush);
        painter.drawPolygon(plan.polygon(twin::footprint(*s.scene.site, *before)));
    }
    if (drag.ids.size() == 1) plan.clearances(*held);
    for (const twin::Id id : drag.ids)
        if (const int slot = s.scene.index.slotOf(id); slot >= 0) plan.item(static_cast<std::uint32_t>(slot));
    for (const twin::Id id : drag.ids) plan.outline(id, QPen(s.scene.theme.accent, id == drag.grabbed ? 2.2 : 1.4));
    paintCollisions(painter, s.scene, s.camera, drag.collisions, {});
    const int slot = s.scene.index.slotOf(drag.grabbed);
    if (slot < 0) return;
    const twin::Bounds& bounds = s.scene.index.entries()[static_cast<std::size_t>(slot)].bounds;
    if (twin::spec(held->kind).shape != twin::Shape::Route) paintGuides(painter, s.scene, s.camera, bounds, held->position, drag.guides);
    PlanCard::of(*s.scene.site, *held, drag.collisions, drag.free, drag.binding, s.scene.units)
        .paint(painter, s.scene.theme, s.camera.toScreen(bounds), rect());
}

void PlanView::paintPlacing(QPainter& painter) {
    State& s = *m_state;
    const PlanGhost& ghost = *s.ghost;
    paintFreePlaces(painter, s.scene, s.camera, ghost.item, ghost.free);
    PlanPainter plan(painter, s.scene, s.camera);
    plan.clearances(ghost.item);
    const twin::Footprint footprint = twin::footprint(*s.scene.site, ghost.item);
    const bool blocked = std::any_of(ghost.collisions.begin(), ghost.collisions.end(), [](const twin::Collision& c) {
        return c.what == twin::Collision::What::Overlap || c.what == twin::Collision::What::OutsideRoom;
    });
    const QColor colour = blocked ? s.scene.theme.bad : s.scene.theme.accent;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, 2));
    painter.setBrush(withAlpha(colour, 0.35));
    painter.drawPolygon(plan.polygon(footprint));
    const auto& c = footprint.corner;
    painter.setPen(QPen(s.scene.theme.text, 2));
    painter.drawLine(s.camera.toScreen(twin::Vec2{c[0].x + 0.25 * (c[1].x - c[0].x), c[0].y + 0.25 * (c[1].y - c[0].y)}),
                     s.camera.toScreen(twin::Vec2{c[0].x + 0.75 * (c[1].x - c[0].x), c[0].y + 0.75 * (c[1].y - c[0].y)}));
    const twin::Bounds bounds = twin::boundsOf(footprint);
    paintGuides(painter, s.scene, s.camera, bounds, ghost.item.position, ghost.guides);
    PlanCard::of(*s.scene.site, ghost.item, ghost.collisions, ghost.free, {}, s.scene.units)
        .paint(painter, s.scene.theme, s.camera.toScreen(bounds), rect());
}

}  // namespace plenum::app
