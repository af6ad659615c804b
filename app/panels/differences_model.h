// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/model/difference.h"

#include <QAbstractTableModel>

#include <vector>

namespace plenum::app {

class ViewState;

/// The layout differences of one variant against another: what, object, change.
class DifferencesModel : public QAbstractTableModel {
    Q_OBJECT
  public:
    enum Column { WhatColumn, ObjectColumn, ChangeColumn, ColumnCount };
    explicit DifferencesModel(ViewState& view, QObject* parent = nullptr);
    void setDifferences(std::vector<twin::LayoutDifference> differences);
    const twin::LayoutDifference& difference(int row) const { return m_differences[static_cast<std::size_t>(row)]; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

  private:
    ViewState& m_view;
    std::vector<twin::LayoutDifference> m_differences;
};

}  // namespace plenum::app
