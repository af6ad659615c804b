// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/what_if_panel.h"

#include "app/document/document.h"
#include "app/panels/line_plot.h"
#include "app/panels/panel_support.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QTabWidget>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace plenum::app {

namespace {

constexpr std::size_t kCurves = 4;
constexpr double kShownAbove_K = 15;  ///< a limit: chips throttle there, what the model says beyond is not so
constexpr int kMostRows = 500;
constexpr int kNamed = 3;

}  // namespace

WhatIfPanel::WhatIfPanel(Document& document, Selection& selection, ViewState& viewState, QWidget* parent)
    : QWidget(parent), m_document(document), m_selection(selection), m_viewState(viewState), m_what(new QComboBox(this)), m_whatLabel(new QLabel(this)),
      m_fails(dimLabel({}, this)), m_loadLabel(new QLabel(this)), m_supplyLabel(new QLabel(this)), m_spanLabel(new QLabel(this)), m_answer(new QLabel(this)), m_detail(dimLabel({}, this)),
      m_load(new QDoubleSpinBox(this)), m_supply(new QDoubleSpinBox(this)), m_span(new QDoubleSpinBox(this)), m_refined(new QCheckBox(this)), m_go(new QPushButton(this)), m_progress(new QProgressBar(this)),
      m_plots(new QTabWidget(this)), m_chips(new LinePlot(viewState, QStringLiteral("whatIf.chips"), this)), m_inlets(new LinePlot(viewState, QStringLiteral("whatIf.inlets"), this)), m_table(new QTableWidget(this)) {
    setObjectName(QStringLiteral("whatIf"));
    m_what->setObjectName(QStringLiteral("whatIf.what"));
    m_what->addItems(QStringList(WhatCount, QString()));
    m_fails->setObjectName(QStringLiteral("whatIf.fails"));
    m_fails->setWordWrap(true);
    m_load->setObjectName(QStringLiteral("whatIf.load"));
    m_load->setRange(0, 300);
    m_load->setDecimals(0);
    m_load->setValue(100);
    m_load->setSuffix(QStringLiteral(" %"));
    m_supply->setObjectName(QStringLiteral("whatIf.supply"));
    m_supply->setRange(-15, 15);
    m_supply->setDecimals(1);
    m_supply->setSuffix(QStringLiteral(" K"));
    m_refined->setObjectName(QStringLiteral("whatIf.refined"));
    m_span->setObjectName(QStringLiteral("whatIf.span"));
    m_span->setRange(0.5, 240);
    m_span->setDecimals(1);
    m_span->setValue(15);
    m_go->setObjectName(QStringLiteral("whatIf.run"));
    m_progress->setObjectName(QStringLiteral("whatIf.progress"));
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(4);
    m_progress->setVisible(false);
    m_answer->setObjectName(QStringLiteral("whatIf.answer"));
    m_answer->setWordWrap(true);
    m_answer->setFont(bodyFont(3, QFont::DemiBold));
    m_detail->setObjectName(QStringLiteral("whatIf.detail"));
    m_detail->setWordWrap(true);
    m_table->setObjectName(QStringLiteral("whatIf.table"));
    m_table->setColumnCount(4);
    readByRows(*m_table);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setStretchLastSection(true);

    auto* form = new QFormLayout;
    form->addRow(m_whatLabel, m_what);
    form->addRow(m_fails);
    form->addRow(m_loadLabel, m_load);
    form->addRow(m_supplyLabel, m_supply);
    form->addRow(m_spanLabel, m_span);
    form->addRow(m_refined);
    form->addRow(m_go);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(8);
    layout->addLayout(form);
    layout->addWidget(m_progress);
    layout->addWidget(m_answer);
    layout->addWidget(m_detail);
    m_plots->setObjectName(QStringLiteral("whatIf.plots"));
    m_plots->setDocumentMode(true);
    m_plots->addTab(m_chips, QString());
    m_plots->addTab(m_inlets, QString());
    layout->addWidget(m_plots, 1);
    layout->addWidget(m_table, 1);

    connect(m_what, &QComboBox::activated, this, [this] {
        m_asked.clear();
        showChosen();
    });
    connect(m_go, &QPushButton::clicked, this, [this] { m_run.running() ? m_run.stop() : start(); });
    connect(&m_run, &BackgroundRun::progressed, m_progress, &QProgressBar::setValue);
    connect(&m_run, &BackgroundRun::finished, this, &WhatIfPanel::showResult);
    connect(m_table, &QTableWidget::itemSelectionChanged, this, [this] {
        const int row = m_table->currentRow();
        if (row < 0 || static_cast<std::size_t>(row) >= m_rows.size()) return;
        const twin::Id id = m_rows[static_cast<std::size_t>(row)].item;
        m_selection.select({id});
        emit focusRequested(id);
        showPlots();
    });
    for (QDoubleSpinBox* box : {m_load, m_supply}) connect(box, &QDoubleSpinBox::valueChanged, this, &WhatIfPanel::showChosen);
    connect(&selection, &Selection::changed, this, &WhatIfPanel::showChosen);
    connect(&document, &Document::siteChanged, this, &WhatIfPanel::showChosen);
    connect(&viewState, &ViewState::unitsChanged, this, &WhatIfPanel::showResult);
    connect(&viewState, &ViewState::themeChanged, this, &WhatIfPanel::showResult);
    retranslate();
}

