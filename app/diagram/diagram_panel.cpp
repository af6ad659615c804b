// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/diagram/diagram_panel.h"

#include "app/document/document.h"
#include "app/models/view_state.h"
#include "app/session/session.h"

#include <QEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

namespace plenum::app {

DiagramPanel::DiagramPanel(twin::scene::Diagram diagram, Document& document, Session& session, Selection& selection, ViewState& view, QWidget* parent)
    : QWidget(parent), m_diagram(diagram), m_drawing(new DiagramView(diagram, document, session, selection, view, this)), m_summary(new QLabel(this)) {
    setObjectName(diagram == twin::scene::Diagram::Power ? QStringLiteral("diagramPanel.power") : QStringLiteral("diagramPanel.coolant"));
    m_summary->setObjectName(QStringLiteral("diagram.summary"));
    m_summary->setForegroundRole(QPalette::PlaceholderText);
    m_summary->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(12, 4, 8, 4);
    bar->setSpacing(4);
    bar->addWidget(m_summary, 1);
    const auto button = [&](const char* name, auto&& run) {
        auto* made = new QToolButton(this);
        made->setObjectName(QString::fromUtf8(name));
        made->setFocusPolicy(Qt::TabFocus);
        connect(made, &QToolButton::clicked, this, run);
        bar->addWidget(made);
        return made;
    };
    m_together = button("diagram.together", [this] { m_drawing->drawTogether(); });
    m_further = button("diagram.zoomOut", [this] { m_drawing->zoomBy(0.8); });
    m_closer = button("diagram.zoomIn", [this] { m_drawing->zoomBy(1.25); });
    m_fit = button("diagram.fit", [this] { m_drawing->fitAll(); });
    m_export = button("diagram.export", [this] { exportDrawing(); });
    m_further->setText(QStringLiteral("−"));
    m_closer->setText(QStringLiteral("+"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(m_drawing, 1);
    setFocusProxy(m_drawing);
    connect(m_drawing, &DiagramView::drawingChanged, this, &DiagramPanel::summarise);
    connect(&session, &Session::frameChanged, this, &DiagramPanel::summarise);
    connect(&document, &Document::conditionsChanged, this, &DiagramPanel::summarise);
    connect(m_drawing, &DiagramView::exportRequested, this, &DiagramPanel::exportDrawing);
    connect(m_drawing, &DiagramView::itemActivated, this, &DiagramPanel::focusRequested);
    connect(m_drawing, &DiagramView::editRefused, this, &DiagramPanel::refused);
    retranslate();
}

void DiagramPanel::retranslate() {
    m_together->setText(tr("Together"));
    m_together->setToolTip(tr("Draw opened stacks together again (C)"));
    m_fit->setText(tr("Fit"));
    m_fit->setToolTip(tr("Show the whole drawing (0)"));
    m_closer->setToolTip(tr("Closer (+)"));
    m_further->setToolTip(tr("Further away (−)"));
    m_export->setText(tr("Export…"));
    m_export->setToolTip(tr("Write the whole drawing as SVG or PNG"));
    summarise();
}

/// One sentence: how much is drawn, and what of it asks for attention.
void DiagramPanel::summarise() {
    if (m_drawing->isVisible()) m_drawing->takeState();
    const DiagramScene& scene = m_drawing->scene();
    m_together->setEnabled(m_drawing->hasOpened());
    unsigned racks = 0, dead = 0, reduced = 0, out = 0;
    for (std::size_t v = 0; v < scene.drawing.nodes.size() && v < scene.state.nodes.size(); ++v) {
        const auto& now = scene.state.nodes[v];
        out += now.out;
        if (!twin::isCompute(scene.drawing.nodes[v].kind)) continue;
        racks += scene.drawing.nodes[v].count;
        dead += now.dead;
        reduced += now.reduced;
    }
    QStringList parts{tr("%1 racks").arg(racks)};
    if (dead > 0) parts << (m_diagram == twin::scene::Diagram::Power ? tr("%1 not fed").arg(dead) : tr("%1 without flow").arg(dead));
    if (reduced > 0) parts << tr("%1 on one side").arg(reduced);
    if (out > 0) parts << tr("%1 out of service").arg(out);
    m_summary->setText(parts.join(QStringLiteral(" · ")));
}

void DiagramPanel::exportDrawing() {
    QString path = QFileDialog::getSaveFileName(this, tr("Export drawing"), {}, tr("Drawings (*.svg);;Pictures (*.png)"));
    if (path.isEmpty()) return;
    const bool picture = path.endsWith(QLatin1String(".png"), Qt::CaseInsensitive);
    if (!picture && !path.endsWith(QLatin1String(".svg"), Qt::CaseInsensitive)) path += QStringLiteral(".svg");
    if (!(picture ? m_drawing->exportPng(path) : m_drawing->exportSvg(path))) emit notWritten(path);
}

void DiagramPanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

}  // namespace plenum::app
