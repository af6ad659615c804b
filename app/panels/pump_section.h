// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/panels/collapsible_section.h"
#include "app/panels/inspected.h"

class QLabel;

namespace plenum::app {

class LinePlot;
class ViewState;

/// The curve of a pump (or of a CDU's pumps) at full and at present speed, the loop's curve, and the duty point.
class PumpSection : public CollapsibleSection {
    Q_OBJECT
  public:
    explicit PumpSection(const ViewState& viewState, QWidget* parent = nullptr);
    void show(const Inspected& inspected);
    static bool fits(twin::Kind kind) { return kind == twin::Kind::Pump || kind == twin::Kind::Cdu; }

  private:
    const ViewState& m_viewState;
    QLabel* m_duty;
    LinePlot* m_plot;
};

}  // namespace plenum::app
