// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/model/saved_view.h"

#include <QWidget>

#include <functional>

class QLabel;
class QListView;
class QPlainTextEdit;
class QPushButton;

namespace plenum::app {

class Document;
class ViewState;
class ViewsModel;

/// The saved views: shown, added, updated, renamed, captioned, reordered and removed; every change can be undone.
///
/// Mouse     double click shows a view, drag reorders, the caption is edited below the list.
/// Keyboard  Return shows, F2 renames, Alt+Up and Alt+Down reorder, Delete removes.
class ViewsPanel : public QWidget {
    Q_OBJECT
  public:
    using Capture = std::function<twin::SavedView()>;           ///< what is shown now; id, name and caption are not read
    using Show = std::function<void(const twin::SavedView&)>;
    ViewsPanel(Document& document, ViewState& view, Capture capture, Show show, QWidget* parent = nullptr);
    /// Row of the current view; −1 without one.
    int current() const;

  signals:
    void presentRequested(int from);  ///< step through them, full screen
    void exportRequested();

  protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* object, QEvent* event) override;

  private:
    void add();
    void move(int by);
    void remove();
    void showCurrent();
    void takeCurrent();
    void commitCaption();
    void retranslate();

    Document& m_document;
    ViewState& m_view;
    Capture m_capture;
    Show m_show;
    ViewsModel* m_model;
    QListView* m_list;
    QPlainTextEdit* m_caption;
    QLabel *m_empty, *m_captionLabel;
    QPushButton *m_add, *m_update, *m_remove, *m_up, *m_down, *m_present, *m_export;
    twin::Id m_captioned;  ///< the view whose caption is in the editor
};

}  // namespace plenum::app
