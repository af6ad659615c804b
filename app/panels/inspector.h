// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/panels/inspected.h"
#include "twin/model/project.h"

#include <QWidget>

#include <map>
#include <set>
#include <string>
#include <vector>

class QLabel;
class QLineEdit;
class QScrollArea;
class QTimer;
class QVBoxLayout;

namespace plenum::app {

class CollapsibleSection;
class ConnectionsEditor;
class Document;
class MountedSection;
class ParamRow;
class PlaceSection;
class PointsSection;
class PumpSection;
class ResultSection;
class Selection;
class Session;
class ViewState;
class WhySection;

/// Everything about the selection: place, parameters from the parameter table, connections, results, why.
///
/// Widgets are made anew only when other kinds are selected; otherwise values change in place, at most once a frame of
/// the screen, also while something is dragged.
class Inspector : public QWidget {
    Q_OBJECT
  public:
    Inspector(Document& document, Session& session, Selection& selection, ViewState& viewState, QWidget* parent = nullptr);
    ~Inspector() override;

  signals:
    void refused(const twin::Issues& issues);  ///< an edit the document does not take

  protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

  private:
    void siteHasChanged();
    void frameHasChanged();
    void selectionHasChanged();
    void schedule();
    void refresh();
    void rebuild(const std::vector<twin::Kind>& kinds);
    void buildParams(const std::vector<twin::Kind>& kinds);
    CollapsibleSection* keepFolded(CollapsibleSection* section);
    void showHeader();
    void setParam(twin::Param param, std::optional<double> value);
    void rename();
    void apply(const twin::Edit& edit);

    Document& m_document;
    Session& m_session;
    Selection& m_selection;
    ViewState& m_viewState;
    Inspected m_inspected;
    std::shared_ptr<const twin::Frame> m_settled;  ///< newest that shows the site without a drag
    bool m_dragging = false, m_stale = true;
    std::vector<twin::Kind> m_kinds;  ///< that the widgets are made for
    std::set<QString> m_folded;
    QLineEdit* m_name;
    QLabel *m_type, *m_note, *m_empty;
    QScrollArea* m_scroll;
    QWidget* m_body = nullptr;
    PlaceSection* m_place = nullptr;
    PointsSection* m_points = nullptr;
    MountedSection* m_mounted = nullptr;  ///< racks alone
    std::vector<ParamRow*> m_params;
    ConnectionsEditor* m_connections = nullptr;
    ResultSection* m_results = nullptr;
    WhySection* m_why = nullptr;
    PumpSection* m_pump = nullptr;  ///< pumps and CDUs only
    QTimer* m_timer;
};

}  // namespace plenum::app
