// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/history_curve.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QPainter>
#include <QPolygonF>

#include <algorithm>
#include <cmath>
#include <limits>

namespace plenum::app {

namespace {

struct HistoryCurve {
    Q_DECLARE_TR_FUNCTIONS(plenum::app::HistoryCurve)
};

}  // namespace

std::vector<BucketRun> runsOf(std::span<const twin::HistoryBucket> buckets, double silence_s) {
    std::vector<std::size_t> filled;
    for (std::size_t i = 0; i < buckets.size(); ++i)
        if (buckets[i].count > 0 && std::isfinite(buckets[i].mean)) filled.push_back(i);
    if (filled.empty()) return {};
    std::vector<twin::telemetry::Time_ms> steps;
    for (std::size_t i = 1; i < filled.size(); ++i) steps.push_back(buckets[filled[i]].start_ms - buckets[filled[i - 1]].start_ms);
    double usual_ms = 0;
    if (!steps.empty()) {
        std::ranges::nth_element(steps, steps.begin() + static_cast<std::ptrdiff_t>(steps.size() / 2));
        usual_ms = static_cast<double>(steps[steps.size() / 2]);
    }
    const double width_ms = buckets.size() > 1 ? static_cast<double>(buckets[1].start_ms - buckets[0].start_ms) : 0;
    const double longest_ms = std::max({silence_s * 1000, 1.5 * width_ms, 3 * usual_ms});
    std::vector<BucketRun> runs{{filled[0], filled[0]}};
    for (std::size_t i = 1; i < filled.size(); ++i) {
        if (static_cast<double>(buckets[filled[i]].start_ms - buckets[filled[i - 1]].start_ms) > longest_ms) runs.push_back({filled[i], filled[i]});
        runs.back().second = filled[i];
    }
    return runs;
}

std::pair<double, double> extremesOf(std::span<const twin::HistoryBucket> buckets) {
    double low = std::numeric_limits<double>::infinity(), high = -low;
    for (const twin::HistoryBucket& bucket : buckets) {
        if (bucket.count == 0 || !std::isfinite(bucket.mean)) continue;
        low = std::min(low, bucket.low);
        high = std::max(high, bucket.high);
    }
    if (low > high) low = high = std::numeric_limits<double>::quiet_NaN();
    return {low, high};
}

QColor curveColour(const Theme& theme, twin::Quantity quantity) {
    if (quantity == twin::Quantity::LiquidSupply) return theme.supply;
    switch (twin::spec(quantity).unit) {
        case twin::Unit::Power:
        case twin::Unit::ApparentPower:
        case twin::Unit::Current: return theme.power;
        case twin::Unit::Temperature: return theme.returned;
        case twin::Unit::WaterFlow:
        case twin::Unit::AirFlow: return theme.supply;
        default: return theme.accent;
    }
}

QString alarmText(twin::telemetry::AlarmKind kind, twin::Quantity quantity) {
    const QString what = quantity == twin::Quantity::Count_ ? HistoryCurve::tr("Value") : translated(twin::spec(quantity).label);
    switch (kind) {
        case twin::telemetry::AlarmKind::High: return HistoryCurve::tr("%1 above limit").arg(what);
        case twin::telemetry::AlarmKind::Low: return HistoryCurve::tr("%1 below limit").arg(what);
        case twin::telemetry::AlarmKind::Stale: return HistoryCurve::tr("%1 silent").arg(what);
    }
    return what;
}

QString momentText(twin::telemetry::Time_ms time) { return QDateTime::fromMSecsSinceEpoch(time).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")); }

QString shortMomentText(twin::telemetry::Time_ms time, twin::telemetry::Time_ms today) {
    const QDateTime moment = QDateTime::fromMSecsSinceEpoch(time);
    const bool same = moment.date() == QDateTime::fromMSecsSinceEpoch(today).date();
    return moment.toString(same ? QStringLiteral("HH:mm:ss") : QStringLiteral("MM-dd HH:mm"));
}

void paintSparkline(QPainter& painter, const QRectF& area, std::span<const twin::HistoryBucket> buckets, const Theme& theme) {
    auto [low, high] = extremesOf(buckets);
    if (!std::isfinite(low) || buckets.size() < 2) return;
    const double least = std::max(1e-12, 1e-4 * std::max(std::abs(low), std::abs(high)));  // a flat line lies in the middle
    if (high - low < least) low -= least, high += least;
    const double start = static_cast<double>(buckets.front().start_ms), span = static_cast<double>(buckets.back().start_ms) - start;
    const QRectF inner = area.adjusted(2, 2, -4, -2);
    const auto at = [&](std::size_t i, double value) {
        return QPointF(inner.left() + inner.width() * (static_cast<double>(buckets[i].start_ms) - start) / span, inner.bottom() - inner.height() * (value - low) / (high - low));
    };
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor line = theme.accent;
    QColor band = line;
    band.setAlphaF(0.22F);
    for (const auto& [first, last] : runsOf(buckets, 0)) {
        QPolygonF top, bottom, mean;
        for (std::size_t i = first; i <= last; ++i) {
            if (buckets[i].count == 0 || !std::isfinite(buckets[i].mean)) continue;
            top << at(i, buckets[i].high);
            bottom.prepend(at(i, buckets[i].low));
            mean << at(i, buckets[i].mean);
        }
        painter.setPen(Qt::NoPen);
        painter.setBrush(band);
        painter.drawPolygon(top + bottom);
        painter.setBrush(line);
        painter.drawEllipse(mean.back(), last + 1 >= buckets.size() || first == last ? 2.0 : 1.0, last + 1 >= buckets.size() || first == last ? 2.0 : 1.0);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(line, 1.4));
        painter.drawPolyline(mean);
    }
    painter.restore();
}

}  // namespace plenum::app
