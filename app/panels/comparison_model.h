// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/widgets/theme.h"
#include "twin/frame/comparison.h"

#include <QAbstractTableModel>

namespace plenum::app {

class ViewState;

/// Measure, one value a subject, one difference a subject beside the first, what it rests on.
class ComparisonModel : public QAbstractTableModel {
    Q_OBJECT
  public:
    explicit ComparisonModel(ViewState& view, QObject* parent = nullptr);
    void setComparison(twin::Comparison comparison);
    const twin::Comparison& comparison() const { return m_comparison; }
    /// The subject that a column belongs to; −1 for the measure and what it rests on.
    int subjectOf(int column) const;
    void refresh();
    /// Tab-separated, with the header.
    QString asText() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

  private:
    int subjects() const { return static_cast<int>(m_comparison.subjects.size()); }
    bool isDifference(int column) const { return column > subjects() && column < 2 * subjects(); }

    ViewState& m_view;
    twin::Comparison m_comparison;
};

}  // namespace plenum::app
