// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/panels/collapsible_section.h"
#include "app/panels/inspected.h"
#include "twin/model/project.h"

#include <array>

class QLabel;
class QPushButton;

namespace plenum::app {

class QuantityEdit;
class ViewState;

/// Where the selection stands: x, y, z, rotation, room and row; size of outlines and routes.
class PlaceSection : public CollapsibleSection {
    Q_OBJECT
  public:
    explicit PlaceSection(const ViewState& viewState, QWidget* parent = nullptr);

    void show(const Inspected& inspected);
    void discard();
    enum Coordinate { X, Y, Z, Rotation, CoordinateCount };

  signals:
    void placeChanged(plenum::app::PlaceSection::Coordinate coordinate, double value);
    void selectRequested(twin::Id id);

  private:
    const ViewState& m_viewState;
    std::array<QLabel*, CoordinateCount> m_labels;
    std::array<QuantityEdit*, CoordinateCount> m_edits;
    QLabel *m_extentLabel, *m_extent, *m_inLabel;
    QPushButton* m_in;
    twin::Id m_parent;
};

/// The edit that gives one coordinate of all box items the same value.
twin::Edit setCoordinate(const twin::Variant& variant, const std::vector<twin::Id>& ids, PlaceSection::Coordinate coordinate, double value);

}  // namespace plenum::app
