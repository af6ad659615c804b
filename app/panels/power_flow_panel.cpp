// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/power_flow_panel.h"

#include "app/document/document.h"
#include "app/models/view_state.h"
#include "app/panels/panel_support.h"
#include "app/panels/redundancy_panel.h"
#include "app/panels/sankey_view.h"
#include "app/session/session.h"
#include "app/widgets/when_seen.h"
#include "twin/engine/power_view.h"

#include <QDoubleSpinBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QTabWidget>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <functional>
#include <memory>

namespace plenum::app {

namespace {

constexpr int kMostRows = 2000;

void setUp(QTableWidget& table, const char* name) {
    table.setObjectName(QString::fromLatin1(name));
    readByRows(table);
    table.horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
}

QTableWidgetItem* cell(const QString& text, bool number = true) {
    auto* made = new QTableWidgetItem(text);
    if (number) made->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    return made;
}

}  // namespace

PowerFlowPanel::PowerFlowPanel(Document& document, Session& session, Selection& selection, ViewState& viewState, QWidget* parent)
    : QWidget(parent), m_document(document), m_session(session), m_selection(selection), m_viewState(viewState), m_tabs(new QTabWidget(this)), m_sankey(new SankeyView(selection, viewState, this)),
      m_summary(dimLabel({}, this)), m_ratings(new QTableWidget(this)), m_table(new QTableWidget(this)), m_ladder(new QTableWidget(this)), m_price(new QDoubleSpinBox(this)), m_cop(new QDoubleSpinBox(this)),
      m_priceLabel(new QLabel(this)), m_copLabel(new QLabel(this)), m_basis(dimLabel({}, this)), m_seen(new WhenSeen(this, [this] { refresh(); })) {
    setObjectName(QStringLiteral("powerFlow"));
    m_tabs->setObjectName(QStringLiteral("powerFlow.tabs"));
    m_tabs->setDocumentMode(true);
    m_summary->setObjectName(QStringLiteral("powerFlow.summary"));
    m_basis->setObjectName(QStringLiteral("powerFlow.basis"));
    m_basis->setWordWrap(true);
    setUp(*m_ratings, "powerFlow.ratings");
    m_ratings->setColumnCount(4);
    m_ratings->horizontalHeader()->setStretchLastSection(true);
    setUp(*m_table, "powerFlow.chains");
    m_table->setSelectionBehavior(QAbstractItemView::SelectColumns);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->verticalHeader()->show();
    m_table->verticalHeader()->setHighlightSections(false);
    setUp(*m_ladder, "powerFlow.ladder");
    m_price->setObjectName(QStringLiteral("powerFlow.copperPrice"));
    m_price->setRange(0, 100000);
    m_price->setValue(twin::power::ChainInputs{}.copperPrice_kg);
    m_cop->setObjectName(QStringLiteral("powerFlow.cop"));
    m_cop->setRange(0.5, 50);
    m_cop->setValue(twin::power::ChainInputs{}.coolingCop);
    for (QDoubleSpinBox* box : {m_price, m_cop}) {
        box->setKeyboardTracking(false);
        box->setDecimals(1);
        box->setMaximumWidth(120);
        connect(box, &QDoubleSpinBox::valueChanged, this, &PowerFlowPanel::compareChains);
    }

    auto* flow = new QWidget(this);
    auto* flowColumn = new QVBoxLayout(flow);
    flowColumn->setContentsMargins(0, 0, 0, 0);
    flowColumn->setSpacing(0);
    flowColumn->addWidget(m_sankey, 1);
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    for (QWidget* each : {static_cast<QWidget*>(m_priceLabel), static_cast<QWidget*>(m_price), static_cast<QWidget*>(m_copLabel), static_cast<QWidget*>(m_cop)}) head->addWidget(each);
    head->addWidget(m_basis, 1);
    auto* tables = new QHBoxLayout;
    tables->setSpacing(16);
    tables->addWidget(m_table, 3);
    tables->addWidget(m_ladder, 2);
    auto* chains = new QWidget(this);
    auto* chainColumn = new QVBoxLayout(chains);
    chainColumn->setContentsMargins(12, 8, 12, 8);
    chainColumn->addLayout(head);
    chainColumn->addLayout(tables, 1);
    m_tabs->addTab(flow, QString());
    m_tabs->addTab(m_ratings, QString());
    m_tabs->addTab(chains, QString());
    auto* redundancy = new RedundancyPanel(document, session, selection, viewState, this);
    m_tabs->addTab(redundancy, QString());
    connect(redundancy, &RedundancyPanel::focusRequested, this, &PowerFlowPanel::focusRequested);
    m_summary->setContentsMargins(0, 0, 12, 0);
    m_tabs->setCornerWidget(m_summary);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_tabs);
    setFocusProxy(m_sankey);

