// SPDX-License-Identifier: GPL-3.0-or-later
// Workspaces: which page and panels are shown, saved views, live values.
#include "app/diagram/diagram_panel.h"
#include "app/document/document.h"
#include "app/models/view_state.h"
#include "app/panels/alarms_panel.h"
#include "app/panels/failures_panel.h"
#include "app/panels/hover_trend.h"
#include "app/panels/live_panel.h"
#include "app/panels/loops_panel.h"
#include "app/panels/power_flow_panel.h"
#include "app/panels/profile_panel.h"
#include "app/panels/swing_panel.h"
#include "app/panels/time_bar.h"
#include "app/panels/trend_chart.h"
#include "app/panels/views_panel.h"
#include "app/panels/what_if_panel.h"
#include "app/plan2d/plan_view.h"
#include "app/session/live.h"
#include "app/shell/export_script.h"
#include "app/shell/file_actions.h"
#include "app/shell/main_window.h"
#include "app/shell/secrets.h"
#include "app/shell/top_bar.h"
#include "app/shell/view_bar.h"
#include "app/view3d/compare_view.h"
#include "app/view3d/scene_view.h"
#include "app/workspaces/compare_workspace.h"
#include "app/workspaces/presenter.h"

#include <QAction>
#include <QDockWidget>
#include <QFileDialog>
#include <QSaveFile>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QStatusBar>

