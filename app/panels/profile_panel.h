// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/background_run.h"
#include "twin/liquid/loop_profile.h"

#include <QWidget>

class QLabel;

namespace plenum::app {

class Document;
class LinePlot;
class Selection;
class Session;
class ViewState;
class WhenSeen;

/// Pressure and temperature along the coolant's way between the first and the last selected object; with one object, from
/// the pump or CDU that drives its loop.
class ProfilePanel : public QWidget {
    Q_OBJECT
  public:
    ProfilePanel(Document& document, Session& session, Selection& selection, ViewState& viewState, QWidget* parent = nullptr);
    const twin::liquid::LoopProfile& profile() const { return m_profile; }

  protected:
    void changeEvent(QEvent* event) override;

  private:
    void refresh();
    void showProfile();
    void retranslate();

    Document& m_document;
    Selection& m_selection;
    ViewState& m_viewState;
    QLabel* m_summary;
    LinePlot *m_pressure, *m_temperature;
    WhenSeen* m_seen;
    twin::liquid::LoopProfile m_profile;
    twin::Id m_from, m_to;
    BackgroundRun m_run;  // last: its thread ends before the rest goes
};

}  // namespace plenum::app