std::vector<twin::Id> WhatIfPanel::chosen() const {
    if (!m_asked.empty()) return m_asked;
    const twin::Site& site = *m_document.site();
    std::vector<twin::Id> ids;
    const auto all = [&](twin::Kind kind) { site.items(kind).forEach([&](const twin::Item& item) { ids.push_back(item.id); }); };
    switch (m_what->currentIndex()) {
        case SelectedObjects:
            for (twin::Id id : m_selection.ids()) {
                const twin::Item* item = site.find(id);
                if (item == nullptr) continue;
                const twin::KindGroup group = twin::spec(item->kind).group;
                if (group == twin::KindGroup::Air || group == twin::KindGroup::Liquid || group == twin::KindGroup::Power) ids.push_back(id);
            }
            break;
        case SideA: case SideB: {
            const twin::Side side = m_what->currentIndex() == SideA ? twin::Side::A : twin::Side::B;
            site.forEachItem([&](const twin::Item& item) {
                if (twin::hasParam(item.kind, twin::Param::Side) && site.choice<twin::Side>(item, twin::Param::Side) == side) ids.push_back(item.id);
            });
            break;
        }
        case HeatRejection:
            for (twin::Kind kind : {twin::Kind::DryCooler, twin::Kind::CoolingTower, twin::Kind::Chiller}) all(kind);
            break;
        case FacilityPumps: all(twin::Kind::Pump); break;
        case Cdus: all(twin::Kind::Cdu); break;
        case AirUnits:
            for (const twin::KindSpec& kind : twin::allKinds())
                if (kind.group == twin::KindGroup::Air && twin::hasParam(kind.kind, twin::Param::SupplyTemperature)) all(kind.kind);
            break;
        case WhatCount: break;
    }
    return ids;
}

void WhatIfPanel::ask(std::vector<twin::Id> fails) {
    m_asked = std::move(fails);
    m_what->setCurrentIndex(SelectedObjects);
    showChosen();
    start();
}

void WhatIfPanel::showChosen() {
    const auto ids = chosen();
    QStringList names;
    for (std::size_t i = 0; i < std::min<std::size_t>(ids.size(), kNamed); ++i)
        if (const twin::Item* item = m_document.site()->find(ids[i])) names << toText(item->name);
    if (ids.empty()) m_fails->setText(m_what->currentIndex() == SelectedObjects ? tr("Select cooling or power equipment in a view.") : tr("The site has none."));
    else if (ids.size() > kNamed) m_fails->setText(tr("%1 and %n more", nullptr, static_cast<int>(ids.size()) - kNamed).arg(names.join(QStringLiteral(", "))));
    else m_fails->setText(names.join(QStringLiteral(", ")));
    m_go->setEnabled(m_run.running() || !ids.empty() || m_load->value() != 100 || m_supply->value() != 0);
}

