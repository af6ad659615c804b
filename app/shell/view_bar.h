// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QComboBox;
class QLabel;
class QSlider;
class QToolButton;

namespace plenum::app {

class ViewState;

/// What the views show: overlay, section height, field, bands, range lock.
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
    QLabel *m_overlayLabel, *m_sectionLabel, *m_height;
    QComboBox* m_overlay;
    QSlider* m_section;
    QToolButton *m_field, *m_banded, *m_lock;
};

}  // namespace plenum::app
