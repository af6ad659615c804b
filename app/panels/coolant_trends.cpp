// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/coolant_trends.h"

#include "app/document/document.h"
#include "app/models/view_state.h"
#include "app/panels/panel_support.h"
#include "app/session/live.h"
#include "app/widgets/when_seen.h"
#include "twin/store/history_reader.h"

#include <QDateTime>
#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace plenum::app {

namespace {

using twin::liquid::TrendSample;

enum Column { ObjectColumn, QuantityColumn, NowColumn, DayColumn, LimitColumn, ReachedColumn, ColumnCount };
constexpr std::size_t kBuckets = 2000;  // means that a trend is drawn through
constexpr int kAgain_ms = 60'000;       // trends move by the day
constexpr double kFarthest_days = 3650; // a later date says "not in sight"
constexpr int kMostRowsShown = 6;

std::vector<TrendSample> meansOf(const std::vector<twin::HistoryBucket>& buckets) {
    std::vector<TrendSample> samples;
    for (const twin::HistoryBucket& bucket : buckets)
        if (std::isfinite(bucket.mean)) samples.push_back({static_cast<double>(bucket.start_ms) / 1e3, bucket.mean});
    return samples;
}

}  // namespace

CoolantTrends::CoolantTrends(Document& document, Live& live, ViewState& viewState, QWidget* parent)
    : QWidget(parent), m_document(document), m_live(live), m_viewState(viewState), m_title(new QLabel(this)), m_table(new QTableWidget(this)), m_seen(new WhenSeen(this, [this] { ask(); })) {
    setObjectName(QStringLiteral("loops.trends"));
    m_table->setObjectName(QStringLiteral("loops.trends.table"));
    m_table->setColumnCount(ColumnCount);
    readByRows(*m_table);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setStretchLastSection(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(m_title);
    column->addWidget(m_table);
    connect(m_table, &QTableWidget::itemSelectionChanged, this, [this] {
        const int row = m_table->currentRow();
        if (row >= 0 && static_cast<std::size_t>(row) < m_rows.size()) emit focusRequested(m_rows[static_cast<std::size_t>(row)].item);
    });
    connect(&live, &Live::bindingChanged, this, &CoolantTrends::takePoints);
    connect(&live, &Live::chartReady, this, &CoolantTrends::take);
    connect(&document, &Document::siteChanged, this, [this] {
        if (!m_document.hasPreview() && !m_rows.empty()) takePoints();  // limits and names are the site's
    });
    m_again.setInterval(kAgain_ms);
    connect(&m_again, &QTimer::timeout, m_seen, &WhenSeen::changed);
    connect(&live, &Live::extentChanged, m_seen, [this] {
        if (std::all_of(m_rows.begin(), m_rows.end(), [](const Row& row) { return row.samplesTicket == 0; })) m_seen->changed();  // the history is there now, or gone
    });
    for (auto signal : {&ViewState::unitsChanged, &ViewState::themeChanged}) connect(&viewState, signal, this, &CoolantTrends::showRows);
    retranslate();
    takePoints();
}

void CoolantTrends::takePoints() {
    m_rows.clear();
    const auto site = m_document.site();
    const auto points = m_live.bound().points;
    for (std::uint32_t position = 0; points && position < points->size(); ++position) {
        const twin::telemetry::Point& point = (*points)[position];
        const twin::Item* item = site->find(point.item);
        if (item == nullptr) continue;
        if (const auto rule = twin::liquid::trendRule(*site, *item, point.quantity)) m_rows.push_back({position, item->id, item->name, point.quantity, *rule, {}, {}, 0, 0, {}, 0});
    }
    setVisible(!m_rows.empty());
    if (m_rows.empty())
        m_again.stop();
    else
        m_again.start();
    showRows();
    m_seen->changed();
}

void CoolantTrends::ask() {
    const auto extent = m_live.extent();
    for (Row& row : m_rows) {
        row.samplesTicket = row.flowsTicket = 0;
        if (!extent) continue;
        const auto end = extent->second + 1;
        row.samplesTicket = m_live.requestChart(row.point, extent->first, end, kBuckets);
        if (!(row.rule.ratedFlow_m3_s > 0)) continue;
        const auto& points = *m_live.bound().points;
        for (const std::uint32_t other : m_live.pointsOf(row.item))
            if (points[other].quantity == twin::Quantity::LiquidFlow) {
                row.flowsTicket = m_live.requestChart(other, extent->first, end, kBuckets);
                break;
            }
    }
}

void CoolantTrends::take(quint64 ticket, const std::vector<twin::HistoryBucket>& buckets) {
    bool any = false;
    for (Row& row : m_rows) {
        if (ticket == 0 || (ticket != row.samplesTicket && ticket != row.flowsTicket)) continue;
        (ticket == row.samplesTicket ? row.samples : row.flows) = meansOf(buckets);
        const auto samples = row.flowsTicket != 0 ? twin::liquid::filterDrops(row.samples, row.flows, row.rule.ratedFlow_m3_s) : row.samples;
        row.trend = twin::liquid::trendOf(samples, row.rule.low, row.rule.high);
        row.last_s = samples.empty() ? 0 : samples.back().time_s;
        any = true;
    }
    if (any) showRows();
}

void CoolantTrends::showRows() {
    const QSignalBlocker quiet(m_table);
    const Theme theme = themeOf(m_viewState);
    m_table->setRowCount(static_cast<int>(m_rows.size()));
    for (std::size_t r = 0; r < m_rows.size(); ++r) {
        const Row& row = m_rows[r];
        const twin::liquid::Trend& trend = row.trend;
        const twin::Unit unit = twin::spec(row.quantity).unit;
        const auto text = [&](double value) { return std::isfinite(value) ? quantityText(value, unit, m_viewState) : QStringLiteral("–"); };
        const auto dateAfter = [&](double days) {
            if (!(days < kFarthest_days)) return tr("not in sight");
            return QLocale().toString(QDateTime::fromMSecsSinceEpoch(static_cast<qint64>((row.last_s + days * 86400) * 1e3)).date(), QLocale::ShortFormat);
        };
        const bool low = std::isfinite(row.rule.low), high = std::isfinite(row.rule.high);
        QString quantity = translated(twin::spec(row.quantity).label);
        if (row.flowsTicket != 0) quantity = tr("%1 at rated flow").arg(quantity);
        const QString texts[] = {toText(row.name),
                                 quantity,
                                 text(trend.now),
                                 std::isfinite(trend.perDay) ? differenceText(trend.perDay, unit, m_viewState) : QStringLiteral("–"),
                                 low && high ? tr("%1 to %2").arg(text(row.rule.low), text(row.rule.high)) : high ? QStringLiteral("≤ ") + text(row.rule.high) : QStringLiteral("–"),
                                 trend.samples == 0 ? QStringLiteral("–") : trend.beyond ? tr("beyond its limit") : low || high ? dateAfter(trend.days) : QStringLiteral("–")};
        const QString uncertain = std::isfinite(trend.perDayError) ? tr("± %1 a day (standard error), %n values", nullptr, static_cast<int>(trend.samples)).arg(text(trend.perDayError)) : QString();
        const QString earliest = trend.samples > 0 && !trend.beyond && trend.daysEarliest < kFarthest_days ? tr("Earliest %1, with the slope two standard errors worse").arg(dateAfter(trend.daysEarliest)) : QString();
        const QString tips[] = {{}, {}, {}, uncertain, row.quantity == twin::Quantity::Ph ? tr("ASHRAE TC 9.9, facility water quality") : QString(), earliest};
        for (int c = 0; c < ColumnCount; ++c) {
            auto* cell = new QTableWidgetItem(texts[c]);
            if (!tips[c].isEmpty()) cell->setToolTip(tips[c]);
            if (c == ReachedColumn && trend.beyond) cell->setIcon(markIcon(theme, Mark::Warning));
            m_table->setItem(static_cast<int>(r), c, cell);
        }
    }
    const int rows = std::clamp(m_table->rowCount(), 1, kMostRowsShown);
    m_table->setFixedHeight(m_table->horizontalHeader()->sizeHint().height() + rows * m_table->verticalHeader()->defaultSectionSize() + 2 * m_table->frameWidth() + 2);
}

void CoolantTrends::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

void CoolantTrends::retranslate() {
    m_title->setText(tr("Trends of filters and water quality"));
    m_table->setAccessibleName(m_title->text());
    m_table->setHorizontalHeaderLabels({tr("Object"), tr("Quantity"), tr("Now"), tr("A day"), tr("Limit"), tr("Reached")});
    showRows();
}

}  // namespace plenum::app
