// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/time_bar.h"

#include "app/panels/panel_support.h"

#include <QButtonGroup>
#include <QDateTime>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <tuple>

namespace plenum::app {

using namespace twin::telemetry;

namespace {

constexpr std::array<Live::Time_ms, 4> kSpans = {3'600'000, 21'600'000, 86'400'000, 0};
constexpr std::array<double, 4> kSpeeds = {1, 10, 60, 600};
constexpr std::size_t kBuckets = 400;
constexpr int kAsk_ms = 120;  // moves of the window are gathered

bool isPower(twin::Quantity quantity) { return twin::spec(quantity).unit == twin::Unit::Power; }

bool isInlet(twin::Quantity quantity) {
    using Q = twin::Quantity;
    return quantity == Q::InletTemperature || quantity == Q::InletLow || quantity == Q::InletMid || quantity == Q::InletHigh;
}

}  // namespace

TimeBar::TimeBar(Live& live, ViewState& viewState, QWidget* parent)
    : QWidget(parent), m_live(live), m_viewState(viewState), m_track(new TimeTrack(live, viewState, this)), m_liveButton(button("timeBar.live")),
      m_first(button("timeBar.first")), m_back(button("timeBar.back")), m_play(button("timeBar.play")), m_forward(button("timeBar.forward")),
      m_last(button("timeBar.last")), m_moment(new QLabel(this)), m_about(dimLabel({}, this)) {
    setObjectName(QStringLiteral("timeBar"));
    m_moment->setObjectName(QStringLiteral("timeBar.moment"));
    m_about->setObjectName(QStringLiteral("timeBar.about"));
    m_liveButton->setCheckable(true);
    m_liveButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);

    auto* top = new QHBoxLayout;
    top->setSpacing(4);
    top->addWidget(m_liveButton);
    top->addSpacing(12);
    auto* spans = new QButtonGroup(this);
    static constexpr const char* kSpanNames[] = {"timeBar.span1h", "timeBar.span6h", "timeBar.span24h", "timeBar.spanAll"};
    for (std::size_t i = 0; i < kSpans.size(); ++i) {
        m_spans[i] = button(kSpanNames[i]);
        m_spans[i]->setCheckable(true);
        m_spans[i]->setChecked(kSpans[i] == m_span);
        spans->addButton(m_spans[i]);
        top->addWidget(m_spans[i]);
        connect(m_spans[i], &QToolButton::clicked, this, [this, i] { setSpan(kSpans[i]); });
    }
    top->addStretch(1);
    top->addWidget(m_moment);
    auto* bottom = new QHBoxLayout;
    bottom->setSpacing(4);
    for (QToolButton* each : {m_first, m_back, m_play, m_forward, m_last}) bottom->addWidget(each);
    bottom->addSpacing(12);
    auto* speeds = new QButtonGroup(this);
    static constexpr const char* kSpeedNames[] = {"timeBar.speed1", "timeBar.speed10", "timeBar.speed60", "timeBar.speed600"};
    for (std::size_t i = 0; i < kSpeeds.size(); ++i) {
        m_speeds[i] = button(kSpeedNames[i]);
        m_speeds[i]->setCheckable(true);
        m_speeds[i]->setChecked(kSpeeds[i] == m_speed);
        m_speeds[i]->setText(QStringLiteral("%1×").arg(kSpeeds[i]));
        speeds->addButton(m_speeds[i]);
        bottom->addWidget(m_speeds[i]);
        connect(m_speeds[i], &QToolButton::clicked, this, [this, i] {
            m_speed = kSpeeds[i];
            if (m_live.clock() == Live::Clock::Playing) m_live.play(m_speed);
        });
    }
    bottom->addStretch(1);
    bottom->addWidget(m_about);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 4, 12, 4);
    layout->setSpacing(2);
    layout->addLayout(top);
    layout->addWidget(m_track, 1);
    layout->addLayout(bottom);

    m_ask.setSingleShot(true);
    m_ask.setInterval(kAsk_ms);
    connect(&m_ask, &QTimer::timeout, this, &TimeBar::ask);
    connect(m_liveButton, &QToolButton::clicked, this, [this] { m_live.clock() == Live::Clock::Live ? m_live.pause() : m_live.goLive(); });
    connect(m_first, &QToolButton::clicked, this, [this] { jump(false); });
    connect(m_last, &QToolButton::clicked, this, [this] { jump(true); });
    connect(m_back, &QToolButton::clicked, this, [this] { step(-1); });
    connect(m_forward, &QToolButton::clicked, this, [this] { step(1); });
    connect(m_play, &QToolButton::clicked, this, &TimeBar::togglePlay);
    connect(m_track, &TimeTrack::scrubbed, &m_live, &Live::scrub);
    connect(&live, &Live::clockChanged, this, &TimeBar::follow);
    connect(&live, &Live::extentChanged, this, &TimeBar::follow);
    connect(&live, &Live::valuesChanged, this, &TimeBar::follow);
    connect(&live, &Live::sourcesChanged, this, &TimeBar::showState);
    connect(&live, &Live::alarmsChanged, m_track, qOverload<>(&QWidget::update));
    connect(&live, &Live::bindingChanged, this, &TimeBar::choosePoints);
    connect(&live, &Live::chartReady, this, &TimeBar::takeChart);
    connect(&viewState, &ViewState::themeChanged, this, &TimeBar::retranslate);
    connect(&viewState, &ViewState::unitsChanged, m_track, qOverload<>(&QWidget::update));
    retranslate();
    choosePoints();
}