void WhatIfPanel::start() {
    twin::engine::Incident incident;
    incident.fails = chosen();
    incident.load = m_load->value() / 100;
    incident.end_s = m_span->value() * 60;
    incident.refinedAir = m_refined->isChecked();
    if (m_supply->value() != 0)
        m_document.site()->forEachItem([&](const twin::Item& item) {
            if (twin::spec(item.kind).group != twin::KindGroup::Air || !twin::hasParam(item.kind, twin::Param::SupplyTemperature)) return;
            incident.setPoints_C.emplace_back(item.id, m_document.site()->value(item, twin::Param::SupplyTemperature) + m_supply->value());
        });
    m_run.start([this, site = m_document.site(), conditions = m_document.project().conditions, incident = std::move(incident)](std::stop_token stop, const auto& progress) {
        auto result = std::make_shared<const twin::engine::WhatIf>(twin::engine::whatIf(*site, conditions, incident, stop, progress));
        return [this, site, result] {
            m_result = result;
            m_site = site;
        };
    });
    m_progress->setVisible(true);
    m_go->setText(tr("Stop"));
}

/// Each computer with the limit that it meets first; of those that meet none, the one that is nearer.
void WhatIfPanel::gather() {
    m_rows.clear();
    std::unordered_map<twin::Id, std::size_t> places;
    for (const auto& rack : m_result->racks) {
        if (std::isnan(rack.secondsToThrottle)) continue;
        const twin::Item* item = m_site->find(rack.item);
        places.emplace(rack.item, m_rows.size());
        m_rows.push_back({rack.item, rack.secondsToThrottle, false, rack.unpowered, item == nullptr ? std::nan("") : m_site->value(*item, twin::Param::ChipLimit), rack.hottest_C});
    }
    for (const auto& inlet : m_result->inlets) {
        const Row row{inlet.item, inlet.secondsToLimit, true, inlet.unpowered, inlet.limit_C, inlet.hottest_C};
        const auto [place, fresh] = places.emplace(inlet.item, m_rows.size());
        if (fresh) {
            m_rows.push_back(row);
            continue;
        }
        Row& chips = m_rows[place->second];
        const bool nearer = row.seconds == chips.seconds ? row.limit_C - row.hottest_C < chips.limit_C - chips.hottest_C : row.seconds < chips.seconds;
        if (nearer) chips = row;
    }
    std::stable_sort(m_rows.begin(), m_rows.end(), [](const Row& a, const Row& b) {
        if (a.unpowered != b.unpowered) return b.unpowered;
        return a.seconds != b.seconds ? a.seconds < b.seconds : a.limit_C - a.hottest_C < b.limit_C - b.hottest_C;
    });
}

QString WhatIfPanel::answer() const {
    if (!m_result->report.usable()) return tr("Not solved: %1").arg(toText(m_result->report.worst));
    if (m_rows.empty()) return tr("No computer of this design hangs on a coolant loop or draws hall air.");
    const Row& first = m_rows.front();
    const twin::Item* item = m_site->find(first.item);
    const QString name = item == nullptr ? QString() : toText(item->name);
    double end_s = 0;
    for (const auto* times : {&m_result->time_s, &m_result->airTime_s})
        if (!times->empty()) end_s = std::max(end_s, times->back());
    if (!std::isfinite(first.seconds)) return tr("No rack meets a limit within %1").arg(quantityText(end_s, twin::Unit::Seconds, m_viewState));
    const QString time = quantityText(first.seconds, twin::Unit::Seconds, m_viewState);
    return first.byAir ? tr("%1: the inlet of %2 is too warm first").arg(time, name) : tr("%1: %2 throttles first").arg(time, name);
}

