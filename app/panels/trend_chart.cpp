// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/trend_chart.h"

#include "app/panels/panel_support.h"

#include <qcustomplot.h>

#include <QApplication>
#include <QButtonGroup>
#include <QClipboard>
#include <QDateTime>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <limits>

namespace plenum::app {

using namespace twin::telemetry;

namespace {

constexpr std::array<Live::Time_ms, 3> kSpans = {3'600'000, 21'600'000, 86'400'000};
constexpr std::size_t kBuckets = 500;
constexpr int kCurve_px = 132;
constexpr Live::Time_ms kLeastSpan_ms = 10'000, kMostSpan_ms = 400LL * 86'400'000;

double toShown(double value, twin::Unit unit, const ViewState& viewState) {
    const twin::DisplayUnit shown = twin::displayUnit(unit, viewState.units());
    return value * shown.scale + shown.offset;
}

void setColours(QCPAxis* axis, const Theme& theme) {
    axis->setBasePen(QPen(theme.line));
    axis->setTickPen(QPen(theme.line));
    axis->setSubTickPen(Qt::NoPen);
    axis->setTickLabelColor(theme.dim);
    axis->setLabelColor(theme.dim);
    axis->setTickLabelFont(bodyFont(-2));
    axis->grid()->setPen(QPen(theme.line, 0, Qt::DotLine));
    axis->grid()->setZeroLinePen(Qt::NoPen);
}

}  // namespace

TrendChart::TrendChart(Live& live, ViewState& viewState, QWidget* parent)
    : QWidget(parent), m_live(live), m_viewState(viewState), m_plot(new QCustomPlot(this)), m_hint(dimLabel({}, this)), m_copy(new QPushButton(this)) {
    setObjectName(QStringLiteral("trend"));
    m_plot->setObjectName(QStringLiteral("trend.plot"));
    m_plot->setFocusPolicy(Qt::StrongFocus);
    m_plot->setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    m_plot->installEventFilter(this);
    m_hint->setObjectName(QStringLiteral("trend.hint"));
    m_hint->setWordWrap(true);
    m_copy->setObjectName(QStringLiteral("trend.copy"));

    auto* top = new QHBoxLayout;
    top->setSpacing(4);
    auto* group = new QButtonGroup(this);
    static constexpr const char* kNames[] = {"trend.span1h", "trend.span6h", "trend.span24h"};
    for (std::size_t i = 0; i < kSpans.size(); ++i) {
        m_spans[i] = new QToolButton(this);
        m_spans[i]->setObjectName(QString::fromLatin1(kNames[i]));
        m_spans[i]->setCheckable(true);
        m_spans[i]->setChecked(kSpans[i] == m_span);
        group->addButton(m_spans[i]);
        top->addWidget(m_spans[i]);
        connect(m_spans[i], &QToolButton::clicked, this, [this, i] { setSpan(kSpans[i]); });
    }
    top->addStretch(1);
    top->addWidget(m_copy);
    auto* scroll = new QScrollArea(this);
    scroll->setWidget(m_plot);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 4, 12, 8);
    layout->setSpacing(4);
    layout->addLayout(top);
    layout->addWidget(m_hint);
    layout->addWidget(scroll, 1);

    m_ask.setSingleShot(true);
    m_ask.setInterval(150);
    connect(&m_ask, &QTimer::timeout, this, &TrendChart::ask);
    connect(m_copy, &QPushButton::clicked, this, [this] { QApplication::clipboard()->setText(asCsv()); });
    connect(&live, &Live::chartReady, this, &TrendChart::takeChart);
    connect(&live, &Live::extentChanged, this, &TrendChart::follow);
    connect(&live, &Live::clockChanged, this, &TrendChart::follow);
    connect(&live, &Live::bindingChanged, this, &TrendChart::takePoints);
    connect(&viewState, &ViewState::themeChanged, this, &TrendChart::build);
    connect(&viewState, &ViewState::unitsChanged, this, &TrendChart::build);
    retranslate();
}

void TrendChart::showItem(twin::Id item) {
    if (item == m_item) return;
    m_item = item;
    m_zoomed = false;
    takePoints();
}

void TrendChart::setSpan(Time_ms span) {
    m_span = span;
    m_zoomed = false;
    for (std::size_t i = 0; i < kSpans.size(); ++i) m_spans[i]->setChecked(kSpans[i] == span);
    follow();
}

void TrendChart::takePoints() {
    std::vector<Curve> next;
    if (m_item)
        for (const std::uint32_t position : m_live.pointsOf(m_item)) {
            if (next.size() == kMostPoints) break;
            const Point& point = (*m_live.bound().points)[position];
            Curve curve{position, point, 0, {}, nullptr};
            for (Curve& old : m_curves)
                if (old.point.id == point.id) curve.buckets = std::move(old.buckets);
            next.push_back(std::move(curve));
        }
    m_curves = std::move(next);
    m_asked = {0, 0};
    build();
    follow();
}

