// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <functional>
#include <vector>

class QAction;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace plenum::app {

class Document;
class Session;
class ViewState;

/// Name of the program and project, variants as chips in their colours, command palette, state of the engine.
class TopBar : public QWidget {
    Q_OBJECT
  public:
    TopBar(Document& document, Session& session, ViewState& view, QWidget* parent = nullptr);
    /// The actions that the palette finds; asked for when it opens.
    void setActions(std::function<std::vector<QAction*>()> actions) { m_actions = std::move(actions); }
    void openPalette();
    /// One button for each, left of the project's name.
    /// What the values shown are, where they are not the computed ones; an empty text: the state of the engine.
    void setShown(const QString& text);
    void setWorkspaces(const std::vector<QAction*>& actions);

  protected:
    void changeEvent(QEvent* event) override;

  private:
    void showVariants();
    void showState();
    void showName();
    void fillPalette();

    Document& m_document;
    Session& m_session;
    ViewState& m_view;
    std::function<std::vector<QAction*>()> m_actions;
    QLabel *m_brand, *m_project, *m_state;
    QHBoxLayout *m_workspaces, *m_chips;
    std::vector<QPushButton*> m_buttons;
    QLineEdit* m_palette;
    QString m_shown;
};

}  // namespace plenum::app
