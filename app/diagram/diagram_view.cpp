// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/diagram/diagram_view.h"

#include "app/document/document.h"
#include "app/models/view_state.h"
#include "app/session/session.h"

#include <QEvent>
#include <QFile>
#include <QHelpEvent>
#include <QPainter>
#include <QResizeEvent>
#include <QSvgGenerator>

#include <algorithm>
#include <cmath>

namespace plenum::app {

namespace {
constexpr double kMinScale = 0.02, kMaxScale = 4, kReadable = 0.62;
constexpr double kMargin_px = 12, kLegend_px = 28;
}  // namespace

DiagramView::DiagramView(twin::scene::Diagram diagram, Document& document, Session& session, Selection& selection, ViewState& view, QWidget* parent)
    : QWidget(parent), m_document(document), m_session(session), m_selection(selection), m_view(view), m_diagram(diagram) {
    setObjectName(diagram == twin::scene::Diagram::Power ? QStringLiteral("diagram.power") : QStringLiteral("diagram.coolant"));
    setAccessibleName(diagram == twin::scene::Diagram::Power ? tr("Single-line diagram") : tr("P&ID of the coolant loops"));
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    m_pool.setMaxThreadCount(1);
    m_scene.drawing.diagram = diagram;
    const auto takeTheme = [this] {
        m_scene.theme = m_view.dark() ? darkTheme() : lightTheme();
        update();
    };
    connect(&document, &Document::siteChanged, this, &DiagramView::takeSite);
    connect(&document, &Document::conditionsChanged, this, &DiagramView::refresh);
    connect(&document, &Document::projectReset, this, [this] {
        m_fitted = false;
        m_options.detail.clear();
    });
    connect(&document, &Document::variantChanged, this, [this] { m_fitted = false; });
    connect(&session, &Session::frameChanged, this, &DiagramView::refresh);
    connect(&selection, &Selection::changed, this, &DiagramView::takeSelection);
    connect(&selection, &Selection::hoverChanged, this, &DiagramView::takeSelection);
    connect(&view, &ViewState::themeChanged, this, takeTheme);
    connect(&view, &ViewState::unitsChanged, this, [this] {
        m_scene.units = m_view.units();
        update();
    });
    m_scene.units = view.units();
    takeTheme();
    takeSite();
}

DiagramView::~DiagramView() { m_pool.waitForDone(); }

void DiagramView::takeSite() {
    const auto site = m_document.site();
    if (!site) return;
    if (m_laidOutFor && m_laidOutFor != site && !twin::scene::changesSchematic(*m_laidOutFor, *site)) {
        m_laidOutFor = m_scene.site = site;
        refresh();
        return;
    }
    if (m_laidOutFor == site) return;
    m_wanted = true;
    startLayout();
}

/// Nothing is laid out for a window that nobody sees.
void DiagramView::startLayout() {
    if (!m_wanted || !isVisible()) return;
    if (m_running) {
        m_again = true;
        return;
    }
    m_wanted = m_again = false;
    m_running = true;
    m_pool.start([this, site = m_document.site(), options = m_options, diagram = m_diagram] {
        auto drawing = std::make_shared<twin::scene::Schematic>(twin::scene::layOut(*site, diagram, options));
        QMetaObject::invokeMethod(this, [this, drawing, site] { takeLayout(std::move(*drawing), site); }, Qt::QueuedConnection);
    });
}

void DiagramView::takeLayout(twin::scene::Schematic drawing, const std::shared_ptr<const twin::Site>& site) {
    m_running = false;
    m_scene.drawing = std::move(drawing);
    m_laidOutFor = site;
    m_scene.site = m_document.site();
    m_walked = m_scene.hovered = -1;
    m_stale = true;
    if (m_again || (site != m_document.site() && twin::scene::changesSchematic(*site, *m_document.site()))) {
        m_wanted = true;
        startLayout();
    }
    if (!m_fitted) startView();
    takeSelection();
    emit drawingChanged();
}

void DiagramView::refresh() {
    m_stale = true;
    update();
}

void DiagramView::takeSelection() {
    m_scene.selected.clear();
    m_scene.selectedLinks.clear();
    for (const twin::Id id : m_selection.ids()) {
        if (const int node = m_scene.drawing.nodeOf(id); node >= 0) m_scene.selected.insert(node);
        if (const int link = m_scene.drawing.linkOf(id); link >= 0) m_scene.selectedLinks.insert(link);
    }
    if (m_walked >= 0 && !m_scene.selected.contains(m_walked)) m_walked = -1;
    m_scene.hovered = m_selection.hovered() ? m_scene.drawing.nodeOf(m_selection.hovered()) : -1;
    update();
}

void DiagramView::fitAll() {
    const double w = std::max<double>(m_scene.drawing.width, 1), h = std::max<double>(m_scene.drawing.height, 1);
    m_scale = std::clamp(std::min((width() - 2 * kMargin_px) / w, (height() - 2 * kMargin_px - kLegend_px) / h), kMinScale, 1.25);
    m_offset = {(width() - w * m_scale) / 2, (height() - kLegend_px - h * m_scale) / 2};
    m_fitted = true;
    update();
}

/// All of it where that can be read, else the beginning: the sources, or the heat rejection.
void DiagramView::startView() {
    if (m_scene.drawing.nodes.empty()) return;
    fitAll();
    if (m_scale >= kReadable) return;
    m_scale = std::min(kReadable, std::max(m_scale, std::max((width() - 2 * kMargin_px) / m_scene.drawing.width, (height() - 2 * kMargin_px - kLegend_px) / m_scene.drawing.height)));
    const double w = m_scene.drawing.width * m_scale, h = m_scene.drawing.height * m_scale;
    m_offset = {w < width() ? (width() - w) / 2 : kMargin_px, h < height() - kLegend_px ? (height() - kLegend_px - h) / 2 : kMargin_px};
    // Begin at the first device, which need not stand in the corner.
    const auto& nodes = m_scene.drawing.nodes;
    const auto first = std::min_element(nodes.begin(), nodes.end(), [](const auto& a, const auto& b) { return std::pair(a.layer, a.x + a.y) < std::pair(b.layer, b.x + b.y); });
    if (w > width()) m_offset.setX(std::clamp(width() * 0.25 - first->x * m_scale, width() - w - kMargin_px, kMargin_px));
    if (h > height()) m_offset.setY(std::clamp(height() * 0.25 - first->y * m_scale, height() - h - kMargin_px - kLegend_px, kMargin_px));
}

void DiagramView::zoomAt(QPointF at, double factor) {
    const QPointF fixed = toDrawing(at);
    m_scale = std::clamp(m_scale * factor, kMinScale, kMaxScale);
    m_offset = at - fixed * m_scale;
    m_fitted = true;
    update();
}

void DiagramView::zoomBy(double factor) { zoomAt(QPointF(width() / 2.0, height() / 2.0), factor); }

std::optional<QPointF> DiagramView::placeOf(twin::Id item) const {
    if (const int node = m_scene.drawing.nodeOf(item); node >= 0) return toWidget(QPointF(m_scene.drawing.nodes[node].x, m_scene.drawing.nodes[node].y));
    const int link = m_scene.drawing.linkOf(item);
    if (link < 0) return std::nullopt;
    std::optional<QPointF> middle;
    double longest = 0;
    for (const auto& segment : m_scene.drawing.segments) {
        const double length = std::abs(segment.x1 - segment.x0) + std::abs(segment.y1 - segment.y0);
        if (segment.link != link || length <= longest) continue;
        longest = length;
        middle = toWidget(QPointF(segment.x0 + segment.x1, segment.y0 + segment.y1) / 2);
    }
    return middle;
}

void DiagramView::reveal(twin::Id item) {
    const auto at = placeOf(item);
    if (!at) return;
    if (m_scale < kReadable) m_scale = kReadable;
    const QRectF inner = QRectF(rect()).adjusted(60, 40, -60, -60);
    if (const QPointF now = *placeOf(item); !inner.contains(now)) m_offset += inner.center() - now;
    m_fitted = true;
    update();
}

void DiagramView::takeState() {
    if (!m_stale || !m_scene.site) return;
    m_stale = false;
    m_scene.state = twin::scene::stateOf(m_scene.drawing, *m_scene.site, m_document.project().conditions.outOfService, m_session.frame().get());
}

void DiagramView::paintEvent(QPaintEvent*) {
    takeState();
    QPainter painter(this);
    painter.fillRect(rect(), m_scene.theme.ground);
    if (m_scene.drawing.nodes.empty()) {
        painter.setPen(m_scene.theme.dim);
        painter.setFont(bodyFont());
        if (!m_running && !m_wanted)
            painter.drawText(rect().adjusted(24, 24, -24, -24), Qt::AlignCenter | Qt::TextWordWrap,
                             m_diagram == twin::scene::Diagram::Power ? tr("No power connections yet. Connect a utility feed in the inspector.") : tr("No coolant connections yet. Connect a CDU or a chiller in the inspector."));
        return;
    }
    painter.save();
    painter.translate(m_offset);
    painter.scale(m_scale, m_scale);
    paintDiagram(painter, m_scene, QRectF(toDrawing({0, 0}), toDrawing(QPointF(width(), height()))), m_scale);
    painter.restore();
    paintDiagramLegend(painter, m_scene, rect());
    if (hasFocus()) {
        painter.setPen(QPen(m_scene.theme.accent, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
    }
}

void DiagramView::resizeEvent(QResizeEvent* event) {
    if (!m_fitted || event->oldSize().isEmpty()) {
        if (!m_fitted) startView();
        m_fitted = false;
    } else {
        m_offset += QPointF(event->size().width() - event->oldSize().width(), event->size().height() - event->oldSize().height()) / 2;
    }
    QWidget::resizeEvent(event);
}

void DiagramView::showEvent(QShowEvent* event) {
    startLayout();
    QWidget::showEvent(event);
}

void DiagramView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        setAccessibleName(m_diagram == twin::scene::Diagram::Power ? tr("Single-line diagram") : tr("P&ID of the coolant loops"));
        update();
    }
    QWidget::changeEvent(event);
}

bool DiagramView::exportSvg(const QString& path) const {
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly)) return false;
    const QRectF all(0, 0, m_scene.drawing.width, m_scene.drawing.height);
    QSvgGenerator svg;
    svg.setOutputDevice(&file);
    svg.setSize(all.size().toSize());
    svg.setViewBox(all);
    svg.setTitle(QString::fromStdString(m_document.variant().name));
    DiagramScene plain = m_scene;  // a drawing for others: no selection, and dark on white
    plain.selected.clear();
    plain.selectedLinks.clear();
    plain.hovered = -1;
    plain.theme = lightTheme();
    {
        QPainter painter(&svg);
        painter.fillRect(all, plain.theme.ground);
        paintDiagram(painter, plain, all, 1);
    }
    return file.flush() && file.error() == QFileDevice::NoError;
}

bool DiagramView::exportPng(const QString& path, double scale) const {
    constexpr double kMost_px = 16000;
    scale = std::min(scale, kMost_px / std::max({m_scene.drawing.width, m_scene.drawing.height, 1.0F}));
    QImage image((QSizeF(m_scene.drawing.width, m_scene.drawing.height) * scale).toSize().expandedTo({1, 1}), QImage::Format_ARGB32_Premultiplied);
    image.fill(m_scene.theme.ground);
    QPainter painter(&image);
    painter.scale(scale, scale);
    paintDiagram(painter, m_scene, QRectF(0, 0, m_scene.drawing.width, m_scene.drawing.height), scale);
    painter.end();
    return image.save(path);
}

}  // namespace plenum::app
