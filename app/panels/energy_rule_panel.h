// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/background_run.h"
#include "twin/energy/rule_case.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;

namespace plenum::app {

class Document;
class FileField;
class LinePlot;
class NumberForm;
class Session;
class ViewState;

/// What the storage does over hours: shaves peaks, smooths photovoltaic power, answers the grid's frequency, follows a
/// regulation signal, saves diesel on an island. Powers and the state of charge over time, and what it comes to.
///
/// Load, storage, array and diesel sets start from the design; every figure is an input of the form and a change shows
/// at once. Loads, frequencies and signals may be measured ones, from a file.
class EnergyRulePanel : public QWidget {
    Q_OBJECT
  public:
    enum Rule { Shaving, PvArray, Droop, Signal, Island, RuleCount };
    EnergyRulePanel(Document& document, Session& session, ViewState& viewState, QWidget* parent = nullptr);
    /// What is shown; empty titles while something is wrong with the inputs.
    const twin::energy::RuleResult& result() const { return m_result; }

  protected:
    void changeEvent(QEvent* event) override;

  private:
    enum Field {
        LoadPeak, StoragePower, StorageEnergy, StartCharge, Reserve, Efficiency, Threshold, PvPeak, CloudEvery, CloudLength, Filter, Nominal, DeadBand, DroopShare, Nadir, Fall,
        Recovery, Step, Offered, Hold, DieselPower, DieselLeast, DieselIdle, DieselSlope, StopCharge, FieldCount
    };
    struct Inputs;  ///< of one run, by value
    double value(Field field) const;
    Rule rule() const;
    bool takeDesign();
    void showFields();
    Inputs inputs() const;
    void compute();
    void showResult();
    void showFigures();
    void showPlots();
    void retranslate();

    Document& m_document;
    Session& m_session;
    ViewState& m_viewState;
    QComboBox* m_rule;
    QLabel *m_ruleLabel, *m_fileLabel, *m_figures, *m_notes;
    FileField* m_file;
    QPushButton* m_fromDesign;
    NumberForm* m_form;
    LinePlot *m_power, *m_charge;
    twin::energy::RuleResult m_result;
    twin::Issues m_wrong;           ///< with the inputs; then there is no result
    std::vector<double> m_design;   ///< as taken last
    double m_shares[3] = {1, 0, 0}; ///< of the load by class, from the design
    bool m_edited = false;          ///< the user changed what comes from the design
    BackgroundRun m_run;            // last: its thread ends before the rest goes
};

}  // namespace plenum::app
