// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/panels/swing_study.h"
#include "app/session/background_run.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;
class QSlider;
class QTableWidget;
class QTabWidget;
class QToolButton;

namespace plenum::app {

class CollapsibleSection;
class Document;
class FileField;
class LinePlot;
class NumberForm;
class Session;
class ViewState;

/// The swing of the cluster on its way through power supplies, BBUs, storage cabins, transformer and generating set to the
/// point of connection: over time, with controls to play it, as a spectrum, level by level, against the utility's limits;
/// and the least storage, at the place asked for, that brings it inside them. Beside it what the storage does over hours.
///
/// The load is training in step, requests (of a trace or a model) or a measured course. Every figure is an input of the
/// form; the cluster's power and the storage cabins start from the design. A change shows as soon as it is worked out,
/// beside the window.
class SwingPanel : public QWidget {
    Q_OBJECT
  public:
    SwingPanel(Document& document, Session& session, ViewState& viewState, QWidget* parent = nullptr);
    /// What the plots show; without levels while something is wrong with the inputs.
    const twin::energy::SwingResult& result() const { return m_result; }
    /// The moment that is shown, s from the start.
    double moment() const { return m_moment_s; }

  protected:
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void hideEvent(QHideEvent* event) override;

  private:
    void layOut();
    QWidget* playControls();
    double value(SwingField field) const;
    void set(SwingField field, double value);
    SwingInputs inputs() const;
    SwingPlace place() const;
    bool takeDesign();
    void showFields();
    void compute();
    void size();
    // swing_show.cpp: what the panel shows
    void showResult();
    void showLevels();
    void showTime();
    void showSpectrum();
    void showMoment();
    void showSizing(const twin::energy::SizingResult& sizing);
    QString levelName(std::size_t level) const;
    double span_s() const;
    void goTo(double moment_s);
    void play(bool on);
    void advance();
    void retranslate();

    Document& m_document;
    Session& m_session;
    ViewState& m_viewState;
    QComboBox *m_kind, *m_place, *m_span, *m_speed;
    QLabel *m_kindLabel, *m_fileLabel, *m_placeLabel, *m_summary, *m_limitRows, *m_least, *m_now;
    FileField* m_file;
    NumberForm *m_load, *m_chain, *m_limits;
    CollapsibleSection *m_loadSection, *m_chainSection, *m_limitSection;
    QPushButton *m_fromDesign, *m_size;
    QToolButton* m_play;
    QSlider* m_slider;
    QTableWidget* m_levels;
    QTabWidget *m_pages, *m_tabs;
    LinePlot *m_time, *m_spectrum;
    twin::energy::SwingResult m_result;
    SwingStudy m_study;                  ///< what the result is of; its load stands in the result
    twin::energy::CabinType m_cabin;     ///< the first cabin of the design
    std::vector<double> m_design;        ///< as taken last: cluster, cabins' power and energy
    bool m_edited = false;               ///< the user changed the cluster's power or the cabins: the design no longer overwrites them
    double m_moment_s = 0, m_from_s = 0; ///< shown; where the plot over time begins
    QTimer m_tick;
    QElapsedTimer m_clock;
    BackgroundRun m_run, m_sizing;       // last: their threads end before the rest goes
};

}  // namespace plenum::app
