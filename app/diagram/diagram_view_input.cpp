// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/diagram/diagram_view.h"
#include "app/document/document.h"
#include "app/models/view_state.h"
#include "app/session/session.h"
#include "twin/base/text.h"
#include "twin/engine/engine.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <unordered_set>

namespace plenum::app {

namespace {
constexpr double kWheelStep = 1.2, kKeyStep = 1.25;
constexpr double kReach_px = 6;
constexpr std::size_t kBindingLines = 3;
}  // namespace

int DiagramView::nodeAt(QPointF at) const {
    const QPointF p = toDrawing(at);
    for (std::size_t v = 0; v < m_scene.drawing.nodes.size(); ++v) {
        const auto& node = m_scene.drawing.nodes[v];
        if (p.x() >= node.x0 && p.x() <= node.x1 && p.y() >= node.y0 && p.y() <= node.y1) return static_cast<int>(v);
    }
    return -1;
}

int DiagramView::linkAt(QPointF at) const {
    const QPointF p = toDrawing(at);
    const double reach = kReach_px / m_scale;
    for (const auto& segment : m_scene.drawing.segments)
        if (segment.link >= 0 && p.x() >= std::min(segment.x0, segment.x1) - reach && p.x() <= std::max(segment.x0, segment.x1) + reach &&
            p.y() >= std::min(segment.y0, segment.y1) - reach && p.y() <= std::max(segment.y0, segment.y1) + reach)
            return segment.link;
    return -1;
}

int DiagramView::current() const { return m_walked >= 0 ? m_walked : m_scene.drawing.nodeOf(m_selection.current()); }

std::vector<twin::Id> DiagramView::membersOf(int node, int link) const {
    unsigned first = 0, count = 0;
    if (node >= 0) first = m_scene.drawing.nodes[node].first, count = m_scene.drawing.nodes[node].count;
    else if (link >= 0) first = m_scene.drawing.links[link].first, count = m_scene.drawing.links[link].count;
    return {m_scene.drawing.members.begin() + first, m_scene.drawing.members.begin() + first + count};
}

void DiagramView::select(int node, int link, bool add) {
    std::vector<twin::Id> ids = membersOf(node, link);
    m_walked = node;
    if (add) {
        const std::unordered_set<twin::Id> mine(ids.begin(), ids.end());
        std::vector<twin::Id> all;
        for (const twin::Id id : m_selection.ids())
            if (!mine.contains(id)) all.push_back(id);
        const bool had = all.size() < m_selection.ids().size();
        if (!had) all.insert(all.end(), ids.begin(), ids.end());
        ids = std::move(all);
    }
    m_selection.select(std::move(ids));
}

bool DiagramView::switches(int node) const {
    const twin::KindGroup group = twin::spec(m_scene.drawing.nodes[node].kind).group;
    return group == twin::KindGroup::Power || group == twin::KindGroup::Liquid || group == twin::KindGroup::Air;
}

void DiagramView::toggle(int node) {
    if (node < 0 || node >= static_cast<int>(m_scene.drawing.nodes.size()) || !switches(node)) return;
    twin::Conditions conditions = m_document.project().conditions;
    auto& out = conditions.outOfService;
    const std::vector<twin::Id> ids = membersOf(node, -1);
    const std::unordered_set<twin::Id> already(out.begin(), out.end());
    const bool back = std::all_of(ids.begin(), ids.end(), [&](twin::Id id) { return already.contains(id); });
    if (back) {
        const std::unordered_set<twin::Id> mine(ids.begin(), ids.end());
        std::erase_if(out, [&](twin::Id id) { return mine.contains(id); });
    } else {
        for (const twin::Id id : ids)
            if (!already.contains(id)) out.push_back(id);
    }
    twin::Edit edit = twin::setConditions(m_document.project(), conditions);
    edit.name = {back ? TWIN_TR("Put {0} back in service") : TWIN_TR("Take {0} out of service"), {titleOf(m_scene, node).toStdString()}};
    if (const twin::Issues issues = m_document.apply(edit); !issues.empty()) emit editRefused(issues);
}

/// Shows the next finer division of a stack that tells its members apart: rooms, rows, each alone.
void DiagramView::open(int node) {
    if (node < 0 || m_scene.drawing.nodes[node].count < 2) return;
    const auto ids = membersOf(node, -1);
    const auto& site = *m_scene.site;
    unsigned char detail = twin::scene::kDetailAlone;
    if (const auto known = m_options.detail.find(ids.front()); known == m_options.detail.end() || known->second < twin::scene::kDetailRow) {
        const twin::Item* first = site.find(ids.front());
        const twin::Id parent = first->parent, room = [&] { const twin::Item* r = twin::roomOf(site, *first); return r != nullptr ? r->id : twin::Id{}; }();
        for (const twin::Id id : ids) {
            const twin::Item* item = site.find(id);
            if (item->parent != parent) detail = twin::scene::kDetailRow;
        }
        if (detail == twin::scene::kDetailRow && (known == m_options.detail.end() || known->second < twin::scene::kDetailRoom))
            for (const twin::Id id : ids) {
                const twin::Item* in = twin::roomOf(site, *site.find(id));
                if ((in != nullptr ? in->id : twin::Id{}) != room) {
                    detail = twin::scene::kDetailRoom;
                    break;
                }
            }
    }
    for (const twin::Id id : ids) m_options.detail[id] = detail;
    m_wanted = true;
    startLayout();
}

void DiagramView::drawTogether() {
    if (m_options.detail.empty()) return;
    m_options.detail.clear();
    m_wanted = true;
    m_fitted = false;
    startLayout();
}

void DiagramView::wheelEvent(QWheelEvent* event) {
    const double notches = event->angleDelta().y() != 0 ? event->angleDelta().y() / 120.0 : event->pixelDelta().y() / 60.0;
    if (notches != 0) zoomAt(event->position(), std::pow(kWheelStep, notches));
    event->accept();
}

void DiagramView::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton && event->button() != Qt::MiddleButton) return;
    m_pressedAt = m_lastAt = event->position();
    m_mouse = event->button() == Qt::MiddleButton ? Mouse::Panning : Mouse::Pressed;
}

