// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/background_run.h"
#include "twin/engine/what_if.h"

#include <QWidget>

#include <memory>
#include <vector>

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QTableWidget;

namespace plenum::app {

class Document;
class LinePlot;
class Selection;
class ViewState;

/// "If this fails, how many seconds do I have?": the incident, the first racks to throttle, their chips over time.
///
/// Keys: Return runs it, Esc stops it; a row selects its rack everywhere.
class WhatIfPanel : public QWidget {
    Q_OBJECT
  public:
    WhatIfPanel(Document& document, Selection& selection, ViewState& viewState, QWidget* parent = nullptr);

    /// Takes the objects as what fails and runs.
    void ask(std::vector<twin::Id> fails);
    /// Of the last run that ended; null before.
    const std::shared_ptr<const twin::engine::WhatIf>& result() const { return m_result; }

  signals:
    void focusRequested(twin::Id item);

  protected:
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    enum What { SelectedObjects, SideA, SideB, HeatRejection, FacilityPumps, Cdus };
    std::vector<twin::Id> chosen() const;
    void start();
    void showChosen();
    void showResult();
    void showPlot();
    void retranslate();

    Document& m_document;
    Selection& m_selection;
    ViewState& m_viewState;
    QComboBox* m_what;
    QLabel *m_whatLabel, *m_fails, *m_loadLabel, *m_spanLabel, *m_answer, *m_detail;
    QDoubleSpinBox *m_load, *m_span;
    QPushButton* m_go;
    QProgressBar* m_progress;
    LinePlot* m_plot;
    QTableWidget* m_table;
    std::vector<twin::Id> m_asked;  ///< by ask(); the selection otherwise
    std::shared_ptr<const twin::engine::WhatIf> m_result;
    std::shared_ptr<const twin::Site> m_site;  ///< that the result is of
    BackgroundRun m_run;  // last: its thread ends before the rest goes
};

}  // namespace plenum::app
