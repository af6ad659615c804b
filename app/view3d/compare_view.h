// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QImage>
#include <QWidget>
#include <map>
#include <memory>
#include <vector>

#include "app/view3d/vtk_widget.h"
#include "twin/frame/frame.h"

namespace plenum::app {

class Selection;
class ViewState;

/// How an item of an entry differs from the entry it is compared with.
enum class ItemChange { Added, Removed, Moved, Changed };

/// One site of a comparison.
struct CompareEntry {
    QString name;
    QColor colour;
    std::shared_ptr<const twin::Site> site;
    std::shared_ptr<const twin::Frame> frame;  ///< null: no results yet
    /// The overlay's value minus the reference's, SI; NaN = none. Shown by setDifferenceShown.
    std::map<twin::Id, double> difference;
    /// In the colours of their state by setDifferenceShown. Removed belongs to the entry that still has the item.
    std::map<twin::Id, ItemChange> changes;
};

/// Sites side by side in one render window, each in its own viewport, seen by one camera: all turn together. One overlay
/// and one range for all (the widest of their frames), one legend, the variant's name over each. Nothing is edited here.
///
/// Mouse     left drag orbits, middle or Shift drag pans, wheel zooms to the cursor of its viewport, click selects,
///           Ctrl+click toggles, double click brings the item into view. Hover and selection are shown in all viewports.
/// Keyboard  Return brings the selection into view, Esc clears it; 1 … 6 standard views, P projection, Home or F fits.
/// Cost      setEntries: what changed in each entry (see SceneActors); a frame has the pixels of one view.
class CompareView : public QWidget {
    Q_OBJECT

  public:
    CompareView(Selection& selection, ViewState& view, QWidget* parent = nullptr);
    ~CompareView() override;

    /// The camera stays; it fits the sites when there were none before. Entries without a site are empty viewports.
    void setEntries(std::vector<CompareEntry> entries);
    const std::vector<CompareEntry>& entries() const;
    /// Differences in place of the overlay: blue less, orange more, grey none; what was added, removed, moved or changed
    /// takes the colour of its state, as an outline where it has a difference to show.
    void setDifferenceShown(bool shown);
    bool differenceShown() const;

    void fitAll();
    void focusItem(twin::Id id);
    void showStandardView(StandardView view);
    CameraPose cameraPose() const;
    void setCameraPose(const CameraPose& pose, bool animated);
    /// The picture with names and legend at `scale` times the device pixels; null without OpenGL.
    QImage grabImage(int scale = 1);
    VtkWidget& canvas();

    QSize sizeHint() const override { return {1100, 520}; }
    QSize minimumSizeHint() const override { return {420, 200}; }

  signals:
    void framePainted(double milliseconds);
    void itemActivated(twin::Id id);  ///< double click or Return

  protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* object, QEvent* event) override;

  private:
    struct State;
    class Mouse;
    void takeTheme();
    void takeOverlay();
    void takeSelection();
    void takeHover();
    void recolour(std::size_t entry);
    void fadeOutlines();
    void refreshLegend();
    void placeLegend();
    QString valueOf(const CompareEntry& entry, twin::Id id) const;

    Selection& m_selection;
    ViewState& m_view;
    std::unique_ptr<State> m_state;
};

}  // namespace plenum::app