/// One area with its own axis of values for each point; the axes of time move together.
void TrendChart::build() {
    const Theme theme = themeOf(m_viewState);
    m_plot->clearItems();
    m_plot->clearPlottables();
    m_cursors.clear();
    m_plot->plotLayout()->clear();
    m_plot->setBackground(QBrush(theme.surface));
    int row = 0;
    for (Curve& curve : m_curves) {
        const twin::QuantitySpec& what = twin::spec(curve.point.quantity);
        QString title = translated(what.label);
        if (const QString unit = QString::fromUtf8(twin::displayUnit(what.unit, m_viewState.units()).symbol); !unit.isEmpty()) title += QStringLiteral(", ") + unit;
        auto* text = new QCPTextElement(m_plot, title + QStringLiteral("  ·  ") + toText(curve.point.name), bodyFont(-1));
        text->setTextColor(theme.dim);
        text->setTextFlags(Qt::AlignLeft | Qt::AlignVCenter);
        m_plot->plotLayout()->addElement(row++, 0, text);
        auto* area = new QCPAxisRect(m_plot);
        area->setBackground(QBrush(theme.ground));
        area->setRangeDrag(Qt::Horizontal);
        area->setRangeZoom(Qt::Horizontal);
        area->setMinimumMargins(QMargins(48, 4, 8, 20));
        for (QCPAxis* axis : area->axes()) {
            setColours(axis, theme);
            axis->setLayer(QStringLiteral("axes"));
            axis->grid()->setLayer(QStringLiteral("grid"));
        }
        auto ticker = QSharedPointer<QCPAxisTickerDateTime>::create();
        ticker->setDateTimeFormat(QStringLiteral("HH:mm\nMM-dd"));
        ticker->setTickCount(5);
        area->axis(QCPAxis::atBottom)->setTicker(ticker);
        area->axis(QCPAxis::atLeft)->ticker()->setTickCount(3);
        connect(area->axis(QCPAxis::atBottom), qOverload<const QCPRange&>(&QCPAxis::rangeChanged), this, [this](const QCPRange& range) {
            if (m_setting) return;
            m_zoomed = true;
            setWindow(static_cast<Time_ms>(range.lower * 1000), static_cast<Time_ms>(range.upper * 1000));
        });
        m_plot->plotLayout()->addElement(row++, 0, area);
        curve.area = area;
    }
    m_plot->setMinimumHeight(static_cast<int>(m_curves.size()) * kCurve_px);
    m_setting = true;
    for (Curve& curve : m_curves) {
        if (m_to > m_from) curve.area->axis(QCPAxis::atBottom)->setRange(static_cast<double>(m_from) / 1000, static_cast<double>(m_to) / 1000);
        fill(curve);
    }
    m_setting = false;
    m_plot->setVisible(!m_curves.empty());
    m_copy->setEnabled(!m_curves.empty());
    QString hint;
    if (!m_item) {
        hint = tr("Select an object to see its recorded values.");
    } else if (m_curves.empty()) {
        hint = tr("No point is bound to this object.");
    } else if (!m_live.extent()) {
        hint = tr("No history yet: start a source in the live values panel.");
    } else if (m_live.pointsOf(m_item).size() > kMostPoints) {
        hint = tr("The first %1 points are shown.").arg(kMostPoints);
    }
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void TrendChart::setWindow(Time_ms from, Time_ms to) {
    if (to - from < kLeastSpan_ms || to - from > kMostSpan_ms) {  // back to what was shown
        from = m_from;
        to = m_to;
    }
    m_from = from;
    m_to = to;
    m_setting = true;
    for (const Curve& curve : m_curves) curve.area->axis(QCPAxis::atBottom)->setRange(static_cast<double>(from) / 1000, static_cast<double>(to) / 1000);
    m_setting = false;
    m_plot->replot(QCustomPlot::rpQueuedReplot);
    const Time_ms bucket = std::max<Time_ms>(1, (to - from) / static_cast<Time_ms>(kBuckets));
    if ((std::abs(from - m_asked.first) >= bucket || std::abs(to - m_asked.second) >= bucket) && !m_ask.isActive()) m_ask.start();
}

/// Without a zoom the span ends at the moment shown, or a little later when the history goes on.
void TrendChart::follow() {
    const auto extent = m_live.extent();
    if (!m_zoomed && extent) {
        const bool live = m_live.clock() == Live::Clock::Live;
        Time_ms to = live ? (m_live.anyRunning() ? m_live.shownTime() : extent->second) : std::min(m_live.shownTime() + m_span / 4, extent->second);
        setWindow(to - m_span, to);
    }
    if (extent.has_value() == (m_hint->property("history").toBool())) {
        const double at = static_cast<double>(m_live.shownTime()) / 1000;
        for (QCPItemStraightLine* cursor : m_cursors) {
            cursor->point1->setCoords(at, 0);
            cursor->point2->setCoords(at, 1);
        }
        return m_plot->replot(QCustomPlot::rpQueuedReplot);
    }
    m_hint->setProperty("history", extent.has_value());
    build();
}

void TrendChart::ask() {
    if (m_to <= m_from) return;
    m_asked = {m_from, m_to};
    for (Curve& curve : m_curves) curve.ticket = m_live.requestChart(curve.position, m_from, m_to, kBuckets);
}

void TrendChart::takeChart(quint64 ticket, const std::vector<twin::HistoryBucket>& buckets) {
    if (ticket == 0) return;
    for (Curve& curve : m_curves)
        if (curve.ticket == ticket) {
            curve.buckets = buckets;
            build();
            return;
        }
}

void TrendChart::fill(const Curve& curve) {
    const Theme theme = themeOf(m_viewState);
    const twin::Unit unit = twin::spec(curve.point.quantity).unit;
    const QColor colour = curveColour(theme, curve.point.quantity);
    QColor band = colour;
    band.setAlphaF(0.22F);
    QCPAxis *x = curve.area->axis(QCPAxis::atBottom), *y = curve.area->axis(QCPAxis::atLeft);
    const double half_s = curve.buckets.size() > 1 ? static_cast<double>(curve.buckets[1].start_ms - curve.buckets[0].start_ms) / 2000 : 0;
    double low = std::numeric_limits<double>::infinity(), high = -low;
    for (const auto& [first, last] : runsOf(curve.buckets, curve.point.staleAfter_s)) {  // a graph for each run: gaps stay open
        QVector<double> keys, lows, means, highs;
        for (std::size_t i = first; i <= last; ++i) {
            const twin::HistoryBucket& bucket = curve.buckets[i];
            if (bucket.count == 0 || !std::isfinite(bucket.mean)) continue;
            keys << static_cast<double>(bucket.start_ms) / 1000 + half_s;
            lows << toShown(bucket.low, unit, m_viewState);
            means << toShown(bucket.mean, unit, m_viewState);
            highs << toShown(bucket.high, unit, m_viewState);
            low = std::min(low, lows.back());
            high = std::max(high, highs.back());
        }
        QCPGraph* bottom = m_plot->addGraph(x, y);
        bottom->setPen(Qt::NoPen);
        bottom->setData(keys, lows, true);
        QCPGraph* top = m_plot->addGraph(x, y);
        top->setPen(Qt::NoPen);
        top->setBrush(band);
        top->setChannelFillGraph(bottom);
        top->setData(keys, highs, true);
        QCPGraph* mean = m_plot->addGraph(x, y);
        mean->setPen(QPen(colour, 1.5));
        if (keys.size() == 1) mean->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, colour, 4));
        mean->setData(keys, means, true);
    }
    if (low > high) {
        y->setRange(0, 1);
        y->setTickLabels(false);
    } else {
        y->setTickLabels(true);
        const double lowest = low, highest = high, reach = std::max(0.6 * (high - low), 0.1 * std::max(std::abs(low), std::abs(high)));
        for (const AlarmRule& rule : m_live.alarmRules()) {  // limits that are near belong to the picture
            if (rule.point != curve.point.id || rule.kind == AlarmKind::Stale) continue;
            const double limit = toShown(rule.limit, unit, m_viewState);
            if (limit > highest && limit - highest < reach) high = std::max(high, limit);
            if (limit < lowest && lowest - limit < reach) low = std::min(low, limit);
        }
        const double pad = std::max(0.12 * (high - low), 1e-3 * std::max({std::abs(low), std::abs(high), 1e-6}));
        y->setRange(low - pad, high + pad);
    }
    showLimits(curve);
    if (m_live.clock() == Live::Clock::Live) return;
    auto* cursor = new QCPItemStraightLine(m_plot);
    for (QCPItemPosition* position : cursor->positions()) position->setAxes(x, y);
    cursor->setClipAxisRect(curve.area);
    cursor->setPen(QPen(theme.accent, 1.5));
    const double at = static_cast<double>(m_live.shownTime()) / 1000;
    cursor->point1->setCoords(at, 0);
    cursor->point2->setCoords(at, 1);
    m_cursors.push_back(cursor);
}

