// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/document/document.h"
#include "app/plan2d/plan_view_state.h"
#include "app/session/session.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace plenum::app {

namespace {
constexpr double kDragStart_px = 4;
constexpr double kReach_px = 6;
constexpr double kSnap_px = 10;
constexpr double kFineStep_m = 0.01;
constexpr double kWheelStep = 1.2;  // a notch

}  // namespace

double PlanView::reach_m() const { return kReach_px / m_state->camera.px_per_m; }
double PlanView::snapReach_m() const { return std::clamp(kSnap_px / m_state->camera.px_per_m, 0.03, 0.45); }

void PlanView::wheelEvent(QWheelEvent* event) {
    const double notches = event->angleDelta().y() != 0 ? event->angleDelta().y() / 120.0 : event->pixelDelta().y() / 60.0;
    if (notches != 0) zoomAt(event->position(), std::pow(kWheelStep, notches));
    event->accept();
}

void PlanView::mousePressEvent(QMouseEvent* event) {
    State& s = *m_state;
    if (s.mode != State::Mode::Idle) return;  // one button at a time
    s.pressedAt = s.lastAt = event->position();
    const bool left = event->button() == Qt::LeftButton;
    if (event->button() == Qt::MiddleButton || (left && event->modifiers().testFlag(Qt::AltModifier))) {
        s.mode = State::Mode::Panning;
        setCursor(Qt::ClosedHandCursor);
        return;
    }
    if (!left || !s.scene.site) return;
    s.mode = State::Mode::Pressed;
    s.toggles = event->modifiers().testFlag(Qt::ControlModifier);
    s.pressedHandle = s.toggles ? PointHandle{} : handleUnder(s.pressedAt);
    s.pressedItem = s.pressedHandle ? m_selection.current() : s.scene.index.at(*s.scene.site, s.camera.toSite(s.pressedAt), reach_m());
}

void PlanView::mouseMoveEvent(QMouseEvent* event) {
    State& s = *m_state;
    const QPointF at = event->position();
    emit pointerMoved(s.camera.toSite(at));
    switch (s.mode) {
        case State::Mode::Idle: hoverAt(at); break;
        case State::Mode::Panning:
            s.camera.centre.x -= (at.x() - s.lastAt.x()) / s.camera.px_per_m;
            s.camera.centre.y += (at.y() - s.lastAt.y()) / s.camera.px_per_m;
            s.fitted = true;
            invalidate(true, true);
            break;
        case State::Mode::Pressed: {
            if (std::hypot(at.x() - s.pressedAt.x(), at.y() - s.pressedAt.y()) < kDragStart_px) break;
            if (s.pressedHandle) {
                startShaping();
                break;
            }
            const twin::Item* item = s.scene.site->find(s.pressedItem);
            if (item != nullptr && isMovable(item->kind)) {
                startDrag(s.pressedItem);
            } else {
                s.mode = State::Mode::Band;
            }
            break;
        }
        case State::Mode::Band: update(); break;
        case State::Mode::Dragging:
        case State::Mode::Shaping: break;
    }
    s.lastAt = at;
    if (s.mode == State::Mode::Shaping) {
        s.shaping->pointer = s.camera.toSite(at);
        s.shaping->snapping = !event->modifiers().testFlag(Qt::ShiftModifier);
        scheduleDrag();
    }
    if (s.mode == State::Mode::Dragging) {
        s.drag->pointer = s.camera.toSite(at);
        s.drag->snapping = !event->modifiers().testFlag(Qt::ShiftModifier);
        scheduleDrag();
    }
}

void PlanView::mouseReleaseEvent(QMouseEvent* event) {
    State& s = *m_state;
    const bool ends = s.mode == State::Mode::Panning ? event->button() == Qt::MiddleButton || event->button() == Qt::LeftButton
                                                     : event->button() == Qt::LeftButton;
    if (!ends) return;
    const auto mode = std::exchange(s.mode, State::Mode::Idle);
    switch (mode) {
        case State::Mode::Panning: unsetCursor(); break;
        case State::Mode::Pressed:
            if (s.pressedHandle) {
                if (s.pressedHandle.what == PointHandle::What::Point) focusPoint(s.pressedHandle.at);
            } else if (s.toggles && s.pressedItem) {
                m_selection.toggle(s.pressedItem);
            } else if (!s.toggles) {
                m_selection.select(s.pressedItem ? std::vector<twin::Id>{s.pressedItem} : std::vector<twin::Id>{});
            }
            break;
        case State::Mode::Band: {
            auto found = s.scene.index.enclosed(s.camera.toSite(QRectF(s.pressedAt, event->position()).normalized()));
            if (s.toggles) {
                auto ids = m_selection.ids();
                for (const twin::Id id : found)
                    if (!m_selection.contains(id)) ids.push_back(id);
                found = std::move(ids);
            }
            m_selection.select(std::move(found));
            break;
        }
        case State::Mode::Dragging:
            s.drag->pointer = s.camera.toSite(event->position());
            s.drag->snapping = !event->modifiers().testFlag(Qt::ShiftModifier);
            finishDrag();
            break;
        case State::Mode::Shaping:
            s.shaping->pointer = s.camera.toSite(event->position());
            s.shaping->snapping = !event->modifiers().testFlag(Qt::ShiftModifier);
            finishShaping();
            break;
        case State::Mode::Idle: break;
    }
    hoverAt(event->position());
    update();
}

