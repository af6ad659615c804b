// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/background_run.h"
#include "twin/liquid/loop_figures.h"

#include <QWidget>

#include <memory>
#include <vector>

class QLabel;
class QTableWidget;

namespace plenum::app {

class Document;
class Live;
class Selection;
class Session;
class ViewState;
class WhenSeen;

/// Every coolant loop in a row: flow, temperatures and class, filling and expansion vessel, pressures and that of the test,
/// velocities; below, the trends of what the history records of filters and water. A row selects what it speaks of.
class LoopsPanel : public QWidget {
    Q_OBJECT
  public:
    LoopsPanel(Document& document, Session& session, Live& live, Selection& selection, ViewState& viewState, QWidget* parent = nullptr);

  signals:
    void focusRequested(twin::Id id);

  protected:
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    void refresh();
    void focus(twin::Id id);
    void showRows();
    void retranslate();
    QString nameOf(twin::Id id) const;

    Document& m_document;
    Selection& m_selection;
    ViewState& m_viewState;
    QLabel* m_summary;
    QTableWidget* m_table;
    WhenSeen* m_seen;
    std::shared_ptr<const twin::Site> m_site;  ///< of the rows
    std::vector<twin::liquid::LoopFigures> m_loops;
    BackgroundRun m_run;  // last: its thread ends before the rest goes
};

}  // namespace plenum::app
