// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/what_if_panel.h"

#include "app/document/document.h"
#include "app/panels/line_plot.h"
#include "app/panels/panel_support.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace plenum::app {

namespace {

constexpr std::size_t kCurves = 4;
constexpr int kMostRows = 500;
constexpr int kNamed = 3;

}  // namespace

WhatIfPanel::WhatIfPanel(Document& document, Selection& selection, ViewState& viewState, QWidget* parent)
    : QWidget(parent), m_document(document), m_selection(selection), m_viewState(viewState), m_what(new QComboBox(this)), m_whatLabel(new QLabel(this)),
      m_fails(dimLabel({}, this)), m_loadLabel(new QLabel(this)), m_spanLabel(new QLabel(this)), m_answer(new QLabel(this)), m_detail(dimLabel({}, this)),
      m_load(new QDoubleSpinBox(this)), m_span(new QDoubleSpinBox(this)), m_go(new QPushButton(this)), m_progress(new QProgressBar(this)),
      m_plot(new LinePlot(viewState, QStringLiteral("whatIf.plot"), this)), m_table(new QTableWidget(this)) {
    setObjectName(QStringLiteral("whatIf"));
    m_what->setObjectName(QStringLiteral("whatIf.what"));
    m_what->addItems(QStringList(6, QString()));
    m_fails->setObjectName(QStringLiteral("whatIf.fails"));
    m_fails->setWordWrap(true);
    m_load->setObjectName(QStringLiteral("whatIf.load"));
    m_load->setRange(0, 300);
    m_load->setDecimals(0);
    m_load->setValue(100);
    m_load->setSuffix(QStringLiteral(" %"));
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
    m_table->setColumnCount(3);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(26);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);

    auto* form = new QFormLayout;
    form->addRow(m_whatLabel, m_what);
    form->addRow(m_fails);
    form->addRow(m_loadLabel, m_load);
    form->addRow(m_spanLabel, m_span);
    form->addRow(m_go);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(8);
    layout->addLayout(form);
    layout->addWidget(m_progress);
    layout->addWidget(m_answer);
    layout->addWidget(m_detail);
    layout->addWidget(m_plot, 1);
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
        if (!m_result || row < 0 || static_cast<std::size_t>(row) >= m_result->racks.size()) return;
        const twin::Id id = m_result->racks[static_cast<std::size_t>(row)].item;
        m_selection.select({id});
        emit focusRequested(id);
        showPlot();
    });
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
    m_go->setEnabled(m_run.running() || !ids.empty() || m_load->value() != 100);
}

