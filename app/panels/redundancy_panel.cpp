// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/redundancy_panel.h"

#include "app/document/document.h"
#include "app/panels/panel_support.h"
#include "app/session/session.h"
#include "app/widgets/when_seen.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace plenum::app {

namespace {

using namespace twin::power;

constexpr std::size_t kNamed = 6, kMostRows = 3000;

}  // namespace

RedundancyPanel::RedundancyPanel(Document& document, Session& session, Selection& selection, ViewState& viewState, QWidget* parent)
    : QWidget(parent), m_document(document), m_selection(selection), m_viewState(viewState), m_list(new QComboBox(this)), m_onlyBroken(new QCheckBox(this)), m_summary(new QLabel(this)),
      m_table(new QTableWidget(this)), m_seen(new WhenSeen(this, [this] { compute(); })) {
    setObjectName(QStringLiteral("redundancy"));
    m_list->setObjectName(QStringLiteral("redundancy.list"));
    for (int i = 0; i < static_cast<int>(List::Count); ++i) m_list->addItem(QString());
    m_onlyBroken->setObjectName(QStringLiteral("redundancy.onlyBroken"));
    m_onlyBroken->setChecked(true);
    m_summary->setObjectName(QStringLiteral("redundancy.summary"));
    m_summary->setWordWrap(true);
    m_table->setObjectName(QStringLiteral("redundancy.table"));
    readByRows(*m_table);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setWordWrap(false);
    m_table->horizontalHeader()->setStretchLastSection(true);
    auto* head = new QHBoxLayout;
    head->setSpacing(12);
    head->addWidget(m_list);
    head->addWidget(m_onlyBroken);
    head->addWidget(m_summary, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 8, 12, 8);
    column->addLayout(head);
    column->addWidget(m_table, 1);
    connect(m_list, &QComboBox::currentIndexChanged, this, [this] {
        if (list() == List::Pairs && m_result && m_result->report.pairCount == 0) compute();  // only then: some seconds on a large site
        else showRows();
    });
    connect(m_onlyBroken, &QCheckBox::toggled, this, &RedundancyPanel::showRows);
    connect(&session, &Session::stateChanged, this, [this, &session] {
        if (session.state() == Session::State::Settled || session.state() == Session::State::Failed) m_seen->changed();
    });
    connect(m_table, &QTableWidget::itemSelectionChanged, this, [this] {
        const int row = m_table->currentRow();
        if (row < 0 || static_cast<std::size_t>(row) >= m_items.size() || m_items[static_cast<std::size_t>(row)].empty()) return;
        m_selection.select(m_items[static_cast<std::size_t>(row)]);
        emit focusRequested(m_items[static_cast<std::size_t>(row)].back());
    });
    connect(&viewState, &ViewState::themeChanged, this, &RedundancyPanel::showRows);
    connect(&viewState, &ViewState::unitsChanged, this, &RedundancyPanel::showRows);
    retranslate();
    m_seen->changed();
}

RedundancyPanel::List RedundancyPanel::list() const { return static_cast<List>(std::max(0, m_list->currentIndex())); }

void RedundancyPanel::compute() {
    m_run.start([this, site = m_document.site(), conditions = m_document.project().conditions, pairs = list() == List::Pairs](std::stop_token stop, const auto&) -> BackgroundRun::Deliver {
        auto result = std::make_shared<Result>();
        result->site = site;
        result->view = twin::engine::powerView(*site, conditions, stop);
        if (result->view.paths && !stop.stop_requested()) {
            result->report = judgeRedundancy(*result->view.paths, result->view.demand_W, {.pairs = pairs}, stop);
            if (stop.stop_requested()) return [] {};
            result->levels = strandedCapacity(*result->view.paths, result->view.demand_W);
            result->rooms = tapRooms(*result->view.paths, result->view.demand_W, stop);
        }
        return [this, result] {
            m_result = result;
            showRows();
        };
    });
    if (list() == List::Pairs) m_summary->setText(tr("Taking every two objects out of service …"));
}

QString RedundancyPanel::nameOf(int node) const { return node < 0 ? QString() : toText(m_result->view.paths->nodes()[static_cast<std::size_t>(node)].item->name); }
twin::Id RedundancyPanel::idOf(int node) const { return m_result->view.paths->nodes()[static_cast<std::size_t>(node)].item->id; }