void DiagramView::mouseMoveEvent(QMouseEvent* event) {
    const QPointF at = event->position();
    if (m_mouse == Mouse::Pressed && (at - m_pressedAt).manhattanLength() >= QApplication::startDragDistance()) {
        m_mouse = Mouse::Panning;
        setCursor(Qt::ClosedHandCursor);
    }
    if (m_mouse == Mouse::Panning) {
        m_offset += at - m_lastAt;
        m_lastAt = at;
        m_fitted = true;
        update();
        return;
    }
    if (m_mouse != Mouse::Idle) return;
    const int node = nodeAt(at), link = node < 0 ? linkAt(at) : -1;
    const auto ids = membersOf(node, link);
    m_selection.hover(ids.empty() ? twin::Id{} : ids.front());
    setCursor(ids.empty() && link < 0 ? Qt::ArrowCursor : Qt::PointingHandCursor);
}

void DiagramView::mouseReleaseEvent(QMouseEvent* event) {
    const bool clicked = m_mouse == Mouse::Pressed;
    m_mouse = Mouse::Idle;
    unsetCursor();
    if (!clicked || event->button() != Qt::LeftButton) return;
    const int node = nodeAt(event->position());
    select(node, node < 0 ? linkAt(event->position()) : -1, event->modifiers().testFlag(Qt::ControlModifier));
}

void DiagramView::mouseDoubleClickEvent(QMouseEvent* event) {
    const int node = event->button() == Qt::LeftButton ? nodeAt(event->position()) : -1;
    if (node < 0) return;
    if (m_scene.drawing.nodes[node].count > 1) open(node);
    else if (switches(node)) toggle(node);
    else emit itemActivated(membersOf(node, -1).front());
}

void DiagramView::leaveEvent(QEvent*) { m_selection.hover({}); }

void DiagramView::contextMenuEvent(QContextMenuEvent* event) {
    const int node = event->reason() == QContextMenuEvent::Keyboard ? current() : nodeAt(event->pos());
    const QPoint at = event->reason() == QContextMenuEvent::Keyboard && node >= 0 ? mapToGlobal(toWidget(QPointF(m_scene.drawing.nodes[node].x, m_scene.drawing.nodes[node].y)).toPoint()) : event->globalPos();
    if (node >= 0 && !m_scene.selected.contains(node)) select(node, -1, false);
    QMenu menu(this);
    menu.setObjectName(QStringLiteral("diagram.menu"));
    if (node >= 0) {
        const auto ids = membersOf(node, -1);
        connect(menu.addAction(tr("Show in 3D")), &QAction::triggered, this, [this, ids] { emit itemActivated(ids.front()); });
        if (switches(node)) {
            const bool out = m_scene.state.nodes[node].out == m_scene.drawing.nodes[node].count;
            connect(menu.addAction(out ? tr("Put back in service") : tr("Take out of service")), &QAction::triggered, this, [this, node] { toggle(node); });
        }
        if (ids.size() > 1) connect(menu.addAction(tr("Open the stack")), &QAction::triggered, this, [this, node] { open(node); });
        menu.addSeparator();
    }
    QAction* together = menu.addAction(tr("Draw stacks together again"));
    together->setEnabled(hasOpened());
    connect(together, &QAction::triggered, this, &DiagramView::drawTogether);
    connect(menu.addAction(tr("Fit")), &QAction::triggered, this, &DiagramView::fitAll);
    connect(menu.addAction(tr("Export drawing…")), &QAction::triggered, this, &DiagramView::exportRequested);
    menu.exec(at);
}

