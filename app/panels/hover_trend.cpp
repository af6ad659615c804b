// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/hover_trend.h"

#include "app/models/view_state.h"
#include "app/panels/history_curve.h"
#include "app/panels/panel_support.h"

#include <QBuffer>
#include <QImage>
#include <QPainter>

namespace plenum::app {

namespace {

constexpr Live::Time_ms kHour_ms = 3'600'000;
constexpr QSize kSize_px{220, 44};
constexpr std::size_t kBuckets = 110;  ///< two pixels each

}  // namespace

HoverTrend::HoverTrend(Live& live, Selection& selection, ViewState& view, QObject* parent)
    : QObject(parent), m_live(live), m_selection(selection), m_view(view) {
    connect(&selection, &Selection::hoverChanged, this, &HoverTrend::ask);
    connect(&live, &Live::chartReady, this, &HoverTrend::take);
}

void HoverTrend::ask() {
    m_item = m_selection.hovered();
    m_ticket = 0;
    m_view.setHoverTrend({}, {});
    const auto points = m_live.pointsOf(m_item);
    if (points.empty()) return;
    m_point = points.front();
    const Live::Time_ms to = m_live.clock() == Live::Clock::Live && !m_live.anyRunning() && m_live.extent() ? m_live.extent()->second : m_live.shownTime();
    m_ticket = m_live.requestChart(m_point, to - kHour_ms, to, kBuckets);
}

void HoverTrend::take(quint64 ticket, const std::vector<twin::HistoryBucket>& buckets) {
    if (ticket == 0 || ticket != m_ticket || m_point >= m_live.bound().points->size()) return;
    QImage picture(kSize_px * 2, QImage::Format_ARGB32_Premultiplied);  // sharp on high densities too
    picture.fill(Qt::transparent);
    picture.setDevicePixelRatio(2);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    paintSparkline(painter, QRectF(QPointF(0, 2), kSize_px - QSize(0, 4)), buckets, themeOf(m_view));
    painter.end();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    picture.save(&buffer, "PNG");
    const auto quantity = (*m_live.bound().points)[m_point].quantity;
    m_view.setHoverTrend(m_item, QStringLiteral("<br>%1<br><img width='%2' height='%3' src='data:image/png;base64,%4'>")
                                     .arg(tr("%1, last hour").arg(translated(twin::spec(quantity).label)).toHtmlEscaped())
                                     .arg(kSize_px.width())
                                     .arg(kSize_px.height())
                                     .arg(QString::fromLatin1(bytes.toBase64())));
}

}  // namespace plenum::app
