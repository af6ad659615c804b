// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/time_track.h"

#include "app/panels/panel_support.h"

#include <QDateTime>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <array>
#include <cmath>

namespace plenum::app {

using namespace twin::telemetry;

namespace {

constexpr double kCaption_px = 20;  // over the curves
constexpr double kTicks_px = 18;    // under them
constexpr std::array<Time_ms, 14> kTickSteps = {60'000,     300'000,     600'000,     1'800'000,   3'600'000,     7'200'000,     14'400'000,
                                                21'600'000, 43'200'000, 86'400'000, 172'800'000, 604'800'000, 2'419'200'000, 7'776'000'000};

}  // namespace

TimeTrack::TimeTrack(Live& live, ViewState& viewState, QWidget* parent) : QWidget(parent), m_live(live), m_viewState(viewState) {
    setObjectName(QStringLiteral("timeBar.track"));
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void TimeTrack::setWindow(Time_ms from, Time_ms to) {
    m_from = from;
    m_to = std::max(to, from + 1000);
    update();
}

void TimeTrack::setSeries(std::vector<Series> series) {
    m_series = std::move(series);
    update();
}

void TimeTrack::setHint(const QString& hint) {
    m_hint = hint;
    setCursor(hint.isEmpty() ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
}

QRectF TimeTrack::plot() const { return QRectF(rect()).adjusted(1, kCaption_px, -1, -kTicks_px); }

double TimeTrack::xOf(Time_ms time) const {
    const QRectF area = plot();
    return area.left() + area.width() * static_cast<double>(time - m_from) / static_cast<double>(m_to - m_from);
}

Time_ms TimeTrack::timeAt(double x) const {
    const QRectF area = plot();
    const double share = std::clamp((x - area.left()) / std::max(1.0, area.width()), 0.0, 1.0);
    return m_from + static_cast<Time_ms>(std::llround(share * static_cast<double>(m_to - m_from)));
}

std::vector<std::pair<Time_ms, Time_ms>> TimeTrack::gaps() const {
    const auto extent = m_live.extent();
    if (!extent) return {};
    std::vector<std::pair<Time_ms, Time_ms>> known;
    for (const Series& series : m_series) {
        if (series.buckets.size() < 2) continue;
        const Time_ms width = series.buckets[1].start_ms - series.buckets[0].start_ms;
        for (const auto& [first, last] : runsOf(series.buckets, series.staleAfter_s)) known.emplace_back(series.buckets[first].start_ms, series.buckets[last].start_ms + width);
    }
    if (known.empty()) return {};
    std::ranges::sort(known);
    std::vector<std::pair<Time_ms, Time_ms>> found;
    Time_ms reached = std::max(m_from, extent->first);
    const Time_ms end = std::min(m_to, extent->second);
    for (const auto& [start, stop] : known) {
        if (start > reached) found.emplace_back(reached, start);
        reached = std::max(reached, stop);
    }
    if (end > reached) found.emplace_back(reached, end);
    return found;
}

void TimeTrack::paintCurve(QPainter& painter, const Series& series, const QColor& colour) const {
    auto [low, high] = extremesOf(series.buckets);
    if (!std::isfinite(low)) return;
    const double least = std::max(1e-9, 0.01 * std::max(std::abs(low), std::abs(high)));  // noise of a steady value stays small
    const double middle = (low + high) / 2, half = std::max(high - low, least) / 2 * 1.15;
    const QRectF area = plot();
    const Time_ms width = series.buckets.size() > 1 ? series.buckets[1].start_ms - series.buckets[0].start_ms : 0;
    const auto at = [&](const twin::HistoryBucket& bucket, double value) {
        return QPointF(xOf(bucket.start_ms + width / 2), area.center().y() - (value - middle) / half * area.height() / 2);
    };
    QColor band = colour;
    band.setAlphaF(0.2F);
    for (const auto& [first, last] : runsOf(series.buckets, series.staleAfter_s)) {
        QPolygonF top, bottom, mean;
        for (std::size_t i = first; i <= last; ++i) {
            const twin::HistoryBucket& bucket = series.buckets[i];
            if (bucket.count == 0 || !std::isfinite(bucket.mean)) continue;
            top << at(bucket, bucket.high);
            bottom.prepend(at(bucket, bucket.low));
            mean << at(bucket, bucket.mean);
        }
        painter.setPen(Qt::NoPen);
        painter.setBrush(band);
        painter.drawPolygon(top + bottom);
        if (mean.size() == 1) {
            painter.setBrush(colour);
            painter.drawEllipse(mean.front(), 1.5, 1.5);
            continue;
        }
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(colour, 1.5));
        painter.drawPolyline(mean);
    }
}

void TimeTrack::paintTicks(QPainter& painter) const {
    const Theme theme = themeOf(m_viewState);
    const QRectF area = plot();
    const double most = std::max(2.0, area.width() / 110);
    Time_ms step = kTickSteps.back();
    for (const Time_ms each : kTickSteps)
        if (static_cast<double>(m_to - m_from) / static_cast<double>(each) <= most) {
            step = each;
            break;
        }
    const Time_ms zone = QDateTime::fromMSecsSinceEpoch(m_from).offsetFromUtc() * Time_ms{1000};
    painter.setPen(theme.dim);
    for (Time_ms local = ((m_from + zone) / step + 1) * step; local - zone <= m_to; local += step) {
        const Time_ms time = local - zone;
        const double x = xOf(time);
        painter.setPen(theme.line);
        painter.drawLine(QPointF(x, area.bottom() - 4), QPointF(x, area.bottom()));
        painter.setPen(theme.dim);
        const bool day = step >= 86'400'000 || local % 86'400'000 == 0;
        const QString text = QDateTime::fromMSecsSinceEpoch(time).toString(day ? QStringLiteral("MM-dd") : QStringLiteral("HH:mm"));
        const double half = fontMetrics().horizontalAdvance(text) / 2.0;
        painter.drawText(QPointF(std::clamp(x - half, 0.0, std::max(0.0, width() - 2 * half)), height() - 4.0), text);
    }
}

void TimeTrack::paintAlarms(QPainter& painter) const {
    const Theme theme = themeOf(m_viewState);
    const QRectF area = plot();
    for (const AlarmEvent& event : m_live.events()) {
        if (event.action != AlarmAction::Raised || event.time_ms < m_from || event.time_ms > m_to) continue;
        const QColor colour = markColour(theme, markOf(event.severity));
        const double x = xOf(event.time_ms);
        painter.setPen(QPen(colour, 1));
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        const double y = area.top();
        if (event.severity == twin::Severity::Error) {
            painter.drawPolygon(QPolygonF{{x, y}, {x + 4.5, y + 4.5}, {x, y + 9}, {x - 4.5, y + 4.5}});
        } else {
            painter.drawPolygon(QPolygonF{{x - 4.5, y}, {x + 4.5, y}, {x, y + 8}});
        }
    }
}

void TimeTrack::paintEvent(QPaintEvent*) {
    const Theme theme = themeOf(m_viewState);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF area = plot();
    painter.setPen(QPen(hasFocus() ? theme.accent : theme.line, 1));
    painter.setBrush(theme.ground);
    painter.drawRoundedRect(area.adjusted(-0.5, -0.5, 0.5, 0.5), 4, 4);
    if (!m_hint.isEmpty()) {
        painter.setPen(theme.dim);
        painter.drawText(area.adjusted(12, 4, -12, -4), Qt::AlignCenter | Qt::TextWordWrap, m_hint);
        return;
    }
    painter.setClipRect(area);
    for (const auto& [from, to] : gaps()) painter.fillRect(QRectF(QPointF(xOf(from), area.top()), QPointF(xOf(to), area.bottom())), QBrush(theme.line, Qt::BDiagPattern));
    double x = area.left();
    painter.setClipping(false);
    for (const Series& series : m_series) {
        const QColor colour = series.quantity == twin::Quantity::Count_ ? theme.accent : curveColour(theme, series.quantity);
        const auto [low, high] = extremesOf(series.buckets);
        QString caption = series.name;
        if (std::isfinite(low)) {
            const twin::Unit unit = twin::spec(series.quantity).unit;
            caption += QStringLiteral(", %1 … %2").arg(toText(twin::formatNumber(low, unit, m_viewState.units())), quantityText(high, unit, m_viewState));
        }
        const double room = (area.right() - area.left()) / static_cast<double>(m_series.size()) - 12;
        caption = fontMetrics().elidedText(caption, Qt::ElideRight, static_cast<int>(room));
        painter.setPen(colour);
        painter.drawText(QPointF(x, area.top() - 6), caption);
        x += fontMetrics().horizontalAdvance(caption) + 20;
        painter.setClipRect(area);
        paintCurve(painter, series, colour);
        painter.setClipping(false);
    }
    paintTicks(painter);
    paintAlarms(painter);
    const Time_ms shown = m_live.shownTime();
    if (m_live.clock() == Live::Clock::Live && !m_live.anyRunning()) return;
    if (shown < m_from || shown > m_to) return;
    const double at = xOf(shown);
    painter.setPen(QPen(theme.accent, 2));
    painter.drawLine(QPointF(at, area.top() - 6), QPointF(at, area.bottom() + 3));
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.accent);
    painter.drawEllipse(QPointF(at, area.top() - 6), 4, 4);
}

void TimeTrack::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || !m_hint.isEmpty()) return;
    m_dragging = true;
    emit scrubbed(timeAt(event->position().x()));
}