void PlanView::mouseDoubleClickEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || !m_state->scene.site || handleUnder(event->position())) return;
    if (const twin::Id id = m_state->scene.index.at(*m_state->scene.site, toSite(event->position()), reach_m())) {
        m_selection.select({id});
        emit itemActivated(id);
    }
}

void PlanView::hoverAt(QPointF at) {
    State& s = *m_state;
    const PointHandle handle = handleUnder(at);
    if (handle != s.hotHandle) update();
    s.hotHandle = handle;
    if (handle) {
        m_selection.hover({});
        return setCursor(handle.what == PointHandle::What::Point ? Qt::SizeAllCursor : Qt::CrossCursor);
    }
    const twin::Id id = s.scene.site ? s.scene.index.at(*s.scene.site, s.camera.toSite(at), reach_m()) : twin::Id{};
    m_selection.hover(id);
    const int slot = s.scene.index.slotOf(id);
    const bool movable = slot >= 0 && isMovable(s.scene.index.entries()[static_cast<std::size_t>(slot)].kind);
    setCursor(movable ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void PlanView::leaveEvent(QEvent* event) {
    if (m_state->mode == State::Mode::Idle) {
        m_selection.hover({});
        m_state->hotHandle = {};
        update();
    }
    QWidget::leaveEvent(event);
}

void PlanView::contextMenuEvent(QContextMenuEvent* event) {
    State& s = *m_state;
    if (s.mode != State::Mode::Idle || !s.scene.site) return;
    const bool keyboard = event->reason() == QContextMenuEvent::Keyboard;
    const twin::Vec2 at = toSite(event->pos());
    const twin::Id id = keyboard ? m_selection.current() : s.scene.index.at(*s.scene.site, at, reach_m());
    QPoint global = event->globalPos();
    if (const int slot = s.scene.index.slotOf(id); keyboard && slot >= 0)
        global = mapToGlobal(s.camera.toScreen(s.scene.index.entries()[static_cast<std::size_t>(slot)].bounds).center().toPoint());
    if (id && !m_selection.contains(id)) m_selection.select({id});
    emit contextMenuRequested(global, id, {at.x, at.y, 0});
}

void PlanView::startDrag(twin::Id grabbed) {
    State& s = *m_state;
    if (!m_selection.contains(grabbed)) m_selection.select({grabbed});
    s.drag = PlanDrag::begin(*s.scene.site, m_selection.ids(), grabbed, s.camera.toSite(s.pressedAt));
    if (s.drag->ids.empty()) {
        s.drag.reset();
        s.mode = State::Mode::Idle;
        return;
    }
    if (s.scene.frame) s.drag->binding = twin::engine::binding(*s.scene.frame, grabbed);
    s.hidden = s.drag->moving;
    s.mode = State::Mode::Dragging;
    m_selection.hover({});
    setCursor(Qt::ClosedHandCursor);
    const bool structure = std::any_of(s.drag->ids.begin(), s.drag->ids.end(), [&](twin::Id id) {
        const twin::Item* item = s.scene.site->find(id);
        return item != nullptr && twin::spec(item->kind).group == twin::KindGroup::Space;
    });
    invalidate(structure, true);
}

void PlanView::scheduleDrag() {
    if (m_state->previewQueued) return;
    m_state->previewQueued = true;
    QMetaObject::invokeMethod(this, &PlanView::sendPreview, Qt::QueuedConnection);
}

void PlanView::sendPreview() {
    State& s = *m_state;
    s.previewQueued = false;
    if (s.shaping) return previewShape();
    const twin::Variant* base = m_document.project().find(m_document.activeVariant());
    if (!s.drag || base == nullptr) return;
    s.drag->snapTo(base->site, s.scene.index, snapReach_m());
    m_document.preview(s.drag->edit(*base));
    s.drag->judge(*s.scene.site, s.scene.index);
    update();
}

void PlanView::finishDrag() {
    State& s = *m_state;
    const twin::Variant* base = m_document.project().find(m_document.activeVariant());
    if (!s.drag || base == nullptr) return;
    s.drag->snapTo(base->site, s.scene.index, snapReach_m());
    const twin::Edit edit = s.drag->edit(*base);
    s.drag.reset();
    s.hidden.clear();
    unsetCursor();
    invalidate(true, true);
    applyEdit(edit);
}

void PlanView::cancelDrag() {
    State& s = *m_state;
    s.mode = State::Mode::Idle;
    s.drag.reset();
    s.shaping.reset();
    s.hidden.clear();
    unsetCursor();
    m_document.clearPreview();
    invalidate(true, true);
}

void PlanView::applyEdit(const twin::Edit& edit) {
    const twin::Issues issues = m_document.apply(edit);
    if (!issues.empty()) emit editRefused(issues);
}

double PlanView::nudgeStep_m(const twin::Item& item, bool fine) const {
    if (fine) return kFineStep_m;
    const twin::Site& site = *m_state->scene.site;
    const twin::Item* room = twin::roomOf(site, item);
    return room != nullptr ? site.value(*room, twin::Param::TilePitch) : twin::defaultValue(twin::Kind::Room, twin::Param::TilePitch);
}

void PlanView::nudge(int dx, int dy, bool fine) {
    const twin::Site& site = *m_state->scene.site;
    const twin::Item* item = site.find(m_selection.current());
    const twin::Variant* base = m_document.project().find(m_document.activeVariant());
    if (item == nullptr || base == nullptr) return;
    const double step = nudgeStep_m(*item, fine);
    PlanDrag move = PlanDrag::begin(site, m_selection.ids(), item->id, {});
    move.by = {dx * step, dy * step};
    applyEdit(move.edit(*base));
}

void PlanView::turnSelection() {
    constexpr double kQuarter_deg = 90;
    State& s = *m_state;
    if (s.drag) {
        s.drag->turn_deg = std::fmod(s.drag->turn_deg + kQuarter_deg, 360.0);
        scheduleDrag();
        return;
    }
    const twin::Variant* base = m_document.project().find(m_document.activeVariant());
    if (base != nullptr) applyEdit(twin::rotateItems(*base, m_selection.ids(), kQuarter_deg));
}

bool PlanView::setSnapping(bool snapping) {
    State& s = *m_state;
    if (!s.drag && !s.shaping) return false;
    (s.drag ? s.drag->snapping : s.shaping->snapping) = snapping;
    scheduleDrag();
    return true;
}

void PlanView::keyPressEvent(QKeyEvent* event) {
    State& s = *m_state;
    const bool shift = event->modifiers().testFlag(Qt::ShiftModifier);
    const bool plain = !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
    const int key = event->key();
    if (key == Qt::Key_Shift && setSnapping(false)) return;
    if (pointKey(*event)) return;
    if (key == Qt::Key_Escape) {
        if (s.mode == State::Mode::Dragging || s.mode == State::Mode::Shaping) return cancelDrag();
        if (s.mode == State::Mode::Band) {
            s.mode = State::Mode::Idle;
            return update();
        }
        if (!m_selection.ids().empty()) return m_selection.clear();
        return QWidget::keyPressEvent(event);
    }
    if (!plain || !s.scene.site) return QWidget::keyPressEvent(event);
    const bool still = s.mode == State::Mode::Idle;
    if (key == Qt::Key_Plus || key == Qt::Key_Equal) return zoomBy(kWheelStep);
    if (key == Qt::Key_Minus) return zoomBy(1 / kWheelStep);
    if (key == Qt::Key_Home) return fitAll();
    if (key == Qt::Key_R && (still || s.drag) && !m_selection.ids().empty()) return turnSelection();
    if (still && !m_selection.ids().empty()) {
        if (key == Qt::Key_Left) return nudge(-1, 0, shift);
        if (key == Qt::Key_Right) return nudge(1, 0, shift);
        if (key == Qt::Key_Up) return nudge(0, 1, shift);
        if (key == Qt::Key_Down) return nudge(0, -1, shift);
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            emit itemActivated(m_selection.current());
            return;
        }
    }
    QWidget::keyPressEvent(event);
}

void PlanView::keyReleaseEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Shift && setSnapping(true)) return;
    QWidget::keyReleaseEvent(event);
}