/// One step along the connections, or to the neighbour in the same layer.
void DiagramView::walk(int key) {
    const auto& nodes = m_scene.drawing.nodes;
    if (nodes.empty()) return;
    int from = current();
    if (from < 0) {
        select(0, -1, false);
        reveal(membersOf(0, -1).front());
        return;
    }
    const bool power = m_diagram == twin::scene::Diagram::Power;
    const bool along = power ? key == Qt::Key_Up || key == Qt::Key_Down : key == Qt::Key_Left || key == Qt::Key_Right;
    const int way = key == Qt::Key_Right || key == Qt::Key_Down ? 1 : -1;
    const auto across = [&](int v) { return power ? nodes[v].x : nodes[v].y; };
    int best = -1;
    const auto offer = [&](int v) {
        if (best < 0 || std::abs(across(v) - across(from)) < std::abs(across(best) - across(from))) best = v;
    };
    if (along) {
        for (const auto& link : m_scene.drawing.links) {
            const int other = link.from == from ? link.to : link.to == from ? link.from : -1;
            if (other >= 0 && (nodes[other].layer - nodes[from].layer) * way > 0) offer(other);
        }
    } else {
        for (std::size_t v = 0; v < nodes.size(); ++v)
            if (nodes[v].layer == nodes[from].layer && (across(static_cast<int>(v)) - across(from)) * way > 0) offer(static_cast<int>(v));
    }
    if (best < 0) return;
    select(best, -1, false);
    reveal(membersOf(best, -1).front());
}

void DiagramView::keyPressEvent(QKeyEvent* event) {
    const int node = current();
    switch (event->key()) {
        case Qt::Key_Left: case Qt::Key_Right: case Qt::Key_Up: case Qt::Key_Down: walk(event->key()); return;
        case Qt::Key_Return: case Qt::Key_Enter:
            if (node < 0) break;
            if (m_scene.drawing.nodes[node].count > 1) open(node);
            else emit itemActivated(membersOf(node, -1).front());
            return;
        case Qt::Key_Space: toggle(node); return;
        case Qt::Key_C: drawTogether(); return;
        case Qt::Key_Plus: case Qt::Key_Equal: zoomBy(kKeyStep); return;
        case Qt::Key_Minus: zoomBy(1 / kKeyStep); return;
        case Qt::Key_0: case Qt::Key_Home: fitAll(); return;
        case Qt::Key_Escape: m_selection.clear(); return;
        default: break;
    }
    QWidget::keyPressEvent(event);
}

void DiagramView::showTip(const QPoint& at, const QPoint& global) {
    const int node = nodeAt(at), link = node < 0 ? linkAt(at) : -1;
    QStringList lines;
    if (node >= 0) {
        lines << QStringLiteral("<b>%1</b>").arg(titleOf(m_scene, node).toHtmlEscaped());
        for (const QString& line : detailsOf(m_scene, node)) lines << line.toHtmlEscaped();
        const auto& frame = m_session.frame();
        const auto ids = membersOf(node, -1);
        if (frame && ids.size() == 1 && twin::isCompute(m_scene.drawing.nodes[node].kind) && frame->site && frame->site->find(ids.front()) != nullptr) {
            const twin::engine::Binding binding = twin::engine::binding(*frame, ids.front());
            for (std::size_t i = 0; i < std::min(kBindingLines, binding.lines.size()); ++i)
                lines << (i == 0 ? tr("Binds first: %1") : QStringLiteral("%1")).arg(translated(binding.lines[i].text)).toHtmlEscaped();
        }
    } else if (link >= 0) {
        for (const QString& line : lineDetailsOf(m_scene, link)) lines << line.toHtmlEscaped();
    }
    lines.isEmpty() ? QToolTip::hideText() : QToolTip::showText(global, lines.join(QStringLiteral("<br>")), this);
}

bool DiagramView::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        showTip(help->pos(), help->globalPos());
        return true;
    }
    if (event->type() == QEvent::ShortcutOverride) {  // single keys belong to the drawing, not to the menus
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->modifiers() == Qt::NoModifier && (key->key() == Qt::Key_Space || key->key() == Qt::Key_C || key->key() == Qt::Key_0)) event->accept();
    }
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut) update();
    return QWidget::event(event);
}

}  // namespace plenum::app
