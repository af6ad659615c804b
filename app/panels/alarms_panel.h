// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/id.h"

#include <QTimer>
#include <QWidget>

#include <array>
#include <functional>
#include <vector>

class QBoxLayout;
class QLabel;
class QPushButton;
class QTableView;

namespace plenum::app {

class AlarmsModel;
class Document;
class Live;
class Selection;
class ViewState;

/// What is beyond its limit at the moment shown, and what was done about it.
///
/// Keys: Return acknowledges, Ctrl+C copies the list.
class AlarmsPanel : public QWidget {
    Q_OBJECT
  public:
    AlarmsPanel(Live& live, Document& document, Selection& selection, ViewState& viewState, QWidget* parent = nullptr);
    AlarmsModel& model() const { return *m_model; }

  signals:
    void focusRequested(twin::Id item);
    void countsChanged(int active, int unacknowledged);

  protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void refresh();
    void showActions();
    void selectItems(bool focus);
    void forEachChosen(const std::function<void(std::size_t)>& act);  ///< index in Live::alarms()
    void acknowledge();
    void shelve(int minutes);
    std::vector<int> rows() const;
    void breathe();
    void retranslate();

    Live& m_live;
    Selection& m_selection;
    ViewState& m_viewState;
    AlarmsModel* m_model;
    QTableView* m_view;
    QBoxLayout* m_head;
    QLabel *m_counts, *m_note;
    QPushButton *m_acknowledge, *m_acknowledgeAll;
    std::array<QPushButton*, 3> m_shelve;
    QTimer m_blink;
};

}  // namespace plenum::app
