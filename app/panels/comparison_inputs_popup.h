// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/frame/comparison.h"

#include <QFrame>

class QComboBox;
class QDoubleSpinBox;
class QLineEdit;

namespace plenum::app {

/// What the user states for a comparison: redundancy, inlet limit, precision, tokens. Closes on Esc or a click elsewhere.
class ComparisonInputsPopup : public QFrame {
    Q_OBJECT
  public:
    explicit ComparisonInputsPopup(QWidget* parent);
    void open(const twin::ComparisonInputs& inputs, const QWidget& anchor);

  signals:
    void edited(const twin::ComparisonInputs& inputs);  ///< when it closes with another content

  protected:
    void hideEvent(QHideEvent* event) override;

  private:
    twin::ComparisonInputs read() const;
    twin::ComparisonInputs m_before;
    QComboBox *m_redundancy, *m_inlet, *m_precision;
    QDoubleSpinBox *m_tokens, *m_utilisation;
    QLineEdit* m_source;
};

}  // namespace plenum::app