    connect(m_sankey, &SankeyView::focusRequested, this, &PowerFlowPanel::focusRequested);
    connect(&session, &Session::stateChanged, this, [this] {
        if (m_session.state() == Session::State::Settled || m_session.state() == Session::State::Failed) m_seen->changed();
    });
    auto* ratings = new WhenSeen(m_ratings, [this] { showRatings(); });
    connect(&selection, &Selection::changed, ratings, &WhenSeen::changed);
    connect(this, &PowerFlowPanel::ratingsChanged, ratings, &WhenSeen::changed);
    connect(m_ratings, &QTableWidget::cellActivated, this, [this](int row) { emit focusRequested(m_rated[static_cast<std::size_t>(row)]); });
    connect(m_table, &QTableWidget::currentCellChanged, this, &PowerFlowPanel::showLadder);
    connect(&viewState, &ViewState::unitsChanged, m_seen, &WhenSeen::changed);
    retranslate();
    m_seen->changed();
}

void PowerFlowPanel::refresh() {
    m_run.start([this, site = m_document.site(), conditions = m_document.project().conditions](std::stop_token stop, const auto&) -> BackgroundRun::Deliver {
        auto sankey = std::make_shared<twin::power::Sankey>();
        auto facts = std::make_shared<std::vector<Rating>>();
        const twin::engine::PowerView view = twin::engine::powerView(*site, conditions, stop);
        if (view.settled && view.paths && !stop.stop_requested()) {
            *sankey = twin::power::sankeyOf(*view.paths, view.normal, view.demand_W);
            const auto report = twin::power::shortCircuit(*site, *view.paths);
            auto zones = twin::engine::zoneFacts(view);
            for (const auto& node : view.paths->nodes()) {
                if (node.item == nullptr || twin::spec(node.item->kind).group != twin::KindGroup::Power) continue;
                const auto add = [&](twin::engine::PowerFact& fact) { facts->push_back({node.item->id, toText(node.item->name), std::move(fact)}); };
                for (twin::engine::PowerFact& fact : twin::engine::powerFacts(view, report, node.item->id)) add(fact);
                if (const auto zone = zones.find(node.item->id); zone != zones.end()) add(zone->second);
            }
        }
        return [this, sankey, facts] {
            m_facts = std::move(*facts);
            emit ratingsChanged();
            const auto watts = [this](double power_W) { return quantityText(power_W, twin::Unit::Power, m_viewState); };
            QStringList notes;
            for (const twin::Text& note : sankey->notes) notes << translated(note);
            m_summary->setText(sankey->blocks.empty() ? QString()
                                                      : tr("Of %1 reach the chips %2 (%3); lost as heat %4, other loads %5")
                                                            .arg(watts(sankey->source_W), watts(sankey->chip_W), quantityText(sankey->chip_W / sankey->source_W, twin::Unit::Fraction, m_viewState),
                                                                 watts(sankey->loss_W), watts(sankey->other_W)));
            m_summary->setToolTip(notes.join(QLatin1Char('\n')));
            m_sankey->show(std::move(*sankey));
        };
    });
    compareChains();
}

/// Of what is selected, or of everything when nothing of the power paths is.
void PowerFlowPanel::showRatings() {
    const bool some = std::any_of(m_facts.begin(), m_facts.end(), [this](const Rating& rating) { return m_selection.contains(rating.item); });
    m_rated.clear();
    m_ratings->setRowCount(0);
    for (const Rating& rating : m_facts) {
        if (some && !m_selection.contains(rating.item)) continue;
        const int row = m_ratings->rowCount();
        if (row >= kMostRows) break;
        m_ratings->insertRow(row);
        m_rated.push_back(rating.item);
        m_ratings->setItem(row, 0, cell(rating.name, false));
        m_ratings->setItem(row, 1, cell(translated({rating.fact.label, {}}), false));
        m_ratings->setItem(row, 2, cell(quantityText(rating.fact.value, rating.fact.unit, m_viewState)));
        m_ratings->setItem(row, 3, cell(toText(rating.fact.source), false));
    }
}

