// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/panels/history_curve.h"
#include "app/session/live.h"

#include <QTimer>
#include <QWidget>

#include <array>
#include <vector>

class QCustomPlot;
class QCPAxisRect;
class QCPItemStraightLine;
class QLabel;
class QPushButton;
class QToolButton;

namespace plenum::app {

/// The recorded values of one object: a chart for each of its points over a common time, with band, limits and gaps.
///
/// Wheel and drag zoom and move the time; keys: + − zoom, ← → move, Home the whole span, Ctrl+C copies as CSV.
class TrendChart : public QWidget {
    Q_OBJECT
  public:
    using Time_ms = Live::Time_ms;
    static constexpr std::size_t kMostPoints = 8;
    TrendChart(Live& live, ViewState& viewState, QWidget* parent = nullptr);

    void showItem(twin::Id item);
    void setSpan(Time_ms span);
    std::pair<Time_ms, Time_ms> window() const { return {m_from, m_to}; }
    std::size_t curveCount() const { return m_curves.size(); }
    const std::vector<twin::HistoryBucket>& buckets(std::size_t curve) const { return m_curves[curve].buckets; }
    /// time,point,quantity,low,mean,high of the buckets shown; SI with the quantity's key.
    QString asCsv() const;

  protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    struct Curve {
        std::uint32_t position = 0;
        twin::telemetry::Point point;
        quint64 ticket = 0;
        std::vector<twin::HistoryBucket> buckets;
        QCPAxisRect* area = nullptr;
    };
    void takePoints();
    void build();
    void follow();
    void ask();
    void takeChart(quint64 ticket, const std::vector<twin::HistoryBucket>& buckets);
    void fill(const Curve& curve);
    void showLimits(const Curve& curve);
    void setWindow(Time_ms from, Time_ms to);
    void retranslate();

    Live& m_live;
    ViewState& m_viewState;
    QCustomPlot* m_plot;
    QLabel* m_hint;
    QPushButton* m_copy;
    std::array<QToolButton*, 3> m_spans;
    twin::Id m_item;
    Time_ms m_span = 3'600'000, m_from = 0, m_to = 0;
    bool m_zoomed = false;  ///< the user chose the time: it no longer follows
    bool m_setting = false;
    std::vector<Curve> m_curves;
    std::vector<QCPItemStraightLine*> m_cursors;
    std::pair<Time_ms, Time_ms> m_asked{0, 0};
    QTimer m_ask;
};

}  // namespace plenum::app
