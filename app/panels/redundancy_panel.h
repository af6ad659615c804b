// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/background_run.h"
#include "twin/engine/power_view.h"
#include "twin/power/headroom.h"
#include "twin/power/redundancy.h"
#include "twin/power/stranded.h"

#include <QWidget>

#include <memory>

class QCheckBox;
class QComboBox;
class QLabel;
class QTableWidget;

namespace plenum::app {

class Document;
class Selection;
class Session;
class ViewState;
class WhenSeen;

/// What the power paths of the design are worth: what each single and each double failure takes, loads whose feeds share
/// an ancestor, feeds before and after the loss of the other side, capacity that is stranded level by level, and how much
/// one more rack may draw at each tap-off, with what is full first.
///
/// Selecting a row selects what it names. Worked out beside the window when the design has settled and somebody looks.
class RedundancyPanel : public QWidget {
    Q_OBJECT
  public:
    enum class List { Singles, Pairs, NotDiverse, Feeds, Levels, Room, Count };
    RedundancyPanel(Document& document, Session& session, Selection& selection, ViewState& viewState, QWidget* parent = nullptr);
    bool known() const { return m_result != nullptr; }
    const twin::power::RedundancyReport& report() const { return m_result->report; }
    const std::vector<twin::power::TapRoom>& rooms() const { return m_result->rooms; }

  signals:
    void focusRequested(twin::Id item);

  protected:
    void changeEvent(QEvent* event) override;

  private:
    struct Result {
        std::shared_ptr<const twin::Site> site;  ///< whose items the paths name
        twin::engine::PowerView view;
        twin::power::RedundancyReport report;
        std::vector<twin::power::LevelCapacity> levels;
        std::vector<twin::power::TapRoom> rooms;
    };
    struct Row {
        QStringList cells;
        bool good = true;
        std::vector<twin::Id> items;  ///< the last is the current one
    };
    List list() const;
    void compute();
    void showRows();
    QString summary() const;
    std::vector<Row> rows() const;
    Row failureRow(const twin::power::FailureCase& failure) const;
    QStringList heads() const;
    QString nameOf(int node) const;
    QString namesOf(const std::vector<int>& nodes) const;
    twin::Id idOf(int node) const;
    void retranslate();

    Document& m_document;
    Selection& m_selection;
    ViewState& m_viewState;
    QComboBox* m_list;
    QCheckBox* m_onlyBroken;
    QLabel* m_summary;
    QTableWidget* m_table;
    WhenSeen* m_seen;
    std::shared_ptr<const Result> m_result;
    std::vector<std::vector<twin::Id>> m_items;  ///< of the rows shown
    BackgroundRun m_run;                         // last: its thread ends before the rest goes
};

}  // namespace plenum::app
