// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/sankey_view.h"

#include "app/models/view_state.h"
#include "app/panels/panel_support.h"

#include <QApplication>
#include <QClipboard>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace plenum::app {

namespace {

constexpr double kBlock_px = 12, kMargin_px = 14, kHead_px = 8, kFoot_px = 30, kLastNames_px = 150;
constexpr double kThinnest_px = 0.6;
constexpr double kLossReach_px = 34;  ///< along x, until a loss has left

}  // namespace

SankeyView::SankeyView(Selection& selection, const ViewState& viewState, QWidget* parent) : QWidget(parent), m_selection(selection), m_viewState(viewState) {
    setObjectName(QStringLiteral("powerFlow.sankey"));
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    connect(&selection, &Selection::changed, this, qOverload<>(&QWidget::update));
    connect(&viewState, &ViewState::themeChanged, this, qOverload<>(&QWidget::update));
    connect(&viewState, &ViewState::unitsChanged, this, qOverload<>(&QWidget::update));
}

void SankeyView::show(twin::power::Sankey sankey) {
    m_sankey = std::move(sankey);
    m_hovered = m_walked = -1;
    update();
}

/// The names of the last column stand right of it.
QRectF SankeyView::frame() const { return QRectF(rect()).adjusted(kMargin_px, kHead_px, -kMargin_px - kLastNames_px, -kFoot_px); }

QRectF SankeyView::rectOf(std::size_t block) const {
    const QRectF area = frame();
    const auto& b = m_sankey.blocks[block];
    return {area.left() + b.x * (area.width() - kBlock_px), area.top() + b.top * area.height(), kBlock_px, std::max(b.height * area.height(), 1.0)};
}

QColor SankeyView::colourOf(const twin::power::SankeyBlock& block) const {
    const Theme theme = themeOf(m_viewState);
    if (block.members.empty()) return theme.neutral;
    switch (block.side) {
        case twin::Side::A: return theme.supply;
        case twin::Side::B: return theme.power;
        default: return theme.good;
    }
}

void SankeyView::paintBand(QPainter& painter, const twin::power::SankeyBand& band) const {
    const QRectF area = frame(), from = rectOf(static_cast<std::size_t>(band.from));
    const double width = std::max(band.width * area.height(), kThinnest_px), y = area.top() + band.fromTop * area.height();
    QPainterPath path(QPointF(from.right(), y));
    if (band.to < 0) {  // a loss bends down and ends
        const double x = from.right() + std::max(kLossReach_px, width), end = std::min(y + width + kLossReach_px, area.bottom() + kFoot_px - 2);
        path.cubicTo({x - width / 2, y}, {x, y}, {x, end});
        path.lineTo(x - width, end);
        path.cubicTo({x - width, y + width}, {x - width, y + width}, {from.right(), y + width});
        QLinearGradient fade(0, y, 0, end);
        QColor colour = themeOf(m_viewState).returned;
        colour.setAlphaF(0.8F);
        fade.setColorAt(0, colour);
        colour.setAlphaF(0.1F);
        fade.setColorAt(1, colour);
        painter.fillPath(path, fade);
        return;
    }
    const QRectF to = rectOf(static_cast<std::size_t>(band.to));
    const double end = area.top() + band.toTop * area.height(), middle = (from.right() + to.left()) / 2;
    path.cubicTo({middle, y}, {middle, end}, {to.left(), end});
    path.lineTo(to.left(), end + width);
    path.cubicTo({middle, end + width}, {middle, y + width}, {from.right(), y + width});
    QColor colour = colourOf(m_sankey.blocks[static_cast<std::size_t>(band.from)]);
    colour.setAlphaF(m_hovered == band.from || m_hovered == band.to ? 0.6F : 0.32F);
    painter.fillPath(path, colour);
}

void SankeyView::paintBlock(QPainter& painter, std::size_t index) const {
    const Theme theme = themeOf(m_viewState);
    const auto& block = m_sankey.blocks[index];
    const QRectF place = rectOf(index);
    painter.fillRect(place, colourOf(block));
    const bool selected = std::any_of(block.members.begin(), block.members.end(), [this](twin::Id id) { return m_selection.contains(id); });
    if (selected || m_walked == static_cast<int>(index)) {
        painter.setPen(QPen(theme.accent, 2));
        painter.drawRect(place.adjusted(-2, -2, 2, 2));
    }
    const QFontMetricsF metrics(painter.font());
    if (place.height() < metrics.height() * 0.7 && m_hovered != static_cast<int>(index)) return;
    double room = kLastNames_px;
    for (const auto& other : m_sankey.blocks)
        if (other.column > block.column) room = std::min(room, (other.x - block.x) * (frame().width() - kBlock_px) - kBlock_px - 10);
    if (block.column + 1 >= m_sankey.columns) room = kLastNames_px;
    const QString name = (block.items > 1 ? QStringLiteral("%1 × ").arg(block.items) : QString()) + translated(block.name);
    QString power = quantityText(block.in_W, twin::Unit::Power, m_viewState);
    if (metrics.horizontalAdvance(power) > room) power = QStringLiteral("%L1 kW").arg(block.in_W / 1e3, 0, 'f', 0);
    if (metrics.horizontalAdvance(power) > room) power = QStringLiteral("%L1 MW").arg(block.in_W / 1e6, 0, 'f', 1);
    const bool two = place.height() > metrics.height() * 2;
    const QString text = two ? metrics.elidedText(name, Qt::ElideRight, room) + QLatin1Char('\n') + metrics.elidedText(power, Qt::ElideRight, room) : metrics.elidedText(name + QStringLiteral("  ") + power, Qt::ElideRight, room);
    const QRectF words(place.right() + 6, place.center().y() - metrics.height() * (two ? 1 : 0.5), room, metrics.height() * (two ? 2 : 1));
    painter.setPen(theme.text);
    painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter, text);
}

