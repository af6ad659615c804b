// SPDX-License-Identifier: GPL-3.0-or-later
// Handles of the one selected route or outline: mouse, keyboard and picture.
#include "app/document/document.h"
#include "app/plan2d/plan_card.h"
#include "app/plan2d/plan_painter.h"
#include "app/plan2d/plan_view_state.h"

#include <QKeyEvent>
#include <QHelpEvent>
#include <QToolTip>

#include <algorithm>

namespace plenum::app {

const twin::Item* PlanView::shapedItem() const {
    const State& s = *m_state;
    const twin::Item* item = s.scene.site && m_selection.ids().size() == 1 ? s.scene.site->find(m_selection.current()) : nullptr;
    return item != nullptr && hasHandles(*item) ? item : nullptr;
}

std::optional<std::size_t> PlanView::focusedPoint() const {
    const twin::Item* item = shapedItem();
    const auto& focus = m_state->focus;
    if (item == nullptr || !focus || focus->first != item->id || focus->second >= item->points.size()) return {};
    return focus->second;
}

void PlanView::focusPoint(std::optional<std::size_t> point) {
    State& s = *m_state;
    const twin::Item* item = shapedItem();
    s.focus.reset();
    if (point && item != nullptr && *point < item->points.size()) s.focus = std::pair{item->id, *point};
    update();
}

void PlanView::revealPoint(std::size_t point) {
    State& s = *m_state;
    const twin::Vec3& p = shapedItem()->points[point];
    if (QRectF(rect()).adjusted(20, 20, -20, -20).contains(s.camera.toScreen(p))) return;
    s.camera.centre = {p.x, p.y};
    invalidate(true, true);
}

PointHandle PlanView::handleUnder(QPointF at) const {
    const twin::Item* item = shapedItem();
    return item == nullptr ? PointHandle{} : handleAt(*item, m_state->camera, at, focusedPoint());
}

void PlanView::startShaping() {
    State& s = *m_state;
    const twin::Item* item = shapedItem();
    if (item == nullptr) return;
    s.shaping = PointDrag::begin(*item, s.pressedHandle, s.camera.toSite(s.pressedAt));
    s.hidden = {item->id};
    s.hotHandle = {};
    s.mode = State::Mode::Shaping;
    m_selection.hover({});
    setCursor(Qt::ClosedHandCursor);
    invalidate(false, true);
}

void PlanView::previewShape() {
    State& s = *m_state;
    const twin::Variant* base = m_document.project().find(m_document.activeVariant());
    if (!s.shaping || base == nullptr) return;
    s.shaping->snapTo(base->site, s.scene.index, snapReach_m());
    m_document.preview(twin::setPoints(*base, s.shaping->item, s.shaping->moved()));
    update();
}

void PlanView::finishShaping() {
    State& s = *m_state;
    const twin::Variant* base = m_document.project().find(m_document.activeVariant());
    if (!s.shaping || base == nullptr) return;
    s.shaping->snapTo(base->site, s.scene.index, snapReach_m());
    const twin::Edit edit = twin::setPoints(*base, s.shaping->item, s.shaping->moved());
    const std::size_t at = s.shaping->at;
    s.shaping.reset();
    s.hidden.clear();
    unsetCursor();
    invalidate(false, true);
    applyEdit(edit);
    focusPoint(at);
}

void PlanView::applyPoints(std::vector<twin::Vec3> points) {
    const twin::Item* item = shapedItem();
    const twin::Variant* base = m_document.project().find(m_document.activeVariant());
    if (item != nullptr && base != nullptr) applyEdit(twin::setPoints(*base, item->id, std::move(points)));
}

void PlanView::removePoint(std::size_t at) {
    const twin::Item& item = *shapedItem();
    const std::size_t least = twin::leastPoints(item.kind);
    if (item.points.size() <= least) {
        const QPoint near = m_state->camera.toScreen(item.points[at]).toPoint() + QPoint(12, 12);
        QToolTip::showText(mapToGlobal(near), least == 2 ? tr("A route keeps two points.") : tr("An outline keeps three corners."), this);
        return;
    }
    applyPoints(twin::withoutPoint(item, at));
    m_state->hotHandle = {};
    if (focusedPoint()) focusPoint(at > 0 ? at - 1 : 0);
    if (underMouse()) hoverAt(mapFromGlobal(QCursor::pos()));
}

std::optional<std::size_t> PlanView::pointForKeys() const {
    const State& s = *m_state;
    if (s.mode != State::Mode::Idle || shapedItem() == nullptr) return {};
    if (s.hotHandle.what == PointHandle::What::Point && s.hotHandle.at < shapedItem()->points.size()) return s.hotHandle.at;
    return focusedPoint();
}

/// The keys of a point come before those of the whole object and before the window's Delete.
bool PlanView::pointKey(const QKeyEvent& event) {
    State& s = *m_state;
    if (event.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier)) return false;
    const auto point = pointForKeys();
    if (!point) return false;
    if (event.key() == Qt::Key_Delete) {
        removePoint(*point);
        return true;
    }
    if (event.key() == Qt::Key_Insert) {
        applyPoints(twin::withPointAfter(*shapedItem(), *point));
        focusPoint(*point + 1);
        return true;
    }
    const auto focused = focusedPoint();
    if (!focused) return false;
    if (event.key() == Qt::Key_Escape) {
        focusPoint({});
        return true;
    }
    const int dx = event.key() == Qt::Key_Right ? 1 : event.key() == Qt::Key_Left ? -1 : 0;
    const int dy = event.key() == Qt::Key_Up ? 1 : event.key() == Qt::Key_Down ? -1 : 0;
    if (dx == 0 && dy == 0) return false;
    const twin::Item& item = *shapedItem();
    const double step = nudgeStep_m(item, event.modifiers().testFlag(Qt::ShiftModifier));
    PointDrag move = PointDrag::begin(item, {PointHandle::What::Point, *focused}, {});
    move.to = {move.to.x + dx * step, move.to.y + dy * step};
    applyPoints(move.moved());
    revealPoint(*focused);
    s.hotHandle = {};
    return true;
}

