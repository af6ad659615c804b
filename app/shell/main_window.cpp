// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/main_window.h"

#include "app/document/document.h"
#include "app/files/project_files.h"
#include "app/models/view_state.h"
#include "app/panels/catalogue_panel.h"
#include "app/panels/conditions_panel.h"
#include "app/panels/history_panel.h"
#include "app/panels/inspector.h"
#include "app/panels/issues_panel.h"
#include "app/panels/key_figure_strip.h"
#include "app/panels/site_tree.h"
#include "app/panels/spcf_panel.h"
#include "app/plan2d/plan_view.h"
#include "app/session/session.h"
#include "app/session/live.h"
#include "app/session/plugin_overlays.h"
#include "app/shell/file_actions.h"
#include "app/shell/language.h"
#include "app/shell/plugin_actions.h"
#include "app/shell/top_bar.h"
#include "app/shell/view_bar.h"
#include "app/workspaces/compare_workspace.h"
#include "app/workspaces/presenter.h"
#include "app/view3d/camera_control.h"
#include "app/view3d/scene_view.h"
#include "app/widgets/theme.h"
#include "twin/model/wiring.h"

#include <QApplication>
#include <QClipboard>
#include <QCloseEvent>
#include <QDockWidget>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTimer>
#include <QUndoStack>
#include <QVBoxLayout>