void PlanView::focusOutEvent(QFocusEvent* event) {
    const bool dragging = m_state->mode == State::Mode::Dragging || m_state->mode == State::Mode::Shaping;
    if (dragging && event->reason() == Qt::ActiveWindowFocusReason) cancelDrag();
    update();
    QWidget::focusOutEvent(event);
}

bool PlanView::focusNextPrevChild(bool next) {
    State& s = *m_state;
    if (shapedItem() != nullptr && s.mode == State::Mode::Idle) return walkPoints(next) || QWidget::focusNextPrevChild(next);
    const auto* racks = s.scene.site ? &s.scene.site->items(twin::Kind::Rack) : nullptr;
    if (racks == nullptr || racks->empty() || s.mode != State::Mode::Idle) return QWidget::focusNextPrevChild(next);
    const std::size_t count = racks->size(), at = racks->indexOf(m_selection.current());
    const bool none = at >= count;
    if (!none && (next ? at + 1 == count : at == 0)) return QWidget::focusNextPrevChild(next);  // past the ends: on to the next widget
    const twin::Item& rack = (*racks)[none ? (next ? 0 : count - 1) : next ? at + 1 : at - 1];
    m_selection.select({rack.id});
    const QPointF place = s.camera.toScreen(rack.position);
    if (!QRectF(rect()).adjusted(20, 20, -20, -20).contains(place)) {
        s.camera.centre = {rack.position.x, rack.position.y};
        invalidate(true, true);
    }
    return true;
}

}  // namespace plenum::app
