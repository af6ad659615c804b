// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/live.h"
#include "app/panels/panel_support.h"

#include <QAbstractTableModel>

#include <array>
#include <vector>

namespace plenum::app {

class Document;

/// Alarms at the moment shown, worst first.
class AlarmsModel : public QAbstractTableModel {
    Q_OBJECT
  public:
    enum Column { SeverityColumn, ItemColumn, WhatColumn, ValueColumn, LimitColumn, SinceColumn, StateColumn, ColumnCount };
    AlarmsModel(Live& live, Document& document, ViewState& viewState, QObject* parent = nullptr);

    /// Takes over what Live knows; rows stay, with their selection, when the same alarms come again.
    void refresh();
    /// Marks of unacknowledged alarms are drawn faintly while set.
    void setFaint(bool faint);
    const Live::Alarm& alarm(int row) const { return m_alarms[static_cast<std::size_t>(row)]; }
    std::size_t active() const;          ///< condition still there, not shelved
    std::size_t unacknowledged() const;  ///< nobody has looked, not shelved
    QString asText() const;              ///< tab-separated, with a header line

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

  private:
    QString text(const Live::Alarm& alarm, int column) const;
    static bool isOpen(const Live::Alarm& alarm);
    const twin::telemetry::Point* pointOf(const Live::Alarm& alarm) const;

    Live& m_live;
    Document& m_document;
    ViewState& m_viewState;
    std::vector<Live::Alarm> m_alarms;
    std::array<QIcon, 3> m_icons, m_faintIcons;
    bool m_faint = false;
};

}  // namespace plenum::app