void TrendChart::showLimits(const Curve& curve) {
    const Theme theme = themeOf(m_viewState);
    const twin::Unit unit = twin::spec(curve.point.quantity).unit;
    QCPAxis *x = curve.area->axis(QCPAxis::atBottom), *y = curve.area->axis(QCPAxis::atLeft);
    for (const AlarmRule& rule : m_live.alarmRules()) {
        if (rule.point != curve.point.id || rule.kind == AlarmKind::Stale) continue;
        const double limit = toShown(rule.limit, unit, m_viewState);
        const QColor colour = markColour(theme, markOf(rule.severity));
        auto* line = new QCPItemStraightLine(m_plot);
        for (QCPItemPosition* position : line->positions()) position->setAxes(x, y);
        line->setClipAxisRect(curve.area);
        line->point1->setCoords(0, limit);
        line->point2->setCoords(1, limit);
        line->setPen(QPen(colour, 1, Qt::DashLine));
        if (!y->range().contains(limit)) continue;
        auto* text = new QCPItemText(m_plot);
        text->setClipAxisRect(curve.area);
        text->position->setTypeX(QCPItemPosition::ptAxisRectRatio);
        text->position->setTypeY(QCPItemPosition::ptPlotCoords);
        text->position->setAxes(x, y);
        text->position->setAxisRect(curve.area);
        text->position->setCoords(0.995, limit);
        const bool above = limit > y->range().center();  // the label stays inside
        text->setPositionAlignment(Qt::AlignRight | (above ? Qt::AlignTop : Qt::AlignBottom));
        text->setPadding(QMargins(2, 0, 2, 0));
        text->setFont(bodyFont(-2));
        text->setColor(colour);
        text->setText(rule.kind == AlarmKind::High ? tr("high %1").arg(quantityText(rule.limit, unit, m_viewState)) : tr("low %1").arg(quantityText(rule.limit, unit, m_viewState)));
    }
}

