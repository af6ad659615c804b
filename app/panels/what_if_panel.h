// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/background_run.h"
#include "twin/engine/what_if.h"

#include <QWidget>

#include <memory>
#include <vector>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QTabWidget;
class QTableWidget;

namespace plenum::app {

class Document;
class LinePlot;
struct PlotCurve;
class Selection;
class ViewState;

/// "If this fails, how many seconds do I have?": the incident, the racks that come to a limit first (chips that throttle,
/// inlet air above the allowable), and both temperatures over time.
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
    enum What { SelectedObjects, SideA, SideB, HeatRejection, FacilityPumps, Cdus, AirUnits, WhatCount };
    /// One computer and the limit that it meets first.
    struct Row {
        twin::Id item;
        double seconds = 0;  ///< +∞: never
        bool byAir = false;
        bool unpowered = false;
        double limit_C = 0, hottest_C = 0;
    };
    std::vector<twin::Id> chosen() const;
    void start();
    void showChosen();
    void showResult();
    void gather();
    QString answer() const;
    QString valveText(const twin::engine::ValveAfter& valve) const;
    void showPlots();
    PlotCurve curveOf(twin::Id item, const std::vector<double>& time_s, const std::vector<float>& values_C, double limit_C) const;
    void retranslate();

    Document& m_document;
    Selection& m_selection;
    ViewState& m_viewState;
    QComboBox* m_what;
    QLabel *m_whatLabel, *m_fails, *m_loadLabel, *m_supplyLabel, *m_spanLabel, *m_answer, *m_detail;
    QDoubleSpinBox *m_load, *m_supply, *m_span;
    QCheckBox* m_refined;
    QPushButton* m_go;
    QProgressBar* m_progress;
    QTabWidget* m_plots;
    LinePlot *m_chips, *m_inlets;
    QTableWidget* m_table;
    std::vector<twin::Id> m_asked;  ///< by ask(); the selection otherwise
    std::shared_ptr<const twin::engine::WhatIf> m_result;
    std::shared_ptr<const twin::Site> m_site;  ///< that the result is of
    std::vector<Row> m_rows;                   ///< of the table: first to its limit first
    BackgroundRun m_run;  // last: its thread ends before the rest goes
};

}  // namespace plenum::app