void PowerFlowPanel::compareChains() {
    using namespace twin::power;
    ChainInputs inputs;
    inputs.copperPrice_kg = m_price->value();
    inputs.coolingCop = m_cop->value();
    const auto& frame = m_session.computed();
    const auto figure = [&](const char* key) {
        const twin::KeyFigure* found = frame ? frame->keyFigure(key) : nullptr;
        return found == nullptr ? std::nan("") : found->value;
    };
    if (const double it_W = figure("it_power_W"); it_W > 0) inputs.it_W = it_W;
    if (const double flops = figure("compute_FLOPS"); flops > 0) inputs.pflopsPerIt_W = flops / 1e15 / inputs.it_W;
    m_figures = twin::power::compareChains(usualChains(), inputs);
    m_basis->setText(tr("%1 of IT at the connection that the first chain needs. Component figures are typical ones of the catalogue; each step names its source.")
                         .arg(quantityText(inputs.it_W, twin::Unit::Power, m_viewState)));
    const auto watts = [this](double power_W) { return quantityText(power_W, twin::Unit::Power, m_viewState); };
    const auto share = [this](double value) { return quantityText(value, twin::Unit::Fraction, m_viewState); };
    struct Line {
        QString name;
        std::function<QString(const ChainFigures&)> text;
    };
    const Line lines[] = {
        {tr("From the grid"), [&](const ChainFigures& c) { return watts(c.grid_W); }},
        {tr("Efficiency"), [&](const ChainFigures& c) { return share(c.efficiency); }},
        {tr("Losses"), [&](const ChainFigures& c) { return watts(c.loss_W); }},
        {tr("Heat into the hall"), [&](const ChainFigures& c) { return watts(c.heatHall_W); }},
        {tr("Heat outdoors"), [&](const ChainFigures& c) { return watts(c.heatOutdoors_W); }},
        {tr("Cooling for the losses"), [&](const ChainFigures& c) { return watts(c.cooling_W); }},
        {tr("Copper"), [&](const ChainFigures& c) { return quantityText(c.copper_kg, twin::Unit::Kilogram, m_viewState); }},
        {tr("Copper, cost"), [&](const ChainFigures& c) { return QStringLiteral("%L1").arg(c.copperCost, 0, 'f', 0); }},
        {tr("Highest current of a run"), [&](const ChainFigures& c) { return quantityText(c.highestCurrent_A, twin::Unit::Current, m_viewState); }},
        {tr("Side-cars in the row"), [&](const ChainFigures& c) { return QString::number(c.sideCars); }},
        {tr("Worst voltage drop"), [&](const ChainFigures& c) { return share(c.worstDrop); }},
        {tr("IT at this connection"), [&](const ChainFigures& c) { return watts(c.itAtLimit_W); }},
        {tr("Compute gained"), [&](const ChainFigures& c) { return std::isfinite(c.pflopsGained) ? tr("%1 PFLOPS").arg(c.pflopsGained, 0, 'f', 1) : QStringLiteral("–"); }},
    };
    const QSignalBlocker quiet(m_table);
    const int chosen = std::max(0, m_table->currentColumn());
    m_table->setColumnCount(static_cast<int>(m_figures.size()));
    m_table->setRowCount(static_cast<int>(std::size(lines)));
    QStringList heads, names;
    for (const ChainFigures& chain : m_figures) heads << translated({chain.name.c_str(), {}});
    for (const Line& line : lines) names << line.name;
    m_table->setHorizontalHeaderLabels(heads);
    m_table->setVerticalHeaderLabels(names);
    for (int r = 0; r < m_table->rowCount(); ++r)
        for (std::size_t c = 0; c < m_figures.size(); ++c) m_table->setItem(r, static_cast<int>(c), cell(lines[r].text(m_figures[c])));
    m_table->setCurrentCell(0, chosen);
    showLadder();
}

/// Step by step from the grid to the chips, of the chain whose column is chosen.
void PowerFlowPanel::showLadder() {
    const int column = m_table->currentColumn();
    if (column < 0 || static_cast<std::size_t>(column) >= m_figures.size()) return;
    const auto& chain = m_figures[static_cast<std::size_t>(column)];
    const auto usual = twin::power::usualChains();
    m_ladder->setColumnCount(4);
    m_ladder->setHorizontalHeaderLabels({translated({chain.name.c_str(), {}}), tr("Loss"), tr("Efficiency"), tr("Current")});
    m_ladder->setRowCount(static_cast<int>(chain.stages.size()));
    for (int r = 0; r < m_ladder->rowCount(); ++r) {
        const auto& stage = chain.stages[static_cast<std::size_t>(r)];
        m_ladder->setItem(r, 0, cell(translated({stage.name.c_str(), {}}), false));
        m_ladder->item(r, 0)->setToolTip(toText(usual[static_cast<std::size_t>(column)].stages[static_cast<std::size_t>(r)].source));
        m_ladder->setItem(r, 1, cell(quantityText(stage.loss_W, twin::Unit::Power, m_viewState)));
        m_ladder->setItem(r, 2, cell(quantityText(stage.efficiency, twin::Unit::Fraction, m_viewState)));
        m_ladder->setItem(r, 3, cell(stage.runs > 0 ? tr("%1 × %2").arg(stage.runs).arg(quantityText(stage.current_A, twin::Unit::Current, m_viewState)) : QString()));
    }
}

void PowerFlowPanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        m_seen->changed();  // its sentences are made with the figures
    }
    QWidget::changeEvent(event);
}

void PowerFlowPanel::retranslate() {
    m_tabs->setTabText(0, tr("Flows"));
    m_tabs->setTabText(1, tr("Ratings and faults"));
    m_tabs->setTabText(2, tr("Supply chains"));
    m_tabs->setTabText(3, tr("Redundancy"));
    m_ratings->setHorizontalHeaderLabels({tr("Object"), tr("Figure"), tr("Value"), tr("Rule or source")});
    m_sankey->setAccessibleName(tr("Where the power goes"));
    m_priceLabel->setText(tr("Copper, per kg"));
    m_price->setToolTip(tr("In the currency of your choice"));
    m_copLabel->setText(tr("COP of cooling"));
    m_cop->setToolTip(tr("Electric power for the heat of the losses that stays indoors: one over this"));
    compareChains();
}

}  // namespace plenum::app
