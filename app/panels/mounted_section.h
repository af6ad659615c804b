// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/panels/collapsible_section.h"
#include "app/panels/inspected.h"

#include <vector>

class QLabel;
class QLineEdit;

namespace plenum::app {

class ViewState;

/// What is mounted in the selected racks as one line of text: units, shares of heat and of air. An entry that is wrong
/// stays with what is wrong about it until it is corrected or discarded (Esc).
class MountedSection : public CollapsibleSection {
    Q_OBJECT
  public:
    explicit MountedSection(const ViewState& viewState, QWidget* parent = nullptr);

    void show(const Inspected& inspected);
    void discard();  ///< forgets an entry that is not committed

  signals:
    void mountedChanged(const std::vector<twin::MountedUnits>& mounted);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void commit();
    void showWrong(const twin::Issues& issues);

    const ViewState& m_viewState;
    QLineEdit* m_edit;
    QLabel *m_wrong, *m_form;
    double unitsOf(const twin::Item& rack) const { return m_shown.site->value(rack, twin::Param::RackUnits); }
    Inspected m_shown;  ///< racks
};

}  // namespace plenum::app
