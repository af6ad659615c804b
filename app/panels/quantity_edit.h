// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/units.h"

#include <QLineEdit>

#include <limits>

namespace plenum::app {

class ViewState;

/// One quantity: shown in the reader's units with the unit in dim, entered with any unit that fits ("75 F", "120 gpm").
///
/// Return or leaving commits, Esc takes the entry back, Up and Down step by one shown unit, Page Up and Down by ten.
/// What is no number or out of range is marked, explained in the tool tip and not committed. A value set while the user
/// types waits until the entry is done. Infinite limits: any number is committed, its owner judges it.
class QuantityEdit : public QLineEdit {
    Q_OBJECT
  public:
    QuantityEdit(const ViewState& viewState, twin::Unit unit, double min, double max, QWidget* parent = nullptr);

    double value() const { return m_value; }
    void setValue(double value_SI);  ///< NaN shows "–"
    void setMixed();                 ///< several values: shows "–" until one is entered
    void setOptional(bool optional) { m_optional = optional; }  ///< an empty entry is committed as cleared()
    void setHelp(const QString& help);  ///< tool tip; the allowed range is added
    void discard();                     ///< forgets an entry that is not committed
    bool isRefused() const { return m_refused; }
    QString rangeText() const;

  signals:
    void committed(double value_SI);
    void cleared();
    void refused(const QString& why);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    void commit();
    void showValue();
    void fitUnit();
    void step(double shownUnits);
    void setRefused(const QString& why);
    QString valueText() const;

    const ViewState& m_viewState;
    twin::Unit m_unit;
    double m_min, m_max;
    double m_value = std::numeric_limits<double>::quiet_NaN();
    bool m_mixed = false, m_optional = false, m_refused = false;
    QString m_help;
};

}  // namespace plenum::app
