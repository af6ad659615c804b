// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/issue.h"
#include "twin/base/vec.h"
#include "twin/model/project.h"

#include <QImage>
#include <QWidget>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

class QMimeData;

namespace plenum::app {

struct PointHandle;
class Document;
class Session;
class Selection;
class ViewState;

/// The floor plan: one painted widget. Layers that do not change are kept as pictures; while something is dragged only
/// it and its marks are painted anew.
///
/// Mouse     wheel zooms to the pointer; middle or Alt+drag pans; click selects, Ctrl+click toggles; drag on open floor
///           is a rubber band; drag of an item moves the selection (Shift: without snapping; Esc: back; R: turn).
/// Points    one selected route or outline has a handle at each point and a smaller one on each segment: drag moves a
///           point or pulls a new one out of the segment, Delete removes the one under the pointer or in focus.
/// Keyboard  arrows nudge by a tile (Shift: 1 cm), R turns by 90°, Tab walks through the racks, + and − zoom, Home fits.
///           With a route or outline selected Tab walks its points: arrows move one, Insert adds one behind it.
/// Cost      a full repaint with 10 000 racks under 30 ms.
class PlanView : public QWidget {
    Q_OBJECT
  public:
    PlanView(Document& document, Session& session, Selection& selection, ViewState& view, QWidget* parent = nullptr);
    ~PlanView() override;

    void fitAll();
    void fitRoom(twin::Id room);
    /// Brings the item into view, zoomed so that it can be read, without selecting it.
    void focusItem(twin::Id id);
    void zoomBy(double factor);
    double scale_px_per_m() const;
    /// Where a point of the site is on the widget, and back.
    QPointF toWidget(twin::Vec2 site) const;
    twin::Vec2 toSite(QPointF widget) const;

    /// Finds a catalogue entry that is not in the project yet: the ghost of a dragged type takes its size from it.
    /// Types of the project are found without it.
    void setTypeResolver(std::function<const twin::EquipmentType*(twin::Id)> resolver);

    /// The plan as shown, as a vector drawing; false when the file cannot be written.
    bool exportSvg(const QString& path) const;
    /// The present view in another size: same centre, same extent.
    QImage renderImage(QSize size) const;
    static constexpr const char* kTypeMime = "application/x-plenum-type";  ///< 16 hexadecimal digits

    QSize sizeHint() const override { return {900, 420}; }
    QSize minimumSizeHint() const override { return {240, 160}; }

  signals:
    void itemActivated(twin::Id id);  ///< double click or Return
    void typeDropped(twin::Id type, twin::Vec3 position, double rotation);
    void contextMenuRequested(const QPoint& global, twin::Id item, twin::Vec3 at);  ///< item: none on open floor
    void pointerMoved(twin::Vec2 site);
    void editRefused(const twin::Issues& issues);

  protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool focusNextPrevChild(bool next) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragMoveEvent(QDragMoveEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

  private:
    struct State;
    void takeSite();
    void takeFrame();
    void takeTheme();
    void recolour();
    void invalidate(bool ground, bool items);
    void refreshCollisions();
    void refreshPending();
    QString tipOf(twin::Id item) const;
    void paintLive(QPainter& painter);
    void paintSelection(QPainter& painter);
    void paintDrag(QPainter& painter);
    void paintPlacing(QPainter& painter);
    void startDrag(twin::Id grabbed);
    void scheduleDrag();
    void sendPreview();
    void finishDrag();
    void cancelDrag();
    bool setSnapping(bool snapping);  ///< of what is dragged; false when nothing is
    void applyEdit(const twin::Edit& edit);
    void nudge(int dx, int dy, bool fine);
    double nudgeStep_m(const twin::Item& item, bool fine) const;
    void turnSelection();
    void zoomAt(QPointF at, double factor);
    void hoverAt(QPointF at);
    bool takeGhost(const QMimeData* mime);
    void moveGhost(QPointF at, Qt::KeyboardModifiers modifiers);
    double reach_m() const;
    double snapReach_m() const;

    const twin::Item* shapedItem() const;  ///< the one selected item with points; null without
    std::optional<std::size_t> focusedPoint() const;
    std::optional<std::size_t> pointForKeys() const;  ///< under the pointer, else in focus
    void focusPoint(std::optional<std::size_t> point);
    void revealPoint(std::size_t point);
    PointHandle handleUnder(QPointF at) const;
    void startShaping();
    void previewShape();
    void finishShaping();
    void applyPoints(std::vector<twin::Vec3> points);
    void removePoint(std::size_t at);
    bool pointKey(const QKeyEvent& event);
    bool walkPoints(bool next);
    void paintShape(QPainter& painter);

    Document& m_document;
    Session& m_session;
    Selection& m_selection;
    ViewState& m_view;
    std::unique_ptr<State> m_state;
};

}  // namespace plenum::app