void SankeyView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme theme = themeOf(m_viewState);
    painter.fillRect(rect(), theme.ground);
    painter.setFont(bodyFont(-2));
    if (m_sankey.blocks.empty()) {
        painter.setPen(theme.dim);
        painter.drawText(rect(), Qt::AlignCenter, tr("No power flows in this design."));
        return;
    }
    for (const auto& band : m_sankey.bands) paintBand(painter, band);
    for (std::size_t i = 0; i < m_sankey.blocks.size(); ++i) paintBlock(painter, i);
    paintLegend(painter);
}

/// What the colours of the sides are, at the right of the foot; nothing where no object states its side.
void SankeyView::paintLegend(QPainter& painter) const {
    const QFontMetricsF metrics(painter.font());
    double right = rect().right() - kMargin_px;
    const double y = rect().bottom() - kFoot_px / 2;
    for (const twin::Side side : {twin::Side::B, twin::Side::A}) {
        const auto found = std::find_if(m_sankey.blocks.begin(), m_sankey.blocks.end(), [&](const auto& block) { return block.side == side && !block.members.empty(); });
        if (found == m_sankey.blocks.end()) continue;
        const QString text = sideOf(*found);
        const double width = metrics.horizontalAdvance(text);
        painter.setPen(themeOf(m_viewState).dim);
        painter.drawText(QRectF(right - width, y - metrics.height() / 2, width + 1, metrics.height()), Qt::AlignVCenter, text);
        painter.fillRect(QRectF(right - width - kBlock_px - 5, y - kBlock_px / 2, kBlock_px, kBlock_px), colourOf(*found));
        right -= width + kBlock_px + 21;
    }
}

int SankeyView::blockAt(QPointF at) const {
    for (std::size_t i = 0; i < m_sankey.blocks.size(); ++i)
        if (rectOf(i).adjusted(-4, -2, 4, 2).contains(at)) return static_cast<int>(i);
    return -1;
}

/// Empty for what belongs to neither side.
QString SankeyView::sideOf(const twin::power::SankeyBlock& block) const {
    if (block.members.empty() || block.side == twin::Side::None) return {};
    return block.side == twin::Side::A ? tr("Side A") : tr("Side B");
}

QString SankeyView::textOf(std::size_t index) const {
    const auto& block = m_sankey.blocks[index];
    const auto watts = [this](double power_W) { return quantityText(power_W, twin::Unit::Power, m_viewState); };
    QString text = (block.items > 1 ? QStringLiteral("%1 × ").arg(block.items) : QString()) + translated(block.name) + QLatin1Char('\n') + tr("%1 in").arg(watts(block.in_W));
    if (const QString side = sideOf(block); !side.isEmpty()) text += QLatin1Char('\n') + side;
    if (block.loss_W > 0) text += QLatin1Char('\n') + tr("%1 lost as heat (%2)").arg(watts(block.loss_W), quantityText(block.loss_W / block.in_W, twin::Unit::Fraction, m_viewState));
    if (block.used_W > 0) text += QLatin1Char('\n') + tr("%1 used").arg(watts(block.used_W));
    return text;
}

void SankeyView::choose(int block) {
    if (block < 0) return;
    m_walked = block;
    const auto& members = m_sankey.blocks[static_cast<std::size_t>(block)].members;
    if (!members.empty()) {
        m_selection.select(members);
        emit focusRequested(members.front());
    }
    update();
}

void SankeyView::mouseMoveEvent(QMouseEvent* event) {
    const int now = blockAt(event->position());
    if (now == m_hovered) return;
    m_hovered = now;
    update();
}

void SankeyView::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton) choose(blockAt(event->position()));
}

void SankeyView::leaveEvent(QEvent*) {
    m_hovered = -1;
    update();
}

void SankeyView::keyPressEvent(QKeyEvent* event) {
    const int count = static_cast<int>(m_sankey.blocks.size());
    if (event->matches(QKeySequence::Copy)) {
        QApplication::clipboard()->setText(asCsv());
    } else if (count > 0 && (event->key() == Qt::Key_Right || event->key() == Qt::Key_Down)) {
        m_walked = (m_walked + 1) % count;
        update();
    } else if (count > 0 && (event->key() == Qt::Key_Left || event->key() == Qt::Key_Up)) {
        m_walked = (m_walked + count - 1) % count;
        update();
    } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        choose(m_walked);
    } else {
        QWidget::keyPressEvent(event);
    }
}

bool SankeyView::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int block = blockAt(help->pos());
        if (block >= 0) QToolTip::showText(help->globalPos(), textOf(static_cast<std::size_t>(block)), this);
        else QToolTip::hideText();
        return true;
    }
    return QWidget::event(event);
}

QString SankeyView::asCsv() const {
    QString text = QStringLiteral("block,items,in_W,loss_W,used_W,side\n");
    for (const auto& block : m_sankey.blocks)
        text += QStringLiteral("\"%1\",%2,%3,%4,%5,%6\n").arg(translated(block.name)).arg(block.items).arg(block.in_W, 0, 'g', 9).arg(block.loss_W, 0, 'g', 9).arg(block.used_W, 0, 'g', 9).arg(sideOf(block));
    return text;
}

}  // namespace plenum::app
