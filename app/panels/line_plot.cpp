// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/line_plot.h"

#include "app/panels/panel_support.h"

#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>
#include <QVBoxLayout>

#include <qcustomplot.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace plenum::app {

namespace {

QColor curveColour(const Theme& theme, std::size_t index) {
    const std::array<QColor, 6> colours = {theme.accent, theme.power, theme.returned, theme.good, theme.supply, theme.dim};
    return colours[index % colours.size()];
}

void setColours(QCPAxis* axis, const Theme& theme) {
    axis->setBasePen(QPen(theme.line));
    axis->setTickPen(QPen(theme.line));
    axis->setSubTickPen(Qt::NoPen);
    axis->setTickLabelColor(theme.dim);
    axis->setLabelColor(theme.dim);
    axis->setTickLabelFont(bodyFont(-2));
    axis->setLabelFont(bodyFont(-2));
    axis->grid()->setPen(QPen(theme.line, 0, Qt::DotLine));
    axis->grid()->setZeroLinePen(Qt::NoPen);
}

}  // namespace

LinePlot::LinePlot(const ViewState& viewState, const QString& name, QWidget* parent) : QWidget(parent), m_viewState(viewState), m_plot(new QCustomPlot(this)), m_at(std::nan("")) {
    setObjectName(name);
    m_plot->setObjectName(name + QStringLiteral(".plot"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_plot);
    setFocusPolicy(Qt::StrongFocus);
    m_plot->setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    m_plot->axisRect()->setRangeDrag(Qt::Horizontal);
    m_plot->axisRect()->setRangeZoom(Qt::Horizontal);
    // The legend stands over the axes, two names a row: within them it would hide a peak.
    m_plot->plotLayout()->insertRow(0);
    m_plot->plotLayout()->addElement(0, 0, m_plot->legend);
    m_plot->plotLayout()->setRowStretchFactor(0, 0.001);
    m_plot->plotLayout()->setRowSpacing(0);
    m_plot->legend->setFillOrder(QCPLegend::foColumnsFirst);
    m_plot->legend->setWrap(2);
    connect(&viewState, &ViewState::themeChanged, this, &LinePlot::draw);
    connect(&viewState, &ViewState::unitsChanged, this, &LinePlot::draw);
    draw();
}

void LinePlot::setAxes(const QString& x, const QString& y) {
    m_x = x;
    m_y = y;
    draw();
}

void LinePlot::setLogX(bool on) {
    m_log = on;
    draw();
}

void LinePlot::setRoomAside(bool on) {
    m_room = on;
    draw();
}

void LinePlot::show(std::vector<PlotCurve> curves, std::vector<PlotLimit> limits) {
    m_curves = std::move(curves);
    m_limits = std::move(limits);
    draw();
}

void LinePlot::draw() {
    const Theme theme = themeOf(m_viewState);
    m_plot->clearItems();
    m_cursor = nullptr;
    m_plot->clearPlottables();
    m_plot->setBackground(QBrush(theme.surface));
    m_plot->axisRect()->setBackground(QBrush(theme.ground));
    for (QCPAxis* axis : {m_plot->xAxis, m_plot->yAxis}) setColours(axis, theme);
    m_plot->xAxis->setLabel(m_x);
    m_plot->yAxis->setLabel(m_y);
    m_plot->xAxis->setScaleType(m_log ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    if (m_log) m_plot->xAxis->setTicker(QSharedPointer<QCPAxisTickerLog>(new QCPAxisTickerLog));
    else m_plot->xAxis->setTicker(QSharedPointer<QCPAxisTicker>(new QCPAxisTicker));
    m_plot->legend->setVisible(m_curves.size() > 1);
    m_plot->legend->setMaximumSize(QWIDGETSIZE_MAX, m_plot->legend->visible() ? QWIDGETSIZE_MAX : 0);
    m_plot->legend->setBrush(Qt::NoBrush);
    m_plot->legend->setBorderPen(Qt::NoPen);
    m_plot->legend->setTextColor(theme.text);
    m_plot->legend->setFont(bodyFont(-2));
    m_plot->legend->setRowSpacing(-4);
    for (std::size_t c = 0; c < m_curves.size(); ++c) {
        const PlotCurve& curve = m_curves[c];
        const QColor colour = curveColour(theme, c);
        QCPGraph* graph = m_plot->addGraph();
        graph->setName(curve.name);
        graph->setAdaptiveSampling(true);
        graph->setPen(QPen(colour, 1.5, curve.dashed ? Qt::DashLine : Qt::SolidLine));
        if (curve.dots) {
            graph->setLineStyle(QCPGraph::lsNone);
            graph->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, colour, 7));
        }
        graph->setData(QVector<double>(curve.x.begin(), curve.x.end()), QVector<double>(curve.y.begin(), curve.y.end()), true);
        if (curve.high.size() != curve.y.size() || curve.high.empty()) continue;
        QCPGraph* top = m_plot->addGraph();
        top->removeFromLegend();
        top->setPen(QPen(colour, 1));
        top->setData(QVector<double>(curve.x.begin(), curve.x.end()), QVector<double>(curve.high.begin(), curve.high.end()), true);
        QColor fill = colour;
        fill.setAlphaF(0.35F);
        top->setBrush(fill);
        top->setChannelFillGraph(graph);
    }
    m_plot->rescaleAxes();
    if (m_room) m_plot->xAxis->scaleRange(1.06);
    QCPRange range = m_plot->yAxis->range();
    for (const PlotLimit& limit : m_limits) {
        if (!std::isfinite(limit.value)) continue;
        if (!limit.vertical) range.expand(limit.value);
    }
    const double margin = 0.06 * std::max(range.size(), 1e-9);
    m_plot->yAxis->setRange(range.lower - margin, range.upper + margin);
    for (const PlotLimit& limit : m_limits) {
        if (!std::isfinite(limit.value)) continue;
        auto* line = new QCPItemStraightLine(m_plot);
        line->setPen(QPen(theme.bad, 1, Qt::DashLine));
        line->point1->setCoords(limit.vertical ? limit.value : 0, limit.vertical ? 0 : limit.value);
        line->point2->setCoords(limit.vertical ? limit.value : 1, limit.vertical ? 1 : limit.value);
        auto* text = new QCPItemText(m_plot);
        text->setText(limit.name);
        text->setColor(theme.bad);
        text->setFont(bodyFont(-2));
        if (limit.vertical) {
            text->position->setTypeX(QCPItemPosition::ptPlotCoords);
            text->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
            text->position->setCoords(limit.value, 0.02);
            text->setPositionAlignment(Qt::AlignLeft | Qt::AlignTop);
        } else {
            text->position->setTypeX(QCPItemPosition::ptAxisRectRatio);
            text->position->setTypeY(QCPItemPosition::ptPlotCoords);
            text->position->setCoords(0.01, limit.value);
            text->setPositionAlignment(Qt::AlignLeft | Qt::AlignBottom);
        }
    }
    setCursor(m_at);
}

void LinePlot::setCursor(double x) {
    m_at = x;
    if (m_cursor != nullptr && !std::isfinite(x)) {
        m_plot->removeItem(m_cursor);
        m_cursor = nullptr;
    } else if (std::isfinite(x)) {
        if (m_cursor == nullptr) {
            m_cursor = new QCPItemStraightLine(m_plot);
            m_cursor->setPen(QPen(themeOf(m_viewState).text, 1));
        }
        m_cursor->point1->setCoords(x, 0);
        m_cursor->point2->setCoords(x, 1);
    }
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

QString LinePlot::asCsv() const {
    QString text = QStringLiteral("curve,%1,%2\n").arg(m_x, m_y);
    for (const PlotCurve& curve : m_curves)
        for (std::size_t i = 0; i < std::min(curve.x.size(), curve.y.size()); ++i)
            text += QStringLiteral("%1,%2,%3\n").arg(curve.name).arg(curve.x[i], 0, 'g', 9).arg(curve.y[i], 0, 'g', 9);
    return text;
}

void LinePlot::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy)) QApplication::clipboard()->setText(asCsv());
    else if (event->key() == Qt::Key_Home) draw();
    else QWidget::keyPressEvent(event);
}

}  // namespace plenum::app
