// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/panels/panel_support.h"
#include "twin/base/issue.h"

#include <QAbstractTableModel>

#include <array>
#include <vector>

namespace plenum::app {

/// Issues of structure and of the newest result; above 500 those of one code and severity become one row.
class IssuesModel : public QAbstractTableModel {
    Q_OBJECT
  public:
    enum Column { SeverityColumn, ItemColumn, TextColumn, RemedyColumn, ColumnCount };
    enum Role { SeverityRole = Qt::UserRole + 1 };  ///< int of twin::Severity, for filter and order
    static constexpr std::size_t kGroupAbove = 500;

    explicit IssuesModel(QObject* parent = nullptr);

    /// Rows stay (with their selection) when the same issues come again with other values.
    void setIssues(twin::Issues issues);
    void setTheme(const Theme& theme);
    const twin::Issue& issue(int row) const { return m_issues[m_rows[static_cast<std::size_t>(row)].front()]; }
    std::vector<twin::Id> items(int row) const;  ///< whatever the row is about, each once
    std::size_t count(twin::Severity severity) const;
    bool grouped() const { return m_grouped; }
    static QString severityText(twin::Severity severity);
    /// Tab-separated, with a header line.
    QString asText(const std::vector<int>& rows) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

  private:
    QString text(int row, int column) const;

    twin::Issues m_issues;
    std::vector<std::vector<std::size_t>> m_rows;
    bool m_grouped = false;
    std::array<QIcon, 3> m_icons;
    Theme m_theme;
};

}  // namespace plenum::app
