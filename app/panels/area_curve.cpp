// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/area_curve.h"

#include "app/panels/panel_support.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include <algorithm>
#include <array>
#include <cmath>

namespace plenum::app {

namespace {

constexpr std::array kShares{0.0, 0.25, 0.5, 1.0};
constexpr double kStep_W = 1e3, kFirst_W = 6e3, kLast_W = 60e3, kPage_W = 10e3, kRest_W = 10e3;
constexpr double kReading_px = 36, kTicks_px = 16, kName_px = 15, kLabel_px = 12, kLeft_px = 44, kRight_px = 46;
constexpr double kTopOverPublished = 2.5;  ///< higher parts are cut off: what is near the published area has to be read
constexpr int kRowsOnAxis = 4;

/// 1, 2 or 5 times a power of ten, not below `value`.
double roundStep(double value) {
    const double decade = std::pow(10, std::floor(std::log10(value)));
    for (double digit : {1.0, 2.0, 5.0})
        if (digit * decade >= value * (1 - 1e-9)) return digit * decade;
    return 10 * decade;
}

}  // namespace

AreaCurve::AreaCurve(const ViewState& viewState, QWidget* parent) : QWidget(parent), m_viewState(viewState), m_rest_W(kRest_W), m_cursor_W(kRest_W) {
    setObjectName(QStringLiteral("spcf.areaCurve"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    connect(&viewState, &ViewState::themeChanged, this, [this] { update(); });
    connect(&viewState, &ViewState::unitsChanged, this, &AreaCurve::retranslate);
    setShare(0);
}

void AreaCurve::setShare(double powerShareIndoors) {
    std::vector<double> shares(kShares.begin(), kShares.end()), powers_W;
    if (std::find(shares.begin(), shares.end(), powerShareIndoors) == shares.end()) shares.push_back(powerShareIndoors);
    for (double power_W = kFirst_W; power_W <= kLast_W; power_W += kStep_W) powers_W.push_back(power_W);
    m_share = powerShareIndoors;
    m_curves.clear();
    m_published_m2 = 0;
    double highest_m2 = 1;
    for (const twin::spcf::CurvePoint& point : twin::spcf::predictB(shares, powers_W).points) {
        if (m_curves.empty() || m_curves.back().share != point.powerShareIndoors) m_curves.push_back({point.powerShareIndoors, {}});
        m_curves.back().points.push_back(point);
        m_published_m2 = point.published_m2;
        highest_m2 = std::max({highest_m2, point.area_m2, point.published_m2, point.powerShareIndoors == m_share ? point.high_m2 : 0});
    }
    m_top_m2 = m_published_m2 > 0 ? std::min(highest_m2, kTopOverPublished * m_published_m2) : highest_m2;
    retranslate();
}

void AreaCurve::setPlacePower(double placePower_W) {
    m_rest_W = std::clamp(placePower_W, kFirst_W, kLast_W);
    moveCursor(m_rest_W);
}

void AreaCurve::retranslate() {
    setAccessibleName(tr("Area of case B over the power of a rack place"));
    setAccessibleDescription(reading());
    update();
}

const AreaCurve::Curve* AreaCurve::selected() const {
    for (const Curve& curve : m_curves)
        if (curve.share == m_share) return &curve;
    return nullptr;
}

const twin::spcf::CurvePoint* AreaCurve::point() const {
    const Curve* curve = selected();
    if (curve == nullptr) return nullptr;
    const auto nearer = [this](const auto& a, const auto& b) { return std::abs(a.placePower_W - m_cursor_W) < std::abs(b.placePower_W - m_cursor_W); };
    return &*std::min_element(curve->points.begin(), curve->points.end(), nearer);
}

void AreaCurve::moveCursor(double placePower_W) {
    m_cursor_W = std::clamp(std::round(placePower_W / kStep_W) * kStep_W, kFirst_W, kLast_W);
    setAccessibleDescription(reading());
    update();
}

QString AreaCurve::reading() const {
    const twin::spcf::CurvePoint* at = point();
    if (at == nullptr) return tr("Not computed: an input is refused.");
    const QString low = toText(twin::formatNumber(at->low_m2, twin::Unit::Area, m_viewState.units()));
    const QString text = tr("%1 a place, %2 of the power rooms indoors: %3 (%4 … %5)")
                             .arg(quantityText(at->placePower_W, twin::Unit::Power, m_viewState), quantityText(at->powerShareIndoors, twin::Unit::Fraction, m_viewState),
                                  quantityText(at->area_m2, twin::Unit::Area, m_viewState), low, quantityText(at->high_m2, twin::Unit::Area, m_viewState));
    const QString published = quantityText(at->published_m2, twin::Unit::Area, m_viewState);
    return text + QStringLiteral(" · ") + (at->fits ? tr("%1 lies within").arg(published) : tr("%1 lies outside").arg(published));
}

QRectF AreaCurve::plot() const { return QRectF(rect()).adjusted(kLeft_px, kReading_px + kName_px, -kRight_px, -kTicks_px - kName_px); }
double AreaCurve::xOf(double placePower_W) const { return plot().left() + placePower_W / kLast_W * plot().width(); }
double AreaCurve::yOf(double area_m2) const { return plot().bottom() - area_m2 / m_top_m2 * plot().height(); }

void AreaCurve::drawAxes(QPainter& painter) const {
    const Theme theme = themeOf(m_viewState);
    const QRectF area = plot();
    const twin::DisplayUnit areaUnit = twin::displayUnit(twin::Unit::Area, m_viewState.units());
    const twin::DisplayUnit powerUnit = twin::displayUnit(twin::Unit::Power, m_viewState.units());
    const double step = roundStep(m_top_m2 * areaUnit.scale / kRowsOnAxis) / areaUnit.scale;
    for (int row = 0; row * step <= m_top_m2; ++row) {
        const double y = yOf(row * step);
        painter.setPen(theme.line);
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        painter.setPen(theme.dim);
        painter.drawText(QRectF(0, y - kTicks_px / 2, area.left() - 4, kTicks_px), Qt::AlignRight | Qt::AlignVCenter, toText(twin::formatNumber(row * step, twin::Unit::Area, m_viewState.units(), 0)));
    }
    for (double power_W = 0; power_W <= kLast_W; power_W += kPage_W) {
        const double x = xOf(power_W);
        painter.setPen(theme.line);
        painter.drawLine(QPointF(x, area.bottom()), QPointF(x, area.bottom() + 3));
        painter.setPen(theme.dim);
        painter.drawText(QRectF(x - kLeft_px / 2, area.bottom() + 2, kLeft_px, kTicks_px), Qt::AlignCenter, toText(twin::formatNumber(power_W, twin::Unit::Power, m_viewState.units(), 0)));
    }
    painter.drawText(QRectF(4, kReading_px - 2, width() - 8, kName_px), Qt::AlignLeft | Qt::AlignVCenter, tr("Area S, %1").arg(QString::fromUtf8(areaUnit.symbol)));
    painter.drawText(QRectF(4, kReading_px - 2, width() - 8, kName_px), Qt::AlignRight | Qt::AlignVCenter, tr("power rooms indoors"));
    painter.drawText(QRectF(0, area.bottom() + kTicks_px, width(), kName_px), Qt::AlignCenter, tr("Power of a rack place, %1").arg(QString::fromUtf8(powerUnit.symbol)));
}

void AreaCurve::drawCurves(QPainter& painter) const {
    const Theme theme = themeOf(m_viewState);
    const auto path = [this](const Curve& curve, double twin::spcf::CurvePoint::*value) {
        QPolygonF line;
        for (const auto& at : curve.points) line << QPointF(xOf(at.placePower_W), yOf(at.*value));
        return line;
    };
    if (const Curve* band = selected()) {
        QPolygonF outline = path(*band, &twin::spcf::CurvePoint::high_m2);
        const QPolygonF low = path(*band, &twin::spcf::CurvePoint::low_m2);
        for (auto at = low.crbegin(); at != low.crend(); ++at) outline << *at;
        QColor fill = theme.accent;
        fill.setAlphaF(0.18F);
        painter.setPen(Qt::NoPen);
        painter.setBrush(fill);
        painter.drawPolygon(outline);
    }
    painter.setBrush(Qt::NoBrush);
    for (const Curve& curve : m_curves) {
        const bool chosen = curve.share == m_share;
        painter.setPen(QPen(chosen ? theme.accent : theme.neutral, chosen ? 2 : 1.2));
        painter.drawPolyline(path(curve, &twin::spcf::CurvePoint::area_m2));
    }
}

void AreaCurve::drawShares(QPainter& painter) const {
    const Theme theme = themeOf(m_viewState);
    std::vector<const Curve*> upwards;
    for (const Curve& curve : m_curves) upwards.push_back(&curve);
    std::sort(upwards.begin(), upwards.end(), [](const Curve* a, const Curve* b) { return a->share < b->share; });
    double free_px = height();
    for (const Curve* curve : upwards) {
        const double y = std::min(yOf(curve->points.back().area_m2), free_px);
        free_px = y - kLabel_px;
        painter.setPen(curve->share == m_share ? theme.accent : theme.dim);
        painter.drawText(QRectF(plot().right() + 4, y - kTicks_px / 2, kRight_px - 4, kTicks_px), Qt::AlignLeft | Qt::AlignVCenter,
                         toText(twin::formatQuantity(curve->share, twin::Unit::Fraction, m_viewState.units(), 0)));
    }
}

void AreaCurve::drawPublished(QPainter& painter) const {
    const Theme theme = themeOf(m_viewState);
    const double y = yOf(m_published_m2);
    painter.setPen(QPen(theme.warning, 1.2, Qt::DashLine));
    painter.drawLine(QPointF(plot().left(), y), QPointF(plot().right(), y));
    const QString text = tr("published %1").arg(quantityText(m_published_m2, twin::Unit::Area, m_viewState));
    painter.setPen(theme.warning);
    painter.drawText(QRectF(plot().left(), y - kTicks_px - 1, plot().width() - 2, kTicks_px), Qt::AlignRight | Qt::AlignVCenter, text);
}

void AreaCurve::drawCursor(QPainter& painter) const {
    const twin::spcf::CurvePoint* at = point();
    if (at == nullptr) return;
    const Theme theme = themeOf(m_viewState);
    const double x = xOf(at->placePower_W);
    painter.setPen(QPen(theme.text, 1, Qt::DotLine));
    painter.drawLine(QPointF(x, plot().top()), QPointF(x, plot().bottom()));
    painter.setPen(QPen(theme.ground, 1));
    painter.setBrush(at->fits ? theme.good : theme.warning);
    painter.drawEllipse(QPointF(x, yOf(at->area_m2)), 4, 4);
}

void AreaCurve::paintEvent(QPaintEvent*) {
    const Theme theme = themeOf(m_viewState);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(hasFocus() ? theme.accent : theme.line);
    painter.setBrush(theme.ground);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    QFont small = font();
    small.setPixelSize(std::max(9, QFontInfo(font()).pixelSize() - 2));
    painter.setFont(small);
    painter.setPen(theme.text);
    painter.drawText(QRectF(6, 2, width() - 12, kReading_px - 4), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextWordWrap, reading());
    if (selected() == nullptr) return;
    drawAxes(painter);
    drawShares(painter);
    painter.setClipRect(plot().adjusted(-1, -1, 6, 1));
    drawCurves(painter);
    drawPublished(painter);
    drawCursor(painter);
}

void AreaCurve::mouseMoveEvent(QMouseEvent* event) {
    moveCursor((event->position().x() - plot().left()) / plot().width() * kLast_W);
    QToolTip::showText(event->globalPosition().toPoint(), reading(), this);
}

void AreaCurve::leaveEvent(QEvent* event) {
    QWidget::leaveEvent(event);
    if (!hasFocus()) moveCursor(m_rest_W);
}

void AreaCurve::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
        case Qt::Key_Left: return moveCursor(m_cursor_W - kStep_W);
        case Qt::Key_Right: return moveCursor(m_cursor_W + kStep_W);
        case Qt::Key_PageUp: return moveCursor(m_cursor_W + kPage_W);
        case Qt::Key_PageDown: return moveCursor(m_cursor_W - kPage_W);
        case Qt::Key_Home: return moveCursor(kFirst_W);
        case Qt::Key_End: return moveCursor(kLast_W);
        default: QWidget::keyPressEvent(event);
    }
}

void AreaCurve::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    update();
}

void AreaCurve::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    update();
}

}  // namespace plenum::app
