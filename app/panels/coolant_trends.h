// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/liquid/coolant_trend.h"

#include <QTimer>
#include <QWidget>

#include <vector>

class QLabel;
class QTableWidget;

namespace twin {
struct HistoryBucket;
}

namespace plenum::app {

class Document;
class Live;
class ViewState;
class WhenSeen;

/// What the history says of filters, conductivity and pH: where each stands, how fast it moves, when it leaves its limits.
/// Hidden while no such value is bound. A row, entered, asks for its object.
class CoolantTrends : public QWidget {
    Q_OBJECT
  public:
    CoolantTrends(Document& document, Live& live, ViewState& viewState, QWidget* parent = nullptr);

  signals:
    void focusRequested(twin::Id id);

  protected:
    void changeEvent(QEvent* event) override;

  private:
    struct Row {
        std::uint32_t point = 0;
        twin::Id item;
        std::string name;
        twin::Quantity quantity = twin::Quantity::Ph;
        twin::liquid::TrendRule rule;
        std::vector<twin::liquid::TrendSample> samples, flows;
        quint64 samplesTicket = 0, flowsTicket = 0;
        twin::liquid::Trend trend;
        double last_s = 0;
    };
    void takePoints();
    void ask();
    void take(quint64 ticket, const std::vector<twin::HistoryBucket>& buckets);
    void showRows();
    void retranslate();

    Document& m_document;
    Live& m_live;
    ViewState& m_viewState;
    QLabel* m_title;
    QTableWidget* m_table;
    WhenSeen* m_seen;
    QTimer m_again;
    std::vector<Row> m_rows;
};

}  // namespace plenum::app