namespace plenum::app {

namespace {

struct DockRow {
    const char* name;
    bool plan, operate, compare;
};
/// Which panels a workspace starts with; afterwards the user's arrangement of each is kept.
constexpr DockRow kDocks[] = {{"Catalogue", true, false, false}, {"Site", true, true, false},       {"Views", true, true, true},     {"Inspector", true, true, false},
                              {"Conditions", true, false, false}, {"SPCF", true, false, false},     {"Issues", true, false, false},  {"History", true, false, false},
                              {"Alarms", false, true, false},    {"Live values", false, true, false}, {"Trend", false, true, false}, {"Time", false, true, false},
                              {"What if", true, true, false}, {"Swing", true, false, false}, {"Failures", true, false, false}, {"Coolant diagram", false, false, false}, {"Single-line diagram", false, false, false},
                              {"Power flow", false, false, false}, {"Loop profile", false, false, false},
                              {"Coolant loops", false, false, false}};

const char* keyOf(Workspace workspace) {
    switch (workspace) {
        case Workspace::Operate: return "operate";
        case Workspace::Compare: return "compare";
        case Workspace::Plan: break;
    }
    return "plan";
}

}  // namespace

void MainWindow::buildLiveDocks() {
    auto* views = new ViewsPanel(
        m_document, m_view, [this] { auto stage = exportStage(); return captureView(stage, m_workspace == Workspace::Compare); },
        [this](const twin::SavedView& view) {
            setWorkspace(!view.beside.empty() ? Workspace::Compare : m_workspace == Workspace::Compare ? Workspace::Plan : m_workspace);
            auto stage = exportStage();
            showSavedView(view, stage, true);
        },
        this);
    m_alarms = new AlarmsPanel(m_live, m_document, m_selection, m_view, this);
    m_livePanel = new LivePanel(m_live, m_document, m_view, this);
    m_trend = new TrendChart(m_live, m_view, this);
    m_timeBar = new TimeBar(m_live, m_view, this);
    addDock(QT_TR_NOOP("Views"), views, Qt::LeftDockWidgetArea);
    addDock(QT_TR_NOOP("Alarms"), m_alarms, Qt::LeftDockWidgetArea);
    addDock(QT_TR_NOOP("Live values"), m_livePanel, Qt::RightDockWidgetArea);
    addDock(QT_TR_NOOP("Trend"), m_trend, Qt::RightDockWidgetArea);
    addDock(QT_TR_NOOP("Time"), m_timeBar, Qt::BottomDockWidgetArea);
    auto* whatIf = new WhatIfPanel(m_document, m_selection, m_view, this);
    addDock(QT_TR_NOOP("What if"), whatIf, Qt::RightDockWidgetArea);
    addDock(QT_TR_NOOP("Swing"), new SwingPanel(m_document, m_session, m_view, this), Qt::RightDockWidgetArea);
    auto* failures = new FailuresPanel(m_document, m_selection, m_view, this);
    addDock(QT_TR_NOOP("Failures"), failures, Qt::BottomDockWidgetArea);
    buildDiagrams();
    buildFlowPanels();
    connect(failures, &FailuresPanel::focusRequested, this, [this](twin::Id id) {
        m_scene->focusItem(id);
        m_plan->focusItem(id);
    });
    connect(failures, &FailuresPanel::whatIfRequested, this, [this, whatIf](twin::Id id) {
        whatIf->ask({id});
        for (const auto& [dock, name] : m_docks)
            if (std::string_view(name) == "What if") dock->show(), dock->raise();
    });
    connect(whatIf, &WhatIfPanel::focusRequested, this, [this](twin::Id id) {
        m_scene->focusItem(id);
        m_plan->focusItem(id);
    });
    connect(views, &ViewsPanel::presentRequested, this, [this](int from) { m_presenter->start(from); });
    connect(views, &ViewsPanel::exportRequested, this, [this] { action("file.exportViews")->trigger(); });
    connect(m_alarms, &AlarmsPanel::focusRequested, this, [this](twin::Id id) {
        m_scene->focusItem(id);
        m_plan->focusItem(id);
    });
    connect(&m_selection, &Selection::changed, this, [this] {
        m_trend->showItem(m_selection.current());
        const auto points = m_live.pointsOf(m_selection.current());
        m_timeBar->setPoint(points.empty() ? std::nullopt : std::optional(points.front()));
    });
    new HoverTrend(m_live, m_selection, m_view, this);
    connectLive();
}

void MainWindow::buildDiagrams() {
    for (const auto diagram : {twin::scene::Diagram::Coolant, twin::scene::Diagram::Power}) {
        auto* panel = new DiagramPanel(diagram, m_document, m_session, m_selection, m_view, this);
        addDock(diagram == twin::scene::Diagram::Coolant ? QT_TR_NOOP("Coolant diagram") : QT_TR_NOOP("Single-line diagram"), panel, Qt::BottomDockWidgetArea);
        connect(panel, &DiagramPanel::refused, this, &MainWindow::refuse);
        connect(panel, &DiagramPanel::focusRequested, this, [this](twin::Id id) {
            m_selection.select({id});
            m_scene->focusItem(id);
            m_plan->focusItem(id);
        });
        connect(panel, &DiagramPanel::notWritten, this, [this](const QString& path) {
            m_files->message(tr("Not exported"), tr("%1 cannot be written. Check the folder, its permissions and the free space.").arg(path));
        });
    }
}

void MainWindow::buildFlowPanels() {
    auto* panel = new PowerFlowPanel(m_document, m_session, m_selection, m_view, this);
    addDock(QT_TR_NOOP("Power flow"), panel, Qt::BottomDockWidgetArea);
    addDock(QT_TR_NOOP("Loop profile"), new ProfilePanel(m_document, m_session, m_selection, m_view, this), Qt::BottomDockWidgetArea);
    auto* loops = new LoopsPanel(m_document, m_session, m_live, m_selection, m_view, this);
    addDock(QT_TR_NOOP("Coolant loops"), loops, Qt::BottomDockWidgetArea);
    connect(loops, &LoopsPanel::focusRequested, this, [this](twin::Id id) {
        m_scene->focusItem(id);
        m_plan->focusItem(id);
    });
    connect(panel, &PowerFlowPanel::focusRequested, this, [this](twin::Id id) {
        m_scene->focusItem(id);
        m_plan->focusItem(id);
    });
}

/// Brings a panel to the front with room enough to read it, or puts it away.
void MainWindow::toggleDock(const char* name) {
    constexpr double kShare = 0.45;
    for (const auto& [dock, known] : m_docks) {
        if (std::string_view(known) != name) continue;
        if (dock->isVisible() && !dock->visibleRegion().isEmpty()) {
            dock->hide();
            return;
        }
        dock->show();
        dock->raise();
        if (!dock->isFloating()) resizeDocks({dock}, {static_cast<int>(kShare * height())}, Qt::Vertical);
        dock->widget()->setFocus();
    }
}

/// Files and secrets of the live values: what may ask the user belongs to the shell.
void MainWindow::connectLive() {
    m_view.setAgeSource([&live = m_live](const twin::Item& item, twin::Quantity quantity) -> std::optional<double> {
        const auto& now = live.snapshot();
        if (!now.points) return std::nullopt;
        for (const std::uint32_t point : live.pointsOf(item.id))
            if (point < now.latest.size() && (*now.points)[point].quantity == quantity && now.latest[point].time_ms > 0)
                return static_cast<double>(now.at_ms - now.latest[point].time_ms) / 1e3;
        return std::nullopt;
    });
    m_live.setSecrets([](const twin::telemetry::SourceSetup& source, const QString& key) { return readSecret(QString::fromStdString(source.name), key); });
    connect(m_livePanel, &LivePanel::secretEntered, this, [this](const QString& source, const QString& key, const QString& secret) {
        if (const QString why = writeSecret(source, key, secret); !why.isEmpty())
            m_files->message(tr("Not kept"), tr("The keychain of the system did not take the secret: %1. The source will ask again.").arg(why));
    });
    const auto showMoment = [this] {
        const auto fresh = m_live.freshness();
        const auto all = fresh[0] + fresh[1] + fresh[2] + fresh[3];
        if (m_live.mode() == twin::telemetry::Mode::Computed || all == 0) m_top->setShown({});
        else if (m_live.clock() == Live::Clock::Live) m_top->setShown(tr("Live · %1 of %2 points fresh").arg(fresh[0]).arg(all));
        else m_top->setShown(tr("Recorded · %1 of %2 points fresh").arg(fresh[0]).arg(all));
    };
    connect(&m_live, &Live::valuesChanged, this, showMoment);
    connect(&m_live, &Live::modeChanged, this, showMoment);
    connect(&m_live, &Live::extentChanged, this, &MainWindow::showRecorded);
    connect(m_livePanel, &LivePanel::sourceRenamed, this, [this](const QString& before, const QString& after) {
        for (const auto& source : m_live.setup().sources)
            if (QString::fromStdString(source.name) == after)
                if (const auto* manifest = m_live.plugins().find(source.plugin))
                    for (const auto& setting : manifest->settings) {
                        const QString key = QString::fromStdString(setting.key);
                        const QString secret = setting.kind == twin::extend::SettingKind::Secret ? readSecret(before, key) : QString();
                        if (secret.isEmpty()) continue;
                        writeSecret(after, key, secret);
                        writeSecret(before, key, {});
                    }
    });
    connect(m_livePanel, &LivePanel::focusRequested, this, [this](twin::Id id) {
        m_scene->focusItem(id);
        m_plan->focusItem(id);
    });
    connect(m_livePanel, &LivePanel::csvImportRequested, this, [this] {
        const QString path = QFileDialog::getOpenFileName(this, tr("Import binding"), {}, tr("Tables (*.csv)"));
        if (path.isEmpty()) return;
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly)) {
            m_files->message(tr("Not imported"), tr("%1 cannot be read: %2.").arg(path, file.errorString()));
            return;
        }
        m_files->report(m_livePanel->importCsv(QString::fromUtf8(file.read(16 << 20))));
    });
    connect(m_livePanel, &LivePanel::csvExportRequested, this, [this] {
        const QString path = QFileDialog::getSaveFileName(this, tr("Export binding"), {}, tr("Tables (*.csv)"));
        if (path.isEmpty()) return;
        QSaveFile file(path);
        const QByteArray text = m_livePanel->exportCsv().toUtf8();
        if (!file.open(QIODevice::WriteOnly) || file.write(text) < 0 || !file.commit())
            m_files->message(tr("Not exported"), tr("%1 cannot be written. Check the folder, its permissions and the free space.").arg(path));
    });
}

