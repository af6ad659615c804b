// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/widgets/legend_widget.h"

#include <QFontMetrics>
#include <QHelpEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>
#include <limits>

namespace plenum::app {

namespace {

constexpr int kPad = 12;
constexpr int kBarWidth = 14;
constexpr int kGap = 8;
constexpr int kTickLength = 4;
constexpr int kSwatch = 12;
constexpr int kBarHeight = 250;
constexpr int kLeastBarHeight = 80;
constexpr double kSampleShare = 0.65;     // of the map, for swatches
constexpr double kComputedShare = 0.35;   // of the neutral surface in a computed value's colour

QFont smallFont() { return bodyFont(-2); }

}  // namespace

QRgb computedColour(QRgb colour, const Theme& theme) {
    const auto mix = [](double a, double b, double share) { return a + share * (b - a); };
    const auto channel = [&](int of, int surface, int neutral) { return static_cast<int>(std::lround(mix(of, mix(surface, neutral, 0.55), kComputedShare))); };
    return qRgb(channel(qRed(colour), theme.surface.red(), theme.neutral.red()), channel(qGreen(colour), theme.surface.green(), theme.neutral.green()),
                channel(qBlue(colour), theme.surface.blue(), theme.neutral.blue()));
}

struct LegendWidget::Layout {
    QRect bar;
    QRect title;
    QRect foot;
    int rowHeight = 0;

