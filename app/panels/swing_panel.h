// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/background_run.h"
#include "twin/energy/storage_sizing.h"
#include "twin/energy/training_wave.h"

#include <QWidget>


class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QPushButton;
class QTabWidget;

namespace plenum::app {

class Document;
class LinePlot;
class Session;
class ViewState;

/// The swing of the cluster and what the point of connection sees of it: over time, as a spectrum, against the utility's
/// limits; and the least storage that brings it inside them. Beside it what the storage does over hours.
///
/// Every figure is an input of the form; the cluster's power and the storage cabins start from the design. A change of
/// the form or of the design shows at once.
class SwingPanel : public QWidget {
    Q_OBJECT
  public:
    SwingPanel(Document& document, Session& session, ViewState& viewState, QWidget* parent = nullptr);
    /// What the plots show.
    const twin::energy::SwingResult& result() const { return m_result; }

  protected:
    void changeEvent(QEvent* event) override;

  private:
    enum Field { ClusterPower, Period, ComputeShare, CommunicateLevel, InStep, Spike, Edge, CabinPower, CabinEnergy, FilterTime, RampLimit, RangeLimit, BandLimit, FieldCount };
    double value(Field field) const;
    void addField(QFormLayout* form, Field field);
    bool takeDesign();
    void compute();
    void showResult();
    void showPlots();
    void size();
    void showSizing(const twin::energy::SizingResult& sizing);
    twin::energy::TrainingWave wave() const;
    std::vector<twin::energy::Stage> stages() const;
    twin::energy::LimitSet limits() const;
    twin::energy::MeasureOptions measures() const;
    void retranslate();

    Document& m_document;
    Session& m_session;
    ViewState& m_viewState;
    QDoubleSpinBox* m_fields[FieldCount];
    QLabel* m_labels[FieldCount];
    QPushButton *m_fromDesign, *m_size;
    QLabel *m_summary, *m_limitRows, *m_least;
    QTabWidget *m_pages, *m_tabs;
    LinePlot *m_time, *m_spectrum;
    twin::energy::SwingResult m_result;
    std::vector<double> m_design;  ///< as taken last: cluster, cabins' power and energy
    bool m_edited = false;  ///< the user changed the cluster's power or the cabins: the design no longer overwrites them
    BackgroundRun m_run;    // last: its thread ends before the rest goes
};

}  // namespace plenum::app