void MainWindow::buildWorkspaces() {
    m_compare = new CompareWorkspace(m_document, m_session, m_selection, m_view, m_stack);
    m_stack->addWidget(m_compare);
    connect(m_compare, &CompareWorkspace::refused, this, &MainWindow::refuse);
    m_presenter = new Presenter(
        m_document, *this,
        [this](const twin::SavedView& view, bool animated) {
            m_stack->setCurrentIndex(view.beside.empty() ? 0 : 1);
            m_compare->setActive(!view.beside.empty());
            auto stage = exportStage();
            showSavedView(view, stage, animated);
        },
        [this](const twin::SavedView& view) -> QWidget* { return view.beside.empty() ? static_cast<QWidget*>(m_scene) : &m_compare->scene(); }, this);
    connect(m_presenter, &Presenter::started, this, [this] { setBare(true); });
    connect(m_presenter, &Presenter::ended, this, [this] { setBare(false); });
}

ExportStage MainWindow::exportStage() {
    return {m_document, m_session, m_view, *m_scene, *m_compare, [this](bool comparison) {
                m_stack->setCurrentIndex(comparison ? 1 : 0);
                m_compare->setActive(comparison || m_workspace == Workspace::Compare);
            },
            [this](bool bare) { setBare(bare); }};
}

