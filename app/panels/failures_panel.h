// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/background_run.h"
#include "twin/engine/contingency.h"

#include <QWidget>

#include <memory>
#include <vector>

class QCheckBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QTableWidget;

namespace plenum::app {

class Document;
class Selection;
class ViewState;

/// Every single failure of cooling and power equipment, and who goes short, hot or dark after it.
///
/// Keys: Return checks, Esc stops, Ctrl+C copies the table; a row selects the object and those it hits.
class FailuresPanel : public QWidget {
    Q_OBJECT
  public:
    FailuresPanel(Document& document, Selection& selection, ViewState& viewState, QWidget* parent = nullptr);
    const std::vector<twin::engine::Contingency>& rows() const { return m_rows; }

  signals:
    void focusRequested(twin::Id item);
    void whatIfRequested(twin::Id item);  ///< how long is there after this one fails

  protected:
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    void start();
    void showRows();
    QString consequence(const twin::engine::Contingency& row) const;
    void retranslate();

    Document& m_document;
    Selection& m_selection;
    ViewState& m_viewState;
    QPushButton *m_go, *m_whatIf;
    QCheckBox* m_onlyBroken;
    QLabel* m_summary;
    QProgressBar* m_progress;
    QTableWidget* m_table;
    std::shared_ptr<const twin::Site> m_site;  ///< that the rows are of
    std::vector<twin::engine::Contingency> m_rows;
    std::vector<std::size_t> m_shown;  ///< rows of the table → m_rows
    BackgroundRun m_run;  // last: its thread ends before the rest goes
};

}  // namespace plenum::app
