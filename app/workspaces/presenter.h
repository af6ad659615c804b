// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/model/saved_view.h"

#include <QObject>

#include <functional>

class QFrame;
class QLabel;
class QWidget;

namespace plenum::app {

class Document;

/// Steps through the saved views in the whole screen, with a caption bar over the picture's lower edge.
///
/// Keyboard  Right, Space, PgDn next; Left, PgUp back; Home and End first and last; Esc ends. Everything else, and the
///           mouse, goes to the picture as ever: it can be turned while it is talked about.
///
/// While it runs the window is full screen; who shows it hides docks and bars on started() and brings them back on
/// ended(). When the views change it goes on with the ones there are.
class Presenter : public QObject {
    Q_OBJECT
  public:
    using Show = std::function<void(const twin::SavedView&, bool animated)>;
    /// The widget that shows a view: the scene, or the pictures of a comparison.
    using Stage = std::function<QWidget*(const twin::SavedView&)>;
    Presenter(Document& document, QWidget& window, Show show, Stage stage, QObject* parent = nullptr);
    ~Presenter() override;

    /// Nothing happens without views.
    void start(int from = 0);
    void end();
    bool running() const { return m_running; }
    int current() const { return m_current; }
    void go(int to);  ///< clamped

  signals:
    void started();
    void ended();
    void moved(int current);

  protected:
    bool eventFilter(QObject* object, QEvent* event) override;

  private:
    void show(bool animated);
    void place();
    bool takeKey(int key);

    Document& m_document;
    QWidget& m_window;
    Show m_show;
    Stage m_stageOf;
    QWidget* m_stage = nullptr;
    QFrame* m_bar;
    QLabel *m_name, *m_caption, *m_count;
    Qt::WindowStates m_before;
    int m_current = 0;
    bool m_running = false;
};

}  // namespace plenum::app
