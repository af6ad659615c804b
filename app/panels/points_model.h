// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/units.h"
#include "twin/model/item.h"

#include <QAbstractTableModel>

#include <vector>

namespace plenum::app {

/// The points of one route or outline: x, y and, of a route, z; then how far the next point is.
///
/// An entry changes nothing here: it is announced, and the row shows what the document answers. Rows stay (with their
/// selection) when other points come; one more or one less is inserted or removed where it differs.
class PointsModel : public QAbstractTableModel {
    Q_OBJECT
  public:
    enum Column { X, Y, Z, ToNext };  ///< as columnAt() gives them
    enum Role { ValueRole = Qt::UserRole + 1 };  ///< SI, double

    using QAbstractTableModel::QAbstractTableModel;

    void clear();  ///< ends what is being edited, too
    void setPoints(const std::vector<twin::Vec3>& points, bool outline);
    void setUnits(twin::UnitSystem units);
    void retranslate();
    const std::vector<twin::Vec3>& points() const { return m_points; }
    bool outline() const { return m_outline; }
    Column columnAt(int section) const { return m_outline && section == Z ? ToNext : static_cast<Column>(section); }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    /// `value` in SI for ValueRole, as the reader types it ("3.5", "12 ft") for EditRole; false when it is no length.
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;

  signals:
    void entered(const std::vector<twin::Vec3>& points);

  private:
    double value(int row, Column column) const;

    std::vector<twin::Vec3> m_points;
    bool m_outline = false;
    twin::UnitSystem m_units = twin::UnitSystem::SI;
};

}  // namespace plenum::app