void WhatIfPanel::start() {
    twin::engine::Incident incident;
    incident.fails = chosen();
    incident.load = m_load->value() / 100;
    incident.end_s = m_span->value() * 60;
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

void WhatIfPanel::showResult() {
    m_progress->setVisible(m_run.running());
    m_go->setText(m_run.running() ? tr("Stop") : tr("How long do I have?"));
    m_table->setRowCount(0);
    const auto& result = m_result;
    if (!result) {
        m_answer->clear();
        m_detail->clear();
        m_plot->show({});
        return;
    }
    const twin::Site& site = *m_site;
    const auto nameOf = [&](twin::Id id) { return site.find(id) == nullptr ? QString() : toText(site.find(id)->name); };
    int throttled = 0, dark = 0;
    for (const auto& rack : result->racks) {
        throttled += std::isfinite(rack.secondsToThrottle);
        dark += rack.unpowered;
    }
    if (result->racks.empty()) m_answer->setText(tr("No rack of this design hangs on a coolant loop."));
    else if (!result->report.usable()) m_answer->setText(tr("Not solved: %1").arg(toText(result->report.worst)));
    else if (throttled > 0)
        m_answer->setText(tr("%1: %2 throttles first").arg(quantityText(result->racks.front().secondsToThrottle, twin::Unit::Seconds, m_viewState), nameOf(result->racks.front().item)));
    else m_answer->setText(tr("No rack throttles within %1").arg(quantityText(result->time_s.empty() ? 0 : result->time_s.back(), twin::Unit::Seconds, m_viewState)));
    QString detail = tr("%1 of %2 racks on coolant throttle, %3 lose power; %n cooling unit(s) stop.", nullptr, static_cast<int>(result->stopped.size()))
                         .arg(throttled).arg(result->racks.size()).arg(dark);
    for (const twin::Issue& issue : result->issues) detail += QLatin1Char('\n') + translated(issue.text);
    detail += QLatin1Char('\n') + tr("Flow follows pumps at once; heat to the hall air stays as it was.");
    m_detail->setText(detail);
    const int rows = static_cast<int>(std::min<std::size_t>(result->racks.size(), kMostRows));
    const QSignalBlocker quiet(m_table);
    m_table->setRowCount(rows);
    for (int row = 0; row < rows; ++row) {
        const auto& rack = result->racks[static_cast<std::size_t>(row)];
        const QString time = rack.unpowered ? tr("without power")
                             : std::isfinite(rack.secondsToThrottle) ? quantityText(rack.secondsToThrottle, twin::Unit::Seconds, m_viewState) : tr("never");
        const QString texts[] = {nameOf(rack.item), time, quantityText(rack.hottest_C, twin::Unit::Temperature, m_viewState)};
        for (int column = 0; column < 3; ++column) {
            auto* cell = new QTableWidgetItem(texts[column]);
            if (column == 1 && std::isfinite(rack.secondsToThrottle)) cell->setForeground(markColour(themeOf(m_viewState), Mark::Bad));
            m_table->setItem(row, column, cell);
        }
    }
    showPlot();
}

void WhatIfPanel::showPlot() {
    const auto& result = m_result;
    if (!result) return;
    const twin::DisplayUnit unit = twin::displayUnit(twin::Unit::Temperature, m_viewState.units());
    std::vector<std::size_t> shown;
    for (std::size_t i = 0; i < std::min(kCurves, result->racks.size()); ++i) shown.push_back(i);
    if (const int row = m_table->currentRow(); row >= static_cast<int>(kCurves)) shown.push_back(static_cast<std::size_t>(row));
    std::vector<PlotCurve> curves;
    double limit_C = std::nan("");
    for (std::size_t i : shown) {
        const auto& rack = result->racks[i];
        const twin::Item* item = m_site->find(rack.item);
        PlotCurve curve;
        curve.name = item == nullptr ? QString() : toText(item->name);
        curve.x = result->time_s;
        for (float chip_C : rack.chip_C) curve.y.push_back(chip_C * unit.scale + unit.offset);
        if (item != nullptr) limit_C = std::fmin(limit_C, m_site->value(*item, twin::Param::ChipLimit));
        curves.push_back(std::move(curve));
    }
    m_plot->setAxes(tr("Time after it, s"), tr("Chip temperature, %1").arg(QString::fromUtf8(unit.symbol)));
    m_plot->show(std::move(curves), {{tr("throttles"), limit_C * unit.scale + unit.offset}});
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
    const QString names[] = {tr("Selected objects"), tr("Everything of side A"), tr("Everything of side B"), tr("All heat rejection"), tr("All facility pumps"), tr("All CDUs")};
    for (int i = 0; i < 6; ++i) m_what->setItemText(i, names[i]);
    m_loadLabel->setText(tr("IT load after it"));
    m_spanLabel->setText(tr("Looked ahead"));
    m_span->setSuffix(tr(" min"));
    m_go->setToolTip(tr("Coolant loops in time from the present state: heat in coolant, vessels and cold plates (Return; Esc stops)"));
    m_table->setHorizontalHeaderLabels({tr("Rack"), tr("Throttles after"), tr("Hottest chip")});
    showChosen();
    showResult();
}

}  // namespace plenum::app
