// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;

namespace plenum::app {

class ViewState;

/// What else than the section is drawn of the hall air: arrows, streamlines, the surface of one temperature. Takes effect
/// at once; Esc and a click elsewhere close it.
class AirPopup : public QFrame {
    Q_OBJECT
  public:
    explicit AirPopup(ViewState& view, QWidget* parent = nullptr);
    /// Below `anchor`, its right edges in line.
    void open(const QWidget& anchor);

  protected:
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    void retranslate();
    void refresh();
    void take();
    ViewState& m_view;
    QCheckBox *m_vectors, *m_iso, *m_volume;
    QLabel *m_linesLabel, *m_hint;
    QComboBox* m_lines;
    QDoubleSpinBox* m_isoAt;
};

}  // namespace plenum::app
