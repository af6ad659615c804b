// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/widgets/key_figure_tile.h"

#include <QFontMetrics>
#include <QPainter>
#include <algorithm>
#include <cmath>

namespace plenum::app {

namespace {

constexpr int kHeight = 60;
constexpr int kMargin = 8;
constexpr int kBarWidth = 3;
constexpr int kShape = 8;

QFont captionFont() { return bodyFont(-1); }
QFont valueFont() { return bodyFont(7, QFont::DemiBold); }
QFont unitFont() { return bodyFont(-1); }
QFont noteFont() { return bodyFont(-2); }

/// Disc, triangle, diamond, ring: good, warning, bad, neutral.
void drawShape(QPainter& painter, FigureState state, const QColor& colour, const QRectF& box) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    const QPointF c = box.center();
    switch (state) {
        case FigureState::Good: painter.drawEllipse(box); break;
        case FigureState::Warning:
            painter.drawPolygon(QPolygonF{{c.x(), box.top()}, box.bottomRight(), box.bottomLeft()});
            break;
        case FigureState::Bad:
            painter.drawPolygon(
                QPolygonF{{c.x(), box.top() - 1}, {box.right() + 1, c.y()}, {c.x(), box.bottom() + 1}, {box.left() - 1, c.y()}});
            break;
        case FigureState::Neutral:
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(colour, 1.5));
            painter.drawEllipse(box.adjusted(1, 1, -1, -1));
            break;
    }
}

}  // namespace

KeyFigureTile::KeyFigureTile(const Theme& theme, QWidget* parent) : QAbstractButton(parent), m_theme(theme) {
    setObjectName(QStringLiteral("keyFigure"));
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void KeyFigureTile::setTheme(const Theme& theme) {
    m_theme = theme;
    update();
}

void KeyFigureTile::setFigure(const KeyFigure& figure) {
    if (figure == m_figure) return;
    m_figure = figure;
    const QString value = figure.value.isEmpty() ? tr("no value") : figure.value + QLatin1Char(' ') + figure.unit;
    QString tip = QStringLiteral("%1: %2").arg(figure.caption, value);
    for (const QString& line : {noteText(), stateWord(), tr("Click for the derivation")})
        if (!line.isEmpty()) tip += QLatin1Char('\n') + line;
    setToolTip(tip);
    setAccessibleName(figure.caption);
    setAccessibleDescription(tip);
    updateGeometry();
    update();
}

QColor KeyFigureTile::stateColour() const {
    switch (m_figure.state) {
        case FigureState::Good: return m_theme.good;
        case FigureState::Warning: return m_theme.warning;
        case FigureState::Bad: return m_theme.bad;
        case FigureState::Neutral: break;
    }
    return m_theme.neutral;
}

QString KeyFigureTile::stateWord() const {
    switch (m_figure.state) {
        case FigureState::Good: return tr("Within limits");
        case FigureState::Warning: return tr("Near a limit");
        case FigureState::Bad: return tr("Beyond a limit");
        case FigureState::Neutral: break;
    }
    return tr("No limit set");
}

QString KeyFigureTile::noteText() const {
    if (!m_figure.computing) return m_figure.note;
    return m_figure.age_s < 1 ? tr("computing") : tr("computing · %1 s old").arg(std::lround(m_figure.age_s));
}

QSize KeyFigureTile::sizeHint() const {
    const int left = kMargin + kBarWidth + kMargin;
    const int caption = QFontMetrics(captionFont()).horizontalAdvance(m_figure.caption) + kShape + kMargin;
    const int value = QFontMetrics(valueFont()).horizontalAdvance(m_figure.value) + 6 +
                      QFontMetrics(unitFont()).horizontalAdvance(m_figure.unit);
    const int note = QFontMetrics(noteFont()).horizontalAdvance(m_figure.note);
    return {left + std::max({caption, value, note, 96}) + kMargin, kHeight};
}

QSize KeyFigureTile::minimumSizeHint() const { return {96, kHeight}; }

void KeyFigureTile::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor state = stateColour();
    if (underMouse() || isDown()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(isDown() ? m_theme.line : m_theme.raised);
        painter.drawRoundedRect(rect().adjusted(2, 2, -2, -2), 4, 4);
    }
    if (hasFocus()) {
        painter.setPen(m_theme.accent);
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(2.5, 2.5, -2.5, -2.5), 4, 4);
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(state);
    painter.drawRoundedRect(QRectF(kMargin, 9, kBarWidth, kHeight - 18), 1.5, 1.5);

    const int left = kMargin + kBarWidth + kMargin, right = width() - kMargin;
    const QFontMetrics caption(captionFont()), value(valueFont()), unit(unitFont()), note(noteFont());
    const QRect captionRow(left, 5, right - left, caption.height());
    drawShape(painter, m_figure.state, state, QRectF(right - kShape, captionRow.center().y() - kShape / 2.0 + 0.5, kShape, kShape));
    painter.setFont(captionFont());
    painter.setPen(m_theme.dim);
    painter.drawText(captionRow, Qt::AlignLeft | Qt::AlignVCenter,
                     caption.elidedText(m_figure.caption, Qt::ElideRight, captionRow.width() - kShape - 4));

    const int noteHeight = note.height();
    const QRect noteRow(left, kHeight - 4 - noteHeight, right - left, noteHeight);
    const int baseline = captionRow.bottom() + 1 + value.ascent() - 3;
    painter.setFont(valueFont());
    painter.setPen(m_figure.computing ? m_theme.dim : m_theme.text);
    const QString shown = m_figure.value.isEmpty() ? QString(QChar(0x2013)) : m_figure.value;
    painter.drawText(QPointF(left, baseline), value.elidedText(shown, Qt::ElideRight, right - left));
    const int unitLeft = left + value.horizontalAdvance(shown) + 6;
    painter.setFont(unitFont());
    painter.setPen(m_theme.dim);
    if (unitLeft < right)
        painter.drawText(QPointF(unitLeft, baseline), unit.elidedText(m_figure.unit, Qt::ElideRight, right - unitLeft));

    painter.setFont(noteFont());
    const bool plain = m_figure.computing || m_figure.state == FigureState::Neutral;
    painter.setPen(plain ? m_theme.dim : state);
    painter.drawText(noteRow, Qt::AlignRight | Qt::AlignVCenter, note.elidedText(noteText(), Qt::ElideRight, noteRow.width()));
}

}  // namespace plenum::app
