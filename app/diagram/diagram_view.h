// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/diagram/diagram_painter.h"
#include "twin/base/issue.h"

#include <QPointF>
#include <QThreadPool>
#include <QWidget>

#include <optional>

namespace plenum::app {

class Document;
class Selection;
class Session;
class ViewState;

/// A schematic of the site, laid out from its connections: coolant loops (P&ID) or power paths (single line).
///
/// Mouse     wheel zooms to the pointer; drag pans; click selects (Ctrl toggles), a stack selects all it stands for;
///           double click takes a device out of service or puts it back, and opens a stack of racks.
/// Keyboard  arrows walk the connections, Return opens a stack or shows the device in 3D, Space switches, C draws
///           opened stacks together again, + and − zoom, 0 and Home fit, Esc selects nothing.
/// Cost      laid out on a thread of its own and only when connections change; a paint is O(what is visible).
class DiagramView : public QWidget {
    Q_OBJECT
  public:
    DiagramView(twin::scene::Diagram diagram, Document& document, Session& session, Selection& selection, ViewState& view, QWidget* parent = nullptr);
    ~DiagramView() override;

    const DiagramScene& scene() const { return m_scene; }
    /// Brings what the devices are at up to the frame; painting does it too.
    void takeState();
    /// Nothing is being laid out and what is shown is laid out for the document's site.
    bool upToDate() const { return !m_running && !m_again; }
    void fitAll();
    void zoomBy(double factor);
    double scale() const { return m_scale; }
    /// Where the symbol (or the middle of the line) of an item is on the widget; nothing when it is not drawn.
    std::optional<QPointF> placeOf(twin::Id item) const;
    void reveal(twin::Id item);
    /// Takes what a symbol stands for out of service, or puts it back when all of it is out.
    void toggle(int node);
    void open(int node);
    void drawTogether();
    bool hasOpened() const { return !m_options.detail.empty(); }
    /// The whole drawing, whatever part of it is shown. False when the file cannot be written.
    bool exportSvg(const QString& path) const;
    bool exportPng(const QString& path, double scale = 2) const;

    QSize sizeHint() const override { return {900, 420}; }
    QSize minimumSizeHint() const override { return {200, 140}; }

  signals:
    void drawingChanged();
    void itemActivated(twin::Id item);  ///< to be shown in 3D
    void editRefused(const twin::Issues& issues);
    void exportRequested();

  protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    void takeSite();
    void takeSelection();
    void refresh();  ///< what is shown has other values
    void startLayout();
    void takeLayout(twin::scene::Schematic drawing, const std::shared_ptr<const twin::Site>& site);
    void zoomAt(QPointF at, double factor);
    void startView();
    int nodeAt(QPointF at) const;
    int linkAt(QPointF at) const;
    int current() const;
    void select(int node, int link, bool add);
    void walk(int key);
    bool switches(int node) const;
    void showTip(const QPoint& at, const QPoint& global);
    QPointF toDrawing(QPointF at) const { return (at - m_offset) / m_scale; }
    QPointF toWidget(QPointF at) const { return at * m_scale + m_offset; }
    std::vector<twin::Id> membersOf(int node, int link) const;

    Document& m_document;
    Session& m_session;
    Selection& m_selection;
    ViewState& m_view;
    DiagramScene m_scene;
    twin::scene::Diagram m_diagram;
    twin::scene::SchematicOptions m_options;
    std::shared_ptr<const twin::Site> m_laidOutFor;
    bool m_running = false, m_again = false, m_wanted = true, m_stale = true, m_fitted = false;
    double m_scale = 1;
    QPointF m_offset, m_pressedAt, m_lastAt;
    enum class Mouse { Idle, Pressed, Panning } m_mouse = Mouse::Idle;
    int m_walked = -1;  ///< where the arrows stand in a stack that is selected
    QThreadPool m_pool;  ///< last: waits for a layout under way
};

}  // namespace plenum::app