QString RedundancyPanel::namesOf(const std::vector<int>& nodes) const {
    QStringList names;
    for (std::size_t i = 0; i < std::min(nodes.size(), kNamed); ++i) names << nameOf(nodes[i]);
    if (nodes.size() > kNamed) names << QStringLiteral("…");
    return names.join(QStringLiteral(", "));
}

QString RedundancyPanel::summary() const {
    const RedundancyReport& report = m_result->report;
    const auto survived = std::count_if(report.singles.begin(), report.singles.end(), [](const FailureCase& each) { return each.survived(); });
    const auto diverse = std::count_if(report.loads.begin(), report.loads.end(), [](const LoadRedundancy& each) { return each.diverse(); });
    QStringList parts{tr("%1 of %2 single failures are survived.").arg(survived).arg(report.singles.size())};
    if (report.pairCount > 0) parts << tr("%1 of %2 double failures are survived; the list has those whose single failures are.").arg(report.pairsSurvived).arg(report.pairCount);
    parts << (report.concurrentlyMaintainable ? tr("Concurrently maintainable.") : tr("Not concurrently maintainable.")) << tr("%1 of %2 loads have diverse power.").arg(diverse).arg(report.loads.size());
    if (!report.finished) parts << tr("Stopped before the end.");
    return parts.join(QLatin1Char(' '));
}

RedundancyPanel::Row RedundancyPanel::failureRow(const FailureCase& failure) const {
    QStringList parts;
    if (!failure.lost.empty()) parts << tr("%1 without power").arg(failure.lost.size()) + QStringLiteral(" (%1): ").arg(quantityText(failure.unserved_W, twin::Unit::Power, m_viewState)) + namesOf(failure.lost);
    if (!failure.overloaded.empty()) parts << tr("%1 overloaded, worst at %2").arg(failure.overloaded.size()).arg(quantityText(failure.worstLoad, twin::Unit::Fraction, m_viewState)) + QStringLiteral(": ") + namesOf(failure.overloaded);
    Row row{{nameOf(failure.first)}, failure.survived(), {}};
    if (failure.second >= 0) row.cells << nameOf(failure.second);
    row.cells << (parts.isEmpty() ? tr("survived") : parts.join(QStringLiteral(" · ")));
    for (const auto* hit : {&failure.lost, &failure.overloaded})
        for (const int node : *hit) row.items.push_back(idOf(node));
    if (failure.second >= 0) row.items.push_back(idOf(failure.second));
    row.items.push_back(idOf(failure.first));
    return row;
}

std::vector<RedundancyPanel::Row> RedundancyPanel::rows() const {
    const auto watts = [this](double power_W) { return quantityText(power_W, twin::Unit::Power, m_viewState); };
    const auto share = [this](double value) { return quantityText(value, twin::Unit::Fraction, m_viewState); };
    std::vector<Row> rows;
    switch (list()) {
        case List::Singles:
            for (const FailureCase& failure : m_result->report.singles) rows.push_back(failureRow(failure));
            break;
        case List::Pairs:
            for (const FailureCase& failure : m_result->report.pairs) rows.push_back(failureRow(failure));
            break;
        case List::NotDiverse:
            for (const LoadRedundancy& load : m_result->report.loads) {
                Row row{{nameOf(load.node), QString::number(load.feeds), load.diverse() ? tr("nothing in common") : load.singlePoints.empty() ? tr("one feed only") : tr("all pass %1").arg(namesOf(load.singlePoints))}, load.diverse(), {}};
                for (const int node : load.singlePoints) row.items.push_back(idOf(node));
                row.items.push_back(idOf(load.node));
                rows.push_back(std::move(row));
            }
            break;
        case List::Feeds:
            for (const FeedJudgement& feed : m_result->report.feeds) {
                const QString rule = feed.rule == FeedRule::SharedPair ? tr("2N: either side carries both") : feed.rule == FeedRule::AllOnUps ? tr("Mains and UPS: the UPS takes all")
                                   : feed.rule == FeedRule::AnyOne ? tr("N+1, 3N/2, catcher: any one is lost") : tr("Nothing else to carry");
                rows.push_back({{nameOf(feed.node), rule, share(feed.normal), share(feed.afterLoss)}, feed.kept(), {idOf(feed.node)}});
            }
            break;
        case List::Levels:
            for (const LevelCapacity& level : m_result->levels)
                rows.push_back({{translated({twin::spec(level.kind).plural, {}}), watts(level.usable_W), watts(level.carried_W), watts(level.spare_W), watts(level.stranded_W)}, true, {}});
            break;
        case List::Room:
            for (const TapRoom& tap : m_result->rooms) {
                const Headroom& room = tap.shared;
                const char* scenario = room.scenario == Scenario::Normal ? QT_TR_NOOP("in the normal state") : room.scenario == Scenario::LossOfA ? QT_TR_NOOP("after the loss of A") : QT_TR_NOOP("after the loss of B");
                const auto text = [&](const Headroom& each) { return !std::isfinite(each.power_W) ? tr("not limited") : each.binding < 0 ? tr("not fed") : watts(each.power_W); };
                Row row{{nameOf(tap.node), text(tap.room), namesOf(tap.with), text(room)}, room.power_W > 0 && (room.binding >= 0 || !std::isfinite(room.power_W)), {}};
                if (room.binding >= 0) {
                    row.cells << nameOf(room.binding) << (room.lost >= 0 ? tr("after the loss of %1").arg(nameOf(room.lost)) : tr(scenario));
                    row.items.push_back(idOf(room.binding));
                }
                row.items.push_back(idOf(tap.node));
                rows.push_back(std::move(row));
            }
            break;
        case List::Count: break;
    }
    return rows;
}

