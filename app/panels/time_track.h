// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/panels/history_curve.h"
#include "app/session/live.h"

#include <QWidget>

#include <optional>
#include <vector>

namespace plenum::app {

/// The painted part of the time bar: one or two curves, alarms, gaps and the cursor that is dragged.
class TimeTrack : public QWidget {
    Q_OBJECT
  public:
    using Time_ms = Live::Time_ms;
    struct Series {
        twin::Quantity quantity = twin::Quantity::Count_;
        QString name;           ///< what and of which object
        double staleAfter_s = 30;
        std::vector<twin::HistoryBucket> buckets;
    };

    TimeTrack(Live& live, ViewState& viewState, QWidget* parent = nullptr);

    void setWindow(Time_ms from, Time_ms to);
    std::pair<Time_ms, Time_ms> window() const { return {m_from, m_to}; }
    void setSeries(std::vector<Series> series);
    const std::vector<Series>& series() const { return m_series; }
    void setHint(const QString& hint);  ///< shown instead of curves; empty = curves
    const QString& hint() const { return m_hint; }
    double xOf(Time_ms time) const;
    Time_ms timeAt(double x) const;
    /// Spans of the window, inside the recorded time, in which none of the series has values.
    std::vector<std::pair<Time_ms, Time_ms>> gaps() const;
    QSize sizeHint() const override { return {600, 116}; }
    QSize minimumSizeHint() const override { return {240, 84}; }

  signals:
    void scrubbed(qint64 at);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    bool event(QEvent* event) override;

  private:
    QRectF plot() const;
    void paintCurve(QPainter& painter, const Series& series, const QColor& colour) const;
    void paintTicks(QPainter& painter) const;
    void paintAlarms(QPainter& painter) const;
    QString eventTip(const QPointF& at) const;

    Live& m_live;
    ViewState& m_viewState;
    Time_ms m_from = 0, m_to = 3'600'000;
    std::vector<Series> m_series;
    QString m_hint;
    bool m_dragging = false;
};

}  // namespace plenum::app
