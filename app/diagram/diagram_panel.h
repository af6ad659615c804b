// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/diagram/diagram_view.h"

class QLabel;
class QToolButton;

namespace plenum::app {

/// A schematic with its line of buttons and what it shows in one sentence.
class DiagramPanel : public QWidget {
    Q_OBJECT
  public:
    DiagramPanel(twin::scene::Diagram diagram, Document& document, Session& session, Selection& selection, ViewState& view, QWidget* parent = nullptr);

    DiagramView& drawing() const { return *m_drawing; }

  signals:
    void focusRequested(twin::Id item);
    void refused(const twin::Issues& issues);
    /// The user chose a file; it could not be written.
    void notWritten(const QString& path);

  protected:
    void changeEvent(QEvent* event) override;

  private:
    void retranslate();
    void summarise();
    void exportDrawing();

    twin::scene::Diagram m_diagram;
    DiagramView* m_drawing;
    QLabel* m_summary;
    QToolButton *m_together, *m_fit, *m_closer, *m_further, *m_export;
};

}  // namespace plenum::app