bool PlanView::walkPoints(bool next) {
    const twin::Item* item = shapedItem();
    if (item == nullptr || m_state->mode != State::Mode::Idle) return false;
    const auto at = focusedPoint();
    const std::size_t last = item->points.size() - 1;
    if (at && (next ? *at == last : *at == 0)) {  // past the ends: on to the next widget
        focusPoint({});
        return false;
    }
    focusPoint(!at ? (next ? 0 : last) : next ? *at + 1 : *at - 1);
    revealPoint(*focusedPoint());
    return true;
}

bool PlanView::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Delete && key->modifiers() == Qt::NoModifier && pointForKeys()) {
            event->accept();
            return true;
        }
    }
    if (event->type() == QEvent::ToolTip && m_state->mode == State::Mode::Idle) {
        QString tip = tipOf(m_selection.hovered());
        if (const QString trend = m_view.hoverTrend(m_selection.hovered()); !trend.isEmpty()) tip = tip.toHtmlEscaped().replace(QLatin1Char('\n'), QLatin1String("<br>")) + trend;
        if (tip.isEmpty())
            QToolTip::hideText();
        else
            QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), tip, this);
        return true;
    }
    return QWidget::event(event);
}

void PlanView::paintShape(QPainter& painter) {
    State& s = *m_state;
    const twin::Item* item = shapedItem();
    if (item == nullptr) return;
    HandleMarks marks{s.hotHandle, hasFocus() ? focusedPoint() : std::nullopt, !s.shaping};
    if (!s.shaping) {
        if (s.mode == State::Mode::Idle || s.mode == State::Mode::Pressed) paintHandles(painter, s.scene.theme, s.camera, *item, marks);
        return;
    }
    PlanPainter plan(painter, s.scene, s.camera);
    if (const int slot = s.scene.index.slotOf(item->id); slot >= 0 && twin::spec(item->kind).shape == twin::Shape::Route) plan.item(static_cast<std::uint32_t>(slot));
    plan.outline(item->id, QPen(s.scene.theme.accent, 2.2));
    paintPointDrag(painter, s.scene, s.camera, *item, *s.shaping);
    marks.hot = {PointHandle::What::Point, s.shaping->at};
    paintHandles(painter, s.scene.theme, s.camera, *item, marks);
    if (s.shaping->at >= item->points.size()) return;
    const QPointF at = s.camera.toScreen(item->points[s.shaping->at]);
    PlanCard::ofShape(*item, s.shaping->at, s.scene.units).paint(painter, s.scene.theme, QRectF(at, at).adjusted(-24, -24, 24, 24), rect());
}

}  // namespace plenum::app
