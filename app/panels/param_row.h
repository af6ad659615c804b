// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/panels/inspected.h"
#include "twin/model/param.h"

#include <QObject>

class QComboBox;
class QGridLayout;
class QLabel;
class QToolButton;

namespace plenum::app {

class QuantityEdit;
class ViewState;

/// One parameter in a form: label, editor made from its row of the parameter table, button back to the type's value.
class ParamRow : public QObject {
    Q_OBJECT
  public:
    ParamRow(twin::Param param, const ViewState& viewState, QGridLayout* form, int row, QWidget* parent);

    twin::Param param() const { return m_param; }
    void show(const Inspected& inspected);
    void discard();  ///< forgets an entry that is not committed: another item is shown

  signals:
    void changed(twin::Param param, double value_SI);
    void resetRequested(twin::Param param);

  private:
    void showTip(const Inspected& inspected, bool overridden);

    twin::Param m_param;
    const ViewState& m_viewState;
    QLabel* m_label;
    QuantityEdit* m_edit = nullptr;
    QComboBox* m_choice = nullptr;
    QToolButton* m_reset;
};

}  // namespace plenum::app
