// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QPoint>
#include <QWidget>
#include <functional>
#include <memory>

#include "app/view3d/vtk_widget.h"
#include "twin/base/issue.h"
#include "twin/model/project.h"

namespace plenum::app {

class AirPictures;
class Document;
class LegendWidget;
class Selection;
class Session;
class ViewState;

/// The site in 3D, coloured by the overlay: boxes, pipes, busways, floors with the air's temperature, the section plane,
/// legend and names. Draws only when something changed.
///
/// Mouse     drag of a box moves it (or the whole selection) over the floor, snapping as on the plan (Alt: without);
///           drag of anything else orbits, Shift or middle drag pans, wheel zooms; click selects, Ctrl+click toggles,
///           double click brings the item into view; right click asks for the menu.
/// Keyboard  arrows nudge by 0.1 m (Shift: 1 cm), R turns by 90°, Esc cancels a drag, Return brings the selection into
///           view; 1 … 6 standard views, P projection, Home or F fits all.
/// Cost      a moved item costs its chunk of instances; a new frame recolours in O(items). See SceneBoxes.
class SceneView : public QWidget {
    Q_OBJECT

  public:
    SceneView(Document& document, Session& session, Selection& selection, ViewState& view, QWidget* parent = nullptr);
    ~SceneView() override;

    void fitAll();
    void fitRoom(twin::Id room);
    /// Flies to the item, without selecting it.
    void focusItem(twin::Id id);
    void showStandardView(StandardView view);
    /// The picture with title, names and legend at `scale` times the device pixels; null without OpenGL.
    QImage grabImage(int scale = 1);
    /// Generation of the engine's frame that the last completed paint showed; −1 before the first.
    qint64 lastPaintedGeneration() const;
    /// The bare 3D widget: camera, render count, renderer's name.
    VtkWidget& canvas();
    /// Where the camera stands, for saved views; `animated`: it flies there.
    CameraPose cameraPose() const;
    void setCameraPose(const CameraPose& pose, bool animated);
    const AirPictures& airPictures() const;
    /// Finds a catalogue entry that is not in the project yet: the ghost of a dragged type takes its size from it.
    void setTypeResolver(std::function<const twin::EquipmentType*(twin::Id)> resolver);

    static constexpr const char* kTypeMime = "application/x-plenum-type";  ///< 16 hexadecimal digits

    QSize sizeHint() const override { return {900, 520}; }
    QSize minimumSizeHint() const override { return {320, 200}; }

  signals:
    void framePainted(double milliseconds);
    void itemActivated(twin::Id id);  ///< double click or Return
    void contextMenuRequested(const QPoint& global, twin::Id item);  ///< none on open floor
    void typeDropped(twin::Id type, twin::Vec3 position, double rotation);
    void editRefused(const twin::Issues& issues);

  protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* object, QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragMoveEvent(QDragMoveEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

  private:
    friend class SceneMouse;
    struct State;
    void takeSite();
    void takeFrame();
    void takeTheme();
    void takeSelection();
    void takeHover();
    void takeAll();
    void recolour();
    void refreshFields();
    void refreshAir();
    void refreshLegend();
    void refreshTitle();
    void refreshTexts();
    void placeLegend();
    void updateDrag();
    void endDrag();
    void nudge(const twin::Vec3& by);
    void turnSelection();
    void applyEdit(const twin::Edit& edit);
    void showTip(const QPoint& global);
    void moveGhost(QPointF at, bool snapping);
    QString valueOf(twin::Id id) const;
    QString fieldState() const;
    QString sectionText() const;

    Document& m_document;
    Session& m_session;
    Selection& m_selection;
    ViewState& m_view;
    std::unique_ptr<State> m_state;
};

}  // namespace plenum::app
