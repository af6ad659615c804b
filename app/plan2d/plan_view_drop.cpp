// SPDX-License-Identifier: GPL-3.0-or-later
// A type dragged over the plan from the catalogue.
#include "app/plan2d/plan_view_state.h"

#include <QDragEnterEvent>
#include <QMimeData>

namespace plenum::app {

bool PlanView::takeGhost(const QMimeData* mime) {
    State& s = *m_state;
    const auto id = twin::idFromString(mime->data(QString::fromLatin1(kTypeMime)).toStdString());
    if (!id || !s.scene.site) return false;
    if (s.ghost && s.ghost->type == *id) return true;
    const twin::EquipmentType* type = nullptr;
    if (const auto found = s.scene.site->types().find(*id); found != s.scene.site->types().end()) type = found->second.get();
    if (type == nullptr && s.resolver) type = s.resolver(*id);
    if (type == nullptr) return false;
    PlanGhost ghost;
    ghost.type = *id;
    ghost.item.kind = type->kind;
    ghost.item.values = type->values;
    ghost.item.name = type->name;
    s.ghost = std::move(ghost);
    return true;
}

void PlanView::moveGhost(QPointF at, Qt::KeyboardModifiers modifiers) {
    State& s = *m_state;
    s.ghost->moveTo(*s.scene.site, s.scene.index, s.camera.toSite(at), !modifiers.testFlag(Qt::ShiftModifier), snapReach_m());
    update();
}

void PlanView::dragEnterEvent(QDragEnterEvent* event) {
    if (!event->mimeData()->hasFormat(QString::fromLatin1(kTypeMime)) || !takeGhost(event->mimeData())) return;
    moveGhost(event->position(), event->modifiers());
    event->acceptProposedAction();
}

void PlanView::dragMoveEvent(QDragMoveEvent* event) {
    if (!m_state->ghost) return;
    moveGhost(event->position(), event->modifiers());
    event->acceptProposedAction();
}

void PlanView::dragLeaveEvent(QDragLeaveEvent*) {
    m_state->ghost.reset();
    update();
}

void PlanView::dropEvent(QDropEvent* event) {
    if (!takeGhost(event->mimeData())) return;
    moveGhost(event->position(), event->modifiers());
    const PlanGhost ghost = *m_state->ghost;
    m_state->ghost.reset();
    event->acceptProposedAction();
    setFocus(Qt::MouseFocusReason);
    update();
    emit typeDropped(ghost.type, ghost.item.position, ghost.item.rotation_deg);
}

}  // namespace plenum::app
