// SPDX-License-Identifier: GPL-3.0-or-later
// Actions, menus and their texts.
#include "app/document/document.h"
#include "app/models/view_state.h"
#include "app/files/project_files.h"
#include "app/plan2d/plan_view.h"
#include "app/session/session.h"
#include "app/shell/file_actions.h"
#include "app/shell/language.h"
#include "app/shell/main_window.h"
#include "app/shell/plugin_actions.h"
#include "app/shell/top_bar.h"
#include "app/view3d/camera_control.h"
#include "app/view3d/scene_view.h"
#include "app/workspaces/presenter.h"

#include <QActionGroup>
#include <QApplication>
#include <QDockWidget>
#include <QFileDialog>
#include <QMenu>
#include <QMenuBar>
#include <QSettings>
#include <QUndoStack>

namespace plenum::app {

namespace {

/// Menu by menu: an action's name and its text; one row each.
struct Row {
    const char* menu;
    const char* name;
    const char* text;
};
constexpr Row kRows[] = {
    {"file", "file.new", QT_TRANSLATE_NOOP("plenum::app::MainWindow", "&New")},
    {"file", "file.open", QT_TRANSLATE_NOOP("plenum::app::MainWindow", "&Open…")},
    {"file", "file.save", QT_TRANSLATE_NOOP("plenum::app::MainWindow", "&Save")},
    {"file", "file.saveAs", QT_TRANSLATE_NOOP("plenum::app::MainWindow", "Save &as…")},
    {"file", "file.exportLayout", QT_TRANSLATE_NOOP("plenum::app::MainWindow", "Export &layout document…")},
    {"file", "file.exportResult", QT_TRANSLATE_NOOP("plenum::app::MainWindow", "Export &results…")},
    {"file", "file.exportPlan", QT_TRANSLATE_NOOP("plenum::app::MainWindow", "Export &plan as SVG…")},
    {"file", "file.exportPicture", QT_TRANSLATE_NOOP("plenum::app::MainWindow", "Export 3D p&icture…")},
    {"file", "file.exportReport", QT_TRANSLATE_NOOP("plenum::app::MainWindow", "Export comparison re&port…")},
    {"file", "file.exportViews", QT_TRANSLATE_NOOP("plenum::app::MainWindow", "Export saved &views…")},
    {"file", "file.copyPicture", QT_TRANSLATE_NOOP("plenum::app::MainWindow", "&Copy window as picture")},
    {"file", "file.quit", QT_TRANSLATE_NOOP("plenum::app::MainWindow", "&Quit")},
    {"edit", "edit.undo", nullptr},
    {"edit", "edit.redo", nullptr},
    {"edit", "edit.duplicate", QT_TRANSLATE_NOOP("plenum::app::MainWindow", "&Duplicate")},
    {"edit", "edit.rotate", QT_TRANSLATE_NOOP("plenum::app::MainWindow", "&Rotate by 90°")},
    {"edit", "edit.delete", QT_TRANSLATE_NOOP("plenum::app::MainWindow", "De&lete")},
    {"edit", "edit.selectRacks", QT_TRANSLATE_NOOP("plenum::app::MainWindow", "Select all r&acks")},
    {"edit", "edit.command", QT_TRANSLATE_NOOP("plenum::app::MainWindow", "Run a &command…")},
    {"view", "view.fit", QT_TRANSLATE_NOOP("plenum::app::MainWindow", "&Fit all")},
    {"view", "view.focus", QT_TRANSLATE_NOOP("plenum::app::MainWindow", "F&ocus selection")},
    {"view", "view.top", QT_TRANSLATE_NOOP("plenum::app::MainWindow", "&Top view")},
    {"view", "view.front", QT_TRANSLATE_NOOP("plenum::app::MainWindow", "Fro&nt view")},
    {"view", "view.isometric", QT_TRANSLATE_NOOP("plenum::app::MainWindow", "&Isometric view")},
    {"workspace", "workspace.plan", QT_TRANSLATE_NOOP("plenum::app::MainWindow", "&Plan")},
    {"workspace", "workspace.operate", QT_TRANSLATE_NOOP("plenum::app::MainWindow", "&Operate")},
    {"workspace", "workspace.compare", QT_TRANSLATE_NOOP("plenum::app::MainWindow", "&Compare")},
    {"workspace", "workspace.present", QT_TRANSLATE_NOOP("plenum::app::MainWindow", "P&resent views")},
    {"view", "view.coolantDiagram", QT_TRANSLATE_NOOP("plenum::app::MainWindow", "&Coolant diagram (P&&ID)")},
    {"view", "view.powerDiagram", QT_TRANSLATE_NOOP("plenum::app::MainWindow", "Single-&line diagram")},
    {"view", "view.loopProfile", QT_TRANSLATE_NOOP("plenum::app::MainWindow", "Loop &profile")},
    {"view", "view.loops", QT_TRANSLATE_NOOP("plenum::app::MainWindow", "Coolant &loops")},
    {"view", "view.powerFlow", QT_TRANSLATE_NOOP("plenum::app::MainWindow", "Power &flow and supply chains")},
    {"view", "view.pending", QT_TRANSLATE_NOOP("plenum::app::MainWindow", "&Pending changes")},
    {"view", "view.field", QT_TRANSLATE_NOOP("plenum::app::MainWindow", "&Air field")},
    {"view", "view.refined", QT_TRANSLATE_NOOP("plenum::app::MainWindow", "Re&fined air")},
    {"view", "view.dark", QT_TRANSLATE_NOOP("plenum::app::MainWindow", "&Dark theme")},
    {"view", "view.imperial", QT_TRANSLATE_NOOP("plenum::app::MainWindow", "I&mperial units")},
    {"view", "view.fullScreen", QT_TRANSLATE_NOOP("plenum::app::MainWindow", "F&ull screen")},
    {"language", "language.en", QT_TRANSLATE_NOOP("plenum::app::MainWindow", "English")},
    {"language", "language.zh_CN", QT_TRANSLATE_NOOP("plenum::app::MainWindow", "Simplified Chinese")},
    {"help", "help.about", QT_TRANSLATE_NOOP("plenum::app::MainWindow", "&About Plenum")},
};

struct MenuRow {
    const char* name;
    const char* text;
};
constexpr MenuRow kMenus[] = {{"file", QT_TRANSLATE_NOOP("plenum::app::MainWindow", "&File")},
                              {"edit", QT_TRANSLATE_NOOP("plenum::app::MainWindow", "&Edit")},
                              {"view", QT_TRANSLATE_NOOP("plenum::app::MainWindow", "&View")},
                              {"workspace", QT_TRANSLATE_NOOP("plenum::app::MainWindow", "&Workspace")},
                              {"overlay", QT_TRANSLATE_NOOP("plenum::app::MainWindow", "&Overlay")},
                              {"panels", QT_TRANSLATE_NOOP("plenum::app::MainWindow", "&Panels")},
                              {"language", QT_TRANSLATE_NOOP("plenum::app::MainWindow", "&Language")},
                              {"help", QT_TRANSLATE_NOOP("plenum::app::MainWindow", "&Help")}};

}  // namespace

QAction* MainWindow::add(const char* name, const QKeySequence& key, std::function<void()> run) {
    auto* action = new QAction(this);
    action->setObjectName(QString::fromUtf8(name));
    action->setShortcut(key);
    if (run) connect(action, &QAction::triggered, this, std::move(run));
    addAction(action);
    m_actions.emplace(action->objectName(), action);
    return action;
}

void MainWindow::buildActions() {
    using K = QKeySequence;
    add("file.new", K::New, [this] { m_files->newProject(); });
    add("file.open", K::Open, [this] { m_files->open(); });
    add("file.save", K::Save, [this] { m_files->save(); });
    add("file.saveAs", K("Ctrl+Shift+S"), [this] { m_files->saveAs(); });
    add("file.exportLayout", {}, [this] { m_files->exportLayout(); });
    add("file.exportResult", {}, [this] { m_files->exportResult(); });
    add("file.exportPlan", {}, [this] {
        const QString path = QFileDialog::getSaveFileName(this, tr("Export plan"), {}, tr("Drawings (*.svg)"));
        if (!path.isEmpty() && !m_plan->exportSvg(path)) m_files->message(tr("Not exported"), tr("%1 cannot be written. Check the folder, its permissions and the free space.").arg(path));
    });
    add("file.exportPicture", {}, [this] {
        const QString path = QFileDialog::getSaveFileName(this, tr("Export picture"), {}, tr("Pictures (*.png)"));
        if (!path.isEmpty() && !m_scene->grabImage(2).save(path)) m_files->message(tr("Not exported"), tr("%1 cannot be written. Check the folder, its permissions and the free space.").arg(path));
    });
    add("file.exportReport", {}, [this] { exportViews(tr("Reports (*.pdf)")); });
    add("file.exportViews", {}, [this] { exportViews({}); });
    add("file.copyPicture", K("Ctrl+Shift+C"), [this] { copyPicture(); });
    add("file.quit", K::Quit, [this] { close(); });
    for (auto [name, made, keys] : {std::tuple{"edit.undo", m_document.undoStack()->createUndoAction(this), QList<QKeySequence>{K("Ctrl+Z")}},
                                    std::tuple{"edit.redo", m_document.undoStack()->createRedoAction(this), QList<QKeySequence>{K("Ctrl+Y"), K("Ctrl+Shift+Z")}}}) {
        made->setObjectName(QString::fromUtf8(name));
        made->setShortcuts(keys);
        addAction(made);
        m_actions.emplace(made->objectName(), made);
    }
    add("edit.duplicate", K("Ctrl+D"), [this] { duplicateSelected(); });
    add("edit.rotate", K("Ctrl+R"), [this] { rotateSelected(); });
    add("edit.delete", K::Delete, [this] { removeSelected(); });
    add("edit.selectRacks", K("Ctrl+Shift+A"), [this] { selectAllRacks(); });
    add("edit.command", K("Ctrl+K"), [this] { m_top->openPalette(); });
    add("view.fit", K("Ctrl+0"), [this] { fitAll(); });
    add("view.focus", K("Ctrl+F"), [this] {
        m_scene->focusItem(m_selection.current());
        m_plan->focusItem(m_selection.current());
    });
    add("view.top", {}, [this] { m_scene->showStandardView(StandardView::Top); });
    add("view.front", {}, [this] { m_scene->showStandardView(StandardView::Front); });
    add("view.isometric", {}, [this] { m_scene->showStandardView(StandardView::Isometric); });
    add("view.coolantDiagram", K("Ctrl+Shift+I"), [this] { toggleDock("Coolant diagram"); });
    add("view.powerFlow", K("Ctrl+Shift+W"), [this] { toggleDock("Power flow"); });
    add("view.loopProfile", K("Ctrl+Shift+H"), [this] { toggleDock("Loop profile"); });
    add("view.loops", K("Ctrl+Shift+K"), [this] { toggleDock("Coolant loops"); });
    add("view.powerDiagram", K("Ctrl+Shift+L"), [this] { toggleDock("Single-line diagram"); });
    QAction* field = add("view.field", K("Ctrl+Shift+F"), {});
    QAction* refined = add("view.refined", K("Ctrl+Shift+R"), {});
    QAction* dark = add("view.dark", K("Ctrl+Shift+D"), {});
    QAction* imperial = add("view.imperial", K("Ctrl+Shift+U"), {});
    QAction* full = add("view.fullScreen", K("F11"), {});
    QAction* pending = add("view.pending", K("Ctrl+Shift+P"), {});
    for (QAction* toggle : {field, refined, dark, imperial, full, pending}) toggle->setCheckable(true);
    connect(pending, &QAction::toggled, &m_view, &ViewState::setPendingShown);
    connect(&m_view, &ViewState::pendingChanged, pending, [this, pending] { pending->setChecked(m_view.pendingShown()); });
    field->setChecked(m_view.fieldVisible());
    dark->setChecked(m_view.dark());
    imperial->setChecked(m_view.units() == twin::UnitSystem::IP);
    connect(field, &QAction::toggled, &m_view, &ViewState::setFieldVisible);
    connect(&m_view, &ViewState::sectionChanged, field, [this, field] { field->setChecked(m_view.fieldVisible()); });
    refined->setChecked(m_session.refined());
    connect(refined, &QAction::toggled, this, [this](bool on) {
        m_session.setRefined(on);
        QSettings().setValue("window/refinedAir", on);
    });
    connect(dark, &QAction::toggled, &m_view, &ViewState::setDark);
    connect(imperial, &QAction::toggled, this, [this](bool on) {
        m_view.setUnits(on ? twin::UnitSystem::IP : twin::UnitSystem::SI);
        QSettings().setValue("window/imperial", on);
    });
    connect(full, &QAction::toggled, this, [this](bool on) { on ? showFullScreen() : showNormal(); });
    auto* workspaces = new QActionGroup(this);
    std::vector<QAction*> shown;
    for (const auto& [name, key, workspace] : {std::tuple{"workspace.plan", "Ctrl+1", Workspace::Plan}, std::tuple{"workspace.operate", "Ctrl+2", Workspace::Operate},
                                               std::tuple{"workspace.compare", "Ctrl+3", Workspace::Compare}}) {
        QAction* action = add(name, K(QLatin1String(key)), [this, workspace = workspace] { setWorkspace(workspace); });
        action->setCheckable(true);
        action->setChecked(workspace == m_workspace);
        workspaces->addAction(action);
        shown.push_back(action);
    }
    add("workspace.present", K("F5"), [this] { m_presenter->start(); });
    m_top->setWorkspaces(shown);
    auto* languages = new QActionGroup(this);
    for (const char* name : {"language.en", "language.zh_CN"}) {
        const QString code = QString::fromUtf8(name).section(u'.', 1);
        QAction* action = add(name, {}, [code] { setLanguage(code); });
        action->setCheckable(true);
        action->setChecked(currentLanguage() == code);
        languages->addAction(action);
    }
    m_overlayActions = new QActionGroup(this);
    addOverlayActions();
    connect(&m_view, &ViewState::overlaysChanged, this, [this] {
        addOverlayActions();
        retranslate();
    });
    connect(&m_view, &ViewState::overlayChanged, this, [this] { action(QStringLiteral("overlay.") + QString::fromUtf8(m_view.overlay().key))->setChecked(true); });
    add("help.about", {}, [this] {
        m_files->message(tr("About Plenum"), tr("Plenum %1\nAn interactive digital twin of AI data centres.\nFree software under the GNU General Public License, version 3 or later.").arg(QCoreApplication::applicationVersion()));
    });
}

/// One action for each overlay that has none yet: ours, and those of plug-ins as they are loaded.
void MainWindow::addOverlayActions() {
    for (const auto* overlay : m_view.overlays()) {
        const QString key = QString::fromUtf8(overlay->key), name = QStringLiteral("overlay.") + key;
        if (action(name) != nullptr) continue;
        QAction* made = add(qPrintable(name), {}, [this, key] { m_view.setOverlay(key); });
        made->setCheckable(true);
        made->setChecked(overlay == &m_view.overlay());
        m_overlayActions->addAction(made);
        if (m_overlayMenu != nullptr) m_overlayMenu->addAction(made);
    }
}

void MainWindow::buildMenus() {
    for (const MenuRow& row : kMenus) {
        QMenu* menu = m_menuBar->addMenu(QString());
        menu->setObjectName(QStringLiteral("menu.%1").arg(QString::fromUtf8(row.name)));
        m_menus.emplace_back(menu, row.text);
        for (const Row& entry : kRows) {
            if (std::string_view(entry.name) == "file.quit") {
                m_importMenu = menu->addMenu(QString());
                m_exportMenu = menu->addMenu(QString());
            }
            if (std::string_view(entry.menu) == row.name) menu->addAction(action(entry.name));
        }
        if (std::string_view(row.name) == "overlay") {
            m_overlayMenu = menu;
            for (const auto* overlay : m_view.overlays()) menu->addAction(action(QStringLiteral("overlay.") + QString::fromUtf8(overlay->key)));
        }
        if (std::string_view(row.name) == "panels")
            for (const auto& [dock, name] : m_docks) menu->addAction(dock->toggleViewAction());
    }
}

QAction* MainWindow::action(const QString& name) const {
    const auto found = m_actions.find(name);
    return found == m_actions.end() ? nullptr : found->second;
}

std::vector<QAction*> MainWindow::allActions() const {
    std::vector<QAction*> actions;
    for (const auto& [name, action] : m_actions) actions.push_back(action);
    return actions;
}

void MainWindow::retranslate() {
    for (const Row& row : kRows)
        if (row.text != nullptr) action(row.name)->setText(tr(row.text));
    for (const auto* overlay : m_view.overlays())
        action(QStringLiteral("overlay.") + QString::fromUtf8(overlay->key))->setText(tr("Overlay: %1").arg(translated(overlay->label)));
    for (const auto& [menu, text] : m_menus) menu->setTitle(tr(text));
    for (const auto& [dock, name] : m_docks) dock->setWindowTitle(tr(name));
    m_importMenu->setTitle(tr("&Import with"));
    m_exportMenu->setTitle(tr("Export &with"));
    m_plugins->fill(*m_importMenu, *m_exportMenu);
    updateTitle();
}

}  // namespace plenum::app