QString WhatIfPanel::valveText(const twin::engine::ValveAfter& valve) const {
    const twin::Item* item = m_site->find(valve.item);
    double off_K = 0;
    for (const float temperature_C : valve.temperature_C)
        if (std::isfinite(temperature_C)) off_K = std::max(off_K, std::abs(static_cast<double>(temperature_C) - valve.set_C));
    const auto percent = [](float position) { return QString::number(100 * static_cast<double>(position), 'f', 0); };
    return tr("%1 moves from %2 % to %3 % open, at most %4 from its set point").arg(item == nullptr ? QString() : toText(item->name), percent(valve.position.front()), percent(valve.position.back()), quantityText(off_K, twin::Unit::TemperatureDifference, m_viewState));
}

void WhatIfPanel::showResult() {
    m_progress->setVisible(m_run.running());
    m_go->setText(m_run.running() ? tr("Stop") : tr("How long do I have?"));
    m_table->setRowCount(0);
    m_plots->setVisible(m_result != nullptr);
    if (!m_result) {
        m_answer->clear();
        m_detail->clear();
        return;
    }
    gather();
    m_answer->setText(answer());
    const auto count = [](const auto& all, auto&& is) { return std::count_if(all.begin(), all.end(), is); };
    QString detail = tr("%1 of %2 computers throttle, %3 draw air above their class, %4 lose power; %n cooling unit(s) stop.", nullptr, static_cast<int>(m_result->stopped.size()))
                         .arg(count(m_result->racks, [](const auto& rack) { return std::isfinite(rack.secondsToThrottle); })).arg(m_rows.size())
                         .arg(count(m_result->inlets, [](const auto& inlet) { return std::isfinite(inlet.secondsToLimit); })).arg(count(m_rows, [](const Row& row) { return row.unpowered; }));
    std::size_t shown = 0;
    for (const auto& valve : m_result->valves)
        if (!valve.position.empty() && shown++ < kNamed) detail += QLatin1Char('\n') + valveText(valve);
    for (const twin::Issue& issue : m_result->issues) detail += QLatin1Char('\n') + translated(issue.text);
    m_detail->setText(detail);
    const int rows = static_cast<int>(std::min<std::size_t>(m_rows.size(), kMostRows));
    const QSignalBlocker quiet(m_table);
    m_table->setRowCount(rows);
    for (int r = 0; r < rows; ++r) {
        const Row& row = m_rows[static_cast<std::size_t>(r)];
        const twin::Item* item = m_site->find(row.item);
        const bool meets = std::isfinite(row.seconds);
        const QString limit = quantityText(row.limit_C, twin::Unit::Temperature, m_viewState);
        const QString texts[] = {item == nullptr ? QString() : toText(item->name),
                                 row.unpowered ? tr("without power") : meets ? quantityText(row.seconds, twin::Unit::Seconds, m_viewState) : tr("never"),
                                 row.byAir ? tr("inlet air") : tr("chips"),
                                 meets ? tr("over %1").arg(limit) : tr("%1 of %2").arg(quantityText(row.hottest_C, twin::Unit::Temperature, m_viewState), limit)};
        for (int column = 0; column < m_table->columnCount(); ++column) {
            auto* cell = new QTableWidgetItem(texts[column]);
            if (column == 1 && meets) cell->setForeground(markColour(themeOf(m_viewState), Mark::Bad));
            m_table->setItem(r, column, cell);
        }
    }
    showPlots();
    m_plots->setCurrentWidget(!m_rows.empty() && m_rows.front().byAir ? m_inlets : m_chips);
}

