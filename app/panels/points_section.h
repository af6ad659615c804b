// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/panels/collapsible_section.h"
#include "app/panels/inspected.h"

class QLabel;
class QPushButton;
class QTableView;

namespace plenum::app {

class PointsModel;
class ViewState;

/// The corners of one outline or the route of one pipe, busway or cable: a table to enter, add and remove points.
///
/// Keyboard  F2, Return or a digit edits the cell, Tab goes on, Insert adds a point behind the row, Delete removes it.
class PointsSection : public CollapsibleSection {
    Q_OBJECT
  public:
    explicit PointsSection(const ViewState& viewState, QWidget* parent = nullptr);

    /// Hidden unless exactly one item with points is shown.
    void show(const Inspected& inspected);

  signals:
    void pointsChanged(const std::vector<twin::Vec3>& points);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void add();
    void remove();
    void showActions();
    void showSummary();
    void fitHeight();
    int row() const;

    const ViewState& m_viewState;
    PointsModel* m_model;
    QTableView* m_view;
    QPushButton *m_add, *m_remove;
    QLabel *m_summary, *m_wrong;
    twin::Item m_item;  ///< as shown last; without id: none
};

}  // namespace plenum::app
