// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/telemetry/setup.h"

#include <QWidget>

#include <array>
#include <optional>

class QButtonGroup;
class QLabel;
class QPushButton;
class QTableView;
class QTreeWidget;

namespace plenum::app {

class BindingModel;
class BindLinesModel;
class CollapsibleSection;
class Document;
class Live;
class SourceForm;
class ViewState;

/// Live values: what the picture shows, where the values come from and which object each belongs to.
class LivePanel : public QWidget {
    Q_OBJECT
  public:
    LivePanel(Live& live, Document& document, ViewState& viewState, QWidget* parent = nullptr);

    BindingModel& bindingModel() const { return *m_binding; }
    BindLinesModel& linesModel() const { return *m_lines; }
    /// Replaces the binding by the rows that can be read; every problem. Nothing changes when no row can be read.
    twin::Issues importCsv(const QString& text);
    QString exportCsv() const;

  signals:
    void csvImportRequested();
    void csvExportRequested();
    /// For the keychain; it is kept nowhere else.
    void secretEntered(const QString& source, const QString& key, const QString& value);
    void sourceRenamed(const QString& before, const QString& after);  ///< its secrets move along
    void sourceRemoved(const QString& source);
    void focusRequested(twin::Id item);

  protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    QWidget* buildSources();
    QWidget* buildBinding();
    QPushButton* button(const char* name);
    void showMode();
    void showSources();
    void showActions();
    void showBinding();
    void showFreshness();
    void editSource(std::optional<std::size_t> source);
    void takeSource(const twin::telemetry::SourceSetup& source);
    void removeSource();
    void toggleSource();
    void addRow();
    void removeRows();
    void put(const twin::telemetry::Setup& setup);
    int currentSource() const;
    void retranslate();

    Live& m_live;
    ViewState& m_viewState;
    QButtonGroup* m_modes;
    std::array<QPushButton*, 3> m_modeButtons;
    QLabel *m_modeNote, *m_sourcesNote, *m_problem, *m_counts, *m_unsolved;
    CollapsibleSection *m_modeSection, *m_freshSection, *m_sourceSection, *m_bindingSection;
    std::array<QLabel*, 4> m_freshName, m_freshCount;
    QTreeWidget* m_sources;
    QPushButton *m_start, *m_add, *m_edit, *m_remove;
    SourceForm* m_form;
    std::optional<std::size_t> m_editing;
    BindingModel* m_binding;
    BindLinesModel* m_lines;
    QTableView *m_bindingView, *m_linesView;
    QPushButton *m_addRow, *m_removeRow, *m_import, *m_export;
};

}  // namespace plenum::app
