// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/panels/collapsible_section.h"
#include "app/panels/inspected.h"

#include <vector>

class QLabel;

namespace plenum::app {

class InletChart;
class ViewState;

/// What limits the current item, tightest first, and its inlet over the height before and now.
class WhySection : public CollapsibleSection {
    Q_OBJECT
  public:
    explicit WhySection(const ViewState& viewState, QWidget* parent = nullptr);
    void show(const Inspected& inspected);

  private:
    void showLimits(const Inspected& inspected);
    void showChart(const Inspected& inspected);

    const ViewState& m_viewState;
    std::vector<QLabel*> m_lines;
    QLabel *m_none, *m_chartCaption;
    InletChart* m_chart;
};

}  // namespace plenum::app
