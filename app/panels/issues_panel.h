// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/issue.h"

#include <QWidget>

#include <array>
#include <map>
#include <string>

class QLabel;
class QLineEdit;
class QModelIndex;
class QTableView;
class QToolButton;

namespace plenum::app {

class IssuesFilter;
class IssuesModel;
class Selection;
class Session;
class ViewState;

/// What is wrong and what to do about it, from the structure of the site and from the newest result.
class IssuesPanel : public QWidget {
    Q_OBJECT
  public:
    IssuesPanel(Session& session, Selection& selection, ViewState& viewState, QWidget* parent = nullptr);

    /// Issues that need no solution: of files, of structure, of collisions.
    void setStructural(twin::Issues issues);
    /// Issues of what runs beside the solution: live values, plug-ins. Replaces those of the same origin.
    void setOthers(const char* origin, twin::Issues issues);
    IssuesModel& model() const { return *m_model; }

  signals:
    void countsChanged(int errors, int warnings, int notes);
    void remedyActivated(const QString& code, twin::Id item);

  protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void takeIssues();
    void retranslate();
    void showCounts();
    void selectItems();
    void openRemedy(const QModelIndex& index);
    void copy();

    Session& m_session;
    Selection& m_selection;
    ViewState& m_viewState;
    twin::Issues m_structural;
    std::map<std::string, twin::Issues> m_others;  ///< by origin
    IssuesModel* m_model;
    IssuesFilter* m_filter;
    QTableView* m_view;
    QLineEdit* m_search;
    QLabel* m_none;
    std::array<QToolButton*, 3> m_severity;
};

}  // namespace plenum::app
