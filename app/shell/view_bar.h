// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QComboBox;
class QLabel;
class QSlider;
class QToolButton;

namespace plenum::app {

class ViewState;
class AirPopup;

/// What the views show: overlay, bands, range lock; the air field with its section and what else is drawn of it.
class ViewBar : public QWidget {
    Q_OBJECT
  public:
    explicit ViewBar(ViewState& view, QWidget* parent = nullptr);

  protected:
    void changeEvent(QEvent* event) override;

  private:
    void retranslate();
    void refresh();
    ViewState& m_view;
    QLabel *m_overlayLabel, *m_sectionLabel, *m_position;
    QComboBox *m_overlay, *m_axis;
    QSlider* m_section;
    QToolButton *m_field, *m_banded, *m_lock, *m_air;
    AirPopup* m_popup;
};

}  // namespace plenum::app
