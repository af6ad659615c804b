// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/live.h"

#include <QObject>

namespace plenum::app {

class Selection;
class ViewState;

/// The last hour of what the pointer rests on: asked for when it gets there, handed to the tool tips of the views.
class HoverTrend : public QObject {
    Q_OBJECT
  public:
    HoverTrend(Live& live, Selection& selection, ViewState& view, QObject* parent = nullptr);

  private:
    void ask();
    void take(quint64 ticket, const std::vector<twin::HistoryBucket>& buckets);

    Live& m_live;
    Selection& m_selection;
    ViewState& m_view;
    twin::Id m_item;
    std::uint32_t m_point = 0;
    quint64 m_ticket = 0;
};

}  // namespace plenum::app