/// With a filter one file is asked for, without it a folder for one picture a view.
void MainWindow::exportViews(const QString& filter) {
    ExportOptions options;
    options.output = filter.isEmpty() ? QFileDialog::getExistingDirectory(this, tr("Export saved views")) : QFileDialog::getSaveFileName(this, tr("Export comparison report"), {}, filter);
    if (options.output.isEmpty()) return;
    if (!filter.isEmpty() && !options.output.endsWith(QLatin1String(".pdf"))) options.output += QLatin1String(".pdf");
    QStringList told;
    auto stage = exportStage();
    const int code = runExport(options, stage, &told);
    stage.bringForward(m_workspace == Workspace::Compare);
    m_files->message(code == 0 ? tr("Exported") : tr("Not exported"), told.join(QLatin1Char('\n')));
}

void MainWindow::setWorkspace(Workspace workspace) {
    if (workspace == m_workspace) return;
    saveDocks();
    m_workspace = workspace;
    m_stack->setCurrentIndex(workspace == Workspace::Compare ? 1 : 0);
    m_compare->setActive(workspace == Workspace::Compare);
    showRecorded();
    applyDocks(workspace);
    action(QStringLiteral("workspace.%1").arg(QLatin1String(keyOf(workspace))))->setChecked(true);
}

/// Operation without a running source begins at the end of what was recorded.
void MainWindow::showRecorded() {
    if (m_workspace != Workspace::Operate || m_live.anyRunning() || m_live.clock() != Live::Clock::Live || !m_live.extent()) return;
    m_live.setMode(twin::telemetry::Mode::LiveElseComputed);
    m_live.scrub(m_live.extent()->second);
}

void MainWindow::saveDocks() {
    if (m_beforeBare.isEmpty()) QSettings().setValue(QStringLiteral("window/layout/%1").arg(QLatin1String(keyOf(m_workspace))), saveState());
}

void MainWindow::applyDocks(Workspace workspace) {
    const QByteArray kept = QSettings().value(QStringLiteral("window/layout/%1").arg(QLatin1String(keyOf(workspace)))).toByteArray();
    if (!kept.isEmpty() && restoreState(kept)) return;
    for (const auto& [dock, name] : m_docks)
        for (const DockRow& row : kDocks)
            if (std::string_view(row.name) == name) dock->setVisible(workspace == Workspace::Plan ? row.plan : workspace == Workspace::Operate ? row.operate : row.compare);
    for (const auto& [dock, name] : m_docks)
        for (const char* front : {"Catalogue", "Inspector", "Issues", "Alarms", "Trend", "Time"})
            if (std::string_view(name) == front && dock->isVisibleTo(this)) dock->raise();
}

/// Only the picture: for a presentation.
void MainWindow::setBare(bool bare) {
    if (bare) m_beforeBare = saveState();
    menuWidget()->setVisible(!bare);
    statusBar()->setVisible(!bare);
    m_viewBar->setVisible(!bare);
    m_plan->setVisible(!bare);
    m_compare->setBare(bare);
    if (bare) {
        for (const auto& [dock, name] : m_docks) dock->hide();
        return;
    }
    restoreState(m_beforeBare);
    m_beforeBare.clear();
    m_stack->setCurrentIndex(m_workspace == Workspace::Compare ? 1 : 0);
    m_compare->setActive(m_workspace == Workspace::Compare);
}

}  // namespace plenum::app
