// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/view3d/scene_mouse.h"

#include <QApplication>
#include <QMouseEvent>

#include "app/models/view_state.h"
#include "app/view3d/scene_view_state.h"

namespace plenum::app {

std::optional<twin::scene::Hit> SceneMouse::hitAt(QPointF pixel) const {
    const Ray ray = m_view.m_state->canvas->pickRay(pixel);
    return m_view.m_state->scene().pick({ray.origin, ray.direction});
}

bool SceneMouse::press(QMouseEvent& event) {
    const auto hit = hitAt(event.position());
    m_pressed = event.position();
    m_grabbed = hit;
    m_toggles = event.modifiers().testFlag(Qt::ControlModifier);
    if (event.button() == Qt::RightButton && event.buttons() == Qt::RightButton) {
        m_button = Qt::RightButton;
        return true;
    }
    if (event.button() != Qt::LeftButton || event.modifiers().testFlag(Qt::ShiftModifier)) return false;
    if (!hit) return false;  // the camera's
    m_button = Qt::LeftButton;
    return true;
}

bool SceneMouse::move(QMouseEvent& event) {
    SceneView::State& state = *m_view.m_state;
    if (state.drag->isActive()) {
        state.drag->moveTo(state.canvas->pickRay(event.position()), !event.modifiers().testFlag(Qt::AltModifier));
        return true;
    }
    if (m_button == Qt::NoButton) {
        if (event.buttons() == Qt::NoButton) hoverAt(event.position());
        return false;
    }
    if (m_button != Qt::LeftButton || (event.position() - m_pressed).manhattanLength() < QApplication::startDragDistance()) return true;
    if (!m_grabbed || state.scene().box(m_grabbed->id) == nullptr) return true;
    if (!m_view.m_selection.contains(m_grabbed->id)) m_view.m_selection.select({m_grabbed->id});
    m_view.m_selection.hover({});
    state.drag->start(m_view.m_selection.ids(), m_grabbed->id, m_grabbed->point);
    state.canvas->setMoving(true);
    state.canvas->setCursor(Qt::SizeAllCursor);
    state.drag->moveTo(state.canvas->pickRay(event.position()), !event.modifiers().testFlag(Qt::AltModifier));
    return true;
}

bool SceneMouse::release(QMouseEvent& event) {
    const Qt::MouseButton button = m_button;
    if (event.button() != button) return button != Qt::NoButton;
    m_button = Qt::NoButton;
    const twin::Id id = m_grabbed ? m_grabbed->id : twin::Id{};
    if (button == Qt::RightButton) {
        if (id && !m_view.m_selection.contains(id)) m_view.m_selection.select({id});
        emit m_view.contextMenuRequested(event.globalPosition().toPoint(), id);
        return true;
    }
    if (m_view.m_state->drag->isActive()) {
        m_view.m_state->drag->finish();
        return true;
    }
    if (!id || (event.position() - m_pressed).manhattanLength() >= QApplication::startDragDistance()) return true;
    if (m_toggles)
        m_view.m_selection.toggle(id);
    else
        m_view.m_selection.select({id});
    return true;
}

bool SceneMouse::doubleClick(QMouseEvent& event) {
    if (event.button() != Qt::LeftButton) return false;
    const auto hit = hitAt(event.position());
    if (!hit) return false;
    m_view.m_selection.select({hit->id});
    m_view.focusItem(hit->id);
    emit m_view.itemActivated(hit->id);
    return true;
}

void SceneMouse::cameraReleased(const QMouseEvent& event) {
    const bool clicked = (event.position() - m_pressed).manhattanLength() < QApplication::startDragDistance();
    if (event.button() == Qt::LeftButton && m_button == Qt::NoButton && !m_grabbed && clicked && !m_toggles) m_view.m_selection.clear();
}

void SceneMouse::leave() { m_view.m_selection.hover({}); }

void SceneMouse::hoverAt(QPointF pixel) {
    const auto hit = hitAt(pixel);
    m_view.m_selection.hover(hit ? hit->id : twin::Id{});
    m_view.m_state->canvas->setCursor(hit ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

}  // namespace plenum::app