QToolButton* TimeBar::button(const char* name) {
    auto* made = new QToolButton(this);
    made->setObjectName(QString::fromLatin1(name));
    return made;
}

void TimeBar::setPoint(std::optional<std::uint32_t> point) {
    const auto& points = *m_live.bound().points;
    const twin::Id chosen = point && *point < points.size() ? points[*point].id : twin::Id{};
    if (chosen == m_point) return;
    m_point = chosen;
    choosePoints();
}

void TimeBar::setSpan(Time_ms span) {
    m_span = span;
    for (std::size_t i = 0; i < kSpans.size(); ++i) m_spans[i]->setChecked(kSpans[i] == span);
    follow();
}

void TimeBar::choosePoints() {
    const auto& points = *m_live.bound().points;
    std::vector<std::uint32_t> chosen;
    if (const std::uint32_t at = points.find(m_point); m_point && at != PointTable::kNone) {
        chosen.push_back(at);
    } else {
        const auto first = [&](auto fits) {
            for (std::size_t i = 0; i < points.size(); ++i)
                if (fits(points[i].quantity)) return chosen.push_back(static_cast<std::uint32_t>(i));
        };
        first(isPower);
        first(isInlet);
        if (chosen.empty() && points.size() > 0) chosen.push_back(0);
    }
    const bool same = std::ranges::equal(chosen, m_wanted, [&](std::uint32_t at, const Wanted& wanted) { return points[at].id == wanted.point; });
    m_wanted.resize(chosen.size());
    m_series.resize(chosen.size());
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        const Point& point = points[chosen[i]];
        if (!same) {
            m_wanted[i] = {point.id, chosen[i], 0};
            m_series[i].buckets.clear();
        }
        m_wanted[i].position = chosen[i];
        m_series[i].quantity = point.quantity;
        m_series[i].staleAfter_s = point.staleAfter_s;
        m_series[i].name = translated(twin::spec(point.quantity).label) + QStringLiteral(" · ") + toText(point.name);
    }
    m_track->setSeries(m_series);
    m_asked = {0, 0};
    follow();
}

/// The window moves so that the moment shown stays in it: at its end while live, where it was while it fits.
void TimeBar::follow() {
    const auto extent = m_live.extent();
    if (extent) {
        const bool live = m_live.clock() == Live::Clock::Live;
        const Time_ms newest = live && m_live.anyRunning() ? std::max(extent->second, m_live.shownTime()) : extent->second;
        auto [from, to] = m_track->window();
        if (m_span == 0) {
            from = extent->first;
            to = newest;
        } else if (live || to - from != m_span) {
            to = live ? newest : std::clamp(m_live.shownTime() + m_span / 2, std::min(extent->first + m_span, newest), newest);
            from = to - m_span;
        } else if (const Time_ms shown = m_live.shownTime(); shown < from || shown > to) {
            to = std::clamp(shown + m_span / 2, std::min(extent->first + m_span, newest), newest);
            from = to - m_span;
        }
        m_track->setWindow(from, to);
        const Time_ms bucket = (to - from) / static_cast<Time_ms>(kBuckets);
        const bool moved = std::abs(from - m_asked.first) >= std::max<Time_ms>(bucket, 1) || std::abs(to - m_asked.second) >= std::max<Time_ms>(bucket, 1);
        if (moved && !m_ask.isActive()) m_ask.start();
    }
    showState();
}

void TimeBar::ask() {
    m_asked = m_track->window();
    for (Wanted& wanted : m_wanted) wanted.ticket = m_live.requestChart(wanted.position, m_asked.first, m_asked.second, kBuckets);
}

void TimeBar::takeChart(quint64 ticket, const std::vector<twin::HistoryBucket>& buckets) {
    for (std::size_t i = 0; i < m_wanted.size(); ++i) {
        if (ticket == 0 || m_wanted[i].ticket != ticket) continue;
        m_series[i].buckets = buckets;
        m_track->setSeries(m_series);
    }
}

