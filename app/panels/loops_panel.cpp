// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/loops_panel.h"

#include "app/document/document.h"
#include "app/models/view_state.h"
#include "app/panels/coolant_trends.h"
#include "app/panels/panel_support.h"
#include "app/session/session.h"
#include "app/widgets/when_seen.h"
#include "twin/engine/loop_view.h"
#include "twin/liquid/loop_checks.h"

#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QTableWidget>
#include <QVBoxLayout>

#include <cmath>

namespace plenum::app {

namespace {

enum Column { LoopColumn, FlowColumn, SupplyColumn, ReturnColumn, HeatColumn, FillingColumn, VesselColumn, PressureColumn, TestColumn, VelocityColumn, ColumnCount };

}  // namespace

LoopsPanel::LoopsPanel(Document& document, Session& session, Live& live, Selection& selection, ViewState& viewState, QWidget* parent)
    : QWidget(parent), m_document(document), m_selection(selection), m_viewState(viewState), m_summary(new QLabel(this)), m_table(new QTableWidget(this)),
      m_seen(new WhenSeen(this, [this] { refresh(); })) {
    setObjectName(QStringLiteral("loops"));
    m_summary->setObjectName(QStringLiteral("loops.summary"));
    m_summary->setWordWrap(true);
    m_table->setObjectName(QStringLiteral("loops.table"));
    m_table->setColumnCount(ColumnCount);
    readByRows(*m_table);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setStretchLastSection(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 8, 12, 8);
    column->setSpacing(6);
    column->addWidget(m_summary);
    column->addWidget(m_table, 1);
    auto* trends = new CoolantTrends(document, live, viewState, this);
    column->addWidget(trends);
    connect(trends, &CoolantTrends::focusRequested, this, &LoopsPanel::focus);
    setFocusProxy(m_table);
    connect(m_table, &QTableWidget::itemSelectionChanged, this, [this] {
        const int row = m_table->currentRow();
        if (row < 0 || static_cast<std::size_t>(row) >= m_loops.size()) return;
        focus(m_loops[static_cast<std::size_t>(row)].driver);
    });
    connect(&session, &Session::stateChanged, this, [this, &session] {
        if (session.state() == Session::State::Settled || session.state() == Session::State::Failed) m_seen->changed();
    });
    connect(&document, &Document::projectReset, this, [this] {
        m_run.stop();
        m_loops.clear();
        m_site.reset();
        showRows();
    });
    for (auto signal : {&ViewState::unitsChanged, &ViewState::themeChanged}) connect(&viewState, signal, this, &LoopsPanel::showRows);
    retranslate();
    m_seen->changed();
}

void LoopsPanel::focus(twin::Id id) {
    if (!id) return;
    m_selection.select({id});
    emit focusRequested(id);
}

void LoopsPanel::refresh() {
    m_run.start([this, site = m_document.site(), conditions = m_document.project().conditions](std::stop_token stop, const auto&) -> BackgroundRun::Deliver {
        const twin::engine::LoopView view = twin::engine::loopView(*site, conditions, stop);
        auto loops = std::make_shared<std::vector<twin::liquid::LoopFigures>>();
        if (view.settled && !stop.stop_requested()) *loops = twin::liquid::loopFigures(*site, *view.loops, view.results);
        return [this, site, loops] {
            m_site = site;
            m_loops = std::move(*loops);
            showRows();
        };
    });
}

QString LoopsPanel::nameOf(twin::Id id) const {
    const twin::Item* item = m_site && id ? m_site->find(id) : nullptr;
    return item == nullptr ? QString() : toText(item->name);
}

void LoopsPanel::showRows() {
    using twin::Unit;
    const QSignalBlocker quiet(m_table);
    m_table->setRowCount(static_cast<int>(m_loops.size()));
    const Theme theme = themeOf(m_viewState);
    const auto text = [this](double value, Unit unit) { return std::isfinite(value) ? quantityText(value, unit, m_viewState) : QStringLiteral("–"); };
    const auto range = [&](double low, double high, Unit unit) {
        return std::isfinite(low) ? QStringLiteral("%1 … %2").arg(toText(twin::formatNumber(low, unit, m_viewState.units())), text(high, unit)) : QStringLiteral("–");
    };
    for (std::size_t r = 0; r < m_loops.size(); ++r) {
        const twin::liquid::LoopFigures& loop = m_loops[r];
        const bool facility = loop.part == twin::liquid::SiteLoops::kFacility;
        const QString fluid = translated(twin::spec(twin::Param::Fluid).choiceLabels[static_cast<std::size_t>(loop.fluid)]);
        const QString kind = facility ? tr("FWS") : tr("TCS, %1").arg(fluid);
        QString supply = text(loop.supply_C, Unit::Temperature);
        if (facility && std::isfinite(loop.supply_C)) supply += QStringLiteral(" (%1)").arg(QString::fromLatin1(twin::liquid::facilityClass(loop.supply_C)));
        const QString texts[] = {loop.driver ? tr("%1 · %2").arg(nameOf(loop.driver), kind) : tr("standing still · %1").arg(kind),
                                 text(loop.flow_m3_s, Unit::WaterFlow),
                                 supply,
                                 text(loop.return_C, Unit::Temperature),
                                 text(loop.heat_W, Unit::Power),
                                 loop.glycol_kg > 0 ? tr("%1, %2 of glycol").arg(text(loop.volume_m3, Unit::Volume), text(loop.glycol_kg, Unit::Kilogram)) : text(loop.volume_m3, Unit::Volume),
                                 std::isfinite(loop.vesselNeeded_m3) ? tr("%1, needs %2").arg(text(loop.vessel_m3, Unit::Volume), text(loop.vesselNeeded_m3, Unit::Volume)) : QStringLiteral("–"),
                                 range(loop.lowest_Pa, loop.highest_Pa, Unit::Pressure),
                                 text(loop.test_Pa, Unit::Pressure),
                                 range(loop.slowest_m_s, loop.fastest_m_s, Unit::Speed)};
        const QString tips[] = {tr("%n objects", nullptr, static_cast<int>(loop.objects)), {}, facility ? tr("Warmest facility water at a CDU or coil, and the ASHRAE TC 9.9 class that it reaches") : QString(), {}, {},
                                tr("Expands by %1 between 10 °C and the return temperature").arg(text(loop.expansion_m3, Unit::Volume)), tr("Expansion vessel, and what EN 12828 asks for"),
                                tr("Lowest at %1, highest at %2").arg(nameOf(loop.lowestAt), nameOf(loop.highestAt)), tr("1.5 × the relief pressure (ASME B31.9)"),
                                tr("Slowest in %1, fastest in %2").arg(nameOf(loop.slowestPipe), nameOf(loop.fastestPipe))};
        const bool marks[] = {false, false, false, false, false, false, loop.vessel_m3 < loop.vesselNeeded_m3, loop.highest_Pa > loop.relief_Pa, false, loop.fastest_m_s > twin::liquid::kErosion_m_s};
        for (int c = 0; c < ColumnCount; ++c) {
            auto* cell = new QTableWidgetItem(texts[c]);
            if (!tips[c].isEmpty()) cell->setToolTip(tips[c]);
            if (marks[c]) cell->setIcon(markIcon(theme, Mark::Warning));
            m_table->setItem(static_cast<int>(r), c, cell);
        }
    }
    m_summary->setText(!m_site ? tr("No result yet.") : m_loops.empty() ? tr("No coolant loop, or its state does not converge.") : tr("Coolant loops: %1").arg(m_loops.size()));
}

void LoopsPanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

void LoopsPanel::keyPressEvent(QKeyEvent* event) {
    if (!event->matches(QKeySequence::Copy)) {
        QWidget::keyPressEvent(event);
        return;
    }
    QString text;
    for (int row = 0; row < m_table->rowCount(); ++row)
        for (int column = 0; column < ColumnCount; ++column) text += m_table->item(row, column)->text() + (column + 1 < ColumnCount ? QLatin1Char('\t') : QLatin1Char('\n'));
    QApplication::clipboard()->setText(text);
}

void LoopsPanel::retranslate() {
    m_table->setAccessibleName(tr("Coolant loops"));
    m_table->setHorizontalHeaderLabels({tr("Loop"), tr("Flow"), tr("Supply"), tr("Return"), tr("Heat"), tr("Filling"), tr("Vessel"), tr("Gauge pressure"), tr("Test pressure"), tr("Velocity")});
    showRows();
}

}  // namespace plenum::app
