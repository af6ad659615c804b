// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/panels/collapsible_section.h"
#include "app/panels/inspected.h"

#include <array>

class QLabel;

namespace plenum::app {

class ViewState;

/// Every quantity the newest result has for the selection, with the change against the result before the edit. Labels
/// are made when a quantity first appears and then only change their text.
class ResultSection : public CollapsibleSection {
    Q_OBJECT
  public:
    explicit ResultSection(const ViewState& viewState, QWidget* parent = nullptr);
    void show(const Inspected& inspected);

  private:
    struct Line {
        QLabel* label = nullptr;
        QLabel* value = nullptr;
    };
    bool showQuantity(const Inspected& inspected, twin::Quantity quantity);
    Line& line(twin::Quantity quantity);

    const ViewState& m_viewState;
    std::array<Line, twin::kQuantityCount> m_lines;
    QLabel* m_none;
};

}  // namespace plenum::app
