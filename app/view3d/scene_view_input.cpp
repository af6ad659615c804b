// SPDX-License-Identifier: GPL-3.0-or-later
#include <QContextMenuEvent>
#include <QDragEnterEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <QMouseEvent>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "app/document/document.h"
#include "app/models/view_state.h"
#include "app/view3d/scene_view.h"
#include "app/view3d/scene_view_state.h"

namespace plenum::app {

namespace {
constexpr double kNudge_m = 0.1, kFineNudge_m = 0.01;
}

void SceneView::updateDrag() {
    State& s = *m_state;
    const twin::Vec3 at = s.drag->position();
    s.actors->marks().showGuides(s.drag->guides(), at);
    s.texts.dragText = tr("%1, %2").arg(QString::fromStdString(twin::formatNumber(at.x, twin::Unit::Metre, m_view.units(), 2)),
                                        QString::fromStdString(twin::formatQuantity(at.y, twin::Unit::Metre, m_view.units(), 2)));
    s.labels->update();
    s.canvas->requestRender();
}

void SceneView::endDrag() {
    State& s = *m_state;
    s.actors->marks().showGuides({}, {});
    s.texts.dragText.clear();
    s.canvas->setMoving(false);
    s.canvas->unsetCursor();
    s.labels->update();
    s.canvas->requestRender();
    refreshTitle();
}

void SceneView::applyEdit(const twin::Edit& edit) {
    if (const twin::Issues issues = m_document.apply(edit); !issues.empty()) emit editRefused(issues);
}

void SceneView::nudge(const twin::Vec3& by) {
    if (!m_selection.ids().empty() && !m_state->drag->isActive()) applyEdit(twin::moveItems(m_document.variant(), m_selection.ids(), by));
}

void SceneView::turnSelection() {
    if (!m_selection.ids().empty() && !m_state->drag->isActive()) applyEdit(twin::rotateItems(m_document.variant(), m_selection.ids(), 90));
}

void SceneView::keyPressEvent(QKeyEvent* event) {
    // Arrows follow the picture: the axis of the site that is nearest to the pressed direction.
    const auto arrow = [&](double right, double up) {
        const double step = event->modifiers().testFlag(Qt::ShiftModifier) ? kFineNudge_m : kNudge_m;
        const int quarter = static_cast<int>(std::lround((m_state->canvas->camera().pose().azimuth_deg + 90) / 90)) & 3;
        for (int i = 0; i < quarter; ++i) std::tie(right, up) = std::pair(-up, right);
        nudge({step * right, step * up, 0});
    };
    switch (event->key()) {
        case Qt::Key_Escape:
            if (m_state->drag->isActive())
                m_state->drag->cancel();
            else if (!m_selection.ids().empty())
                m_selection.clear();
            else
                event->ignore();
            return;
        case Qt::Key_Left: return arrow(-1, 0);
        case Qt::Key_Right: return arrow(1, 0);
        case Qt::Key_Up: return arrow(0, 1);
        case Qt::Key_Down: return arrow(0, -1);
        case Qt::Key_R:
            if (event->modifiers() == Qt::NoModifier) return turnSelection();
            break;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (const twin::Id id = m_selection.current()) {
                focusItem(id);
                emit itemActivated(id);
                return;
            }
            break;
        default: break;
    }
    QWidget::keyPressEvent(event);
}

bool SceneView::eventFilter(QObject* object, QEvent* event) {
    // The camera has taken the mouse on open floor: a release without a move is a click that selects nothing.
    if (object == m_state->canvas && event->type() == QEvent::MouseButtonRelease) m_state->mouse->cameraReleased(*static_cast<QMouseEvent*>(event));
    if (object == m_state->canvas && event->type() == QEvent::ToolTip) {
        showTip(static_cast<QHelpEvent*>(event)->globalPos());
        return true;
    }
    return QWidget::eventFilter(object, event);
}

/// Name, value and the last hour of what the pointer rests on.
void SceneView::showTip(const QPoint& global) {
    const twin::Item* item = m_selection.hovered() ? m_document.site()->find(m_selection.hovered()) : nullptr;
    if (item == nullptr) return QToolTip::hideText();
    const QString value = valueOf(item->id);
    QString tip = QString::fromStdString(item->name).toHtmlEscaped();
    if (!value.isEmpty()) tip += QStringLiteral("<br>") + value.toHtmlEscaped();
    QToolTip::showText(global, QStringLiteral("<p>%1%2</p>").arg(tip, m_view.hoverTrend(item->id)), this);
}

void SceneView::contextMenuEvent(QContextMenuEvent* event) {
    event->accept();
    if (event->reason() != QContextMenuEvent::Keyboard) return;  // the mouse's comes with its release
    QPoint at = rect().center();
    if (const auto* box = m_state->scene().box(m_selection.current()))
        if (const auto place = m_state->canvas->project(box->centre)) at = place->toPoint();
    emit contextMenuRequested(mapToGlobal(at), m_selection.current());
}

void SceneView::dragEnterEvent(QDragEnterEvent* event) {
    const QString mime = QString::fromLatin1(kTypeMime);
    if (!event->mimeData()->hasFormat(mime)) return;
    const auto id = twin::idFromString(event->mimeData()->data(mime).toStdString());
    if (!id) return;
    State& s = *m_state;
    const twin::Site& site = *m_document.site();
    const auto found = site.types().find(*id);
    const twin::EquipmentType* type = found != site.types().end() ? found->second.get() : s.resolver ? s.resolver(*id) : nullptr;
    if (type == nullptr || twin::spec(type->kind).shape != twin::Shape::Box) return;
    // The ghost carries its type's values itself: the type may not be in the project yet.
    s.ghost = {};
    s.ghost.kind = type->kind;
    s.ghost.type = *id;
    s.ghost.values = type->values;
    s.ghostSite = m_document.site();
    s.ghostIndex.rebuild(*s.ghostSite);
    s.canvas->setMoving(true);
    event->acceptProposedAction();
}

void SceneView::moveGhost(QPointF at, bool snapping) {
    State& s = *m_state;
    const Ray ray = s.canvas->pickRay(at);
    const auto floor = twin::scene::Scene::floorPoint({ray.origin, ray.direction});
    if (!floor) return;
    s.ghost.position = {floor->x, floor->y, 0};
    twin::Item bare = s.ghost;
    bare.type = {};
    std::vector<twin::scene::Guide> guides;
    if (snapping) {
        twin::scene::Snap snap = twin::scene::snap(*s.ghostSite, s.ghostIndex, bare, {});
        s.ghost.position.x += snap.by.x;
        s.ghost.position.y += snap.by.y;
        guides = std::move(snap.guides);
    }
    twin::scene::BoxInstance box;
    box.kind = s.ghost.kind;
    box.size = {s.ghostSite->value(bare, twin::Param::Width), s.ghostSite->value(bare, twin::Param::Depth), s.ghostSite->value(bare, twin::Param::Height)};
    box.centre = {s.ghost.position.x, s.ghost.position.y, box.size.z / 2};
    s.actors->marks().showGhost(&box);
    s.actors->marks().showGuides(guides, s.ghost.position);
    s.canvas->requestRender();
}

void SceneView::dragMoveEvent(QDragMoveEvent* event) {
    if (!m_state->ghostSite) return;
    moveGhost(event->position(), !event->modifiers().testFlag(Qt::AltModifier));
    event->acceptProposedAction();
}

void SceneView::dragLeaveEvent(QDragLeaveEvent*) {
    m_state->ghostSite.reset();
    m_state->actors->marks().showGhost(nullptr);
    endDrag();
}

void SceneView::dropEvent(QDropEvent* event) {
    if (!m_state->ghostSite) return;
    moveGhost(event->position(), !event->modifiers().testFlag(Qt::AltModifier));
    const twin::Item placed = m_state->ghost;
    dragLeaveEvent(nullptr);
    event->acceptProposedAction();
    emit typeDropped(placed.type, placed.position, placed.rotation_deg);
}

}  // namespace plenum::app