namespace plenum::app {

namespace {
constexpr int kSide_px = 344;  ///< of the panels at the right: five tabs and a form fit
}

MainWindow::MainWindow(Document& document, Session& session, Live& live, Selection& selection, ViewState& view)
    : m_document(document), m_session(session), m_live(live), m_selection(selection), m_view(view), m_files(new FileActions(document, session, this)),
      m_plugins(new PluginActions(document, session, view, *m_files, live.plugins(), this)) {
    setObjectName("mainWindow");
    resize(1600, 1000);
    twin::Issues catalogueIssues;
    const auto types = files::shippedCatalogue(&catalogueIssues);
    for (const auto& type : types) m_catalogue.emplace(type.id, type);

    buildViews();
    m_cataloguePanel->setTypes(types);
    buildWorkspaces();
    buildActions();
    buildMenus();
    restoreLayout();
    retranslate();
    applyTheme();

    connect(m_files, &FileActions::fileIssues, m_issues, &IssuesPanel::setStructural);
    m_issues->setStructural(catalogueIssues);
    connect(&document, &Document::projectReset, this, [this] {
        m_selection.clear();
        QTimer::singleShot(0, this, &MainWindow::showMainRoom);  // once the views have taken the site and their size
    });
    connect(&document, &Document::variantChanged, this, &MainWindow::showMainRoom);
    connect(&document, &Document::variantChanged, this, &MainWindow::compareWithParent);
    connect(&document, &Document::modifiedChanged, this, &MainWindow::updateTitle);
    connect(&document, &Document::projectReset, this, &MainWindow::updateTitle);
    connect(&selection, &Selection::changed, this, &MainWindow::updateEnabled);
    connect(&view, &ViewState::themeChanged, this, &MainWindow::applyTheme);
    connect(&session, &Session::frameChanged, this, &MainWindow::compareWithParent);
    new PluginTexts(live.plugins().usable(twin::extend::PluginKind::Overlay), this);
    m_pluginOverlays = new PluginOverlays(live.plugins(), view, this);
    connect(m_pluginOverlays, &PluginOverlays::issuesChanged, this, [this] { m_issues->setOthers("overlays", m_pluginOverlays->issues()); });
    m_issues->setOthers("live", live.issues());
    connect(&live, &Live::issuesChanged, this, [this] { m_issues->setOthers("live", m_live.issues()); });
    updateEnabled();
    updateTitle();
}

MainWindow::~MainWindow() = default;

bool MainWindow::overlaysLoaded() const { return m_pluginOverlays->loaded(); }

void MainWindow::buildViews() {
    auto* centre = new QWidget(this);
    auto* column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* header = new QWidget(this);
    header->setObjectName("header");
    auto* headerColumn = new QVBoxLayout(header);
    headerColumn->setContentsMargins(0, 0, 0, 0);
    headerColumn->setSpacing(0);
    m_top = new TopBar(m_document, m_session, m_view, header);
    m_top->setActions([this] { return allActions(); });
    m_figures = new KeyFigureStrip(m_session, m_selection, m_view, header);
    m_figures->setObjectName("keyFigures");
    m_menuBar = new QMenuBar(header);
    headerColumn->addWidget(m_menuBar);
    headerColumn->addWidget(m_top);
    headerColumn->addWidget(m_figures);
    setMenuWidget(header);  // above the docks, over the whole width

    m_viewBar = new ViewBar(m_view, centre);
    m_split = new QSplitter(Qt::Vertical, centre);
    m_split->setObjectName("views");
    m_split->setChildrenCollapsible(false);
    m_scene = new SceneView(m_document, m_session, m_selection, m_view, m_split);
    m_scene->setObjectName("scene");
    m_plan = new PlanView(m_document, m_session, m_selection, m_view, m_split);
    m_plan->setObjectName("plan");
    m_split->addWidget(m_scene);
    m_split->addWidget(m_plan);
    m_split->setSizes({520, 400});
    const auto resolver = [this](twin::Id id) -> const twin::EquipmentType* {
        const auto found = m_catalogue.find(id);
        return found == m_catalogue.end() ? nullptr : &found->second;
    };
    m_plan->setTypeResolver(resolver);
    m_scene->setTypeResolver(resolver);
    m_stack = new QStackedWidget(centre);
    m_stack->setObjectName("workspaces");
    m_stack->addWidget(m_split);
    column->addWidget(m_viewBar);
    column->addWidget(m_stack, 1);
    setCentralWidget(centre);
    m_plan->setFocus();

    m_pointer = new QLabel(this);
    m_pointer->setObjectName("status.pointer");
    statusBar()->addPermanentWidget(m_pointer);
    connect(m_plan, &PlanView::pointerMoved, this, [this](twin::Vec2 at) {
        m_pointer->setText(QString::fromStdString("x " + twin::formatQuantity(at.x, twin::Unit::Metre, m_view.units()) + "   y " + twin::formatQuantity(at.y, twin::Unit::Metre, m_view.units())));
    });
    connect(m_plan, &PlanView::typeDropped, this, &MainWindow::place);
    connect(m_scene, &SceneView::typeDropped, this, &MainWindow::place);
    connect(m_plan, &PlanView::itemActivated, this, [this](twin::Id id) { m_scene->focusItem(id); });
    connect(m_scene, &SceneView::itemActivated, this, [this](twin::Id id) { m_plan->focusItem(id); });
    connect(m_plan, &PlanView::contextMenuRequested, this, [this](const QPoint& global, twin::Id id) { contextMenu(global, id); });
    connect(m_scene, &SceneView::contextMenuRequested, this, &MainWindow::contextMenu);
    connect(m_plan, &PlanView::editRefused, this, &MainWindow::refuse);
    connect(m_scene, &SceneView::editRefused, this, &MainWindow::refuse);
    buildDocks();
}

void MainWindow::addDock(const char* name, QWidget* content, Qt::DockWidgetArea area) {
    auto* dock = new QDockWidget(this);
    dock->setObjectName(QStringLiteral("dock.%1").arg(QString::fromUtf8(name).toLower().remove(u' ')));
    if (area == Qt::RightDockWidgetArea) content->setMinimumWidth(kSide_px);
    dock->setWidget(content);
    QDockWidget* first = nullptr;
    for (const auto& known : m_docks)
        if (dockWidgetArea(known.first) == area) first = known.first;
    addDockWidget(area, dock);
    if (first != nullptr) tabifyDockWidget(first, dock);
    m_docks.emplace_back(dock, name);
}

void MainWindow::buildDocks() {
    setDockNestingEnabled(true);
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    m_cataloguePanel = new CataloguePanel(m_view, this);
    auto* tree = new SiteTree(m_document, m_selection, m_view, this);
    auto* inspector = new Inspector(m_document, m_session, m_selection, m_view, this);
    auto* conditions = new ConditionsPanel(m_document, m_selection, m_view, this);
    m_issues = new IssuesPanel(m_session, m_selection, m_view, this);
    addDock(QT_TR_NOOP("Catalogue"), m_cataloguePanel, Qt::LeftDockWidgetArea);
    addDock(QT_TR_NOOP("Site"), tree, Qt::LeftDockWidgetArea);
    addDock(QT_TR_NOOP("Inspector"), inspector, Qt::RightDockWidgetArea);
    addDock(QT_TR_NOOP("Conditions"), conditions, Qt::RightDockWidgetArea);
    addDock(QT_TR_NOOP("SPCF"), new SpcfPanel(m_session, m_view, this), Qt::RightDockWidgetArea);
    addDock(QT_TR_NOOP("Issues"), m_issues, Qt::BottomDockWidgetArea);
    addDock(QT_TR_NOOP("History"), new HistoryPanel(m_document, this), Qt::BottomDockWidgetArea);
    buildLiveDocks();
    for (const auto& [dock, name] : m_docks)
        if (std::string_view(name) == "Catalogue" || std::string_view(name) == "Inspector" || std::string_view(name) == "Issues") dock->raise();
    resizeDocks({m_docks[0].first, m_docks[2].first}, {240, kSide_px}, Qt::Horizontal);
    resizeDocks({m_docks[5].first}, {150}, Qt::Vertical);

    connect(m_cataloguePanel, &CataloguePanel::placeRequested, this, &MainWindow::placeInView);
    connect(tree, &SiteTree::contextMenuRequested, this, &MainWindow::contextMenu);
    connect(tree, &SiteTree::focusRequested, this, [this](twin::Id id) {
        m_scene->focusItem(id);
        m_plan->focusItem(id);
    });
    connect(tree, &SiteTree::refused, this, &MainWindow::refuse);
    connect(inspector, &Inspector::refused, this, &MainWindow::refuse);
    connect(conditions, &ConditionsPanel::refused, this, &MainWindow::refuse);
    connect(m_issues, &IssuesPanel::remedyActivated, this, [this](const QString&, twin::Id item) {
        if (!item) return;
        m_selection.select({item});
        m_scene->focusItem(item);
        m_plan->focusItem(item);
    });
}

void MainWindow::fitAll() {
    m_scene->fitAll();
    m_plan->fitAll();
}

void MainWindow::showMainRoom() {
    const twin::Item* main = nullptr;
    m_document.site()->items(twin::Kind::Room).forEach([&](const twin::Item& room) {
        const bool it = m_document.site()->choice<twin::RoomPurpose>(room, twin::Param::RoomPurpose) == twin::RoomPurpose::It;
        if (it && (main == nullptr || twin::outlineArea_m2(room.points) > twin::outlineArea_m2(main->points))) main = &room;
    });
    if (main == nullptr) {
        fitAll();
        return;
    }
    m_scene->showStandardView(StandardView::Isometric);
    m_scene->fitRoom(main->id);
    m_plan->fitRoom(main->id);
}

void MainWindow::showIssues(const twin::Issues& issues) { m_issues->setStructural(issues); }

void MainWindow::refuse(const twin::Issues& issues) { m_files->report(issues); }

void MainWindow::place(twin::Id typeId, twin::Vec3 position, double rotation_deg) {
    const twin::EquipmentType* type = nullptr;
    if (const auto known = m_catalogue.find(typeId); known != m_catalogue.end()) type = &known->second;
    if (type == nullptr) {
        const auto& types = *m_document.project().types();
        const auto known = types.find(typeId);
        if (known == types.end()) return;
        type = known->second.get();
    }
    twin::Item item;
    item.id = twin::newId();
    item.kind = type->kind;
    item.name = twin::freshName(m_document.variant().site, type->kind, translated(twin::spec(type->kind).label).toStdString());
    item.position = position;
    item.rotation_deg = rotation_deg;
    const twin::Shape shape = twin::spec(type->kind).shape;
    if (shape == twin::Shape::Route || shape == twin::Shape::Outline) {  // a first piece to be drawn further by its points
        const double half = 1.5;
        if (shape == twin::Shape::Route) {
            item.points = {{position.x - half, position.y, 2.6}, {position.x + half, position.y, 2.6}};
        } else {
            item.points = {{position.x - half, position.y - half, 0}, {position.x + half, position.y - half, 0}, {position.x + half, position.y + half, 0}, {position.x - half, position.y + half, 0}};
        }
        item.position = {};
    }
    const twin::Id id = item.id;
    const auto issues = m_document.apply(twin::placeAndWire(m_document.variant(), std::move(item), type));
    refuse(issues);
    if (issues.empty()) m_selection.select({id});
}

void MainWindow::placeInView(twin::Id type) {
    const twin::Vec2 centre = m_plan->toSite(QPointF(m_plan->width() / 2.0, m_plan->height() / 2.0));
    place(type, {std::round(centre.x / 0.6) * 0.6 + 0.3, std::round(centre.y / 0.6) * 0.6, 0}, 0);
}

void MainWindow::removeSelected() {
    const auto edit = twin::removeItems(m_document.variant(), m_selection.ids());
    m_selection.clear();
    refuse(m_document.apply(edit));
}

void MainWindow::duplicateSelected() {
    std::vector<twin::Id> created;
    double width = 0.6;
    if (const twin::Item* item = m_document.site()->find(m_selection.current())) width = std::max(0.1, m_document.site()->value(*item, twin::Param::Width));
    const auto edit = twin::duplicateItems(m_document.variant(), m_selection.ids(), {std::isfinite(width) ? width : 0.6, 0, 0}, &created);
    const auto issues = m_document.apply(edit);
    refuse(issues);
    if (issues.empty() && !created.empty()) m_selection.select(created);
}

void MainWindow::rotateSelected() { refuse(m_document.apply(twin::rotateItems(m_document.variant(), m_selection.ids(), 90))); }

void MainWindow::selectAllRacks() {
    std::vector<twin::Id> ids;
    m_document.site()->items(twin::Kind::Rack).forEach([&](const twin::Item& item) { ids.push_back(item.id); });
    m_selection.select(std::move(ids));
}

void MainWindow::contextMenu(const QPoint& global, twin::Id item) {
    if (item && !m_selection.contains(item)) m_selection.select({item});
    QMenu menu(this);
    for (const char* name : {"edit.duplicate", "edit.rotate", "edit.delete"}) menu.addAction(action(name));
    menu.addSeparator();
    menu.addAction(action("view.fit"));
    menu.exec(global);
}

void MainWindow::copyPicture() { QApplication::clipboard()->setImage(grab().toImage()); }

void MainWindow::compareWithParent() {
    // The strip shows differences once the parent has been solved too; the session keeps the last frame of each variant.
    const twin::Id parent = m_document.variant().parent;
    const twin::Variant* variant = m_document.project().find(parent);
    m_figures->setParentFrame(variant ? m_session.frameOf(parent) : nullptr, variant ? QString::fromStdString(variant->name) : QString());
}

void MainWindow::updateEnabled() {
    const bool some = !m_selection.ids().empty();
    for (const char* name : {"edit.delete", "edit.duplicate", "edit.rotate", "view.focus"}) action(name)->setEnabled(some);
}

void MainWindow::updateTitle() {
    setWindowModified(m_document.isModified());
    const QString name = m_document.path().isEmpty() ? QString::fromStdString(m_document.project().name) : m_document.path();
    setWindowTitle(QStringLiteral("%1[*] – Plenum").arg(name.isEmpty() ? tr("unsaved project") : name));
}

void MainWindow::applyTheme() {
    app::applyTheme(*qApp, themeOf(m_view.dark() ? ThemeKind::Dark : ThemeKind::Light));
    QSettings().setValue("window/dark", m_view.dark());
}

void MainWindow::restoreLayout() {
    const QSettings settings;
    restoreGeometry(settings.value("window/geometry").toByteArray());
    applyDocks(m_workspace);
    m_compare->restoreState(settings.value("window/compare").toByteArray());
    if (const auto sizes = settings.value("window/views").toByteArray(); !sizes.isEmpty()) m_split->restoreState(sizes);
}

void MainWindow::closeEvent(QCloseEvent* event) {
    m_presenter->end();
    if (!m_files->mayClose()) {
        event->ignore();
        return;
    }
    m_files->closed();
    QSettings settings;
    settings.setValue("window/geometry", saveGeometry());
    saveDocks();
    settings.setValue("window/compare", m_compare->saveState());
    settings.setValue("window/views", m_split->saveState());
    QMainWindow::closeEvent(event);
}

void MainWindow::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QMainWindow::changeEvent(event);
}

}  // namespace plenum::app
