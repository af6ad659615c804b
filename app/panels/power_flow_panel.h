// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/background_run.h"
#include "twin/engine/power_facts.h"
#include "twin/power/chain.h"

#include <QWidget>

class QDoubleSpinBox;
class QLabel;
class QTabWidget;
class QTableWidget;

namespace plenum::app {

class Document;
class SankeyView;
class Selection;
class Session;
class ViewState;
class WhenSeen;

/// From the utility to the chips: the flows of this design as a Sankey diagram, what each board and cable may carry and
/// withstand, the supply chains that could carry its IT (415 V AC, 240 V DC, 54 V, 800 V DC) side by side, and what its
/// redundancy is worth.
class PowerFlowPanel : public QWidget {
    Q_OBJECT
  public:
    PowerFlowPanel(Document& document, Session& session, Selection& selection, ViewState& viewState, QWidget* parent = nullptr);
    SankeyView& sankey() const { return *m_sankey; }
    const std::vector<twin::power::ChainFigures>& chains() const { return m_figures; }

  signals:
    void focusRequested(twin::Id item);
    void ratingsChanged();

  protected:
    void changeEvent(QEvent* event) override;

  private:
    void refresh();
    void showRatings();
    void compareChains();
    void showLadder();
    void retranslate();

    struct Rating {
        twin::Id item;
        QString name;
        twin::engine::PowerFact fact;
    };
    Document& m_document;
    Session& m_session;
    Selection& m_selection;
    ViewState& m_viewState;
    QTabWidget* m_tabs;
    SankeyView* m_sankey;
    QLabel* m_summary;
    QTableWidget *m_ratings, *m_table, *m_ladder;
    std::vector<Rating> m_facts;   ///< of all objects of the power paths
    std::vector<twin::Id> m_rated;  ///< of the rows
    QDoubleSpinBox *m_price, *m_cop;
    QLabel *m_priceLabel, *m_copLabel, *m_basis;
    WhenSeen* m_seen;
    std::vector<twin::power::ChainFigures> m_figures;
    BackgroundRun m_run;  // last: its thread ends before the rest goes
};

}  // namespace plenum::app
