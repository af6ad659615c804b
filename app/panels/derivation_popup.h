// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/frame/frame.h"

#include <QFrame>

class QLabel;
class QToolButton;

namespace plenum::app {

class ViewState;

/// Where a key figure comes from: value, derivation, what limits it. Closes on Esc or a click elsewhere.
class DerivationPopup : public QFrame {
    Q_OBJECT
  public:
    explicit DerivationPopup(const ViewState& viewState, QWidget* parent);
    void showFigure(const twin::KeyFigure& figure, const QString& itemName, const QWidget& anchor);

  signals:
    void selectRequested(twin::Id item);

  protected:
    void keyPressEvent(QKeyEvent* event) override;

  private:
    const ViewState& m_viewState;
    QLabel *m_caption, *m_value, *m_note, *m_derivation;
    QToolButton* m_item;
    twin::Id m_id;
};

}  // namespace plenum::app