    double yOf(double share) const { return bar.bottom() + 1 - share * bar.height(); }
};

LegendWidget::LegendWidget(const Theme& theme, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_marker(std::numeric_limits<double>::quiet_NaN()) {
    setObjectName(QStringLiteral("legend"));
    setAttribute(Qt::WA_NoSystemBackground);
    setAutoFillBackground(false);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
}

void LegendWidget::setTheme(const Theme& theme) {
    m_theme = theme;
    update();
}

void LegendWidget::setScale(const LegendScale& scale) {
    m_scale = scale;
    updateGeometry();
    update();
}

void LegendWidget::setState(const QString& state) {
    if (state == m_state) return;
    m_state = state;
    updateGeometry();
    update();
}

void LegendWidget::setMarker(double value) {
    m_marker = value;
    update();
}

QRgb LegendWidget::colourOf(double value) const {
    const double span = m_scale.high - m_scale.low;
    const double share = span != 0 ? (value - m_scale.low) / span : 0.5 + 0 * value;
    return bandedColour(m_scale.map, share, m_scale.bands);
}

QString LegendWidget::number(double value) const {
    // Thin spaces in thousands in every language.
    QLocale locale = this->locale();
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    QString text = locale.toString(value, 'f', m_scale.decimals);
    qsizetype end = text.indexOf(locale.decimalPoint());
    if (end < 0) end = text.size();
    for (qsizetype at = end - 3; at > (value < 0 ? 1 : 0); at -= 3) text.insert(at, QChar(0x2009));
    return text.replace(QLatin1Char('-'), QChar(0x2212));
}

std::vector<std::pair<LegendWidget::Swatch, QString>> LegendWidget::swatches() const {
    std::vector<std::pair<Swatch, QString>> rows;
    if (m_scale.measured) rows.emplace_back(Swatch::Measured, tr("measured"));
    if (m_scale.estimated) rows.emplace_back(Swatch::Estimated, tr("estimated"));
    if (m_scale.computed) rows.emplace_back(Swatch::Computed, tr("computed"));
    if (m_scale.stale) rows.emplace_back(Swatch::Stale, tr("stale"));
    if (m_scale.missing) rows.emplace_back(Swatch::Missing, tr("missing"));
    if (m_scale.noLimit) rows.emplace_back(Swatch::NoLimit, tr("no limit set"));
    return rows;
}

void LegendWidget::paintSwatch(QPainter& painter, Swatch swatch, const QRect& box) const {
    const QRgb sample = bandedColour(m_scale.map, kSampleShare, m_scale.bands);
    QColor ink = QColor::fromRgb(readableOn(sample));
    painter.setPen(Qt::NoPen);
    switch (swatch) {
        case Swatch::Measured:
        case Swatch::Estimated:
        case Swatch::Stale: painter.fillRect(box, QColor::fromRgb(sample)); break;
        case Swatch::Computed: painter.fillRect(box, QColor::fromRgb(computedColour(sample, m_theme))); break;
        case Swatch::Missing:
            painter.fillRect(box, m_theme.surface);
            painter.fillRect(box, QBrush(m_theme.dim, Qt::BDiagPattern));
            break;
        case Swatch::NoLimit: painter.fillRect(box, m_theme.neutral); break;
    }
    if (swatch == Swatch::Stale) painter.fillRect(box, QBrush(ink, Qt::BDiagPattern));
    painter.setPen(m_theme.line);
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(box);
    if (swatch == Swatch::Estimated) {
        painter.setPen(QPen(ink, 1, Qt::DotLine));
        painter.drawRect(box.adjusted(1, 1, -1, -1));
    }
}

LegendWidget::Layout LegendWidget::layoutIn(const QRect& place) const {
    const QFontMetrics small(smallFont());
    Layout layout;
    layout.rowHeight = small.height() + 4;
    int left = 0;
    for (const LegendTick& tick : m_scale.ticks) left = std::max(left, small.horizontalAdvance(tick.label));
    const int footRows = static_cast<int>(swatches().size()) + (m_state.isEmpty() ? 0 : 1);
    const int titleRows = m_scale.title.isEmpty() ? 1 : 2;
    layout.title = QRect(place.left() + kPad, place.top() + kPad, place.width() - 2 * kPad, titleRows * layout.rowHeight);
    layout.foot = QRect(layout.title.left(), place.bottom() + 1 - kPad - footRows * layout.rowHeight, layout.title.width(),
                        footRows * layout.rowHeight);
    const int top = layout.title.bottom() + 1 + kGap;
    const int bottom = layout.foot.top() - (footRows ? kGap + 4 : 4);
    const int x = place.left() + kPad + std::max(left, 2 * kPad) + kGap + kTickLength;
    layout.bar = QRect(x, top, kBarWidth, std::max(bottom - top, 8));
    return layout;
}

QSize LegendWidget::sizeHint() const {
    const QFontMetrics small(smallFont()), body(bodyFont(0, QFont::DemiBold));
    int left = 2 * kPad, right = 0;
    for (const LegendTick& tick : m_scale.ticks) {
        left = std::max(left, small.horizontalAdvance(tick.label));
        right = std::max(right, small.horizontalAdvance(number(tick.value)));
    }
    for (const double end : {m_scale.low, m_scale.high})
        right = std::max(right, small.horizontalAdvance(number(end)));
    int width = left + kBarWidth + right + 2 * (kGap + kTickLength);
    width = std::max(width, small.horizontalAdvance(m_scale.title));
    width = std::max(width, body.horizontalAdvance(m_scale.unit) + small.horizontalAdvance(tr("locked")) + kGap);
    width = std::max(width, small.horizontalAdvance(m_state));
    const auto rows = swatches();
    for (const auto& [swatch, text] : rows) width = std::max(width, small.horizontalAdvance(text) + kSwatch + kGap);
    const int footRows = static_cast<int>(rows.size()) + (m_state.isEmpty() ? 0 : 1);
    const int titleRows = m_scale.title.isEmpty() ? 1 : 2;
    return {width + 2 * kPad, (titleRows + footRows) * (small.height() + 4) + kBarHeight + 2 * kPad + 2 * kGap + 8};
}

QSize LegendWidget::minimumSizeHint() const { return sizeHint() - QSize(0, kBarHeight - kLeastBarHeight); }

void LegendWidget::paintOn(QPainter& painter, const QRect& place) const {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const Layout at = layoutIn(place);
    const QFont small = smallFont();
    const QFontMetrics metrics(small);

    // A veil, so that the numbers stay readable over any picture.
    QColor veil = m_theme.ground;
    veil.setAlpha(200);
    painter.setPen(Qt::NoPen);
    painter.setBrush(veil);
    painter.drawRoundedRect(place, 6, 6);

    painter.setFont(small);
    QRect row(at.title.left(), at.title.top(), at.title.width(), at.rowHeight);
    if (!m_scale.title.isEmpty()) {
        painter.setPen(m_theme.text);
        painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter, m_scale.title);
        row.translate(0, at.rowHeight);
    }
    painter.setPen(m_theme.dim);
    painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter, m_scale.unit);
    if (m_scale.locked) painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter, tr("locked"));

    painter.setRenderHint(QPainter::Antialiasing, false);
    for (int y = 0; y < at.bar.height(); ++y) {
        const double share = (at.bar.height() - y - 0.5) / at.bar.height();
        painter.fillRect(at.bar.left(), at.bar.top() + y, at.bar.width(), 1,
                         QColor(bandedColour(m_scale.map, share, m_scale.bands)));
    }
    painter.setPen(m_theme.line);
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(at.bar.adjusted(-1, -1, 0, 0));

    const double span = m_scale.high - m_scale.low;
    const int right = at.bar.right() + 1 + kTickLength + kGap;
    std::vector<double> taken;  // y of the numbers drawn, so that none overlaps
    const auto value = [&](double v, bool threshold, const QString& label) {
        const double y = at.yOf(span != 0 ? (v - m_scale.low) / span : 0.5);
        painter.setPen(QPen(threshold ? m_theme.text : m_theme.dim, 1));
        painter.drawLine(QPointF(at.bar.left() - (threshold ? kTickLength : 0), y),
                         QPointF(at.bar.right() + 1 + kTickLength, y));
        const bool free = std::none_of(taken.begin(), taken.end(),
                                       [&](double other) { return std::abs(other - y) < metrics.height() - 2; });
        if (!free) return;
        taken.push_back(y);
        const int top = static_cast<int>(std::lround(y)) - at.rowHeight / 2;
        painter.setPen(m_theme.text);
        painter.drawText(QRect(right, top, place.right() - right, at.rowHeight), Qt::AlignLeft | Qt::AlignVCenter, number(v));
        painter.setPen(m_theme.dim);
        painter.drawText(QRect(place.left() + kPad, top, at.bar.left() - kTickLength - kGap / 2 - place.left() - kPad,
                               at.rowHeight),
                         Qt::AlignRight | Qt::AlignVCenter, label);
    };
    for (const LegendTick& tick : m_scale.ticks)
        if (tick.value >= std::min(m_scale.low, m_scale.high) && tick.value <= std::max(m_scale.low, m_scale.high))
            value(tick.value, true, tick.label);
    value(m_scale.high, false, {});
    value(m_scale.low, false, {});

    painter.setRenderHint(QPainter::Antialiasing);
    if (!std::isnan(m_marker) && span != 0) {
        const double y = at.yOf(std::clamp((m_marker - m_scale.low) / span, 0.0, 1.0)), x = at.bar.left() - 1;
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.accent);
        painter.drawPolygon(QPolygonF{{x, y}, {x - 6, y - 4}, {x - 6, y + 4}});
    }

    row = QRect(at.foot.left(), at.foot.top(), at.foot.width(), at.rowHeight);
    for (const auto& [swatch, text] : swatches()) {
        const QRect box(row.left(), row.center().y() - kSwatch / 2 + 1, kSwatch, kSwatch);
        paintSwatch(painter, swatch, box);
        painter.setPen(m_theme.dim);
        painter.drawText(row.adjusted(kSwatch + kGap, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, text);
        row.translate(0, at.rowHeight);
    }
    if (!m_state.isEmpty()) {
        painter.setPen(m_theme.text);
        painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter, m_state);
    }
    painter.restore();
}

void LegendWidget::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintOn(painter, rect());
}

void LegendWidget::mousePressEvent(QMouseEvent* event) {
    if (!layoutIn(rect()).bar.contains(event->position().toPoint())) event->ignore();
}

void LegendWidget::mouseDoubleClickEvent(QMouseEvent* event) {
    if (layoutIn(rect()).bar.contains(event->position().toPoint()))
        emit rangeLockRequested(!m_scale.locked);
    else
        event->ignore();
}

bool LegendWidget::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return QWidget::event(event);
    const auto& help = *static_cast<QHelpEvent*>(event);
    const Layout at = layoutIn(rect());
    if (at.bar.adjusted(-kGap, 0, kGap, 0).contains(help.pos())) {
        const double share = std::clamp((at.bar.bottom() + 1.0 - help.pos().y()) / at.bar.height(), 0.0, 1.0);
        const double value = m_scale.low + share * (m_scale.high - m_scale.low);
        QToolTip::showText(help.globalPos(),
                           tr("%1 %2\nDouble click to lock or free the range").arg(number(value), m_scale.unit), this);
    } else {
        QToolTip::hideText();
    }
    return true;
}

}  // namespace plenum::app