PlotCurve WhatIfPanel::curveOf(twin::Id id, const std::vector<double>& time_s, const std::vector<float>& values_C, double limit_C) const {
    const twin::DisplayUnit unit = twin::displayUnit(twin::Unit::Temperature, m_viewState.units());
    const twin::Item* item = m_site->find(id);
    PlotCurve curve;
    curve.name = item == nullptr ? QString() : toText(item->name);
    for (std::size_t i = 0; i < std::min(time_s.size(), values_C.size()); ++i) {
        if (values_C[i] > limit_C + kShownAbove_K) break;
        curve.x.push_back(time_s[i]);
        curve.y.push_back(values_C[i] * unit.scale + unit.offset);
    }
    return curve;
}

void WhatIfPanel::showPlots() {
    if (!m_result) return;
    const twin::DisplayUnit unit = twin::displayUnit(twin::Unit::Temperature, m_viewState.units());
    const int current = m_table->currentRow();
    const twin::Id chosen = current >= 0 && static_cast<std::size_t>(current) < m_rows.size() ? m_rows[static_cast<std::size_t>(current)].item : twin::Id{};
    const auto show = [&](LinePlot& plot, const auto& all, const std::vector<double>& time_s, auto&& values, auto&& limitOf, const QString& axis, const QString& limitName) {
        std::vector<PlotCurve> curves;
        double least_C = std::nan("");
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (i >= kCurves && all[i].item != chosen) continue;
            const double limit_C = limitOf(all[i]);
            least_C = std::fmin(least_C, limit_C);
            curves.push_back(curveOf(all[i].item, time_s, values(all[i]), limit_C));
        }
        m_plots->setTabEnabled(m_plots->indexOf(&plot), !curves.empty());
        plot.setAxes(tr("Time after it, s"), axis.arg(QString::fromUtf8(unit.symbol)));
        plot.show(std::move(curves), {{limitName, least_C * unit.scale + unit.offset}});
    };
    const auto chipLimit = [&](const twin::engine::RackAfter& rack) {
        const twin::Item* item = m_site->find(rack.item);
        return item == nullptr ? std::nan("") : m_site->value(*item, twin::Param::ChipLimit);
    };
    show(*m_chips, m_result->racks, m_result->time_s, [](const auto& rack) -> const auto& { return rack.chip_C; }, chipLimit, tr("Chip temperature, %1"), tr("throttles"));
    show(*m_inlets, m_result->inlets, m_result->airTime_s, [](const auto& inlet) -> const auto& { return inlet.inlet_C; },
         [](const auto& inlet) { return inlet.limit_C; }, tr("Inlet temperature, %1"), tr("allowable"));
}

void WhatIfPanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

void WhatIfPanel::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape && m_run.running()) m_run.stop();
    else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && !m_run.running() && m_go->isEnabled()) start();
    else QWidget::keyPressEvent(event);
}

void WhatIfPanel::retranslate() {
    m_whatLabel->setText(tr("What fails"));
    const QString names[WhatCount] = {tr("Selected objects"), tr("Everything of side A"), tr("Everything of side B"), tr("All heat rejection"), tr("All facility pumps"), tr("All CDUs"), tr("All air units")};
    for (int i = 0; i < WhatCount; ++i) m_what->setItemText(i, names[i]);
    m_plots->setTabText(0, tr("Chips"));
    m_plots->setTabText(1, tr("Inlet air"));
    m_supplyLabel->setText(tr("Air set points move by"));
    m_supply->setToolTip(tr("Of the supply air of every air unit that goes on running"));
    m_refined->setText(tr("Refined air (minutes a hall)"));
    m_refined->setToolTip(tr("Momentum, buoyancy and turbulence in time; without it the air follows the flow of the moment"));
    m_loadLabel->setText(tr("IT load after it"));
    m_spanLabel->setText(tr("Looked ahead"));
    m_span->setSuffix(tr(" min"));
    m_go->setToolTip(tr("Coolant loops and hall air in time from the present state: heat in coolant, vessels, cold plates, air, racks and walls (Return; Esc stops)"));
    m_table->setHorizontalHeaderLabels({tr("Rack"), tr("Limit after"), tr("Which"), tr("Hottest")});
    showChosen();
    showResult();
}

}  // namespace plenum::app