void TimeTrack::mouseMoveEvent(QMouseEvent* event) {
    if (m_dragging) emit scrubbed(timeAt(event->position().x()));
}

void TimeTrack::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton) m_dragging = false;
}

QString TimeTrack::eventTip(const QPointF& at) const {
    QStringList lines;
    for (const AlarmEvent& event : m_live.events()) {
        if (event.action != AlarmAction::Raised || std::abs(xOf(event.time_ms) - at.x()) > 5) continue;
        const auto& points = *m_live.bound().points;
        const std::uint32_t point = points.find(event.point);
        const auto quantity = point == PointTable::kNone ? twin::Quantity::Count_ : points[point].quantity;
        QString line = momentText(event.time_ms) + QStringLiteral("  ") + alarmText(event.kind, quantity);
        if (point != PointTable::kNone) line += QStringLiteral(" · ") + toText(points[point].name);
        lines << line;
        if (lines.size() == 6) break;
    }
    if (lines.isEmpty() && m_hint.isEmpty()) lines << momentText(timeAt(at.x()));
    return lines.join(QLatin1Char('\n'));
}

bool TimeTrack::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        auto* help = static_cast<QHelpEvent*>(event);
        QToolTip::showText(help->globalPos(), eventTip(help->pos()), this);
        return true;
    }
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut) update();
    return QWidget::event(event);
}

}  // namespace plenum::app