QStringList RedundancyPanel::heads() const {
    switch (list()) {
        case List::Singles: return {tr("Fails"), tr("After it")};
        case List::Pairs: return {tr("Fails"), tr("And"), tr("After it")};
        case List::NotDiverse: return {tr("Load"), tr("Live feeds"), tr("What its feeds share")};
        case List::Feeds: return {tr("Feed"), tr("Rule"), tr("Normal, of the usable rating"), tr("After the worst loss")};
        case List::Levels: return {tr("Level"), tr("Usable"), tr("Carried at worst"), tr("Spare"), tr("Stranded")};
        case List::Room: return {tr("Tap-off"), tr("One more rack, on it alone"), tr("Racks there hang on too"), tr("One more rack, on all of these"), tr("Then is full"), tr("When")};
        case List::Count: break;
    }
    return {};
}

void RedundancyPanel::showRows() {
    const bool filtered = list() == List::Singles || list() == List::NotDiverse || list() == List::Feeds;
    m_onlyBroken->setVisible(filtered);
    if (!m_result || !m_result->view.paths) return;
    m_summary->setText(summary());
    const QSignalBlocker quiet(m_table);
    const Theme theme = themeOf(m_viewState);
    const QStringList names = heads();
    m_table->clear();
    m_table->setColumnCount(static_cast<int>(names.size()));
    m_table->setHorizontalHeaderLabels(names);
    m_table->setRowCount(0);
    m_items.clear();
    for (Row& row : rows()) {
        if (m_items.size() >= kMostRows) break;
        if (filtered && m_onlyBroken->isChecked() && row.good) continue;
        const int at = m_table->rowCount();
        m_table->insertRow(at);
        for (int column = 0; column < static_cast<int>(row.cells.size()); ++column) {
            auto* cell = new QTableWidgetItem(row.cells[column]);
            if (column == 0 && list() != List::Levels) cell->setIcon(markIcon(theme, row.good ? Mark::Good : Mark::Warning));
            if (column > 0 && (list() == List::Levels || (list() == List::Room && (column == 1 || column == 3)) || (list() == List::Feeds && column > 1))) cell->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
            cell->setToolTip(row.cells[column]);
            m_table->setItem(at, column, cell);
        }
        m_items.push_back(std::move(row.items));
    }
    m_table->resizeColumnsToContents();
    m_table->horizontalHeader()->setStretchLastSection(list() != List::Levels && list() != List::Feeds);
}

void RedundancyPanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

void RedundancyPanel::retranslate() {
    const QString lists[] = {tr("Single failures"), tr("Double failures"), tr("Diverse power"), tr("Feeds after a loss"), tr("Capacity by level"), tr("Room for one more rack")};
    for (int i = 0; i < m_list->count(); ++i) m_list->setItemText(i, lists[i]);
    m_onlyBroken->setText(tr("Only those not held"));
    m_table->setAccessibleName(tr("Redundancy of the power paths"));
    showRows();
}

}  // namespace plenum::app
