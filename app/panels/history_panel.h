// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QUndoView;

namespace plenum::app {

class Document;

/// Every change since the project was opened; a click goes to that state.
class HistoryPanel : public QWidget {
    Q_OBJECT
  public:
    explicit HistoryPanel(Document& document, QWidget* parent = nullptr);

  protected:
    void changeEvent(QEvent* event) override;

  private:
    void retranslate();
    QUndoView* m_view;
};

}  // namespace plenum::app