QString TrendChart::asCsv() const {
    QStringList lines{QStringLiteral("time,point,quantity,low,mean,high")};
    for (const Curve& curve : m_curves) {
        QString name = toText(curve.point.name);
        if (name.contains(QLatin1Char(',')) || name.contains(QLatin1Char('"'))) name = QLatin1Char('"') + name.replace(QLatin1Char('"'), QStringLiteral("\"\"")) + QLatin1Char('"');
        for (const twin::HistoryBucket& bucket : curve.buckets) {
            if (bucket.count == 0) continue;
            lines << QStringLiteral("%1,%2,%3,%4,%5,%6")
                         .arg(QDateTime::fromMSecsSinceEpoch(bucket.start_ms, Qt::UTC).toString(Qt::ISODateWithMs), name, QLatin1String(twin::spec(curve.point.quantity).key),
                              QString::number(bucket.low, 'g', 9), QString::number(bucket.mean, 'g', 9), QString::number(bucket.high, 'g', 9));
        }
    }
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

bool TrendChart::eventFilter(QObject* watched, QEvent* event) {
    if (watched != m_plot || event->type() != QEvent::KeyPress) return QWidget::eventFilter(watched, event);
    auto* key = static_cast<QKeyEvent*>(event);
    const Time_ms width = m_to - m_from, middle = m_from + width / 2;
    const auto show = [this](Time_ms from, Time_ms to) {
        m_zoomed = true;
        setWindow(from, to);
        return true;
    };
    if (key->matches(QKeySequence::Copy)) {
        QApplication::clipboard()->setText(asCsv());
        return true;
    }
    switch (key->key()) {
        case Qt::Key_Left: return show(m_from - width / 10, m_to - width / 10);
        case Qt::Key_Right: return show(m_from + width / 10, m_to + width / 10);
        case Qt::Key_Plus:
        case Qt::Key_Equal: return show(middle - width * 2 / 5, middle + width * 2 / 5);
        case Qt::Key_Minus: return show(middle - width * 5 / 8, middle + width * 5 / 8);
        case Qt::Key_Home: setSpan(m_span); return true;
        default: return QWidget::eventFilter(watched, event);
    }
}

void TrendChart::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) retranslate();
}

void TrendChart::retranslate() {
    constexpr std::array<int, 3> kHours = {1, 6, 24};
    for (std::size_t i = 0; i < m_spans.size(); ++i) {
        m_spans[i]->setText(tr("%1 h").arg(kHours[i]));
        m_spans[i]->setToolTip(tr("Span of the charts; the wheel zooms, dragging moves, Home shows the span again"));
    }
    m_copy->setText(tr("Copy as CSV"));
    m_plot->setAccessibleName(tr("Recorded values"));
    build();
}

}  // namespace plenum::app
