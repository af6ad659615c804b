// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/panels/time_track.h"

#include <QTimer>
#include <QWidget>

#include <array>
#include <optional>

class QLabel;
class QToolButton;

namespace plenum::app {

/// The strip under the views: which moment is shown, live or of the history, and how to move through it.
///
/// Keys: ← → one step (Shift: ten), Home and End, Space plays and pauses, L goes live.
class TimeBar : public QWidget {
    Q_OBJECT
  public:
    using Time_ms = Live::Time_ms;
    TimeBar(Live& live, ViewState& viewState, QWidget* parent = nullptr);

    /// The first point of what is selected; none: the first bound power and inlet temperature.
    void setPoint(std::optional<std::uint32_t> point);
    TimeTrack& track() const { return *m_track; }
    /// Span of the track; 0 = the whole history.
    Time_ms span() const { return m_span; }
    void setSpan(Time_ms span);

  protected:
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    struct Wanted {
        twin::Id point;
        std::uint32_t position = 0;
        quint64 ticket = 0;
    };
    void choosePoints();
    void follow();
    void ask();
    void takeChart(quint64 ticket, const std::vector<twin::HistoryBucket>& buckets);
    void showState();
    void retranslate();
    void togglePlay();
    void step(int steps);
    void jump(bool toEnd);
    Time_ms stepSize() const;
    QToolButton* button(const char* name);

    Live& m_live;
    ViewState& m_viewState;
    TimeTrack* m_track;
    QToolButton *m_liveButton, *m_first, *m_back, *m_play, *m_forward, *m_last;
    std::array<QToolButton*, 4> m_spans, m_speeds;
    QLabel *m_moment, *m_about;
    Time_ms m_span = 21'600'000;
    double m_speed = 60;
    twin::Id m_point;  ///< of the selection
    std::vector<Wanted> m_wanted;
    std::vector<TimeTrack::Series> m_series;
    std::pair<Time_ms, Time_ms> m_asked{0, 0};
    QTimer m_ask;
};

}  // namespace plenum::app
