// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/frame/frame.h"

#include <QWidget>

#include <memory>
#include <vector>

class QHBoxLayout;
class QScrollArea;
class QTimer;

namespace plenum::app {

class DerivationPopup;
class KeyFigureTile;
class Selection;
class Session;
class ViewState;

/// The key figures of the newest result in a row: value, limit, difference to the parent variant, age while computing.
/// Scrolls sideways where the window is narrow; the focused tile is always in sight.
class KeyFigureStrip : public QWidget {
    Q_OBJECT
  public:
    KeyFigureStrip(Session& session, Selection& selection, ViewState& viewState, QWidget* parent = nullptr);

    /// Result of the parent variant to compare with, and its name; null for none.
    void setParentFrame(std::shared_ptr<const twin::Frame> frame, const QString& name);

  signals:
    void figureActivated(const QString& key);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    struct Entry {
        QString key;
        KeyFigureTile* tile;
    };
    void refresh();
    void fitTiles(std::size_t count);
    void activate(std::size_t at);
    QString noteOf(const twin::KeyFigure& figure) const;

    Session& m_session;
    Selection& m_selection;
    ViewState& m_viewState;
    std::shared_ptr<const twin::Frame> m_parent;
    QString m_parentName;
    QScrollArea* m_scroll;
    QWidget* m_row;
    QHBoxLayout* m_layout;
    std::vector<Entry> m_tiles;
    DerivationPopup* m_popup;
    QTimer* m_ageTimer;
};

}  // namespace plenum::app
