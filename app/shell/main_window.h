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
class QMenuBar;
class QSplitter;
class QTranslator;

namespace plenum::app {

class CataloguePanel;
class Document;
class FileActions;
class Inspector;
class IssuesPanel;
class KeyFigureStrip;
class PlanView;
class SceneView;
class Selection;
class Session;
class TopBar;
class ViewBar;
class ViewState;

/// The one window: top bar, key figures, 3D view over plan, docks, menus. Composes; computes nothing.
class MainWindow : public QMainWindow {
    Q_OBJECT
  public:
    MainWindow(Document& document, Session& session, Selection& selection, ViewState& view);
    ~MainWindow() override;

    SceneView& scene() const { return *m_scene; }
    PlanView& plan() const { return *m_plan; }
    FileActions& files() const { return *m_files; }
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
    void addDock(const char* name, QWidget* content, Qt::DockWidgetArea area);
    QAction* add(const char* name, const QKeySequence& key, std::function<void()> run);
    void retranslate();
    void applyTheme();
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
    Selection& m_selection;
    ViewState& m_view;
    std::map<twin::Id, twin::EquipmentType> m_catalogue;
    std::map<QString, QAction*> m_actions;
    std::vector<std::pair<QDockWidget*, const char*>> m_docks;
    std::vector<std::pair<class QMenu*, const char*>> m_menus;
    TopBar* m_top;
    ViewBar* m_viewBar;
    KeyFigureStrip* m_figures;
    QSplitter* m_split;
    SceneView* m_scene;
    PlanView* m_plan;
    IssuesPanel* m_issues;
    CataloguePanel* m_cataloguePanel;
    FileActions* m_files;
    QLabel* m_pointer;
    QMenuBar* m_menuBar;
};

}  // namespace plenum::app