void TimeBar::showState() {
    const Theme theme = themeOf(m_viewState);
    const auto extent = m_live.extent();
    const bool live = m_live.clock() == Live::Clock::Live, playing = m_live.clock() == Live::Clock::Playing, running = m_live.anyRunning();
    m_liveButton->setChecked(live);
    m_liveButton->setIcon(markIcon(theme, live && running ? Mark::Good : Mark::Neutral));
    m_liveButton->setText(tr("Live"));
    m_liveButton->setToolTip(!live ? tr("Back to the present (L)") : running ? tr("The newest values are shown. Click to hold this moment (L)") : tr("No source is started: no new values come in."));
    m_play->setText(playing ? QStringLiteral("❚❚") : QStringLiteral("▶"));
    m_play->setToolTip(playing ? tr("Pause (Space)") : tr("Play the history (Space)"));
    m_play->setAccessibleName(playing ? tr("Pause") : tr("Play"));
    for (QToolButton* each : {m_first, m_back, m_play, m_forward, m_last}) each->setEnabled(extent.has_value());
    for (QToolButton* each : m_spans) each->setEnabled(extent.has_value());
    for (QToolButton* each : m_speeds) each->setEnabled(extent.has_value());
    if (live && !running) {
        m_moment->setText(tr("Present, no source started"));
    } else {
        m_moment->setText(live ? momentText(m_live.shownTime()) : playing ? tr("%1 · playing %2×").arg(momentText(m_live.shownTime())).arg(m_live.speed()) : tr("%1 · paused").arg(momentText(m_live.shownTime())));
    }
    setTextColour(m_moment, live ? theme.text : theme.accent);
    if (extent) {
        const double hours = static_cast<double>(extent->second - extent->first) / 3.6e6;
        m_about->setText(hours < 48 ? tr("History: %1 h").arg(hours, 0, 'f', 1) : tr("History: %1 days").arg(hours / 24, 0, 'f', 1));
    } else {
        m_about->clear();
    }
    QString hint;
    if (!extent) {
        hint = tr("No history yet: start a source in the live values panel; what it sends is recorded beside the project.");
    } else if (m_wanted.empty()) {
        hint = tr("A history is there, but none of its points is bound to an object: add a rule to the binding in the live values panel.");
    }
    m_track->setHint(hint);
    m_track->update();
}

TimeBar::Time_ms TimeBar::stepSize() const {
    const auto [from, to] = m_track->window();
    return std::max<Time_ms>(1000, (to - from) / 60);
}

void TimeBar::togglePlay() {
    if (!m_live.extent()) return;
    m_live.clock() == Live::Clock::Playing ? m_live.pause() : m_live.play(m_speed);
}

void TimeBar::step(int steps) {
    const auto extent = m_live.extent();
    if (!extent) return;
    const Time_ms from = m_live.clock() == Live::Clock::Live ? std::min(m_live.shownTime(), extent->second) : m_live.shownTime();
    m_live.scrub(from + steps * stepSize());
}

void TimeBar::jump(bool toEnd) {
    if (const auto extent = m_live.extent()) m_live.scrub(toEnd ? extent->second : extent->first);
}

void TimeBar::keyPressEvent(QKeyEvent* event) {
    const int many = event->modifiers() & Qt::ShiftModifier ? 10 : 1;
    switch (event->key()) {
        case Qt::Key_Left: step(-many); return;
        case Qt::Key_Right: step(many); return;
        case Qt::Key_Home: jump(false); return;
        case Qt::Key_End: jump(true); return;
        case Qt::Key_Space: togglePlay(); return;
        case Qt::Key_L: m_live.goLive(); return;
        default: QWidget::keyPressEvent(event);
    }
}

void TimeBar::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        choosePoints();
    }
}

void TimeBar::retranslate() {
    const QString hour = tr("%1 h");
    m_spans[0]->setText(hour.arg(1));
    m_spans[1]->setText(hour.arg(6));
    m_spans[2]->setText(hour.arg(24));
    m_spans[3]->setText(tr("All"));
    for (QToolButton* each : m_spans) each->setToolTip(tr("Span of the time bar"));
    for (QToolButton* each : m_speeds) each->setToolTip(tr("Speed of playing"));
    const std::tuple<QToolButton*, QString, QString> moves[] = {{m_first, QStringLiteral("|◀"), tr("To the beginning (Home)")},
                                                               {m_back, QStringLiteral("‹"), tr("One step back (←)")},
                                                               {m_forward, QStringLiteral("›"), tr("One step on (→)")},
                                                               {m_last, QStringLiteral("▶|"), tr("To the end (End)")}};
    for (const auto& [each, text, tip] : moves) {
        each->setText(text);
        each->setToolTip(tip);
        each->setAccessibleName(tip);
    }
    m_track->setAccessibleName(tr("Time bar"));
    showState();
}

}  // namespace plenum::app
