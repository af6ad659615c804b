// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/telemetry/binding.h"

#include <QAbstractTableModel>
#include <QColor>

namespace plenum::app {

/// The rows of the binding. An entry is announced, not taken: the project answers with setBinding().
class BindingModel : public QAbstractTableModel {
    Q_OBJECT
  public:
    enum Column { MatchColumn, PointColumn, ItemColumn, QuantityColumn, UnitColumn, ScaleColumn, OffsetColumn, LowColumn, HighColumn, AbsentColumn, DeadbandColumn, StaleColumn, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;

    void setBinding(const twin::telemetry::Binding& binding);
    const twin::telemetry::Binding& binding() const { return m_binding; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    /// False for what is no number, no way of matching, no point, no object or a time that is not positive.
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    static QString matchText(twin::telemetry::Match match);

  signals:
    void entered(const twin::telemetry::Binding& binding);

  private:
    twin::telemetry::Binding m_binding;
};

/// What became of the points: those that are unbound or doubtful, with the reason.
class BindLinesModel : public QAbstractTableModel {
    Q_OBJECT
  public:
    enum Column { StateColumn, PointColumn, ItemColumn, ReasonColumn, ColumnCount };
    static constexpr std::size_t kMostLines = 5000;
    using QAbstractTableModel::QAbstractTableModel;
    void setReport(const twin::telemetry::BindReport& report);
    void setColours(const QColor& doubtful, const QColor& unbound);
    const twin::telemetry::BindLine& line(int row) const { return m_lines[static_cast<std::size_t>(row)]; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

  private:
    std::vector<twin::telemetry::BindLine> m_lines;
    QColor m_doubtful, m_unbound;
};

}  // namespace plenum::app
