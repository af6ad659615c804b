// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/issue.h"
#include "twin/base/vec.h"
#include "twin/model/item.h"

#include <QMainWindow>

#include <map>
#include <memory>
#include <vector>

class QActionGroup;
class QLabel;
class QMenu;
class QMenuBar;
class QSplitter;
class QStackedWidget;

namespace plenum::app {

class AlarmsPanel;
class CataloguePanel;
class CompareWorkspace;
class Document;
class FileActions;
class Inspector;
class IssuesPanel;
class KeyFigureStrip;
class Live;
class LivePanel;
class PlanView;
class PluginActions;
class PluginOverlays;
class Presenter;
class SceneView;
class Selection;
class Session;
class TimeBar;
class TopBar;
class TrendChart;
class ViewBar;
class ViewState;

/// What the window is arranged for. Plan and Operate share the views and differ in their panels; Compare has its own.
enum class Workspace { Plan, Operate, Compare };

/// The one window: top bar, key figures, workspaces, docks, menus. Composes; computes nothing.
class MainWindow : public QMainWindow {
    Q_OBJECT
  public:
    MainWindow(Document& document, Session& session, Live& live, Selection& selection, ViewState& view);
    ~MainWindow() override;

    SceneView& scene() const { return *m_scene; }
    PlanView& plan() const { return *m_plan; }
    FileActions& files() const { return *m_files; }
    CompareWorkspace& compare() const { return *m_compare; }
    Live& live() const { return m_live; }
    Workspace workspace() const { return m_workspace; }
    void setWorkspace(Workspace workspace);
    struct ExportStage exportStage();
    Presenter& presenter() const { return *m_presenter; }
    /// The overlays of plug-ins are in the menus; they are loaded beside the window.
    bool overlaysLoaded() const;
    /// The action with this object name; null when there is none. Tests and the command palette use it.
    QAction* action(const QString& name) const;
    std::vector<QAction*> allActions() const;
    void showIssues(const twin::Issues& issues);
    void fitAll();
    /// The largest IT hall, or everything when there is none.
    void showMainRoom();

  protected:
    void closeEvent(QCloseEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    void buildViews();
    void buildDocks();
    void buildActions();
    void buildMenus();
    void addOverlayActions();
    void addDock(const char* name, QWidget* content, Qt::DockWidgetArea area);
    void buildDiagrams();
    void buildFlowPanels();
    void toggleDock(const char* name);
    QAction* add(const char* name, const QKeySequence& key, std::function<void()> run);
    void retranslate();
    void applyTheme();
    void buildWorkspaces();
    void buildLiveDocks();
    void connectLive();
    void applyDocks(Workspace workspace);
    void saveDocks();
    void showRecorded();
    void setBare(bool bare);
    void exportViews(const QString& filter);
    void restoreLayout();
    void updateEnabled();
    void updateTitle();

    void place(twin::Id type, twin::Vec3 position, double rotation_deg);
    void placeInView(twin::Id type);
    void removeSelected();
    void duplicateSelected();
    void rotateSelected();
    void selectAllRacks();
    void contextMenu(const QPoint& global, twin::Id item);
    void copyPicture();
    void compareWithParent();
    void refuse(const twin::Issues& issues);

    Document& m_document;
    Session& m_session;
    Live& m_live;
    Selection& m_selection;
    ViewState& m_view;
    std::map<twin::Id, twin::EquipmentType> m_catalogue;
    std::map<QString, QAction*> m_actions;
    std::vector<std::pair<QDockWidget*, const char*>> m_docks;
    std::vector<std::pair<QMenu*, const char*>> m_menus;
    TopBar* m_top;
    ViewBar* m_viewBar;
    KeyFigureStrip* m_figures;
    QStackedWidget* m_stack;
    QSplitter* m_split;
    CompareWorkspace* m_compare;
    Presenter* m_presenter = nullptr;
    TimeBar* m_timeBar = nullptr;
    AlarmsPanel* m_alarms = nullptr;
    LivePanel* m_livePanel = nullptr;
    TrendChart* m_trend = nullptr;
    Workspace m_workspace = Workspace::Plan;
    QByteArray m_beforeBare;
    SceneView* m_scene;
    PlanView* m_plan;
    IssuesPanel* m_issues;
    CataloguePanel* m_cataloguePanel;
    FileActions* m_files;
    PluginActions* m_plugins;
    QMenu *m_importMenu = nullptr, *m_exportMenu = nullptr, *m_overlayMenu = nullptr;
    QActionGroup* m_overlayActions = nullptr;
    PluginOverlays* m_pluginOverlays = nullptr;
    QLabel* m_pointer;
    QMenuBar* m_menuBar;
};

}  // namespace plenum::app
