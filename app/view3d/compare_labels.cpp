// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/view3d/compare_labels.h"

#include <QFontMetricsF>
#include <QPainter>
#include <algorithm>

#include "app/view3d/scene_labels.h"

namespace plenum::app {

namespace {

constexpr double kMargin = 12, kDot = 9;
constexpr QPointF kAxes(40, 40);  ///< from the lower left corner

QColor veiled(const Theme& theme, int alpha) {
    QColor veil = theme.ground;
    veil.setAlpha(alpha);
    return veil;
}

}  // namespace

CompareLabels::CompareLabels(const VtkWidget& view, const CompareTexts& texts, QWidget* parent)
    : QWidget(parent), m_view(view), m_texts(texts), m_theme(darkTheme()) {
    setObjectName(QStringLiteral("compare.labels"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_NoSystemBackground);
    setFocusPolicy(Qt::NoFocus);
}

void CompareLabels::setTheme(const Theme& theme) {
    m_theme = theme;
    update();
}

void CompareLabels::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintOn(painter);
}

void CompareLabels::paintOn(QPainter& painter) const {
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    if (m_texts.panels.empty()) {
        painter.setFont(bodyFont());
        painter.setPen(m_theme.dim);
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap, m_texts.empty);
        return;
    }
    for (int i = 0; i < static_cast<int>(m_texts.panels.size()); ++i) paintPanel(painter, i);
    if (m_view.width() < width()) {  // the legend's strip
        painter.setPen(QPen(m_theme.line, 1));
        painter.drawLine(QPointF(m_view.width(), 0), QPointF(m_view.width(), height()));
    }
    paintSwatches(painter);
    if (m_view.isValid()) paintAxes(painter, m_view.camera().pose(), QPointF(kAxes.x(), height() - kAxes.y()), m_theme);
}

void CompareLabels::paintPanel(QPainter& painter, int viewport) const {
    const CompareTexts::Panel& panel = m_texts.panels[static_cast<std::size_t>(viewport)];
    const QRectF area = m_view.viewportRect(viewport);
    painter.save();
    if (viewport > 0) {
        painter.setPen(QPen(m_theme.line, 1));
        painter.drawLine(QPointF(area.left(), area.top()), QPointF(area.left(), area.bottom()));
    }
    painter.setClipRect(area);

    const QFont strong = bodyFont(0, QFont::DemiBold), plain = bodyFont(-1), small = bodyFont(-2);
    if (m_view.isValid())
        for (const CompareTexts::Tag& tag : panel.tags) {
            const auto foot = m_view.project(tag.at, viewport);
            if (!foot) continue;
            const QFont font = tag.selected ? bodyFont(-1, QFont::DemiBold) : small;
            const QFontMetricsF metrics(font);
            const double w = metrics.horizontalAdvance(tag.text) + 10, h = metrics.height() + 2;
            // Beside the border of its viewport it still says all.
            const double x = std::clamp(foot->x() - w / 2, area.left() + 4, std::max(area.left() + 4, area.right() - w - 4));
            const QRectF box(x, foot->y() - h - 4, w, h);
            painter.setPen(QPen(tag.selected ? m_theme.accent : m_theme.line, 1));
            painter.setBrush(veiled(m_theme, 230));
            painter.drawRoundedRect(box, 4, 4);
            painter.setFont(font);
            painter.setPen(m_theme.text);
            painter.drawText(box, Qt::AlignCenter, tag.text);
        }

    const QFontMetricsF metrics(strong), smaller(plain);
    const double left = area.left() + kMargin, right = area.right() - kMargin;
    const double room = std::max(right - left - 3 * kDot - 12, 30.0);
    const QString name = metrics.elidedText(panel.name, Qt::ElideRight, room);
    const double nameWidth = metrics.horizontalAdvance(name);
    const QString note = room - nameWidth > 60 ? smaller.elidedText(panel.note, Qt::ElideRight, room - nameWidth - 10) : QString();
    const double noteWidth = note.isEmpty() ? 0 : smaller.horizontalAdvance(note) + 10;
    const QRectF chip(left, kMargin - 4, nameWidth + noteWidth + 2 * kDot + 12, metrics.height() + 8);
    painter.setPen(QPen(panel.colour, 1.25));
    painter.setBrush(veiled(m_theme, 215));
    painter.drawRoundedRect(chip, chip.height() / 2, chip.height() / 2);
    painter.setPen(Qt::NoPen);
    painter.setBrush(panel.colour);
    painter.drawEllipse(QPointF(left + kDot + 2, chip.center().y()), kDot / 2, kDot / 2);
    painter.setFont(strong);
    painter.setPen(m_theme.text);
    painter.drawText(QPointF(left + 2 * kDot + 2, kMargin + metrics.ascent()), name);
    painter.setFont(plain);
    painter.setPen(m_theme.dim);
    if (!note.isEmpty()) painter.drawText(QPointF(left + 2 * kDot + 12 + nameWidth, kMargin + metrics.ascent()), note);
    painter.restore();
}

void CompareLabels::paintSwatches(QPainter& painter) const {
    painter.setFont(bodyFont(-2));
    const QFontMetricsF metrics(painter.font());
    double width = 8;
    for (const auto& swatch : m_texts.swatches) width += metrics.horizontalAdvance(swatch.text) + 30;
    if (m_texts.swatches.empty()) return;
    const double h = metrics.height() + 8;
    const QRectF band(std::max(kMargin, m_view.width() - width - kMargin), height() - h - kMargin, width, h);
    painter.setPen(Qt::NoPen);
    painter.setBrush(veiled(m_theme, 215));
    painter.drawRoundedRect(band, 5, 5);
    double x = band.left() + 8;
    for (const auto& swatch : m_texts.swatches) {
        painter.setPen(QPen(swatch.colour, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(x, band.center().y() - 5, 10, 10));
        painter.setPen(m_theme.text);
        painter.drawText(QPointF(x + 16, band.top() + 4 + metrics.ascent()), swatch.text);
        x += metrics.horizontalAdvance(swatch.text) + 30;
    }
}

}  // namespace plenum::app
